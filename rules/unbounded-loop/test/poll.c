// A wait for a READY bit that a count ends, and what takes the count away: it
// is not stepped, it is set back, a turn gets around its test.
//
// CLAIM: fires 1
// CLAIM: silent 1, 2
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

#define READY 1u
#define MAX 100

typedef struct {
  ULONG Status;
} REGISTERS;

typedef struct {
  REGISTERS *Registers;
  ULONG Limit;
} DEVICE;

HW_INTERRUPT HwInterrupt; // expected-note 3 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}

static ULONG Status(DEVICE *Device) {
  return StorPortReadRegisterUlong(Device, &Device->Registers->Status);
}

static VOID Counted(DEVICE *Device) {
  ULONG n = 0;
  while (!(Status(Device) & READY)) {
    StorPortStallExecution(10);
    if (++n > MAX)
      break;
  }
}

static VOID NotStepped(DEVICE *Device) {
  ULONG n = 0;
  while (!(Status(Device) & READY)) { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    StorPortStallExecution(10);
    if (n > MAX) // expected-note {{this exit depends on nothing that changes in the loop}}
      break;
  }
}

static VOID SetBack(DEVICE *Device) {
  ULONG n = 0;
  while (!(Status(Device) & READY)) { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    n = 0;
    StorPortStallExecution(10);
    if (++n > MAX) // expected-note {{this exit is never taken}}
      break;
  }
}

static VOID Around(DEVICE *Device, BOOLEAN x) {
  ULONG n = 0;
  while (!(Status(Device) & READY)) { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    StorPortStallExecution(10);
    if (x)
      if (++n > MAX) // expected-note {{this exit counts, but a turn need not pass it}}
        break;
  }
}

// Whether 'Max' ends it is for the caller to say.
static VOID ByParameter(DEVICE *Device, ULONG Max) {
  ULONG n = 0;
  while (!(Status(Device) & READY)) {
    StorPortStallExecution(10);
    if (++n > Max)
      break;
  }
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Counted(Device);
  NotStepped(Device); // expected-note {{'NotStepped' is called from 'HwInterrupt' here}}
  SetBack(Device); // expected-note {{'SetBack' is called from 'HwInterrupt' here}}
  Around(Device, Device->Limit != 0); // expected-note {{'Around' is called from 'HwInterrupt' here}}
  ByParameter(Device, Device->Limit);
  return TRUE;
}
// expected-note@*:* 3 {{count the turns, and end at a limit}}

// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
