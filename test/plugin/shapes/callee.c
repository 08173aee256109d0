// The callee in all the ways to write it.  Its name is the place, where it is
// more than parentheses, casts and operators on a name: its beginning.
//
// FLAGS: -Wno-unused-value
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"

typedef long CLOSE(PVOID Handle);

HW_INTERRUPT Isr; // expected-note 12 {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 12 {{call it in a work item: no DPC routine was found}}

BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension);                   // expected-warning {{call to 'ZwClose'}}
  // CHECK: callee.c:[[#@LINE-1]]:3: error:
  (ZwClose)(Extension);                 // expected-warning {{call to 'ZwClose'}}
  // CHECK: callee.c:[[#@LINE-1]]:4: error:
  (*ZwClose)(Extension);                // expected-warning {{call to 'ZwClose'}}
  // CHECK: callee.c:[[#@LINE-1]]:5: error:
  (&ZwClose)(Extension);                // expected-warning {{call to 'ZwClose'}}
  // CHECK: callee.c:[[#@LINE-1]]:5: error:
  (**&*ZwClose)(Extension);             // expected-warning {{call to 'ZwClose'}}
  // CHECK: callee.c:[[#@LINE-1]]:8: error:
  ((CLOSE *)ZwClose)(Extension);        // expected-warning {{call to 'ZwClose'}}
  // CHECK: callee.c:[[#@LINE-1]]:13: error:
  ((CLOSE *)(PVOID)ZwClose)(Extension); // expected-warning {{call to 'ZwClose'}}
  // CHECK: callee.c:[[#@LINE-1]]:20: error:
  (Extension, ZwClose)(Extension);      // expected-warning {{call to 'ZwClose'}}
  // CHECK: callee.c:[[#@LINE-1]]:4: error:
  (Extension ? ZwClose : ZwClose)(Extension); // expected-warning {{call to 'ZwClose'}}
  // CHECK: callee.c:[[#@LINE-1]]:4: error:
  ({ ZwClose; })(Extension);            // expected-warning {{call to 'ZwClose'}}
  // CHECK: callee.c:[[#@LINE-1]]:3: error:
  __builtin_choose_expr(1, ZwClose, 0)(Extension); // expected-warning {{call to 'ZwClose'}}
  // CHECK: callee.c:[[#@LINE-1]]:28: error:
  _Generic(Extension, PVOID: ZwClose)(Extension); // expected-warning {{call to 'ZwClose'}}
  // CHECK: callee.c:[[#@LINE-1]]:30: error:
  return 1;
}
