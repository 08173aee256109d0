/* mods.c - write sets, own stores first, then up along the calls. */
#include "mods.h"

#include "flow.h"

typedef struct il_fn_mods {
  bool anything, stalls;
  uint64_t *set; /* bit n: shape n */
  IL_LIST(il_own_write) own;
  IL_LIST(il_own_write)
  through; /* by calls of routines outside, by record;
               shape IL_NONE: anything */
} il_fn_mods;

/* Which of the shapes overlap a place that was asked for: the same places are
 * asked for again and again. */
typedef struct il_masks {
  il_map *known; /* from the text of a shape to its mask */
  il_buf key;
  IL_LIST(uint64_t *) masks;
} il_masks;

struct il_mods {
  const il_points *points;
  il_arena *arena;
  il_taken *taken;
  il_map *known; /* from the text of a shape to its number */
  il_buf key;
  il_masks *masks;
  IL_LIST(il_shape) shapes;
  il_fn_mods *functions;
  size_t words; /* of a set */
};

il_body il_body_of(const il_program *program, uint32_t function) {
  const il_function *f = &program->functions[function];
  return (il_body){program->units[f->unit], f->unit, f->name};
}

const il_site *il_site_at(const il_points *points, uint32_t function,
                          uint32_t record) {
  uint32_t low = points->site_first[function];
  uint32_t end = points->site_end[function], high = end;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    if (points->sites.items[middle].record < record)
      low = middle + 1;
    else
      high = middle;
  }
  if (low >= end || points->sites.items[low].record != record)
    return NULL;
  return &points->sites.items[low];
}

/* ---- routines outside ---- */

static bool is_one_of(il_str word, const char *const *words) {
  for (; *words; words++)
    if (il_str_is(word, *words))
      return true;
  return false;
}

il_outside il_routine_writes(const il_routine *routine) {
  static const char *const nothing[] = {
      "register-access", "stall", "fence", "pause", "prints",
      "system-register", "logs",  "traps", "halts", "masks-interrupts",
      "tells-irql",      NULL};
  static const char *const anything[] = {"calls-back", "exceptions", NULL};
  if (!routine || is_one_of(routine->effect, anything))
    return IL_OUTSIDE_ANYTHING;
  if (is_one_of(routine->effect, nothing) ||
      il_str_is(routine->kind, "busy-wait"))
    return IL_OUTSIDE_NOTHING;
  return IL_OUTSIDE_ARGUMENTS;
}

bool il_routine_reads_device(const il_routine *routine) {
  static const char *const device[] = {"register-access", "register-block",
                                       NULL};
  return routine && is_one_of(routine->effect, device);
}

bool il_routine_stalls(const il_routine *routine) {
  return routine && (il_str_is(routine->effect, "stall") ||
                     il_str_is(routine->kind, "busy-wait"));
}

/* ---- own writes ---- */

/* Equal texts are equal shapes. */
static void shape_key(il_buf *key, const il_shape *shape) {
  key->len = 0;
  il_buf_printf(key, "%d %u %d %u ", (int)shape->kind, (unsigned)shape->own,
                (int)shape->escaped, (unsigned)shape->bits);
  il_buf_add(key, shape->root);
  for (uint32_t i = 0; i < shape->step_count; i++) {
    const il_shape_step *step = &shape->steps[i];
    il_buf_byte(key, '\n');
    il_buf_add(key, step->record);
    il_buf_printf(key, " %llu %llu ", (unsigned long long)step->low,
                  (unsigned long long)step->high);
    il_buf_add(key, step->field);
  }
}

static uint32_t number_of(il_mods *mods, const il_shape *shape) {
  uint32_t number;
  shape_key(&mods->key, shape);
  if (mods->key.failed)
    return IL_NONE;
  if (il_map_get(mods->known, il_buf_str(&mods->key), &number))
    return number;
  number = (uint32_t)mods->shapes.count;
  il_str key = il_arena_copy(mods->arena, il_buf_str(&mods->key));
  if (!key.ptr || !IL_PUSH(mods->arena, &mods->shapes, *shape) ||
      !il_map_put(mods->known, key, number))
    return IL_NONE;
  return number;
}

