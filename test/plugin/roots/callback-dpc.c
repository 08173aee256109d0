// Handed to StorPortInitializeDpc.  The twin is handed to StorPortQueueWorkItem.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static VOID Dpc(PSTOR_DPC Own, PVOID Extension, PVOID One, PVOID Two) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in DPC routine 'Dpc' (DISPATCH_LEVEL) [isrlint-irql-too-high]}}
}

static VOID Twin(PVOID Extension, PVOID Context, PVOID Worker) {
  ZwClose(Extension);
}

BOOLEAN Initialize(PVOID Extension, PSTOR_DPC Own) {
  StorPortInitializeDpc(Extension, Own, Dpc); // expected-note {{'Dpc' is handed to 'StorPortInitializeDpc' here}}
  StorPortQueueWorkItem(Extension, Twin, NULL, NULL);
  return TRUE;
}
// expected-note@*:* {{call it in a work item}}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :3: note: 'Dpc' is handed to 'StorPortInitializeDpc' here
