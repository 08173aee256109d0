/* scsi-names.h - names of the SCSI standards that mingw-w64's <scsi.h> lacks:
 * inquiry data, vital product data, sense data, UNMAP, error history.
 *
 * Multi-byte members are big-endian, as the standards have them.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_SCSI_NAMES_H
#define ISRLINT_SCSI_NAMES_H

#ifdef __cplusplus
extern "C" {
#endif

#pragma pack(push, 1)

/* Inquiry data. */
#ifndef INQUIRYDATABUFFERSIZE
#define INQUIRYDATABUFFERSIZE 36
#endif
#define VER_DESCRIPTOR_SPC_3 0x0300
#define VER_DESCRIPTOR_SPC_4 0x0460
#define VER_DESCRIPTOR_SBC_3 0x04C0
#define VER_DESCRIPTOR_1667_NOVERSION 0xFFC0

typedef struct _INQUIRYDATA {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR DeviceTypeModifier : 7;
  UCHAR RemovableMedia : 1;
  union {
    UCHAR Versions;
    struct {
      UCHAR ANSIVersion : 3;
      UCHAR ECMAVersion : 3;
      UCHAR ISOVersion : 2;
    };
  };
  UCHAR ResponseDataFormat : 4;
  UCHAR HiSupport : 1;
  UCHAR NormACA : 1;
  UCHAR TerminateTask : 1;
  UCHAR AERC : 1;
  UCHAR AdditionalLength;
  union {
    UCHAR Reserved;
    struct {
      UCHAR PROTECT : 1;
      UCHAR Reserved_1 : 2;
      UCHAR ThirdPartyCoppy : 1;
      UCHAR TPGS : 2;
      UCHAR ACC : 1;
      UCHAR SCCS : 1;
    };
  };
  UCHAR Addr16 : 1;
  UCHAR Addr32 : 1;
  UCHAR AckReqQ : 1;
  UCHAR MediumChanger : 1;
  UCHAR MultiPort : 1;
  UCHAR ReservedBit2 : 1;
  UCHAR EnclosureServices : 1;
  UCHAR ReservedBit3 : 1;
  UCHAR SoftReset : 1;
  UCHAR CommandQueue : 1;
  UCHAR TransferDisable : 1;
  UCHAR LinkedCommands : 1;
  UCHAR Synchronous : 1;
  UCHAR Wide16Bit : 1;
  UCHAR Wide32Bit : 1;
  UCHAR RelativeAddressing : 1;
  UCHAR VendorId[8];
  UCHAR ProductId[16];
  UCHAR ProductRevisionLevel[4];
  UCHAR VendorSpecific[20];
  UCHAR Reserved3[2];
  USHORT VersionDescriptors[8];
  UCHAR Reserved4[30];
} INQUIRYDATA, *PINQUIRYDATA;

/* Vital product data. */
#define VPD_THIRD_PARTY_COPY 0x8F
#define VPD_ATA_INFORMATION 0x89
#define VPD_BLOCK_LIMITS 0xB0
#define VPD_BLOCK_DEVICE_CHARACTERISTICS 0xB1
#define VPD_LOGICAL_BLOCK_PROVISIONING 0xB2
#define VPD_ZONED_BLOCK_DEVICE_CHARACTERISTICS 0xB6

typedef struct _VPD_BLOCK_LIMITS_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  union {
    struct {
      UCHAR Reserved0;
      UCHAR MaximumCompareAndWriteLength;
      UCHAR OptimalTransferLengthGranularity[2];
      UCHAR MaximumTransferLength[4];
      UCHAR OptimalTransferLength[4];
      UCHAR MaxPrefetchXDReadXDWriteTransferLength[4];
      UCHAR MaximumUnmapLBACount[4];
      UCHAR MaximumUnmapBlockDescriptorCount[4];
      UCHAR OptimalUnmapGranularity[4];
      UCHAR UnmapGranularityAlignmentByte3 : 7;
      UCHAR UGAValid : 1;
      UCHAR UnmapGranularityAlignmentByte2;
      UCHAR UnmapGranularityAlignmentByte1;
      UCHAR UnmapGranularityAlignmentByte0;
      UCHAR Reserved1[28];
    };
    UCHAR Descriptors[60];
  };
} VPD_BLOCK_LIMITS_PAGE, *PVPD_BLOCK_LIMITS_PAGE;

