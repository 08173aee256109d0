/* analysis.c - il_analyse(): the stages in their order, and the summary. */
#include "isrlint/analysis.h"

#include "eval.h"
#include "findings.h"
#include "idle.h"
#include "summary.h"
#include "suppress.h"
#include "view.h"

#include <stdlib.h>

/* The result, and the memory that it lives in. */
typedef struct il_whole {
  il_result result; /* first: a result is the address of its whole */
  il_arena *keep;
} il_whole;

typedef struct il_run {
  const il_knowledge *knowledge;
  const il_options *options;
  il_arena *arena; /* given back at the end of the run */
  il_whole *whole;
  il_unit *units; /* in the order of il_unit_cmp() */
  uint32_t unit_count;
  il_programs programs;
  il_program_result *results;
  il_findings findings;
  bool *selected;
  il_allows *allows;
  il_conditions *conditions;
} il_run;

static int unit_cmp(const void *left, const void *right) {
  return il_unit_cmp(left, right);
}

static bool index_units(il_run *run, const il_input *inputs, size_t count) {
  run->units = il_arena_array(run->arena, count, sizeof *run->units);
  if (!run->units)
    return false;
  run->unit_count = (uint32_t)count;
  for (uint32_t i = 0; i < run->unit_count; i++) {
    il_unit *unit = &run->units[i];
    if (!il_unit_index(unit, inputs[i].facts, run->arena, run->whole->keep))
      return false;
    unit->input = i;
    unit->group = inputs[i].group;
  }
  if (count)
    qsort(run->units, count, sizeof *run->units, unit_cmp);
  return true;
}

static bool select_rules(il_run *run, il_error *err) {
  size_t count = il_rule_count();
  run->selected = il_arena_array(run->arena, count, sizeof *run->selected);
  if (!run->selected ||
      !il_rules_select(run->options ? run->options->rules : (il_str){NULL, 0},
                       run->selected, err))
    return false;
  return true;
}

/* Judges the loops of each function that some root reaches. */
static bool judge_loops(il_run *run, il_solved *solved, il_mods *mods) {
  const il_program *program = solved->program;
  const il_roots *roots = solved->roots;
  il_loops *loops =
      il_arena_array(run->arena, program->function_count, sizeof *loops);
  uint32_t *starts = il_arena_array(run->arena, roots->count, sizeof *starts);
  il_judge *judge = mods ? il_judge_new(solved->points, mods,
                                        solved->flow->graphs, run->whole->keep)
                         : NULL;
  if (!loops || !starts || !judge)
    return false;
  for (uint32_t f = 0; f < program->function_count; f++)
    if (solved->flow->highest[f] != IL_LEVEL_UNKNOWN &&
        program->functions[f].unit != IL_OUTSIDE &&
        !il_loops_judge(judge, f, &loops[f]))
      return false;
  for (uint32_t r = 0; r < roots->count; r++)
    starts[r] = roots->items[r].function;
  solved->loops = loops;
  return il_cycles_judge(judge, starts, roots->count, &solved->cycles);
}

/* Twice: what is stored in code that does not run is known only when it is
 * known where calls go. */
static bool solve_points(il_run *run, const il_program *program,
                         il_graphs *graphs, il_points *points) {
  il_points first;
  il_modes *modes = NULL;
  il_idle idle;
  bool fine =
      il_points_solve(&first, program, NULL, run->arena) &&
      (modes = il_modes_find(&first, run->arena)) != NULL &&
      il_idle_find(&first, modes, graphs, run->conditions, run->arena, &idle);
  *points = (il_points){0};
  fine = fine && il_points_solve(points, program, &idle, run->arena);
  il_modes_free(modes);
  il_points_free(&first);
  return fine;
}

