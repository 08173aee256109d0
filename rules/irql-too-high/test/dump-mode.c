// In normal work the flag of the dump mode is 0: what only runs then is not
// judged, tested directly, through a copy, and through a function.
//
// CLAIM: silent 7
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct _DEVICE {
  ULONG DumpMode;
  BOOLEAN Polling;
} DEVICE, *PDEVICE;

HW_INTERRUPT HwInterrupt; // #root
HW_FIND_ADAPTER HwFindAdapter;

static BOOLEAN IsDump(PDEVICE Device) { return Device->DumpMode > 0; }

BOOLEAN HwInterrupt(PVOID Extension) {
  PDEVICE device = Extension;
  BOOLEAN dump = IsDump(device);
  if (device->DumpMode)
    StorPortFreePool(device, device);
  if (IsDump(device))
    StorPortFreePool(device, device);
  if (dump)
    StorPortFreePool(device, device);
  if (device->Polling)
    StorPortFreePool(device, device); // #polling
  if (!IsDump(device))
    StorPortFreePool(device, device); // #normal
  return TRUE;
}

ULONG HwFindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Configuration, PUCHAR Again) {
  PDEVICE device = Extension;
  device->DumpMode = Configuration->DumpMode;
  device->Polling = Configuration->DumpMode != 0 || Context;
  return SP_RETURN_FOUND;
}
// CHECK: :29:5: error: call to 'StorPortFreePool'
// CHECK: :31:5: error: call to 'StorPortFreePool'
// expected-warning@#polling {{call to 'StorPortFreePool'}}
// expected-warning@#normal {{call to 'StorPortFreePool'}}
// expected-note@#root 2 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 2 {{call it in a work item: no DPC routine was found}}
