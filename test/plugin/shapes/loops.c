// Loops of every kind, with their early exits; a body of 'do ... while (0)' runs,
// one of 'while (0)' does not.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"

#define ONCE(Statement)                                                        \
  do {                                                                         \
    Statement;                                                                 \
  } while (0)

HW_INTERRUPT Isr; // expected-note 8 {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 8 {{call it in a work item: no DPC routine was found}}

BOOLEAN Isr(PVOID E) {
  ULONG n = 0;
  do
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  while (0);
  ONCE(ZwClose(E)); // expected-warning {{call to 'ZwClose'}}
  do {
    if (n++)
      continue;
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  } while (n < 9);
  while (1) {
    if (n == 5)
      break;
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
    n++;
  }
  for (;;) {
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
    if (n++ > 30)
      goto Out;
  }
  ZwClose(E);
Out:
  while (0)
    ZwClose(E);
  for (; 0;)
    ZwClose(E);
  do {
    break;
    ZwClose(E);
  } while (ZwClose(E));
  do {
    if (n)
      continue;
    break;
  } while (ZwClose(E)); // expected-warning {{call to 'ZwClose'}}
  for (n = 0; n < 3; n++, ZwClose(E)) { // expected-warning {{call to 'ZwClose'}}
    if (n == 1)
      break;
  }
  while (n ? ZwClose(E) : 0) // expected-warning {{call to 'ZwClose'}}
    ;
  return 1;
}

// CHECK-COUNT-8: error: call to 'ZwClose' (IRQL <= PASSIVE_LEVEL)
