// Handed to functions of the driver whose parameter is a pointer to an interrupt
// routine, with a body here and without.  The twins go to parameters of the same
// type without the name.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

VOID ConnectElsewhere(PVOID Context, PHW_INTERRUPT Routine);
VOID CheckElsewhere(PVOID Context, BOOLEAN (*Routine)(PVOID));

static BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN SecondIsr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{in interrupt routine 'SecondIsr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN Twin(PVOID Extension) {
  ZwClose(Extension);
  return TRUE;
}

static VOID Connect(PVOID Context, PHW_INTERRUPT Routine) {
  *(PVOID *)Context = Routine;
}

static VOID Check(PVOID Context, BOOLEAN (*Routine)(PVOID)) {
  *(PVOID *)Context = Routine;
}

VOID Initialize(PVOID Context) {
  Connect(Context, Isr); // expected-note {{'Isr' is handed to 'Connect' here}}
  Check(Context, Twin);
  ConnectElsewhere(Context, SecondIsr); // expected-note {{'SecondIsr' is handed to 'ConnectElsewhere' here}}
  CheckElsewhere(Context, Twin);
}
// expected-note@*:* 2 {{call it in a work item: no DPC routine was found}}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :3: note: 'Isr' is handed to 'Connect' here
// CHECK: :3: error: call to 'ZwClose'
// CHECK: :3: note: 'SecondIsr' is handed to 'ConnectElsewhere' here
