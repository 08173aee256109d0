// Parts of a variable that is only used part by part are told apart from equal
// parts of others; through a pointer they are not.
//
// RULES: blocking-call
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef VOID STEP(PVOID Event);
typedef STEP *PSTEP;
typedef struct _STEPS {
  ULONG Count;
  PSTEP Step;
} STEPS, *PSTEPS;

STEP Wait, Pass;
VOID Wait(PVOID Event) { KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL); } // #wait
VOID Pass(PVOID Event) {}

static const STEPS Interrupt = {1, Pass}, Stop = {1, Wait};
static const STEPS Rows[] = {{1, Wait}, {1, Pass}};
static const PSTEP Names[] = {Wait, Pass, Pass};
static STEPS Later, Shown;

HW_INTERRUPT HwInterrupt; // #root

HW_WORKITEM HwWork;

static VOID Run(PSTEPS Steps, PVOID Event) { Steps->Step(Event); } // #run

BOOLEAN HwInterrupt(PVOID Extension) {
  STEPS Mine = {0};
  ULONG Index = *(volatile ULONG *)Extension;
  Mine.Step = Pass;
  Interrupt.Step(Extension);
  Rows[1].Step(Extension);
  Names[1](Extension);
  Mine.Step(Extension);
  Later.Step(Extension); // never stored into: nothing is known
  Rows[Index].Step(Extension); // #index
  return TRUE;
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Item) {
  STEPS Mine = {0};
  Mine.Step = Wait;
  Mine.Step(Extension);
  Stop.Step(Extension);
  Rows[0].Step(Extension);
  Names[0](Extension);
  Run(&Shown, Extension);
}

// CHECK: error: call to 'KeWaitForSingleObject' can block; reachable from interrupt routine
// expected-warning@#wait {{can block; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
// expected-note@#index {{'Wait' is called through 'STEPS.Step' from 'HwInterrupt' here}}
// expected-note@21 {{'Wait' is stored in 'STEPS.Step' here}}
// expected-note@#root {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{wait in a work item: no DPC routine was found}}
