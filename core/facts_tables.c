/* facts_tables.c - the lines of facts.def as tables. */
#include "facts_internal.h"

#define IL_RECORD(kind, group, doc)                                            \
  static const il_field_desc fields_##kind[] = {
#define IL_FIELD(kind, form, name, doc)                                        \
  {{#name, #form, NULL, doc, offsetof(il_record, u.kind##_.name)},             \
   IL_FORM_##form},
#define IL_WORD(kind, name, words, doc)                                        \
  {{#name, "WORD", words, doc, offsetof(il_record, u.kind##_.name)},           \
   IL_FORM_WORD},
#define IL_FLAGS(kind, name, letters, doc)                                     \
  {{#name, "FLAGS", letters, doc, offsetof(il_record, u.kind##_.name)},        \
   IL_FORM_FLAGS},
#define IL_RECORD_END(kind)                                                    \
  {                                                                            \
    {NULL, NULL, NULL, NULL, 0}, IL_FORM_NAME                                  \
  }                                                                            \
  }                                                                            \
  ;
#include "isrlint/facts.def"

static const il_kind_desc kinds[] = {
#define IL_RECORD(kind, group, doc)                                            \
  {#kind, #group, doc, IL_GROUP_##group, fields_##kind, IL_F_##kind##_fields},
#include "isrlint/facts.def"
};

/* Every field must fit the tables that are indexed by kind and field. */
#define IL_RECORD(kind, group, doc)                                            \
  _Static_assert((int)IL_F_##kind##_fields <= IL_FIELDS_MOST,                  \
                 "raise IL_FIELDS_MOST for " #kind);
#include "isrlint/facts.def"

static const il_op_info ops[] = {
#define IL_TERM(op, spelling, least, most, doc)                                \
  {#op, spelling, doc, least, most},
#include "isrlint/facts.def"
};

static const struct {
  uint8_t count, fields[IL_KEYS_MOST];
} keys[IL_KINDS] = {
    [IL_K_file] = {1, {IL_F_file_path}},
    [IL_K_type] = {1, {IL_F_type_id}},
    [IL_K_field] = {3, {IL_F_field_record, IL_F_field_offset, IL_F_field_name}},
    [IL_K_var] = {2, {IL_F_var_owner, IL_F_var_id}},
    [IL_K_fn] = {1, {IL_F_fn_name}},
};

static const uint8_t roles[IL_KINDS][IL_FIELDS_MOST] = {
    [IL_K_file][IL_F_file_id] = IL_ROLE_FILE_ID,
    [IL_K_type][IL_F_type_base] = IL_ROLE_TYPE,
    [IL_K_field][IL_F_field_type] = IL_ROLE_TYPE,
    [IL_K_var][IL_F_var_type] = IL_ROLE_TYPE,
    [IL_K_fn][IL_F_fn_type] = IL_ROLE_TYPE,
    [IL_K_block][IL_F_block_number] = IL_ROLE_NUMBER,
    [IL_K_call][IL_F_call_result] = IL_ROLE_RESULT,
    [IL_K_br][IL_F_br_yes] = IL_ROLE_BLOCK,
    [IL_K_br][IL_F_br_no] = IL_ROLE_BLOCK,
    [IL_K_jmp][IL_F_jmp_to] = IL_ROLE_BLOCK,
};

#define BIT(kind) (UINT32_C(1) << IL_K_##kind)
static const uint32_t places[IL_KINDS] = {
    [IL_K_decl] = BIT(var) | BIT(fn),
    [IL_K_mark] =
        BIT(unit) | BIT(type) | BIT(field) | BIT(var) | BIT(fn) | BIT(block),
    [IL_K_init] = BIT(var),
    [IL_K_block] = BIT(fn),
};
#undef BIT

const il_kind_desc *il_kind_describe(il_kind kind) {
  return (size_t)kind < IL_KINDS ? &kinds[kind] : NULL;
}

il_kind il_kind_find(il_str name) {
  for (size_t kind = 0; kind < IL_KINDS; kind++)
    if (il_str_is(name, kinds[kind].name))
      return (il_kind)kind;
  return IL_KINDS;
}

size_t il_kind_keys(il_kind kind, const uint8_t **fields) {
  *fields = keys[kind].fields;
  return keys[kind].count;
}

il_role il_kind_role(il_kind kind, size_t field) {
  return (il_role)roles[kind][field];
}

bool il_kind_belongs(il_kind kind, il_kind place) {
  return place < IL_KINDS && (places[kind] >> place & 1);
}

il_str il_word_at(const char *words, uint32_t index) {
  il_str rest = il_str_of(words), word;
  do {
    word = il_str_split(rest, ' ', &rest);
    if (index-- == 0)
      return word;
  } while (rest.ptr);
  return (il_str){NULL, 0};
}

uint32_t il_word_find(const char *words, il_str word) {
  il_str rest = il_str_of(words);
  uint32_t index = 0;
  do {
    if (il_str_eq(il_str_split(rest, ' ', &rest), word))
      return index;
    index++;
  } while (rest.ptr);
  return UINT32_MAX;
}

const char *il_kind_name(il_kind kind) {
  const il_kind_desc *desc = il_kind_describe(kind);
  return desc ? desc->name : NULL;
}

const char *il_kind_group(il_kind kind) {
  const il_kind_desc *desc = il_kind_describe(kind);
  return desc ? desc->group_name : NULL;
}

const char *il_kind_doc(il_kind kind) {
  const il_kind_desc *desc = il_kind_describe(kind);
  return desc ? desc->doc : NULL;
}

const il_form *il_kind_form(il_kind kind, size_t index) {
  const il_kind_desc *desc = il_kind_describe(kind);
  return desc && index < desc->count ? &desc->fields[index].form : NULL;
}

const il_op_info *il_op_describe(il_op op) {
  return op > IL_T_NONE && op < IL_OPS ? &ops[op - 1] : NULL;
}