typedef struct _VPD_BLOCK_DEVICE_CHARACTERISTICS_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR Reserved0;
  UCHAR PageLength;
  UCHAR MediumRotationRateMsb;
  UCHAR MediumRotationRateLsb;
  UCHAR MediumProductType;
  UCHAR NominalFormFactor : 4;
  UCHAR Reserved2 : 4;
  UCHAR Reserved3[56];
} VPD_BLOCK_DEVICE_CHARACTERISTICS_PAGE,
    *PVPD_BLOCK_DEVICE_CHARACTERISTICS_PAGE;

typedef struct _VPD_LOGICAL_BLOCK_PROVISIONING_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  UCHAR ThresholdExponent;
  UCHAR DP : 1;
  UCHAR ANC_SUP : 1;
  UCHAR LBPRZ : 1;
  UCHAR Reserved0 : 2;
  UCHAR LBPWS10 : 1;
  UCHAR LBPWS : 1;
  UCHAR LBPU : 1;
  UCHAR ProvisioningType : 3;
  UCHAR Reserved1 : 5;
  UCHAR Reserved2;
} VPD_LOGICAL_BLOCK_PROVISIONING_PAGE, *PVPD_LOGICAL_BLOCK_PROVISIONING_PAGE;

typedef struct _VPD_ATA_INFORMATION_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  UCHAR Reserved0[4];
  UCHAR VendorId[8];
  UCHAR ProductId[16];
  UCHAR ProductRevisionLevel[4];
  UCHAR DeviceSignature[20];
  UCHAR CommandCode;
  UCHAR Reserved1[3];
  UCHAR IdentifyDeviceData[512];
} VPD_ATA_INFORMATION_PAGE, *PVPD_ATA_INFORMATION_PAGE;

typedef struct _VPD_EXTENDED_INQUIRY_DATA_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  UCHAR RefChk : 1;
  UCHAR AppChk : 1;
  UCHAR GrdChk : 1;
  UCHAR Spt : 3;
  UCHAR ActivateMicrocode : 2;
  UCHAR SimpSup : 1;
  UCHAR OrdSup : 1;
  UCHAR HeadSup : 1;
  UCHAR PriorSup : 1;
  UCHAR GroupSup : 1;
  UCHAR UaskSup : 1;
  UCHAR Reserved0 : 2;
  UCHAR VSup : 1;
  UCHAR NvSup : 1;
  UCHAR Obsolete0 : 1;
  UCHAR WuSup : 1;
  UCHAR Reserved1 : 4;
  UCHAR LuiClr : 1;
  UCHAR Reserved2 : 3;
  UCHAR PiiSup : 1;
  UCHAR NoPiChk : 1;
  UCHAR Reserved3 : 2;
  UCHAR Obsolete1 : 1;
  UCHAR HssRelef : 1;
  UCHAR Reserved4 : 1;
  UCHAR RtdSup : 1;
  UCHAR RSup : 1;
  UCHAR LuCollectionType : 3;
  UCHAR Multi_i_t_Nexus_Microcode_Download : 4;
  UCHAR Reserved5 : 4;
  UCHAR ExtendedSelfTestCompletionMinutes[2];
  UCHAR Reserved6 : 5;
  UCHAR VsaSup : 1;
  UCHAR HraSup : 1;
  UCHAR PoaSup : 1;
  UCHAR MaxSupportedSenseDataLength;
  UCHAR Nrd0 : 1;
  UCHAR Nrd1 : 1;
  UCHAR Sac : 1;
  UCHAR Reserved7 : 3;
  UCHAR Ias : 1;
  UCHAR Ibs : 1;
  UCHAR MaxInquiryChangeLogs[2];
  UCHAR MaxModePageChangeLogs[2];
  UCHAR Reserved8[45];
} VPD_EXTENDED_INQUIRY_DATA_PAGE, *PVPD_EXTENDED_INQUIRY_DATA_PAGE;

