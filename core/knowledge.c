/* knowledge.c - reads the tables and finds the rows of a name. */
#include "knowledge_internal.h"

#include <stdlib.h>

static const char *const level_names[] = {"unknown",   "PASSIVE_LEVEL",
                                          "APC_LEVEL", "DISPATCH_LEVEL",
                                          "DIRQL",     "HIGH_LEVEL"};

const char *il_level_name(il_level level) {
  return level_names[level > IL_LEVEL_UNKNOWN && level <= IL_HIGH_LEVEL ? level
                                                                        : 0];
}

bool il_level_parse(il_str text, il_level *level) {
  for (int i = IL_PASSIVE_LEVEL; i <= IL_HIGH_LEVEL; i++)
    if (il_str_is(text, level_names[i])) {
      *level = (il_level)i;
      return true;
    }
  return false;
}

const il_name *il_knowledge_name(const il_knowledge *k, il_str name) {
  uint32_t place;
  return il_map_get(k->name_map, name, &place) ? &k->names[place] : NULL;
}

/* The entry of a name, made when it is new; null when out of memory.  The
 * arrays have room for one name a row. */
static il_name *name_for(il_knowledge *k, il_str text) {
  uint32_t place;
  if (il_map_get(k->name_map, text, &place))
    return &k->names[place];
  if (!il_map_put(k->name_map, text, k->name_count))
    return NULL;
  il_name *name = &k->names[k->name_count++];
  *name = (il_name){text, IL_NO_ROW, IL_NO_ROW, IL_NO_ROW};
  return name;
}

static bool add_row(il_knowledge *k, bool about_routine, il_str key,
                    const il_saying *saying) {
  il_name *name = name_for(k, key);
  if (!name)
    return false;
  k->links[k->link_count] = (il_link){saying->row, IL_NO_ROW};
  if (name->first_row == IL_NO_ROW)
    name->first_row = k->link_count;
  else
    k->links[name->last_row].next = k->link_count;
  name->last_row = k->link_count++;
  if (!about_routine)
    return true;
  if (name->routine == IL_NO_ROW) {
    name->routine = k->draft_count++;
    k->drafts[name->routine].routine.name = name->text;
  }
  il_draft_add(&k->drafts[name->routine], saying);
  return true;
}

/* Where in a row of the table the cells of an il_saying are; -1 for none. */
typedef struct places {
  int max_irql, basis, page, kind, blocks_when, effect, work, callable_from,
      header, alias;
} places;

static places places_in(const il_table *table) {
  return (places){
      .max_irql = il_table_find(table, IL_STR("max_irql")),
      .basis = il_table_find(table, IL_STR("basis")),
      .page = il_table_find(table, IL_STR("page")),
      .kind = il_table_find(table, IL_STR("kind")),
      .blocks_when = il_table_find(table, IL_STR("blocks_when")),
      .effect = il_table_find(table, IL_STR("effect")),
      .work = il_table_find(table, IL_STR("work")),
      .callable_from = il_table_find(table, IL_STR("callable_from")),
      .header = il_table_find(table, IL_STR("header")),
      .alias = il_table_find(table, IL_STR("alias")),
  };
}

static il_str cell_at(const il_str *cells, int place) {
  return place < 0 ? (il_str){NULL, 0} : cells[place];
}

static il_status add_rows(il_knowledge *k, const il_schema *schema,
                          const il_table *table, il_error *err) {
  const il_column *columns[IL_TABLE_COLUMNS];
  il_str cells[IL_TABLE_COLUMNS];
  int key = schema->key ? il_table_find(table, il_str_of(schema->key)) : -1;
  places at = places_in(table);
  il_status status = il_schema_header(schema, table, columns, err);
  for (uint32_t i = 0; status == IL_OK && i < table->row_count; i++) {
    il_table_split(table, table->rows[i].text, cells);
    status = il_schema_row(columns, table->rows[i], cells, err);
    /* Some rules are about no routine in particular. */
    if (status != IL_OK || key < 0 || !cells[key].len)
      continue;
    il_saying saying = {
        .row = &table->rows[i],
        .rank = schema->rank,
        .max_irql = cell_at(cells, at.max_irql),
        .basis = cell_at(cells, at.basis),
        .page = cell_at(cells, at.page),
        .kind = cell_at(cells, at.kind),
        .blocks_when = cell_at(cells, at.blocks_when),
        .effect = cell_at(cells, at.effect),
        .work = cell_at(cells, at.work),
        .callable_from = cell_at(cells, at.callable_from),
        .header = cell_at(cells, at.header),
        .alias = cell_at(cells, at.alias),
    };
    if (!add_row(k, schema->about_routine, cells[key], &saying))
      status = il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
  }
  return status;
}

