// False alarms: what a function returns for a constant, and a loop that does not run.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | count 0

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_INTERRUPT HwInterrupt;

static BOOLEAN IsThree(ULONG Kind) { return Kind == 3; }

BOOLEAN HwInterrupt(PVOID Extension) {
  if (IsThree(2))
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  for (int i = 0; i < 0; i++)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  return TRUE;
}
