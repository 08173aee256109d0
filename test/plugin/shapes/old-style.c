// Definitions with the parameters declared behind the list, calls without a
// prototype, and functions that are declared by being called.
//
// FLAGS: -Wno-deprecated-non-prototype
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"

HW_INTERRUPT Isr; // expected-note 3 {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 3 {{call it in a work item: no DPC routine was found}}

static long Close(Handle, Times)
PVOID Handle;
int Times;
{
  while (Times--)
    ZwClose(Handle); // expected-warning {{call to 'ZwClose'}}
  return 0;
}

static Run(Routine)
long (*Routine)();
{
  return Routine(0); // expected-note {{'Passed' is called through 'Routine' from 'Run' here}}
}

static long Passed(Handle)
PVOID Handle;
{
  return ZwClose(Handle); // expected-warning {{call to 'ZwClose'}}
}

BOOLEAN Isr(Extension)
PVOID Extension;
{
  Close(Extension, 1); // expected-note {{'Close' is called from 'Isr' here}}
  Run(Passed);         // #run
  Later(Extension);    // expected-note {{'Later' is called from 'Isr' here}}
  return 1;
}
// expected-note@#run {{'Passed' is passed to 'Run' here}}
// expected-note@#run {{'Run' is called from 'Isr' here}}

int Later(PVOID Handle) {
  return (int)ZwClose(Handle); // expected-warning {{call to 'ZwClose'}}
}

// CHECK-COUNT-3: error: call to 'ZwClose' (IRQL <= PASSIVE_LEVEL)
