// A bug-check callback runs at HIGH_LEVEL, but while the system stops: it is not judged.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=blocking-call -fsyntax-only %s 2>&1 | FileCheck %s

#include <ntddk.h>
#include <storport.h>

static KEVENT Idle;
static KBUGCHECK_CALLBACK_RECORD Record;

KBUGCHECK_CALLBACK_ROUTINE OnBugCheck;
HW_INITIALIZE HwInitialize;

VOID OnBugCheck(PVOID Buffer, ULONG Length) {
  // CHECK: :[[#@LINE+1]]:3: warning: call to 'KeWaitForSingleObject' can block
  KeWaitForSingleObject(&Idle, Executive, KernelMode, FALSE, NULL);
}

BOOLEAN HwInitialize(PVOID Extension) {
  KeRegisterBugCheckCallback(&Record, OnBugCheck, NULL, 0, (PUCHAR) "x");
  return TRUE;
}
