// The role comes through typedefs of the driver's own.  The twin has one of the
// same type that stands for no role.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef HW_INTERRUPT MY_ISR;
typedef MY_ISR MY_LINE_ISR;
typedef BOOLEAN MY_CHECK(PVOID Extension);

MY_LINE_ISR Isr; // expected-note {{'Isr' is declared 'HW_INTERRUPT' here}}
MY_CHECK Twin;
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
// CHECK: :13: note: 'Isr' is declared 'HW_INTERRUPT' here
