/* test_flow.c - contexts: locks, what parameters stand for, mode flags, and
 * comments that hide what was found. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

/* A unit whose DPC routine has an open body. */
static unit *begin(world *w) {
  world_begin(w);
  unit *u = world_unit(w, "dpc.c");
  unit_fn(u, "Dpc", 0, "HW_DPC_ROUTINE");
  return u;
}

/* How many findings there are; 'Allocate' is allowed up to DISPATCH_LEVEL. */
static void end(world *w, size_t count, int line) {
  const il_result *result = world_end_units(w);
  if (result->finding_count != count)
    fail_msg("line %d: %zu findings, not %zu", line, result->finding_count,
             count);
}

/* ---- locks ---- */

static void test_lock_in_one_block(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "&Allocate", "");
  unit_call(u, "&Take", "#1");
  unit_call(u, "&Allocate", "");
  unit_call(u, "&Take", "#3");
  unit_call(u, "&Allocate", "");
  unit_call(u, "&Give", "");
  unit_call(u, "&Allocate", "");
  unit_call(u, "&Give", "");
  unit_call(u, "&Allocate", "");
  end(&w, 1, __LINE__);
  assert_int_equal(w.result->findings[0].at.line, 7);
  assert_int_equal(w.result->findings[0].level, IL_DIRQL);
  assert_says(w.result, "in DPC routine 'Dpc' (DISPATCH_LEVEL) with the "
                        "Interrupt lock held (DIRQL)");
  assert_says(w.result, "dpc.c:6:3: the Interrupt lock is taken here");
  world_end(&w);
}

/* Of an unknown kind, or given back as another level, it says nothing. */
static void test_lock_of_unknown_kind(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "&Take", "%kind");
  unit_call(u, "&Allocate", "");
  unit_call(u, "&Take", "#3");
  unit_call(u, "&GiveSpin", "");
  unit_call(u, "&Allocate", "");
  end(&w, 1, __LINE__);
  assert_int_equal(w.result->findings[0].at.line, 7);
  world_end(&w);
}

/* On some ways only, on all ways, and around a loop. */
static void test_lock_on_ways(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    unit *u = begin(&w);
    unit_br(u, "%x", 2, 3);
    unit_block(u, 2, 0);
    unit_call(u, "&Take", "#3");
    unit_jmp(u, 4);
    unit_block(u, 3, 0);
    if (twin)
      unit_call(u, "&Take", "#3");
    unit_jmp(u, 4);
    unit_block(u, 4, 0);
    unit_call(u, "&Allocate", "");
    end(&w, (size_t)twin, __LINE__);
    world_end(&w);

    u = begin(&w);
    unit_call(u, "&Take", "#3");
    unit_jmp(u, 2);
    unit_block(u, 2, 0);
    unit_call(u, "&Allocate", "");
    if (!twin)
      unit_call(u, "&Give", "");
    unit_br(u, "%x", 2, 3);
    unit_block(u, 3, 0);
    end(&w, (size_t)twin, __LINE__);
    world_end(&w);
  }
}

/* Functions that take and give back for their callers; one that calls itself is
 * not known to have taken it. */
static void test_lock_in_functions(void **state) {
  (void)state;
  for (int twin = 0; twin < 4; twin++) {
    world w;
    unit *u = begin(&w);
    unit_call(u, "&Enter", "");
    unit_call(u, "&Work", "");
    unit_call(u, "&Leave", "");
    unit_call(u, "&Allocate", "");
    unit_fn(u, "Enter", 0, NULL);
    if (twin == 2) {
      unit_br(u, "%x", 2, 3);
      unit_block(u, 2, 0);
      unit_call(u, "&Enter", "");
      unit_ret(u, NULL);
      unit_block(u, 3, 0);
    }
    unit_call(u, "&Take", twin == 1 ? "#1" : "#3");
    unit_fn(u, "Work", 0, NULL);
    unit_call(u, "&Allocate", "");
    unit_fn(u, "Leave", 0, NULL);
    if (twin != 3)
      unit_call(u, "&Give", "");
    end(&w, twin == 3 ? 2 : !twin, __LINE__);
    if (!twin) {
      assert_says(w.result, "reachable from DPC routine 'Dpc' "
                            "(DISPATCH_LEVEL) with the Interrupt lock held");
      assert_says(w.result, "dpc.c:3:3: the Interrupt lock is taken here");
    }
    world_end(&w);
  }
}

/* A callee that gives back its caller's lock runs lower from then on. */
static void test_lock_given_back_inside(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "&Take", "#3");
  unit_call(u, "&Drop", "");
  unit_call(u, "&Allocate", "");
  unit_fn(u, "Drop", 0, NULL);
  unit_call(u, "&Give", "");
  unit_call(u, "&Allocate", "");
  end(&w, 0, __LINE__);
  world_end(&w);
}

