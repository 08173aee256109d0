// The same two calls in contexts of three levels: each fires where the context
// is above the routine's documented level.
//
// CLAIM: fires 1
// CLAIM: silent 1
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT HwInterrupt; // expected-note 2 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_DPC_ROUTINE HwDpc;     // expected-note {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
HW_WORKITEM HwWork;

BOOLEAN HwInterrupt(PVOID Extension) {
  ExFreePoolWithTag(Extension, 0); // expected-warning {{call to 'ExFreePoolWithTag' (IRQL <= DISPATCH_LEVEL) in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]}}
  ZwClose(Extension);              // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}
// expected-note@*:* {{queue the DPC and call it in 'HwDpc' or in a work item}}
// expected-note@*:* {{queue the DPC and call it in a work item that 'HwDpc' queues}}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  ExFreePoolWithTag(Extension, 0);
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-irql-too-high]}}
}
// expected-note@*:* {{call it in a work item}}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  ExFreePoolWithTag(Extension, 0);
  ZwClose(Extension);
}

static VOID NeverCalled(PVOID Extension) { ExFreePoolWithTag(Extension, 0); }
VOID Unused(PVOID Extension) { NeverCalled(Extension); }

// CHECK: :3: error: call to 'ExFreePoolWithTag' (IRQL <= DISPATCH_LEVEL) in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]
// CHECK: :14: note: 'HwInterrupt' is declared 'HW_INTERRUPT' here
// CHECK: note: queue the DPC and call it in 'HwDpc' or in a work item
// CHECK: :3: error: call to 'ZwClose'
// CHECK: note: queue the DPC and call it in a work item that 'HwDpc' queues
// CHECK: :3: error: call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-irql-too-high]
// CHECK: :16: note: 'HwDpc' is declared 'HW_DPC_ROUTINE' here
// CHECK: note: call it in a work item
