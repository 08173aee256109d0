/* test_graph.c - edges, dominators and loops of a body. */
#include "whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const il_graph *graph_of(whole *w, const char *body) {
  whole_body(w, "ok 0", body);
  const il_graph *graph = il_judge_graph(w->judge, whole_function(w, "F"));
  assert_non_null(graph);
  return graph;
}

static uint32_t at(const il_graph *graph, uint32_t number) {
  uint32_t place = il_graph_block_numbered(graph, number);
  assert_true(place < graph->count);
  assert_int_equal(graph->blocks[place].number, number);
  return place;
}

/* The members of a loop as digits, in the order of the facts. */
static void assert_members(const il_graph *graph, const il_loop *loop,
                           const char *digits) {
  char text[64] = "";
  for (uint32_t i = 0; i < loop->member_count; i++) {
    assert_true(loop->has[loop->members[i]]);
    text[i] = (char)('0' + graph->blocks[loop->members[i]].number);
  }
  assert_string_equal(text, digits);
}

/* Two arms that meet. */
static void test_diamond(void **state) {
  (void)state;
  whole w;
  const il_graph *g = graph_of(&w, " block 9 - -\n"
                                   "  br %n 3 7 1:3:3\n"
                                   " block 3 - -\n"
                                   "  jmp 5\n"
                                   " block 7 - -\n"
                                   "  br %m 5 5 1:4:3\n"
                                   " block 5 - -\n"
                                   "  ret - -\n"
                                   " block 4 - -\n"
                                   "  jmp 5\n");
  assert_int_equal(g->count, 5);
  assert_int_equal(g->loop_count, 0);
  assert_int_equal(g->blocks[0].number, 9);
  assert_int_equal(g->blocks[0].succ_count, 2);
  assert_int_equal(g->blocks[0].succs[0], at(g, 3));
  /* Both ways of a test go to one block: one edge. */
  assert_int_equal(g->blocks[at(g, 7)].succ_count, 1);
  const il_block *join = &g->blocks[at(g, 5)];
  assert_int_equal(join->pred_count, 2);
  assert_int_equal(join->idom, at(g, 9));
  assert_true(il_graph_dominates(g, at(g, 9), at(g, 5)));
  assert_true(il_graph_dominates(g, at(g, 5), at(g, 5)));
  assert_false(il_graph_dominates(g, at(g, 3), at(g, 5)));
  assert_false(il_graph_dominates(g, at(g, 5), at(g, 9)));
  /* Nothing leads to block 4. */
  assert_false(g->blocks[at(g, 4)].alive);
  assert_false(il_graph_dominates(g, at(g, 9), at(g, 4)));
  assert_int_equal(il_graph_block_numbered(g, 8), IL_NONE);
  whole_end(&w);
}

static void test_block_of_record(void **state) {
  (void)state;
  whole w;
  const il_graph *g = graph_of(&w, " block 2 - -\n"
                                   "  set %i #0 1:3:3\n"
                                   "  jmp 1\n"
                                   " block 1 - -\n"
                                   "  ret - -\n");
  const il_block *first = &g->blocks[0];
  assert_int_equal(first->last, first->record + 2);
  for (uint32_t r = first->record; r <= first->last; r++)
    assert_int_equal(il_graph_block_of(g, r), 0);
  assert_int_equal(il_graph_block_of(g, first->last + 1), 1);
  assert_int_equal(il_graph_block_of(g, first->record - 1), IL_NONE);
  assert_int_equal(il_graph_block_of(g, g->blocks[1].last + 1), IL_NONE);
  whole_end(&w);
}

/* A test that is constant has one way. */
static void test_constant_tests(void **state) {
  (void)state;
  static const struct {
    const char *condition;
    uint32_t loops;
  } cases[] = {{"#0", 0}, {"(== #1 #2)", 0}, {"#1", 1}, {"%n", 1}};
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    whole w;
    char body[256];
    snprintf(body, sizeof body,
             " block 2 - -\n  jmp 1\n"
             " block 1 l 1:3:3\n  br %s 1 0 1:3:9\n"
             " block 0 - -\n  ret - -\n",
             cases[i].condition);
    const il_graph *g = graph_of(&w, body);
    assert_int_equal(g->loop_count, cases[i].loops);
    assert_int_equal(g->blocks[at(g, 0)].alive,
                     strcmp(cases[i].condition, "#1") != 0);
    whole_end(&w);
  }
}

/* A loop in a loop; the block flag says where the keyword stands. */
static void test_nested(void **state) {
  (void)state;
  whole w;
  const il_graph *g = graph_of(&w, " block 8 - -\n"
                                   "  jmp 7\n"
                                   " block 7 - -\n"
                                   "  br %n 6 0 1:3:9\n"
                                   " block 6 - -\n"
                                   "  br %m 5 4 1:4:9\n"
                                   " block 5 l 1:4:3\n"
                                   "  jmp 6\n"
                                   " block 4 l 1:3:3\n"
                                   "  jmp 7\n"
                                   " block 0 - -\n"
                                   "  ret - -\n");
  assert_int_equal(g->loop_count, 2);
  const il_loop *outer = &g->loops[0], *inner = &g->loops[1];
  assert_int_equal(outer->header, at(g, 7));
  assert_int_equal(outer->at.line, 3);
  assert_int_equal(outer->parent, IL_NONE);
  assert_int_equal(outer->depth, 0);
  assert_members(g, outer, "7654");
  assert_int_equal(inner->header, at(g, 6));
  assert_int_equal(inner->at.line, 4);
  assert_int_equal(inner->parent, 0);
  assert_int_equal(inner->depth, 1);
  assert_members(g, inner, "65");
  assert_int_equal(inner->tail_count, 1);
  assert_int_equal(inner->tails[0], at(g, 5));
  assert_int_equal(g->blocks[at(g, 5)].loop, 1);
  assert_int_equal(g->blocks[at(g, 4)].loop, 0);
  assert_int_equal(g->blocks[at(g, 0)].loop, IL_NONE);
  whole_end(&w);
}

