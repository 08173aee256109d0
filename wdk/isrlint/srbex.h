/* srbex.h - extended request blocks (STORAGE_REQUEST_BLOCK), their addresses
 * and their extended data.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_SRBEX_H
#define ISRLINT_SRBEX_H

#ifdef __cplusplus
extern "C" {
#endif

#ifndef SRB_FUNCTION_QUIESCE_DEVICE
#define SRB_FUNCTION_QUIESCE_DEVICE 0x1A
#endif
#define SRB_FUNCTION_FREE_DUMP_POINTERS 0x27
#define SRB_FUNCTION_STORAGE_REQUEST_BLOCK 0x28
#define SRB_FUNCTION_CRYPTO_OPERATION 0x29
#define SRB_FUNCTION_GET_DUMP_INFO 0x2A
#define SRB_FUNCTION_FREE_DUMP_INFO 0x2B

#define SRB_FLAGS_D3_PROCESSING 0x00000800

#ifndef SRB_STATUS_NOT_POWERED
#define SRB_STATUS_NOT_POWERED 0x24
#endif

#define SRB_TYPE_SCSI_REQUEST_BLOCK 0
#define SRB_TYPE_STORAGE_REQUEST_BLOCK 1
#define SRB_TYPE_FLAG_SCSI_REQUEST_BLOCK (1 << SRB_TYPE_SCSI_REQUEST_BLOCK)
#define SRB_TYPE_FLAG_STORAGE_REQUEST_BLOCK                                    \
  (1 << SRB_TYPE_STORAGE_REQUEST_BLOCK)
#define SRB_SIGNATURE 0x53524258
#define STORAGE_REQUEST_BLOCK_VERSION_1 1
#define SRB_IOCTL_FLAGS_ADAPTER_REQUEST 0x0001

/* Addresses of units. */
#define STOR_ADDRESS_TYPE_UNKNOWN 0
#define STOR_ADDRESS_TYPE_BTL8 1
#define STOR_ADDRESS_TYPE_MAX 0xffff
#define STOR_ADDRESS_TYPE_FLAG_BTL8 (1 << STOR_ADDRESS_TYPE_BTL8)
#define STOR_ADDR_BTL8_ADDRESS_LENGTH 4

typedef struct _STOR_ADDRESS {
  USHORT Type;
  USHORT Port;
  ULONG AddressLength;
  UCHAR AddressData[1];
} STOR_ADDRESS, *PSTOR_ADDRESS;

typedef struct _STOR_ADDR_BTL8 {
  USHORT Type;
  USHORT Port;
  ULONG AddressLength;
  UCHAR Path;
  UCHAR Target;
  UCHAR Lun;
  UCHAR Reserved;
} STOR_ADDR_BTL8, *PSTOR_ADDR_BTL8;

typedef struct _STORAGE_REQUEST_BLOCK {
  USHORT Length;
  UCHAR Function;
  UCHAR SrbStatus;
  UCHAR ReservedUchar1[4];
  ULONG Signature;
  ULONG Version;
  ULONG SrbLength;
  ULONG SrbFunction;
  ULONG SrbFlags;
  ULONG ReservedUlong1;
  ULONG RequestTag;
  USHORT RequestPriority;
  USHORT RequestAttribute;
  ULONG TimeOutValue;
  union {
    ULONG SystemStatus;
    ULONG RequestTagEx;
  };
  ULONG ZeroGuard1;
  ULONG AddressOffset;
  ULONG NumSrbExData;
  ULONG DataTransferLength;
  PVOID DataBuffer;
  PVOID ZeroGuard2;
  PVOID OriginalRequest;
  PVOID ClassContext;
  PVOID PortContext;
  PVOID MiniportContext;
  struct _STORAGE_REQUEST_BLOCK *NextSrb;
  ULONG ReservedUlong2;
  ULONG SrbExDataOffset[1];
} STORAGE_REQUEST_BLOCK, *PSTORAGE_REQUEST_BLOCK;

typedef struct _STORAGE_REQUEST_BLOCK_HEADER {
  USHORT Length;
  UCHAR Function;
  UCHAR SrbStatus;
} STORAGE_REQUEST_BLOCK_HEADER, *PSTORAGE_REQUEST_BLOCK_HEADER;

