/* scsi.c - from SCSI to NVMe and back: commands that become NVMe commands,
 * those that are answered at once, and what a status means. */
#include "nvme.h"

#define NVME_SENSE_UNRECOVERED_READ 0x11

static ULONG NvmeGet32(const UCHAR *From) {
  return (ULONG)From[0] << 24 | (ULONG)From[1] << 16 | (ULONG)From[2] << 8 |
         From[3];
}

static ULONG64 NvmeGet64(const UCHAR *From) {
  return (ULONG64)NvmeGet32(From) << 32 | NvmeGet32(From + 4);
}

static VOID NvmePut16(PUCHAR To, ULONG Value) {
  To[0] = (UCHAR)(Value >> 8);
  To[1] = (UCHAR)Value;
}

static VOID NvmePut32(PUCHAR To, ULONG Value) {
  NvmePut16(To, Value >> 16);
  NvmePut16(To + 2, Value);
}

static VOID NvmePut64(PUCHAR To, ULONG64 Value) {
  NvmePut32(To, (ULONG)(Value >> 32));
  NvmePut32(To + 4, (ULONG)Value);
}

/* The namespace that a request is for, or NULL. */
PNVME_NAMESPACE NvmeNamespaceFind(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb) {
  if (Srb->PathId != 0 || Srb->TargetId != 0 || Srb->Lun >= NVME_NAMESPACES ||
      !Dev->Namespace[Srb->Lun].Present) {
    return NULL;
  }
  return &Dev->Namespace[Srb->Lun];
}

/* Puts sense data where the request has room for it; the status of the
 * request. */
static UCHAR NvmeSense(PSCSI_REQUEST_BLOCK Srb, UCHAR Key, UCHAR Code) {
  PSENSE_DATA Sense = Srb->SenseInfoBuffer;

  Srb->ScsiStatus = SCSISTAT_CHECK_CONDITION;
  Srb->DataTransferLength = 0;
  if (Sense == NULL || Srb->SenseInfoBufferLength < sizeof(*Sense)) {
    return SRB_STATUS_ERROR;
  }
  RtlZeroMemory(Sense, sizeof(*Sense));
  Sense->ErrorCode = SCSI_SENSE_ERRORCODE_FIXED_CURRENT;
  Sense->SenseKey = Key;
  Sense->AdditionalSenseCode = Code;
  Sense->AdditionalSenseLength =
      sizeof(*Sense) - FIELD_OFFSET(SENSE_DATA, CommandSpecificInformation);
  return SRB_STATUS_ERROR | SRB_STATUS_AUTOSENSE_VALID;
}

/* The controller was reset behind the unit's back. */
UCHAR NvmeScsiAttention(PSCSI_REQUEST_BLOCK Srb) {
  return NvmeSense(Srb, SCSI_SENSE_UNIT_ATTENTION, SCSI_ADSENSE_BUS_RESET);
}

