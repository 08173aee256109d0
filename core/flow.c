/* flow.c - contexts, breadth first. */
#include "flow.h"

#include "eval.h"

#include <stdlib.h>

uint32_t il_site_target_count(const il_points *points, const il_site *site) {
  if (site->direct != IL_NONE)
    return 1;
  return site->cell == IL_NONE
             ? 0
             : (uint32_t)points->cells.items[site->cell]->held.count;
}

uint32_t il_site_target(const il_points *points, const il_site *site,
                        uint32_t index) {
  return site->direct != IL_NONE
             ? site->direct
             : points->cells.items[site->cell]->held.items[index].function;
}

/* ---- code that cannot run ---- */

typedef struct il_graph_block {
  uint32_t number;
  uint32_t record;
  uint32_t last; /* its LAST record */
  bool alive;
} il_graph_block;

static int block_cmp(const void *left, const void *right) {
  const il_graph_block *a = left, *b = right;
  return (a->number > b->number) - (a->number < b->number);
}

typedef struct il_graph {
  il_graph_block *blocks; /* by number */
  uint32_t count;
  uint32_t *open; /* places of blocks to go on from */
  uint32_t open_count;
} il_graph;

static void reach(il_graph *graph, uint32_t number) {
  il_graph_block key = {.number = number};
  il_graph_block *block =
      bsearch(&key, graph->blocks, graph->count, sizeof key, block_cmp);
  if (!block || block->alive)
    return;
  block->alive = true;
  graph->open[graph->open_count++] = (uint32_t)(block - graph->blocks);
}

static void reach_from(il_graph *graph, const il_unit *unit, uint32_t last) {
  const il_record *record = il_unit_record(unit, last);
  switch (record->kind) {
  case IL_K_br: {
    const il_rec_br *br = &record->u.br_;
    il_truth truth =
        il_value_truth(il_eval_constant(unit->facts, br->condition));
    if (truth != IL_FALSE)
      reach(graph, br->yes);
    if (truth != IL_TRUE)
      reach(graph, br->no);
    break;
  }
  case IL_K_sw:
    for (uint32_t i = 0; i < record->u.sw_.cases.count; i++)
      reach(graph, record->u.sw_.cases.items[i].block);
    break;
  case IL_K_jmp:
    reach(graph, record->u.jmp_.to);
    break;
  default:
    break;
  }
}

/* Marks the calls in blocks that the function's entry does not reach. */
static bool find_dead(const il_points *points, uint32_t number, il_arena *arena,
                      bool *dead) {
  const il_function *function = &points->program->functions[number];
  const il_unit *unit = points->program->units[function->unit];
  uint32_t count = 0;
  for (uint32_t r = function->first; r < function->end; r++)
    if (il_unit_record(unit, r)->kind == IL_K_block) {
      if (il_unit_record(unit, r)->u.block_.flags & IL_BLOCK_NOGRAPH)
        return true;
      count++;
    }
  il_graph graph = {.blocks =
                        il_arena_array(arena, count, sizeof *graph.blocks),
                    .open = il_arena_array(arena, count, sizeof *graph.open)};
  if (!graph.blocks || !graph.open)
    return false;
  for (uint32_t r = function->first; r < function->end; r++) {
    if (il_unit_record(unit, r)->kind == IL_K_block)
      graph.blocks[graph.count++] = (il_graph_block){
          .number = il_unit_record(unit, r)->u.block_.number, .record = r};
    if (graph.count)
      graph.blocks[graph.count - 1].last = r;
  }
  if (!count)
    return true;
  uint32_t entry = graph.blocks[0].number;
  qsort(graph.blocks, graph.count, sizeof *graph.blocks, block_cmp);
  reach(&graph, entry);
  while (graph.open_count) {
    uint32_t at = graph.open[--graph.open_count];
    reach_from(&graph, unit, graph.blocks[at].last);
  }
  for (uint32_t s = points->site_first[number]; s < points->site_end[number];
       s++)
    for (uint32_t b = 0; b < graph.count; b++)
      if (graph.blocks[b].record == points->sites.items[s].block)
        dead[s] = !graph.blocks[b].alive;
  return true;
}

