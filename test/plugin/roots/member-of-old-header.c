// The member has no role type, as in headers of old; its name is enough.  The
// twin is in another member of the same structure.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

typedef void *PVOID;
typedef unsigned char BOOLEAN;
typedef struct _HW_INITIALIZATION_DATA {
  unsigned long HwInitializationDataSize;
  BOOLEAN (*HwInterrupt)(PVOID Extension);
  BOOLEAN (*HwPassive)(PVOID Extension);
} HW_INITIALIZATION_DATA;
long ZwClose(PVOID Handle);

BOOLEAN Isr(PVOID Extension);
BOOLEAN Twin(PVOID Extension);

void Initialize(HW_INITIALIZATION_DATA *Data) {
  Data->HwInterrupt = Isr; // expected-note {{'Isr' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here}}
  Data->HwPassive = Twin;
}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return 1;
}

BOOLEAN Twin(PVOID Extension) {
  ZwClose(Extension);
  return 1;
}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :21: note: 'Isr' is stored in 'HW_INITIALIZATION_DATA.HwInterrupt' here
