/* test_link.c - which units make a program, and which body a name means. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define ONE "0000000000000001"
#define TWO "0000000000000002"

static const il_program_result *program_named(const il_result *result,
                                              const char *name) {
  for (size_t i = 0; i < result->program_count; i++)
    if (!strcmp(result->programs[i].name, name))
      return &result->programs[i];
  char *printed = world_print(result);
  print_error("%s", printed);
  free(printed);
  fail_msg("no program '%s'", name);
  return NULL;
}

static void assert_units(const il_result *result, const char *name,
                         const char *digits) {
  const il_program_result *program = program_named(result, name);
  char units[16] = "";
  for (size_t i = 0; i < program->unit_count; i++) {
    units[i] = (char)('0' + program->units[i]);
    units[i + 1] = '\0';
  }
  if (strcmp(units, digits))
    fail_msg("program '%s' has units %s, not %s", name, units, digits);
}

static unit *isr_unit(world *w, const char *source, const char *callee) {
  unit *u = world_unit(w, source);
  unit_fn(u, "DriverEntry", 0, NULL);
  unit_fn(u, "Isr", 0, "HW_INTERRUPT");
  unit_call(u, callee, "");
  return u;
}

static unit *helper_unit(world *w, const char *source, const char *name,
                         uint32_t flags) {
  unit *u = world_unit(w, source);
  unit_fn(u, name, flags, NULL);
  unit_call(u, "&WaitForEver", "");
  return u;
}

/* ---- which units ---- */

static void test_closure_of_references(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  isr_unit(&w, "drv/isr.c", "&Middle");
  unit *u = world_unit(&w, "lib/middle.c");
  unit_fn(u, "Middle", 0, NULL);
  unit_call(u, "&Last", "");
  u = world_unit(&w, "lib/last.c");
  unit_fn(u, "Last", 0, NULL);
  unit_call(u, "&Deepest", "");
  helper_unit(&w, "a/deepest.c", "Deepest", 0);
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->program_count, 1);
  assert_units(result, "drv", "0123");
  assert_says(result,
              "a/deepest.c:3:3: error: call to 'WaitForEver' can block; "
              "reachable from interrupt routine 'Isr'");
  world_end(&w);
}

/* A declaration is no reference: one header declares for both. */
static void test_declarations_do_not_link(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  unit *u = isr_unit(&w, "a/isr.c", "&Anywhere");
  unit_declare(u, "Helper", NULL, NULL);
  helper_unit(&w, "b/helper.c", "Helper", 0);
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->program_count, 2);
  assert_units(result, "a", "0");
  assert_units(result, "b", "1");
  world_end(&w);
}

/* A table that another unit defines is a reference like a call. */
static void test_variables_link(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    world_begin(&w);
    unit *u = world_unit(&w, "a/isr.c");
    unit_var(u, "-", IL_VAR_GLOBAL, "Ops", NULL, 0);
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_fn(u, "Isr", 0, "HW_INTERRUPT");
    unit_call(u, twin ? "@Other.OPS:Run" : "@Ops.OPS:Run", "");
    u = world_unit(&w, "b/ops.c");
    unit_var(u, "-", IL_VAR_GLOBAL, "Ops", NULL, IL_VAR_DEFINED);
    unit_init(u, "@Ops.OPS:Run", "&Run");
    unit_fn(u, "Run", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    const il_result *result = world_end_units(&w);
    assert_int_equal(result->finding_count, twin ? 0 : 1);
    assert_int_equal(result->program_count, twin ? 2 : 1);
    world_end(&w);
  }
}

/* Two drivers in one folder: the one's static and the other's global function
 * of equal name, and two entries. */
