/* unit.c - tables over one unit's facts. */
#include "unit.h"

#include "list.h"

/* Records of one kind, counted first so that each table is one allocation. */
static bool table_of(const il_facts *facts, il_kind kind, il_arena *arena,
                     const uint32_t **table, uint32_t *count) {
  size_t total = il_facts_count(facts);
  uint32_t used = 0;
  for (size_t i = 0; i < total; i++)
    used += il_facts_record(facts, i)->kind == kind;
  uint32_t *items = il_arena_array(arena, used, sizeof *items);
  if (!items)
    return false;
  *table = items;
  *count = used;
  for (size_t i = 0; i < total; i++)
    if (il_facts_record(facts, i)->kind == kind)
      *items++ = (uint32_t)i;
  return true;
}

static bool copy_paths(il_unit *unit, il_arena *keep) {
  unit->paths = il_arena_array(keep, unit->file_count, sizeof *unit->paths);
  if (!unit->paths)
    return false;
  for (uint32_t i = 0; i < unit->file_count; i++) {
    il_str path = il_unit_record(unit, unit->files[i])->u.file_.path;
    if (!(unit->paths[i] = il_arena_copy(keep, path).ptr))
      return false;
  }
  return true;
}

bool il_unit_index(il_unit *unit, const il_facts *facts, il_arena *arena,
                   il_arena *keep) {
  *unit = (il_unit){.facts = facts};
  const il_record *first = il_facts_record(facts, 0);
  if (first && first->kind == IL_K_unit) {
    unit->source = first->u.unit_.source;
    unit->flags = first->u.unit_.flags;
    unit->state = first->u.unit_.state;
    unit->errors = first->u.unit_.errors;
  }
  return table_of(facts, IL_K_file, arena, &unit->files, &unit->file_count) &&
         table_of(facts, IL_K_type, arena, &unit->types, &unit->type_count) &&
         table_of(facts, IL_K_field, arena, &unit->fields,
                  &unit->field_count) &&
         table_of(facts, IL_K_var, arena, &unit->vars, &unit->var_count) &&
         table_of(facts, IL_K_fn, arena, &unit->fns, &unit->fn_count) &&
         copy_paths(unit, keep);
}

int il_unit_cmp(const il_unit *a, const il_unit *b) {
  int order = il_str_cmp(a->source, b->source);
  if (!order)
    order = il_str_cmp(a->flags, b->flags);
  if (!order)
    order = il_str_cmp(a->group, b->group);
  return order ? order : (a->input > b->input) - (a->input < b->input);
}

const il_record *il_unit_record(const il_unit *unit, uint32_t record) {
  return il_facts_record(unit->facts, record);
}

const il_rec_fn *il_unit_fn(const il_unit *unit, uint32_t fn) {
  return &il_unit_record(unit, unit->fns[fn])->u.fn_;
}

uint32_t il_unit_find_fn(const il_unit *unit, il_str name) {
  uint32_t low = 0, high = unit->fn_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    int order = il_str_cmp(il_unit_fn(unit, middle)->name, name);
    if (!order)
      return middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return IL_NONE;
}

static il_str owner_of(const il_rec_var *var) {
  return il_var_is_owned(var) ? var->owner : (il_str){NULL, 0};
}

static const il_rec_var *var_at(const il_unit *unit, uint32_t var) {
  return &il_unit_record(unit, unit->vars[var])->u.var_;
}

