/* suppress.h - comments in the source that allow findings.
 *
 *   // isrlint: allow(rule-id, rule-id) reason
 *
 * hides findings of these rules at its line, or at the next one when it stands
 * alone on its own, and those whose way to the root passes such a line, by a
 * call or by the root itself. */
#ifndef ISRLINT_CORE_SUPPRESS_H
#define ISRLINT_CORE_SUPPRESS_H

#include "findings.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Marks the findings that a comment hides, and adds one for each comment that
 * hides none when 'unused' says so.  'selected' are the rules that were run.
 * False when out of memory. */
bool il_suppress(const il_knowledge *knowledge, const il_unit *units,
                 uint32_t count, const bool *selected, bool unused,
                 il_arena *arena, il_arena *keep, il_findings *findings);

#ifdef __cplusplus
}
#endif
#endif
