// Under the Interrupt lock a loop runs at DIRQL, wherever it began; beside it,
// it does not.
//
// CLAIM: fires 1, 3
// CLAIM: silent 3
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  ULONG *Registers;
  LIST_ENTRY Active;
} DEVICE;

HW_STARTIO HwStartIo; // expected-note 2 {{'HwStartIo' is declared 'HW_STARTIO' here}}

static VOID Held(DEVICE *Device) {
  while (!(StorPortReadRegisterUlong(Device, Device->Registers) & 1)) // expected-warning {{loop waits for the device without a bound; reachable from start-I/O routine 'HwStartIo' (DISPATCH_LEVEL) with the Interrupt lock held (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    ;
}

static VOID NotHeld(DEVICE *Device) {
  while (!(StorPortReadRegisterUlong(Device, Device->Registers) & 1))
    ;
}

static VOID OtherLock(DEVICE *Device) {
  while (!(StorPortReadRegisterUlong(Device, Device->Registers) & 1))
    ;
}

BOOLEAN HwStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  DEVICE *Device = Extension;
  STOR_LOCK_HANDLE Handle;
  LIST_ENTRY *e;
  for (e = Device->Active.Flink; e != &Device->Active; e = e->Flink)
    StorPortWriteRegisterUlong(Device, Device->Registers, 1);
  StorPortAcquireSpinLock(Device, StartIoLock, NULL, &Handle);
  OtherLock(Device);
  StorPortReleaseSpinLock(Device, &Handle);
  StorPortAcquireSpinLock(Device, InterruptLock, NULL, &Handle); // expected-note 2 {{the Interrupt lock is taken here}}
  Held(Device); // expected-note {{'Held' is called from 'HwStartIo' here}}
  for (e = Device->Active.Flink; e != &Device->Active; e = e->Flink) // expected-warning {{loop is bounded only by the data that it follows in start-I/O routine 'HwStartIo' (DISPATCH_LEVEL) with the Interrupt lock held (DIRQL)}} expected-note {{this exit depends on 'LIST_ENTRY.Flink', memory that the loop walks through}}
    StorPortWriteRegisterUlong(Device, Device->Registers, 2);
  StorPortReleaseSpinLock(Device, &Handle);
  NotHeld(Device);
  return TRUE;
}
// expected-note@*:* 2 {{count the turns, and end at a limit}}

// CHECK: :3: error: loop waits for the device without a bound; reachable from start-I/O routine 'HwStartIo' (DISPATCH_LEVEL) with the Interrupt lock held (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: warning: loop is bounded only by the data that it follows in start-I/O routine 'HwStartIo' (DISPATCH_LEVEL) with the Interrupt lock held (DIRQL) [isrlint-unbounded-loop]
