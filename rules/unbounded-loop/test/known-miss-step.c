// The counter is tested on every turn, but is stepped only when the device says
// so, or is set back by an inner loop.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=unbounded-loop -fsyntax-only %s 2>&1 | FileCheck %s

#include <storport.h>

typedef struct {
  ULONG *Registers;
} DEVICE;

HW_INTERRUPT HwInterrupt;

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  ULONG Turns = 0, i;
  // CHECK: :[[#@LINE+1]]:3: warning: loop waits for the device
  while (Turns < 10)
    if (StorPortReadRegisterUlong(Device, Device->Registers) & 1)
      Turns++;
  // CHECK: :[[#@LINE+1]]:3: warning: loop has no bound
  for (i = 0; i < 10; i++)
    for (i = 0; i < 5; i++)
      StorPortWriteRegisterUlong(Device, Device->Registers, i);
  return TRUE;
}
