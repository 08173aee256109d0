// A wait is found through every kind of pointer to the function that makes it.
// A function that is only stored where no call looks is not reached.
//
// CLAIM: fires 5
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef VOID ROUTINE(VOID);
typedef struct {
  ROUTINE *Drain;
  ROUTINE *Idle;
} OPS;

static KEVENT Event;

HW_INTERRUPT HwInterrupt; // #role
// expected-note@#role 5 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 5 {{'irql-too-high' holds too: call to 'KeWaitForSingleObject'}}
// expected-note@*:* 5 {{wait in a work item: no DPC routine was found}}

static VOID InMember(VOID) {
  KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL); // expected-warning {{can block; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-blocking-call]}}
}
static VOID InTable(VOID) {
  KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL); // expected-warning {{can block; reachable from}}
}
static VOID InVariable(VOID) {
  KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL); // expected-warning {{can block; reachable from}}
}
static VOID InParameter(VOID) {
  KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL); // expected-warning {{can block; reachable from}}
}
static VOID Returned(VOID) {
  KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL); // expected-warning {{can block; reachable from}}
}
static VOID InOtherMember(VOID) {
  KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
}
static VOID InOtherTable(VOID) {
  KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);
}

static ROUTINE *const Table[] = {InTable}; // expected-note {{'InTable' is stored in 'Table' here}}
ROUTINE *const OtherTable[] = {InOtherTable};

static ROUTINE *Choose(VOID) {
  return Returned; // expected-note {{'Returned' is returned here}}
}

static VOID Run(ROUTINE *Routine) {
  Routine(); // expected-note {{'InParameter' is called through 'Routine' from 'Run' here}}
}

VOID Initialize(OPS *Ops) {
  Ops->Drain = InMember; // expected-note {{'InMember' is stored in 'OPS.Drain' here}}
  Ops->Idle = InOtherMember;
}

BOOLEAN HwInterrupt(PVOID Extension) {
  OPS *Ops = Extension;
  ROUTINE *Variable;
  Ops->Drain(); // expected-note {{'InMember' is called through 'OPS.Drain' from 'HwInterrupt' here}}
  Table[0]();   // expected-note {{'InTable' is called through 'Table' from 'HwInterrupt' here}}
  Variable = InVariable; // expected-note {{'InVariable' is stored in 'Variable' here}}
  Variable(); // expected-note {{'InVariable' is called through 'Variable' from 'HwInterrupt' here}}
  Run(InParameter); // #run
  Choose()(); // expected-note {{'Returned' is called by a pointer from 'HwInterrupt' here}}
  return TRUE;
}
// expected-note@#run {{'InParameter' is passed to 'Run' here}}
// expected-note@#run {{'Run' is called from 'HwInterrupt' here}}

// The call comes first, then where the function was put into the pointer.
// CHECK: :3: error:
// CHECK: :8: note: 'InMember' is called through 'OPS.Drain' from 'HwInterrupt' here
// CHECK: :14: note: 'InMember' is stored in 'OPS.Drain' here
// CHECK: :14: note: 'HwInterrupt' is declared 'HW_INTERRUPT' here
// CHECK: :3: error:
// CHECK: :3: note: 'InTable' is called through 'Table'
// CHECK: :34: note: 'InTable' is stored in 'Table' here
// CHECK: :3: error:
// CHECK: :3: note: 'InVariable' is called through 'Variable'
// CHECK: :12: note: 'InVariable' is stored in 'Variable' here
// CHECK: :3: error:
// CHECK: :3: note: 'InParameter' is called through 'Routine' from 'Run' here
// CHECK: :3: note: 'InParameter' is passed to 'Run' here
// CHECK: :3: note: 'Run' is called from 'HwInterrupt' here
// CHECK: :3: error:
// CHECK: :3: note: 'Returned' is called by a pointer from 'HwInterrupt' here
// CHECK: :3: note: 'Returned' is returned here
