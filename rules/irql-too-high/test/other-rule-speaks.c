// One finding for one call: where both rules hold, blocking-call speaks and this
// one is a line in its notes.
//
// CLAIM: silent 5
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_INTERRUPT HwInterrupt; // expected-note 2 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{'irql-too-high' holds too: call to 'KeSetEvent' (IRQL <= DISPATCH_LEVEL)}}
// expected-note@*:* {{wait in a work item: no DPC routine was found}}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

BOOLEAN HwInterrupt(PVOID Extension) {
  KeSetEvent(&Idle, IO_NO_INCREMENT, TRUE);  // expected-warning {{call to 'KeSetEvent' can block in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-blocking-call]}}
  KeSetEvent(&Idle, IO_NO_INCREMENT, FALSE); // expected-warning {{call to 'KeSetEvent' (IRQL <= DISPATCH_LEVEL) in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

// CHECK: :3: error: {{.*}} [isrlint-blocking-call]
// CHECK: note: 'irql-too-high' holds too: call to 'KeSetEvent' (IRQL <= DISPATCH_LEVEL)
// CHECK: :3: error: {{.*}} [isrlint-irql-too-high]
