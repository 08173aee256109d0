/* test_eval.c - conditions over the arguments of a call. */
#include "eval.h"
#include "facts_build.h"
#include "list.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* The call that stands last in the function 'F' of the unit. */
static il_truth holds(unit *u, const char *condition) {
  il_arena *arena = il_arena_new(0);
  il_conditions *conditions = il_conditions_new(arena);
  il_unit indexed;
  assert_true(il_unit_index(&indexed, u->facts, arena, arena));
  uint32_t fn = il_unit_find_fn(&indexed, IL_STR("F"));
  assert_int_not_equal(fn, IL_NONE);
  il_call_site site = {&indexed, indexed.fns[fn], il_unit_fn_end(&indexed, fn),
                       IL_NONE, NULL};
  for (uint32_t r = site.fn; r < site.end; r++)
    if (il_unit_record(&indexed, r)->kind == IL_K_call)
      site.call = r;
  assert_int_not_equal(site.call, IL_NONE);
  il_truth truth = il_condition_holds(conditions, il_str_of(condition), &site);
  /* Read from memory the second time, with the same answer. */
  assert_int_equal(il_condition_holds(conditions, il_str_of(condition), &site),
                   truth);
  il_conditions_free(conditions);
  il_arena_free(arena);
  return truth;
}

static il_truth holds_for(const char *args, const char *condition) {
  unit u;
  unit_begin(&u, "a.c", "1");
  unit_var(&u, "F", IL_VAR_LOCAL, "local", NULL, 0);
  unit_fn(&u, "F", 0, NULL);
  unit_call(&u, "&Routine", args);
  il_facts *facts = unit_end(&u);
  il_truth truth = holds(&u, condition);
  il_facts_free(facts);
  return truth;
}

/* ---- constants ---- */

