/* show.c - see show.h. */
#include "show.h"

#include "../core/str.h"
#include "shown.h"
#include "utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Where to print, and what. */
typedef struct showing {
  FILE *out;
  const il_result *result;
  const il_report_options *paper;
} showing;

/* ---- lines ---- */

/* Names come from the sources, and may hold anything. */
static void print_line(FILE *out, il_buf *line) {
  il_buf shown = {0};
  il_utf8_visible(&shown, il_buf_str(line));
  if (shown.ptr)
    fwrite(shown.ptr, 1, shown.len, out);
  putc('\n', out);
  il_buf_free(&shown);
  line->len = 0;
}

static void add_place(const showing *how, il_buf *line, const il_spot *at) {
  if (!at->path)
    return;
  il_shown_path(line, how->paper, at->path);
  il_buf_printf(line, ":%u", (unsigned)at->line);
}

static bool same_spot(const il_spot *a, const il_spot *b) {
  return a->path && b->path && a->line == b->line && a->column == b->column &&
         strcmp(a->path, b->path) == 0;
}

/* Whether there is a finding at the place, at this level or below. */
static bool has_finding(const il_result *result, const il_spot *at,
                        il_level level) {
  for (size_t i = 0; i < result->finding_count; i++)
    if (same_spot(&result->findings[i].at, at) &&
        level >= result->findings[i].level)
      return true;
  return false;
}

/* Whether a finding is about the call of a function, or about a loop: both may
 * stand at one place, where a macro is used. */
static bool is_about(const il_finding *finding, const char *callee) {
  return callee ? finding->callee && !strcmp(finding->callee, callee)
                : !finding->callee;
}

/* Adds "<- rule-id" for each finding at the place about the callee, or about
 * the loop there, where the level is that of the finding or above. */
static void add_findings(const showing *how, il_buf *line, const il_spot *at,
                         const char *callee, il_level level) {
  const il_result *result = how->result;
  for (size_t i = 0; i < result->finding_count; i++)
    if (same_spot(&result->findings[i].at, at) &&
        level >= result->findings[i].level &&
        is_about(&result->findings[i], callee))
      il_buf_printf(line, "  <- %s%s", result->findings[i].rule->id,
                    result->findings[i].suppression ? " (suppressed)" : "");
}

static void add_loop(const showing *how, il_buf *line,
                     const il_view_loop *loop) {
  il_buf_text(line, "loop ");
  add_place(how, line, &loop->at);
  il_buf_printf(line, ": %s", il_loop_kind_name(loop->kind));
  if (loop->kind == IL_LOOP_CONSTANT || loop->kind == IL_LOOP_CAPPED)
    il_buf_printf(line, ", at most %llu turns",
                  (unsigned long long)loop->turns);
  else if (loop->why && *loop->why)
    il_buf_printf(line, ", %s", loop->why);
}

static const il_view_function *function_of(const il_view *view,
                                           uint32_t context) {
  static const il_view_function elsewhere = {.name = "?", .linkage = "?"};
  uint32_t function = view->contexts[context].function;
  return function == IL_VIEW_NONE ? &elsewhere : &view->functions[function];
}

static bool is_named(char *const *words, size_t count,
                     const il_view_function *function) {
  for (size_t i = 0; i < count; i++)
    if (strcmp(words[i], function->name) == 0 ||
        strcmp(words[i], function->linkage) == 0)
      return true;
  return count == 0;
}

/* ---- tree ---- */

typedef struct tree {
  const showing *how;
  const il_view *view;
  bool *shown; /* by context */
  il_buf line, indent;
} tree;

/* The one that is printed as the last gets the corner. */
static void begin_branch(tree *t, bool last) {
  il_buf_add(&t->line, il_buf_str(&t->indent));
  il_buf_text(&t->line, last ? "`- " : "|- ");
}

static bool worth_showing(const tree *t, const il_view_call *call) {
  return t->how->paper->verbose || call->state == IL_VIEW_UNKNOWN ||
         call->state == IL_VIEW_UNRESOLVED || call->state == IL_VIEW_ENTERED ||
         has_finding(t->how->result, &call->at, call->level);
}

static void print_context(tree *t, uint32_t number);

