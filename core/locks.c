/* locks.c - a must analysis of locks, with summaries of the functions called.
 */
#include "locks.h"

#include <stdlib.h>

/* A function and the locks that it is entered with. */
typedef struct il_entry_key {
  uint32_t function;
  uint32_t dispatch, dirql;
  uint32_t binding, level;
} il_entry_key;

typedef struct il_entry {
  il_entry_key key;
  il_locked locked;
} il_entry;

/* An answer that is found when it is first asked for. */
typedef enum il_answer { NOT_ASKED, NO, YES } il_answer;

struct il_locks {
  const il_points *points;
  il_conditions *conditions;
  il_modes *modes;
  il_arena *arena;
  il_map *known;
  IL_LIST(il_entry *) entries;
  il_graphs *graphs;
  bool *touches; /* by function: it, or what it calls, takes or gives back */
  il_answer *changes; /* by function: whether a call there changes its locks */
  il_answer *writes;  /* by function: whether it stores into a parameter */
  bool asks;          /* some function asks for the level it runs at */
  uint32_t *stack;    /* scratch for walks over graphs of so many blocks */
  bool *seen;
  uint32_t room;
  uint32_t depth;
};

/* Deeper calls are taken to leave the locks as they are. */
enum { CALL_DEPTH = 200 };

il_level il_held_level(il_level level, il_held_locks held) {
  if (held.dirql && level < IL_DIRQL)
    return IL_DIRQL;
  return held.dispatch && level < IL_DISPATCH_LEVEL ? IL_DISPATCH_LEVEL : level;
}

il_held_locks il_held_above(il_level level, il_held_locks held) {
  if (level >= IL_DISPATCH_LEVEL)
    held.dispatch = 0;
  if (level >= IL_DIRQL)
    held.dirql = 0;
  return held;
}

/* ---- one call ---- */

static const il_lock_row *row_of(il_locks *locks, const il_site *site,
                                 uint32_t target, const il_binding *binding) {
  const il_program *program = locks->points->program;
  const il_function *caller = &program->functions[site->caller];
  il_call_site at = {program->units[site->unit], caller->first, caller->end,
                     site->record, binding};
  il_str name = program->functions[target].display;
  const il_lock_row *row = NULL;
  while ((row = il_knowledge_next_lock(program->knowledge, name, row)))
    if (il_condition_holds(locks->conditions, row->condition, &at) == IL_TRUE)
      return row;
  return NULL;
}

static void take(uint8_t *count, il_taking *last, uint32_t site,
                 const il_lock_row *row) {
  if (*count < IL_LOCKS_MOST)
    ++*count;
  *last = (il_taking){site, row};
}

static void apply_row(il_lock_state *state, const il_lock_row *row,
                      uint32_t site) {
  bool dirql = row->level >= IL_DIRQL;
  if (row->acquires) {
    if (dirql)
      take(&state->held.dirql, &state->dirql, site, row);
    else
      take(&state->held.dispatch, &state->dispatch, site, row);
    return;
  }
  if (row->level == IL_LEVEL_UNKNOWN)
    dirql = state->held.dirql > 0;
  uint8_t *count = dirql ? &state->held.dirql : &state->held.dispatch;
  if (*count)
    --*count;
}

static uint8_t least(uint8_t a, uint8_t b) { return a < b ? a : b; }

