/* test_facts.c - facts: building, order, checks, and the views of them. */
#include "facts_internal.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define AT(f, l, c)                                                            \
  (il_at) { .file = (f), .line = (l), .column = (c), .host = (l) * 100 + (c) }

static il_facts *new_facts(void) {
  il_facts *facts = il_facts_new(NULL);
  assert_non_null(facts);
  return facts;
}

static void add(il_facts *facts, il_record record) {
  il_facts_add(facts, &record);
}

static il_term term(il_facts *facts, const char *text) {
  il_error err = {0};
  il_term read = il_term_read(facts, il_str_of(text), &err);
  if (!read && facts->error.code == IL_OK)
    fail_msg("%s: %u: %s", text, err.column, err.message);
  return read;
}

static void add_unit(il_facts *facts) {
  il_rec_unit unit = {
      .source = IL_STR("a.c"), .target = IL_STR("t"), .flags = IL_STR("f")};
  add(facts, (il_record){.kind = IL_K_unit, .u.unit_ = unit});
}

static void add_file(il_facts *facts, uint32_t id, const char *path) {
  il_rec_file file = {.id = id, .path = il_str_of(path)};
  add(facts, (il_record){.kind = IL_K_file, .u.file_ = file});
}

static void add_int(il_facts *facts, const char *id, const char *base) {
  il_rec_type type = {.id = il_str_of(id),
                      .kind = IL_TYPE_INT,
                      .bits = 32,
                      .base = il_str_of(base)};
  add(facts, (il_record){.kind = IL_K_type, .u.type_ = type});
}

static void add_fn(il_facts *facts, const char *name, il_at at) {
  il_rec_fn fn = {.name = il_str_of(name), .flags = IL_FN_DEFINED, .at = at};
  add(facts, (il_record){.kind = IL_K_fn, .u.fn_ = fn});
}

static void add_var(il_facts *facts, const char *owner, const char *id) {
  il_rec_var var = {.owner = il_str_of(owner), .id = il_str_of(id)};
  add(facts, (il_record){.kind = IL_K_var, .u.var_ = var});
}

static void add_block(il_facts *facts, uint32_t number) {
  il_rec_block block = {.number = number};
  add(facts, (il_record){.kind = IL_K_block, .u.block_ = block});
}

static void add_mark(il_facts *facts, const char *name) {
  il_rec_mark mark = {.kind = IL_MARK_ANNOTATION, .name = il_str_of(name)};
  add(facts, (il_record){.kind = IL_K_mark, .u.mark_ = mark});
}

static void add_set(il_facts *facts, il_term place, il_term value, il_at at) {
  il_rec_set set = {.place = place, .value = value, .at = at};
  add(facts, (il_record){.kind = IL_K_set, .u.set_ = set});
}

static void add_call(il_facts *facts, uint32_t k, il_terms args) {
  il_rec_call call = {.result = k, .args = args};
  add(facts, (il_record){.kind = IL_K_call, .u.call_ = call});
}

static void add_decl(il_facts *facts, il_at at) {
  il_rec_decl decl = {.at = at};
  add(facts, (il_record){.kind = IL_K_decl, .u.decl_ = decl});
}

static void add_kind(il_facts *facts, il_kind kind) {
  add(facts, (il_record){.kind = kind});
}

/* A little of everything that has an order, in another order. */
static void add_scrambled(il_facts *facts) {
  add_fn(facts, "g", AT(7, 9, 5));
  add_mark(facts, "second");
  add_block(facts, 2);
  add_set(facts, term(facts, "%b"), term(facts, "(+ %a %b)"), AT(3, 10, 3));
  add_mark(facts, "in the block");
  add_kind(facts, IL_K_ret);
  add_decl(facts, AT(3, 4, 5));
  add_block(facts, 1);
  add_kind(facts, IL_K_end);
  add_decl(facts, AT(7, 9, 5));
  add_mark(facts, "third");
  /* No file is no position. */
  add_fn(facts, "f", AT(0, 8, 8));
  add_var(facts, "g", "b");
  add_var(facts, "g", "a");
  add_var(facts, "", "z");
  add_int(facts, "u8", "");
  add_int(facts, "i8", "u8");
  add_file(facts, 3, "b.c");
  add_file(facts, 7, "a.c");
  add_unit(facts);
}