static void print_call(tree *t, const il_view_call *call, il_level outer,
                       bool last) {
  static const char *const remarks[] = {
      [IL_VIEW_ENTERED] = "",
      [IL_VIEW_KNOWN] = "",
      [IL_VIEW_UNKNOWN] = "  nothing is known of it",
      [IL_VIEW_UNRESOLVED] = "  goes to no function that is known",
      [IL_VIEW_DEAD] = "  does not run here"};
  begin_branch(t, last);
  il_buf_printf(&t->line, "%s  ", call->callee);
  add_place(t->how, &t->line, &call->at);
  if (call->level != outer)
    il_buf_printf(&t->line, "  %s", il_level_name(call->level));
  il_buf_text(&t->line, remarks[call->state]);
  add_findings(t->how, &t->line, &call->at, call->callee, call->level);
  if (call->state != IL_VIEW_ENTERED) {
    print_line(t->how->out, &t->line);
    return;
  }
  const il_view_context *to = &t->view->contexts[call->context];
  bool again = t->shown[call->context];
  if (again && (to->call_count || to->loop_count))
    il_buf_text(&t->line, "  (see above)");
  print_line(t->how->out, &t->line);
  if (again)
    return;
  size_t before = t->indent.len;
  il_buf_text(&t->indent, last ? "   " : "|  ");
  print_context(t, call->context);
  t->indent.len = before;
}

/* Several targets of one call, and calls of equal outside, are lines each. */
static void print_context(tree *t, uint32_t number) {
  const il_view_context *context = &t->view->contexts[number];
  size_t left = context->loop_count;
  t->shown[number] = true;
  for (size_t i = 0; i < context->call_count; i++)
    left += worth_showing(t, &context->calls[i]);
  for (size_t i = 0; i < context->loop_count; i++) {
    begin_branch(t, --left == 0);
    add_loop(t->how, &t->line, &context->loops[i]);
    add_findings(t->how, &t->line, &context->loops[i].at, NULL,
                 context->loops[i].level);
    print_line(t->how->out, &t->line);
  }
  for (size_t i = 0; i < context->call_count; i++)
    if (worth_showing(t, &context->calls[i]))
      print_call(t, &context->calls[i], context->level, --left == 0);
}

/* Functions that run at a level or above.  The copies of a header's function in
 * several units, which stand side by side, are one. */
static size_t count_at(const il_view *view, il_level level) {
  size_t count = 0;
  bool before = false;
  for (size_t f = 0; f < view->function_count; f++) {
    const il_view_function *function = &view->functions[f];
    bool copy = f && strcmp(function->linkage, function[-1].linkage) == 0 &&
                same_spot(&function->at, &function[-1].at);
    bool found = false;
    for (size_t c = 0; c < view->context_count && !found; c++)
      found =
          view->contexts[c].function == f && view->contexts[c].level >= level;
    count += found && !(copy && before);
    before = found || (copy && before);
  }
  return count;
}

static void print_program(tree *t, const il_program_result *program) {
  il_buf_printf(
      &t->line,
      "program '%s': %zu functions reached, %zu at DISPATCH_LEVEL or "
      "above, %zu at DIRQL; %zu unknown callee%s",
      program->name, program->functions_reached,
      count_at(t->view, IL_DISPATCH_LEVEL), count_at(t->view, IL_DIRQL),
      program->unknown_count + program->unresolved_count,
      program->unknown_count + program->unresolved_count == 1 ? "" : "s");
  print_line(t->how->out, &t->line);
}

static void print_root(tree *t, const il_program_result *program,
                       uint32_t context) {
  const il_view_function *function = function_of(t->view, context);
  const il_root *root = &program->roots[t->view->contexts[context].root];
  putc('\n', t->how->out);
  il_buf_printf(&t->line, "%s  ", function->name);
  add_place(t->how, &t->line, &function->at);
  if (t->view->contexts[context].parent == IL_VIEW_NONE)
    il_buf_printf(&t->line, "  %s", root->kind);
  else
    il_buf_printf(&t->line, "  reached from %s '%.*s'", root->kind,
                  (int)strcspn(root->name, "@"), root->name);
  il_buf_printf(&t->line, ", %s",
                il_level_name(t->view->contexts[context].level));
  print_line(t->how->out, &t->line);
  print_context(t, context);
}

