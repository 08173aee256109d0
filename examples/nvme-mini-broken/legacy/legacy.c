/* legacy.c - the entry points of the miniport. */
#include "legacy.h"

sp_DRIVER_INITIALIZE DriverEntry;
static HW_FIND_ADAPTER LegacyFindAdapter;
static HW_INITIALIZE LegacyInitialize;
static HW_PASSIVE_INITIALIZE_ROUTINE LegacyPassiveInitialize;
static HW_INTERRUPT LegacyInterrupt;
static HW_RESET_BUS LegacyResetBus;
static HW_ADAPTER_CONTROL LegacyAdapterControl;

/* At DIRQL: notes how the command ended. */
static BOOLEAN LegacyInterrupt(PVOID DeviceExtension) {
  PLEGACY_CARD Card = DeviceExtension;
  ULONG Status = StorPortReadRegisterUlong(Card, &Card->Registers->Status);

  if ((Status & LEGACY_DONE) == 0) {
    return FALSE;
  }
  StorPortWriteRegisterUlong(Card, &Card->Registers->Status, Status);
  InterlockedExchange(&Card->Finished, (LONG)Status);
  LegacyFinish(Card);
  return TRUE;
}

static VOID LegacyEnable(PLEGACY_CARD Card, ULONG Enable) {
  StorPortWriteRegisterUlong(Card, &Card->Registers->Interrupt, Enable);
}

static VOID LegacyReset(PLEGACY_CARD Card) {
  StorPortWriteRegisterUlong(Card, &Card->Registers->Reset, 1);
}

/* At DISPATCH_LEVEL, under the start-I/O lock. */
static BOOLEAN LegacyResetBus(PVOID DeviceExtension, ULONG PathId) {
  PLEGACY_CARD Card = DeviceExtension;

  if (PathId != 0) {
    return FALSE;
  }
  LegacyReset(Card);
  LegacyComplete(Card, SRB_STATUS_BUS_RESET);
  return TRUE;
}

/* At DIRQL: the card does not interrupt before the DPC is ready. */
static BOOLEAN LegacyInitialize(PVOID DeviceExtension) {
  PLEGACY_CARD Card = DeviceExtension;

  LegacyEnable(Card, 0);
  LegacyReset(Card);
  return StorPortEnablePassiveInitialization(Card, LegacyPassiveInitialize);
}

static BOOLEAN LegacyPassiveInitialize(PVOID DeviceExtension) {
  PLEGACY_CARD Card = DeviceExtension;

  StorPortInitializeDpc(Card, &Card->Dpc, LegacyDpc);
  LegacyEnable(Card, 1);
  return TRUE;
}

static ULONG LegacyFindAdapter(PVOID DeviceExtension, PVOID HwContext,
                               PVOID BusInformation, PCHAR ArgumentString,
                               PPORT_CONFIGURATION_INFORMATION ConfigInfo,
                               PBOOLEAN Again) {
  PLEGACY_CARD Card = DeviceExtension;
  PACCESS_RANGE Range;

  UNREFERENCED_PARAMETER(HwContext);
  UNREFERENCED_PARAMETER(BusInformation);
  UNREFERENCED_PARAMETER(ArgumentString);

  *Again = FALSE;
  if (ConfigInfo->NumberOfAccessRanges == 0) {
    return SP_RETURN_BAD_CONFIG;
  }
  Range = &(*ConfigInfo->AccessRanges)[0];
  Card->Registers = StorPortGetDeviceBase(
      Card, ConfigInfo->AdapterInterfaceType, ConfigInfo->SystemIoBusNumber,
      Range->RangeStart, sizeof(LEGACY_REGISTERS), !Range->RangeInMemory);
  if (Card->Registers == NULL) {
    return SP_RETURN_ERROR;
  }
  ConfigInfo->NumberOfBuses = 1;
  ConfigInfo->MaximumNumberOfTargets = 1;
  ConfigInfo->MaximumNumberOfLogicalUnits = 1;
  ConfigInfo->MaximumTransferLength = LEGACY_TRANSFER;
  ConfigInfo->NumberOfPhysicalBreaks = LEGACY_SEGMENTS - 1;
  ConfigInfo->Master = TRUE;
  ConfigInfo->ScatterGather = TRUE;
  ConfigInfo->CachesData = FALSE;
  ConfigInfo->SynchronizationModel = StorSynchronizeFullDuplex;
  ConfigInfo->VirtualDevice = FALSE;
  return SP_RETURN_FOUND;
}

static SCSI_ADAPTER_CONTROL_STATUS
LegacyAdapterControl(PVOID DeviceExtension,
                     SCSI_ADAPTER_CONTROL_TYPE ControlType, PVOID Parameters) {
  PLEGACY_CARD Card = DeviceExtension;
  PSCSI_SUPPORTED_CONTROL_TYPE_LIST List;

  switch (ControlType) {
  case ScsiQuerySupportedControlTypes:
    List = Parameters;
    List->SupportedTypeList[ScsiQuerySupportedControlTypes] = TRUE;
    List->SupportedTypeList[ScsiStopAdapter] = TRUE;
    List->SupportedTypeList[ScsiRestartAdapter] = TRUE;
    return ScsiAdapterControlSuccess;
  case ScsiStopAdapter:
    LegacyEnable(Card, 0);
    return ScsiAdapterControlSuccess;
  case ScsiRestartAdapter:
    LegacyEnable(Card, 1);
    return ScsiAdapterControlSuccess;
  default:
    return ScsiAdapterControlUnsuccessful;
  }
}

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data = {0};

  Data.HwInitializationDataSize = sizeof(Data);
  Data.AdapterInterfaceType = PCIBus;
  Data.HwFindAdapter = LegacyFindAdapter;
  Data.HwInitialize = LegacyInitialize;
  Data.HwStartIo = LegacyStartIo;
  Data.HwInterrupt = LegacyInterrupt;
  Data.HwResetBus = LegacyResetBus;
  Data.HwAdapterControl = LegacyAdapterControl;
  Data.DeviceExtensionSize = sizeof(LEGACY_CARD);
  Data.SrbExtensionSize = sizeof(LEGACY_COMMAND);
  Data.NumberOfAccessRanges = 1;
  Data.MapBuffers = STOR_MAP_NON_READ_WRITE_BUFFERS;
  Data.NeedPhysicalAddresses = TRUE;
  Data.TaggedQueuing = TRUE;
  Data.AutoRequestSense = TRUE;
  Data.MultipleRequestPerLu = TRUE;
  return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
