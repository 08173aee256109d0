/* points.c - function values, by inclusion between cells. */
#include "points.h"

#include "idle.h"

/* A held function that has not been handed on yet. */
typedef struct il_news {
  uint32_t cell, held;
} il_news;

/* An address that was taken: who holds it may store into the place. */
typedef struct il_taken {
  uint32_t place, pointer; /* cells */
  il_hop hop;
  bool joined; /* the way back is an edge */
} il_taken;

typedef struct il_solver {
  il_points *points;
  const il_program *program;
  const il_idle *idle; /* may be null */
  bool skips;          /* what is scanned does not run */
  il_arena *arena;
  il_buf key; /* scratch for the keys of cells */
  IL_LIST(il_news) news;
  size_t news_done;
  IL_LIST(il_taken) taken;
} il_solver;

bool il_function_entered(const il_program *program,
                         const il_function *function) {
  return function->unit != IL_OUTSIDE &&
         !il_function_routine(program, function);
}

const il_routine *il_function_routine(const il_program *program,
                                      const il_function *function) {
  /* A body in a source file of the driver is what runs, whatever its name. */
  if (function->unit != IL_OUTSIDE &&
      !(function->flags & (IL_FN_HEADER | IL_FN_SYSTEM)))
    return NULL;
  return il_knowledge_routine(program->knowledge, function->display);
}

/* ---- cells ---- */

/* The cell of the key in solver->key, made when it is new; null when out of
 * memory. */
static il_cell *cell_of_key(il_solver *solver, uint32_t *number, bool *is_new) {
  il_points *points = solver->points;
  *is_new = false;
  if (solver->key.failed)
    return NULL;
  if (il_map_get(points->cell_map, il_buf_str(&solver->key), number))
    return points->cells.items[*number];
  il_str key = il_arena_copy(solver->arena, il_buf_str(&solver->key));
  il_cell *cell = il_arena_alloc(solver->arena, sizeof *cell);
  *number = (uint32_t)points->cells.count;
  if (!key.ptr || !cell || !IL_PUSH(solver->arena, &points->cells, cell) ||
      !il_map_put(points->cell_map, key, *number))
    return NULL;
  *is_new = true;
  return cell;
}

static void start_key(il_solver *solver, char kind, uint32_t number) {
  solver->key.len = 0;
  il_buf_printf(&solver->key, "%c%u ", kind, (unsigned)number);
}

static uint32_t numbered_cell(il_solver *solver, il_cell_kind kind,
                              uint32_t function, int64_t number) {
  uint32_t cell_number;
  bool is_new;
  start_key(solver, kind == IL_CELL_RETURN ? 'r' : '$', function);
  il_buf_printf(&solver->key, "%lld", (long long)number);
  il_cell *cell = cell_of_key(solver, &cell_number, &is_new);
  if (!cell)
    return IL_NONE;
  cell->kind = kind;
  return cell_number;
}

static uint32_t local_cell(il_solver *solver, uint32_t function, il_str id) {
  const il_function *owner = &solver->program->functions[function];
  uint32_t number;
  bool is_new;
  start_key(solver, 'l', function);
  il_buf_add(&solver->key, id);
  il_cell *cell = cell_of_key(solver, &number, &is_new);
  if (!cell)
    return IL_NONE;
  if (is_new) {
    const il_rec_var *var =
        owner->unit == IL_OUTSIDE
            ? NULL
            : il_unit_find_var(solver->program->units[owner->unit], owner->name,
                               id);
    cell->kind = IL_CELL_LOCAL;
    cell->unit = owner->unit;
    cell->name = var ? var->name : id;
    cell->type = var ? var->type : (il_str){NULL, 0};
  }
  return number;
}

static uint32_t global_cell(il_solver *solver, il_where where, il_str id) {
  const il_rec_var *var = il_unit_find_var(where.unit, (il_str){NULL, 0}, id);
  il_node node = {.op = IL_T_GLOBAL, .name = id};
  uint32_t number;
  bool is_new;
  solver->key.len = 0;
  il_place_root_key(where, &node, &solver->key);
  il_cell *cell = cell_of_key(solver, &number, &is_new);
  if (!cell)
    return IL_NONE;
  if (is_new) {
    cell->kind = IL_CELL_GLOBAL;
    cell->name = var ? var->name : id;
  }
  if (var && !cell->type.len) {
    cell->unit = where.unit_number;
    cell->type = var->type;
  }
  return number;
}

