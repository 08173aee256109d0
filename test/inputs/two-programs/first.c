/* first.c - the first driver: its own 'Settle' is harmless, the other driver's
 * waits. */
#include "../kernel.h"

HW_INTERRUPT FirstInterrupt;
void Collect(void);

static void Settle(void) {}

BOOLEAN FirstInterrupt(PVOID DeviceExtension) {
  Settle();
  Collect();
  return DeviceExtension != 0;
}

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  return StorPortInitialize(DriverObject, RegistryPath, 0, 0);
}
