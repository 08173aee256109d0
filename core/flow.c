/* flow.c - contexts, breadth first. */
#include "flow.h"

#include <stdlib.h>

typedef struct il_walk {
  const il_points *points;
  il_arena *arena;
  il_flow *flow;
  il_conditions *conditions;
  il_map *known;          /* from the bytes of a key to its context */
  il_map *bindings;       /* from function and values to a binding */
  uint64_t *followed;     /* by function: parameters that tell contexts apart */
  uint32_t *site_binds;   /* by site: the parameter that it calls, or IL_NONE */
  uint32_t *bound_counts; /* by function: bindings so far */
  uint8_t *value_counts;  /* by function, then parameter: values so far */
  il_buf key;             /* scratch */
} il_walk;

/* Above it the contexts of a function are not told apart by what a parameter
 * stands for: values of one parameter, sets of values, and functions that call
 * themselves with ever new ones. */
enum { VALUES_MOST = 64, BINDINGS_MOST = 256, ROUNDS_MOST = 4 };

/* ---- parameters that hold functions ---- */

/* The parameter that a term is, whether or not it is written as well. */
static uint32_t parameter_of(const il_points *points, uint32_t function,
                             il_term term, bool written) {
  const il_function *f = &points->program->functions[function];
  if (f->unit == IL_OUTSIDE)
    return IL_NONE;
  const il_unit *unit = points->program->units[f->unit];
  const il_node *node = il_facts_node(unit->facts, term);
  while (node->op == IL_T_DEREF || node->op == IL_T_CAST)
    node = il_facts_node(unit->facts, node->args[0]);
  if (node->op != IL_T_VAR)
    return IL_NONE;
  const il_rec_var *var = il_unit_find_var(unit, f->name, node->name);
  if (!var || var->storage != IL_VAR_PARAM ||
      var->index >= IL_PARAMETERS_MOST ||
      (var->flags & (IL_VAR_ESCAPED | IL_VAR_VOLATILE)) ||
      (!written && il_unit_stores(unit, f->first, f->end, node->name)))
    return IL_NONE;
  return var->index;
}

uint32_t il_flow_parameter(const il_points *points, uint32_t function,
                           il_term term) {
  return parameter_of(points, function, term, false);
}

static const il_rec_call *call_of(const il_points *points,
                                  const il_site *site) {
  return &il_unit_record(points->program->units[site->unit], site->record)
              ->u.call_;
}

static void follow_term(il_walk *walk, uint32_t function, il_term term) {
  const il_function *f = &walk->points->program->functions[function];
  const il_facts *facts = walk->points->program->units[f->unit]->facts;
  const il_node *node = il_facts_node(facts, term);
  if (node->op == IL_T_VAR) {
    uint32_t parameter = parameter_of(walk->points, function, term, true);
    if (parameter != IL_NONE)
      walk->followed[function] |= UINT64_C(1) << parameter;
  }
  for (uint8_t i = 0; i < node->count; i++)
    follow_term(walk, function, node->args[i]);
}

/* Finds the parameters that are tested. */
static void find_tested(il_walk *walk) {
  const il_program *program = walk->points->program;
  for (uint32_t f = 0; f < program->function_count; f++)
    for (uint32_t r = program->functions[f].first;
         r < program->functions[f].end; r++) {
      const il_record *record =
          il_unit_record(program->units[program->functions[f].unit], r);
      if (record->kind == IL_K_br)
        follow_term(walk, f, record->u.br_.condition);
      else if (record->kind == IL_K_sw)
        follow_term(walk, f, record->u.sw_.value);
    }
}

/* Whether something that is known of a routine hangs on an argument. */
static bool is_asked(const il_walk *walk, const il_function *routine,
                     uint32_t index) {
  const il_knowledge *knowledge = walk->points->program->knowledge;
  const il_routine *known = il_function_routine(walk->points->program, routine);
  if (known && il_condition_asks(walk->conditions, known->blocks_when, index))
    return true;
  const il_work_row *work = NULL;
  while ((work = il_knowledge_next_work(knowledge, routine->display, work)))
    if (il_condition_asks(walk->conditions, work->condition, index) ||
        il_condition_asks(walk->conditions, work->unless, index))
      return true;
  const il_lock_row *lock = NULL;
  while ((lock = il_knowledge_next_lock(knowledge, routine->display, lock)))
    if (il_condition_asks(walk->conditions, lock->condition, index))
      return true;
  return false;
}

