// The level that a function raises itself.
//
// CLAIM: fires 6
// CLAIM: silent 6
// RULES: blocking-call
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_WORKITEM HwRaise; // expected-note 3 {{'HwRaise' is declared 'HW_WORKITEM' here}}

static VOID Wait(VOID) { KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); }

VOID HwRaise(PVOID Extension, PVOID Context, PVOID Worker) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old); // expected-note {{the IRQL is raised to DISPATCH_LEVEL here}}
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block in work-item routine 'HwRaise' (PASSIVE_LEVEL) after the IRQL was raised (DISPATCH_LEVEL)}}
  KeLowerIrql(Old);
  Wait();
  KeRaiseIrql(HIGH_LEVEL, &Old); // expected-note {{the IRQL is raised above DISPATCH_LEVEL here}}
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block in work-item routine 'HwRaise' (PASSIVE_LEVEL) after the IRQL was raised (DIRQL)}}
  KeLowerIrql(Old);
  Wait();
  IoAcquireCancelSpinLock(&Old); // expected-note {{the cancel spin lock is taken here}}
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block in work-item routine 'HwRaise' (PASSIVE_LEVEL) with the cancel spin lock held (DISPATCH_LEVEL)}}
  IoReleaseCancelSpinLock(Old);
  Wait();
}
// expected-note@*:* 3 {{wait outside of the region where the level is raised}}

// CHECK: :3: error: call to 'KeWaitForSingleObject' can block in work-item routine 'HwRaise' (PASSIVE_LEVEL) after the IRQL was raised (DISPATCH_LEVEL)
// CHECK: :3: error: call to 'KeWaitForSingleObject' can block in work-item routine 'HwRaise' (PASSIVE_LEVEL) after the IRQL was raised (DIRQL)
// CHECK: :3: error: call to 'KeWaitForSingleObject' can block in work-item routine 'HwRaise' (PASSIVE_LEVEL) with the cancel spin lock held