static void test_two_programs_do_not_mix(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  unit *u = isr_unit(&w, "a.c", "&Helper@a.c");
  unit_fn(u, "Helper@a.c", IL_FN_STATIC, NULL);
  unit_call(u, "&Anywhere", "");
  isr_unit(&w, "b.c", "&Helper");
  helper_unit(&w, "help.c", "Helper", 0);
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->program_count, 2);
  assert_units(result, "a", "0");
  assert_units(result, "b", "12");
  assert_int_equal(result->finding_count, 1);
  assert_string_equal(result->programs[result->findings[0].program].name, "b");
  world_end(&w);
}

/* The same the other way round: the global one is harmless. */
static void test_static_binds_in_its_file(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  unit *u = isr_unit(&w, "a.c", "&Helper@a.c");
  unit_fn(u, "Helper@a.c", IL_FN_STATIC, NULL);
  unit_call(u, "&WaitForEver", "");
  u = isr_unit(&w, "b.c", "&Helper");
  u = world_unit(&w, "help.c");
  unit_fn(u, "Helper", 0, NULL);
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 1);
  assert_says(result, "'Helper' is called from 'Isr' here");
  assert_says(result, "a.c:10:3: error");
  world_end(&w);
}

/* An entry makes a driver of its own, which another never swallows. */
static void test_entry_units_stay_apart(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  isr_unit(&w, "a/a.c", "&Shared");
  unit *u = isr_unit(&w, "b/b.c", "&Anywhere");
  unit_fn(u, "Shared", 0, NULL);
  unit_call(u, "&WaitForEver", "");
  const il_result *result = world_end_units(&w);
  assert_units(result, "a", "0");
  assert_units(result, "b", "1");
  assert_int_equal(result->finding_count, 0);
  assert_says(result, "unknown a/a.c:6:3: Shared x1 DIRQL");
  world_end(&w);
}

static void test_groups_are_programs(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  for (int i = 0; i < 2; i++) {
    const char *group = i ? "second" : "first";
    unit *u = world_unit_of(&w, i ? "isr2.c" : "isr1.c", ONE, group);
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_fn(u, "Isr", 0, "HW_INTERRUPT");
    unit_call(u, "&Helper", "");
    u = world_unit_of(&w, i ? "help2.c" : "help1.c", ONE, group);
    unit_fn(u, "Helper", 0, NULL);
    unit_call(u, i ? "&WaitForEver" : "&Anywhere", "");
    /* Nothing refers to it, but the build says that it belongs there. */
    u = world_unit_of(&w, i ? "extra2.c" : "extra1.c", ONE, group);
    unit_fn(u, "Extra", 0, NULL);
  }
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->program_count, 2);
  assert_units(result, "first", "012");
  assert_units(result, "second", "345");
  assert_int_equal(result->finding_count, 1);
  assert_string_equal(result->findings[0].at.path, "help2.c");
  world_end(&w);
}

/* A library is a group without an entry: it joins the drivers that use it. */
static void test_library_group(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    world_begin(&w);
    unit *u = world_unit_of(&w, "drv/isr.c", ONE, "driver");
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_fn(u, "Isr", 0, "HW_INTERRUPT");
    unit_call(u, twin ? "&Anywhere" : "&Helper", "");
    u = world_unit_of(&w, "lib/help.c", ONE, "library");
    unit_fn(u, "Helper", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    const il_result *result = world_end_units(&w);
    assert_int_equal(result->program_count, twin ? 2 : 1);
    assert_units(result, "driver", twin ? "0" : "01");
    assert_int_equal(result->finding_count, twin ? 0 : 1);
    world_end(&w);
  }
}

/* Units that lack an entry do not vanish. */
static void test_units_without_entry(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  unit *u = world_unit(&w, "x/isr.c");
  unit_fn(u, "Isr", 0, "HW_INTERRUPT");
  unit_call(u, "&Helper", "");
  helper_unit(&w, "x/help.c", "Helper", 0);
  u = world_unit(&w, "y/alone.c");
  unit_fn(u, "Alone", 0, "HW_INTERRUPT");
  unit_call(u, "&WaitForEver", "");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->program_count, 2);
  assert_units(result, "x", "01");
  assert_units(result, "y", "2");
  assert_int_equal(result->finding_count, 2);
  world_end(&w);
}

