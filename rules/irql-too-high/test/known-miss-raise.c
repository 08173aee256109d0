// The level that a function raises itself is not followed: the call is missed.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=irql-too-high -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

HW_WORKITEM HwWork;

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  ZwClose(Context);
  KeLowerIrql(Old);
}

// CHECK: known-miss-raise.c:14:3: warning: call to 'ZwClose' (IRQL <= PASSIVE_LEVEL)