static void field_key(il_solver *solver, uint32_t unit, il_str record,
                      il_str name) {
  start_key(solver, 'f',
            il_places_record(&solver->points->places, unit, record));
  il_buf_add(&solver->key, record);
  il_buf_byte(&solver->key, ' ');
  il_buf_add(&solver->key, name);
}

static uint32_t field_cell(il_solver *solver, il_where where, il_str record,
                           il_str name) {
  uint32_t number, at;
  bool is_new;
  field_key(solver, where.unit_number, record, name);
  il_cell *cell = cell_of_key(solver, &number, &is_new);
  if (!cell)
    return IL_NONE;
  if (is_new) {
    cell->kind = IL_CELL_FIELD;
    cell->record = record;
    cell->name = name;
    cell->unit = where.unit_number;
    if (il_map_get(solver->points->field_map, il_buf_str(&solver->key), &at)) {
      /* 'at' counts field records through all units. */
      for (uint32_t u = 0; u < solver->program->unit_count; u++) {
        const il_unit *unit = solver->program->units[u];
        if (at < unit->field_count) {
          cell->unit = u;
          cell->type = il_unit_record(unit, unit->fields[at])->u.field_.type;
          break;
        }
        at -= unit->field_count;
      }
    }
  }
  return number;
}

static bool map_fields(il_solver *solver) {
  uint32_t at = 0;
  for (uint32_t u = 0; u < solver->program->unit_count; u++) {
    const il_unit *unit = solver->program->units[u];
    for (uint32_t i = 0; i < unit->field_count; i++, at++) {
      const il_rec_field *field =
          &il_unit_record(unit, unit->fields[i])->u.field_;
      uint32_t known;
      field_key(solver, u, field->record, field->name);
      if (solver->key.failed)
        return false;
      if (il_map_get(solver->points->field_map, il_buf_str(&solver->key),
                     &known))
        continue;
      il_str key = il_arena_copy(solver->arena, il_buf_str(&solver->key));
      if (!key.ptr || !il_map_put(solver->points->field_map, key, at))
        return false;
    }
  }
  return true;
}

const il_held *il_cell_find(const il_cell *cell, uint32_t function) {
  for (size_t i = 0; i < cell->held.count; i++)
    if (cell->held.items[i].function == function)
      return &cell->held.items[i];
  return NULL;
}

/* ---- values and places ---- */

static bool add_held(il_solver *solver, uint32_t number, uint32_t function,
                     il_hop hop) {
  il_cell *cell = solver->points->cells.items[number];
  if (il_cell_find(cell, function))
    return true;
  il_held held = {function, hop};
  il_news news = {number, (uint32_t)cell->held.count};
  return IL_PUSH(solver->arena, &cell->held, held) &&
         IL_PUSH(solver->arena, &solver->news, news);
}

static bool add_edge(il_solver *solver, uint32_t from, uint32_t to,
                     il_hop hop) {
  if (from == to)
    return true;
  il_cell *cell = solver->points->cells.items[from];
  hop.from = from;
  il_flow_edge edge = {to, hop};
  if (!IL_PUSH(solver->arena, &cell->edges, edge))
    return false;
  for (size_t i = 0; i < cell->held.count; i++)
    if (!add_held(solver, to, cell->held.items[i].function, hop))
      return false;
  return true;
}

/* The cell that a place, or the pointer to it, is kept in.  IL_NONE with *fine
 * still true: not a place that is followed. */
