/* storport-routines.h - prototypes of Storport's routines.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_STORPORT_ROUTINES_H
#define ISRLINT_STORPORT_ROUTINES_H

#include <isrlint/storport-power.h>
#include <isrlint/storport-trace.h>
#include <isrlint/storport-types.h>
#include <ntddstor.h>
#include <srb.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Start-up and notification. */
ULONG StorPortInitialize(PVOID Argument1, PVOID Argument2,
                         PHW_INITIALIZATION_DATA HwInitializationData,
                         PVOID HwContext);
VOID __cdecl StorPortNotification(SCSI_NOTIFICATION_TYPE NotificationType,
                                  PVOID HwDeviceExtension, ...);
BOOLEAN StorPortEnablePassiveInitialization(
    PVOID HwDeviceExtension,
    PHW_PASSIVE_INITIALIZE_ROUTINE HwPassiveInitializeRoutine);
ULONG StorPortInitializePerfOpts(PVOID HwDeviceExtension, BOOLEAN Query,
                                 PPERF_CONFIGURATION_DATA PerfConfigData);
ULONG StorPortSetAdapterBusType(PVOID HwDeviceExtension,
                                STORAGE_BUS_TYPE BusType);
ULONG StorPortSetFeatureList(PVOID HwDeviceExtension, ULONG FeatureCount,
                             PUCHAR FeatureList);
ULONG StorPortUpdateAdapterMaxIO(PVOID HwDeviceExtension, ULONG MaxIoCount);
ULONG StorPortSetPowerSettingNotificationGuids(PVOID HwDeviceExtension,
                                               ULONG GuidCount, LPGUID Guid);
ULONG StorPortQueryConfiguration(PVOID HwDeviceExtension,
                                 STORPORT_QUERY_CONFIGURATION_TYPE Type,
                                 PBOOLEAN Enabled);
ULONG StorPortIsCurrentOsInstallationUpgrade(PVOID HwDeviceExtension,
                                             PBOOLEAN IsUpgrade);
ULONG StorPortIsDeviceOperationAllowed(PVOID HwDeviceExtension,
                                       PSTOR_ADDRESS Address,
                                       LPCGUID DeviceOperation,
                                       PULONG AllowedFlag);
ULONG StorPortGetD3ColdSupport(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               PBOOLEAN Supported);

/* Deferred work: DPC, work item, timer, thread, event. */
VOID StorPortInitializeDpc(PVOID DeviceExtension, PSTOR_DPC Dpc,
                           PHW_DPC_ROUTINE HwDpcRoutine);
BOOLEAN StorPortIssueDpc(PVOID DeviceExtension, PSTOR_DPC Dpc,
                         PVOID SystemArgument1, PVOID SystemArgument2);
ULONG StorPortCancelDpc(PVOID HwDeviceExtension, PSTOR_DPC Dpc,
                        PBOOLEAN ReturnValue);
ULONG StorPortQueryDpcWatchdogInformation(
    PVOID HwDeviceExtension,
    PSTOR_DPC_WATCHDOG_INFORMATION DpcWatchdogInformation);
ULONG StorPortInitializeWorker(PVOID HwDeviceExtension, PVOID *Worker);
ULONG StorPortQueueWorkItem(PVOID HwDeviceExtension,
                            PHW_WORKITEM WorkItemCallback, PVOID Worker,
                            PVOID Context);
ULONG StorPortFreeWorker(PVOID HwDeviceExtension, PVOID Worker);
ULONG StorPortInitializeTimer(PVOID HwDeviceExtension, PVOID *TimerHandle);
ULONG StorPortRequestTimer(PVOID HwDeviceExtension, PVOID TimerHandle,
                           PHW_TIMER_EX TimerCallback, PVOID CallbackContext,
                           ULONGLONG TimerValue, ULONGLONG TolerableDelay);
ULONG StorPortFreeTimer(PVOID HwDeviceExtension, PVOID TimerHandle);
ULONG StorPortQueryTimerMinInterval(PVOID HwDeviceExtension,
                                    PULONG MinIntervalIn100Ns);
ULONG StorPortCreateSystemThread(PVOID HwDeviceExtension,
                                 PSTOR_THREAD_START_ROUTINE StartRoutine,
                                 PVOID StartContext,
                                 PSTOR_THREAD_PRIORITY Priority,
                                 PVOID *ThreadContext);
VOID StorPortTerminateSystemThread(PVOID HwDeviceExtension,
                                   PVOID ThreadContext);
ULONG StorPortSetPriorityThread(PVOID HwDeviceExtension, PVOID ThreadContext,
                                STOR_THREAD_PRIORITY Priority);
