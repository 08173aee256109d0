/* entry.c - how the miniport is loaded, finds its controller and starts. */
#include "nvme.h"

sp_DRIVER_INITIALIZE DriverEntry;
static HW_FIND_ADAPTER NvmeFindAdapter;
static HW_INITIALIZE NvmeInitialize;
static HW_FREE_ADAPTER_RESOURCES NvmeFreeAdapterResources;

static BOOLEAN NvmeRegistersMap(PNVME_DEVICE Dev,
                                PPORT_CONFIGURATION_INFORMATION ConfigInfo) {
  PACCESS_RANGE Range = &(*ConfigInfo->AccessRanges)[0];
  NVME_CAP Cap;

  Dev->Registers = StorPortGetDeviceBase(
      Dev, ConfigInfo->AdapterInterfaceType, ConfigInfo->SystemIoBusNumber,
      Range->RangeStart, sizeof(NVME_REGISTERS), !Range->RangeInMemory);
  if (Dev->Registers == NULL) {
    return FALSE;
  }
  Cap.AsUlonglong = StorPortReadRegisterUlong64(Dev, &Dev->Registers->Cap);
  Dev->DoorbellStride = (UCHAR)Cap.DoorbellStride;
  Dev->TimeoutUnits = (UCHAR)Cap.Timeout;
  return Cap.MinimumPage == 0 && Cap.MaximumEntries >= NVME_DEPTH - 1 &&
         Cap.DoorbellStride <= 6;
}

/* When the system writes a dump, all there is is what it gives. */
static BOOLEAN NvmeMemoryFromDump(PNVME_DEVICE Dev,
                                  PPORT_CONFIGURATION_INFORMATION ConfigInfo) {
  PMEMORY_REGION Region = &ConfigInfo->DumpRegion;
  ULONG Skip = (ULONG)(0 - Region->PhysicalBase.QuadPart) & (NVME_PAGE - 1);

  Dev->QueueCount = NVME_DUMP_QUEUES;
  if (Region->Length < NVME_DUMP_BYTES - NVME_PAGE + Skip) {
    return FALSE;
  }
  Dev->Memory = Region->VirtualBase + Skip;
  Dev->MemoryAddress.QuadPart = Region->PhysicalBase.QuadPart + Skip;
  return TRUE;
}

static BOOLEAN NvmeMemoryAllocate(PNVME_DEVICE Dev) {
  PHYSICAL_ADDRESS Lowest;
  PHYSICAL_ADDRESS Highest;
  PVOID Memory = NULL;

  Dev->QueueCount = NVME_QUEUES;
  Lowest.QuadPart = 0;
  Highest.QuadPart = -1;
  if (StorPortAllocateDmaMemory(Dev, NVME_PAGES(NVME_QUEUES) * NVME_PAGE,
                                Lowest, Highest, Lowest, MmCached,
                                MM_ANY_NODE_OK, &Memory,
                                &Dev->MemoryAddress) != STOR_STATUS_SUCCESS) {
    return FALSE;
  }
  Dev->Memory = Memory;
  return TRUE;
}

/* What the interrupt routines may not allocate, and what defers. */
static BOOLEAN NvmeHelpersAllocate(PNVME_DEVICE Dev) {
  PVOID Record = NULL;

  if (StorPortAllocatePool(Dev, NVME_RECORDS * sizeof(NVME_RECORD), NVME_TAG,
                           &Record) != STOR_STATUS_SUCCESS) {
    return FALSE;
  }
  Dev->Record = Record;
  Dev->RecordLimit = NVME_RECORDS;
  return StorPortInitializeEvent(Dev, &Dev->AdminDone, StorSynchronizationEvent,
                                 FALSE) == STOR_STATUS_SUCCESS &&
         StorPortInitializeTimer(Dev, &Dev->Timer) == STOR_STATUS_SUCCESS &&
         StorPortInitializeWorker(Dev, &Dev->Worker) == STOR_STATUS_SUCCESS;
}

static VOID NvmeConfigure(PPORT_CONFIGURATION_INFORMATION Port) {
  Port->NumberOfBuses = 1;
  Port->MaximumNumberOfTargets = 1;
  Port->MaximumNumberOfLogicalUnits = NVME_NAMESPACES;
  Port->MaximumTransferLength = NVME_TRANSFER;
  Port->NumberOfPhysicalBreaks = NVME_SEGMENTS - 1;
  Port->AlignmentMask = FILE_LONG_ALIGNMENT;
  Port->Master = TRUE;
  Port->ScatterGather = TRUE;
  Port->CachesData = FALSE;
  Port->Dma64BitAddresses = SCSI_DMA64_MINIPORT_FULL64BIT_SUPPORTED;
  Port->SynchronizationModel = StorSynchronizeFullDuplex;
  Port->HwMSInterruptRoutine = NvmeMsiInterrupt; /* EXPECT: role-not-declared */
  Port->InterruptSynchronizationMode = InterruptSynchronizeAll;
  Port->RequestedDumpBufferSize = NVME_DUMP_BYTES;
  Port->VirtualDevice = FALSE;
}

