// What is not known could queue a DPC: a routine outside, a pointer of which
// nothing is known.  What the tables know could not.
//
// CLAIM: fires 1
// CLAIM: silent 2
// RULES: missing-dpc
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  PSCSI_REQUEST_BLOCK Current;
  VOID (*Filled)(PVOID Extension);
  VOID (*Never)(PVOID Extension);
  LONG Users;
} DEVICE;

HW_INTERRUPT HwInterrupt, Routine, Pointer, KnownPointer, Result; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}} expected-note {{'KnownPointer' is declared 'HW_INTERRUPT' here}}

VOID AcmeNotify(PVOID Extension);
typedef VOID NOTIFY(PVOID Extension);
NOTIFY *AcmeFind(PVOID Extension);

static VOID Count(PVOID Extension) { ((DEVICE *)Extension)->Users++; }

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  StorPortNotification(RequestComplete, Device, Device->Current); // expected-warning {{'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'HwInterrupt' (DIRQL)}}
  InterlockedIncrement(&Device->Users);
  return TRUE;
}

BOOLEAN Routine(PVOID Extension) {
  DEVICE *Device = Extension;
  StorPortNotification(RequestComplete, Device, Device->Current);
  AcmeNotify(Device);
  return TRUE;
}

BOOLEAN Pointer(PVOID Extension) {
  DEVICE *Device = Extension;
  StorPortNotification(RequestComplete, Device, Device->Current);
  Device->Never(Device);
  return TRUE;
}

BOOLEAN KnownPointer(PVOID Extension) {
  DEVICE *Device = Extension;
  Device->Filled = Count;
  StorPortNotification(RequestComplete, Device, Device->Current); // expected-warning {{'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'KnownPointer' (DIRQL)}}
  Device->Filled(Device);
  return TRUE;
}

BOOLEAN Result(PVOID Extension) {
  DEVICE *Device = Extension;
  StorPortNotification(RequestComplete, Device, Device->Current);
  AcmeFind(Device)(Device);
  return TRUE;
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {.HwInterrupt = HwInterrupt};
  return StorPortInitialize(Driver, Path, &Data, NULL);
}
// expected-note@*:* 2 {{the driver has no DPC routine: initialize a DPC, queue it from the interrupt routine, and do the rest there}}

// CHECK: :3: warning: 'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-missing-dpc]
// CHECK: :3: warning: 'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'KnownPointer' (DIRQL) [isrlint-missing-dpc]