/* Finds the parameters that a routine outside is judged by. */
static void find_asked(il_walk *walk) {
  const il_points *points = walk->points;
  for (size_t s = 0; s < points->sites.count; s++) {
    const il_site *site = &points->sites.items[s];
    const il_rec_call *call = call_of(points, site);
    uint32_t targets = il_site_target_count(points, site);
    for (uint32_t t = 0; t < targets; t++) {
      const il_function *target =
          &points->program->functions[il_site_target(points, site, t)];
      if (il_function_entered(points->program, target))
        continue;
      for (uint32_t i = 0; i < call->args.count; i++)
        if (is_asked(walk, target, i))
          follow_term(walk, site->caller, call->args.items[i]);
    }
  }
}

/* Finds the parameters that are called or tested, that a routine is judged by,
 * or that are passed on to one of these. */
static void find_followed(il_walk *walk) {
  const il_points *points = walk->points;
  find_tested(walk);
  find_asked(walk);
  for (size_t s = 0; s < points->sites.count; s++) {
    const il_site *site = &points->sites.items[s];
    walk->site_binds[s] =
        site->cell == IL_NONE
            ? IL_NONE
            : il_flow_parameter(points, site->caller,
                                call_of(points, site)->callee);
    if (walk->site_binds[s] != IL_NONE)
      walk->followed[site->caller] |= UINT64_C(1) << walk->site_binds[s];
  }
  bool changed = true;
  while (changed) {
    changed = false;
    for (size_t s = points->sites.count; s-- > 0;) {
      const il_site *site = &points->sites.items[s];
      const il_rec_call *call = call_of(points, site);
      uint32_t targets = il_site_target_count(points, site);
      for (uint32_t t = 0; t < targets; t++) {
        uint64_t wanted = walk->followed[il_site_target(points, site, t)];
        for (uint32_t i = 0; wanted && i < call->args.count; i++) {
          if (i >= IL_PARAMETERS_MOST || !(wanted >> i & 1))
            continue;
          uint32_t own =
              parameter_of(points, site->caller, call->args.items[i], true);
          if (own == IL_NONE || walk->followed[site->caller] >> own & 1)
            continue;
          walk->followed[site->caller] |= UINT64_C(1) << own;
          changed = true;
        }
      }
    }
  }
}

static il_binding binding_in(const il_flow *flow, const il_context *at) {
  il_binding binding = flow->bindings.items[at->key.binding];
  binding.level = il_locks_level(flow->locks, at->key.function, at->level);
  return binding;
}

/* What an argument is in a context. */
static il_argument argument_of(const il_walk *walk, const il_context *from,
                               const il_site *site, il_term term) {
  const il_program *program = walk->points->program;
  const il_unit *unit = program->units[site->unit];
  il_argument arguments[IL_PARAMETERS_MOST];
  const il_binding whole = binding_in(walk->flow, from);
  const il_binding left =
      il_locks_bound_at(walk->flow->locks, site->caller, site->record, &whole,
                        from->locked->blocks, arguments);
  const il_binding *binding = &left;
  il_argument argument = {
      IL_NONE, il_modes_value(walk->flow->modes, site->caller, term, binding)};
  const il_node *node = il_facts_node(unit->facts, term);
  while (node->op == IL_T_ADDR || node->op == IL_T_CAST)
    node = il_facts_node(unit->facts, node->args[0]);
  if (node->op == IL_T_FN) {
    uint32_t function = il_program_resolve(program, site->unit, node->name);
    if (function != IL_OUTSIDE)
      argument.function = function;
  } else if (binding->count) {
    uint32_t own = il_flow_parameter(walk->points, site->caller, term);
    if (own < binding->count)
      argument.function = binding->arguments[own].function;
  }
  return argument;
}

/* Forgets a value of a parameter that has too many: an offset, a line number.
 * False when out of memory. */