static uint32_t place_cell(il_solver *solver, il_where where, il_term term,
                           bool *fine) {
  const il_node *node = il_facts_node(where.unit->facts, term);
  uint32_t cell = IL_NONE;
  switch (node->op) {
  case IL_T_VAR:
    if (where.function == IL_NONE)
      return IL_NONE;
    cell = local_cell(solver, where.function, node->name);
    break;
  case IL_T_GLOBAL:
    cell = global_cell(solver, where, node->name);
    break;
  case IL_T_FIELD:
    cell = field_cell(solver, where, node->record, node->name);
    break;
  case IL_T_RESULT:
    if (where.function == IL_NONE)
      return IL_NONE;
    cell = numbered_cell(solver, IL_CELL_RESULT, where.function, node->value);
    break;
  case IL_T_INDEX:
  case IL_T_DEREF:
  case IL_T_ADDR:
  case IL_T_CAST:
  case IL_T_ADD:
  case IL_T_SUB:
    return place_cell(solver, where, node->args[0], fine);
  default:
    return IL_NONE;
  }
  if (cell == IL_NONE)
    *fine = false;
  return cell;
}

/* The cell of a part of a variable that is only used part by part; 'general' is
 * the one that it shares with equal parts of others.  IL_NONE with *fine still
 * true: the place is no such part. */
static uint32_t path_cell(il_solver *solver, il_where where, il_term place,
                          bool any_index, uint32_t general, bool *fine) {
  uint32_t number;
  bool is_new, exact;
  solver->key.len = 0;
  il_buf_text(&solver->key, "p ");
  if (!il_place_path_key(&solver->points->places, where, place, any_index,
                         &solver->key, &exact))
    return IL_NONE;
  il_cell *cell = cell_of_key(solver, &number, &is_new);
  *fine = cell != NULL;
  if (!cell)
    return IL_NONE;
  if (is_new) {
    il_cell like = *solver->points->cells.items[general];
    cell->kind = like.kind;
    cell->record = like.record;
    cell->name = like.name;
    cell->unit = like.unit;
    cell->type = like.type;
  }
  return number;
}

/* The cell to read a place from. */
static uint32_t read_cell(il_solver *solver, il_where where, il_term place,
                          bool *fine) {
  uint32_t general = place_cell(solver, where, place, fine);
  if (general == IL_NONE)
    return IL_NONE;
  uint32_t own = path_cell(solver, where, place, false, general, fine);
  return own == IL_NONE ? general : own;
}

static il_truth decided(const il_solver *solver, il_where where,
                        il_term condition) {
  bool by_mode = solver->idle && where.function != IL_NONE;
  return il_value_truth(
      by_mode
          ? il_modes_value(solver->idle->modes, where.function, condition, NULL)
          : il_eval_constant(where.unit->facts, condition));
}

/* Lets what the value can be flow into the cell. */
static bool add_value(il_solver *solver, il_where where, il_term value,
                      uint32_t to, il_hop hop) {
  const il_node *node = il_facts_node(where.unit->facts, value);
  bool fine = true;
  uint32_t from;
  switch (node->op) {
  case IL_T_FN: {
    uint32_t function =
        il_program_resolve(solver->program, where.unit_number, node->name);
    return function == IL_OUTSIDE || add_held(solver, to, function, hop);
  }
  case IL_T_COND: {
    il_truth truth = decided(solver, where, node->args[0]);
    return (truth == IL_FALSE ||
            add_value(solver, where, node->args[1], to, hop)) &&
           (truth == IL_TRUE ||
            add_value(solver, where, node->args[2], to, hop));
  }
  case IL_T_CAST:
    return add_value(solver, where, node->args[0], to, hop);
  case IL_T_ADDR:
    if (il_facts_node(where.unit->facts, node->args[0])->op == IL_T_FN)
      return add_value(solver, where, node->args[0], to, hop);
    from = place_cell(solver, where, node->args[0], &fine);
    if (!fine)
      return false;
    if (from == IL_NONE)
      return true;
    il_taken taken = {from, to, hop, false};
    taken.hop.kind = IL_HOP_ADDRESS;
    return add_edge(solver, from, to, hop) &&
           IL_PUSH(solver->arena, &solver->taken, taken);
  case IL_T_DEREF:
    /* '*f' of a function is the function, of a pointer the place it stands
     * for. */
    return add_value(solver, where, node->args[0], to, hop);
  default:
    from = read_cell(solver, where, value, &fine);
    if (!fine)
      return false;
    return from == IL_NONE || add_edge(solver, from, to, hop);
  }
}

