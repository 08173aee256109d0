// False alarm: the role is said by an annotation of code analysis.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=role-not-declared -fsyntax-only %s 2>&1 | count 0

#include <ntddk.h>
#include <storport.h>

_Function_class_(HW_TIMER_EX) VOID Tick(PVOID Extension, PVOID Context);
VOID Tick(PVOID Extension, PVOID Context) {}

HW_STARTIO HwStartIo;

BOOLEAN HwStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  StorPortRequestTimer(Extension, Extension, Tick, NULL, 1000, 0);
  return TRUE;
}
