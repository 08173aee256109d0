/* world.c - see world.h. */
#include "world.h"

#include "str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

const char *const world_roots =
    "role\tpointer\tentry\tparameter\tvalue\tlevel\tlocks\tmay_acquire\tmode\t"
    "kind\ttitle\tnote\tpage\n"
    "HW_INTERRUPT\tPHW_INTERRUPT\t\t\t\tDIRQL\t\t\tnormal\tinterrupt\t"
    "interrupt routine\t\tp\n"
    "HW_MESSAGE\tPHW_MESSAGE\t\t\t\tDIRQL\t\t\tnormal\tmessage-interrupt\t"
    "message interrupt routine\t\tp\n"
    "HW_DPC_ROUTINE\tPHW_DPC_ROUTINE\t\t\t\tDISPATCH_LEVEL\t\t\tnormal\tdpc\t"
    "DPC routine\t\tp\n"
    "HW_TIMER\tPHW_TIMER\t\t\t\tDISPATCH_LEVEL\t\t\tnormal\ttimer\t"
    "timer routine\t\tp\n"
    "HW_SYNC\tPHW_SYNC\t\t\t\tDIRQL\t\t\tnormal\tsynchronized-access\t"
    "synchronized routine\t\tp\n"
    "HW_CONTROL\tPHW_CONTROL\t\t\t\tDIRQL\t\t\tnormal\tadapter-control\t"
    "control routine\t\tp\n"
    "HW_CONTROL\tPHW_CONTROL\t\t\t\tPASSIVE_LEVEL\t\t\tnormal\t"
    "adapter-control\tcontrol routine\t\tp\n"
    "HW_DUMP\tPHW_DUMP\t\t\t\tHIGH_LEVEL\t\t\tdump\tbugcheck\tdump routine\t\t"
    "p\n"
    "DRIVER_INITIALIZE\t\tDriverEntry\t\t\tPASSIVE_LEVEL\t\t\tnormal\tentry\t"
    "driver entry routine\t\tp\n";

const char *const world_routines =
    "name\tmax_irql\tblocks_when\tbasis\tpage\n"
    "Wait\tDISPATCH_LEVEL\t(|| (== %1 #0) (!= (* %1) #0))\t\tpages/wait.md\n"
    "WaitForEver\tAPC_LEVEL\t#1\t\tpages/forever.md\n"
    "WaitMaybe\tDISPATCH_LEVEL\t?\t\tpages/maybe.md\n"
    "WaitFlag\tHIGH_LEVEL\t(!= %0 #0)\t\tpages/flag.md\n"
    "Allocate\tDISPATCH_LEVEL\t\t\tpages/allocate.md\n"
    "Anywhere\tHIGH_LEVEL\t\t\tpages/anywhere.md\n"
    "StringCopy\tPASSIVE_LEVEL\t\t\tpages/string.md\n"
    "Processor\tDISPATCH_LEVEL\t\t\tpages/processor.md\n"
    "Inline\tHIGH_LEVEL\t\t\tpages/inline.md\n"
    "InitializeDpc\tHIGH_LEVEL\t\t\tpages/dpc.md\n"
    "Notify\tHIGH_LEVEL\t\t\tpages/notify.md\n"
    "Nothing\t\t\t\tpages/nothing.md\n"
    "Take\tHIGH_LEVEL\t\t\tpages/take.md\n"
    "Give\tHIGH_LEVEL\t\t\tpages/give.md\n"
    "GiveSpin\tHIGH_LEVEL\t\t\tpages/give.md\n"
    "Queue\tHIGH_LEVEL\t\t\tpages/queue.md\n"
    "Copy\tHIGH_LEVEL\t\t\tpages/copy.md\n"
    "PortInitialize\tPASSIVE_LEVEL\t\t\tpages/port.md\n"
    "OldPortInitialize\tPASSIVE_LEVEL\t\t\tpages/oldport.md\n"
    "NetInitialize\tPASSIVE_LEVEL\t\t\tpages/net.md\n";

static const char known[] =
    "name\tkind\tmax_irql\teffect\talias\tbasis\tpage\n"
    "Derived\tcrt\tDISPATCH_LEVEL\t\t\tderived: we think so\t\n";

