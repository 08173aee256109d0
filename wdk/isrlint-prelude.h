/* isrlint-prelude.h - what every unit needs before its first line; it is
 * force-included (-include) by flags.txt.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_PRELUDE_H
#define ISRLINT_PRELUDE_H

/* Found by its path, not by the search: it has to say that it is a system
 * header. */
#pragma clang system_header

#include <_mingw.h>

/* <_mingw.h> spells these in the GNU way, which is not what a driver built with
 * the Microsoft compiler means by them; the compiler knows them as keywords. */
#undef __forceinline
#undef __w64
#undef __int8
#undef __int16
#undef __int32
#undef __int64

/* mingw-w64 and the compiler's <intrin.h> declare _setjmp differently: let
 * each see a name of its own. */
#include <setjmp.h>
#define _setjmp isrlint_intrin_setjmp
#include <intrin.h>
#undef _setjmp

/* These names belong to drivers here, some define functions of that name. */
#include <stdlib.h>
#undef __min
#undef __max

#include <isrlint/sal.h>

/* Types of the Windows API that kernel drivers use without declaring them. */
typedef unsigned long DWORD, *PDWORD;
typedef unsigned short WORD, *PWORD;
typedef unsigned char BYTE, *PBYTE;
typedef char *LPTSTR, *PZZSTR;

/* Software tracing (WPP): its generated headers are not at hand. */
#define WPP_INIT_TRACING(...) ((void)0)
#define WPP_CLEANUP(...) ((void)0)

#endif /* ISRLINT_PRELUDE_H */
