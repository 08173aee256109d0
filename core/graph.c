/* graph.c - edges, dominators and loops of one function. */
#include "graph.h"

#include "eval.h"

#include <stdlib.h>

typedef struct il_builder {
  il_graph *graph;
  const il_unit *unit;
  il_arena *arena;
  il_block *blocks;
  uint32_t count;
  uint32_t *order; /* places in reverse postorder, those alive only */
  uint32_t *rank;  /* by place: its place in 'order' */
  uint32_t alive;
  uint32_t *stack; /* scratch: as many as there are blocks */
  IL_LIST(il_loop) loops;
} il_builder;

static int cmp_u64(const void *left, const void *right) {
  uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
  return (a > b) - (a < b);
}

static int cmp_u32(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

/* ---- blocks and edges ---- */

static bool find_blocks(il_builder *b, uint32_t first, uint32_t end) {
  for (uint32_t r = first; r < end; r++)
    b->count += il_unit_record(b->unit, r)->kind == IL_K_block;
  uint64_t *numbered = il_arena_array(b->arena, b->count, sizeof *numbered);
  b->blocks = il_arena_array(b->arena, b->count, sizeof *b->blocks);
  b->order = il_arena_array(b->arena, b->count, sizeof *b->order);
  b->rank = il_arena_array(b->arena, b->count, sizeof *b->rank);
  b->stack = il_arena_array(b->arena, b->count, sizeof *b->stack);
  if (!numbered || !b->blocks || !b->order || !b->rank || !b->stack)
    return false;
  uint32_t used = 0;
  for (uint32_t r = first; r < end; r++) {
    const il_record *record = il_unit_record(b->unit, r);
    if (record->kind == IL_K_block) {
      uint32_t flags = record->u.block_.flags;
      b->blocks[used] = (il_block){.number = record->u.block_.number,
                                   .record = r,
                                   .flags = flags,
                                   .idom = IL_NONE,
                                   .loop = IL_NONE};
      numbered[used] = (uint64_t)record->u.block_.number << 32 | used;
      b->graph->nograph |= (flags & IL_BLOCK_NOGRAPH) != 0;
      b->graph->cut |= (flags & IL_BLOCK_CUT) != 0;
      used++;
    }
    if (used)
      b->blocks[used - 1].last = r;
  }
  if (b->count)
    qsort(numbered, b->count, sizeof *numbered, cmp_u64);
  b->graph->numbered = numbered;
  b->graph->blocks = b->blocks;
  b->graph->count = b->count;
  return true;
}

uint32_t il_graph_block_numbered(const il_graph *graph, uint32_t number) {
  uint32_t low = 0, high = graph->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    uint32_t at = (uint32_t)(graph->numbered[middle] >> 32);
    if (at == number)
      return (uint32_t)graph->numbered[middle];
    if (at < number)
      low = middle + 1;
    else
      high = middle;
  }
  return IL_NONE;
}

uint32_t il_graph_block_of(const il_graph *graph, uint32_t record) {
  uint32_t low = 0, high = graph->count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const il_block *block = &graph->blocks[middle];
    if (record < block->record)
      high = middle;
    else if (record > block->last)
      low = middle + 1;
    else
      return middle;
  }
  return IL_NONE;
}

static void add_succ(const il_builder *b, uint32_t *succs, uint32_t *count,
                     uint32_t number) {
  uint32_t to = il_graph_block_numbered(b->graph, number);
  for (uint32_t i = 0; i < *count; i++)
    if (succs[i] == to)
      return;
  if (to != IL_NONE)
    succs[(*count)++] = to;
}

static bool find_succs(il_builder *b) {
  for (uint32_t i = 0; i < b->count; i++) {
    const il_record *last = il_unit_record(b->unit, b->blocks[i].last);
    uint32_t most = last->kind == IL_K_sw ? last->u.sw_.cases.count : 2;
    uint32_t *succs = il_arena_array(b->arena, most, sizeof *succs);
    uint32_t *count = &b->blocks[i].succ_count;
    if (!succs)
      return false;
    b->blocks[i].succs = succs;
    il_value value = {0};
    if (last->kind == IL_K_br)
      value = il_eval_constant(b->unit->facts, last->u.br_.condition);
    il_truth truth = il_value_truth(value);
    switch (last->kind) {
    case IL_K_br:
      if (truth != IL_FALSE)
        add_succ(b, succs, count, last->u.br_.yes);
      if (truth != IL_TRUE)
        add_succ(b, succs, count, last->u.br_.no);
      break;
    case IL_K_sw:
      for (uint32_t c = 0; c < last->u.sw_.cases.count; c++)
        add_succ(b, succs, count, last->u.sw_.cases.items[c].block);
      break;
    case IL_K_jmp:
      add_succ(b, succs, count, last->u.jmp_.to);
      break;
    default:
      break;
    }
  }
  return true;
}