size_t il_show_tree(FILE *out, const il_result *result,
                    const il_report_options *options, char *const *names,
                    size_t count) {
  showing how = {out, result, options};
  size_t found = 0;
  for (size_t p = 0; p < result->program_count; p++) {
    const il_program_result *program = &result->programs[p];
    tree t = {.how = &how, .view = program->view};
    t.shown = calloc(t.view->context_count + 1, sizeof *t.shown);
    if (!t.shown)
      return SIZE_MAX;
    bool headed = false;
    for (uint32_t c = 0; c < t.view->context_count; c++) {
      bool starts = t.view->contexts[c].parent == IL_VIEW_NONE || count;
      if (!starts || t.shown[c] ||
          !is_named(names, count, function_of(t.view, c)))
        continue;
      if (!headed)
        print_program(&t, program);
      headed = true;
      found++;
      print_root(&t, program, c);
    }
    if (headed && p + 1 < result->program_count && !count)
      putc('\n', out);
    free(t.shown);
    il_buf_free(&t.line);
    il_buf_free(&t.indent);
  }
  return found;
}

/* ---- Graphviz ---- */

/* In a quoted text of the language. */
static void add_quoted(il_buf *line, const char *text) {
  il_buf_byte(line, '"');
  for (; *text; text++) {
    if (*text == '"' || *text == '\\')
      il_buf_byte(line, '\\');
    il_buf_byte(line, *text);
  }
  il_buf_byte(line, '"');
}

static void dot_node(il_buf *line, const il_view *view, uint32_t context) {
  const il_view_context *at = &view->contexts[context];
  il_buf label = {0};
  il_buf_printf(&label, "%s (%s)", function_of(view, context)->name,
                il_level_name(at->level));
  il_buf_byte(&label, '\0');
  if (!label.failed)
    add_quoted(line, label.ptr);
  il_buf_free(&label);
}

/* Marks the contexts that those of the names reach, all without a name. */
static void mark_wanted(const il_view *view, char *const *names, size_t count,
                        bool *wanted) {
  for (uint32_t c = 0; c < view->context_count; c++)
    wanted[c] = is_named(names, count, function_of(view, c));
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t c = 0; c < view->context_count; c++)
      for (size_t i = 0; wanted[c] && i < view->contexts[c].call_count; i++) {
        const il_view_call *call = &view->contexts[c].calls[i];
        if (call->state != IL_VIEW_ENTERED || wanted[call->context])
          continue;
        wanted[call->context] = changed = true;
      }
  }
}

static void dot_context(FILE *out, il_buf *line, const il_result *result,
                        const il_view *view, uint32_t number) {
  const il_view_context *context = &view->contexts[number];
  il_buf_text(line, "  ");
  dot_node(line, view, number);
  il_buf_printf(line, " [%s%s];",
                context->parent == IL_VIEW_NONE ? "peripheries=2, " : "",
                context->level >= IL_DIRQL            ? "color=red"
                : context->level >= IL_DISPATCH_LEVEL ? "color=orange"
                                                      : "color=black");
  print_line(out, line);
  for (size_t i = 0; i < context->call_count; i++) {
    const il_view_call *call = &context->calls[i];
    bool found = has_finding(result, &call->at, call->level);
    if (call->state != IL_VIEW_ENTERED && !found)
      continue;
    il_buf_text(line, "  ");
    dot_node(line, view, number);
    il_buf_text(line, " -> ");
    if (call->state == IL_VIEW_ENTERED)
      dot_node(line, view, call->context);
    else
      add_quoted(line, call->callee);
    il_buf_text(line, found ? " [color=red];" : ";");
    print_line(out, line);
  }
}

size_t il_show_graph(FILE *out, const il_result *result, char *const *names,
                     size_t count) {
  il_buf line = {0};
  size_t drawn = 0;
  fputs("digraph isrlint {\n  node [shape=box];\n", out);
  for (size_t p = 0; p < result->program_count; p++) {
    const il_view *view = result->programs[p].view;
    bool *wanted = calloc(view->context_count + 1, sizeof *wanted);
    if (!wanted) {
      il_buf_free(&line);
      return SIZE_MAX;
    }
    mark_wanted(view, names, count, wanted);
    for (uint32_t c = 0; c < view->context_count; c++)
      if (wanted[c]) {
        dot_context(out, &line, result, view, c);
        drawn++;
      }
    free(wanted);
  }
  fputs("}\n", out);
  il_buf_free(&line);
  return drawn;
}

/* ---- why ---- */

