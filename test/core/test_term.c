/* test_term.c - terms: equal nodes, bounds, and their text form. */
#include "facts_internal.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static il_facts *new_facts(void) {
  il_facts *facts = il_facts_new(NULL);
  assert_non_null(facts);
  return facts;
}

static il_term make(il_facts *facts, il_op op, il_term a, il_term b) {
  const il_term args[] = {a, b};
  il_node node = {
      .op = op, .count = (uint8_t)((a != 0) + (b != 0)), .args = args};
  return il_facts_term(facts, &node);
}

static il_term var(il_facts *facts, const char *name) {
  il_node node = {.op = IL_T_VAR, .name = il_str_of(name)};
  return il_facts_term(facts, &node);
}

static il_term constant(il_facts *facts, int64_t value, il_int type,
                        const char *name) {
  il_node node = {
      .op = IL_T_CONST, .value = value, .type = type, .name = il_str_of(name)};
  return il_facts_term(facts, &node);
}

static il_term member(il_facts *facts, il_term of, const char *record,
                      const char *name, bool is_volatile) {
  il_node node = {.op = IL_T_FIELD,
                  .count = 1,
                  .args = &of,
                  .is_volatile = is_volatile,
                  .record = il_str_of(record),
                  .name = il_str_of(name)};
  return il_facts_term(facts, &node);
}

static void expect_text(const il_facts *facts, il_term term,
                        const char *expected) {
  char text[4096];
  size_t len = il_term_text(facts, term, text, sizeof text);
  assert_string_equal(text, expected);
  assert_int_equal(len, strlen(expected));
}

static il_term read_term(il_facts *facts, const char *text) {
  il_error err = {0};
  il_term term = il_term_read(facts, il_str_of(text), &err);
  if (!term)
    fail_msg("%s: %u: %s", text, err.column, err.message);
  return term;
}

static void equal_nodes_are_one_term(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  char name[] = "count";
  il_term a = var(facts, name);
  name[0] = 'm';
  il_term b = var(facts, name);
  assert_int_equal(a, 1);
  assert_int_equal(b, 2);
  assert_int_equal(var(facts, "count"), a);
  assert_true(il_str_is(il_facts_node(facts, a)->name, "count"));
  il_term sum = make(facts, IL_T_ADD, a, b);
  assert_int_equal(make(facts, IL_T_ADD, a, b), sum);
  assert_int_not_equal(make(facts, IL_T_ADD, b, a), sum);
  assert_int_not_equal(make(facts, IL_T_SUB, a, b), sum);
  /* Each member that a kind uses tells terms apart. */
  const il_int i32 = {32, true}, u32 = {32, false};
  il_term five = constant(facts, 5, i32, "");
  assert_int_equal(constant(facts, 5, i32, ""), five);
  assert_int_not_equal(constant(facts, 6, i32, ""), five);
  assert_int_not_equal(constant(facts, 5, u32, ""), five);
  assert_int_not_equal(constant(facts, 5, (il_int){8, true}, ""), five);
  assert_int_not_equal(constant(facts, 5, i32, "FIVE"), five);
  il_term f = member(facts, a, "R", "f", false);
  assert_int_equal(member(facts, a, "R", "f", false), f);
  assert_int_not_equal(member(facts, a, "R", "f", true), f);
  assert_int_not_equal(member(facts, a, "R", "g", false), f);
  assert_int_not_equal(member(facts, a, "S", "f", false), f);
  assert_int_not_equal(member(facts, b, "R", "f", false), f);
  il_facts_free(facts);
}

static void unused_members_do_not_matter(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  il_term a = var(facts, "a");
  il_node noisy = {.op = IL_T_VAR,
                   .name = IL_STR("a"),
                   .record = IL_STR("R"),
                   .value = 9,
                   .type = {8, true},
                   .is_volatile = true};
  assert_int_equal(il_facts_term(facts, &noisy), a);
  const il_node *node = il_facts_node(facts, a);
  assert_true(node->record.len == 0 && node->value == 0);
  assert_true(!node->is_volatile && node->type.bits == 0);
  assert_null(node->args);
  assert_int_equal(il_facts_node(facts, 0)->op, IL_T_NONE);
  assert_int_equal(il_facts_node(facts, 99)->op, IL_T_NONE);
  il_facts_free(facts);
}

