// Work that is done only when a crash dump is written, by the port driver's
// flag or by one that was filled from it.
//
// CLAIM: fires 1
// CLAIM: silent 4
// RULES: missing-dpc
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  PSCSI_REQUEST_BLOCK Current;
  BOOLEAN DumpMode;
  BOOLEAN Other;
} DEVICE;

HW_FIND_ADAPTER HwFindAdapter;
HW_INTERRUPT HwInterrupt, Guarded, Returns, Accessor, Negated, OtherFlag; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}} expected-note {{'OtherFlag' is declared 'HW_INTERRUPT' here}}
HW_INTERRUPT WrongWay; // expected-note {{'WrongWay' is declared 'HW_INTERRUPT' here}}

ULONG HwFindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  DEVICE *Device = Extension;
  Device->DumpMode = Config->DumpMode != 0;
  Device->Other = Config->AdapterScansDown;
  return SP_RETURN_FOUND;
}

static BOOLEAN IsDump(DEVICE *Device) { return Device->DumpMode; }

static VOID Finish(DEVICE *Device) {
  StorPortNotification(RequestComplete, Device, Device->Current);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  StorPortNotification(RequestComplete, Device, Device->Current); // expected-warning {{'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'HwInterrupt' (DIRQL)}}
  return TRUE;
}

BOOLEAN Guarded(PVOID Extension) {
  DEVICE *Device = Extension;
  if (Device->DumpMode)
    StorPortNotification(RequestComplete, Device, Device->Current);
  return TRUE;
}

BOOLEAN Returns(PVOID Extension) {
  DEVICE *Device = Extension;
  if (!Device->DumpMode)
    return TRUE;
  Finish(Device);
  return TRUE;
}

BOOLEAN Accessor(PVOID Extension) {
  DEVICE *Device = Extension;
  if (IsDump(Device))
    Finish(Device);
  return TRUE;
}

BOOLEAN Negated(PVOID Extension) {
  DEVICE *Device = Extension;
  if (Device->DumpMode == FALSE) {
    Device->Other = TRUE;
  } else {
    Finish(Device);
  }
  return TRUE;
}

BOOLEAN WrongWay(PVOID Extension) {
  DEVICE *Device = Extension;
  if (!IsDump(Device))
    StorPortNotification(RequestComplete, Device, Device->Current); // expected-warning {{'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'WrongWay' (DIRQL)}}
  return TRUE;
}

BOOLEAN OtherFlag(PVOID Extension) {
  DEVICE *Device = Extension;
  if (Device->Other)
    StorPortNotification(RequestComplete, Device, Device->Current); // expected-warning {{'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'OtherFlag' (DIRQL)}}
  return TRUE;
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {.HwInterrupt = HwInterrupt};
  return StorPortInitialize(Driver, Path, &Data, NULL);
}
// expected-note@*:* 3 {{the driver has no DPC routine: initialize a DPC, queue it from the interrupt routine, and do the rest there}}

// CHECK: :3: warning: 'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-missing-dpc]
// CHECK: :5: warning: 'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'WrongWay' (DIRQL) [isrlint-missing-dpc]
// CHECK: :5: warning: 'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'OtherFlag' (DIRQL) [isrlint-missing-dpc]
