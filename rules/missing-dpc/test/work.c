// Each kind of work that belongs in a DPC routine; what is none, and copies up
// to 256 bytes, may stay.
//
// CLAIM: fires 1
// CLAIM: silent 5
// RULES: missing-dpc
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  ULONG *Registers;
  PSCSI_REQUEST_BLOCK Current;
  ULONG Size;
  UCHAR Here[512], There[512];
} DEVICE;

HW_INTERRUPT HwInterrupt, Completes, Logs, Prints, Pauses, Copies, CopiesUnknown, Moves; // expected-note {{'Completes' is declared 'HW_INTERRUPT' here}} expected-note {{'Logs' is declared 'HW_INTERRUPT' here}} expected-note {{'Prints' is declared 'HW_INTERRUPT' here}} expected-note {{'Pauses' is declared 'HW_INTERRUPT' here}} expected-note {{'Copies' is declared 'HW_INTERRUPT' here}} expected-note {{'CopiesUnknown' is declared 'HW_INTERRUPT' here}} expected-note {{'Moves' is declared 'HW_INTERRUPT' here}}
HW_INTERRUPT Reads, ReadsLess, CopiesLess, CopiesFew, MovesLess, Quiet; // expected-note {{'Reads' is declared 'HW_INTERRUPT' here}}
HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message; // expected-note {{'Message' is declared 'HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE' here}}

BOOLEAN Completes(PVOID Extension) {
  DEVICE *Device = Extension;
  StorPortNotification(RequestComplete, Device, Device->Current); // expected-warning {{'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'Completes' (DIRQL)}}
  return TRUE;
}

BOOLEAN Quiet(PVOID Extension) {
  DEVICE *Device = Extension;
  StorPortNotification(ResetDetected, Device);
  StorPortWriteRegisterUlong(Device, Device->Registers, 1);
  return TRUE;
}

BOOLEAN Logs(PVOID Extension) {
  DEVICE *Device = Extension;
  StorPortLogError(Device, NULL, 0, 0, 0, SP_INTERNAL_ADAPTER_ERROR, 1); // expected-warning {{'StorPortLogError' logs at DIRQL, and no DPC is queued in interrupt routine 'Logs' (DIRQL)}}
  return TRUE;
}

// Slow where a debugger listens: it can wait as well.
BOOLEAN Prints(PVOID Extension) {
  StorPortDebugPrint(0, "interrupt of %p", Extension); // expected-warning {{'StorPortDebugPrint' logs at DIRQL, and no DPC is queued in interrupt routine 'Prints' (DIRQL)}}
  return TRUE;
}

BOOLEAN Pauses(PVOID Extension) {
  StorPortPauseDevice(Extension, 0, 0, 0, 10); // expected-warning {{'StorPortPauseDevice' changes the queues of the port driver at DIRQL, and no DPC is queued in interrupt routine 'Pauses' (DIRQL)}}
  return TRUE;
}

BOOLEAN Copies(PVOID Extension) {
  DEVICE *Device = Extension;
  RtlCopyMemory(Device->Here, Device->There, 257); // expected-warning {{'RtlCopyMemory' copies memory at DIRQL, and no DPC is queued in interrupt routine 'Copies' (DIRQL)}}
  return TRUE;
}

BOOLEAN CopiesLess(PVOID Extension) {
  DEVICE *Device = Extension;
  RtlCopyMemory(Device->Here, Device->There, 256);
  return TRUE;
}

BOOLEAN CopiesUnknown(PVOID Extension) {
  DEVICE *Device = Extension;
  RtlCopyMemory(Device->Here, Device->There, Device->Size); // expected-warning {{'RtlCopyMemory' copies memory at DIRQL, and no DPC is queued in interrupt routine 'CopiesUnknown' (DIRQL)}}
  return TRUE;
}

// Never more than a byte can count, or one of two constants.
BOOLEAN CopiesFew(PVOID Extension) {
  DEVICE *Device = Extension;
  UCHAR Few = Device->Here[3];
  RtlCopyMemory(Device->Here, Device->There, Few);
  RtlCopyMemory(Device->Here, Device->There, Device->Size & 0xFF);
  RtlCopyMemory(Device->Here, Device->There, Device->Size ? 16 : 32);
  return TRUE;
}

