// A function that calls its parameter calls, for each caller, what that caller
// hands over; also through a second function, and as the compare routine of a
// library.
//
// RULES: blocking-call
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef VOID VISIT(PVOID Item);
typedef int COMPARE(const void *A, const void *B);
void qsort(void *Base, unsigned long long Count, unsigned long long Size, COMPARE *Compare);

HW_INTERRUPT HwInterrupt; // #root
HW_WORKITEM HwWork;

static KEVENT Event;
static VISIT *Stored;

static VOID Wait(PVOID Item) { KeWaitForSingleObject(Item, Executive, KernelMode, FALSE, NULL); }
static VOID Hold(PVOID Item) { KeWaitForSingleObject(Item, Executive, KernelMode, FALSE, NULL); } // #hold
static VOID Late(PVOID Item) { KeWaitForSingleObject(Item, Executive, KernelMode, FALSE, NULL); } // #late
static VOID Pass(PVOID Item) {}
static int Compare(const void *A, const void *B) {
  KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL); // #compare
  return 0;
}

static VOID Visit(VISIT *Call, PVOID Item) { Call(Item); } // #visit
static VOID Each(PVOID Item, VISIT *Call) { Visit(Call, Item); } // #each
static VOID Mixed(VISIT *Call, PVOID Item) {
  if (!Call)
    Call = Stored;
  Call(Item); // #mixed
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Each(Extension, Pass);
  // CHECK: :21:32: error: call to 'KeWaitForSingleObject' can block
  // CHECK: note: 'Hold' is called through 'Call' from 'Visit' here
  // CHECK: note: 'Hold' is passed to 'Each' here
  // CHECK: note: 'Visit' is called from 'Each' here
  // CHECK: note: 'Each' is called from 'HwInterrupt' here
  Each(Extension, Hold); // #call
  // CHECK: :22:32: error: call to 'KeWaitForSingleObject' can block
  Mixed(Pass, Extension); // #callmixed
  // CHECK: :25:3: error: call to 'KeWaitForSingleObject' can block
  // CHECK: note: 'Compare' is called by 'qsort' from 'HwInterrupt' here
  qsort(Extension, 2, 8, Compare); // #sort
  return TRUE;
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  Stored = Late; // #store
  Each(Extension, Wait);
  Visit(Wait, Extension);
}
// expected-warning@#hold {{can block}}
// expected-note@#visit {{'Hold' is called through 'Call' from 'Visit' here}}
// expected-note@#call {{'Hold' is passed to 'Each' here}}
// expected-note@#each {{'Visit' is called from 'Each' here}}
// expected-note@#call {{'Each' is called from 'HwInterrupt' here}}
// expected-warning@#late {{can block}}
// expected-note@#mixed {{'Late' is called through 'Stored' from 'Mixed' here}}
// expected-note@#store {{'Late' is stored in 'Stored' here}}
// expected-note@#callmixed {{'Mixed' is called from 'HwInterrupt' here}}
// expected-warning@#compare {{can block}}
// expected-note@#sort {{'Compare' is called by 'qsort' from 'HwInterrupt' here}}
// expected-note@#root 3 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 3 {{wait in a work item: no DPC routine was found}}
