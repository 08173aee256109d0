/* locks.h - which locks are held where in a function, and the level they give.
 *
 * A lock counts as held where every way from the function's entry has taken it:
 * one that is taken on some ways only is not, so that nothing is said that may
 * not be so.  Locks are told apart by the level that they raise to; the one
 * taken last of a level is given back first. */
#ifndef ISRLINT_CORE_LOCKS_H
#define ISRLINT_CORE_LOCKS_H

#include "eval.h"
#include "graph.h"
#include "modes.h"
#include "points.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How many locks are held that raise to DISPATCH_LEVEL and to DIRQL; at most
 * IL_LOCKS_MOST of each are told apart. */
typedef struct il_held_locks {
  uint8_t dispatch, dirql;
} il_held_locks;

enum { IL_LOCKS_MOST = 3 };
/* Parameters that a binding can tell of. */
enum { IL_PARAMETERS_MOST = 64 };

/* Where a lock was taken. */
typedef struct il_taking {
  uint32_t site; /* the call, or IL_NONE: by a caller, or not at all */
  const il_lock_row *row;
} il_taking;

/* What holds at one place of a function. */
typedef struct il_lock_state {
  bool reached; /* some way from the entry leads here */
  il_held_locks held;
  il_taking dispatch, dirql; /* the last ones of each level */
} il_lock_state;

/* A function entered with certain locks held. */
typedef struct il_locked {
  const il_lock_state *sites;  /* by site, from the function's first one */
  const il_lock_state *blocks; /* at their beginning, by block of the graph */
  const il_graph *graph;
  il_lock_state exit; /* when it returns */
} il_locked;

typedef struct il_locks il_locks;

/* Tests that 'modes' decides have one way on.  Null when out of memory. */
il_locks *il_locks_new(const il_points *points, il_conditions *conditions,
                       il_modes *modes, il_graphs *graphs, il_arena *arena);
/* Null is fine. */
void il_locks_free(il_locks *locks);

/* The states of a function with a body whose parameters are bound so; 'number'
 * tells bindings apart, and 0 is the empty one.  Null when out of memory. */
const il_locked *il_locks_of(il_locks *locks, uint32_t function,
                             il_held_locks entry, uint32_t number,
                             const il_binding *binding);

/* The block that the end of a block leads to when it is decided, by constants,
 * by the mode or by what parameters are bound to; IL_NONE: it is not.  'blocks'
 * are those of the function in the context; its graph must have been made. */
uint32_t il_locks_only_way(il_locks *locks, uint32_t function, uint32_t block,
                           const il_binding *binding,
                           const il_lock_state *blocks);

/* What a binding still says before a record: without the parameters that a
 * store on some way there has changed, from a block that 'blocks' says is
 * reached.  'arguments' has room for those of the binding. */
il_binding il_locks_bound_at(il_locks *locks, uint32_t function,
                             uint32_t record, const il_binding *binding,
                             const il_lock_state *blocks,
                             il_argument *arguments);

/* The level throughout a function that begins at one; unknown when it may
 * change, or when nothing in the program asks for it. */
il_level il_locks_level(il_locks *locks, uint32_t function, il_level level);
/* The level where code that began at 'level' holds these locks. */
il_level il_held_level(il_level level, il_held_locks held);
/* The locks that make a difference to code that began at 'level'. */
il_held_locks il_held_above(il_level level, il_held_locks held);

#ifdef __cplusplus
}
#endif
#endif
