// Headers of old have the pointer type alone.  The twin's pointer type has a
// name that stands for no role.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

typedef void *PVOID;
typedef unsigned char BOOLEAN;
typedef BOOLEAN (*PHW_INTERRUPT)(PVOID Extension);
typedef BOOLEAN (*PHW_CHECK)(PVOID Extension);
long ZwClose(PVOID Handle);

static BOOLEAN Isr(PVOID Extension) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return 1;
}

static BOOLEAN Twin(PVOID Extension) {
  ZwClose(Extension);
  return 1;
}

PHW_INTERRUPT Routines[] = {Isr}; // expected-note {{'Isr' is stored in 'Routines' here}}
PHW_CHECK Checks[] = {Twin};
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :29: note: 'Isr' is stored in 'Routines' here