static void constants_are_values_of_their_type(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  expect_text(facts, constant(facts, 300, (il_int){8, false}, ""), "#44:u8");
  expect_text(facts, constant(facts, 200, (il_int){8, true}, ""), "#-56:i8");
  expect_text(facts, constant(facts, -1, (il_int){32, false}, "ALL"),
              "#4294967295:u32=ALL");
  expect_text(facts, constant(facts, -1, (il_int){64, false}, ""),
              "#18446744073709551615:u64");
  expect_text(facts, constant(facts, INT64_MIN, (il_int){64, true}, ""),
              "#-9223372036854775808:i64");
  expect_text(facts, constant(facts, -7, (il_int){0, true}, ""), "#-7:?");
  expect_text(facts, constant(facts, 1, (il_int){1, true}, ""), "#-1:i1");
  expect_text(facts, constant(facts, -5, (il_int){32, true}, "a b"),
              "#-5=\"a b\"");
  assert_int_equal(constant(facts, 300, (il_int){8, false}, ""),
                   constant(facts, 44, (il_int){8, false}, ""));
  il_facts_free(facts);
}

static void text_fits_the_buffer(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  il_term term = read_term(facts, "(+ %abc #5)");
  char text[8] = "1234567";
  assert_int_equal(il_term_text(facts, term, text, 5), 11);
  assert_string_equal(text, "(+ %");
  assert_int_equal(text[5], '6');
  assert_int_equal(il_term_text(facts, term, NULL, 0), 11);
  assert_int_equal(il_term_text(facts, term, text, 1), 11);
  assert_string_equal(text, "");
  char exact[12];
  assert_int_equal(il_term_text(facts, term, exact, 12), 11);
  assert_string_equal(exact, "(+ %abc #5)");
  expect_text(facts, 0, "-");
  il_facts_free(facts);
}

/* Levels around a leaf. */
static il_term wrap(il_facts *facts, il_term term, unsigned levels) {
  while (levels--)
    term = make(facts, IL_T_COMPL, term, 0);
  return term;
}

static void deep_terms_become_what_they_read(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  il_term a = var(facts, "a");
  il_term eight = wrap(facts, a, 7);
  assert_int_equal(il_facts_node(facts, eight)->op, IL_T_COMPL);
  assert_int_equal(il_term_depth(facts, eight), IL_TERM_DEPTH);
  expect_text(facts, wrap(facts, a, 8), "(? %a)");
  /* Once unknown, it may grow again. */
  expect_text(facts, wrap(facts, a, 9), "(~ (? %a))");
  /* The largest places, each once, in the order they are met. */
  il_term deep = wrap(
      facts,
      make(facts, IL_T_ADD, read_term(facts, "([] (* %p) (& (* %q).R:f #3))"),
           read_term(facts, "(- (| (& @g.R:f) &fn) (+ $3 (| %a @g.R:f)))")),
      2);
  assert_int_equal(il_term_depth(facts, deep), 8);
  expect_text(facts, wrap(facts, deep, 1),
              "(? ([] (* %p) (& (* %q).R:f #3)) @g.R:f &fn $3 %a)");
  /* A constant reads nothing. */
  expect_text(facts, wrap(facts, constant(facts, 1, (il_int){32, true}, ""), 8),
              "(?)");
  il_facts_free(facts);
}

static void deep_places_are_replaced_by_what_is_in_them(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  il_term place = var(facts, "p");
  for (int i = 0; i < 6; i++)
    place = make(facts, IL_T_DEREF, place, 0);
  /* Seven levels still fit below the unknown. */
  expect_text(facts, wrap(facts, place, 2), "(? (* (* (* (* (* (* %p)))))))");
  il_term eight = make(facts, IL_T_DEREF, place, 0);
  expect_text(facts, make(facts, IL_T_NOT, eight, 0),
              "(? (* (* (* (* (* (* %p)))))))");
  /* The node itself is a place that is too deep. */
  expect_text(facts, make(facts, IL_T_INDEX, eight, var(facts, "i")),
              "(? (* (* (* (* (* (* %p)))))) %i)");
  expect_text(facts, member(facts, eight, "R", "f", true),
              "(? (* (* (* (* (* (* %p)))))))");
  il_facts_free(facts);
}

