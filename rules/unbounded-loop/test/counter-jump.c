// A counter that is set to where it ends the loop, on the device's word, is not
// one that is set back.
//
// CLAIM: silent 2
// RULES: unbounded-loop
// RUN: %one-unit %s | count 0

// expected-no-diagnostics

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
