// Where the timeout is not known for certain, this rule is silent; at DIRQL the
// other rule speaks, for which no timeout is short enough.
//
// CLAIM: silent 3
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;
static LARGE_INTEGER Global;

HW_DPC_ROUTINE HwDpc; // expected-note {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
// expected-note@*:* {{wait in a work item}}
HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{queue the DPC and call it in 'HwDpc' or in a work item}}

static VOID Given(PLARGE_INTEGER Timeout, BOOLEAN Wait) {
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, Timeout);
  KeSetEvent(&Idle, IO_NO_INCREMENT, Wait);
}

static VOID GivenAtDirql(PLARGE_INTEGER Timeout) {
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, Timeout); // expected-warning {{call to 'KeWaitForSingleObject' (IRQL <= DISPATCH_LEVEL) is reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]}}
}

static VOID Changing(BOOLEAN Long) {
  LARGE_INTEGER Timeout, Certain;
  Timeout.QuadPart = 0;
  if (Long)
    Timeout.QuadPart = -10;
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, &Timeout);
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, &Global);
  Certain.QuadPart = -20;
  if (Long)
    Certain.QuadPart = -20;
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, &Certain); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-blocking-call]}}
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  Given(One, Two != NULL);
  Changing(Two != NULL); // expected-note {{'Changing' is called from 'HwDpc' here}}
}

BOOLEAN HwInterrupt(PVOID Extension) {
  GivenAtDirql(Extension); // expected-note {{'GivenAtDirql' is called from 'HwInterrupt' here}}
  return TRUE;
}

// CHECK: :3: error: {{.*}} [isrlint-irql-too-high]
// CHECK: :3: error: {{.*}} [isrlint-blocking-call]
