/* miniport.h - the basic types of a miniport: all of <ntddk.h>, and what
 * mingw-w64's <miniport.h> has beyond it.
 *
 * Part of isrlint. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
 */
#ifndef ISRLINT_MINIPORT_H
#define ISRLINT_MINIPORT_H

#include <ntddk.h>

/* Leaves out of mingw-w64's <miniport.h> what <wdm.h> has. */
#ifndef __BROKEN__
#define __BROKEN__
#include_next <miniport.h>
#undef __BROKEN__
#else
#include_next <miniport.h>
#endif

#endif /* ISRLINT_MINIPORT_H */
