/* request.c - the one request that the card has. */
#include "legacy.h"

/* Completes the request that the card has, if it has one. */
VOID LegacyComplete(PLEGACY_CARD Card, UCHAR SrbStatus) {
  PSCSI_REQUEST_BLOCK Srb = InterlockedExchangePointer(&Card->Active, NULL);

  if (Srb != NULL) {
    Srb->SrbStatus = SrbStatus;
    StorPortNotification(RequestComplete, Card, Srb);
  }
}

/* Completes it as the interrupt routine has noted. */
VOID LegacyFinish(PLEGACY_CARD Card) {
  ULONG Finished = (ULONG)InterlockedExchange(&Card->Finished, 0);

  LegacyComplete(Card, (Finished & LEGACY_FAILED) != 0 ? SRB_STATUS_ERROR
                                                       : SRB_STATUS_SUCCESS);
}

/* At DISPATCH_LEVEL. */
VOID LegacyDpc(PSTOR_DPC Dpc, PVOID HwDeviceExtension, PVOID SystemArgument1,
               PVOID SystemArgument2) {
  UNREFERENCED_PARAMETER(Dpc);
  UNREFERENCED_PARAMETER(SystemArgument1);
  UNREFERENCED_PARAMETER(SystemArgument2);

  LegacyFinish(HwDeviceExtension);
}

static VOID LegacyBuild(PLEGACY_CARD Card, PSCSI_REQUEST_BLOCK Srb) {
  PLEGACY_COMMAND Command = Srb->SrbExtension;
  PSTOR_SCATTER_GATHER_LIST List = StorPortGetScatterGatherList(Card, Srb);
  ULONG Count = List != NULL ? List->NumberOfElements : 0;
  ULONG Index;

  RtlCopyMemory(Command->Cdb, Srb->Cdb, sizeof(Command->Cdb));
  Command->Reserved = 0;
  for (Index = 0; Index < LEGACY_SEGMENTS && Index < Count; Index++) {
    Command->Segment[Index].Address =
        (ULONG64)List->List[Index].PhysicalAddress.QuadPart;
    Command->Segment[Index].Length = List->List[Index].Length;
  }
  Command->SegmentCount = Index;
}

static VOID LegacyStart(PLEGACY_CARD Card, PSCSI_REQUEST_BLOCK Srb) {
  STOR_PHYSICAL_ADDRESS Address;
  ULONG Length = 0;

  Address = StorPortGetPhysicalAddress(Card, Srb, Srb->SrbExtension, &Length);
  StorPortWriteRegisterUlong64(Card, &Card->Registers->Command,
                               (ULONG64)Address.QuadPart);
  StorPortWriteRegisterUlong(Card, &Card->Registers->Start, 1);
}

/* At DISPATCH_LEVEL, under the start-I/O lock. */
BOOLEAN LegacyStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb) {
  PLEGACY_CARD Card = DeviceExtension;
  UCHAR SrbStatus;

  if (Srb->PathId != 0 || Srb->TargetId != 0 || Srb->Lun != 0) {
    SrbStatus = SRB_STATUS_NO_DEVICE;
  } else if (Srb->Function != SRB_FUNCTION_EXECUTE_SCSI) {
    SrbStatus = SRB_STATUS_INVALID_REQUEST;
  } else if (InterlockedCompareExchangePointer(&Card->Active, Srb, NULL) !=
             NULL) {
    SrbStatus = SRB_STATUS_BUSY;
  } else {
    LegacyBuild(Card, Srb);
    LegacyStart(Card, Srb);
    return TRUE;
  }
  Srb->SrbStatus = SrbStatus;
  StorPortNotification(RequestComplete, Card, Srb);
  return TRUE;
}
