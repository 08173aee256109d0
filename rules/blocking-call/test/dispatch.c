// Routines that Windows calls at DISPATCH_LEVEL may not wait either; those that
// it calls at PASSIVE_LEVEL may.
//
// CLAIM: fires 2
// CLAIM: silent 1
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;

#define WAIT()                                                                 \
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL)

HW_DPC_ROUTINE HwDpc; // expected-note {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
HW_STARTIO HwStartIo; // expected-note {{'HwStartIo' is declared 'HW_STARTIO' here}}
HW_BUILDIO HwBuildIo; // expected-note {{'HwBuildIo' is declared 'HW_BUILDIO' here}}
HW_TIMER HwTimer;     // expected-note {{'HwTimer' is declared 'HW_TIMER' here}}
// expected-note@*:* 4 {{wait in a work item}}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  WAIT(); // expected-warning {{call to 'KeWaitForSingleObject' can block in DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-blocking-call]}}
}

BOOLEAN HwStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  WAIT(); // expected-warning {{can block in start-I/O routine 'HwStartIo' (DISPATCH_LEVEL) [isrlint-blocking-call]}}
  return TRUE;
}

BOOLEAN HwBuildIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  WAIT(); // expected-warning {{can block in build-I/O routine 'HwBuildIo' (DISPATCH_LEVEL) [isrlint-blocking-call]}}
  return TRUE;
}

VOID HwTimer(PVOID Extension) {
  WAIT(); // expected-warning {{can block in timer routine 'HwTimer' (DISPATCH_LEVEL) [isrlint-blocking-call]}}
}

HW_WORKITEM HwWork;
HW_PASSIVE_INITIALIZE_ROUTINE HwPassive;
HW_FIND_ADAPTER HwFind;

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) { WAIT(); }

BOOLEAN HwPassive(PVOID Extension) {
  WAIT();
  return TRUE;
}

ULONG HwFind(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
             PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  WAIT();
  return SP_RETURN_FOUND;
}

// CHECK: :3: error: call to 'KeWaitForSingleObject' can block in DPC routine 'HwDpc' (DISPATCH_LEVEL)
// CHECK-NEXT: {{.*}}WAIT
// CHECK: :16: note: 'HwDpc' is declared 'HW_DPC_ROUTINE' here
// CHECK: note: wait in a work item
// CHECK: :3: error: {{.*}} in start-I/O routine 'HwStartIo'
// CHECK: :3: error: {{.*}} in build-I/O routine 'HwBuildIo'
// CHECK: :3: error: {{.*}} in timer routine 'HwTimer'
