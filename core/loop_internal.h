/* loop_internal.h - what the parts of the loop analysis share. */
#ifndef ISRLINT_CORE_LOOP_INTERNAL_H
#define ISRLINT_CORE_LOOP_INTERNAL_H

#include "eval.h"
#include "loop.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a value hangs on, as a set. */
enum {
  IL_ON_LOCAL = 1, /* set in the loop, to the same on every turn */
  IL_ON_FIRST = 2, /* may differ on the first turns */
  IL_ON_DEVICE = 4,
  IL_ON_MEMORY = 8,  /* memory at an address that changes */
  IL_ON_CALL = 16,   /* the result of a routine outside */
  IL_ON_RING = 32,   /* itself, going round: masked, toggled */
  IL_ON_ITSELF = 64, /* itself, by arithmetic: it may count */
  IL_ON_SELF = 128,  /* inner: the store that is being looked at */
  IL_ON_UNKNOWN = 256
};

/* What of a record is being looked at: a store or a condition, what a call
 * gives back, what it writes, or (from there on) one of its arguments. */
enum { IL_OPEN_VALUE, IL_OPEN_EFFECT, IL_OPEN_ARGUMENT };

typedef struct il_in_progress {
  uint32_t function, record, what;
  bool earlier;
  const void *up;
} il_in_progress;

enum { IL_JUDGE_STEPS = 2000, IL_JUDGE_DEPTH = 8, IL_JUDGE_OPEN = 96 };

struct il_judge {
  const il_points *points;
  const il_program *program;
  const il_mods *mods;
  il_arena *keep;
  il_arena *arena; /* scratch, also for texts: while one function is judged */
  il_graphs *graphs;
  bool failed; /* out of memory */
  /* What counts in the loops of the function that is judged, by loop; null
   * while that is found out. */
  const struct il_count *counts;
  uint32_t counted; /* that function */
  /* While one exit is looked at: */
  uint32_t steps;
  il_in_progress open[IL_JUDGE_OPEN];
  uint32_t open_count;
  const char *device, *memory, *call, *unknown; /* the first one of each */
};

/* Where a value is looked at: in a loop, or in a function that is called. */
typedef struct il_frame {
  uint32_t function;
  il_body body;
  const il_graph *graph;
  const il_loop *loop;       /* null: the whole body, once */
  const struct il_frame *up; /* the caller, or null */
  uint32_t call;             /* call record there */
  bool earlier; /* an earlier call there, of which only the stores matter */
  uint32_t depth;
  /* Of a call cycle: the calls that give its parameters, instead of 'up'. */
  const struct il_round *round;
  uint32_t turn;
} il_frame;

/* The calls of a cycle. */
typedef struct il_round {
  const il_site *const *sites; /* site n calls the function of site n + 1 */
  const il_frame *frames;      /* frame n is the caller of site n */
  uint32_t count;
} il_round;

/* A store that may give a place its value. */
typedef struct il_def {
  uint32_t block, record;
  bool is_call;
  bool all; /* it replaces all of the place */
} il_def;

typedef struct il_defs {
  IL_LIST(il_def) list;
  bool entry; /* the value from before the loop, or before the call */
} il_defs;

/* Text that lives in 'arena'; null, and failed, when out of memory. */
const char *il_judge_text(il_judge *judge, const char *format, ...)
    IL_PRINTF(2, 3);
/* The name of a place or function for people. */
const char *il_judge_place(il_judge *judge, const il_frame *frame,
                           il_term place);

/* Whether a block belongs to what the frame looks at. */
static inline bool il_frame_has(const il_frame *frame, uint32_t block) {
  return frame->graph->blocks[block].alive &&
         (!frame->loop || frame->loop->has[block]);
}

/* Whether the place is an element of an array, or a part of one. */
bool il_place_has_index(const il_facts *facts, il_term place);
/* Whether reading the place reads something volatile. */
bool il_place_is_volatile(const il_frame *frame, il_term place);
/* Whether a record may write the place, and whether it surely replaces all of
 * it. */
