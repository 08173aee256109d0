// The time ends the loop: the header makes of 'KeQueryInterruptTime' a read of
// volatile memory at a fixed address, which is not the device.  And what each turn
// takes away from may be gone after some.
//
// CLAIM: silent 2
// RULES: unbounded-loop
// RUN: %one-unit %s | count 0

// expected-no-diagnostics

#include <ntddk.h>
#include <storport.h>

typedef struct {
  ULONG *Registers;
} DEVICE;

HW_INTERRUPT HwInterrupt;

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  ULONGLONG End = KeQueryInterruptTime() + 500;
  while (!(StorPortReadRegisterUlong(Device, Device->Registers) & 1))
    if (KeQueryInterruptTime() > End)
      break;
  ULONG mask = 0xff, pending;
  while ((pending = StorPortReadRegisterUlong(Device, Device->Registers) & mask) != 0)
    mask &= ~pending;
  return TRUE;
}