/* Depth first without recursion; the result is reverse postorder. */
static bool find_order(il_builder *b) {
  uint32_t *next = il_arena_array(b->arena, b->count, sizeof *next);
  uint32_t depth = 0, left = b->count;
  if (!next)
    return false;
  if (!b->count)
    return true;
  b->blocks[0].alive = true;
  b->stack[depth++] = 0;
  while (depth) {
    uint32_t at = b->stack[depth - 1];
    if (next[at] < b->blocks[at].succ_count) {
      uint32_t to = b->blocks[at].succs[next[at]++];
      if (!b->blocks[to].alive) {
        b->blocks[to].alive = true;
        b->stack[depth++] = to;
      }
      continue;
    }
    depth--;
    b->order[--left] = at;
  }
  b->alive = b->count - left;
  for (uint32_t i = 0; i < b->alive; i++) {
    b->order[i] = b->order[left + i];
    b->rank[b->order[i]] = i;
  }
  return true;
}

static bool find_preds(il_builder *b) {
  uint32_t *counts = il_arena_array(b->arena, b->count, sizeof *counts);
  if (!counts)
    return false;
  for (uint32_t i = 0; i < b->count; i++)
    for (uint32_t s = 0; b->blocks[i].alive && s < b->blocks[i].succ_count; s++)
      counts[b->blocks[i].succs[s]]++;
  uint32_t **preds = il_arena_array(b->arena, b->count, sizeof *preds);
  if (!preds)
    return false;
  for (uint32_t i = 0; i < b->count; i++) {
    preds[i] = il_arena_array(b->arena, counts[i], sizeof **preds);
    if (!preds[i])
      return false;
    b->blocks[i].preds = preds[i];
  }
  for (uint32_t i = 0; i < b->count; i++)
    for (uint32_t s = 0; b->blocks[i].alive && s < b->blocks[i].succ_count;
         s++) {
      uint32_t to = b->blocks[i].succs[s];
      preds[to][b->blocks[to].pred_count++] = i;
    }
  return true;
}

/* ---- dominators ---- */

static uint32_t common_dominator(const il_builder *b, uint32_t x, uint32_t y) {
  while (x != y) {
    while (b->rank[x] > b->rank[y])
      x = b->blocks[x].idom;
    while (b->rank[y] > b->rank[x])
      y = b->blocks[y].idom;
  }
  return x;
}

static void find_dominators(il_builder *b) {
  if (!b->count)
    return;
  b->blocks[0].idom = 0;
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t i = 1; i < b->alive; i++) {
      il_block *block = &b->blocks[b->order[i]];
      uint32_t idom = IL_NONE;
      for (uint32_t p = 0; p < block->pred_count; p++) {
        uint32_t pred = block->preds[p];
        if (b->blocks[pred].idom == IL_NONE)
          continue;
        idom = idom == IL_NONE ? pred : common_dominator(b, pred, idom);
      }
      if (idom != block->idom) {
        block->idom = idom;
        changed = true;
      }
    }
  }
}

bool il_graph_dominates(const il_graph *graph, uint32_t above, uint32_t below) {
  if (!graph->blocks[above].alive || !graph->blocks[below].alive)
    return false;
  while (below != above && below != graph->blocks[below].idom)
    below = graph->blocks[below].idom;
  return below == above;
}

/* ---- loops ---- */

/* Makes a loop of the members that are marked. */
static bool add_loop(il_builder *b, uint32_t header, bool *has,
                     const uint32_t *tails, uint32_t tail_count, il_at at,
                     bool irreducible) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < b->count; i++)
    count += has[i];
  uint32_t *members = il_arena_array(b->arena, count, sizeof *members);
  uint32_t *kept = il_arena_array(b->arena, tail_count, sizeof *kept);
  if (!members || !kept)
    return false;
  il_loop loop = {.header = header,
                  .parent = IL_NONE,
                  .irreducible = irreducible,
                  .at = at,
                  .members = members,
                  .tails = kept,
                  .member_count = count,
                  .tail_count = tail_count,
                  .has = has};
  for (uint32_t i = 0; i < b->count; i++)
    if (has[i])
      *members++ = i;
  for (uint32_t i = 0; i < tail_count; i++)
    kept[i] = tails[i];
  qsort(kept, tail_count, sizeof *kept, cmp_u32);
  return IL_PUSH(b->arena, &b->loops, loop);
}

static il_at at_of_last(const il_unit *unit, const il_block *block) {
  const il_record *last = il_unit_record(unit, block->last);
  switch (last->kind) {
  case IL_K_br:
    return last->u.br_.at;
  case IL_K_sw:
    return last->u.sw_.at;
  default:
    return (il_at){0};
  }
}

