// Windows itself calls pageable code at DISPATCH_LEVEL or above.
//
// CLAIM: fires 3
// CLAIM: silent 1
// RULES: pageable-code
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT HwInterrupt, HwResident; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_DPC_ROUTINE HwDpc; // expected-note {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
HW_WORKITEM HwWork;
HW_PASSIVE_INITIALIZE_ROUTINE HwPassive;
#pragma alloc_text(PAGE, HwInterrupt, HwPassive)

BOOLEAN HwInterrupt(PVOID Extension) { return TRUE; } // expected-warning {{'HwInterrupt' is pageable, and runs in interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{'HwInterrupt' is placed in the pageable section 'PAGE'}}

BOOLEAN HwResident(PVOID Extension) { return TRUE; }

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) { // expected-warning {{'HwDpc' is pageable, and runs in DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
  PAGED_CODE(); // expected-note {{'HwDpc' says 'PAGED_CODE' here}}
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) { PAGED_CODE(); }

BOOLEAN HwPassive(PVOID Extension) { return TRUE; }
// expected-note@*:* {{queue the DPC and call it in a work item that 'HwDpc' queues}}
// expected-note@*:* {{call it in a work item}}

// CHECK: :9: error: 'HwInterrupt' is pageable, and runs in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-pageable-code]
// CHECK: :6: error: 'HwDpc' is pageable, and runs in DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-pageable-code]