/* At PASSIVE_LEVEL; at DISPATCH_LEVEL when it is found again. */
static ULONG NvmeFindAdapter(PVOID DeviceExtension, PVOID HwContext,
                             PVOID BusInformation, PCHAR ArgumentString,
                             PPORT_CONFIGURATION_INFORMATION ConfigInfo,
                             PBOOLEAN Again) {
  PNVME_DEVICE Dev = DeviceExtension;
  BOOLEAN Found;

  UNREFERENCED_PARAMETER(HwContext);
  UNREFERENCED_PARAMETER(BusInformation);
  UNREFERENCED_PARAMETER(ArgumentString);

  *Again = FALSE;
  if (ConfigInfo->NumberOfAccessRanges == 0) {
    return SP_RETURN_BAD_CONFIG;
  }
  if (!NvmeRegistersMap(Dev, ConfigInfo)) {
    return SP_RETURN_ERROR;
  }
  Dev->DumpMode = ConfigInfo->DumpMode != 0;
  if (Dev->DumpMode) {
    Found = NvmeMemoryFromDump(Dev, ConfigInfo);
  } else {
    Found = NvmeMemoryAllocate(Dev) && NvmeHelpersAllocate(Dev);
  }
  if (!Found) {
    return SP_RETURN_ERROR;
  }
  NvmeQueuesLay(Dev);
  NvmeConfigure(ConfigInfo);
  return SP_RETURN_FOUND;
}

/* The number of messages that were granted, 0 for the interrupt line. */
static ULONG NvmeMessagesCount(PNVME_DEVICE Dev) {
  MESSAGE_INTERRUPT_INFORMATION Information;
  ULONG Message;

  for (Message = 0; Message < NVME_QUEUES; Message++) {
    RtlZeroMemory(&Information, sizeof(Information));
    if (StorPortGetMSIInfo(Dev, Message, &Information) != STOR_STATUS_SUCCESS ||
        Information.MessageAddress.QuadPart == 0) {
      break;
    }
  }
  return Message;
}

/* At DIRQL: the controller is told to stop; what takes time comes later. */
static BOOLEAN NvmeInitialize(PVOID DeviceExtension) {
  PNVME_DEVICE Dev = DeviceExtension;

  Dev->Messages = NvmeMessagesCount(Dev);
  NvmeOpsInterrupts(Dev);
  NvmeQueuesShare(Dev);
  NvmeControllerDisable(Dev);
  if (Dev->DumpMode) {
    return NvmeBringUpPolled(Dev);
  }
  return StorPortEnablePassiveInitialization(Dev, NvmePassiveInitialize);
}

/* At PASSIVE_LEVEL: steps until the controller runs, and sleeps in between. */
static BOOLEAN NvmeBringUpSlept(PNVME_DEVICE Dev) {
  ULONG Limit = (Dev->TimeoutUnits + 1UL) * 2 * 500;
  NVME_STATE State;
  ULONG Turns;

  for (Turns = 0; Turns < Limit; Turns++) {
    State = NvmeBringUpStep(Dev);
    if (State == NvmeStateRunning || State == NvmeStateFailed) {
      break;
    }
    StorPortDelayExecution(Dev, 1000);
  }
  return Dev->State == NvmeStateRunning;
}

BOOLEAN NvmePassiveInitialize(PVOID DeviceExtension) {
  PNVME_DEVICE Dev = DeviceExtension;

  StorPortInitializeDpc(Dev, &Dev->Dpc, NvmeDpc);
  if (!NvmeBringUpSlept(Dev)) {
    return FALSE;
  }
  NvmeOptionsRead(Dev);
  NvmeStart(Dev);
  return TRUE;
}

static VOID NvmeFreeAdapterResources(PVOID DeviceExtension) {
  PNVME_DEVICE Dev = DeviceExtension;

  StorPortFreeWorker(Dev, Dev->Worker);
  StorPortFreeTimer(Dev, Dev->Timer);
  StorPortFreePool(Dev, Dev->Record);
  StorPortFreeDmaMemory(Dev, Dev->Memory, NVME_PAGES(NVME_QUEUES) * NVME_PAGE,
                        MmCached, Dev->MemoryAddress);
}

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  HW_INITIALIZATION_DATA Data = {
      .HwInitializationDataSize = sizeof(Data),
      .AdapterInterfaceType = PCIBus,
      .HwFindAdapter = NvmeFindAdapter,
      .HwInitialize = NvmeInitialize,
      .HwBuildIo = NvmeBuildIo,
      .HwStartIo = NvmeStartIo,
      .HwInterrupt = NvmeInterrupt,
      .HwResetBus = NvmeResetBus,
      .HwAdapterControl = NvmeAdapterControl,
      .HwUnitControl = NvmeUnitControl,
      .HwFreeAdapterResources = NvmeFreeAdapterResources,
      .DeviceExtensionSize = sizeof(NVME_DEVICE),
      .SrbExtensionSize = sizeof(NVME_REQUEST),
      .NumberOfAccessRanges = 1,
      .MapBuffers = STOR_MAP_NON_READ_WRITE_BUFFERS,
      .NeedPhysicalAddresses = TRUE,
      .TaggedQueuing = TRUE,
      .AutoRequestSense = TRUE,
      .MultipleRequestPerLu = TRUE,
  };

  return StorPortInitialize(DriverObject, RegistryPath, &Data, NULL);
}
