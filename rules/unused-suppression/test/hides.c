// What a comment hides is not shown, by any way, for every rule: on the line, the
// line before, at a call of the chain, at the root, in a header.
//
// CLAIM: silent 1
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

#include "inputs/wait.h"

typedef struct {
  ULONG *Registers;
  PSCSI_REQUEST_BLOCK Current;
} DEVICE;

HW_INTERRUPT HwInterrupt;
HW_DPC_ROUTINE HwDpc; // #dpc
// isrlint: allow(blocking-call) nothing else runs when Windows calls it
HW_DPC_ROUTINE HwAllowed;

static VOID Paged(VOID) { PAGED_CODE(); }

static VOID Deep(VOID) {
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

static VOID Poll(DEVICE *Device) {
  // isrlint: allow(unbounded-loop) the device is never removed
  while (!(StorPortReadRegisterUlong(Device, Device->Registers) & 1))
    ;
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Poll(Device);
  StorPortFreePool(Device, Device); // isrlint: allow(irql-too-high) of this version it may be called
  // isrlint: allow(missing-dpc) one request at a time
  StorPortNotification(RequestComplete, Device, Device->Current);
  return TRUE;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  Paged(); // isrlint: allow(pageable-code) its section is locked by hand
  Deep();  // isrlint: allow(blocking-call) the event is signalled
  WaitInHeader();
  WaitInHeaderTold(); // #call
}

VOID HwAllowed(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {

  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

BOOLEAN Start(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) { return TRUE; }

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwInterrupt = HwInterrupt;
  // isrlint: allow(role-not-declared) built with an old header
  Data.HwStartIo = Start;
  return StorPortInitialize(Driver, Path, &Data, NULL);
}
// CHECK: wait.h:10:3: error: call to 'KeWaitForSingleObject' can block
// expected-warning@inputs/wait.h:10 {{can block; reachable from DPC routine 'HwDpc'}}
// expected-note@#call {{'WaitInHeaderTold' is called from 'HwDpc' here}}
// expected-note@#dpc {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
// expected-note@*:* {{wait in a work item}}