/* A tree of sums over the variables v<first>, v<first + 1>, ... */
static il_term tree(il_facts *facts, unsigned levels, unsigned *next) {
  if (levels == 1) {
    char name[16];
    snprintf(name, sizeof name, "v%u", (*next)++);
    return var(facts, name);
  }
  il_term left = tree(facts, levels - 1, next);
  return make(facts, IL_T_ADD, left, tree(facts, levels - 1, next));
}

static void large_terms_become_what_they_read(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  unsigned next = 0;
  il_term half = tree(facts, 5, &next); /* 31 nodes, 16 variables */
  il_term other = tree(facts, 5, &next);
  il_term whole = make(facts, IL_T_ADD, half, other);
  assert_int_equal(il_term_nodes(facts, whole), 63);
  il_term most = wrap(facts, whole, 1);
  assert_int_equal(il_term_nodes(facts, most), IL_TERM_NODES);
  assert_int_equal(il_facts_node(facts, most)->op, IL_T_COMPL);
  const il_node *node = il_facts_node(facts, wrap(facts, most, 1));
  assert_int_equal(node->op, IL_T_UNKNOWN);
  assert_int_equal(node->count, 32);
  for (unsigned i = 0; i < 32; i++) {
    char name[16];
    snprintf(name, sizeof name, "%%v%u", i);
    expect_text(facts, node->args[i], name);
  }
  /* A thirty-third is dropped; equal ones count once. */
  il_term more = make(facts, IL_T_ADD, var(facts, "more"), half);
  node = il_facts_node(facts, make(facts, IL_T_ADD, more, whole));
  assert_int_equal(node->count, 32);
  expect_text(facts, node->args[0], "%more");
  expect_text(facts, node->args[31], "%v30");
  il_facts_free(facts);
}

/* When the largest places together are too large, smaller ones stand for the
 * last of them. */
static void places_share_the_nodes(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  unsigned next = 0;
  il_term big[3];
  for (int i = 0; i < 3; i++)
    big[i] = make(facts, IL_T_DEREF, tree(facts, 4, &next), 0); /* 16 nodes */
  il_term both = make(facts, IL_T_ADD, big[0], big[1]);
  il_term third = make(facts, IL_T_ADD, big[2], read_term(facts, "(* %v0)"));
  il_term all = make(facts, IL_T_ADD, both, third); /* 53 nodes */
  assert_int_equal(il_term_nodes(facts, all), 53);
  il_term fourth = make(facts, IL_T_DEREF, tree(facts, 4, &next), 0);
  const il_node *node =
      il_facts_node(facts, make(facts, IL_T_ADD, all, fourth));
  assert_int_equal(node->op, IL_T_UNKNOWN);
  /* Three places of 16, one of 2, then 8 variables in place of the fourth. */
  assert_int_equal(node->count, 12);
  assert_int_equal(node->args[2], big[2]);
  expect_text(facts, node->args[3], "(* %v0)");
  expect_text(facts, node->args[4], "%v24");
  expect_text(facts, node->args[11], "%v31");
  il_facts_free(facts);
}

static void expect_refused(il_node node, il_status code, const char *message) {
  il_facts *facts = new_facts();
  assert_int_equal(il_facts_term(facts, &node), 0);
  il_error err = {0};
  assert_int_equal(il_facts_finish(facts, &err), code);
  if (!strstr(err.message, message))
    fail_msg("'%s' instead of '%s'", err.message, message);
  il_facts_free(facts);
}

