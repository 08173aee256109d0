// A wait in the interrupt routine, and one in a function that it reaches by
// calls.  The same wait in a function that nothing at DIRQL calls is silent.
//
// CLAIM: fires 1
// CLAIM: silent 1
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT HwInterrupt; // #role
// expected-note@#role 2 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 2 {{'irql-too-high' holds too: call to 'KeWaitForSingleObject' (IRQL <= DISPATCH_LEVEL)}}
// expected-note@*:* 2 {{wait in a work item: no DPC routine was found}}

static KEVENT Idle;

static VOID Wait(VOID) {
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // #reached
}
// expected-warning@#reached {{call to 'KeWaitForSingleObject' can block; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-blocking-call]}}

static VOID Drain(VOID) {
  Wait(); // #wait
}
// expected-note@#wait {{'Wait' is called from 'Drain' here}}

static VOID NeverCalled(VOID) {
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // #inside
  Drain();                                                          // #drain
  return Extension != NULL;
}
// expected-warning@#inside {{call to 'KeWaitForSingleObject' can block in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-blocking-call]}}
// expected-note@#drain {{'Drain' is called from 'HwInterrupt' here}}

VOID Unused(VOID) { NeverCalled(); }

// From the place outwards to the root, then what else holds, then what to do.
// CHECK: :3: error: call to 'KeWaitForSingleObject' can block; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-blocking-call]
// CHECK: :3: note: 'Wait' is called from 'Drain' here
// CHECK: :3: note: 'Drain' is called from 'HwInterrupt' here
// CHECK: :14: note: 'HwInterrupt' is declared 'HW_INTERRUPT' here
// CHECK: note: 'irql-too-high' holds too
// CHECK: note: wait in a work item: no DPC routine was found
// CHECK: :3: error: call to 'KeWaitForSingleObject' can block in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-blocking-call]
// CHECK: :14: note: 'HwInterrupt' is declared 'HW_INTERRUPT' here
