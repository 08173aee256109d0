// The message interrupt routine is known by the name of its member alone.  The
// twin is in another member of the same structure.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

typedef void *PVOID;
typedef unsigned char BOOLEAN;
typedef struct _PORT_CONFIGURATION_INFORMATION {
  unsigned long Length;
  BOOLEAN (*HwMSInterruptRoutine)(PVOID Extension, unsigned long Message);
  BOOLEAN (*HwPassive)(PVOID Extension, unsigned long Message);
} PORT_CONFIGURATION_INFORMATION;
long ZwClose(PVOID Handle);

BOOLEAN Isr(PVOID Extension, unsigned long Message);
BOOLEAN Twin(PVOID Extension, unsigned long Message);

void FindAdapter(PORT_CONFIGURATION_INFORMATION *Config) {
  Config->HwMSInterruptRoutine = Isr; // expected-note {{'Isr' is stored in 'PORT_CONFIGURATION_INFORMATION.HwMSInterruptRoutine' here}}
  Config->HwPassive = Twin;
}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

BOOLEAN Isr(PVOID Extension, unsigned long Message) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in message interrupt routine 'Isr' (DIRQL) [isrlint-irql-too-high]}}
  return 1;
}

BOOLEAN Twin(PVOID Extension, unsigned long Message) {
  ZwClose(Extension);
  return 1;
}

// CHECK: :3: error: call to 'ZwClose'