static void test_constants(void **state) {
  static const struct {
    const char *args, *condition;
    il_truth truth;
  } rows[] = {
      {"", "", IL_TRUE},
      {"", "?", IL_MAYBE},
      {"", "#1", IL_TRUE},
      {"", "#0", IL_FALSE},
      {"#0", "(== %0 #0)", IL_TRUE},
      {"#1=TRUE", "(!= %0 #0)", IL_TRUE},
      {"#0=FALSE", "(!= %0 #0)", IL_FALSE},
      {"%unknown", "(!= %0 #0)", IL_MAYBE},
      {"$7", "(!= %0 #0)", IL_MAYBE},
      {"#0", "(== %1 #0)", IL_MAYBE}, /* there is no second argument */
      {"#6", "(== %0 #6=RequestTimerCall)", IL_TRUE},
      {"#7", "(== %0 #6=RequestTimerCall)", IL_FALSE},
      /* addresses are not null, and no more is known of them */
      {"(& @g)", "(== %0 #0)", IL_FALSE},
      {"(& @g)", "(!= %0 #0)", IL_TRUE},
      {"&F", "(== %0 #0)", IL_FALSE},
      {"(& @g)", "(! %0)", IL_FALSE},
      {"(& @g)", "(== %0 #1)", IL_MAYBE},
      {"(& @g)", "(< %0 #1)", IL_MAYBE},
      {"(cast u64 (& @g))", "(== %0 #0)", IL_FALSE},
      {"(cast u8 (& @g))", "(== %0 #0)", IL_MAYBE},
      /* logic with a part that is not known */
      {"#0;%x", "(|| (== %0 #0) (!= (* %1) #0))", IL_TRUE},
      {"%x;#0", "(|| (== %1 #0) (!= (* %0) #0))", IL_TRUE},
      {"%x;#1", "(|| (== %1 #0) (!= %0 #0))", IL_MAYBE},
      {"%x;#1", "(&& (== %1 #0) (!= %0 #0))", IL_FALSE},
      {"%x;#0", "(&& (!= %0 #0) (!= %1 #0))", IL_FALSE},
      {"%x;#0", "(&& (!= %0 #0) (== %1 #0))", IL_MAYBE},
      {"%x;#0", "(?: %1 %0 #5)", IL_TRUE},
      {"%x;#0", "(?: %0 #3 #3)", IL_TRUE},
      {"%x;#0", "(?: %0 #3 #4)", IL_TRUE},
      {"%x;#0", "(?: %0 #3 #0)", IL_MAYBE},
      /* widths and signs */
      {"(cast u8 #256)", "(== %0 #0)", IL_TRUE},
      {"(cast u8 #257)", "(== %0 #1)", IL_TRUE},
      {"(cast i8 #255)", "(== %0 #-1)", IL_TRUE},
      {"(cast u32 #-1)", "(> %0 #0)", IL_TRUE},
      {"#-1", "(> %0 #0)", IL_FALSE},
      {"#-1", "(> %0 #0:u32)", IL_TRUE}, /* as unsigned */
      {"#-1", "(> %0 #0:u64)", IL_TRUE},
      {"#-1", "(> %0 #0:u8)", IL_FALSE}, /* u8 becomes int */
      {"#4294967295:u32", "(== (+ %0 #1) #0)", IL_TRUE},
      {"#4294967295:i64", "(== (+ %0 #1) #0)", IL_FALSE},
      {"(* #-10 #10000:i64)", "(== %0 #-100000)", IL_TRUE},
      {"(- #5)", "(== %0 #-5)", IL_TRUE},
      {"(~ #0)", "(== %0 #-1)", IL_TRUE},
      {"(- #3 #5)", "(< %0 #0)", IL_TRUE},
      {"(/ #-7 #2)", "(== %0 #-3)", IL_TRUE},
      {"(% #-7 #2)", "(== %0 #-1)", IL_TRUE},
      {"(/ #7 #0)", "(== %0 #0)", IL_MAYBE},
      {"(% #7 #0)", "(== %0 #0)", IL_MAYBE},
      {"(/ #-9223372036854775808:i64 #-1)", "(== %0 #0)", IL_FALSE},
      {"(<< #1 #31)", "(< %0 #0)", IL_TRUE},
      {"(<< #1 #32)", "(== %0 #0)", IL_MAYBE},
      {"(<< #1 #-1)", "(== %0 #0)", IL_MAYBE},
      {"(>> #-8 #1)", "(== %0 #-4)", IL_TRUE},
      {"(>> #4294967288:u32 #1)", "(== %0 #2147483644)", IL_TRUE},
      {"(& #12 #10)", "(== %0 #8)", IL_TRUE},
      {"(| #12 #10)", "(== %0 #14)", IL_TRUE},
      {"(^ #12 #10)", "(== %0 #6)", IL_TRUE},
      {"#3", "(<= %0 #3)", IL_TRUE},
      {"#3", "(>= %0 #4)", IL_FALSE},
      {"(? #1)", "(!= %0 #0)", IL_MAYBE},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (holds_for(rows[i].args, rows[i].condition) != rows[i].truth)
      fail_msg("args '%s', condition '%s': not %d", rows[i].args,
               rows[i].condition, (int)rows[i].truth);
}

/* ---- what a local variable holds ---- */

/* "Waits unless the timeout points to 0", with the address of %t at hand. */
#define TIMEOUT "(|| (== %0 #0) (!= (* %0) #0))"

typedef struct store {
  const char *place, *value;
} store;

static il_truth with_stores(const char *arg, const char *condition,
                            const store *stores, const char *other_call,
                            uint32_t storage, uint32_t flags) {
  unit u;
  unit_begin(&u, "a.c", "1");
  unit_var(&u, "F", storage, "t", NULL, flags);
  unit_fn(&u, "F", 0, NULL);
  for (; stores && stores->place; stores++)
    unit_set(&u, stores->place, stores->value);
  if (other_call)
    unit_call(&u, other_call, "(& %t)");
  unit_call(&u, "&Routine", arg);
  il_facts *facts = unit_end(&u);
  il_truth truth = holds(&u, condition);
  il_facts_free(facts);
  return truth;
}

static il_truth timeout_of(const store *stores) {
  return with_stores("(& %t)", TIMEOUT, stores, NULL, IL_VAR_LOCAL,
                     IL_VAR_ESCAPED);
}

static void test_pointee(void **state) {
  (void)state;
  const store zero[] = {{"%t.LI:QuadPart", "#0"}, {NULL, NULL}};
  const store second[] = {{"%t.LI:QuadPart", "(* #-1 #10000000:i64)"},
                          {NULL, NULL}};
  const store given[] = {{"%t.LI:QuadPart", "%ms"}, {NULL, NULL}};
  const store changing[] = {
      {"%t.LI:QuadPart", "#0"}, {"%t.LI:QuadPart", "#-5"}, {NULL, NULL}};
  const store twice[] = {
      {"%t.LI:QuadPart", "#-5"}, {"%t.LI:QuadPart", "#-5"}, {NULL, NULL}};
  const store halves[] = {
      {"%t.LI/0:LowPart", "#0"}, {"%t.LI/0:HighPart", "#0"}, {NULL, NULL}};
  const store mixed[] = {
      {"%t.LI/0:LowPart", "#-5"}, {"%t.LI/0:HighPart", "#-1"}, {NULL, NULL}};
  const store other[] = {{"%x", "#0"}, {NULL, NULL}};
  assert_int_equal(timeout_of(zero), IL_FALSE);
  assert_int_equal(timeout_of(second), IL_TRUE);
  assert_int_equal(timeout_of(given), IL_MAYBE);
  assert_int_equal(timeout_of(changing), IL_MAYBE);
  assert_int_equal(timeout_of(twice), IL_TRUE);
  assert_int_equal(timeout_of(halves), IL_FALSE);
  assert_int_equal(timeout_of(mixed), IL_TRUE);
  assert_int_equal(timeout_of(other), IL_MAYBE);
  assert_int_equal(timeout_of(NULL), IL_MAYBE);
}

static void test_pointee_written_elsewhere(void **state) {
  (void)state;
  const store zero[] = {{"%t.LI:QuadPart", "#0"}, {NULL, NULL}};
  const store leaked[] = {
      {"%t.LI:QuadPart", "#0"}, {"@g", "(& %t)"}, {NULL, NULL}};
  /* A call of the same routine only reads it, of another one may write. */
  assert_int_equal(with_stores("(& %t)", TIMEOUT, zero, "&Routine",
                               IL_VAR_LOCAL, IL_VAR_ESCAPED),
                   IL_FALSE);
  assert_int_equal(with_stores("(& %t)", TIMEOUT, zero, "&Fill", IL_VAR_LOCAL,
                               IL_VAR_ESCAPED),
                   IL_MAYBE);
  assert_int_equal(with_stores("(& %t)", TIMEOUT, leaked, NULL, IL_VAR_LOCAL,
                               IL_VAR_ESCAPED),
                   IL_MAYBE);
  /* Others see a static or a volatile variable. */
  assert_int_equal(
      with_stores("(& %t)", TIMEOUT, zero, NULL, IL_VAR_STATIC, IL_VAR_ESCAPED),
      IL_MAYBE);
  assert_int_equal(with_stores("(& %t)", TIMEOUT, zero, NULL, IL_VAR_LOCAL,
                               IL_VAR_ESCAPED | IL_VAR_VOLATILE),
                   IL_MAYBE);
  /* Not the address of a local at all. */
  assert_int_equal(with_stores("(& @g)", TIMEOUT, zero, NULL, IL_VAR_LOCAL, 0),
                   IL_MAYBE);
  assert_int_equal(
      with_stores("(& (* %p).EXT:t)", TIMEOUT, zero, NULL, IL_VAR_LOCAL, 0),
      IL_MAYBE);
}

static void test_local_argument(void **state) {
  (void)state;
  const store one[] = {{"%t", "#1"}, {NULL, NULL}};
  const store both[] = {{"%t", "#1"}, {"%t", "#0"}, {NULL, NULL}};
  const store counts[] = {{"%t", "#1"}, {"%t", "(+ %t #1)"}, {NULL, NULL}};
  const char *set = "(!= %0 #0)";
  assert_int_equal(with_stores("%t", set, one, NULL, IL_VAR_LOCAL, 0), IL_TRUE);
  assert_int_equal(with_stores("%t", set, both, NULL, IL_VAR_LOCAL, 0),
                   IL_MAYBE);
  assert_int_equal(with_stores("%t", set, counts, NULL, IL_VAR_LOCAL, 0),
                   IL_MAYBE);
  assert_int_equal(with_stores("%t", set, NULL, NULL, IL_VAR_LOCAL, 0),
                   IL_MAYBE);
  assert_int_equal(with_stores("%t", set, one, NULL, IL_VAR_PARAM, 0),
                   IL_MAYBE);
  assert_int_equal(
      with_stores("%t", set, one, "&Fill", IL_VAR_LOCAL, IL_VAR_ESCAPED),
      IL_MAYBE);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_constants),
      cmocka_unit_test(test_pointee),
      cmocka_unit_test(test_pointee_written_elsewhere),
      cmocka_unit_test(test_local_argument),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
