/* work.c - what needs PASSIVE_LEVEL: the registry, the health log, the event
 * log; and code that is paged because only such work needs it. */
#include "nvme.h"

#ifdef ALLOC_PRAGMA
#pragma alloc_text(PAGE, NvmeIdentityTrim)
#endif

/* Cuts the blanks off the end of a text. */
static VOID NvmeTextTrim(PCHAR Text, ULONG Length) {
  while (Length > 0 && (Text[Length - 1] == ' ' || Text[Length - 1] == 0)) {
    Text[--Length] = 0;
  }
}

/* Paged: needed once, when the controller has been set up. */
VOID NvmeIdentityTrim(PNVME_DEVICE Dev) {
  NvmeTextTrim(Dev->Serial, sizeof(Dev->Serial));
  NvmeTextTrim(Dev->Model, sizeof(Dev->Model));
  NvmeTextTrim(Dev->Firmware, sizeof(Dev->Firmware));
}

/* Paged: how warm it is; 0 is well, 1 warm, 2 hot. */
ULONG NvmeHealthClass(ULONG Kelvin) {
  PAGED_CODE();

  if (Kelvin < 343) {
    return 0;
  }
  return Kelvin < 358 ? 1 : 2;
}

/* At PASSIVE_LEVEL: reads what the user may set. */
VOID NvmeOptionsRead(PNVME_DEVICE Dev) {
  ULONG Length = sizeof(ULONG);
  PUCHAR Buffer = StorPortAllocateRegistryBuffer(Dev, &Length);

  if (Buffer == NULL) {
    return;
  }
  if (StorPortRegistryRead(Dev, NVME_LIMIT, 1, MINIPORT_REG_DWORD, Buffer,
                           &Length)) {
    Dev->RecordLimit = *(PULONG)Buffer;
  }
  StorPortFreeRegistryBuffer(Dev, Buffer);
}

/* Reads the health log; the DPC says when the controller has answered. */
static VOID NvmeHealthRead(PNVME_DEVICE Dev) {
  STOR_LOCK_HANDLE Lock;
  LARGE_INTEGER Timeout;
  BOOLEAN Sent;
  ULONG Turns;

  StorPortAcquireSpinLock(Dev, StartIoLock, NULL, &Lock);
  Sent = Dev->State == NvmeStateRunning && NvmeLogSubmit(Dev);
  StorPortReleaseSpinLock(Dev, &Lock);
  if (!Sent) {
    return;
  }
  Timeout.QuadPart = -1000000; /* a tenth of a second */
  for (Turns = 0; Turns < 10 && Dev->LogBusy; Turns++) {
    StorPortWaitForSingleObject(Dev, &Dev->AdminDone, FALSE, &Timeout);
  }
  if (!Dev->LogBusy) {
    Dev->Kelvin = Dev->LogPage->Temperature[0];
    Dev->Kelvin |= (ULONG)Dev->LogPage->Temperature[1] << 8;
    Dev->HealthClass = NvmeHealthClass(Dev->Kelvin);
  }
}

static VOID NvmeRecordsLog(PNVME_DEVICE Dev) {
  STOR_LOG_EVENT_DETAILS Details;
  STOR_LOCK_HANDLE Lock;
  ULONG Size = 0;
  ULONG Csts = 0;
  ULONG Class = 0;

  StorPortAcquireSpinLock(Dev, InterruptLock, NULL, &Lock);
  if (Dev->Latest != NULL) {
    Csts = Dev->Latest->Csts;
    Class = Dev->Latest->Class;
    Dev->Latest = NULL;
    Dev->RecordCount = 0;
  }
  StorPortReleaseSpinLock(Dev, &Lock);
  if (Csts == 0) {
    return;
  }
  RtlZeroMemory(&Details, sizeof(Details));
  Details.InterfaceRevision = STOR_CURRENT_LOG_INTERFACE_REVISION;
  Details.Size = sizeof(Details);
  Details.EventAssociation = StorEventAdapterAssociation;
  Details.StorportSpecificErrorCode = TRUE;
  Details.ErrorCode = SP_INTERNAL_ADAPTER_ERROR;
  Details.UniqueId = Class;
  Details.DumpDataSize = sizeof(Csts);
  Details.DumpData = &Csts;
  StorPortLogSystemEvent(Dev, &Details, &Size);
}

/* At PASSIVE_LEVEL: queued by the DPC, one at a time. */
VOID NvmeWork(PVOID HwDeviceExtension, PVOID Context, PVOID Worker) {
  PNVME_DEVICE Dev = HwDeviceExtension;

  UNREFERENCED_PARAMETER(Context);
  UNREFERENCED_PARAMETER(Worker);

  InterlockedExchange(&Dev->Working, 0);
  NvmeOptionsRead(Dev);
  NvmeRecordsLog(Dev);
  NvmeHealthRead(Dev);
}
