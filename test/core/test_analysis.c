/* test_analysis.c - facts in, findings out. */
#include "world.h"

#include "str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A unit whose 'Isr' has an open body. */
static unit *begin(world *w) {
  world_begin(w);
  unit *u = world_unit(w, "isr.c");
  unit_fn(u, "Isr", 0, "HW_INTERRUPT");
  return u;
}

/* ---- the road through three files ---- */

/* An interrupt routine in isr.c calls through a member that ops.c sets; the
 * helper in queue.c waits. */
static void tiny(world *w, const char *stored, const char *routine) {
  world_begin(w);
  unit *u = world_unit(w, "isr.c");
  u->line = 10;
  unit_fn(u, "TinyInterrupt", 0, "HW_INTERRUPT");
  u->line = 20;
  unit_call(u, "(* (* %ext).EXT:Ops)._TINY_OPS:Drain", "%ext");
  unit_fn(u, "TinyDpc", 0, "HW_DPC_ROUTINE");
  u = world_unit(w, "ops.c");
  unit_fn(u, "DriverEntry", 0, NULL);
  u->line = 30;
  unit_set(u, "(* %ops)._TINY_OPS:Drain", stored);
  unit_call(u, "&PortInitialize", "");
  u = world_unit(w, "queue.c");
  unit_fn(u, "QueueDrain", 0, NULL);
  unit_call(u, "&DrainOne@queue.c", "");
  u->line = 40;
  unit_fn(u, "DrainOne@queue.c", IL_FN_STATIC, NULL);
  u->line = 49;
  unit_call(u, routine, "");
}

static void test_tiny(void **state) {
  (void)state;
  world w;
  tiny(&w, "&QueueDrain", "&WaitForEver");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 1);
  const il_finding *f = &result->findings[0];
  assert_string_equal(f->rule->id, "blocking-call");
  assert_int_equal(f->severity, IL_ERROR);
  assert_string_equal(f->at.path, "queue.c");
  assert_int_equal(f->at.line, 50);
  assert_int_equal(f->at.column, 3);
  assert_int_equal(f->at.unit, 2);
  assert_string_equal(f->message,
                      "call to 'WaitForEver' can block; reachable from "
                      "interrupt routine 'TinyInterrupt' (DIRQL)");
  assert_string_equal(f->function, "DrainOne@queue.c");
  assert_string_equal(f->callee, "WaitForEver");
  assert_int_equal(f->level, IL_DIRQL);
  assert_int_equal(f->limit, IL_APC_LEVEL);
  assert_string_equal(f->page, "pages/forever.md");
  assert_string_equal(f->root, "TinyInterrupt");
  assert_string_equal(f->root_kind, "interrupt routine");
  assert_int_equal(f->other_roots, 0);
  static const struct {
    il_step_kind kind;
    const char *path;
    uint32_t line;
    const char *text, *function;
    il_level level;
  } steps[] = {
      {IL_STEP_CALL, "queue.c", 3,
       "'DrainOne' is called from 'QueueDrain' here", "QueueDrain", IL_DIRQL},
      {IL_STEP_CALL, "isr.c", 21,
       "'QueueDrain' is called through 'TINY_OPS.Drain' from 'TinyInterrupt' "
       "here",
       "TinyInterrupt", IL_DIRQL},
      {IL_STEP_POINTER, "ops.c", 31,
       "'QueueDrain' is stored in 'TINY_OPS.Drain' here", "DriverEntry",
       IL_LEVEL_UNKNOWN},
      {IL_STEP_ROOT, "isr.c", 12,
       "'TinyInterrupt' is declared 'HW_INTERRUPT' here", "TinyInterrupt",
       IL_DIRQL},
      {IL_STEP_RELATED, NULL, 0,
       "'irql-too-high' holds too: call to 'WaitForEver' (IRQL <= APC_LEVEL)",
       NULL, IL_LEVEL_UNKNOWN},
      {IL_STEP_ADVICE, NULL, 0,
       "queue the DPC and wait in a work item that 'TinyDpc' queues", NULL,
       IL_LEVEL_UNKNOWN},
  };
  assert_int_equal(f->step_count, sizeof steps / sizeof *steps);
  for (size_t i = 0; i < f->step_count; i++) {
    assert_int_equal(f->steps[i].kind, steps[i].kind);
    assert_string_equal(f->steps[i].text, steps[i].text);
    assert_int_equal(f->steps[i].at.line, steps[i].line);
    assert_int_equal(f->steps[i].level, steps[i].level);
    if (steps[i].path)
      assert_string_equal(f->steps[i].at.path, steps[i].path);
    else
      assert_null(f->steps[i].at.path);
    if (steps[i].function)
      assert_string_equal(f->steps[i].function, steps[i].function);
    else
      assert_null(f->steps[i].function);
  }
  world_end(&w);
}

