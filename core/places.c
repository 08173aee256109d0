/* places.c - records of one name, and variables that no pointer leads to. */
#include "places.h"

/* ---- records ---- */

static bool number_records(il_places *places) {
  const il_program *program = places->program;
  for (uint32_t u = 0; u < program->unit_count; u++) {
    const il_unit *unit = program->units[u];
    for (uint32_t i = 0, next; i < unit->field_count; i = next) {
      il_str record = il_unit_record(unit, unit->fields[i])->u.field_.record;
      il_buf layout = {0};
      il_buf_add(&layout, record);
      for (next = i; next < unit->field_count; next++) {
        const il_rec_field *field =
            &il_unit_record(unit, unit->fields[next])->u.field_;
        if (!il_str_eq(field->record, record))
          break;
        il_buf_byte(&layout, '\n');
        il_buf_add(&layout, field->name);
        il_buf_printf(&layout, " %u %u", (unsigned)field->offset,
                      (unsigned)field->size);
      }
      uint32_t number;
      bool fine = !layout.failed;
      if (fine && !il_map_get(places->layouts, il_buf_str(&layout), &number)) {
        il_str copy = il_arena_copy(places->arena, il_buf_str(&layout));
        number = (uint32_t)il_map_count(places->layouts) + 1;
        fine = copy.ptr && il_map_put(places->layouts, copy, number);
      }
      il_buf_free(&layout);
      places->key.len = 0;
      il_buf_printf(&places->key, "%u ", (unsigned)u);
      il_buf_add(&places->key, record);
      il_str key = places->key.failed
                       ? (il_str){NULL, 0}
                       : il_arena_copy(places->arena, il_buf_str(&places->key));
      if (!fine || !key.ptr || !il_map_put(places->records, key, number))
        return false;
    }
  }
  return true;
}

uint32_t il_places_record(il_places *places, uint32_t unit, il_str record) {
  uint32_t number;
  places->key.len = 0;
  il_buf_printf(&places->key, "%u ", (unsigned)unit);
  il_buf_add(&places->key, record);
  return il_map_get(places->records, il_buf_str(&places->key), &number) ? number
                                                                        : 0;
}

/* ---- variables ---- */

bool il_place_root_key(il_where where, const il_node *node, il_buf *key) {
  const il_rec_var *var;
  switch (node->op) {
  case IL_T_VAR:
    if (where.function == IL_NONE)
      return false;
    il_buf_printf(key, "l%u ", (unsigned)where.function);
    break;
  case IL_T_GLOBAL:
    /* A file's own variable is another one in each unit built from the file. */
    var = il_unit_find_var(where.unit, (il_str){NULL, 0}, node->name);
    if (var && var->storage == IL_VAR_STATIC)
      il_buf_printf(key, "s%u ", (unsigned)where.unit_number);
    else
      il_buf_text(key, "g0 ");
    break;
  default:
    return false;
  }
  il_buf_add(key, node->name);
  return true;
}

/* The variable that a place is a part of; null when it is none. */
static const il_node *path_root(const il_facts *facts, il_term place) {
  const il_node *node = il_facts_node(facts, place);
  if (node->op != IL_T_FIELD && node->op != IL_T_INDEX)
    return NULL;
  node = il_facts_node(facts, il_place_root(facts, place));
  return node->op == IL_T_VAR || node->op == IL_T_GLOBAL ? node : NULL;
}

static bool open_root(il_places *places, il_where where, const il_node *root) {
  uint32_t known;
  places->key.len = 0;
  if (!il_place_root_key(where, root, &places->key))
    return true;
  if (il_map_get(places->open, il_buf_str(&places->key), &known))
    return true;
  il_str copy = places->key.failed
                    ? (il_str){NULL, 0}
                    : il_arena_copy(places->arena, il_buf_str(&places->key));
  return copy.ptr && il_map_put(places->open, copy, 1);
}

/* Opens the variables that a term names otherwise than by reading a part. */
static bool open_in_term(il_places *places, il_where where, il_term term) {
  const il_facts *facts = where.unit->facts;
  const il_node *node = il_facts_node(facts, term);
  if (node->op == IL_T_VAR || node->op == IL_T_GLOBAL)
    return open_root(places, where, node);
  if (node->op == IL_T_ADDR) {
    const il_node *root = path_root(facts, node->args[0]);
    if (root && !open_root(places, where, root))
      return false;
  }
  if (path_root(facts, term)) {
    /* Down the path only the indexes count as uses. */
    while (node->op == IL_T_FIELD || node->op == IL_T_INDEX) {
      if (node->op == IL_T_INDEX && !open_in_term(places, where, node->args[1]))
        return false;
      node = il_facts_node(facts, node->args[0]);
    }
    return true;
  }
  for (uint8_t i = 0; i < node->count; i++)
    if (!open_in_term(places, where, node->args[i]))
      return false;
  return true;
}

