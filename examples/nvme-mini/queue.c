/* queue.c - submission and completion queues. */
#include "nvme.h"

/* Gives the queues their memory: a page of entries, a page of results. */
VOID NvmeQueuesLay(PNVME_DEVICE Dev) {
  ULONG64 Address = (ULONG64)Dev->MemoryAddress.QuadPart;
  PUCHAR Page = Dev->Memory;
  PNVME_QUEUE Queue;
  ULONG Index;

  for (Index = 0; Index < Dev->QueueCount; Index++) {
    Queue = &Dev->Queue[Index];
    Queue->Id = (USHORT)Index;
    Queue->Submission = (PNVME_ENTRY)Page;
    Queue->SubmissionAddress = Address;
    Queue->Completion = (volatile NVME_RESULT *)(Page + NVME_PAGE);
    Queue->CompletionAddress = Address + NVME_PAGE;
    Page += 2 * NVME_PAGE;
    Address += 2 * NVME_PAGE;
  }
  Dev->IdentifyPage = Page;
  Dev->IdentifyAddress = Address;
  Dev->LogPage = (volatile NVME_HEALTH *)(Page + NVME_PAGE);
  Dev->LogAddress = Address + NVME_PAGE;
}

/* Spreads the queues over the messages; at DIRQL. */
VOID NvmeQueuesShare(PNVME_DEVICE Dev) {
  PNVME_QUEUE Queue;
  ULONG Index;

  for (Index = 0; Index < NVME_QUEUES; Index++) {
    Dev->MessageQueue[Index] = NULL;
  }
  for (Index = 0; Index < NVME_QUEUES; Index++) {
    Queue = &Dev->Queue[Index];
    Queue->Message = Dev->Messages == 0 ? 0 : Index % Dev->Messages;
    Queue->Next = Dev->MessageQueue[Queue->Message];
    Dev->MessageQueue[Queue->Message] = Queue;
  }
}

VOID NvmeForEachQueue(PNVME_DEVICE Dev, NVME_PER_QUEUE *Call, PVOID Context) {
  ULONG Index;

  for (Index = 0; Index < NVME_QUEUES; Index++) {
    if (Index < Dev->QueueCount) {
      Call(Dev, &Dev->Queue[Index], Context);
    }
  }
}

/* TRUE when the controller has written the entry at the head. */
static BOOLEAN NvmeQueueIsReady(PNVME_QUEUE Queue) {
  NVME_STATUS Status;

  Status.AsUshort = Queue->Completion[Queue->Head].Status;
  return Status.Phase == Queue->Phase;
}

/* Sets the queue's bit in the mask at Context when it has something new. */
VOID NvmeQueueProbe(PNVME_DEVICE Dev, PNVME_QUEUE Queue, PVOID Context) {
  PULONG Ready = Context;

  UNREFERENCED_PARAMETER(Dev);

  if (NvmeQueueIsReady(Queue)) {
    *Ready |= 1UL << Queue->Id;
  }
}

/* Empties the rings, as the controller does when it is disabled. */
VOID NvmeQueueForget(PNVME_DEVICE Dev, PNVME_QUEUE Queue, PVOID Context) {
  ULONG Index;

  UNREFERENCED_PARAMETER(Dev);
  UNREFERENCED_PARAMETER(Context);

  Queue->Tail = 0;
  Queue->Head = 0;
  Queue->Phase = 1;
  for (Index = 0; Index < NVME_DEPTH; Index++) {
    Queue->Completion[Index].Status = 0; /* the other phase */
  }
}

/* The bits of a queue and of those behind it that share its message. */
static ULONG NvmeBits(PNVME_QUEUE Queue, ULONG Depth) {
  PNVME_QUEUE Next = Queue->Next;
  ULONG Bits = 1UL << Queue->Id;

  return Next && Depth < NVME_QUEUES ? Bits | NvmeBits(Next, Depth + 1) : Bits;
}

/* The bits of the queues that interrupt by a message. */
ULONG NvmeQueuesOfMessage(PNVME_DEVICE Dev, ULONG Message) {
  PNVME_QUEUE Queue = Dev->MessageQueue[Message];

  return Queue != NULL ? NvmeBits(Queue, 0) : 0;
}

static VOID NvmeQueueRing(PNVME_DEVICE Dev, PNVME_QUEUE Queue, ULONG Side,
                          USHORT Value) {
  ULONG Index = (2UL * Queue->Id + Side) << Dev->DoorbellStride;

  StorPortWriteRegisterUlong(Dev, &Dev->Registers->Doorbell[Index], Value);
}

/* Keeps a command under an identifier. One slot stays free, so that the tail
 * never meets the head. */