/* 'do { while (n) ; } while (m)': two loops begin at one block. */
static void test_one_header(void **state) {
  (void)state;
  whole w;
  const il_graph *g = graph_of(&w, " block 5 - -\n"
                                   "  jmp 4\n"
                                   " block 4 - -\n"
                                   "  br %n 3 2 1:4:12\n"
                                   " block 3 l 1:4:5\n"
                                   "  jmp 4\n"
                                   " block 2 - -\n"
                                   "  br %m 1 0 1:5:9\n"
                                   " block 1 l 1:3:3\n"
                                   "  jmp 4\n"
                                   " block 0 - -\n"
                                   "  ret - -\n");
  assert_int_equal(g->loop_count, 2);
  assert_int_equal(g->loops[0].at.line, 3);
  assert_members(g, &g->loops[0], "4321");
  assert_int_equal(g->loops[0].tail_count, 2);
  assert_int_equal(g->loops[1].at.line, 4);
  assert_members(g, &g->loops[1], "43");
  assert_int_equal(g->loops[1].parent, 0);
  whole_end(&w);
}

/* Two 'goto' back to one label are one loop. */
static void test_gotos(void **state) {
  (void)state;
  whole w;
  const il_graph *g = graph_of(&w, " block 4 - -\n"
                                   "  jmp 3\n"
                                   " block 3 - -\n"
                                   "  br %n 2 1 1:4:7\n"
                                   " block 2 l 1:5:5\n"
                                   "  jmp 3\n"
                                   " block 1 - -\n"
                                   "  br %m 5 0 1:6:7\n"
                                   " block 5 l 1:7:5\n"
                                   "  jmp 3\n"
                                   " block 0 - -\n"
                                   "  ret - -\n");
  assert_int_equal(g->loop_count, 1);
  assert_members(g, &g->loops[0], "3215");
  assert_int_equal(g->loops[0].at.line, 5);
  assert_int_equal(g->loops[0].tail_count, 2);
  whole_end(&w);
}

/* A cycle with two ways in. */
static void test_irreducible(void **state) {
  (void)state;
  whole w;
  const il_graph *g = graph_of(&w, " block 4 - -\n"
                                   "  br %n 3 2 1:3:7\n"
                                   " block 3 - -\n"
                                   "  jmp 2\n"
                                   " block 2 - -\n"
                                   "  br %m 1 0 1:5:7\n"
                                   " block 1 l 1:4:3\n"
                                   "  jmp 3\n"
                                   " block 0 - -\n"
                                   "  ret - -\n");
  assert_int_equal(g->loop_count, 1);
  assert_true(g->loops[0].irreducible);
  assert_members(g, &g->loops[0], "321");
  assert_int_equal(g->loops[0].at.line, 4);
  whole_end(&w);
}

/* A loop in such a cycle: the larger one stands first. */
static void test_loop_in_irreducible(void **state) {
  (void)state;
  whole w;
  const il_graph *g = graph_of(&w, " block 4 - -\n"
                                   "  br %n 3 2 1:3:7\n"
                                   " block 3 - -\n"
                                   "  br %m 3 2 1:4:7\n"
                                   " block 2 - -\n"
                                   "  br %m 3 0 1:5:7\n"
                                   " block 0 - -\n"
                                   "  ret - -\n");
  assert_int_equal(g->loop_count, 2);
  assert_true(g->loops[0].irreducible);
  assert_members(g, &g->loops[0], "32");
  assert_false(g->loops[1].irreducible);
  assert_members(g, &g->loops[1], "3");
  assert_int_equal(g->loops[1].parent, 0);
  whole_end(&w);
}

/* The jump back of a loop is in code that cannot run. */
static void test_dead_jump_back(void **state) {
  (void)state;
  whole w;
  const il_graph *g = graph_of(&w, " block 3 - -\n"
                                   "  jmp 2\n"
                                   " block 2 - -\n"
                                   "  ret - 1:4:5\n"
                                   " block 1 l 1:3:3\n"
                                   "  jmp 2\n");
  assert_int_equal(g->loop_count, 0);
  assert_int_equal(g->blocks[at(g, 2)].pred_count, 1);
  whole_end(&w);
}

static void test_flags(void **state) {
  (void)state;
  whole w;
  const il_graph *g = graph_of(&w, " block 0 n -\n"
                                   "  ret - -\n");
  assert_true(g->nograph);
  assert_false(g->cut);
  whole_end(&w);
  g = graph_of(&w, " block 0 b -\n"
                   "  ret - -\n");
  assert_true(g->cut);
  assert_false(g->nograph);
  whole_end(&w);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_diamond),
      cmocka_unit_test(test_block_of_record),
      cmocka_unit_test(test_constant_tests),
      cmocka_unit_test(test_nested),
      cmocka_unit_test(test_one_header),
      cmocka_unit_test(test_gotos),
      cmocka_unit_test(test_irreducible),
      cmocka_unit_test(test_loop_in_irreducible),
      cmocka_unit_test(test_dead_jump_back),
      cmocka_unit_test(test_flags),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
