// Code that cannot run: behind a constant test, a return, a call that does not
// come back, in an operand that is never reached.  Its twin runs.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"

__declspec(noreturn) void Stop(void);

HW_INTERRUPT Isr; // expected-note 8 {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 8 {{call it in a work item: no DPC routine was found}}

static void AfterReturn(PVOID E) {
  ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  return;
  ZwClose(E);
}

static void AfterStop(PVOID E, int n) {
  if (n) {
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
    Stop();
    ZwClose(E);
  }
  ZwClose(E); // expected-warning {{call to 'ZwClose'}}
}

BOOLEAN Isr(PVOID E) {
  int n = *(int *)E;
  if (0)
    ZwClose(E);
  else
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  if (1)
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  else
    ZwClose(E);
  if (0 && ZwClose(E))
    n++;
  if (1 || ZwClose(E))
    n++;
  if (1 && ZwClose(E)) // expected-warning {{call to 'ZwClose'}}
    n++;
  if (n && 0)
    ZwClose(E);
  if (n || 1)
    n++;
  else
    ZwClose(E);
  n = 0 ? ZwClose(E) : 1;
  n = 1 ? ZwClose(E) : 1; // expected-warning {{call to 'ZwClose'}}
  if (sizeof(PVOID) == 4)
    ZwClose(E);
  if (!sizeof(PVOID))
    ZwClose(E);
  AfterReturn(E);  // expected-note {{'AfterReturn' is called from 'Isr' here}}
  AfterStop(E, n); // expected-note 2 {{'AfterStop' is called from 'Isr' here}}
  if (n > 3)
    return 1;
  else
    return ZwClose(E) == 0; // expected-warning {{call to 'ZwClose'}}
  ZwClose(E);
}

// CHECK-COUNT-8: error: call to 'ZwClose' (IRQL <= PASSIVE_LEVEL)