static void wrong_nodes_fail(void **state) {
  (void)state;
  static char name[IL_NAME_MAX + 1];
  memset(name, 'a', sizeof name);
  const il_term none[] = {0, 1};
  expect_refused((il_node){.op = IL_T_NONE}, IL_EUSAGE, "no kind");
  expect_refused((il_node){.op = IL_OPS}, IL_EUSAGE, "no kind");
  expect_refused((il_node){.op = IL_T_VAR}, IL_EUSAGE, "'VAR' without");
  expect_refused((il_node){.op = IL_T_GLOBAL}, IL_EUSAGE, "'GLOBAL' without");
  expect_refused((il_node){.op = IL_T_FN}, IL_EUSAGE, "'FN' without");
  expect_refused((il_node){.op = IL_T_VAR, .name = {name, IL_NAME_MAX + 1}},
                 IL_ELIMIT, "longer than 4096");
  expect_refused((il_node){.op = IL_T_ADD}, IL_EUSAGE, "'ADD' with 0");
  expect_refused((il_node){.op = IL_T_NOT, .count = 2, .args = none}, IL_EUSAGE,
                 "'NOT' with 2");
  expect_refused((il_node){.op = IL_T_UNKNOWN, .count = 33, .args = none},
                 IL_EUSAGE, "'UNKNOWN' with 33");
  expect_refused((il_node){.op = IL_T_NOT, .count = 1, .args = none}, IL_EUSAGE,
                 "operand that is no term");
  expect_refused((il_node){.op = IL_T_NOT, .count = 1, .args = none + 1},
                 IL_EUSAGE, "operand that is no term");
  expect_refused((il_node){.op = IL_T_RESULT, .value = -1}, IL_EUSAGE,
                 "out of range");
  expect_refused((il_node){.op = IL_T_CONST, .type = {65, true}}, IL_EUSAGE,
                 "65 bits");
  il_facts *facts = new_facts();
  assert_int_not_equal(member(facts, var(facts, "a"), "R", "f", false), 0);
  assert_int_equal(member(facts, var(facts, "a"), "", "f", false), 0);
  assert_int_equal(facts->error.code, IL_EUSAGE);
  il_facts_free(facts);
}

static void terms_read_as_they_are_written(void **state) {
  (void)state;
  static const char *const texts[] = {
      "%i",
      "%i.2",
      "%.",
      "%-",
      "%\"\\x00\"",
      "%\"a b\"",
      "%\"a:b\".R:f",
      "@g@dir/file.c",
      "@g@file.c.R:f",
      "@g@file.c.R:f.S:g!.T:h",
      "%a..R:f",
      "%a.\"R\\\\\":f",
      "%a.b.\"R R\":\"f.f\"!",
      "&f.part.0",
      "$0.R:f",
      "$4294967295",
      "#0",
      "#-1",
      "#5.R:f",
      "#5:u8.R:f",
      "#5=N.1",
      "#5:?=N.R:f",
      "#255:u8=\"=\"",
      "(*! (+ (* %p) #16:u64))",
      "(& %a)",
      "(& %a %b)",
      "(- %a)",
      "(- %a %b)",
      "(* %a)",
      "(* %a %b)",
      "(& %a).R:f",
      "([] %a #0).R:f",
      "(% %a %b)",
      "(?: %a %b %c)",
      "(cast u64 (cast ? (cast i1 %a)))",
      "(?)",
      "(? %a)",
      "(? (?) (* %a))",
  };
  il_facts *facts = new_facts();
  for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
    expect_text(facts, read_term(facts, texts[i]), texts[i]);
  il_term a = read_term(facts, "@g@file.c.R:f");
  assert_true(il_str_is(il_facts_node(facts, a)->record, "R"));
  a = il_facts_node(facts, a)->args[0];
  assert_true(il_str_is(il_facts_node(facts, a)->name, "g@file.c"));
  a = read_term(facts, "%a..R:f");
  a = il_facts_node(facts, a)->args[0];
  assert_true(il_str_is(il_facts_node(facts, a)->name, "a."));
  il_facts_free(facts);
}

