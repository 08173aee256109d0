/* summary.c - counting what was seen of a program. */
#include "summary.h"

#include "spell.h"

#include <stdlib.h>

#define SHOWN(s) (int)(s).len, (s).len ? (s).ptr : ""

typedef struct il_counter {
  const il_solved *solved;
  il_arena *arena, *keep;
  il_program_result *out;
} il_counter;

/* ---- functions ---- */

/* Whether the calls in a function's body count: not those of a wrapper behind a
 * row, and of a system header only what some root reaches. */
static bool counts(const il_counter *counter, uint32_t function) {
  const il_program *program = counter->solved->program;
  const il_function *f = &program->functions[function];
  return il_function_entered(program, f) &&
         (!(f->flags & IL_FN_SYSTEM) ||
          counter->solved->flow->highest[function] != IL_LEVEL_UNKNOWN);
}

static void count_functions(il_counter *counter) {
  const il_program *program = counter->solved->program;
  for (uint32_t f = 0, next; f < program->function_count; f = next) {
    bool has_body = false;
    il_level highest = IL_LEVEL_UNKNOWN;
    /* The copies of a header's function in several units are one. */
    for (next = f; next < program->function_count; next++) {
      if (next > f && (!(program->functions[next].flags & IL_FN_HEADER) ||
                       !il_str_eq(program->functions[next].name,
                                  program->functions[f].name)))
        break;
      if (!counts(counter, next))
        continue;
      has_body = true;
      if (counter->solved->flow->highest[next] > highest)
        highest = counter->solved->flow->highest[next];
    }
    counter->out->functions += has_body;
    counter->out->functions_reached += highest != IL_LEVEL_UNKNOWN;
    counter->out->functions_at_dirql += highest >= IL_DIRQL;
  }
}

static bool list_nograph(il_counter *counter) {
  const il_program *program = counter->solved->program;
  const char **names =
      il_arena_array(counter->keep, program->function_count, sizeof *names);
  if (!names)
    return false;
  size_t count = 0;
  for (uint32_t f = 0; f < program->function_count; f++) {
    const il_function *function = &program->functions[f];
    bool found = false;
    for (uint32_t r = function->first; !found && r < function->end; r++) {
      const il_record *record =
          il_unit_record(program->units[function->unit], r);
      found = record->kind == IL_K_block &&
              (record->u.block_.flags & IL_BLOCK_NOGRAPH);
    }
    if (!found || !counts(counter, f))
      continue;
    const char *name = il_keep(counter->keep, function->display);
    if (!name)
      return false;
    names[count++] = name;
  }
  counter->out->nograph = names;
  counter->out->nograph_count = count;
  return true;
}

/* ---- roots and model ---- */

static bool list_roots(il_counter *counter) {
  const il_roots *roots = counter->solved->roots;
  const il_program *program = counter->solved->program;
  il_root *list = il_arena_array(counter->keep, roots->count, sizeof *list);
  if (!list)
    return false;
  for (uint32_t r = 0; r < roots->count; r++) {
    const il_rooted *rooted = &roots->items[r];
    list[r] =
        (il_root){.name = il_keep(counter->keep,
                                  program->functions[rooted->function].name),
                  .role = il_keep(counter->keep, rooted->row->role),
                  .kind = il_keep(counter->keep, rooted->row->title),
                  .is_interrupt = rooted->row->is_interrupt,
                  .level = rooted->row->level,
                  .at = rooted->at,
                  .how = rooted->how};
    if (!list[r].name || !list[r].role || !list[r].kind)
      return false;
    counter->out->interrupt_count += list[r].is_interrupt;
  }
  counter->out->roots = list;
  counter->out->root_count = roots->count;
  return true;
}

static il_port_model model_named(il_str name) {
  if (il_str_is(name, "storport"))
    return IL_PORT_STORPORT;
  return il_str_is(name, "scsiport") ? IL_PORT_SCSIPORT : IL_PORT_OTHER;
}

/* A driver may register with several ports; the enumeration is in the order of
 * what matters here. */
