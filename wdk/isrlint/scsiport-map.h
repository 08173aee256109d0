/* scsiport-map.h - the names of SCSI port, as a Storport miniport uses them:
 * each stands for the Storport routine of the same name.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_SCSIPORT_MAP_H
#define ISRLINT_SCSIPORT_MAP_H

#undef ScsiPortCompleteRequest
#undef ScsiPortConvertUlongToPhysicalAddress
#undef ScsiPortFreeDeviceBase
#undef ScsiPortGetBusData
#undef ScsiPortGetDeviceBase
#undef ScsiPortGetLogicalUnit
#undef ScsiPortGetPhysicalAddress
#undef ScsiPortGetSrb
#undef ScsiPortGetUncachedExtension
#undef ScsiPortGetVirtualAddress
#undef ScsiPortInitialize
#undef ScsiPortLogError
#undef ScsiPortNotification
#undef ScsiPortQuerySystemTime
#undef ScsiPortSetBusDataByOffset
#undef ScsiPortStallExecution
#undef ScsiPortValidateRange
#undef ScsiPortConvertPhysicalAddressToUlong
#undef ScsiPortMoveMemory
#define ScsiPortCompleteRequest StorPortCompleteRequest
#define ScsiPortConvertUlongToPhysicalAddress                                  \
  StorPortConvertUlongToPhysicalAddress
#define ScsiPortFreeDeviceBase StorPortFreeDeviceBase
#define ScsiPortGetBusData StorPortGetBusData
#define ScsiPortGetDeviceBase StorPortGetDeviceBase
#define ScsiPortGetLogicalUnit StorPortGetLogicalUnit
#define ScsiPortGetPhysicalAddress StorPortGetPhysicalAddress
#define ScsiPortGetSrb StorPortGetSrb
#define ScsiPortGetUncachedExtension StorPortGetUncachedExtension
#define ScsiPortGetVirtualAddress StorPortGetVirtualAddress
#define ScsiPortInitialize StorPortInitialize
#define ScsiPortLogError StorPortLogError
#define ScsiPortNotification StorPortNotification
#define ScsiPortQuerySystemTime StorPortQuerySystemTime
#define ScsiPortSetBusDataByOffset StorPortSetBusDataByOffset
#define ScsiPortStallExecution StorPortStallExecution
#define ScsiPortValidateRange StorPortValidateRange
#define ScsiPortConvertPhysicalAddressToUlong                                  \
  StorPortConvertPhysicalAddressToUlong
#define ScsiPortMoveMemory StorPortMoveMemory

#undef ScsiDebugPrint
#define ScsiDebugPrint StorPortDebugPrint
#undef DebugPrint
#if DBG
#define DebugPrint(x) StorPortDebugPrint x
#else
#define DebugPrint(x)
#endif

/* Storport's forms take the device extension first, SCSI port's do not. */
#undef ScsiPortReadPortUchar
#undef ScsiPortWritePortUchar
#undef ScsiPortReadPortUshort
#undef ScsiPortWritePortUshort
#undef ScsiPortReadPortUlong
#undef ScsiPortWritePortUlong
#undef ScsiPortReadPortBufferUchar
#undef ScsiPortWritePortBufferUchar
#undef ScsiPortReadPortBufferUshort
#undef ScsiPortWritePortBufferUshort
#undef ScsiPortReadPortBufferUlong
#undef ScsiPortWritePortBufferUlong
#undef ScsiPortReadRegisterUchar
#undef ScsiPortWriteRegisterUchar
#undef ScsiPortReadRegisterUshort
#undef ScsiPortWriteRegisterUshort
#undef ScsiPortReadRegisterUlong
#undef ScsiPortWriteRegisterUlong
#undef ScsiPortReadRegisterBufferUchar
#undef ScsiPortWriteRegisterBufferUchar
#undef ScsiPortReadRegisterBufferUshort
#undef ScsiPortWriteRegisterBufferUshort
#undef ScsiPortReadRegisterBufferUlong
#undef ScsiPortWriteRegisterBufferUlong
#define ScsiPortReadPortUchar(Port) StorPortReadPortUchar(NULL, Port)
#define ScsiPortWritePortUchar(Port, Value)                                    \
  StorPortWritePortUchar(NULL, Port, Value)
#define ScsiPortReadPortUshort(Port) StorPortReadPortUshort(NULL, Port)
#define ScsiPortWritePortUshort(Port, Value)                                   \
  StorPortWritePortUshort(NULL, Port, Value)
#define ScsiPortReadPortUlong(Port) StorPortReadPortUlong(NULL, Port)
#define ScsiPortWritePortUlong(Port, Value)                                    \
  StorPortWritePortUlong(NULL, Port, Value)
#define ScsiPortReadPortBufferUchar(Port, Buffer, Count)                       \
  StorPortReadPortBufferUchar(NULL, Port, Buffer, Count)
#define ScsiPortWritePortBufferUchar(Port, Buffer, Count)                      \
  StorPortWritePortBufferUchar(NULL, Port, Buffer, Count)
#define ScsiPortReadPortBufferUshort(Port, Buffer, Count)                      \
  StorPortReadPortBufferUshort(NULL, Port, Buffer, Count)
#define ScsiPortWritePortBufferUshort(Port, Buffer, Count)                     \
  StorPortWritePortBufferUshort(NULL, Port, Buffer, Count)
#define ScsiPortReadPortBufferUlong(Port, Buffer, Count)                       \
  StorPortReadPortBufferUlong(NULL, Port, Buffer, Count)
#define ScsiPortWritePortBufferUlong(Port, Buffer, Count)                      \
  StorPortWritePortBufferUlong(NULL, Port, Buffer, Count)
#define ScsiPortReadRegisterUchar(Register)                                    \
  StorPortReadRegisterUchar(NULL, Register)
#define ScsiPortWriteRegisterUchar(Register, Value)                            \
  StorPortWriteRegisterUchar(NULL, Register, Value)
#define ScsiPortReadRegisterUshort(Register)                                   \
  StorPortReadRegisterUshort(NULL, Register)
#define ScsiPortWriteRegisterUshort(Register, Value)                           \
  StorPortWriteRegisterUshort(NULL, Register, Value)
#define ScsiPortReadRegisterUlong(Register)                                    \
  StorPortReadRegisterUlong(NULL, Register)
#define ScsiPortWriteRegisterUlong(Register, Value)                            \
  StorPortWriteRegisterUlong(NULL, Register, Value)
#define ScsiPortReadRegisterBufferUchar(Register, Buffer, Count)               \
  StorPortReadRegisterBufferUchar(NULL, Register, Buffer, Count)
#define ScsiPortWriteRegisterBufferUchar(Register, Buffer, Count)              \
  StorPortWriteRegisterBufferUchar(NULL, Register, Buffer, Count)
#define ScsiPortReadRegisterBufferUshort(Register, Buffer, Count)              \
  StorPortReadRegisterBufferUshort(NULL, Register, Buffer, Count)
#define ScsiPortWriteRegisterBufferUshort(Register, Buffer, Count)             \
  StorPortWriteRegisterBufferUshort(NULL, Register, Buffer, Count)
#define ScsiPortReadRegisterBufferUlong(Register, Buffer, Count)               \
  StorPortReadRegisterBufferUlong(NULL, Register, Buffer, Count)
#define ScsiPortWriteRegisterBufferUlong(Register, Buffer, Count)              \
  StorPortWriteRegisterBufferUlong(NULL, Register, Buffer, Count)

#endif /* ISRLINT_SCSIPORT_MAP_H */