/* The first position in a block; none when it has none. */
static il_at at_of_block(const il_unit *unit, const il_block *block) {
  for (uint32_t r = block->record + 1; r <= block->last; r++) {
    const il_record *record = il_unit_record(unit, r);
    if (record->kind == IL_K_call)
      return record->u.call_.at;
    if (record->kind == IL_K_set)
      return record->u.set_.at;
  }
  return at_of_last(unit, block);
}

/* The keyword that closes the loop at this tail; without one the jump back, or
 * where the loop begins. */
static il_at at_of_tail(const il_builder *b, uint32_t tail, uint32_t header) {
  const il_block *block = &b->blocks[tail];
  if (block->flags & IL_BLOCK_LOOP)
    return il_unit_record(b->unit, block->record)->u.block_.at;
  il_at at = at_of_last(b->unit, block);
  return at.file ? at : at_of_block(b->unit, &b->blocks[header]);
}

static int at_cmp(il_at a, il_at b) {
  if (a.file != b.file)
    return a.file < b.file ? -1 : 1;
  if (a.line != b.line)
    return a.line < b.line ? -1 : 1;
  return (a.column > b.column) - (a.column < b.column);
}

/* What reaches one of the tails without passing the header. */
static bool *body_of(il_builder *b, uint32_t header, const uint32_t *tails,
                     uint32_t tail_count) {
  bool *has = il_arena_array(b->arena, b->count, sizeof *has);
  uint32_t open = 0;
  if (!has)
    return NULL;
  has[header] = true;
  for (uint32_t i = 0; i < tail_count; i++)
    if (!has[tails[i]]) {
      has[tails[i]] = true;
      b->stack[open++] = tails[i];
    }
  while (open) {
    const il_block *block = &b->blocks[b->stack[--open]];
    for (uint32_t p = 0; p < block->pred_count; p++)
      if (!has[block->preds[p]]) {
        has[block->preds[p]] = true;
        b->stack[open++] = block->preds[p];
      }
  }
  return has;
}

/* One loop of all tails; and one of those tails whose statement begins at the
 * header as well, behind the keyword of the outer one. */
static bool add_natural(il_builder *b, uint32_t header, uint32_t *tails,
                        uint32_t count) {
  /* By position, the outer statement first. */
  for (uint32_t i = 1; i < count; i++)
    for (uint32_t k = i; k && at_cmp(at_of_tail(b, tails[k], header),
                                     at_of_tail(b, tails[k - 1], header)) < 0;
         k--) {
      uint32_t tail = tails[k];
      tails[k] = tails[k - 1];
      tails[k - 1] = tail;
    }
  il_at first = at_of_tail(b, tails[0], header);
  bool *has = body_of(b, header, tails, count);
  if (!has || !add_loop(b, header, has, tails, count, first, false))
    return false;
  il_at body = at_of_block(b->unit, &b->blocks[header]);
  for (uint32_t i = 0, end; i < count; i = end) {
    il_at at = at_of_tail(b, tails[i], header);
    for (end = i + 1; end < count; end++)
      if (at_cmp(at_of_tail(b, tails[end], header), at))
        break;
    /* A 'goto' stands behind the block that it goes back to. */
    if (!i || !(b->blocks[tails[i]].flags & IL_BLOCK_LOOP) || !body.file ||
        at_cmp(at, body) > 0)
      continue;
    has = body_of(b, header, tails + i, end - i);
    if (!has || !add_loop(b, header, has, tails + i, end - i, at, false))
      return false;
  }
  return true;
}

static bool find_natural(il_builder *b) {
  uint32_t *tails = il_arena_array(b->arena, b->count, sizeof *tails);
  if (!tails)
    return false;
  for (uint32_t i = 0; i < b->alive; i++) {
    uint32_t header = b->order[i], count = 0;
    const il_block *block = &b->blocks[header];
    for (uint32_t p = 0; p < block->pred_count; p++)
      if (il_graph_dominates(b->graph, header, block->preds[p]))
        tails[count++] = block->preds[p];
    if (count && !add_natural(b, header, tails, count))
      return false;
  }
  return true;
}

/* Whether an edge closes a natural loop. */
static bool is_back(const il_builder *b, uint32_t from, uint32_t to) {
  return il_graph_dominates(b->graph, to, from);
}

/* Marks what 'from' reaches over edges that close no natural loop; forwards, or
 * against the edges. */
static void mark(il_builder *b, uint32_t from, bool forwards, bool *has) {
  uint32_t open = 0;
  b->stack[open++] = from;
  while (open) {
    uint32_t at = b->stack[--open];
    const il_block *block = &b->blocks[at];
    uint32_t count = forwards ? block->succ_count : block->pred_count;
    for (uint32_t i = 0; i < count; i++) {
      uint32_t to = forwards ? block->succs[i] : block->preds[i];
      if (has[to] || (forwards ? is_back(b, at, to) : is_back(b, to, at)))
        continue;
      has[to] = true;
      b->stack[open++] = to;
    }
  }
}

