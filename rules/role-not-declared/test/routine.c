// A routine that is handed to the port driver or the kernel.
//
// CLAIM: fires 2
// CLAIM: silent 1
// RULES: role-not-declared
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef struct {
  STOR_DPC Dpc, OtherDpc;
  KDPC KernelDpc, OtherKernelDpc;
  PVOID Worker;
} DEVICE;

VOID Dpc(PSTOR_DPC StorDpc, PVOID Extension, PVOID One, PVOID Two) {}

HW_DPC_ROUTINE DeclaredDpc;
VOID DeclaredDpc(PSTOR_DPC StorDpc, PVOID Extension, PVOID One, PVOID Two) {}

VOID Timer(PVOID Extension) {}

HW_TIMER DeclaredTimer;
VOID DeclaredTimer(PVOID Extension) {}

static VOID Deferred(PKDPC KernelDpc, PVOID Extension, PVOID One, PVOID Two) {}

static KDEFERRED_ROUTINE DeclaredDeferred;
static VOID DeclaredDeferred(PKDPC KernelDpc, PVOID Extension, PVOID One,
                             PVOID Two) {}

VOID Work(PVOID Extension, PVOID Context, PVOID Worker) {}

HW_WORKITEM DeclaredWork;
VOID DeclaredWork(PVOID Extension, PVOID Context, PVOID Worker) {}

HW_PASSIVE_INITIALIZE_ROUTINE Passive;
BOOLEAN Passive(PVOID Extension) {
  DEVICE *Device = Extension;
  StorPortInitializeDpc(Device, &Device->Dpc, Dpc); // expected-warning {{DPC routine 'Dpc' is registered here, and no declaration gives it the role type 'HW_DPC_ROUTINE'}}
  StorPortInitializeDpc(Device, &Device->OtherDpc, DeclaredDpc);
  StorPortNotification(RequestTimerCall, Device, Timer, 1000); // expected-warning {{timer routine 'Timer' is registered here, and no declaration gives it the role type 'HW_TIMER'}}
  StorPortNotification(RequestTimerCall, Device, DeclaredTimer, 1000);
  KeInitializeDpc(&Device->KernelDpc, Deferred, Device); // expected-warning {{DPC routine 'Deferred' is registered here, and no declaration gives it the role type 'KDEFERRED_ROUTINE'}}
  KeInitializeDpc(&Device->OtherKernelDpc, DeclaredDeferred, Device);
  StorPortQueueWorkItem(Device, Work, Device->Worker, NULL); // expected-warning {{work-item routine 'Work' is registered here, and no declaration gives it the role type 'HW_WORKITEM'}}
  StorPortQueueWorkItem(Device, DeclaredWork, Device->Worker, NULL);
  return TRUE;
}
// expected-note@*:* {{declare it before its definition: 'HW_DPC_ROUTINE Dpc;'}}
// expected-note@*:* {{declare it before its definition: 'HW_TIMER Timer;'}}
// expected-note@*:* {{declare it before its definition: 'KDEFERRED_ROUTINE Deferred;'}}
// expected-note@*:* {{declare it before its definition: 'HW_WORKITEM Work;'}}

// CHECK: :3: warning: DPC routine 'Dpc' is registered here, and no declaration gives it the role type 'HW_DPC_ROUTINE' [isrlint-role-not-declared]
// CHECK: :3: warning: timer routine 'Timer' is registered here, and no declaration gives it the role type 'HW_TIMER' [isrlint-role-not-declared]
// CHECK: :3: warning: DPC routine 'Deferred' is registered here, and no declaration gives it the role type 'KDEFERRED_ROUTINE' [isrlint-role-not-declared]
// CHECK: :3: warning: work-item routine 'Work' is registered here, and no declaration gives it the role type 'HW_WORKITEM' [isrlint-role-not-declared]
