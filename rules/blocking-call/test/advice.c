// A DPC routine may not wait either, so the advice sends the wait on to a work
// item; following it leaves nothing to report.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef struct {
  KEVENT Idle;
  STOR_DPC Dpc;
  PVOID Worker;
} DEVICE;

HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_DPC_ROUTINE HwDpc;
HW_WORKITEM WaitUntilIdle;
// expected-note@*:* {{'irql-too-high' holds too}}
// expected-note@*:* {{queue the DPC and wait in a work item that 'HwDpc' queues}}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  KeWaitForSingleObject(&Device->Idle, Executive, KernelMode, FALSE, NULL); // expected-warning {{can block in interrupt routine 'HwInterrupt' (DIRQL)}}
  StorPortIssueDpc(Device, &Device->Dpc, NULL, NULL);
  return TRUE;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  DEVICE *Device = Extension;
  StorPortQueueWorkItem(Device, WaitUntilIdle, Device->Worker, NULL);
}

VOID WaitUntilIdle(PVOID Extension, PVOID Context, PVOID Worker) {
  DEVICE *Device = Extension;
  KeWaitForSingleObject(&Device->Idle, Executive, KernelMode, FALSE, NULL);
}

// CHECK: :3: error: call to 'KeWaitForSingleObject' can block
// CHECK: note: queue the DPC and wait in a work item that 'HwDpc' queues
