// Code that says by a macro that it is pageable, or that it is locked.
//
// CLAIM: fires 2
// CLAIM: silent 1, 2
// RULES: pageable-code
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_STARTIO HwStartIo; // expected-note 2 {{'HwStartIo' is declared 'HW_STARTIO' here}}
HW_WORKITEM HwWork;

static VOID Paged(PVOID Extension) { PAGED_CODE(); } // expected-note {{'Paged' says 'PAGED_CODE' here}}

static VOID Locked(PVOID Extension) { PAGED_CODE_LOCKED(); }

static VOID Resident(PVOID Extension) {}

static VOID PagedInBranch(PVOID Extension) {
  if (Extension) {
    PAGED_CODE(); // expected-note {{'PagedInBranch' says 'PAGED_CODE' here}}
  }
}

BOOLEAN HwStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  Paged(Extension); // expected-warning {{call to pageable function 'Paged' in start-I/O routine 'HwStartIo' (DISPATCH_LEVEL)}}
  Locked(Extension);
  Resident(Extension);
  PagedInBranch(Extension); // expected-warning {{call to pageable function 'PagedInBranch' in start-I/O routine 'HwStartIo' (DISPATCH_LEVEL)}}
  return TRUE;
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  PAGED_CODE();
  Paged(Extension);
  PagedInBranch(Extension);
}
// expected-note@*:* 2 {{call it in a work item}}

// CHECK: :3: error: call to pageable function 'Paged' in start-I/O routine 'HwStartIo' (DISPATCH_LEVEL) [isrlint-pageable-code]
// CHECK: :3: error: call to pageable function 'PagedInBranch' in start-I/O routine 'HwStartIo' (DISPATCH_LEVEL) [isrlint-pageable-code]
