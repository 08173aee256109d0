// Loops that end, and are told: what bounds them is known in a context only, or
// goes by ways that are not followed.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=unbounded-loop -fsyntax-only %s 2>&1 | count 0

#include <ntddk.h>
#include <storport.h>

typedef struct _DEVICE {
  ULONG Events;
  ULONG *Pending;
  struct _DEVICE *Next;
} DEVICE, *PDEVICE;

HW_INTERRUPT HwInterrupt;
HW_WORKITEM HwWork;

static BOOLEAN Debug = FALSE;
static PDEVICE Only;

// The parameter decides that only the counter ends it.
static VOID Forever(PDEVICE Device, ULONG Count, BOOLEAN Always) {
  while (Always || Count--)
    Device->Events++;
}

// No store makes it true.
static VOID Traced(PDEVICE Device) {
  while (Debug)
    Device->Events++;
}

// A null pointer is handed in; the body steps the parameter.
static VOID Walk(PDEVICE Device) {
  while (Device)
    Device = Device->Next;
}

// The guard is a parameter that the second round has another value of.
static VOID Again(PDEVICE Device, PDEVICE Skip) {
  if ((StorPortReadRegisterUlong(Device, &Device->Events) & 1) && !Skip)
    Again(Device, Device->Next);
}

// What the pointer points to is what is tested.
static VOID Aliased(PDEVICE Device) {
  Only->Pending = &Device->Events;
  while (Device->Events)
    (*Only->Pending)--;
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Forever(Extension, 3, FALSE);
  Traced(Extension);
  Walk(NULL);
  Again(Extension, NULL);
  Aliased(Extension);
  return TRUE;
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Item) {
  Forever(Extension, 3, TRUE);
  Walk(Extension);
}
