/* nvmereg.h - what the NVMe specification lays down: the controller's
 * registers, the entries of its queues, and the data it identifies itself with.
 */
#ifndef NVMEREG_H
#define NVMEREG_H

#include <ntddk.h>
#include <storport.h>

/* Offset 00h: what the controller can do. */
typedef union _NVME_CAP {
  struct {
    ULONG64 MaximumEntries : 16; /* of a queue, less one */
    ULONG64 ContiguousQueues : 1;
    ULONG64 Arbitration : 2;
    ULONG64 Reserved0 : 5;
    ULONG64 Timeout : 8; /* until ready or not ready, in units of 500 ms */
    ULONG64 DoorbellStride : 4;
    ULONG64 SubsystemReset : 1;
    ULONG64 CommandSets : 8;
    ULONG64 BootPartitions : 1;
    ULONG64 Reserved1 : 2;
    ULONG64 MinimumPage : 4;
    ULONG64 MaximumPage : 4;
    ULONG64 Reserved2 : 8;
  };
  ULONG64 AsUlonglong;
} NVME_CAP;

/* Offset 14h: what it is told to do. */
typedef union _NVME_CC {
  struct {
    ULONG Enable : 1;
    ULONG Reserved0 : 3;
    ULONG CommandSet : 3;
    ULONG PageSize : 4; /* 2 ^ (12 + n) bytes */
    ULONG Arbitration : 3;
    ULONG Shutdown : 2;
    ULONG SubmissionSize : 4; /* 2 ^ n bytes an entry */
    ULONG CompletionSize : 4;
    ULONG Reserved1 : 8;
  };
  ULONG AsUlong;
} NVME_CC;

#define NVME_SHUTDOWN_NORMAL 1

/* Offset 1Ch: how it is. */
typedef union _NVME_CSTS {
  struct {
    ULONG Ready : 1;
    ULONG Fatal : 1;
    ULONG ShutdownStatus : 2;
    ULONG SubsystemResetOccurred : 1;
    ULONG Paused : 1;
    ULONG Reserved : 26;
  };
  ULONG AsUlong;
} NVME_CSTS;

#define NVME_SHUTDOWN_DONE 2

/* Offset 24h: sizes of the admin queues, less one. */
typedef union _NVME_AQA {
  struct {
    ULONG Submission : 12;
    ULONG Reserved0 : 4;
    ULONG Completion : 12;
    ULONG Reserved1 : 4;
  };
  ULONG AsUlong;
} NVME_AQA;

typedef struct _NVME_REGISTERS {
  ULONG64 Cap;
  ULONG Version;
  ULONG MaskSet;   /* not to be touched with MSI-X */
  ULONG MaskClear; /* the same */
  ULONG Cc;
  ULONG Reserved0;
  ULONG Csts;
  ULONG SubsystemReset;
  ULONG Aqa;
  ULONG64 AdminSubmission;
  ULONG64 AdminCompletion;
  UCHAR Reserved1[0xFC8];
  ULONG Doorbell[1024]; /* tails and heads, spread by Cap.DoorbellStride */
} NVME_REGISTERS, *PNVME_REGISTERS;

C_ASSERT(FIELD_OFFSET(NVME_REGISTERS, Csts) == 0x1C);
C_ASSERT(FIELD_OFFSET(NVME_REGISTERS, Doorbell) == 0x1000);

/* One piece of memory, or of a list of such pieces. */
typedef struct _NVME_SGL {
  ULONG64 Address;
  ULONG Length;
  UCHAR Reserved[3];
  UCHAR Kind;
} NVME_SGL, *PNVME_SGL;

#define NVME_SGL_DATA 0x00
#define NVME_SGL_LAST_SEGMENT 0x30

/* What the driver writes into a submission queue. */
typedef struct _NVME_ENTRY {
  ULONG Opcode : 8;
  ULONG Fuse : 2;
  ULONG Reserved0 : 4;
  ULONG DataKind : 2;
  ULONG CommandId : 16;
  ULONG Namespace;
  ULONG64 Reserved1;
  ULONG64 Metadata;
  union {
    struct {
      ULONG64 Prp1;
      ULONG64 Prp2;
    };
    NVME_SGL Sgl;
  };
  ULONG Dword10;
  ULONG Dword11;
  ULONG Dword12;
  ULONG Dword13;
  ULONG Dword14;
  ULONG Dword15;
} NVME_ENTRY, *PNVME_ENTRY;

C_ASSERT(sizeof(NVME_ENTRY) == 64);

#define NVME_DATA_PRP 0
#define NVME_DATA_SGL 1

#define NVME_ADMIN_CREATE_SUBMISSION 0x01
#define NVME_ADMIN_GET_LOG_PAGE 0x02
#define NVME_ADMIN_CREATE_COMPLETION 0x05
#define NVME_ADMIN_IDENTIFY 0x06
#define NVME_ADMIN_SET_FEATURES 0x09
#define NVME_ADMIN_ASYNC_EVENT 0x0C

