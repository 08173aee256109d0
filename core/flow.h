/* flow.h - in which contexts each function of a program runs.
 *
 * A context is a function at a level.  Calls are followed breadth first from
 * all roots, so the first way found to a context is a shortest one.  A call is
 * made at the level of its context: what the function itself did to the level
 * before, by raising it or taking a lock, is not followed. */
#ifndef ISRLINT_CORE_FLOW_H
#define ISRLINT_CORE_FLOW_H

#include "roots.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What tells contexts of one function apart.  Compared by its bytes: every
 * member is 32 bits wide, and there is no padding.  Sets of locks and of
 * parameter values will be members too, as their numbers in a table. */
typedef struct il_context_key {
  uint32_t function;
  uint32_t level; /* an il_level */
} il_context_key;

typedef struct il_context {
  il_context_key key;
  uint32_t parent; /* context that calls it on the shortest way, or IL_NONE */
  uint32_t site;   /* the call there */
  uint32_t root;   /* root at the end of that way */
  uint32_t depth;  /* calls on that way */
} il_context;

/* A call of one context by another. */
typedef struct il_link_edge {
  uint32_t from, to;
} il_link_edge;

/* A call, in a context, of what is not entered. */
typedef struct il_leaf {
  uint32_t context, site, function;
} il_leaf;

typedef struct il_flow {
  IL_LIST(il_context) contexts; /* in the order they were found */
  IL_LIST(il_link_edge) edges;
  IL_LIST(il_leaf) leaves; /* by context, then site */
  il_level *highest; /* by function: highest level, unknown when not reached */
  uint32_t *root_start; /* by root: its context */
  bool *dead;           /* by site: behind a test that is constant */
} il_flow;

/* False when out of memory. */
bool il_flow_solve(const il_points *points, const il_roots *roots,
                   il_arena *arena, il_flow *flow);

/* The functions that a call can reach: one, or those that its cell holds. */
uint32_t il_site_target_count(const il_points *points, const il_site *site);
uint32_t il_site_target(const il_points *points, const il_site *site,
                        uint32_t index);

#ifdef __cplusplus
}
#endif
#endif
