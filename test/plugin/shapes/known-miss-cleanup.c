// A function that the compiler calls at the end of a variable's life is missed.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT HwInterrupt;

static VOID Done(PKEVENT *Event) { KeWaitForSingleObject(*Event, Executive, KernelMode, FALSE, NULL); }

BOOLEAN HwInterrupt(PVOID Extension) {
  __attribute__((cleanup(Done))) PKEVENT event = Extension;
  return event != NULL;
}
// CHECK: :11:36: warning: call to 'KeWaitForSingleObject' can block