static bool apply_site(il_locks *locks, uint32_t number,
                       const il_binding *binding, il_lock_state *state) {
  const il_points *points = locks->points;
  const il_site *site = &points->sites.items[number];
  uint32_t count = il_site_target_count(points, site);
  il_lock_state before = *state;
  for (uint32_t t = 0; t < count; t++) {
    uint32_t target = il_site_target(points, site, t);
    il_lock_state after = before;
    if (!il_function_entered(points->program,
                             &points->program->functions[target])) {
      const il_lock_row *row = row_of(locks, site, target, binding);
      if (row)
        apply_row(&after, row, number);
    } else if (locks->touches[target]) {
      const il_locked *inner = il_locks_of(locks, target, before.held, 0, NULL);
      if (!inner)
        return false;
      /* What it took, it took for us: the place to show is the call. */
      if (inner->exit.held.dirql > after.held.dirql)
        after.dirql = (il_taking){number, inner->exit.dirql.row};
      if (inner->exit.held.dispatch > after.held.dispatch)
        after.dispatch = (il_taking){number, inner->exit.dispatch.row};
      after.held = inner->exit.held;
    }
    if (!t) {
      *state = after;
      continue;
    }
    state->held.dirql = least(state->held.dirql, after.held.dirql);
    state->held.dispatch = least(state->held.dispatch, after.held.dispatch);
  }
  return true;
}

/* ---- parameters that are written ---- */

/* The number of the parameter that a record stores into; IL_NONE: none. */
static uint32_t written_parameter(const il_unit *unit, il_str function,
                                  const il_record *record) {
  if (record->kind != IL_K_set)
    return IL_NONE;
  const il_node *place = il_facts_node(unit->facts, record->u.set_.place);
  const il_rec_var *var = place->op == IL_T_VAR
                              ? il_unit_find_var(unit, function, place->name)
                              : NULL;
  return var && var->storage == IL_VAR_PARAM ? var->index : IL_NONE;
}

static bool writes_parameters(il_locks *locks, uint32_t function) {
  const il_function *f = &locks->points->program->functions[function];
  const il_unit *unit = locks->points->program->units[f->unit];
  il_answer *answer = &locks->writes[function];
  if (*answer != NOT_ASKED)
    return *answer == YES;
  *answer = NO;
  for (uint32_t r = f->first; r < f->end && *answer == NO; r++)
    if (written_parameter(unit, f->name, il_unit_record(unit, r)) != IL_NONE)
      *answer = YES;
  return *answer == YES;
}

/* Whether a block can be come to from behind another one. */
static bool leads_to(il_locks *locks, const il_graph *graph, uint32_t from,
                     uint32_t to) {
  uint32_t open = 0;
  memset(locks->seen, 0, graph->count * sizeof *locks->seen);
  locks->stack[open++] = from;
  while (open) {
    const il_block *block = &graph->blocks[locks->stack[--open]];
    for (uint32_t s = 0; s < block->succ_count; s++) {
      if (block->succs[s] == to)
        return true;
      if (locks->seen[block->succs[s]])
        continue;
      locks->seen[block->succs[s]] = true;
      locks->stack[open++] = block->succs[s];
    }
  }
  return false;
}

static bool make_room(il_locks *locks, const il_graph *graph) {
  if (graph->count < locks->room)
    return true;
  uint32_t room = graph->count + 1;
  locks->stack = il_arena_array(locks->arena, room, sizeof *locks->stack);
  locks->seen = il_arena_array(locks->arena, room, sizeof *locks->seen);
  locks->room = locks->stack && locks->seen ? room : 0;
  return locks->room != 0;
}

il_binding il_locks_bound_at(il_locks *locks, uint32_t function,
                             uint32_t record, const il_binding *binding,
                             const il_lock_state *blocks,
                             il_argument *arguments) {
  const il_binding nothing = {.arguments = NULL, .level = IL_LEVEL_UNKNOWN};
  const il_argument unknown = {IL_NONE, {IL_VALUE_UNKNOWN, {0, false}, 0}};
  if (!binding)
    return nothing;
  if (!binding->count || !writes_parameters(locks, function))
    return *binding;
  il_binding left = *binding;
  left.arguments = NULL;
  left.count = 0;
  const il_function *f = &locks->points->program->functions[function];
  const il_unit *unit = locks->points->program->units[f->unit];
  const il_graph *graph = il_graphs_of(locks->graphs, function);
  uint32_t block = graph ? il_graph_block_of(graph, record) : IL_NONE;
  if (!graph || graph->nograph || block == IL_NONE || !make_room(locks, graph))
    return left;
  memcpy(arguments, binding->arguments, binding->count * sizeof *arguments);
  for (uint32_t r = f->first; r < f->end; r++) {
    uint32_t p = written_parameter(unit, f->name, il_unit_record(unit, r));
    if (p == IL_NONE || p >= binding->count ||
        arguments[p].value.kind == IL_VALUE_UNKNOWN)
      continue;
    uint32_t at = il_graph_block_of(graph, r);
    if (at == IL_NONE || !graph->blocks[at].alive || !blocks[at].reached)
      continue;
    if ((at == block && r < record) || leads_to(locks, graph, at, block))
      arguments[p] = unknown;
  }
  left.arguments = arguments;
  left.count = binding->count;
  return left;
}