typedef struct _VPD_ZONED_BLOCK_DEVICE_CHARACTERISTICS_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  UCHAR URSWRZ : 1;
  UCHAR Reserved1 : 7;
  UCHAR Reserved2[3];
  UCHAR OptimalNumberOfOpenSequentialWritePreferredZone[4];
  UCHAR OptimalNumberOfNonSequentiallyWrittenSequentialWritePreferredZone[4];
  UCHAR MaxNumberOfOpenSequentialWriteRequiredZone[4];
  UCHAR Reserved3[44];
} VPD_ZONED_BLOCK_DEVICE_CHARACTERISTICS_PAGE,
    *PVPD_ZONED_BLOCK_DEVICE_CHARACTERISTICS_PAGE;

typedef struct _VPD_THIRD_PARTY_COPY_PAGE {
  UCHAR DeviceType : 5;
  UCHAR DeviceTypeQualifier : 3;
  UCHAR PageCode;
  UCHAR PageLength[2];
  UCHAR ThirdPartyCopyDescriptors[ANYSIZE_ARRAY];
} VPD_THIRD_PARTY_COPY_PAGE, *PVPD_THIRD_PARTY_COPY_PAGE;

/* Capacity and UNMAP. */
typedef struct _READ_CAPACITY16_DATA {
  LARGE_INTEGER LogicalBlockAddress;
  ULONG BytesPerBlock;
  UCHAR ProtectionEnable : 1;
  UCHAR ProtectionType : 3;
  UCHAR RCBasis : 2;
  UCHAR Reserved : 2;
  UCHAR LogicalPerPhysicalExponent : 4;
  UCHAR ProtectionInfoExponent : 4;
  UCHAR LowestAlignedBlock_MSB : 6;
  UCHAR LBPRZ : 1;
  UCHAR LBPME : 1;
  UCHAR LowestAlignedBlock_LSB;
  UCHAR Reserved3[16];
} READ_CAPACITY16_DATA, *PREAD_CAPACITY16_DATA;

typedef struct _UNMAP_BLOCK_DESCRIPTOR {
  UCHAR StartingLba[8];
  UCHAR LbaCount[4];
  UCHAR Reserved[4];
} UNMAP_BLOCK_DESCRIPTOR, *PUNMAP_BLOCK_DESCRIPTOR;

typedef struct _UNMAP_LIST_HEADER {
  UCHAR DataLength[2];
  UCHAR BlockDescrDataLength[2];
  UCHAR Reserved[4];
  UNMAP_BLOCK_DESCRIPTOR Descriptors[];
} UNMAP_LIST_HEADER, *PUNMAP_LIST_HEADER;

/* Sense data. */
#ifndef SCSI_ADSENSE_INTERNAL_TARGET_FAILURE
#define SCSI_ADSENSE_INTERNAL_TARGET_FAILURE 0x44
#endif
#define SCSI_SENSE_ERRORCODE_FIXED_CURRENT 0x70
#define SCSI_SENSE_ERRORCODE_FIXED_DEFERRED 0x71
#define SCSI_SENSE_ERRORCODE_DESCRIPTOR_CURRENT 0x72
#define SCSI_SENSE_ERRORCODE_DESCRIPTOR_DEFERRED 0x73

#define SCSI_SENSE_DESCRIPTOR_TYPE_INFORMATION 0x00
#define SCSI_SENSE_DESCRIPTOR_TYPE_COMMAND_SPECIFIC 0x01
#define SCSI_SENSE_DESCRIPTOR_TYPE_SENSE_KEY_SPECIFIC 0x02
#define SCSI_SENSE_DESCRIPTOR_TYPE_FIELD_REPLACEABLE_UNIT 0x03
#define SCSI_SENSE_DESCRIPTOR_TYPE_BLOCK_COMMAND 0x05
#define SCSI_SENSE_DESCRIPTOR_TYPE_ATA_STATUS_RETURN 0x09

typedef SENSE_DATA FIXED_SENSE_DATA, *PFIXED_SENSE_DATA;