/* Extended data of a request. */
typedef enum _SRBEXDATATYPE {
  SrbExDataTypeUnknown = 0,
  SrbExDataTypeBidirectional,
  SrbExDataTypeScsiCdb16 = 0x40,
  SrbExDataTypeScsiCdb32,
  SrbExDataTypeScsiCdbVar,
  SrbExDataTypeWmi = 0x60,
  SrbExDataTypePower,
  SrbExDataTypePnP,
  SrbExDataTypeIoInfo = 0x80,
  SrbExDataTypeMSReservedStart = 0xf0000000,
  SrbExDataTypeNvmeCommand = 0xf0000001,
  SrbExDataTypeReserved = 0xffffffff
} SRBEXDATATYPE,
    *PSRBEXDATATYPE;

typedef struct _SRBEX_DATA {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR Data[1];
} SRBEX_DATA, *PSRBEX_DATA;

typedef struct _SRBEX_DATA_BIDIRECTIONAL {
  SRBEXDATATYPE Type;
  ULONG Length;
  ULONG DataInTransferLength;
  ULONG Reserved1;
  PVOID DataInBuffer;
} SRBEX_DATA_BIDIRECTIONAL, *PSRBEX_DATA_BIDIRECTIONAL;

typedef struct _SRBEX_DATA_SCSI_CDB16 {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR ScsiStatus;
  UCHAR SenseInfoBufferLength;
  UCHAR CdbLength;
  UCHAR Reserved;
  ULONG Reserved1;
  PVOID SenseInfoBuffer;
  UCHAR Cdb[16];
} SRBEX_DATA_SCSI_CDB16, *PSRBEX_DATA_SCSI_CDB16;

typedef struct _SRBEX_DATA_SCSI_CDB32 {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR ScsiStatus;
  UCHAR SenseInfoBufferLength;
  UCHAR CdbLength;
  UCHAR Reserved;
  ULONG Reserved1;
  PVOID SenseInfoBuffer;
  UCHAR Cdb[32];
} SRBEX_DATA_SCSI_CDB32, *PSRBEX_DATA_SCSI_CDB32;

typedef struct _SRBEX_DATA_SCSI_CDB_VAR {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR ScsiStatus;
  UCHAR SenseInfoBufferLength;
  UCHAR Reserved[2];
  ULONG CdbLength;
  ULONG Reserved1[2];
  PVOID SenseInfoBuffer;
  UCHAR Cdb[1];
} SRBEX_DATA_SCSI_CDB_VAR, *PSRBEX_DATA_SCSI_CDB_VAR;

typedef struct _SRBEX_DATA_WMI {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR WMISubFunction;
  UCHAR WMIFlags;
  UCHAR Reserved[2];
  ULONG Reserved1;
  PVOID DataPath;
} SRBEX_DATA_WMI, *PSRBEX_DATA_WMI;

typedef struct _SRBEX_DATA_POWER {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR SrbPowerFlags;
  UCHAR Reserved[3];
  STOR_DEVICE_POWER_STATE DevicePowerState;
  STOR_POWER_ACTION PowerAction;
} SRBEX_DATA_POWER, *PSRBEX_DATA_POWER;

typedef struct _SRBEX_DATA_PNP {
  SRBEXDATATYPE Type;
  ULONG Length;
  UCHAR PnPSubFunction;
  UCHAR Reserved[3];
  STOR_PNP_ACTION PnPAction;
  ULONG SrbPnPFlags;
  ULONG Reserved1;
} SRBEX_DATA_PNP, *PSRBEX_DATA_PNP;

#define REQUEST_INFO_NO_CACHE_FLAG 0x00000001
#define REQUEST_INFO_PAGING_IO_FLAG 0x00000002
#define REQUEST_INFO_SEQUENTIAL_IO_FLAG 0x00000004
#define REQUEST_INFO_TEMPORARY_FLAG 0x00000008
#define REQUEST_INFO_WRITE_THROUGH_FLAG 0x00000010
#define REQUEST_INFO_HYBRID_WRITE_THROUGH_FLAG 0x00000020
#define REQUEST_INFO_NO_FILE_OBJECT_FLAG 0x00000040
#define REQUEST_INFO_VOLUME_ZERO_OFFSET_FLAG 0x00000080
#define REQUEST_INFO_STREAM_FLAG 0x00000100
#define REQUEST_INFO_VALID_CACHEPRIORITY_FLAG 0x80000000

