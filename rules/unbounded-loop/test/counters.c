// Counts as people write them: none of these loops may be told.
//
// CLAIM: silent 1, 2
// RULES: unbounded-loop
// RUN: %one-unit %s | count 0

// expected-no-diagnostics

#include <ntddk.h>
#include <storport.h>

#define ENTRIES 64

typedef struct {
  ULONG *Registers;
  ULONG Pending, Tail, Head, Count, Limit;
  ULONG Ring[ENTRIES];
  UCHAR Bytes[512];
} DEVICE;

HW_INTERRUPT HwInterrupt;

#define STATUS(d) StorPortReadRegisterUlong(d, (d)->Registers)

static VOID Handle(DEVICE *Device, ULONG i) {
  Device->Bytes[i & 511] = (UCHAR)i;
}

static VOID Downwards(DEVICE *Device, ULONG n) {
  ULONG Left = 100;
  LONG Signed;
  while (n--)
    Handle(Device, n);
  do
    Handle(Device, Left);
  while (--Left);
  for (Signed = 99; Signed >= 0; Signed--)
    Handle(Device, Signed);
  for (Left = 100; Left && !(STATUS(Device) & 1); --Left)
    ;
  Signed = 1000;
  while (!(STATUS(Device) & 1))
    if (Signed-- == 0)
      break;
}

static VOID Bits(DEVICE *Device) {
  ULONG Mask = STATUS(Device), i;
  while (_BitScanForward(&i, Mask)) {
    Handle(Device, i);
    Mask ^= 1u << i;
  }
  Mask = STATUS(Device);
  while (Mask) {
    Handle(Device, Mask & (0 - Mask));
    Mask &= Mask - 1;
  }
  Mask = STATUS(Device);
  for (i = 0; Mask; i++, Mask >>= 1)
    if (Mask & 1)
      Handle(Device, i);
  for (Mask = 1; Mask < 0x10000; Mask <<= 1)
    Handle(Device, Mask);
}

static VOID Pointers(DEVICE *Device) {
  UCHAR *At = Device->Bytes, *End = At + sizeof Device->Bytes;
  for (; At < End; At++)
    *At = 0;
  At = Device->Bytes;
  while (At != End)
    *At++ = 0;
}

static VOID Portions(DEVICE *Device) {
  ULONG Left = Device->Count, Offset = 0, Time = 0;
  while (Left > 0) {
    ULONG Part = Left < 64 ? Left : 64;
    Handle(Device, Part);
    Left -= Part;
  }
  while (Offset < Device->Count)
    Offset += Device->Bytes[Offset] + 1;
  while (!(STATUS(Device) & 1) && Time < 1000) {
    StorPortStallExecution(10);
    Time += 10;
  }
}

// A ring that another processor fills up to a tail that was read once.
static VOID UpToTail(DEVICE *Device) {
  ULONG Tail = STATUS(Device);
  while (Device->Head != Tail) {
    Handle(Device, Device->Ring[Device->Head]);
    if (++Device->Head >= ENTRIES)
      Device->Head = 0;
  }
}

static VOID Members(DEVICE *Device) {
  while (Device->Pending) {
    Device->Pending--;
    Handle(Device, 1);
  }
  for (Device->Tail = 0; Device->Tail < ENTRIES; Device->Tail++)
    Handle(Device, Device->Tail);
}

static VOID Retries(DEVICE *Device) {
  ULONG Retries = 0, Left = 5;
  BOOLEAN Again;
Retry:
  Handle(Device, Retries);
  if ((STATUS(Device) & 8) && Retries++ < 5)
    goto Retry;
  do {
    Again = FALSE;
    if (STATUS(Device) & 2)
      Again = TRUE;
  } while (Again && --Left);
}

static VOID States(DEVICE *Device) {
  ULONG State = 0, Turns = 0;
  while (State != 3) {
    switch (State) {
    case 0:
      if (STATUS(Device) & 1)
        State = 1;
      break;
    default:
      if (STATUS(Device) & 2)
        State = 3;
      break;
    }
    if (++Turns > 100)
      break;
  }
}

static VOID InSwitch(DEVICE *Device) {
  ULONG i = 0;
  for (;;) {
    switch (i) {
    case 10:
      return;
    default:
      Handle(Device, i);
    }
    i++;
  }
}

static VOID Fixpoint(DEVICE *Device) {
  BOOLEAN More = TRUE;
  while (More) {
    More = FALSE;
    for (ULONG i = 0; i < 32; i++)
      if (Device->Bytes[i]) {
        Device->Bytes[i] = 0;
        More = TRUE;
      }
  }
}

static VOID Halves(DEVICE *Device) {
  ULONG Low = 0, High = 32, Value = Device->Count;
  while (Low < High) {
    ULONG Middle = (Low + High) / 2;
    if (Device->Bytes[Middle] < 7)
      Low = Middle + 1;
    else
      High = Middle;
  }
  do
    Value /= 10;
  while (Value);
}

static VOID TwoCounters(DEVICE *Device) {
  ULONG Good = 0, Bad = 0;
  while (Good < 10 && Bad < 10) {
    if (STATUS(Device) & 1)
      Good++;
    else
      Bad++;
  }
}

static VOID Once(DEVICE *Device) {
  do {
    if (!(STATUS(Device) & 1))
      break;
    Handle(Device, 1);
  } while (0);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Downwards(Device, Device->Count);
  Bits(Device);
  Pointers(Device);
  Portions(Device);
  UpToTail(Device);
  Members(Device);
  Retries(Device);
  States(Device);
  InSwitch(Device);
  Fixpoint(Device);
  Halves(Device);
  TwoCounters(Device);
  Once(Device);
  return TRUE;
}

