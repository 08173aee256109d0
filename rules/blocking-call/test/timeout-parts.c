// A timeout is known only as a whole: of an element, of a member, and of parts
// that are cleared later nothing is said.  The last one is plainly not 0.
//
// CLAIM: silent 3
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

HW_DPC_ROUTINE HwDpc;

static void Look(PKEVENT Event, PLARGE_INTEGER Timeout) {
  KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, Timeout);
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  LARGE_INTEGER Pair[2] = {{.QuadPart = 0}, {.QuadPart = -1}};
  LARGE_INTEGER Cleared, Begun = {.LowPart = 1}, Whole = {0};
  struct {
    LARGE_INTEGER A, B;
  } Both;
  struct {
    LARGE_INTEGER First;
    LONGLONG Second;
  } Begins = {{.QuadPart = 0}, -1};
  LARGE_INTEGER Row[2] = {{.QuadPart = 0}};
  Row[1].QuadPart = -1;
  Both.A.QuadPart = 0;
  Both.B.QuadPart = -1;
  Cleared.QuadPart = -1;
  Cleared.LowPart = 0;
  Cleared.HighPart = 0;
  Begun.LowPart = 0;
  Whole.QuadPart = -1;
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Pair[0]);
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Both.A);
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Cleared);
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Begun);
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, Row);
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, (PLARGE_INTEGER)&Begins);
  Look(Extension, One);
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Whole); // #wait
}
// expected-warning@#wait {{call to 'KeWaitForSingleObject' can block in DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
// expected-note@9 {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
// expected-note@* {{wait in a work item}}

// CHECK: error: call to 'KeWaitForSingleObject' can block in DPC routine 'HwDpc'