ULONG StorPortSetSystemGroupAffinityThread(
    PVOID HwDeviceExtension, PVOID ThreadContext, PSTOR_GROUP_AFFINITY Affinity,
    PSTOR_GROUP_AFFINITY PreviousAffinity);
ULONG StorPortRevertToUserGroupAffinityThread(
    PVOID HwDeviceExtension, PVOID ThreadContext,
    PSTOR_GROUP_AFFINITY PreviousAffinity);
ULONG StorPortInitializeEvent(PVOID HwDeviceExtension, PRSTOR_EVENT Event,
                              STOR_EVENT_TYPE Type, BOOLEAN State);
ULONG StorPortSetEvent(PVOID HwDeviceExtension, PRSTOR_EVENT Event);
ULONG StorPortWaitForSingleObject(PVOID HwDeviceExtension, PVOID Object,
                                  BOOLEAN Alertable, PLARGE_INTEGER Timeout);
VOID StorPortStallExecution(ULONG Delay);
ULONG StorPortDelayExecution(PVOID HwDeviceExtension,
                             ULONG DelayInMicroseconds);

/* Locks and lists. */
VOID StorPortAcquireSpinLock(PVOID DeviceExtension, STOR_SPINLOCK SpinLock,
                             PVOID LockContext, PSTOR_LOCK_HANDLE LockHandle);
VOID StorPortReleaseSpinLock(PVOID DeviceExtension,
                             PSTOR_LOCK_HANDLE LockHandle);
ULONG StorPortAcquireSpinLockEx(PVOID DeviceExtension, STOR_SPINLOCK SpinLock,
                                PVOID LockContext,
                                PSTOR_LOCK_HANDLE LockHandle);
ULONG StorPortAcquireMSISpinLock(PVOID HwDeviceExtension, ULONG MessageId,
                                 PULONG OldIrql);
ULONG StorPortReleaseMSISpinLock(PVOID HwDeviceExtension, ULONG MessageId,
                                 ULONG OldIrql);
VOID StorPortSynchronizeAccess(
    PVOID HwDeviceExtension,
    PSTOR_SYNCHRONIZED_ACCESS SynchronizedAccessRoutine, PVOID Context);
ULONG StorPortInitializeSpinlock(PVOID HwDeviceExtension,
                                 PSTOR_KSPIN_LOCK Lock);
ULONG StorPortInitializeSpinLock(PVOID HwDeviceExtension,
                                 PSTOR_KSPIN_LOCK Lock);
ULONG StorPortInitializeListHead(PVOID HwDeviceExtension,
                                 PSTOR_LIST_ENTRY ListHead);
ULONG StorPortInterlockedInsertHeadList(PVOID HwDeviceExtension,
                                        PSTOR_LIST_ENTRY ListHead,
                                        PSTOR_LIST_ENTRY ListEntry,
                                        PSTOR_LIST_ENTRY *Result,
                                        PSTOR_KSPIN_LOCK Lock);
ULONG StorPortInterlockedInsertTailList(PVOID HwDeviceExtension,
                                        PSTOR_LIST_ENTRY ListHead,
                                        PSTOR_LIST_ENTRY ListEntry,
                                        PSTOR_LIST_ENTRY *Result,
                                        PSTOR_KSPIN_LOCK Lock);
ULONG StorPortInterlockedRemoveHeadList(PVOID HwDeviceExtension,
                                        PSTOR_LIST_ENTRY ListHead,
                                        PSTOR_LIST_ENTRY *Result,
                                        PSTOR_KSPIN_LOCK Lock);
ULONG StorPortInitializeSListHead(PVOID HwDeviceExtension,
                                  PSTOR_SLIST_HEADER SListHead);
ULONG StorPortInterlockedPushEntrySList(PVOID HwDeviceExtension,
                                        PSTOR_SLIST_HEADER SListHead,
                                        PSTOR_SLIST_ENTRY SListEntry,
                                        PSTOR_SLIST_ENTRY *Result);
ULONG StorPortInterlockedPopEntrySList(PVOID HwDeviceExtension,
                                       PSTOR_SLIST_HEADER SListHead,
                                       PSTOR_SLIST_ENTRY *Result);
ULONG StorPortInterlockedFlushSList(PVOID HwDeviceExtension,
                                    PSTOR_SLIST_HEADER SListHead,
                                    PSTOR_SLIST_ENTRY *Result);
ULONG StorPortQueryDepthSList(PVOID HwDeviceExtension,
                              PSTOR_SLIST_HEADER SListHead, PUSHORT Depth);