static UCHAR NvmeGenericStatus(PSCSI_REQUEST_BLOCK Srb, UCHAR Code) {
  switch (Code) {
  case 0:
    Srb->ScsiStatus = SCSISTAT_GOOD;
    return SRB_STATUS_SUCCESS;
  case NVME_CODE_INVALID_OPCODE:
    return NvmeSense(Srb, SCSI_SENSE_ILLEGAL_REQUEST,
                     SCSI_ADSENSE_ILLEGAL_COMMAND);
  case NVME_CODE_INVALID_FIELD:
    return NvmeSense(Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
  case NVME_CODE_INVALID_NAMESPACE:
    return NvmeSense(Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_LUN);
  case NVME_CODE_LBA_OUT_OF_RANGE:
    return NvmeSense(Srb, SCSI_SENSE_ILLEGAL_REQUEST,
                     SCSI_ADSENSE_ILLEGAL_BLOCK);
  case NVME_CODE_NOT_READY:
    return NvmeSense(Srb, SCSI_SENSE_NOT_READY, SCSI_ADSENSE_LUN_NOT_READY);
  case NVME_CODE_ABORTED:
    return SRB_STATUS_ABORTED;
  default:
    return NvmeSense(Srb, SCSI_SENSE_HARDWARE_ERROR, 0);
  }
}

static UCHAR NvmeMediaStatus(PSCSI_REQUEST_BLOCK Srb, UCHAR Code) {
  switch (Code) {
  case NVME_CODE_WRITE_FAULT:
    return NvmeSense(Srb, SCSI_SENSE_MEDIUM_ERROR, SCSI_ADSENSE_WRITE_ERROR);
  case NVME_CODE_READ_ERROR:
    return NvmeSense(Srb, SCSI_SENSE_MEDIUM_ERROR, NVME_SENSE_UNRECOVERED_READ);
  default:
    return NvmeSense(Srb, SCSI_SENSE_MEDIUM_ERROR, 0);
  }
}

/* What the status of a command makes of its request. */
UCHAR NvmeScsiStatus(PSCSI_REQUEST_BLOCK Srb, NVME_STATUS Status) {
  switch (Status.Type) {
  case NVME_TYPE_GENERIC:
    return NvmeGenericStatus(Srb, (UCHAR)Status.Code);
  case NVME_TYPE_MEDIA:
    return NvmeMediaStatus(Srb, (UCHAR)Status.Code);
  default:
    return NvmeSense(Srb, SCSI_SENSE_HARDWARE_ERROR, 0);
  }
}

/* A read or a write; FALSE when it moves nothing or too much. */
static BOOLEAN NvmeBuildTransfer(PNVME_DEVICE Dev, PNVME_REQUEST Request,
                                 ULONG64 First, ULONG Blocks) {
  PSCSI_REQUEST_BLOCK Srb = Request->Command.Srb;
  PNVME_ENTRY Entry = &Request->Command.Entry;
  PSTOR_SCATTER_GATHER_LIST List = StorPortGetScatterGatherList(Dev, Srb);

  if (List == NULL || Blocks == 0 || Blocks > 0x10000) {
    return FALSE;
  }
  Entry->Opcode = Srb->Cdb[0] == SCSIOP_READ || Srb->Cdb[0] == SCSIOP_READ16
                      ? NVME_IO_READ
                      : NVME_IO_WRITE;
  Entry->Dword10 = (ULONG)First;
  Entry->Dword11 = (ULONG)(First >> 32);
  Entry->Dword12 = Blocks - 1;
  if ((Srb->Cdb[1] & 0x8) != 0) {
    Entry->Dword12 |= NVME_FORCE_UNIT_ACCESS;
  }
  Dev->Ops.Describe(Dev, Request, List);
  return TRUE;
}

/* Copies the ranges of an unmap list; how many there are. */
static ULONG NvmeCopyRanges(PNVME_RANGE Range, const UCHAR *List,
                            ULONG Length) {
  ULONG Count;

  for (Count = 0; Count < NVME_RANGES; Count++) {
    if (8 + (Count + 1) * 16 > Length) {
      break;
    }
    Range[Count].Attributes = 0;
    Range[Count].First = NvmeGet64(List + 8 + Count * 16);
    Range[Count].Blocks = NvmeGet32(List + 16 + Count * 16);
  }
  return Count;
}

static BOOLEAN NvmeBuildUnmap(PNVME_DEVICE Dev, PNVME_REQUEST Request) {
  PSCSI_REQUEST_BLOCK Srb = Request->Command.Srb;
  PNVME_ENTRY Entry = &Request->Command.Entry;
  ULONG Count;

  if (!Dev->Dataset || Srb->DataBuffer == NULL) {
    return FALSE;
  }
  Count = NvmeCopyRanges(NvmeRequestList(Request), Srb->DataBuffer,
                         Srb->DataTransferLength);
  if (Count == 0) {
    return FALSE;
  }
  Entry->Opcode = NVME_IO_DATASET;
  Entry->Prp1 = NvmeRequestListAddress(Dev, Request);
  Entry->Dword10 = Count - 1;
  Entry->Dword11 = NVME_DATASET_DEALLOCATE;
  return TRUE;
}

/* Builds the command of a request that needs one; FALSE when the request is
 * wrong. At DISPATCH_LEVEL, without a lock. */
BOOLEAN NvmeScsiBuild(PNVME_DEVICE Dev, PNVME_REQUEST Request) {
  PSCSI_REQUEST_BLOCK Srb = Request->Command.Srb;
  const UCHAR *Cdb = Srb->Cdb;

  Request->Command.Entry.Namespace = Srb->Lun + 1UL;
  switch (Cdb[0]) {
  case SCSIOP_READ:
  case SCSIOP_WRITE:
    return NvmeBuildTransfer(Dev, Request, NvmeGet32(Cdb + 2),
                             (ULONG)Cdb[7] << 8 | Cdb[8]);
  case SCSIOP_READ16:
  case SCSIOP_WRITE16:
    return NvmeBuildTransfer(Dev, Request, NvmeGet64(Cdb + 2),
                             NvmeGet32(Cdb + 10));
  case SCSIOP_UNMAP:
    return NvmeBuildUnmap(Dev, Request);
  default:
    return TRUE;
  }
}

/* Answers a request with data, as much as it has room for. */
static UCHAR NvmeAnswer(PSCSI_REQUEST_BLOCK Srb, const VOID *Data,
                        ULONG Length) {
  if (Srb->DataBuffer == NULL) {
    return SRB_STATUS_INVALID_REQUEST;
  }
  if (Length > Srb->DataTransferLength) {
    Length = Srb->DataTransferLength;
  }
  RtlCopyMemory(Srb->DataBuffer, Data, Length);
  Srb->DataTransferLength = Length;
  Srb->ScsiStatus = SCSISTAT_GOOD;
  return SRB_STATUS_SUCCESS;
}

static UCHAR NvmeInquiryStandard(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb) {
  UCHAR Data[36];

  RtlZeroMemory(Data, sizeof(Data));
  Data[2] = 6; /* SPC-4 */
  Data[3] = 2;
  Data[4] = sizeof(Data) - 5;
  Data[7] = 2; /* takes several commands at once */
  RtlCopyMemory(&Data[8], "NVMe    ", 8);
  RtlCopyMemory(&Data[16], Dev->Model, 16);
  RtlCopyMemory(&Data[32], Dev->Firmware, 4);
  return NvmeAnswer(Srb, Data, sizeof(Data));
}

static UCHAR NvmeInquirySupported(PSCSI_REQUEST_BLOCK Srb) {
  UCHAR Data[8] = {0,
                   VPD_SUPPORTED_PAGES,
                   0,
                   4,
                   VPD_SUPPORTED_PAGES,
                   VPD_SERIAL_NUMBER,
                   VPD_DEVICE_IDENTIFIERS,
                   VPD_BLOCK_LIMITS};

  return NvmeAnswer(Srb, Data, sizeof(Data));
}

static UCHAR NvmeInquirySerial(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb) {
  UCHAR Data[4 + 20];

  RtlZeroMemory(Data, sizeof(Data));
  Data[1] = VPD_SERIAL_NUMBER;
  Data[3] = 20;
  RtlCopyMemory(&Data[4], Dev->Serial, 20);
  return NvmeAnswer(Srb, Data, sizeof(Data));
}

/* One designator: vendor, serial number and namespace, as text. */
static UCHAR NvmeInquiryIdentifiers(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb,
                                    PNVME_NAMESPACE Namespace) {
  UCHAR Data[4 + 4 + 29];

  RtlZeroMemory(Data, sizeof(Data));
  Data[1] = VPD_DEVICE_IDENTIFIERS;
  Data[3] = sizeof(Data) - 4;
  Data[4] = VpdCodeSetAscii;
  Data[5] = VpdIdentifierTypeVendorId;
  Data[7] = 29;
  RtlCopyMemory(&Data[8], "NVMe    ", 8);
  RtlCopyMemory(&Data[16], Dev->Serial, 20);
  Data[36] = (UCHAR)('0' + Namespace->Id);
  return NvmeAnswer(Srb, Data, sizeof(Data));
}

static UCHAR NvmeInquiryLimits(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb,
                               PNVME_NAMESPACE Namespace) {
  UCHAR Data[64];

  RtlZeroMemory(Data, sizeof(Data));
  Data[1] = VPD_BLOCK_LIMITS;
  Data[3] = sizeof(Data) - 4;
  NvmePut32(&Data[8], NVME_TRANSFER >> Namespace->BlockShift);
  if (Dev->Dataset) {
    NvmePut32(&Data[20], 0xFFFFFFFF);
    NvmePut32(&Data[24], NVME_RANGES);
  }
  return NvmeAnswer(Srb, Data, sizeof(Data));
}

static UCHAR NvmeInquiry(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb,
                         PNVME_NAMESPACE Namespace) {
  if ((Srb->Cdb[1] & 1) == 0) {
    return NvmeInquiryStandard(Dev, Srb);
  }
  switch (Srb->Cdb[2]) {
  case VPD_SUPPORTED_PAGES:
    return NvmeInquirySupported(Srb);
  case VPD_SERIAL_NUMBER:
    return NvmeInquirySerial(Dev, Srb);
  case VPD_DEVICE_IDENTIFIERS:
    return NvmeInquiryIdentifiers(Dev, Srb, Namespace);
  case VPD_BLOCK_LIMITS:
    return NvmeInquiryLimits(Dev, Srb, Namespace);
  default:
    return NvmeSense(Srb, SCSI_SENSE_ILLEGAL_REQUEST, SCSI_ADSENSE_INVALID_CDB);
  }
}

static UCHAR NvmeReadCapacity10(PSCSI_REQUEST_BLOCK Srb,
                                PNVME_NAMESPACE Namespace) {
  ULONG64 Last = Namespace->Blocks - 1;
  UCHAR Data[8];

  NvmePut32(&Data[0], Last > 0xFFFFFFFE ? 0xFFFFFFFF : (ULONG)Last);
  NvmePut32(&Data[4], 1UL << Namespace->BlockShift);
  return NvmeAnswer(Srb, Data, sizeof(Data));
}

static UCHAR NvmeReadCapacity16(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb,
                                PNVME_NAMESPACE Namespace) {
  UCHAR Data[32];

  RtlZeroMemory(Data, sizeof(Data));
  NvmePut64(&Data[0], Namespace->Blocks - 1);
  NvmePut32(&Data[8], 1UL << Namespace->BlockShift);
  Data[14] = Dev->Dataset ? 0x80 : 0;
  return NvmeAnswer(Srb, Data, sizeof(Data));
}

static UCHAR NvmeReportLuns(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb) {
  UCHAR Data[8 + 8 * NVME_NAMESPACES];
  ULONG Length = 8;
  ULONG Lun;

  RtlZeroMemory(Data, sizeof(Data));
  for (Lun = 0; Lun < NVME_NAMESPACES; Lun++) {
    if (Dev->Namespace[Lun].Present) {
      Data[Length + 1] = (UCHAR)Lun;
      Length += 8;
    }
  }
  NvmePut32(&Data[0], Length - 8);
  return NvmeAnswer(Srb, Data, Length);
}

/* Only the caching page, which says whether there is a cache. */
static UCHAR NvmeModeSense(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb) {
  UCHAR Data[4 + 20];

  RtlZeroMemory(Data, sizeof(Data));
  Data[0] = sizeof(Data) - 1;
  Data[2] = 0x10; /* force unit access is understood */
  Data[4] = MODE_PAGE_CACHING;
  Data[5] = 18;
  Data[6] = Dev->VolatileCache ? 0x4 : 0;
  return NvmeAnswer(Srb, Data, sizeof(Data));
}

/* Answers a request that needs no command; its status. */
UCHAR NvmeScsiInline(PNVME_DEVICE Dev, PSCSI_REQUEST_BLOCK Srb,
                     PNVME_NAMESPACE Namespace) {
  switch (Srb->Cdb[0]) {
  case SCSIOP_TEST_UNIT_READY:
  case SCSIOP_START_STOP_UNIT:
    Srb->ScsiStatus = SCSISTAT_GOOD;
    return SRB_STATUS_SUCCESS;
  case SCSIOP_INQUIRY:
    return NvmeInquiry(Dev, Srb, Namespace);
  case SCSIOP_READ_CAPACITY:
    return NvmeReadCapacity10(Srb, Namespace);
  case SCSIOP_READ_CAPACITY16:
    return NvmeReadCapacity16(Dev, Srb, Namespace);
  case SCSIOP_REPORT_LUNS:
    return NvmeReportLuns(Dev, Srb);
  case SCSIOP_MODE_SENSE:
    return NvmeModeSense(Dev, Srb);
  default:
    return NvmeSense(Srb, SCSI_SENSE_ILLEGAL_REQUEST,
                     SCSI_ADSENSE_ILLEGAL_COMMAND);
  }
}
