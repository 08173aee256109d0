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
  ULONG Turns;

  for (Turns = 0; Entry != NULL && Turns < NVME_NAMESPACES; Turns++) {
    Entry->Stale = TRUE;
    Entry = Entry->Next;
  }
}

/* At DIRQL: a free record, or NULL. They were allocated when the adapter was
 * found. */
static PNVME_RECORD NvmeRecordTake(PNVME_DEVICE Dev) {
  PNVME_RECORD Record = NULL;
  ULONG Limit = Dev->RecordLimit;

  if (Dev->RecordCount < Limit && Dev->RecordCount < NVME_RECORDS) {
    Record = &Dev->Record[Dev->RecordCount++];
  }
  return Record;
}

/* At DIRQL: the controller has failed. */
VOID NvmeEventFatal(PNVME_DEVICE Dev, ULONG Csts) {
  PNVME_RECORD Record = NvmeRecordTake(Dev);

  if (Record != NULL) {
    Record->Csts = Csts;
    Record->Class = Dev->HealthClass;
    Dev->Latest = Record;
  }
  NvmeNamespacesStale(Dev);
  NvmeEventPost(Dev, NVME_EVENT_FATAL);
}

/* At DIRQL, for a message: the first one brings the admin queue's results. */
VOID NvmeEventMessage(PNVME_DEVICE Dev, ULONG Message) {
  if (Message == 0) {
    NvmeEventPost(Dev, NVME_EVENT_ADMIN);
  }
}

/* At DISPATCH_LEVEL: has the work item report what was recorded. */
VOID NvmeRecordsReport(PNVME_DEVICE Dev) {
  STOR_LOCK_HANDLE Lock;
  BOOLEAN Recorded;

  StorPortAcquireSpinLock(Dev, InterruptLock, NULL, &Lock);
  Recorded = Dev->Latest != NULL;
  StorPortReleaseSpinLock(Dev, &Lock);
  if (Recorded && InterlockedExchange(&Dev->Working, 1) == 0) {
    StorPortQueueWorkItem(Dev, NvmeWork, Dev->Worker, NULL);
  }
}
