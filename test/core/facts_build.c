/* facts_build.c - see facts_build.h. */
#include "facts_build.h"

#include "str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void add(unit *u, const il_record *record) {
  assert_int_equal(il_facts_add(u->facts, record), IL_OK);
}

static void remember(char list[][48], size_t *count, il_str name) {
  for (size_t i = 0; i < *count; i++)
    if (il_str_is(name, list[i]))
      return;
  assert_true(*count < UNIT_NAMES && name.len < 48);
  snprintf(list[(*count)++], 48, "%.*s", (int)name.len, name.ptr);
}

static il_at here(unit *u) {
  u->last = (il_at){u->file, ++u->line, 3, 0};
  return u->last;
}

static void note_names(unit *u, il_term term) {
  const il_node *node = il_facts_node(u->facts, term);
  if (node->op == IL_T_FN)
    remember(u->named, &u->named_count, node->name);
  for (uint8_t i = 0; i < node->count; i++)
    note_names(u, node->args[i]);
}

static il_term read_term(unit *u, il_str text) {
  il_error err = {0};
  il_term term = il_term_read(u->facts, text, &err);
  if (!term)
    fail_msg("%.*s: %s", (int)text.len, text.ptr, err.message);
  note_names(u, term);
  return term;
}

static il_str type_of(unit *u, const char *id) {
  const char *known = id ? id : "other";
  for (size_t i = 0; i < u->type_count; i++)
    if (!strcmp(u->types[i], known))
      return il_str_of(known);
  uint32_t kind = known[0] == '*'   ? IL_TYPE_POINTER
                  : known[0] == '(' ? IL_TYPE_FUNCTION
                  : known[0] == '=' ? IL_TYPE_TYPEDEF
                                    : IL_TYPE_OTHER;
  unit_type(u, known, kind, kind == IL_TYPE_OTHER ? "-" : "other");
  return il_str_of(known);
}

void unit_type(unit *u, const char *id, uint32_t kind, const char *base) {
  il_record r = {.kind = IL_K_type};
  assert_true(u->type_count < UNIT_TYPES && strlen(id) < 64);
  strcpy(u->types[u->type_count++], id);
  r.u.type_.id = il_str_of(id);
  r.u.type_.kind = kind;
  r.u.type_.base = strcmp(base, "-") ? type_of(u, base) : (il_str){NULL, 0};
  r.u.type_.spelling = il_str_of(id[0] == '=' ? id + 1 : id);
  add(u, &r);
}

static void begin(unit *u, const char *source, const char *flags,
                  uint32_t state, uint32_t errors) {
  *u = (unit){.source = source, .file = 1};
  u->facts = il_facts_new(NULL);
  assert_non_null(u->facts);
  il_record r = {.kind = IL_K_unit};
  r.u.unit_.source = il_str_of(source);
  r.u.unit_.target = IL_STR("x86_64-pc-windows-msvc");
  r.u.unit_.flags = il_str_of(flags);
  r.u.unit_.state = state;
  r.u.unit_.errors = errors;
  add(u, &r);
  r = (il_record){.kind = IL_K_file};
  r.u.file_.id = 1;
  r.u.file_.path = il_str_of(source);
  add(u, &r);
}

void unit_begin(unit *u, const char *source, const char *flags) {
  begin(u, source, flags, IL_UNIT_OK, 0);
}

void unit_begin_as(unit *u, const char *source, uint32_t state,
                   uint32_t errors) {
  begin(u, source, "0000000000000001", state, errors);
}

static void close_body(unit *u) {
  if (u->open)
    unit_ret(u, NULL);
}

il_facts *unit_end(unit *u) {
  il_error err = {0};
  close_body(u);
  for (size_t i = 0; i < u->named_count; i++) {
    bool known = false;
    for (size_t d = 0; d < u->defined_count; d++)
      known |= !strcmp(u->named[i], u->defined[d]);
    if (!known)
      unit_declare(u, u->named[i], NULL, NULL);
  }
  if (il_facts_finish(u->facts, &err))
    fail_msg("%s: %s", u->source, err.message);
  return u->facts;
}

void unit_in(unit *u, const char *header) {
  close_body(u);
  u->file = header ? 2 : 1;
  if (!header)
    return;
  il_record r = {.kind = IL_K_file};
  r.u.file_.id = 2;
  r.u.file_.path = il_str_of(header);
  add(u, &r);
}

static void add_fn(unit *u, const char *name, uint32_t flags, const char *type,
                   const char *typedefs) {
  close_body(u);
  il_record r = {.kind = IL_K_fn};
  r.u.fn_.name = il_str_of(name);
  r.u.fn_.flags = flags;
  r.u.fn_.type = type_of(u, type);
  r.u.fn_.at = here(u);
  add(u, &r);
  remember(u->defined, &u->defined_count, il_str_of(name));
  for (bool more = true; more;) {
    const char *bar = typedefs ? strchr(typedefs, '|') : NULL;
    r = (il_record){.kind = IL_K_decl};
    r.u.decl_.typedefs = il_str_of(typedefs);
    if (bar)
      r.u.decl_.typedefs.len = (size_t)(bar - typedefs);
    r.u.decl_.at = here(u);
    add(u, &r);
    more = bar != NULL;
    typedefs = bar ? bar + 1 : NULL;
  }
}

