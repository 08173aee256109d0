/* facts_read.c - the strict reader: accepts what the writer writes. */
#include "facts_internal.h"

#include <stdlib.h>

/* Memory for what is read, in proportion to the text. */
enum { BYTES_PER_BYTE = 64, BYTES_AT_LEAST = 1024 * 1024 };

typedef struct reader {
  il_scan scan;
  il_facts *facts;
  size_t head;       /* index of the last HEAD record */
  il_kind next;      /* kind of the last NEXT record outside a block */
  uint32_t files;    /* file records so far */
  size_t name_start; /* of the record's kind, and of its fields: */
  size_t starts[IL_FIELDS_MOST];
} reader;

static bool read_terms(reader *r, il_terms *terms) {
  il_scan *scan = &r->scan;
  il_term items[IL_ARGS_MAX];
  uint32_t count = 0;
  if (!il_scan_byte(scan, '(', "'('"))
    return false;
  while (il_scan_peek(scan) != ')') {
    if (count && !il_scan_byte(scan, ' ', "a space or ')'"))
      return false;
    if (count == IL_ARGS_MAX)
      return il_scan_fail(scan, IL_ELIMIT, scan->at, "more than %d terms",
                          IL_ARGS_MAX);
    size_t start = scan->at;
    if (!il_scan_term(scan, r->facts, &items[count]))
      return false;
    if (!items[count++])
      return il_scan_fail(scan, IL_ESYNTAX, start,
                          "expected a term, but there is '-'");
  }
  scan->at++;
  il_term *copy = il_arena_array(scan->arena, count, sizeof *copy);
  if (!copy)
    return il_scan_fail(scan, IL_ENOMEM, scan->at, "out of memory");
  memcpy(copy, items, count * sizeof *copy);
  *terms = (il_terms){copy, count};
  return true;
}

static bool read_word(il_scan *scan, const char *words, uint32_t *value) {
  size_t start = scan->at;
  *value = il_word_find(words, il_scan_word(scan));
  if (*value != UINT32_MAX)
    return true;
  return il_scan_fail_from(scan, start, "expected one of '%s'", words);
}

static bool read_field(reader *r, il_record *record,
                       const il_field_desc *field) {
  void *value = il_field_of(record, field);
  il_scan *scan = &r->scan;
  switch (field->code) {
  case IL_FORM_NAME:
    return il_scan_name(scan, value);
  case IL_FORM_TEXT:
    return il_scan_quoted(scan, IL_TEXT_MAX, value);
  case IL_FORM_COUNT:
    return il_scan_count(scan, value);
  case IL_FORM_TERM:
    return il_scan_term(scan, r->facts, value);
  case IL_FORM_TERMS:
    return read_terms(r, value);
  case IL_FORM_AT:
    return il_scan_at(scan, value);
  case IL_FORM_CASES:
    return il_scan_cases(scan, value);
  case IL_FORM_WORD:
    return read_word(scan, field->form.words, value);
  case IL_FORM_FLAGS:
    return il_scan_flags(scan, field->form.words, value);
  }
  return false;
}

/* Whether a record of this kind may stand here, by kind alone. */
static bool check_place(reader *r, il_kind kind) {
  const il_facts *facts = r->facts;
  const il_kind_desc *desc = il_kind_describe(kind);
  const char *why;
  if (!facts->count && kind != IL_K_unit)
    return il_scan_fail(&r->scan, IL_ESYNTAX, r->name_start,
                        "expected the 'unit' record, but there is '%s'",
                        desc->name);
  if (!il_facts_admits(facts, kind, &why))
    return il_scan_fail(&r->scan, IL_ESYNTAX, r->name_start, "'%s' record: %s",
                        desc->name, why);
  il_kind before = IL_K_unit;
  if (desc->group == IL_GROUP_HEAD && facts->count)
    before = facts->records[r->head].kind;
  else if (desc->group == IL_GROUP_NEXT && !facts->in_block)
    before = r->next;
  if (kind < before)
    return il_scan_fail(&r->scan, IL_ESYNTAX, r->name_start,
                        "a '%s' record stands before all '%s' records",
                        desc->name, il_kind_name(before));
  return true;
}

