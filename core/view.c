/* view.c - contexts, their calls and their loops as plain data. */
#include "view.h"

#include "spell.h"

#define SHOWN(s) (int)(s).len, (s).len ? (s).ptr : ""

typedef struct il_viewer {
  const il_solved *solved;
  il_arena *arena, *keep;
  uint32_t *places; /* by function: place among the functions of the view */
} il_viewer;

typedef IL_LIST(il_view_call) il_view_calls;

/* ---- functions ---- */

static uint32_t last_line(const il_unit *unit, const il_function *function,
                          il_at begin) {
  uint32_t last = begin.line;
  for (uint32_t r = function->first; r < function->end; r++) {
    il_at at = il_record_at(il_unit_record(unit, r));
    if (at.file == begin.file && at.line > last)
      last = at.line;
  }
  return last;
}

static bool view_functions(il_viewer *viewer, il_view *view) {
  const il_program *program = viewer->solved->program;
  il_view_function *list =
      il_arena_array(viewer->keep, program->function_count, sizeof *list);
  viewer->places = il_arena_array(viewer->arena, program->function_count,
                                  sizeof *viewer->places);
  if (!list || !viewer->places)
    return false;
  for (uint32_t f = 0; f < program->function_count; f++) {
    const il_function *function = &program->functions[f];
    viewer->places[f] = IL_VIEW_NONE;
    if (!il_function_entered(program, function))
      continue;
    const il_unit *unit = program->units[function->unit];
    il_at at = il_unit_record(unit, function->first)->u.fn_.at;
    il_view_function *to = &list[view->function_count];
    *to = (il_view_function){.name = il_keep(viewer->keep, function->display),
                             .linkage = il_keep(viewer->keep, function->name),
                             .at = il_unit_spot(unit, at),
                             .last_line = last_line(unit, function, at),
                             .reached = viewer->solved->flow->highest[f] !=
                                        IL_LEVEL_UNKNOWN};
    if (!to->name || !to->linkage)
      return false;
    viewer->places[f] = (uint32_t)view->function_count++;
  }
  view->functions = list;
  return true;
}

/* ---- calls ---- */

static il_spot spot_of(const il_viewer *viewer, uint32_t number) {
  const il_site *site = &viewer->solved->points->sites.items[number];
  const il_unit *unit = viewer->solved->program->units[site->unit];
  return il_unit_spot(unit, il_unit_record(unit, site->record)->u.call_.at);
}

/* What the rules made of a routine outside, or why they are silent. */
static const char *remark_of(il_viewer *viewer, const il_leaf *leaf,
                             const il_routine *routine) {
  const il_solved *solved = viewer->solved;
  il_call_site at = il_flow_call_site(solved->points, solved->flow,
                                      leaf->context, leaf->site);
  if (!il_routine_known(routine))
    return "nothing is known of it";
  if (routine->blocks_when.len && leaf->level >= IL_DISPATCH_LEVEL) {
    il_truth blocks =
        il_condition_holds(solved->conditions, routine->blocks_when, &at);
    if (blocks == IL_TRUE)
      return "it can block";
    if (blocks == IL_MAYBE)
      return "whether it waits hangs on an argument that is not known";
  }
  if (routine->max_level == IL_LEVEL_UNKNOWN)
    return "its highest level is not known";
  return il_keep_text(viewer->keep, "allowed up to %s%s",
                      il_level_name(routine->max_level),
                      routine->documented ? "" : " by our reasoning");
}

static bool view_leaf(il_viewer *viewer, const il_leaf *leaf,
                      il_view_calls *calls) {
  const il_program *program = viewer->solved->program;
  const il_function *target = &program->functions[leaf->function];
  const il_routine *routine = il_function_routine(program, target);
  il_view_call call = {.at = spot_of(viewer, leaf->site),
                       .callee = il_keep(viewer->keep, target->display),
                       .state = il_routine_known(routine) ? IL_VIEW_KNOWN
                                                          : IL_VIEW_UNKNOWN,
                       .context = IL_VIEW_NONE,
                       .level = leaf->level,
                       .remark = remark_of(viewer, leaf, routine)};
  return call.callee && call.remark && IL_PUSH(viewer->keep, calls, call);
}

static bool view_edge(il_viewer *viewer, const il_link_edge *edge,
                      il_view_calls *calls) {
  const il_flow *flow = viewer->solved->flow;
  uint32_t function = flow->contexts.items[edge->to].key.function;
  il_view_call call = {
      .at = spot_of(viewer, edge->site),
      .callee = il_keep(viewer->keep,
                        viewer->solved->program->functions[function].display),
      .state = IL_VIEW_ENTERED,
      .context = edge->to,
      .level = edge->level};
  return call.callee && IL_PUSH(viewer->keep, calls, call);
}

