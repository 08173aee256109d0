// Loops around a counted loop: what the inner one counts bounds only itself.
//
// CLAIM: fires 1
// CLAIM: silent 1
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  ULONG *Registers;
} DEVICE;

#define READ() StorPortReadRegisterUlong(Device, Device->Registers)
#define WRITE(value) StorPortWriteRegisterUlong(Device, Device->Registers, value)

HW_INTERRUPT HwInterrupt; // expected-note 5 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}

static VOID ResetUntilReady(DEVICE *Device) {
  // CHECK: :[[#@LINE+1]]:3: error: loop waits for the device without a bound; reachable
  for (;;) { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
    for (ULONG i = 0; i < 100; i++) {
      if (READ() & 2) // expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
        return;
      StorPortStallExecution(1);
    }
    WRITE(1);
  }
}

static VOID ScanUntilQuiet(DEVICE *Device) {
  BOOLEAN More;
  // CHECK: :[[#@LINE+1]]:3: error: loop waits for the device without a bound; reachable
  do { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
    More = FALSE;
    for (ULONG i = 0; i < 4; i++)
      if (READ() & (1 << i)) {
        WRITE(1 << i);
        More = TRUE;
      }
  } while (More); // expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
}

static VOID ResetAgain(DEVICE *Device) {
  ULONG i;
again:
  WRITE(1);
  for (i = 0; i < 100; i++)
    if (READ() & 2)
      break;
  // CHECK: :[[#@LINE+2]]:5: error: loop waits for the device without a bound; reachable
  if (i == 100) // expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    goto again; // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
}

// The test that counts is passed only when the device says so.
static VOID BusyOrCounted(DEVICE *Device) {
  ULONG Turns = 0;
  // CHECK: :[[#@LINE+1]]:3: error: loop waits for the device without a bound; reachable
  while ((READ() & 1) || Turns < 100) // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit is only reached behind a test of 'StorPortReadRegisterUlong', which reads the device}}
    Turns++;
}

static VOID CountedOrBusy(DEVICE *Device) {
  ULONG Turns = 0;
  // CHECK: :[[#@LINE+1]]:3: error: loop waits for the device without a bound; reachable
  while (Turns < 100 || (READ() & 1)) // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    Turns++;
}

static VOID ResetsCounted(DEVICE *Device) {
  for (ULONG Resets = 0; Resets < 3; Resets++) {
    for (ULONG i = 0; i < 100; i++)
      if (READ() & 2)
        return;
    WRITE(1);
  }
}

static VOID ScansCounted(DEVICE *Device) {
  BOOLEAN More;
  ULONG Scans = 0;
  do {
    More = FALSE;
    for (ULONG i = 0; i < 4; i++)
      if (READ() & (1 << i))
        More = TRUE;
  } while (More && ++Scans < 10);
}

// What the inner loop finds ends the outer one, and is the same every time.
static VOID EndsAtOnce(DEVICE *Device) {
  BOOLEAN Last = FALSE;
  while (!Last)
    for (ULONG i = 0; i < 4; i++)
      if (i == 3)
        Last = TRUE;
}

static VOID BusyAndCounted(DEVICE *Device) {
  ULONG Turns = 0;
  while ((READ() & 1) && Turns < 100)
    Turns++;
}

BOOLEAN HwInterrupt(PVOID Extension) {
  ResetUntilReady(Extension); // expected-note {{'ResetUntilReady' is called from 'HwInterrupt' here}}
  ScanUntilQuiet(Extension); // expected-note {{'ScanUntilQuiet' is called from 'HwInterrupt' here}}
  ResetAgain(Extension); // expected-note {{'ResetAgain' is called from 'HwInterrupt' here}}
  BusyOrCounted(Extension); // expected-note {{'BusyOrCounted' is called from 'HwInterrupt' here}}
  CountedOrBusy(Extension); // expected-note {{'CountedOrBusy' is called from 'HwInterrupt' here}}
  ResetsCounted(Extension);
  ScansCounted(Extension);
  EndsAtOnce(Extension);
  BusyAndCounted(Extension);
  return TRUE;
}
// expected-note@*:* 5 {{count the turns, and end at a limit}}
