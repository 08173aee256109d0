// A function without any role type is stored in a member of
// HW_INITIALIZATION_DATA.  The twin is stored in a member of the same name of
// another structure.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef struct {
  BOOLEAN (*HwInterrupt)(PVOID Extension);
} DEVICE;

BOOLEAN Isr(PVOID Extension);
BOOLEAN Twin(PVOID Extension);

VOID Initialize(PHW_INITIALIZATION_DATA Data, DEVICE *Device) {
  Data->HwInterrupt = Isr; // expected-note {{'Isr' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here}}
  Device->HwInterrupt = Twin;
}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

BOOLEAN Twin(PVOID Extension) {
  ZwClose(Extension);
  return TRUE;
}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :21: note: 'Isr' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here
