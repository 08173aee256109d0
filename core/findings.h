/* findings.h - from contexts to findings, and the rules that make them. */
#ifndef ISRLINT_CORE_FINDINGS_H
#define ISRLINT_CORE_FINDINGS_H

#include "flow.h"
#include "isrlint/rule.h"
#include "loop.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- rules.c ---- */

size_t il_rule_count(void);
const il_rule *il_rule_code(size_t index);
/* Sets selected[i] for each rule that the option selects; false when a word of
 * it is no rule. */
bool il_rules_select(il_str option, bool *selected, il_error *err);

typedef IL_LIST(il_step) il_steps;

/* ---- findings.c, settle.c ---- */

typedef IL_LIST(il_finding) il_findings;

/* A solved program. */
typedef struct il_solved {
  const il_program *program;
  const il_points *points;
  const il_roots *roots;
  const il_flow *flow;
  il_conditions *conditions;
  const il_loops *loops; /* by function */
  il_cycles cycles;
  il_port_model model;
  uint32_t number; /* place among the programs of the result */
  bool files;      /* as in il_options */
} il_solved;

struct il_allows;

/* Runs the selected rules over the program, and adds one finding for each place
 * that a rule speaks of, hidden when a comment stands at it or on every way
 * there.  With 'unit_only' rules about the whole program speak
 * only where everything is known.  Findings live in 'keep'.  False when out of
 * memory. */
bool il_findings_add(const il_solved *solved, const bool *selected,
                     bool unit_only, struct il_allows *allows, il_arena *arena,
                     il_arena *keep, il_findings *findings);

/* Sorts by place, joins findings of one place that several programs share, and
 * numbers what is left and gives it its fingerprints.  False when out of
 * memory. */
bool il_findings_settle(il_findings *findings,
                        const il_program_result *programs, il_arena *arena,
                        il_arena *keep);

/* ---- route.c ---- */

/* A copy of the text, ending in NUL, for the result; null when out of memory.
 */
const char *il_keep(il_arena *keep, il_str text);
const char *il_keep_text(il_arena *keep, const char *format, ...)
    IL_PRINTF(2, 3);
const char *il_keep_args(il_arena *keep, const char *format, va_list args)
    IL_PRINTF(2, 0);

/* Adds a step; false when out of memory, also when its text is null. */
bool il_step_add(il_steps *steps, il_arena *keep, il_step step);

/* Adds the notes on how a call reaches a function through a pointer: where the
 * function was stored.  Nothing for a call by name. */
bool il_route_pointer(const il_solved *solved, il_arena *keep, uint32_t context,
                      uint32_t site, uint32_t function, il_steps *steps);
/* "'OPS.Drain'" for what the call goes through; null for a call by name, or
 * when it has no name.  *fine turns false when out of memory. */
const char *il_route_through(const il_solved *solved, il_arena *keep,
                             uint32_t context, uint32_t site, uint32_t function,
                             bool *fine);
/* How a context is reached: by its own shortest way, or by the one from a
 * certain root. */
typedef struct il_way {
  uint32_t root;       /* at its end */
  const uint32_t *via; /* by context: 1 + the edge by which it is reached, 0 of
                          the root's own; null: the shortest way */
} il_way;

/* The call by which a context is reached on a way; 'from' is IL_NONE at its
 * root. */
il_link_edge il_route_call(const il_solved *solved, uint32_t context,
                           il_way way);
/* Adds the notes from a context outwards to the root of the way; where that
 * passes 'lock_context', that the lock is taken there. */
bool il_route_add(const il_solved *solved, il_arena *keep, uint32_t context,
                  il_way way, uint32_t lock_context, il_taking lock,
                  il_steps *steps);

#ifdef __cplusplus
}
#endif
#endif
