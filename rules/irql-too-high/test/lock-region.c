// Code under the Interrupt lock or an MSI lock runs at DIRQL, wherever it began.
//
// CLAIM: fires 5
// CLAIM: silent 8
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

HW_STARTIO HwStartIo; // #root
HW_DPC_ROUTINE HwDpc; // #dpc

static VOID Free(PVOID Extension, PVOID Block) {
  // CHECK: :[[#@LINE+4]]:3: error: call to 'StorPortFreePool' (IRQL <= DISPATCH_LEVEL) is reachable from start-I/O routine 'HwStartIo' (DISPATCH_LEVEL) with the Interrupt lock held (DIRQL)
  // CHECK: note: 'Free' is called from 'Drop' here
  // CHECK: note: 'Drop' is called from 'HwStartIo' here
  // CHECK: note: the Interrupt lock is taken here
  StorPortFreePool(Extension, Block); // #free
}

static VOID Drop(PVOID Extension, PVOID Block) { Free(Extension, Block); } // #drop

// Takes and gives back for its callers.
static VOID Enter(PVOID Extension, PSTOR_LOCK_HANDLE Handle) {
  StorPortAcquireSpinLock(Extension, InterruptLock, NULL, Handle);
}
static VOID Leave(PVOID Extension, PSTOR_LOCK_HANDLE Handle) {
  StorPortReleaseSpinLock(Extension, Handle);
}

BOOLEAN HwStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  STOR_LOCK_HANDLE Handle;
  StorPortFreePool(Extension, Srb);
  StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &Handle); // #take
  if (!Srb) {
    StorPortReleaseSpinLock(Extension, &Handle);
    StorPortFreePool(Extension, Srb);
    return FALSE;
  }
  Drop(Extension, Srb); // #call
  StorPortReleaseSpinLock(Extension, &Handle);
  StorPortFreePool(Extension, Srb);
  return TRUE;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  STOR_LOCK_HANDLE Outer, Inner;
  ULONG Old;
  StorPortAcquireSpinLock(Extension, DpcLock, Dpc, &Outer);
  StorPortFreePool(Extension, One);
  Enter(Extension, &Inner); // #enter
  // CHECK: :[[#@LINE+1]]:3: error: call to 'StorPortFreePool' (IRQL <= DISPATCH_LEVEL) in DPC routine 'HwDpc' (DISPATCH_LEVEL) with the Interrupt lock held (DIRQL)
  StorPortFreePool(Extension, One); // #entered
  Leave(Extension, &Inner);
  StorPortFreePool(Extension, One);
  StorPortReleaseSpinLock(Extension, &Outer);
  if (Two)
    Enter(Extension, &Inner);
  StorPortFreePool(Extension, One);
  if (Two)
    Leave(Extension, &Inner);
  StorPortAcquireMSISpinLock(Extension, 1, &Old); // #msi
  // CHECK: :[[#@LINE+1]]:3: error: call to 'StorPortFreePool' {{.*}} with an MSI lock held (DIRQL)
  StorPortFreePool(Extension, One); // #held
  StorPortReleaseMSISpinLock(Extension, 1, Old);
  while (One) {
    StorPortNotification(AcquireSpinLock, Extension, InterruptLock, NULL, &Inner);
    StorPortNotification(ReleaseSpinLock, Extension, &Inner);
    StorPortFreePool(Extension, One);
  }
}
// expected-warning@#free {{with the Interrupt lock held (DIRQL)}}
// expected-note@#drop {{'Free' is called from 'Drop' here}}
// expected-note@#call {{'Drop' is called from 'HwStartIo' here}}
// expected-note@#take {{the Interrupt lock is taken here}}
// expected-note@#root {{'HwStartIo' is declared 'HW_STARTIO' here}}
// expected-warning@#entered {{with the Interrupt lock held (DIRQL)}}
// expected-note@#enter {{the Interrupt lock is taken here}}
// expected-warning@#held {{with an MSI lock held (DIRQL)}}
// expected-note@#msi {{an MSI lock is taken here}}
// expected-note@#dpc 2 {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
// expected-note@* 3 {{call it outside of the region where the level is raised}}
