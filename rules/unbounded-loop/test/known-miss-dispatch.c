// At DISPATCH_LEVEL only polls of the device are told, not loops that nothing ends.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=unbounded-loop -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

HW_TIMER_EX HwTimer;

VOID HwTimer(PVOID Extension, PVOID Context) {
  // CHECK: :[[#@LINE+1]]:3: warning: loop has no bound
  for (;;)
    StorPortStallExecution(100);
}
