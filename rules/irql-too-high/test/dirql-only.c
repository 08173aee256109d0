// Every page of ntstrsafe.h says PASSIVE_LEVEL; that limit speaks at DIRQL only.
//
// CLAIM: silent 4
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

#include <ntstrsafe.h>

HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_DPC_ROUTINE HwDpc;
// expected-note@*:* {{queue the DPC and call it in a work item that 'HwDpc' queues}}

BOOLEAN HwInterrupt(PVOID Extension) {
  RtlStringCbCopyA(Extension, 8, "text"); // expected-warning {{call to 'RtlStringCbCopyA' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  RtlStringCbCopyA(Extension, 8, "text");
}

// CHECK: :3: error: call to 'RtlStringCbCopyA' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]
