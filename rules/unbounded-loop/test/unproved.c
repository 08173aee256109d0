// Where a step of the proof is missing, or a routine outside decides, nothing
// is said; without that call or arithmetic the loop would be told.
//
// CLAIM: fires 1
// CLAIM: silent 2, 4
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  ULONG *Registers;
  ULONG Turns, Limit;
  LONG Users;
} DEVICE;

HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}

VOID Elsewhere(DEVICE *Device);
BOOLEAN IsOver(DEVICE *Device);

#define STATUS(d) StorPortReadRegisterUlong(d, (d)->Registers)

static VOID Told(DEVICE *Device) {
  while (Device->Turns < 100) { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on nothing that changes in the loop}}
    if (STATUS(Device) & 1) // expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
      break;
  }
}

static VOID UnknownCall(DEVICE *Device) {
  while (Device->Turns < 100) {
    if (STATUS(Device) & 1)
      break;
    Elsewhere(Device);
  }
}

static VOID ChangedByHelper(DEVICE *Device, ULONG *Turns) {
  ++*Turns;
  Elsewhere(Device);
}

static VOID Address(DEVICE *Device) {
  ULONG Turns = 0;
  while (Turns < 100) {
    if (STATUS(Device) & 1)
      break;
    ChangedByHelper(Device, &Turns);
  }
}

static VOID Limit(DEVICE *Device) {
  ULONG Turns = 0;
  while (!(STATUS(Device) & 1))
    if (++Turns > Device->Limit)
      break;
}

static VOID Arithmetic(ULONG a, ULONG b) {
  while (b) {
    ULONG Rest = a % b;
    a = b;
    b = Rest;
  }
}

static VOID Narrow(DEVICE *Device) {
  for (UCHAR i = 0; i < Device->Limit; i++)
    StorPortWriteRegisterUlong(Device, Device->Registers, i);
}

static VOID Outside(DEVICE *Device) {
  while (!IsOver(Device))
    if (STATUS(Device) & 1)
      break;
}

static VOID Swap(DEVICE *Device) {
  while (InterlockedCompareExchange(&Device->Users, 1, 0) != 0)
    YieldProcessor();
}

static VOID Clock(DEVICE *Device) {
  LARGE_INTEGER Start, Now;
  StorPortQuerySystemTime(&Start);
  do {
    StorPortQuerySystemTime(&Now);
  } while (!(STATUS(Device) & 1) && Now.QuadPart - Start.QuadPart < 500);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Told(Device); // expected-note {{'Told' is called from 'HwInterrupt' here}}
  UnknownCall(Device);
  Address(Device);
  Limit(Device);
  Arithmetic(Device->Limit, Device->Turns);
  Narrow(Device);
  Outside(Device);
  Swap(Device);
  Clock(Device);
  return TRUE;
}
// expected-note@*:* {{count the turns, and end at a limit}}

// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
