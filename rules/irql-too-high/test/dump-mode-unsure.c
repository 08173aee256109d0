// A member that holds the dump mode and something else as well: by its address,
// by a copy over the whole record, by a union.
//
// CLAIM: fires 1
// RULES: irql-too-high
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef struct {
  ULONG Read, Counted, Set, Pointed, Dump;
  union {
    struct {
      ULONG Dump : 1;
      ULONG Other : 1;
    };
    ULONG All;
  } Shared;
} DEVICE;

typedef struct {
  ULONG Dump;
} FILLED;

typedef struct {
  ULONG Dump;
} CLEARED;

static FILLED Filled;
static CLEARED Cleared;
static ULONG Global, GlobalOnly;

HW_INTERRUPT HwInterrupt; // #root
HW_FIND_ADAPTER HwFindAdapter;

static VOID Set(PULONG Where) { *Where |= 8; }

static VOID Init(DEVICE *Device, FILLED *Fill, CLEARED *Clear, PPORT_CONFIGURATION_INFORMATION Configuration) {
  RtlFillMemory(Fill, sizeof *Fill, 0xFF);
  RtlZeroMemory(Clear, sizeof *Clear);
  Device->Shared.Dump = Configuration->DumpMode != 0;
  Device->Shared.All = 3;
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  if (Device->Read)
    StorPortFreePool(Device, Device); // #1
  if (Device->Counted)
    StorPortFreePool(Device, Device); // #2
  if (Device->Set)
    StorPortFreePool(Device, Device); // #3
  if (Device->Pointed)
    StorPortFreePool(Device, Device); // #4
  if (Device->Shared.Dump)
    StorPortFreePool(Device, Device); // #5
  if (Filled.Dump)
    StorPortFreePool(Device, Device); // #6
  if (Global)
    StorPortFreePool(Device, Device); // #7
  if (Device->Dump)
    StorPortFreePool(Device, Device);
  if (Cleared.Dump)
    StorPortFreePool(Device, Device);
  if (GlobalOnly)
    StorPortFreePool(Device, Device);
  return TRUE;
}

ULONG HwFindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Configuration, PUCHAR Again) {
  DEVICE *Device = Extension;
  PULONG Pointer = &Device->Pointed;
  ULONG Size = sizeof(ULONG);
  Device->Dump = Configuration->DumpMode;
  Device->Read = Configuration->DumpMode != 0;
  StorPortRegistryRead(Device, (PUCHAR) "Read", 1, MINIPORT_REG_DWORD, (PUCHAR)&Device->Read, &Size);
  Device->Counted = Configuration->DumpMode != 0;
  InterlockedIncrement((PLONG)&Device->Counted);
  Device->Set = Configuration->DumpMode != 0;
  Set(&Device->Set);
  Device->Pointed = Configuration->DumpMode != 0;
  *Pointer = 3;
  Filled.Dump = Configuration->DumpMode;
  Cleared.Dump = Configuration->DumpMode;
  Global = Configuration->DumpMode;
  GlobalOnly = Configuration->DumpMode;
  Set(&Global);
  Init(Device, &Filled, &Cleared, Configuration);
  return SP_RETURN_FOUND;
}
// expected-warning@#1 {{call to 'StorPortFreePool'}}
// expected-warning@#2 {{call to 'StorPortFreePool'}}
// expected-warning@#3 {{call to 'StorPortFreePool'}}
// expected-warning@#4 {{call to 'StorPortFreePool'}}
// expected-warning@#5 {{call to 'StorPortFreePool'}}
// expected-warning@#6 {{call to 'StorPortFreePool'}}
// expected-warning@#7 {{call to 'StorPortFreePool'}}
// expected-note@#root 7 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 7 {{call it in a work item: no DPC routine was found}}

// CHECK-COUNT-7: :5: error: call to 'StorPortFreePool'
