// PAGED_CODE behind a test says nothing where the test is decided against it.
//
// CLAIM: silent 4
// CLAIM: fires 2
// RULES: pageable-code
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT HwInterrupt; // #root
HW_WORKITEM HwWork;

static VOID Report(PVOID Extension, BOOLEAN Slow) {
  if (Slow) {
    PAGED_CODE(); // #paged
    ZwClose(Extension);
  }
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Report(Extension, FALSE);
  // CHECK: :[[#@LINE+1]]:3: error: call to pageable function 'Report' in interrupt routine 'HwInterrupt' (DIRQL)
  Report(Extension, TRUE); // #call
  return TRUE;
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Item) { Report(Extension, TRUE); }
// expected-warning@#call {{call to pageable function 'Report'}}
// expected-note@#paged {{'Report' says 'PAGED_CODE' here}}
// expected-note@#root {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{call it in a work item: no DPC routine was found}}