/* ---- one function ---- */

typedef struct il_work {
  il_locks *locks;
  const il_graph *graph;
  uint32_t function;
  const il_binding *binding;
  uint32_t first_site, end_site;
  il_lock_state *in, *at; /* by block, by site from the first */
  il_lock_state exit;
  uint32_t *open; /* blocks to look at again */
  uint32_t open_count;
  bool *is_open;
  bool writes; /* parameters that the binding tells of, perhaps */
} il_work;

/* Lets only what both hold stay held in 'into'; true when that changes it. */
static bool meet(il_lock_state *into, const il_lock_state *state) {
  if (!into->reached) {
    *into = *state;
    into->reached = true;
    return true;
  }
  il_held_locks old = into->held;
  into->held.dirql = least(old.dirql, state->held.dirql);
  into->held.dispatch = least(old.dispatch, state->held.dispatch);
  return into->held.dirql != old.dirql || into->held.dispatch != old.dispatch;
}

static void look_again(il_work *work, uint32_t block) {
  if (work->is_open[block])
    return;
  work->is_open[block] = true;
  work->open[work->open_count++] = block;
}

static void reach(il_work *work, uint32_t block, const il_lock_state *state) {
  bool is_new = !work->in[block].reached;
  if (!meet(&work->in[block], state))
    return;
  look_again(work, block);
  /* What is stored in it may open a test that was decided. */
  for (uint32_t b = 0; is_new && work->writes && b < work->graph->count; b++)
    if (work->in[b].reached)
      look_again(work, b);
}

uint32_t il_locks_only_way(il_locks *locks, uint32_t function, uint32_t block,
                           const il_binding *whole,
                           const il_lock_state *blocks) {
  const il_graph *graph = il_graphs_of(locks->graphs, function);
  const il_record *last =
      il_unit_record(graph->unit, graph->blocks[block].last);
  bool is_switch = last->kind == IL_K_sw;
  if (last->kind != IL_K_br && !is_switch)
    return IL_NONE;
  il_argument arguments[IL_PARAMETERS_MOST];
  il_binding bound = il_locks_bound_at(
      locks, function, graph->blocks[block].last, whole, blocks, arguments);
  const il_binding *binding = whole ? &bound : NULL;
  il_value value = il_modes_value(
      locks->modes, function,
      is_switch ? last->u.sw_.value : last->u.br_.condition, binding);
  if (!is_switch) {
    il_truth truth = il_value_truth(value);
    return truth == IL_MAYBE
               ? IL_NONE
               : il_graph_block_numbered(graph, truth == IL_TRUE
                                                    ? last->u.br_.yes
                                                    : last->u.br_.no);
  }
  const il_cases *cases = &last->u.sw_.cases;
  uint32_t to = IL_NONE;
  if (value.kind != IL_VALUE_INT)
    return IL_NONE;
  for (uint32_t i = 0; i < cases->count; i++) {
    const il_case *one = &cases->items[i];
    if (one->is_default ? to == IL_NONE
                        : one->low <= value.value && value.value <= one->high)
      to = il_graph_block_numbered(graph, one->block);
    if (!one->is_default && one->low <= value.value && value.value <= one->high)
      break;
  }
  return to;
}