static bool limit_values(il_walk *walk, uint32_t function,
                         il_argument *arguments, uint32_t count) {
  for (uint32_t i = 0; i < count; i++) {
    il_value *value = &arguments[i].value;
    uint8_t *known =
        &walk->value_counts[(size_t)function * IL_PARAMETERS_MOST + i];
    uint32_t found;
    if (value->kind == IL_VALUE_UNKNOWN)
      continue;
    walk->key.len = 0;
    il_buf_printf(&walk->key, "v%u %u %d %lld", (unsigned)function, (unsigned)i,
                  (int)value->kind, (long long)value->value);
    if (walk->key.failed)
      return false;
    if (il_map_get(walk->bindings, il_buf_str(&walk->key), &found))
      continue;
    if (*known >= VALUES_MOST) {
      *value = (il_value){IL_VALUE_UNKNOWN, {0, false}, 0};
      continue;
    }
    ++*known;
    il_str key = il_arena_copy(walk->arena, il_buf_str(&walk->key));
    if (!key.ptr || !il_map_put(walk->bindings, key, 0))
      return false;
  }
  return true;
}

/* The binding of these arguments; IL_NONE when out of memory. */
static uint32_t binding_of(il_walk *walk, uint32_t function,
                           il_argument *arguments, uint32_t count) {
  il_flow *flow = walk->flow;
  uint32_t number;
  bool any = false;
  if (!limit_values(walk, function, arguments, count))
    return IL_NONE;
  walk->key.len = 0;
  il_buf_printf(&walk->key, "%u", (unsigned)function);
  for (uint32_t i = 0; i < count; i++) {
    const il_argument *a = &arguments[i];
    any |= a->function != IL_NONE || a->value.kind != IL_VALUE_UNKNOWN;
    il_buf_printf(&walk->key, " %u %d %lld", (unsigned)a->function,
                  (int)a->value.kind, (long long)a->value.value);
  }
  if (!any)
    return 0;
  if (walk->key.failed)
    return IL_NONE;
  if (il_map_get(walk->bindings, il_buf_str(&walk->key), &number))
    return number;
  if (walk->bound_counts[function] >= BINDINGS_MOST)
    return 0;
  walk->bound_counts[function]++;
  il_str key = il_arena_copy(walk->arena, il_buf_str(&walk->key));
  il_argument *copy = il_arena_array(walk->arena, count, sizeof *copy);
  number = (uint32_t)flow->bindings.count;
  if (!key.ptr || !copy)
    return IL_NONE;
  memcpy(copy, arguments, count * sizeof *copy);
  il_binding binding = {.arguments = copy, .count = count};
  if (!IL_PUSH(walk->arena, &flow->bindings, binding) ||
      !il_map_put(walk->bindings, key, number))
    return IL_NONE;
  return number;
}

/* How often a function stands on the way to a context. */
static uint32_t times_on_way(const il_flow *flow, const il_context *at,
                             uint32_t function) {
  uint32_t times = at->key.function == function;
  while (at->parent != IL_NONE) {
    at = &flow->contexts.items[at->parent];
    times += at->key.function == function;
  }
  return times;
}

/* The binding of a function called by a context; IL_NONE when out of memory. */
static uint32_t bind(il_walk *walk, const il_context *from, const il_site *site,
                     uint32_t function) {
  static const il_argument unknown = {IL_NONE,
                                      {IL_VALUE_UNKNOWN, {0, false}, 0}};
  uint64_t wanted = walk->followed[function];
  /* What a routine outside hands over is not known. */
  if (!wanted || (site->direct != IL_NONE && site->direct != function) ||
      times_on_way(walk->flow, from, function) >= ROUNDS_MOST)
    return 0;
  const il_rec_call *call = call_of(walk->points, site);
  il_argument arguments[IL_PARAMETERS_MOST];
  uint32_t count = 0;
  for (; count < call->args.count && count < IL_PARAMETERS_MOST; count++)
    arguments[count] =
        wanted >> count & 1
            ? argument_of(walk, from, site, call->args.items[count])
            : unknown;
  return binding_of(walk, function, arguments, count);
}

static uint32_t bound_target(const il_flow *flow, uint32_t context,
                             uint32_t parameter) {
  const il_binding *binding =
      &flow->bindings.items[flow->contexts.items[context].key.binding];
  return parameter < binding->count ? binding->arguments[parameter].function
                                    : IL_NONE;
}

uint32_t il_flow_bound(const il_points *points, const il_flow *flow,
                       uint32_t context, uint32_t site_number) {
  const il_site *site = &points->sites.items[site_number];
  if (site->cell == IL_NONE ||
      !flow->bindings.items[flow->contexts.items[context].key.binding].count)
    return IL_NONE;
  return bound_target(
      flow, context,
      il_flow_parameter(points, site->caller, call_of(points, site)->callee));
}

