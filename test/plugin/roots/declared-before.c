// The role is on a declaration before the definition.  The twin has a role of
// the same type that Windows calls at PASSIVE_LEVEL.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT Isr; // expected-note {{'Isr' is declared 'HW_INTERRUPT' here}}
HW_PASSIVE_INITIALIZE_ROUTINE Twin;
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

BOOLEAN Twin(PVOID Extension) {
  ZwClose(Extension);
  return TRUE;
}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :14: note: 'Isr' is declared 'HW_INTERRUPT' here
