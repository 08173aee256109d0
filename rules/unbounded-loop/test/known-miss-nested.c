// Loops around others: what is found is counted, the inner limit is no constant, or the step is up to the device.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=unbounded-loop -fsyntax-only %s 2>&1 | FileCheck %s

#include <storport.h>

typedef struct {
  ULONG *Registers;
  ULONG Ports;
} DEVICE;

HW_INTERRUPT HwInterrupt;

static ULONG Read(DEVICE *Device) { return StorPortReadRegisterUlong(Device, Device->Registers); }

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  ULONG Found, Any, i, n = 0;
  // CHECK: :[[#@LINE+1]]:3: warning: loop waits for the device
  do {
    Found = 0;
    for (i = 0; i < 4; i++)
      if (Read(Device) & (1u << i))
        Found++;
  } while (Found);
  // CHECK: :[[#@LINE+1]]:3: warning: loop waits for the device
  do {
    Any = FALSE;
    for (i = 0; i < Device->Ports; i++)
      if (Read(Device) & (1u << i))
        Any = TRUE;
  } while (Any);
  // CHECK: :[[#@LINE+1]]:3: warning: loop waits for the device
  while (n < 3) {
    for (i = 0; i < 20; i++)
      if (Read(Device) & 2)
        return TRUE;
    if (Read(Device) & 1)
      n++;
  }
  return TRUE;
}