static void wrong_terms_are_refused_where_they_are_wrong(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t column;
    const char *message;
  } rows[] = {
      {"", 1, "expected a term, but the text ends"},
      {"-", 1, "expected a term, but there is '-'"},
      {"a", 1, "expected a term, but there is 'a'"},
      {"%", 2, "expected a name, but the text ends"},
      {"% ", 2, "expected a name, but there is a space"},
      {"%a ", 3, "text after the end"},
      {"%a:b", 3, "text after the end"},
      {"%\"a\"", 2, "written without quotes"},
      {"%\"a.b\"", 2, "written without quotes"},
      {"%\"\"", 2, "not empty"},
      {"%\"a", 4, "the '\"' that ends a text, but the text ends"},
      {"%\"\\q\"", 4, "after a backslash, but there is 'q'"},
      {"%\"\\xg0\"", 5, "hexadecimal digit (0-9, a-f), but there is 'g'"},
      {"%\"\\xA0\"", 5, "hexadecimal digit (0-9, a-f), but there is 'A'"},
      {"%\"\\x41 \"", 3, "written without the code"},
      {"%\"\\x5c\"", 3, "written without the code"},
      {"%\"\t\"", 3, "byte 0x09"},
      {"%\"\xc3\xa9\"", 3, "byte 0xc3"},
      {"%a.R:", 6, "expected a name"},
      {"%a.:f", 4, "expected a name, but there is ':'"},
      {"%a.\"R\":f", 4, "written without quotes"},
      {"%a.\"R.\":\"f\"", 9, "written without quotes"},
      {"%a.R:f.g", 9, "expected ':' and a member, but the text ends"},
      {"%a.R:f!!", 8, "text after the end"},
      {"#", 2, "expected a number, but the text ends"},
      {"#x", 2, "expected a number, but there is 'x'"},
      {"#-0", 4, "not a value of its type"},
      {"#-0 ", 2, "not a value of its type"},
      {"#05", 3, "leading zero"},
      {"#2147483648 ", 2, "not a value of its type"},
      {"#256:u8", 8, "not a value of its type"},
      {"#256:u8 ", 2, "not a value of its type"},
      {"#-1:u8 ", 2, "not a value of its type"},
      {"#-129:i8 ", 2, "not a value of its type"},
      {"#-1:u64 ", 2, "not a value of its type"},
      {"#9223372036854775808:? ", 2, "not a value of its type"},
      {"#-9223372036854775809:i64 ", 2, "not a value of its type"},
      {"#18446744073709551616:u64", 21, "above 18446744073709551615"},
      {"#5:i32", 3, "'i32' of a constant is not written"},
      {"#5:u0 ", 5, "1 to 64 bits"},
      {"#5:u65", 6, "above 64"},
      {"#5:u08", 6, "leading zero"},
      {"#5:f32", 4, "an integer type"},
      {"#5=", 4, "expected a name"},
      {"$", 2, "expected a number"},
      {"$-1", 2, "expected a number"},
      {"$4294967296", 11, "above 4294967295"},
      {"(", 2, "no operator"},
      {"()", 2, "no operator"},
      {"(+)", 3, "'+' takes another number of operands than 0"},
      {"(+ %a)", 6, "'+' takes another number of operands than 1"},
      {"(+ %a %b %c)", 9, "expected ')', but there is a space"},
      {"(+  %a %b)", 4, "expected a term, but there is a space"},
      {"(+ %a  %b)", 7, "expected a term, but there is a space"},
      {"(+ %a %b )", 9, "expected ')', but there is a space"},
      {"(+ %a %b", 9, "expected ')', but the text ends"},
      {"(+ %a -)", 7, "expected a term, but there is '-'"},
      {"(*! %a %b)", 7, "expected ')', but there is a space"},
      {"(*!)", 4, "another number of operands"},
      {"(+! %a %b)", 2, "no operator"},
      {"(?: %a %b)", 10, "'?:' takes another number of operands than 2"},
      {"(# %a)", 2, "no operator"},
      {"(. %a)", 2, "no operator"},
      {"($ %a)", 2, "no operator"},
      {"(cast %a)", 7, "an integer type"},
      {"(cast u8)", 9, "'cast' takes another number of operands than 0"},
      {"(cast u8 %a %b)", 12, "expected ')'"},
      {"(castle u8 %a)", 2, "no operator"},
      {"(~ (~ (~ (~ (~ (~ (~ (~ %a))))))))", 25, "deeper than 8"},
      {"(~ (~ (~ (~ (~ (~ (~ (~ (~ %a)))))))))", 25, "deeper than 8"},
      {"(~ (~ (~ (~ (~ (~ (~ %a.R:f)))))))", 24, "deeper than 8"},
      {"%a.R:f.R:f.R:f.R:f.R:f.R:f.R:f.R:f", 31, "deeper than 8"},
  };
  il_facts *facts = new_facts();
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    il_error err = {0};
    assert_int_equal(il_term_read(facts, il_str_of(rows[i].text), &err), 0);
    if (err.line != 1 || err.column != rows[i].column ||
        !strstr(err.message, rows[i].message))
      fail_msg("%s: %u:%u: %s", rows[i].text, err.line, err.column,
               err.message);
  }
  /* Not sticky: a bad row of a table does not spoil the others. */
  assert_int_equal(facts->error.code, IL_OK);
  assert_int_not_equal(read_term(facts, "%a"), 0);
  il_facts_free(facts);
}

