/* isr.c - the entry points of the miniport. */
#include "tiny.h"

sp_DRIVER_INITIALIZE DriverEntry;
HW_FIND_ADAPTER TinyFindAdapter;
HW_INITIALIZE TinyInitialize;
HW_PASSIVE_INITIALIZE_ROUTINE TinyPassiveInitialize;
HW_STARTIO TinyStartIo;
HW_INTERRUPT TinyInterrupt;
HW_DPC_ROUTINE TinyDpc;
HW_RESET_BUS TinyResetBus;
HW_ADAPTER_CONTROL TinyAdapterControl;

/* At DIRQL: quiets the controller and leaves the rest to the DPC. */
BOOLEAN TinyInterrupt(PVOID DeviceExtension) {
  PTINY_ADAPTER Adapter = DeviceExtension;
  ULONG Status =
      StorPortReadRegisterUlong(Adapter, &Adapter->Registers->Status);

  if ((Status & TINY_STATUS_DONE) == 0) {
    return FALSE;
  }
  StorPortWriteRegisterUlong(Adapter, &Adapter->Registers->Status, Status);
  StorPortIssueDpc(Adapter, &Adapter->Dpc, NULL, NULL);
  return TRUE;
}

/* At DISPATCH_LEVEL: completes what the controller has finished. */
VOID TinyDpc(PSTOR_DPC Dpc, PVOID HwDeviceExtension, PVOID SystemArgument1,
             PVOID SystemArgument2) {
  PTINY_ADAPTER Adapter = HwDeviceExtension;
  STOR_LOCK_HANDLE Lock;
  ULONG Done;

  UNREFERENCED_PARAMETER(Dpc);
  UNREFERENCED_PARAMETER(SystemArgument1);
  UNREFERENCED_PARAMETER(SystemArgument2);

  StorPortAcquireSpinLock(Adapter, StartIoLock, NULL, &Lock);
  Adapter->Ops.Drain(Adapter);
  Done = (ULONG)InterlockedExchange(&Adapter->Done, 0);
  QueueComplete(Adapter, Done, SRB_STATUS_SUCCESS);
  StorPortReleaseSpinLock(Adapter, &Lock);
}

/* At DISPATCH_LEVEL, under the start-I/O lock. */
BOOLEAN TinyStartIo(PVOID DeviceExtension, PSCSI_REQUEST_BLOCK Srb) {
  PTINY_ADAPTER Adapter = DeviceExtension;
  UCHAR SrbStatus;

  if (Srb->PathId != 0 || Srb->TargetId != 0 || Srb->Lun != 0) {
    SrbStatus = SRB_STATUS_NO_DEVICE;
  } else if (Srb->Function != SRB_FUNCTION_EXECUTE_SCSI) {
    SrbStatus = SRB_STATUS_INVALID_REQUEST;
  } else if (QueueSubmit(Adapter, Srb)) {
    return TRUE;
  } else {
    SrbStatus = SRB_STATUS_BUSY;
  }
  Srb->SrbStatus = SrbStatus;
  StorPortNotification(RequestComplete, Adapter, Srb);
  return TRUE;
}

/* At DISPATCH_LEVEL, under the start-I/O lock. */
BOOLEAN TinyResetBus(PVOID DeviceExtension, ULONG PathId) {
  PTINY_ADAPTER Adapter = DeviceExtension;

  if (PathId != 0) {
    return FALSE;
  }
  StorPortWriteRegisterUlong(Adapter, &Adapter->Registers->Reset,
                             TINY_RESET_BUS);
  InterlockedExchange(&Adapter->Done, 0);
  QueueComplete(Adapter, ~0UL, SRB_STATUS_BUS_RESET);
  return TRUE;
}

static VOID TinyEnable(PTINY_ADAPTER Adapter, ULONG Enable) {
  StorPortWriteRegisterUlong(Adapter, &Adapter->Registers->Enable, Enable);
}

/* At DIRQL: the controller does not interrupt before the DPC is ready. */
BOOLEAN TinyInitialize(PVOID DeviceExtension) {
  PTINY_ADAPTER Adapter = DeviceExtension;

  TinyEnable(Adapter, 0);
  StorPortWriteRegisterUlong(Adapter, &Adapter->Registers->Reset,
                             TINY_RESET_BUS);
  return StorPortEnablePassiveInitialization(Adapter, TinyPassiveInitialize);
}