/* Two interrupt routines of one name in one folder are of two drivers. */
static void test_clash_without_entry(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  for (int i = 0; i < 2; i++) {
    unit *u = world_unit(&w, i ? "x/b.c" : "x/a.c");
    unit_fn(u, "Isr", 0, "HW_INTERRUPT");
    unit_call(u, "&WaitForEver", "");
  }
  helper_unit(&w, "x/c.c", "Helper", 0);
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->program_count, 2);
  assert_units(result, "x (x/a.c, " ONE ")", "02");
  assert_units(result, "x (x/b.c, " ONE ")", "1");
  assert_int_equal(result->finding_count, 2);
  world_end(&w);
}

/* A unit that nothing refers to belongs to the one program it refers to. */
static void test_leftover_joins(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  unit *u = isr_unit(&w, "a/a.c", "&Anywhere");
  unit_fn(u, "Log", 0, NULL);
  u = world_unit(&w, "a/timer.c");
  unit_fn(u, "Timer", 0, "HW_TIMER");
  unit_call(u, "&Log", "");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->program_count, 1);
  assert_units(result, "a", "01");
  world_end(&w);

  /* Two programs define what it refers to: it belongs to neither. */
  world_begin(&w);
  for (int i = 0; i < 2; i++) {
    u = isr_unit(&w, i ? "a/b.c" : "a/a.c", "&Anywhere");
    unit_fn(u, i ? "LogB" : "LogA", 0, NULL);
  }
  u = world_unit(&w, "a/timer.c");
  unit_fn(u, "Timer", 0, "HW_TIMER");
  unit_call(u, "&LogA", "");
  unit_call(u, "&LogB", "");
  result = world_end_units(&w);
  assert_int_equal(result->program_count, 3);
  world_end(&w);

  /* Another body of a name that the program has: it is no part of it. */
  world_begin(&w);
  u = isr_unit(&w, "a/a.c", "&Helper");
  unit_fn(u, "Log", 0, NULL);
  helper_unit(&w, "a/help.c", "Helper", 0);
  u = world_unit(&w, "a/old/help.c");
  unit_fn(u, "Helper", 0, NULL);
  unit_call(u, "&Log", "");
  result = world_end_units(&w);
  assert_int_equal(result->program_count, 2);
  assert_int_equal(result->finding_count, 1);
  world_end(&w);
}

/* Only pointers tie the files together: the folder says that they belong. */
static void test_leftover_beside(void **state) {
  (void)state;
  for (int twin = 0; twin < 3; twin++) {
    world w;
    world_begin(&w);
    unit *u = world_unit(&w, "a/isr.c");
    unit_fn(u, "Isr", 0, "HW_INTERRUPT");
    unit_call(u, "(* %ops).OPS:Run", "");
    u = world_unit(&w, twin == 1 ? "b/ops.c" : "a/ops.c");
    unit_fn(u, twin == 2 ? "SetUp" : "DriverEntry", 0, NULL);
    unit_set(u, "@Ops.OPS:Run", "&Run");
    unit_fn(u, "Run", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    const il_result *result = world_end_units(&w);
    assert_int_equal(result->program_count, twin == 1 ? 2 : 1);
    assert_int_equal(result->finding_count, twin == 1 ? 0 : 1);
    world_end(&w);
  }
}

/* ---- which body ---- */

/* Three folders define the name; the nearest one is meant. */
static void test_nearest_folder(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    world_begin(&w);
    isr_unit(&w, twin ? "src/b/isr.c" : "src/a/isr.c", "&Helper");
    helper_unit(&w, "src/a/help.c", "Helper", 0);
    unit *u = world_unit(&w, "src/b/help.c");
    unit_fn(u, "Helper", 0, NULL);
    u = world_unit(&w, "other/help.c");
    unit_fn(u, "Helper", 0, NULL);
    const il_result *result = world_end_units(&w);
    assert_int_equal(result->finding_count, twin ? 0 : 1);
    world_end(&w);
  }
}

