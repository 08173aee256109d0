// What leaves the guarded part by a return or a jump runs the finally part first.
// A loop that is left from there is not taken to be endless.
//
// RULES: irql-too-high,unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"

HW_INTERRUPT Isr; // #root

static BOOLEAN ByReturn(PVOID Extension) {
  __try {
    return 1;
  } __finally {
    ZwClose(Extension); // #return
  }
}

static void ByGoto(PVOID Extension) {
  __try {
    goto out;
  } __finally {
    ZwClose(Extension); // #goto
  }
out:
  return;
}

static void ByBreak(PVOID Extension) {
  while (1) {
    __try {
      break;
    } __finally {
      ZwClose(Extension); // #break
    }
  }
}

static void Never(PVOID Extension) {
  return;
  __try {
    return;
  } __finally {
    ZwClose(Extension);
  }
}

BOOLEAN Isr(PVOID Extension) {
  ByGoto(Extension);  // #callgoto
  ByBreak(Extension); // #callbreak
  Never(Extension);
  return ByReturn(Extension); // #callreturn
}
// CHECK: :15:5: error: call to 'ZwClose'
// CHECK: :23:5: error: call to 'ZwClose'
// CHECK: :34:7: error: call to 'ZwClose'
// expected-warning@#return {{call to 'ZwClose'}}
// expected-warning@#goto {{call to 'ZwClose'}}
// expected-warning@#break {{call to 'ZwClose'}}
// expected-note@#callreturn {{'ByReturn' is called from 'Isr' here}}
// expected-note@#callgoto {{'ByGoto' is called from 'Isr' here}}
// expected-note@#callbreak {{'ByBreak' is called from 'Isr' here}}
// expected-note@#root 3 {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 3 {{call it in a work item: no DPC routine was found}}
