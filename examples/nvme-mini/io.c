/* io.c - requests: built, started, described to the controller, completed. */
#include "nvme.h"

/* A part of the extension that is aligned to its size, so that it lies in one
 * page. */
PVOID NvmeRequestList(PNVME_REQUEST Request) {
  ULONG_PTR Space = (ULONG_PTR)Request->Space;

  return (PVOID)((Space + NVME_LIST - 1) & ~(ULONG_PTR)(NVME_LIST - 1));
}

ULONG64 NvmeRequestListAddress(PNVME_DEVICE Dev, PNVME_REQUEST Request) {
  STOR_PHYSICAL_ADDRESS Address;
  ULONG Length = 0;

  Address = StorPortGetPhysicalAddress(Dev, Request->Command.Srb,
                                       NvmeRequestList(Request), &Length);
  return (ULONG64)Address.QuadPart;
}

/* Puts the pages of one element behind those in the list; how many there are
 * then. */
static ULONG NvmePrpAdd(PULONG64 Page, ULONG Count,
                        const STOR_SCATTER_GATHER_ELEMENT *Element) {
  ULONG64 Address = (ULONG64)Element->PhysicalAddress.QuadPart;
  ULONG Left = Element->Length;
  ULONG Step;

  while (Left != 0 && Count < NVME_SEGMENTS) {
    Page[Count++] = Address;
    Step = NVME_PAGE - (ULONG)(Address & (NVME_PAGE - 1));
    if (Step > Left) {
      Step = Left;
    }
    Address += Step;
    Left -= Step;
  }
  return Count;
}

/* Describes the data by its pages. */
VOID NvmePrpDescribe(PNVME_DEVICE Dev, PNVME_REQUEST Request,
                     PSTOR_SCATTER_GATHER_LIST List) {
  PNVME_ENTRY Entry = &Request->Command.Entry;
  PULONG64 Page = NvmeRequestList(Request);
  ULONG Count = 0;
  ULONG Index;

  for (Index = 0; Index < List->NumberOfElements; Index++) {
    Count = NvmePrpAdd(Page, Count, &List->List[Index]);
  }
  Entry->DataKind = NVME_DATA_PRP;
  Entry->Prp1 = Count > 0 ? Page[0] : 0;
  if (Count == 2) {
    Entry->Prp2 = Page[1];
  } else if (Count > 2) {
    Entry->Prp2 = NvmeRequestListAddress(Dev, Request) + sizeof(Page[0]);
  }
}

static VOID NvmeSglSet(PNVME_SGL Sgl, ULONG64 Address, ULONG Length,
                       UCHAR Kind) {
  RtlZeroMemory(Sgl, sizeof(*Sgl));
  Sgl->Address = Address;
  Sgl->Length = Length;
  Sgl->Kind = Kind;
}

/* Describes the data by its segments. */
VOID NvmeSglDescribe(PNVME_DEVICE Dev, PNVME_REQUEST Request,
                     PSTOR_SCATTER_GATHER_LIST List) {
  PNVME_ENTRY Entry = &Request->Command.Entry;
  PNVME_SGL Sgl = NvmeRequestList(Request);
  ULONG Index;

  Entry->DataKind = NVME_DATA_SGL;
  for (Index = 0; Index < NVME_SEGMENTS && Index < List->NumberOfElements;
       Index++) {
    NvmeSglSet(&Sgl[Index], (ULONG64)List->List[Index].PhysicalAddress.QuadPart,
               List->List[Index].Length, NVME_SGL_DATA);
  }
  if (Index == 1) {
    Entry->Sgl = Sgl[0];
  } else {
    NvmeSglSet(&Entry->Sgl, NvmeRequestListAddress(Dev, Request),
               Index * sizeof(NVME_SGL), NVME_SGL_LAST_SEGMENT);
  }
}

VOID NvmeComplete(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus) {
  Srb->SrbStatus = SrbStatus;
  StorPortNotification(RequestComplete, Dev, Srb);
}

/* The controller has finished a request. */
VOID NvmeIoDone(PNVME_DEVICE Dev, PNVME_COMMAND Command,
                const NVME_RESULT *Result) {
  NVME_STATUS Status;

  Status.AsUshort = Result->Status;
  if (Command->Srb != NULL) {
    NvmeComplete(Dev, Command->Srb, NvmeScsiStatus(Command->Srb, Status));
  }
}

