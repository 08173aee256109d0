/* spell.h - a term as the source may have it, to be recognised by people. */
#ifndef ISRLINT_CORE_SPELL_H
#define ISRLINT_CORE_SPELL_H

#include "points.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a call calls: "device->Ops.Drain"; '...' stands for what is not
 * understood.  Lives in 'arena' and ends in NUL; ptr is null when out of
 * memory. */
il_str il_spell_callee(const il_program *program, const il_site *site,
                       il_arena *arena);

#ifdef __cplusplus
}
#endif
#endif