typedef struct _DESCRIPTOR_SENSE_DATA {
  UCHAR ErrorCode : 7;
  UCHAR Reserved1 : 1;
  UCHAR SenseKey : 4;
  UCHAR Reserved2 : 4;
  UCHAR AdditionalSenseCode;
  UCHAR AdditionalSenseCodeQualifier;
  UCHAR Reserved3[3];
  UCHAR AdditionalSenseLength;
  UCHAR DescriptorBuffer[ANYSIZE_ARRAY];
} DESCRIPTOR_SENSE_DATA, *PDESCRIPTOR_SENSE_DATA;

typedef struct _SCSI_SENSE_DESCRIPTOR_HEADER {
  UCHAR DescriptorType;
  UCHAR AdditionalLength;
} SCSI_SENSE_DESCRIPTOR_HEADER, *PSCSI_SENSE_DESCRIPTOR_HEADER;

typedef struct _SCSI_SENSE_DESCRIPTOR_INFORMATION {
  SCSI_SENSE_DESCRIPTOR_HEADER Header;
  UCHAR Reserved1 : 7;
  UCHAR Valid : 1;
  UCHAR Reserved2;
  UCHAR Information[8];
} SCSI_SENSE_DESCRIPTOR_INFORMATION, *PSCSI_SENSE_DESCRIPTOR_INFORMATION;

typedef struct _SCSI_SENSE_DESCRIPTOR_ATA_STATUS_RETURN {
  SCSI_SENSE_DESCRIPTOR_HEADER Header;
  UCHAR Extend : 1;
  UCHAR Reserved1 : 7;
  UCHAR Error;
  UCHAR SectorCount15_8;
  UCHAR SectorCount7_0;
  UCHAR LbaLow15_8;
  UCHAR LbaLow7_0;
  UCHAR LbaMid15_8;
  UCHAR LbaMid7_0;
  UCHAR LbaHigh15_8;
  UCHAR LbaHigh7_0;
  UCHAR Device;
  UCHAR Status;
} SCSI_SENSE_DESCRIPTOR_ATA_STATUS_RETURN,
    *PSCSI_SENSE_DESCRIPTOR_ATA_STATUS_RETURN;

/* Buffers: firmware and error history. */
#define SCSI_WRITE_BUFFER_MODE_00 0x00
#define SCSI_WRITE_BUFFER_MODE_02 0x02
#define SCSI_WRITE_BUFFER_MODE_04 0x04
#define SCSI_WRITE_BUFFER_MODE_05 0x05
#define SCSI_WRITE_BUFFER_MODE_06 0x06
#define SCSI_WRITE_BUFFER_MODE_07 0x07
#define SCSI_WRITE_BUFFER_MODE_0A 0x0A
#define SCSI_WRITE_BUFFER_MODE_0D 0x0D
#define SCSI_WRITE_BUFFER_MODE_0E 0x0E
#define SCSI_WRITE_BUFFER_MODE_0F 0x0F
#define SCSI_WRITE_BUFFER_MODE_0D_MODE_SPECIFIC_VSE_ACT 0x01
#define SCSI_WRITE_BUFFER_MODE_0D_MODE_SPECIFIC_HR_ACT 0x02
#define SCSI_WRITE_BUFFER_MODE_0D_MODE_SPECIFIC_PO_ACT 0x04

#define READ_BUFFER_MODE_ERROR_HISTORY 0x1C
#define BUFFER_ID_RETURN_ERROR_HISTORY_DIRECTORY 0x00
#define BUFFER_ID_RETURN_ERROR_HISTORY_MINIMUM_THRESHOLD 0x10
#define BUFFER_ID_RETURN_ERROR_HISTORY_MAXIMUM_THRESHOLD 0xEF

#define BUFFER_FORMAT_CURRENT_INTERNAL_STATUS_DATA 0x01
#define BUFFER_FORMAT_SAVED_INTERNAL_STATUS_DATA 0x02
#define BUFFER_SOURCE_INDICATED_BY_ERROR_HISTORY_SOURCE 0x00
#define BUFFER_SOURCE_CREATED_DUE_TO_CURRENT_COMMAND 0x02
#define BUFFER_SOURCE_SAVED 0x03

