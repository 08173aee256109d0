// A false alarm: the call stands behind a test of the current level.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=pageable-code -fsyntax-only %s 2>&1 | count 0

#include <ntddk.h>
#include <storport.h>

HW_DPC_ROUTINE HwDpc;

static VOID Paged(PVOID Extension) { PAGED_CODE(); }

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  if (KeGetCurrentIrql() < DISPATCH_LEVEL)
    Paged(Extension);
}
