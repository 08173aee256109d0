/* admin.c - commands of the admin queue: those that set the controller up, one
 * after the other, and those that ask how it is. */
#include "nvme.h"

/* A step of the setup: a command, and what its result means. */
typedef struct _NVME_SETUP {
  VOID (*Build)(PNVME_DEVICE Dev, PNVME_ENTRY Entry);
  BOOLEAN (*Taken)(PNVME_DEVICE Dev, const NVME_RESULT *Result);
} NVME_SETUP;

static VOID NvmeIdentifyBuild(PNVME_DEVICE Dev, PNVME_ENTRY Entry) {
  Entry->Opcode = NVME_ADMIN_IDENTIFY;
  Entry->Prp1 = Dev->IdentifyAddress;
  Entry->Dword10 = NVME_IDENTIFY_CONTROLLER;
}

static BOOLEAN NvmeIdentifyTaken(PNVME_DEVICE Dev, const NVME_RESULT *Result) {
  PNVME_IDENTIFY_CONTROLLER_DATA Data = Dev->IdentifyPage;

  UNREFERENCED_PARAMETER(Result);

  RtlCopyMemory(Dev->Serial, Data->Serial, sizeof(Data->Serial));
  RtlCopyMemory(Dev->Model, Data->Model, sizeof(Data->Model));
  RtlCopyMemory(Dev->Firmware, Data->Firmware, sizeof(Data->Firmware));
  Dev->Dataset = (Data->OptionalCommands & NVME_OPTIONAL_DATASET) != 0;
  Dev->Sgl = (Data->SglSupport & NVME_SGL_SUPPORTED) != 0;
  Dev->VolatileCache = Data->VolatileCache & 1;
  Dev->NamespaceCount = Data->Namespaces;
  if (Dev->NamespaceCount > NVME_NAMESPACES) {
    Dev->NamespaceCount = NVME_NAMESPACES;
  }
  Dev->Namespaces = NULL;
  NvmeOpsData(Dev);
  return TRUE;
}

static VOID NvmeCountBuild(PNVME_DEVICE Dev, PNVME_ENTRY Entry) {
  ULONG Count = Dev->QueueCount - 2; /* less the admin queue, less one */

  Entry->Opcode = NVME_ADMIN_SET_FEATURES;
  Entry->Dword10 = NVME_FEATURE_QUEUES;
  Entry->Dword11 = Count | Count << 16;
}

static BOOLEAN NvmeCountTaken(PNVME_DEVICE Dev, const NVME_RESULT *Result) {
  ULONG Submission = (Result->Dword0 & 0xFFFF) + 2;
  ULONG Completion = (Result->Dword0 >> 16) + 2;

  if (Dev->QueueCount > Submission) {
    Dev->QueueCount = Submission;
  }
  if (Dev->QueueCount > Completion) {
    Dev->QueueCount = Completion;
  }
  Dev->SetupIndex = 1;
  return TRUE;
}

static VOID NvmeCompletionBuild(PNVME_DEVICE Dev, PNVME_ENTRY Entry) {
  PNVME_QUEUE Queue = &Dev->Queue[Dev->SetupIndex];

  Entry->Opcode = NVME_ADMIN_CREATE_COMPLETION;
  Entry->Prp1 = Queue->CompletionAddress;
  Entry->Dword10 = (NVME_DEPTH - 1) << 16 | Queue->Id;
  Entry->Dword11 = Queue->Message << 16 | NVME_QUEUE_CONTIGUOUS;
  if (!Dev->DumpMode) {
    Entry->Dword11 |= NVME_QUEUE_INTERRUPTS;
  }
}

static BOOLEAN NvmeCompletionTaken(PNVME_DEVICE Dev,
                                   const NVME_RESULT *Result) {
  UNREFERENCED_PARAMETER(Result);

  if (++Dev->SetupIndex < Dev->QueueCount) {
    return FALSE;
  }
  Dev->SetupIndex = 1;
  return TRUE;
}

static VOID NvmeSubmissionBuild(PNVME_DEVICE Dev, PNVME_ENTRY Entry) {
  PNVME_QUEUE Queue = &Dev->Queue[Dev->SetupIndex];

  Entry->Opcode = NVME_ADMIN_CREATE_SUBMISSION;
  Entry->Prp1 = Queue->SubmissionAddress;
  Entry->Dword10 = (NVME_DEPTH - 1) << 16 | Queue->Id;
  Entry->Dword11 = (ULONG)Queue->Id << 16 | NVME_QUEUE_CONTIGUOUS;
}

static BOOLEAN NvmeSubmissionTaken(PNVME_DEVICE Dev,
                                   const NVME_RESULT *Result) {
  UNREFERENCED_PARAMETER(Result);

  if (++Dev->SetupIndex < Dev->QueueCount) {
    return FALSE;
  }
  Dev->SetupIndex = 0;
  return TRUE;
}

static VOID NvmeNamespaceBuild(PNVME_DEVICE Dev, PNVME_ENTRY Entry) {
  Entry->Opcode = NVME_ADMIN_IDENTIFY;
  Entry->Namespace = Dev->SetupIndex + 1;
  Entry->Prp1 = Dev->IdentifyAddress;
  Entry->Dword10 = NVME_IDENTIFY_NAMESPACE;
}