static const char limits[] = "match\tvalue\tspeaks\treason\tpage\n"
                             "name\tStringCopy\tdirql\tr\tp\n"
                             "name\tProcessor\tnote\tr\tp\n";

static const char members[] = "record\tfield\trole\tpage\n"
                              "INIT_DATA;_INIT_DATA\tHwInterrupt\t"
                              "HW_INTERRUPT\tp\n"
                              "INIT_DATA;_INIT_DATA\tHwTimer\tHW_TIMER\tp\n"
                              "PORT_CONFIG\tHwMessage\tHW_MESSAGE\tp\n";

static const char targets[] = "routine\tcondition\tparameter\trole\tpage\n"
                              "InitializeDpc\t\t2\tHW_DPC_ROUTINE\tp\n"
                              "Notify\t(== %0 #6)\t2\tHW_TIMER\tp\n";

static const char locks[] =
    "routine\tcondition\taction\tlevel\theld\ttaken\tpage\n"
    "Take\t(== %0 #3)\tacquire\tDIRQL\twith the Interrupt lock held\tthe "
    "Interrupt lock is taken here\tp\n"
    "Take\t(== %0 #1)\tacquire\tDISPATCH_LEVEL\twith the DPC lock held\tthe "
    "DPC lock is taken here\tp\n"
    "Give\t\trelease\t\t\t\tp\n"
    "GiveSpin\t\trelease\tDISPATCH_LEVEL\t\t\tp\n";

static const char modes[] = "record\tfield\tmode\tpage\n"
                            "PORT_CONFIG;_PORT_CONFIG\tDumpMode\tdump\tp\n";

static const char work[] = "routine\tcondition\tunless\twork\tpage\n"
                           "Queue\t\t\tdefer\tp\n"
                           "Notify\t(== %0 #0)\t\tcomplete\tp\n"
                           "Copy\t\t(<= %2 #256)\tcopy\tp\n";

static const char macros[] = "kind\tname\targument\tmeaning\tnote\tpage\n"
                             "comment\tisrlint:\t\town\t\t\n";

static const char ports[] = "routine\tmodel\twords\tpage\n"
                            "PortInitialize\tstorport\ta miniport\tp\n"
                            "OldPortInitialize\tscsiport\tan old miniport\tp\n"
                            "NetInitialize\tother\ta net driver\tp\n";

il_knowledge *world_knowledge(const char *roots, const char *routines) {
  const il_table_text tables[] = {
      {"roots.tsv", il_str_of(roots ? roots : world_roots)},
      {"own.tsv", il_str_of(routines ? routines : world_routines)},
      {"known.tsv", IL_STR(known)},
      {"limits.tsv", IL_STR(limits)},
      {"members.tsv", IL_STR(members)},
      {"targets.tsv", IL_STR(targets)},
      {"locks.tsv", IL_STR(locks)},
      {"modes.tsv", IL_STR(modes)},
      {"work.tsv", IL_STR(work)},
      {"macros.tsv", IL_STR(macros)},
      {"ports.tsv", IL_STR(ports)}};
  il_error err = {0};
  il_knowledge *knowledge =
      il_knowledge_new(tables, sizeof tables / sizeof *tables, &err);
  if (!knowledge)
    fail_msg("line %u: %s", err.line, err.message);
  return knowledge;
}

void world_begin(world *w) {
  memset(w, 0, sizeof *w);
  w->knowledge = world_knowledge(NULL, NULL);
}

unit *world_unit_of(world *w, const char *source, const char *flags,
                    const char *group) {
  assert_true(w->count < WORLD_UNITS);
  w->groups[w->count] = group;
  unit_begin(&w->units[w->count], source, flags);
  return &w->units[w->count++];
}

unit *world_unit(world *w, const char *source) {
  return world_unit_of(w, source, "0000000000000001", NULL);
}

const il_result *world_analyse(world *w, bool backwards, const char *rules) {
  il_input inputs[WORLD_UNITS];
  il_options options = {.rules = il_str_of(rules)};
  il_error err = {0};
  for (size_t i = 0; i < w->count; i++) {
    if (!w->facts[i])
      w->facts[i] = unit_end(&w->units[i]);
    size_t to = backwards ? w->count - 1 - i : i;
    inputs[to] = (il_input){w->facts[i], il_str_of(w->groups[i])};
  }
  il_result_free(w->result);
  w->result = il_analyse(w->knowledge, inputs, w->count, &options, &err);
  if (!w->result)
    fail_msg("%s", err.message);
  return w->result;
}

