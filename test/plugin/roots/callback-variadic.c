// Handed to StorPortNotification: which role it gets depends on the first
// argument.  The twin is handed over with a type that takes no routine.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static VOID Timer(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in timer routine 'Timer' (DISPATCH_LEVEL) [isrlint-irql-too-high]}}
}

static VOID Twin(PVOID Extension) { ZwClose(Extension); }

VOID Start(PVOID Extension) {
  StorPortNotification(RequestTimerCall, Extension, Timer, 1000); // expected-note {{'Timer' is handed to 'StorPortNotification' here}}
  StorPortNotification(ResetDetected, Extension, Twin, 1000);
}
// expected-note@*:* {{call it in a work item}}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :3: note: 'Timer' is handed to 'StorPortNotification' here
