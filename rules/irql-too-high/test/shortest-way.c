// Of several ways to one call the shortest is told, though a longer one has the
// higher level; of equally long ones that with the highest.
//
// CLAIM: fires 2
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_DPC_ROUTINE HwDpc;     // expected-note {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
// expected-note@*:* {{and from 1 other root: 'HwInterrupt' (DIRQL)}}
// expected-note@*:* {{and from 1 other root: 'HwDpc' (DISPATCH_LEVEL)}}
// expected-note@*:* {{call it in a work item}}
// expected-note@*:* {{queue the DPC and call it in a work item that 'HwDpc' queues}}

static VOID Close(PVOID Handle) {
  ZwClose(Handle); // expected-warning {{is reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-irql-too-high]}}
}

static VOID CloseToo(PVOID Handle) {
  ZwClose(Handle); // expected-warning {{is reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]}}
}

static VOID Longer(PVOID Handle) { Close(Handle); }

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  Close(Extension); // expected-note {{'Close' is called from 'HwDpc' here}}
  CloseToo(Extension);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Longer(Extension);
  CloseToo(Extension); // expected-note {{'CloseToo' is called from 'HwInterrupt' here}}
  return TRUE;
}

// CHECK: :3: error: {{.*}} is reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)
// CHECK: :3: note: 'Close' is called from 'HwDpc' here
// CHECK: note: and from 1 other root: 'HwInterrupt' (DIRQL)
// CHECK: :3: error: {{.*}} is reachable from interrupt routine 'HwInterrupt' (DIRQL)
// CHECK: note: and from 1 other root: 'HwDpc' (DISPATCH_LEVEL)
