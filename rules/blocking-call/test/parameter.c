// A wait behind a test of a parameter: only the callers that pass what makes it
// true are blamed, also through two calls and a switch.
//
// CLAIM: fires 1, 2
// CLAIM: silent 5
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef enum { Poll, Sleep, Forget } DRAIN_MODE;

static KEVENT Idle;

HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_DPC_ROUTINE HwDpc; // expected-note 6 {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
HW_WORKITEM HwWork;

static VOID Drain(BOOLEAN MayWait) {
  if (MayWait)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

static VOID DrainBlamed(BOOLEAN MayWait) {
  if (MayWait)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
}

static VOID Complete(PVOID Extension, BOOLEAN AtDirql) {
  if (!AtDirql)
    StorPortFreePool(Extension, Extension);
}

static VOID CompleteBlamed(PVOID Extension, BOOLEAN AtDirql) {
  if (!AtDirql)
    StorPortFreePool(Extension, Extension); // expected-warning {{call to 'StorPortFreePool' (IRQL <= DISPATCH_LEVEL) is reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
}

static VOID Inner(BOOLEAN MayWait) {
  if (MayWait)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}
static VOID Outer(BOOLEAN MayWait) { Inner(MayWait); }

static VOID InnerBlamed(BOOLEAN MayWait) {
  if (MayWait)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
}
static VOID OuterBlamed(BOOLEAN MayWait) { InnerBlamed(MayWait); } // expected-note {{'InnerBlamed' is called from 'OuterBlamed' here}}

static VOID By(DRAIN_MODE Mode) {
  switch (Mode) {
  case Sleep:
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
    break;
  case Poll:
    KeReadStateEvent(&Idle);
    break;
  default:
    break;
  }
}

static VOID ByBlamed(DRAIN_MODE Mode) {
  switch (Mode) {
  case Poll:
    KeReadStateEvent(&Idle);
    break;
  case Sleep:
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
    break;
  default:
    break;
  }
}

static VOID DefaultBlamed(DRAIN_MODE Mode) {
  switch (Mode) {
  case Poll:
    break;
  default:
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
  }
}

// What is passed is not known.
static VOID Unknown(BOOLEAN MayWait) {
  if (MayWait)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
}

// The parameter is changed before it is tested.
static VOID Changed(BOOLEAN MayWait) {
  if (KeReadStateEvent(&Idle))
    MayWait = TRUE;
  if (MayWait)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
}

// It is changed behind the call that it is passed to; another variable is.
static VOID ChangedBehind(BOOLEAN MayWait) {
  Drain(MayWait);
  MayWait = TRUE;
}
static VOID OtherChanged(BOOLEAN MayWait) {
  BOOLEAN Signalled = KeReadStateEvent(&Idle) != 0;
  if (MayWait && Signalled)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Complete(Extension, TRUE);
  CompleteBlamed(Extension, FALSE); // expected-note {{'CompleteBlamed' is called from 'HwInterrupt' here}}
  return TRUE;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  Drain(FALSE);
  DrainBlamed(TRUE); // expected-note {{'DrainBlamed' is called from 'HwDpc' here}}
  Outer(FALSE);
  OuterBlamed(TRUE); // expected-note {{'OuterBlamed' is called from 'HwDpc' here}}
  By(Poll);
  By(Forget);
  ByBlamed(Sleep); // expected-note {{'ByBlamed' is called from 'HwDpc' here}}
  DefaultBlamed(Forget); // expected-note {{'DefaultBlamed' is called from 'HwDpc' here}}
  DefaultBlamed(Poll);
  Unknown(One != NULL); // expected-note {{'Unknown' is called from 'HwDpc' here}}
  Changed(FALSE); // expected-note {{'Changed' is called from 'HwDpc' here}}
  ChangedBehind(FALSE);
  OtherChanged(FALSE);
  Complete(Extension, FALSE);
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  Drain(TRUE);
  Outer(TRUE);
  By(Sleep);
  Complete(Extension, FALSE);
}
// expected-note@*:* 6 {{wait in a work item}}
// expected-note@*:* {{queue the DPC and call it in 'HwDpc' or in a work item}}

// CHECK: :5: error: call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-blocking-call]
// CHECK: :5: error: call to 'StorPortFreePool' (IRQL <= DISPATCH_LEVEL) is reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]
// CHECK: :5: error: call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-blocking-call]
// CHECK: :5: error: call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-blocking-call]
// CHECK: :5: error: call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-blocking-call]
// CHECK: :5: error: call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-blocking-call]
// CHECK: :5: error: call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-blocking-call]