static const char sorted_text[] = "isrlint-facts 1\n"
                                  "unit \"a.c\" t f ok 0\n"
                                  "file 1 \"a.c\"\n"
                                  "file 2 \"b.c\"\n"
                                  "type i8 int 32 - 0 u8 \"\"\n"
                                  "type u8 int 32 - 0 - \"\"\n"
                                  "var - z param 0 - - - -\n"
                                  "var g a param 0 - - - -\n"
                                  "var g b param 0 - - - -\n"
                                  "fn f d - - -\n"
                                  "fn g d - - 1:9:5\n"
                                  " decl - - 2:4:5\n"
                                  " decl - - 1:9:5\n"
                                  " mark annotation unit 0 \"second\" \"\" -\n"
                                  " mark annotation unit 0 \"third\" \"\" -\n"
                                  " block 2 - -\n"
                                  "  set %b (+ %a %b) 2:10:3\n"
                                  " mark annotation unit 0 \"in the block\" "
                                  "\"\" -\n"
                                  "  ret - -\n"
                                  " block 1 - -\n"
                                  "  end\n"
                                  "isrlint-facts-end\n";

static void finish_sorts_and_numbers(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  add_scrambled(facts);
  assert_int_equal(il_facts_count(facts), 0);
  assert_null(il_facts_record(facts, 0));
  il_error err = {0};
  assert_int_equal(il_facts_finish(facts, &err), IL_OK);
  assert_string_equal(il_facts_text(facts, NULL).ptr, sorted_text);
  assert_int_equal(il_facts_count(facts), 20);
  assert_null(il_facts_record(facts, 20));
  /* The front end's cookie moves along with its position. */
  const il_record *g = il_facts_record(facts, 9);
  assert_int_equal(g->kind, IL_K_fn);
  assert_int_equal(g->u.fn_.at.host, 905);
  assert_int_equal(il_facts_finish(facts, &err), IL_OK);
  assert_int_equal(err.code, IL_OK);
  il_facts_free(facts);
}

static void assert_same_field(const il_record *a, const il_record *b,
                              const il_field_desc *field) {
  const void *left = il_field_in(a, field), *right = il_field_in(b, field);
  const il_terms *terms[] = {left, right};
  const il_cases *cases[] = {left, right};
  const il_at *at[] = {left, right};
  switch (field->code) {
  case IL_FORM_NAME:
  case IL_FORM_TEXT:
    assert_true(il_str_eq(*(const il_str *)left, *(const il_str *)right));
    assert_non_null(((const il_str *)left)->ptr);
    assert_int_equal(((const il_str *)left)->ptr[((const il_str *)left)->len],
                     0);
    break;
  case IL_FORM_TERMS:
    assert_int_equal(terms[0]->count, terms[1]->count);
    for (uint32_t i = 0; i < terms[0]->count; i++)
      assert_int_equal(terms[0]->items[i], terms[1]->items[i]);
    break;
  case IL_FORM_CASES:
    assert_int_equal(cases[0]->count, cases[1]->count);
    for (uint32_t i = 0; i < cases[0]->count; i++) {
      const il_case *x = &cases[0]->items[i], *y = &cases[1]->items[i];
      assert_true(x->low == y->low && x->high == y->high);
      assert_true(x->block == y->block && x->is_default == y->is_default);
    }
    break;
  case IL_FORM_AT:
    assert_true(at[0]->file == at[1]->file && at[0]->line == at[1]->line &&
                at[0]->column == at[1]->column);
    break;
  default:
    assert_int_equal(*(const uint32_t *)left, *(const uint32_t *)right);
    break;
  }
}

