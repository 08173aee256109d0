// A table that is walked through a pointer keeps its own rows: only what is
// stored through the pointer goes to every table that the pointer walks.
//
// RULES: blocking-call
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef VOID STEP(PVOID Event);
typedef STEP *PSTEP;

STEP Wait, Pass, Late;
VOID Wait(PVOID Event) { KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL); }
VOID Late(PVOID Event) { KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL); } // #late
VOID Pass(PVOID Event) {}

HW_INTERRUPT HwInterrupt; // #root
HW_WORKITEM HwWork;

static const PSTEP InterruptSteps[] = {Pass, Pass};
static const PSTEP StopSteps[] = {Pass, Wait};
static PSTEP Patched[] = {Pass, Pass};

static VOID RunAll(const PSTEP *Steps, PVOID Event) {
  for (ULONG i = 0; i < 2; i++)
    Steps[i](Event);
}

static VOID Patch(PSTEP *Steps) { Steps[1] = Late; } // #patch

BOOLEAN HwInterrupt(PVOID Extension) {
  InterruptSteps[0](Extension);
  Patched[1](Extension); // #call
  return TRUE;
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Item) {
  RunAll(InterruptSteps, Extension);
  RunAll(StopSteps, Extension);
  Patch(Patched);
}
// CHECK: error: call to 'KeWaitForSingleObject' can block; reachable from interrupt routine
// CHECK: 'Late' is called through 'Patched' from 'HwInterrupt' here
// expected-warning@#late {{can block; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
// expected-note@#call {{'Late' is called through 'Patched' from 'HwInterrupt' here}}
// expected-note@#patch {{'Late' is stored in 'Patched' here}}
// expected-note@#root {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{wait in a work item: no DPC routine was found}}
