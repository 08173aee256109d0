/* test_loop.c - verdicts on loops, and on cycles of calls.
 *
 * loops/loops.c and loops/cycles.c say behind each keyword what is expected;
 * every loop there must be expected, and everything expected found. */
#include "whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { LINES = 4096 };

/* What is expected on each line: "kind turns stalls", or empty. */
typedef struct expected {
  char text[LINES][48];
  bool met[LINES];
  uint32_t count;
} expected;

static expected *read_expected(const char *name) {
  size_t length;
  char *source = whole_file(name, &length);
  expected *e = calloc(1, sizeof *e);
  assert_non_null(e);
  uint32_t line = 1;
  for (char *at = source; at; line++) {
    char *end = strchr(at, '\n');
    if (end)
      *end = '\0';
    assert_true(line < LINES);
    char *mark = strstr(at, "/* = ");
    if (mark) {
      char *close = strstr(mark, " */");
      assert_non_null(close);
      size_t size = (size_t)(close - mark) - 5;
      assert_true(size < sizeof e->text[line]);
      memcpy(e->text[line], mark + 5, size);
      e->count++;
    }
    at = end ? end + 1 : NULL;
  }
  free(source);
  return e;
}

static void meet(expected *e, const char *name, uint32_t wrong[1],
                 const il_loop_verdict *verdict) {
  char text[64];
  uint32_t line = verdict->at.line;
  int length =
      snprintf(text, sizeof text, "%s", il_loop_kind_name(verdict->kind));
  if (verdict->turns)
    length += snprintf(text + length, sizeof text - (size_t)length, " %llu",
                       (unsigned long long)verdict->turns);
  if (verdict->stalls)
    snprintf(text + length, sizeof text - (size_t)length, " stalls");
  assert_non_null(verdict->why);
  assert_true(line < LINES);
  if (strcmp(text, e->text[line]) || e->met[line]) {
    print_error("%s:%u: '%s' (%s), not '%s'\n", name, line, text, verdict->why,
                e->text[line]);
    ++*wrong;
  }
  e->met[line] = true;
}

static void finish(expected *e, const char *name, uint32_t wrong) {
  for (uint32_t line = 0; line < LINES; line++)
    if (e->text[line][0] && !e->met[line]) {
      print_error("%s:%u: nothing found, not '%s'\n", name, line,
                  e->text[line]);
      wrong++;
    }
  assert_true(e->count > 0);
  free(e);
  assert_int_equal(wrong, 0);
}

static void test_loops(void **state) {
  (void)state;
  whole w;
  size_t length;
  uint32_t wrong = 0;
  char *text = whole_file("loops.facts", &length);
  expected *e = read_expected("loops.c");
  whole_begin(&w, text, length);
  const il_program *program = &w.programs.items[0];
  for (uint32_t f = 0; f < program->function_count; f++) {
    il_loops loops;
    if (program->functions[f].unit == IL_OUTSIDE)
      continue;
    assert_true(il_loops_judge(w.judge, f, &loops));
    for (uint32_t i = 0; i < loops.count; i++) {
      assert_int_equal(loops.items[i].loop, i);
      meet(e, "loops.c", &wrong, &loops.items[i]);
    }
  }
  finish(e, "loops.c", wrong);
  whole_end(&w);
  free(text);
}

static void test_cycles(void **state) {
  (void)state;
  whole w;
  size_t length;
  uint32_t wrong = 0;
  char *text = whole_file("cycles.facts", &length);
  expected *e = read_expected("cycles.c");
  whole_begin(&w, text, length);
  il_cycles cycles;
  assert_true(il_cycles_judge(w.judge, NULL, 0, &cycles));
  for (uint32_t i = 0; i < cycles.count; i++) {
    const il_cycle *cycle = &cycles.items[i];
    assert_true(cycle->count > 0);
    assert_int_equal(cycle->verdict.loop, IL_NONE);
    /* The last call goes back to where the first one stands. */
    assert_int_equal(w.points.sites.items[cycle->sites[0]].caller, cycle->head);
    meet(e, "cycles.c", &wrong, &cycle->verdict);
  }
  finish(e, "cycles.c", wrong);
  whole_end(&w);
  free(text);
}

