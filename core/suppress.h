/* suppress.h - comments in the source that allow findings.
 *
 *   // isrlint: allow(rule-id, rule-id) reason
 *
 * hides findings of these rules at its line, or at the next one when it stands
 * alone on its own, and those of which every way to a root passes such a line,
 * by a call or by the root itself. */
#ifndef ISRLINT_CORE_SUPPRESS_H
#define ISRLINT_CORE_SUPPRESS_H

#include "findings.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The comments of all units. */
typedef struct il_allows il_allows;
typedef struct il_allow il_allow;

/* Lives in 'arena' and needs no freeing; null when out of memory. */
il_allows *il_allows_new(const il_knowledge *knowledge, const il_unit *units,
                         uint32_t count, il_arena *arena);

/* Whether some comment can hide findings of the rule. */
bool il_allows_any(const il_allows *allows, const char *id);
/* The comment that hides findings of the rule at this place; null: none. */
il_allow *il_allow_at(il_allows *allows, const il_spot *at, const char *id);
/* The same for a comment alone on the line before only. */
il_allow *il_allow_above(il_allows *allows, const il_spot *at, const char *id);
/* Notes that the comment hides something. */
void il_allow_use(il_allow *allow);
/* Lets the comment hide the finding.  False when out of memory. */
bool il_allow_hide(il_allow *allow, il_arena *keep, il_finding *finding);

/* Adds a finding for each comment that hides nothing.  'selected' are the rules
 * that were run.  False when out of memory. */
bool il_allows_tell_unused(il_allows *allows, const bool *selected,
                           il_arena *keep, il_findings *findings);

#ifdef __cplusplus
}
#endif
#endif
