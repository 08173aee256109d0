/* hear.h - what the rules say of a program, before it is made into findings. */
#ifndef ISRLINT_CORE_HEAR_H
#define ISRLINT_CORE_HEAR_H

#include "findings.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A claim of one rule in one context. */
typedef struct il_charge {
  il_spot at;
  il_str function;    /* linkage name of the one that holds the place */
  const char *callee; /* what is called or entered there; "" for a loop */
  uint32_t rule;
  uint32_t depth;
  uint32_t context;
  uint32_t site, target; /* IL_NONE: no call */
  uint32_t loop;         /* order of the loop in its function, from 1; else 0 */
  il_level level;
  uint32_t lock_context;
  il_taking lock;
  il_way way;
  il_claim claim;
  il_steps notes;
} il_charge;

typedef struct il_hearing {
  const bool *selected;
  bool unit_only;
  il_arena *arena, *keep;
  IL_LIST(il_charge) charges;     /* out: in the order they were made */
  uint32_t *leaves_of, *edges_of; /* by context: its first one */
  uint32_t *seen;                 /* by context: the search that came by last */
  uint32_t search;
} il_hearing;

/* Shows the selected rules the whole program.  False when out of memory. */
bool il_hear(il_hearing *hearing, const il_solved *solved);

#ifdef __cplusplus
}
#endif
#endif