/* At DISPATCH_LEVEL, without a lock: builds what needs no shared state. */
BOOLEAN NvmeBuildIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb) {
  PNVME_DEVICE Dev = DeviceExtension;
  PNVME_REQUEST Request = Srb->SrbExtension;

  RtlZeroMemory(&Request->Command, sizeof(Request->Command));
  Request->Command.Srb = Srb;
  Request->Command.Done = NvmeIoDone;
  if (Srb->Function == SRB_FUNCTION_EXECUTE_SCSI &&
      !NvmeScsiBuild(Dev, Request)) {
    NvmeComplete(Dev, Srb, SRB_STATUS_INVALID_REQUEST);
    return FALSE;
  }
  return TRUE;
}

/* The I/O queue whose turn it is. */
static PNVME_QUEUE NvmeQueuePick(PNVME_DEVICE Dev) {
  if (++Dev->QueueNext >= Dev->QueueCount) {
    Dev->QueueNext = 1;
  }
  return &Dev->Queue[Dev->QueueNext];
}

/* When the system writes a dump nothing interrupts: looks until it is done. */
static VOID NvmePoll(PNVME_DEVICE Dev, PNVME_QUEUE Queue) {
  ULONG Turns;

  for (Turns = 0; Turns < NVME_POLL_TURNS; Turns++) {
    if (NvmeQueueDrain(Dev, Queue) != 0) {
      break;
    }
    StorPortStallExecution(100);
  }
}

static VOID NvmeIoStart(PNVME_DEVICE Dev, PNVME_COMMAND Command) {
  PNVME_QUEUE Queue = NvmeQueuePick(Dev);

  if (!NvmeQueueSubmit(Dev, Queue, Command)) {
    NvmeWaitingAdd(Dev, Command);
  } else if (Dev->DumpMode) {
    NvmePoll(Dev, Queue);
  }
}

/* Flushes the unit of a request, if it has anything to flush. */
static VOID NvmeFlushStart(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb) {
  PNVME_REQUEST Request = Srb->SrbExtension;
  PNVME_NAMESPACE Namespace = NvmeNamespaceFind(Dev, Srb);

  if (Namespace == NULL || Dev->VolatileCache == 0) {
    NvmeComplete(Dev, Srb, SRB_STATUS_SUCCESS);
    return;
  }
  Request->Command.Entry.Opcode = NVME_IO_FLUSH;
  Request->Command.Entry.Namespace = Namespace->Id;
  NvmeIoStart(Dev, &Request->Command);
}

static VOID NvmeScsiStart(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb) {
  PNVME_REQUEST Request = Srb->SrbExtension;
  PNVME_NAMESPACE Namespace = NvmeNamespaceFind(Dev, Srb);

  if (Namespace == NULL) {
    NvmeComplete(Dev, Srb, SRB_STATUS_NO_DEVICE);
    return;
  }
  switch (Srb->Cdb[0]) {
  case SCSIOP_READ:
  case SCSIOP_READ16:
  case SCSIOP_WRITE:
  case SCSIOP_WRITE16:
  case SCSIOP_UNMAP:
    if (Namespace->Stale) {
      Namespace->Stale = FALSE;
      NvmeComplete(Dev, Srb, NvmeScsiAttention(Srb));
    } else {
      NvmeIoStart(Dev, &Request->Command);
    }
    break;
  case SCSIOP_SYNCHRONIZE_CACHE:
  case SCSIOP_SYNCHRONIZE_CACHE16:
    NvmeFlushStart(Dev, Srb);
    break;
  default:
    NvmeComplete(Dev, Srb, NvmeScsiInline(Dev, Srb, Namespace));
    break;
  }
}

/* At DISPATCH_LEVEL, under the start-I/O lock. */
BOOLEAN NvmeStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb) {
  PNVME_DEVICE Dev = DeviceExtension;

  if (Dev->State != NvmeStateRunning) {
    NvmeComplete(Dev, Srb,
                 Dev->State == NvmeStateFailed ? SRB_STATUS_NO_HBA
                                               : SRB_STATUS_BUSY);
    return TRUE;
  }
  switch (Srb->Function) {
  case SRB_FUNCTION_EXECUTE_SCSI:
    NvmeScsiStart(Dev, Srb);
    break;
  case SRB_FUNCTION_FLUSH:
  case SRB_FUNCTION_SHUTDOWN:
    NvmeFlushStart(Dev, Srb);
    break;
  case SRB_FUNCTION_RESET_BUS:
  case SRB_FUNCTION_RESET_DEVICE:
  case SRB_FUNCTION_RESET_LOGICAL_UNIT:
    NvmeRecover(Dev, SRB_STATUS_BUS_RESET);
    NvmeComplete(Dev, Srb, SRB_STATUS_SUCCESS);
    break;
  default:
    NvmeComplete(Dev, Srb, SRB_STATUS_INVALID_REQUEST);
    break;
  }
  return TRUE;
}
