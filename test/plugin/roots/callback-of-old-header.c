// The routines of old headers take pointers without role types; what they are
// handed is known by their names.  The twin is another argument.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

typedef void *PVOID;
typedef unsigned char BOOLEAN;
long ZwClose(PVOID Handle);
void StorPortInitializeDpc(PVOID Extension, PVOID Own, void (*Dpc)(PVOID, PVOID, PVOID, PVOID));
void StorPortSynchronizeAccess(PVOID Extension, BOOLEAN (*Access)(PVOID, PVOID), PVOID Context);

static void Dpc(PVOID Own, PVOID Extension, PVOID One, PVOID Two) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in DPC routine 'Dpc' (DISPATCH_LEVEL) [isrlint-irql-too-high]}}
}

static BOOLEAN Access(PVOID Extension, PVOID Context) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in synchronized-access routine 'Access' (DIRQL) [isrlint-irql-too-high]}}
  return 1;
}

static void Twin(PVOID Own, PVOID Extension, PVOID One, PVOID Two) { ZwClose(Extension); }

void Initialize(PVOID Extension, PVOID Own) {
  StorPortInitializeDpc(Extension, (PVOID)Twin, Dpc); // expected-note {{'Dpc' is handed to 'StorPortInitializeDpc' here}}
  StorPortSynchronizeAccess(Extension, Access, Own); // expected-note {{'Access' is handed to 'StorPortSynchronizeAccess' here}}
}
// expected-note@*:* {{call it in a work item}}
// expected-note@*:* {{queue the DPC and call it in a work item that 'Dpc' queues}}

// CHECK: :3: error: call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in DPC routine
// CHECK: :3: error: call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in synchronized-access routine
