// What says something of the device: a routine that reads it, itself or behind
// functions, a member of a union that it filled, volatile memory.
//
// CLAIM: fires 1
// CLAIM: silent 1
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef union {
  ULONG AsUlong;
  struct {
    ULONG Start : 1;
    ULONG Running : 1;
    ULONG Slot : 5;
  };
} COMMAND;

typedef struct {
  PUCHAR Base;
  volatile LONG Busy;
  LONG Plain;
} DEVICE;

HW_INTERRUPT HwInterrupt; // expected-note 5 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}

static ULONG Read(DEVICE *Device, ULONG Offset) {
  return StorPortReadRegisterUlong(Device, (PULONG)(Device->Base + Offset));
}

static BOOLEAN IsIdle(DEVICE *Device) {
  COMMAND Command;
  Command.AsUlong = Read(Device, 0x18);
  return !Command.Running;
}

static VOID Union(DEVICE *Device) {
  COMMAND Command;
  do { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
    Command.AsUlong = Read(Device, 0x18);
  } while (Command.Running); // expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
}

static VOID UnionCounted(DEVICE *Device) {
  COMMAND Command;
  ULONG Turns = 500;
  do {
    Command.AsUlong = Read(Device, 0x18);
  } while (Command.Running && --Turns);
}

static VOID Accessor(DEVICE *Device) {
  while (!IsIdle(Device)) // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    StorPortStallExecution(1);
}

static VOID AccessorCounted(DEVICE *Device) {
  for (ULONG Turns = 0; !IsIdle(Device); Turns++)
    if (Turns == 500)
      break;
}

static VOID Volatile(DEVICE *Device) {
  while (Device->Busy) // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'DEVICE.Busy', which is volatile}}
    YieldProcessor();
}

static VOID VolatileCounted(DEVICE *Device) {
  ULONG Turns = 0;
  while (Device->Busy && Turns < 500)
    Turns++;
}

static VOID Behind(volatile ULONG *Register) {
  while (*Register & 1) // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on '*Register', which is volatile}}
    ;
}

static VOID BehindCounted(volatile ULONG *Register) {
  for (int Turns = 500; Turns > 0 && (*Register & 1); Turns--)
    ;
}

static VOID Drain(DEVICE *Device) {
  ULONG Causes;
  while ((Causes = Read(Device, 0)) != 0) // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    StorPortWriteRegisterUlong(Device, (PULONG)Device->Base, Causes);
}

static VOID DrainCounted(DEVICE *Device) {
  ULONG Causes, Turns = 0;
  while ((Causes = Read(Device, 0)) != 0 && Turns++ < 500)
    StorPortWriteRegisterUlong(Device, (PULONG)Device->Base, Causes);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Union(Device); // expected-note {{'Union' is called from 'HwInterrupt' here}}
  UnionCounted(Device);
  Accessor(Device); // expected-note {{'Accessor' is called from 'HwInterrupt' here}}
  AccessorCounted(Device);
  Volatile(Device); // expected-note {{'Volatile' is called from 'HwInterrupt' here}}
  VolatileCounted(Device);
  Behind((volatile ULONG *)Device->Base); // expected-note {{'Behind' is called from 'HwInterrupt' here}}
  BehindCounted((volatile ULONG *)Device->Base);
  Drain(Device); // expected-note {{'Drain' is called from 'HwInterrupt' here}}
  DrainCounted(Device);
  return TRUE;
}
// expected-note@*:* 5 {{count the turns, and end at a limit}}

// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
