// Function pointers in arrays of structures, in unions, in structures in
// structures, in copies, in literals, behind pointers to pointers.
//
// RULES: blocking-call,irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/small.h"

typedef long ROUTINE(PVOID Handle);
typedef struct {
  int Kind;
  union {
    ROUTINE *ByHandle;
    PVOID Any;
  };
  struct {
    ROUTINE *Stop[2];
  } Nested;
} OPS;
typedef struct {
  const OPS *Ops;
  OPS Own;
  ROUTINE **Vector;
} DEVICE;
typedef union {
  ROUTINE *Routine;
  unsigned long long Number;
} SLOT;

HW_INTERRUPT Isr; // expected-note 8 {{'Isr' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 8 {{call it in a work item: no DPC routine was found}}

static long InUnion(PVOID H) { return ZwClose(H); }   // expected-warning {{call to 'ZwClose'}}
static long InNested(PVOID H) { return ZwClose(H); }  // expected-warning {{call to 'ZwClose'}}
static long InVector(PVOID H) { return ZwClose(H); }  // expected-warning {{call to 'ZwClose'}}
static long InLiteral(PVOID H) { return ZwClose(H); } // expected-warning {{call to 'ZwClose'}}
static long InCopy(PVOID H) { return ZwClose(H); }    // expected-warning {{call to 'ZwClose'}}
static long InSlot(PVOID H) { return ZwClose(H); }    // expected-warning {{call to 'ZwClose'}}
static long InLocal(PVOID H) { return ZwClose(H); }   // expected-warning {{call to 'ZwClose'}}
static long ByAddress(PVOID H) { return ZwClose(H); } // expected-warning {{call to 'ZwClose'}}
static long Unused(PVOID H) { return ZwClose(H); }

static const OPS Models[] = {
    {1, {InUnion}, {{0}}}, // expected-note {{'InUnion' is stored in 'OPS.ByHandle' here}}
    [2].Nested.Stop[1] = InNested, // expected-note {{'InNested' is stored in 'OPS.Stop' here}}
};
static ROUTINE *Vector[] = {InVector, 0}; // expected-note {{'InVector' is stored in 'Vector' here}}
ROUTINE *Other = Unused;

typedef struct {
  ROUTINE *Routine;
} BOX;

static void Fill(ROUTINE **Where) {
  *Where = ByAddress; // expected-note {{'ByAddress' is stored in 'Filled' here}}
}

void Initialize(DEVICE *Device, SLOT *Slot) {
  Device->Ops = &Models[1];
  Device->Own = Models[2];
  Device->Vector = Vector; // expected-note {{'InVector' is stored in 'DEVICE.Vector' here}}
  Slot->Routine = InSlot; // expected-note {{'InSlot' is stored in 'SLOT.Routine' here}}
}

BOOLEAN Isr(PVOID Extension) {
  DEVICE *Device = Extension;
  SLOT Slot = *(SLOT *)Extension;
  BOX Box = {.Routine = InCopy}, Copy = Box; // expected-note {{'InCopy' is stored in 'BOX.Routine' here}}
  ROUTINE *Local[2] = {InLocal}, *Filled; // expected-note {{'InLocal' is stored in 'Local' here}}
  Fill(&Filled);
  Device->Ops[Device->Own.Kind].ByHandle(Extension); // expected-note {{'InUnion' is called through 'OPS.ByHandle' from 'Isr' here}}
  Device->Own.Nested.Stop[1](Extension); // expected-note {{'InNested' is called through 'OPS.Stop' from 'Isr' here}}
  Device->Vector[0](Extension); // expected-note {{'InVector' is called through 'DEVICE.Vector' from 'Isr' here}}
  (*Slot.Routine)(Extension); // expected-note {{'InSlot' is called through 'SLOT.Routine' from 'Isr' here}}
  (&(struct { ROUTINE *R; }){InLiteral})->R(Extension); // #literal
  Copy.Routine(Extension); // expected-note {{'InCopy' is called through 'BOX.Routine' from 'Isr' here}}
  Local[0](Extension); // expected-note {{'InLocal' is called through 'Local' from 'Isr' here}}
  Filled(Extension); // expected-note {{'ByAddress' is called through 'Filled' from 'Isr' here}}
  return 1;
}
// expected-note@#literal {{'InLiteral' is called through}}
// expected-note@#literal {{'InLiteral' is stored in}}

// CHECK: error: call to 'ZwClose'
// CHECK: :33: note: 'InUnion' is called through 'OPS.ByHandle' from 'Isr' here
// CHECK: :10: note: 'InUnion' is stored in 'OPS.ByHandle' here
// CHECK: :14: note: 'Isr' is declared 'HW_INTERRUPT' here
// CHECK: error: call to 'ZwClose'
// CHECK: :3: note: 'InNested' is called through 'OPS.Stop' from 'Isr' here
// CHECK: error: call to 'ZwClose'
// CHECK: :3: note: 'InVector' is called through 'DEVICE.Vector' from 'Isr' here
// CHECK: :18: note: 'InVector' is stored in 'DEVICE.Vector' here
// CHECK: :29: note: 'InVector' is stored in 'Vector' here
// CHECK: error: call to 'ZwClose'
// CHECK: note: 'InLiteral' is called through
// CHECK: error: call to 'ZwClose'
// CHECK: :8: note: 'InCopy' is called through 'BOX.Routine' from 'Isr' here
// CHECK: error: call to 'ZwClose'
// CHECK: :10: note: 'InSlot' is called through 'SLOT.Routine' from 'Isr' here
// CHECK: error: call to 'ZwClose'
// CHECK: :3: note: 'InLocal' is called through 'Local' from 'Isr' here
// CHECK: error: call to 'ZwClose'
// CHECK: :3: note: 'ByAddress' is called through 'Filled' from 'Isr' here
// CHECK: :10: note: 'ByAddress' is stored in 'Filled' here
