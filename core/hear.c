/* hear.c - shows the rules what happens in each context, and keeps what they
 * say. */
#include "hear.h"

struct il_visit {
  il_hearing *hearing;
  const il_solved *solved;
  uint32_t context;
  uint32_t site;    /* of a call, a cycle; else IL_NONE */
  uint32_t target;  /* function called or entered; else IL_NONE */
  uint32_t entered; /* context that is entered; else IL_NONE */
  il_level level;
  uint32_t lock_context;
  il_taking lock;
  const char *callee;
  il_spot at;
  uint32_t loop; /* order of a loop in its function; else 0 */
  bool failed, claimed;
  il_claim claim;
  il_steps notes;
  /* What the root reaches, when it was asked for. */
  const il_reached *reached;
  size_t reached_count;
  const uint32_t *reached_leaves;
  const uint32_t *via; /* as in il_way */
  bool closed;
};

/* ---- isrlint/rule.h ---- */

static const il_context *context_of(const il_visit *visit) {
  return &visit->solved->flow->contexts.items[visit->context];
}

const il_program *il_visit_program(const il_visit *visit) {
  return visit->solved->program;
}
il_port_model il_visit_model(const il_visit *visit) {
  return visit->solved->model;
}
const il_function *il_visit_function(const il_visit *visit) {
  const il_function *functions = visit->solved->program->functions;
  return &functions[context_of(visit)->key.function];
}
il_level il_visit_level(const il_visit *visit) { return visit->level; }
const il_root_row *il_visit_root(const il_visit *visit) {
  return visit->solved->roots->items[context_of(visit)->root].row;
}
const char *il_visit_callee(const il_visit *visit) { return visit->callee; }
const il_routine *il_visit_routine(const il_visit *visit) {
  const il_program *program = visit->solved->program;
  return visit->target == IL_NONE
             ? NULL
             : il_function_routine(program, &program->functions[visit->target]);
}
const il_function *il_visit_entered(const il_visit *visit) {
  return visit->target == IL_NONE
             ? NULL
             : &visit->solved->program->functions[visit->target];
}
bool il_visit_runs(const il_visit *visit, uint32_t record) {
  const il_flow *flow = visit->solved->flow;
  const il_locked *locked = visit->entered == IL_NONE
                                ? NULL
                                : flow->contexts.items[visit->entered].locked;
  uint32_t block = locked ? il_graph_block_of(locked->graph, record) : IL_NONE;
  return block == IL_NONE || locked->blocks[block].reached;
}

bool il_visit_is_entry(const il_visit *visit) { return visit->site == IL_NONE; }

const char *il_visit_dpc(il_visit *visit) {
  const il_rooted *dpc = il_roots_of_kind(visit->solved->roots, "dpc");
  if (!dpc)
    return NULL;
  const char *name =
      il_keep(visit->hearing->keep,
              visit->solved->program->functions[dpc->function].display);
  visit->failed |= !name;
  return name;
}

static il_truth holds(const il_solved *solved, uint32_t context,
                      uint32_t number, il_str condition) {
  il_call_site at =
      il_flow_call_site(solved->points, solved->flow, context, number);
  return il_condition_holds(solved->conditions, condition, &at);
}

il_truth il_visit_holds(il_visit *visit, il_str condition) {
  return visit->site == IL_NONE
             ? IL_MAYBE
             : holds(visit->solved, visit->context, visit->site, condition);
}

const char *il_visit_text(il_visit *visit, const char *format, ...) {
  va_list args;
  va_start(args, format);
  const char *text = il_keep_args(visit->hearing->keep, format, args);
  va_end(args);
  visit->failed |= !text;
  return text;
}

