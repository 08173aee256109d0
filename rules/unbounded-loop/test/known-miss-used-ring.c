// A ring that the device fills, followed by an index that is never masked.
//
// XFAIL: *
// RUN: %clang-%newest-kernel -fplugin=%plugin-%newest -fplugin-arg-isrlint-rules=unbounded-loop -fsyntax-only %s 2>&1 | FileCheck %s

#include <storport.h>

typedef struct {
  volatile struct {
    USHORT Index;
  } *Used;
  USHORT LastUsed;
} QUEUE;

HW_INTERRUPT HwInterrupt;

BOOLEAN HwInterrupt(PVOID Extension) {
  QUEUE *Queue = Extension;
  // CHECK: :[[#@LINE+1]]:3: warning: loop
  while (Queue->LastUsed != Queue->Used->Index)
    Queue->LastUsed++;
  return TRUE;
}
