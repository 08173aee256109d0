// False alarms: the number of bytes is not constant, but is at most 64.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=missing-dpc -fsyntax-only %s 2>&1 | count 0

#include <storport.h>

typedef struct {
  ULONG Size;
  UCHAR Here[64], There[64];
} DEVICE;

HW_INTERRUPT HwInterrupt;

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  ULONG Size = Device->Size;
  if (Size > 64)
    Size = 64;
  RtlCopyMemory(Device->Here, Device->There, Size);
  RtlCopyMemory(Device->Here, Device->There, Device->Size & 0x3F);
  return TRUE;
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {.HwInterrupt = HwInterrupt};
  return StorPortInitialize(Driver, Path, &Data, NULL);
}