/* Reading gives what building gave: records, fields and numbers of terms. */
static void assert_same_facts(const il_facts *a, const il_facts *b) {
  assert_int_equal(il_facts_count(a), il_facts_count(b));
  for (size_t i = 0; i < il_facts_count(a); i++) {
    const il_record *x = il_facts_record(a, i), *y = il_facts_record(b, i);
    assert_int_equal(x->kind, y->kind);
    const il_kind_desc *desc = il_kind_describe(x->kind);
    for (size_t f = 0; f < desc->count; f++)
      assert_same_field(x, y, &desc->fields[f]);
  }
  assert_int_equal(a->terms.count, b->terms.count);
  for (il_term t = 1; t <= a->terms.count; t++) {
    const il_node *x = il_facts_node(a, t), *y = il_facts_node(b, t);
    assert_int_equal(x->op, y->op);
    assert_int_equal(x->count, y->count);
    for (unsigned i = 0; i < x->count; i++)
      assert_int_equal(x->args[i], y->args[i]);
    assert_true(il_str_eq(x->name, y->name));
    assert_true(il_str_eq(x->record, y->record));
    assert_true(x->value == y->value && x->is_volatile == y->is_volatile);
    assert_true(x->type.bits == y->type.bits &&
                x->type.is_signed == y->type.is_signed);
  }
}

static void reading_equals_building(void **state) {
  (void)state;
  il_facts *built = new_facts();
  term(built, "(* %never_used)");
  add_scrambled(built);
  const il_node *node = il_facts_node(built, term(built, "(+ %a %b)"));
  const il_term left = node->args[0];
  assert_int_equal(il_facts_finish(built, NULL), IL_OK);
  il_facts *read = il_facts_read(il_str_of(sorted_text), NULL);
  assert_non_null(read);
  assert_same_facts(built, read);
  assert_int_equal(il_facts_record(read, 9)->u.fn_.at.host, 0);
  assert_int_equal(read->terms.count, 3);
  /* A node handed out before is as it was. */
  assert_int_equal(node->op, IL_T_ADD);
  assert_int_equal(node->args[0], left);
  il_facts_free(built);
  il_facts_free(read);
}

typedef void build(il_facts *facts);

/* What 'build' adds fails with this code and message, when it is added or when
 * it is finished, and stays failed. */
static void expect_failure(build *what, il_status code, const char *message) {
  il_facts *facts = new_facts();
  what(facts);
  il_error err = {0};
  assert_int_equal(il_facts_finish(facts, &err), code);
  if (!strstr(err.message, message))
    fail_msg("'%s' instead of '%s'", err.message, message);
  assert_int_equal(err.line, 0);
  il_record end = {.kind = IL_K_end};
  assert_int_equal(il_facts_add(facts, &end), code);
  assert_int_equal(
      il_facts_term(facts, &(il_node){.op = IL_T_VAR, .name = IL_STR("a")}), 0);
  il_error again = {0};
  assert_int_equal(il_facts_finish(facts, &again), code);
  assert_string_equal(again.message, err.message);
  assert_int_equal(il_facts_count(facts), 0);
  il_error text = {0};
  assert_null(il_facts_text(facts, &text).ptr);
  assert_int_equal(text.code, IL_EUSAGE);
  assert_null(il_facts_dump(facts, NULL).ptr);
  il_facts_free(facts);
}