void il_visit_note(il_visit *visit, uint32_t unit, il_at at, const char *text) {
  il_arena *keep = visit->hearing->keep;
  il_step step = {.kind = IL_STEP_RELATED,
                  .at = il_unit_spot(visit->solved->program->units[unit], at),
                  .text = text,
                  .function = il_keep(keep, il_visit_function(visit)->name),
                  .level = visit->level};
  visit->failed |= !step.function || !il_step_add(&visit->notes, keep, step);
}

void il_visit_claim(il_visit *visit, const il_claim *claim) {
  if (visit->claimed)
    return;
  visit->claimed = true;
  visit->claim = *claim;
}

/* What a call is called in the source: by the macro that stands there, when
 * that is a routine too. */
static const char *name_of_call(il_hearing *hearing, const il_solved *solved,
                                uint32_t number, uint32_t function) {
  const il_site *site = &solved->points->sites.items[number];
  const il_unit *unit = solved->program->units[site->unit];
  il_str macro = il_unit_record(unit, site->record)->u.call_.macro;
  bool known = macro.len &&
               il_knowledge_routine(solved->program->knowledge, macro) != NULL;
  return il_keep(hearing->keep,
                 known ? macro : solved->program->functions[function].display);
}

/* ---- what a root reaches ---- */

static il_str work_of(const il_solved *solved, const il_leaf *leaf) {
  const il_function *target = &solved->program->functions[leaf->function];
  const il_knowledge *knowledge = solved->program->knowledge;
  const il_work_row *row = NULL;
  bool any = false;
  while ((row = il_knowledge_next_work(knowledge, target->display, row))) {
    any = true;
    if (holds(solved, leaf->context, leaf->site, row->condition) == IL_TRUE &&
        (!row->unless.len ||
         holds(solved, leaf->context, leaf->site, row->unless) != IL_TRUE))
      return row->work;
  }
  const il_routine *routine = il_function_routine(solved->program, target);
  return any || !routine ? (il_str){NULL, 0} : routine->work;
}

/* Whether something is known by which a call can hold a deferral or not. */
static bool leaf_is_known(const il_solved *solved, const il_leaf *leaf) {
  const il_function *target = &solved->program->functions[leaf->function];
  const il_routine *routine = il_function_routine(solved->program, target);
  if (!routine)
    return false;
  /* A routine that many things go through, by its first argument. */
  const il_work_row *row =
      il_knowledge_next_work(solved->program->knowledge, target->display, NULL);
  for (; row; row = il_knowledge_next_work(solved->program->knowledge,
                                           target->display, row))
    if (row->condition.len &&
        holds(solved, leaf->context, leaf->site, row->condition) == IL_MAYBE)
      return false;
  return true;
}

/* Whether a call in a context goes nowhere that is known. */
static bool has_unresolved(const il_solved *solved, uint32_t context) {
  const il_points *points = solved->points;
  uint32_t function = solved->flow->contexts.items[context].key.function;
  if (solved->program->functions[function].unit == IL_OUTSIDE)
    return true;
  for (uint32_t s = points->site_first[function];
       s < points->site_end[function]; s++)
    if (!solved->flow->dead[s] &&
        il_site_is_open(points, &points->sites.items[s]) &&
        il_flow_bound(points, solved->flow, context, s) == IL_NONE)
      return true;
  return false;
}

static bool add_reached(il_visit *visit, const il_leaf *leaf, uint32_t number,
                        il_reached *out, uint32_t *leaves) {
  const il_solved *solved = visit->solved;
  const il_site *site = &solved->points->sites.items[leaf->site];
  const il_function *target = &solved->program->functions[leaf->function];
  const il_unit *unit = solved->program->units[site->unit];
  il_reached *to = &out[visit->reached_count];
  *to = (il_reached){.callee = name_of_call(visit->hearing, solved, leaf->site,
                                            leaf->function),
                     .routine = il_function_routine(solved->program, target),
                     .work = work_of(solved, leaf),
                     .unit = site->unit,
                     .at = il_unit_record(unit, site->record)->u.call_.at};
  leaves[visit->reached_count++] = number;
  visit->closed &= leaf_is_known(solved, leaf);
  return to->callee != NULL;
}

