// The level that a function raises itself.  Not through all ways: the headers
// call a builtin of the compiler here, whose type is not the same in Clang 19
// and 22, and so the facts differ.
//
// CLAIM: fires 6
// RUN: %clang-19-kernel -fplugin=%plugin-19 -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=warning:
// RUN: %clang-22-kernel -fplugin=%plugin-22 -fsyntax-only %s 2>&1 | FileCheck %s --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_WORKITEM HwRaise;

VOID HwRaise(PVOID Extension, PVOID Context, PVOID Worker) {
  KIRQL Old;
  KeRaiseIrql(DISPATCH_LEVEL, &Old);
  // CHECK: :[[#@LINE+1]]:3: warning: call to 'KeWaitForSingleObject' can block in work-item routine 'HwRaise' (PASSIVE_LEVEL) after the IRQL was raised (DISPATCH_LEVEL)
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  // CHECK: note: the IRQL is raised to DISPATCH_LEVEL here
  KeLowerIrql(Old);
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

