// Nothing is known of one routine, and of another not under which condition it
// waits: both are silent and counted.
//
// CLAIM: silent 4
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-facts=%t.facts -fsyntax-only -w %s
// RUN: not %isrlint analyze --rules blocking-call,irql-too-high %t.facts 2>&1 | FileCheck %s --check-prefix=SUMMARY

#include <ntddk.h>
#include <storport.h>

VOID AcmeWaitForEver(PVOID Object);
LONG DlWaitForSingleObject(PVOID Extension, PVOID Object,
                           PLARGE_INTEGER Timeout);

static KEVENT Idle;

HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{'irql-too-high' holds too}}
// expected-note@*:* {{wait in a work item: no DPC routine was found}}

BOOLEAN HwInterrupt(PVOID Extension) {
  AcmeWaitForEver(&Idle);
  DlWaitForSingleObject(Extension, &Idle, NULL);
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-blocking-call]}}
  return TRUE;
}

// CHECK: :3: error: call to 'KeWaitForSingleObject' can block
// SUMMARY: 2 of 3 external routines
// SUMMARY-DAG: AcmeWaitForEver
// SUMMARY-DAG: DlWaitForSingleObject
