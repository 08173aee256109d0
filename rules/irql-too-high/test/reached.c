// The call may stand in the root, behind calls, and behind a pointer.  The
// shortest way is told, and from how many other roots there is one.
//
// CLAIM: fires 2
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef VOID FREE(PVOID Memory);

HW_INTERRUPT HwInterrupt; // expected-note 2 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE HwMessage; // expected-note {{'HwMessage' is declared 'HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE' here}}
// expected-note@*:* {{and from 1 other root: 'HwInterrupt' (DIRQL)}}
// expected-note@*:* 3 {{call it in a work item: no DPC routine was found}}

static VOID Free(PVOID Memory) {
  ExFreePoolWithTag(Memory, 0); // expected-warning {{call to 'ExFreePoolWithTag' (IRQL <= DISPATCH_LEVEL) is reachable from message interrupt routine 'HwMessage' (DIRQL) [isrlint-irql-too-high]}}
}

static VOID FreeBehindPointer(PVOID Memory) {
  ExFreePoolWithTag(Memory, 0); // expected-warning {{is reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]}}
}

static VOID NotReached(PVOID Memory) { ExFreePoolWithTag(Memory, 0); }
FREE *const Unused = NotReached;

static FREE *const Release = FreeBehindPointer; // expected-note {{'FreeBehindPointer' is stored in 'Release' here}}

static VOID Longer(PVOID Memory) { Free(Memory); }

BOOLEAN HwInterrupt(PVOID Extension) {
  ExFreePoolWithTag(Extension, 0); // expected-warning {{in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-irql-too-high]}}
  Longer(Extension);
  Release(Extension); // expected-note {{'FreeBehindPointer' is called through 'Release' from 'HwInterrupt' here}}
  return TRUE;
}

BOOLEAN HwMessage(PVOID Extension, ULONG Message) {
  Free(Extension); // expected-note {{'Free' is called from 'HwMessage' here}}
  return TRUE;
}

// CHECK: :3: error: {{.*}} reachable from message interrupt routine 'HwMessage' (DIRQL)
// CHECK: :3: note: 'Free' is called from 'HwMessage' here
// CHECK: :39: note: 'HwMessage' is declared
// CHECK: :3: error: {{.*}} reachable from interrupt routine 'HwInterrupt' (DIRQL)
// CHECK: :3: note: 'FreeBehindPointer' is called through 'Release' from 'HwInterrupt' here
// CHECK: :30: note: 'FreeBehindPointer' is stored in 'Release' here
// CHECK: :3: error: {{.*}} in interrupt routine 'HwInterrupt' (DIRQL)
