/* entry.c - the entry points of both drivers. */
#include "../kernel.h"

HW_INTERRUPT SharedInterrupt;
void Drain(void);
void Settle(void);

BOOLEAN SharedInterrupt(PVOID DeviceExtension) {
  Drain();
  Settle();
  return DeviceExtension != 0;
}

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  return StorPortInitialize(DriverObject, RegistryPath, 0, 0);
}
