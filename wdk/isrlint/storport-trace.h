/* storport-trace.h - types of event logs, event tracing and telemetry of
 * Storport.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_STORPORT_TRACE_H
#define ISRLINT_STORPORT_TRACE_H

#include <srb.h>

#ifdef __cplusplus
extern "C" {
#endif

#define STORPORT_ETW_MAX_DESCRIPTION_LENGTH 30
#define STORPORT_ETW_MAX_PARAM_NAME_LENGTH 15

#define STORPORT_ETW_EVENT_KEYWORD_IO 0x00000001
#define STORPORT_ETW_EVENT_KEYWORD_PERFORMANCE 0x00000002
#define STORPORT_ETW_EVENT_KEYWORD_POWER 0x00000004
#define STORPORT_ETW_EVENT_KEYWORD_ENUMERATION 0x00000008
#define STORPORT_ETW_EVENT_KEYWORD_COMMAND_TRACE 0x00000010

typedef enum _STORPORT_ETW_LEVEL {
  StorportEtwLevelLogAlways = 0,
  StorportEtwLevelCritical,
  StorportEtwLevelError,
  StorportEtwLevelWarning,
  StorportEtwLevelInformational,
  StorportEtwLevelVerbose,
  StorportEtwLevelMax = 0xff
} STORPORT_ETW_LEVEL,
    *PSTORPORT_ETW_LEVEL;

typedef enum _STORPORT_ETW_EVENT_OPCODE {
  StorportEtwEventOpcodeInfo = 0,
  StorportEtwEventOpcodeStart,
  StorportEtwEventOpcodeStop,
  StorportEtwEventOpcodeDC_Start,
  StorportEtwEventOpcodeDC_Stop,
  StorportEtwEventOpcodeExtension,
  StorportEtwEventOpcodeReply,
  StorportEtwEventOpcodeResume,
  StorportEtwEventOpcodeSuspend,
  StorportEtwEventOpcodeSend,
  StorportEtwEventOpcodeReceive = 240
} STORPORT_ETW_EVENT_OPCODE,
    *PSTORPORT_ETW_EVENT_OPCODE;

typedef enum _STORPORT_ETW_EVENT_CHANNEL {
  StorportEtwEventDiagnostic = 0,
  StorportEtwEventOperational,
  StorportEtwEventHealth
} STORPORT_ETW_EVENT_CHANNEL,
    *PSTORPORT_ETW_EVENT_CHANNEL;

typedef enum _STOR_EVENT_ASSOCIATION_ENUM {
  StorEventAdapterAssociation = 0,
  StorEventLunAssociation,
  StorEventTargetAssociation,
  StorEventInvalidAssociation
} STOR_EVENT_ASSOCIATION_ENUM,
    *PSTOR_EVENT_ASSOCIATION_ENUM;

/* STOR_LOG_EVENT_DETAILS.InterfaceRevision */
#define STOR_CURRENT_LOG_INTERFACE_REVISION 0x00000100

typedef struct _STOR_LOG_EVENT_DETAILS {
  ULONG InterfaceRevision;
  ULONG Size;
  ULONG Flags;
  STOR_EVENT_ASSOCIATION_ENUM EventAssociation;
  ULONG PathId;
  ULONG TargetId;
  ULONG LunId;
  BOOLEAN StorportSpecificErrorCode;
  ULONG ErrorCode;
  ULONG UniqueId;
  ULONG DumpDataSize;
  PVOID DumpData;
  ULONG StringCount;
  PWSTR *StringList;
} STOR_LOG_EVENT_DETAILS, *PSTOR_LOG_EVENT_DETAILS;

#define EVENT_NAME_MAX_LENGTH 32
#define EVENT_MAX_PARAM_NAME_LEN 32
#define EVENT_BUFFER_MAX_LENGTH 4096
#define DRIVER_VER_STR_MAX_LENGTH 32

typedef struct _STORPORT_TELEMETRY_EVENT {
  ULONG DriverVersion;
  ULONG EventId;
  UCHAR EventName[EVENT_NAME_MAX_LENGTH];
  ULONG EventVersion;
  ULONG Flags;
  ULONG EventBufferLength;
  PUCHAR EventBuffer;
  UCHAR ParameterName0[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue0;
  UCHAR ParameterName1[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue1;
  UCHAR ParameterName2[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue2;
  UCHAR ParameterName3[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue3;
  UCHAR ParameterName4[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue4;
  UCHAR ParameterName5[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue5;
  UCHAR ParameterName6[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue6;
  UCHAR ParameterName7[EVENT_MAX_PARAM_NAME_LEN];
  ULONGLONG ParameterValue7;
} STORPORT_TELEMETRY_EVENT, *PSTORPORT_TELEMETRY_EVENT;

typedef enum _STOR_TELEMETRY_CATEGORY {
  StorMeasuresCategory = 0,
  StorTelemetryCategory
} STOR_TELEMETRY_CATEGORY,
    *PSTOR_TELEMETRY_CATEGORY;

#ifdef __cplusplus
}
#endif

#endif /* ISRLINT_STORPORT_TRACE_H */
