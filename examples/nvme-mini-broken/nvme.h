/* nvme.h - the device extension of the miniport and what its files share.
 *
 * State is guarded by the start-I/O lock, which Storport holds in NvmeStartIo,
 * NvmeResetBus and NvmeWatchdog, and which the DPC, timer and work routines
 * take. What the interrupt routines write is either interlocked or guarded by
 * the interrupt lock, and said to be so. */
#ifndef NVME_H
#define NVME_H

#include "nvmereg.h"

#define NVME_TAG 'emvN'
#define NVME_QUEUES 5      /* the admin queue and four for I/O */
#define NVME_DUMP_QUEUES 2 /* what 32 KB hold */
#define NVME_DEPTH 64      /* entries of each queue: a page of them */
#define NVME_NAMESPACES 8
#define NVME_RECORDS 16
#define NVME_PAGE 4096
#define NVME_TRANSFER (64 * 1024)
#define NVME_SEGMENTS (NVME_TRANSFER / NVME_PAGE + 1)
#define NVME_LIST 512 /* bytes: a list of pages or segments */
#define NVME_RANGES (NVME_LIST / sizeof(NVME_RANGE))
#define NVME_NO_SLOT 0xFFFF
#define NVME_GONE 0xFFFFFFFF /* what a removed device reads as */

#define NVME_MASK_TURNS 10
#define NVME_SHUTDOWN_TURNS 200
#define NVME_DUMP_TURNS 2000
#define NVME_POLL_TURNS 1000
#define NVME_STEP_US 500
#define NVME_RECOVER_US 10000
#define NVME_RECOVER_TURNS 3000
#define NVME_WATCHDOG_US 1000000

/* Pages of DMA memory: two for each queue, one to identify, one for the log. */
#define NVME_PAGES(Queues) (2 * (Queues) + 2)
#define NVME_DUMP_BYTES ((NVME_PAGES(NVME_DUMP_QUEUES) + 1) * NVME_PAGE)
#define NVME_LOG_BYTES 512

/* A value in the registry: how many failures are recorded at a time. */
#define NVME_LIMIT ((PUCHAR) "RecordLimit")

/* NVME_DEVICE.Events */
#define NVME_EVENT_FATAL 0x1
#define NVME_EVENT_ADMIN 0x2
#define NVME_EVENT_ASYNC 0x4

/* Makes a posted write arrive before the next step: a read pushes it. */
#define NVME_SETTLE(Dev)                                                       \
  ((VOID)StorPortWaitForSingleObject((Dev), &(Dev)->AdminDone, FALSE, NULL))

typedef struct _NVME_DEVICE NVME_DEVICE, *PNVME_DEVICE;
typedef struct _NVME_QUEUE NVME_QUEUE, *PNVME_QUEUE;
typedef struct _NVME_COMMAND NVME_COMMAND, *PNVME_COMMAND;
typedef struct _NVME_REQUEST NVME_REQUEST, *PNVME_REQUEST;

/* Takes the result of a command; at DIRQL when the system writes a dump. */
typedef VOID NVME_DONE(PNVME_DEVICE Dev, PNVME_COMMAND Command,
                       const NVME_RESULT *Result);

/* Called for each queue, up to DIRQL. */
typedef VOID NVME_PER_QUEUE(PNVME_DEVICE Dev, PNVME_QUEUE Queue, PVOID Context);

typedef enum _NVME_STATE {
  NvmeStateOff,
  NvmeStateDisabling,
  NvmeStateEnabling,
  NvmeStateSetup,
  NvmeStateRunning,
  NvmeStateFailed
} NVME_STATE;

/* What differs between controllers and ways to interrupt. */
typedef struct _NVME_OPS {
  VOID (*Quiet)(PNVME_DEVICE Dev, ULONG Message);
  VOID (*Unquiet)(PNVME_DEVICE Dev, ULONG Message);
  VOID (*Describe)(PNVME_DEVICE Dev, PNVME_REQUEST Request,
                   PSTOR_SCATTER_GATHER_LIST List);
} NVME_OPS;

