// Locks that are taken in a loop of constant turns do not count.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_WORKITEM HwWork;

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  ULONG Old[4];
  for (ULONG i = 0; i < 4; i++)
    StorPortAcquireMSISpinLock(Extension, i, &Old[i]);
  // CHECK: :[[#@LINE+1]]:3: warning: call to 'KeWaitForSingleObject' can block
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  for (ULONG i = 4; i-- > 0;)
    StorPortReleaseMSISpinLock(Extension, i, Old[i]);
}
