/* srb.h - mingw-w64's <srb.h> for constants and layouts, and in place of its
 * SCSI port callbacks and structures those of Storport, which hold all members
 * of the former.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_SRB_H
#define ISRLINT_SRB_H

#include <miniport.h>

/* Each name below is ours: mingw-w64's goes by another one while its header is
 * read. */
#define _ACCESS_RANGE _ISRLINT_ACCESS_RANGE
#define ACCESS_RANGE ISRLINT_ACCESS_RANGE
#define PACCESS_RANGE ISRLINT_PACCESS_RANGE
#define _PORT_CONFIGURATION_INFORMATION _ISRLINT_PORT_CONFIGURATION_INFORMATION
#define PORT_CONFIGURATION_INFORMATION ISRLINT_PORT_CONFIGURATION_INFORMATION
#define PPORT_CONFIGURATION_INFORMATION ISRLINT_PPORT_CONFIGURATION_INFORMATION
#define _HW_INITIALIZATION_DATA _ISRLINT_HW_INITIALIZATION_DATA
#define HW_INITIALIZATION_DATA ISRLINT_HW_INITIALIZATION_DATA
#define PHW_INITIALIZATION_DATA ISRLINT_PHW_INITIALIZATION_DATA
#define PHW_INITIALIZE ISRLINT_PHW_INITIALIZE
#define PHW_STARTIO ISRLINT_PHW_STARTIO
#define PHW_INTERRUPT ISRLINT_PHW_INTERRUPT
#define PHW_TIMER ISRLINT_PHW_TIMER
#define PHW_DMA_STARTED ISRLINT_PHW_DMA_STARTED
#define PHW_FIND_ADAPTER ISRLINT_PHW_FIND_ADAPTER
#define PHW_RESET_BUS ISRLINT_PHW_RESET_BUS
#define PHW_ADAPTER_STATE ISRLINT_PHW_ADAPTER_STATE
#define PHW_ADAPTER_CONTROL ISRLINT_PHW_ADAPTER_CONTROL
#define _SCSI_ADAPTER_CONTROL_TYPE _ISRLINT_SCSI_ADAPTER_CONTROL_TYPE
#define SCSI_ADAPTER_CONTROL_TYPE ISRLINT_SCSI_ADAPTER_CONTROL_TYPE
#define PSCSI_ADAPTER_CONTROL_TYPE ISRLINT_PSCSI_ADAPTER_CONTROL_TYPE
#define ScsiQuerySupportedControlTypes IsrlintScsiQuerySupportedControlTypes
#define ScsiStopAdapter IsrlintScsiStopAdapter
#define ScsiRestartAdapter IsrlintScsiRestartAdapter
#define ScsiSetBootConfig IsrlintScsiSetBootConfig
#define ScsiSetRunningConfig IsrlintScsiSetRunningConfig
#define ScsiAdapterControlMax IsrlintScsiAdapterControlMax
#define MakeAdapterControlTypeSizeOfUlong IsrlintMakeAdapterControlTypeSize
#define _SCSI_NOTIFICATION_TYPE _ISRLINT_SCSI_NOTIFICATION_TYPE
#define SCSI_NOTIFICATION_TYPE ISRLINT_SCSI_NOTIFICATION_TYPE
#define PSCSI_NOTIFICATION_TYPE ISRLINT_PSCSI_NOTIFICATION_TYPE
#define RequestComplete IsrlintRequestComplete
#define NextRequest IsrlintNextRequest
#define NextLuRequest IsrlintNextLuRequest
#define ResetDetected IsrlintResetDetected
#define CallDisableInterrupts IsrlintCallDisableInterrupts
#define CallEnableInterrupts IsrlintCallEnableInterrupts
#define RequestTimerCall IsrlintRequestTimerCall
#define BusChangeDetected IsrlintBusChangeDetected
#define WMIEvent IsrlintWMIEvent
#define WMIReregister IsrlintWMIReregister
#define LinkUp IsrlintLinkUp
#define LinkDown IsrlintLinkDown
#define QueryTickCount IsrlintQueryTickCount
#define BufferOverrunDetected IsrlintBufferOverrunDetected
#define TraceNotification IsrlintTraceNotification
#define ScsiPortInitialize IsrlintScsiPortInitialize
#define ScsiPortNotification IsrlintScsiPortNotification
#define ScsiPortGetUncachedExtension IsrlintScsiPortGetUncachedExtension
#include_next <srb.h>
#undef _ACCESS_RANGE
#undef ACCESS_RANGE
#undef PACCESS_RANGE
#undef _PORT_CONFIGURATION_INFORMATION
#undef PORT_CONFIGURATION_INFORMATION
#undef PPORT_CONFIGURATION_INFORMATION
#undef _HW_INITIALIZATION_DATA
#undef HW_INITIALIZATION_DATA
#undef PHW_INITIALIZATION_DATA
#undef PHW_INITIALIZE
#undef PHW_STARTIO
#undef PHW_INTERRUPT
#undef PHW_TIMER
#undef PHW_DMA_STARTED
#undef PHW_FIND_ADAPTER
#undef PHW_RESET_BUS
#undef PHW_ADAPTER_STATE
#undef PHW_ADAPTER_CONTROL
#undef _SCSI_ADAPTER_CONTROL_TYPE
#undef SCSI_ADAPTER_CONTROL_TYPE
#undef PSCSI_ADAPTER_CONTROL_TYPE
#undef ScsiQuerySupportedControlTypes
#undef ScsiStopAdapter
#undef ScsiRestartAdapter
#undef ScsiSetBootConfig
#undef ScsiSetRunningConfig
#undef ScsiAdapterControlMax
#undef MakeAdapterControlTypeSizeOfUlong
#undef _SCSI_NOTIFICATION_TYPE
#undef SCSI_NOTIFICATION_TYPE
#undef PSCSI_NOTIFICATION_TYPE
#undef RequestComplete
#undef NextRequest
#undef NextLuRequest
#undef ResetDetected
#undef CallDisableInterrupts
#undef CallEnableInterrupts
#undef RequestTimerCall
#undef BusChangeDetected
#undef WMIEvent
#undef WMIReregister
#undef LinkUp
#undef LinkDown
#undef QueryTickCount
#undef BufferOverrunDetected
#undef TraceNotification
#undef ScsiPortInitialize
#undef ScsiPortNotification
#undef ScsiPortGetUncachedExtension

#include <isrlint/roles.h>
#include <isrlint/srbex.h>

#ifdef __cplusplus
extern "C" {
#endif

SCSIPORTAPI ULONG NTAPI ScsiPortInitialize(
    PVOID Argument1, PVOID Argument2,
    struct _HW_INITIALIZATION_DATA *HwInitializationData, PVOID HwContext);
SCSIPORTAPI
    VOID __cdecl ScsiPortNotification(SCSI_NOTIFICATION_TYPE NotificationType,
                                      PVOID HwDeviceExtension, ...);
SCSIPORTAPI PVOID NTAPI ScsiPortGetUncachedExtension(
    PVOID HwDeviceExtension, PPORT_CONFIGURATION_INFORMATION ConfigInfo,
    ULONG NumberOfBytes);

#ifdef __cplusplus
}
#endif

#endif /* ISRLINT_SRB_H */