static BOOLEAN NvmeNamespaceTaken(PNVME_DEVICE Dev, const NVME_RESULT *Result) {
  PNVME_IDENTIFY_NAMESPACE_DATA Data = Dev->IdentifyPage;
  PNVME_NAMESPACE Namespace = &Dev->Namespace[Dev->SetupIndex];

  UNREFERENCED_PARAMETER(Result);

  Namespace->Id = Dev->SetupIndex + 1;
  Namespace->Blocks = Data->Size;
  Namespace->BlockShift = Data->Formats[Data->Format & 0xF].BlockShift;
  Namespace->Present = Data->Size != 0;
  if (Namespace->Present) {
    Namespace->Next = Dev->Namespaces;
    Dev->Namespaces = Namespace;
  }
  return ++Dev->SetupIndex >= Dev->NamespaceCount;
}

static const NVME_SETUP NvmeSetup[] = {
    {NvmeIdentifyBuild, NvmeIdentifyTaken},
    {NvmeCountBuild, NvmeCountTaken},
    {NvmeCompletionBuild, NvmeCompletionTaken},
    {NvmeSubmissionBuild, NvmeSubmissionTaken},
    {NvmeNamespaceBuild, NvmeNamespaceTaken},
};

static VOID NvmeAdminSubmit(PNVME_DEVICE Dev, PNVME_COMMAND Command,
                            NVME_DONE *Done) {
  Command->Srb = NULL;
  Command->Done = Done;
  NvmeQueueSubmit(Dev, &Dev->Queue[0], Command);
}

static VOID NvmeSetupDone(PNVME_DEVICE Dev, PNVME_COMMAND Command,
                          const NVME_RESULT *Result) {
  NVME_STATUS Status;

  UNREFERENCED_PARAMETER(Command);

  Status.AsUshort = Result->Status;
  if (Status.Code != 0 || Status.Type != NVME_TYPE_GENERIC) {
    Dev->State = NvmeStateFailed;
    return;
  }
  if (NvmeSetup[Dev->SetupStep].Taken(Dev, Result)) {
    Dev->SetupStep++;
  }
  NvmeSetupNext(Dev);
}

/* Sends the command of the step that the setup has come to. */
VOID NvmeSetupNext(PNVME_DEVICE Dev) {
  PNVME_COMMAND Command = &Dev->SetupCommand;

  if (Dev->SetupStep >= ARRAYSIZE(NvmeSetup)) {
    Dev->State = NvmeStateRunning;
    return;
  }
  RtlZeroMemory(&Command->Entry, sizeof(Command->Entry));
  NvmeSetup[Dev->SetupStep].Build(Dev, &Command->Entry);
  NvmeAdminSubmit(Dev, Command, NvmeSetupDone);
}

/* The controller has news, which a work item reads from the log. */
static VOID NvmeAsyncDone(PNVME_DEVICE Dev, PNVME_COMMAND Command,
                          const NVME_RESULT *Result) {
  NVME_STATUS Status;

  UNREFERENCED_PARAMETER(Command);

  Status.AsUshort = Result->Status;
  if (Status.Code == 0) {
    NvmeEventPost(Dev, NVME_EVENT_ASYNC);
    NvmeAsyncArm(Dev);
  }
}

/* The controller answers this one when it has something to say. */
VOID NvmeAsyncArm(PNVME_DEVICE Dev) {
  PNVME_COMMAND Command = &Dev->AsyncCommand;

  RtlZeroMemory(&Command->Entry, sizeof(Command->Entry));
  Command->Entry.Opcode = NVME_ADMIN_ASYNC_EVENT;
  NvmeAdminSubmit(Dev, Command, NvmeAsyncDone);
}

static VOID NvmeLogDone(PNVME_DEVICE Dev, PNVME_COMMAND Command,
                        const NVME_RESULT *Result) {
  UNREFERENCED_PARAMETER(Command);
  UNREFERENCED_PARAMETER(Result);

  Dev->LogBusy = FALSE;
  NvmeEventPost(Dev, NVME_EVENT_ADMIN);
}

/* Asks for the health log; FALSE while it is being read. Under the start-I/O
 * lock. */
BOOLEAN NvmeLogSubmit(PNVME_DEVICE Dev) {
  PNVME_ENTRY Entry = &Dev->LogCommand.Entry;

  if (Dev->LogBusy) {
    return FALSE;
  }
  Dev->LogBusy = TRUE;
  RtlZeroMemory(Entry, sizeof(*Entry));
  Entry->Opcode = NVME_ADMIN_GET_LOG_PAGE;
  Entry->Namespace = 0xFFFFFFFF;
  Entry->Prp1 = Dev->LogAddress;
  Entry->Dword10 = (NVME_LOG_BYTES / 4 - 1) << 16 | NVME_LOG_HEALTH;
  NvmeAdminSubmit(Dev, &Dev->LogCommand, NvmeLogDone);
  return TRUE;
}