static void test_order_of_files(void **state) {
  (void)state;
  world w;
  tiny(&w, "&QueueDrain", "&WaitForEver");
  char *forwards = world_print(world_analyse(&w, false, NULL));
  const il_result *result = world_analyse(&w, true, NULL);
  char *backwards = world_print(result);
  assert_string_equal(forwards, backwards);
  /* But a spot still names the input by its place. */
  assert_int_equal(result->findings[0].at.unit, 0);
  free(forwards);
  free(backwards);
  world_end(&w);
}

/* Without the assignment the call goes nowhere, and is listed. */
static void test_assignment_removed(void **state) {
  (void)state;
  world w;
  tiny(&w, "#0", "&WaitForEver");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 0);
  assert_int_equal(result->programs[0].unresolved_count, 1);
  assert_says(result, "unresolved isr.c:21:3: ext->Ops->Drain x1 DIRQL");
  world_end(&w);
}

/* The table says what the level of a role is. */
static void test_level_from_the_table(void **state) {
  (void)state;
  world w;
  tiny(&w, "&QueueDrain", "&WaitForEver");
  char roots[4096];
  strcpy(roots, world_roots);
  char *level = strstr(roots, "DIRQL");
  assert_non_null(level);
  /* PASSIVE_LEVEL in place of DIRQL. */
  memmove(level + 13, level + 5, strlen(level + 5) + 1);
  memcpy(level, "PASSIVE_LEVEL", 13);
  il_knowledge_free(w.knowledge);
  w.knowledge = world_knowledge(roots, NULL);
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 0);
  assert_int_equal(result->programs[0].interrupt_count, 1);
  assert_int_equal(result->programs[0].functions_at_dirql, 0);
  world_end(&w);
}

/* Without its row the routine is unknown, silent and counted. */
static void test_row_removed(void **state) {
  (void)state;
  world w;
  tiny(&w, "&QueueDrain", "&WaitForEver");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->programs[0].external_count, 2);
  assert_int_equal(result->programs[0].unknown_count, 0);
  il_knowledge_free(w.knowledge);
  w.knowledge = world_knowledge(
      NULL, "name\tmax_irql\tpage\nPortInitialize\tPASSIVE_LEVEL\tp\n");
  result = world_end_units(&w);
  assert_int_equal(result->finding_count, 0);
  assert_int_equal(result->programs[0].external_count, 2);
  assert_int_equal(result->programs[0].unknown_count, 1);
  assert_says(result, "unknown queue.c:50:3: WaitForEver x1 DIRQL");
  world_end(&w);
}

/* ---- the two rules ---- */

