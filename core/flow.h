/* flow.h - in which contexts each function of a program runs.
 *
 * A context is a function at a level, with the locks held that raised it, and
 * with what its parameters stand for, as far as that decides where it goes.
 * Calls are followed breadth first from all roots, so the first way found to a
 * context is a shortest one.
 */
#ifndef ISRLINT_CORE_FLOW_H
#define ISRLINT_CORE_FLOW_H

#include "locks.h"
#include "roots.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What tells contexts of one function apart.  Compared by its bytes: every
 * member is 32 bits wide, and there is no padding. */
typedef struct il_context_key {
  uint32_t function;
  uint32_t level;           /* an il_level: before the locks */
  uint32_t dispatch, dirql; /* locks held above that level, as il_held_locks */
  uint32_t binding;         /* place among il_flow.bindings */
} il_context_key;

typedef struct il_context {
  il_context_key key;
  il_level level;      /* at its beginning, locks included */
  il_level call_level; /* of its caller, at the call */
  uint32_t parent; /* context that calls it on the shortest way, or IL_NONE */
  uint32_t site;   /* the call there */
  uint32_t root;   /* root at the end of that way */
  uint32_t depth;  /* calls on that way */
  /* Where the lock was taken that makes the level what it is: the context of
   * the call that took it, which may be this one's own; IL_NONE: none did. */
  uint32_t lock_context;
  il_taking lock;
  const il_locked *locked; /* null when its body is elsewhere */
} il_context;

/* A call of one context by another. */
typedef struct il_link_edge {
  uint32_t from, to, site;
  il_level level;        /* at the call */
  uint32_t lock_context; /* as in il_context */
  il_taking lock;
} il_link_edge;

/* What a lock makes of a context's level at one place. */
typedef struct il_standpoint {
  il_level level;
  uint32_t lock_context;
  il_taking lock;
} il_standpoint;

/* A call, in a context, of what is not entered. */
typedef struct il_leaf {
  uint32_t context, site, function;
  il_level level;        /* at the call */
  uint32_t lock_context; /* as in il_context */
  il_taking lock;
} il_leaf;

typedef struct il_flow {
  IL_LIST(il_context) contexts; /* in the order they were found */
  IL_LIST(il_link_edge) edges;  /* by the context that calls, then site */
  IL_LIST(il_leaf) leaves;      /* by context, then site */
  IL_LIST(il_binding) bindings;
  il_level *highest; /* by function: highest level, unknown when not reached */
  uint32_t *root_start; /* by root: its context */
  bool *dead;           /* by site: no way through its function leads there */
  il_graphs *graphs;
  il_modes *modes;
  il_locks *locks;
} il_flow;

/* Fills *flow; il_flow_free() gives back what is not in the arena, also after a
 * failure.  False when out of memory. */
bool il_flow_solve(const il_points *points, const il_roots *roots,
                   il_conditions *conditions, il_graphs *graphs,
                   il_arena *arena, il_flow *flow);
void il_flow_free(il_flow *flow);

/* The function that a call in a context goes to through a parameter that the
 * callers are told apart by; IL_NONE when it is no such call. */
uint32_t il_flow_bound(const il_points *points, const il_flow *flow,
                       uint32_t context, uint32_t site);
/* The place of a parameter by which a value passed on is known in a context;
 * IL_NONE when the term is none. */
uint32_t il_flow_parameter(const il_points *points, uint32_t function,
                           il_term term);

/* A call in a context, for the conditions of the routine called. */
il_call_site il_flow_call_site(const il_points *points, const il_flow *flow,
                               uint32_t context, uint32_t site);

/* What holds in a context at the beginning of a block of its graph; false when
 * no way leads there. */
bool il_flow_block(const il_flow *flow, uint32_t context, uint32_t block,
                   il_standpoint *here);

/* Whether a loop can turn in a context: whether some way that its decided tests
 * leave open leads from its header back to it, and for ever: past the 'cuts',
 * which can be taken only so often (by place of block; may be null).  *fine
 * turns false when out of memory. */
bool il_flow_turns(const il_flow *flow, uint32_t context, const il_loop *loop,
                   const uint32_t *const cuts[2], il_arena *arena, bool *fine);

#ifdef __cplusplus
}
#endif
#endif
