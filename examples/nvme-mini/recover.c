/* recover.c - resets, timers and control: all that stops the controller and
 * starts it again. */
#include "nvme.h"

/* Resets the controller and completes what it had; a timer sees it come back.
 * Under the start-I/O lock. */
VOID NvmeRecover(PNVME_DEVICE Dev, UCHAR SrbStatus) {
  ULONG Index;

  if (Dev->DumpMode) {
    return; /* no timer runs then, and resets are to be ignored */
  }
  NvmeControllerDisable(Dev);
  for (Index = 0; Index < NVME_QUEUES; Index++) {
    NvmeQueueFail(Dev, &Dev->Queue[Index], SrbStatus);
  }
  NvmeWaitingFail(Dev, SrbStatus);
  Dev->RecoverTurns = 0;
  StorPortRequestTimer(Dev, Dev->Timer, NvmeRecoverTimer, NULL, NVME_RECOVER_US,
                       0);
}

/* At DISPATCH_LEVEL, under the start-I/O lock. */
BOOLEAN NvmeResetBus(PVOID DeviceExtension, ULONG PathId) {
  PNVME_DEVICE Dev = DeviceExtension;

  if (PathId != 0) {
    return FALSE;
  }
  NvmeRecover(Dev, SRB_STATUS_BUS_RESET);
  return TRUE;
}

/* At DISPATCH_LEVEL: one step on the way back after a reset. */
VOID NvmeRecoverTimer(PVOID DeviceExtension, PVOID Context) {
  PNVME_DEVICE Dev = DeviceExtension;
  STOR_LOCK_HANDLE Lock;
  NVME_STATE State;

  UNREFERENCED_PARAMETER(Context);

  StorPortAcquireSpinLock(Dev, StartIoLock, NULL, &Lock);
  State = NvmeBringUpStep(Dev);
  if (State == NvmeStateRunning) {
    NvmeStart(Dev);
  } else if (++Dev->RecoverTurns > NVME_RECOVER_TURNS) {
    Dev->State = NvmeStateFailed;
  } else if (State != NvmeStateOff && State != NvmeStateFailed) {
    StorPortRequestTimer(Dev, Dev->Timer, NvmeRecoverTimer, NULL,
                         NVME_RECOVER_US, 0);
  }
  StorPortReleaseSpinLock(Dev, &Lock);
}

/* At DISPATCH_LEVEL, under the start-I/O lock: a controller that has failed may
 * not interrupt. */
VOID NvmeWatchdog(PVOID DeviceExtension) {
  PNVME_DEVICE Dev = DeviceExtension;
  STOR_LOCK_HANDLE Lock;
  BOOLEAN Failed;

  if (Dev->State != NvmeStateRunning) {
    return;
  }
  StorPortAcquireSpinLock(Dev, InterruptLock, NULL, &Lock);
  Failed = NvmeControllerFailed(Dev);
  StorPortReleaseSpinLock(Dev, &Lock);
  if (Failed) {
    StorPortIssueDpc(Dev, &Dev->Dpc, NULL, NULL);
  } else {
    StorPortNotification(RequestTimerCall, Dev, NvmeWatchdog, NVME_WATCHDOG_US);
  }
}

/* At DIRQL: there are no requests; a timer sees the controller come back. */
static VOID NvmeRestart(PNVME_DEVICE Dev) {
  NvmeControllerDisable(Dev);
  Dev->RecoverTurns = 0;
  StorPortRequestTimer(Dev, Dev->Timer, NvmeRecoverTimer, NULL, NVME_RECOVER_US,
                       0);
}

/* The device was pulled out: nothing will be finished any more. */
static VOID NvmeRemoved(PNVME_DEVICE Dev) {
  STOR_LOCK_HANDLE Lock;
  ULONG Index;

  StorPortAcquireSpinLock(Dev, StartIoLock, NULL, &Lock);
  Dev->State = NvmeStateFailed;
  for (Index = 0; Index < NVME_QUEUES; Index++) {
    NvmeQueueFail(Dev, &Dev->Queue[Index], SRB_STATUS_NO_DEVICE);
  }
  NvmeWaitingFail(Dev, SRB_STATUS_NO_DEVICE);
  StorPortReleaseSpinLock(Dev, &Lock);
}