/* Requests and queues. */
VOID StorPortCompleteRequest(PVOID HwDeviceExtension, UCHAR PathId,
                             UCHAR TargetId, UCHAR Lun, UCHAR SrbStatus);
ULONG StorPortCompleteServiceIrp(PVOID HwDeviceExtension, PVOID Irp);
PSCSI_REQUEST_BLOCK StorPortGetSrb(PVOID DeviceExtension, UCHAR PathId,
                                   UCHAR TargetId, UCHAR Lun, LONG QueueTag);
BOOLEAN StorPortPause(PVOID HwDeviceExtension, ULONG TimeOut);
BOOLEAN StorPortResume(PVOID HwDeviceExtension);
BOOLEAN StorPortPauseDevice(PVOID HwDeviceExtension, UCHAR PathId,
                            UCHAR TargetId, UCHAR Lun, ULONG TimeOut);
BOOLEAN StorPortResumeDevice(PVOID HwDeviceExtension, UCHAR PathId,
                             UCHAR TargetId, UCHAR Lun);
BOOLEAN StorPortBusy(PVOID HwDeviceExtension, ULONG RequestsToComplete);
BOOLEAN StorPortReady(PVOID HwDeviceExtension);
BOOLEAN StorPortDeviceBusy(PVOID HwDeviceExtension, UCHAR PathId,
                           UCHAR TargetId, UCHAR Lun, ULONG RequestsToComplete);
BOOLEAN StorPortDeviceReady(PVOID HwDeviceExtension, UCHAR PathId,
                            UCHAR TargetId, UCHAR Lun);
BOOLEAN StorPortSetDeviceQueueDepth(PVOID HwDeviceExtension, UCHAR PathId,
                                    UCHAR TargetId, UCHAR Lun, ULONG Depth);
ULONG StorPortSetUnitAttributes(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                                STOR_UNIT_ATTRIBUTES Attributes);
ULONG StorPortGetRequestInfo(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                             PSTOR_REQUEST_INFO RequestInfo);
ULONG StorPortGetRequestCryptoInfo(PVOID HwDeviceExtension,
                                   PSCSI_REQUEST_BLOCK Srb,
                                   PSTOR_CRYPTO_KEY_INFO CryptoKeyInfo);
ULONG StorPortInitializeCryptoEngine(
    PVOID HwDeviceExtension,
    PSTOR_CRYPTO_CAPABILITIES_DATA CryptoCapabilitiesData);
ULONG StorPortGetStartIoPerfParams(
    PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
    PSTARTIO_PERFORMANCE_PARAMETERS StartIoPerfParams);
ULONG StorPortGetActivityIdSrb(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                               LPGUID ActivityId);
ULONG StorPortAsyncNotificationDetected(PVOID HwDeviceExtension,
                                        PSTOR_ADDRESS Address, ULONGLONG Flags);
ULONG StorPortStateChangeDetected(PVOID HwDeviceExtension, ULONG ChangedEntity,
                                  PSTOR_ADDRESS Address, ULONG Attributes,
                                  PHW_STATE_CHANGE HwStateChange,
                                  PVOID HwStateChangeContext);
VOID StorPortMarkDeviceFailed(PVOID HwDeviceExtension,
                              PSTOR_ADDRESS StorAddress, ULONG Flags,
                              PWSTR FailReason);
ULONG StorPortMarkDeviceFailedEx(PVOID HwDeviceExtension,
                                 PSTOR_ADDRESS StorAddress, ULONG Flags,
                                 USHORT FaultCode, PWSTR FaultDescription,
                                 USHORT AdditionalDataSize,
                                 PUCHAR AdditionalData, USHORT CriticalDataSize,
                                 PUCHAR CriticalData);
PVOID StorPortGetLogicalUnit(PVOID HwDeviceExtension, UCHAR PathId,
                             UCHAR TargetId, UCHAR Lun);

/* Memory, addresses, scatter/gather lists. */
ULONG StorPortAllocatePool(PVOID HwDeviceExtension, ULONG NumberOfBytes,
                           ULONG Tag, PVOID *BufferPointer);
ULONG StorPortFreePool(PVOID HwDeviceExtension, PVOID BufferPointer);
ULONG StorPortAllocateContiguousMemorySpecifyCacheNode(
    PVOID HwDeviceExtension, SIZE_T NumberOfBytes,
    PHYSICAL_ADDRESS LowestAcceptableAddress,
    PHYSICAL_ADDRESS HighestAcceptableAddress,
    PHYSICAL_ADDRESS BoundaryAddressMultiple, MEMORY_CACHING_TYPE CacheType,
    NODE_REQUIREMENT PreferredNode, PVOID *BufferPointer);
