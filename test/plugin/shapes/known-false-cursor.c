// The order of statements does not count for function values: a variable that
// walks one table and then another is taken to hold both.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | count 0

#include <ntddk.h>
#include <storport.h>

typedef VOID (*PSTEP)(PVOID Event);

HW_INTERRUPT HwInterrupt;

static VOID Pass(PVOID Event) {}
static VOID Wait(PVOID Event) { KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL); }

BOOLEAN HwInterrupt(PVOID Extension) {
  PSTEP step = Pass;
  step(Extension);
  step = Wait;
  return step != NULL;
}