static bool add_store(il_solver *solver, il_where where, uint32_t record,
                      il_term place, il_term value) {
  il_hop hop = {IL_HOP_STORED, where.unit_number, record, IL_NONE, IL_NONE};
  bool fine = true;
  il_op op = il_facts_node(where.unit->facts, value)->op;
  if (op == IL_T_CONST || op == IL_T_NONE)
    return true;
  uint32_t to = place_cell(solver, where, place, &fine);
  if (!fine || to == IL_NONE)
    return fine;
  op = il_facts_node(where.unit->facts, place)->op;
  if (op != IL_T_VAR && op != IL_T_GLOBAL && op != IL_T_FIELD)
    solver->points->cells.items[to]->written = true;
  /* What is read by its own name, by an index that is not known, and through a
   * pointer to a thing of this type. */
  uint32_t own = path_cell(solver, where, place, false, to, &fine);
  uint32_t any =
      fine ? path_cell(solver, where, place, true, to, &fine) : IL_NONE;
  return fine &&
         (own == IL_NONE || add_value(solver, where, value, own, hop)) &&
         (any == IL_NONE || any == own ||
          add_value(solver, where, value, any, hop)) &&
         add_value(solver, where, value, to, hop);
}

/* ---- calls ---- */

static il_where where_of(const il_solver *solver, uint32_t function) {
  uint32_t unit = solver->program->functions[function].unit;
  return (il_where){solver->program->units[unit], unit, function};
}

/* Arguments into parameters, what is returned into the result. */
static bool bind_call(il_solver *solver, const il_site *site,
                      uint32_t function) {
  const il_function *callee = &solver->program->functions[function];
  il_where where = where_of(solver, site->caller);
  const il_rec_call *call = &il_unit_record(where.unit, site->record)->u.call_;
  if (!il_function_entered(solver->program, callee)) {
    if (il_routine_known(il_function_routine(solver->program, callee)))
      return true;
    uint32_t given =
        numbered_cell(solver, IL_CELL_RESULT, site->caller, call->result);
    if (given != IL_NONE)
      solver->points->cells.items[given]->open = true;
    return given != IL_NONE;
  }
  const il_unit *unit = solver->program->units[callee->unit];
  for (uint32_t i = 0; i < call->args.count; i++) {
    il_str param = il_unit_param(unit, callee->name, i);
    if (!param.len)
      continue;
    il_hop hop = {IL_HOP_PASSED, site->unit, site->record, IL_NONE, function};
    uint32_t to = local_cell(solver, function, param);
    if (to == IL_NONE ||
        !add_value(solver, where, call->args.items[i], to, hop))
      return false;
  }
  il_hop hop = {IL_HOP_RETURNED, site->unit, site->record, IL_NONE, function};
  uint32_t from = numbered_cell(solver, IL_CELL_RETURN, function, 0);
  uint32_t to =
      numbered_cell(solver, IL_CELL_RESULT, site->caller, call->result);
  return from != IL_NONE && to != IL_NONE && add_edge(solver, from, to, hop);
}

/* What a routine outside stores through its first argument: one that copies,
 * what the second points to; an atomic one, its other arguments. */
static bool add_outside(il_solver *solver, il_where where,
                        const il_rec_call *call, uint32_t record,
                        uint32_t callee) {
  const il_routine *routine =
      il_function_routine(solver->program, &solver->program->functions[callee]);
  bool copies = routine && il_str_is(routine->effect, "copies");
  if (call->args.count < 2 ||
      (!copies && !(routine && il_str_is(routine->effect, "atomic"))))
    return true;
  il_hop hop = {IL_HOP_STORED, where.unit_number, record, IL_NONE, IL_NONE};
  bool fine = true;
  uint32_t to = place_cell(solver, where, call->args.items[0], &fine);
  uint32_t count = copies ? 2 : call->args.count;
  if (to != IL_NONE)
    solver->points->cells.items[to]->written = true;
  for (uint32_t i = 1; fine && to != IL_NONE && i < count; i++)
    fine = add_value(solver, where, call->args.items[i], to, hop);
  return fine;
}

