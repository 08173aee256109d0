// Call cycles whose counter does not bound the depth: it is handed on as it was, it wraps around, or its test can be got around.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=unbounded-loop -fsyntax-only %s 2>&1 | FileCheck %s

#include <storport.h>

typedef struct {
  ULONG *Registers;
} DEVICE;

HW_INTERRUPT HwInterrupt;

static BOOLEAN Read(DEVICE *Device) { return StorPortReadRegisterUlong(Device, Device->Registers) & 1; }

static VOID Old(DEVICE *Device, ULONG n) {
  // CHECK: :[[#@LINE+2]]:5: warning: 'Old' is called again without a bound
  if (n < 5 && Read(Device))
    Old(Device, n++);
}

static VOID Narrow(DEVICE *Device, UCHAR n) {
  // CHECK: :[[#@LINE+2]]:5: warning: 'Narrow' is called again without a bound
  if (n <= 255 && Read(Device))
    Narrow(Device, n + 1);
}

static VOID Around(DEVICE *Device, ULONG n) {
  if (n == 0 && Read(Device))
    return;
  // CHECK: :[[#@LINE+1]]:3: warning: 'Around' is called again without a bound
  Around(Device, n - 1);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Old(Extension, 0);
  Narrow(Extension, 0);
  Around(Extension, 9);
  return TRUE;
}
