/* summary.c - what was checked, and what was not seen. */
#include "isrlint/report.h"

#include "shown.h"
#include "utf8.h"

/* Names in one line before "and N more"; the short summary fits a screen. */
enum { NAMES_SHOWN = 8 };

typedef struct summary {
  il_buf out;
  const il_result *result;
  const il_report_options *options;
} summary;

static void add_name(il_buf *out, const char *name) {
  il_utf8_visible(out, il_str_of(name));
}

/* "1 unit", "2 units". */
static void add_count(il_buf *out, size_t count, const char *noun) {
  il_buf_printf(out, "%zu %s%s", count, noun, count == 1 ? "" : "s");
}

static void add_place(summary *s, il_spot at) {
  if (!at.path)
    return;
  il_shown_path(&s->out, s->options, at.path);
  if (at.line)
    il_buf_printf(&s->out, ":%u:%u", at.line, at.column);
}

static bool is_full(const summary *s, size_t shown) {
  return !s->options->verbose && shown == NAMES_SHOWN;
}

static void add_rest(summary *s, size_t rest) {
  if (rest)
    il_buf_printf(&s->out, ", and %zu more (-v lists all)", rest);
}

static const char *model_sentence(il_port_model model) {
  switch (model) {
  case IL_PORT_STORPORT:
    return NULL; /* the ordinary case */
  case IL_PORT_SCSIPORT:
    return "SCSI port program: Storport's own rules do not apply";
  case IL_PORT_OTHER:
    return "program of another port model: Storport's rules do not apply";
  case IL_PORT_UNKNOWN:
    break;
  }
  return "no initialise routine of a port driver is called: the port model is "
         "not known";
}

static void add_model(summary *s, const il_program_result *program) {
  const char *sentence = model_sentence(program->model);
  if (!sentence)
    return;
  il_buf_printf(&s->out, "  %s", sentence);
  if (program->model_routine) {
    il_buf_text(&s->out, " (calls '");
    add_name(&s->out, program->model_routine);
    il_buf_text(&s->out, "')");
  }
  il_buf_byte(&s->out, '\n');
}

/* Did anything of this program run at DIRQL before the rules' eyes? */
static bool is_blind(const il_program_result *program) {
  return !program->interrupt_count || !program->functions_at_dirql;
}

static void add_blind(summary *s, const il_program_result *program) {
  il_buf_text(&s->out,
              program->interrupt_count
                  ? "warning: no body of an interrupt routine found "
                    "in program '"
                  : "warning: no interrupt routine found in program '");
  add_name(&s->out, program->name);
  il_buf_text(&s->out, "': nothing at DIRQL was checked\n");
}

static void add_interrupts(summary *s, const il_program_result *program) {
  size_t shown = 0;
  if (!program->interrupt_count)
    return;
  il_buf_text(&s->out, "  interrupt routine");
  il_buf_text(&s->out, program->interrupt_count == 1 ? ": " : "s: ");
  for (size_t i = 0; i < program->root_count; i++) {
    if (!program->roots[i].is_interrupt)
      continue;
    if (shown++)
      il_buf_text(&s->out, ", ");
    /* All of them, always: a missing one must be seen to be missing. */
    add_name(&s->out, program->roots[i].name);
  }
  il_buf_byte(&s->out, '\n');
}

static void add_roots(summary *s, const il_program_result *program) {
  for (size_t i = 0; i < program->root_count; i++) {
    const il_root *root = &program->roots[i];
    il_buf_printf(&s->out, "    %s '", root->kind);
    add_name(&s->out, root->name);
    il_buf_printf(&s->out, "' at %s", il_level_name(root->level));
    if (root->how) {
      il_buf_text(&s->out, ": ");
      add_name(&s->out, root->how);
    }
    if (root->at.path) {
      il_buf_text(&s->out, " (");
      add_place(s, root->at);
      il_buf_byte(&s->out, ')');
    }
    il_buf_byte(&s->out, '\n');
  }
}