BOOLEAN TinyPassiveInitialize(PVOID DeviceExtension) {
  PTINY_ADAPTER Adapter = DeviceExtension;

  StorPortInitializeDpc(Adapter, &Adapter->Dpc, TinyDpc);
  TinyEnable(Adapter, TINY_ENABLE_DONE);
  return TRUE;
}

ULONG TinyFindAdapter(PVOID DeviceExtension, PVOID HwContext,
                      PVOID BusInformation, PCHAR ArgumentString,
                      PPORT_CONFIGURATION_INFORMATION ConfigInfo,
                      PBOOLEAN Again) {
  PTINY_ADAPTER Adapter = DeviceExtension;
  PACCESS_RANGE Range;

  UNREFERENCED_PARAMETER(HwContext);
  UNREFERENCED_PARAMETER(BusInformation);
  UNREFERENCED_PARAMETER(ArgumentString);

  *Again = FALSE;
  if (ConfigInfo->NumberOfAccessRanges == 0) {
    return SP_RETURN_BAD_CONFIG;
  }
  Range = &(*ConfigInfo->AccessRanges)[0];
  Adapter->Registers = StorPortGetDeviceBase(
      Adapter, ConfigInfo->AdapterInterfaceType, ConfigInfo->SystemIoBusNumber,
      Range->RangeStart, sizeof(TINY_REGISTERS), !Range->RangeInMemory);
  if (Adapter->Registers == NULL) {
    return SP_RETURN_ERROR;
  }
  OpsAssign(Adapter);

  ConfigInfo->NumberOfBuses = 1;
  ConfigInfo->MaximumNumberOfTargets = 1;
  ConfigInfo->MaximumNumberOfLogicalUnits = 1;
  ConfigInfo->MaximumTransferLength = TINY_TRANSFER;
  ConfigInfo->NumberOfPhysicalBreaks = TINY_SEGMENTS - 1;
  ConfigInfo->Master = TRUE;
  ConfigInfo->ScatterGather = TRUE;
  ConfigInfo->CachesData = FALSE;
  ConfigInfo->Dma64BitAddresses = SCSI_DMA64_MINIPORT_SUPPORTED;
  ConfigInfo->SynchronizationModel = StorSynchronizeFullDuplex;
  ConfigInfo->VirtualDevice = FALSE;
  return SP_RETURN_FOUND;
}

SCSI_ADAPTER_CONTROL_STATUS
TinyAdapterControl(PVOID DeviceExtension, SCSI_ADAPTER_CONTROL_TYPE ControlType,
                   PVOID Parameters) {
  PTINY_ADAPTER Adapter = DeviceExtension;
  PSCSI_SUPPORTED_CONTROL_TYPE_LIST List;

  switch (ControlType) {
  case ScsiQuerySupportedControlTypes:
    List = Parameters;
    List->SupportedTypeList[ScsiQuerySupportedControlTypes] = TRUE;
    List->SupportedTypeList[ScsiStopAdapter] = TRUE;
    List->SupportedTypeList[ScsiRestartAdapter] = TRUE;
    return ScsiAdapterControlSuccess;
  case ScsiStopAdapter:
    TinyEnable(Adapter, 0);
    return ScsiAdapterControlSuccess;
  case ScsiRestartAdapter:
    TinyEnable(Adapter, TINY_ENABLE_DONE);
    return ScsiAdapterControlSuccess;
  default:
    return ScsiAdapterControlUnsuccessful;
  }
}

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data = {0};

  Data.HwInitializationDataSize = sizeof(Data);
  Data.AdapterInterfaceType = PCIBus;
  Data.HwFindAdapter = TinyFindAdapter;
  Data.HwInitialize = TinyInitialize;
  Data.HwStartIo = TinyStartIo;
  Data.HwInterrupt = TinyInterrupt;
  Data.HwResetBus = TinyResetBus;
  Data.HwAdapterControl = TinyAdapterControl;
  Data.DeviceExtensionSize = sizeof(TINY_ADAPTER);
  Data.SrbExtensionSize = sizeof(TINY_COMMAND);
  Data.NumberOfAccessRanges = 1;
  Data.MapBuffers = STOR_MAP_NON_READ_WRITE_BUFFERS;
  Data.NeedPhysicalAddresses = TRUE;
  Data.TaggedQueuing = TRUE;
  Data.AutoRequestSense = TRUE;
  Data.MultipleRequestPerLu = TRUE;
  return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