/* Breadth first from the context, in the order of the calls. */
static bool reach(il_visit *visit) {
  il_hearing *hearing = visit->hearing;
  const il_flow *flow = visit->solved->flow;
  size_t contexts = flow->contexts.count, leaves = flow->leaves.count;
  uint32_t *queue = il_arena_array(hearing->arena, contexts, sizeof *queue);
  il_reached *out = il_arena_array(hearing->arena, leaves, sizeof *out);
  uint32_t *numbers = il_arena_array(hearing->arena, leaves, sizeof *numbers);
  uint32_t *via = il_arena_array(hearing->arena, contexts, sizeof *via);
  if (!queue || !out || !numbers || !via)
    return false;
  visit->via = via;
  uint32_t search = ++hearing->search, done = 0, count = 1;
  queue[0] = visit->context;
  hearing->seen[visit->context] = search;
  visit->closed = true;
  visit->reached = out;
  visit->reached_leaves = numbers;
  while (done < count) {
    uint32_t context = queue[done++];
    visit->closed &= !has_unresolved(visit->solved, context);
    for (uint32_t l = hearing->leaves_of[context];
         l < hearing->leaves_of[context + 1]; l++)
      if (!add_reached(visit, &flow->leaves.items[l], l, out, numbers))
        return false;
    for (uint32_t e = hearing->edges_of[context];
         e < hearing->edges_of[context + 1]; e++) {
      uint32_t to = flow->edges.items[e].to;
      if (hearing->seen[to] == search)
        continue;
      hearing->seen[to] = search;
      via[to] = e + 1;
      queue[count++] = to;
    }
  }
  return true;
}

const il_reached *il_visit_reached(il_visit *visit, size_t *count) {
  if (!visit->reached && !reach(visit))
    visit->failed = true;
  *count = visit->failed ? 0 : visit->reached_count;
  return visit->reached;
}

bool il_visit_closed(il_visit *visit) {
  size_t count;
  il_visit_reached(visit, &count);
  return visit->closed;
}

bool il_visit_undeclared(const il_visit *visit) {
  return visit->solved->roots->items[context_of(visit)->root].undeclared;
}

/* ---- hearing ---- */

/* Places to show: of the visit, or of the call that its claim is about. */
static void place_charge(const il_visit *visit, il_charge *charge) {
  const il_solved *solved = visit->solved;
  if (!visit->claim.call)
    return;
  size_t place = (size_t)(visit->claim.call - visit->reached);
  const il_leaf *leaf =
      &solved->flow->leaves.items[visit->reached_leaves[place]];
  const il_context *context = &solved->flow->contexts.items[leaf->context];
  charge->at = il_unit_spot(solved->program->units[visit->claim.call->unit],
                            visit->claim.call->at);
  charge->function = solved->program->functions[context->key.function].name;
  charge->callee = visit->claim.call->callee;
  charge->context = leaf->context;
  charge->site = leaf->site;
  charge->target = leaf->function;
  charge->depth = context->depth;
  charge->level = leaf->level;
  charge->lock_context = leaf->lock_context;
  charge->lock = leaf->lock;
  /* From this root, and not from one that is nearer. */
  charge->way.via = visit->via;
}

typedef void il_hook(il_visit *visit, const il_rule *rule,
                     const il_loop_fact *loop);

static void ask_call(il_visit *visit, const il_rule *rule,
                     const il_loop_fact *loop) {
  (void)loop;
  if (rule->on_call)
    rule->on_call(visit);
}
static void ask_enter(il_visit *visit, const il_rule *rule,
                      const il_loop_fact *loop) {
  (void)loop;
  if (rule->on_enter)
    rule->on_enter(visit);
}
static void ask_loop(il_visit *visit, const il_rule *rule,
                     const il_loop_fact *loop) {
  if (rule->on_loop)
    rule->on_loop(visit, loop);
}
static void ask_root(il_visit *visit, const il_rule *rule,
                     const il_loop_fact *loop) {
  (void)loop;
  if (rule->on_root)
    rule->on_root(visit);
}

