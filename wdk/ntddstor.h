/* ntddstor.h - mingw-w64's <ntddstor.h> and newer names: protocol data,
 * temperature, topology, bus types.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_NTDDSTOR_H
#define ISRLINT_NTDDSTOR_H

#include <devioctl.h>
#include <miniport.h>
#include_next <ntddstor.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Of STORAGE_BUS_TYPE. */
#define BusTypeNvme ((STORAGE_BUS_TYPE)0x11)
#define BusTypeSCM ((STORAGE_BUS_TYPE)0x12)
#define BusTypeUfs ((STORAGE_BUS_TYPE)0x13)

/* Of STORAGE_PROPERTY_ID. */
#define StorageAdapterProtocolSpecificProperty ((STORAGE_PROPERTY_ID)49)
#define StorageDeviceProtocolSpecificProperty ((STORAGE_PROPERTY_ID)50)
#define StorageAdapterTemperatureProperty ((STORAGE_PROPERTY_ID)51)
#define StorageDeviceTemperatureProperty ((STORAGE_PROPERTY_ID)52)

typedef enum _STORAGE_PROTOCOL_TYPE {
  ProtocolTypeUnknown = 0,
  ProtocolTypeScsi,
  ProtocolTypeAta,
  ProtocolTypeNvme,
  ProtocolTypeSd,
  ProtocolTypeUfs,
  ProtocolTypeProprietary = 0x7E,
  ProtocolTypeMaxReserved = 0x7F
} STORAGE_PROTOCOL_TYPE,
    *PSTORAGE_PROTOCOL_TYPE;

typedef enum _STORAGE_PROTOCOL_ATA_DATA_TYPE {
  AtaDataTypeUnknown = 0,
  AtaDataTypeIdentify,
  AtaDataTypeLogPage
} STORAGE_PROTOCOL_ATA_DATA_TYPE,
    *PSTORAGE_PROTOCOL_ATA_DATA_TYPE;

typedef enum _STORAGE_PROTOCOL_NVME_DATA_TYPE {
  NVMeDataTypeUnknown = 0,
  NVMeDataTypeIdentify,
  NVMeDataTypeLogPage,
  NVMeDataTypeFeature
} STORAGE_PROTOCOL_NVME_DATA_TYPE,
    *PSTORAGE_PROTOCOL_NVME_DATA_TYPE;

typedef struct _STORAGE_PROTOCOL_SPECIFIC_DATA {
  STORAGE_PROTOCOL_TYPE ProtocolType;
  ULONG DataType;
  ULONG ProtocolDataRequestValue;
  ULONG ProtocolDataRequestSubValue;
  ULONG ProtocolDataOffset;
  ULONG ProtocolDataLength;
  ULONG FixedProtocolReturnData;
  ULONG ProtocolDataRequestSubValue2;
  ULONG ProtocolDataRequestSubValue3;
  ULONG ProtocolDataRequestSubValue4;
} STORAGE_PROTOCOL_SPECIFIC_DATA, *PSTORAGE_PROTOCOL_SPECIFIC_DATA;

typedef struct _STORAGE_PROTOCOL_DATA_DESCRIPTOR {
  ULONG Version;
  ULONG Size;
  STORAGE_PROTOCOL_SPECIFIC_DATA ProtocolSpecificData;
} STORAGE_PROTOCOL_DATA_DESCRIPTOR, *PSTORAGE_PROTOCOL_DATA_DESCRIPTOR;

/* Temperature. */
#define STORAGE_TEMPERATURE_VALUE_NOT_REPORTED 0x8000

typedef struct _STORAGE_TEMPERATURE_INFO {
  USHORT Index;
  SHORT Temperature;
  SHORT OverThreshold;
  SHORT UnderThreshold;
  BOOLEAN OverThresholdChangable;
  BOOLEAN UnderThresholdChangable;
  BOOLEAN EventGenerated;
  UCHAR Reserved0;
  ULONG Reserved1;
} STORAGE_TEMPERATURE_INFO, *PSTORAGE_TEMPERATURE_INFO;

typedef struct _STORAGE_TEMPERATURE_DATA_DESCRIPTOR {
  ULONG Version;
  ULONG Size;
  SHORT CriticalTemperature;
  SHORT WarningTemperature;
  USHORT InfoCount;
  UCHAR Reserved0[2];
  ULONG Reserved1[2];
  STORAGE_TEMPERATURE_INFO TemperatureInfo[ANYSIZE_ARRAY];
} STORAGE_TEMPERATURE_DATA_DESCRIPTOR, *PSTORAGE_TEMPERATURE_DATA_DESCRIPTOR;

