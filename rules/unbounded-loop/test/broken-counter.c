// Counters that bound nothing, each beside one that does: too narrow for the
// limit, set back in a branch, stepped away from the limit.
//
// CLAIM: fires 1, 2
// CLAIM: silent 1
// RULES: unbounded-loop
// FLAGS: -Wno-tautological-constant-out-of-range-compare
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  ULONG *Registers;
  UCHAR Turns;
} DEVICE;

HW_INTERRUPT HwInterrupt; // expected-note 5 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}

#define STATUS(d) StorPortReadRegisterUlong(d, (d)->Registers)

static VOID Wide(DEVICE *Device) {
  UCHAR Turns = 0;
  while (!(STATUS(Device) & 1))
    if (++Turns > 200)
      break;
}

static VOID Narrow(DEVICE *Device) {
  UCHAR Turns = 0;
  while (!(STATUS(Device) & 1)) // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    if (++Turns > 300) // expected-note {{this exit is never taken: 'Turns' cannot pass its limit}}
      break;
}

static VOID NarrowMember(DEVICE *Device) {
  Device->Turns = 0;
  while (!(STATUS(Device) & 1)) // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    if (++Device->Turns > 300) // expected-note {{this exit is never taken: 'DEVICE.Turns' cannot pass its limit}}
      break;
}

static VOID NarrowFor(DEVICE *Device) {
  for (USHORT i = 0; i < 0x10000; i++) // expected-warning {{loop has no bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit is never taken: 'i' cannot pass its limit}}
    StorPortWriteRegisterUlong(Device, Device->Registers, i);
}

static VOID WideFor(DEVICE *Device) {
  for (USHORT i = 0; i < 0xFFFF; i++)
    StorPortWriteRegisterUlong(Device, Device->Registers, i);
}

static VOID NeverBelow(DEVICE *Device) {
  for (ULONG i = 10; i >= 0; i--) // expected-warning {{loop has no bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit is never taken: 'i' cannot pass its limit}}
    StorPortWriteRegisterUlong(Device, Device->Registers, i);
}

static VOID Below(DEVICE *Device) {
  for (LONG i = 10; i >= 0; i--)
    StorPortWriteRegisterUlong(Device, Device->Registers, i);
}

static VOID SetBack(DEVICE *Device) {
  ULONG Turns = 0;
  while (Turns < 100) { // expected-warning {{loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    Turns++;
    if (STATUS(Device) & 1)
      Turns = 0;
  }
}

static VOID SetBackCounted(DEVICE *Device) {
  ULONG Turns = 0, All = 0;
  while (Turns < 100) {
    Turns++;
    if (++All > 1000)
      break;
    if (STATUS(Device) & 1)
      Turns = 0;
  }
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Wide(Device);
  Narrow(Device); // expected-note {{'Narrow' is called from 'HwInterrupt' here}}
  NarrowMember(Device); // expected-note {{'NarrowMember' is called from 'HwInterrupt' here}}
  NarrowFor(Device); // expected-note {{'NarrowFor' is called from 'HwInterrupt' here}}
  WideFor(Device);
  NeverBelow(Device); // expected-note {{'NeverBelow' is called from 'HwInterrupt' here}}
  Below(Device);
  SetBack(Device); // expected-note {{'SetBack' is called from 'HwInterrupt' here}}
  SetBackCounted(Device);
  return TRUE;
}
// expected-note@*:* 5 {{count the turns, and end at a limit}}

// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop has no bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop has no bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
