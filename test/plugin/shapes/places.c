// Calls in every place of a statement or expression where one can stand.  Those
// that C does not evaluate are not made.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"

typedef struct {
  long First, Second;
} PAIR;

HW_INTERRUPT Isr; // expected-note 31 {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 31 {{call it in a work item: no DPC routine was found}}

long Use(long One, long Two);

BOOLEAN Isr(PVOID E) {
  long i = ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  long Numbers[2] = {1, ZwClose(E)}; // expected-warning {{call to 'ZwClose'}}
  PAIR Pair = {.Second = ZwClose(E)}; // expected-warning {{call to 'ZwClose'}}
  PAIR *Literal = &(PAIR){ZwClose(E), 0}; // expected-warning {{call to 'ZwClose'}}
  static long Kept = sizeof(ZwClose(0));
  i = ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  i += ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  Numbers[ZwClose(E) & 1] = 0; // expected-warning {{call to 'ZwClose'}}
  i = -ZwClose(E) + 1; // expected-warning {{call to 'ZwClose'}}
  i = (ZwClose(E), 2); // expected-warning {{call to 'ZwClose'}}
  i = ({ long x = ZwClose(E); x; }); // expected-warning {{call to 'ZwClose'}}
  Use(ZwClose(E), 1); // expected-warning {{call to 'ZwClose'}}
  if (ZwClose(E)) // expected-warning {{call to 'ZwClose'}}
    i++;
  if (E && ZwClose(E)) // expected-warning {{call to 'ZwClose'}}
    i++;
  if (!(E || ZwClose(E))) // expected-warning {{call to 'ZwClose'}}
    i++;
  if (E && i && !ZwClose(E) && Kept) // expected-warning {{call to 'ZwClose'}}
    i++;
  i = E ? ZwClose(E) : 0; // expected-warning {{call to 'ZwClose'}}
  i = ZwClose(E) ?: 1; // expected-warning {{call to 'ZwClose'}}
  i = (i && ZwClose(E)) || Kept; // expected-warning {{call to 'ZwClose'}}
  while (ZwClose(E) < i) // expected-warning {{call to 'ZwClose'}}
    i--;
  do
    i--;
  while (i && ZwClose(E)); // expected-warning {{call to 'ZwClose'}}
  for (i = ZwClose(E); i < 3; i++) // expected-warning {{call to 'ZwClose'}}
    Kept++;
  for (i = 0; ZwClose(E) > i; i++) // expected-warning {{call to 'ZwClose'}}
    Kept++;
  for (i = 0; i < 3; i += ZwClose(E) + 1) // expected-warning {{call to 'ZwClose'}}
    Kept++;
  switch (ZwClose(E)) { // expected-warning {{call to 'ZwClose'}}
  case 1:
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  }
  if (__builtin_expect(ZwClose(E) == 0, 1)) // expected-warning {{call to 'ZwClose'}}
    Kept++;
  (void)ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  __asm__("" : : "r"(ZwClose(E))); // expected-warning {{call to 'ZwClose'}}
  int Size[ZwClose(E) & 7]; // expected-warning {{call to 'ZwClose'}}
  for (long j = ZwClose(E); j; j--) // expected-warning {{call to 'ZwClose'}}
    Kept++;
  Kept = sizeof(ZwClose(E)) + sizeof Size + _Alignof(__typeof__(ZwClose(E)));
  Kept += _Generic(ZwClose(E), long: 1);
  Kept += __builtin_constant_p(i) + __builtin_choose_expr(0, ZwClose(E), 2);
  return Literal && Pair.First + ZwClose(E) != 0; // expected-warning {{call to 'ZwClose'}}
}

// CHECK-COUNT-31: error: call to 'ZwClose' (IRQL <= PASSIVE_LEVEL)