static void test_rules(void **state) {
  static const struct {
    const char *callee, *args;
    const char *at_dirql, *at_dispatch; /* rule that speaks, or null */
  } rows[] = {
      {"&WaitForEver", "", "blocking-call", "blocking-call"},
      {"&Wait", "%x;#0", "blocking-call", "blocking-call"},
      {"&Wait", "%x;%t", "irql-too-high", NULL},
      {"&WaitMaybe", "", "irql-too-high", NULL},
      {"&WaitFlag", "#1", "blocking-call", "blocking-call"},
      {"&WaitFlag", "#0", NULL, NULL},
      {"&WaitFlag", "%x", NULL, NULL},
      {"&Allocate", "", "irql-too-high", NULL},
      {"&Anywhere", "", NULL, NULL},
      {"&StringCopy", "", "irql-too-high", NULL},
      {"&PortInitialize", "", "irql-too-high", "irql-too-high"},
      {"&Processor", "", "irql-too-high", NULL},
      {"&Derived", "", NULL, NULL},
      {"&Nothing", "", NULL, NULL},
      {"&Mystery", "", NULL, NULL},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    for (int level = 0; level < 3; level++) {
      world w;
      world_begin(&w);
      unit *u = world_unit(&w, "a.c");
      unit_fn(u, "F", 0,
              level == 0   ? "HW_INTERRUPT"
              : level == 1 ? "HW_DPC_ROUTINE"
                           : "DRIVER_INITIALIZE");
      unit_call(u, rows[i].callee, rows[i].args);
      const il_result *result = world_end_units(&w);
      const char *rule = level == 0   ? rows[i].at_dirql
                         : level == 1 ? rows[i].at_dispatch
                                      : NULL;
      if (result->finding_count != (rule ? 1u : 0u))
        fail_msg("%s at %d: %zu findings", rows[i].callee, level,
                 result->finding_count);
      if (rule)
        assert_string_equal(result->findings[0].rule->id, rule);
      if (rule && !strcmp(rows[i].callee, "&Processor"))
        assert_int_equal(result->findings[0].severity, IL_NOTE);
      else if (rule)
        assert_int_equal(result->findings[0].severity, IL_ERROR);
      world_end(&w);
    }
}

static void test_messages(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "&Allocate", "");
  unit_call(u, "&Helper", "");
  unit_fn(u, "Helper", 0, NULL);
  unit_call(u, "&Allocate", "");
  unit_call(u, "&PortInitialize", "");
  unit_fn(u, "Dpc", 0, "HW_DPC_ROUTINE");
  unit_call(u, "&WaitForEver", "");
  const il_result *result = world_end_units(&w);
  assert_says(result, "isr.c:3:3: error: call to 'Allocate' (IRQL <= "
                      "DISPATCH_LEVEL) in interrupt routine 'Isr' (DIRQL)");
  assert_says(result, "isr.c:8:3: error: call to 'Allocate' (IRQL <= "
                      "DISPATCH_LEVEL) is reachable from interrupt routine "
                      "'Isr' (DIRQL)");
  assert_says(result, "queue the DPC and call it in 'Dpc' or in a work item");
  assert_says(result, "queue the DPC and call it in a work item that 'Dpc' "
                      "queues");
  assert_says(result, "can block in DPC routine 'Dpc' (DISPATCH_LEVEL)");
  assert_says(result, "advice: wait in a work item (");
  world_end(&w);
  u = begin(&w);
  unit_call(u, "&WaitForEver", "");
  assert_says(world_end_units(&w),
              "wait in a work item: no DPC routine was found");
  world_end(&w);
}

/* One of two rules speaks; when it is dropped, the other one does. */
static void test_rules_option(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "&WaitForEver", "");
  const il_result *result = world_analyse(&w, false, "default");
  assert_string_equal(result->findings[0].rule->id, "blocking-call");
  result = world_analyse(&w, false, "all,-blocking-call");
  assert_int_equal(result->finding_count, 1);
  assert_string_equal(result->findings[0].rule->id, "irql-too-high");
  result = world_analyse(&w, false, "irql-too-high");
  assert_string_equal(result->findings[0].rule->id, "irql-too-high");
  result = world_analyse(&w, false, "all,-blocking-call,-irql-too-high");
  assert_int_equal(result->finding_count, 0);
  world_end(&w);

  il_error err = {0};
  assert_true(il_rules_valid(IL_STR(""), &err));
  assert_true(il_rules_valid(IL_STR("all,-irql-too-high"), &err));
  assert_false(il_rules_valid(IL_STR("default,irql-to-high"), &err));
  assert_string_equal(err.message, "no rule is called 'irql-to-high'; the "
                                   "nearest is 'irql-too-high'");
  err = (il_error){0};
  assert_false(il_rules_valid(IL_STR("foo"), &err));
  assert_null(strstr(err.message, "nearest"));
  assert_non_null(strstr(err.message, "no rule is called 'foo'; "));
  err = (il_error){0};
  assert_false(il_rules_valid(IL_STR("all,"), &err) &&
               il_rules_valid(IL_STR(",all"), &err));
}

