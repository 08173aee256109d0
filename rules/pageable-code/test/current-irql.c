// A call behind a test of the current level.
//
// CLAIM: fires 1
// CLAIM: silent 4
// RULES: pageable-code
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:
// FLAGS: -Wno-everything

#include <ntddk.h>
#include <storport.h>

HW_DPC_ROUTINE HwDpc; // expected-note {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}

static VOID Paged(PVOID Extension) { PAGED_CODE(); } // expected-note {{'Paged' says 'PAGED_CODE' here}}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  if (KeGetCurrentIrql() < DISPATCH_LEVEL)
    Paged(Extension);
  if (KeGetCurrentIrql() <= DISPATCH_LEVEL)
    Paged(Extension); // expected-warning {{call to pageable function 'Paged' in DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
}
// expected-note@*:* {{call it in a work item}}

// CHECK: :[[#]]:5: error: call to pageable function 'Paged' in DPC routine 'HwDpc'
