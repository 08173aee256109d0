/* driver.c - calls a routine that no table knows. */
#include "../kernel.h"

HW_INTERRUPT MadeUpInterrupt;
void FluxCapacitorSettle(PVOID Flux);

BOOLEAN MadeUpInterrupt(PVOID DeviceExtension) {
  FluxCapacitorSettle(DeviceExtension);
  return DeviceExtension != 0;
}
