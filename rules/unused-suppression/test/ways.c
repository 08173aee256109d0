// A comment at a call hides what is reached through that call only; several
// comments, one below the other, are all about the statement below.
//
// CLAIM: fires 1
// CLAIM: silent 1
// RULES: blocking-call,irql-too-high,unbounded-loop,unused-suppression
// WAYS: facts object
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=unused-suppression

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_INTERRUPT HwInterrupt;
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;
HW_DPC_ROUTINE HwDpc;
HW_WORKITEM HwWork;
// isrlint: allow(blocking-call) one of the two ways to a wait
HW_DPC_ROUTINE Allowed;
// CHECK: :[[#@LINE+1]]:1: note: suppression of 'blocking-call' hides nothing [isrlint-unused-suppression]
// isrlint: allow(blocking-call) nothing waits there
HW_DPC_ROUTINE Quiet;

// Both callers say why: hidden.
static VOID BothAllowed(VOID) { KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); }

// One of two callers says why, in either order.
static VOID FirstAllowed(VOID) {
  // CHECK: :[[#@LINE+1]]:3: error: call to 'KeWaitForSingleObject' can block; reachable from message interrupt routine 'Message'
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}
static VOID SecondAllowed(VOID) {
  // CHECK: :[[#@LINE+1]]:3: error: call to 'KeWaitForSingleObject' can block; reachable from interrupt routine 'HwInterrupt'
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

// Two calls in one function.
static VOID Twice(VOID) {
  // CHECK: :[[#@LINE+1]]:3: error: call to 'KeWaitForSingleObject' can block; reachable from interrupt routine 'HwInterrupt'
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

// The way that is left is at a lower level, where the page allows it.
static VOID AtDispatch(PVOID Extension) { StorPortFreePool(Extension, Extension); }

// A longer way past the comment.
static VOID Deep(VOID) {
  // CHECK: :[[#@LINE+1]]:3: error: call to 'KeWaitForSingleObject' can block; reachable from interrupt routine 'HwInterrupt'
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}
static VOID Longer(VOID) { Deep(); }

// One of two roots says why.
static VOID RootAllowed(VOID) {
  // CHECK: :[[#@LINE+1]]:3: error: call to 'KeWaitForSingleObject' can block; reachable from interrupt routine 'HwInterrupt'
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}
static VOID NeverWaits(VOID) {}

static VOID Stacked(VOID) {
  // isrlint: allow(unbounded-loop) the first of two
  // isrlint: allow(blocking-call) the second of two
  for (;;) KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  BothAllowed(); // isrlint: allow(blocking-call) the line interrupt is not connected
  FirstAllowed(); // isrlint: allow(blocking-call) the line interrupt is not connected
  SecondAllowed();
  Twice(); // isrlint: allow(blocking-call) the first time
  Twice();
  AtDispatch(Extension); // isrlint: allow(irql-too-high) the line interrupt is not connected
  Deep(); // isrlint: allow(blocking-call) the short way
  Longer();
  Stacked();
  RootAllowed();
  // CHECK: :[[#@LINE+1]]:17: note: suppression of 'blocking-call' hides nothing [isrlint-unused-suppression]
  NeverWaits(); // isrlint: allow(blocking-call) it does not
  return TRUE;
}

BOOLEAN Message(PVOID Extension, ULONG Number) {
  BothAllowed(); // isrlint: allow(blocking-call) messages neither
  FirstAllowed();
  SecondAllowed(); // isrlint: allow(blocking-call) messages neither
  // CHECK: :[[#@LINE+1]]:11: note: suppression of 'blocking-call' hides nothing [isrlint-unused-suppression]
  Number; // isrlint: allow(blocking-call) beside all ways
  return TRUE;
}

// The type of a root stands on a line of its own.
// isrlint: allow(blocking-call) nobody starts it
VOID
HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  STOR_LOCK_HANDLE Handle;
  StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &Handle);
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  StorPortReleaseSpinLock(Extension, &Handle);
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) { AtDispatch(Extension); }
VOID Allowed(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) { RootAllowed(); }
VOID Quiet(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) { NeverWaits(); }
