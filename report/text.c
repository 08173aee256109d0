/* text.c - findings as a compiler prints them, for people. */
#include "isrlint/report.h"

#include "shown.h"
#include "source.h"
#include "utf8.h"

enum { GUTTER = 4 }; /* columns for the line number */

/* The escape sequences that Clang uses, or empty texts. */
typedef struct paint {
  const char *place, *end, *message, *caret;
  const char *severity[IL_ERROR + 1];
} paint;

static const paint plain = {"", "", "", "", {"", "", "", ""}};
static const paint colored = {
    "\033[1m",
    "\033[0m",
    "\033[1m",
    "\033[0;1;32m",
    {"", "\033[0;1;36m", "\033[0;1;35m", "\033[0;1;31m"},
};

typedef struct text {
  il_buf out;
  il_sources *sources;
  const il_report_options *options;
  const paint *paint;
} text;

static size_t without_end_blanks(il_str line) {
  while (line.len &&
         (line.ptr[line.len - 1] == ' ' || line.ptr[line.len - 1] == '\t'))
    line.len--;
  return line.len;
}

/* The line and the caret below the character that holds the byte 'column'. */
static void add_snippet(text *t, il_spot at) {
  il_source *source = il_sources_get(t->sources, at.path);
  il_str line = {NULL, 0};
  if (source)
    line = il_source_line(source, at.line);
  if (!line.ptr || line.len > IL_SOURCE_LINE_MAX || !at.column ||
      at.column - 1 > line.len)
    return;
  size_t shown = without_end_blanks(line);
  if (shown < at.column - 1)
    shown = at.column - 1;
  size_t column = 0, caret = SIZE_MAX;
  il_buf_printf(&t->out, " %*u | ", GUTTER, at.line);
  for (size_t i = 0; i < shown;) {
    il_str rest = {line.ptr + i, line.len - i};
    il_char c = il_utf8_next(rest);
    if (caret == SIZE_MAX && at.column - 1 < i + c.bytes)
      caret = column;
    column += il_utf8_show(&t->out, rest, c, column);
    i += c.bytes;
  }
  if (caret == SIZE_MAX)
    caret = column;
  il_buf_printf(&t->out, "\n %*s | %s", GUTTER, "", t->paint->caret);
  for (size_t i = 0; i < caret; i++)
    il_buf_byte(&t->out, ' ');
  il_buf_printf(&t->out, "^%s\n", t->paint->end);
}

static void add_place(text *t, il_spot at) {
  if (!at.path)
    return;
  il_buf_text(&t->out, t->paint->place);
  il_shown_path(&t->out, t->options, at.path);
  if (at.line)
    il_buf_printf(&t->out, ":%u:%u", at.line, at.column);
  il_buf_printf(&t->out, ": %s", t->paint->end);
}

/* One diagnostic; 'rule' is the tag to end it with, or null. */
static void add_diagnostic(text *t, il_severity severity, il_spot at,
                           const char *message, const char *rule) {
  const paint *p = t->paint;
  add_place(t, at);
  il_buf_printf(&t->out, "%s%s: %s", p->severity[severity],
                il_severity_name(severity), p->end);
  if (rule)
    il_buf_text(&t->out, p->message);
  il_utf8_visible(&t->out, il_str_of(message));
  if (rule)
    il_buf_printf(&t->out, " [isrlint-%s]%s", rule, p->end);
  il_buf_byte(&t->out, '\n');
  if (at.path && at.line)
    add_snippet(t, at);
}

static void add_note(text *t, const il_step *step) {
  il_spot nowhere = {0};
  add_diagnostic(t, IL_NOTE, step->kind == IL_STEP_ADVICE ? nowhere : step->at,
                 step->text, NULL);
}

static void add_finding(text *t, const il_finding *finding) {
  if (finding->suppression && !t->options->suppressed)
    return;
  add_diagnostic(t, finding->severity, finding->at, finding->message,
                 finding->rule->id);
  if (finding->suppression) {
    il_buf hidden = {0};
    il_buf_printf(&hidden, "suppressed here: %s", finding->suppression);
    il_buf_byte(&hidden, '\0');
    t->out.failed |= hidden.failed;
    if (!hidden.failed)
      add_diagnostic(t, IL_NOTE, finding->suppressed_at, hidden.ptr, NULL);
    il_buf_free(&hidden);
  }
  for (size_t i = 0; i < finding->step_count; i++)
    add_note(t, &finding->steps[i]);
}

bool il_report_text(FILE *out, const il_result *result,
                    const il_report_options *options) {
  text t = {.sources = il_sources_new(options->root),
            .options = options,
            .paint = options->color ? &colored : &plain};
  bool good = t.sources != NULL;
  for (size_t i = 0; good && i < result->finding_count; i++) {
    t.out.len = 0;
    add_finding(&t, &result->findings[i]);
    good = !t.out.failed &&
           (!t.out.len || fwrite(t.out.ptr, 1, t.out.len, out) == t.out.len);
  }
  il_buf_free(&t.out);
  il_sources_free(t.sources);
  return fflush(out) == 0 && good;
}