/* The functions handed to a routine that calls them at once, at the level it is
 * called at.  What it gives a role to is a root of its own. */
static bool find_back(il_solver *solver, il_where where,
                      const il_rec_call *call, uint32_t record, il_site *site) {
  const il_function *callee = &solver->program->functions[site->direct];
  const il_knowledge *knowledge = solver->program->knowledge;
  const il_routine *routine = il_function_routine(solver->program, callee);
  if (!routine || !il_str_is(routine->effect, "calls-back") ||
      il_knowledge_next_target(knowledge, callee->display, NULL))
    return true;
  il_cell *cell = il_arena_alloc(solver->arena, sizeof *cell);
  if (!cell)
    return false;
  cell->kind = IL_CELL_RESULT;
  site->back = (uint32_t)solver->points->cells.count;
  il_hop hop = {IL_HOP_PASSED, where.unit_number, record, IL_NONE,
                site->direct};
  if (!IL_PUSH(solver->arena, &solver->points->cells, cell))
    return false;
  for (uint32_t i = 0; i < call->args.count; i++)
    if (!add_value(solver, where, call->args.items[i], site->back, hop))
      return false;
  return true;
}

static bool add_call(il_solver *solver, il_where where, uint32_t record,
                     uint32_t block) {
  const il_rec_call *call = &il_unit_record(where.unit, record)->u.call_;
  const il_node *node = il_facts_node(where.unit->facts, call->callee);
  il_site site = {where.function, where.unit_number, record, block,
                  IL_NONE,        IL_NONE,           IL_NONE};
  while (node->op == IL_T_ADDR || node->op == IL_T_DEREF ||
         node->op == IL_T_CAST) {
    const il_node *inner = il_facts_node(where.unit->facts, node->args[0]);
    if (inner->op == IL_T_FN) {
      node = inner;
      break;
    }
    if (node->op == IL_T_ADDR)
      break;
    node = inner;
  }
  if (node->op == IL_T_FN) {
    site.direct =
        il_program_resolve(solver->program, where.unit_number, node->name);
    if (site.direct != IL_NONE && !solver->skips &&
        (!find_back(solver, where, call, record, &site) ||
         !add_outside(solver, where, call, record, site.direct)))
      return false;
    return IL_PUSH(solver->arena, &solver->points->sites, site) &&
           (site.direct == IL_NONE || solver->skips ||
            bind_call(solver, &site, site.direct));
  }
  il_cell *cell = il_arena_alloc(solver->arena, sizeof *cell);
  if (!cell)
    return false;
  cell->kind = IL_CELL_CALLEE;
  cell->site = (uint32_t)solver->points->sites.count;
  site.cell = (uint32_t)solver->points->cells.count;
  il_hop hop = {IL_HOP_STORED, where.unit_number, record, IL_NONE, IL_NONE};
  return IL_PUSH(solver->arena, &solver->points->cells, cell) &&
         IL_PUSH(solver->arena, &solver->points->sites, site) &&
         (solver->skips ||
          add_value(solver, where, call->callee, site.cell, hop));
}

/* ---- the whole program ---- */

static bool scan_record(il_solver *solver, il_where where, uint32_t record,
                        uint32_t block) {
  const il_record *r = il_unit_record(where.unit, record);
  solver->skips =
      solver->idle && solver->idle->records[where.unit_number][record];
  if (solver->skips && r->kind != IL_K_call)
    return true;
  switch (r->kind) {
  case IL_K_set:
    return add_store(solver, where, record, r->u.set_.place, r->u.set_.value);
  case IL_K_init:
    return add_store(solver, where, record, r->u.init_.place, r->u.init_.value);
  case IL_K_call:
    return add_call(solver, where, record, block);
  case IL_K_ret: {
    if (il_facts_node(where.unit->facts, r->u.ret_.value)->op == IL_T_NONE)
      return true;
    il_hop hop = {IL_HOP_RETURNED, where.unit_number, record, IL_NONE,
                  where.function};
    uint32_t to = numbered_cell(solver, IL_CELL_RETURN, where.function, 0);
    return to != IL_NONE && add_value(solver, where, r->u.ret_.value, to, hop);
  }
  default:
    return true;
  }
}

