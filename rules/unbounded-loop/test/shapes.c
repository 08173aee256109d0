// Waits in every shape of loop, with a count and without.
//
// CLAIM: fires 1
// CLAIM: silent 1
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  ULONG *Registers;
} DEVICE;

HW_INTERRUPT HwInterrupt; // expected-note 7 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}

#define READY(d) (StorPortReadRegisterUlong(d, (d)->Registers) & 1)
#define WAIT(d, ready, turns)                                                  \
  for (int turn_ = 0; turn_ < (turns) && !ready(d); turn_++)                   \
  StorPortStallExecution(1)
#define WAIT_EVER(d, ready)                                                    \
  while (!ready(d))                                                            \
  StorPortStallExecution(1)

static VOID Do(DEVICE *Device) {
  ULONG Turns = 0;
  do {
    StorPortStallExecution(1);
  } while (!READY(Device) && ++Turns < 100);
}

static VOID DoEver(DEVICE *Device) {
  do { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
    StorPortStallExecution(1);
  } while (!READY(Device)); // expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
}

static VOID CountDown(DEVICE *Device) {
  ULONG Turns = 100;
  while (Turns--) {
    if (READY(Device))
      return;
    StorPortStallExecution(1);
  }
}

static VOID Goto(DEVICE *Device) {
  ULONG Turns = 0;
Again:
  if (!READY(Device)) {
    StorPortStallExecution(1);
    if (Turns++ < 100)
      goto Again;
  }
}

static VOID GotoEver(DEVICE *Device) {
Again:
  if (!READY(Device)) { // expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    StorPortStallExecution(1);
    goto Again; // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
  }
}

static VOID Macro(DEVICE *Device) { WAIT(Device, READY, 100); }

static VOID MacroEver(DEVICE *Device) {
  WAIT_EVER(Device, READY); // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
}

static VOID Return(DEVICE *Device) {
  for (ULONG Turns = 0;; Turns++) {
    if (READY(Device))
      return;
    if (Turns == 100)
      return;
  }
}

static VOID ReturnEver(DEVICE *Device) {
  for (;;) { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
    if (READY(Device)) // expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
      return;
  }
}

static VOID Flag(DEVICE *Device) {
  BOOLEAN Done = FALSE;
  ULONG Turns = 0;
  while (!Done) {
    if (READY(Device))
      Done = TRUE;
    if (++Turns == 100)
      Done = TRUE;
  }
}

static VOID FlagEver(DEVICE *Device) {
  BOOLEAN Done = FALSE;
  while (!Done) { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    if (READY(Device))
      Done = TRUE;
  }
}

static VOID Nested(DEVICE *Device) {
  for (ULONG Turns = 0; Turns < 10; Turns++) {
    ULONG Inner = 10;
    while (!READY(Device) && Inner != 0)
      Inner--;
  }
}

static VOID InnerEver(DEVICE *Device) {
  for (ULONG Turns = 0; Turns < 10; Turns++)
    while (!READY(Device)) // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
      StorPortStallExecution(1);
}

static VOID OuterEver(DEVICE *Device) {
  while (!READY(Device)) // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    for (ULONG Turns = 0; Turns < 10; Turns++)
      StorPortStallExecution(1);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Do(Device);
  DoEver(Device); // expected-note {{'DoEver' is called from 'HwInterrupt' here}}
  CountDown(Device);
  Goto(Device);
  GotoEver(Device); // expected-note {{'GotoEver' is called from 'HwInterrupt' here}}
  Macro(Device);
  MacroEver(Device); // expected-note {{'MacroEver' is called from 'HwInterrupt' here}}
  Return(Device);
  ReturnEver(Device); // expected-note {{'ReturnEver' is called from 'HwInterrupt' here}}
  Flag(Device);
  FlagEver(Device); // expected-note {{'FlagEver' is called from 'HwInterrupt' here}}
  Nested(Device);
  InnerEver(Device); // expected-note {{'InnerEver' is called from 'HwInterrupt' here}}
  OuterEver(Device); // expected-note {{'OuterEver' is called from 'HwInterrupt' here}}
  return TRUE;
}
// expected-note@*:* 7 {{count the turns, and end at a limit}}

// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :5: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :5: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
