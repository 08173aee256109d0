// The first routine has no row, and the row of the second has no level: both
// are silent and counted, and so is a derived level at DIRQL.
//
// CLAIM: silent 3
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-facts=%t.facts -fsyntax-only -w %s
// RUN: not %isrlint analyze --rules blocking-call,irql-too-high %t.facts 2>&1 | FileCheck %s --check-prefix=SUMMARY

#include <ntddk.h>
#include <storport.h>

VOID AcmeFree(PVOID Memory);
int sprintf(char *Text, const char *Format, ...);

HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

BOOLEAN HwInterrupt(PVOID Extension) {
  AcmeFree(Extension);
  sprintf(Extension, "1");
  ExFreePool2(Extension, 0, NULL, 0);
  ExFreePoolWithTag(Extension, 0); // expected-warning {{call to 'ExFreePoolWithTag' (IRQL <= DISPATCH_LEVEL) in interrupt routine}}
  return TRUE;
}

// CHECK: :3: error: call to 'ExFreePoolWithTag'
// SUMMARY: 3 of 4 external routines
// SUMMARY-DAG: AcmeFree
// SUMMARY-DAG: sprintf
// SUMMARY-DAG: ExFreePool2
