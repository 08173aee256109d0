// The role is on a declaration in the body of a function.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

VOID Initialize(PHW_INITIALIZATION_DATA Data) {
  extern HW_INTERRUPT Isr; // expected-note {{'Isr' is declared 'HW_INTERRUPT' here}}
  extern HW_PASSIVE_INITIALIZE_ROUTINE Twin;
  Data->NumberOfAccessRanges = 2;
}
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
// CHECK: :23: note: 'Isr' is declared 'HW_INTERRUPT' here
