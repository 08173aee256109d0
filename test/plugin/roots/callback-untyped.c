// Headers of old take the routine as a plain pointer: the routine's name and the
// parameter's place tell the role.  The twin is the parameter beside it.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

typedef void *PVOID;
typedef unsigned char BOOLEAN;
long ZwClose(PVOID Handle);
void KeInitializeDpc(PVOID Dpc, PVOID Routine, PVOID Context);
void StorPortSynchronizeAccess(PVOID Extension, PVOID Routine, PVOID Context);

static void Dpc(PVOID Own, PVOID Context, PVOID One, PVOID Two) {
  ZwClose(Context); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in DPC routine 'Dpc' (DISPATCH_LEVEL) [isrlint-irql-too-high]}}
}

static BOOLEAN Access(PVOID Extension, PVOID Context) {
  ZwClose(Context); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in synchronized-access routine 'Access' (DIRQL) [isrlint-irql-too-high]}}
  return 1;
}

static BOOLEAN Twin(PVOID Extension, PVOID Context) {
  ZwClose(Context);
  return 1;
}

void Initialize(PVOID Own, PVOID Extension) {
  KeInitializeDpc(Own, Dpc, Twin); // expected-note {{'Dpc' is handed to 'KeInitializeDpc' here}}
  StorPortSynchronizeAccess(Extension, Access, Twin); // expected-note {{'Access' is handed to 'StorPortSynchronizeAccess' here}}
}
// expected-note@*:* {{call it in a work item}}
// expected-note@*:* {{queue the DPC and call it in a work item that 'Dpc' queues}}

// CHECK: :3: error: call to 'ZwClose' {{.*}} in DPC routine
// CHECK: :3: note: 'Dpc' is handed to 'KeInitializeDpc' here
// CHECK: :3: error: call to 'ZwClose' {{.*}} in synchronized-access routine
// CHECK: :3: note: 'Access' is handed to 'StorPortSynchronizeAccess' here
