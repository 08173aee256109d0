// A parameter that is given many different constants, or many functions, does not
// blur the others.
//
// CLAIM: silent 5
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --allow-empty --implicit-check-not=error: --implicit-check-not=warning:

// expected-no-diagnostics

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;
static ULONG Sum;

HW_INTERRUPT HwInterrupt;
HW_WORKITEM HwWork;

static VOID Read(ULONG Offset, BOOLEAN Wait) {
  if (Offset >= 0x1000)
    Sum++;
  if (Wait)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

typedef VOID STEP(VOID);
static VOID Each(STEP *Step) { Step(); }
static VOID Slow(VOID) { KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); }

#define STEPS(n)                                                               \
  static VOID Step##n##0(VOID) {}                                              \
  static VOID Step##n##1(VOID) {}                                              \
  static VOID Step##n##2(VOID) {}                                              \
  static VOID Step##n##3(VOID) {}                                              \
  static VOID Step##n##4(VOID) {}
STEPS(0) STEPS(1) STEPS(2) STEPS(3) STEPS(4) STEPS(5) STEPS(6) STEPS(7) STEPS(8) STEPS(9)

#define CALLS(n)                                                               \
  Each(Step##n##0), Each(Step##n##1), Each(Step##n##2), Each(Step##n##3), Each(Step##n##4)
#define READS(n)                                                               \
  Read(n##0, FALSE), Read(n##1, FALSE), Read(n##2, FALSE), Read(n##3, FALSE), Read(n##4, FALSE), Read(n##5, FALSE), \
      Read(n##6, FALSE), Read(n##7, FALSE)

BOOLEAN HwInterrupt(PVOID Extension) {
  CALLS(0), CALLS(1), CALLS(2), CALLS(3), CALLS(4), CALLS(5), CALLS(6), CALLS(7), CALLS(8), CALLS(9);
  READS(1), READS(2), READS(3), READS(4), READS(5), READS(6), READS(7), READS(8), READS(9), READS(10), READS(11);
  return TRUE;
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  Each(Slow);
  Read(0, TRUE);
}