static bool hear(il_visit *visit, il_hook *ask, const il_loop_fact *loop) {
  il_hearing *hearing = visit->hearing;
  const il_context *context = context_of(visit);
  const il_function *function = il_visit_function(visit);
  /* Nobody can mend a system header, and a compiler is silent about them. */
  if (function->flags & IL_FN_SYSTEM)
    return true;
  for (size_t r = 0; r < il_rule_count(); r++) {
    if (!hearing->selected[r])
      continue;
    visit->claimed = false;
    visit->notes = (il_steps){0};
    ask(visit, il_rule_code(r), loop);
    if (visit->failed)
      return false;
    /* Of a unit alone only what no other unit can change. */
    if (!visit->claimed ||
        (hearing->unit_only && il_rule_at(r)->scope == IL_SCOPE_PROGRAM &&
         !il_visit_closed(visit)))
      continue;
    il_charge charge = {.at = visit->at,
                        .function = function->name,
                        .callee = visit->callee,
                        .rule = (uint32_t)r,
                        .depth = context->depth,
                        .context = visit->context,
                        .site = visit->site,
                        .target = visit->target,
                        .loop = visit->loop,
                        .level = visit->level,
                        .lock_context = visit->lock_context,
                        .lock = visit->lock,
                        .way = {.root = context->root},
                        .claim = visit->claim,
                        .notes = visit->notes};
    place_charge(visit, &charge);
    if (!IL_PUSH(hearing->arena, &hearing->charges, charge))
      return false;
  }
  return true;
}

static il_spot site_spot(const il_solved *solved, uint32_t number) {
  const il_site *site = &solved->points->sites.items[number];
  const il_unit *unit = solved->program->units[site->unit];
  return il_unit_spot(unit, il_unit_record(unit, site->record)->u.call_.at);
}

static bool hear_call(il_hearing *hearing, const il_solved *solved,
                      const il_leaf *leaf) {
  il_visit visit = {
      .hearing = hearing,
      .solved = solved,
      .context = leaf->context,
      .site = leaf->site,
      .target = leaf->function,
      .entered = IL_NONE,
      .level = leaf->level,
      .lock_context = leaf->lock_context,
      .lock = leaf->lock,
      .callee = name_of_call(hearing, solved, leaf->site, leaf->function),
      .at = site_spot(solved, leaf->site)};
  return visit.callee && hear(&visit, ask_call, NULL);
}

static bool hear_enter(il_hearing *hearing, const il_solved *solved,
                       const il_link_edge *edge) {
  const il_flow *flow = solved->flow;
  uint32_t function = flow->contexts.items[edge->to].key.function;
  il_visit visit = {
      .hearing = hearing,
      .solved = solved,
      .context = edge->from,
      .site = edge->site,
      .target = function,
      .entered = edge->to,
      .level = edge->level,
      .lock_context = edge->lock_context,
      .lock = edge->lock,
      .callee =
          il_keep(hearing->keep, solved->program->functions[function].display),
      .at = site_spot(solved, edge->site)};
  return visit.callee && hear(&visit, ask_enter, NULL);
}