static bool scan_unit(il_solver *solver, uint32_t unit_number) {
  il_where where = {solver->program->units[unit_number], unit_number, IL_NONE};
  uint32_t count = (uint32_t)il_facts_count(where.unit->facts);
  uint32_t block = IL_NONE;
  for (uint32_t r = 0; r < count; r++) {
    const il_record *record = il_unit_record(where.unit, r);
    switch (record->kind) {
    case IL_K_fn:
      if (where.function != IL_NONE)
        solver->points->site_end[where.function] =
            (uint32_t)solver->points->sites.count;
      where.function = record->u.fn_.flags & IL_FN_DEFINED
                           ? il_program_resolve(solver->program, unit_number,
                                                record->u.fn_.name)
                           : IL_NONE;
      if (where.function != IL_NONE)
        solver->points->site_first[where.function] =
            (uint32_t)solver->points->sites.count;
      break;
    case IL_K_var:
      where.function = il_var_is_owned(&record->u.var_)
                           ? il_program_resolve(solver->program, unit_number,
                                                record->u.var_.owner)
                           : IL_NONE;
      break;
    case IL_K_block:
      block = r;
      break;
    case IL_K_init:
      if (!scan_record(solver, where, r, IL_NONE))
        return false;
      break;
    default:
      if (where.function != IL_NONE && !scan_record(solver, where, r, block))
        return false;
    }
  }
  if (where.function != IL_NONE)
    solver->points->site_end[where.function] =
        (uint32_t)solver->points->sites.count;
  return true;
}

static bool spread(il_solver *solver) {
  while (solver->news_done < solver->news.count) {
    il_news news = solver->news.items[solver->news_done++];
    il_cell *cell = solver->points->cells.items[news.cell];
    uint32_t function = cell->held.items[news.held].function;
    for (size_t i = 0; i < cell->edges.count; i++)
      if (!add_held(solver, cell->edges.items[i].to, function,
                    cell->edges.items[i].hop))
        return false;
    if (cell->kind == IL_CELL_CALLEE) {
      il_site site = solver->points->sites.items[cell->site];
      if (!bind_call(solver, &site, function))
        return false;
    }
  }
  return true;
}

/* Spreads "something is stored through it" from a pointer to those that it was
 * copied from. */
static void spread_written(il_solver *solver) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (size_t c = solver->points->cells.count; c-- > 0;) {
      il_cell *cell = solver->points->cells.items[c];
      for (size_t i = 0; i < cell->edges.count && !cell->written; i++)
        changed |= cell->written =
            solver->points->cells.items[cell->edges.items[i].to]->written;
    }
  }
}

/* Spreads "what an unknown routine gave" to where it is copied. */
static void spread_open(il_solver *solver) {
  bool changed = true;
  while (changed) {
    changed = false;
    for (size_t c = 0; c < solver->points->cells.count; c++) {
      const il_cell *cell = solver->points->cells.items[c];
      for (size_t i = 0; cell->open && i < cell->edges.count; i++) {
        il_cell *to = solver->points->cells.items[cell->edges.items[i].to];
        changed |= !to->open;
        to->open = true;
      }
    }
  }
}

/* Lets what is stored through an address flow back into its place. */
static bool join_taken(il_solver *solver) {
  bool changed = true;
  while (changed) {
    changed = false;
    spread_written(solver);
    for (size_t i = 0; i < solver->taken.count; i++) {
      il_taken *taken = &solver->taken.items[i];
      if (taken->joined ||
          !solver->points->cells.items[taken->pointer]->written)
        continue;
      changed = taken->joined = true;
      if (!add_edge(solver, taken->pointer, taken->place, taken->hop))
        return false;
    }
    if (!spread(solver))
      return false;
  }
  return true;
}

