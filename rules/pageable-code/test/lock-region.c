// A lock raises the level: pageable code below DISPATCH_LEVEL may not be called
// while it is held.
//
// CLAIM: fires 1, 2
// CLAIM: silent 1
// RULES: pageable-code
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_WORKITEM HwWork; // expected-note 2 {{'HwWork' is declared 'HW_WORKITEM' here}}

static KSPIN_LOCK Lock;

static VOID Paged(PVOID Extension) { PAGED_CODE(); } // expected-note {{'Paged' says 'PAGED_CODE' here}}

__declspec(code_seg("PAGE")) static VOID Placed(PVOID Extension) {} // expected-note {{'Placed' is placed in the pageable section 'PAGE'}}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  STOR_LOCK_HANDLE Handle;
  KIRQL Old;
  Paged(Extension);
  KeAcquireSpinLock(&Lock, &Old); // expected-note {{the spin lock is taken here}}
  Paged(Extension); // expected-warning {{call to pageable function 'Paged' in work-item routine 'HwWork' (PASSIVE_LEVEL) with a spin lock held (DISPATCH_LEVEL)}}
  KeReleaseSpinLock(&Lock, Old);
  Placed(Extension);
  StorPortAcquireSpinLock(Extension, StartIoLock, NULL, &Handle); // expected-note {{the StartIo lock is taken here}}
  Placed(Extension); // expected-warning {{call to pageable function 'Placed' in work-item routine 'HwWork' (PASSIVE_LEVEL) with the StartIo lock held (DISPATCH_LEVEL)}}
  StorPortReleaseSpinLock(Extension, &Handle);
  Placed(Extension);
  Paged(Extension);
}
// expected-note@*:* 2 {{call it outside of the region where the level is raised}}

// CHECK: :3: error: call to pageable function 'Paged' in work-item routine 'HwWork' (PASSIVE_LEVEL) with a spin lock held (DISPATCH_LEVEL) [isrlint-pageable-code]
// CHECK: :3: error: call to pageable function 'Placed' in work-item routine 'HwWork' (PASSIVE_LEVEL) with the StartIo lock held (DISPATCH_LEVEL) [isrlint-pageable-code]
