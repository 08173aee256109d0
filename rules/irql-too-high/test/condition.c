// A routine that may be called at DISPATCH_LEVEL only under a condition may not
// be called at DIRQL at all: the condition is met here, at both levels.
//
// CLAIM: fires 3
// CLAIM: silent 1
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_INTERRUPT HwInterrupt; // expected-note 2 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_DPC_ROUTINE HwDpc;
// expected-note@*:* 2 {{queue the DPC and call it in 'HwDpc' or in a work item}}

BOOLEAN HwInterrupt(PVOID Extension) {
  LARGE_INTEGER None;
  None.QuadPart = 0;
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, &None); // expected-warning {{call to 'KeWaitForSingleObject' (IRQL <= DISPATCH_LEVEL) in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]}}
  KeSetEvent(&Idle, IO_NO_INCREMENT, FALSE); // expected-warning {{call to 'KeSetEvent' (IRQL <= DISPATCH_LEVEL) in interrupt routine}}
  return TRUE;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  LARGE_INTEGER None;
  None.QuadPart = 0;
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, &None);
  KeSetEvent(&Idle, IO_NO_INCREMENT, FALSE);
}

// CHECK: :3: error: {{.*}} [isrlint-irql-too-high]
// CHECK: :3: error: {{.*}} [isrlint-irql-too-high]
