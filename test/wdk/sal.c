// RUN: %clang_kernel -Wall -Wextra -Werror -fsyntax-only %s
// RUN: %clang_kernel -fsyntax-only -Xclang -ast-dump -Xclang -ast-dump-filter=Sal %s | FileCheck %s

// Annotations about IRQL and roles become attributes that say what was
// written; all others are nothing.
#include <ntddk.h>

// CHECK: TypedefDecl {{.*}} SalWorker
// CHECK: AnnotateAttr {{.*}} "sal:_Function_class_(SalWorker)"
// CHECK: AnnotateAttr {{.*}} "sal:_IRQL_requires_(PASSIVE_LEVEL)"
_Function_class_(SalWorker) _IRQL_requires_(PASSIVE_LEVEL)
typedef VOID SalWorker(_In_ PVOID Context);

// CHECK: TypedefDecl {{.*}} SalLater
// CHECK: AnnotateAttr {{.*}} "sal:_IRQL_requires_same_"
typedef _IRQL_requires_same_ VOID SalLater(_In_opt_ PVOID Context);

// CHECK: FunctionDecl {{.*}} SalBefore
// CHECK: AnnotateAttr {{.*}} "sal:_IRQL_requires_max_(DISPATCH_LEVEL)"
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:_IRQL_requires_min_(APC_LEVEL)"
_IRQL_requires_max_(DISPATCH_LEVEL) _IRQL_requires_min_(APC_LEVEL)
_Must_inspect_result_ NTSTATUS SalBefore(_Out_writes_bytes_(Size) PVOID Buffer,
                                         _In_ ULONG Size);

// CHECK: FunctionDecl {{.*}} SalRaise
// CHECK: ParmVarDecl {{.*}} OldIrql
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:_IRQL_saves_"
// CHECK: AnnotateAttr {{.*}} "sal:_IRQL_raises_(DISPATCH_LEVEL)"
_IRQL_raises_(DISPATCH_LEVEL) _Acquires_lock_(*Lock)
VOID SalRaise(_Inout_ PKSPIN_LOCK Lock, _Out_ _IRQL_saves_ PKIRQL OldIrql);

// CHECK: FunctionDecl {{.*}} SalRestore
// CHECK: ParmVarDecl {{.*}} NewIrql
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:_IRQL_restores_"
VOID SalRestore(_In_ _IRQL_restores_ KIRQL NewIrql);

// CHECK: FunctionDecl {{.*}} SalSometimes
// CHECK: AnnotateAttr {{.*}} "sal:_When_(Wait == TRUE && Size > 1) {"
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:_IRQL_requires_max_(APC_LEVEL)"
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:}"
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:_When_(Wait == FALSE) {"
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:_IRQL_requires_max_(DISPATCH_LEVEL)"
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:}"
_When_(Wait == TRUE && Size > 1, _IRQL_requires_max_(APC_LEVEL))
_When_(Wait == FALSE, _IRQL_requires_max_(DISPATCH_LEVEL))
_When_(return == 0, _Post_satisfies_(Size > 0))
ULONG SalSometimes(BOOLEAN Wait, ULONG Size);

// CHECK: FunctionDecl {{.*}} SalOld
// CHECK: ParmVarDecl {{.*}} OldIrql
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:_At_(*OldIrql) {"
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:__drv_savesIRQL"
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:}"
// CHECK: AnnotateAttr {{.*}} "sal:__drv_maxIRQL(DISPATCH_LEVEL)"
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:__drv_functionClass(SalWorker)"
__drv_maxIRQL(DISPATCH_LEVEL) __drv_functionClass(SalWorker)
VOID SalOld(__drv_at(*OldIrql, __drv_savesIRQL) PKIRQL OldIrql,
         __drv_in(__drv_freesMem(Mem)) PVOID Memory);

// CHECK: FieldDecl {{.*}} Callback
// CHECK-NEXT: AnnotateAttr {{.*}} "sal:_IRQL_requires_(DISPATCH_LEVEL)"
typedef struct _SalHooks {
  _IRQL_requires_(DISPATCH_LEVEL) VOID (*Callback)(PVOID Context);
  _Field_size_(Count) PULONG Values;
  ULONG Count;
} SalHooks;

// A definition may carry them too.
// CHECK: FunctionDecl {{.*}} SalDefined
// CHECK: AnnotateAttr {{.*}} "sal:_IRQL_always_function_max_(APC_LEVEL)"
_Use_decl_annotations_ _IRQL_always_function_max_(APC_LEVEL)
ULONG SalDefined(SalHooks *Hooks) {
  _Analysis_assume_(Hooks != NULL);
  return Hooks->Count;
}
