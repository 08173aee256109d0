// A member that holds the dump mode is stored as a member of another record.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

typedef struct {
  ULONG State;
} DEVICE;

typedef struct {
  ULONG Other;
} VIEW;

static KEVENT Idle;

HW_INTERRUPT HwInterrupt;
HW_FIND_ADAPTER HwFindAdapter;

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  // CHECK: :[[#@LINE+2]]:5: warning: call to 'KeWaitForSingleObject' can block
  if (Device->State)
    KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
  return TRUE;
}

ULONG HwFindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Configuration, PUCHAR Again) {
  DEVICE *Device = Extension;
  Device->State = Configuration->DumpMode;
  ((VIEW *)Device)->Other = 4;
  return SP_RETURN_FOUND;
}
