// A timeout, a flag or the kind of a lock that the caller hands on to a
// routine: judged by what each caller passes.
//
// CLAIM: fires 4, 6
// CLAIM: silent 2, 3
// RULES: blocking-call
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;
static KTIMER Timer;

HW_INTERRUPT HwInterrupt;
HW_DPC_ROUTINE HwDpc; // expected-note 2 {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
HW_WORKITEM HwWork; // expected-note {{'HwWork' is declared 'HW_WORKITEM' here}}

static VOID WaitFor(PVOID Event, PLARGE_INTEGER Timeout) {
  KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, Timeout); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
}

// In two steps, and as a part of a term.
static VOID Inner(BOOLEAN Wait) { KeSetEvent(&Idle, 0, Wait ? TRUE : FALSE); } // expected-warning {{call to 'KeSetEvent' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
static VOID Outer(BOOLEAN Wait) { Inner(Wait); } // expected-note {{'Inner' is called from 'Outer' here}}

// Nobody says wait below a raised level: FALSE there, TRUE in the work item.
static VOID SetQuietly(BOOLEAN Wait) { KeSetEvent(&Idle, 0, Wait); }

// The parameter is written, or its address is taken: what was passed is not
// what is used.
static VOID Changed(PLARGE_INTEGER Timeout, PLARGE_INTEGER Other) {
  if (KeReadStateEvent(&Idle))
    Timeout = Other;
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, Timeout);
}
static VOID Fill(PLARGE_INTEGER *Timeout) { *Timeout = NULL; }
static VOID Shown(PLARGE_INTEGER Timeout) {
  Fill(&Timeout);
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, Timeout);
}

static VOID WithLock(PVOID Extension, STOR_SPINLOCK Kind) {
  STOR_LOCK_HANDLE Handle;
  StorPortAcquireSpinLock(Extension, Kind, NULL, &Handle); // expected-note {{the Interrupt lock is taken here}}
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from work-item routine 'HwWork' (PASSIVE_LEVEL) with the Interrupt lock held (DIRQL)}}
  StorPortReleaseSpinLock(Extension, &Handle);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  SetQuietly(FALSE);
  return TRUE;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  LARGE_INTEGER Zero = {{0}};
  WaitFor(&Idle, &Zero);
  WaitFor(&Timer, NULL); // expected-note {{'WaitFor' is called from 'HwDpc' here}}
  WaitFor(&Idle, One);
  Outer(FALSE);
  Outer(TRUE); // expected-note {{'Outer' is called from 'HwDpc' here}}
  SetQuietly(FALSE);
  Changed(NULL, &Zero);
  Shown(NULL);
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  WaitFor(&Idle, NULL);
  Outer(TRUE);
  SetQuietly(TRUE);
  WithLock(Extension, InterruptLock); // expected-note {{'WithLock' is called from 'HwWork' here}}
}
// expected-note@*:* 2 {{wait in a work item}}
// expected-note@*:* {{wait outside of the region where the level is raised}}

// CHECK: :3: error: call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-blocking-call]
// CHECK: :35: error: call to 'KeSetEvent' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-blocking-call]
// CHECK: :3: error: call to 'KeWaitForSingleObject' can block; reachable from work-item routine 'HwWork' (PASSIVE_LEVEL) with the Interrupt lock held (DIRQL)