void unit_fn(unit *u, const char *name, uint32_t flags, const char *typedefs) {
  add_fn(u, name, flags | IL_FN_DEFINED, NULL, typedefs);
  unit_block(u, 1, 0);
}

void unit_declare(unit *u, const char *name, const char *typedefs,
                  const char *type) {
  add_fn(u, name, 0, type, typedefs);
}

void unit_var(unit *u, const char *owner, uint32_t storage, const char *name,
              const char *type, uint32_t flags) {
  close_body(u);
  il_record r = {.kind = IL_K_var};
  r.u.var_.owner = il_str_of(strcmp(owner, "-") ? owner : "");
  r.u.var_.id = il_str_of(name);
  r.u.var_.name = il_str_of(name);
  r.u.var_.storage = storage;
  r.u.var_.type = type_of(u, type);
  r.u.var_.flags = flags;
  add(u, &r);
}

void unit_param(unit *u, const char *owner, uint32_t index, const char *name,
                const char *type) {
  close_body(u);
  il_record r = {.kind = IL_K_var};
  r.u.var_.owner = il_str_of(owner);
  r.u.var_.id = il_str_of(name);
  r.u.var_.name = il_str_of(name);
  r.u.var_.storage = IL_VAR_PARAM;
  r.u.var_.index = index;
  r.u.var_.type = type_of(u, type);
  add(u, &r);
}

void unit_field(unit *u, const char *record, const char *name,
                const char *type) {
  close_body(u);
  il_record r = {.kind = IL_K_field};
  r.u.field_.record = il_str_of(record);
  r.u.field_.name = il_str_of(name);
  r.u.field_.type = type_of(u, type);
  r.u.field_.size = 64;
  add(u, &r);
}

void unit_init(unit *u, const char *place, const char *value) {
  il_record r = {.kind = IL_K_init};
  r.u.init_.place = read_term(u, il_str_of(place));
  r.u.init_.value = read_term(u, il_str_of(value));
  r.u.init_.at = here(u);
  add(u, &r);
}

void unit_block(unit *u, uint32_t number, uint32_t flags) {
  il_record r = {.kind = IL_K_block};
  r.u.block_.number = number;
  r.u.block_.flags = flags;
  add(u, &r);
  u->open = true;
}

void unit_call(unit *u, const char *callee, const char *args) {
  il_term items[8];
  il_record r = {.kind = IL_K_call};
  r.u.call_.result = ++u->results;
  r.u.call_.callee = read_term(u, il_str_of(callee));
  r.u.call_.args.items = items;
  for (il_str rest = il_str_of(args); rest.len;) {
    il_str arg = il_str_split(rest, ';', &rest);
    assert_true(r.u.call_.args.count < 8);
    items[r.u.call_.args.count++] = read_term(u, arg);
  }
  r.u.call_.at = here(u);
  add(u, &r);
}

void unit_set(unit *u, const char *place, const char *value) {
  il_record r = {.kind = IL_K_set};
  r.u.set_.place = read_term(u, il_str_of(place));
  r.u.set_.value = read_term(u, il_str_of(value));
  r.u.set_.at = here(u);
  add(u, &r);
}

void unit_ret(unit *u, const char *value) {
  il_record r = {.kind = IL_K_ret};
  if (value)
    r.u.ret_.value = read_term(u, il_str_of(value));
  r.u.ret_.at = here(u);
  add(u, &r);
  u->open = false;
}

void unit_br(unit *u, const char *condition, uint32_t yes, uint32_t no) {
  il_record r = {.kind = IL_K_br};
  r.u.br_.condition = read_term(u, il_str_of(condition));
  r.u.br_.yes = yes;
  r.u.br_.no = no;
  r.u.br_.at = here(u);
  add(u, &r);
  u->open = false;
}

void unit_jmp(unit *u, uint32_t to) {
  il_record r = {.kind = IL_K_jmp};
  r.u.jmp_.to = to;
  add(u, &r);
  u->open = false;
}

void unit_sw(unit *u, const char *value, uint32_t one, uint32_t two,
             uint32_t rest) {
  il_case cases[] = {
      {1, 1, one, false}, {2, 5, two, false}, {0, 0, rest, true}};
  il_record r = {.kind = IL_K_sw};
  r.u.sw_.value = read_term(u, il_str_of(value));
  r.u.sw_.cases = (il_cases){cases, 3};
  r.u.sw_.at = here(u);
  add(u, &r);
  u->open = false;
}

void unit_comment(unit *u, uint32_t line, const char *text) {
  il_record r = {.kind = IL_K_mark};
  r.u.mark_.kind = IL_MARK_COMMENT;
  r.u.mark_.owner = IL_OWNER_BODY;
  r.u.mark_.args = il_str_of(text);
  r.u.mark_.at = (il_at){.file = 1, .line = line, .column = 20};
  add(u, &r);
}
