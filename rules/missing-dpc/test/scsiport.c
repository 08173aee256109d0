// SCSI port has no DPC; the same lines built as a Storport miniport are told.
//
// CLAIM: fires 1
// CLAIM: silent 3
// RULES: missing-dpc
// RUN: %one-unit %s | count 0
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=missing-dpc -DSTORPORT -fsyntax-only %s 2>&1 | FileCheck %s

// expected-no-diagnostics

#include <miniport.h>
#include <scsi.h>
#ifdef STORPORT
#include <storport.h>
#endif

typedef struct {
  UCHAR Here[512], There[512];
} DEVICE;

HW_INTERRUPT HwInterrupt;

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  // CHECK: :[[#@LINE+1]]:3: warning: 'RtlCopyMemory' copies memory at DIRQL, and no DPC is queued
  RtlCopyMemory(Device->Here, Device->There, 512);
  return TRUE;
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {.HwInterrupt = HwInterrupt};
  return ScsiPortInitialize(Driver, Path, &Data, NULL);
}
