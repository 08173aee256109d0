// The declaration in a header counts; a routine whose body is elsewhere is not
// told.
//
// CLAIM: fires 1
// CLAIM: silent 1, 2
// RULES: role-not-declared
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include "inputs/roles.h"

BOOLEAN Elsewhere(PVOID Extension);

BOOLEAN InHeader(PVOID Extension) { return TRUE; }

BOOLEAN InHeaderPlain(PVOID Extension) { return FALSE; }

static VOID Register(PVOID Driver, PVOID Path, PHW_INTERRUPT Routine) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwInterrupt = InHeader;
  Data.HwInterrupt = InHeaderPlain; // expected-warning {{interrupt routine 'InHeaderPlain' is registered here, and no declaration gives it the role type 'HW_INTERRUPT'}}
  Data.HwInterrupt = Elsewhere;
  StorPortInitialize(Driver, Path, &Data, NULL);
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  Register(Driver, Path, NULL);
  return 0;
}
// expected-note@*:* {{declare it before its definition: 'HW_INTERRUPT InHeaderPlain;'}}

// CHECK: :20: warning: interrupt routine 'InHeaderPlain' is registered here, and no declaration gives it the role type 'HW_INTERRUPT' [isrlint-role-not-declared]
