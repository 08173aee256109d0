/* modes.c - evaluating tests with all mode flags 0. */
#include "modes.h"

#include "shape.h"

#include <stdio.h>

struct il_modes {
  const il_points *points;
  const il_program *program;
  il_arena *arena;
  il_map *flags; /* keys of places that are 0 in normal work */
  il_buf key;
};

enum { DEPTH_MOST = 6 };

/* ---- the keys of places ---- */

static bool is_listed(const il_modes *modes, il_str record, il_str field) {
  const il_table *table =
      il_knowledge_table_named(modes->program->knowledge, "modes.tsv");
  size_t count = table ? il_table_row_count(table) : 0;
  for (size_t i = 0; i < count; i++) {
    il_row row = il_table_row(table, i);
    il_str rest = il_row_get(row, "record");
    if (!il_str_eq(il_row_get(row, "field"), field))
      continue;
    while (rest.len)
      if (il_str_eq(il_str_split(rest, ';', &rest), record))
        return true;
  }
  return false;
}

/* Whether a member shares its place with others. */
static bool in_union(il_where where, const il_node *node) {
  for (; node->op == IL_T_FIELD;
       node = il_facts_node(where.unit->facts, node->args[0])) {
    char id[256];
    int length = snprintf(id, sizeof id, "{%.*s}", (int)node->record.len,
                          node->record.ptr);
    const il_rec_type *type =
        length < (int)sizeof id
            ? il_unit_find_type(where.unit, (il_str){id, (size_t)length})
            : NULL;
    if (type && (type->flags & IL_TYPE_UNION))
      return true;
  }
  return false;
}

/* Writes the key of a member or variable at file scope into modes->key. */
static bool key_of(il_modes *modes, il_where where, const il_node *node) {
  il_buf *key = &modes->key;
  key->len = 0;
  if (node->op == IL_T_GLOBAL)
    return il_place_root_key(where, node, key) && !key->failed;
  if (node->op != IL_T_FIELD || node->is_volatile || in_union(where, node))
    return false;
  il_places *places = (il_places *)&modes->points->places;
  il_buf_printf(
      key, "f%u ",
      (unsigned)il_places_record(places, where.unit_number, node->record));
  il_buf_add(key, node->record);
  il_buf_byte(key, '.');
  il_buf_add(key, node->name);
  return !key->failed;
}

static bool is_flag(il_modes *modes, il_where where, const il_node *node) {
  uint32_t found;
  if (node->op == IL_T_FIELD && is_listed(modes, node->record, node->name))
    return true;
  return key_of(modes, where, node) &&
         il_map_get(modes->flags, il_buf_str(&modes->key), &found);
}

/* ---- evaluating ---- */

/* Where a term is evaluated. */
typedef struct il_mode_reader {
  il_modes *modes;
  il_where where;
  const il_binding *binding; /* of the function; may be null */
  il_level level;
  unsigned depth;
} il_mode_reader;

static il_value value_of(il_mode_reader reader, il_term term);

/* The function called by name for a result; IL_NONE: none. */
static uint32_t target_of(const il_modes *modes, il_where where,
                          uint64_t result) {
  const il_points *points = modes->points;
  uint32_t target = IL_NONE;
  for (uint32_t s = points->site_first[where.function];
       s < points->site_end[where.function]; s++) {
    const il_site *site = &points->sites.items[s];
    if (il_unit_record(where.unit, site->record)->u.call_.result == result)
      target = site->direct;
  }
  return target;
}

bool il_modes_tells_level(const il_program *program, uint32_t function) {
  const il_routine *routine =
      il_function_routine(program, &program->functions[function]);
  return routine && il_str_is(routine->effect, "tells-irql");
}

/* The number that stands for a level; unknown below DISPATCH_LEVEL, where a
 * context is at its lowest one. */
static il_value level_value(il_level level) {
  const il_int type = {8, false};
  switch (level) {
  case IL_DISPATCH_LEVEL:
    return (il_value){IL_VALUE_INT, type, 2};
  case IL_DIRQL:
    /* Some number above: nobody compares with a certain one. */
    return (il_value){IL_VALUE_INT, type, 3};
  case IL_HIGH_LEVEL:
    return (il_value){IL_VALUE_INT, type, 15};
  default:
    return (il_value){IL_VALUE_UNKNOWN, {0, false}, 0};
  }
}

