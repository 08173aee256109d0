/* idle.c - see idle.h. */
#include "idle.h"

#include "locks.h"
#include "map.h"

/* Marks the blocks that are come to from the first one. */
static void mark_reached(il_locks *locks, uint32_t function,
                         const il_graph *graph, uint32_t *stack,
                         bool *reached) {
  uint32_t open = 0;
  stack[open++] = 0;
  reached[0] = true;
  while (open) {
    uint32_t at = stack[--open];
    const il_block *block = &graph->blocks[at];
    uint32_t only = il_locks_only_way(locks, function, at, NULL, NULL);
    for (uint32_t s = 0; s < block->succ_count; s++) {
      uint32_t to = block->succs[s];
      if ((only != IL_NONE && to != only) || reached[to])
        continue;
      reached[to] = true;
      stack[open++] = to;
    }
  }
}

static bool look_through(il_locks *locks, il_graphs *graphs, uint32_t function,
                         il_arena *arena, bool *records) {
  const il_graph *graph = il_graphs_of(graphs, function);
  if (!graph)
    return false;
  if (graph->nograph || graph->cut || !graph->count)
    return true;
  uint32_t *stack = il_arena_array(arena, graph->count, sizeof *stack);
  bool *reached = il_arena_array(arena, graph->count, sizeof *reached);
  if (!stack || !reached)
    return false;
  mark_reached(locks, function, graph, stack, reached);
  for (uint32_t b = 0; b < graph->count; b++)
    for (uint32_t r = graph->blocks[b].record;
         !reached[b] && r <= graph->blocks[b].last; r++)
      records[r] = true;
  return true;
}

/* ---- tables that only idle code names ---- */

enum { NAMED_IDLE = 1, NAMED_LIVE = 2 };

typedef struct il_namer {
  const il_program *program;
  il_modes *modes;
  il_arena *arena;
  bool **records;
  il_map *named; /* from the key of a variable at file scope to NAMED_ bits */
  il_buf key;
} il_namer;

static bool name(il_namer *namer, il_where where, const il_node *node,
                 uint32_t how) {
  uint32_t known = 0;
  namer->key.len = 0;
  if (!il_place_root_key(where, node, &namer->key))
    return true;
  il_str key = il_buf_str(&namer->key);
  if (namer->key.failed)
    return false;
  if (il_map_get(namer->named, key, &known))
    return (known | how) == known || il_map_put(namer->named, key, known | how);
  key = il_arena_copy(namer->arena, key);
  return key.ptr && il_map_put(namer->named, key, how);
}

static bool name_all(il_namer *namer, il_where where, il_term term,
                     uint32_t how) {
  const il_node *node = il_facts_node(where.unit->facts, term);
  if (node->op == IL_T_GLOBAL)
    return name(namer, where, node, how);
  il_truth truth = IL_MAYBE;
  if (node->op == IL_T_COND && where.function != IL_NONE)
    truth = il_value_truth(
        il_modes_value(namer->modes, where.function, node->args[0], NULL));
  for (uint8_t i = 0; i < node->count; i++) {
    bool arm = (i == 1 && truth == IL_FALSE) || (i == 2 && truth == IL_TRUE);
    if (!name_all(namer, where, node->args[i], arm ? NAMED_IDLE : how))
      return false;
  }
  return true;
}

/* Whether the variable that an initialiser belongs to is named in idle code
 * only. */
static bool is_idle_table(il_namer *namer, il_where where,
                          const il_rec_init *init) {
  uint32_t known;
  const il_facts *facts = where.unit->facts;
  const il_node *root = il_facts_node(facts, il_place_root(facts, init->place));
  namer->key.len = 0;
  return root->op == IL_T_GLOBAL &&
         il_place_root_key(where, root, &namer->key) &&
         il_map_get(namer->named, il_buf_str(&namer->key), &known) &&
         known == NAMED_IDLE;
}

static bool name_in_code(il_namer *namer, uint32_t unit) {
  il_where where = {namer->program->units[unit], unit, IL_NONE};
  size_t count = il_facts_count(where.unit->facts);
  for (uint32_t r = 0; r < count; r++) {
    const il_record *record = il_unit_record(where.unit, r);
    uint32_t how = namer->records[unit][r] ? NAMED_IDLE : NAMED_LIVE;
    if (record->kind == IL_K_fn)
      where.function =
          il_program_resolve(namer->program, unit, record->u.fn_.name);
    il_term terms[IL_RECORD_TERMS];
    size_t terms_count =
        record->kind == IL_K_init ? 0 : il_record_terms(record, terms);
    for (size_t i = 0; i < terms_count; i++)
      if (!name_all(namer, where, terms[i], how))
        return false;
  }
  return true;
}

/* What a table names counts as named by code, unless the table is idle; with
 * 'mark' marks the idle ones instead. */
static bool look_at_tables(il_namer *namer, bool mark) {
  for (uint32_t u = 0; u < namer->program->unit_count; u++) {
    il_where where = {namer->program->units[u], u, IL_NONE};
    size_t count = il_facts_count(where.unit->facts);
    for (uint32_t r = 0; r < count; r++) {
      const il_record *record = il_unit_record(where.unit, r);
      if (record->kind != IL_K_init)
        continue;
      bool idle = is_idle_table(namer, where, &record->u.init_);
      if (mark)
        namer->records[u][r] = idle;
      else if (!name_all(namer, where, record->u.init_.value,
                         idle ? NAMED_IDLE : NAMED_LIVE))
        return false;
    }
  }
  return true;
}

static bool find_tables(il_namer *namer) {
  for (uint32_t u = 0; u < namer->program->unit_count; u++)
    if (!name_in_code(namer, u))
      return false;
  return look_at_tables(namer, false) && look_at_tables(namer, true);
}

bool il_idle_find(const il_points *points, il_modes *modes, il_graphs *graphs,
                  il_conditions *conditions, il_arena *arena, il_idle *idle) {
  const il_program *program = points->program;
  il_locks *locks = il_locks_new(points, conditions, modes, graphs, arena);
  bool **records = il_arena_array(arena, program->unit_count, sizeof *records);
  bool fine = locks && records;
  for (uint32_t u = 0; fine && u < program->unit_count; u++)
    fine = (records[u] = il_arena_array(
                arena, il_facts_count(program->units[u]->facts), 1)) != NULL;
  for (uint32_t f = 0; fine && f < program->function_count; f++)
    if (il_function_entered(program, &program->functions[f]))
      fine = look_through(locks, graphs, f, arena,
                          records[program->functions[f].unit]);
  il_locks_free(locks);
  il_namer namer = {.program = program,
                    .modes = modes,
                    .arena = arena,
                    .records = records,
                    .named = il_map_new(arena)};
  fine = fine && namer.named && find_tables(&namer);
  il_map_free(namer.named);
  il_buf_free(&namer.key);
  *idle = (il_idle){(const bool *const *)records, modes};
  return fine;
}