static void test_rule_table(void **state) {
  (void)state;
  size_t count = 0;
  for (const il_rule_info *rule; (rule = il_rule_at(count)); count++) {
    assert_ptr_equal(il_rule_find(il_str_of(rule->id)), rule);
    /* The README begins with its id and the sentence. */
    char start[512];
    snprintf(start, sizeof start, "# %s\n\n%s\n", rule->id, rule->sentence);
    assert_memory_equal(rule->readme, start, strlen(start));
    assert_true(rule->number > 1000);
  }
  assert_true(count >= 2);
  assert_null(il_rule_find(IL_STR("no-such-rule")));
  assert_int_equal(il_rule_find(IL_STR("blocking-call"))->number, 1001);
  assert_int_equal(il_rule_find(IL_STR("irql-too-high"))->number, 1003);
}

/* ---- ways ---- */

static void test_shortest_chain(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "&A", "");
  unit_call(u, "&C", "");
  unit_fn(u, "A", 0, NULL);
  unit_call(u, "&B", "");
  unit_fn(u, "B", 0, NULL);
  unit_call(u, "&C", "");
  unit_fn(u, "C", 0, NULL);
  unit_call(u, "&WaitForEver", "");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 1);
  assert_says(result, "call: isr.c:4:3: 'C' is called from 'Isr' here");
  assert_silent(result, "'C' is called from 'B' here");
  world_end(&w);
}

static void test_recursion(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "&A", "");
  unit_fn(u, "A", 0, NULL);
  unit_call(u, "&B", "");
  unit_fn(u, "B", 0, NULL);
  unit_call(u, "&A", "");
  unit_call(u, "&B", "");
  unit_call(u, "&WaitForEver", "");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 1);
  assert_int_equal(result->programs[0].functions_at_dirql, 3);
  world_end(&w);
}

/* One finding for one place, by the shortest way; the others are counted. */
static void test_several_roots(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "&Middle", "");
  unit_fn(u, "Middle", 0, NULL);
  unit_call(u, "&Drain", "");
  unit_fn(u, "Dpc", 0, "HW_DPC_ROUTINE|HW_TIMER");
  unit_call(u, "&Drain", "");
  unit_fn(u, "Timer", 0, "HW_TIMER|HW_DPC_ROUTINE");
  unit_call(u, "&Drain", "");
  unit_fn(u, "Quiet", 0, "HW_TIMER");
  unit_fn(u, "Drain", 0, NULL);
  unit_call(u, "&WaitForEver", "");
  unit_call(u, "&Allocate", "");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 2);
  assert_string_equal(result->findings[0].root, "Dpc");
  assert_int_equal(result->findings[0].other_roots, 2);
  assert_says(result, "and from 2 other roots: 'Isr' (DIRQL), 'Timer' "
                      "(DISPATCH_LEVEL)");
  /* Allocating is fine at DISPATCH_LEVEL: one root only. */
  assert_string_equal(result->findings[1].root, "Isr");
  assert_int_equal(result->findings[1].other_roots, 0);
  world_end(&w);
}

/* Of equally short ways the one at the higher level is told. */
static void test_higher_level_first(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  unit *u = world_unit(&w, "a.c");
  unit_fn(u, "ADpc", 0, "HW_DPC_ROUTINE");
  unit_call(u, "&Drain", "");
  unit_fn(u, "ZSync", 0, "HW_SYNC"); /* below it in the table of roots */
  unit_call(u, "&Drain", "");
  unit_fn(u, "Drain", 0, NULL);
  unit_call(u, "&WaitForEver", "");
  const il_result *result = world_end_units(&w);
  assert_string_equal(result->findings[0].root, "ZSync");
  assert_int_equal(result->findings[0].other_roots, 1);
  world_end(&w);
}

