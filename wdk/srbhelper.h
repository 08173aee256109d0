/* srbhelper.h - accessors that serve both kinds of request block.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_SRBHELPER_H
#define ISRLINT_SRBHELPER_H

#include <scsi.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Extended data. */
PSRBEX_DATA SrbGetSrbExDataByIndex(PSTORAGE_REQUEST_BLOCK SrbEx,
                                   ULONG SrbExDataIndex);
PSRBEX_DATA SrbGetSrbExDataByType(PSTORAGE_REQUEST_BLOCK SrbEx,
                                  SRBEXDATATYPE Type);
PSRBEX_DATA SrbGetPrimarySrbExData(PSTORAGE_REQUEST_BLOCK SrbEx);
PSTOR_ADDRESS SrbGetAddress(PSTORAGE_REQUEST_BLOCK SrbEx);
PCDB SrbGetScsiData(PSTORAGE_REQUEST_BLOCK SrbEx, PUCHAR CdbLength8,
                    PULONG CdbLength32, PUCHAR ScsiStatus,
                    PVOID *SenseInfoBuffer, PUCHAR SenseInfoBufferLength);
VOID SrbSetScsiData(PSTORAGE_REQUEST_BLOCK SrbEx, PUCHAR CdbLength8,
                    PULONG CdbLength32, PUCHAR ScsiStatus,
                    PVOID *SenseInfoBuffer, PUCHAR SenseInfoBufferLength);

/* Whole blocks. */
VOID SrbZeroSrb(PVOID Srb);
ULONG SrbGetSrbLength(PVOID Srb);
BOOLEAN SrbCopySrb(PVOID DestinationSrb, ULONG DestinationSrbLength,
                   PVOID SourceSrb);
VOID SrbSetAddress(PVOID Srb, PSTOR_ADDRESS Address);

/* Members. */
UCHAR SrbGetPathId(PVOID Srb);
UCHAR SrbGetTargetId(PVOID Srb);
UCHAR SrbGetLun(PVOID Srb);
VOID SrbGetPathTargetLun(PVOID Srb, PUCHAR PathId, PUCHAR TargetId, PUCHAR Lun);
PVOID SrbGetMiniportContext(PVOID Srb);
VOID SrbSetMiniportContext(PVOID Srb, PVOID MiniportContext);
PVOID SrbGetClassContext(PVOID Srb);
VOID SrbSetClassContext(PVOID Srb, PVOID ClassContext);
PVOID SrbGetPortContext(PVOID Srb);
VOID SrbSetPortContext(PVOID Srb, PVOID PortContext);
PVOID SrbGetOriginalRequest(PVOID Srb);
VOID SrbSetOriginalRequest(PVOID Srb, PVOID OriginalRequest);
PVOID SrbGetDataBuffer(PVOID Srb);
VOID SrbSetDataBuffer(PVOID Srb, PVOID DataBuffer);
ULONG SrbGetDataTransferLength(PVOID Srb);
VOID SrbSetDataTransferLength(PVOID Srb, ULONG DataTransferLength);
ULONG SrbGetTimeOutValue(PVOID Srb);
VOID SrbSetTimeOutValue(PVOID Srb, ULONG TimeOutValue);
PVOID SrbGetNextSrb(PVOID Srb);
VOID SrbSetNextSrb(PVOID Srb, PVOID NextSrb);
ULONG SrbGetSrbFlags(PVOID Srb);
VOID SrbAssignSrbFlags(PVOID Srb, ULONG Flags);
VOID SrbSetSrbFlags(PVOID Srb, ULONG Flags);
VOID SrbClearSrbFlags(PVOID Srb, ULONG Flags);
ULONG SrbGetSystemStatus(PVOID Srb);
VOID SrbSetSystemStatus(PVOID Srb, ULONG Status);
ULONG SrbGetQueueSortKey(PVOID Srb);
VOID SrbSetQueueSortKey(PVOID Srb, ULONG QueueSortKey);
ULONG SrbGetQueueTag(PVOID Srb);
VOID SrbSetQueueTag(PVOID Srb, ULONG QueueTag);
#define SrbGetRequestTag SrbGetQueueTag
#define SrbSetRequestTag SrbSetQueueTag
ULONG SrbGetQueueAction(PVOID Srb);
VOID SrbSetQueueAction(PVOID Srb, ULONG QueueAction);
#define SrbGetRequestAttribute SrbGetQueueAction
#define SrbSetRequestAttribute SrbSetQueueAction
USHORT SrbGetRequestPriority(PVOID Srb);
VOID SrbSetRequestPriority(PVOID Srb, USHORT RequestPriority);
UCHAR SrbGetSrbStatus(PVOID Srb);
VOID SrbSetSrbStatus(PVOID Srb, UCHAR SrbStatus);
ULONG SrbGetSrbFunction(PVOID Srb);

/* SCSI members. */
PCDB SrbGetCdb(PVOID Srb);
ULONG SrbGetCdbLength(PVOID Srb);
VOID SrbSetCdbLength(PVOID Srb, ULONG CdbLength);
UCHAR SrbGetScsiStatus(PVOID Srb);
VOID SrbSetScsiStatus(PVOID Srb, UCHAR ScsiStatus);
PVOID SrbGetSenseInfoBuffer(PVOID Srb);
VOID SrbSetSenseInfoBuffer(PVOID Srb, PVOID SenseInfoBuffer);
UCHAR SrbGetSenseInfoBufferLength(PVOID Srb);
VOID SrbSetSenseInfoBufferLength(PVOID Srb, UCHAR SenseInfoBufferLength);

#ifdef __cplusplus
}
#endif

#endif /* ISRLINT_SRBHELPER_H */
