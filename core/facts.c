/* facts.c - the store: records are checked and copied as they come. */
#include "facts_internal.h"

#include <stdio.h>
#include <stdlib.h>

il_facts *il_facts_new_within(size_t limit, il_error *err) {
  il_facts *facts = calloc(1, sizeof *facts);
  if (facts) {
    facts->head = IL_KINDS;
    facts->arena = il_arena_new(limit);
  }
  if (!facts || !facts->arena) {
    free(facts);
    il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
    return NULL;
  }
  return facts;
}

il_facts *il_facts_new(il_error *err) { return il_facts_new_within(0, err); }

void il_facts_free(il_facts *facts) {
  if (!facts)
    return;
  il_term_store_free(&facts->terms);
  il_arena_free(facts->arena);
  free(facts->records);
  il_buf_free(&facts->text);
  il_buf_free(&facts->dump);
  free(facts);
}

il_status il_facts_fail(il_facts *facts, il_status code, const char *format,
                        ...) {
  char message[sizeof facts->error.message];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  return il_fail(&facts->error, code, 0, 0, "%s", message);
}

il_status il_facts_no_memory(il_facts *facts) {
  return il_facts_fail(facts, IL_ENOMEM, "out of memory");
}

bool il_facts_open(const il_facts *facts) {
  return facts->error.code == IL_OK && !facts->finished;
}

bool il_facts_admits(const il_facts *facts, il_kind kind, const char **why) {
  switch (il_kind_describe(kind)->group) {
  case IL_GROUP_HEAD:
    *why = "the block before it has no last record ('ret', 'br', 'sw', 'jmp' "
           "or 'end')";
    return !facts->in_block;
  case IL_GROUP_NEXT:
    if (facts->in_block) {
      *why = "it cannot stand inside a block";
      return il_kind_belongs(kind, IL_K_block);
    }
    *why = "it says nothing of the record that it follows";
    return il_kind_belongs(kind, facts->head);
  default:
    *why = "it stands outside a block";
    return facts->in_block;
  }
}

static il_status too_long(il_facts *facts, const il_kind_desc *desc,
                          const il_field_desc *field, long most,
                          const char *what) {
  return il_facts_fail(facts, IL_ELIMIT,
                       "field '%s' of a '%s' record has more than %ld %s",
                       field->form.name, desc->name, most, what);
}

static il_status wrong(il_facts *facts, const il_kind_desc *desc,
                       const il_field_desc *field, const char *what) {
  return il_facts_fail(facts, IL_EUSAGE, "field '%s' of a '%s' record %s",
                       field->form.name, desc->name, what);
}

static bool copy_str(il_facts *facts, il_str *to, il_str from) {
  *to = from.len ? il_arena_copy(facts->arena, from) : (il_str){"", 0};
  return to->ptr != NULL;
}

static bool copy_terms(il_facts *facts, il_terms *to, const il_terms *from) {
  il_term *items = il_arena_array(facts->arena, from->count, sizeof *items);
  if (!items)
    return false;
  if (from->count)
    memcpy(items, from->items, from->count * sizeof *items);
  *to = (il_terms){items, from->count};
  return true;
}

static bool copy_cases(il_facts *facts, il_cases *to, const il_cases *from) {
  il_case *items = il_arena_array(facts->arena, from->count, sizeof *items);
  if (!items)
    return false;
  for (uint32_t i = 0; i < from->count; i++) {
    const il_case *arm = &from->items[i];
    items[i].block = arm->block;
    items[i].is_default = arm->is_default;
    items[i].low = arm->is_default ? 0 : arm->low;
    items[i].high = arm->is_default ? 0 : arm->high;
  }
  *to = (il_cases){items, from->count};
  return true;
}

static const char *wrong_cases(const il_cases *cases) {
  for (uint32_t i = 0; i < cases->count; i++) {
    const il_case *arm = &cases->items[i];
    if (arm->is_default && i + 1 < cases->count)
      return "has a default that is not the last arm";
    if (!arm->is_default && arm->low > arm->high)
      return "has an arm whose low end is above its high end";
  }
  return NULL;
}