/* From where the search starts decides which call closes a cycle. */
static void test_cycle_from_its_start(void **state) {
  (void)state;
  whole w;
  size_t length;
  char *text = whole_file("cycles.facts", &length);
  whole_begin(&w, text, length);
  const uint32_t starts[] = {whole_function(&w, "PongOne"),
                             whole_function(&w, "Endless")};
  il_cycles cycles, all;
  assert_true(il_cycles_judge(w.judge, NULL, 0, &all));
  assert_true(il_cycles_judge(w.judge, starts, 2, &cycles));
  /* Each one once, wherever the search starts. */
  assert_int_equal(cycles.count, all.count);
  assert_int_equal(cycles.items[0].head, starts[0]);
  assert_int_equal(cycles.items[0].count, 2);
  assert_int_equal(w.points.sites.items[cycles.items[0].sites[1]].caller,
                   whole_function(&w, "PingOne"));
  whole_end(&w);
  free(text);
}

/* The only loop of a body. */
static il_loop_verdict judge_body(const char *unit_state, const char *body) {
  whole w;
  il_loops loops;
  whole_body(&w, unit_state, body);
  assert_true(il_loops_judge(w.judge, whole_function(&w, "F"), &loops));
  assert_int_equal(loops.count, 1);
  il_loop_verdict verdict = loops.items[0];
  assert_non_null(verdict.why);
  verdict.why = NULL;
  verdict.exits = NULL;
  whole_end(&w);
  return verdict;
}

#define POLL                                                                   \
  " block 2 - -\n"                                                             \
  "  jmp 1\n"                                                                  \
  " block 1 %s 1:5:3\n"                                                        \
  "  call 1 &READ_REGISTER_ULONG (#0) 1:6:3 -\n"                               \
  "  br $1 0 1 1:6:7\n"                                                        \
  " block 0 - -\n"                                                             \
  "  ret - -\n"

static void test_units_that_are_not_whole(void **state) {
  (void)state;
  char body[512];
  snprintf(body, sizeof body, POLL, "l");
  assert_int_equal(judge_body("ok 0", body).kind, IL_LOOP_DEVICE);
  assert_int_equal(judge_body("errors 1", body).kind, IL_LOOP_UNDECIDED);
  assert_int_equal(judge_body("no-macros 0", body).kind, IL_LOOP_DEVICE);
  /* Code behind a limit was dropped. */
  snprintf(body, sizeof body, POLL, "lb");
  assert_int_equal(judge_body("ok 0", body).kind, IL_LOOP_UNDECIDED);
}

/* A bound is true of a unit with errors too. */
static void test_count_in_unit_with_errors(void **state) {
  (void)state;
  il_loop_verdict verdict =
      judge_body("errors 1", " block 2 - -\n"
                             "  set %i #0 1:4:3\n"
                             "  jmp 1\n"
                             " block 1 l 1:5:3\n"
                             "  call 1 &READ_REGISTER_ULONG (#0) 1:6:3 -\n"
                             "  set %i (+ %i #1) 1:6:5\n"
                             "  br (< %i #7) 1 0 1:6:7\n"
                             " block 0 - -\n"
                             "  ret - -\n");
  assert_int_equal(verdict.kind, IL_LOOP_CONSTANT);
  assert_int_equal(verdict.turns, 7);
}

static void test_no_graph(void **state) {
  (void)state;
  whole w;
  il_loops loops;
  whole_body(&w, "ok 0",
             " block 0 n -\n"
             "  call 1 &READ_REGISTER_ULONG (#0) 1:6:3 -\n"
             "  ret - -\n");
  assert_true(il_loops_judge(w.judge, whole_function(&w, "F"), &loops));
  assert_true(loops.nograph);
  assert_int_equal(loops.count, 0);
  whole_end(&w);
}

/* A test of a switch, and an expression that is not understood. */
static void test_other_conditions(void **state) {
  (void)state;
  assert_int_equal(judge_body("ok 0",
                              " block 2 - -\n"
                              "  jmp 1\n"
                              " block 1 l 1:5:3\n"
                              "  call 1 &READ_REGISTER_ULONG (#0) 1:6:3 -\n"
                              "  sw $1 [0:1 1..5:1 *:0] 1:6:7\n"
                              " block 0 - -\n"
                              "  ret - -\n")
                       .kind,
                   IL_LOOP_DEVICE);
  static const char body[] = " block 2 - -\n"
                             "  jmp 1\n"
                             " block 1 l 1:5:3\n"
                             "  call 1 &%s (#0) 1:6:3 -\n"
                             "  br (? %s) 1 0 1:6:7\n"
                             " block 0 - -\n"
                             "  ret - -\n";
  static const struct {
    const char *routine, *reads;
    il_loop_kind kind;
  } cases[] = {{"READ_REGISTER_ULONG", "$1", IL_LOOP_DEVICE},
               {"READ_REGISTER_ULONG", "%n", IL_LOOP_NONE},
               {"Outside", "$1", IL_LOOP_UNDECIDED}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    char text[512];
    snprintf(text, sizeof text, body, cases[i].routine, cases[i].reads);
    assert_int_equal(judge_body("ok 0", text).kind, cases[i].kind);
  }
}