/* ---- contexts ---- */

typedef struct il_walk {
  const il_points *points;
  il_arena *arena;
  il_flow *flow;
  il_map *known; /* from the bytes of a key to its context */
  bool *scanned; /* by function: dead code found */
} il_walk;

/* The context of the key, added when it is new; IL_NONE when out of memory. */
static uint32_t context_of(il_walk *walk, const il_context *wanted) {
  uint32_t number;
  il_str bytes = {(const char *)&wanted->key, sizeof wanted->key};
  if (il_map_get(walk->known, bytes, &number))
    return number;
  number = (uint32_t)walk->flow->contexts.count;
  /* The list moves when it grows, so the map keeps a copy of the key. */
  il_str key = il_arena_copy(walk->arena, bytes);
  if (!key.ptr || !IL_PUSH(walk->arena, &walk->flow->contexts, *wanted) ||
      !il_map_put(walk->known, key, number))
    return IL_NONE;
  il_level *highest = &walk->flow->highest[wanted->key.function];
  if ((uint32_t)*highest < wanted->key.level)
    *highest = (il_level)wanted->key.level;
  return number;
}

static bool follow(il_walk *walk, uint32_t context, uint32_t site_number,
                   uint32_t function) {
  const il_program *program = walk->points->program;
  il_context from = walk->flow->contexts.items[context];
  if (!il_function_entered(program, &program->functions[function])) {
    il_leaf leaf = {context, site_number, function};
    return IL_PUSH(walk->arena, &walk->flow->leaves, leaf);
  }
  il_context wanted = {.key = from.key,
                       .parent = context,
                       .site = site_number,
                       .root = from.root,
                       .depth = from.depth + 1};
  wanted.key.function = function;
  il_link_edge edge = {context, context_of(walk, &wanted)};
  return edge.to != IL_NONE && IL_PUSH(walk->arena, &walk->flow->edges, edge);
}

static bool visit_context(il_walk *walk, uint32_t context) {
  const il_points *points = walk->points;
  uint32_t function = walk->flow->contexts.items[context].key.function;
  /* A root whose body is elsewhere. */
  if (points->program->functions[function].unit == IL_OUTSIDE)
    return true;
  if (!walk->scanned[function] &&
      !find_dead(points, function, walk->arena, walk->flow->dead))
    return false;
  walk->scanned[function] = true;
  for (uint32_t s = points->site_first[function];
       s < points->site_end[function]; s++) {
    const il_site *site = &points->sites.items[s];
    if (walk->flow->dead[s])
      continue;
    uint32_t targets = il_site_target_count(points, site);
    for (uint32_t t = 0; t < targets; t++)
      if (!follow(walk, context, s, il_site_target(points, site, t)))
        return false;
  }
  return true;
}

bool il_flow_solve(const il_points *points, const il_roots *roots,
                   il_arena *arena, il_flow *flow) {
  uint32_t functions = points->program->function_count;
  *flow = (il_flow){0};
  flow->highest = il_arena_array(arena, functions, sizeof *flow->highest);
  flow->root_start =
      il_arena_array(arena, roots->count, sizeof *flow->root_start);
  flow->dead = il_arena_array(arena, points->sites.count, sizeof *flow->dead);
  il_walk walk = {.points = points,
                  .arena = arena,
                  .flow = flow,
                  .known = il_map_new(arena),
                  .scanned =
                      il_arena_array(arena, functions, sizeof *walk.scanned)};
  bool fine = flow->highest && flow->root_start && flow->dead && walk.known &&
              walk.scanned;
  for (uint32_t r = 0; fine && r < roots->count; r++) {
    il_context start = {.key = {.function = roots->items[r].function,
                                .level = roots->items[r].row->level},
                        .parent = IL_NONE,
                        .site = IL_NONE,
                        .root = r};
    flow->root_start[r] = context_of(&walk, &start);
    fine = flow->root_start[r] != IL_NONE;
  }
  for (uint32_t c = 0; fine && c < flow->contexts.count; c++)
    fine = visit_context(&walk, c);
  il_map_free(walk.known);
  return fine;
}