/* Whether a stored value is a number or a function by its name. */
static bool is_plain(const il_facts *facts, il_term value) {
  const il_node *node = il_facts_node(facts, value);
  switch (node->op) {
  case IL_T_CONST:
  case IL_T_FN:
    return true;
  case IL_T_ADDR:
  case IL_T_CAST:
    return is_plain(facts, node->args[0]);
  case IL_T_COND:
    return is_plain(facts, node->args[1]) && is_plain(facts, node->args[2]);
  default:
    return false;
  }
}

static bool has_open_index(const il_facts *facts, il_term place) {
  const il_node *node = il_facts_node(facts, place);
  for (; node->op == IL_T_FIELD || node->op == IL_T_INDEX;
       node = il_facts_node(facts, node->args[0]))
    if (node->op == IL_T_INDEX &&
        il_facts_node(facts, node->args[1])->op != IL_T_CONST)
      return true;
  return false;
}

/* What is not understood for certain makes the variable an open one. */
static bool open_by_store(il_places *places, il_where where, il_term place,
                          il_term value) {
  const il_facts *facts = where.unit->facts;
  const il_node *root = path_root(facts, place);
  const il_node *whole = il_facts_node(facts, place);
  if (!root) {
    /* Filling the whole with zeros puts no function anywhere. */
    bool is_clearing = (whole->op == IL_T_VAR || whole->op == IL_T_GLOBAL) &&
                       il_facts_node(facts, value)->op == IL_T_CONST;
    return is_clearing || open_in_term(places, where, place);
  }
  if (!is_plain(facts, value) || has_open_index(facts, place))
    return open_root(places, where, root);
  return open_in_term(places, where, place);
}

static bool open_record(il_places *places, il_where where,
                        const il_record *record) {
  il_term terms[IL_RECORD_TERMS];
  size_t count = il_record_terms(record, terms), first = 0;
  if (record->kind == IL_K_set || record->kind == IL_K_init) {
    if (!open_by_store(places, where, terms[0], terms[1]))
      return false;
    first = 1;
  }
  for (size_t i = first; i < count; i++)
    if (!open_in_term(places, where, terms[i]))
      return false;
  return true;
}

static bool open_unit(il_places *places, uint32_t number) {
  const il_program *program = places->program;
  il_where where = {program->units[number], number, IL_NONE};
  uint32_t count = (uint32_t)il_facts_count(where.unit->facts);
  for (uint32_t r = 0; r < count; r++) {
    const il_record *record = il_unit_record(where.unit, r);
    if (record->kind == IL_K_fn)
      where.function = il_program_resolve(program, number, record->u.fn_.name);
    else if (record->kind == IL_K_var)
      where.function =
          il_var_is_owned(&record->u.var_)
              ? il_program_resolve(program, number, record->u.var_.owner)
              : IL_NONE;
    if (!open_record(places, where, record))
      return false;
  }
  return true;
}

/* What a parameter holds comes from the callers, as a whole. */
static bool is_parameter(const il_places *places, il_where where,
                         const il_node *root) {
  if (root->op != IL_T_VAR || where.function == IL_NONE)
    return false;
  const il_rec_var *var = il_unit_find_var(
      where.unit, places->program->functions[where.function].name, root->name);
  return !var || var->storage == IL_VAR_PARAM;
}

static bool path_key(const il_facts *facts, il_term place, bool any_index,
                     il_buf *key, bool *exact) {
  const il_node *node = il_facts_node(facts, place);
  const il_node *index;
  switch (node->op) {
  case IL_T_FIELD:
    if (!path_key(facts, node->args[0], any_index, key, exact))
      return false;
    il_buf_byte(key, '.');
    il_buf_add(key, node->name);
    return true;
  case IL_T_INDEX:
    if (!path_key(facts, node->args[0], any_index, key, exact))
      return false;
    index = il_facts_node(facts, node->args[1]);
    *exact &= index->op == IL_T_CONST;
    if (any_index || index->op != IL_T_CONST)
      il_buf_text(key, "[*]");
    else
      il_buf_printf(key, "[%lld]", (long long)index->value);
    return true;
  default:
    return true;
  }
}

bool il_place_path_key(il_places *places, il_where where, il_term place,
                       bool any_index, il_buf *key, bool *exact) {
  const il_node *root = path_root(where.unit->facts, place);
  uint32_t known;
  size_t start = key->len;
  if (!root || is_parameter(places, where, root) ||
      !il_place_root_key(where, root, key) ||
      il_map_get(places->open, (il_str){key->ptr + start, key->len - start},
                 &known))
    return false;
  *exact = true;
  return path_key(where.unit->facts, place, any_index, key, exact);
}

bool il_places_find(il_places *places, const il_program *program,
                    il_arena *arena) {
  *places = (il_places){.program = program, .arena = arena};
  places->records = il_map_new(arena);
  places->layouts = il_map_new(arena);
  places->open = il_map_new(arena);
  bool fine = places->records && places->layouts && places->open &&
              number_records(places);
  for (uint32_t u = 0; fine && u < program->unit_count; u++)
    fine = open_unit(places, u);
  return fine;
}

void il_places_free(il_places *places) {
  il_map_free(places->records);
  il_map_free(places->layouts);
  il_map_free(places->open);
  il_buf_free(&places->key);
  places->records = places->layouts = places->open = NULL;
}