/* What an accessor returns, a function that does nothing else, and where that
 * term stands; 0 when the call is of none. */
static il_term accessed(const il_modes *modes, uint32_t target,
                        il_where *inside) {
  if (target == IL_NONE ||
      !il_function_entered(modes->program, &modes->program->functions[target]))
    return 0;
  const il_function *function = &modes->program->functions[target];
  *inside =
      (il_where){modes->program->units[function->unit], function->unit, target};
  il_term returned = 0;
  for (uint32_t r = function->first; r < function->end; r++) {
    const il_record *record = il_unit_record(inside->unit, r);
    switch (record->kind) {
    case IL_K_ret:
      if (returned && record->u.ret_.value != returned)
        return 0;
      returned = record->u.ret_.value;
      break;
    case IL_K_call: {
      uint32_t called = target_of(modes, *inside, record->u.call_.result);
      if (called == IL_NONE || !il_modes_tells_level(modes->program, called))
        return 0;
      break;
    }
    case IL_K_set:
    case IL_K_asm:
      return 0;
    default:
      break;
    }
  }
  return returned;
}

/* What a local variable always holds. */
static il_value local_of(il_mode_reader reader, const il_node *node) {
  const il_modes *modes = reader.modes;
  il_where where = reader.where;
  const il_value none = {IL_VALUE_UNKNOWN, {0, false}, 0};
  const il_function *function = &modes->program->functions[where.function];
  const il_rec_var *var =
      il_unit_find_var(where.unit, function->name, node->name);
  il_value sum = none;
  if (var && var->storage == IL_VAR_PARAM && reader.binding &&
      var->index < reader.binding->count)
    return reader.binding->arguments[var->index].value;
  if (!var || var->storage != IL_VAR_LOCAL ||
      (var->flags & (IL_VAR_ESCAPED | IL_VAR_VOLATILE)))
    return none;
  for (uint32_t r = function->first; r < function->end; r++) {
    const il_record *record = il_unit_record(where.unit, r);
    if (record->kind != IL_K_set)
      continue;
    const il_node *place =
        il_facts_node(where.unit->facts, record->u.set_.place);
    if (place->op != IL_T_VAR || !il_str_eq(place->name, node->name))
      continue;
    il_value stored = value_of(reader, record->u.set_.value);
    if (stored.kind != IL_VALUE_INT ||
        (sum.kind == IL_VALUE_INT && sum.value != stored.value))
      return none;
    sum = stored;
  }
  return sum;
}

/* A leaf that the evaluation of constants does not know. */
static il_value leaf_of(void *context, const il_facts *facts, il_term term) {
  il_value none = {IL_VALUE_UNKNOWN, {0, false}, 0};
  il_mode_reader *reader = context;
  const il_node *node = il_facts_node(facts, term);
  if (is_flag(reader->modes, reader->where, node))
    return (il_value){IL_VALUE_INT, {32, false}, 0};
  if (reader->where.function == IL_NONE || reader->depth >= DEPTH_MOST)
    return none;
  il_mode_reader further = *reader;
  further.depth++;
  if (node->op == IL_T_VAR)
    return local_of(further, node);
  if (node->op != IL_T_RESULT)
    return none;
  uint32_t target =
      target_of(reader->modes, reader->where, (uint64_t)node->value);
  if (target != IL_NONE && il_modes_tells_level(reader->modes->program, target))
    return level_value(reader->level);
  term = accessed(reader->modes, target, &further.where);
  further.binding = NULL;
  return term ? value_of(further, term) : none;
}

static il_value value_of(il_mode_reader reader, il_term term) {
  return il_eval_leaves(reader.where.unit->facts, term, leaf_of, &reader);
}

il_value il_modes_value(il_modes *modes, uint32_t function, il_term term,
                        const il_binding *binding) {
  const il_function *f = &modes->program->functions[function];
  il_mode_reader reader = {
      .modes = modes,
      .where = {modes->program->units[f->unit], f->unit, function},
      .binding = binding,
      .level = binding ? binding->level : IL_LEVEL_UNKNOWN};
  return value_of(reader, term);
}

