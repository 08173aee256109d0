/* test_points.c - calls through pointers: where they go, and what is told. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* A unit whose 'Isr' has an open body. */
static unit *begin(world *w) {
  world_begin(w);
  unit *u = world_unit(w, "isr.c");
  unit_fn(u, "Isr", 0, "HW_INTERRUPT");
  return u;
}

/* The called function is in a local, a parameter, a result, a table. */
static void test_indirect_calls(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    const char *drain = twin ? "&Quiet" : "&Drain";
    world w;
    unit *u = begin(&w);
    unit_set(u, "%p", drain);
    unit_call(u, "%p", "");
    unit_fn(u, "Drain", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    unit_fn(u, "Quiet", 0, NULL);
    const il_result *result = world_end_units(&w);
    assert_int_equal(result->finding_count, twin ? 0 : 1);
    if (!twin) {
      assert_says(result, "'Drain' is called through 'p' from 'Isr' here");
      assert_says(result, "'Drain' is stored in 'p' here");
    }
    world_end(&w);

    u = begin(&w);
    unit_call(u, "&Each", twin ? "#1;&Quiet" : "#1;&Drain");
    unit_param(u, "Each", 0, "n", NULL);
    unit_param(u, "Each", 1, "visit", NULL);
    unit_fn(u, "Each", 0, NULL);
    unit_call(u, "(* %visit)", "%n");
    unit_fn(u, "Drain", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    unit_fn(u, "Quiet", 0, NULL);
    result = world_end_units(&w);
    assert_int_equal(result->finding_count, twin ? 0 : 1);
    if (!twin) {
      assert_says(result, "'Drain' is called through 'visit' from 'Each' here");
      assert_says(result, "'Drain' is passed to 'Each' here");
    }
    world_end(&w);

    u = begin(&w);
    unit_call(u, "&Get", "");
    unit_call(u, "$1", "");
    unit_fn(u, "Get", 0, NULL);
    unit_ret(u, drain);
    unit_fn(u, "Drain", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    unit_fn(u, "Quiet", 0, NULL);
    result = world_end_units(&w);
    assert_int_equal(result->finding_count, twin ? 0 : 1);
    if (!twin)
      assert_says(result, "'Drain' is returned here (Get, unknown)");
    world_end(&w);

    u = begin(&w);
    unit_call(u, twin ? "(?: %x &Quiet #0)" : "(?: %x &Quiet &Drain)", "");
    unit_fn(u, "Drain", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    unit_fn(u, "Quiet", 0, NULL);
    result = world_end_units(&w);
    assert_int_equal(result->finding_count, twin ? 0 : 1);
    if (!twin)
      assert_says(result, "'Drain' is called by a pointer from 'Isr' here");
    world_end(&w);

    u = begin(&w);
    unit_call(u, "([] @Table %i)", "");
    unit_var(u, "-", IL_VAR_GLOBAL, "Table", NULL, IL_VAR_DEFINED);
    unit_init(u, "([] @Table #0)", "&Quiet");
    unit_init(u, "([] @Table #1)", drain);
    unit_fn(u, "Drain", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    unit_fn(u, "Quiet", 0, NULL);
    result = world_end_units(&w);
    assert_int_equal(result->finding_count, twin ? 0 : 1);
    if (!twin)
      assert_says(result, "'Drain' is stored in 'Table' here");
    world_end(&w);
  }
}

/* Arguments and results of a call that goes through a pointer. */
static void test_flow_through_indirect_calls(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    unit *u = begin(&w);
    unit_call(u, "(* %ops).OPS:Each", twin ? "&Quiet" : "&Drain");
    unit_param(u, "Each", 0, "visit", NULL);
    unit_fn(u, "Each", 0, NULL);
    unit_call(u, "%visit", "");
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_set(u, "@Ops.OPS:Each", "&Each");
    unit_fn(u, "Drain", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    unit_fn(u, "Quiet", 0, NULL);
    assert_int_equal(world_end_units(&w)->finding_count, twin ? 0 : 1);
    world_end(&w);

    u = begin(&w);
    unit_call(u, "(* %ops).OPS:Get", "");
    unit_call(u, "$1", "");
    unit_fn(u, "Get", 0, NULL);
    unit_ret(u, twin ? "&Quiet" : "&Drain");
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_set(u, "@Ops.OPS:Get", "&Get");
    unit_fn(u, "Drain", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    unit_fn(u, "Quiet", 0, NULL);
    assert_int_equal(world_end_units(&w)->finding_count, twin ? 0 : 1);
    world_end(&w);
  }
}

/* Through a local copy of a member: the member is named, and where the function
 * was handed to the one who stores it. */
static void test_notes_of_a_detour(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_set(u, "%f", "(* %ops).OPS:Drain");
  unit_call(u, "%f", "");
  unit_param(u, "SetDrain", 0, "f", NULL);
  unit_fn(u, "SetDrain", 0, NULL);
  u->line = 19;
  unit_set(u, "@Ops.OPS:Drain", "%f");
  unit_fn(u, "DriverEntry", 0, NULL);
  u->line = 29;
  unit_call(u, "&SetDrain", "&Drain");
  unit_fn(u, "Drain", 0, NULL);
  unit_call(u, "&WaitForEver", "");
  const il_result *result = world_end_units(&w);
  assert_says(result, "'Drain' is called through 'OPS.Drain' from 'Isr' here");
  assert_says(result, "pointer: isr.c:20:3: 'Drain' is stored in 'OPS.Drain' "
                      "here (SetDrain, unknown)");
  assert_says(result, "pointer: isr.c:30:3: 'Drain' is passed to 'SetDrain' "
                      "here (DriverEntry, unknown)");
  world_end(&w);
}

/* The routine itself is called through a pointer. */
static void test_routine_by_pointer(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "(* %ops).OPS:Wait", "");
  unit_fn(u, "DriverEntry", 0, NULL);
  unit_set(u, "@Ops.OPS:Wait", "&WaitForEver");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 1);
  assert_says(result, "pointer: isr.c:7:3: 'WaitForEver' is stored in "
                      "'OPS.Wait' here");
  world_end(&w);
}

/* A member of one record says nothing of a member of another. */
static void test_members_do_not_mix(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "(* %ops).OPS:Drain", "");
  unit_fn(u, "DriverEntry", 0, NULL);
  unit_set(u, "@Ops.OTHER:Drain", "&Drain");
  unit_set(u, "@Ops.OPS:Fill", "&Drain");
  unit_fn(u, "Drain", 0, NULL);
  unit_call(u, "&WaitForEver", "");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 0);
  assert_int_equal(result->programs[0].unresolved_count, 1);
  world_end(&w);
}

/* Two files may each have a record of one name; with equal members it is one
 * record. */
static void test_records_of_one_name(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    world_begin(&w);
    unit *u = world_unit(&w, "isr.c");
    unit_field(u, "OPS", "Drain", "=FN");
    unit_fn(u, "Isr", 0, "HW_INTERRUPT");
    unit_call(u, "(* %ops).OPS:Drain", "");
    unit_call(u, "&Fill", "");
    unit *other = world_unit(&w, "other.c");
    unit_field(other, "OPS", "Drain", "=FN");
    if (twin)
      unit_field(other, "OPS", "Fill", "=FN");
    unit_fn(other, "Fill", 0, NULL);
    unit_set(other, "(* %ops).OPS:Drain", "&Drain");
    unit_fn(other, "Drain", 0, NULL);
    unit_call(other, "&WaitForEver", "");
    const il_result *result = world_end_units(&w);
    assert_int_equal(result->finding_count, twin ? 0 : 1);
    assert_int_equal(result->programs[0].unresolved_count, twin ? 1 : 0);
    world_end(&w);
  }
}

