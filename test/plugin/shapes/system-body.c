// What a body in a system header does is nothing that the driver's author can
// change: no finding stands there.  But a way leads through it.
//
// FLAGS: -isysteminputs/system
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"
#include <vendor.h>

HW_INTERRUPT Isr; // expected-note {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

static long Close(PVOID Handle) {
  return ZwClose(Handle); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) is reachable from interrupt routine 'Isr' (DIRQL)}}
}

BOOLEAN Isr(PVOID Extension) {
  VendorClose(Extension);
  VendorCall(Close, Extension); // #call
  return 1;
}
// expected-note@vendor.h:4 {{'Close' is called through 'Routine' from 'VendorCall' here}}
// expected-note@#call {{'Close' is passed to 'VendorCall' here}}
// expected-note@#call {{'VendorCall' is called from 'Isr' here}}

// CHECK: :10: error: call to 'ZwClose'
// CHECK: vendor.h:{{[0-9]+}}:3: note: 'Close' is called through 'Routine' from 'VendorCall' here
// CHECK: :3: note: 'VendorCall' is called from 'Isr' here
