// What the callers pass, and the dump mode, decide tests in a loop as well: also
// a parameter that is stepped later.
//
// CLAIM: fires 1
// CLAIM: silent 1
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  ULONG *Registers;
  BOOLEAN Dump, Endless;
} DEVICE;

#define READ() StorPortReadRegisterUlong(Device, Device->Registers)

HW_INTERRUPT HwInterrupt; // expected-note 5 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_FIND_ADAPTER HwFindAdapter;

// 0 waits for ever; only the caller below DIRQL passes it.
static VOID Wait(DEVICE *Device, ULONG Turns) {
  if (!Turns) {
    while (READ() & 1)
      ;
  } else {
    while (Turns-- && (READ() & 1))
      ;
  }
}

static VOID WaitBlamed(DEVICE *Device, ULONG Turns) {
  if (!Turns) {
    while (READ() & 1) // expected-warning {{loop waits for the device without a bound}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
      ;
  }
  while (Turns-- && (READ() & 1))
    ;
}

// The test comes behind the step.
static VOID Stepped(DEVICE *Device, ULONG Turns) {
  Turns--;
  if (!Turns)
    while (READ() & 1) // expected-warning {{loop waits for the device without a bound}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
      ;
}

// The step is made in an earlier turn.
static VOID Around(DEVICE *Device, ULONG Turns) {
  for (ULONG i = 0; i < 9; i++) {
    if (!Turns)
      while (READ() & 1) // expected-warning {{loop waits for the device without a bound}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
        ;
    Turns--;
  }
}

static VOID Never(DEVICE *Device, ULONG Turns) {
  while (Turns > 0) {
    while (READ() & 1)
      ;
    Turns--;
  }
}

static VOID Poll(DEVICE *Device, ULONG Turns, BOOLEAN Forever) {
  while (READ() & 1)
    if (!Forever && Turns-- == 0)
      break;
}

static VOID PollBlamed(DEVICE *Device, ULONG Turns, BOOLEAN Forever) {
  while (READ() & 1) // expected-warning {{loop waits for the device without a bound}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    if (!Forever && Turns-- == 0) // expected-note {{this exit counts, but a turn need not pass it}}
      break;
}

static VOID InDump(DEVICE *Device) {
  ULONG Turns = 0;
  while (READ() & 1)
    if (!Device->Dump && ++Turns > 50)
      break;
}

static VOID Unknown(DEVICE *Device) {
  ULONG Turns = 0;
  while (READ() & 1) // expected-warning {{loop waits for the device without a bound}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    if (!Device->Endless && ++Turns > 50) // expected-note {{this exit counts, but a turn need not pass it}}
      break;
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Wait(Extension, 50);
  WaitBlamed(Extension, 0); // expected-note {{'WaitBlamed' is called from 'HwInterrupt' here}}
  Stepped(Extension, 50); // expected-note {{'Stepped' is called from 'HwInterrupt' here}}
  Around(Extension, 5); // expected-note {{'Around' is called from 'HwInterrupt' here}}
  Never(Extension, 0);
  Poll(Extension, 50, FALSE);
  PollBlamed(Extension, 50, TRUE); // expected-note {{'PollBlamed' is called from 'HwInterrupt' here}}
  InDump(Extension);
  Unknown(Extension); // expected-note {{'Unknown' is called from 'HwInterrupt' here}}
  return TRUE;
}

ULONG HwFindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Configuration, PUCHAR Again) {
  DEVICE *Device = Extension;
  Device->Dump = Configuration->DumpMode != 0;
  Device->Endless = Configuration->DumpMode != 0 || Context != NULL;
  Wait(Device, 0);
  Never(Device, 5);
  return SP_RETURN_FOUND;
}
// expected-note@*:* 5 {{count the turns, and end at a limit}}

// CHECK-COUNT-5: error: loop waits for the device without a bound