/* Cycles that are left without the back edges of natural loops. */
static bool find_irreducible(il_builder *b) {
  bool *done = il_arena_array(b->arena, b->count, sizeof *done);
  if (!done)
    return false;
  for (uint32_t i = 0; i < b->alive; i++) {
    uint32_t at = b->order[i];
    bool retreats = false;
    for (uint32_t p = 0; p < b->blocks[at].pred_count; p++) {
      uint32_t pred = b->blocks[at].preds[p];
      retreats |= b->rank[pred] >= i && !is_back(b, pred, at);
    }
    if (!retreats || done[at])
      continue;
    bool *has = il_arena_array(b->arena, b->count, sizeof *has);
    bool *back = il_arena_array(b->arena, b->count, sizeof *back);
    if (!has || !back)
      return false;
    mark(b, at, true, has);
    mark(b, at, false, back);
    il_at keyword = {0};
    uint32_t tail = at;
    for (uint32_t k = 0; k < b->count; k++) {
      has[k] &= back[k];
      if (!has[k])
        continue;
      done[k] = true;
      il_at here = at_of_tail(b, k, at);
      if ((b->blocks[k].flags & IL_BLOCK_LOOP) &&
          (!keyword.file || at_cmp(here, keyword) < 0)) {
        keyword = here;
        tail = k;
      }
    }
    if (!keyword.file)
      keyword = at_of_tail(b, tail, at);
    if (has[at] && !add_loop(b, at, has, &tail, 1, keyword, true))
      return false;
  }
  return true;
}

static bool holds(const il_loop *outer, const il_loop *inner) {
  if (outer->member_count < inner->member_count)
    return false;
  for (uint32_t i = 0; i < inner->member_count; i++)
    if (!outer->has[inner->members[i]])
      return false;
  return true;
}

/* Larger loops first; loops of equal members stay in the order found, so that
 * each stands behind those around it. */
static void nest(il_builder *b) {
  il_loop *loops = b->loops.items;
  uint32_t count = (uint32_t)b->loops.count;
  for (uint32_t i = 1; i < count; i++)
    for (uint32_t k = i; k && loops[k].member_count > loops[k - 1].member_count;
         k--) {
      il_loop loop = loops[k];
      loops[k] = loops[k - 1];
      loops[k - 1] = loop;
    }
  for (uint32_t i = 0; i < count; i++) {
    for (uint32_t k = i; k-- && loops[i].parent == IL_NONE;)
      if (holds(&loops[k], &loops[i])) {
        loops[i].parent = k;
        loops[i].depth = loops[k].depth + 1;
      }
    for (uint32_t m = 0; m < loops[i].member_count; m++)
      b->blocks[loops[i].members[m]].loop = i;
  }
  b->graph->loops = loops;
  b->graph->loop_count = count;
}

bool il_graph_build(const il_unit *unit, uint32_t first, uint32_t end,
                    il_arena *arena, il_graph *graph) {
  *graph = (il_graph){.unit = unit};
  const il_record *fn = il_unit_record(unit, first);
  if (fn && fn->kind == IL_K_fn)
    graph->function = fn->u.fn_.name;
  il_builder b = {.graph = graph, .unit = unit, .arena = arena};
  if (!find_blocks(&b, first, end) || !find_succs(&b) || !find_order(&b) ||
      !find_preds(&b))
    return false;
  find_dominators(&b);
  if (graph->nograph)
    return true;
  if (!find_natural(&b) || !find_irreducible(&b))
    return false;
  nest(&b);
  return true;
}

/* ---- a program's graphs ---- */

struct il_graphs {
  const il_program *program;
  il_arena *arena;
  il_graph **made; /* by function */
};

il_graphs *il_graphs_new(const il_program *program, il_arena *arena) {
  il_graphs *graphs = il_arena_alloc(arena, sizeof *graphs);
  if (!graphs)
    return NULL;
  *graphs = (il_graphs){.program = program,
                        .arena = arena,
                        .made = il_arena_array(arena, program->function_count,
                                               sizeof *graphs->made)};
  return graphs->made ? graphs : NULL;
}

const il_graph *il_graphs_of(il_graphs *graphs, uint32_t function) {
  const il_function *f = &graphs->program->functions[function];
  if (graphs->made[function])
    return graphs->made[function];
  il_graph *graph = il_arena_alloc(graphs->arena, sizeof *graph);
  if (!graph || !il_graph_build(graphs->program->units[f->unit], f->first,
                                f->end, graphs->arena, graph))
    return NULL;
  return graphs->made[function] = graph;
}
