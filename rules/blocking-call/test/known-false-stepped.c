// False alarm: the parameter that ends the loop is 0, but the body steps it.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | count 0

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

HW_INTERRUPT HwInterrupt;

static VOID Retry(ULONG Retries) {
  while (Retries > 0) {
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
    Retries--;
  }
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Retry(0);
  return TRUE;
}
