// Functions that only the dump mode, or a constant, chooses are not reached in
// normal work.
//
// CLAIM: fires 5
// CLAIM: silent 5
// RULES: blocking-call
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef struct {
  VOID (*Step)(VOID);
} OPS;

typedef struct {
  VOID (*Branch)(VOID);
  VOID (*Choice)(VOID);
  VOID (*Open)(VOID);
  const OPS *Ops;
} DEVICE;

static KEVENT Idle;

HW_INTERRUPT HwInterrupt; // expected-note 3 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_FIND_ADAPTER HwFindAdapter;

static VOID Slow(VOID) { KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); }
static VOID SlowBranch(VOID) { KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); } // expected-warning {{call to 'KeWaitForSingleObject' can block}}
static VOID SlowOpen(VOID) { KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); } // expected-warning {{call to 'KeWaitForSingleObject' can block}}
static VOID SlowShared(VOID) { KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL); } // expected-warning {{call to 'KeWaitForSingleObject' can block}}
static VOID Quick(VOID) {}

static const OPS DumpOps = {Slow}, DumpOpsToo = {Slow}, NormalOps = {Quick};
static const OPS SharedOps = {SlowShared}; // expected-note {{'SlowShared' is stored in 'OPS.Step' here}}

static BOOLEAN OnMessage(PVOID Extension, ULONG Number) {
  Slow();
  return TRUE;
}

#define DEBUG_OPS 0

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  VOID (*Local)(VOID) = DEBUG_OPS ? Slow : Quick;
  Device->Branch(); // expected-note {{'SlowBranch' is called through 'DEVICE.Branch' from 'HwInterrupt' here}}
  Device->Choice();
  Device->Open(); // expected-note {{'SlowOpen' is called through 'DEVICE.Open' from 'HwInterrupt' here}}
  Device->Ops->Step(); // expected-note {{'SlowShared' is called through 'OPS.Step' from 'HwInterrupt' here}}
  Local();
  return TRUE;
}

ULONG HwFindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Configuration, PUCHAR Again) {
  DEVICE *Device = Extension;
  if (Configuration->DumpMode) {
    Device->Branch = Slow;
    Configuration->HwMSInterruptRoutine = OnMessage;
  } else {
    Device->Branch = SlowBranch; // expected-note {{'SlowBranch' is stored in 'DEVICE.Branch' here}}
  }
  Device->Choice = Configuration->DumpMode ? Slow : Quick;
  Device->Open = Context ? SlowOpen : Quick; // expected-note {{'SlowOpen' is stored in 'DEVICE.Open' here}}
  Device->Ops = Configuration->DumpMode ? &DumpOps : &NormalOps;
  Device->Ops = !Configuration->DumpMode ? &NormalOps : &DumpOpsToo;
  Device->Ops = Configuration->DumpMode ? &SharedOps : &NormalOps;
  Device->Ops = Context ? &SharedOps : &NormalOps;
  return SP_RETURN_FOUND;
}
// expected-note@*:* 3 {{wait in a work item: no DPC routine was found}}

// CHECK: :32: error: call to 'KeWaitForSingleObject' can block
// CHECK: :30: error: call to 'KeWaitForSingleObject' can block
// CHECK: :32: error: call to 'KeWaitForSingleObject' can block
