// A call behind a test that is constant cannot run; behind any other it can.
//
// CLAIM: silent 6
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

#define DEBUGGING 0

HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

BOOLEAN HwInterrupt(PVOID Extension) {
  if (DEBUGGING)
    ExFreePoolWithTag(Extension, 0);
  if (Extension != NULL)
    ExFreePoolWithTag(Extension, 0); // expected-warning {{call to 'ExFreePoolWithTag' (IRQL <= DISPATCH_LEVEL) in interrupt routine}}
  return TRUE;
}

// CHECK: :5: error: call to 'ExFreePoolWithTag'