static VOID NvmeAdapterTypes(PSCSI_SUPPORTED_CONTROL_TYPE_LIST List) {
  ULONG Type;

  for (Type = 0; Type < ScsiAdapterControlMax; Type++) {
    if (Type >= List->MaxControlType) {
      break;
    }
    List->SupportedTypeList[Type] =
        Type == ScsiQuerySupportedControlTypes || Type == ScsiStopAdapter ||
        Type == ScsiRestartAdapter || Type == ScsiAdapterPower ||
        Type == ScsiAdapterSurpriseRemoval;
  }
}

/* At DISPATCH_LEVEL or below. */
static VOID NvmeAdapterPower(PNVME_DEVICE Dev,
                             PSTOR_ADAPTER_CONTROL_POWER Power) {
  if (Power->PowerState == StorPowerDeviceD0) {
    NvmeRestart(Dev);
  } else {
    NvmeControllerShutdown(Dev);
  }
}

/* At DIRQL to stop and restart, at DISPATCH_LEVEL for power, else at
 * PASSIVE_LEVEL. */
SCSI_ADAPTER_CONTROL_STATUS
NvmeAdapterControl(PVOID DeviceExtension, SCSI_ADAPTER_CONTROL_TYPE ControlType,
                   PVOID Parameters) {
  PNVME_DEVICE Dev = DeviceExtension;

  switch (ControlType) {
  case ScsiQuerySupportedControlTypes:
    NvmeAdapterTypes(Parameters);
    return ScsiAdapterControlSuccess;
  case ScsiStopAdapter:
    NvmeControllerShutdown(Dev);
    return ScsiAdapterControlSuccess;
  case ScsiRestartAdapter:
    NvmeRestart(Dev);
    return ScsiAdapterControlSuccess;
  case ScsiAdapterPower:
    NvmeAdapterPower(Dev, Parameters);
    return ScsiAdapterControlSuccess;
  case ScsiAdapterSurpriseRemoval:
    NvmeRemoved(Dev);
    return ScsiAdapterControlSuccess;
  default:
    return ScsiAdapterControlUnsuccessful;
  }
}

static VOID NvmeUnitTypes(PSCSI_SUPPORTED_CONTROL_TYPE_LIST List) {
  ULONG Type;

  for (Type = 0; Type < ScsiUnitControlMax; Type++) {
    if (Type >= List->MaxControlType) {
      break;
    }
    List->SupportedTypeList[Type] =
        Type == ScsiQuerySupportedUnitControlTypes || Type == ScsiUnitStart ||
        Type == ScsiUnitPower || Type == ScsiUnitRemove;
  }
}

/* The unit at an address. */
static PNVME_NAMESPACE NvmeUnitFind(PNVME_DEVICE Dev, PSTOR_ADDR_BTL8 Address) {
  if (Address->Type != STOR_ADDRESS_TYPE_BTL8 ||
      Address->Lun >= NVME_NAMESPACES) {
    return NULL;
  }
  return &Dev->Namespace[Address->Lun];
}

/* At DISPATCH_LEVEL for power, else at PASSIVE_LEVEL. */
SCSI_UNIT_CONTROL_STATUS NvmeUnitControl(PVOID DeviceExtension,
                                         SCSI_UNIT_CONTROL_TYPE ControlType,
                                         PVOID Parameters) {
  PNVME_DEVICE Dev = DeviceExtension;
  PNVME_NAMESPACE Namespace;

  switch (ControlType) {
  case ScsiQuerySupportedUnitControlTypes:
    NvmeUnitTypes(Parameters);
    return ScsiUnitControlSuccess;
  case ScsiUnitStart:
  case ScsiUnitPower:
    return ScsiUnitControlSuccess;
  case ScsiUnitRemove:
    Namespace = NvmeUnitFind(Dev, Parameters);
    if (Namespace == NULL) {
      return ScsiUnitControlUnsuccessful;
    }
    Namespace->Present = FALSE;
    return ScsiUnitControlSuccess;
  default:
    return ScsiUnitControlUnsuccessful;
  }
}
