// A table of pointers to interrupt routines.  The twin is in a table of pointers
// to functions of the same type without the name.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN SecondIsr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{in interrupt routine 'SecondIsr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN Twin(PVOID Extension) {
  ZwClose(Extension);
  return TRUE;
}

const PHW_INTERRUPT Routines[2] = {
    Isr,       // expected-note {{'Isr' is stored in 'Routines' here}}
    SecondIsr, // expected-note {{'SecondIsr' is stored in 'Routines' here}}
};
BOOLEAN (*const Checks[2])(PVOID) = {Twin, Twin};
// expected-note@*:* 2 {{call it in a work item: no DPC routine was found}}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :5: note: 'Isr' is stored in 'Routines' here
// CHECK: :3: error: call to 'ZwClose'
// CHECK: :5: note: 'SecondIsr' is stored in 'Routines' here
