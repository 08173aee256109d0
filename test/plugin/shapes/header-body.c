// A body in a header of the driver counts where the unit reaches it, and only
// there.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"
#include "inputs/inline.h"

HW_INTERRUPT Isr; // expected-note {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

BOOLEAN Isr(PVOID Extension) {
  CloseInHeader(Extension); // expected-note {{'CloseInHeader' is called from 'Isr' here}}
  return 1;
}

long Elsewhere(PVOID Handle) { return NotReached(Handle); }

// CHECK: inputs/inline.h:{{[0-9]+}}:10: error: call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) is reachable from interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]
// CHECK: :3: note: 'CloseInHeader' is called from 'Isr' here
// CHECK: :14: note: 'Isr' is declared 'HW_INTERRUPT' here
