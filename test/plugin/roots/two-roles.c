// One function with two roles is told once, at the higher level, with the other
// roots of the place counted without it.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT Isr; // expected-note {{'Isr' is declared 'HW_INTERRUPT' here}}
HW_DPC_ROUTINE Dpc;
// expected-note@*:* {{and from 1 other root: 'Dpc' (DISPATCH_LEVEL)}}
// expected-note@*:* {{queue the DPC and call it in a work item that 'Dpc' queues}}

static VOID Close(PVOID Handle) {
  ZwClose(Handle); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) is reachable from interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
}

BOOLEAN Isr(PVOID Extension) {
  Close(Extension); // expected-note {{'Close' is called from 'Isr' here}}
  return TRUE;
}

VOID Dpc(PSTOR_DPC Own, PVOID Extension, PVOID One, PVOID Two) {
  Close(Extension);
}

VOID Start(PVOID Extension) {
  StorPortSynchronizeAccess(Extension, (PSTOR_SYNCHRONIZED_ACCESS)Isr, NULL);
}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :3: note: 'Close' is called from 'Isr' here
// CHECK: :14: note: 'Isr' is declared 'HW_INTERRUPT' here