static bool find_model(il_counter *counter) {
  const il_solved *solved = counter->solved;
  il_str routine = {NULL, 0};
  for (size_t i = 0; i < solved->points->sites.count; i++) {
    const il_site *site = &solved->points->sites.items[i];
    if (site->direct == IL_NONE || !counts(counter, site->caller))
      continue;
    const il_function *callee = &solved->program->functions[site->direct];
    const il_port_row *row =
        il_function_entered(solved->program, callee)
            ? NULL
            : il_knowledge_port(solved->program->knowledge, callee->display);
    if (!row)
      continue;
    il_port_model model = model_named(row->model);
    if (routine.len && model >= counter->out->model)
      continue;
    counter->out->model = model;
    routine = row->routine;
  }
  if (!routine.len)
    return true;
  counter->out->model_routine = il_keep(counter->keep, routine);
  return counter->out->model_routine != NULL;
}

/* ---- what is not known ---- */

typedef struct il_open {
  il_str name;
  il_spot at;
  il_level level;
  bool known;
} il_open;

typedef IL_LIST(il_open) il_opens;

static int spot_cmp(const il_spot *a, const il_spot *b) {
  int order = il_str_cmp(il_str_of(a->path), il_str_of(b->path));
  if (order)
    return order;
  if (a->line != b->line)
    return a->line < b->line ? -1 : 1;
  return (a->column > b->column) - (a->column < b->column);
}

static int by_name(const void *left, const void *right) {
  const il_open *a = left, *b = right;
  int order = il_str_cmp(a->name, b->name);
  return order ? order : spot_cmp(&a->at, &b->at);
}

static int by_place(const void *left, const void *right) {
  const il_open *a = left, *b = right;
  int order = spot_cmp(&a->at, &b->at);
  return order ? order : il_str_cmp(a->name, b->name);
}

/* A routine is known when what its rows say is enough to judge the call. */
static bool is_known(const il_routine *routine, il_level level) {
  if (!il_routine_known(routine))
    return false;
  return level == IL_LEVEL_UNKNOWN ||
         il_routine_standing(routine, level) != IL_CALLEE_UNKNOWN;
}

static bool add_target(il_counter *counter, const il_site *site,
                       uint32_t target, il_opens *external,
                       il_opens *unresolved) {
  const il_program *program = counter->solved->program;
  const il_unit *unit = program->units[site->unit];
  const il_function *function = &program->functions[target];
  if (il_function_entered(program, function))
    return true;
  const il_routine *routine = il_function_routine(program, function);
  il_open open = {
      .name = function->display,
      .at = il_unit_spot(unit, il_unit_record(unit, site->record)->u.call_.at),
      .level = counter->solved->flow->highest[site->caller]};
  open.known = is_known(routine, open.level);
  if (function->definitions < 2 || routine)
    return IL_PUSH(counter->arena, external, open);
  const char *name =
      il_keep_text(counter->arena, "%.*s (%u definitions)",
                   SHOWN(function->display), (unsigned)function->definitions);
  open.name = il_str_of(name);
  return name && IL_PUSH(counter->arena, unresolved, open);
}

static bool add_site(il_counter *counter, uint32_t number, il_opens *external,
                     il_opens *unresolved) {
  const il_solved *solved = counter->solved;
  const il_site *site = &solved->points->sites.items[number];
  if (!counts(counter, site->caller) || solved->flow->dead[number])
    return true;
  uint32_t targets = il_site_target_count(solved->points, site);
  for (uint32_t t = 0; t < targets; t++)
    if (!add_target(counter, site, il_site_target(solved->points, site, t),
                    external, unresolved))
      return false;
  if (!il_site_is_open(solved->points, site))
    return true;
  const il_unit *unit = solved->program->units[site->unit];
  il_open open = {
      .name = il_spell_callee(counter->solved->program, site, counter->arena),
      .at = il_unit_spot(unit, il_unit_record(unit, site->record)->u.call_.at),
      .level = solved->flow->highest[site->caller]};
  return open.name.ptr && IL_PUSH(counter->arena, unresolved, open);
}