ULONG StorPortFreeContiguousMemorySpecifyCache(PVOID HwDeviceExtension,
                                               PVOID BaseAddress,
                                               SIZE_T NumberOfBytes,
                                               MEMORY_CACHING_TYPE CacheType);
ULONG StorPortAllocateDmaMemory(PVOID HwDeviceExtension, SIZE_T NumberOfBytes,
                                PHYSICAL_ADDRESS LowestAcceptableAddress,
                                PHYSICAL_ADDRESS HighestAcceptableAddress,
                                PHYSICAL_ADDRESS BoundaryAddressMultiple,
                                MEMORY_CACHING_TYPE CacheType,
                                NODE_REQUIREMENT PreferredNode,
                                PVOID *BufferPointer,
                                PPHYSICAL_ADDRESS PhysicalAddress);
ULONG StorPortFreeDmaMemory(PVOID HwDeviceExtension, PVOID BaseAddress,
                            SIZE_T NumberOfBytes, MEMORY_CACHING_TYPE CacheType,
                            PHYSICAL_ADDRESS PhysicalAddress);
ULONG StorPortAllocateHostMemoryBuffer(
    PVOID HwDeviceExtension, SIZE_T MinimumBytes, SIZE_T PreferredBytes,
    ULONGLONG UtilizationBytes, ULONG AlignmentBytes,
    PHYSICAL_ADDRESS LowestAcceptableAddress,
    PHYSICAL_ADDRESS HighestAcceptableAddress,
    PHYSICAL_ADDRESS BoundaryAddressMultiple,
    PACCESS_RANGE PhysicalAddressRanges, PULONG PhysicalAddressRangeCount);
ULONG StorPortFreeHostMemoryBuffer(PVOID HwDeviceExtension,
                                   PACCESS_RANGE PhysicalAddressRanges,
                                   ULONG PhysicalAddressRangeCount);
PVOID StorPortGetUncachedExtension(PVOID HwDeviceExtension,
                                   PPORT_CONFIGURATION_INFORMATION ConfigInfo,
                                   ULONG NumberOfBytes);
STOR_PHYSICAL_ADDRESS StorPortGetPhysicalAddress(PVOID HwDeviceExtension,
                                                 PSCSI_REQUEST_BLOCK Srb,
                                                 PVOID VirtualAddress,
                                                 ULONG *Length);
PVOID StorPortGetVirtualAddress(PVOID HwDeviceExtension,
                                STOR_PHYSICAL_ADDRESS PhysicalAddress);
STOR_PHYSICAL_ADDRESS
StorPortConvertUlongToPhysicalAddress(ULONG_PTR UlongAddress);
STOR_PHYSICAL_ADDRESS
StorPortConvertUlong64ToPhysicalAddress(ULONG64 UlongAddress);
ULONG64 StorPortConvertPhysicalAddressToUlong64(STOR_PHYSICAL_ADDRESS Address);
ULONG64 StorPortConvertPhysicalAddressToULong64(STOR_PHYSICAL_ADDRESS Address);
ULONG StorPortConvertPhysicalAddressToUlong(STOR_PHYSICAL_ADDRESS Address);
PSTOR_SCATTER_GATHER_LIST StorPortGetScatterGatherList(PVOID DeviceExtension,
                                                       PSCSI_REQUEST_BLOCK Srb);
ULONG StorPortBuildScatterGatherList(PVOID HwDeviceExtension, PVOID Mdl,
                                     PVOID CurrentVa, ULONG Length,
                                     PpostScaterGatherExecute ExecutionRoutine,
                                     PVOID Context, BOOLEAN WriteToDevice,
                                     PVOID ScatterGatherBuffer,
                                     ULONG ScatterGatherBufferLength);
ULONG StorPortPutScatterGatherList(PVOID HwDeviceExtension,
                                   PSTOR_SCATTER_GATHER_LIST ScatterGatherList,
                                   BOOLEAN WriteToDevice);
ULONG StorPortGetDataInBufferScatterGatherList(
    PVOID HwDeviceExtension, PSTORAGE_REQUEST_BLOCK Srb,
    PSTOR_SCATTER_GATHER_LIST *ScatterGatherList);
ULONG StorPortGetDataInBufferMdl(PVOID HwDeviceExtension,
                                 PSTORAGE_REQUEST_BLOCK Srb, PVOID *Mdl);
