// A timeout is followed through variables that keep one constant: locals that
// are set once, and static variables that nothing stores into.
//
// CLAIM: fires 1
// CLAIM: silent 3
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

HW_DPC_ROUTINE HwDpc;

static LARGE_INTEGER Prepared = {.QuadPart = -5};
static LARGE_INTEGER Empty;
static LARGE_INTEGER Tuned = {.QuadPart = 0};
static PLARGE_INTEGER NoTimeout;
static const LONG Milliseconds = 10;
extern const LONG Elsewhere;
VOID Tune(LONG Value);
VOID Tune(LONG Value) { Tuned.QuadPart = Value; }

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  static LARGE_INTEGER Kept = {.QuadPart = -1};
  static LONG Volatile = 3;
  const LONGLONG Count = -100;
  LONG Changed = 0;
  LARGE_INTEGER Local, Global, Outside, Moved, Nothing;
  Local.QuadPart = Count;
  Global.QuadPart = -10000LL * Milliseconds;
  Outside.QuadPart = Elsewhere;
  Nothing.QuadPart = 0 * Milliseconds;
  if (Two)
    Changed = 5;
  Moved.QuadPart = Changed;
  Volatile++;
  // CHECK-DAG: :[[#@LINE+1]]:3: error: call to 'KeWaitForSingleObject' can block
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Prepared); // #1
  // CHECK-DAG: :[[#@LINE+1]]:3: error: call to 'KeWaitForSingleObject' can block
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Kept); // #2
  // CHECK-DAG: :[[#@LINE+1]]:3: error: call to 'KeWaitForSingleObject' can block
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Local); // #3
  // CHECK-DAG: :[[#@LINE+1]]:3: error: call to 'KeWaitForSingleObject' can block
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Global); // #4
  // CHECK-DAG: :[[#@LINE+1]]:3: error: call to 'KeWaitForSingleObject' can block
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, NoTimeout); // #5
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Empty);
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Tuned);
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Outside);
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Moved);
  KeWaitForSingleObject(Extension, Executive, KernelMode, FALSE, &Nothing);
}
// expected-warning@#1 {{can block}}
// expected-warning@#2 {{can block}}
// expected-warning@#3 {{can block}}
// expected-warning@#4 {{can block}}
// expected-warning@#5 {{can block}}
// expected-note@10 5 {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
// expected-note@* 5 {{wait in a work item}}