/* Checks one field and copies it from one record to the other. */
static il_status copy_field(il_facts *facts, il_record *to,
                            const il_record *from, const il_kind_desc *desc,
                            const il_field_desc *field) {
  void *target = il_field_of(to, field);
  const void *source = il_field_in(from, field);
  const il_str *text = source;
  const uint32_t *number = source;
  const il_terms *terms = source;
  const il_at *at = source;
  const char *problem;
  bool good = true;
  switch (field->code) {
  case IL_FORM_NAME:
    if (text->len > IL_NAME_MAX)
      return too_long(facts, desc, field, IL_NAME_MAX, "bytes");
    good = copy_str(facts, target, *text);
    break;
  case IL_FORM_TEXT:
    if (text->len > IL_TEXT_MAX)
      return too_long(facts, desc, field, IL_TEXT_MAX, "bytes");
    good = copy_str(facts, target, *text);
    break;
  case IL_FORM_COUNT:
    *(uint32_t *)target = *number;
    break;
  case IL_FORM_TERM:
    if (*number > facts->terms.count)
      return wrong(facts, desc, field, "is no term of these facts");
    *(il_term *)target = *number;
    break;
  case IL_FORM_TERMS:
    if (terms->count > IL_ARGS_MAX)
      return too_long(facts, desc, field, IL_ARGS_MAX, "terms");
    for (uint32_t i = 0; i < terms->count; i++)
      if (terms->items[i] == 0 || terms->items[i] > facts->terms.count)
        return wrong(facts, desc, field, "holds what is no term");
    good = copy_terms(facts, target, terms);
    break;
  case IL_FORM_AT:
    if (at->file && (!at->line || !at->column))
      return wrong(facts, desc, field, "has a file, but line or column is 0");
    *(il_at *)target = *at;
    if (!at->file)
      *(il_at *)target = (il_at){.host = at->host};
    break;
  case IL_FORM_CASES:
    if (((const il_cases *)source)->count > IL_CASES_MAX)
      return too_long(facts, desc, field, IL_CASES_MAX, "arms");
    problem = wrong_cases(source);
    if (problem)
      return wrong(facts, desc, field, problem);
    good = copy_cases(facts, target, source);
    break;
  case IL_FORM_WORD:
    if (!il_word_at(field->form.words, *number).ptr)
      return wrong(facts, desc, field, "is none of its words");
    *(uint32_t *)target = *number;
    break;
  case IL_FORM_FLAGS:
    if (*number >> strlen(field->form.words))
      return wrong(facts, desc, field,
                   "has a flag that is none of its letters");
    *(uint32_t *)target = *number;
    break;
  }
  return good ? IL_OK : il_facts_no_memory(facts);
}

static bool reserve(il_facts *facts) {
  if (facts->count < facts->capacity)
    return true;
  size_t want = facts->capacity ? facts->capacity * 2 : 64;
  void *bigger = realloc(facts->records, want * sizeof *facts->records);
  if (!bigger)
    return false;
  facts->records = bigger;
  facts->capacity = want;
  return true;
}

il_status il_facts_add(il_facts *facts, const il_record *record) {
  if (!facts)
    return IL_EUSAGE;
  if (!il_facts_open(facts))
    return facts->finished ? IL_EUSAGE : facts->error.code;
  const il_kind_desc *desc = il_kind_describe(record->kind);
  if (!desc)
    return il_facts_fail(facts, IL_EUSAGE, "a record of no kind");
  const char *why;
  if (!il_facts_admits(facts, record->kind, &why))
    return il_facts_fail(facts, IL_EUSAGE, "'%s' record: %s", desc->name, why);
  if (facts->count == IL_RECORDS_MAX)
    return il_facts_fail(facts, IL_ELIMIT, "more than %d records",
                         IL_RECORDS_MAX);
  if (!reserve(facts))
    return il_facts_no_memory(facts);
  il_record *copy = &facts->records[facts->count];
  memset(copy, 0, sizeof *copy);
  copy->kind = record->kind;
  for (size_t i = 0; i < desc->count; i++) {
    il_status status = copy_field(facts, copy, record, desc, &desc->fields[i]);
    if (status != IL_OK)
      return status;
  }
  facts->count++;
  if (desc->group == IL_GROUP_HEAD)
    facts->head = record->kind;
  if (record->kind == IL_K_block)
    facts->in_block = true;
  if (desc->group == IL_GROUP_LAST)
    facts->in_block = false;
  return IL_OK;
}

size_t il_facts_count(const il_facts *facts) {
  return facts && facts->finished ? facts->count : 0;
}

const il_record *il_facts_record(const il_facts *facts, size_t index) {
  return index < il_facts_count(facts) ? &facts->records[index] : NULL;
}
