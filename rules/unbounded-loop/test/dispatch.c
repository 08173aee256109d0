// At DISPATCH_LEVEL only a wait for the device that stalls is told, as a
// warning; below it nothing is.
//
// CLAIM: fires 5
// CLAIM: silent 1, 3
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  ULONG *Registers;
  BOOLEAN Stopping;
} DEVICE;

HW_DPC_ROUTINE HwDpc; // expected-note 2 {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
HW_WORKITEM HwWork;

#define STATUS(d) StorPortReadRegisterUlong(d, (d)->Registers)

static VOID Delay(VOID) { StorPortStallExecution(10); }

static VOID Stalls(DEVICE *Device) {
  while (!(STATUS(Device) & 1)) // expected-warning {{loop waits for the device without a bound; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    StorPortStallExecution(10);
}

static VOID StallsInside(DEVICE *Device) {
  while (!(STATUS(Device) & 1)) // expected-warning {{loop waits for the device without a bound; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    Delay();
}

static VOID Spins(DEVICE *Device) {
  while (!(STATUS(Device) & 1))
    ;
}

static VOID StallsCounted(DEVICE *Device) {
  ULONG Turns = 0;
  while (!(STATUS(Device) & 1) && Turns++ < 100)
    StorPortStallExecution(10);
}

static VOID NoExit(DEVICE *Device) {
  while (!Device->Stopping)
    StorPortStallExecution(10);
}

static VOID Work(DEVICE *Device) {
  while (!(STATUS(Device) & 1))
    StorPortStallExecution(10);
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  Stalls(Extension); // expected-note {{'Stalls' is called from 'HwDpc' here}}
  StallsInside(Extension); // expected-note {{'StallsInside' is called from 'HwDpc' here}}
  Spins(Extension);
  StallsCounted(Extension);
  NoExit(Extension);
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) { Work(Extension); }
// expected-note@*:* 2 {{count the turns, and end at a limit}}

// CHECK: :3: warning: loop waits for the device without a bound; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-unbounded-loop]
// CHECK: :3: warning: loop waits for the device without a bound; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-unbounded-loop]
