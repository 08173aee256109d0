// The page of ExFreePool2 states no level; the one that is reasoned for it makes
// calls below it good, and none bad.
//
// CLAIM: silent 2
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

BOOLEAN HwInterrupt(PVOID Extension) {
  ExFreePool2(Extension, 0, NULL, 0);
  ExFreePoolWithTag(Extension, 0); // expected-warning {{call to 'ExFreePoolWithTag' (IRQL <= DISPATCH_LEVEL) in interrupt routine}}
  return TRUE;
}

// CHECK: :3: error: call to 'ExFreePoolWithTag'