/* A call that no leaf and no edge tells of. */
static bool view_silent(il_viewer *viewer, uint32_t context, uint32_t site,
                        bool reached, il_view_calls *calls) {
  const il_solved *solved = viewer->solved;
  const il_site *at = &solved->points->sites.items[site];
  const il_context *in = &solved->flow->contexts.items[context];
  il_view_call call = {
      .at = spot_of(viewer, site),
      .state = reached ? IL_VIEW_UNRESOLVED : IL_VIEW_DEAD,
      .context = IL_VIEW_NONE,
      .level = in->level,
      .remark = reached
                    ? "the pointer holds no function that is known"
                    : "a test that is decided in this context leads past it"};
  if (at->direct != IL_NONE)
    call.callee =
        il_keep(viewer->keep, solved->program->functions[at->direct].display);
  else
    call.callee = il_spell_callee(solved->program, at, viewer->keep).ptr;
  return call.callee && IL_PUSH(viewer->keep, calls, call);
}

static bool view_calls(il_viewer *viewer, uint32_t context, size_t *leaf,
                       size_t *edge, il_view_context *out) {
  const il_solved *solved = viewer->solved;
  const il_flow *flow = solved->flow;
  uint32_t function = flow->contexts.items[context].key.function;
  il_view_calls calls = {0};
  for (uint32_t s = solved->points->site_first[function];
       s < solved->points->site_end[function]; s++) {
    size_t before = calls.count;
    const il_lock_state *state =
        &flow->contexts.items[context]
             .locked->sites[s - solved->points->site_first[function]];
    for (; *leaf < flow->leaves.count &&
           flow->leaves.items[*leaf].context == context &&
           flow->leaves.items[*leaf].site == s;
         ++*leaf)
      if (!view_leaf(viewer, &flow->leaves.items[*leaf], &calls))
        return false;
    for (; *edge < flow->edges.count &&
           flow->edges.items[*edge].from == context &&
           flow->edges.items[*edge].site == s;
         ++*edge)
      if (!view_edge(viewer, &flow->edges.items[*edge], &calls))
        return false;
    if (calls.count == before &&
        !view_silent(viewer, context, s, state->reached, &calls))
      return false;
  }
  out->calls = calls.items;
  out->call_count = calls.count;
  return true;
}

/* ---- loops ---- */

static bool view_loops(il_viewer *viewer, uint32_t context,
                       il_view_context *out) {
  const il_solved *solved = viewer->solved;
  uint32_t function = solved->flow->contexts.items[context].key.function;
  const il_loops *loops = &solved->loops[function];
  const il_unit *unit =
      solved->program->units[solved->program->functions[function].unit];
  il_view_loop *list = il_arena_array(viewer->keep, loops->count, sizeof *list);
  if (!list)
    return false;
  for (uint32_t i = 0; i < loops->count; i++) {
    const il_loop_verdict *verdict = &loops->items[i];
    il_standpoint here;
    const il_loop *loop = &loops->graph->loops[verdict->loop];
    const uint32_t *const none[2] = {NULL, NULL};
    bool fine = true;
    if (!il_flow_block(solved->flow, context, loop->header, &here) ||
        !il_flow_turns(solved->flow, context, loop, none, viewer->arena,
                       &fine)) {
      if (!fine)
        return false;
      continue;
    }
    bool open = il_flow_turns(solved->flow, context, loop, verdict->cuts,
                              viewer->arena, &fine);
    if (!fine)
      return false;
    list[out->loop_count++] = (il_view_loop){
        .at = il_unit_spot(unit, verdict->at),
        .kind = open || verdict->turns ? verdict->kind : IL_LOOP_INVARIANT,
        .turns = verdict->turns,
        .why = open || verdict->turns
                   ? verdict->why
                   : "what is decided here lets it be counted",
        .level = here.level};
  }
  out->loops = list;
  return true;
}

static bool view_contexts(il_viewer *viewer, il_view *view) {
  const il_flow *flow = viewer->solved->flow;
  il_view_context *list =
      il_arena_array(viewer->keep, flow->contexts.count, sizeof *list);
  size_t leaf = 0, edge = 0;
  if (!list)
    return false;
  for (uint32_t c = 0; c < flow->contexts.count; c++) {
    const il_context *context = &flow->contexts.items[c];
    list[c] = (il_view_context){
        .function = viewer->places[context->key.function],
        .level = context->level,
        .root = context->root,
        .parent = context->parent == IL_NONE ? IL_VIEW_NONE : context->parent};
    if (context->lock.row &&
        !(list[c].held = il_keep(viewer->keep, context->lock.row->held)))
      return false;
    if (context->locked && (!view_calls(viewer, c, &leaf, &edge, &list[c]) ||
                            !view_loops(viewer, c, &list[c])))
      return false;
  }
  view->contexts = list;
  view->context_count = flow->contexts.count;
  return true;
}

const il_view *il_view_make(const il_solved *solved, il_arena *arena,
                            il_arena *keep) {
  il_viewer viewer = {.solved = solved, .arena = arena, .keep = keep};
  il_view *view = il_arena_alloc(keep, sizeof *view);
  return view && view_functions(&viewer, view) && view_contexts(&viewer, view)
             ? view
             : NULL;
}
