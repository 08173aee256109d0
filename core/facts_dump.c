/* facts_dump.c - the view of facts for people. */
#include "facts_internal.h"

#include <stdlib.h>

/* The paths of the files, by id from 1. */
typedef struct paths {
  il_str *items;
  size_t count;
} paths;

static bool find_paths(const il_facts *facts, paths *files) {
  files->count = 0;
  files->items = calloc(facts->count + 1, sizeof *files->items);
  if (!files->items)
    return false;
  for (size_t i = 0; i < facts->count; i++)
    if (facts->records[i].kind == IL_K_file)
      files->items[files->count++] = facts->records[i].u.file_.path;
  return true;
}

/* Whether the field says nothing, so that the dump can leave it out. */
static bool is_empty(const il_record *record, const il_field_desc *field) {
  const void *value = il_field_in(record, field);
  switch (field->code) {
  case IL_FORM_NAME:
  case IL_FORM_TEXT:
    return ((const il_str *)value)->len == 0;
  case IL_FORM_TERM:
  case IL_FORM_FLAGS:
    return *(const uint32_t *)value == 0;
  case IL_FORM_AT:
    return ((const il_at *)value)->file == 0;
  default:
    return false;
  }
}

static void dump_at(il_out *out, const paths *files, const il_at *at) {
  il_out_name(out, files->items[at->file - 1]);
  il_out_byte(out, ':');
  il_out_unsigned(out, at->line);
  il_out_byte(out, ':');
  il_out_unsigned(out, at->column);
}

static void dump_record(il_out *out, const il_facts *facts, const paths *files,
                        const il_record *record, bool in_block) {
  const il_kind_desc *desc = il_kind_describe(record->kind);
  il_group group = desc->group;
  /* A mark inside a block stands among the records of the block. */
  if (in_block && group == IL_GROUP_NEXT)
    group = IL_GROUP_BODY;
  for (const char *c = il_group_indent(group); *c; c++)
    il_out_text(out, "  ");
  il_out_text(out, desc->name);
  for (size_t i = 0; i < desc->count; i++) {
    const il_field_desc *field = &desc->fields[i];
    if (is_empty(record, field))
      continue;
    il_out_byte(out, ' ');
    il_out_text(out, field->form.name);
    il_out_byte(out, '=');
    if (field->code == IL_FORM_AT)
      dump_at(out, files, il_field_in(record, field));
    else
      il_out_field(out, facts, record, field);
  }
  il_out_byte(out, '\n');
}

il_str il_facts_dump(il_facts *facts, il_error *err) {
  const il_str empty = {NULL, 0};
  if (!facts || !facts->finished) {
    il_fail(err, IL_EUSAGE, 0, 0, "the facts are not finished");
    return empty;
  }
  if (facts->dump.len)
    return il_buf_str(&facts->dump);
  paths files;
  if (!find_paths(facts, &files)) {
    il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
    return empty;
  }
  il_out out = {.buf = &facts->dump};
  bool in_block = false;
  for (size_t i = 0; i < facts->count; i++) {
    const il_record *record = &facts->records[i];
    dump_record(&out, facts, &files, record,
                in_block && record->kind != IL_K_block);
    if (record->kind == IL_K_block)
      in_block = true;
    if (il_kind_describe(record->kind)->group == IL_GROUP_LAST)
      in_block = false;
  }
  free(files.items);
  if (facts->dump.failed) {
    il_buf_free(&facts->dump);
    il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
    return empty;
  }
  return il_buf_str(&facts->dump);
}
