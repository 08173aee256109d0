// Only levels from DISPATCH_LEVEL on are followed through locks: APC_LEVEL is not.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=irql-too-high -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

HW_WORKITEM HwWork;

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  ExAcquireFastMutex(Extension);
  // CHECK: :[[#@LINE+1]]:3: warning: call to 'ZwClose'
  ZwClose(Context);
  ExReleaseFastMutex(Extension);
}