/* A part of a variable is its own as long as the variable is used part by part:
 * each of these uses it in another way, from "not at all" on. */
static void test_parts_of_a_variable(void **state) {
  (void)state;
  static const struct {
    const char *place, *value, *called;
    int findings;
  } uses[] = {
      {"%x", "#0", "@Own.OPS:Drain", 0},
      {"%x", "@Own.OPS:Drain", "@Own.OPS:Drain", 0},
      {"@Own", "#0", "@Own.OPS:Drain", 0},
      {"%x", "(& @Own)", "@Own.OPS:Drain", 1},
      {"%x", "(& @Own.OPS:Drain)", "@Own.OPS:Drain", 1},
      {"%x", "@Own", "@Own.OPS:Drain", 1},
      {"@Own", "@Other", "@Own.OPS:Drain", 1},
      {"@Own.OPS:Drain", "%x", "@Own.OPS:Drain", 1},
      {"%x", "([] @Rows #0).OPS:Drain", "([] @Rows #0).OPS:Drain", 0},
      {"%x", "#0", "([] @Rows %x).OPS:Drain", 1},
      {"([] @Rows %x).OPS:Drain", "&Quiet", "([] @Rows #0).OPS:Drain", 1},
  };
  for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
    world w;
    unit *u = begin(&w);
    unit_set(u, uses[i].place, uses[i].value);
    unit_call(u, uses[i].called, "");
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_set(u, "@Own.OPS:Drain", "&Quiet");
    unit_set(u, "@Other.OPS:Drain", "&Drain");
    unit_set(u, "([] @Rows #0).OPS:Drain", "&Quiet");
    unit_set(u, "([] @Rows #1).OPS:Drain", "&Drain");
    unit_fn(u, "Drain", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    unit_fn(u, "Quiet", 0, NULL);
    const il_result *result = world_end_units(&w);
    if (result->finding_count != (size_t)uses[i].findings)
      fail_msg("use %zu: %zu findings", i, result->finding_count);
    world_end(&w);
  }
}