/* The lock adds nothing where the level is as high. */
static void test_lock_at_its_level(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  unit *u = world_unit(&w, "isr.c");
  unit_fn(u, "Isr", 0, "HW_INTERRUPT");
  unit_call(u, "&Take", "#3");
  unit_call(u, "&Allocate", "");
  unit_call(u, "&Give", "");
  unit_call(u, "&Allocate", "");
  end(&w, 2, __LINE__);
  assert_silent(w.result, "lock held");
  world_end(&w);
}

/* ---- parameters ---- */

/* What a parameter is decides a test, through another function too. */
static void test_constant_parameter(void **state) {
  (void)state;
  static const struct {
    const char *argument;
    size_t findings;
  } calls[] = {{"#1", 1}, {"#0", 0}, {"%x", 1}, {"(& %x)", 1}, {"(! #1)", 0}};
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
    for (int stored = 0; stored < 2; stored++) {
      world w;
      world_begin(&w);
      unit *u = world_unit(&w, "isr.c");
      unit_fn(u, "Isr", 0, "HW_INTERRUPT");
      unit_call(u, "&Outer", calls[i].argument);
      unit_param(u, "Outer", 0, "at", NULL);
      unit_fn(u, "Outer", 0, NULL);
      unit_call(u, "&Inner", "#7;%at");
      unit_param(u, "Inner", 0, "other", NULL);
      unit_param(u, "Inner", 1, "flag", NULL);
      unit_fn(u, "Inner", 0, NULL);
      if (stored)
        unit_set(u, "%flag", "(+ %flag #1)");
      unit_br(u, "%flag", 2, 3);
      unit_block(u, 2, 0);
      unit_call(u, "&Allocate", "");
      unit_jmp(u, 3);
      unit_block(u, 3, 0);
      end(&w, stored ? 1 : calls[i].findings, __LINE__);
      world_end(&w);
    }
}

static void test_constant_switch(void **state) {
  (void)state;
  static const struct {
    const char *argument;
    size_t findings;
    uint32_t line;
  } calls[] = {{"#1", 1, 8},  {"#5", 1, 10}, {"#9", 1, 12},
               {"#3", 1, 10}, {"#0", 1, 12}, {"%x", 3, 8}};
  for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
    world w;
    world_begin(&w);
    unit *u = world_unit(&w, "isr.c");
    unit_fn(u, "Isr", 0, "HW_INTERRUPT");
    unit_call(u, "&Control", calls[i].argument);
    unit_param(u, "Control", 0, "type", NULL);
    unit_fn(u, "Control", 0, NULL);
    unit_sw(u, "%type", 2, 3, 4);
    for (uint32_t block = 2; block < 5; block++) {
      unit_block(u, block, 0);
      unit_call(u, "&Allocate", "");
      unit_ret(u, NULL);
    }
    end(&w, calls[i].findings, __LINE__);
    assert_int_equal(w.result->findings[0].at.line, calls[i].line);
    world_end(&w);
  }
}

/* ---- mode flags ---- */

/* A store into the flag, and the test of it; then the finding is there unless
 * the test is decided. */
static void flag(const char *place, const char *value, const char *test,
                 size_t findings, int line) {
  world w;
  world_begin(&w);
  unit *u = world_unit(&w, "isr.c");
  unit_var(u, "Isr", IL_VAR_LOCAL, "dump", NULL, 0);
  unit_fn(u, "Isr", 0, "HW_INTERRUPT");
  unit_call(u, "&IsDump", "%ext");
  unit_set(u, "%dump", "(* %ext).EXT:Dump");
  unit_br(u, test, 2, 3);
  unit_block(u, 2, 0);
  unit_call(u, "&Allocate", "");
  unit_jmp(u, 3);
  unit_block(u, 3, 0);
  unit_param(u, "IsDump", 0, "ext", NULL);
  unit_fn(u, "IsDump", 0, NULL);
  if (!strcmp(value, "$4"))
    unit_set(u, "@Asked", "#1");
  unit_ret(u, "(> (* %ext).EXT:Dump #0)");
  unit_fn(u, "DriverEntry", 0, NULL);
  unit_call(u, "&IsDump", "%ext");
  unit_call(u, "&IsDump", "%ext");
  unit_set(u, "(* %ext).EXT:Dump", "(* %config).PORT_CONFIG:DumpMode");
  unit_set(u, place, value);
  end(&w, findings, line);
  world_end(&w);
}