static void no_unit(il_facts *facts) { add_file(facts, 1, "a.c"); }
static void two_units(il_facts *facts) {
  add_unit(facts);
  add_unit(facts);
}
static void two_types(il_facts *facts) {
  add_unit(facts);
  add_int(facts, "i8", "");
  add_int(facts, "i8", "");
}
static void two_vars(il_facts *facts) {
  add_unit(facts);
  add_var(facts, "f", "x");
  add_var(facts, "g", "x");
  add_var(facts, "f", "x");
}
static void two_paths(il_facts *facts) {
  add_unit(facts);
  add_file(facts, 1, "a.c");
  add_file(facts, 2, "a.c");
}
static void two_file_numbers(il_facts *facts) {
  add_unit(facts);
  add_file(facts, 4, "a.c");
  add_file(facts, 4, "b.c");
}
static void file_zero(il_facts *facts) {
  add_unit(facts);
  add_file(facts, 0, "a.c");
}
static void missing_file(il_facts *facts) {
  add_unit(facts);
  add_file(facts, 1, "a.c");
  add_fn(facts, "f", AT(2, 1, 1));
}
static void missing_type(il_facts *facts) {
  add_unit(facts);
  add_int(facts, "i8", "u8");
}
static void missing_block(il_facts *facts) {
  add_unit(facts);
  add_fn(facts, "f", (il_at){0});
  add_block(facts, 1);
  il_rec_jmp jmp = {.to = 2};
  add(facts, (il_record){.kind = IL_K_jmp, .u.jmp_ = jmp});
  add_fn(facts, "g", (il_at){0});
  add_block(facts, 2);
  add_kind(facts, IL_K_end);
}
static void missing_arm(il_facts *facts) {
  add_unit(facts);
  add_fn(facts, "f", (il_at){0});
  add_block(facts, 1);
  const il_case arms[] = {{.low = 1, .high = 1, .block = 1},
                          {.is_default = true, .block = 3}};
  il_rec_sw sw = {.cases = {arms, 2}};
  add(facts, (il_record){.kind = IL_K_sw, .u.sw_ = sw});
}
static void two_blocks(il_facts *facts) {
  add_unit(facts);
  add_fn(facts, "f", (il_at){0});
  for (int i = 0; i < 2; i++) {
    add_block(facts, 1);
    add_kind(facts, IL_K_end);
  }
}
static void two_results(il_facts *facts) {
  add_unit(facts);
  add_fn(facts, "f", (il_at){0});
  add_block(facts, 1);
  add_call(facts, 3, (il_terms){NULL, 0});
  add_call(facts, 3, (il_terms){NULL, 0});
  add_kind(facts, IL_K_end);
}
static void open_block(il_facts *facts) {
  add_unit(facts);
  add_fn(facts, "f", (il_at){0});
  add_block(facts, 1);
}
static void head_in_block(il_facts *facts) {
  open_block(facts);
  add_fn(facts, "g", (il_at){0});
}
static void block_in_block(il_facts *facts) {
  open_block(facts);
  add_block(facts, 2);
}
static void decl_in_block(il_facts *facts) {
  open_block(facts);
  add_decl(facts, (il_at){0});
}
static void two_lasts(il_facts *facts) {
  open_block(facts);
  add_kind(facts, IL_K_end);
  add_kind(facts, IL_K_end);
}
static void body_outside(il_facts *facts) {
  add_unit(facts);
  add_fn(facts, "f", (il_at){0});
  add_kind(facts, IL_K_set);
}
static void init_of_function(il_facts *facts) {
  add_unit(facts);
  add_fn(facts, "f", (il_at){0});
  add_kind(facts, IL_K_init);
}
static void next_of_nothing(il_facts *facts) { add_mark(facts, "m"); }
static void no_kind(il_facts *facts) {
  add(facts, (il_record){.kind = IL_KINDS});
}
static void no_line(il_facts *facts) { add_fn(facts, "f", AT(1, 0, 1)); }
static void bad_word(il_facts *facts) {
  add(facts, (il_record){.kind = IL_K_unit, .u.unit_.state = 3});
}
static void bad_flags(il_facts *facts) {
  add(facts, (il_record){.kind = IL_K_type, .u.type_.flags = 4});
}
static void bad_term(il_facts *facts) {
  open_block(facts);
  add_set(facts, 1, 0, (il_at){0});
}
static void none_in_terms(il_facts *facts) {
  open_block(facts);
  add_call(facts, 1, (il_terms){(const il_term[]){0}, 1});
}
static void many_args(il_facts *facts) {
  open_block(facts);
  il_term args[IL_ARGS_MAX + 1];
  for (int i = 0; i <= IL_ARGS_MAX; i++)
    args[i] = term(facts, "%a");
  add_call(facts, 1, (il_terms){args, IL_ARGS_MAX});
  add_call(facts, 2, (il_terms){args, IL_ARGS_MAX + 1});
}
static void long_name(il_facts *facts) {
  static char name[IL_NAME_MAX + 1];
  memset(name, 'a', sizeof name);
  add_unit(facts);
  il_record fn = {.kind = IL_K_fn, .u.fn_.name = {name, IL_NAME_MAX}};
  assert_int_equal(il_facts_add(facts, &fn), IL_OK);
  fn.u.fn_.name.len++;
  add(facts, fn);
}
static void long_text(il_facts *facts) {
  static char text[IL_TEXT_MAX + 1];
  memset(text, 'a', sizeof text);
  il_record unit = {.kind = IL_K_unit, .u.unit_.source = {text, IL_TEXT_MAX}};
  assert_int_equal(il_facts_add(facts, &unit), IL_OK);
  unit.u.unit_.source.len++;
  add(facts, unit);
}
static void add_arms(il_facts *facts, il_cases arms) {
  open_block(facts);
  il_rec_sw sw = {.cases = arms};
  add(facts, (il_record){.kind = IL_K_sw, .u.sw_ = sw});
}
static void many_arms(il_facts *facts) {
  il_case *arms = calloc(IL_CASES_MAX + 1, sizeof *arms);
  add_arms(facts, (il_cases){arms, IL_CASES_MAX + 1});
  free(arms);
}
static void default_first(il_facts *facts) {
  const il_case arms[] = {{.is_default = true}, {.low = 1, .high = 1}};
  add_arms(facts, (il_cases){arms, 2});
}
static void arm_upside_down(il_facts *facts) {
  const il_case arms[] = {{.low = 2, .high = 1}};
  add_arms(facts, (il_cases){arms, 1});
}

