// False alarms: on the device's word the counter is set to where it ends the
// loop, which is taken for a counter that is set back.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=unbounded-loop -fsyntax-only %s 2>&1 | count 0

#include <storport.h>

typedef struct {
  ULONG *Registers;
} DEVICE;

HW_INTERRUPT HwInterrupt;

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  ULONG Left = 100;
  for (ULONG i = 0; i < 100; i++)
    if (StorPortReadRegisterUlong(Device, Device->Registers) & 1)
      i = 100;
  while (Left) {
    if (StorPortReadRegisterUlong(Device, Device->Registers) & 1)
      Left = 0;
    else
      Left--;
  }
  return TRUE;
}