/* More folders in common count before fewer below them. */
static void test_longest_common_path(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  isr_unit(&w, "src/x/y/isr.c", "&Helper");
  unit *u = world_unit(&w, "src/help.c");
  unit_fn(u, "Helper", 0, NULL);
  helper_unit(&w, "src/x/z/help.c", "Helper", 0);
  assert_int_equal(world_end_units(&w)->finding_count, 1);
  world_end(&w);
}

/* The group's own body counts before a library's, however near that lies. */
static void test_group_before_folder(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    world_begin(&w);
    unit *u = world_unit_of(&w, "src/isr.c", ONE, "driver");
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_fn(u, "Isr", 0, "HW_INTERRUPT");
    unit_call(u, "&Helper", "");
    unit_call(u, "&Other", "");
    u = world_unit_of(&w, "far/help.c", ONE, twin ? "library" : "driver");
    unit_fn(u, "Helper", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    u = world_unit_of(&w, "src/lib.c", ONE, "library");
    unit_fn(u, "Other", 0, NULL);
    unit_fn(u, "Helper", 0, NULL);
    assert_int_equal(world_end_units(&w)->finding_count, twin ? 0 : 1);
    world_end(&w);
  }
}

/* Two equally near: no telling, so it is listed. */
static void test_ambiguous_name(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  unit *u = world_unit_of(&w, "isr.c", ONE, "g");
  unit_fn(u, "DriverEntry", 0, NULL);
  unit_fn(u, "Isr", 0, "HW_INTERRUPT");
  unit_call(u, "&Helper", "");
  for (int i = 0; i < 2; i++) {
    u = world_unit_of(&w, i ? "two.c" : "one.c", ONE, "g");
    unit_fn(u, "Helper", 0, NULL);
    unit_call(u, "&WaitForEver", "");
  }
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 0);
  assert_int_equal(result->programs[0].unresolved_count, 1);
  assert_says(result, "unresolved isr.c:6:3: Helper (2 definitions) x1 DIRQL");
  world_end(&w);
}

/* The unit's own body is meant before any other. */
static void test_own_body_first(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  unit *u = world_unit_of(&w, "isr.c", ONE, "g");
  unit_fn(u, "DriverEntry", 0, NULL);
  unit_fn(u, "Isr", 0, "HW_INTERRUPT");
  unit_call(u, "&Helper", "");
  unit_fn(u, "Helper", 0, NULL);
  u = world_unit_of(&w, "two.c", ONE, "g");
  unit_fn(u, "Helper", 0, NULL);
  unit_call(u, "&WaitForEver", "");
  assert_int_equal(world_end_units(&w)->finding_count, 0);
  world_end(&w);
}

/* One source built twice is two units; flags tell which one is meant. */
static void test_one_source_twice(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  for (int i = 0; i < 2; i++) {
    const char *flags = i ? TWO : ONE;
    unit *u = world_unit_of(&w, "isr.c", flags, NULL);
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_fn(u, "Isr", 0, "HW_INTERRUPT");
    unit_call(u, "&Helper", "");
    u = world_unit_of(&w, "help.c", flags, NULL);
    unit_fn(u, "Helper", 0, NULL);
    unit_call(u, i ? "&WaitForEver" : "&Anywhere", "");
  }
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->program_count, 2);
  assert_units(result, "isr (isr.c, " ONE ")", "01");
  assert_units(result, "isr (isr.c, " TWO ")", "23");
  assert_int_equal(result->finding_count, 1);
  assert_int_equal(result->findings[0].at.unit, 3);
  world_end(&w);
}

