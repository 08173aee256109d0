// In half-duplex mode start-I/O routines run at DIRQL; every role is taken at its lowest level.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=irql-too-high -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

HW_FIND_ADAPTER HwFindAdapter;
HW_STARTIO HwStartIo;

ULONG HwFindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Configuration, PBOOLEAN Again) {
  Configuration->SynchronizationModel = StorSynchronizeHalfDuplex;
  return SP_RETURN_FOUND;
}

BOOLEAN HwStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  // CHECK: :[[#@LINE+1]]:3: warning: call to 'StorPortFreePool'
  StorPortFreePool(Extension, Extension);
  return TRUE;
}
