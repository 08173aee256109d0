// Functions that call each other in a cycle.
//
// CLAIM: fires 4
// CLAIM: silent 1, 3
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

typedef struct _NODE {
  struct _NODE *Left, *Right;
} NODE;

typedef struct {
  ULONG *Registers;
  NODE *Root;
} DEVICE;

HW_INTERRUPT HwInterrupt; // expected-note 5 {{'HwInterrupt' is declared 'HW_INTERRUPT' here}}
HW_WORKITEM HwWork;

#define STATUS(d) StorPortReadRegisterUlong(d, (d)->Registers)

static VOID Again(DEVICE *Device) {
  if (STATUS(Device) & 1)
    Again(Device); // expected-warning {{'Again' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
}

static VOID AgainCounted(DEVICE *Device, ULONG Depth) {
  if (STATUS(Device) & 1 && Depth < 8)
    AgainCounted(Device, Depth + 1);
}

// The depth is handed on as it came.
static VOID AgainSame(DEVICE *Device, ULONG Depth) {
  if (STATUS(Device) & 1 && Depth < 8)
    AgainSame(Device, Depth); // expected-warning {{'AgainSame' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
}

static VOID Tree(NODE *Node) {
  if (!Node)
    return;
  Tree(Node->Left); // expected-warning {{'Tree' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
  Tree(Node->Right); // expected-warning {{'Tree' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
}

static VOID TreeCounted(NODE *Node, int Left) {
  if (!Node || Left == 0)
    return;
  TreeCounted(Node->Left, Left - 1);
  TreeCounted(Node->Right, Left - 1);
}

static VOID Pong(DEVICE *Device);
static VOID Ping(DEVICE *Device) {
  if (STATUS(Device) & 1)
    Pong(Device); // expected-note {{'Pong' is called from 'Ping' here}}
}
static VOID Pong(DEVICE *Device) {
  if (STATUS(Device) & 2)
    Ping(Device); // expected-warning {{'Ping' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL)}}
}

static VOID PongCounted(DEVICE *Device, ULONG Left);
static VOID PingCounted(DEVICE *Device, ULONG Left) {
  if (STATUS(Device) & 1)
    PongCounted(Device, Left);
}
static VOID PongCounted(DEVICE *Device, ULONG Left) {
  if (Left > 0)
    PingCounted(Device, Left - 1);
}

static VOID BelowDirql(DEVICE *Device) {
  if (STATUS(Device) & 1)
    BelowDirql(Device);
}

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  Again(Device); // expected-note {{'Again' is called from 'HwInterrupt' here}}
  AgainCounted(Device, 0);
  AgainSame(Device, 0); // expected-note {{'AgainSame' is called from 'HwInterrupt' here}}
  Tree(Device->Root); // expected-note 2 {{'Tree' is called from 'HwInterrupt' here}}
  TreeCounted(Device->Root, 16);
  Ping(Device); // expected-note {{'Ping' is called from 'HwInterrupt' here}}
  PingCounted(Device, 3);
  return TRUE;
}

VOID HwWork(PVOID Extension, PVOID Context, PVOID Worker) {
  BelowDirql(Extension);
}
// expected-note@*:* 5 {{count the depth, and end at a limit}}

// CHECK: :5: error: 'Again' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :5: error: 'AgainSame' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: 'Tree' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: 'Tree' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :5: error: 'Ping' is called again without a bound; reachable from interrupt routine 'HwInterrupt' (DIRQL) [isrlint-unbounded-loop]