/* Its file's own variables are two, too. */
static void test_statics_of_one_source_twice(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    world_begin(&w);
    for (int i = 0; i < 2; i++) {
      unit *u = world_unit_of(&w, "isr.c", i ? TWO : ONE, "g");
      unit_var(u, "-", twin ? IL_VAR_GLOBAL : IL_VAR_STATIC,
               twin ? "run" : "run@isr.c", NULL, IL_VAR_DEFINED);
      unit_fn(u, i ? "IsrTwo" : "IsrOne", 0, i ? NULL : "HW_INTERRUPT");
      unit_call(u, twin ? "@run" : "@run@isr.c", "");
      unit_fn(u, i ? "SetTwo" : "SetOne", 0, NULL);
      if (i)
        unit_set(u, twin ? "@run" : "@run@isr.c", "&Drain");
      unit_fn(u, i ? "Drain" : "Other", 0, NULL);
      unit_call(u, "&WaitForEver", "");
    }
    assert_int_equal(world_end_units(&w)->finding_count, twin ? 1 : 0);
    world_end(&w);
  }
}

/* The same unit handed in twice is no riddle. */
static void test_one_unit_twice(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  isr_unit(&w, "isr.c", "&Helper");
  helper_unit(&w, "lib/help.c", "Helper", 0);
  helper_unit(&w, "lib/help.c", "Helper", 0);
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->program_count, 1);
  assert_int_equal(result->finding_count, 1);
  assert_int_equal(result->programs[0].unresolved_count, 0);
  world_end(&w);

  world_begin(&w);
  for (int i = 0; i < 2; i++) {
    unit *u = world_unit_of(&w, "isr.c", ONE, "g");
    unit_fn(u, "Isr", 0, "HW_INTERRUPT");
    unit_call(u, "&Helper", "");
  }
  unit *u = world_unit_of(&w, "lib/help.c", ONE, "g");
  unit_fn(u, "Helper", 0, NULL);
  unit_call(u, "&WaitForEver", "");
  result = world_end_units(&w);
  assert_units(result, "g", "02");
  assert_int_equal(result->program_count, 1);
  assert_int_equal(result->finding_count, 1);
  world_end(&w);
}

/* A unit of two programs: one finding, which names the other program. */
static void test_shared_unit(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  isr_unit(&w, "a/a.c", "&Helper");
  isr_unit(&w, "b/b.c", "&Helper");
  helper_unit(&w, "lib/help.c", "Helper", 0);
  const il_result *result = world_end_units(&w);
  assert_units(result, "a", "02");
  assert_units(result, "b", "12");
  assert_int_equal(result->finding_count, 1);
  assert_int_equal(result->findings[0].ordinal, 1);
  assert_says(result, "and in program 'b'");
  world_end(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_closure_of_references),
      cmocka_unit_test(test_declarations_do_not_link),
      cmocka_unit_test(test_variables_link),
      cmocka_unit_test(test_two_programs_do_not_mix),
      cmocka_unit_test(test_static_binds_in_its_file),
      cmocka_unit_test(test_entry_units_stay_apart),
      cmocka_unit_test(test_groups_are_programs),
      cmocka_unit_test(test_library_group),
      cmocka_unit_test(test_units_without_entry),
      cmocka_unit_test(test_clash_without_entry),
      cmocka_unit_test(test_leftover_joins),
      cmocka_unit_test(test_leftover_beside),
      cmocka_unit_test(test_nearest_folder),
      cmocka_unit_test(test_longest_common_path),
      cmocka_unit_test(test_group_before_folder),
      cmocka_unit_test(test_ambiguous_name),
      cmocka_unit_test(test_own_body_first),
      cmocka_unit_test(test_one_source_twice),
      cmocka_unit_test(test_statics_of_one_source_twice),
      cmocka_unit_test(test_one_unit_twice),
      cmocka_unit_test(test_shared_unit),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
