/* sal.h - annotations (SAL) of driver code: those about IRQL, roles and
 * floating point become annotate attributes, the others nothing.
 *
 * The text of an attribute is "sal:" and the annotation as it was written, for
 * example "sal:_IRQL_requires_max_(DISPATCH_LEVEL)". _When_ and _At_ put their
 * contents in brackets: "sal:_When_(Wait == NULL) {" and "sal:}".
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_SAL_H
#define ISRLINT_SAL_H

#include <driverspecs.h>

#define ISRLINT_SAL(text) __attribute__((annotate("sal:" text)))

/* IRQL, roles, dispatch types, floating point. An argument reaches the text by
 * its own '#', so that it is kept as written: DISPATCH_LEVEL, not 2. */
#undef _IRQL_always_function_max_
#undef _IRQL_always_function_min_
#undef _IRQL_is_cancel_
#undef _IRQL_raises_
#undef _IRQL_requires_
#undef _IRQL_requires_max_
#undef _IRQL_requires_min_
#undef _IRQL_requires_same_
#undef _IRQL_restores_
#undef _IRQL_restores_global_
#undef _IRQL_saves_
#undef _IRQL_saves_global_
#undef _IRQL_uses_cancel_
#undef _Function_class_
#undef _Dispatch_type_
#undef _Kernel_float_restored_
#undef _Kernel_float_saved_
#undef _Kernel_float_used_
#undef __drv_functionClass
#undef __drv_dispatchType
#undef __drv_floatRestored
#undef __drv_floatSaved
#undef __drv_floatUsed
#undef __drv_isCancelIRQL
#undef __drv_maxFunctionIRQL
#undef __drv_maxIRQL
#undef __drv_minFunctionIRQL
#undef __drv_minIRQL
#undef __drv_raisesIRQL
#undef __drv_requiresIRQL
#undef __drv_restoresIRQL
#undef __drv_restoresIRQLGlobal
#undef __drv_sameIRQL
#undef __drv_savesIRQL
#undef __drv_savesIRQLGlobal
#undef __drv_setsIRQL
#undef __drv_useCancelIRQL
#define _IRQL_always_function_max_(l)                                          \
  ISRLINT_SAL("_IRQL_always_function_max_(" #l ")")
#define _IRQL_always_function_min_(l)                                          \
  ISRLINT_SAL("_IRQL_always_function_min_(" #l ")")
#define _IRQL_is_cancel_ ISRLINT_SAL("_IRQL_is_cancel_")
#define _IRQL_raises_(l) ISRLINT_SAL("_IRQL_raises_(" #l ")")
#define _IRQL_requires_(l) ISRLINT_SAL("_IRQL_requires_(" #l ")")
#define _IRQL_requires_max_(l) ISRLINT_SAL("_IRQL_requires_max_(" #l ")")
#define _IRQL_requires_min_(l) ISRLINT_SAL("_IRQL_requires_min_(" #l ")")
#define _IRQL_requires_same_ ISRLINT_SAL("_IRQL_requires_same_")
#define _IRQL_restores_ ISRLINT_SAL("_IRQL_restores_")
#define _IRQL_restores_global_(k, p)                                           \
  ISRLINT_SAL("_IRQL_restores_global_(" #k ", " #p ")")
#define _IRQL_saves_ ISRLINT_SAL("_IRQL_saves_")
#define _IRQL_saves_global_(k, p)                                              \
  ISRLINT_SAL("_IRQL_saves_global_(" #k ", " #p ")")
#define _IRQL_uses_cancel_ ISRLINT_SAL("_IRQL_uses_cancel_")
#define _Function_class_(c) ISRLINT_SAL("_Function_class_(" #c ")")
#define _Dispatch_type_(k) ISRLINT_SAL("_Dispatch_type_(" #k ")")
#define _Kernel_float_restored_ ISRLINT_SAL("_Kernel_float_restored_")
#define _Kernel_float_saved_ ISRLINT_SAL("_Kernel_float_saved_")
#define _Kernel_float_used_ ISRLINT_SAL("_Kernel_float_used_")
#define __drv_functionClass(c) ISRLINT_SAL("__drv_functionClass(" #c ")")
#define __drv_dispatchType(k) ISRLINT_SAL("__drv_dispatchType(" #k ")")
#define __drv_floatRestored ISRLINT_SAL("__drv_floatRestored")
#define __drv_floatSaved ISRLINT_SAL("__drv_floatSaved")
#define __drv_floatUsed ISRLINT_SAL("__drv_floatUsed")
#define __drv_isCancelIRQL ISRLINT_SAL("__drv_isCancelIRQL")
#define __drv_maxFunctionIRQL(l) ISRLINT_SAL("__drv_maxFunctionIRQL(" #l ")")
#define __drv_maxIRQL(l) ISRLINT_SAL("__drv_maxIRQL(" #l ")")
#define __drv_minFunctionIRQL(l) ISRLINT_SAL("__drv_minFunctionIRQL(" #l ")")
#define __drv_minIRQL(l) ISRLINT_SAL("__drv_minIRQL(" #l ")")
#define __drv_raisesIRQL(l) ISRLINT_SAL("__drv_raisesIRQL(" #l ")")
#define __drv_requiresIRQL(l) ISRLINT_SAL("__drv_requiresIRQL(" #l ")")
#define __drv_restoresIRQL ISRLINT_SAL("__drv_restoresIRQL")
#define __drv_restoresIRQLGlobal(k, p)                                         \
  ISRLINT_SAL("__drv_restoresIRQLGlobal(" #k ", " #p ")")
#define __drv_sameIRQL ISRLINT_SAL("__drv_sameIRQL")
#define __drv_savesIRQL ISRLINT_SAL("__drv_savesIRQL")
#define __drv_savesIRQLGlobal(k, p)                                            \
  ISRLINT_SAL("__drv_savesIRQLGlobal(" #k ", " #p ")")
#define __drv_setsIRQL(l) ISRLINT_SAL("__drv_setsIRQL(" #l ")")
#define __drv_useCancelIRQL ISRLINT_SAL("__drv_useCancelIRQL")

/* Conditions and places: brackets around what they hold. */
#undef _When_
#undef _At_
#undef __drv_when
#undef __drv_at
#define _When_(c, ...)                                                         \
  ISRLINT_SAL("_When_(" #c ") {") __VA_ARGS__ ISRLINT_SAL("}")
#define _At_(e, ...) ISRLINT_SAL("_At_(" #e ") {") __VA_ARGS__ ISRLINT_SAL("}")
#define __drv_when(c, ...)                                                     \
  ISRLINT_SAL("_When_(" #c ") {") __VA_ARGS__ ISRLINT_SAL("}")
#define __drv_at(e, ...)                                                       \
  ISRLINT_SAL("_At_(" #e ") {") __VA_ARGS__ ISRLINT_SAL("}")

/* Groupings of the older form: what they hold stands for itself. */
#undef __drv_in
#undef __drv_out
#undef __drv_deref
#undef __drv_in_deref
#undef __drv_out_deref
#undef __drv_ret
#undef __drv_fun
#undef __drv_group
#define __drv_in(...) __VA_ARGS__
#define __drv_out(...) __VA_ARGS__
#define __drv_deref(...) __VA_ARGS__
#define __drv_in_deref(...) __VA_ARGS__
#define __drv_out_deref(...) __VA_ARGS__
#define __drv_ret(...) __VA_ARGS__
#define __drv_fun(...) __VA_ARGS__
#define __drv_group(...) __VA_ARGS__

/* Annotations that mingw-w64 does not know and nobody reads: nothing. */
#define _Analysis_noreturn_
#define _Deref_opt_out_z_
#define _Deref_opt_out_opt_z_
#define _Deref_out_z_
#define _Deref_out_opt_z_
#define _Deref_post_maybenull_
#define _Deref_post_notnull_
#define _Deref_post_null_
#define _Deref_post_valid_
#define _Deref_post_z_
#define _Deref_pre_maybenull_
#define _Deref_pre_notnull_
#define _Deref_pre_null_
#define _Deref_pre_valid_
#define _Deref_pre_z_
#define _Deref2_pre_readonly_
#define _Enum_is_bitflag_
#define _Flexible_array_
#define _In_function_class_(c)
#define _Inexpressible_(e)
#define _Interlocked_operand_
#define _Maybenull_
#define _MaybeNull_
#define _MaybeValid_
#define _Must_inspect_impl_
#define _Never_
#define _Nonvolatile_
#define _Notnull_
#define _Notref_
#define _Notvalid_
#define _Null_
#define _Post_bytecount_(s)
#define _Post_count_(s)
#define _Post_defensive_
#define _Post_invalid_
#define _Post_maybenull_
#define _Post_maybez_
#define _Post_notnull_
#define _Post_null_
#define _Post_ptr_invalid_
#define _Post_valid_
#define _Post_z_
#define _Pre_
#define _Pre_cap_(s)
#define _Pre_bytecap_(s)
#define _Pre_defensive_
#define _Pre_invalid_
#define _Pre_maybenull_
#define _Pre_null_
#define _Pre_opt_valid_
#define _Pre_readonly_
#define _Pre_valid_
#define _Pre_writeonly_
#define _Pre_z_
#define _Prepost_opt_valid_
#define _Prepost_valid_
#define _Prepost_z_
#define _Ret_
#define _Ret_bytecap_(s)
#define _Ret_bytecount_(s)
#define _Ret_cap_(s)
#define _Ret_count_(s)
#define _Ret_opt_
#define _Ret_opt_z_
#define _Satisfies_(e)
#define _Valid_
#define _Kernel_clear_do_init_(a)
#define _Kernel_IoGetDmaAdapter_
#define _Kernel_requires_resource_held_(k)
#define _Kernel_requires_resource_not_held_(k)
#define _Kernel_acquires_resource_(k)
#define _Kernel_releases_resource_(k)
#define _Flt_ConnectionCookie_Outptr_
#define _Flt_OperationRegistration_
#define __drv_acquiresCancelSpinLock
#define __drv_acquiresCriticalRegion
#define __drv_acquiresExclusiveResource(k)
#define __drv_acquiresExclusiveResourceGlobal(k, p)
#define __drv_acquiresPriorityRegion
#define __drv_acquiresResource(k)
#define __drv_acquiresResourceGlobal(k, p)
#define __drv_callbackType(k)
#define __drv_clearDoInit
#define __drv_completionType(k)
#define __drv_constant
#define __drv_defined(x)
#define __drv_inTry
#define __drv_innerAcquiresGlobal(k, p)
#define __drv_innerMustHoldGlobal(k, p)
#define __drv_innerReleasesGlobal(k, p)
#define __drv_interlocked
#define __drv_isObjectPointer
#define __drv_mustHold(k)
#define __drv_mustHoldCancelSpinLock
#define __drv_mustHoldCriticalRegion
#define __drv_mustHoldGlobal(k, p)
#define __drv_mustHoldPriorityRegion
#define __drv_neverHold(k)
#define __drv_neverHoldCancelSpinLock
#define __drv_neverHoldCriticalRegion
#define __drv_neverHoldGlobal(k, p)
#define __drv_neverHoldPriorityRegion
#define __drv_notInTry
#define __drv_notPointer
#define __drv_preferredFunction(f, w)
#define __drv_releasesCancelSpinLock
#define __drv_releasesCriticalRegion
#define __drv_releasesExclusiveResource(k)
#define __drv_releasesExclusiveResourceGlobal(k, p)
#define __drv_releasesPriorityRegion
#define __drv_releasesResource(k)
#define __drv_releasesResourceGlobal(k, p)
#define __drv_reportError(w)
#define __drv_strictType(t, m)
#define __drv_strictTypeMatch(m)
#define __drv_unit(p)
#define __analysis_noreturn
#define __success(e)
#define __nullterminated
#define __in_bcount_opt(s)
#define __in_ecount_opt(s)
#define __in_range(l, h)
#define __in_z
#define __inout_bcount_opt(s)
#define __inout_ecount_opt(s)
#define __out_bcount_opt(s)
#define __out_bcount_part_opt(s, c)
#define __out_ecount_opt(s)
#define __out_range(l, h)
#define __out_z
#define __deref_inout
#define __deref_inout_opt
#define __deref_out_bcount(s)
#define __deref_out_bcount_opt(s)
#define __deref_out_range(l, h)
#define __field_bcount(s)
#define __field_bcount_opt(s)
#define __field_bcount_part(s, c)
#define __field_ecount(s)
#define __field_ecount_opt(s)
#define __field_ecount_part(s, c)
#define __field_range(l, h)
#define __struct_bcount(s)
#define __typefix(t)
#define __callback
#define __format_string
#define __notnull
#define __maybenull
#define __control_entrypoint(c)
#define __data_entrypoint(c)
#define __useHeader

#endif /* ISRLINT_SAL_H */
