// A wait under a condition: each call that meets it stands beside one that does
// not.
//
// CLAIM: fires 4
// CLAIM: silent 2
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;
static KSEMAPHORE Free;

HW_DPC_ROUTINE HwDpc; // #role
// expected-note@#role 6 {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
// expected-note@*:* 6 {{wait in a work item}}

static VOID Timeouts(VOID) {
  LARGE_INTEGER Long, None, Parts, NoParts;
  Long.QuadPart = -10 * 1000;
  None.QuadPart = 0;
  Parts.LowPart = 0;
  Parts.HighPart = -1;
  NoParts.LowPart = 0;
  NoParts.HighPart = 0;
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{call to 'KeWaitForSingleObject' can block; reachable from DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-blocking-call]}}
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, &Long); // expected-warning {{can block}}
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, &None);
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, &Parts); // expected-warning {{can block}}
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, &NoParts);
}

static VOID Flags(VOID) {
  BOOLEAN Wait = TRUE, DoNotWait = FALSE;
  KeSetEvent(&Idle, IO_NO_INCREMENT, TRUE); // expected-warning {{call to 'KeSetEvent' can block}}
  KeSetEvent(&Idle, IO_NO_INCREMENT, FALSE);
  KeSetEvent(&Idle, IO_NO_INCREMENT, Wait); // expected-warning {{call to 'KeSetEvent' can block}}
  KeSetEvent(&Idle, IO_NO_INCREMENT, DoNotWait);
  KeReleaseSemaphore(&Free, IO_NO_INCREMENT, 1, TRUE); // expected-warning {{call to 'KeReleaseSemaphore' can block}}
  KeReleaseSemaphore(&Free, IO_NO_INCREMENT, 1, FALSE);
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  Timeouts(); // expected-note 3 {{'Timeouts' is called from 'HwDpc' here}}
  Flags();    // expected-note 3 {{'Flags' is called from 'HwDpc' here}}
}

// CHECK: :3: error: call to 'KeWaitForSingleObject' can block
// CHECK: :3: error: call to 'KeWaitForSingleObject' can block
// CHECK: :3: error: call to 'KeWaitForSingleObject' can block
// CHECK: :3: error: call to 'KeSetEvent' can block
// CHECK: :3: error: call to 'KeSetEvent' can block
// CHECK: :3: error: call to 'KeReleaseSemaphore' can block
