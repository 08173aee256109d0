/* queue.c - the command slots of the controller. */
#include "tiny.h"

/* Notes the slots that the controller has finished, for the DPC to complete. */
VOID QueueDrain(PTINY_ADAPTER Adapter) {
  ULONG Done;

  Done = StorPortReadRegisterUlong(Adapter, &Adapter->Registers->Done);
  StorPortWriteRegisterUlong(Adapter, &Adapter->Registers->Done, Done);
  InterlockedOr(&Adapter->Done, (LONG)Done);
}

static VOID QueueBuild(PTINY_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb) {
  PTINY_COMMAND Command = Srb->SrbExtension;
  PSTOR_SCATTER_GATHER_LIST List = StorPortGetScatterGatherList(Adapter, Srb);
  ULONG Count = List != NULL ? List->NumberOfElements : 0;
  ULONG Index;

  RtlCopyMemory(Command->Cdb, Srb->Cdb, sizeof(Command->Cdb));
  Command->Reserved = 0;
  for (Index = 0; Index < TINY_SEGMENTS && Index < Count; Index++) {
    Command->Segment[Index].Address =
        (ULONG64)List->List[Index].PhysicalAddress.QuadPart;
    Command->Segment[Index].Length = List->List[Index].Length;
  }
  Command->SegmentCount = Index;
}

/* Starts a request in a free slot; FALSE when there is none. */
BOOLEAN QueueSubmit(PTINY_ADAPTER Adapter, PSCSI_REQUEST_BLOCK Srb) {
  STOR_PHYSICAL_ADDRESS Address;
  ULONG Length;
  ULONG Slot;

  for (Slot = 0; Slot < TINY_SLOTS; Slot++) {
    if (Adapter->Slot[Slot] == NULL) {
      break;
    }
  }
  if (Slot == TINY_SLOTS) {
    return FALSE;
  }
  QueueBuild(Adapter, Srb);
  Address =
      StorPortGetPhysicalAddress(Adapter, Srb, Srb->SrbExtension, &Length);
  Adapter->Slot[Slot] = Srb;
  StorPortWriteRegisterUlong64(Adapter, &Adapter->Registers->Command[Slot],
                               (ULONG64)Address.QuadPart);
  StorPortWriteRegisterUlong(Adapter, &Adapter->Registers->Doorbell, Slot);
  return TRUE;
}

/* Completes the requests of the given slots; the caller holds the start-I/O
 * lock. */
VOID QueueComplete(PTINY_ADAPTER Adapter, ULONG Slots, UCHAR SrbStatus) {
  PSCSI_REQUEST_BLOCK Srb;
  ULONG Slot;

  for (Slot = 0; Slot < TINY_SLOTS; Slot++) {
    Srb = Adapter->Slot[Slot];
    if ((Slots & (1UL << Slot)) != 0 && Srb != NULL) {
      Adapter->Slot[Slot] = NULL;
      Srb->SrbStatus = SrbStatus;
      StorPortNotification(RequestComplete, Adapter, Srb);
    }
  }
}