/* Whether the record just added keeps the order of the keys. */
static bool check_order(reader *r, const il_kind_desc *desc) {
  const il_facts *facts = r->facts;
  const il_record *record = &facts->records[facts->count - 1];
  if (desc->group == IL_GROUP_NEXT && record->kind != IL_K_block &&
      facts->in_block)
    return true;
  if (desc->group == IL_GROUP_NEXT)
    r->next = record->kind;
  if (desc->group != IL_GROUP_HEAD)
    return true;
  size_t before = r->head;
  r->head = facts->count - 1;
  r->next = IL_K_unit;
  if (record->kind == IL_K_file && record->u.file_.id != ++r->files)
    return il_scan_fail(&r->scan, IL_ESYNTAX, r->starts[IL_F_file_id],
                        "expected the number %lu", (unsigned long)r->files);
  if (!r->head)
    return true;
  int order = il_head_cmp(&facts->records[before], record);
  if (order < 0)
    return true;
  const uint8_t *key;
  if (!il_kind_keys(record->kind, &key))
    return il_scan_fail(&r->scan, IL_ESYNTAX, r->name_start,
                        "a second '%s' record", desc->name);
  return il_scan_fail(&r->scan, IL_ESYNTAX, r->starts[key[0]],
                      order ? "'%s' records are not in the order of their keys"
                            : "two '%s' records with the same key",
                      desc->name);
}

static bool read_record(reader *r, il_kind kind, size_t indent) {
  il_scan *scan = &r->scan;
  const il_kind_desc *desc = il_kind_describe(kind);
  if (indent != strlen(il_group_indent(desc->group)))
    return il_scan_fail(scan, IL_ESYNTAX, r->name_start,
                        "'%s' record is indented by %zu, not %zu", desc->name,
                        strlen(il_group_indent(desc->group)), indent);
  if (!check_place(r, kind))
    return false;
  il_record record = {.kind = kind};
  for (size_t i = 0; i < desc->count; i++) {
    if (!il_scan_byte(scan, ' ', "a space and the next field"))
      return false;
    r->starts[i] = scan->at;
    if (!read_field(r, &record, &desc->fields[i]))
      return false;
  }
  if (il_facts_add(r->facts, &record) != IL_OK)
    return il_scan_fail(scan, r->facts->error.code, r->name_start, "%s",
                        r->facts->error.message);
  return check_order(r, desc) &&
         il_scan_byte(scan, '\n', "the end of the line");
}

static bool read_first_line(il_scan *scan) {
  for (const char *c = IL_FACTS_MAGIC; *c; c++)
    if (!il_scan_byte(scan, *c, "the first line, '" IL_FACTS_MAGIC "N'"))
      return false;
  size_t start = scan->at;
  uint64_t version = 0;
  if (!il_scan_unsigned(scan, UINT32_MAX, &version))
    return false;
  if (version != IL_FACTS_VERSION)
    return il_scan_fail(scan, IL_ESYNTAX, start,
                        "facts of version %lu, but only version %d can be "
                        "read here: extract them again",
                        (unsigned long)version, IL_FACTS_VERSION);
  return il_scan_byte(scan, '\n', "the end of the line");
}

static bool read_last_line(reader *r) {
  il_scan *scan = &r->scan;
  if (!r->facts->count)
    return il_scan_fail(scan, IL_ESYNTAX, r->name_start,
                        "expected the 'unit' record, but the facts end");
  if (r->facts->in_block)
    return il_scan_fail(scan, IL_ESYNTAX, r->name_start,
                        "the facts end inside a block");
  if (!il_scan_byte(scan, '\n', "the end of the line"))
    return false;
  if (scan->at < scan->text.len)
    return il_scan_fail(scan, IL_ESYNTAX, scan->at,
                        "there is text after the last line");
  return true;
}

