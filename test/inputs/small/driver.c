/* driver.c - an interrupt routine that waits, in one file. */
#include "../kernel.h"

HW_INTERRUPT SmallInterrupt;
static int Event;

static void Drain(void) { KeWaitForSingleObject(&Event, 0, 0, 0, 0); }

BOOLEAN SmallInterrupt(PVOID DeviceExtension) {
  Drain();
  return DeviceExtension != 0;
}

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  return StorPortInitialize(DriverObject, RegistryPath, 0, 0);
}
