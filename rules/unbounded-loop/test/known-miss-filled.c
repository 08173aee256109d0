// What a function of the driver fills by an address is not followed: the loop is
// undecided, though the function reads the device only.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=unbounded-loop -fsyntax-only %s 2>&1 | FileCheck %s

#include <storport.h>

HW_INTERRUPT HwInterrupt;

static VOID ReadOut(PVOID Extension, PULONG Value) { *Value = StorPortReadRegisterUlong(Extension, Extension); }

BOOLEAN HwInterrupt(PVOID Extension) {
  ULONG value;
  ReadOut(Extension, &value);
  while (!(value & 1))
    ReadOut(Extension, &value);
  return TRUE;
}
// CHECK: :16:3: warning: loop waits for the device without a bound
