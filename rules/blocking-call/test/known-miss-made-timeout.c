// A timeout that a function makes of a constant.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_DPC_ROUTINE HwDpc;

static LARGE_INTEGER Relative(LONG Units) {
  LARGE_INTEGER Time;
  Time.QuadPart = Units;
  return Time;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  LARGE_INTEGER Time = Relative(-10000);
  // CHECK: :[[#@LINE+1]]:3: warning: call to 'KeWaitForSingleObject' can block
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, &Time);
}
