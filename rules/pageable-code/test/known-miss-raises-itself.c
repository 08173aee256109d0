// Pageable code that raises the level itself.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=pageable-code -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

HW_WORKITEM HwWork;

static VOID Start(PVOID Extension);
#pragma alloc_text(PAGE, Start)

static VOID Start(PVOID Extension) {
  STOR_LOCK_HANDLE Handle;
  // CHECK: :[[#@LINE+1]]:3: warning:
  StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &Handle);
  StorPortReleaseSpinLock(Extension, &Handle);
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) { Start(Extension); }
