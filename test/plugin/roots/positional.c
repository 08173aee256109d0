// Stored by the places of an initialiser without names; a member left out in
// between keeps its place.  The twin stands one place further.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN Twin(PVOID Extension) {
  ZwClose(Extension);
  return TRUE;
}

typedef struct {
  HW_PASSIVE_INITIALIZE_ROUTINE *Before;
  PHW_INTERRUPT Interrupt;
  HW_PASSIVE_INITIALIZE_ROUTINE *Behind;
} DEVICE;

DEVICE Device = {Twin, Isr, Twin}; // expected-note {{'Isr' is stored in 'DEVICE.Interrupt' here}}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :24: note: 'Isr' is stored in 'DEVICE.Interrupt' here
