// What is stored in one member of a union is not read from another one; the
// call is listed as one that is not resolved.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

typedef struct _DEVICE {
  union {
    VOID (*Step)(PVOID Event);
    PVOID Any;
  };
} DEVICE, *PDEVICE;

HW_INTERRUPT HwInterrupt;

static VOID Wait(PVOID Event) { KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL); }

BOOLEAN HwInterrupt(PVOID Extension) {
  PDEVICE device = Extension;
  device->Any = (PVOID)Wait;
  device->Step(Extension);
  return TRUE;
}
// CHECK: :19:33: warning: call to 'KeWaitForSingleObject' can block
