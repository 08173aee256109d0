// A wait behind a test of the level that the code runs at.
//
// CLAIM: fires 1, 2
// CLAIM: silent 5
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_INTERRUPT HwInterrupt; // expected-note 2 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_DPC_ROUTINE HwDpc; // expected-note 4 {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
HW_DPC_ROUTINE HwDpcToo; // expected-note {{'HwDpcToo' is declared 'HW_DPC_ROUTINE' here}}
HW_WORKITEM HwWork;

static VOID Delay(VOID) {
  if (KeGetCurrentIrql() == PASSIVE_LEVEL)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  else
    StorPortStallExecution(10);
}

static VOID Early(VOID) {
  KIRQL Level = KeGetCurrentIrql();
  if (Level >= DISPATCH_LEVEL)
    return;
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

static BOOLEAN CanWait(VOID) { return KeGetCurrentIrql() <= APC_LEVEL; }
static VOID Asks(VOID) {
  if (CanWait())
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

static VOID Told(BOOLEAN MayWait) {
  if (MayWait)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

static VOID NotAtDirql(VOID) {
  if (KeGetCurrentIrql() <= DISPATCH_LEVEL)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
}

static VOID Wrong(VOID) {
  if (KeGetCurrentIrql() > DISPATCH_LEVEL)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
}

// The level changes in the function: what the routine says is not known.
static VOID Raises(PKSPIN_LOCK Lock) {
  KIRQL Old;
  KeAcquireSpinLock(Lock, &Old);
  if (KeGetCurrentIrql() != DISPATCH_LEVEL)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
  KeReleaseSpinLock(Lock, Old);
}

static KIRQL Kept;

// It changes in a function that is called, unless that gives back what it takes.
static VOID Takes(PKSPIN_LOCK Lock) { KeAcquireSpinLock(Lock, &Kept); }
static VOID Gives(PKSPIN_LOCK Lock) { KeReleaseSpinLock(Lock, Kept); }
static VOID GivesBack(PKSPIN_LOCK Lock) {
  KIRQL Old;
  KeAcquireSpinLock(Lock, &Old);
  KeReleaseSpinLock(Lock, Old);
}
static VOID CallsTakes(PKSPIN_LOCK Lock) {
  Takes(Lock);
  if (KeGetCurrentIrql() != DISPATCH_LEVEL)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
  Gives(Lock);
}
static VOID CallsGives(PKSPIN_LOCK Lock) {
  Gives(Lock);
  if (KeGetCurrentIrql() != DISPATCH_LEVEL)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpcToo' (DISPATCH_LEVEL)}}
}
static VOID CallsGivesBack(PKSPIN_LOCK Lock) {
  GivesBack(Lock);
  if (KeGetCurrentIrql() != DISPATCH_LEVEL)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

// Kept too long.
static VOID Keeps(VOID) {
  if (Kept < DISPATCH_LEVEL)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Delay();
  Early();
  Asks();
  Told(KeGetCurrentIrql() < DISPATCH_LEVEL);
  NotAtDirql();
  Wrong(); // expected-note {{'Wrong' is called from 'HwInterrupt' here}}
  if (KeGetCurrentIrql() == DISPATCH_LEVEL)
    StorPortFreePool(Extension, Extension);
  StorPortFreePool(Extension, Extension); // expected-warning {{call to 'StorPortFreePool' (IRQL <= DISPATCH_LEVEL) in interrupt routine 'HwInterrupt' (DIRQL)}}
  return TRUE;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  Delay();
  Early();
  Asks();
  Told(CanWait());
  NotAtDirql(); // expected-note {{'NotAtDirql' is called from 'HwDpc' here}}
  Wrong();
  Raises(One); // expected-note {{'Raises' is called from 'HwDpc' here}}
  CallsTakes(One); // expected-note {{'CallsTakes' is called from 'HwDpc' here}}
  CallsGivesBack(One);
  Keeps(); // expected-note {{'Keeps' is called from 'HwDpc' here}}
}

VOID HwDpcToo(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  CallsGives(One); // expected-note {{'CallsGives' is called from 'HwDpcToo' here}}
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  Delay();
  Early();
  Asks();
  Told(TRUE);
  Kept = KeGetCurrentIrql();
}
// expected-note@*:* 6 {{wait in a work item}}
// expected-note@*:* {{'irql-too-high' holds too: call to 'KeWaitForSingleObject' (IRQL <= DISPATCH_LEVEL)}}
// expected-note@*:* {{queue the DPC and call it in 'HwDpc' or in a work item}}

// CHECK: :5: error: call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc'
// CHECK: :5: error: call to 'KeWaitForSingleObject' can block; reachable from interrupt routine 'HwInterrupt'
// CHECK: :5: error: call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc'
// CHECK: :5: error: call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc'
// CHECK: :5: error: call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpcToo'
// CHECK: :5: error: call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc'
// CHECK: :3: error: call to 'StorPortFreePool'