bool il_record_writes(const il_judge *judge, const il_frame *frame,
                      uint32_t record, il_term place, const il_shape *shape,
                      bool *all);
/* The stores that can have given 'place' its value before 'record' of
 * 'block'. */
bool il_reach(il_judge *judge, const il_frame *frame, il_term place,
              const il_shape *shape, uint32_t block, uint32_t record,
              il_defs *defs);
/* The constant that a term is at that point: of a loop, from its second turn
 * on. */
il_value il_value_at(il_judge *judge, const il_frame *frame, il_term term,
                     uint32_t block, uint32_t record);

/* What a term hangs on there. */
unsigned il_depends(il_judge *judge, const il_frame *frame, il_term term,
                    uint32_t block, uint32_t record);
/* What it hangs on whether a turn of the loop, or a call, comes to a block. */
unsigned il_depends_when(il_judge *judge, const il_frame *frame,
                         uint32_t block);
/* The same in the long run: without the tests that count. */
unsigned il_depends_reach(il_judge *judge, const il_frame *frame,
                          uint32_t block);
/* IL_ON_UNKNOWN, with the reason kept when it is the first. */
unsigned il_judge_unknown(il_judge *judge, const char *why);
/* Whether that of a record is being looked at. */
bool il_judge_is_open(const il_judge *judge, const il_frame *frame,
                      uint32_t record, uint32_t what);
/* Begins to look at it; ends with open_count--.  False when too much is open
 * already. */
bool il_judge_open(il_judge *judge, const il_frame *frame, uint32_t record,
                   uint32_t what);
/* Whether a record that is being looked at is met again in one and the same
 * call of the function: what is local begins anew with each call. */
bool il_judge_same_call(const il_judge *judge, const il_frame *frame,
                        uint32_t record);
/* What counts in the loops of a frame's function, by loop; null when that is
 * not known. */
const struct il_count *il_frame_counts(const il_judge *judge,
                                       const il_frame *frame);
/* Forgets what was found of the exit before. */
void il_judge_begin(il_judge *judge);
/* Copies the texts of a verdict to 'keep'; false when out of memory. */
bool il_verdict_keep(il_judge *judge, il_loop_verdict *verdict);
/* The term that decides where a block goes on; 0 when nothing does. */
il_term il_block_condition(const il_graph *graph, uint32_t block);

/* What is known of the count of a loop. */
typedef struct il_count {
  il_loop_kind kind; /* UNDECIDED: not bounded by a count */
  uint64_t turns;
  const char *why;    /* what counts; or what a counter lacks; or null */
  bool *finite;       /* by place of a block: one way on from its test can be
                         taken only so often */
  uint32_t *cuts[2];  /* by place of a block: which ones, or IL_NONE */
  const char **lacks; /* by place of a block: what its counter lacks, or null */
  bool *never;        /* by place of a block: its way out is never taken */
  /* Local variables that go from one constant to another whenever the loop is
   * run, though it may be left before that. */
  const il_term *steady;
  uint32_t steady_count;
} il_count;
bool il_loop_count(il_judge *judge, const il_frame *frame, il_count *count);

/* Whether a turn of the loop is possible that takes no way marked in 'cut' (by
 * place of block, the place of the successor; IL_NONE: none) and passes no
 * block marked in 'avoid' (may be null). */
bool il_loop_turns(const il_graph *graph, const il_loop *loop,
                   const uint32_t *const *cuts, uint32_t cut_count,
                   const bool *avoid, uint32_t *stack, bool *seen);

/* Says what one exit is: adds to the flags of the loop. */
typedef enum il_exit_kind {
  IL_EXIT_UNDECIDED,
  IL_EXIT_COUNT, /* counts, but not on every turn */
  IL_EXIT_FIXED, /* does not change */
  IL_EXIT_CALL,
  IL_EXIT_DATA,
  IL_EXIT_DEVICE
} il_exit_kind;
il_exit_kind il_exit_of(unsigned flags);

#ifdef __cplusplus
}
#endif
#endif
