// Cycles of calls end, and are told by the shortest way.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"

HW_INTERRUPT Isr; // expected-note 2 {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 2 {{call it in a work item: no DPC routine was found}}

static void Odd(PVOID E, int n);

static void Even(PVOID E, int n) {
  if (n)
    Odd(E, n - 1);
  ZwClose(E); // expected-warning {{call to 'ZwClose'}}
}

static void Odd(PVOID E, int n) {
  if (n)
    Even(E, n - 1); // expected-note {{'Even' is called from 'Odd' here}}
}

BOOLEAN Isr(PVOID E) {
  if (E)
    Isr(0);
  Odd(E, 3);  // expected-note {{'Odd' is called from 'Isr' here}}
  ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  return 1;
}

// CHECK: :3: error: {{.*}} is reachable from interrupt routine 'Isr' (DIRQL)
// CHECK: :5: note: 'Even' is called from 'Odd' here
// CHECK: :3: note: 'Odd' is called from 'Isr' here
// CHECK: :3: error: {{.*}} in interrupt routine 'Isr' (DIRQL)
