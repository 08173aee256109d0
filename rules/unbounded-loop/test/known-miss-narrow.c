// A counter of one byte that is stepped inside its test, and never passes the limit.
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
  UCHAR n = 0;
  // CHECK: :[[#@LINE+1]]:3: warning: loop has no bound
  while (n++ <= 255)
    if (Read(Device) & 1)
      break;
  return TRUE;
}
