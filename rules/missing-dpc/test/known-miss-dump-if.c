// A false alarm: the driver's own flag is set under a test of the port driver's,
// and so is 0 in normal work.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=missing-dpc -fsyntax-only %s 2>&1 | count 0

#include <storport.h>

typedef struct {
  PSCSI_REQUEST_BLOCK Current;
  BOOLEAN DumpMode;
} DEVICE;

HW_INTERRUPT HwInterrupt;
HW_FIND_ADAPTER HwFindAdapter;

ULONG HwFindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  DEVICE *Device = Extension;
  if (Config->DumpMode)
    Device->DumpMode = TRUE;
  return SP_RETURN_FOUND;
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  if (Device->DumpMode)
    StorPortNotification(RequestComplete, Device, Device->Current);
  return TRUE;
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {.HwInterrupt = HwInterrupt,
                                 .HwFindAdapter = HwFindAdapter};
  return StorPortInitialize(Driver, Path, &Data, NULL);
}
