// A copy whose size the callers hand on: by what is passed on the way from the
// interrupt routine.
//
// CLAIM: fires 1
// CLAIM: silent 5
// RULES: missing-dpc
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  UCHAR Here[512], There[512];
} DEVICE;

HW_INTERRUPT HwInterrupt;
HW_INTERRUPT CopiesMuch; // expected-note {{'CopiesMuch' is declared 'HW_INTERRUPT' here}}

static VOID Copy(PVOID To, PVOID From, ULONG Size) { RtlCopyMemory(To, From, Size); }
static VOID CopyMuch(PVOID To, PVOID From, ULONG Size) {
  RtlCopyMemory(To, From, Size); // expected-warning {{'RtlCopyMemory' copies memory at DIRQL, and no DPC is queued; reachable from interrupt routine 'CopiesMuch' (DIRQL)}}
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Copy(Device->Here, Device->There, 16);
  Copy(Device->Here, Device->There, sizeof(ULONG) * 4);
  return TRUE;
}

BOOLEAN CopiesMuch(PVOID Extension) {
  DEVICE *Device = Extension;
  CopyMuch(Device->Here, Device->There, sizeof(Device->Here)); // expected-note {{'CopyMuch' is called from 'CopiesMuch' here}}
  return TRUE;
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {.HwInterrupt = HwInterrupt};
  return StorPortInitialize(Driver, Path, &Data, NULL);
}
// expected-note@*:* {{the driver has no DPC routine: initialize a DPC, queue it from the interrupt routine, and do the rest there}}

// CHECK: :3: warning: 'RtlCopyMemory' copies memory at DIRQL, and no DPC is queued; reachable from interrupt routine 'CopiesMuch' (DIRQL) [isrlint-missing-dpc]
