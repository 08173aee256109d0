// Stored by designated initialisers: of a static structure, of a local one, and
// of one in a table.  The twin is in a structure of another type.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef struct {
  ULONG Size;
  BOOLEAN (*HwInterrupt)(PVOID Extension);
} DEVICE;

static BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN LocalIsr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{in interrupt routine 'LocalIsr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN ModelIsr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{in interrupt routine 'ModelIsr' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN Twin(PVOID Extension) {
  ZwClose(Extension);
  return TRUE;
}

static HW_INITIALIZATION_DATA Data = {
    .HwInitializationDataSize = sizeof(Data),
    .HwInterrupt = Isr, // expected-note {{'Isr' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here}}
};

static HW_INITIALIZATION_DATA Models[] = {
    {.HwInitializationDataSize = 1},
    [3] = {.HwInterrupt = ModelIsr}, // expected-note {{'ModelIsr' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here}}
};

static DEVICE Device = {.Size = sizeof(Device), .HwInterrupt = Twin};

ULONG DriverEntry(PVOID Driver, PVOID Registry) {
  HW_INITIALIZATION_DATA Local = {
      .HwInterrupt = LocalIsr, // expected-note {{'LocalIsr' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here}}
  };
  Device.Size = 0;
  StorPortInitialize(Driver, Registry, &Data, NULL);
  StorPortInitialize(Driver, Registry, &Models[3], NULL);
  return StorPortInitialize(Driver, Registry, &Local, NULL);
}
// expected-note@*:* 3 {{call it in a work item: no DPC routine was found}}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :20: note: 'Isr' is stored in
// CHECK: :3: error: call to 'ZwClose'
// CHECK: :22: note: 'LocalIsr' is stored in
// CHECK: :3: error: call to 'ZwClose'
// CHECK: :27: note: 'ModelIsr' is stored in