il_call_site il_flow_call_site(const il_points *points, const il_flow *flow,
                               uint32_t context, uint32_t site_number) {
  const il_program *program = points->program;
  const il_site *site = &points->sites.items[site_number];
  const il_function *caller = &program->functions[site->caller];
  return (il_call_site){
      .unit = program->units[site->unit],
      .fn = caller->first,
      .end = caller->end,
      .call = site->record,
      .binding =
          &flow->bindings.items[flow->contexts.items[context].key.binding]};
}

/* ---- contexts ---- */

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
  if (*highest < wanted->level)
    *highest = wanted->level;
  return number;
}

static il_standpoint stand(const il_flow *flow, uint32_t context,
                           const il_lock_state *state) {
  const il_context *at = &flow->contexts.items[context];
  il_standpoint here = {.level =
                            il_held_level((il_level)at->key.level, state->held),
                        .lock_context = IL_NONE,
                        .lock = {IL_NONE, NULL}};
  if (here.level == (il_level)at->key.level)
    return here;
  const il_taking *taking =
      state->held.dirql ? &state->dirql : &state->dispatch;
  here.lock_context = taking->site == IL_NONE ? at->lock_context : context;
  here.lock = taking->site == IL_NONE ? at->lock : *taking;
  return here;
}

static bool follow(il_walk *walk, uint32_t context, uint32_t site_number,
                   const il_lock_state *state, uint32_t function) {
  const il_program *program = walk->points->program;
  il_context from = walk->flow->contexts.items[context];
  il_standpoint here = stand(walk->flow, context, state);
  if (!il_function_entered(program, &program->functions[function])) {
    il_leaf leaf = {context,    site_number,       function,
                    here.level, here.lock_context, here.lock};
    return IL_PUSH(walk->arena, &walk->flow->leaves, leaf);
  }
  const il_site *site = &walk->points->sites.items[site_number];
  il_held_locks held = il_held_above((il_level)from.key.level, state->held);
  uint32_t binding = bind(walk, &from, site, function);
  il_context wanted = {.key = {.function = function,
                               .level = from.key.level,
                               .dispatch = held.dispatch,
                               .dirql = held.dirql,
                               .binding = binding},
                       .level = here.level,
                       .call_level = here.level,
                       .parent = context,
                       .site = site_number,
                       .root = from.root,
                       .depth = from.depth + 1,
                       .lock_context = here.lock_context,
                       .lock = here.lock};
  if (binding == IL_NONE)
    return false;
  il_link_edge edge = {context,    context_of(walk, &wanted), site_number,
                       here.level, here.lock_context,         here.lock};
  return edge.to != IL_NONE && IL_PUSH(walk->arena, &walk->flow->edges, edge);
}

static bool visit_site(il_walk *walk, uint32_t context, uint32_t s,
                       const il_lock_state *state) {
  const il_points *points = walk->points;
  const il_site *site = &points->sites.items[s];
  uint32_t bound = walk->site_binds[s] == IL_NONE
                       ? IL_NONE
                       : bound_target(walk->flow, context, walk->site_binds[s]);
  if (bound != IL_NONE)
    return follow(walk, context, s, state, bound);
  uint32_t targets = il_site_target_count(points, site);
  for (uint32_t t = 0; t < targets; t++)
    if (!follow(walk, context, s, state, il_site_target(points, site, t)))
      return false;
  if (site->back == IL_NONE)
    return true;
  const il_cell *back = points->cells.items[site->back];
  for (size_t i = 0; i < back->held.count; i++)
    if (!follow(walk, context, s, state, back->held.items[i].function))
      return false;
  return true;
}

static bool visit_context(il_walk *walk, uint32_t context) {
  const il_points *points = walk->points;
  il_context *at = &walk->flow->contexts.items[context];
  uint32_t function = at->key.function;
  /* A root whose body is elsewhere. */
  if (points->program->functions[function].unit == IL_OUTSIDE)
    return true;
  il_held_locks entry = {(uint8_t)at->key.dispatch, (uint8_t)at->key.dirql};
  il_binding binding = binding_in(walk->flow, at);
  const il_locked *locked = il_locks_of(walk->flow->locks, function, entry,
                                        at->key.binding, &binding);
  if (!locked)
    return false;
  at->locked = locked;
  for (uint32_t s = points->site_first[function];
       s < points->site_end[function]; s++) {
    const il_lock_state *state =
        &locked->sites[s - points->site_first[function]];
    walk->flow->dead[s] = !state->reached;
    if (state->reached && !visit_site(walk, context, s, state))
      return false;
  }
  return true;
}