/* Physical topology. */
typedef enum _STORAGE_DEVICE_FORM_FACTOR {
  FormFactorUnknown = 0,
  FormFactor3_5,
  FormFactor2_5,
  FormFactor1_8,
  FormFactor1_8Less,
  FormFactorEmbedded,
  FormFactorMemoryCard,
  FormFactormSata,
  FormFactorM_2,
  FormFactorPCIeBoard,
  FormFactorDimm
} STORAGE_DEVICE_FORM_FACTOR,
    *PSTORAGE_DEVICE_FORM_FACTOR;

typedef enum _STORAGE_COMPONENT_HEALTH_STATUS {
  HealthStatusUnknown = 0,
  HealthStatusNormal,
  HealthStatusThrottled,
  HealthStatusWarning,
  HealthStatusDisabled,
  HealthStatusFailed
} STORAGE_COMPONENT_HEALTH_STATUS,
    *PSTORAGE_COMPONENT_HEALTH_STATUS;

typedef union _STORAGE_SPEC_VERSION {
  struct {
    union {
      struct {
        UCHAR SubMinor;
        UCHAR Minor;
      };
      USHORT AsUshort;
    } MinorVersion;
    USHORT MajorVersion;
  };
  ULONG AsUlong;
} STORAGE_SPEC_VERSION, *PSTORAGE_SPEC_VERSION;

#define STORAGE_COMPONENT_ROLE_CACHE 0x00000001
#define STORAGE_COMPONENT_ROLE_TIERING 0x00000002
#define STORAGE_COMPONENT_ROLE_DATA 0x00000004

typedef struct _STORAGE_PHYSICAL_DEVICE_DATA {
  ULONG DeviceId;
  ULONG Role;
  STORAGE_COMPONENT_HEALTH_STATUS HealthStatus;
  STORAGE_PROTOCOL_TYPE CommandProtocol;
  STORAGE_SPEC_VERSION SpecVersion;
  STORAGE_DEVICE_FORM_FACTOR FormFactor;
  UCHAR Vendor[8];
  UCHAR Model[40];
  UCHAR FirmwareRevision[16];
  ULONGLONG Capacity;
  UCHAR PhysicalLocation[32];
  ULONG Reserved[2];
} STORAGE_PHYSICAL_DEVICE_DATA, *PSTORAGE_PHYSICAL_DEVICE_DATA;

typedef struct _STORAGE_PHYSICAL_ADAPTER_DATA {
  ULONG AdapterId;
  STORAGE_COMPONENT_HEALTH_STATUS HealthStatus;
  STORAGE_PROTOCOL_TYPE CommandProtocol;
  STORAGE_SPEC_VERSION SpecVersion;
  UCHAR Vendor[8];
  UCHAR Model[40];
  UCHAR FirmwareRevision[16];
  UCHAR PhysicalLocation[32];
  BOOLEAN ExpanderConnected;
  UCHAR Reserved0[3];
  ULONG Reserved1[3];
} STORAGE_PHYSICAL_ADAPTER_DATA, *PSTORAGE_PHYSICAL_ADAPTER_DATA;

typedef struct _STORAGE_PHYSICAL_NODE_DATA {
  ULONG NodeId;
  ULONG AdapterCount;
  ULONG AdapterDataLength;
  ULONG AdapterDataOffset;
  ULONG DeviceCount;
  ULONG DeviceDataLength;
  ULONG DeviceDataOffset;
  ULONG Reserved[3];
} STORAGE_PHYSICAL_NODE_DATA, *PSTORAGE_PHYSICAL_NODE_DATA;

typedef struct _STORAGE_PHYSICAL_TOPOLOGY_DESCRIPTOR {
  ULONG Version;
  ULONG Size;
  ULONG NodeCount;
  ULONG Reserved;
  STORAGE_PHYSICAL_NODE_DATA Node[ANYSIZE_ARRAY];
} STORAGE_PHYSICAL_TOPOLOGY_DESCRIPTOR, *PSTORAGE_PHYSICAL_TOPOLOGY_DESCRIPTOR;

/* Data set management. */
#ifndef DeviceDsmActionFlag_NonDestructive
#define DeviceDsmActionFlag_NonDestructive 0x80000000
#endif
#define DeviceDsmAction_NvCache_Change_Priority                                \
  (14 | DeviceDsmActionFlag_NonDestructive)
#define DeviceDsmAction_NvCache_Evict (15 | DeviceDsmActionFlag_NonDestructive)

typedef struct _DEVICE_DSM_NVCACHE_CHANGE_PRIORITY_PARAMETERS {
  ULONG Size;
  UCHAR TargetPriority;
  UCHAR Reserved[3];
} DEVICE_DSM_NVCACHE_CHANGE_PRIORITY_PARAMETERS,
    *PDEVICE_DSM_NVCACHE_CHANGE_PRIORITY_PARAMETERS;

#ifdef __cplusplus
}
#endif

#endif /* ISRLINT_NTDDSTOR_H */
