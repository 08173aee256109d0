// A counter that nothing steps, in a structure that a function only reads.
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

typedef struct {
  DEVICE *Device;
  ULONG Retry, Most;
} POLL;

static BOOLEAN Once(POLL *Poll) { return Read(Poll->Device) & 1; }

BOOLEAN HwInterrupt(PVOID Extension) {
  POLL Poll = {Extension, 0, 10};
  // CHECK: :[[#@LINE+1]]:3: warning: loop waits for the device
  while (!Once(&Poll))
    if (Poll.Retry >= Poll.Most)
      break;
  return TRUE;
}