static void print_way(const showing *how, il_buf *line,
                      const il_program_result *program, uint32_t context) {
  const il_view *view = program->view;
  const il_view_context *at = &view->contexts[context];
  while (at->parent != IL_VIEW_NONE) {
    const il_view_context *caller = &view->contexts[at->parent];
    for (size_t i = 0; i < caller->call_count; i++) {
      if (caller->calls[i].context != context)
        continue;
      il_buf_printf(line, "  called from '%s' at ",
                    function_of(view, at->parent)->name);
      add_place(how, line, &caller->calls[i].at);
      if (caller->calls[i].level != caller->level)
        il_buf_printf(line, " (%s)", il_level_name(caller->calls[i].level));
      print_line(how->out, line);
      break;
    }
    context = at->parent;
    at = caller;
  }
  const il_root *root = &program->roots[at->root];
  il_buf_printf(line, "  %s at ", root->how);
  add_place(how, line, &root->at);
  il_buf_printf(line, ": %s, %s", root->kind, il_level_name(at->level));
  print_line(how->out, line);
}

/* The other roots from which a context is reached. */
static bool print_others(const showing *how, il_buf *line,
                         const il_program_result *program, uint32_t context) {
  const il_view *view = program->view;
  bool *leads = calloc(view->context_count + 1, sizeof *leads);
  if (!leads)
    return false;
  leads[context] = true;
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t c = 0; c < view->context_count; c++)
      for (size_t i = 0; !leads[c] && i < view->contexts[c].call_count; i++)
        if (view->contexts[c].calls[i].state == IL_VIEW_ENTERED &&
            leads[view->contexts[c].calls[i].context])
          leads[c] = changed = true;
  }
  uint32_t told = context;
  while (view->contexts[told].parent != IL_VIEW_NONE)
    told = view->contexts[told].parent;
  for (uint32_t c = 0; c < view->context_count; c++) {
    const il_view_context *at = &view->contexts[c];
    if (!leads[c] || c == told || at->parent != IL_VIEW_NONE)
      continue;
    il_buf_printf(line, "  and from '%s': %s, %s", function_of(view, c)->name,
                  program->roots[at->root].kind, il_level_name(at->level));
    print_line(how->out, line);
  }
  free(leads);
  return true;
}

size_t il_show_why(FILE *out, const il_result *result,
                   const il_report_options *options, const char *name) {
  showing how = {out, result, options};
  char *const names[] = {(char *)name};
  il_buf line = {0};
  size_t told = 0;
  bool known = false;
  for (size_t p = 0; p < result->program_count; p++) {
    const il_program_result *program = &result->programs[p];
    const il_view *view = program->view;
    for (size_t f = 0; f < view->function_count; f++)
      known |= is_named(names, 1, &view->functions[f]);
    for (uint32_t c = 0; c < view->context_count; c++) {
      if (!is_named(names, 1, function_of(view, c)))
        continue;
      told++;
      il_buf_printf(&line, "'%s' runs at %s in program '%s'", name,
                    il_level_name(view->contexts[c].level), program->name);
      if (view->contexts[c].held)
        il_buf_printf(&line, ", %s", view->contexts[c].held);
      print_line(out, &line);
      print_way(&how, &line, program, c);
      if (!print_others(&how, &line, program, c))
        return SIZE_MAX;
    }
  }
  if (known && !told) {
    il_buf_printf(&line, "'%s' is reached by no routine that Windows calls",
                  name);
    print_line(out, &line);
    told++;
  }
  il_buf_free(&line);
  return told;
}

/* ---- why not ---- */

/* Where the program text meets the word's path. */
static bool is_file_of(const char *path, const char *word, size_t length) {
  size_t own = path ? strlen(path) : 0;
  if (!own || own < length)
    return false;
  return strncmp(path + own - length, word, length) == 0 &&
         (own == length || path[own - length - 1] == '/');
}

typedef struct place {
  const char *file;
  size_t length;
  uint32_t line;
} place;

static bool is_there(const place *where, const il_spot *at) {
  return at->line == where->line &&
         is_file_of(at->path, where->file, where->length);
}