bool il_points_solve(il_points *points, const il_program *program,
                     const il_idle *idle, il_arena *arena) {
  *points = (il_points){.program = program, .arena = arena};
  points->cell_map = il_map_new(arena);
  points->field_map = il_map_new(arena);
  points->site_first = il_arena_array(arena, program->function_count,
                                      sizeof *points->site_first);
  points->site_end =
      il_arena_array(arena, program->function_count, sizeof *points->site_end);
  if (!points->cell_map || !points->field_map || !points->site_first ||
      !points->site_end)
    return false;
  il_solver solver = {
      .points = points, .program = program, .idle = idle, .arena = arena};
  bool fine =
      il_places_find(&points->places, program, arena) && map_fields(&solver);
  for (uint32_t u = 0; fine && u < program->unit_count; u++)
    fine = scan_unit(&solver, u);
  fine = fine && spread(&solver) && join_taken(&solver);
  spread_open(&solver);
  il_buf_free(&solver.key);
  return fine;
}

void il_points_free(il_points *points) {
  il_map_free(points->cell_map);
  il_map_free(points->field_map);
  points->cell_map = points->field_map = NULL;
  il_places_free(&points->places);
}

uint32_t il_points_value(il_points *points, uint32_t function, il_term value,
                         il_hop hop) {
  il_solver solver = {
      .points = points, .program = points->program, .arena = points->arena};
  il_cell *cell = il_arena_alloc(points->arena, sizeof *cell);
  uint32_t number = (uint32_t)points->cells.count;
  if (!cell)
    return IL_NONE;
  cell->kind = IL_CELL_RESULT;
  bool fine =
      IL_PUSH(points->arena, &points->cells, cell) &&
      add_value(&solver, where_of(&solver, function), value, number, hop) &&
      spread(&solver);
  il_buf_free(&solver.key);
  return fine ? number : IL_NONE;
}

/* ---- telling ---- */

uint32_t il_site_target_count(const il_points *points, const il_site *site) {
  if (site->direct != IL_NONE)
    return 1;
  return site->cell == IL_NONE
             ? 0
             : (uint32_t)points->cells.items[site->cell]->held.count;
}

bool il_site_is_open(const il_points *points, const il_site *site) {
  return !il_site_target_count(points, site) ||
         (site->direct == IL_NONE && points->cells.items[site->cell]->open);
}

uint32_t il_site_target(const il_points *points, const il_site *site,
                        uint32_t index) {
  return site->direct != IL_NONE
             ? site->direct
             : points->cells.items[site->cell]->held.items[index].function;
}

uint32_t il_points_through(const il_points *points, uint32_t cell,
                           uint32_t function) {
  uint32_t variable = IL_NONE;
  while (cell != IL_NONE) {
    const il_cell *at = points->cells.items[cell];
    if (at->kind == IL_CELL_FIELD || at->kind == IL_CELL_GLOBAL)
      return cell;
    if (at->kind == IL_CELL_LOCAL && variable == IL_NONE)
      variable = cell;
    const il_held *held = il_cell_find(at, function);
    cell = held ? held->hop.from : IL_NONE;
  }
  return variable;
}

const il_hop *il_points_arrival(const il_points *points, uint32_t cell,
                                uint32_t function) {
  const il_held *held = il_cell_find(points->cells.items[cell], function);
  while (held && held->hop.kind == IL_HOP_ADDRESS)
    held = il_cell_find(points->cells.items[held->hop.from], function);
  return held ? &held->hop : NULL;
}

const il_hop *il_points_origin(const il_points *points, uint32_t cell,
                               uint32_t function, uint32_t *start) {
  const il_held *held = il_cell_find(points->cells.items[cell], function);
  while (held && held->hop.from != IL_NONE) {
    cell = held->hop.from;
    held = il_cell_find(points->cells.items[cell], function);
  }
  *start = cell;
  return held ? &held->hop : NULL;
}

void il_cell_text(const il_cell *cell, il_buf *buf) {
  il_str record = cell->kind == IL_CELL_FIELD ? il_record_display(cell->record)
                                              : (il_str){NULL, 0};
  il_buf_add(buf, record);
  if (record.len)
    il_buf_byte(buf, '.');
  il_buf_add(buf, cell->name);
}
