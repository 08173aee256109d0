/* route.c - the way from an offending place to its root, in notes. */
#include "findings.h"

#include <stdio.h>

const char *il_keep(il_arena *keep, il_str text) {
  return il_arena_copy(keep, text).ptr;
}

const char *il_keep_args(il_arena *keep, const char *format, va_list args) {
  va_list again;
  va_copy(again, args);
  int len = vsnprintf(NULL, 0, format, args);
  char *text = len < 0 ? NULL : il_arena_alloc(keep, (size_t)len + 1);
  if (text)
    vsnprintf(text, (size_t)len + 1, format, again);
  va_end(again);
  return text;
}

const char *il_keep_text(il_arena *keep, const char *format, ...) {
  va_list args;
  va_start(args, format);
  const char *text = il_keep_args(keep, format, args);
  va_end(args);
  return text;
}

bool il_step_add(il_steps *steps, il_arena *keep, il_step step) {
  return step.text && IL_PUSH(keep, steps, step);
}

/* For "%.*s". */
#define SHOWN(s) (int)(s).len, (s).len ? (s).ptr : ""

static const char *cell_name(const il_solved *solved, il_arena *keep,
                             uint32_t cell) {
  il_buf buf = {0};
  il_cell_text(solved->points->cells.items[cell], &buf);
  const char *name = buf.failed ? NULL : il_keep(keep, il_buf_str(&buf));
  il_buf_free(&buf);
  return name;
}

/* The cell that a call of this function goes through; IL_NONE: by its name. */
static uint32_t cell_of_call(const il_site *site, uint32_t function) {
  return site->direct != IL_NONE && site->direct != function ? site->back
                                                             : site->cell;
}

const char *il_route_through(const il_solved *solved, il_arena *keep,
                             uint32_t context, uint32_t site, uint32_t function,
                             bool *fine) {
  const il_site *at = &solved->points->sites.items[site];
  const char *name = NULL;
  if (at->cell == IL_NONE)
    return NULL;
  if (il_flow_bound(solved->points, solved->flow, context, site) != IL_NONE) {
    const il_unit *unit = solved->program->units[at->unit];
    uint32_t parameter =
        il_flow_parameter(solved->points, at->caller,
                          il_unit_record(unit, at->record)->u.call_.callee);
    name = il_keep(
        keep, il_unit_param(unit, solved->program->functions[at->caller].name,
                            parameter));
  } else {
    uint32_t cell = il_points_through(solved->points, at->cell, function);
    if (cell == IL_NONE)
      return NULL;
    name = cell_name(solved, keep, cell);
  }
  if (!name)
    *fine = false;
  return name;
}

/* The function whose body a statement stands in; null at file scope. */
static const char *holder(const il_solved *solved, il_arena *keep,
                          const il_hop *hop, bool *fine) {
  const il_program *program = solved->program;
  for (uint32_t f = 0; f < program->function_count; f++) {
    const il_function *function = &program->functions[f];
    if (function->unit != hop->unit || hop->record < function->first ||
        hop->record >= function->end)
      continue;
    const char *name = il_keep(keep, function->name);
    if (!name)
      *fine = false;
    return name;
  }
  return NULL;
}

static bool tell_hop(const il_solved *solved, il_arena *keep, const il_hop *hop,
                     uint32_t cell, uint32_t function, il_steps *steps) {
  const il_program *program = solved->program;
  const il_unit *unit = program->units[hop->unit];
  il_str name = program->functions[function].display;
  bool fine = true;
  il_step step = {
      .kind = IL_STEP_POINTER,
      .at = il_unit_spot(unit, il_record_at(il_unit_record(unit, hop->record))),
      .function = holder(solved, keep, hop, &fine)};
  if (hop->kind == IL_HOP_PASSED) {
    il_str callee = program->functions[hop->callee].display;
    step.text = il_keep_text(keep, "'%.*s' is passed to '%.*s' here",
                             SHOWN(name), SHOWN(callee));
  } else if (hop->kind == IL_HOP_RETURNED && cell == IL_NONE) {
    step.text = il_keep_text(keep, "'%.*s' is returned here", SHOWN(name));
  } else {
    const char *place = cell == IL_NONE ? NULL : cell_name(solved, keep, cell);
    step.text = place ? il_keep_text(keep, "'%.*s' is stored in '%s' here",
                                     SHOWN(name), place)
                      : il_keep_text(keep, "'%.*s' is named here", SHOWN(name));
  }
  /* The statement runs whenever it does: no level belongs to it. */
  return fine && il_step_add(steps, keep, step);
}

/* Where the function was named that a parameter stands for. */
static bool tell_binding(const il_solved *solved, il_arena *keep,
                         uint32_t context, uint32_t site, uint32_t function,
                         il_steps *steps) {
  const il_points *points = solved->points;
  const il_context *at = &solved->flow->contexts.items[context];
  const il_site *call = &points->sites.items[site];
  il_term term =
      il_unit_record(solved->program->units[call->unit], call->record)
          ->u.call_.callee;
  while (at->parent != IL_NONE) {
    uint32_t parameter = il_flow_parameter(points, at->key.function, term);
    call = &points->sites.items[at->site];
    const il_unit *unit = solved->program->units[call->unit];
    const il_rec_call *record = &il_unit_record(unit, call->record)->u.call_;
    if (parameter >= record->args.count)
      return true;
    term = record->args.items[parameter];
    const il_node *node = il_facts_node(unit->facts, term);
    while (node->op == IL_T_ADDR || node->op == IL_T_CAST)
      node = il_facts_node(unit->facts, node->args[0]);
    if (node->op == IL_T_FN) {
      il_hop hop = {IL_HOP_PASSED, call->unit, call->record, IL_NONE,
                    at->key.function};
      return tell_hop(solved, keep, &hop, IL_NONE, function, steps);
    }
    at = &solved->flow->contexts.items[at->parent];
  }
  return true;
}