static il_status read_all(il_knowledge *k, const il_table_text *texts,
                          size_t count, bool copy, il_error *err) {
  const il_schema *schemas[IL_TABLES];
  size_t rows = 0;
  if (count > IL_TABLES)
    return il_fail(err, IL_ELIMIT, 0, 0, "more than %d tables", IL_TABLES);
  k->tables = il_arena_array(k->arena, count, sizeof *k->tables);
  if (!k->tables)
    return il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
  for (size_t i = 0; i < count; i++) {
    il_str name = il_str_of(texts[i].name), text = texts[i].text;
    if (copy) {
      name = il_arena_copy(k->arena, name);
      text = il_arena_copy(k->arena, text);
      if (!name.ptr || !text.ptr)
        return il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
    }
    schemas[i] = il_schema_of(name, err);
    if (!schemas[i])
      return IL_EUSAGE;
    il_status status = il_table_read(&k->tables[i], k->arena, name, text, err);
    if (status != IL_OK)
      return status;
    k->table_count++;
    rows += k->tables[i].row_count;
  }
  k->links = il_arena_array(k->arena, rows, sizeof *k->links);
  k->names = il_arena_array(k->arena, rows, sizeof *k->names);
  k->drafts = il_arena_array(k->arena, rows, sizeof *k->drafts);
  if (!k->links || !k->names || !k->drafts)
    return il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
  il_status status = IL_OK;
  for (size_t i = 0; i < count && status == IL_OK; i++)
    status = add_rows(k, schemas[i], &k->tables[i], err);
  if (status != IL_OK)
    return status;
  il_drafts_finish(k);
  return il_roots_read(k, err);
}

static il_knowledge *new_from(const il_table_text *texts, size_t count,
                              bool copy, il_error *err) {
  il_knowledge *k = calloc(1, sizeof *k);
  if (k)
    k->arena = il_arena_new(0);
  if (k && k->arena) {
    k->name_map = il_map_new(k->arena);
    k->role_map = il_map_new(k->arena);
    k->pointer_map = il_map_new(k->arena);
    k->entry_map = il_map_new(k->arena);
    k->member_map = il_map_new(k->arena);
    k->target_map = il_map_new(k->arena);
    k->lock_map = il_map_new(k->arena);
    k->work_map = il_map_new(k->arena);
    k->port_map = il_map_new(k->arena);
  }
  if (!k || !k->arena || !k->name_map || !k->role_map || !k->pointer_map ||
      !k->entry_map || !k->member_map || !k->target_map || !k->lock_map ||
      !k->work_map || !k->port_map) {
    il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
  } else if (read_all(k, texts, count, copy, err) == IL_OK) {
    return k;
  }
  il_knowledge_free(k);
  return NULL;
}

il_knowledge *il_knowledge_new(const il_table_text *tables, size_t count,
                               il_error *err) {
  return new_from(tables, count, true, err);
}

il_knowledge *il_knowledge_builtin(il_error *err) {
  size_t count;
  const il_table_text *tables = il_knowledge_builtin_tables(&count);
  return new_from(tables, count, false, err);
}

void il_knowledge_free(il_knowledge *knowledge) {
  if (!knowledge)
    return;
  il_map_free(knowledge->name_map);
  il_map_free(knowledge->role_map);
  il_map_free(knowledge->pointer_map);
  il_map_free(knowledge->entry_map);
  il_map_free(knowledge->member_map);
  il_map_free(knowledge->target_map);
  il_map_free(knowledge->lock_map);
  il_map_free(knowledge->work_map);
  il_map_free(knowledge->port_map);
  il_arena_free(knowledge->arena);
  free(knowledge);
}

size_t il_knowledge_table_count(const il_knowledge *knowledge) {
  return knowledge->table_count;
}

const il_table *il_knowledge_table(const il_knowledge *knowledge,
                                   size_t index) {
  return index < knowledge->table_count ? &knowledge->tables[index] : NULL;
}

const il_table *il_knowledge_table_named(const il_knowledge *knowledge,
                                         const char *name) {
  for (size_t i = 0; i < knowledge->table_count; i++)
    if (il_str_is(knowledge->tables[i].name, name))
      return &knowledge->tables[i];
  return NULL;
}

size_t il_knowledge_rows(const il_knowledge *knowledge, il_str name,
                         il_row *rows, size_t size) {
  const il_name *entry = il_knowledge_name(knowledge, name);
  size_t count = 0;
  for (uint32_t at = entry ? entry->first_row : IL_NO_ROW; at != IL_NO_ROW;
       at = knowledge->links[at].next, count++)
    if (count < size)
      rows[count] = *knowledge->links[at].row;
  return count;
}
