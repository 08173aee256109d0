// RUN: %clang_kernel -Wall -Wextra -Werror -fsyntax-only %s
// RUN: %clang_kernel -fsyntax-only -Xclang -ast-dump -Xclang -ast-dump-filter=_HW_INITIALIZATION_DATA %s | FileCheck %s --check-prefix=INIT
// RUN: %clang_kernel -fsyntax-only -Xclang -ast-dump -Xclang -ast-dump-filter=_PORT_CONFIGURATION_INFORMATION %s | FileCheck %s --check-prefix=PORT

// The members that register callbacks have the pointer types of the roles, by
// name: a checker follows the names.
#include <storport.h>

#define MEMBER(type, member, want)                                             \
  _Static_assert(__builtin_types_compatible_p(                                 \
                     __typeof__(((type *)0)->member), want),                   \
                 #type "." #member)

MEMBER(HW_INITIALIZATION_DATA, HwInterrupt, BOOLEAN (*)(PVOID));
MEMBER(HW_INITIALIZATION_DATA, HwInitialize, HW_INITIALIZE *);
MEMBER(HW_INITIALIZATION_DATA, HwStartIo, HW_STARTIO *);
MEMBER(HW_INITIALIZATION_DATA, HwUnitControl, HW_UNIT_CONTROL *);
MEMBER(VIRTUAL_HW_INITIALIZATION_DATA, HwFindAdapter,
       VIRTUAL_HW_FIND_ADAPTER *);
MEMBER(PORT_CONFIGURATION_INFORMATION, HwMSInterruptRoutine,
       BOOLEAN (*)(PVOID, ULONG));
MEMBER(PORT_CONFIGURATION_INFORMATION, InterruptSynchronizationMode,
       INTERRUPT_SYNCHRONIZATION_MODE);
MEMBER(SCSI_REQUEST_BLOCK, DataTransferLength, ULONG);
MEMBER(STORAGE_REQUEST_BLOCK, NumSrbExData, ULONG);
MEMBER(STOR_SCATTER_GATHER_ELEMENT, PhysicalAddress, STOR_PHYSICAL_ADDRESS);

// INIT: struct _HW_INITIALIZATION_DATA definition
// INIT: FieldDecl {{.*}} HwInitialize 'PHW_INITIALIZE'
// INIT-NEXT: FieldDecl {{.*}} HwStartIo 'PHW_STARTIO'
// INIT-NEXT: FieldDecl {{.*}} HwInterrupt 'PHW_INTERRUPT'
// INIT-NEXT: FieldDecl {{.*}} HwFindAdapter 'PHW_FIND_ADAPTER'
// INIT-NEXT: FieldDecl {{.*}} HwResetBus 'PHW_RESET_BUS'
// INIT: FieldDecl {{.*}} HwAdapterControl 'PHW_ADAPTER_CONTROL'
// INIT-NEXT: FieldDecl {{.*}} HwBuildIo 'PHW_BUILDIO'
// INIT-NEXT: FieldDecl {{.*}} HwFreeAdapterResources 'PHW_FREE_ADAPTER_RESOURCES'
// INIT-NEXT: FieldDecl {{.*}} HwProcessServiceRequest 'PHW_PROCESS_SERVICE_REQUEST'
// INIT-NEXT: FieldDecl {{.*}} HwCompleteServiceIrp 'PHW_COMPLETE_SERVICE_IRP'
// INIT-NEXT: FieldDecl {{.*}} HwInitializeTracing 'PHW_INITIALIZE_TRACING'
// INIT-NEXT: FieldDecl {{.*}} HwCleanupTracing 'PHW_CLEANUP_TRACING'
// INIT-NEXT: FieldDecl {{.*}} HwTracingEnabled 'PHW_TRACING_ENABLED'
// INIT: FieldDecl {{.*}} HwUnitControl 'PHW_UNIT_CONTROL'

// PORT: struct _PORT_CONFIGURATION_INFORMATION definition
// PORT: FieldDecl {{.*}} HwMSInterruptRoutine 'PHW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE'
