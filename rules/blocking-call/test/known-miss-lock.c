// The level that a spin lock brings is not followed: the wait is missed.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;
static KSPIN_LOCK Lock;

HW_WORKITEM HwWork;

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  KIRQL Old;
  KeAcquireSpinLock(&Lock, &Old);
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  KeReleaseSpinLock(&Lock, Old);
}

// CHECK: known-miss-lock.c:17:3: warning: call to 'KeWaitForSingleObject' can block
