// A section that is named together with its class: Clang drops the pragma.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=pageable-code -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT HwInterrupt;

#pragma code_seg("PAGEXYZ", "CODE")
static VOID Paged(PVOID Extension) {}
#pragma code_seg()

BOOLEAN HwInterrupt(PVOID Extension) {
  // CHECK: :[[#@LINE+1]]:3: warning: call to pageable function 'Paged'
  Paged(Extension);
  return TRUE;
}