static bool add_own(il_mods *mods, uint32_t function, uint32_t record,
                    const il_shape *shape) {
  if (shape->kind == IL_SHAPE_LOCAL)
    return true;
  il_own_write write = {record, number_of(mods, shape)};
  return write.shape != IL_NONE &&
         IL_PUSH(mods->arena, &mods->functions[function].own, write);
}

static bool add_anything(il_mods *mods, uint32_t function, uint32_t record) {
  il_own_write write = {record, IL_NONE};
  mods->functions[function].anything = true;
  return IL_PUSH(mods->arena, &mods->functions[function].through, write);
}

static bool add_through(il_mods *mods, uint32_t function, uint32_t record,
                        const il_shape *shape) {
  if (shape->kind == IL_SHAPE_LOCAL)
    return true;
  if (shape->kind == IL_SHAPE_ANY)
    return add_anything(mods, function, record);
  il_own_write write = {record, number_of(mods, shape)};
  return write.shape != IL_NONE &&
         IL_PUSH(mods->arena, &mods->functions[function].through, write);
}

static bool add_set(il_mods *mods, uint32_t function, const il_body *body,
                    uint32_t r, il_term place) {
  il_shape shape = il_shape_of(body, place);
  if (!add_own(mods, function, r, &shape))
    return false;
  /* A whole object is written with all that is in it. */
  il_str record = il_place_record(body, place);
  if (!record.len || shape.kind == IL_SHAPE_RECORD ||
      shape.kind == IL_SHAPE_LOCAL)
    return true;
  il_shape whole = {.kind = IL_SHAPE_RECORD,
                    .unit = body->unit,
                    .own = IL_NONE,
                    .root = record};
  return add_own(mods, function, r, &whole);
}

/* Whether an argument is, or may be, a function. */
static bool is_function(const il_body *body, il_term argument) {
  const il_facts *facts = body->unit->facts;
  const il_node *node = il_facts_node(facts, argument);
  while (node->op == IL_T_CAST || node->op == IL_T_ADDR) {
    argument = node->args[0];
    node = il_facts_node(facts, argument);
  }
  if (node->op == IL_T_FN)
    return true;
  const il_rec_type *type =
      il_type_plain(body->unit, il_term_type(body, argument));
  if (type && type->kind == IL_TYPE_POINTER)
    type = il_type_plain(body->unit, type->base);
  return type && type->kind == IL_TYPE_FUNCTION;
}

/* A value that is no pointer in C's types is none here either. */
static bool may_point(const il_body *body, il_term argument) {
  const il_node *node = il_facts_node(body->unit->facts, argument);
  if (node->op == IL_T_CONST || node->op == IL_T_FN)
    return false;
  if (node->op == IL_T_UNKNOWN)
    return node->count > 0;
  return il_term_is_pointer(body, argument) ||
         !il_term_int(body, argument).bits;
}

/* Whether an argument points to a record that has a pointer to more. */
static bool has_pointer(const il_body *body, il_term argument) {
  const il_unit *unit = body->unit;
  const il_node *node = il_facts_node(unit->facts, argument);
  const il_rec_type *pointee = il_type_plain(
      unit,
      il_term_type(body, node->op == IL_T_ADDR ? node->args[0] : argument));
  if (pointee && node->op != IL_T_ADDR)
    pointee = il_type_plain(unit, pointee->base);
  if (!pointee || pointee->kind != IL_TYPE_RECORD || pointee->id.len < 3)
    return false;
  il_str record = {pointee->id.ptr + 1, pointee->id.len - 2};
  bool known = false;
  for (uint32_t i = 0; i < unit->field_count; i++) {
    const il_rec_field *field =
        &il_unit_record(unit, unit->fields[i])->u.field_;
    if (!il_str_eq(field->record, record))
      continue;
    known = true;
    const il_rec_type *type = il_type_plain(unit, field->type);
    if (!type || type->kind == IL_TYPE_POINTER)
      return true;
  }
  return !known;
}

