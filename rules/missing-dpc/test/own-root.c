// The way that is told is that of the interrupt routine, though the initialize
// routine, at DIRQL too, is nearer to the work.
//
// CLAIM: fires 1
// RULES: missing-dpc
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

HW_INTERRUPT HwInterrupt; // #root
HW_INITIALIZE HwInitialize;

static VOID Complete(PVOID Extension) {
  // CHECK: :[[#@LINE+1]]:3: warning: 'StorPortNotification' completes a request at DIRQL, and no DPC is queued; reachable from interrupt routine 'HwInterrupt' (DIRQL)
  StorPortNotification(RequestComplete, Extension, Extension); // #work
}

static VOID Drain(PVOID Extension) { Complete(Extension); } // #drain

BOOLEAN HwInterrupt(PVOID Extension) {
  Drain(Extension); // #call
  return TRUE;
}

BOOLEAN HwInitialize(PVOID Extension) {
  Complete(Extension);
  return TRUE;
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA data = {0};
  data.HwInterrupt = HwInterrupt;
  data.HwInitialize = HwInitialize;
  return StorPortInitialize(Driver, Path, &data, NULL);
}
// expected-warning@#work {{reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
// expected-note@#drain {{'Complete' is called from 'Drain' here}}
// expected-note@#call {{'Drain' is called from 'HwInterrupt' here}}
// expected-note@#root {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{and from 1 other root: 'HwInitialize' (DIRQL)}}
// expected-note@*:* {{the driver has no DPC routine}}