const il_result *world_end_units(world *w) {
  return world_analyse(w, false, "blocking-call,irql-too-high");
}

void world_end(world *w) {
  il_result_free(w->result);
  for (size_t i = 0; i < w->count; i++)
    il_facts_free(w->facts[i] ? w->facts[i] : w->units[i].facts);
  il_knowledge_free(w->knowledge);
}

/* ---- printing ---- */

static void print_spot(il_buf *out, const il_spot *at) {
  if (at->path)
    il_buf_printf(out, "%s:%u:%u: ", at->path, (unsigned)at->line,
                  (unsigned)at->column);
}

static void print_finding(il_buf *out, const il_finding *finding) {
  static const char *const kinds[] = {"call", "pointer", "root", "related",
                                      "advice"};
  print_spot(out, &finding->at);
  il_buf_printf(out, "%s: %s [%s]\n", il_severity_name(finding->severity),
                finding->message, finding->rule->id);
  il_buf_printf(out, "  in %s #%u, %s, limit %s, page %s, root %s, %s, %s\n",
                finding->function, (unsigned)finding->ordinal,
                il_level_name(finding->level), il_level_name(finding->limit),
                finding->page ? finding->page : "-", finding->root,
                finding->identity, finding->chain);
  for (size_t i = 0; i < finding->step_count; i++) {
    const il_step *step = &finding->steps[i];
    il_buf_printf(out, "  %s: ", kinds[step->kind]);
    print_spot(out, &step->at);
    il_buf_printf(out, "%s (%s, %s)\n", step->text,
                  step->function ? step->function : "-",
                  il_level_name(step->level));
  }
}

static void print_unknown(il_buf *out, const char *what,
                          const il_unknown *unknown) {
  il_buf_printf(out, "  %s ", what);
  print_spot(out, &unknown->at);
  il_buf_printf(out, "%s x%u %s\n", unknown->name, (unsigned)unknown->calls,
                il_level_name(unknown->level));
}

static void print_program(il_buf *out, const il_program_result *program) {
  il_buf_printf(out,
                "program %s: model %d %s, %zu units, %zu functions, %zu "
                "reached, %zu at DIRQL, %zu interrupt routines, %zu external\n",
                program->name, (int)program->model,
                program->model_routine ? program->model_routine : "-",
                program->unit_count, program->functions,
                program->functions_reached, program->functions_at_dirql,
                program->interrupt_count, program->external_count);
  for (size_t i = 0; i < program->root_count; i++) {
    const il_root *root = &program->roots[i];
    il_buf_text(out, "  root ");
    print_spot(out, &root->at);
    il_buf_printf(out, "%s %s %s %s: %s\n", root->name, root->role, root->kind,
                  il_level_name(root->level), root->how);
  }
  for (size_t i = 0; i < program->unknown_count; i++)
    print_unknown(out, "unknown", &program->unknown[i]);
  for (size_t i = 0; i < program->unresolved_count; i++)
    print_unknown(out, "unresolved", &program->unresolved[i]);
  for (size_t i = 0; i < program->nograph_count; i++)
    il_buf_printf(out, "  nograph %s\n", program->nograph[i]);
}

char *world_print(const il_result *result) {
  il_buf out = {0};
  il_buf_printf(&out, "%zu units, %zu functions\n", result->unit_count,
                result->function_count);
  for (size_t i = 0; i < result->program_count; i++)
    print_program(&out, &result->programs[i]);
  for (size_t i = 0; i < result->gap_count; i++)
    il_buf_printf(&out, "gap %s: %s\n", result->gaps[i].source,
                  result->gaps[i].why);
  for (size_t i = 0; i < result->finding_count; i++)
    print_finding(&out, &result->findings[i]);
  assert_false(out.failed);
  return out.ptr;
}

void world_says(const il_result *result, const char *text, bool wanted,
                int line) {
  char *printed = world_print(result);
  bool found = strstr(printed, text) != NULL;
  if (found != wanted)
    print_error("%s", printed);
  free(printed);
  if (found != wanted)
    fail_msg("line %d: %s '%s'", line, wanted ? "lacks" : "has", text);
}
