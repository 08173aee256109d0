// A call behind a test that is constant cannot run; behind any other it can.
//
// CLAIM: silent 5
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

#define DEBUGGING 0
enum { HasTimer = 0 };

static KEVENT Idle;

HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{'irql-too-high' holds too}}
// expected-note@*:* {{wait in a work item: no DPC routine was found}}

static VOID Wait(VOID) {
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  if (DEBUGGING)
    Wait();
  if (HasTimer && Extension != NULL)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  while (sizeof(PVOID) == 4)
    Wait();
  if (Extension == NULL)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block in interrupt routine}}
  return TRUE;
}

// CHECK: :5: error: call to 'KeWaitForSingleObject' can block