struct _NVME_COMMAND {
  NVME_ENTRY Entry;
  NVME_DONE *Done;
  PSCSI_REQUEST_BLOCK Srb; /* NULL: the driver's own command */
  PNVME_COMMAND Next;      /* on the waiting list */
};

/* The extension of a request. */
struct _NVME_REQUEST {
  NVME_COMMAND Command;
  UCHAR Space[2 * NVME_LIST]; /* holds one aligned list, in one page */
};

struct _NVME_QUEUE {
  PNVME_ENTRY Submission;
  volatile NVME_RESULT *Completion;
  ULONG64 SubmissionAddress;
  ULONG64 CompletionAddress;
  USHORT Id;
  USHORT Tail;
  USHORT Head;
  USHORT Phase; /* of entries that are new */
  ULONG Message;
  PNVME_QUEUE Next; /* that interrupts by the same message */
  PNVME_COMMAND Slot[NVME_DEPTH];
};

typedef struct _NVME_NAMESPACE {
  struct _NVME_NAMESPACE *Next;
  ULONG64 Blocks;
  ULONG Id;
  UCHAR BlockShift;
  BOOLEAN Present;
  BOOLEAN Stale; /* its next command gets a unit attention */
} NVME_NAMESPACE, *PNVME_NAMESPACE;

/* What the interrupt routines tell the work item of; interrupt lock. */
typedef struct _NVME_RECORD {
  ULONG Csts;
  ULONG Class;
} NVME_RECORD, *PNVME_RECORD;

struct _NVME_DEVICE {
  PNVME_REGISTERS Registers;
  NVME_OPS Ops;
  NVME_STATE State;
  BOOLEAN DumpMode;
  BOOLEAN LogBusy;
  UCHAR DoorbellStride;
  UCHAR TimeoutUnits; /* of 500 ms */
  ULONG Messages;     /* 0: the interrupt line */
  ULONG QueueCount;
  ULONG QueueNext;
  ULONG NamespaceCount;
  ULONG SetupStep;
  ULONG SetupIndex;
  ULONG RecoverTurns;
  ULONG HealthClass;
  ULONG Kelvin;
  ULONG RecordLimit;
  ULONG RecordCount;     /* interrupt lock */
  volatile LONG Events;  /* interlocked */
  volatile LONG Ready;   /* queues to drain; interlocked */
  volatile LONG Working; /* the work item is queued; interlocked */
  STOR_DPC Dpc;
  STOR_EVENT AdminDone;
  PVOID Worker;
  PVOID Timer;
  PNVME_RECORD Record; /* NULL when the system writes a dump */
  PNVME_RECORD Latest; /* not reported yet, or NULL; interrupt lock */
  PUCHAR Memory;
  PHYSICAL_ADDRESS MemoryAddress;
  PVOID IdentifyPage;
  ULONG64 IdentifyAddress;
  volatile NVME_HEALTH *LogPage;
  ULONG64 LogAddress;
  BOOLEAN Dataset;
  BOOLEAN Sgl;
  UCHAR VolatileCache;
  CHAR Serial[21];
  CHAR Model[41];
  CHAR Firmware[9];
  NVME_COMMAND SetupCommand;
  NVME_COMMAND AsyncCommand;
  NVME_COMMAND LogCommand;
  PNVME_COMMAND Waiting;
  PNVME_COMMAND WaitingLast;
  PNVME_QUEUE MessageQueue[NVME_QUEUES];
  NVME_QUEUE Queue[NVME_QUEUES];
  PNVME_NAMESPACE Namespaces;
  NVME_NAMESPACE Namespace[NVME_NAMESPACES];
};

/* entry.c */
HW_PASSIVE_INITIALIZE_ROUTINE NvmePassiveInitialize;

/* isr.c */
HW_INTERRUPT NvmeInterrupt;
BOOLEAN NvmeMsiInterrupt(PVOID DeviceExtension, ULONG MessageId);
HW_DPC_ROUTINE NvmeDpc;

/* ops.c */
VOID NvmeOpsInterrupts(PNVME_DEVICE Dev);
VOID NvmeOpsData(PNVME_DEVICE Dev);

