// A function that ends the machine is a way out.
//
// CLAIM: silent 2
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_INTERRUPT HwInterrupt; // #root

static VOID Panic(PVOID Extension) { KeBugCheckEx(0xD1, (ULONG_PTR)Extension, 0, 0, 0); }
static VOID Calm(PVOID Extension) {}

BOOLEAN HwInterrupt(PVOID Extension) {
  ULONG n = 0;
  while (!(StorPortReadRegisterUlong(Extension, Extension) & 1))
    if (n++ > 100)
      Panic(Extension);
  // CHECK: :[[#@LINE+1]]:3: error: loop waits for the device without a bound
  while (!(StorPortReadRegisterUlong(Extension, Extension) & 1)) // #loop
    if (n++ > 100)
      Calm(Extension);
  return TRUE;
}
// expected-warning@#loop {{loop waits for the device without a bound}}
// expected-note@#loop {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
// expected-note@#root {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* {{count the turns, and end at a limit}}