typedef struct _ERROR_HISTORY_DIRECTORY_ENTRY {
  UCHAR SupportedBufferId;
  UCHAR BufferFormat;
  UCHAR BufferSource : 4;
  UCHAR Reserved0 : 4;
  UCHAR Reserved1;
  UCHAR MaxAvailableLength[4];
} ERROR_HISTORY_DIRECTORY_ENTRY, *PERROR_HISTORY_DIRECTORY_ENTRY;

typedef struct _ERROR_HISTORY_DIRECTORY {
  UCHAR T10VendorId[8];
  UCHAR ErrorHistoryVersion;
  UCHAR ClearSupport : 1;
  UCHAR ErrorHistorySource : 2;
  UCHAR ErrorHistoryRetrieved : 2;
  UCHAR Reserved0 : 3;
  UCHAR Reserved1[20];
  UCHAR DirectoryLength[2];
  ERROR_HISTORY_DIRECTORY_ENTRY ErrorHistoryDirectoryList[ANYSIZE_ARRAY];
} ERROR_HISTORY_DIRECTORY, *PERROR_HISTORY_DIRECTORY;

typedef struct _CURRENT_INTERNAL_STATUS_PARAMETER_DATA {
  UCHAR Reserved0[4];
  UCHAR IEEECompanyId[4];
  UCHAR CurrentInternalStatusDataSetOneLength[2];
  UCHAR CurrentInternalStatusDataSetTwoLength[2];
  UCHAR CurrentInternalStatusDataSetThreeLength[2];
  UCHAR CurrentInternalStatusDataSetFourLength[4];
  UCHAR Reserved1[364];
  UCHAR NewSavedDataAvailable;
  UCHAR SavedDataGenerationNumber;
  UCHAR CurrentReasonIdentifier[128];
  UCHAR CurrentInternalStatusData[ANYSIZE_ARRAY];
} CURRENT_INTERNAL_STATUS_PARAMETER_DATA,
    *PCURRENT_INTERNAL_STATUS_PARAMETER_DATA;

typedef struct _SAVED_INTERNAL_STATUS_PARAMETER_DATA {
  UCHAR Reserved0[4];
  UCHAR IEEECompanyId[4];
  UCHAR SavedInternalStatusDataSetOneLength[2];
  UCHAR SavedInternalStatusDataSetTwoLength[2];
  UCHAR SavedInternalStatusDataSetThreeLength[2];
  UCHAR SavedInternalStatusDataSetFourLength[4];
  UCHAR Reserved1[364];
  UCHAR NewSavedDataAvailable;
  UCHAR SavedDataGenerationNumber;
  UCHAR SavedReasonIdentifier[128];
  UCHAR SavedInternalStatusData[ANYSIZE_ARRAY];
} SAVED_INTERNAL_STATUS_PARAMETER_DATA, *PSAVED_INTERNAL_STATUS_PARAMETER_DATA;

/* Physical elements. */
typedef struct _PHYSICAL_ELEMENT_STATUS_DATA_DESCRIPTOR {
  UCHAR Reserved1[4];
  UCHAR ElementIdentifier[4];
  UCHAR Reserved2[6];
  UCHAR PhysicalElementType;
  UCHAR PhysicalElementHealth;
  UCHAR AssociatedCapacity[8];
  UCHAR Reserved3[8];
} PHYSICAL_ELEMENT_STATUS_DATA_DESCRIPTOR,
    *PPHYSICAL_ELEMENT_STATUS_DATA_DESCRIPTOR;

typedef struct _PHYSICAL_ELEMENT_STATUS_PARAMETER_DATA {
  UCHAR DescriptorCount[4];
  UCHAR ReturnedDescriptorCount[4];
  UCHAR ElementIdentifierBeingDepoped[4];
  UCHAR Reserved[20];
  PHYSICAL_ELEMENT_STATUS_DATA_DESCRIPTOR Descriptors[ANYSIZE_ARRAY];
} PHYSICAL_ELEMENT_STATUS_PARAMETER_DATA,
    *PPHYSICAL_ELEMENT_STATUS_PARAMETER_DATA;

#pragma pack(pop)

#ifdef __cplusplus
}
#endif

#endif /* ISRLINT_SCSI_NAMES_H */