typedef struct _SRBEX_DATA_IO_INFO {
  SRBEXDATATYPE Type;
  ULONG Length;
  ULONG Flags;
  ULONG Key;
  ULONG RWLength;
  BOOLEAN IsWriteRequest;
  UCHAR CachePriority;
  UCHAR Reserved[2];
  ULONG Reserved1[4];
} SRBEX_DATA_IO_INFO, *PSRBEX_DATA_IO_INFO;

typedef enum _SRBEX_DATA_NVME_COMMAND_TYPE {
  SRBEX_DATA_NVME_COMMAND_TYPE_NVM = 0,
  SRBEX_DATA_NVME_COMMAND_TYPE_ADMIN
} SRBEX_DATA_NVME_COMMAND_TYPE,
    *PSRBEX_DATA_NVME_COMMAND_TYPE;

typedef enum _SRBEX_DATA_NVME_COMMAND_FLAG {
  SRBEX_DATA_NVME_COMMAND_FLAG_SIGNATURE_ENABLED = 0x01,
  SRBEX_DATA_NVME_COMMAND_FLAG_REQUIRE_DATA_TRANSFER_IN = 0x02,
  SRBEX_DATA_NVME_COMMAND_FLAG_REQUIRE_DATA_TRANSFER_OUT = 0x04,
  SRBEX_DATA_NVME_COMMAND_FLAG_PRP_SET_ALREADY = 0x08
} SRBEX_DATA_NVME_COMMAND_FLAG,
    *PSRBEX_DATA_NVME_COMMAND_FLAG;

typedef struct _SRBEX_DATA_NVME_COMMAND {
  SRBEXDATATYPE Type;
  ULONG Length;
  SRBEX_DATA_NVME_COMMAND_TYPE CommandType;
  ULONG CommandFlags;
  ULONG CommandTag;
  USHORT QID;
  USHORT Reserved0;
  ULONG CommandDWORD0;
  ULONG CommandNSID;
  ULONG Reserved1[2];
  ULONGLONG CommandMPTR;
  ULONGLONG CommandPRP1;
  ULONGLONG CommandPRP2;
  ULONG CommandCDW10;
  ULONG CommandCDW11;
  ULONG CommandCDW12;
  ULONG CommandCDW13;
  ULONG CommandCDW14;
  ULONG CommandCDW15;
  ULONG CQEntryDW0;
  union {
    struct {
      USHORT P : 1;
      USHORT SC : 8;
      USHORT SCT : 3;
      USHORT Reserved : 2;
      USHORT M : 1;
      USHORT DNR : 1;
    };
    USHORT AsUshort;
  } CommandStatus;
} SRBEX_DATA_NVME_COMMAND, *PSRBEX_DATA_NVME_COMMAND;

typedef struct _STOR_DEVICE_CAPABILITIES_EX {
  USHORT Version;
  USHORT Size;
  ULONG DeviceD1 : 1;
  ULONG DeviceD2 : 1;
  ULONG LockSupported : 1;
  ULONG EjectSupported : 1;
  ULONG Removable : 1;
  ULONG DockDevice : 1;
  ULONG UniqueID : 1;
  ULONG SilentInstall : 1;
  ULONG SurpriseRemovalOK : 1;
  ULONG NoDisplayInUI : 1;
  ULONG RawDeviceOK : 1;
  ULONG DefaultWriteCacheEnabled : 1;
  ULONG Reserved0 : 20;
  ULONG Address;
  ULONG UINumber;
  ULONG Reserved1[2];
} STOR_DEVICE_CAPABILITIES_EX, *PSTOR_DEVICE_CAPABILITIES_EX;

#define STOR_DEVICE_CAPABILITIES_EX_VERSION_1 0x1

#ifdef __cplusplus
}
#endif

#endif /* ISRLINT_SRBEX_H */
