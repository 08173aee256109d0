/* ops.c - which routine serves which controller. */
#include "nvme.h"

/* The mask may still be on its way when the line is looked at again. */
static VOID NvmeMaskSettle(PNVME_DEVICE Dev) {
  ULONG Mask;

  do { /* EXPECT: unbounded-loop */
    StorPortStallExecution(1);
    Mask = StorPortReadRegisterUlong(Dev, &Dev->Registers->MaskSet);
  } while ((Mask & 1) == 0);
}

static VOID NvmeQuietLine(PNVME_DEVICE Dev, ULONG Message) {
  LARGE_INTEGER Pause = {.QuadPart = -100};

  UNREFERENCED_PARAMETER(Message);

  StorPortWriteRegisterUlong(Dev, &Dev->Registers->MaskSet, ~0UL);
  KeDelayExecutionThread(KernelMode, FALSE, &Pause); /* EXPECT: blocking-call */
  NvmeMaskSettle(Dev);
}

static VOID NvmeUnquietLine(PNVME_DEVICE Dev, ULONG Message) {
  UNREFERENCED_PARAMETER(Message);

  StorPortWriteRegisterUlong(Dev, &Dev->Registers->MaskClear, ~0UL);
}

static VOID NvmeQuietMessage(PNVME_DEVICE Dev, ULONG Message) {
  StorPortMaskMsixInterrupt(Dev, Message, TRUE);
  NVME_SETTLE(Dev); /* EXPECT: blocking-call */
}

static VOID NvmeUnquietMessage(PNVME_DEVICE Dev, ULONG Message) {
  StorPortMaskMsixInterrupt(Dev, Message, FALSE);
}

/* Once it is known how many messages there are. */
VOID NvmeOpsInterrupts(PNVME_DEVICE Dev) {
  if (Dev->Messages == 0) {
    Dev->Ops.Quiet = NvmeQuietLine;
    Dev->Ops.Unquiet = NvmeUnquietLine;
  } else {
    Dev->Ops.Quiet = NvmeQuietMessage;
    Dev->Ops.Unquiet = NvmeUnquietMessage;
  }
}

/* Once the controller has said whether it takes segment lists. */
VOID NvmeOpsData(PNVME_DEVICE Dev) {
  Dev->Ops.Describe = Dev->Sgl ? NvmeSglDescribe : NvmePrpDescribe;
}
