/* loop.h - whether a loop ends, and after how many turns.
 *
 * A verdict is a proof or silence.  'Bounded' verdicts (CONSTANT, CAPPED,
 * INVARIANT) rest on counters: a counter is a scalar place, not volatile and
 * not written by anything else in the loop, whose every store in the loop steps
 * it in one direction by something that is not 0, and that is tested against a
 * limit.  The way on from such a test can be taken only so often.  When no turn
 * of the loop is possible without such a way, the loop is bounded; several
 * counters may share that work, and of several that do it alone the least bound
 * counts.  A counter that can wrap around before it meets its limit is none.
 *
 * DEVICE, DATA and NONE are claims that no count bounds the loop.  They need
 * that every exit is understood: it never changes, or it cannot be taken, or it
 * hangs on what the device or memory says, or it counts only behind such a
 * test.  One exit that hangs on anything else (arithmetic that is not
 * understood, a call of which nothing is known, an address that went elsewhere)
 * makes the loop UNDECIDED.  So does a unit with errors, whose statements may
 * be missing, and an irreducible region. */
#ifndef ISRLINT_CORE_LOOP_H
#define ISRLINT_CORE_LOOP_H

#include "graph.h"
#include "mods.h"

#include "isrlint/rule.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct il_loop_verdict {
  il_loop_kind kind;
  il_at at;        /* of the keyword, or of the call that closes a cycle */
  uint32_t loop;   /* place among graph.loops; IL_NONE for a call cycle */
  uint64_t turns;  /* CONSTANT, CAPPED: runs of the body, the last one counts
                      though it may be left early; else 0 */
  const char *why; /* one clause, for people: the step that is missing, or what
                      the verdict rests on */
  const il_loop_exit *exits; /* in the order of the facts; none when there is
                                no way out */
  uint32_t exit_count;
  /* Ways that can be taken only so often, though some turn avoids them: by
   * place of block, two successors or IL_NONE; null when there are none. */
  const uint32_t *cuts[2];
  bool stalls; /* the body calls what stalls the processor, itself or through
                  functions of the program */
} il_loop_verdict;

typedef struct il_loops {
  const il_graph *graph;
  const il_loop_verdict *items; /* in the order of graph.loops */
  uint32_t count;
  bool nograph; /* the body has no graph: there may be loops unseen */
} il_loops;

/* What judging needs to know of a program; one for all its functions. */
typedef struct il_judge il_judge;

/* Verdicts with their texts live in 'keep', and so does the judge, which needs
 * no freeing; all four must outlive it.  Null when out of memory. */
il_judge *il_judge_new(const il_points *points, const il_mods *mods,
                       il_graphs *graphs, il_arena *keep);
/* The graph of a function with a body; null when out of memory. */
const il_graph *il_judge_graph(il_judge *judge, uint32_t function);

/* Judges all loops of a function with a body.  False when out of memory. */
bool il_loops_judge(il_judge *judge, uint32_t function, il_loops *loops);

/* A cycle in the calls: the functions that call each other in turn. */
typedef struct il_cycle {
  const uint32_t *sites; /* numbers of the calls, in order; the last one closes
                            the cycle */
  uint32_t count;
  uint32_t head; /* the function that the last call calls again */
  il_loop_verdict verdict;
} il_cycle;

typedef struct il_cycles {
  const il_cycle *items; /* by the first function of their group, then site */
  uint32_t count;
} il_cycles;

/* Judges the cycles of calls: one for each call that goes back to a function
 * from which it was reached, along the shortest way round.  Functions are
 * looked through from 'starts' (roots) in that order, then all others by name.
 * CONSTANT and the like are never said of a cycle: one that counts a parameter
 * is UNDECIDED.  False when out of memory. */
bool il_cycles_judge(il_judge *judge, const uint32_t *starts,
                     uint32_t start_count, il_cycles *cycles);

#ifdef __cplusplus
}
#endif
#endif
