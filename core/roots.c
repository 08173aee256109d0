/* roots.c - finding the routines that Windows calls. */
#include "roots.h"

#include "eval.h"

#include <stdlib.h>

/* Ways to find a root, the one worth telling first. */
typedef enum il_source {
  IL_BY_DECLARATION,
  IL_BY_MEMBER,
  IL_BY_ROUTINE,
  IL_BY_TYPE,
  IL_BY_NAME
} il_source;

/* A function that has a role for one reason. */
typedef struct il_reason {
  uint32_t function;
  const il_root_row *row;
  il_source source;
  bool elsewhere; /* declared in another unit than that of the body */
  uint32_t order; /* in which they were found */
  il_hop hop;     /* the statement, or record of the declaration */
  uint32_t cell;  /* MEMBER, TYPE: where it is stored */
} il_reason;

typedef struct il_finder {
  il_points *points;
  const il_program *program;
  const il_knowledge *knowledge;
  il_conditions *conditions;
  il_arena *arena, *keep;
  IL_LIST(il_reason) reasons;
} il_finder;

static bool add_reason(il_finder *finder, il_reason reason) {
  const il_function *function = &finder->program->functions[reason.function];
  if (!reason.row || reason.row->level == IL_LEVEL_UNKNOWN ||
      il_function_routine(finder->program, function))
    return true;
  /* Without a body there is nothing to follow, but an interrupt routine that is
   * registered must be missed aloud.  A declaration alone is no sign that it
   * belongs to this program: a header may serve several. */
  if (function->unit == IL_OUTSIDE &&
      (!reason.row->is_interrupt || reason.source == IL_BY_DECLARATION ||
       reason.source == IL_BY_NAME))
    return true;
  reason.order = (uint32_t)finder->reasons.count;
  return IL_PUSH(finder->arena, &finder->reasons, reason);
}

/* ---- by declaration and by name ---- */

static bool by_typedefs(il_finder *finder, uint32_t function, uint32_t unit,
                        uint32_t record) {
  il_str rest =
      il_unit_record(finder->program->units[unit], record)->u.decl_.typedefs;
  while (rest.len) {
    il_str name = il_str_split(rest, ',', &rest);
    il_reason reason = {.function = function,
                        .row = il_knowledge_role(finder->knowledge, name),
                        .source = IL_BY_DECLARATION,
                        .hop = {IL_HOP_STORED, unit, record, IL_NONE, IL_NONE}};
    reason.elsewhere = finder->program->functions[function].unit != unit;
    if (!add_reason(finder, reason))
      return false;
  }
  return true;
}

static bool by_declarations(il_finder *finder) {
  for (uint32_t u = 0; u < finder->program->unit_count; u++) {
    const il_unit *unit = finder->program->units[u];
    for (uint32_t i = 0; i < unit->fn_count; i++) {
      uint32_t function = finder->program->bound[u][i];
      uint32_t record = unit->fns[i], end = il_unit_fn_end(unit, i);
      if (function == IL_NONE)
        continue;
      const il_rec_fn *fn = il_unit_fn(unit, i);
      il_reason named = {.function = function,
                         .row = il_knowledge_entry(finder->knowledge, fn->name),
                         .source = IL_BY_NAME,
                         .hop = {IL_HOP_STORED, u, record, IL_NONE, IL_NONE}};
      if (finder->program->functions[function].unit == u &&
          !add_reason(finder, named))
        return false;
      while (++record < end && il_unit_record(unit, record)->kind != IL_K_block)
        if (il_unit_record(unit, record)->kind == IL_K_decl &&
            !by_typedefs(finder, function, u, record))
          return false;
    }
  }
  return true;
}

/* ---- by type ---- */

enum { TYPE_CHAIN = 32 };

/* The row of the role that a type says, itself or behind typedefs, pointers and
 * arrays; null when it says none. */
static const il_root_row *role_of_type(const il_finder *finder,
                                       const il_unit *unit, il_str id) {
  for (int i = 0; i < TYPE_CHAIN && id.len; i++) {
    if (id.ptr[0] == '*') {
      id = (il_str){id.ptr + 1, id.len - 1};
      continue;
    }
    if (id.ptr[0] == '[') {
      il_str rest;
      il_str_split(id, ']', &rest);
      id = rest;
      continue;
    }
    if (id.ptr[0] != '=')
      return NULL;
    il_str name = {id.ptr + 1, id.len - 1};
    const il_root_row *row = il_knowledge_role(finder->knowledge, name);
    if (!row)
      row = il_knowledge_pointer(finder->knowledge, name);
    if (row)
      return row;
    const il_rec_type *type = il_unit_find_type(unit, id);
    id = type ? type->base : (il_str){NULL, 0};
  }
  return NULL;
}

/* ---- by the place it is stored in ---- */

