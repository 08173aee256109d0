// Functions of other types, stored through casts.  The twin's address is cast as
// well, and only compared.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef struct {
  ULONG Pending;
} DEVICE;

static int Isr(DEVICE *Device) {
  ZwClose(Device); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return 1;
}

static BOOLEAN ByVoid(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{in interrupt routine 'ByVoid' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN ByInteger(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{in interrupt routine 'ByInteger' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static int Twin(DEVICE *Device) {
  ZwClose(Device);
  return 1;
}

VOID Initialize(PHW_INITIALIZATION_DATA Data, ULONG Model) {
  if (Data->HwInterrupt == (PHW_INTERRUPT)Twin)
    return;
  switch (Model) {
  case 1:
    Data->HwInterrupt = (PHW_INTERRUPT)Isr; // expected-note {{'Isr' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here}}
    break;
  case 2:
    Data->HwInterrupt = (PVOID)&ByVoid; // expected-note {{'ByVoid' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here}}
    break;
  default:
    Data->HwInterrupt = (PHW_INTERRUPT)(LONG_PTR)ByInteger; // expected-note {{'ByInteger' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here}}
  }
}
// expected-note@*:* 3 {{call it in a work item: no DPC routine was found}}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :23: note: 'Isr' is stored in
// CHECK: :3: error: call to 'ZwClose'
// CHECK: :23: note: 'ByVoid' is stored in
// CHECK: :3: error: call to 'ZwClose'
// CHECK: :23: note: 'ByInteger' is stored in
