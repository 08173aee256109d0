// A function that is handed over as the context of a callback is not followed;
// the call is listed as one that is not resolved.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

typedef VOID STEP(PVOID Event);

HW_INTERRUPT HwInterrupt;
HW_DPC_ROUTINE HwDpc;

static VOID Wait(PVOID Event) { KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL); }

BOOLEAN HwInterrupt(PVOID Extension) {
  StorPortIssueDpc(Extension, Extension, (PVOID)Wait, NULL);
  return TRUE;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) { ((STEP *)One)(Extension); }
// CHECK: :15:33: warning: call to 'KeWaitForSingleObject' can block
