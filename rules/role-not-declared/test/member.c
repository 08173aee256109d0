// A routine that is stored in a member of the port driver's structures, and no
// declaration of which goes through the role type.
//
// CLAIM: fires 1
// CLAIM: silent 1, 2
// RULES: role-not-declared
// RUN: %one-unit %s | FileCheck %s --implicit-check-not=error: --implicit-check-not=warning:

#include <storport.h>

BOOLEAN Plain(PVOID Extension);
HW_INITIALIZE Before;
typedef HW_RESET_BUS OTHER_NAME;
OTHER_NAME Alias;
BOOLEAN Twice(PVOID Extension, PSCSI_REQUEST_BLOCK Srb);
HW_STARTIO Twice;
extern VOID Outside(PVOID Extension);

BOOLEAN Plain(PVOID Extension) { return TRUE; }

BOOLEAN Before(PVOID Extension) { return TRUE; }

BOOLEAN Alias(PVOID Extension, ULONG Path) { return TRUE; }

BOOLEAN Twice(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) { return TRUE; }

BOOLEAN Build(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) { return TRUE; }
HW_BUILDIO Build;

static BOOLEAN Message(PVOID Extension, ULONG Number) { return TRUE; }

ULONG Find(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
           PPORT_CONFIGURATION_INFORMATION Config, PBOOLEAN Again) {
  Config->HwMSInterruptRoutine = Message; // expected-warning {{message interrupt routine 'Message' is registered here, and no declaration gives it the role type 'HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE'}}
  return SP_RETURN_FOUND;
}

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwInterrupt = Plain; // expected-warning {{interrupt routine 'Plain' is registered here, and no declaration gives it the role type 'HW_INTERRUPT'}}
  Data.HwInitialize = Before;
  Data.HwResetBus = Alias;
  Data.HwStartIo = Twice;
  Data.HwBuildIo = Build;
  Data.HwFindAdapter = (PVOID)Find; // expected-warning {{find-adapter routine 'Find' is registered here, and no declaration gives it the role type 'HW_FIND_ADAPTER'}}
  Data.HwFreeAdapterResources = Outside;
  return StorPortInitialize(Driver, Path, &Data, NULL);
}
// expected-note@*:* {{declare it before its definition: 'HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE Message;'}}
// expected-note@*:* {{declare it before its definition: 'HW_INTERRUPT Plain;'}}
// expected-note@*:* {{declare it before its definition: 'HW_FIND_ADAPTER Find;'}}

// CHECK: :32: warning: message interrupt routine 'Message' is registered here, and no declaration gives it the role type 'HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE' [isrlint-role-not-declared]
// CHECK: :20: warning: interrupt routine 'Plain' is registered here, and no declaration gives it the role type 'HW_INTERRUPT' [isrlint-role-not-declared]
// CHECK: :22: warning: find-adapter routine 'Find' is registered here, and no declaration gives it the role type 'HW_FIND_ADAPTER' [isrlint-role-not-declared]