static void wrong_facts_fail(void **state) {
  (void)state;
  const struct {
    build *what;
    il_status code;
    const char *message;
  } rows[] = {
      {no_unit, IL_EUSAGE, "no 'unit' record"},
      {two_units, IL_EUSAGE, "second 'unit' record"},
      {two_types, IL_EUSAGE, "two 'type' records with the same key, 'i8'"},
      {two_vars, IL_EUSAGE, "two 'var' records with the same key, 'x'"},
      {two_paths, IL_EUSAGE, "two 'file' records with the same key, 'a.c'"},
      {two_file_numbers, IL_EUSAGE, "two files have the number 4"},
      {file_zero, IL_EUSAGE, "number 0"},
      {missing_file, IL_EUSAGE, "file 2, which has no 'file' record"},
      {missing_type, IL_EUSAGE, "type 'u8', named by a 'type' record"},
      {missing_block, IL_EUSAGE, "block 2, named by a 'jmp' record"},
      {missing_arm, IL_EUSAGE, "block 3, named by a 'sw' record"},
      {two_blocks, IL_EUSAGE, "block 1 is there twice"},
      {two_results, IL_EUSAGE, "call result 3 is there twice"},
      {open_block, IL_EUSAGE, "the last block has no last record"},
      {head_in_block, IL_EUSAGE, "'fn' record: the block before it has no"},
      {block_in_block, IL_EUSAGE, "'block' record: it cannot stand inside"},
      {decl_in_block, IL_EUSAGE, "'decl' record: it cannot stand inside"},
      {two_lasts, IL_EUSAGE, "'end' record: it stands outside a block"},
      {body_outside, IL_EUSAGE, "'set' record: it stands outside a block"},
      {init_of_function, IL_EUSAGE, "'init' record: it says nothing of"},
      {next_of_nothing, IL_EUSAGE, "'mark' record: it says nothing of"},
      {no_kind, IL_EUSAGE, "a record of no kind"},
      {no_line, IL_EUSAGE, "line or column is 0"},
      {bad_word, IL_EUSAGE, "'state' of a 'unit' record is none of its words"},
      {bad_flags, IL_EUSAGE, "'flags' of a 'type' record has a flag"},
      {bad_term, IL_EUSAGE, "'place' of a 'set' record is no term"},
      {none_in_terms, IL_EUSAGE, "'args' of a 'call' record holds what is no"},
      {many_args, IL_ELIMIT, "'args' of a 'call' record has more than 64"},
      {long_name, IL_ELIMIT, "'name' of a 'fn' record has more than 4096"},
      {long_text, IL_ELIMIT, "'source' of a 'unit' record has more than 65536"},
      {many_arms, IL_ELIMIT, "'cases' of a 'sw' record has more than 65536"},
      {default_first, IL_EUSAGE, "a default that is not the last arm"},
      {arm_upside_down, IL_EUSAGE, "low end is above its high end"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    expect_failure(rows[i].what, rows[i].code, rows[i].message);
}

static void records_have_a_limit(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  add_unit(facts);
  /* As if there were that many: adding them would take minutes. */
  facts->count = IL_RECORDS_MAX;
  il_record file = {.kind = IL_K_file, .u.file_.id = 1};
  assert_int_equal(il_facts_add(facts, &file), IL_ELIMIT);
  facts->count = 1;
  il_facts_free(facts);
}

static void finished_facts_take_no_more(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  add_unit(facts);
  assert_int_equal(il_facts_finish(facts, NULL), IL_OK);
  il_record fn = {.kind = IL_K_fn};
  assert_int_equal(il_facts_add(facts, &fn), IL_EUSAGE);
  il_node node = {.op = IL_T_VAR, .name = IL_STR("a")};
  assert_int_equal(il_facts_term(facts, &node), 0);
  il_error err = {0};
  assert_int_equal(il_term_read(facts, IL_STR("%a"), &err), 0);
  assert_int_equal(err.code, IL_EUSAGE);
  assert_int_equal(il_facts_count(facts), 1);
  il_facts_free(facts);
}

/* Out of memory, wherever it happens, is a failure and nothing worse. */
static void memory_can_end_anywhere(void **state) {
  (void)state;
  size_t limit = 1;
  for (bool done = false; !done; limit += 16) {
    il_facts *facts = il_facts_new_within(limit, NULL);
    assert_non_null(facts);
    add_scrambled(facts);
    il_error err = {0};
    done = il_facts_finish(facts, &err) == IL_OK;
    if (!done)
      assert_int_equal(err.code, IL_ENOMEM);
    il_facts_free(facts);
  }
  assert_true(limit > 500);
}

static void null_is_harmless(void **state) {
  (void)state;
  il_facts_free(NULL);
  il_record unit = {.kind = IL_K_unit};
  il_node node = {.op = IL_T_VAR, .name = IL_STR("a")};
  assert_int_equal(il_facts_add(NULL, &unit), IL_EUSAGE);
  assert_int_equal(il_facts_term(NULL, &node), 0);
  assert_int_equal(il_facts_node(NULL, 1)->op, IL_T_NONE);
  assert_int_equal(il_facts_count(NULL), 0);
  assert_null(il_facts_text(NULL, NULL).ptr);
}

static void dump_is_for_people(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  add_scrambled(facts);
  assert_int_equal(il_facts_finish(facts, NULL), IL_OK);
  const char *expected =
      "unit source=\"a.c\" target=t flags=f state=ok errors=0\n"
      "file id=1 path=\"a.c\"\n"
      "file id=2 path=\"b.c\"\n"
      "type id=i8 kind=int bits=32 count=0 base=u8\n"
      "type id=u8 kind=int bits=32 count=0\n"
      "var id=z storage=param index=0\n"
      "var owner=g id=a storage=param index=0\n"
      "var owner=g id=b storage=param index=0\n"
      "fn name=f flags=d\n"
      "fn name=g flags=d at=a.c:9:5\n"
      "  decl at=b.c:4:5\n"
      "  decl at=a.c:9:5\n"
      "  mark kind=annotation owner=unit index=0 name=\"second\"\n"
      "  mark kind=annotation owner=unit index=0 name=\"third\"\n"
      "  block number=2\n"
      "    set place=%b value=(+ %a %b) at=b.c:10:3\n"
      "    mark kind=annotation owner=unit index=0 name=\"in the block\"\n"
      "    ret\n"
      "  block number=1\n"
      "    end\n";
  assert_string_equal(il_facts_dump(facts, NULL).ptr, expected);
  assert_string_equal(il_facts_dump(facts, NULL).ptr, expected);
  il_facts_free(facts);
}

static char *read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file)
    fail_msg("cannot open %s", path);
  il_buf text = {0};
  for (int c; (c = getc(file)) != EOF;)
    il_buf_byte(&text, (char)c);
  fclose(file);
  assert_false(text.failed);
  return text.ptr;
}

