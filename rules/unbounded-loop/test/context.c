// A loop that a constant argument leaves at once, or after a turn, is none in
// that context; nor is a cycle of calls that the argument leads out of.
//
// CLAIM: silent 1
// CLAIM: fires 1, 4
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  ULONG *Registers;
} DEVICE;

HW_INTERRUPT HwInterrupt; // #root
HW_WORKITEM HwWork;

static BOOLEAN Ready(DEVICE *Device) { return StorPortReadRegisterUlong(Device, Device->Registers) & 1; }

static VOID Waits(DEVICE *Device, BOOLEAN Wait) {
  while (Wait && !Ready(Device))
    ;
}

static VOID Looks(DEVICE *Device, BOOLEAN Once) {
  for (;;) { // #looks
    if (Ready(Device) || Once) // #exit
      break;
  }
}

static VOID Retry(DEVICE *Device, BOOLEAN Again) {
  if (!Ready(Device) && Again)
    Retry(Device, FALSE);
}

static VOID Repeat(DEVICE *Device, BOOLEAN Again) {
  if (!Ready(Device) && Again)
    Repeat(Device, TRUE); // #repeat
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Waits(Extension, FALSE);
  Looks(Extension, TRUE);
  Looks(Extension, FALSE); // #forever
  Retry(Extension, TRUE);
  Repeat(Extension, TRUE); // #repeats
  return TRUE;
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Item) { Waits(Extension, TRUE); }
// CHECK: :26:3: error: loop waits for the device without a bound
// CHECK: :39:5: error: 'Repeat' is called again without a bound
// expected-warning@#looks {{loop waits for the device without a bound}}
// expected-note@#exit {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
// expected-note@#exit {{this exit depends on nothing that changes in the loop}}
// expected-note@#forever {{'Looks' is called from 'HwInterrupt' here}}
// expected-warning@#repeat {{'Repeat' is called again without a bound}}
// expected-note@#repeats {{'Repeat' is called from 'HwInterrupt' here}}
// expected-note@#root 2 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{count the turns, and end at a limit}}
// expected-note@*:* {{count the depth, and end at a limit}}
