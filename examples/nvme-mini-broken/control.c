/* control.c - the controller: its registers, and how it is brought up. Nothing
 * here waits: the caller steps until the controller runs, and pauses between
 * the steps in the way that its level allows. */
#include "nvme.h"

static ULONG NvmeRead(PNVME_DEVICE Dev, volatile ULONG *Register) {
  return StorPortReadRegisterUlong(Dev, Register);
}

static NVME_CSTS NvmeReadCsts(PNVME_DEVICE Dev) {
  NVME_CSTS Csts;

  Csts.AsUlong = NvmeRead(Dev, &Dev->Registers->Csts);
  return Csts;
}

static NVME_CC NvmeReadCc(PNVME_DEVICE Dev) {
  NVME_CC Cc;

  Cc.AsUlong = NvmeRead(Dev, &Dev->Registers->Cc);
  return Cc;
}

static VOID NvmeWriteCc(PNVME_DEVICE Dev, NVME_CC Cc) {
  StorPortWriteRegisterUlong(Dev, &Dev->Registers->Cc, Cc.AsUlong);
}

/* TRUE when the controller has failed or is gone; notes it for the DPC. Up to
 * DIRQL. */
BOOLEAN NvmeControllerFailed(PNVME_DEVICE Dev) {
  NVME_CSTS Csts = NvmeReadCsts(Dev);

  if (Csts.AsUlong == NVME_GONE || Csts.Fatal == 0) {
    return FALSE;
  }
  NvmeEventFatal(Dev, Csts.AsUlong);
  return TRUE;
}

static VOID NvmeQuietAll(PNVME_DEVICE Dev) {
  ULONG Message;

  for (Message = 0; Message < NVME_QUEUES; Message++) {
    if (Message == 0 || Message < Dev->Messages) {
      Dev->Ops.Quiet(Dev, Message);
    }
  }
}

static VOID NvmeUnquietAll(PNVME_DEVICE Dev) {
  ULONG Message;

  for (Message = 0; Message < NVME_QUEUES; Message++) {
    if (Message == 0 || Message < Dev->Messages) {
      Dev->Ops.Unquiet(Dev, Message);
    }
  }
}

/* Begins a reset: the controller is told to stop, and not waited for. */
VOID NvmeControllerDisable(PNVME_DEVICE Dev) {
  NVME_CC Cc = NvmeReadCc(Dev);

  NvmeQuietAll(Dev);
  Cc.Enable = 0;
  Cc.Shutdown = 0;
  NvmeWriteCc(Dev, Cc);
  Dev->State = NvmeStateDisabling;
}

static VOID NvmeControllerEnable(PNVME_DEVICE Dev) {
  PNVME_REGISTERS Registers = Dev->Registers;
  PNVME_QUEUE Admin = &Dev->Queue[0];
  NVME_AQA Aqa;
  NVME_CC Cc;

  NvmeForEachQueue(Dev, NvmeQueueForget, NULL);
  Aqa.AsUlong = 0;
  Aqa.Submission = NVME_DEPTH - 1;
  Aqa.Completion = NVME_DEPTH - 1;
  StorPortWriteRegisterUlong(Dev, &Registers->Aqa, Aqa.AsUlong);
  StorPortWriteRegisterUlong64(Dev, &Registers->AdminSubmission,
                               Admin->SubmissionAddress);
  StorPortWriteRegisterUlong64(Dev, &Registers->AdminCompletion,
                               Admin->CompletionAddress);
  Cc.AsUlong = 0;
  Cc.SubmissionSize = 6;
  Cc.CompletionSize = 4;
  Cc.Enable = 1;
  NvmeWriteCc(Dev, Cc);
}

/* Lets the controller put its caches in order; at DIRQL when it is stopped. */
VOID NvmeControllerShutdown(PNVME_DEVICE Dev) {
  NVME_CC Cc = NvmeReadCc(Dev);
  ULONG Turns;

  NvmeQuietAll(Dev);
  Dev->State = NvmeStateOff;
  Cc.Shutdown = NVME_SHUTDOWN_NORMAL;
  NvmeWriteCc(Dev, Cc);
  for (Turns = 0; Turns < NVME_SHUTDOWN_TURNS; Turns++) {
    if (NvmeReadCsts(Dev).ShutdownStatus == NVME_SHUTDOWN_DONE) {
      break;
    }
    StorPortStallExecution(NVME_STEP_US);
  }
}

/* Does what can be done now on the way up; where it has come to. */
NVME_STATE NvmeBringUpStep(PNVME_DEVICE Dev) {
  NVME_CSTS Csts = NvmeReadCsts(Dev);

  if (Csts.AsUlong == NVME_GONE) {
    Dev->State = NvmeStateFailed;
  }
  switch (Dev->State) {
  case NvmeStateDisabling:
    if (Csts.Ready == 0) {
      NvmeControllerEnable(Dev);
      Dev->State = NvmeStateEnabling;
    }
    break;
  case NvmeStateEnabling:
    if (Csts.Fatal != 0) {
      Dev->State = NvmeStateFailed;
    } else if (Csts.Ready != 0) {
      Dev->State = NvmeStateSetup;
      Dev->SetupStep = 0;
      Dev->SetupIndex = 0;
      NvmeSetupNext(Dev);
    }
    break;
  case NvmeStateSetup:
    NvmeQueueDrain(Dev, &Dev->Queue[0]);
    break;
  default:
    break;
  }
  return Dev->State;
}

/* When the system writes a dump there is nothing to wait with. */
BOOLEAN NvmeBringUpPolled(PNVME_DEVICE Dev) {
  NVME_STATE State;
  ULONG Turns;

  for (Turns = 0; Turns < NVME_DUMP_TURNS; Turns++) {
    State = NvmeBringUpStep(Dev);
    if (State == NvmeStateRunning || State == NvmeStateFailed) {
      break;
    }
    StorPortStallExecution(NVME_STEP_US);
  }
  return Dev->State == NvmeStateRunning;
}

/* The controller runs: lets it speak. Also after a recovery. */
VOID NvmeStart(PNVME_DEVICE Dev) {
  NvmeIdentityTrim(Dev); /* EXPECT: pageable-code */
  Dev->LogBusy = FALSE;
  InterlockedExchange(&Dev->Ready, 0);
  InterlockedExchange(&Dev->Events, 0);
  NvmeAsyncArm(Dev);
  NvmeUnquietAll(Dev);
  StorPortNotification(RequestTimerCall, Dev, NvmeWatchdog, NVME_WATCHDOG_US);
}