static bool run_block(il_work *work, uint32_t number) {
  const il_points *points = work->locks->points;
  const il_block *block = &work->graph->blocks[number];
  il_lock_state state = work->in[number];
  uint32_t low = work->first_site, high = work->end_site;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (points->sites.items[middle].record < block->record)
      low = middle + 1;
    else
      high = middle;
  }
  for (uint32_t s = low;
       s < work->end_site && points->sites.items[s].block == block->record;
       s++) {
    work->at[s - work->first_site] = state;
    if (!apply_site(work->locks, s, work->binding, &state))
      return false;
  }
  const il_record *last = il_unit_record(work->graph->unit, block->last);
  uint32_t only = il_locks_only_way(work->locks, work->function, number,
                                    work->binding, work->in);
  for (uint32_t i = 0; i < block->succ_count; i++)
    if (only == IL_NONE || block->succs[i] == only)
      reach(work, block->succs[i], &state);
  if (last->kind == IL_K_ret)
    meet(&work->exit, &state);
  return true;
}

/* Everything may run, in any order: nothing is known of locks. */
static void run_without_graph(il_work *work, il_lock_state start) {
  start.reached = true;
  for (uint32_t s = work->first_site; s < work->end_site; s++)
    work->at[s - work->first_site] = start;
  for (uint32_t b = 0; b < work->graph->count; b++)
    work->in[b] = start;
  work->exit = start;
}

static bool solve(il_locks *locks, il_entry *entry, const il_binding *binding) {
  const il_points *points = locks->points;
  uint32_t function = entry->key.function;
  il_arena *arena = locks->arena;
  il_lock_state start = {
      .held = {(uint8_t)entry->key.dispatch, (uint8_t)entry->key.dirql},
      .dispatch = {IL_NONE, NULL},
      .dirql = {IL_NONE, NULL}};
  il_work work = {.locks = locks,
                  .function = function,
                  .binding = binding,
                  .graph = il_graphs_of(locks->graphs, function),
                  .first_site = points->site_first[function],
                  .end_site = points->site_end[function]};
  if (!work.graph)
    return false;
  uint32_t count = work.graph->count;
  work.writes = binding && binding->count && writes_parameters(locks, function);
  work.in = il_arena_array(arena, count, sizeof *work.in);
  work.open = il_arena_array(arena, count, sizeof *work.open);
  work.is_open = il_arena_array(arena, count, sizeof *work.is_open);
  work.at =
      il_arena_array(arena, work.end_site - work.first_site, sizeof *work.at);
  if (!work.in || !work.open || !work.is_open || !work.at)
    return false;
  if (work.graph->nograph || !count)
    run_without_graph(&work, start);
  else
    reach(&work, 0, &start);
  while (work.open_count) {
    uint32_t block = work.open[--work.open_count];
    work.is_open[block] = false;
    if (!run_block(&work, block))
      return false;
  }
  entry->locked.graph = work.graph;
  entry->locked.sites = work.at;
  entry->locked.blocks = work.in;
  entry->locked.exit = work.exit.reached ? work.exit : start;
  return true;
}

const il_locked *il_locks_of(il_locks *locks, uint32_t function,
                             il_held_locks entry, uint32_t binding_number,
                             const il_binding *binding) {
  il_entry_key key = {function, entry.dispatch, entry.dirql, binding_number,
                      binding ? binding->level : IL_LEVEL_UNKNOWN};
  il_str bytes = {(const char *)&key, sizeof key};
  uint32_t number;
  if (il_map_get(locks->known, bytes, &number))
    return &locks->entries.items[number]->locked;
  il_entry *made = il_arena_alloc(locks->arena, sizeof *made);
  if (!made)
    return NULL;
  *made = (il_entry){.key = key, .locked = {.exit = {.held = entry}}};
  if (locks->depth >= CALL_DEPTH)
    return &made->locked;
  number = (uint32_t)locks->entries.count;
  if (!IL_PUSH(locks->arena, &locks->entries, made) ||
      !il_map_put(locks->known,
                  (il_str){(const char *)&made->key, sizeof made->key}, number))
    return NULL;
  /* Until it is solved, a recursive call sees it leave the locks as they are.
   */
  locks->depth++;
  bool fine = solve(locks, made, binding);
  locks->depth--;
  return fine ? &made->locked : NULL;
}

