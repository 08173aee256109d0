/* idle.h - which code does not run in normal work: behind tests that constants
 * or the dump mode decide.  What is stored there is held by nobody. */
#ifndef ISRLINT_CORE_IDLE_H
#define ISRLINT_CORE_IDLE_H

#include "graph.h"
#include "modes.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct il_idle {
  const bool *const *records; /* by unit, then record: whether it is idle */
  il_modes *modes;            /* decides '?:', too */
} il_idle;

/* Looks through all functions.  'points' and 'modes' must outlive the result,
 * which lives in 'arena'.  False when out of memory. */
bool il_idle_find(const il_points *points, il_modes *modes, il_graphs *graphs,
                  il_conditions *conditions, il_arena *arena, il_idle *idle);

#ifdef __cplusplus
}
#endif
#endif
