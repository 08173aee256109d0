// A switch: each arm, falling through, ranges, the default in the middle, none.
// What stands before the first arm cannot run, nor an arm of a constant.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"

enum KIND { KindOne, KindTwo };

HW_INTERRUPT Isr; // expected-note 11 {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 11 {{call it in a work item: no DPC routine was found}}

BOOLEAN Isr(PVOID E) {
  ULONG n = *(ULONG *)E;
  enum KIND Kind = *(enum KIND *)E;
  switch (n) {
    ZwClose(E);
  case 1:
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  case 2:
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
    break;
  case 3 ... 9:
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
    break;
    ZwClose(E);
  default:
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  case 20: {
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
    break;
  }
  }
  switch (Kind) {
  case KindOne:
  case KindTwo:
    break;
  default:
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  }
  if (n == 100) {
    // All values have an arm, but memory may hold another one.
    switch (Kind) {
    case KindOne:
    case KindTwo:
      return 1;
    }
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  }
  switch (n)
  case 7:
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  switch (n) {
  case 1:
    while (n--) {
    case 2:
      ZwClose(E); // expected-warning {{call to 'ZwClose'}}
    }
  }
  switch (2) {
  case 1:
    ZwClose(E);
    break;
  case 2:
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  }
  switch (n) {
  }
  switch (n & 1) {
  default:
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  }
  return 1;
}

// CHECK-COUNT-11: error: call to 'ZwClose' (IRQL <= PASSIVE_LEVEL)
