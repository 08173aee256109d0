// A loop that gives the lock back in each turn is as high as its lowest call.
//
// CLAIM: silent 3
// CLAIM: fires 1
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_WORKITEM HwWork; // #root

VOID HwWork(PVOID Extension, PVOID Context, PVOID Item) {
  STOR_LOCK_HANDLE handle;
  LARGE_INTEGER pause = {.QuadPart = -1};
  StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &handle); // #take
  while (!(StorPortReadRegisterUlong(Extension, Extension) & 1)) {
    StorPortReleaseSpinLock(Extension, &handle);
    KeDelayExecutionThread(KernelMode, FALSE, &pause);
    StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &handle);
  }
  // CHECK: :[[#@LINE+1]]:3: error: loop waits for the device without a bound in work-item routine 'HwWork' (PASSIVE_LEVEL) with the Interrupt lock held (DIRQL)
  while (!(StorPortReadRegisterUlong(Extension, Extension) & 2)) // #loop
    StorPortStallExecution(1);
  StorPortReleaseSpinLock(Extension, &handle);
}
// expected-warning@#loop {{loop waits for the device without a bound}}
// expected-note@#loop {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
// expected-note@#take {{the Interrupt lock is taken here}}
// expected-note@#root {{'HwWork' is declared 'HW_WORKITEM' here}}
// expected-note@*:* {{count the turns, and end at a limit}}
