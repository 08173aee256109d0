// Both arms of '?:' are stored.  The twin stands in the condition.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef struct {
  PVOID Check;
  BOOLEAN Shared;
} DEVICE;

static BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN SharedIsr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{in interrupt routine 'SharedIsr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN Twin(PVOID Extension) {
  ZwClose(Extension);
  return TRUE;
}

VOID Initialize(PHW_INITIALIZATION_DATA Data, DEVICE *Device) {
  Data->HwInterrupt = Device->Check == Twin ? NULL : Device->Shared ? SharedIsr : Isr; // #store
}
// expected-note@#store {{'Isr' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here}}
// expected-note@#store {{'SharedIsr' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here}}
// expected-note@*:* 2 {{call it in a work item: no DPC routine was found}}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :21: note: 'Isr' is stored in
// CHECK: :3: error: call to 'ZwClose'
// CHECK: :21: note: 'SharedIsr' is stored in
