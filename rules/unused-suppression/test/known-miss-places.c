// Comments that hide nothing today, where one would expect them to: at the end
// of a call of two lines, continued on a second line, where the lock is taken.
//
// XFAIL: *
// RULES: blocking-call
// WAYS: facts object
// RUN: %one-unit %s | FileCheck %s --allow-empty --implicit-check-not=error:

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_DPC_ROUTINE HwDpc;
HW_WORKITEM HwWork;

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE,
                        NULL); // isrlint: allow(blocking-call) it is always set
  // isrlint: allow(blocking-call) it is always set,
  // as everybody knows
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  STOR_LOCK_HANDLE Handle;
  // isrlint: allow(blocking-call) it is always set
  StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &Handle);
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  StorPortReleaseSpinLock(Extension, &Handle);
}