static void test_dead_code(void **state) {
  (void)state;
  static const struct {
    const char *condition;
    size_t findings;
  } rows[] = {{"#0", 0}, {"#1", 1}, {"%x", 1}, {"(== #1 #2)", 0}};
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    world w;
    unit *u = begin(&w);
    unit_br(u, rows[i].condition, 2, 3);
    unit_block(u, 2, 0);
    unit_call(u, "&WaitForEver", "");
    unit_jmp(u, 3);
    unit_block(u, 3, 0);
    assert_int_equal(world_end_units(&w)->finding_count, rows[i].findings);
    world_end(&w);
  }
}

static void test_nograph(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "&Try", "");
  unit_fn(u, "Try", 0, NULL);
  unit_ret(u, NULL);
  unit_block(u, 2, IL_BLOCK_NOGRAPH);
  unit_call(u, "&WaitForEver", "");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 1);
  assert_says(result, "  nograph Try\n");
  world_end(&w);
}

/* ---- what is not entered, and what is not known ---- */

/* A body in a header hides behind its row; in a source file it counts. */
static void test_bodies_behind_rows(void **state) {
  (void)state;
  static const struct {
    const char *name;
    uint32_t flags;
    size_t findings;
  } rows[] = {
      {"Inline", IL_FN_HEADER, 0},
      {"Inline@inc/p.h", IL_FN_HEADER | IL_FN_STATIC, 0},
      {"Inline@inc/p.h", IL_FN_SYSTEM | IL_FN_STATIC, 0},
      {"Inline", 0, 1},
      {"Other", IL_FN_HEADER, 1},
      {"Other@inc/p.h", IL_FN_HEADER | IL_FN_STATIC, 1},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    world w;
    unit *u = begin(&w);
    char callee[64];
    snprintf(callee, sizeof callee, "&%s", rows[i].name);
    unit_call(u, callee, "");
    unit_fn(u, rows[i].name, rows[i].flags, NULL);
    unit_call(u, "&WaitForEver", "");
    unit_call(u, "&Mystery", "");
    const il_result *result = world_end_units(&w);
    assert_int_equal(result->finding_count, rows[i].findings);
    assert_int_equal(result->programs[0].unknown_count, rows[i].findings);
    world_end(&w);
  }
}

/* An inline function of a header is in two units: one place, one finding. */
static void test_header_function_in_two_units(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  for (int i = 0; i < 2; i++) {
    unit *u = world_unit_of(&w, i ? "b.c" : "a.c", "1", "g");
    unit_fn(u, i ? "IsrB" : "IsrA", 0, "HW_INTERRUPT");
    unit_call(u, "&Spin@p.h", "");
    unit_in(u, "p.h");
    u->line = 70;
    unit_fn(u, "Spin@p.h", IL_FN_HEADER | IL_FN_STATIC, NULL);
    unit_call(u, "&Allocate", "");
  }
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 1);
  assert_int_equal(result->findings[0].other_roots, 1);
  assert_says(result, "p.h:73:3: error: call to 'Allocate'");
  assert_int_equal(result->programs[0].functions, 3);
  assert_int_equal(result->programs[0].functions_at_dirql, 3);
  assert_int_equal(result->function_count, 3);
  world_end(&w);
}

