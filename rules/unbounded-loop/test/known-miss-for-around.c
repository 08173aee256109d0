// A 'for' that steps its counter on every turn, and tests it only when 'Quirk'
// holds.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=unbounded-loop -fsyntax-only %s 2>&1 | FileCheck %s

#include <storport.h>

typedef struct {
  ULONG *Registers;
  BOOLEAN Quirk;
} DEVICE;

HW_INTERRUPT HwInterrupt;

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  ULONG i;
  // CHECK: :[[#@LINE+1]]:3: warning: loop waits for the device
  for (i = 0; StorPortReadRegisterUlong(Device, Device->Registers) & 1; i++) {
    if (Device->Quirk)
      if (i > 100)
        break;
  }
  return TRUE;
}
