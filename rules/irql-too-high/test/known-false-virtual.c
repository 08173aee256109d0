// False alarm: the initialize routine of a virtual miniport, which holds no lock.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=irql-too-high -fsyntax-only %s 2>&1 | count 0

#include <ntddk.h>
#include <storport.h>

static BOOLEAN Initialize(PVOID Extension) {
  StorPortFreePool(Extension, Extension);
  return TRUE;
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  VIRTUAL_HW_INITIALIZATION_DATA Data = {.HwInitialize = Initialize};
  return StorPortInitialize(Driver, Path, (PHW_INITIALIZATION_DATA)&Data, NULL);
}
