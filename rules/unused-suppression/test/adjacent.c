// Two findings on lines that follow each other, each with its comment: each
// comment hides the finding of its own line.
//
// RULES: blocking-call,unused-suppression
// WAYS: facts object
// RUN: %one-unit %s | FileCheck %s --allow-empty --implicit-check-not=unused-suppression

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle, Done;

HW_DPC_ROUTINE HwDpc;

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); // isrlint: allow(blocking-call) it is idle
  KeWaitForSingleObject(&Done, Executive, KernelMode, FALSE, NULL); // isrlint: allow(blocking-call) it is done
}
