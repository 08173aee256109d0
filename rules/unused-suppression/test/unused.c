// Comments that hide nothing, each beside one that hides a finding.
//
// CLAIM: fires 1, 2, 3, 4
// CLAIM: silent 1, 2
// RULES: blocking-call,unbounded-loop,unused-suppression
// WAYS: facts object
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=unused-suppression

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

#define WAIT()                                                                 \
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL)

// isrlint: allow(blocking-call) the wait in this routine ends at once
HW_DPC_ROUTINE HwRootAllowed;
HW_DPC_ROUTINE HwDpc;

static VOID Near(VOID) {
  WAIT(); // isrlint: allow(blocking-call) on the line
  // isrlint: allow(blocking-call) on the line before
  WAIT();
  WAIT(); /* isrlint: allow(blocking-call) in a block comment */
  // CHECK: :[[#@LINE+1]]:3: note: suppression of 'blocking-call' hides nothing [isrlint-unused-suppression]
  // isrlint: allow(blocking-call) two lines before

  WAIT();
  // CHECK: :[[#@LINE+1]]:9: note: suppression of 'blocking-call' hides nothing [isrlint-unused-suppression]
  Idle; // isrlint: allow(blocking-call) nothing blocks on this line or the next

  // CHECK: :[[#@LINE+2]]:3: note: suppression of 'unbounded-loop' hides nothing [isrlint-unused-suppression]
  // Of another rule.
  // isrlint: allow(unbounded-loop) it is not a loop
  WAIT();
}

static VOID Several(VOID) {
  // One of the two is enough.
  // isrlint: allow(blocking-call, unbounded-loop) both in one comment
  WAIT();
  // One comment for all findings of its line.
  // isrlint: allow(blocking-call) twice
  WAIT(), WAIT();
}

static VOID Malformed(VOID) {
  // CHECK: :[[#@LINE+1]]:11: note: suppression of 'blocking-call' has no reason, and hides nothing [isrlint-unused-suppression]
  WAIT(); // isrlint: allow(blocking-call)
  // CHECK: :[[#@LINE+1]]:11: note: no rule is called 'blocking-calls' [isrlint-unused-suppression]
  WAIT(); // isrlint: allow(blocking-calls) of that name there is none
  // CHECK: :[[#@LINE+1]]:11: note: no rule is called 'blocking' [isrlint-unused-suppression]
  WAIT(); // isrlint: allow(blocking-call, blocking) it hides, but one name is wrong
}

static VOID Misspelt(VOID) {
  // CHECK: :[[#@LINE+1]]:11: note: 'isrlint: alow(blocking-call)' hides nothing; write 'isrlint: allow(rule-id) reason' [isrlint-unused-suppression]
  WAIT(); // isrlint: alow(blocking-call) with one letter too few
  // CHECK: :[[#@LINE+1]]:11: note: 'isrlint: allow' hides nothing; write 'isrlint: allow(rule-id) reason' [isrlint-unused-suppression]
  WAIT(); // isrlint: allow blocking-call without brackets
  // CHECK: :[[#@LINE+1]]:11: note: 'isrlint:' hides nothing; write 'isrlint: allow(rule-id) reason' [isrlint-unused-suppression]
  WAIT(); // isrlint:
  WAIT(); // isrlint is silent here
}

// A rule that is not run now could have a finding here.
static VOID NotRun(VOID) {
  // isrlint: allow(pageable-code) not run
  // isrlint: allow(irql-too-high, blocking-call) one of them is not run
  return;
}

// Where nothing runs behind them, and at the end of a body.
static VOID Ends(VOID) {
  if (Idle.Header.SignalState)
    return;
  return;
  // CHECK: :[[#@LINE+1]]:3: note: suppression of 'blocking-call' hides nothing [isrlint-unused-suppression]
  // isrlint: allow(blocking-call) this never runs
  WAIT();
  // CHECK: :[[#@LINE+1]]:3: note: suppression of 'blocking-call' hides nothing [isrlint-unused-suppression]
  // isrlint: allow(blocking-call) nothing is below
}

static VOID Deep(VOID) { WAIT(); }

static VOID Way(VOID) {
  Deep(); // isrlint: allow(blocking-call) at a call of the chain
  // CHECK: :[[#@LINE+1]]:15: note: suppression of 'blocking-call' hides nothing [isrlint-unused-suppression]
  Idle;       // isrlint: allow(blocking-call) beside the chain
  return;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  Near();
  Several();
  Malformed();
  Misspelt();
  NotRun();
  Ends();
  Way();
}

VOID HwRootAllowed(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {

  WAIT();
}