/* What a parameter holds comes from the callers. */
static void test_part_of_a_parameter(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "&Each", "@Own");
  unit_param(u, "Each", 0, "ops", NULL);
  unit_fn(u, "Each", 0, NULL);
  unit_call(u, "%ops.OPS:Drain", "");
  unit_fn(u, "DriverEntry", 0, NULL);
  unit_set(u, "@Own.OPS:Drain", "&Drain");
  unit_fn(u, "Drain", 0, NULL);
  unit_call(u, "&WaitForEver", "");
  assert_int_equal(world_end_units(&w)->finding_count, 1);
  world_end(&w);
}

/* An address that is only read through keeps two tables apart; a store through
 * it, or through a copy of it, joins them. */
static void test_store_through_an_address(void **state) {
  (void)state;
  for (int twin = 0; twin < 3; twin++) {
    world w;
    unit *u = begin(&w);
    unit_call(u, "([] @Mine #0)", "");
    unit_param(u, "Each", 0, "table", NULL);
    unit_fn(u, "Each", 0, NULL);
    unit_set(u, "%copy", "%table");
    if (twin == 1)
      unit_set(u, "([] %copy #1)", "&Drain");
    if (twin == 2)
      unit_set(u, "(* %copy)", "&Drain");
    unit_call(u, "(* %table)", "");
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_set(u, "([] @Mine #0)", "&Quiet");
    unit_set(u, "([] @Theirs #0)", "&Drain");
    unit_call(u, "&Each", "(& @Mine)");
    unit_call(u, "&Each", "(& @Theirs)");
    unit_fn(u, "Drain", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    unit_fn(u, "Quiet", 0, NULL);
    assert_int_equal(world_end_units(&w)->finding_count, twin ? 1 : 0);
    world_end(&w);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_indirect_calls),
      cmocka_unit_test(test_flow_through_indirect_calls),
      cmocka_unit_test(test_notes_of_a_detour),
      cmocka_unit_test(test_routine_by_pointer),
      cmocka_unit_test(test_members_do_not_mix),
      cmocka_unit_test(test_records_of_one_name),
      cmocka_unit_test(test_parts_of_a_variable),
      cmocka_unit_test(test_part_of_a_parameter),
      cmocka_unit_test(test_store_through_an_address),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
