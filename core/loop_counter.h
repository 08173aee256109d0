/* loop_counter.h - counters of a loop, and the tests of them. */
#ifndef ISRLINT_CORE_LOOP_COUNTER_H
#define ISRLINT_CORE_LOOP_COUNTER_H

#include "loop_internal.h"

#ifdef __cplusplus
extern "C" {
#endif

enum { IL_COUNTERS = 32, IL_WAYS = 64, IL_COUNTER_SETS = 32 };

/* How a counter steps. */
typedef enum il_pace {
  IL_PACE_ADD,   /* by 'least' or more */
  IL_PACE_RIGHT, /* shift right, or division */
  IL_PACE_LEFT,  /* shift left */
  IL_PACE_CLEAR  /* n & (n - 1) */
} il_pace;

typedef struct il_counter {
  il_term place;
  bool good;
  const char *lacks; /* why it is none */
  il_pace pace;
  bool down;
  int64_t least, total; /* smallest step; all steps together */
  uint32_t bits;        /* it keeps */
  bool is_signed, is_pointer;
  uint32_t sets[IL_COUNTER_SETS], set_count; /* records */
  uint32_t blocks[IL_COUNTER_SETS];          /* where they stand */
} il_counter;

/* A way on from a test of a counter. */
typedef struct il_way {
  uint32_t block, to; /* places of blocks */
  uint32_t counter;
  il_op op;        /* LT LE GT GE NE: what holds on it */
  int64_t offset;  /* counter plus this is compared ... */
  il_term limit;   /* ... with this; 0: with 0 */
  il_int compared; /* in this type */
  bool alone;      /* the test is of this counter and nothing else */
  bool finite;
  bool never; /* the other way is never taken */
  il_loop_kind kind;
  uint64_t times; /* it can be taken */
  const char *lacks;
} il_way;

typedef struct il_counting {
  il_judge *judge;
  const il_frame *frame;
  il_counter counters[IL_COUNTERS];
  uint32_t counter_count;
  il_way ways[IL_WAYS];
  uint32_t way_count;
  uint32_t *stack;
  bool *seen;
} il_counting;

/* Finds the ways on from tests of what may be a counter, and its counters. */
void il_counting_find(il_counting *counting);
/* The name of a counter for people; never null. */
const char *il_counter_name(il_counting *counting, const il_counter *counter);

#ifdef __cplusplus
}
#endif
#endif
