// Parameters are not followed, so the caller at DISPATCH_LEVEL, which asks not to
// wait, is blamed for the wait of the other one.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fsyntax-only %s 2>&1 | count 0

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_WORKITEM HwWork;
HW_DPC_ROUTINE HwDpc;

static VOID Drain(BOOLEAN MayWait) {
  if (MayWait)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) { Drain(TRUE); }

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  Drain(FALSE);
}