static USHORT NvmeSlotTake(PNVME_QUEUE Queue, PNVME_COMMAND Command) {
  USHORT Slot;

  for (Slot = 0; Slot < NVME_DEPTH - 1; Slot++) {
    if (Queue->Slot[Slot] == NULL) {
      Queue->Slot[Slot] = Command;
      return Slot;
    }
  }
  return NVME_NO_SLOT;
}

/* The command of an identifier, which is free from then on. */
static PNVME_COMMAND NvmeSlotGive(PNVME_QUEUE Queue, USHORT Slot) {
  PNVME_COMMAND Command;

  if (Slot >= NVME_DEPTH) {
    return NULL;
  }
  Command = Queue->Slot[Slot];
  Queue->Slot[Slot] = NULL;
  return Command;
}

/* Hands a command to the controller; FALSE when the queue is full. */
BOOLEAN NvmeQueueSubmit(PNVME_DEVICE Dev, PNVME_QUEUE Queue,
                        PNVME_COMMAND Command) {
  USHORT Slot = NvmeSlotTake(Queue, Command);

  if (Slot == NVME_NO_SLOT) {
    return FALSE;
  }
  Command->Entry.CommandId = Slot;
  RtlCopyMemory(&Queue->Submission[Queue->Tail], &Command->Entry,
                sizeof(NVME_ENTRY));
  Queue->Tail = (USHORT)((Queue->Tail + 1) % NVME_DEPTH);
  KeMemoryBarrier();
  NvmeQueueRing(Dev, Queue, 0, Queue->Tail);
  return TRUE;
}

/* Takes the entry at the head; FALSE when there is none. */
static BOOLEAN NvmeQueueTake(PNVME_QUEUE Queue, PNVME_RESULT Result) {
  volatile NVME_RESULT *Entry = &Queue->Completion[Queue->Head];

  if (!NvmeQueueIsReady(Queue)) {
    return FALSE;
  }
  KeMemoryBarrier();
  Result->Dword0 = Entry->Dword0;
  Result->CommandId = Entry->CommandId;
  Result->Status = Entry->Status;
  if (++Queue->Head == NVME_DEPTH) {
    Queue->Head = 0;
    Queue->Phase ^= 1;
  }
  return TRUE;
}

/* Takes what the controller has finished, at most one ring of it; up to DIRQL.
 * The number of entries taken. */
ULONG NvmeQueueDrain(PNVME_DEVICE Dev, PNVME_QUEUE Queue) {
  NVME_RESULT Result;
  PNVME_COMMAND Command;
  ULONG Count;

  for (Count = 0; Count < NVME_DEPTH; Count++) {
    if (!NvmeQueueTake(Queue, &Result)) {
      break;
    }
    Command = NvmeSlotGive(Queue, Result.CommandId);
    if (Command != NULL) {
      Command->Done(Dev, Command, &Result);
    }
  }
  if (Count != 0) {
    NvmeQueueRing(Dev, Queue, 1, Queue->Head);
  }
  return Count;
}

/* Completes what the controller has forgotten. */
VOID NvmeQueueFail(PNVME_DEVICE Dev, PNVME_QUEUE Queue, UCHAR SrbStatus) {
  PNVME_COMMAND Command;
  USHORT Slot;

  for (Slot = 0; Slot < NVME_DEPTH; Slot++) {
    Command = NvmeSlotGive(Queue, Slot);
    if (Command != NULL && Command->Srb != NULL) {
      NvmeComplete(Dev, Command->Srb, SrbStatus);
    }
  }
}

/* Keeps a command for which there is no slot. */
VOID NvmeWaitingAdd(PNVME_DEVICE Dev, PNVME_COMMAND Command) {
  Command->Next = NULL;
  if (Dev->Waiting == NULL) {
    Dev->Waiting = Command;
  } else {
    Dev->WaitingLast->Next = Command;
  }
  Dev->WaitingLast = Command;
}

static PNVME_COMMAND NvmeWaitingTake(PNVME_DEVICE Dev) {
  PNVME_COMMAND Command = Dev->Waiting;

  if (Command != NULL) {
    Dev->Waiting = Command->Next;
  }
  return Command;
}

/* At DISPATCH_LEVEL: starts what waits, as far as there are slots. */
VOID NvmeWaitingStart(PNVME_DEVICE Dev) {
  PNVME_QUEUE Queue = &Dev->Queue[1];

  while (Dev->Waiting != NULL) {
    if (!NvmeQueueSubmit(Dev, Queue, Dev->Waiting)) {
      break;
    }
    NvmeWaitingTake(Dev);
  }
}

/* At DISPATCH_LEVEL. */
VOID NvmeWaitingFail(PNVME_DEVICE Dev, UCHAR SrbStatus) {
  PNVME_COMMAND Command;

  while ((Command = NvmeWaitingTake(Dev)) != NULL) {
    NvmeComplete(Dev, Command->Srb, SrbStatus);
  }
}