static const il_root_row *role_of_member(const il_finder *finder,
                                         const il_cell *cell) {
  il_str rest;
  il_str record = il_str_split(cell->record, '/', &rest);
  const il_member_row *row =
      il_knowledge_member(finder->knowledge, record, cell->name);
  return row ? il_knowledge_role(finder->knowledge, row->role) : NULL;
}

static bool by_places(il_finder *finder) {
  for (uint32_t c = 0; c < finder->points->cells.count; c++) {
    const il_cell *cell = finder->points->cells.items[c];
    if (!cell->held.count || cell->kind > IL_CELL_FIELD)
      continue;
    const il_root_row *row =
        cell->kind == IL_CELL_FIELD ? role_of_member(finder, cell) : NULL;
    il_source source = row ? IL_BY_MEMBER : IL_BY_TYPE;
    if (!row && cell->type.len)
      row =
          role_of_type(finder, finder->program->units[cell->unit], cell->type);
    for (size_t i = 0; row && i < cell->held.count; i++) {
      uint32_t function = cell->held.items[i].function;
      il_reason reason = {.function = function,
                          .row = row,
                          .source = source,
                          .hop =
                              *il_points_arrival(finder->points, c, function),
                          .cell = c};
      if (!add_reason(finder, reason))
        return false;
    }
  }
  return true;
}

/* ---- by the routine it is handed to ---- */

/* Type id of parameter 'index' in the id '(ID,ID)ID' of a function's type. */
static il_str parameter_type(il_str id, uint32_t index) {
  size_t depth = 0, start = 1;
  if (!id.len || id.ptr[0] != '(')
    return (il_str){NULL, 0};
  for (size_t i = 1; i < id.len; i++) {
    char c = id.ptr[i];
    if (!depth && (c == ',' || c == ')')) {
      if (!index)
        return (il_str){id.ptr + start, i - start};
      if (c == ')')
        break;
      index--;
      start = i + 1;
    }
    depth += c == '(' || c == '[' || c == '{';
    if ((c == ')' || c == ']' || c == '}') && depth)
      depth--;
  }
  return (il_str){NULL, 0};
}

static bool hand_over(il_finder *finder, const il_site *site, uint32_t index,
                      const il_root_row *row, il_source source) {
  const il_unit *unit = finder->program->units[site->unit];
  const il_rec_call *call = &il_unit_record(unit, site->record)->u.call_;
  il_hop hop = {IL_HOP_PASSED, site->unit, site->record, IL_NONE, site->direct};
  if (!row || index >= call->args.count)
    return true;
  uint32_t c = il_points_value(finder->points, site->caller,
                               call->args.items[index], hop);
  if (c == IL_NONE)
    return false;
  const il_cell *cell = finder->points->cells.items[c];
  for (size_t i = 0; i < cell->held.count; i++) {
    il_reason reason = {.function = cell->held.items[i].function,
                        .row = row,
                        .source = source,
                        .hop = hop};
    if (!add_reason(finder, reason))
      return false;
  }
  return true;
}

static bool by_call(il_finder *finder, const il_site *site) {
  const il_unit *unit = finder->program->units[site->unit];
  const il_function *callee = &finder->program->functions[site->direct];
  const il_function *caller = &finder->program->functions[site->caller];
  const il_rec_call *call = &il_unit_record(unit, site->record)->u.call_;
  il_call_site at = {unit, caller->first, caller->end, site->record, NULL};
  const il_target_row *target = NULL;
  while ((target = il_knowledge_next_target(finder->knowledge, callee->display,
                                            target)))
    if (il_condition_holds(finder->conditions, target->condition, &at) ==
            IL_TRUE &&
        !hand_over(finder, site, target->parameter,
                   il_knowledge_role(finder->knowledge, target->role),
                   IL_BY_ROUTINE))
      return false;
  uint32_t fn = il_unit_find_fn(unit, callee->name);
  il_str type = fn == IL_NONE ? (il_str){NULL, 0} : il_unit_fn(unit, fn)->type;
  for (int i = 0; i < TYPE_CHAIN && type.len && type.ptr[0] == '='; i++) {
    const il_rec_type *alias = il_unit_find_type(unit, type);
    type = alias ? alias->base : (il_str){NULL, 0};
  }
  for (uint32_t i = 0; i < call->args.count; i++) {
    il_str parameter = parameter_type(type, i);
    if (!parameter.len || il_str_is(parameter, "..."))
      break;
    if (!hand_over(finder, site, i, role_of_type(finder, unit, parameter),
                   IL_BY_TYPE))
      return false;
  }
  return true;
}

static bool by_calls(il_finder *finder) {
  size_t count = finder->points->sites.count;
  for (size_t i = 0; i < count; i++) {
    il_site site = finder->points->sites.items[i];
    const il_program *program = finder->program;
    /* The body of a wrapper that has a row is not looked into; what is passed
     * to a body is seen where the parameter is. */
    if (site.direct != IL_NONE &&
        il_function_entered(program, &program->functions[site.caller]) &&
        !il_function_entered(program, &program->functions[site.direct]) &&
        !by_call(finder, &site))
      return false;
  }
  return true;
}