static bool hear_root(il_hearing *hearing, const il_solved *solved,
                      uint32_t number) {
  const il_rooted *root = &solved->roots->items[number];
  uint32_t context = solved->flow->root_start[number];
  const il_function *function = &solved->program->functions[root->function];
  if (function->unit == IL_OUTSIDE)
    return true;
  const il_unit *unit = solved->program->units[function->unit];
  /* The context may be that of another role of equal level. */
  il_visit visit = {.hearing = hearing,
                    .solved = solved,
                    .context = context,
                    .site = IL_NONE,
                    .target = root->function,
                    .level = root->row->level,
                    .lock_context = IL_NONE,
                    .lock = {IL_NONE, NULL},
                    .callee = il_keep(hearing->keep, function->display),
                    .at = il_unit_spot(
                        unit, il_unit_record(unit, function->first)->u.fn_.at)};
  if (!visit.callee || solved->flow->contexts.items[context].root != number)
    return visit.callee != NULL;
  if (!hear(&visit, ask_enter, NULL))
    return false;
  visit.at = root->at;
  return hear(&visit, ask_root, NULL);
}

/* A turn that gives its lock back runs lower on its way: the lowest level of
 * the calls in the loop is that of the loop. */
static void lower_by_calls(const il_solved *solved, uint32_t context,
                           const il_graph *graph, const il_loop *loop,
                           il_standpoint *here) {
  const il_points *points = solved->points;
  const il_context *at = &solved->flow->contexts.items[context];
  uint32_t function = at->key.function;
  for (uint32_t s = points->site_first[function];
       s < points->site_end[function]; s++) {
    const il_lock_state *state =
        &at->locked->sites[s - points->site_first[function]];
    uint32_t block = il_graph_block_of(graph, points->sites.items[s].record);
    if (!state->reached || block == IL_NONE || !loop->has[block])
      continue;
    il_level level = il_held_level((il_level)at->key.level, state->held);
    if (level < here->level)
      *here = (il_standpoint){level, IL_NONE, {IL_NONE, NULL}};
  }
}

static bool hear_loops_of(il_hearing *hearing, const il_solved *solved,
                          uint32_t context, const il_loops *loops) {
  for (uint32_t i = 0; i < loops->count; i++) {
    const il_loop_verdict *verdict = &loops->items[i];
    const il_loop *loop = &loops->graph->loops[verdict->loop];
    il_standpoint here;
    bool fine = true;
    if (!il_flow_block(solved->flow, context, loop->header, &here) ||
        !il_flow_turns(solved->flow, context, loop, verdict->cuts,
                       hearing->arena, &fine)) {
      if (!fine)
        return false;
      continue;
    }
    lower_by_calls(solved, context, loops->graph, loop, &here);
    il_loop_fact fact = {.kind = verdict->kind,
                         .turns = verdict->turns,
                         .why = verdict->why,
                         .exits = verdict->exits,
                         .exit_count = verdict->exit_count,
                         .stalls = verdict->stalls};
    il_visit visit = {.hearing = hearing,
                      .solved = solved,
                      .context = context,
                      .site = IL_NONE,
                      .target = IL_NONE,
                      .entered = IL_NONE,
                      .level = here.level,
                      .lock_context = here.lock_context,
                      .lock = here.lock,
                      .callee = "",
                      .loop = i + 1};
    const il_function *function = il_visit_function(&visit);
    visit.at =
        il_unit_spot(solved->program->units[function->unit], verdict->at);
    if (!hear(&visit, ask_loop, &fact))
      return false;
  }
  return true;
}

static bool hear_loops(il_hearing *hearing, const il_solved *solved) {
  const il_flow *flow = solved->flow;
  for (uint32_t c = 0; c < flow->contexts.count; c++) {
    uint32_t function = flow->contexts.items[c].key.function;
    if (flow->contexts.items[c].locked &&
        !hear_loops_of(hearing, solved, c, &solved->loops[function]))
      return false;
  }
  return true;
}

