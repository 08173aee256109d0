// Some routines wait whatever their arguments are; a sleep of no time gives the
// processor away too.  Their neighbours that only look, or signal, do not.
//
// CLAIM: fires 3
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static FAST_MUTEX Mutex;
static KEVENT Idle;

HW_DPC_ROUTINE HwDpc; // #role
// expected-note@#role 2 {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
// expected-note@*:* {{'irql-too-high' holds too: call to 'ExAcquireFastMutex' (IRQL <= APC_LEVEL)}}
// expected-note@*:* {{'irql-too-high' holds too: call to 'KeDelayExecutionThread' (IRQL <= APC_LEVEL)}}
// expected-note@*:* 2 {{wait in a work item}}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  LARGE_INTEGER None;
  None.QuadPart = 0;
  ExAcquireFastMutex(&Mutex); // expected-warning {{call to 'ExAcquireFastMutex' can block in DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-blocking-call]}}
  KeDelayExecutionThread(KernelMode, FALSE, &None); // expected-warning {{call to 'KeDelayExecutionThread' can block in DPC routine}}
  KeReadStateEvent(&Idle);
  KeSetEvent(&Idle, IO_NO_INCREMENT, FALSE);
  StorPortDelayExecution(Extension, 10);
}

// CHECK: :3: error: call to 'ExAcquireFastMutex' can block
// CHECK: note: 'irql-too-high' holds too: call to 'ExAcquireFastMutex' (IRQL <= APC_LEVEL)
// CHECK: :3: error: call to 'KeDelayExecutionThread' can block
// CHECK: note: 'irql-too-high' holds too: call to 'KeDelayExecutionThread' (IRQL <= APC_LEVEL)
