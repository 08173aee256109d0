// A DPC is queued on some way, itself or in a function or through a pointer; a
// timer request is none.
//
// CLAIM: fires 1
// CLAIM: silent 1
// RULES: missing-dpc
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef struct _DEVICE {
  PSCSI_REQUEST_BLOCK Current;
  STOR_DPC Dpc;
  KDPC KernelDpc;
  PDEVICE_OBJECT Object;
  VOID (*Later)(struct _DEVICE *);
  BOOLEAN Rare;
} DEVICE;

HW_INTERRUPT HwInterrupt, Storport, Kernel, Device, Function, Pointer, Rarely; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_INTERRUPT Timer, OtherPointer; // expected-note {{'OtherPointer' is declared 'HW_INTERRUPT' here}} expected-note {{'Timer' is declared 'HW_INTERRUPT' here}}
HW_DPC_ROUTINE HwDpc;
HW_TIMER HwTimer;

static VOID Finish(DEVICE *Extension) {
  StorPortNotification(RequestComplete, Extension, Extension->Current);
}

static VOID Queue(DEVICE *Extension) {
  StorPortIssueDpc(Extension, &Extension->Dpc, NULL, NULL);
}

static VOID Nothing(DEVICE *Extension) { Extension->Rare = TRUE; }

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {}
VOID HwTimer(PVOID Extension) {}

BOOLEAN HwInterrupt(PVOID Extension) {
  StorPortNotification(RequestComplete, Extension, NULL); // expected-warning {{'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'HwInterrupt' (DIRQL)}}
  return TRUE;
}

BOOLEAN Storport(PVOID Extension) {
  DEVICE *This = Extension;
  Finish(This);
  StorPortIssueDpc(This, &This->Dpc, NULL, NULL);
  return TRUE;
}

BOOLEAN Kernel(PVOID Extension) {
  DEVICE *This = Extension;
  Finish(This);
  KeInsertQueueDpc(&This->KernelDpc, NULL, NULL);
  return TRUE;
}

BOOLEAN Device(PVOID Extension) {
  DEVICE *This = Extension;
  Finish(This);
  IoRequestDpc(This->Object, NULL, NULL);
  return TRUE;
}

BOOLEAN Function(PVOID Extension) {
  Finish(Extension);
  Queue(Extension);
  return TRUE;
}

BOOLEAN Pointer(PVOID Extension) {
  DEVICE *This = Extension;
  This->Later = Queue;
  Finish(This);
  This->Later(This);
  return TRUE;
}

BOOLEAN OtherPointer(PVOID Extension) {
  VOID (*Later)(DEVICE *) = Nothing;
  StorPortNotification(RequestComplete, Extension, NULL); // expected-warning {{'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'OtherPointer' (DIRQL)}}
  Later(Extension);
  return TRUE;
}

BOOLEAN Rarely(PVOID Extension) {
  DEVICE *This = Extension;
  if (This->Rare)
    Queue(This);
  else
    Finish(This);
  return TRUE;
}

BOOLEAN Timer(PVOID Extension) {
  StorPortNotification(RequestComplete, Extension, NULL); // expected-warning {{'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'Timer' (DIRQL)}}
  StorPortNotification(RequestTimerCall, Extension, HwTimer, 1000);
  return TRUE;
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {.HwInterrupt = HwInterrupt};
  return StorPortInitialize(Driver, Path, &Data, NULL);
}
// expected-note@*:* 3 {{save what the device said, queue the DPC, and do the rest in 'HwDpc'}}

// CHECK: :3: warning: 'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'HwInterrupt' (DIRQL) [isrlint-missing-dpc]
// CHECK: :3: warning: 'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'OtherPointer' (DIRQL) [isrlint-missing-dpc]
// CHECK: :3: warning: 'StorPortNotification' completes a request at DIRQL, and no DPC is queued in interrupt routine 'Timer' (DIRQL) [isrlint-missing-dpc]
