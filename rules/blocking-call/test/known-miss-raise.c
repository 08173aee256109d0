// The level that a function raises itself is not followed: the wait is missed.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_WORKITEM HwWork;

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  KeLowerIrql(Old);
}

// CHECK: known-miss-raise.c:16:3: warning: call to 'KeWaitForSingleObject' can block
