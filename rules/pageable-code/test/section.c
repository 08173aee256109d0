// Code in pageable sections, by pragma and by attribute; other sections are not
// pageable.
//
// CLAIM: fires 1
// CLAIM: silent 1, 3
// RULES: pageable-code
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

HW_DPC_ROUTINE HwDpc; // expected-note 5 {{'HwDpc' is declared 'HW_DPC_ROUTINE' here}}
HW_INTERRUPT HwInterrupt; // expected-note {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_WORKITEM HwWork;

VOID Alloc(PVOID Extension);
VOID AllocOther(PVOID Extension);
VOID AllocNamed(PVOID Extension);
VOID AllocInit(PVOID Extension);
VOID AllocWork(PVOID Extension);
VOID NotPlaced(PVOID Extension);
#pragma alloc_text(PAGE, Alloc, AllocWork)
#pragma alloc_text("PAGENVME", AllocNamed)
#pragma alloc_text(NONPAGE, AllocOther)
#pragma alloc_text(INIT, AllocInit)

VOID Alloc(PVOID Extension) {} // expected-note 2 {{'Alloc' is placed in the pageable section 'PAGE'}}
VOID AllocNamed(PVOID Extension) {} // expected-note {{'AllocNamed' is placed in the pageable section 'PAGENVME'}}
VOID AllocOther(PVOID Extension) {}
VOID AllocInit(PVOID Extension) {}
VOID AllocWork(PVOID Extension) {}
VOID NotPlaced(PVOID Extension) {}

__declspec(code_seg("PAGE")) VOID Attribute(PVOID Extension) {} // expected-note {{'Attribute' is placed in the pageable section 'PAGE'}}
__declspec(code_seg("NONPAGED")) VOID AttributeOther(PVOID Extension) {}

#pragma code_seg("PAGE")
static __forceinline VOID Inlined(PVOID Extension) {}
__declspec(code_seg("NONPAGED")) static VOID Overridden(PVOID Extension) {}
static VOID Pragma(PVOID Extension) {} // expected-note {{'Pragma' is placed in the pageable section 'PAGE'}}
#pragma code_seg()
static VOID PragmaEnded(PVOID Extension) {}
#pragma code_seg(push, "PAGEIO")
static VOID Pushed(PVOID Extension) {} // expected-note {{'Pushed' is placed in the pageable section 'PAGEIO'}}
#pragma code_seg(pop)
static VOID Popped(PVOID Extension) {}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  Alloc(Extension); // expected-warning {{call to pageable function 'Alloc' in DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
  AllocNamed(Extension); // expected-warning {{call to pageable function 'AllocNamed' in DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
  AllocOther(Extension);
  AllocInit(Extension);
  NotPlaced(Extension);
  Attribute(Extension); // expected-warning {{call to pageable function 'Attribute' in DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
  AttributeOther(Extension);
  Pragma(Extension); // expected-warning {{call to pageable function 'Pragma' in DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
  Inlined(Extension);
  Overridden(Extension);
  PragmaEnded(Extension);
  Pushed(Extension); // expected-warning {{call to pageable function 'Pushed' in DPC routine 'HwDpc' (DISPATCH_LEVEL)}}
  Popped(Extension);
}

static VOID Through(PVOID Extension) {
  Alloc(Extension); // expected-warning {{call to pageable function 'Alloc' is reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
}

BOOLEAN HwInterrupt(PVOID Extension) {
  Through(Extension); // expected-note {{'Through' is called from 'HwInterrupt' here}}
  return TRUE;
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  AllocWork(Extension);
  Attribute(Extension);
  Pragma(Extension);
}
// expected-note@*:* 5 {{call it in a work item}}
// expected-note@*:* {{queue the DPC and call it in a work item that 'HwDpc' queues}}

// CHECK: :3: error: call to pageable function 'Alloc' in DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-pageable-code]
// CHECK: :3: error: call to pageable function 'AllocNamed' in DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-pageable-code]
// CHECK: :3: error: call to pageable function 'Attribute' in DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-pageable-code]
// CHECK: :3: error: call to pageable function 'Pragma' in DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-pageable-code]
// CHECK: :3: error: call to pageable function 'Pushed' in DPC routine 'HwDpc' (DISPATCH_LEVEL) [isrlint-pageable-code]
// CHECK: :3: error: call to pageable function 'Alloc' is reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-pageable-code]