/* ---- finding the flags ---- */

/* Whether a term reads a flag, itself or through an accessor. */
static bool reads_flag(il_modes *modes, il_where where, il_term term,
                       unsigned depth) {
  const il_node *node = il_facts_node(where.unit->facts, term);
  if (is_flag(modes, where, node))
    return true;
  if (node->op == IL_T_RESULT && where.function != IL_NONE &&
      depth < DEPTH_MOST) {
    il_where inside;
    term = accessed(modes, target_of(modes, where, (uint64_t)node->value),
                    &inside);
    return term && reads_flag(modes, inside, term, depth + 1);
  }
  for (uint8_t i = 0; i < node->count; i++)
    if (reads_flag(modes, where, node->args[i], depth))
      return true;
  return false;
}

/* What all stores of the program say of a place. */
enum { STORES_ZERO = 1, STORES_FLAG = 2, STORES_OTHER = 4 };

/* Adds what is said of the place of the key in modes->key. */
static bool note_key(il_modes *modes, il_map *stores, uint32_t what) {
  il_str key = il_arena_copy(modes->arena, il_buf_str(&modes->key));
  uint32_t said = 0;
  if (!key.ptr)
    return false;
  il_map_get(stores, key, &said);
  return il_map_put(stores, key, said | what);
}

/* Who has its address may store anything. */
static bool note_addresses(il_modes *modes, il_map *stores, il_where where,
                           il_term term) {
  const il_node *node = il_facts_node(where.unit->facts, term);
  if (node->op == IL_T_ADDR &&
      key_of(modes, where, il_facts_node(where.unit->facts, node->args[0])) &&
      !note_key(modes, stores, STORES_OTHER))
    return false;
  for (uint8_t i = 0; i < node->count; i++)
    if (!note_addresses(modes, stores, where, node->args[i]))
      return false;
  return true;
}

/* The key of all members of a record. */
static void key_of_record(il_modes *modes, il_where where, il_str record) {
  il_places *places = (il_places *)&modes->points->places;
  modes->key.len = 0;
  il_buf_printf(&modes->key, "r%u ",
                (unsigned)il_places_record(places, where.unit_number, record));
  il_buf_add(&modes->key, record);
}

/* A routine that fills or copies into a whole record, but not with 0. */
static bool note_copy(il_modes *modes, il_map *stores, il_where where,
                      const il_rec_call *call) {
  const il_node *callee = il_facts_node(where.unit->facts, call->callee);
  uint32_t target =
      callee->op == IL_T_FN
          ? il_program_resolve(modes->program, where.unit_number, callee->name)
          : IL_OUTSIDE;
  const il_routine *routine =
      target == IL_OUTSIDE
          ? NULL
          : il_function_routine(modes->program,
                                &modes->program->functions[target]);
  if (!routine || !il_str_is(routine->effect, "copies") ||
      call->args.count < 2 || where.function == IL_NONE)
    return true;
  il_value filled = il_eval_constant(where.unit->facts, call->args.items[1]);
  if (il_value_truth(filled) == IL_FALSE)
    return true;
  const il_function *function = &modes->program->functions[where.function];
  il_body body = {where.unit, where.unit_number, function->name};
  il_term to = call->args.items[0];
  while (il_facts_node(where.unit->facts, to)->op == IL_T_CAST)
    to = il_facts_node(where.unit->facts, to)->args[0];
  const il_rec_type *pointer =
      il_type_plain(where.unit, il_term_type(&body, to));
  const il_rec_type *record = pointer && pointer->kind == IL_TYPE_POINTER
                                  ? il_type_plain(where.unit, pointer->base)
                                  : NULL;
  if (!record || record->kind != IL_TYPE_RECORD)
    return true;
  /* Its id is the record's name in braces. */
  key_of_record(modes, where, (il_str){record->id.ptr + 1, record->id.len - 2});
  return note_key(modes, stores, STORES_OTHER);
}