/* A result from before the loop stays what it was. */
static void test_result_from_before(void **state) {
  (void)state;
  static const char body[] = " block 2 - -\n"
                             "%s"
                             "  jmp 1\n"
                             " block 1 l 1:5:3\n"
                             "%s"
                             "  br $1 1 0 1:6:7\n"
                             " block 0 - -\n"
                             "  ret - -\n";
  static const char call[] = "  call 1 &READ_REGISTER_ULONG (#0) 1:4:3 -\n";
  for (int inside = 0; inside < 2; inside++) {
    char text[512];
    snprintf(text, sizeof text, body, inside ? "" : call, inside ? call : "");
    assert_int_equal(judge_body("ok 0", text).kind,
                     inside ? IL_LOOP_DEVICE : IL_LOOP_NONE);
  }
}

/* A call in code that cannot run closes no cycle. */
static void test_dead_call(void **state) {
  (void)state;
  for (int alive = 0; alive < 2; alive++) {
    whole w;
    il_cycles cycles;
    char text[512];
    snprintf(text, sizeof text,
             " block 2 - -\n  br #%d 1 0 1:4:3\n"
             " block 1 - -\n  call 1 &F (%%n) 1:5:3 -\n  jmp 0\n"
             " block 0 - -\n  ret - -\n",
             alive);
    whole_body(&w, "ok 0", text);
    assert_true(il_cycles_judge(w.judge, NULL, 0, &cycles));
    assert_int_equal(cycles.count, alive);
    whole_end(&w);
  }
}

/* Exits stand in the order of the facts, with what is said of them. */
static void test_texts(void **state) {
  (void)state;
  whole w;
  size_t length;
  char *text = whole_file("loops.facts", &length);
  whole_begin(&w, text, length);
  static const struct {
    const char *function;
    uint32_t exits;
    const char *first, *last;
  } cases[] = {
      {"PollRare", 2,
       "this exit depends on 'READ_REGISTER_ULONG', which reads the device",
       "this exit counts, but a turn need not pass it"},
      {"PollNoStep", 2,
       "this exit depends on 'READ_REGISTER_ULONG', which reads the device",
       "this exit depends on nothing that changes in the loop"},
      {"PollResetFirst", 2,
       "this exit depends on 'READ_REGISTER_ULONG', which reads the device",
       "this exit is never taken"},
      {"PollNarrow", 2,
       "this exit depends on 'READ_REGISTER_ULONG', which reads the device",
       "this exit is never taken: 'n' cannot pass its limit"},
      {"WalkList", 1,
       "this exit depends on 'ENTRY.Next', memory that the loop walks through",
       "this exit depends on 'ENTRY.Next', memory that the loop walks through"},
      {"OnCall", 1, "this exit depends on the result of 'Ask'",
       "this exit depends on the result of 'Ask'"},
      {"PollFieldOutside", 2,
       "this exit depends on 'READ_REGISTER_ULONG', which reads the device",
       "a call may write 'EXT.Count'"},
      {"Forever", 0, NULL, NULL},
      {"Poll", 0, NULL, NULL},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    il_loops loops;
    assert_true(
        il_loops_judge(w.judge, whole_function(&w, cases[i].function), &loops));
    assert_int_equal(loops.count, 1);
    const il_loop_verdict *verdict = &loops.items[0];
    assert_int_equal(verdict->exit_count, cases[i].exits);
    if (!cases[i].exits)
      continue;
    assert_string_equal(verdict->exits[0].text, cases[i].first);
    assert_string_equal(verdict->exits[cases[i].exits - 1].text, cases[i].last);
    assert_true(verdict->exits[0].at.line > verdict->at.line - 1);
    assert_true(verdict->exits[0].at.line <=
                verdict->exits[cases[i].exits - 1].at.line);
  }
  whole_end(&w);
  free(text);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_loops),
      cmocka_unit_test(test_cycles),
      cmocka_unit_test(test_cycle_from_its_start),
      cmocka_unit_test(test_units_that_are_not_whole),
      cmocka_unit_test(test_count_in_unit_with_errors),
      cmocka_unit_test(test_no_graph),
      cmocka_unit_test(test_other_conditions),
      cmocka_unit_test(test_result_from_before),
      cmocka_unit_test(test_dead_call),
      cmocka_unit_test(test_texts),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
