/* graph.h - the block graph of one function: edges, dominators, loops.
 *
 * Only blocks that the entry reaches take part.  An edge behind a test that is
 * constant is not there, so code that cannot run is in no loop, and is not
 * 'alive'.
 *
 * A natural loop is a block, its header, that dominates the blocks (tails) from
 * which control goes back to it; its members are what reaches a tail without
 * passing the header.  Back edges to one header are one loop, however many
 * 'goto' or 'continue' make them; only a statement that begins its loop at the
 * block at which another one begins (a 'while' first thing in a 'do') has a
 * loop of its own inside of that.  A cycle that has no such header is an
 * irreducible region. */
#ifndef ISRLINT_CORE_GRAPH_H
#define ISRLINT_CORE_GRAPH_H

#include "link.h"
#include "list.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct il_block {
  uint32_t number; /* as in the facts */
  uint32_t record; /* its block record; its statements follow */
  uint32_t last;   /* its LAST record */
  uint32_t flags;  /* IL_BLOCK_ bits */
  bool alive;      /* the entry reaches it */
  /* Places of blocks, each once, ascending among predecessors, in the order of
   * the LAST record among successors; of blocks that are alive. */
  const uint32_t *succs, *preds;
  uint32_t succ_count, pred_count;
  uint32_t idom; /* immediate dominator; of the entry itself; IL_NONE when not
                    alive */
  uint32_t loop; /* innermost loop around it, or IL_NONE */
} il_block;

typedef struct il_loop {
  uint32_t header;
  uint32_t parent;  /* next loop around it, or IL_NONE */
  uint32_t depth;   /* loops around it */
  bool irreducible; /* entered at several blocks; 'header' is one of them */
  il_at at;         /* of its keyword: 'for', 'goto', ... */
  const uint32_t *members, *tails; /* places of blocks, ascending */
  uint32_t member_count, tail_count;
  const bool *has; /* by place of a block: whether it is a member */
} il_loop;

typedef struct il_graph {
  const il_unit *unit;
  il_str function;        /* linkage name */
  const il_block *blocks; /* in the order of the facts: the entry first */
  uint32_t count;
  const il_loop *loops; /* larger before smaller, so outer before inner */
  uint32_t loop_count;
  const uint64_t *numbered; /* number << 32 | place, ascending */
  bool nograph; /* the facts have no graph: one block and no verdict */
  bool cut;     /* code was dropped at a limit: some edges are not known */
} il_graph;

/* Fills *graph with the body between the records 'first' (the fn record) and
 * 'end'; all of it lives in 'arena'.  A function without blocks has an empty
 * graph.  False when out of memory. */
bool il_graph_build(const il_unit *unit, uint32_t first, uint32_t end,
                    il_arena *arena, il_graph *graph);

/* The graphs of a program's functions. */
typedef struct il_graphs il_graphs;

/* Null when out of memory.  Needs no freeing. */
il_graphs *il_graphs_new(const il_program *program, il_arena *arena);
/* The graph of a function with a body, made when first asked for; null when out
 * of memory. */
const il_graph *il_graphs_of(il_graphs *graphs, uint32_t function);

/* Place of the block that holds this record; IL_NONE when none does. */
uint32_t il_graph_block_of(const il_graph *graph, uint32_t record);
/* Place of the block of this number; IL_NONE when there is none. */
uint32_t il_graph_block_numbered(const il_graph *graph, uint32_t number);
/* Whether each way from the entry to 'below' passes 'above' (or they are one).
 * False when one of them is not alive. */
bool il_graph_dominates(const il_graph *graph, uint32_t above, uint32_t below);

#ifdef __cplusplus
}
#endif
#endif
