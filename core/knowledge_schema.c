/* knowledge_schema.c - the form of each table, and the check of its cells. */
#include "knowledge_internal.h"

#include <stdio.h>

#define ROOT_KINDS                                                             \
  "interrupt message-interrupt synchronized-access dpc startio buildio timer " \
  "reset state-change initialize passive-initialize find-adapter "             \
  "adapter-control unit-control tracing service work-item notification "       \
  "thread entry dispatch bugcheck callback"

static const il_schema schemas[] = {
    {"own.tsv",
     "name",
     true,
     true,
     IL_RANK_OWN,
     {{"name", IL_CHECK_TEXT, true, NULL},
      {"header", IL_CHECK_TEXT, false, NULL},
      {"kind", IL_CHECK_TEXT, false, NULL},
      {"min_irql", IL_CHECK_LEVEL, false, NULL},
      {"max_irql", IL_CHECK_LEVEL, false, NULL},
      {"blocks_when", IL_CHECK_TERM, false, NULL},
      {"effect", IL_CHECK_TEXT, false, NULL},
      {"work", IL_CHECK_TEXT, false, NULL},
      {"callable_from", IL_CHECK_TEXT, false, NULL},
      {"basis", IL_CHECK_TEXT, false, NULL},
      {"note", IL_CHECK_TEXT, false, NULL},
      {"page", IL_CHECK_TEXT, false, NULL}}},
    {"blocking.tsv",
     "name",
     true,
     false,
     IL_RANK_BLOCKING,
     {{"name", IL_CHECK_TEXT, true, NULL},
      {"kind", IL_CHECK_WORD, true,
       "wait sleep busy-wait lock pageable io allocation copy debug-output "
       "string-format"},
      {"max_irql", IL_CHECK_LEVEL, false, NULL},
      {"basis", IL_CHECK_TEXT, false, NULL},
      {"parameter", IL_CHECK_TEXT, false, NULL},
      {"condition", IL_CHECK_TEXT, false, NULL},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"blocks.tsv",
     "name",
     true,
     false,
     IL_RANK_NONE,
     {{"name", IL_CHECK_TEXT, true, NULL},
      {"blocks_when", IL_CHECK_TERM, true, NULL},
      {"page", IL_CHECK_TEXT, true, NULL},
      {"note", IL_CHECK_TEXT, false, NULL}}},
    {"storport.tsv",
     "name",
     true,
     false,
     IL_RANK_STORPORT,
     {{"name", IL_CHECK_TEXT, true, NULL},
      {"min_irql", IL_CHECK_LEVEL, false, NULL},
      {"max_irql", IL_CHECK_LEVEL, false, NULL},
      {"callable_from", IL_CHECK_TEXT, false, NULL},
      {"blocks", IL_CHECK_WORD, false, "yes bounded no"},
      {"deferrable_at_dirql", IL_CHECK_TEXT, false, NULL},
      {"work", IL_CHECK_WORD, false, "complete log queue copy defer"},
      {"deprecated", IL_CHECK_TEXT, false, NULL},
      {"note", IL_CHECK_TEXT, false, NULL},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"irql.tsv",
     "name",
     true,
     false,
     IL_RANK_IRQL,
     {{"name", IL_CHECK_TEXT, true, NULL},
      {"header", IL_CHECK_TEXT, false, NULL},
      {"min_irql", IL_CHECK_LEVEL, false, NULL},
      {"max_irql", IL_CHECK_LEVEL, false, NULL},
      {"raw", IL_CHECK_TEXT, false, NULL},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"known.tsv",
     "name",
     true,
     false,
     IL_RANK_KNOWN,
     {{"name", IL_CHECK_TEXT, true, NULL},
      {"kind", IL_CHECK_TEXT, false, NULL},
      {"max_irql", IL_CHECK_LEVEL, false, NULL},
      {"effect", IL_CHECK_TEXT, false, NULL},
      {"alias", IL_CHECK_TEXT, false, NULL},
      {"basis", IL_CHECK_TEXT, true, NULL},
      {"page", IL_CHECK_TEXT, false, NULL}}},
    {"sdv.tsv",
     "function",
     true,
     false,
     IL_RANK_NONE,
     {{"rule", IL_CHECK_TEXT, true, NULL},
      {"function", IL_CHECK_TEXT, false, NULL},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"costs.tsv",
     "name",
     true,
     false,
     IL_RANK_NONE,
     {{"name", IL_CHECK_TEXT, true, NULL},
      {"cost_us_min", IL_CHECK_TEXT, true, NULL},
      {"cost_us_max", IL_CHECK_TEXT, true, NULL},
      {"parameter", IL_CHECK_TEXT, false, NULL},
      {"basis", IL_CHECK_TEXT, true, NULL},
      {"page", IL_CHECK_TEXT, false, NULL},
      {"note", IL_CHECK_TEXT, false, NULL}}},
    {"limits.tsv",
     "value",
     false,
     false,
     IL_RANK_NONE,
     {{"match", IL_CHECK_WORD, true, "name header"},
      {"value", IL_CHECK_TEXT, true, NULL},
      {"speaks", IL_CHECK_WORD, true, "dirql note"},
      {"reason", IL_CHECK_TEXT, true, NULL},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"callbacks.tsv",
     "role",
     false,
     false,
     IL_RANK_NONE,
     {{"role", IL_CHECK_TEXT, true, NULL},
      {"pointer_typedef", IL_CHECK_TEXT, false, NULL},
      {"header", IL_CHECK_TEXT, false, NULL},
      {"min_irql", IL_CHECK_LEVEL, false, NULL},
      {"max_irql", IL_CHECK_LEVEL, false, NULL},
      {"raw", IL_CHECK_TEXT, false, NULL},
      {"page", IL_CHECK_TEXT, true, NULL},
      {"note", IL_CHECK_TEXT, false, NULL}}},
    {"notifications.tsv",
     "type",
     false,
     false,
     IL_RANK_NONE,
     {{"type", IL_CHECK_TEXT, true, NULL},
      {"documented", IL_CHECK_WORD, true, "yes wrapper no"},
      {"sdv_allowed", IL_CHECK_WORD, true, "yes no"},
      {"arguments", IL_CHECK_TEXT, false, NULL},
      {"deferrable_at_dirql", IL_CHECK_TEXT, false, NULL},
      {"work", IL_CHECK_WORD, false, "complete log queue copy defer"},
      {"note", IL_CHECK_TEXT, false, NULL},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"roots.tsv",
     "role",
     false,
     false,
     IL_RANK_NONE,
     {{"role", IL_CHECK_TEXT, true, NULL},
      {"pointer", IL_CHECK_TEXT, false, NULL},
      {"entry", IL_CHECK_TEXT, false, NULL},
      {"parameter", IL_CHECK_NUMBER, false, NULL},
      {"value", IL_CHECK_TERM, false, NULL},
      {"level", IL_CHECK_LEVEL, true, NULL},
      {"locks", IL_CHECK_TEXT, false, NULL},
      {"may_acquire", IL_CHECK_TEXT, false, NULL},
      {"mode", IL_CHECK_WORD, true, "normal dump half-duplex"},
      {"kind", IL_CHECK_WORD, true, ROOT_KINDS},
      {"title", IL_CHECK_TEXT, true, NULL},
      {"note", IL_CHECK_TEXT, false, NULL},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"members.tsv",
     NULL,
     false,
     false,
     IL_RANK_NONE,
     {{"record", IL_CHECK_TEXT, true, NULL},
      {"field", IL_CHECK_TEXT, true, NULL},
      {"role", IL_CHECK_TEXT, true, NULL},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"targets.tsv",
     "routine",
     false,
     false,
     IL_RANK_NONE,
     {{"routine", IL_CHECK_TEXT, true, NULL},
      {"condition", IL_CHECK_TERM, false, NULL},
      {"parameter", IL_CHECK_NUMBER, true, NULL},
      {"role", IL_CHECK_TEXT, true, NULL},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"locks.tsv",
     "routine",
     false,
     false,
     IL_RANK_NONE,
     {{"routine", IL_CHECK_TEXT, true, NULL},
      {"condition", IL_CHECK_TERM, false, NULL},
      {"action", IL_CHECK_WORD, true, "acquire release"},
      {"level", IL_CHECK_LEVEL, false, NULL},
      {"held", IL_CHECK_TEXT, false, NULL},
      {"taken", IL_CHECK_TEXT, false, NULL},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"work.tsv",
     "routine",
     false,
     false,
     IL_RANK_NONE,
     {{"routine", IL_CHECK_TEXT, true, NULL},
      {"condition", IL_CHECK_TERM, false, NULL},
      {"unless", IL_CHECK_TERM, false, NULL},
      {"work", IL_CHECK_WORD, true, "complete log queue copy defer"},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"modes.tsv",
     NULL,
     false,
     false,
     IL_RANK_NONE,
     {{"record", IL_CHECK_TEXT, true, NULL},
      {"field", IL_CHECK_TEXT, true, NULL},
      {"mode", IL_CHECK_WORD, true, "dump"},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"ports.tsv",
     "routine",
     false,
     false,
     IL_RANK_NONE,
     {{"routine", IL_CHECK_TEXT, true, NULL},
      {"model", IL_CHECK_WORD, true, "storport scsiport other"},
      {"words", IL_CHECK_TEXT, true, NULL},
      {"page", IL_CHECK_TEXT, true, NULL}}},
    {"macros.tsv",
     "name",
     false,
     false,
     IL_RANK_NONE,
     {{"kind", IL_CHECK_WORD, true, "macro pragma annotation comment"},
      {"name", IL_CHECK_TEXT, true, NULL},
      {"argument", IL_CHECK_TEXT, false, NULL},
      {"meaning", IL_CHECK_TEXT, true, NULL},
      {"note", IL_CHECK_TEXT, false, NULL},
      {"page", IL_CHECK_TEXT, false, NULL}}},
};

enum { SCHEMAS = sizeof schemas / sizeof *schemas };

const il_schema *il_schema_of(il_str file, il_error *err) {
  for (size_t i = 0; i < SCHEMAS; i++)
    if (il_str_is(file, schemas[i].file))
      return &schemas[i];
  il_fail(err, IL_EUSAGE, 0, 0,
          "%.*s: no table has this name; a table is one of those that "
          "rules/api/README.md lists",
          (int)(file.len < 60 ? file.len : 60), file.ptr);
  return NULL;
}

static const il_column *column_of(const il_schema *schema, il_str name) {
  for (size_t i = 0; i < IL_TABLE_COLUMNS && schema->columns[i].name; i++)
    if (il_str_is(name, schema->columns[i].name))
      return &schema->columns[i];
  return NULL;
}

static bool is_word_of(il_str cell, const char *words) {
  il_str rest = il_str_of(words);
  while (rest.len)
    if (il_str_eq(il_str_split(rest, ' ', &rest), cell))
      return true;
  return false;
}

il_status il_schema_header(const il_schema *schema, const il_table *table,
                           const il_column **columns, il_error *err) {
  uint32_t at = 1;
  for (uint32_t i = 0; i < table->column_count; i++) {
    il_str name = table->columns[i];
    columns[i] = column_of(schema, name);
    if (!columns[i])
      return il_fail(err, IL_ESYNTAX, table->header_line, at,
                     "%s: the table has no column '%.*s'", schema->file,
                     (int)(name.len < 60 ? name.len : 60), name.ptr);
    at += (uint32_t)name.len + 1;
  }
  for (size_t i = 0; i < IL_TABLE_COLUMNS && schema->columns[i].name; i++) {
    const char *name = schema->columns[i].name;
    bool needed =
        !schema->columns_optional || il_str_is(il_str_of(name), schema->key);
    if (needed && il_table_find(table, il_str_of(name)) < 0)
      return il_fail(err, IL_ESYNTAX, table->header_line, 1,
                     "%s: column '%s' is missing", schema->file, name);
  }
  return IL_OK;
}

static il_status check_cell(const il_column *column, il_row row, il_str cell,
                            il_error *err) {
  char cure[200];
  if (!cell.len)
    return column->filled
               ? il_row_fail(row, cell, err, column->name, "every row needs it")
               : IL_OK;
  switch (column->check) {
  case IL_CHECK_LEVEL: {
    il_level level;
    return il_level_parse(cell, &level)
               ? IL_OK
               : il_row_fail(row, cell, err, "level",
                             "write PASSIVE_LEVEL, APC_LEVEL, DISPATCH_LEVEL, "
                             "DIRQL or HIGH_LEVEL, or nothing");
  }
  case IL_CHECK_TERM:
    return il_term_check(row, cell, err);
  case IL_CHECK_NUMBER: {
    uint64_t number;
    return il_str_u64(cell, &number) && number < 256
               ? IL_OK
               : il_row_fail(row, cell, err, "parameter",
                             "count parameters from 0");
  }
  case IL_CHECK_WORD:
    if (is_word_of(cell, column->words))
      return IL_OK;
    snprintf(cure, sizeof cure, "write one of: %s", column->words);
    return il_row_fail(row, cell, err, column->name, cure);
  case IL_CHECK_TEXT:
    break;
  }
  return IL_OK;
}

il_status il_schema_row(const il_column *const *columns, il_row row,
                        const il_str *cells, il_error *err) {
  il_status status = IL_OK;
  for (uint32_t i = 0; i < row.table->column_count && status == IL_OK; i++)
    if (columns[i]->filled || columns[i]->check != IL_CHECK_TEXT)
      status = check_cell(columns[i], row, cells[i], err);
  return status;
}

/* ---- terms -------------------------------------------------------------- */

typedef struct term_reader {
  il_row row;
  const char *at, *end;
  unsigned depth, nodes;
  il_error *err;
} term_reader;

enum { TERM_DEPTH = 8, TERM_NODES = 64 };

static bool term_fail(term_reader *reader, const char *what) {
  il_fail(reader->err, IL_ESYNTAX, reader->row.line,
          (uint32_t)(reader->at - reader->row.text.ptr) + 1, "%.*s: %s",
          (int)reader->row.table->name.len, reader->row.table->name.ptr, what);
  return false;
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static bool is_name(char c) {
  return is_digit(c) || c == '_' || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z');
}

static bool read_digits(term_reader *reader) {
  const char *start = reader->at;
  while (reader->at < reader->end && is_digit(*reader->at))
    reader->at++;
  if (reader->at == start || reader->at - start > 18)
    return term_fail(reader, "a number is expected here in the term");
  return true;
}

static bool read_leaf(term_reader *reader) {
  char kind = *reader->at++;
  if (kind == '#' && reader->at < reader->end && *reader->at == '-')
    reader->at++;
  if (!read_digits(reader))
    return false;
  if (kind == '#' && reader->at < reader->end && *reader->at == '=') {
    const char *start = ++reader->at;
    while (reader->at < reader->end && is_name(*reader->at))
      reader->at++;
    if (reader->at == start)
      return term_fail(reader, "the name of a constant is expected here in the "
                               "term");
  }
  return true;
}

/* Operands the operator takes; 0 when it is none. */
static int operands_of(il_str op) {
  if (il_str_is(op, "!") || il_str_is(op, "~"))
    return 1;
  if (il_str_is(op, "?:"))
    return 3;
  return is_word_of(op, "+ - / % << >> & | ^ < <= > >= == != && ||") ? 2 : 0;
}

static bool read_term(term_reader *reader);

static bool read_operands(term_reader *reader) {
  const char *start = ++reader->at;
  while (reader->at < reader->end && *reader->at != ' ' && *reader->at != ')')
    reader->at++;
  il_str op = {start, (size_t)(reader->at - start)};
  int count = 0;
  while (reader->at < reader->end && *reader->at == ' ') {
    reader->at++;
    count++;
    if (!read_term(reader))
      return false;
  }
  if (reader->at == reader->end || *reader->at != ')')
    return term_fail(reader, "')' is expected here in the term");
  reader->at++;
  /* '*' is a product with two operands, and what a pointer points to with
   * one. */
  bool fits = il_str_is(op, "*") ? count == 1 || count == 2
                                 : count && count == operands_of(op);
  if (!fits) {
    reader->at = start;
    return term_fail(reader, "no operator of a term, or not with so many "
                             "operands");
  }
  return true;
}

static bool read_term(term_reader *reader) {
  if (reader->at == reader->end)
    return term_fail(reader, "the term ends too early");
  if (++reader->depth > TERM_DEPTH || ++reader->nodes > TERM_NODES)
    return term_fail(reader, "the term is too deep or too long");
  bool good;
  if (*reader->at == '(')
    good = read_operands(reader);
  else if (*reader->at == '#' || *reader->at == '%')
    good = read_leaf(reader);
  else
    good = term_fail(reader, "no term; write '#1', '%0' or '(== %0 #1)'");
  reader->depth--;
  return good;
}

il_status il_term_check(il_row row, il_str cell, il_error *err) {
  if (il_str_is(cell, "?"))
    return IL_OK;
  term_reader reader = {
      .row = row, .at = cell.ptr, .end = cell.ptr + cell.len, .err = err};
  if (!read_term(&reader))
    return IL_ESYNTAX;
  if (reader.at != reader.end) {
    term_fail(&reader, "the term should have ended here");
    return IL_ESYNTAX;
  }
  return IL_OK;
}
