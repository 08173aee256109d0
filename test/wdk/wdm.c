// RUN: %clang_kernel -Wall -Wextra -Werror -fsyntax-only %s
// RUN: %clang_kernel -fsyntax-only -Xclang -ast-dump -Xclang -ast-dump-filter=Start %s | FileCheck %s

// The kernel routines that drivers use most, with the types they have.
#ifndef ALLOC_PRAGMA
#error "driver code asks for it before it names its sections"
#endif
#include <ntddk.h>

typedef struct _DEVICE {
  LIST_ENTRY Queue;
  SLIST_HEADER Free;
  KSPIN_LOCK Lock;
  EX_SPIN_LOCK Shared;
  KEVENT Event;
  KDPC Dpc;
  volatile LONG Count;
  PULONG Register;
  PVOID Buffer;
} DEVICE, *PDEVICE;

typedef struct _ENTRY {
  LIST_ENTRY Link;
  SLIST_ENTRY Single;
  ULONG Value;
} ENTRY, *PENTRY;

KDEFERRED_ROUTINE Deferred;
NTSTATUS Start(PDEVICE Device);

// CHECK: FunctionDecl {{.*}} Start 'NTSTATUS (PDEVICE)'
// CHECK: CompoundStmt
// CHECK: SectionAttr {{.*}} "PAGE"
#pragma alloc_text(PAGE, Start)

NTSTATUS Start(PDEVICE Device) {
  PAGED_CODE();
  InitializeListHead(&Device->Queue);
  ExInitializeSListHead(&Device->Free);
  KeInitializeSpinLock(&Device->Lock);
  KeInitializeEvent(&Device->Event, NotificationEvent, FALSE);
  KeInitializeDpc(&Device->Dpc, Deferred, Device);
  Device->Buffer = ExAllocatePool2(POOL_FLAG_NON_PAGED, 4096, 'tniT');
  return Device->Buffer != NULL ? STATUS_SUCCESS
                                : STATUS_INSUFFICIENT_RESOURCES;
}

static NTSTATUS Wait(PDEVICE Device, PLARGE_INTEGER Timeout) {
  KeClearEvent(&Device->Event);
  return KeWaitForSingleObject(&Device->Event, Executive, KernelMode, FALSE,
                               Timeout);
}

VOID Deferred(PKDPC Dpc, PVOID Context, PVOID Argument1, PVOID Argument2) {
  PDEVICE Device = Context;
  PLIST_ENTRY Link;
  PENTRY Entry = NULL;
  KIRQL Irql;

  UNREFERENCED_PARAMETER(Dpc);
  UNREFERENCED_PARAMETER(Argument1);
  UNREFERENCED_PARAMETER(Argument2);

  KeAcquireSpinLock(&Device->Lock, &Irql);
  if (!IsListEmpty(&Device->Queue)) {
    Link = RemoveHeadList(&Device->Queue);
    Entry = CONTAINING_RECORD(Link, ENTRY, Link);
  }
  KeReleaseSpinLock(&Device->Lock, Irql);

  KeAcquireSpinLockAtDpcLevel(&Device->Lock);
  if (Entry != NULL) {
    InsertTailList(&Device->Queue, &Entry->Link);
    RemoveEntryList(&Entry->Link);
    InsertHeadList(&Device->Queue, &Entry->Link);
    ExInterlockedPushEntrySList(&Device->Free, &Entry->Single, &Device->Lock);
  }
  KeReleaseSpinLockFromDpcLevel(&Device->Lock);

  Irql = ExAcquireSpinLockExclusive(&Device->Shared);
  ExReleaseSpinLockExclusive(&Device->Shared, Irql);
  KeSetEvent(&Device->Event, IO_NO_INCREMENT, FALSE);
}

static ULONG Poll(PDEVICE Device) {
  ULONG64 Wide = 0;
  ULONG Value = READ_REGISTER_ULONG(Device->Register);
  ULONG Copy[4] = {Value};
  LARGE_INTEGER Time;
  KIRQL Irql;

  KeStallExecutionProcessor(10);
  WRITE_REGISTER_ULONG(Device->Register, Value | 1);
  READ_REGISTER_BUFFER_ULONG(Device->Register, Copy, 4);
  Wide = READ_REGISTER_ULONG64(&Wide);
  RtlCopyMemory(Device->Buffer, Copy, sizeof(Copy));
  RtlMoveMemory(Device->Buffer, Copy, sizeof(Copy));
  RtlZeroMemory(Copy, sizeof(Copy));

  InterlockedIncrement(&Device->Count);
  InterlockedDecrement(&Device->Count);
  InterlockedExchange(&Device->Count, 3);
  InterlockedExchangeAdd(&Device->Count, 3);
  InterlockedCompareExchange(&Device->Count, 1, 0);
  InterlockedOr(&Device->Count, 4);
  InterlockedAnd(&Device->Count, ~4);
  InterlockedExchangePointer(&Device->Buffer, NULL);
  KeMemoryBarrier();

  KeRaiseIrql(DISPATCH_LEVEL, &Irql);
  KeLowerIrql(Irql);
  KeQuerySystemTimePrecise(&Time);
  DbgPrint("%lu %d\n", Value, (int)KeGetCurrentIrql());
  if (KeGetCurrentIrql() > DISPATCH_LEVEL) {
    KeInsertQueueDpc(&Device->Dpc, NULL, NULL);
  }
  return ReadULongNoFence(Device->Register) + (ULONG)Wide + Time.LowPart;
}

static LONG Guarded(PLONG Where) {
  __try {
    return *Where;
  } __except (EXCEPTION_EXECUTE_HANDLER) {
    return 0;
  }
}

ULONG Use(PDEVICE Device) {
  LONG Value = 1;

  if (NT_SUCCESS(Start(Device)) && Wait(Device, NULL) == STATUS_SUCCESS) {
    ExFreePoolWithTag(Device->Buffer, 'tniT');
  }
  return Poll(Device) + (ULONG)Guarded(&Value);
}