static void add_unknown_line(summary *s, const il_unknown *unknown) {
  il_buf_text(&s->out, "    '");
  add_name(&s->out, unknown->name);
  il_buf_text(&s->out, "', ");
  add_count(&s->out, unknown->calls, "call");
  if (unknown->level != IL_LEVEL_UNKNOWN)
    il_buf_printf(&s->out, ", at %s", il_level_name(unknown->level));
  if (unknown->at.path) {
    il_buf_text(&s->out, ", first ");
    add_place(s, unknown->at);
  }
  il_buf_byte(&s->out, '\n');
}

static void add_unknowns(summary *s, const il_unknown *items, size_t count,
                         bool with_place) {
  if (s->options->verbose) {
    il_buf_byte(&s->out, '\n');
    for (size_t i = 0; i < count; i++)
      add_unknown_line(s, &items[i]);
    return;
  }
  il_buf_text(&s->out, ": ");
  size_t shown = 0;
  for (; shown < count && !is_full(s, shown); shown++) {
    if (shown)
      il_buf_text(&s->out, ", ");
    add_name(&s->out, items[shown].name);
    if (with_place && items[shown].at.path) {
      il_buf_text(&s->out, " (");
      add_place(s, items[shown].at);
      il_buf_byte(&s->out, ')');
    }
  }
  add_rest(s, count - shown);
  il_buf_byte(&s->out, '\n');
}

static void add_nograph(summary *s, const il_program_result *program) {
  if (!program->nograph_count)
    return;
  il_buf_text(&s->out, "  no verdict on loops and locks in ");
  add_count(&s->out, program->nograph_count, "function");
  il_buf_text(&s->out, " without a graph: ");
  size_t shown = 0;
  for (; shown < program->nograph_count && !is_full(s, shown); shown++) {
    if (shown)
      il_buf_text(&s->out, ", ");
    add_name(&s->out, program->nograph[shown]);
  }
  add_rest(s, program->nograph_count - shown);
  il_buf_byte(&s->out, '\n');
}

static void add_program(summary *s, const il_program_result *program) {
  if (is_blind(program))
    add_blind(s, program);
  il_buf_text(&s->out, "program '");
  add_name(&s->out, program->name);
  il_buf_text(&s->out, "': ");
  add_count(&s->out, program->unit_count, "unit");
  il_buf_text(&s->out, ", ");
  add_count(&s->out, program->functions, "function");
  il_buf_printf(&s->out, " (%zu reached, %zu at DIRQL)\n",
                program->functions_reached, program->functions_at_dirql);
  add_model(s, program);
  add_interrupts(s, program);
  if (s->options->verbose && program->root_count) {
    il_buf_text(&s->out, "  called by Windows:\n");
    add_roots(s, program);
  }
  if (program->unknown_count) {
    il_buf_printf(&s->out, "  %zu of %zu external routine%s unknown",
                  program->unknown_count, program->external_count,
                  program->external_count == 1 ? "" : "s");
    add_unknowns(s, program->unknown, program->unknown_count, false);
  }
  if (program->unresolved_count) {
    il_buf_text(&s->out, "  ");
    add_count(&s->out, program->unresolved_count, "indirect call");
    il_buf_text(&s->out, " not resolved");
    add_unknowns(s, program->unresolved, program->unresolved_count, true);
  }
  add_nograph(s, program);
}

static void add_gaps(summary *s) {
  const il_result *result = s->result;
  size_t shown = 0;
  for (; shown < result->gap_count && !is_full(s, shown); shown++) {
    il_buf_text(&s->out, "incomplete: ");
    il_shown_path(&s->out, s->options, result->gaps[shown].source);
    il_buf_text(&s->out, ": ");
    add_name(&s->out, result->gaps[shown].why);
    il_buf_byte(&s->out, '\n');
  }
  if (shown < result->gap_count)
    il_buf_printf(&s->out, "incomplete: %zu more (-v lists all)\n",
                  result->gap_count - shown);
}

static const char *left_sentence(il_left_kind kind, bool one) {
  switch (kind) {
  case IL_LEFT_FAILED:
    return one ? "unit could not be extracted and was not analysed"
               : "units could not be extracted and were not analysed";
  case IL_LEFT_CXX:
    return one ? "C++ source was passed over" : "C++ sources were passed over";
  case IL_LEFT_BARE:
    return one ? "object carries no facts and was not analysed"
               : "objects carry no facts and were not analysed";
  case IL_LEFT_NAMED:
    break;
  }
  return one ? "named file is not compiled and was not checked"
             : "named files are not compiled and were not checked";
}

