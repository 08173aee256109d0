// Structured exceptions: calls in the guarded part, in the filter, in the
// handler, in the finally part and behind it all.  Nothing of it is skipped
// because a return stands before.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"

int Filter(long Code);
void Touch(PVOID Memory);

HW_INTERRUPT Isr; // expected-note 15 {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 15 {{call it in a work item: no DPC routine was found}}

static void Except(PVOID E) {
  __try {
    Touch(E);
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  } __except (Filter(ZwClose(E))) { // expected-warning {{call to 'ZwClose'}}
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  }
  ZwClose(E); // expected-warning {{call to 'ZwClose'}}
}

static void Finally(PVOID E) {
  __try {
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  } __finally {
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  }
  ZwClose(E); // expected-warning {{call to 'ZwClose'}}
}

static long Returns(PVOID E) {
  __try {
    Touch(E);
    return 1;
  } __except (1) {
    return ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  }
}

static long Leaves(PVOID E) {
  __try {
    if (E)
      __leave;
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  } __finally {
    if (__abnormal_termination())
      ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  }
  return 0;
}

static void Nested(PVOID E) {
  __try {
    __try {
      Touch(E);
    } __finally {
      ZwClose(E); // expected-warning {{call to 'ZwClose'}}
    }
    Touch(E);
    __try {
      Touch(E);
    } __except (1) {
      ZwClose(E); // expected-warning {{call to 'ZwClose'}}
    }
  } __except (1) {
    ZwClose(E); // expected-warning {{call to 'ZwClose'}}
  }
}

static void InLoop(PVOID E, int n) {
  while (n--) {
    __try {
      if (n == 3)
        continue;
      if (n == 2)
        break;
    } __finally {
      ZwClose(E); // expected-warning {{call to 'ZwClose'}}
    }
  }
  if (0) {
    __try {
      ZwClose(E);
    } __except (1) {
      ZwClose(E);
    }
  }
  ZwClose(E); // expected-warning {{call to 'ZwClose'}}
}

BOOLEAN Isr(PVOID E) {
  Except(E);     // expected-note 4 {{'Except' is called from 'Isr' here}}
  Finally(E);    // expected-note 3 {{'Finally' is called from 'Isr' here}}
  Returns(E);    // expected-note {{'Returns' is called from 'Isr' here}}
  Leaves(E);     // expected-note 2 {{'Leaves' is called from 'Isr' here}}
  Nested(E);     // expected-note 3 {{'Nested' is called from 'Isr' here}}
  InLoop(E, 10); // expected-note 2 {{'InLoop' is called from 'Isr' here}}
  return 1;
}

// CHECK-COUNT-15: error: call to 'ZwClose' (IRQL <= PASSIVE_LEVEL)