static bool add_outside(il_mods *mods, uint32_t function, const il_body *body,
                        uint32_t record, const il_routine *routine) {
  const il_rec_call *call = &il_unit_record(body->unit, record)->u.call_;
  mods->functions[function].stalls |= il_routine_stalls(routine);
  il_outside writes = il_routine_writes(routine);
  if (writes == IL_OUTSIDE_NOTHING)
    return true;
  if (writes == IL_OUTSIDE_ANYTHING)
    return add_anything(mods, function, record);
  for (uint32_t i = 0; i < call->args.count; i++) {
    il_term argument = call->args.items[i];
    if (is_function(body, argument))
      return add_anything(mods, function, record);
    if (!may_point(body, argument))
      continue;
    il_shape shape = il_shape_behind(body, argument);
    /* A bit map, a list of buffers: the routine goes on through what it finds
     * there. */
    if (has_pointer(body, argument))
      return add_anything(mods, function, record);
    if (!add_through(mods, function, record, &shape))
      return false;
  }
  return true;
}

static bool scan_function(il_mods *mods, uint32_t function) {
  const il_program *program = mods->points->program;
  const il_function *f = &program->functions[function];
  il_body body = il_body_of(program, function);
  for (uint32_t r = f->first; r < f->end; r++) {
    const il_record *record = il_unit_record(body.unit, r);
    if (record->kind == IL_K_set &&
        !add_set(mods, function, &body, r, record->u.set_.place))
      return false;
    if (record->kind != IL_K_call)
      continue;
    const il_site *site = il_site_at(mods->points, function, r);
    uint32_t targets = site ? il_site_target_count(mods->points, site) : 0;
    if (!targets && !add_anything(mods, function, r))
      return false;
    for (uint32_t t = 0; t < targets; t++) {
      const il_function *callee =
          &program->functions[il_site_target(mods->points, site, t)];
      if (!il_function_entered(program, callee) &&
          !add_outside(mods, function, &body, r,
                       il_function_routine(program, callee)))
        return false;
    }
  }
  return true;
}

/* ---- up along the calls ---- */

static bool merge(const il_mods *mods, il_fn_mods *to, const il_fn_mods *from) {
  bool changed =
      (from->anything && !to->anything) || (from->stalls && !to->stalls);
  to->anything |= from->anything;
  to->stalls |= from->stalls;
  for (size_t w = 0; w < mods->words; w++) {
    changed |= (from->set[w] & ~to->set[w]) != 0;
    to->set[w] |= from->set[w];
  }
  return changed;
}

static bool pass(il_mods *mods) {
  const il_program *program = mods->points->program;
  bool changed = false;
  for (uint32_t f = 0; f < program->function_count; f++) {
    if (program->functions[f].unit == IL_OUTSIDE)
      continue;
    for (uint32_t s = mods->points->site_first[f];
         s < mods->points->site_end[f]; s++) {
      const il_site *site = &mods->points->sites.items[s];
      uint32_t targets = il_site_target_count(mods->points, site);
      for (uint32_t t = 0; t < targets; t++) {
        uint32_t callee = il_site_target(mods->points, site, t);
        if (callee != f &&
            il_function_entered(program, &program->functions[callee]))
          changed |= merge(mods, &mods->functions[f], &mods->functions[callee]);
      }
    }
  }
  return changed;
}