/* Callees that are not resolved are shown as the source has them. */
static void test_spelling(void **state) {
  static const struct {
    const char *term, *text;
  } cases[] = {
      {"(* %d)._DEV:any", "d->any"},
      {"(* (* (* %d)._DEV:head)._NODE:next)._NODE:f", "d->head->next->f"},
      {"@Ops@isr.c._OPS:f", "Ops.f"},
      {"([] (* %d)._DEV:t %i.2)", "d->t[i]"},
      {"([] @T #3)", "T[3]"},
      {"(* (* %p))", "**p"},
      {"(* (cast u64 %p))", "*p"},
      {"(* (+ %p #8))", "*(p + 8)"},
      {"(?: %c %f %g)", "c ? f : g"},
      {"(* (? (* %d)._DEV:any))", "*...(d->any)"},
      {"(?)", "..."},
      {"(* (* %d)._DEV:u._DEV/1:0._DEV/1/0:f)", "*d->u.f"},
      {"$1", "Pick(...)"},
      {"$9", "...(...)"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    world w;
    unit *u = begin(&w);
    unit_call(u, "&Pick@isr.c", "");
    unit_call(u, cases[i].term, "");
    const il_result *result = world_end_units(&w);
    const il_program_result *program = &result->programs[0];
    assert_int_equal(program->unresolved_count, 1);
    assert_string_equal(program->unresolved[0].name, cases[i].text);
    world_end(&w);
  }
}

static void test_unknown_routines(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "&Mystery", "");
  unit_call(u, "&Nothing", ""); /* its row gives no level */
  unit_call(u, "&Derived", ""); /* above a level that is only reasoned */
  unit_call(u, "&Anywhere", "");
  unit_call(u, "%unset", "");
  unit_fn(u, "Dpc", 0, "HW_DPC_ROUTINE");
  unit_call(u, "&Mystery", "");
  unit_fn(u, "Unreached", 0, NULL);
  unit_call(u, "&Puzzle", "");
  const il_result *result = world_end_units(&w);
  const il_program_result *program = &result->programs[0];
  assert_int_equal(program->external_count, 5);
  assert_int_equal(program->unknown_count, 4);
  assert_int_equal(program->unresolved_count, 1);
  assert_int_equal(program->functions, 3);
  assert_int_equal(program->functions_reached, 2);
  assert_int_equal(program->functions_at_dirql, 1);
  assert_says(result, "unknown isr.c:5:3: Derived x1 DIRQL\n"
                      "  unknown isr.c:3:3: Mystery x2 DIRQL\n"
                      "  unknown isr.c:4:3: Nothing x1 DIRQL\n"
                      "  unknown isr.c:15:3: Puzzle x1 unknown\n");
  assert_says(result, "unresolved isr.c:7:3: unset x1 DIRQL");
  world_end(&w);
}

static void test_gaps(void **state) {
  (void)state;
  world w;
  world_begin(&w);
  unit_begin_as(&w.units[0], "z.c", IL_UNIT_ERRORS, 1);
  unit_begin_as(&w.units[1], "b.c", IL_UNIT_ERRORS, 3);
  unit_begin_as(&w.units[2], "a.c", IL_UNIT_NO_MACROS, 0);
  unit_begin_as(&w.units[3], "c.c", IL_UNIT_OK, 0);
  w.count = 4;
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->gap_count, 3);
  assert_string_equal(result->gaps[0].source, "a.c");
  assert_int_equal(result->gaps[0].unit, 2);
  assert_says(result, "gap a.c: read without macros and comments");
  assert_says(result, "gap b.c: 3 errors; bodies may lack statements");
  assert_says(result, "gap z.c: 1 error; bodies may lack statements");
  world_end(&w);
}

static void test_port_models(void **state) {
  (void)state;
  static const struct {
    const char *callee;
    il_port_model model;
    const char *routine;
  } rows[] = {{"&PortInitialize", IL_PORT_STORPORT, "PortInitialize"},
              {"&OldPortInitialize", IL_PORT_SCSIPORT, "OldPortInitialize"},
              {"&NetInitialize", IL_PORT_OTHER, "NetInitialize"},
              {"&Anywhere", IL_PORT_UNKNOWN, NULL}};
  world w;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    world_begin(&w);
    unit *u = world_unit(&w, "a.c");
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_call(u, rows[i].callee, "");
    const il_program_result *program = &world_end_units(&w)->programs[0];
    assert_int_equal(program->model, rows[i].model);
    assert_int_equal(program->interrupt_count, 0);
    if (rows[i].routine)
      assert_string_equal(program->model_routine, rows[i].routine);
    else
      assert_null(program->model_routine);
    world_end(&w);
  }
  /* Of several the one that matters here, in whatever order. */
  world_begin(&w);
  unit *u = world_unit(&w, "a.c");
  unit_fn(u, "DriverEntry", 0, NULL);
  unit_call(u, "&NetInitialize", "");
  unit_call(u, "&PortInitialize", "");
  unit_call(u, "&OldPortInitialize", "");
  assert_int_equal(world_end_units(&w)->programs[0].model, IL_PORT_STORPORT);
  world_end(&w);
}