bool il_flow_block(const il_flow *flow, uint32_t context, uint32_t block,
                   il_standpoint *here) {
  const il_lock_state *state =
      &flow->contexts.items[context].locked->blocks[block];
  *here = stand(flow, context, state);
  return state->reached;
}

bool il_flow_turns(const il_flow *flow, uint32_t context, const il_loop *loop,
                   const uint32_t *const cuts[2], il_arena *arena, bool *fine) {
  const il_context *at = &flow->contexts.items[context];
  const il_graph *graph = at->locked->graph;
  il_binding binding = binding_in(flow, at);
  uint32_t *open = il_arena_array(arena, graph->count + 1, sizeof *open);
  bool *seen = il_arena_array(arena, graph->count, sizeof *seen);
  uint32_t count = 1;
  if (!open || !seen) {
    *fine = false;
    return false;
  }
  open[0] = loop->header;
  while (count) {
    uint32_t number = open[--count];
    const il_block *block = &graph->blocks[number];
    uint32_t only = il_locks_only_way(flow->locks, at->key.function, number,
                                      &binding, at->locked->blocks);
    for (uint32_t i = 0; i < block->succ_count; i++) {
      uint32_t to = block->succs[i];
      if ((only != IL_NONE && to != only) || !loop->has[to] ||
          (cuts[0] && (cuts[0][number] == to || cuts[1][number] == to)))
        continue;
      if (to == loop->header)
        return true;
      if (!seen[to]) {
        seen[to] = true;
        open[count++] = to;
      }
    }
  }
  return false;
}

static bool start(il_walk *walk, const il_roots *roots) {
  il_binding none = {.arguments = NULL};
  if (!IL_PUSH(walk->arena, &walk->flow->bindings, none))
    return false;
  for (uint32_t r = 0; r < roots->count; r++) {
    il_context first = {.key = {.function = roots->items[r].function,
                                .level = roots->items[r].row->level},
                        .level = roots->items[r].row->level,
                        .parent = IL_NONE,
                        .site = IL_NONE,
                        .root = r,
                        .lock_context = IL_NONE,
                        .lock = {IL_NONE, NULL}};
    walk->flow->root_start[r] = context_of(walk, &first);
    if (walk->flow->root_start[r] == IL_NONE)
      return false;
  }
  return true;
}

bool il_flow_solve(const il_points *points, const il_roots *roots,
                   il_conditions *conditions, il_graphs *graphs,
                   il_arena *arena, il_flow *flow) {
  uint32_t functions = points->program->function_count;
  size_t sites = points->sites.count;
  *flow = (il_flow){0};
  flow->highest = il_arena_array(arena, functions, sizeof *flow->highest);
  flow->root_start =
      il_arena_array(arena, roots->count, sizeof *flow->root_start);
  flow->dead = il_arena_array(arena, sites, sizeof *flow->dead);
  flow->graphs = graphs;
  flow->modes = il_modes_find(points, arena);
  if (flow->modes)
    flow->locks =
        il_locks_new(points, conditions, flow->modes, flow->graphs, arena);
  il_walk walk = {
      .points = points,
      .arena = arena,
      .flow = flow,
      .conditions = conditions,
      .known = il_map_new(arena),
      .bindings = il_map_new(arena),
      .followed = il_arena_array(arena, functions, sizeof *walk.followed),
      .site_binds = il_arena_array(arena, sites, sizeof *walk.site_binds),
      .bound_counts =
          il_arena_array(arena, functions, sizeof *walk.bound_counts),
      .value_counts =
          il_arena_array(arena, (size_t)functions * IL_PARAMETERS_MOST, 1)};
  bool fine = flow->highest && flow->root_start && flow->dead && flow->locks &&
              walk.known && walk.bindings && walk.followed && walk.site_binds &&
              walk.bound_counts && walk.value_counts;
  if (fine)
    find_followed(&walk);
  fine = fine && start(&walk, roots);
  for (uint32_t c = 0; fine && c < flow->contexts.count; c++)
    fine = visit_context(&walk, c);
  il_map_free(walk.known);
  il_map_free(walk.bindings);
  il_buf_free(&walk.key);
  return fine;
}

void il_flow_free(il_flow *flow) {
  il_locks_free(flow->locks);
  il_modes_free(flow->modes);
}
