// What a function stores through its parameter goes to the places of all its
// callers.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | count 0

#include <ntddk.h>
#include <storport.h>

typedef VOID (*PSTEP)(PVOID Event);

HW_INTERRUPT HwInterrupt;
HW_WORKITEM HwWork;

static PSTEP First, Second;

static VOID Pass(PVOID Event) {}
static VOID Wait(PVOID Event) { KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL); }
static VOID Put(PSTEP *To, PSTEP Step) { *To = Step; }

BOOLEAN HwInterrupt(PVOID Extension) {
  First(Extension);
  return TRUE;
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Item) {
  Put(&First, Pass);
  Put(&Second, Wait);
  Second(Extension);
}
