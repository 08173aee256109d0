// A list that is consumed by 'RemoveHeadList' until it is empty: what that
// routine writes is not known.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=unbounded-loop -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

typedef struct {
  LIST_ENTRY Active;
} DEVICE;

HW_INTERRUPT HwInterrupt;

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  // CHECK: :[[#@LINE+1]]:3: warning: loop is bounded only by the data
  while (!IsListEmpty(&Device->Active))
    RemoveHeadList(&Device->Active);
  return TRUE;
}
