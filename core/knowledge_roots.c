/* knowledge_roots.c - roles, where functions get them, ports, and what to
 * watch.
 *
 * Every role that a member or a parameter gives must have a row in roots.tsv:
 * a misspelt role would otherwise lose roots in silence. */
#include "knowledge_internal.h"

/* Rows of all tables of this name together. */
static size_t count_rows(const il_knowledge *k, const char *file) {
  size_t count = 0;
  for (size_t i = 0; i < k->table_count; i++)
    if (il_str_is(k->tables[i].name, file))
      count += k->tables[i].row_count;
  return count;
}

/* Row 'index' of all tables of this name together. */
static il_row row_at(const il_knowledge *k, const char *file, size_t index) {
  for (size_t i = 0; i < k->table_count; i++) {
    if (!il_str_is(k->tables[i].name, file))
      continue;
    if (index < k->tables[i].row_count)
      return k->tables[i].rows[index];
    index -= k->tables[i].row_count;
  }
  return (il_row){0};
}

static void *rows_for(il_knowledge *k, const char *file, size_t size,
                      size_t *count, il_error *err) {
  *count = count_rows(k, file);
  void *rows = il_arena_array(k->arena, *count, size);
  if (!rows)
    il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
  return rows;
}

static il_status out_of_memory(il_error *err) {
  return il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
}

/* Place in a list of words; the lists are those of the schema. */
static int word_index(il_str word, const char *const *words) {
  for (int i = 0; words[i]; i++)
    if (il_str_is(word, words[i]))
      return i;
  return 0;
}

static int parameter_of(il_row row) {
  uint64_t number;
  return il_str_u64(il_row_get(row, "parameter"), &number) ? (int)number : -1;
}

/* Keeps in 'map' the row to use of those with this key. */
static bool prefer(const il_knowledge *k, il_map *map, il_str key,
                   uint32_t index) {
  uint32_t place;
  if (!key.len || k->roots[index].mode != IL_MODE_NORMAL)
    return true;
  if (il_map_get(map, key, &place) &&
      k->roots[place].level <= k->roots[index].level)
    return true;
  return il_map_put(map, key, index);
}

static il_status check_value(il_row row, const il_root_row *root,
                             il_error *err) {
  if ((root->parameter >= 0) == (root->value.len > 0))
    return IL_OK;
  return il_fail(err, IL_ESYNTAX, row.line,
                 il_row_column(row, il_row_get(row, "parameter")),
                 "%.*s: a row has a parameter and its value, or neither",
                 (int)row.table->name.len, row.table->name.ptr);
}

static il_status read_roots(il_knowledge *k, il_error *err) {
  static const char *const modes[] = {"normal", "dump", "half-duplex", NULL};
  il_root_row *roots =
      rows_for(k, "roots.tsv", sizeof *roots, &k->root_count, err);
  if (!roots)
    return IL_ENOMEM;
  k->roots = roots;
  for (uint32_t i = 0; i < k->root_count; i++) {
    il_row row = row_at(k, "roots.tsv", i);
    il_root_row *root = &roots[i];
    root->role = il_row_get(row, "role");
    root->pointer = il_row_get(row, "pointer");
    root->entry = il_row_get(row, "entry");
    root->parameter = parameter_of(row);
    root->value = il_row_get(row, "value");
    il_level_parse(il_row_get(row, "level"), &root->level);
    root->locks = il_row_get(row, "locks");
    root->may_acquire = il_row_get(row, "may_acquire");
    root->mode = (il_mode)word_index(il_row_get(row, "mode"), modes);
    root->kind = il_row_get(row, "kind");
    root->is_interrupt = il_str_is(root->kind, "interrupt") ||
                         il_str_is(root->kind, "message-interrupt");
    root->title = il_row_get(row, "title");
    root->note = il_row_get(row, "note");
    root->page = il_row_get(row, "page");
    if (check_value(row, root, err) != IL_OK)
      return IL_ESYNTAX;
    if (!prefer(k, k->role_map, root->role, i) ||
        !prefer(k, k->pointer_map, root->pointer, i) ||
        !prefer(k, k->entry_map, root->entry, i))
      return out_of_memory(err);
  }
  return IL_OK;
}

static il_status check_role(const il_knowledge *k, il_row row, il_str role,
                            il_error *err) {
  for (size_t i = 0; i < k->root_count; i++)
    if (il_str_eq(k->roots[i].role, role))
      return IL_OK;
  return il_row_fail(row, role, err, "role", "roots.tsv has no row for it");
}

/* "REC:field", the key of a member; null when out of memory. */
static il_str member_key(il_arena *arena, il_str record, il_str field) {
  char *key = il_arena_alloc(arena, record.len + field.len + 1);
  if (!key)
    return (il_str){NULL, 0};
  memcpy(key, record.ptr, record.len);
  key[record.len] = ':';
  memcpy(key + record.len + 1, field.ptr, field.len);
  return (il_str){key, record.len + field.len + 1};
}