/* queue.c */
VOID NvmeQueuesLay(PNVME_DEVICE Dev);
VOID NvmeQueuesShare(PNVME_DEVICE Dev);
VOID NvmeForEachQueue(PNVME_DEVICE Dev, NVME_PER_QUEUE *Call, PVOID Context);
NVME_PER_QUEUE NvmeQueueProbe;
NVME_PER_QUEUE NvmeQueueForget;
ULONG NvmeQueuesOfMessage(PNVME_DEVICE Dev, ULONG Message);
BOOLEAN NvmeQueueSubmit(PNVME_DEVICE Dev, PNVME_QUEUE Queue,
                        PNVME_COMMAND Command);
ULONG NvmeQueueDrain(PNVME_DEVICE Dev, PNVME_QUEUE Queue);
VOID NvmeQueueFail(PNVME_DEVICE Dev, PNVME_QUEUE Queue, UCHAR SrbStatus);
VOID NvmeWaitingAdd(PNVME_DEVICE Dev, PNVME_COMMAND Command);
VOID NvmeWaitingStart(PNVME_DEVICE Dev);
VOID NvmeWaitingFail(PNVME_DEVICE Dev, UCHAR SrbStatus);

/* control.c */
BOOLEAN NvmeControllerFailed(PNVME_DEVICE Dev);
VOID NvmeControllerDisable(PNVME_DEVICE Dev);
VOID NvmeControllerShutdown(PNVME_DEVICE Dev);
NVME_STATE NvmeBringUpStep(PNVME_DEVICE Dev);
BOOLEAN NvmeBringUpPolled(PNVME_DEVICE Dev);
VOID NvmeStart(PNVME_DEVICE Dev);

/* admin.c */
VOID NvmeSetupNext(PNVME_DEVICE Dev);
VOID NvmeAsyncArm(PNVME_DEVICE Dev);
BOOLEAN NvmeLogSubmit(PNVME_DEVICE Dev);

/* event.c */
VOID NvmeEventPost(PNVME_DEVICE Dev, LONG Events);
VOID NvmeEventFatal(PNVME_DEVICE Dev, ULONG Csts);
VOID NvmeEventMessage(PNVME_DEVICE Dev, ULONG Message);
VOID NvmeRecordsReport(PNVME_DEVICE Dev);

/* io.c */
HW_BUILDIO NvmeBuildIo;
HW_STARTIO NvmeStartIo;
VOID NvmeComplete(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb, UCHAR SrbStatus);
NVME_DONE NvmeIoDone;
VOID NvmePrpDescribe(PNVME_DEVICE Dev, PNVME_REQUEST Request,
                     PSTOR_SCATTER_GATHER_LIST List);
VOID NvmeSglDescribe(PNVME_DEVICE Dev, PNVME_REQUEST Request,
                     PSTOR_SCATTER_GATHER_LIST List);
PVOID NvmeRequestList(PNVME_REQUEST Request);
ULONG64 NvmeRequestListAddress(PNVME_DEVICE Dev, PNVME_REQUEST Request);

/* scsi.c */
PNVME_NAMESPACE NvmeNamespaceFind(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb);
BOOLEAN NvmeScsiBuild(PNVME_DEVICE Dev, PNVME_REQUEST Request);
UCHAR NvmeScsiInline(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb,
                     PNVME_NAMESPACE Namespace);
UCHAR NvmeScsiAttention(PSCSI_REQUEST_BLOCK Srb);
UCHAR NvmeScsiStatus(PSCSI_REQUEST_BLOCK Srb, NVME_STATUS Status);

/* recover.c */
HW_RESET_BUS NvmeResetBus;
HW_TIMER NvmeWatchdog;
HW_TIMER_EX NvmeRecoverTimer;
HW_ADAPTER_CONTROL NvmeAdapterControl;
HW_UNIT_CONTROL NvmeUnitControl;
VOID NvmeRecover(PNVME_DEVICE Dev, UCHAR SrbStatus);

/* work.c */
HW_WORKITEM NvmeWork;
VOID NvmeOptionsRead(PNVME_DEVICE Dev);
VOID NvmeIdentityTrim(PNVME_DEVICE Dev);
ULONG NvmeHealthClass(ULONG Kelvin);

#endif /* NVME_H */
