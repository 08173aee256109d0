// The same with the counter in a member of a structure.
//
// CLAIM: fires 1
// CLAIM: silent 1, 2
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

#define READY 1u
#define MAX 100

typedef struct {
  ULONG *Registers;
  struct {
    USHORT Spins;
  } Wait;
  ULONG Limit;
  BOOLEAN IsOld;
} DEVICE;

HW_INTERRUPT HwInterrupt; // expected-note 3 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}

static BOOLEAN IsReady(DEVICE *Device) {
  return (StorPortReadRegisterUlong(Device, Device->Registers) & READY) != 0;
}

static VOID Counted(DEVICE *Device) {
  Device->Wait.Spins = 0;
  while (!IsReady(Device)) {
    StorPortStallExecution(10);
    if (++Device->Wait.Spins > MAX)
      break;
  }
}

static VOID NotStepped(DEVICE *Device) {
  Device->Wait.Spins = 0;
  while (!IsReady(Device)) { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    StorPortStallExecution(10);
    if (Device->Wait.Spins > MAX) // expected-note {{this exit depends on nothing that changes in the loop}}
      break;
  }
}

static VOID SetBack(DEVICE *Device) {
  while (!IsReady(Device)) { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    Device->Wait.Spins = 0;
    StorPortStallExecution(10);
    if (++Device->Wait.Spins > MAX) // expected-note {{this exit is never taken}}
      break;
  }
}

static VOID Around(DEVICE *Device) {
  Device->Wait.Spins = 0;
  while (!IsReady(Device)) { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    StorPortStallExecution(10);
    if (Device->IsOld)
      if (++Device->Wait.Spins > MAX) // expected-note {{this exit counts, but a turn need not pass it}}
        break;
  }
}

// The member may be too narrow for the limit, which nothing here gives.
static VOID ByMember(DEVICE *Device) {
  Device->Wait.Spins = 0;
  while (!IsReady(Device)) {
    StorPortStallExecution(10);
    if (++Device->Wait.Spins > Device->Limit)
      break;
  }
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Counted(Device);
  NotStepped(Device); // expected-note {{'NotStepped' is called from 'HwInterrupt' here}}
  SetBack(Device); // expected-note {{'SetBack' is called from 'HwInterrupt' here}}
  Around(Device); // expected-note {{'Around' is called from 'HwInterrupt' here}}
  ByMember(Device);
  return TRUE;
}
// expected-note@*:* 3 {{count the turns, and end at a limit}}

// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