static void add_tree(il_buf *text, unsigned levels) {
  if (levels == 1) {
    il_buf_text(text, "%a");
    return;
  }
  il_buf_text(text, "(+ ");
  add_tree(text, levels - 1);
  il_buf_byte(text, ' ');
  add_tree(text, levels - 1);
  il_buf_byte(text, ')');
}

static void large_terms_are_refused_at_the_node_too_many(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  il_buf text = {0};
  il_buf_text(&text, "(~ ");
  add_tree(&text, 6);
  il_buf_byte(&text, ')');
  assert_int_equal(il_term_nodes(facts, read_term(facts, text.ptr)), 64);
  il_buf_free(&text);
  add_tree(&text, 6);
  size_t leaf = text.len + 4;
  il_buf sum = {0};
  il_buf_printf(&sum, "(+ %s (~ %%a))", text.ptr);
  il_error err = {0};
  assert_int_equal(il_term_read(facts, il_buf_str(&sum), &err), 0);
  assert_int_equal(err.code, IL_ELIMIT);
  /* 1 and 63 nodes, so the '(' behind them is the 65th. */
  assert_int_equal(err.column, leaf + 1);
  il_buf_free(&sum);
  il_buf_free(&text);
  char *name = calloc(1, IL_NAME_MAX + 3);
  memset(name, 'a', IL_NAME_MAX + 2);
  name[0] = '%';
  err = (il_error){0};
  assert_int_equal(il_term_read(facts, il_str_of(name), &err), 0);
  assert_int_equal(err.code, IL_ELIMIT);
  assert_int_equal(err.column, IL_NAME_MAX + 2);
  name[IL_NAME_MAX + 1] = '\0';
  assert_int_not_equal(read_term(facts, name), 0);
  free(name);
  il_facts_free(facts);
}

static void many_terms_stay_apart(void **state) {
  (void)state;
  il_facts *facts = new_facts();
  for (int64_t i = 0; i < 5000; i++)
    assert_int_equal(constant(facts, i, (il_int){32, true}, ""), i + 1);
  for (int64_t i = 0; i < 5000; i++)
    assert_int_equal(constant(facts, i, (il_int){32, true}, ""), i + 1);
  assert_int_equal(facts->terms.count, 5000);
  il_facts_free(facts);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(equal_nodes_are_one_term),
      cmocka_unit_test(unused_members_do_not_matter),
      cmocka_unit_test(constants_are_values_of_their_type),
      cmocka_unit_test(text_fits_the_buffer),
      cmocka_unit_test(deep_terms_become_what_they_read),
      cmocka_unit_test(deep_places_are_replaced_by_what_is_in_them),
      cmocka_unit_test(large_terms_become_what_they_read),
      cmocka_unit_test(places_share_the_nodes),
      cmocka_unit_test(wrong_nodes_fail),
      cmocka_unit_test(terms_read_as_they_are_written),
      cmocka_unit_test(wrong_terms_are_refused_where_they_are_wrong),
      cmocka_unit_test(large_terms_are_refused_at_the_node_too_many),
      cmocka_unit_test(many_terms_stay_apart),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