static bool set_up(il_mods *mods) {
  const il_program *program = mods->points->program;
  mods->words = (mods->shapes.count + 63) / 64;
  for (uint32_t f = 0; f < program->function_count; f++) {
    il_fn_mods *to = &mods->functions[f];
    to->set = il_arena_array(mods->arena, mods->words, sizeof *to->set);
    if (!to->set)
      return false;
    for (size_t i = 0; i < to->own.count; i++)
      to->set[to->own.items[i].shape / 64] |= (uint64_t)1
                                              << to->own.items[i].shape % 64;
    for (size_t i = 0; i < to->through.count; i++) {
      uint32_t shape = to->through.items[i].shape;
      if (shape != IL_NONE)
        to->set[shape / 64] |= (uint64_t)1 << shape % 64;
    }
  }
  return true;
}

il_mods *il_mods_find(const il_points *points, il_arena *arena) {
  const il_program *program = points->program;
  il_mods *mods = il_arena_alloc(arena, sizeof *mods);
  if (!mods)
    return NULL;
  *mods = (il_mods){.points = points, .arena = arena};
  mods->known = il_map_new(arena);
  mods->masks = il_arena_alloc(arena, sizeof *mods->masks);
  if (mods->masks)
    mods->masks->known = il_map_new(arena);
  mods->taken = il_taken_find(program, arena);
  mods->functions =
      il_arena_array(arena, program->function_count, sizeof *mods->functions);
  bool fine = mods->known && mods->masks && mods->masks->known && mods->taken &&
              mods->functions;
  for (uint32_t f = 0; fine && f < program->function_count; f++) {
    if (program->functions[f].unit == IL_OUTSIDE)
      mods->functions[f].anything =
          il_routine_writes(il_function_routine(
              program, &program->functions[f])) == IL_OUTSIDE_ANYTHING;
    else
      fine = scan_function(mods, f);
  }
  if (fine && (fine = set_up(mods)))
    while (pass(mods))
      ;
  if (fine)
    return mods;
  il_mods_free(mods);
  return NULL;
}

void il_mods_free(il_mods *mods) {
  if (!mods)
    return;
  il_taken_free(mods->taken);
  il_map_free(mods->known);
  il_buf_free(&mods->key);
  if (!mods->masks)
    return;
  il_map_free(mods->masks->known);
  il_buf_free(&mods->masks->key);
}

/* ---- questions ---- */

/* The shapes that overlap the place; null when out of memory. */
static const uint64_t *mask_of(const il_mods *mods, const il_shape *place) {
  il_masks *masks = mods->masks;
  uint32_t number;
  shape_key(&masks->key, place);
  if (masks->key.failed)
    return NULL;
  if (il_map_get(masks->known, il_buf_str(&masks->key), &number))
    return masks->masks.items[number];
  il_str key = il_arena_copy(mods->arena, il_buf_str(&masks->key));
  uint64_t *mask = il_arena_array(mods->arena, mods->words, sizeof *mask);
  if (!key.ptr || !mask)
    return NULL;
  for (uint32_t i = 0; i < mods->shapes.count; i++)
    if (il_shape_overlap(mods->taken, &mods->shapes.items[i], place))
      mask[i / 64] |= (uint64_t)1 << i % 64;
  number = (uint32_t)masks->masks.count;
  return IL_PUSH(mods->arena, &masks->masks, mask) &&
                 il_map_put(masks->known, key, number)
             ? mask
             : NULL;
}

void il_mods_prepare(const il_mods *mods, il_shape *place) {
  if (place->kind != IL_SHAPE_LOCAL)
    place->mask = mask_of(mods, place);
}