/* ---- which functions matter ---- */

static void find_touching(il_locks *locks) {
  const il_points *points = locks->points;
  const il_program *program = points->program;
  bool changed = true;
  while (changed) {
    changed = false;
    for (size_t s = points->sites.count; s-- > 0;) {
      const il_site *site = &points->sites.items[s];
      if (locks->touches[site->caller])
        continue;
      uint32_t count = il_site_target_count(points, site);
      bool found = false;
      for (uint32_t t = 0; t < count && !found; t++) {
        uint32_t target = il_site_target(points, site, t);
        locks->asks |= il_modes_tells_level(program, target);
        found = il_function_entered(program, &program->functions[target])
                    ? locks->touches[target]
                    : il_knowledge_next_lock(program->knowledge,
                                             program->functions[target].display,
                                             NULL) != NULL;
      }
      locks->touches[site->caller] = found;
      changed |= found;
    }
  }
}

/* Whether a function leaves the locks as they were when it was called. */
static bool balances(il_locks *locks, uint32_t function) {
  const il_held_locks states[] = {{0, 0}, {1, 1}};
  for (int i = 0; i < 2; i++) {
    const il_locked *locked = il_locks_of(locks, function, states[i], 0, NULL);
    if (!locked || locked->exit.held.dispatch != states[i].dispatch ||
        locked->exit.held.dirql != states[i].dirql)
      return false;
  }
  return true;
}

/* Whether a call in the function changes the locks that it holds. */
static bool changes(il_locks *locks, uint32_t function) {
  const il_points *points = locks->points;
  for (uint32_t s = points->site_first[function];
       s < points->site_end[function]; s++) {
    const il_site *site = &points->sites.items[s];
    uint32_t count = il_site_target_count(points, site);
    for (uint32_t t = 0; t < count; t++) {
      uint32_t target = il_site_target(points, site, t);
      const il_function *callee = &points->program->functions[target];
      if (il_function_entered(points->program, callee)
              ? locks->touches[target] && !balances(locks, target)
              : il_knowledge_next_lock(points->program->knowledge,
                                       callee->display, NULL) != NULL)
        return true;
    }
  }
  return false;
}

il_level il_locks_level(il_locks *locks, uint32_t function, il_level level) {
  if (!locks->asks)
    return IL_LEVEL_UNKNOWN;
  il_answer *answer = &locks->changes[function];
  if (*answer == NOT_ASKED)
    *answer = locks->touches[function] && changes(locks, function) ? YES : NO;
  return *answer == NO ? level : IL_LEVEL_UNKNOWN;
}

il_locks *il_locks_new(const il_points *points, il_conditions *conditions,
                       il_modes *modes, il_graphs *graphs, il_arena *arena) {
  il_locks *locks = il_arena_alloc(arena, sizeof *locks);
  uint32_t functions = points->program->function_count;
  if (!locks)
    return NULL;
  *locks = (il_locks){
      .points = points,
      .conditions = conditions,
      .modes = modes,
      .arena = arena,
      .known = il_map_new(arena),
      .graphs = graphs,
      .touches = il_arena_array(arena, functions, sizeof *locks->touches),
      .changes = il_arena_array(arena, functions, sizeof *locks->changes),
      .writes = il_arena_array(arena, functions, sizeof *locks->writes)};
  if (locks->known && locks->touches && locks->changes && locks->writes) {
    find_touching(locks);
    return locks;
  }
  il_locks_free(locks);
  return NULL;
}

void il_locks_free(il_locks *locks) {
  if (locks)
    il_map_free(locks->known);
}
