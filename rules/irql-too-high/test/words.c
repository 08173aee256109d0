// The routine is called what the source calls it, and the advice is one that
// the initialize routine can follow.
//
// CLAIM: fires 1
// RULES: irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT HwInterrupt; // expected-note 2 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_INITIALIZE HwInitialize; // expected-note {{'HwInitialize' is declared 'HW_INITIALIZE' here}}
HW_DPC_ROUTINE HwDpc;

BOOLEAN HwInterrupt(PVOID Extension) {
  KIRQL Old;
  KeAcquireSpinLock((PKSPIN_LOCK)Extension, &Old); // expected-warning {{call to 'KeAcquireSpinLock' (IRQL <= DISPATCH_LEVEL) in interrupt routine 'HwInterrupt' (DIRQL)}}
  KeReleaseSpinLock((PKSPIN_LOCK)Extension, Old); // expected-warning {{call to 'KeReleaseSpinLock' (IRQL <= DISPATCH_LEVEL) in interrupt routine 'HwInterrupt' (DIRQL)}}
  return TRUE;
}

BOOLEAN HwInitialize(PVOID Extension) {
  StorPortFreePool(Extension, Extension); // expected-warning {{call to 'StorPortFreePool' (IRQL <= DISPATCH_LEVEL) in initialize routine 'HwInitialize' (DIRQL)}}
  return TRUE;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {}
// expected-note@*:* 2 {{queue the DPC and call it in 'HwDpc' or in a work item}}
// expected-note@*:* {{call it in the passive initialization or the find-adapter routine}}

// CHECK: :3: error: call to 'KeAcquireSpinLock' (IRQL <= DISPATCH_LEVEL)
// CHECK: :3: error: call to 'KeReleaseSpinLock' (IRQL <= DISPATCH_LEVEL)
// CHECK: :3: error: call to 'StorPortFreePool'