/* The first of the writes of this record or behind it. */
static size_t first_write(const il_own_write *writes, size_t count,
                          uint32_t record) {
  size_t low = 0, high = count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (writes[middle].record < record)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static bool is_in(const uint64_t *mask, uint32_t shape) {
  return mask[shape / 64] >> shape % 64 & 1;
}

int il_mods_set_write(const il_mods *mods, uint32_t function, uint32_t record,
                      const il_shape *place) {
  const il_fn_mods *from = &mods->functions[function];
  const il_own_write *own = from->own.items;
  int answer = -1;
  for (size_t i = first_write(own, from->own.count, record);
       i < from->own.count && own[i].record == record; i++) {
    if (is_in(place->mask, own[i].shape))
      return 1;
    answer = 0;
  }
  return answer;
}

bool il_mods_write(const il_mods *mods, uint32_t function,
                   const il_shape *place) {
  const il_fn_mods *from = &mods->functions[function];
  if (place->kind == IL_SHAPE_LOCAL)
    return false;
  /* Without memory the answer is the careful one. */
  const uint64_t *mask = from->anything ? NULL
                         : place->mask  ? place->mask
                                        : mask_of(mods, place);
  if (!mask)
    return true;
  for (size_t w = 0; w < mods->words; w++)
    if (mask[w] & from->set[w])
      return true;
  return false;
}

/* Whether a term holds the address of a part of the local variable. */
static bool has_address(const il_facts *facts, il_term term, il_str root) {
  const il_node *node = il_facts_node(facts, term);
  if (node->op == IL_T_ADDR) {
    const il_node *at =
        il_facts_node(facts, il_place_root(facts, node->args[0]));
    if (at->op == IL_T_VAR && il_str_eq(at->name, root))
      return true;
  }
  for (uint8_t i = 0; i < node->count; i++)
    if (has_address(facts, node->args[i], root))
      return true;
  return false;
}

bool il_mods_call_write(const il_mods *mods, const il_site *site,
                        const il_shape *place) {
  const il_program *program = mods->points->program;
  il_body body = il_body_of(program, site->caller);
  const il_rec_call *call = &il_unit_record(body.unit, site->record)->u.call_;
  uint32_t targets = il_site_target_count(mods->points, site);
  if (place->kind == IL_SHAPE_LOCAL) {
    for (uint32_t i = 0; place->escaped && i < call->args.count; i++)
      if (has_address(body.unit->facts, call->args.items[i], place->root))
        return true;
    return false;
  }
  il_shape asked = *place;
  if (!asked.mask)
    il_mods_prepare(mods, &asked);
  if (!targets || !asked.mask)
    return true;
  const il_fn_mods *from = &mods->functions[site->caller];
  const il_own_write *through = from->through.items;
  for (size_t i = first_write(through, from->through.count, site->record);
       i < from->through.count && through[i].record == site->record; i++)
    if (through[i].shape == IL_NONE || is_in(asked.mask, through[i].shape))
      return true;
  for (uint32_t t = 0; t < targets; t++) {
    uint32_t target = il_site_target(mods->points, site, t);
    if (il_function_entered(program, &program->functions[target]) &&
        il_mods_write(mods, target, &asked))
      return true;
  }
  return false;
}

bool il_mods_anything(const il_mods *mods, uint32_t function) {
  return mods->functions[function].anything;
}

bool il_mods_stall(const il_mods *mods, uint32_t function) {
  return mods->functions[function].stalls;
}

bool il_mods_call_stall(const il_mods *mods, const il_site *site) {
  const il_program *program = mods->points->program;
  uint32_t targets = il_site_target_count(mods->points, site);
  for (uint32_t t = 0; t < targets; t++) {
    uint32_t target = il_site_target(mods->points, site, t);
    const il_function *callee = &program->functions[target];
    if (il_function_entered(program, callee)
            ? mods->functions[target].stalls
            : il_routine_stalls(il_function_routine(program, callee)))
      return true;
  }
  return false;
}

const il_own_write *il_mods_own(const il_mods *mods, uint32_t function,
                                uint32_t *count) {
  *count = (uint32_t)mods->functions[function].own.count;
  return mods->functions[function].own.items;
}

const il_shape *il_mods_shape(const il_mods *mods, uint32_t shape) {
  return &mods->shapes.items[shape];
}

il_taken *il_mods_taken(const il_mods *mods) { return mods->taken; }