/* ---- fingerprints ---- */

static void test_fingerprints(void **state) {
  (void)state;
  char identity[2][17], chain[2][17];
  for (int i = 0; i < 2; i++) {
    world w;
    unit *u = begin(&w);
    u->line = i ? 100 : 10; /* lines do not matter, the way does */
    unit_call(u, i ? "&Between" : "&Drain", "");
    unit_fn(u, "Between", 0, NULL);
    unit_call(u, "&Drain", "");
    unit_fn(u, "Drain", 0, NULL);
    unit_call(u, "&WaitForEver", "");
    const il_finding *finding = &world_end_units(&w)->findings[0];
    strcpy(identity[i], finding->identity);
    strcpy(chain[i], finding->chain);
    assert_int_equal(strlen(finding->identity), 16);
    world_end(&w);
  }
  assert_string_equal(identity[0], identity[1]);
  assert_string_not_equal(chain[0], chain[1]);
  /* They are kept in baselines: a change of these breaks every user. */
  assert_string_equal(identity[0], "a01997f68cd0bf54");
  assert_string_equal(chain[0], "db19b1af79ab457f");
}

static void test_ordinals(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w);
  unit_call(u, "&Allocate", "");
  unit_call(u, "&WaitForEver", "");
  unit_call(u, "&Allocate", "");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->finding_count, 3);
  assert_int_equal(result->findings[0].ordinal, 1);
  assert_int_equal(result->findings[1].ordinal, 1);
  assert_int_equal(result->findings[2].ordinal, 2);
  assert_string_not_equal(result->findings[0].identity,
                          result->findings[2].identity);
  world_end(&w);
}

static void test_usage(void **state) {
  (void)state;
  il_error err = {0};
  il_knowledge *knowledge = world_knowledge(NULL, NULL);
  il_input none = {0};
  assert_null(il_analyse(knowledge, &none, 1, NULL, &err));
  assert_int_equal(err.code, IL_EUSAGE);
  il_options bad = {.rules = IL_STR("nonsense")};
  err = (il_error){0};
  assert_null(il_analyse(knowledge, NULL, 0, &bad, &err));
  assert_int_equal(err.code, IL_EUSAGE);
  il_result *empty = il_analyse(knowledge, NULL, 0, NULL, &err);
  assert_non_null(empty);
  assert_int_equal(empty->program_count, 0);
  il_result_free(empty);
  il_result_free(NULL);
  il_knowledge_free(knowledge);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_tiny),
      cmocka_unit_test(test_order_of_files),
      cmocka_unit_test(test_assignment_removed),
      cmocka_unit_test(test_level_from_the_table),
      cmocka_unit_test(test_row_removed),
      cmocka_unit_test(test_rules),
      cmocka_unit_test(test_messages),
      cmocka_unit_test(test_rules_option),
      cmocka_unit_test(test_rule_table),
      cmocka_unit_test(test_shortest_chain),
      cmocka_unit_test(test_recursion),
      cmocka_unit_test(test_several_roots),
      cmocka_unit_test(test_higher_level_first),
      cmocka_unit_test(test_dead_code),
      cmocka_unit_test(test_nograph),
      cmocka_unit_test(test_bodies_behind_rows),
      cmocka_unit_test(test_header_function_in_two_units),
      cmocka_unit_test(test_spelling),
      cmocka_unit_test(test_unknown_routines),
      cmocka_unit_test(test_gaps),
      cmocka_unit_test(test_port_models),
      cmocka_unit_test(test_fingerprints),
      cmocka_unit_test(test_ordinals),
      cmocka_unit_test(test_usage),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
