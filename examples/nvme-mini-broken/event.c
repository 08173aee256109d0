/* event.c - what the interrupt routines note, and how it gets to those who may
 * act on it. */
#include "nvme.h"

/* Posts events, for the DPC; at any level. */
VOID NvmeEventPost(PNVME_DEVICE Dev, LONG Events) {
  InterlockedOr(&Dev->Events, Events);
}

/* At DIRQL: every namespace gets a unit attention. */
static VOID NvmeNamespacesStale(PNVME_DEVICE Dev) {
  PNVME_NAMESPACE Entry = Dev->Namespaces;

  while (Entry != NULL) { /* EXPECT: unbounded-loop */
    Entry->Stale = TRUE;
    Entry = Entry->Next;
  }
}

/* At DIRQL: a free record, or NULL. They were allocated when the adapter was
 * found. */
static PNVME_RECORD NvmeRecordTake(PNVME_DEVICE Dev) {
  PNVME_RECORD Record = NULL;
  ULONG Limit = Dev->RecordLimit;
  ULONG Length = sizeof(Limit);

  StorPortRegistryRead(Dev, NVME_LIMIT, 1, /* EXPECT: irql-too-high */
                       MINIPORT_REG_DWORD, (PUCHAR)&Limit, &Length);
  if (Dev->RecordCount < Limit && Dev->RecordCount < NVME_RECORDS) {
    StorPortAllocatePool(Dev, sizeof(*Record), /* EXPECT: irql-too-high */
                         NVME_TAG, (PVOID *)&Record);
  }
  return Record;
}

/* At DIRQL: the controller has failed. */
VOID NvmeEventFatal(PNVME_DEVICE Dev, ULONG Csts) {
  PNVME_RECORD Record = NvmeRecordTake(Dev);

  if (Record != NULL) {
    Record->Csts = Csts;
    Record->Class = NvmeHealthClass(Dev->Kelvin); /* EXPECT: pageable-code */
    Dev->Latest = Record;
  }
  NvmeNamespacesStale(Dev);
  KeWaitForSingleObject(&Dev->AdminDone, /* EXPECT: blocking-call */
                        Executive, KernelMode, FALSE, NULL);
  NvmeEventPost(Dev, NVME_EVENT_FATAL);
}

/* At DIRQL, for a message: the first one brings the admin queue's results. */
VOID NvmeEventMessage(PNVME_DEVICE Dev, ULONG Message) {
  if (Message == 0) {
    StorPortSetEvent(Dev, &Dev->AdminDone); /* EXPECT: irql-too-high */
  }
}

/* At DISPATCH_LEVEL: has the work item report what was recorded. */
VOID NvmeRecordsReport(PNVME_DEVICE Dev) {
  STOR_LOCK_HANDLE Lock;
  BOOLEAN Recorded;

  StorPortAcquireSpinLock(Dev, InterruptLock, NULL, &Lock);
  Recorded = Dev->Latest != NULL;
  if (Recorded && InterlockedExchange(&Dev->Working, 1) == 0) {
    StorPortQueueWorkItem(Dev, NvmeWork, /* EXPECT: irql-too-high */
                          Dev->Worker, NULL);
  }
  StorPortReleaseSpinLock(Dev, &Lock);
}
