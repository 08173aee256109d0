// The same with other names and as a 'for'.
//
// CLAIM: fires 1
// CLAIM: silent 1, 2
// RULES: unbounded-loop
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

enum { Attempts = 0x32 };

typedef struct {
  volatile ULONG *Base;
} PORT;

HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE MessageRoutine; // expected-note 3 {{'MessageRoutine' is declared 'HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE' here}}

#define CSTS(port) StorPortReadRegisterUlong(port, (port)->Base + 7)

static VOID Head(PORT *Port) {
  ULONG Left;
  for (Left = Attempts; Left != 0 && (CSTS(Port) & 0x10); Left--)
    StorPortStallExecution(5);
}

static VOID Counted(PORT *Port) {
  ULONG Left;
  for (Left = Attempts; CSTS(Port) & 0x10; Left--) {
    if (Left == 0)
      return;
    StorPortStallExecution(5);
  }
}

static VOID NotStepped(PORT *Port) {
  ULONG Left;
  for (Left = Attempts; CSTS(Port) & 0x10;) { // expected-warning {{loop waits for the device without a bound; reachable from message interrupt routine 'MessageRoutine' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    if (Left == 0) // expected-note {{this exit depends on nothing that changes in the loop}}
      return;
    StorPortStallExecution(5);
  }
}

static VOID SetBack(PORT *Port) {
  ULONG Left;
  for (Left = Attempts; CSTS(Port) & 0x10; Left--) { // expected-warning {{loop waits for the device without a bound; reachable from message interrupt routine 'MessageRoutine' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    if (Left == 0) // expected-note {{this exit is never taken}}
      return;
    StorPortStallExecution(5);
    Left = Attempts;
  }
}

static VOID Around(PORT *Port) {
  ULONG Left = Attempts;
  for (; CSTS(Port) & 0x10;) { // expected-warning {{loop waits for the device without a bound; reachable from message interrupt routine 'MessageRoutine' (DIRQL)}} expected-note {{this exit depends on 'StorPortReadRegisterUlong', which reads the device}}
    if ((CSTS(Port) & 0x20) && --Left == 0) // expected-note {{this exit is only reached behind a test of 'StorPortReadRegisterUlong', which reads the device}}
      return;
    StorPortStallExecution(5);
  }
}

static VOID ByParameter(PORT *Port, LONG Most) {
  for (LONG Turn = 0; CSTS(Port) & 0x10; Turn++) {
    if (Turn > Most)
      return;
    StorPortStallExecution(5);
  }
}

BOOLEAN MessageRoutine(PVOID Extension, ULONG Message) {
  Head(Extension);
  Counted(Extension);
  NotStepped(Extension); // expected-note {{'NotStepped' is called from 'MessageRoutine' here}}
  SetBack(Extension); // expected-note {{'SetBack' is called from 'MessageRoutine' here}}
  Around(Extension); // expected-note {{'Around' is called from 'MessageRoutine' here}}
  ByParameter(Extension, Message);
  return TRUE;
}
// expected-note@*:* 3 {{count the turns, and end at a limit}}

// CHECK: :3: error: loop waits for the device without a bound; reachable from message interrupt routine 'MessageRoutine' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from message interrupt routine 'MessageRoutine' (DIRQL) [isrlint-unbounded-loop]
// CHECK: :3: error: loop waits for the device without a bound; reachable from message interrupt routine 'MessageRoutine' (DIRQL) [isrlint-unbounded-loop]