static bool read_lines(reader *r) {
  il_scan *scan = &r->scan;
  for (;;) {
    size_t line = scan->at;
    while (il_scan_peek(scan) == ' ' && scan->at - line < 2)
      scan->at++;
    size_t indent = scan->at - line;
    r->name_start = scan->at;
    il_str name = il_scan_word(scan);
    if (!indent && il_str_is(name, IL_FACTS_LAST_LINE))
      return read_last_line(r);
    if (scan->at == scan->text.len)
      return il_scan_fail(scan, IL_ESYNTAX, scan->at,
                          "the text ends before the line '%s'",
                          IL_FACTS_LAST_LINE);
    il_kind kind = il_kind_find(name);
    if (kind == IL_KINDS)
      return il_scan_fail(scan, IL_ESYNTAX, r->name_start,
                          "this is no kind of record");
    if (!read_record(r, kind, indent))
      return false;
  }
}

/* The byte after the field that begins at 'at' of a text that was read. */
static size_t skip_field(il_str text, size_t at, il_form_code code) {
  bool quotes = code == IL_FORM_TEXT || code == IL_FORM_TERM ||
                code == IL_FORM_TERMS ||
                (code == IL_FORM_NAME && text.ptr[at] == '"');
  bool parens = code == IL_FORM_TERM || code == IL_FORM_TERMS;
  bool inside = false;
  unsigned depth = 0;
  for (;; at++) {
    char c = text.ptr[at];
    if (inside) {
      inside = c != '"';
      at += c == '\\';
    } else if (quotes && c == '"') {
      inside = true;
    } else if (parens && (c == '(' || c == ')')) {
      depth += c == '(' ? 1u : -1u;
    } else if (c == '\n' || (c == ' ' && !depth && code != IL_FORM_CASES) ||
               (code == IL_FORM_CASES && c == ']')) {
      return code == IL_FORM_CASES ? at + 1 : at;
    }
  }
}

/* Reports what il_facts_finish() found, at its place in the text. */
static bool fail_finished(reader *r) {
  const il_facts *facts = r->facts;
  const il_fault *fault = &facts->fault;
  il_scan *scan = &r->scan;
  il_status code =
      facts->error.code == IL_EUSAGE ? IL_ESYNTAX : facts->error.code;
  if (!fault->known) {
    scan->failed = true;
    il_fail(scan->err, code, 0, 0, "%s", facts->error.message);
    return false;
  }
  /* One record a line, the first in line 2. */
  il_str text = scan->text;
  size_t at = 0;
  for (size_t line = 0; line <= fault->record; line++)
    at = (size_t)((const char *)memchr(text.ptr + at, '\n', text.len - at) -
                  text.ptr) +
         1;
  scan->line = (uint32_t)fault->record + 2;
  scan->line_start = at;
  const il_kind_desc *desc =
      il_kind_describe(facts->records[fault->record].kind);
  at += strlen(il_group_indent(desc->group)) + strlen(desc->name) + 1;
  for (size_t f = 0; f < fault->field; f++)
    at = skip_field(text, at, desc->fields[f].code) + 1;
  if (desc->fields[fault->field].code == IL_FORM_CASES) {
    for (size_t item = 0; item < fault->item; item++)
      while (text.ptr[at++] != ' ')
        ;
    while (text.ptr[at++] != ':')
      ;
  }
  return il_scan_fail(scan, code, at, "%s", facts->error.message);
}

il_facts *il_facts_read(il_str text, il_error *err) {
  size_t limit = text.len < (SIZE_MAX - BYTES_AT_LEAST) / BYTES_PER_BYTE
                     ? text.len * BYTES_PER_BYTE + BYTES_AT_LEAST
                     : 0;
  il_facts *facts = il_facts_new_within(limit, err);
  if (!facts)
    return NULL;
  reader r = {
      .scan = {.text = text, .line = 1, .arena = facts->arena, .err = err},
      .facts = facts};
  bool good = read_first_line(&r.scan) && read_lines(&r);
  if (good && il_facts_finish(facts, NULL) != IL_OK)
    good = fail_finished(&r);
  if (good)
    return facts;
  il_facts_free(facts);
  return NULL;
}