BOOLEAN Moves(PVOID Extension) {
  DEVICE *Device = Extension;
  ULONG Size = 300;
  StorPortMoveMemory(Device->Here, Device->There, Size); // expected-warning {{'StorPortMoveMemory' copies memory at DIRQL, and no DPC is queued in interrupt routine 'Moves' (DIRQL)}}
  return TRUE;
}

BOOLEAN MovesLess(PVOID Extension) {
  DEVICE *Device = Extension;
  ULONG Size = sizeof(SCSI_REQUEST_BLOCK);
  StorPortMoveMemory(Device->Here, Device->There, Size);
  return TRUE;
}

BOOLEAN Reads(PVOID Extension) {
  DEVICE *Device = Extension;
  StorPortReadRegisterBufferUlong( // expected-warning {{'StorPortReadRegisterBufferUlong' copies memory at DIRQL, and no DPC is queued in interrupt routine 'Reads' (DIRQL)}}
      Device, Device->Registers, (PULONG)Device->Here, 65);
  return TRUE;
}

BOOLEAN ReadsLess(PVOID Extension) {
  DEVICE *Device = Extension;
  StorPortReadRegisterBufferUlong(Device, Device->Registers,
                                  (PULONG)Device->Here, 64);
  return TRUE;
}

static VOID Log(DEVICE *Device) {
  StorPortLogError(Device, NULL, 0, 0, 0, SP_INTERNAL_ADAPTER_ERROR, 2); // expected-note {{'StorPortLogError' logs here too}}
}

static VOID Finish(DEVICE *Device) {
  StorPortNotification(RequestComplete, Device, Device->Current); // expected-note {{'StorPortNotification' completes a request here too}}
}

// Told once, at the first work on the way.
BOOLEAN Message(PVOID Extension, ULONG Number) {
  Quiet(Extension);
  StorPortPauseDevice(Extension, 0, 0, 0, 10); // expected-warning {{'StorPortPauseDevice' changes the queues of the port driver at DIRQL, and no DPC is queued in message interrupt routine 'Message' (DIRQL)}}
  Finish(Extension);
  Log(Extension);
  return TRUE;
}

BOOLEAN HwInterrupt(PVOID Extension) { return TRUE; }

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {.HwInterrupt = HwInterrupt};
  return StorPortInitialize(Driver, Path, &Data, NULL);
}
// expected-note@*:* 9 {{the driver has no DPC routine: initialize a DPC, queue it from the interrupt routine, and do the rest there}}

// CHECK: :3: warning: 'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'Completes' (DIRQL) [isrlint-missing-dpc]
// CHECK: :3: warning: 'StorPortLogError' logs at DIRQL, and no DPC is queued in interrupt routine 'Logs' (DIRQL) [isrlint-missing-dpc]
// CHECK: :3: warning: 'StorPortDebugPrint' logs at DIRQL
// CHECK: :3: warning: 'StorPortPauseDevice' changes the queues of the port driver at DIRQL, and no DPC is queued in interrupt routine 'Pauses' (DIRQL) [isrlint-missing-dpc]
// CHECK: :3: warning: 'RtlCopyMemory' copies memory at DIRQL, and no DPC is queued in interrupt routine 'Copies' (DIRQL) [isrlint-missing-dpc]
// CHECK: :3: warning: 'RtlCopyMemory' copies memory at DIRQL, and no DPC is queued in interrupt routine 'CopiesUnknown' (DIRQL) [isrlint-missing-dpc]
// CHECK: :3: warning: 'StorPortMoveMemory' copies memory at DIRQL, and no DPC is queued in interrupt routine 'Moves' (DIRQL) [isrlint-missing-dpc]
// CHECK: :3: warning: 'StorPortReadRegisterBufferUlong' copies memory at DIRQL, and no DPC is queued in interrupt routine 'Reads' (DIRQL) [isrlint-missing-dpc]
// CHECK: :3: warning: 'StorPortPauseDevice' changes the queues of the port driver at DIRQL, and no DPC is queued in message interrupt routine 'Message' (DIRQL) [isrlint-missing-dpc]
