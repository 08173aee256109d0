// Jumps forward over a call, back to one, into a block, and by address.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"

HW_INTERRUPT Isr; // expected-note 4 {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 4 {{call it in a work item: no DPC routine was found}}

BOOLEAN Isr(PVOID E) {
  ULONG n = *(ULONG *)E;
  static PVOID const Labels[] = {&&First, &&Second};
  goto Over;
  ZwClose(E);
Back:
  ZwClose(E); // expected-warning {{call to 'ZwClose'}}
Over:
  if (n--)
    goto Back;
  goto Inside;
  if (n) {
    ZwClose(E);
  Inside:
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  }
  goto *Labels[n & 1];
First:
  ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  return 1;
Second:
  ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  return 0;
NeverNamed:
  ZwClose(E);
  return 0;
}

// CHECK-COUNT-4: error: call to 'ZwClose' (IRQL <= PASSIVE_LEVEL)
