// PAGED_CODE in one branch of a test that is decided where the function is
// called: alone there, or as the last statement of it.
//
// CLAIM: fires 2
// CLAIM: silent 4
// RULES: pageable-code
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static ULONG Count;

HW_INTERRUPT HwInterrupt; // expected-note 3 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_WORKITEM HwWork;

static VOID Alone(BOOLEAN Passive) {
  if (Passive) {
    PAGED_CODE(); // expected-note {{'Alone' says 'PAGED_CODE' here}}
  }
  Count++;
}

static VOID First(BOOLEAN Passive) {
  if (Passive) {
    PAGED_CODE();
  } else {
    Count++;
  }
  Count++;
}

static VOID Last(ULONG Kind) {
  switch (Kind) {
  case 1:
    Count++;
    PAGED_CODE(); // expected-note {{'Last' says 'PAGED_CODE' here}}
    break;
  case 2:
    Count--;
    break;
  }
}

static VOID Loop(ULONG Times) {
  while (Times == 3) {
    PAGED_CODE();
  }
  Count++;
}

static VOID Never(VOID) {
  if (0) {
    PAGED_CODE();
  }
  Count++;
}

static VOID AtEnd(BOOLEAN Passive) {
  Count++;
  if (!Passive)
    return;
  PAGED_CODE();
}

static VOID Everywhere(BOOLEAN Passive) {
  if (Passive)
    Count++;
  PAGED_CODE(); // expected-note {{'Everywhere' says 'PAGED_CODE' here}}
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Alone(FALSE);
  Alone(TRUE); // expected-warning {{call to pageable function 'Alone' in interrupt routine 'HwInterrupt' (DIRQL)}}
  First(FALSE);
  Last(1); // expected-warning {{call to pageable function 'Last' in interrupt routine 'HwInterrupt' (DIRQL)}}
  Last(2);
  Loop(2);
  Never();
  AtEnd(FALSE);
  Everywhere(FALSE); // expected-warning {{call to pageable function 'Everywhere' in interrupt routine 'HwInterrupt' (DIRQL)}}
  return TRUE;
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  Alone(TRUE);
  First(TRUE);
  Last(1);
  AtEnd(TRUE);
}
// expected-note@*:* 3 {{call it in a work item: no DPC routine was found}}

// CHECK: :3: error: call to pageable function 'Alone' in
// CHECK: :3: error: call to pageable function 'Last' in
// CHECK: :3: error: call to pageable function 'Everywhere' in