/* Whether the calls lead from one context to another. */
static bool leads(il_hearing *hearing, const il_flow *flow, uint32_t from,
                  uint32_t to, bool *fine) {
  uint32_t *queue =
      il_arena_array(hearing->arena, flow->contexts.count, sizeof *queue);
  uint32_t search = ++hearing->search, done = 0, count = 1;
  if (!queue) {
    *fine = false;
    return false;
  }
  queue[0] = from;
  hearing->seen[from] = search;
  while (done < count && hearing->seen[to] != search) {
    uint32_t context = queue[done++];
    for (uint32_t e = hearing->edges_of[context];
         e < hearing->edges_of[context + 1]; e++) {
      uint32_t next = flow->edges.items[e].to;
      if (hearing->seen[next] == search)
        continue;
      hearing->seen[next] = search;
      queue[count++] = next;
    }
  }
  return hearing->seen[to] == search;
}

/* A cycle is heard at the call that closes it, in each context that makes that
 * call. */
static bool hear_cycles(il_hearing *hearing, const il_solved *solved) {
  const il_flow *flow = solved->flow;
  for (uint32_t i = 0; i < solved->cycles.count; i++) {
    const il_cycle *cycle = &solved->cycles.items[i];
    il_loop_fact fact = {.kind = cycle->verdict.kind,
                         .why = cycle->verdict.why,
                         .exits = cycle->verdict.exits,
                         .exit_count = cycle->verdict.exit_count,
                         .stalls = cycle->verdict.stalls,
                         .is_cycle = true};
    for (size_t e = 0; e < flow->edges.count; e++) {
      const il_link_edge *edge = &flow->edges.items[e];
      bool fine = true;
      /* A parameter that the call changes may lead out of the cycle. */
      if (edge->site != cycle->sites[cycle->count - 1] ||
          flow->contexts.items[edge->to].key.function != cycle->head ||
          !leads(hearing, flow, edge->to, edge->from, &fine)) {
        if (!fine)
          return false;
        continue;
      }
      il_visit visit = {
          .hearing = hearing,
          .solved = solved,
          .context = edge->from,
          .site = edge->site,
          .target = cycle->head,
          .entered = IL_NONE,
          .level = edge->level,
          .lock_context = edge->lock_context,
          .lock = edge->lock,
          .callee = il_keep(hearing->keep,
                            solved->program->functions[cycle->head].display),
          .at = site_spot(solved, edge->site)};
      if (!visit.callee || !hear(&visit, ask_loop, &fact))
        return false;
    }
  }
  return true;
}

/* Where the leaves and the edges of each context begin; both lists are in the
 * order of the contexts. */
static bool index_contexts(il_hearing *hearing, const il_flow *flow) {
  size_t contexts = flow->contexts.count;
  hearing->leaves_of =
      il_arena_array(hearing->arena, contexts + 1, sizeof *hearing->leaves_of);
  hearing->edges_of =
      il_arena_array(hearing->arena, contexts + 1, sizeof *hearing->edges_of);
  hearing->seen =
      il_arena_array(hearing->arena, contexts, sizeof *hearing->seen);
  if (!hearing->leaves_of || !hearing->edges_of || !hearing->seen)
    return false;
  for (size_t c = 0, l = 0, e = 0; c <= contexts; c++) {
    while (l < flow->leaves.count && flow->leaves.items[l].context < c)
      l++;
    while (e < flow->edges.count && flow->edges.items[e].from < c)
      e++;
    hearing->leaves_of[c] = (uint32_t)l;
    hearing->edges_of[c] = (uint32_t)e;
  }
  return true;
}

bool il_hear(il_hearing *hearing, const il_solved *solved) {
  const il_flow *flow = solved->flow;
  if (!index_contexts(hearing, flow))
    return false;
  for (size_t i = 0; i < flow->leaves.count; i++)
    if (!hear_call(hearing, solved, &flow->leaves.items[i]))
      return false;
  for (size_t i = 0; i < flow->edges.count; i++)
    if (!hear_enter(hearing, solved, &flow->edges.items[i]))
      return false;
  for (uint32_t r = 0; r < solved->roots->count; r++)
    if (!hear_root(hearing, solved, r))
      return false;
  return hear_loops(hearing, solved) && hear_cycles(hearing, solved);
}
