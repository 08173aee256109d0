/* second.c - the second driver: its own 'Collect' is harmless, the other
 * driver's waits. */
#include "../kernel.h"

HW_INTERRUPT SecondInterrupt;
void Settle(void);

static void Collect(void) {}

BOOLEAN SecondInterrupt(PVOID DeviceExtension) {
  Collect();
  Settle();
  return DeviceExtension != 0;
}

ULONG DriverEntry(PVOID DriverObject, PVOID RegistryPath) {
  return StorPortInitialize(DriverObject, RegistryPath, 0, 0);
}