bool il_route_pointer(const il_solved *solved, il_arena *keep, uint32_t context,
                      uint32_t site, uint32_t function, il_steps *steps) {
  const il_points *points = solved->points;
  uint32_t cell = cell_of_call(&points->sites.items[site], function);
  uint32_t start;
  if (cell == IL_NONE)
    return true;
  if (il_flow_bound(points, solved->flow, context, site) != IL_NONE)
    return tell_binding(solved, keep, context, site, function, steps);
  uint32_t through = il_points_through(points, cell, function);
  const il_hop *origin = il_points_origin(points, cell, function, &start);
  if (through != IL_NONE) {
    const il_hop *hop = il_points_arrival(points, through, function);
    if (hop && !tell_hop(solved, keep, hop, through, function, steps))
      return false;
    /* One statement stores it and names it. */
    if (hop == origin)
      return true;
  }
  /* Named in the call itself. */
  if (!origin || points->cells.items[start]->kind == IL_CELL_CALLEE ||
      start == points->sites.items[site].back)
    return true;
  if (points->cells.items[start]->kind > IL_CELL_FIELD)
    start = IL_NONE;
  return tell_hop(solved, keep, origin, start, function, steps);
}

static bool tell_lock(const il_solved *solved, il_arena *keep, uint32_t context,
                      il_taking lock, il_steps *steps) {
  const il_program *program = solved->program;
  const il_site *site = &solved->points->sites.items[lock.site];
  const il_unit *unit = program->units[site->unit];
  const il_context *at = &solved->flow->contexts.items[context];
  il_step step = {
      .kind = IL_STEP_RELATED,
      .at = il_unit_spot(unit, il_unit_record(unit, site->record)->u.call_.at),
      .text = il_keep(keep, lock.row->taken),
      .function = il_keep(keep, program->functions[at->key.function].name),
      .level = at->level};
  return step.function && il_step_add(steps, keep, step);
}

il_link_edge il_route_call(const il_solved *solved, uint32_t context,
                           il_way way) {
  const il_context *at = &solved->flow->contexts.items[context];
  if (!way.via)
    return (il_link_edge){
        .from = at->parent, .site = at->site, .level = at->call_level};
  return way.via[context] ? solved->flow->edges.items[way.via[context] - 1]
                          : (il_link_edge){.from = IL_NONE};
}

static const char *call_text(const il_solved *solved, il_arena *keep,
                             const il_link_edge *call, uint32_t function,
                             bool *fine) {
  const il_function *functions = solved->program->functions;
  const il_context *caller = &solved->flow->contexts.items[call->from];
  const il_site *site = &solved->points->sites.items[call->site];
  il_str inner = functions[function].display;
  il_str outer = functions[caller->key.function].display;
  const char *through =
      il_route_through(solved, keep, call->from, call->site, function, fine);
  if (through)
    return il_keep_text(keep, "'%.*s' is called through '%s' from '%.*s' here",
                        SHOWN(inner), through, SHOWN(outer));
  if (site->direct != IL_NONE && site->direct != function)
    return il_keep_text(keep, "'%.*s' is called by '%.*s' from '%.*s' here",
                        SHOWN(inner), SHOWN(functions[site->direct].display),
                        SHOWN(outer));
  return il_keep_text(keep, "'%.*s' is called%s from '%.*s' here", SHOWN(inner),
                      site->cell == IL_NONE ? "" : " by a pointer",
                      SHOWN(outer));
}

/* Of a function that calls itself with ever new values, once is enough. */
static bool is_told(const il_steps *steps, const il_step *step) {
  const il_step *last = steps->count ? &steps->items[steps->count - 1] : NULL;
  return last && last->kind == step->kind && last->at.path &&
         last->at.line == step->at.line && last->at.column == step->at.column &&
         last->level == step->level && !strcmp(last->at.path, step->at.path) &&
         !strcmp(last->text, step->text);
}

bool il_route_add(const il_solved *solved, il_arena *keep, uint32_t context,
                  il_way way, uint32_t lock_context, il_taking lock,
                  il_steps *steps) {
  const il_program *program = solved->program;
  for (;;) {
    if (context == lock_context && lock.row &&
        !tell_lock(solved, keep, context, lock, steps))
      return false;
    il_link_edge call = il_route_call(solved, context, way);
    if (call.from == IL_NONE)
      break;
    uint32_t function = solved->flow->contexts.items[context].key.function;
    const il_context *caller = &solved->flow->contexts.items[call.from];
    const il_site *site = &solved->points->sites.items[call.site];
    const il_unit *unit = program->units[site->unit];
    bool fine = true;
    il_step step = {.kind = IL_STEP_CALL,
                    .at = il_unit_spot(
                        unit, il_unit_record(unit, site->record)->u.call_.at),
                    .text = call_text(solved, keep, &call, function, &fine),
                    .function = il_keep(
                        keep, program->functions[caller->key.function].name),
                    .level = call.level};
    context = call.from;
    if (!fine || !step.function)
      return false;
    if (is_told(steps, &step))
      continue;
    if (!il_step_add(steps, keep, step) ||
        !il_route_pointer(solved, keep, call.from, call.site, function, steps))
      return false;
  }
  const il_rooted *root = &solved->roots->items[way.root];
  il_step step = {.kind = IL_STEP_ROOT,
                  .at = root->at,
                  .text = root->how,
                  .function =
                      il_keep(keep, program->functions[root->function].name),
                  .level = root->row->level};
  return step.function && il_step_add(steps, keep, step);
}