/* ---- one root for each role of a function ---- */

static int reason_cmp(const void *left, const void *right) {
  const il_reason *a = left, *b = right;
  if (a->function != b->function)
    return a->function < b->function ? -1 : 1;
  int order = il_str_cmp(a->row->role, b->row->role);
  if (order)
    return order;
  if (a->source != b->source)
    return a->source < b->source ? -1 : 1;
  if (a->elsewhere != b->elsewhere)
    return a->elsewhere ? 1 : -1;
  return a->order < b->order ? -1 : a->order > b->order;
}

static int rooted_cmp(const void *left, const void *right) {
  const il_rooted *a = left, *b = right;
  if (a->kind_order != b->kind_order)
    return a->kind_order < b->kind_order ? -1 : 1;
  if (a->function != b->function)
    return a->function < b->function ? -1 : 1;
  return il_str_cmp(a->row->role, b->row->role);
}

static uint32_t kind_order(const il_finder *finder, il_str kind) {
  size_t count;
  const il_root_row *rows = il_knowledge_roots(finder->knowledge, &count);
  for (size_t i = 0; i < count; i++)
    if (il_str_eq(rows[i].kind, kind))
      return (uint32_t)i;
  return (uint32_t)count;
}

static const char *tell(il_finder *finder, const il_reason *reason) {
  const il_function *function = &finder->program->functions[reason->function];
  il_buf buf = {0};
  il_buf_byte(&buf, '\'');
  il_buf_add(&buf, function->display);
  if (reason->source == IL_BY_NAME) {
    il_buf_text(&buf, "' is defined here");
  } else if (reason->source == IL_BY_DECLARATION) {
    il_buf_text(&buf, "' is declared '");
    il_buf_add(&buf, reason->row->role);
    il_buf_text(&buf, "' here");
  } else if (reason->hop.kind == IL_HOP_PASSED) {
    il_buf_text(&buf, "' is handed to '");
    il_buf_add(&buf, finder->program->functions[reason->hop.callee].display);
    il_buf_text(&buf, "' here");
  } else {
    il_buf_text(&buf, "' is stored in '");
    il_cell_text(finder->points->cells.items[reason->cell], &buf);
    il_buf_text(&buf, "' here");
  }
  il_str copy = buf.failed ? (il_str){NULL, 0}
                           : il_arena_copy(finder->keep, il_buf_str(&buf));
  il_buf_free(&buf);
  return copy.ptr;
}

static bool settle(il_finder *finder, il_roots *roots) {
  size_t count = finder->reasons.count;
  il_reason *reasons = finder->reasons.items;
  roots->items = il_arena_array(finder->arena, count, sizeof *roots->items);
  if (!roots->items)
    return false;
  if (count)
    qsort(reasons, count, sizeof *reasons, reason_cmp);
  for (size_t i = 0; i < count; i++) {
    const il_reason *reason = &reasons[i];
    /* Its name says nothing of a function of which something else does. */
    bool alone =
        (!i || reasons[i - 1].function != reason->function) &&
        (i + 1 == count || reasons[i + 1].function != reason->function);
    if (reason->source == IL_BY_NAME && !alone)
      continue;
    if (i && reasons[i - 1].function == reason->function &&
        il_str_eq(reasons[i - 1].row->role, reason->row->role))
      continue;
    const il_unit *unit = finder->program->units[reason->hop.unit];
    il_rooted *rooted = &roots->items[roots->count++];
    rooted->function = reason->function;
    rooted->row = reason->row;
    rooted->undeclared =
        reason->source == IL_BY_MEMBER || reason->source == IL_BY_ROUTINE;
    rooted->kind_order = kind_order(finder, reason->row->kind);
    rooted->at = il_unit_spot(
        unit, il_record_at(il_unit_record(unit, reason->hop.record)));
    if (!(rooted->how = tell(finder, reason)))
      return false;
  }
  if (roots->count)
    qsort(roots->items, roots->count, sizeof *roots->items, rooted_cmp);
  return true;
}

bool il_roots_find(il_points *points, il_conditions *conditions, il_arena *keep,
                   il_roots *roots) {
  il_finder finder = {.points = points,
                      .program = points->program,
                      .knowledge = points->program->knowledge,
                      .conditions = conditions,
                      .arena = points->arena,
                      .keep = keep};
  *roots = (il_roots){0};
  return by_declarations(&finder) && by_places(&finder) && by_calls(&finder) &&
         settle(&finder, roots);
}

const il_rooted *il_roots_of_kind(const il_roots *roots, const char *kind) {
  for (uint32_t i = 0; i < roots->count; i++)
    if (il_str_is(roots->items[i].row->kind, kind))
      return &roots->items[i];
  return NULL;
}