#define NVME_IO_FLUSH 0x00
#define NVME_IO_WRITE 0x01
#define NVME_IO_READ 0x02
#define NVME_IO_DATASET 0x09

#define NVME_IDENTIFY_NAMESPACE 0
#define NVME_IDENTIFY_CONTROLLER 1

#define NVME_FEATURE_QUEUES 0x07
#define NVME_LOG_HEALTH 0x02
#define NVME_QUEUE_CONTIGUOUS 0x1
#define NVME_QUEUE_INTERRUPTS 0x2
#define NVME_FORCE_UNIT_ACCESS 0x40000000
#define NVME_DATASET_DEALLOCATE 0x4

typedef union _NVME_STATUS {
  struct {
    USHORT Phase : 1;
    USHORT Code : 8;
    USHORT Type : 3;
    USHORT RetryDelay : 2;
    USHORT More : 1;
    USHORT DoNotRetry : 1;
  };
  USHORT AsUshort;
} NVME_STATUS;

#define NVME_TYPE_GENERIC 0
#define NVME_TYPE_SPECIFIC 1
#define NVME_TYPE_MEDIA 2

#define NVME_CODE_INVALID_OPCODE 0x01
#define NVME_CODE_INVALID_FIELD 0x02
#define NVME_CODE_ABORTED 0x07
#define NVME_CODE_INVALID_NAMESPACE 0x0B
#define NVME_CODE_LBA_OUT_OF_RANGE 0x80
#define NVME_CODE_NOT_READY 0x82
#define NVME_CODE_WRITE_FAULT 0x80
#define NVME_CODE_READ_ERROR 0x81

/* What the controller writes into a completion queue. */
typedef struct _NVME_RESULT {
  ULONG Dword0;
  ULONG Reserved;
  USHORT SubmissionHead;
  USHORT SubmissionId;
  USHORT CommandId;
  USHORT Status; /* an NVME_STATUS, written last */
} NVME_RESULT, *PNVME_RESULT;

C_ASSERT(sizeof(NVME_RESULT) == 16);

typedef struct _NVME_IDENTIFY_CONTROLLER_DATA {
  USHORT VendorId;
  USHORT SubsystemVendorId;
  CHAR Serial[20];
  CHAR Model[40];
  CHAR Firmware[8];
  UCHAR ArbitrationBurst;
  UCHAR Ieee[3];
  UCHAR MultiPath;
  UCHAR TransferSize; /* 2 ^ n pages, 0: no limit */
  UCHAR Reserved0[438];
  ULONG Namespaces;
  USHORT OptionalCommands;
  UCHAR Reserved1[3];
  UCHAR VolatileCache;
  UCHAR Reserved2[10];
  ULONG SglSupport;
  UCHAR Reserved3[3556];
} NVME_IDENTIFY_CONTROLLER_DATA, *PNVME_IDENTIFY_CONTROLLER_DATA;

C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_CONTROLLER_DATA, Namespaces) == 516);
C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_CONTROLLER_DATA, SglSupport) == 536);
C_ASSERT(sizeof(NVME_IDENTIFY_CONTROLLER_DATA) == 4096);

#define NVME_OPTIONAL_DATASET 0x4
#define NVME_SGL_SUPPORTED 0x3

typedef struct _NVME_IDENTIFY_NAMESPACE_DATA {
  ULONG64 Size;
  ULONG64 Capacity;
  ULONG64 Used;
  UCHAR Features;
  UCHAR FormatCount;
  UCHAR Format;
  UCHAR Reserved0[101];
  struct {
    USHORT MetadataSize;
    UCHAR BlockShift;
    UCHAR Performance;
  } Formats[16];
  UCHAR Reserved1[3904];
} NVME_IDENTIFY_NAMESPACE_DATA, *PNVME_IDENTIFY_NAMESPACE_DATA;

C_ASSERT(FIELD_OFFSET(NVME_IDENTIFY_NAMESPACE_DATA, Formats) == 128);
C_ASSERT(sizeof(NVME_IDENTIFY_NAMESPACE_DATA) == 4096);

/* The first bytes of the health log. */
typedef struct _NVME_HEALTH {
  UCHAR Warning;
  UCHAR Temperature[2]; /* kelvin */
  UCHAR Spare;
  UCHAR SpareThreshold;
  UCHAR Used;
} NVME_HEALTH, *PNVME_HEALTH;

/* What a dataset command reads. */
typedef struct _NVME_RANGE {
  ULONG Attributes;
  ULONG Blocks;
  ULONG64 First;
} NVME_RANGE, *PNVME_RANGE;

#endif /* NVMEREG_H */
