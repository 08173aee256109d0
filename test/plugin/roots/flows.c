// On its way to the registration a function passes a variable, a function's
// result, a parameter and an address.  The twin takes the same way to nowhere.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef BOOLEAN CHECK(PVOID Extension);

static BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN Twin(PVOID Extension) {
  ZwClose(Extension);
  return TRUE;
}

static CHECK *ChooseIsr(VOID) { return Isr; }
static CHECK *ChooseTwin(VOID) { return Twin; }

static VOID Put(CHECK **Where, CHECK *What) { *Where = What; }
static VOID PutTwin(CHECK **Where, CHECK *What) { *Where = What; }

VOID Initialize(PHW_INITIALIZATION_DATA Data, CHECK **Last) {
  CHECK *First = ChooseIsr(), *FirstTwin = ChooseTwin();
  CHECK *Second, *SecondTwin;
  Put(&Second, First);
  PutTwin(&SecondTwin, FirstTwin);
  Data->HwInterrupt = Second; // expected-note {{'Isr' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here}}
  *Last = SecondTwin;
}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :21: note: 'Isr' is stored in
