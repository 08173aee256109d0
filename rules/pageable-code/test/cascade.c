// Of pageable functions that call each other only the first call is told; one
// that comes in by another way is told of its own.
//
// CLAIM: fires 1
// RULES: pageable-code
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_DPC_ROUTINE HwDpc; // expected-note 2 {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}

static VOID Inner(PVOID Extension) { PAGED_CODE(); } // expected-note {{'Inner' says 'PAGED_CODE' here}}

static VOID Middle(PVOID Extension) {
  PAGED_CODE();
  Inner(Extension);
}

static VOID Outer(PVOID Extension) {
  PAGED_CODE(); // expected-note {{'Outer' says 'PAGED_CODE' here}}
  Middle(Extension);
}

static VOID Around(PVOID Extension) {
  Inner(Extension); // expected-warning {{call to pageable function 'Inner' is reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  Outer(Extension); // expected-warning {{call to pageable function 'Outer' in DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
  Around(Extension); // expected-note {{'Around' is called from 'HwDpc' here}}
}
// expected-note@*:* 2 {{call it in a work item}}

// CHECK: :3: error: call to pageable function 'Inner' is reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-pageable-code]
// CHECK: :3: error: call to pageable function 'Outer' in DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-pageable-code]
