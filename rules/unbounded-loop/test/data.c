// Loops that follow memory: lists and completion rings, each beside one with a
// count.  At DISPATCH_LEVEL they are let be.
//
// CLAIM: fires 3
// CLAIM: silent 1, 3
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

#define ENTRIES 64

typedef struct _REQUEST {
  struct _REQUEST *Next;
  ULONG Id;
} REQUEST;

typedef struct {
  USHORT Id;
  USHORT Phase;
} COMPLETION;

typedef struct {
  REQUEST *Waiting;
  LIST_ENTRY Active;
  COMPLETION *Completions;
  USHORT Head, Phase;
  USHORT Done[ENTRIES];
} DEVICE;

HW_INTERRUPT HwInterrupt; // expected-note 5 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_DPC_ROUTINE HwDpc;

static VOID Finish(DEVICE *Device, ULONG Id) { Device->Done[Id % ENTRIES] = 1; }

static VOID Walk(DEVICE *Device) {
  for (REQUEST *r = Device->Waiting; r; r = r->Next) // expected-warning {{loop is bounded only by the data that it follows; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'REQUEST.Next', memory that the loop walks through}}
    Finish(Device, r->Id);
}

static VOID WalkCounted(DEVICE *Device) {
  ULONG Turns = 0;
  for (REQUEST *r = Device->Waiting; r && Turns < ENTRIES; r = r->Next) {
    Finish(Device, r->Id);
    Turns++;
  }
}

static VOID WalkEntries(DEVICE *Device) {
  LIST_ENTRY *e = Device->Active.Flink;
  while (e != &Device->Active) { // expected-warning {{loop is bounded only by the data that it follows; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'LIST_ENTRY.Flink', memory that the loop walks through}}
    Finish(Device, 0);
    e = e->Flink;
  }
}

static VOID WalkEntriesCounted(DEVICE *Device) {
  LIST_ENTRY *e = Device->Active.Flink;
  LONG Left = ENTRIES;
  while (e != &Device->Active) {
    Finish(Device, 0);
    if (!--Left)
      break;
    e = e->Flink;
  }
}

static VOID Consume(DEVICE *Device) {
  REQUEST *r;
  while ((r = Device->Waiting) != NULL) { // expected-warning {{loop is bounded only by the data that it follows; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'REQUEST.Next', memory that the loop walks through}}
    Device->Waiting = r->Next;
    Finish(Device, r->Id);
  }
}

static VOID Ring(DEVICE *Device) {
  COMPLETION *c = &Device->Completions[Device->Head];
  while ((c->Phase & 1) == Device->Phase) { // expected-warning {{loop is bounded only by the data that it follows; reachable from interrupt routine 'HwInterrupt' (DIRQL)}} expected-note {{this exit depends on 'COMPLETION.Phase', memory that the loop walks through}}
    Finish(Device, c->Id);
    if (++Device->Head == ENTRIES) {
      Device->Head = 0;
      Device->Phase ^= 1;
    }
    c = &Device->Completions[Device->Head];
  }
}

static VOID RingCounted(DEVICE *Device) {
  COMPLETION *c = &Device->Completions[Device->Head];
  ULONG Turns = 0;
  while ((c->Phase & 1) == Device->Phase && Turns++ < ENTRIES) {
    Finish(Device, c->Id);
    if (++Device->Head == ENTRIES) {
      Device->Head = 0;
      Device->Phase ^= 1;
    }
    c = &Device->Completions[Device->Head];
  }
}

static VOID RingInFor(DEVICE *Device) {
  for (USHORT i = 0; i < ENTRIES; i++) {
    COMPLETION *c = &Device->Completions[Device->Head];
    if ((c->Phase & 1) != Device->Phase)
      break;
    Finish(Device, c->Id);
    Device->Head = (Device->Head + 1) % ENTRIES;
    if (!Device->Head)
      Device->Phase = !Device->Phase;
  }
}

static VOID RingWrapped(DEVICE *Device) {
  for (;;) { // expected-warning {{loop is bounded only by the data that it follows; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
    COMPLETION *c = &Device->Completions[Device->Head];
    if ((c->Phase & 1) != Device->Phase) // expected-note {{this exit depends on 'COMPLETION.Phase', memory that the loop walks through}}
      break;
    Finish(Device, c->Id);
    Device->Head = (Device->Head + 1) % ENTRIES;
    if (!Device->Head)
      Device->Phase = !Device->Phase;
  }
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Walk(Device); // expected-note {{'Walk' is called from 'HwInterrupt' here}}
  WalkCounted(Device);
  WalkEntries(Device); // expected-note {{'WalkEntries' is called from 'HwInterrupt' here}}
  WalkEntriesCounted(Device);
  Consume(Device); // expected-note {{'Consume' is called from 'HwInterrupt' here}}
  Ring(Device); // expected-note {{'Ring' is called from 'HwInterrupt' here}}
  RingCounted(Device);
  RingInFor(Device);
  RingWrapped(Device); // expected-note {{'RingWrapped' is called from 'HwInterrupt' here}}
  return TRUE;
}

VOID HwDpc(PSTOR_DPC Dpc, PVOID Extension, PVOID One, PVOID Two) {
  DEVICE *Device = Extension;
  for (REQUEST *r = Device->Waiting; r; r = r->Next)
    Finish(Device, r->Id);
}
// expected-note@*:* 5 {{count the turns, or queue the DPC and do it in 'HwDpc'}}

// CHECK: :3: warning: loop is bounded only by the data that it follows; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: warning: loop is bounded only by the data that it follows; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: warning: loop is bounded only by the data that it follows; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: warning: loop is bounded only by the data that it follows; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: warning: loop is bounded only by the data that it follows; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