static void documentation_is_current(void **state) {
  (void)state;
  char *made = il_facts_format_markdown();
  char *kept = read_file(ISRLINT_SOURCE "/docs/facts-format.md");
  assert_non_null(made);
  if (strcmp(made, kept) != 0)
    fail_msg(
        "docs/facts-format.md is not what 'isrlint facts --describe' says");
  /* Its example is a facts text. */
  char *example = strstr(made, "```text\n");
  assert_non_null(example);
  example += strlen("```text\n");
  il_error err = {0};
  il_str text = {example, (size_t)(strstr(example, "```") - example)};
  il_facts *facts = il_facts_read(text, &err);
  if (!facts)
    fail_msg("the example: %u:%u: %s", err.line, err.column, err.message);
  il_facts_free(facts);
  free(made);
  free(kept);
}

static void kinds_describe_themselves(void **state) {
  (void)state;
  assert_string_equal(il_kind_name(IL_K_call), "call");
  assert_string_equal(il_kind_group(IL_K_call), "BODY");
  assert_string_equal(il_kind_doc(IL_K_call), "a call");
  assert_null(il_kind_name(IL_KINDS));
  assert_null(il_kind_group(IL_KINDS));
  assert_null(il_kind_doc(IL_KINDS));
  assert_null(il_kind_form(IL_KINDS, 0));
  const il_form *args = il_kind_form(IL_K_call, 2);
  assert_string_equal(args->name, "args");
  assert_string_equal(args->form, "TERMS");
  assert_int_equal(args->offset, offsetof(il_record, u.call_.args));
  assert_null(il_kind_form(IL_K_call, 5));
  assert_null(il_kind_form(IL_K_end, 0));
  assert_string_equal(il_kind_form(IL_K_var, 6)->words, "ved");
  assert_null(il_op_describe(IL_T_NONE));
  assert_null(il_op_describe(IL_OPS));
  assert_string_equal(il_op_describe(IL_T_COND)->spelling, "?:");
  assert_int_equal(il_op_describe(IL_T_UNKNOWN)->most, 32);
  /* The named values of facts.h are those of facts.def. */
  assert_int_equal(
      il_word_find(il_kind_form(IL_K_type, 1)->words, IL_STR("typedef")),
      IL_TYPE_TYPEDEF);
  assert_int_equal(
      il_word_find(il_kind_form(IL_K_mark, 1)->words, IL_STR("body")),
      IL_OWNER_BODY);
  assert_int_equal(
      il_word_find(il_kind_form(IL_K_mark, 0)->words, IL_STR("comment")),
      IL_MARK_COMMENT);
  assert_int_equal(
      il_word_find(il_kind_form(IL_K_var, 2)->words, IL_STR("global")),
      IL_VAR_GLOBAL);
  assert_int_equal(
      il_word_find(il_kind_form(IL_K_unit, 3)->words, IL_STR("no-macros")),
      IL_UNIT_NO_MACROS);
  assert_int_equal(il_word_find("a bc", IL_STR("b")), UINT32_MAX);
  assert_int_equal(strchr(il_kind_form(IL_K_fn, 1)->words, 'v') -
                       il_kind_form(IL_K_fn, 1)->words,
                   5);
  assert_int_equal(1 << 5, IL_FN_VARIADIC);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(finish_sorts_and_numbers),
      cmocka_unit_test(reading_equals_building),
      cmocka_unit_test(wrong_facts_fail),
      cmocka_unit_test(records_have_a_limit),
      cmocka_unit_test(finished_facts_take_no_more),
      cmocka_unit_test(memory_can_end_anywhere),
      cmocka_unit_test(null_is_harmless),
      cmocka_unit_test(dump_is_for_people),
      cmocka_unit_test(documentation_is_current),
      cmocka_unit_test(kinds_describe_themselves),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