/* Joins neighbours that 'same' takes for one and that are not known. */
static bool fold(il_counter *counter, const il_opens *opens,
                 int (*same)(const void *, const void *),
                 const il_unknown **list, size_t *count, size_t *distinct) {
  il_unknown *out = il_arena_array(counter->keep, opens->count, sizeof *out);
  if (!out)
    return false;
  *list = out;
  for (size_t first = 0, end; first < opens->count; first = end) {
    const il_open *open = &opens->items[first];
    il_unknown entry = {.at = open->at};
    bool known = true;
    for (end = first; end < opens->count; end++) {
      const il_open *other = &opens->items[end];
      if (same ? same(open, other) != 0 : !il_str_eq(open->name, other->name))
        break;
      known &= other->known;
      entry.calls++;
      if (other->level > entry.level)
        entry.level = other->level;
    }
    ++*distinct;
    if (known)
      continue;
    if (!(entry.name = il_keep(counter->keep, open->name)))
      return false;
    out[(*count)++] = entry;
  }
  return true;
}

static bool list_unknown(il_counter *counter) {
  il_opens external = {0}, unresolved = {0};
  size_t places = 0;
  for (uint32_t s = 0; s < counter->solved->points->sites.count; s++)
    if (!add_site(counter, s, &external, &unresolved))
      return false;
  if (external.count)
    qsort(external.items, external.count, sizeof *external.items, by_name);
  if (unresolved.count)
    qsort(unresolved.items, unresolved.count, sizeof *unresolved.items,
          by_place);
  return fold(counter, &external, NULL, &counter->out->unknown,
              &counter->out->unknown_count, &counter->out->external_count) &&
         fold(counter, &unresolved, by_place, &counter->out->unresolved,
              &counter->out->unresolved_count, &places);
}

static int input_cmp(const void *left, const void *right) {
  uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;
  return (a > b) - (a < b);
}

bool il_summary_program(const il_solved *solved, il_arena *arena,
                        il_arena *keep, il_program_result *out) {
  const il_program *program = solved->program;
  il_counter counter = {solved, arena, keep, out};
  uint32_t *units = il_arena_array(keep, program->unit_count, sizeof *units);
  *out = (il_program_result){.name = il_keep(keep, program->name),
                             .units = units,
                             .unit_count = program->unit_count};
  if (!out->name || !units)
    return false;
  for (uint32_t u = 0; u < program->unit_count; u++)
    units[u] = program->units[u]->input;
  qsort(units, program->unit_count, sizeof *units, input_cmp);
  count_functions(&counter);
  return list_nograph(&counter) && list_roots(&counter) &&
         find_model(&counter) && list_unknown(&counter);
}

/* ---- units ---- */

static bool add_gap(const il_unit *unit, il_arena *keep, il_gap *gap) {
  gap->unit = unit->input;
  gap->source = il_keep(keep, unit->source);
  if (unit->state == IL_UNIT_ERRORS)
    gap->why =
        il_keep_text(keep, "%u error%s; bodies may lack statements",
                     (unsigned)unit->errors, unit->errors == 1 ? "" : "s");
  else
    gap->why = il_keep(keep, IL_STR("read without macros and comments, as it "
                                    "was preprocessed before"));
  return gap->source && gap->why;
}

bool il_summary_units(const il_unit *units, uint32_t count, il_arena *arena,
                      il_arena *keep, il_result *out) {
  il_gap *gaps = il_arena_array(keep, count, sizeof *gaps);
  il_map *headers = il_map_new(arena);
  bool fine = gaps && headers;
  out->unit_count = count;
  out->gaps = gaps;
  for (uint32_t u = 0; fine && u < count; u++) {
    const il_unit *unit = &units[u];
    if (unit->state != IL_UNIT_OK)
      fine = add_gap(unit, keep, &gaps[out->gap_count++]);
    for (uint32_t i = 0; fine && i < unit->fn_count; i++) {
      const il_rec_fn *fn = il_unit_fn(unit, i);
      uint32_t before;
      if (!(fn->flags & IL_FN_DEFINED) || (fn->flags & IL_FN_SYSTEM))
        continue;
      if ((fn->flags & IL_FN_HEADER) && il_map_get(headers, fn->name, &before))
        continue;
      out->function_count++;
      if (fn->flags & IL_FN_HEADER)
        fine = il_map_put(headers, fn->name, 1);
    }
  }
  il_map_free(headers);
  return fine;
}
