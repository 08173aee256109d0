// Loops that no turn can end: no way out, or tests of what nothing changes.
//
// CLAIM: fires 2
// CLAIM: silent 1, 2
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  ULONG *Registers;
  BOOLEAN Stopping, Failed;
} DEVICE;

HW_INTERRUPT HwInterrupt; // expected-note 3 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}

static VOID NoExit(DEVICE *Device) {
  for (;;) // expected-warning {{loop has no bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
    StorPortWriteRegisterUlong(Device, Device->Registers, 1);
}

static VOID Exit(DEVICE *Device) {
  ULONG Turns = 0;
  for (;;) {
    StorPortWriteRegisterUlong(Device, Device->Registers, 1);
    if (++Turns == 10)
      break;
  }
}

static VOID Fixed(DEVICE *Device) {
  while (!Device->Stopping) // expected-warning {{loop has no bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on nothing that changes in the loop}}
    StorPortStallExecution(1);
}

static VOID Stop(DEVICE *Device) { Device->Stopping = Device->Failed; }

// The call changes what the test reads, by a value that is not followed.
static VOID Changed(DEVICE *Device) {
  while (!Device->Stopping)
    Stop(Device);
}

static VOID Parameter(DEVICE *Device, ULONG Left) {
  while (Left > 0) // expected-warning {{loop has no bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on nothing that changes in the loop}}
    StorPortStallExecution(1);
}

static VOID ParameterStepped(DEVICE *Device, ULONG Left) {
  while (Left > 0) {
    StorPortStallExecution(1);
    Left--;
  }
}

VOID Elsewhere(DEVICE *Device);

// A function of which nothing is known may change what the test reads.
static VOID Unknown(DEVICE *Device) {
  while (!Device->Stopping)
    Elsewhere(Device);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Exit(Device);
  Fixed(Device); // expected-note {{'Fixed' is called from 'HwInterrupt' here}}
  Changed(Device);
  Parameter(Device, Device->Failed); // expected-note {{'Parameter' is called from 'HwInterrupt' here}}
  ParameterStepped(Device, Device->Failed);
  Unknown(Device);
  if (Device->Failed)
    NoExit(Device); // expected-note {{'NoExit' is called from 'HwInterrupt' here}}
  return TRUE;
}
// expected-note@*:* 3 {{count the turns, and end at a limit}}

// CHECK: :3: error: loop has no bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop has no bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop has no bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