static il_status read_members(il_knowledge *k, il_error *err) {
  il_member_row *members =
      rows_for(k, "members.tsv", sizeof *members, &k->member_count, err);
  if (!members)
    return IL_ENOMEM;
  k->members = members;
  for (uint32_t i = 0; i < k->member_count; i++) {
    il_row row = row_at(k, "members.tsv", i);
    il_member_row *member = &members[i];
    member->record = il_row_get(row, "record");
    member->field = il_row_get(row, "field");
    member->role = il_row_get(row, "role");
    member->page = il_row_get(row, "page");
    if (check_role(k, row, member->role, err) != IL_OK)
      return IL_ESYNTAX;
    for (il_str rest = member->record; rest.len;) {
      il_str record = il_str_split(rest, ';', &rest);
      il_str key = member_key(k->arena, record, member->field);
      uint32_t place;
      if (!key.ptr)
        return out_of_memory(err);
      if (il_map_get(k->member_map, key, &place))
        return il_row_fail(row, member->field, err, "new member",
                           "an earlier row of the table has it");
      if (!il_map_put(k->member_map, key, i))
        return out_of_memory(err);
    }
  }
  return IL_OK;
}

/* Keeps the place of a routine's first row; false when out of memory. */
static bool first_row(il_map *map, il_str routine, uint32_t place) {
  uint32_t known;
  return il_map_get(map, routine, &known) || il_map_put(map, routine, place);
}

static il_status read_targets(il_knowledge *k, il_error *err) {
  il_target_row *targets =
      rows_for(k, "targets.tsv", sizeof *targets, &k->target_count, err);
  if (!targets)
    return IL_ENOMEM;
  k->targets = targets;
  for (uint32_t i = 0; i < k->target_count; i++) {
    il_row row = row_at(k, "targets.tsv", i);
    il_target_row *target = &targets[i];
    target->routine = il_row_get(row, "routine");
    target->condition = il_row_get(row, "condition");
    target->parameter = (uint32_t)parameter_of(row);
    target->role = il_row_get(row, "role");
    target->page = il_row_get(row, "page");
    if (check_role(k, row, target->role, err) != IL_OK)
      return IL_ESYNTAX;
    if (!first_row(k->target_map, target->routine, i))
      return out_of_memory(err);
  }
  return IL_OK;
}

static il_status read_locks(il_knowledge *k, il_error *err) {
  il_lock_row *locks =
      rows_for(k, "locks.tsv", sizeof *locks, &k->lock_count, err);
  if (!locks)
    return IL_ENOMEM;
  k->locks = locks;
  for (uint32_t i = 0; i < k->lock_count; i++) {
    il_row row = row_at(k, "locks.tsv", i);
    locks[i] = (il_lock_row){
        .routine = il_row_get(row, "routine"),
        .condition = il_row_get(row, "condition"),
        .acquires = il_str_is(il_row_get(row, "action"), "acquire"),
        .held = il_row_get(row, "held"),
        .taken = il_row_get(row, "taken"),
        .page = il_row_get(row, "page")};
    il_level_parse(il_row_get(row, "level"), &locks[i].level);
    if (locks[i].acquires && (locks[i].level == IL_LEVEL_UNKNOWN ||
                              !locks[i].held.len || !locks[i].taken.len))
      return il_row_fail(row, locks[i].routine, err, "lock without a level",
                         "a row that acquires needs level, held and taken");
    if (!first_row(k->lock_map, locks[i].routine, i))
      return out_of_memory(err);
  }
  return IL_OK;
}

static il_status read_works(il_knowledge *k, il_error *err) {
  il_work_row *works =
      rows_for(k, "work.tsv", sizeof *works, &k->work_count, err);
  if (!works)
    return IL_ENOMEM;
  k->works = works;
  for (uint32_t i = 0; i < k->work_count; i++) {
    il_row row = row_at(k, "work.tsv", i);
    works[i] =
        (il_work_row){il_row_get(row, "routine"), il_row_get(row, "condition"),
                      il_row_get(row, "unless"), il_row_get(row, "work"),
                      il_row_get(row, "page")};
    if (!first_row(k->work_map, works[i].routine, i))
      return out_of_memory(err);
  }
  return IL_OK;
}

static il_status read_ports(il_knowledge *k, il_error *err) {
  il_port_row *ports =
      rows_for(k, "ports.tsv", sizeof *ports, &k->port_count, err);
  if (!ports)
    return IL_ENOMEM;
  k->ports = ports;
  for (uint32_t i = 0; i < k->port_count; i++) {
    il_row row = row_at(k, "ports.tsv", i);
    ports[i] =
        (il_port_row){il_row_get(row, "routine"), il_row_get(row, "model"),
                      il_row_get(row, "words"), il_row_get(row, "page")};
    if (!il_map_put(k->port_map, ports[i].routine, i))
      return out_of_memory(err);
  }
  return IL_OK;
}

