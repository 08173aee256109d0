// The page of the StorPort routine allows less than that of its counterpart in
// the kernel: a note at DIRQL, nothing below, nothing for the counterpart.
//
// CLAIM: fires 4
// CLAIM: silent 1
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_DPC_ROUTINE HwDpc;
// expected-note@*:* {{queue the DPC and call it in 'HwDpc' or in a work item}}

BOOLEAN HwInterrupt(PVOID Extension) {
  PROCESSOR_NUMBER Number;
  StorPortGetCurrentProcessorNumber(Extension, &Number); // expected-warning {{call to 'StorPortGetCurrentProcessorNumber' (IRQL <= DISPATCH_LEVEL) in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]}}
  KeGetCurrentProcessorNumberEx(&Number);
  return TRUE;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  PROCESSOR_NUMBER Number;
  StorPortGetCurrentProcessorNumber(Extension, &Number);
}

// A note in the reports; the compiler has no notes without a warning.
// CHECK: :3: note: call to 'StorPortGetCurrentProcessorNumber' (IRQL <= DISPATCH_LEVEL) in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]
// CHECK: :14: note: 'HwInterrupt' is declared 'HW_INTERRUPT' here