ULONG StorPortGetDataInBufferSystemAddress(PVOID HwDeviceExtension,
                                           PSTORAGE_REQUEST_BLOCK Srb,
                                           PVOID *SystemAddress);
ULONG StorPortGetSystemAddress(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                               PVOID *SystemAddress);
ULONG StorPortGetOriginalMdl(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                             PVOID *Mdl);
ULONG StorPortGetPfns(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                      PVOID Mdl, PVOID *Pfns, ULONG *PfnCount,
                      ULONG *StartingOffset);
ULONG StorPortAllocateMdl(PVOID HwDeviceExtension, PVOID BufferPointer,
                          ULONG NumberOfBytes, PVOID *Mdl);
ULONG StorPortBuildMdlForNonPagedPool(PVOID HwDeviceExtension, PVOID Mdl);
ULONG StorPortFreeMdl(PVOID HwDeviceExtension, PVOID Mdl);
VOID StorPortMoveMemory(PVOID WriteBuffer, PVOID ReadBuffer, ULONG Length);
ULONG StorPortSecureCopyMemory(PVOID Dest, SIZE_T DestSizeInBytes,
                               const VOID *Src, SIZE_T Count);
#define StorPortCopyMemory(Destination, Source, Length)                        \
  memcpy((Destination), (Source), (Length))
ULONG StorPortMarkDumpMemory(PVOID HwDeviceExtension, PVOID Address,
                             ULONG_PTR Length, ULONG Flags);
ULONG StorPortCaptureLiveDump(PVOID HwDeviceExtension,
                              PSTORPORT_CAPTURE_LIVEDUMP CaptureLiveDump);

/* Bus, registers, ports. */
PVOID StorPortGetDeviceBase(PVOID HwDeviceExtension, INTERFACE_TYPE BusType,
                            ULONG SystemIoBusNumber,
                            STOR_PHYSICAL_ADDRESS IoAddress,
                            ULONG NumberOfBytes, BOOLEAN InIoSpace);
VOID StorPortFreeDeviceBase(PVOID HwDeviceExtension, PVOID MappedAddress);
BOOLEAN StorPortValidateRange(PVOID HwDeviceExtension, INTERFACE_TYPE BusType,
                              ULONG SystemIoBusNumber,
                              STOR_PHYSICAL_ADDRESS IoAddress,
                              ULONG NumberOfBytes, BOOLEAN InIoSpace);
ULONG StorPortGetBusData(PVOID DeviceExtension, ULONG BusDataType,
                         ULONG SystemIoBusNumber, ULONG SlotNumber,
                         PVOID Buffer, ULONG Length);
ULONG StorPortSetBusDataByOffset(PVOID DeviceExtension, ULONG BusDataType,
                                 ULONG SystemIoBusNumber, ULONG SlotNumber,
                                 PVOID Buffer, ULONG Offset, ULONG Length);
ULONG StorPortGetMSIInfo(PVOID HwDeviceExtension, ULONG MessageId,
                         PMESSAGE_INTERRUPT_INFORMATION InterruptInfo);
ULONG StorPortGetMessageInterruptIDFromProcessorIndex(PVOID HwDeviceExtension,
                                                      ULONG ProcessorIndex,
                                                      PULONG MessageID);
ULONG StorPortMaskMsixInterrupt(PVOID HwDeviceExtension, ULONG MessageId,
                                BOOLEAN Mask);
ULONG StorPortHardwareReset(PVOID HwDeviceExtension,
                            STOR_DEVICE_RESET_TYPE Type);
ULONG StorPortInvokeAcpiMethod(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               ULONG MethodName, PVOID InputBuffer,
                               ULONG InputBufferLength, PVOID OutputBuffer,
                               ULONG OutputBufferLength, PULONG BytesReturned);
ULONG StorPortGetDeviceObjects(PVOID HwDeviceExtension,
                               PVOID *AdapterDeviceObject,
                               PVOID *PhysicalDeviceObject,
                               PVOID *LowerDeviceObject);
ULONG StorPortGetSystemPortNumber(PVOID HwDeviceExtension,
                                  PSTOR_ADDRESS Address);

UCHAR StorPortReadPortUchar(PVOID HwDeviceExtension, PUCHAR Port);
USHORT StorPortReadPortUshort(PVOID HwDeviceExtension, PUSHORT Port);
ULONG StorPortReadPortUlong(PVOID HwDeviceExtension, PULONG Port);
VOID StorPortReadPortBufferUchar(PVOID HwDeviceExtension, PUCHAR Port,
                                 PUCHAR Buffer, ULONG Count);
