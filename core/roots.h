/* roots.h - the routines that Windows calls, and at which level.
 *
 * A function is a root when it has a body here and one of these gives it a role
 * that roots.tsv knows: its name, if it is an entry function; the typedef of
 * one of its declarations; a member it is stored in; the type of a place it is
 * stored in or of a parameter it is passed to; a routine it is handed to. */
#ifndef ISRLINT_CORE_ROOTS_H
#define ISRLINT_CORE_ROOTS_H

#include "points.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct il_conditions il_conditions;

typedef struct il_rooted {
  uint32_t function;
  const il_root_row *row;
  uint32_t kind_order; /* place of its kind among the kinds of roots.tsv */
  il_spot at;
  const char *how; /* text of the note */
  bool undeclared; /* found by registration; no declaration names the role */
} il_rooted;

typedef struct il_roots {
  il_rooted *items; /* by kind, function, role: each role of a function once */
  uint32_t count;
} il_roots;

/* Texts and paths go to 'keep'.  False when out of memory. */
bool il_roots_find(il_points *points, il_conditions *conditions, il_arena *keep,
                   il_roots *roots);

/* The first root of a kind ("dpc"); null when there is none. */
const il_rooted *il_roots_of_kind(const il_roots *roots, const char *kind);

#ifdef __cplusplus
}
#endif
#endif
