// A false alarm: the time ends the loop, but the header makes of
// 'KeQueryInterruptTime' a read of volatile memory, which is taken for the
// device.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=unbounded-loop -fsyntax-only %s 2>&1 | count 0

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
  return TRUE;
}