VOID StorPortReadPortBufferUshort(PVOID HwDeviceExtension, PUSHORT Port,
                                  PUSHORT Buffer, ULONG Count);
VOID StorPortReadPortBufferUlong(PVOID HwDeviceExtension, PULONG Port,
                                 PULONG Buffer, ULONG Count);
VOID StorPortWritePortUchar(PVOID HwDeviceExtension, PUCHAR Port, UCHAR Value);
VOID StorPortWritePortUshort(PVOID HwDeviceExtension, PUSHORT Port,
                             USHORT Value);
VOID StorPortWritePortUlong(PVOID HwDeviceExtension, PULONG Port, ULONG Value);
VOID StorPortWritePortBufferUchar(PVOID HwDeviceExtension, PUCHAR Port,
                                  PUCHAR Buffer, ULONG Count);
VOID StorPortWritePortBufferUshort(PVOID HwDeviceExtension, PUSHORT Port,
                                   PUSHORT Buffer, ULONG Count);
VOID StorPortWritePortBufferUlong(PVOID HwDeviceExtension, PULONG Port,
                                  PULONG Buffer, ULONG Count);
UCHAR StorPortReadRegisterUchar(PVOID HwDeviceExtension,
                                volatile UCHAR *Register);
USHORT StorPortReadRegisterUshort(PVOID HwDeviceExtension,
                                  volatile USHORT *Register);
ULONG StorPortReadRegisterUlong(PVOID HwDeviceExtension,
                                volatile ULONG *Register);
ULONG64 StorPortReadRegisterUlong64(PVOID HwDeviceExtension,
                                    volatile ULONG64 *Register);
VOID StorPortReadRegisterBufferUchar(PVOID HwDeviceExtension,
                                     volatile UCHAR *Register, PUCHAR Buffer,
                                     ULONG Count);
VOID StorPortReadRegisterBufferUshort(PVOID HwDeviceExtension,
                                      volatile USHORT *Register, PUSHORT Buffer,
                                      ULONG Count);
VOID StorPortReadRegisterBufferUlong(PVOID HwDeviceExtension,
                                     volatile ULONG *Register, PULONG Buffer,
                                     ULONG Count);
VOID StorPortReadRegisterBufferUlong64(PVOID HwDeviceExtension,
                                       volatile ULONG64 *Register,
                                       PULONG64 Buffer, ULONG Count);
VOID StorPortWriteRegisterUchar(PVOID HwDeviceExtension,
                                volatile UCHAR *Register, UCHAR Value);
VOID StorPortWriteRegisterUshort(PVOID HwDeviceExtension,
                                 volatile USHORT *Register, USHORT Value);
VOID StorPortWriteRegisterUlong(PVOID HwDeviceExtension,
                                volatile ULONG *Register, ULONG Value);
VOID StorPortWriteRegisterUlong64(PVOID HwDeviceExtension,
                                  volatile ULONG64 *Register, ULONG64 Value);
VOID StorPortWriteRegisterBufferUchar(PVOID HwDeviceExtension,
                                      volatile UCHAR *Register, PUCHAR Buffer,
                                      ULONG Count);
VOID StorPortWriteRegisterBufferUshort(PVOID HwDeviceExtension,
                                       volatile USHORT *Register,
                                       PUSHORT Buffer, ULONG Count);
VOID StorPortWriteRegisterBufferUlong(PVOID HwDeviceExtension,
                                      volatile ULONG *Register, PULONG Buffer,
                                      ULONG Count);
VOID StorPortWriteRegisterBufferUlong64(PVOID HwDeviceExtension,
                                        volatile ULONG64 *Register,
                                        PULONG64 Buffer, ULONG Count);

/* Registry. */
PUCHAR StorPortAllocateRegistryBuffer(PVOID HwDeviceExtension, PULONG Length);
VOID StorPortFreeRegistryBuffer(PVOID HwDeviceExtension, PUCHAR Buffer);
BOOLEAN StorPortRegistryRead(PVOID HwDeviceExtension, PUCHAR ValueName,
                             ULONG Global, ULONG Type, PUCHAR Buffer,
                             PULONG BufferLength);
BOOLEAN StorPortRegistryWrite(PVOID HwDeviceExtension, PUCHAR ValueName,
                              ULONG Global, ULONG Type, PUCHAR Buffer,
                              ULONG BufferLength);
ULONG StorPortRegistryReadAdapterKey(PVOID HwDeviceExtension, PUCHAR SubKeyName,
                                     PUCHAR ValueName, ULONG Type,
                                     PVOID *ValueData, PULONG ValueDataLength);
