// False alarms: the dump mode through a local, and a value that is not 0 in normal work.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | count 0

#include <ntddk.h>
#include <storport.h>

typedef struct {
  KEVENT Idle;
  BOOLEAN Dump;
  ULONG Depth;
} DEVICE;

HW_INTERRUPT HwInterrupt;
HW_FIND_ADAPTER HwFindAdapter;

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  if (Device->Dump || Device->Depth == 1)
    KeWaitForSingleObject(&Device->Idle, Executive, KernelMode, FALSE, NULL);
  return TRUE;
}

ULONG HwFindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Configuration, PUCHAR Again) {
  DEVICE *Device = Extension;
  BOOLEAN Dump = FALSE;
  if (Configuration->DumpMode)
    Dump = TRUE;
  Device->Dump = Dump;
  Device->Depth = Configuration->DumpMode ? 1 : 64;
  return SP_RETURN_FOUND;
}
