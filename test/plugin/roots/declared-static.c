// The role is on the declaration of a static function.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static HW_INTERRUPT Isr; // expected-note {{'Isr' is declared 'HW_INTERRUPT' here}}
static HW_PASSIVE_INITIALIZE_ROUTINE Twin;
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

static BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN Twin(PVOID Extension) {
  ZwClose(Extension);
  return TRUE;
}

BOOLEAN (*volatile Used[])(PVOID) = {Isr, Twin};

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :21: note: 'Isr' is declared 'HW_INTERRUPT' here
