// Functions that get into a place by other ways than an assignment: literals at
// file scope, copies of tables, atomic stores.
//
// RULES: blocking-call
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <ntddk.h>
#include <storport.h>

typedef VOID STEP(PVOID Event);
typedef STEP *PSTEP;
typedef struct _STEPS {
  PSTEP First, Second;
} STEPS;
typedef struct _DEVICE {
  PSTEP Copied[2], Moved[2];
  PSTEP volatile Exchanged;
} DEVICE, *PDEVICE;

#define WAIT KeWaitForSingleObject(Event, Executive, KernelMode, FALSE, NULL)
static VOID InLiteral(PVOID Event) { WAIT; } // #literal
static VOID InTable(PVOID Event) { WAIT; }   // #table
static VOID Copied(PVOID Event) { WAIT; }    // #copied
static VOID Exchanged(PVOID Event) { WAIT; } // #exchanged
static ULONG Never(PVOID Event) { WAIT; return 0; }
static VOID Pass(PVOID Event) {}

static const STEPS *const Steps = &(const STEPS){.First = Pass, .Second = InLiteral}; // #steps
static PSTEP *const Table = (PSTEP[]){Pass, InTable};                                 // #rows
static const PSTEP Defaults[] = {Pass, Copied};                                       // #defaults

HW_INTERRUPT HwInterrupt; // #root
ULONG Count(PSTEP Step);

BOOLEAN HwInterrupt(PVOID Extension) {
  PDEVICE device = Extension;
  Steps->First(Extension);
  Steps->Second(Extension);  // #callliteral
  Table[1](Extension);       // #calltable
  device->Copied[1](device); // #callcopied
  device->Moved[0](device);
  device->Exchanged(device); // #callexchanged
  // What a builtin does not run is not called.
  __noop(Never(Extension));
  return TRUE;
}

HW_FIND_ADAPTER HwFindAdapter;
ULONG HwFindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Configuration, PUCHAR Again) {
  PDEVICE device = Extension;
  RtlCopyMemory(device->Copied, Defaults, sizeof(Defaults)); // #copy
  device->Moved[0] = Pass;
  InterlockedExchangePointer((PVOID volatile *)&device->Exchanged, (PVOID)Exchanged); // #exchange
  return SP_RETURN_FOUND;
}
// CHECK: error: call to 'KeWaitForSingleObject' can block
// CHECK: note: 'InLiteral' is stored in 'STEPS.Second' here
// CHECK: error: call to 'KeWaitForSingleObject' can block
// CHECK: error: call to 'KeWaitForSingleObject' can block
// CHECK: error: call to 'KeWaitForSingleObject' can block
// expected-warning@#literal {{can block}}
// expected-note@#callliteral {{'InLiteral' is called through 'STEPS.Second' from 'HwInterrupt' here}}
// expected-note@#steps {{'InLiteral' is stored in 'STEPS.Second' here}}
// expected-warning@#table {{can block}}
// expected-note@#calltable {{'InTable' is called through 'Table' from 'HwInterrupt' here}}
// expected-note@#rows {{'InTable' is stored in 'Table' here}}
// expected-warning@#copied {{can block}}
// expected-note@#callcopied {{'Copied' is called through 'DEVICE.Copied' from 'HwInterrupt' here}}
// expected-note@#copy {{'Copied' is stored in 'DEVICE.Copied' here}}
// expected-note@#defaults {{'Copied' is stored in 'Defaults' here}}
// expected-warning@#exchanged {{can block}}
// expected-note@#callexchanged {{'Exchanged' is called through 'DEVICE.Exchanged' from 'HwInterrupt' here}}
// expected-note@#exchange {{'Exchanged' is stored in 'DEVICE.Exchanged' here}}
// expected-note@#root 4 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
// expected-note@*:* 4 {{wait in a work item: no DPC routine was found}}