/* Place of the first variable that is not before (owner, id). */
static uint32_t var_bound(const il_unit *unit, il_str owner, il_str id) {
  uint32_t low = 0, high = unit->var_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const il_rec_var *var = var_at(unit, middle);
    int order = il_str_cmp(owner_of(var), owner);
    if (!order)
      order = il_str_cmp(var->id, id);
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const il_rec_var *il_unit_find_var(const il_unit *unit, il_str owner,
                                   il_str id) {
  uint32_t found = var_bound(unit, owner, id);
  if (found == unit->var_count)
    return NULL;
  const il_rec_var *var = var_at(unit, found);
  return il_str_eq(owner_of(var), owner) && il_str_eq(var->id, id) ? var : NULL;
}

/* Place of the first member of a record, or of where it would be. */
static uint32_t first_field(const il_unit *unit, il_str record) {
  uint32_t low = 0, high = unit->field_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const il_rec_field *field =
        &il_unit_record(unit, unit->fields[middle])->u.field_;
    if (il_str_cmp(field->record, record) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

const il_rec_field *il_unit_find_field(const il_unit *unit, il_str record,
                                       il_str name) {
  for (uint32_t i = first_field(unit, record); i < unit->field_count; i++) {
    const il_rec_field *field =
        &il_unit_record(unit, unit->fields[i])->u.field_;
    if (!il_str_eq(field->record, record))
      break;
    if (il_str_eq(field->name, name))
      return field;
  }
  return NULL;
}

il_str il_unit_param(const il_unit *unit, il_str function, uint32_t index) {
  uint32_t i = var_bound(unit, function, (il_str){NULL, 0});
  for (; i < unit->var_count; i++) {
    const il_rec_var *var = var_at(unit, i);
    if (!il_str_eq(owner_of(var), function))
      break;
    if (var->storage == IL_VAR_PARAM && var->index == index)
      return var->id;
  }
  return (il_str){NULL, 0};
}

const il_rec_type *il_unit_find_type(const il_unit *unit, il_str id) {
  uint32_t low = 0, high = unit->type_count;
  while (low < high) {
    uint32_t middle = low + (high - low) / 2;
    const il_rec_type *type =
        &il_unit_record(unit, unit->types[middle])->u.type_;
    int order = il_str_cmp(type->id, id);
    if (!order)
      return type;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return NULL;
}

uint32_t il_unit_fn_end(const il_unit *unit, uint32_t fn) {
  /* Functions are the last group of the facts. */
  return fn + 1 < unit->fn_count ? unit->fns[fn + 1]
                                 : (uint32_t)il_facts_count(unit->facts);
}

il_str il_unit_path(const il_unit *unit, il_at at) {
  /* File ids are numbered from 1 in the order of the file records. */
  if (!at.file || at.file > unit->file_count)
    return (il_str){NULL, 0};
  return il_unit_record(unit, unit->files[at.file - 1])->u.file_.path;
}

il_spot il_unit_spot(const il_unit *unit, il_at at) {
  if (!at.file || at.file > unit->file_count)
    return (il_spot){.unit = unit->input};
  return (il_spot){unit->paths[at.file - 1], at.line, at.column, unit->input,
                   at.host};
}

il_at il_record_at(const il_record *record) {
  switch (record->kind) {
  case IL_K_set:
    return record->u.set_.at;
  case IL_K_init:
    return record->u.init_.at;
  case IL_K_call:
    return record->u.call_.at;
  case IL_K_ret:
    return record->u.ret_.at;
  case IL_K_br:
    return record->u.br_.at;
  case IL_K_sw:
    return record->u.sw_.at;
  case IL_K_decl:
    return record->u.decl_.at;
  case IL_K_fn:
    return record->u.fn_.at;
  default:
    return (il_at){0, 0, 0, 0};
  }
}

size_t il_record_terms(const il_record *record, il_term out[IL_RECORD_TERMS]) {
  size_t count = 0;
  switch (record->kind) {
  case IL_K_init:
    out[count++] = record->u.init_.place;
    out[count++] = record->u.init_.value;
    break;
  case IL_K_set:
    out[count++] = record->u.set_.place;
    out[count++] = record->u.set_.value;
    break;
  case IL_K_call:
    out[count++] = record->u.call_.callee;
    for (uint32_t i = 0; i < record->u.call_.args.count && i < IL_ARGS_MAX; i++)
      out[count++] = record->u.call_.args.items[i];
    break;
  case IL_K_ret:
    out[count++] = record->u.ret_.value;
    break;
  case IL_K_br:
    out[count++] = record->u.br_.condition;
    break;
  case IL_K_sw:
    out[count++] = record->u.sw_.value;
    break;
  default:
    break;
  }
  return count;
}

il_term il_place_root(const il_facts *facts, il_term place) {
  const il_node *node = il_facts_node(facts, place);
  while (node->op == IL_T_FIELD || node->op == IL_T_INDEX) {
    place = node->args[0];
    node = il_facts_node(facts, place);
  }
  return place;
}

bool il_unit_stores(const il_unit *unit, uint32_t first, uint32_t end,
                    il_str name) {
  for (uint32_t r = first; r < end; r++) {
    const il_record *record = il_unit_record(unit, r);
    if (record->kind != IL_K_set)
      continue;
    const il_node *root = il_facts_node(
        unit->facts, il_place_root(unit->facts, record->u.set_.place));
    if (root->op == IL_T_VAR && il_str_eq(root->name, name))
      return true;
  }
  return false;
}

il_str il_record_display(il_str record) {
  il_str rest, name = il_str_split(record, '/', &rest);
  /* As Extractor::anonymous() names what the source does not. */
  const il_str made_up = IL_STR("anon@");
  if (name.len >= made_up.len && !memcmp(name.ptr, made_up.ptr, made_up.len))
    return (il_str){NULL, 0};
  /* '_REC' is how the tag of REC is written. */
  if (name.len > 1 && name.ptr[0] == '_' && name.ptr[1] >= 'A' &&
      name.ptr[1] <= 'Z')
    name = (il_str){name.ptr + 1, name.len - 1};
  return name;
}

il_str il_name_display(il_str name) {
  const char *at = name.len ? memchr(name.ptr + 1, '@', name.len - 1) : NULL;
  return at ? (il_str){name.ptr, (size_t)(at - name.ptr)} : name;
}
