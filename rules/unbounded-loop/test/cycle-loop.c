// Functions that call each other behind a loop: what counts the turns of the
// loop does not count the depth.
//
// CLAIM: fires 4
// CLAIM: silent 1
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct {
  ULONG *Registers;
} DEVICE;

#define READ() StorPortReadRegisterUlong(Device, Device->Registers)

HW_INTERRUPT HwInterrupt; // expected-note 3 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}

static VOID Recover(DEVICE *Device);

static BOOLEAN Send(DEVICE *Device) {
  for (ULONG i = 0; i < 100; i++)
    if (READ() & 2)
      return TRUE;
  Recover(Device); // expected-note {{'Recover' is called from 'Send' here}}
  return FALSE;
}

static VOID Recover(DEVICE *Device) {
  StorPortWriteRegisterUlong(Device, Device->Registers, 1);
  Send(Device); // expected-warning {{'Send' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
}

static VOID Reset(DEVICE *Device) {
  ULONG i;
  for (i = 0; i < 100; i++)
    if (READ() & 2)
      return;
  if (i == 100)
    Reset(Device); // expected-warning {{'Reset' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
}

// Told once, though each call passes another value.
static VOID Deeper(DEVICE *Device, ULONG Depth) {
  if (Depth > 5)
    StorPortWriteRegisterUlong(Device, Device->Registers, Depth);
  if (READ() & 2)
    Deeper(Device, Depth + 1); // expected-warning {{'Deeper' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{'Deeper' is called from 'Deeper' here}}
}

static VOID Counted(DEVICE *Device, ULONG Depth) {
  for (ULONG i = 0; i < 100; i++)
    if (READ() & 2)
      return;
  if (Depth < 9)
    Counted(Device, Depth + 1);
}

static VOID Through(DEVICE *Device, ULONG Depth) {
  ULONG Next = Depth + 1;
  if (Next > 9)
    return;
  Through(Device, Next);
}

static VOID Listed(DEVICE *Device, ULONG Depth) {
  for (ULONG i = 0; i < 3; i++)
    Depth++;
  if (Depth < 99)
    Listed(Device, Depth);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Send(Extension); // expected-note {{'Send' is called from 'HwInterrupt' here}}
  Reset(Extension); // expected-note {{'Reset' is called from 'HwInterrupt' here}}
  Deeper(Extension, 0); // expected-note {{'Deeper' is called from 'HwInterrupt' here}}
  Counted(Extension, 0);
  Through(Extension, 0);
  Listed(Extension, 0);
  return TRUE;
}
// expected-note@*:* 3 {{count the depth, and end at a limit}}

// CHECK: :3: error: 'Send' is called again without a bound
// CHECK: :5: error: 'Reset' is called again without a bound
// CHECK: :5: error: 'Deeper' is called again without a bound
