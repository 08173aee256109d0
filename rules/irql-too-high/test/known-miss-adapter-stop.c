// An adapter-control routine is called at several levels, by control type; it
// is taken at the lowest, so the call on the way of a stop (DIRQL) is missed.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=irql-too-high -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

HW_ADAPTER_CONTROL HwAdapterControl;

SCSI_ADAPTER_CONTROL_STATUS
HwAdapterControl(PVOID Extension, SCSI_ADAPTER_CONTROL_TYPE Type,
                 PVOID Parameters) {
  switch (Type) {
  case ScsiStopAdapter:
    ExFreePoolWithTag(Extension, 0);
    break;
  default:
    break;
  }
  return ScsiAdapterControlSuccess;
}

// CHECK: known-miss-adapter-stop.c:17:5: warning: call to 'ExFreePoolWithTag' (IRQL <= DISPATCH_LEVEL)