/* What a record says beside its own store. */
static bool note_uses(il_modes *modes, il_map *stores, il_where where,
                      const il_record *record) {
  il_term terms[IL_RECORD_TERMS];
  size_t count = il_record_terms(record, terms);
  for (size_t i = 0; i < count; i++)
    if (!note_addresses(modes, stores, where, terms[i]))
      return false;
  return record->kind != IL_K_call ||
         note_copy(modes, stores, where, &record->u.call_);
}

/* Whether all of what is stored there is 0 in normal work, and some of it is a
 * flag. */
static bool is_new_flag(il_modes *modes, const il_map *stores, il_where where,
                        const il_node *node) {
  uint32_t said, known;
  if (node->op == IL_T_FIELD) {
    key_of_record(modes, where, node->record);
    if (il_map_get(stores, il_buf_str(&modes->key), &said))
      return false;
  }
  return key_of(modes, where, node) &&
         il_map_get(stores, il_buf_str(&modes->key), &said) &&
         (said & STORES_FLAG) && !(said & STORES_OTHER) &&
         !il_map_get(modes->flags, il_buf_str(&modes->key), &known);
}

static bool note_store(il_modes *modes, il_map *stores, il_where where,
                       il_term place, il_term value) {
  const il_node *node = il_facts_node(where.unit->facts, place);
  if (!key_of(modes, where, node))
    return true;
  il_str key = il_arena_copy(modes->arena, il_buf_str(&modes->key));
  if (!key.ptr)
    return false;
  il_value stored =
      value_of((il_mode_reader){.modes = modes, .where = where}, value);
  uint32_t said = 0, says = STORES_OTHER;
  if (stored.kind == IL_VALUE_INT && !stored.value)
    says = reads_flag(modes, where, value, 0) ? STORES_FLAG : STORES_ZERO;
  il_map_get(stores, key, &said);
  return il_map_put(stores, key, said | says);
}

/* Goes through all stores and initialisers: first to note what they say, then
 * to make flags of the places of which they say nothing else. */
static bool each_store(il_modes *modes, il_map *stores, bool decide,
                       bool *changed) {
  for (uint32_t u = 0; u < modes->program->unit_count; u++) {
    il_where where = {modes->program->units[u], u, IL_NONE};
    uint32_t count = (uint32_t)il_facts_count(where.unit->facts);
    for (uint32_t r = 0; r < count; r++) {
      const il_record *record = il_unit_record(where.unit, r);
      il_term place = 0, value = 0;
      if (record->kind == IL_K_fn)
        where.function =
            il_program_resolve(modes->program, u, record->u.fn_.name);
      else if (record->kind == IL_K_set)
        place = record->u.set_.place, value = record->u.set_.value;
      else if (record->kind == IL_K_init)
        place = record->u.init_.place, value = record->u.init_.value;
      if (!decide && !note_uses(modes, stores, where, record))
        return false;
      if (!place)
        continue;
      if (!decide) {
        if (!note_store(modes, stores, where, place, value))
          return false;
        continue;
      }
      const il_node *node = il_facts_node(where.unit->facts, place);
      if (!is_new_flag(modes, stores, where, node))
        continue;
      il_str key = il_arena_copy(modes->arena, il_buf_str(&modes->key));
      if (!key.ptr || !il_map_put(modes->flags, key, 1))
        return false;
      *changed = true;
    }
  }
  return true;
}

il_modes *il_modes_find(const il_points *points, il_arena *arena) {
  il_modes *modes = il_arena_alloc(arena, sizeof *modes);
  if (!modes)
    return NULL;
  *modes = (il_modes){.points = points,
                      .program = points->program,
                      .arena = arena,
                      .flags = il_map_new(arena)};
  bool fine = modes->flags != NULL, changed = true;
  /* Each round finds what is stored from the flags of the round before. */
  for (int round = 0; fine && changed && round < DEPTH_MOST; round++) {
    il_map *stores = il_map_new(arena);
    changed = false;
    fine = stores && each_store(modes, stores, false, &changed) &&
           each_store(modes, stores, true, &changed);
    il_map_free(stores);
  }
  if (fine)
    return modes;
  il_modes_free(modes);
  return NULL;
}

void il_modes_free(il_modes *modes) {
  if (!modes)
    return;
  il_map_free(modes->flags);
  il_buf_free(&modes->key);
}