static bool analyse_program(il_run *run, uint32_t number) {
  il_points points = {0};
  il_roots roots;
  il_flow flow = {0};
  const il_program *program = &run->programs.items[number];
  il_arena *keep = run->whole->keep;
  il_mods *mods = NULL;
  bool unit_only = run->options && run->options->unit_only;
  il_solved solved = {.program = program,
                      .points = &points,
                      .roots = &roots,
                      .flow = &flow,
                      .conditions = run->conditions,
                      .number = number,
                      .files = run->options && run->options->files};
  il_graphs *graphs = il_graphs_new(program, run->arena);
  bool fine =
      graphs && solve_points(run, program, graphs, &points) &&
      il_roots_find(&points, run->conditions, keep, &roots) &&
      il_flow_solve(&points, &roots, run->conditions, graphs, run->arena,
                    &flow) &&
      il_summary_program(&solved, run->arena, keep, &run->results[number]) &&
      (mods = il_mods_find(&points, run->arena)) != NULL &&
      judge_loops(run, &solved, mods);
  solved.model = run->results[number].model;
  fine = fine && il_findings_add(&solved, run->selected, unit_only, run->allows,
                                 run->arena, keep, &run->findings);
  if (fine && run->options && run->options->view)
    fine = (run->results[number].view =
                il_view_make(&solved, run->arena, keep)) != NULL;
  il_mods_free(mods);
  il_flow_free(&flow);
  il_points_free(&points);
  return fine;
}

/* A unit alone cannot tell that a comment hides nothing. */
static bool tell_unused(il_run *run) {
  il_str id = IL_STR("unused-suppression");
  bool unused = false;
  for (size_t r = 0; r < il_rule_count(); r++)
    if (il_str_is(id, il_rule_at(r)->id))
      unused = run->selected[r] && !(run->options && run->options->unit_only);
  return !unused || il_allows_tell_unused(run->allows, run->selected,
                                          run->whole->keep, &run->findings);
}

static bool analyse(il_run *run) {
  il_result *result = &run->whole->result;
  il_arena *keep = run->whole->keep;
  if (!il_link(run->knowledge, run->units, run->unit_count, run->arena,
               &run->programs) ||
      !(run->conditions = il_conditions_new(run->arena)) ||
      !(run->allows = il_allows_new(run->knowledge, run->units, run->unit_count,
                                    run->arena)) ||
      !(run->results =
            il_arena_array(keep, run->programs.count, sizeof *run->results)))
    return false;
  for (uint32_t p = 0; p < run->programs.count; p++)
    if (!analyse_program(run, p))
      return false;
  if (il_conditions_failed(run->conditions) || !tell_unused(run) ||
      !il_findings_settle(&run->findings, run->results, run->arena, keep) ||
      !il_summary_units(run->units, run->unit_count, run->arena, keep, result))
    return false;
  result->programs = run->results;
  result->program_count = run->programs.count;
  result->findings = run->findings.items;
  result->finding_count = run->findings.count;
  return true;
}

/* Whether the inputs can be analysed at all. */
static bool usable(const il_knowledge *knowledge, const il_input *inputs,
                   size_t count, il_error *err) {
  if (!knowledge || (count && !inputs)) {
    il_fail(err, IL_EUSAGE, 0, 0, "no knowledge or no inputs handed in");
    return false;
  }
  if (count >= IL_NONE) {
    il_fail(err, IL_ELIMIT, 0, 0, "more units than can be counted");
    return false;
  }
  for (size_t i = 0; i < count; i++)
    if (!inputs[i].facts || !il_facts_record(inputs[i].facts, 0)) {
      il_fail(err, IL_EUSAGE, 0, 0, "the facts of input %zu are not finished",
              i + 1);
      return false;
    }
  return true;
}

il_result *il_analyse(const il_knowledge *knowledge, const il_input *inputs,
                      size_t count, const il_options *options, il_error *err) {
  if (!usable(knowledge, inputs, count, err))
    return NULL;
  il_run run = {.knowledge = knowledge, .options = options};
  il_error refused = {0};
  run.whole = calloc(1, sizeof *run.whole);
  run.arena = il_arena_new(0);
  if (run.whole)
    run.whole->keep = il_arena_new(0);
  bool fine = run.whole && run.arena && run.whole->keep &&
              index_units(&run, inputs, count) &&
              select_rules(&run, &refused) && analyse(&run);
  il_conditions_free(run.conditions);
  il_arena_free(run.arena);
  if (fine)
    return &run.whole->result;
  if (run.whole)
    il_result_free(&run.whole->result);
  if (refused.code)
    il_fail(err, refused.code, 0, 0, "%s", refused.message);
  else
    il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
  return NULL;
}

void il_result_free(il_result *result) {
  if (!result)
    return;
  il_whole *whole = (il_whole *)result;
  il_arena_free(whole->keep);
  free(whole);
}
