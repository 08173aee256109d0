// The level that a lock brings.
//
// CLAIM: fires 6
// CLAIM: silent 6
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;
static KSPIN_LOCK Lock;

HW_WORKITEM HwWork, HwSometimes;
// expected-note@-1 {{'HwWork' is declared 'HW_WORKITEM' here}}

static VOID Wait(PVOID Event) {
  // CHECK: :[[#@LINE+3]]:3: error: call to 'KeWaitForSingleObject' can block; reachable from work-item routine 'HwWork' (PASSIVE_LEVEL) with a spin lock held (DISPATCH_LEVEL)
  // CHECK: note: 'Wait' is called from 'HwWork' here
  // CHECK: note: the spin lock is taken here
  KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL); // #wait
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  KIRQL Old;
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  KeAcquireSpinLock(&Lock, &Old); // #take
  Wait(&Idle); // #call
  KeReleaseSpinLock(&Lock, Old);
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

VOID HwSometimes(PVOID Extension, PVOID Context, PVOID Worker) {
  KIRQL Old = 0;
  if (Context)
    KeAcquireSpinLock(&Lock, &Old);
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  if (Context)
    KeReleaseSpinLock(&Lock, Old);
}
// expected-warning@#wait {{can block; reachable from}}
// expected-note@#call {{'Wait' is called from 'HwWork' here}}
// expected-note@#take {{the spin lock is taken here}}
// expected-note@* {{wait outside of the region where the level is raised}}
