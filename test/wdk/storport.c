// RUN: %clang_kernel -Wall -Wextra -Werror -fsyntax-only %s
// RUN: %clang_kernel -fsyntax-only -Xclang -ast-dump -Xclang -ast-dump-filter=StorPort %s | FileCheck %s

// Storport's routines are prototypes without bodies: no statement, and no
// inline function.
// CHECK: FunctionDecl {{.*}} StorPortIssueDpc
// CHECK-NOT: CompoundStmt
// CHECK-NOT: inline
#include <ntddscsi.h>
#include <ntddstor.h>
#include <srbhelper.h>
#include <storport.h>

typedef struct _EXTENSION {
  STOR_DPC Dpc;
  STOR_EVENT Event;
  PVOID Timer;
  PVOID Worker;
  PULONG Register;
} EXTENSION, *PEXTENSION;

HW_DPC_ROUTINE Deferred;
HW_TIMER_EX TimerEx;
HW_WORKITEM Work;
STOR_SYNCHRONIZED_ACCESS Synchronized;
STOR_THREAD_START_ROUTINE Thread;
HW_STATE_CHANGE StateChange;
HW_PASSIVE_INITIALIZE_ROUTINE Passive;

VOID Use(PEXTENSION Extension, PSTORAGE_REQUEST_BLOCK Srb) {
  STOR_LOCK_HANDLE Lock;
  STOR_ADDR_BTL8 Address = {STOR_ADDRESS_TYPE_BTL8, 0, 4, 0, 0, 0, 0};
  PERF_CONFIGURATION_DATA Perf = {STOR_PERF_VERSION, sizeof(Perf),
                                  STOR_PERF_DPC_REDIRECTION, 0, 0, 0, 0, 0,
                                  NULL};
  STOR_LOG_EVENT_DETAILS Details = {0};
  LARGE_INTEGER Counter;
  ULONG OldIrql;
  ULONG Length = sizeof(Address);
  PVOID Buffer;
  PVOID Context;

  StorPortEnablePassiveInitialization(Extension, Passive);
  StorPortInitializeDpc(Extension, &Extension->Dpc, Deferred);
  StorPortIssueDpc(Extension, &Extension->Dpc, NULL, Srb);
  StorPortAcquireSpinLock(Extension, DpcLock, &Extension->Dpc, &Lock);
  StorPortReleaseSpinLock(Extension, &Lock);
  StorPortAcquireMSISpinLock(Extension, 1, &OldIrql);
  StorPortReleaseMSISpinLock(Extension, 1, OldIrql);
  StorPortSynchronizeAccess(Extension, Synchronized, NULL);
  StorPortNotification(RequestComplete, Extension, Srb);
  StorPortNotification(IssueDpc, Extension, &Extension->Dpc, NULL, NULL, NULL);
  StorPortInitializePerfOpts(Extension, FALSE, &Perf);
  StorPortInitializeTimer(Extension, &Extension->Timer);
  StorPortRequestTimer(Extension, Extension->Timer, TimerEx, NULL, 1000, 0);
  StorPortInitializeWorker(Extension, &Extension->Worker);
  StorPortQueueWorkItem(Extension, Work, Extension->Worker, NULL);
  StorPortCreateSystemThread(Extension, Thread, Extension, NULL, &Context);
  StorPortStateChangeDetected(Extension, STATE_CHANGE_LUN,
                              (PSTOR_ADDRESS)&Address, 0, StateChange, NULL);
  StorPortAllocatePool(Extension, 64, 'tniT', &Buffer);
  StorPortFreePool(Extension, Buffer);
  StorPortRegistryReadAdapterKey(Extension, (PUCHAR) "a", (PUCHAR) "b",
                                 MINIPORT_REG_BINARY, &Buffer, &Length);
  StorPortWaitForSingleObject(Extension, &Extension->Event, FALSE, NULL);
  Details.InterfaceRevision = STOR_CURRENT_LOG_INTERFACE_REVISION;
  StorPortLogSystemEvent(Extension, &Details, &Length);
  StorPortQueryPerformanceCounter(Extension, NULL, &Counter);
  StorPortWriteRegisterUlong(
      Extension, Extension->Register,
      StorPortReadRegisterUlong(Extension, Extension->Register));
  StorPortEtwEvent2(Extension, NULL, 1, L"event", 0,
                    StorportEtwLevelInformational, StorportEtwEventOpcodeInfo,
                    (PSCSI_REQUEST_BLOCK)Srb, L"a", 1, L"b", 2);
  StorPortDebugPrint(1, "%u %lu\n", SrbGetPathId(Srb), SrbGetSrbFlags(Srb));
  if (SrbGetCdb(Srb)->CDB10.OperationCode == SCSIOP_READ) {
    SrbSetSrbStatus(Srb, SRB_STATUS_SUCCESS);
  }
}