static il_status read_watches(il_knowledge *k, il_error *err) {
  static const char *const kinds[] = {"macro", "pragma", "annotation",
                                      "comment", NULL};
  il_watch_row *watches =
      rows_for(k, "macros.tsv", sizeof *watches, &k->watch_count, err);
  if (!watches)
    return IL_ENOMEM;
  k->watches = watches;
  for (uint32_t i = 0; i < k->watch_count; i++) {
    il_row row = row_at(k, "macros.tsv", i);
    watches[i] = (il_watch_row){
        (il_watch_kind)word_index(il_row_get(row, "kind"), kinds),
        il_row_get(row, "name"), il_row_get(row, "argument"),
        il_row_get(row, "meaning"), il_row_get(row, "page")};
  }
  return IL_OK;
}

il_status il_roots_read(il_knowledge *k, il_error *err) {
  il_status status = read_roots(k, err);
  if (status == IL_OK)
    status = read_members(k, err);
  if (status == IL_OK)
    status = read_targets(k, err);
  if (status == IL_OK)
    status = read_locks(k, err);
  if (status == IL_OK)
    status = read_works(k, err);
  if (status == IL_OK)
    status = read_ports(k, err);
  return status == IL_OK ? read_watches(k, err) : status;
}

const il_root_row *il_knowledge_roots(const il_knowledge *knowledge,
                                      size_t *count) {
  *count = knowledge->root_count;
  return knowledge->roots;
}

static const il_root_row *root_in(const il_knowledge *k, const il_map *map,
                                  il_str key) {
  uint32_t place;
  return il_map_get(map, key, &place) ? &k->roots[place] : NULL;
}

const il_root_row *il_knowledge_role(const il_knowledge *knowledge,
                                     il_str role) {
  return root_in(knowledge, knowledge->role_map, role);
}

const il_root_row *il_knowledge_pointer(const il_knowledge *knowledge,
                                        il_str type) {
  return root_in(knowledge, knowledge->pointer_map, type);
}

const il_root_row *il_knowledge_entry(const il_knowledge *knowledge,
                                      il_str function) {
  return root_in(knowledge, knowledge->entry_map, function);
}

const il_member_row *il_knowledge_members(const il_knowledge *knowledge,
                                          size_t *count) {
  *count = knowledge->member_count;
  return knowledge->members;
}

const il_member_row *il_knowledge_member(const il_knowledge *knowledge,
                                         il_str record, il_str field) {
  char key[512];
  uint32_t place;
  if (!record.len || !field.len || record.len + field.len + 1 > sizeof key)
    return NULL;
  memcpy(key, record.ptr, record.len);
  key[record.len] = ':';
  memcpy(key + record.len + 1, field.ptr, field.len);
  il_str text = {key, record.len + field.len + 1};
  return il_map_get(knowledge->member_map, text, &place)
             ? &knowledge->members[place]
             : NULL;
}

const il_target_row *il_knowledge_targets(const il_knowledge *knowledge,
                                          size_t *count) {
  *count = knowledge->target_count;
  return knowledge->targets;
}

/* The next row of a routine after 'after', or its first one, of a table whose
 * rows begin with the routine's name. */
static const void *next_row(const il_map *map, const void *rows, size_t count,
                            size_t size, il_str routine, const void *after) {
  const char *first = rows;
  uint32_t place;
  if (after)
    place = (uint32_t)(((const char *)after - first) / (ptrdiff_t)size) + 1;
  else if (!il_map_get(map, routine, &place))
    return NULL;
  for (; place < count; place++)
    if (il_str_eq(*(const il_str *)(first + place * size), routine))
      return first + place * size;
  return NULL;
}

const il_target_row *il_knowledge_next_target(const il_knowledge *knowledge,
                                              il_str routine,
                                              const il_target_row *after) {
  return next_row(knowledge->target_map, knowledge->targets,
                  knowledge->target_count, sizeof *knowledge->targets, routine,
                  after);
}

const il_lock_row *il_knowledge_next_lock(const il_knowledge *knowledge,
                                          il_str routine,
                                          const il_lock_row *after) {
  return next_row(knowledge->lock_map, knowledge->locks, knowledge->lock_count,
                  sizeof *knowledge->locks, routine, after);
}

const il_work_row *il_knowledge_next_work(const il_knowledge *knowledge,
                                          il_str routine,
                                          const il_work_row *after) {
  return next_row(knowledge->work_map, knowledge->works, knowledge->work_count,
                  sizeof *knowledge->works, routine, after);
}

const il_port_row *il_knowledge_ports(const il_knowledge *knowledge,
                                      size_t *count) {
  *count = knowledge->port_count;
  return knowledge->ports;
}

const il_port_row *il_knowledge_port(const il_knowledge *knowledge,
                                     il_str routine) {
  uint32_t place;
  return il_map_get(knowledge->port_map, routine, &place)
             ? &knowledge->ports[place]
             : NULL;
}

const il_watch_row *il_knowledge_watches(const il_knowledge *knowledge,
                                         size_t *count) {
  *count = knowledge->watch_count;
  return knowledge->watches;
}
