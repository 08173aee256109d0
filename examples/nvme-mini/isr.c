/* isr.c - the interrupt routines, and the DPC that does their work. */
#include "nvme.h"

/* Leaves the queues that have something to the DPC. */
static VOID NvmeDefer(PNVME_DEVICE Dev, ULONG Ready) {
  InterlockedOr(&Dev->Ready, (LONG)Ready);
  StorPortIssueDpc(Dev, &Dev->Dpc, NULL, NULL);
}

/* At DIRQL, by the interrupt line, which others may share. No register says
 * who interrupts, so the completion queues are looked at. */
BOOLEAN NvmeInterrupt(PVOID DeviceExtension) {
  PNVME_DEVICE Dev = DeviceExtension;
  ULONG Ready = 0;

  if (Dev->State != NvmeStateRunning || Dev->DumpMode) {
    return FALSE;
  }
  NvmeForEachQueue(Dev, NvmeQueueProbe, &Ready);
  if (Ready == 0 && !NvmeControllerFailed(Dev)) {
    return FALSE;
  }
  Dev->Ops.Quiet(Dev, 0);
  NvmeDefer(Dev, Ready);
  return TRUE;
}

/* At DIRQL, by a message, which is ours alone. */
BOOLEAN NvmeMsiInterrupt(PVOID DeviceExtension, ULONG MessageId) {
  PNVME_DEVICE Dev = DeviceExtension;

  if (Dev->State != NvmeStateRunning || MessageId >= NVME_QUEUES) {
    return FALSE;
  }
  Dev->Ops.Quiet(Dev, MessageId);
  NvmeEventMessage(Dev, MessageId);
  NvmeDefer(Dev, NvmeQueuesOfMessage(Dev, MessageId));
  return TRUE;
}

/* Drains the queues in a bit mask; TRUE when one of them had something. */
static BOOLEAN NvmeDrain(PNVME_DEVICE Dev, ULONG Ready) {
  ULONG Count = 0;
  ULONG Index;

  for (Index = 0; Index < Dev->QueueCount; Index++) {
    if ((Ready & (1UL << Index)) != 0) {
      Count += NvmeQueueDrain(Dev, &Dev->Queue[Index]);
    }
  }
  return Count != 0;
}

/* Lets the interrupts of the drained queues come again. */
static VOID NvmeUnquiet(PNVME_DEVICE Dev, ULONG Ready) {
  ULONG Index;

  for (Index = 0; Index < Dev->QueueCount; Index++) {
    if ((Ready & (1UL << Index)) != 0) {
      Dev->Ops.Unquiet(Dev, Dev->Queue[Index].Message);
    }
  }
}

/* Acts on what the interrupt routines and the commands have posted. */
static VOID NvmeEventsHandle(PNVME_DEVICE Dev, LONG Events) {
  if ((Events & NVME_EVENT_FATAL) != 0) {
    NvmeRecover(Dev, SRB_STATUS_BUS_RESET);
  }
  if ((Events & NVME_EVENT_ADMIN) != 0) {
    StorPortSetEvent(Dev, &Dev->AdminDone);
  }
  if ((Events & NVME_EVENT_ASYNC) != 0 &&
      InterlockedExchange(&Dev->Working, 1) == 0) {
    StorPortQueueWorkItem(Dev, NvmeWork, Dev->Worker, NULL);
  }
}

/* At DISPATCH_LEVEL: completes what the controller has finished. */
VOID NvmeDpc(PSTOR_DPC Dpc, PVOID HwDeviceExtension, PVOID SystemArgument1,
             PVOID SystemArgument2) {
  PNVME_DEVICE Dev = HwDeviceExtension;
  STOR_LOCK_HANDLE Lock;
  ULONG Ready;

  UNREFERENCED_PARAMETER(Dpc);
  UNREFERENCED_PARAMETER(SystemArgument1);
  UNREFERENCED_PARAMETER(SystemArgument2);

  StorPortAcquireSpinLock(Dev, StartIoLock, NULL, &Lock);
  Ready = (ULONG)InterlockedExchange(&Dev->Ready, 0);
  if (Dev->State == NvmeStateRunning) {
    if (NvmeDrain(Dev, Ready)) {
      NvmeWaitingStart(Dev);
    }
    NvmeEventsHandle(Dev, InterlockedExchange(&Dev->Events, 0));
  }
  if (Dev->State == NvmeStateRunning) {
    NvmeUnquiet(Dev, Dev->Messages == 0 ? 1 : Ready);
  }
  StorPortReleaseSpinLock(Dev, &Lock);
  NvmeRecordsReport(Dev);
}