ULONG StorPortRegistryWriteAdapterKey(PVOID HwDeviceExtension,
                                      PUCHAR SubKeyName, PUCHAR ValueName,
                                      ULONG Type, PVOID ValueData,
                                      ULONG ValueDataLength);
ULONG StorPortEnableRegistryKeyNotification(
    PVOID HwDeviceExtension,
    PHW_REGISTRY_NOTIFICATION_ROUTINE NotificationCallback);

/* Time and processors. */
VOID StorPortQuerySystemTime(PLARGE_INTEGER CurrentTime);
ULONG StorPortQueryPerformanceCounter(PVOID HwDeviceExtension,
                                      PLARGE_INTEGER PerformanceFrequency,
                                      PLARGE_INTEGER PerformanceCounter);
ULONG StorPortGetCurrentIrql(PVOID HwDeviceExtension, PUCHAR Irql);
ULONG StorPortGetCurrentProcessorNumber(PVOID HwDeviceExtension,
                                        PPROCESSOR_NUMBER ProcNumber);
ULONG StorPortGetActiveGroupCount(PVOID HwDeviceExtension,
                                  PUSHORT NumberGroups);
ULONG StorPortGetActiveNodeCount(PVOID HwDeviceExtension, PULONG NumberNodes);
ULONG StorPortGetGroupAffinity(PVOID HwDeviceExtension, USHORT GroupNumber,
                               PKAFFINITY GroupAffinityMask);
ULONG StorPortGetNodeAffinity(PVOID HwDeviceExtension, ULONG NodeNumber,
                              PKAFFINITY NodeAffinityMask);
ULONG StorPortGetNodeAffinity2(PVOID HwDeviceExtension, ULONG NodeNumber,
                               PGROUP_AFFINITY GroupAffinities,
                               USHORT GroupAffinitiesCount,
                               PUSHORT GroupAffinitiesRequired);
ULONG StorPortGetHighestNodeNumber(PVOID HwDeviceExtension, PULONG HighestNode);
ULONG StorPortGetLogicalProcessorRelationship(
    PVOID HwDeviceExtension, PPROCESSOR_NUMBER ProcessorNumber,
    LOGICAL_PROCESSOR_RELATIONSHIP RelationshipType,
    PSYSTEM_LOGICAL_PROCESSOR_INFORMATION_EX Information, PULONG Length);

/* Power. */
ULONG StorPortInitializePoFxPower(PVOID HwDeviceExtension,
                                  PSTOR_ADDRESS Address,
                                  PSTOR_POFX_DEVICE Device,
                                  PBOOLEAN D3ColdEnabled);
ULONG StorPortPoFxActivateComponent(PVOID HwDeviceExtension,
                                    PSTOR_ADDRESS Address,
                                    PSCSI_REQUEST_BLOCK Srb, ULONG Component,
                                    ULONG Flags);
ULONG StorPortPoFxIdleComponent(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                                PSCSI_REQUEST_BLOCK Srb, ULONG Component,
                                ULONG Flags);
ULONG StorPortPoFxSetComponentLatency(PVOID HwDeviceExtension,
                                      PSTOR_ADDRESS Address, ULONG Component,
                                      ULONGLONG Latency);
ULONG StorPortPoFxSetComponentResidency(PVOID HwDeviceExtension,
                                        PSTOR_ADDRESS Address, ULONG Component,
                                        ULONGLONG Residency);
ULONG StorPortPoFxSetIdleTimeout(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                                 ULONG IdleTimeout);
ULONG StorPortPoFxSetPerfState(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               ULONG Component, ULONG Flags, PVOID Context,
                               ULONG PerfStateChangeCount,
                               PVOID PerfStateChanges);
ULONG StorPortPoFxPowerControl(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               LPCGUID PowerControlCode, PVOID InBuffer,
                               SIZE_T InBufferSize, PVOID OutBuffer,
                               SIZE_T OutBufferSize, PSIZE_T BytesReturned);

/* Logs, tracing, telemetry. */
VOID StorPortLogError(PVOID HwDeviceExtension, PSCSI_REQUEST_BLOCK Srb,
                      UCHAR PathId, UCHAR TargetId, UCHAR Lun, ULONG ErrorCode,
                      ULONG UniqueId);
ULONG StorPortLogSystemEvent(PVOID HwDeviceExtension,
                             PSTOR_LOG_EVENT_DETAILS LogDetails,
                             PULONG MaximumSize);
VOID __cdecl StorPortDebugPrint(ULONG DebugPrintLevel, PCCHAR DebugMessage,
                                ...);