static void test_mode_flags(void **state) {
  (void)state;
  const char *none = "%x", *own = "(* %ext).EXT:Dump";
  flag(none, "#0", "(* %config).PORT_CONFIG:DumpMode", 0, __LINE__);
  flag(none, "#0", own, 0, __LINE__);
  flag(none, "#0", "(! (* %ext).EXT:Dump)", 1, __LINE__);
  flag(none, "#0", "%dump", 0, __LINE__);
  flag(none, "#0", "$1", 0, __LINE__);
  flag(none, "#0", "(! $1)", 1, __LINE__);
  flag(none, "#0", "(* %ext).EXT:Other", 1, __LINE__);
  flag(none, "#0", "(&& (* %ext).EXT:Dump %x)", 0, __LINE__);
  flag(none, "#0", "(|| (* %ext).EXT:Dump %x)", 1, __LINE__);
  /* Something else is stored there as well. */
  flag(own, "#1", own, 1, __LINE__);
  flag(own, "%x", own, 1, __LINE__);
  flag(own, "#0", own, 0, __LINE__);
  /* From flag to flag. */
  flag("@Second", "(!= (* %ext).EXT:Dump #0)", "@Second", 0, __LINE__);
  flag("@Second", "#0", "@Second", 1, __LINE__);
  /* Through a function that only returns it, and one that does more. */
  flag("@Second", "$3", "@Second", 0, __LINE__);
  flag("@Second", "$4", "@Second", 1, __LINE__);
  flag("@Second", "(== (* %ext).EXT:Dump #0)", "@Second", 1, __LINE__);
}

/* ---- comments ---- */

static void test_suppression(void **state) {
  (void)state;
  static const struct {
    uint32_t line;
    const char *text, *told;
    bool hides;
  } comments[] = {
      {21, "isrlint: allow(irql-too-high) it is fine", NULL, true},
      {20, "isrlint: allow(blocking-call, irql-too-high) fine", NULL, true},
      {2, "isrlint: allow(irql-too-high) at the root", NULL, true},
      {11, "isrlint: allow(irql-too-high) at the call", NULL, true},
      {22, "isrlint: allow(irql-too-high) behind it",
       "suppression of 'irql-too-high' hides nothing", false},
      {21, "isrlint: allow(blocking-call) another rule",
       "suppression of 'blocking-call' hides nothing", false},
      {21, "isrlint: allow(irql-too-high)", "has no reason", false},
      {21, "isrlint: allow(irql-too-high)  ", "has no reason", false},
      {21, "isrlint: allow(irql-to-high) spelled wrong",
       "no rule is called 'irql-to-high'", false},
      {21, "isrlint: allow() none", "no rule is called ''", false},
      {21, "lint: allow(irql-too-high) of another tool", NULL, false},
      {21, "isrlint: disallow(irql-too-high) no such word",
       "'isrlint: disallow(irql-too-high)' hides nothing", false},
  };
  for (size_t i = 0; i < sizeof comments / sizeof *comments; i++) {
    world w;
    world_begin(&w);
    unit *u = world_unit(&w, "isr.c");
    u->line = 1;
    unit_fn(u, "Isr", 0, "HW_INTERRUPT");
    u->line = 10;
    unit_call(u, "&Work", "");
    unit_fn(u, "Work", 0, NULL);
    u->line = 20;
    unit_call(u, "&Allocate", "");
    unit_comment(u, comments[i].line, comments[i].text);
    const il_result *result = world_analyse(&w, false,
                                            "blocking-call,irql-too-high,"
                                            "unused-suppression");
    size_t found = 0;
    for (size_t f = 0; f < result->finding_count; f++) {
      const il_finding *finding = &result->findings[f];
      if (strcmp(finding->rule->id, "irql-too-high"))
        continue;
      found++;
      if (!finding->suppression == comments[i].hides)
        fail_msg("comment %zu: hidden or not is wrong", i);
      if (comments[i].hides)
        assert_int_equal(finding->suppressed_at.line, comments[i].line);
    }
    assert_int_equal(found, 1);
    if (result->finding_count - found != (comments[i].told ? 1u : 0u))
      fail_msg("comment %zu: told or not is wrong", i);
    if (comments[i].told)
      assert_says(result, comments[i].told);
    /* The rule that it names is not run. */
    if (i == 5) {
      result = world_analyse(&w, false, "irql-too-high,unused-suppression");
      assert_int_equal(result->finding_count, 1);
    }
    world_end(&w);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_lock_in_one_block),
      cmocka_unit_test(test_lock_of_unknown_kind),
      cmocka_unit_test(test_lock_on_ways),
      cmocka_unit_test(test_lock_in_functions),
      cmocka_unit_test(test_lock_given_back_inside),
      cmocka_unit_test(test_lock_at_its_level),
      cmocka_unit_test(test_constant_parameter),
      cmocka_unit_test(test_constant_switch),
      cmocka_unit_test(test_mode_flags),
      cmocka_unit_test(test_suppression),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
