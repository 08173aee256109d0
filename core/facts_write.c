/* facts_write.c - from records and terms to the text form. */
#include "facts_internal.h"

#include <stdio.h>

static void out_terms(il_out *out, const il_facts *facts,
                      const il_terms *terms) {
  il_out_byte(out, '(');
  for (uint32_t i = 0; i < terms->count; i++) {
    if (i)
      il_out_byte(out, ' ');
    il_out_term(out, facts, terms->items[i]);
  }
  il_out_byte(out, ')');
}

void il_out_field(il_out *out, const il_facts *facts, const il_record *record,
                  const il_field_desc *field) {
  const void *value = il_field_in(record, field);
  switch (field->code) {
  case IL_FORM_NAME:
    il_out_name(out, *(const il_str *)value);
    break;
  case IL_FORM_TEXT:
    il_out_quoted(out, *(const il_str *)value);
    break;
  case IL_FORM_COUNT:
    il_out_unsigned(out, *(const uint32_t *)value);
    break;
  case IL_FORM_TERM:
    il_out_term(out, facts, *(const il_term *)value);
    break;
  case IL_FORM_TERMS:
    out_terms(out, facts, value);
    break;
  case IL_FORM_AT:
    il_out_at(out, value);
    break;
  case IL_FORM_CASES:
    il_out_cases(out, value);
    break;
  case IL_FORM_WORD:
    il_out_add(out, il_word_at(field->form.words, *(const uint32_t *)value));
    break;
  case IL_FORM_FLAGS:
    il_out_flags(out, field->form.words, *(const uint32_t *)value);
    break;
  }
}

void il_out_term(il_out *out, const il_facts *facts, il_term term) {
  const il_node *node = il_facts_node(facts, term);
  const il_op_info *info = il_op_describe(node->op);
  switch (node->op) {
  case IL_T_NONE:
    il_out_byte(out, '-');
    return;
  case IL_T_CONST:
    il_out_byte(out, '#');
    if (node->type.bits == 64 && !node->type.is_signed)
      il_out_unsigned(out, (uint64_t)node->value);
    else
      il_out_signed(out, node->value);
    if (node->type.bits != 32 || !node->type.is_signed) {
      il_out_byte(out, ':');
      il_out_int(out, node->type);
    }
    if (node->name.len) {
      il_out_byte(out, '=');
      il_out_term_name(out, node->name, true);
    }
    return;
  case IL_T_RESULT:
    il_out_text(out, info->spelling);
    il_out_unsigned(out, (uint64_t)node->value);
    return;
  case IL_T_VAR:
  case IL_T_GLOBAL:
  case IL_T_FN:
    il_out_text(out, info->spelling);
    il_out_term_name(out, node->name, true);
    return;
  case IL_T_FIELD:
    il_out_term(out, facts, node->args[0]);
    il_out_text(out, info->spelling);
    il_out_term_name(out, node->record, false);
    il_out_byte(out, ':');
    il_out_term_name(out, node->name, false);
    if (node->is_volatile)
      il_out_byte(out, '!');
    return;
  default:
    break;
  }
  il_out_byte(out, '(');
  il_out_text(out, info->spelling);
  if (node->is_volatile)
    il_out_byte(out, '!');
  if (node->op == IL_T_CAST) {
    il_out_byte(out, ' ');
    il_out_int(out, node->type);
  }
  for (unsigned i = 0; i < node->count; i++) {
    il_out_byte(out, ' ');
    il_out_term(out, facts, node->args[i]);
  }
  il_out_byte(out, ')');
}

size_t il_term_text(const il_facts *facts, il_term term, char *buffer,
                    size_t size) {
  il_out out = {.ptr = buffer, .size = size ? size - 1 : 0};
  il_out_term(&out, facts, term);
  if (size)
    buffer[out.len < size ? out.len : size - 1] = '\0';
  return out.len;
}

static void out_record(il_out *out, const il_facts *facts,
                       const il_record *record) {
  const il_kind_desc *desc = il_kind_describe(record->kind);
  il_out_text(out, il_group_indent(desc->group));
  il_out_text(out, desc->name);
  for (size_t i = 0; i < desc->count; i++) {
    il_out_byte(out, ' ');
    il_out_field(out, facts, record, &desc->fields[i]);
  }
  il_out_byte(out, '\n');
}

il_str il_facts_text(il_facts *facts, il_error *err) {
  const il_str empty = {NULL, 0};
  if (!facts || !facts->finished) {
    il_fail(err, IL_EUSAGE, 0, 0, "the facts are not finished");
    return empty;
  }
  if (!facts->text.len) {
    il_out out = {.buf = &facts->text};
    il_out_text(&out, IL_FACTS_MAGIC);
    il_out_unsigned(&out, IL_FACTS_VERSION);
    il_out_byte(&out, '\n');
    for (size_t i = 0; i < facts->count; i++)
      out_record(&out, facts, &facts->records[i]);
    il_out_text(&out, IL_FACTS_LAST_LINE "\n");
  }
  if (facts->text.failed) {
    il_buf_free(&facts->text);
    il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
    return empty;
  }
  return il_buf_str(&facts->text);
}