static size_t tell_findings(const showing *how, il_buf *line,
                            const place *where) {
  const il_result *result = how->result;
  size_t told = 0;
  for (size_t i = 0; i < result->finding_count; i++) {
    const il_finding *finding = &result->findings[i];
    if (!is_there(where, &finding->at))
      continue;
    told++;
    if (finding->suppression) {
      il_buf_printf(line, "suppressed: '%s' by the comment at ",
                    finding->rule->id);
      add_place(how, line, &finding->suppressed_at);
      il_buf_printf(line, ": %s", finding->suppression);
    } else {
      il_buf_printf(line, "it is reported: %s [isrlint-%s]", finding->message,
                    finding->rule->id);
    }
    print_line(how->out, line);
  }
  return told;
}

static void tell_call(const showing *how, il_buf *line,
                      const il_view_call *call) {
  switch (call->state) {
  case IL_VIEW_ENTERED:
    il_buf_printf(line,
                  "call of '%s' at %s: what it does is judged in its own body",
                  call->callee, il_level_name(call->level));
    break;
  case IL_VIEW_DEAD:
    il_buf_printf(line, "mode flag or constant: '%s' is not called here; %s",
                  call->callee, call->remark);
    break;
  case IL_VIEW_UNRESOLVED:
    il_buf_printf(line, "unknown callee: '%s' at %s; %s", call->callee,
                  il_level_name(call->level), call->remark);
    break;
  case IL_VIEW_UNKNOWN:
    il_buf_printf(line, "unknown callee: '%s' at %s; %s", call->callee,
                  il_level_name(call->level), call->remark);
    break;
  case IL_VIEW_KNOWN:
    il_buf_printf(line, "nothing is wrong with the call of '%s' at %s: %s",
                  call->callee, il_level_name(call->level), call->remark);
    break;
  }
  print_line(how->out, line);
}

static void tell_loop(const showing *how, il_buf *line,
                      const il_view_loop *loop) {
  bool decided = loop->kind != IL_LOOP_UNDECIDED && loop->kind != IL_LOOP_CALL;
  il_buf_text(line, decided ? "" : "undecided: ");
  add_loop(how, line, loop);
  il_buf_printf(line, " (at %s)", il_level_name(loop->level));
  print_line(how->out, line);
}

/* What is at the line in a context. */
static size_t tell_context(const showing *how, il_buf *line,
                           const il_view_context *context, const place *where) {
  size_t told = 0;
  for (size_t i = 0; i < context->loop_count; i++)
    if (is_there(where, &context->loops[i].at)) {
      tell_loop(how, line, &context->loops[i]);
      told++;
    }
  for (size_t i = 0; i < context->call_count; i++)
    if (is_there(where, &context->calls[i].at)) {
      tell_call(how, line, &context->calls[i]);
      told++;
    }
  return told;
}

static size_t tell_functions(const showing *how, il_buf *line,
                             const il_view *view, const place *where) {
  size_t told = 0;
  for (uint32_t f = 0; f < view->function_count; f++) {
    const il_view_function *function = &view->functions[f];
    if (!is_file_of(function->at.path, where->file, where->length) ||
        where->line < function->at.line || where->line > function->last_line)
      continue;
    if (!function->reached) {
      il_buf_printf(line,
                    "not reachable: '%s' is reached by no routine that Windows "
                    "calls",
                    function->name);
      print_line(how->out, line);
      told++;
      continue;
    }
    il_level highest = IL_LEVEL_UNKNOWN;
    for (uint32_t c = 0; c < view->context_count; c++) {
      if (view->contexts[c].function != f)
        continue;
      if (view->contexts[c].level > highest)
        highest = view->contexts[c].level;
      told += tell_context(how, line, &view->contexts[c], where);
    }
    if (!told) {
      il_buf_printf(line,
                    "no call and no loop at this line of '%s' can run: there "
                    "is none, or a constant test or a return rules it out; "
                    "the function runs at %s at most",
                    function->name, il_level_name(highest));
      print_line(how->out, line);
      told++;
    }
  }
  return told;
}

size_t il_show_why_not(FILE *out, const il_result *result,
                       const il_report_options *options, il_str file,
                       uint32_t line_number) {
  showing how = {out, result, options};
  place where = {file.ptr, file.len, line_number};
  il_buf line = {0};
  size_t told = tell_findings(&how, &line, &where);
  for (size_t p = 0; p < result->program_count && !told; p++)
    told += tell_functions(&how, &line, result->programs[p].view, &where);
  il_buf_free(&line);
  return told;
}
