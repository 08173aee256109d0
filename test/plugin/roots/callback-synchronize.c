// Handed to StorPortSynchronizeAccess.  The twin is its last argument, which is
// data to Storport.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static BOOLEAN Access(PVOID Extension, PVOID Context) {
  ZwClose(Extension); // expected-warning {{call to 'ZwClose' (IRQL <= PASSIVE_LEVEL) in synchronized-access routine 'Access' (DIRQL) [isrlint-irql-too-high]}}
  return TRUE;
}

static BOOLEAN Twin(PVOID Extension, PVOID Context) {
  ZwClose(Extension);
  return TRUE;
}

VOID Reset(PVOID Extension) {
  StorPortSynchronizeAccess(Extension, Access, (PVOID)Twin); // expected-note {{'Access' is handed to 'StorPortSynchronizeAccess' here}}
}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}

// CHECK: :3: error: call to 'ZwClose'
// CHECK: :3: note: 'Access' is handed to 'StorPortSynchronizeAccess' here
