// RUN: %clang_kernel -Wall -Wextra -Werror -fsyntax-only %s
// RUN: %clang_kernel -Wall -Wextra -Werror -fsyntax-only -DSTORPORT %s
// RUN: %clang_kernel -E -P %s | FileCheck %s --check-prefix=SCSI
// RUN: %clang_kernel -E -P -DSTORPORT %s | FileCheck %s --check-prefix=STOR

// A SCSI port miniport: by its own header it calls ScsiPort routines, under
// storport.h the same lines call those of Storport.
#include <miniport.h>
#include <scsi.h>
#ifdef STORPORT
#include <storport.h>
#endif

typedef struct _EXTENSION {
  PULONG Register;
  LARGE_INTEGER Time;
} EXTENSION, *PEXTENSION;

HW_INTERRUPT Interrupt;
HW_FIND_ADAPTER FindAdapter;
HW_TIMER Timer;

// SCSI-LABEL: BOOLEAN Interrupt(PVOID DeviceExtension) {
// SCSI: READ_REGISTER_ULONG(Extension->Register)
// SCSI: ScsiPortNotification(RequestTimerCall
// SCSI: ScsiPortStallExecution(5)
// STOR-LABEL: BOOLEAN Interrupt(PVOID DeviceExtension) {
// STOR: StorPortReadRegisterUlong(((void *)0), Extension->Register)
// STOR: StorPortNotification(RequestTimerCall
// STOR: StorPortStallExecution(5)
BOOLEAN Interrupt(PVOID DeviceExtension) {
  PEXTENSION Extension = DeviceExtension;

  if (ScsiPortReadRegisterUlong(Extension->Register) == 0) {
    return FALSE;
  }
  ScsiPortNotification(RequestTimerCall, Extension, Timer, 1000);
  ScsiPortStallExecution(5);
  return TRUE;
}

// SCSI-LABEL: void Timer(PVOID DeviceExtension) {
// SCSI: WRITE_REGISTER_ULONG(Extension->Register, 1)
// SCSI: memmove(Extension, Extension->Register, 4)
// STOR-LABEL: void Timer(PVOID DeviceExtension) {
// STOR: StorPortWriteRegisterUlong(((void *)0), Extension->Register, 1)
// STOR: StorPortMoveMemory(Extension, Extension->Register, 4)
VOID Timer(PVOID DeviceExtension) {
  PEXTENSION Extension = DeviceExtension;

  ScsiPortWriteRegisterUlong(Extension->Register, 1);
  ScsiPortMoveMemory(Extension, Extension->Register, 4);
}

ULONG FindAdapter(PVOID DeviceExtension, PVOID HwContext, PVOID BusInformation,
                  PCHAR ArgumentString,
                  PPORT_CONFIGURATION_INFORMATION ConfigInfo, PBOOLEAN Again) {
  PEXTENSION Extension = DeviceExtension;

  UNREFERENCED_PARAMETER(HwContext);
  UNREFERENCED_PARAMETER(BusInformation);
  UNREFERENCED_PARAMETER(ArgumentString);
  *Again = FALSE;
  Extension->Register =
      ScsiPortGetUncachedExtension(Extension, ConfigInfo, sizeof(ULONG));
  return SP_RETURN_FOUND;
}

// SCSI: ScsiPortInitialize(DriverObject
// STOR: StorPortInitialize(DriverObject
ULONG DriverEntry(PVOID DriverObject, PVOID Argument2) {
  HW_INITIALIZATION_DATA Data = {0};

  Data.HwInitializationDataSize = sizeof(Data);
  Data.HwInterrupt = Interrupt;
  Data.HwFindAdapter = FindAdapter;
  return ScsiPortInitialize(DriverObject, Argument2, &Data, NULL);
}