/* A line for each kind. */
static void add_left(summary *s) {
  const il_left *left = s->options->left;
  for (size_t first = 0, end; first < s->options->left_count; first = end) {
    size_t things = 0;
    for (end = first; end < s->options->left_count; end++) {
      if (left[end].kind != left[first].kind)
        break;
      things += left[end].count;
    }
    il_buf_printf(&s->out, "incomplete: %zu %s: ", things,
                  left_sentence(left[first].kind, things == 1));
    size_t shown = first;
    for (; shown < end && !is_full(s, shown - first); shown++) {
      if (shown > first)
        il_buf_text(&s->out, ", ");
      il_shown_path(&s->out, s->options, left[shown].path);
    }
    add_rest(s, end - shown);
    il_buf_byte(&s->out, '\n');
  }
}

/* What is not known of the programs, in the middle of a line. */
static void add_open(summary *s) {
  size_t callees = 0, bodies = 0;
  for (size_t i = 0; i < s->result->program_count; i++) {
    const il_program_result *program = &s->result->programs[i];
    callees += program->unknown_count + program->unresolved_count;
    bodies += program->nograph_count;
  }
  if (!callees && !bodies)
    return;
  il_buf_text(&s->out, "; ");
  if (callees)
    add_count(&s->out, callees, "callee");
  if (callees)
    il_buf_text(&s->out, " not known");
  if (callees && bodies)
    il_buf_text(&s->out, ", ");
  if (bodies)
    add_count(&s->out, bodies, "function");
  if (bodies)
    il_buf_text(&s->out, " without a graph");
  il_buf_text(&s->out, ", see above");
}

static void add_findings(summary *s) {
  const il_result *result = s->result;
  size_t counts[IL_ERROR + 1] = {0}, blind = 0, hidden = 0;
  for (size_t i = 0; i < result->finding_count; i++)
    if (result->findings[i].suppression)
      hidden++;
    else
      counts[result->findings[i].severity]++;
  for (size_t i = 0; i < result->program_count; i++)
    blind += is_blind(&result->programs[i]);
  add_count(&s->out, result->finding_count - hidden, "finding");
  if (result->finding_count > hidden) {
    il_buf_text(&s->out, ": ");
    add_count(&s->out, counts[IL_ERROR], "error");
    il_buf_text(&s->out, ", ");
    add_count(&s->out, counts[IL_WARNING], "warning");
    il_buf_text(&s->out, ", ");
    add_count(&s->out, counts[IL_NOTE], "note");
  }
  if (hidden)
    il_buf_printf(&s->out, ", and %zu suppressed", hidden);
  /* Nothing found must not look like nothing to find. */
  if (!result->program_count)
    il_buf_text(&s->out, "; no program found, so nothing was checked");
  else if (blind == result->program_count)
    il_buf_text(&s->out, "; this says nothing about interrupt routines, "
                         "because none was checked");
  else if (blind)
    il_buf_printf(&s->out, "; %zu of %zu programs not checked at DIRQL", blind,
                  result->program_count);
  if (result->gap_count || s->options->left_count)
    il_buf_text(&s->out, "; not everything was seen, see above");
  else if (!blind)
    add_open(s);
  il_buf_byte(&s->out, '\n');
}

bool il_report_summary(FILE *out, const il_result *result,
                       const il_report_options *options) {
  summary s = {.result = result, .options = options};
  il_buf_text(&s.out, "checked ");
  add_count(&s.out, result->unit_count, "unit");
  il_buf_text(&s.out, ", ");
  add_count(&s.out, result->function_count, "function");
  il_buf_text(&s.out, ", in ");
  add_count(&s.out, result->program_count, "program");
  il_buf_byte(&s.out, '\n');
  if (!result->program_count)
    il_buf_text(&s.out, "warning: no program found: nothing was checked\n");
  for (size_t i = 0; i < result->program_count; i++)
    add_program(&s, &result->programs[i]);
  add_left(&s);
  add_gaps(&s);
  add_findings(&s);
  bool good =
      !s.out.failed && fwrite(s.out.ptr, 1, s.out.len, out) == s.out.len;
  il_buf_free(&s.out);
  return fflush(out) == 0 && good;
}
