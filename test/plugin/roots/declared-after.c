// The role is on a declaration behind the definition.  The twin has a plain
// declaration there.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

BOOLEAN Twin(PVOID Extension) {
  ZwClose(Extension);
  return TRUE;
}

HW_INTERRUPT Isr; // expected-note {{'Isr' is declared 'HW_INTERRUPT' here}}
BOOLEAN Twin(PVOID Extension);
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :14: note: 'Isr' is declared 'HW_INTERRUPT' here