ULONG StorPortLogTelemetry(PVOID HwDeviceExtension, PSTOR_ADDRESS StorAddress,
                           PSTORPORT_TELEMETRY_EVENT Event);
ULONG StorPortLogTelemetryEx(PVOID HwDeviceExtension, PSTOR_ADDRESS StorAddress,
                             PSTORPORT_TELEMETRY_EVENT Event,
                             STOR_TELEMETRY_CATEGORY Category);
ULONG StorPortEtwLogError(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                          ULONG Id, PWSTR Description, ULONG DataBufferLength,
                          PVOID DataBuffer);
ULONG StorPortEtwLogByteStream(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               STORPORT_ETW_EVENT_CHANNEL EventChannel,
                               ULONG EventId, PWSTR EventDescription,
                               ULONGLONG EventKeywords,
                               STORPORT_ETW_LEVEL EventLevel,
                               STORPORT_ETW_EVENT_OPCODE EventOpcode,
                               USHORT DataLength, PUCHAR Data);
ULONG StorPortEtwEvent2(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                        ULONG EventId, PWSTR EventDescription,
                        ULONGLONG EventKeywords, STORPORT_ETW_LEVEL EventLevel,
                        STORPORT_ETW_EVENT_OPCODE EventOpcode,
                        PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name,
                        ULONGLONG Parameter1Value, PWSTR Parameter2Name,
                        ULONGLONG Parameter2Value);
ULONG StorPortEtwEvent4(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                        ULONG EventId, PWSTR EventDescription,
                        ULONGLONG EventKeywords, STORPORT_ETW_LEVEL EventLevel,
                        STORPORT_ETW_EVENT_OPCODE EventOpcode,
                        PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name,
                        ULONGLONG Parameter1Value, PWSTR Parameter2Name,
                        ULONGLONG Parameter2Value, PWSTR Parameter3Name,
                        ULONGLONG Parameter3Value, PWSTR Parameter4Name,
                        ULONGLONG Parameter4Value);
ULONG StorPortEtwEvent8(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
    PWSTR Parameter2Name, ULONGLONG Parameter2Value, PWSTR Parameter3Name,
    ULONGLONG Parameter3Value, PWSTR Parameter4Name, ULONGLONG Parameter4Value,
    PWSTR Parameter5Name, ULONGLONG Parameter5Value, PWSTR Parameter6Name,
    ULONGLONG Parameter6Value, PWSTR Parameter7Name, ULONGLONG Parameter7Value,
    PWSTR Parameter8Name, ULONGLONG Parameter8Value);
ULONG StorPortEtwChannelEvent2(PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
                               STORPORT_ETW_EVENT_CHANNEL EventChannel,
                               ULONG EventId, PWSTR EventDescription,
                               ULONGLONG EventKeywords,
                               STORPORT_ETW_LEVEL EventLevel,
                               STORPORT_ETW_EVENT_OPCODE EventOpcode,
                               PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name,
                               ULONGLONG Parameter1Value, PWSTR Parameter2Name,
                               ULONGLONG Parameter2Value);
ULONG StorPortEtwChannelEvent4(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
    STORPORT_ETW_EVENT_CHANNEL EventChannel, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
    PWSTR Parameter2Name, ULONGLONG Parameter2Value, PWSTR Parameter3Name,
    ULONGLONG Parameter3Value, PWSTR Parameter4Name, ULONGLONG Parameter4Value);
ULONG StorPortEtwChannelEvent8(
    PVOID HwDeviceExtension, PSTOR_ADDRESS Address,
    STORPORT_ETW_EVENT_CHANNEL EventChannel, ULONG EventId,
    PWSTR EventDescription, ULONGLONG EventKeywords,
    STORPORT_ETW_LEVEL EventLevel, STORPORT_ETW_EVENT_OPCODE EventOpcode,
    PSCSI_REQUEST_BLOCK Srb, PWSTR Parameter1Name, ULONGLONG Parameter1Value,
    PWSTR Parameter2Name, ULONGLONG Parameter2Value, PWSTR Parameter3Name,
    ULONGLONG Parameter3Value, PWSTR Parameter4Name, ULONGLONG Parameter4Value,
    PWSTR Parameter5Name, ULONGLONG Parameter5Value, PWSTR Parameter6Name,
    ULONGLONG Parameter6Value, PWSTR Parameter7Name, ULONGLONG Parameter7Value,
    PWSTR Parameter8Name, ULONGLONG Parameter8Value);

#ifdef __cplusplus
}
#endif

#endif /* ISRLINT_STORPORT_ROUTINES_H */
