// A message interrupt routine is known by the member it is stored in.  The twin
// is stored in a member of the driver's own.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef struct {
  BOOLEAN (*HwMSInterruptRoutine)(PVOID Extension, ULONG Message);
} DEVICE;

BOOLEAN Isr(PVOID Extension, ULONG Message);
BOOLEAN Twin(PVOID Extension, ULONG Message);

ULONG FindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                  PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  DEVICE *Device = Extension;
  Config->HwMSInterruptRoutine = Isr; // expected-note {{'Isr' is stored in 'PORT_CONFIGURATION_INFORMATION.HwMSInterruptRoutine' here}}
  Device->HwMSInterruptRoutine = Twin;
  return SP_RETURN_FOUND;
}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

BOOLEAN Isr(PVOID Extension, ULONG Message) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in message interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

BOOLEAN Twin(PVOID Extension, ULONG Message) {
  ZwClose(Extension);
  return TRUE;
}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :32: note: 'Isr' is stored in 'PORT_CONFIGURATION_INFORMATION.HwMSInterruptRoutine' here
