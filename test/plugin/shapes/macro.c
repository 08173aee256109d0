// The place of a call in a macro is where the macro is used; of an argument, the
// argument.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"
#include "inputs/macros.h"

#define INNER(Handle) ZwClose(Handle)
#define OUTER(Handle)                                                          \
  do {                                                                         \
    if (Handle)                                                                \
      INNER(Handle);                                                           \
  } while (0)
#define APPLY(Function, Handle) Function(Handle)
#define PASTE(Name, Handle) Zw##Name(Handle)
#define DO(Statement) Statement
#define NOTHING(Handle)

HW_INTERRUPT Isr; // expected-note 8 {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 8 {{call it in a work item: no DPC routine was found}}

BOOLEAN Isr(PVOID Extension) {
  INNER(Extension);                 // expected-warning {{call to 'ZwClose'}}
  // CHECK: macro.c:[[#@LINE-1]]:3: error:
  OUTER(Extension);                 // expected-warning {{call to 'ZwClose'}}
  // CHECK: macro.c:[[#@LINE-1]]:3: error:
  APPLY(ZwClose, Extension);        // expected-warning {{call to 'ZwClose'}}
  // CHECK: macro.c:[[#@LINE-1]]:9: error:
  PASTE(Close, Extension);          // expected-warning {{call to 'ZwClose'}}
  // CHECK: macro.c:[[#@LINE-1]]:3: error:
  DO(ZwClose(Extension));           // expected-warning {{call to 'ZwClose'}}
  // CHECK: macro.c:[[#@LINE-1]]:6: error:
  CLOSE(Extension);                 // expected-warning {{call to 'ZwClose'}}
  // CHECK: macro.c:[[#@LINE-1]]:3: error:
  if (Extension) OUTER(Extension); else CLOSE(Extension); // #two
  // CHECK: macro.c:[[#@LINE-1]]:18: error:
  // CHECK: macro.c:[[#@LINE-2]]:41: error:
  NOTHING(ZwClose(Extension));
  return 1;
}
// expected-warning@#two 2 {{call to 'ZwClose'}}
