/* sarif.c - the whole result as one SARIF 2.1.0 run. */
#include "sarif_internal.h"

#include "utf8.h"

#define SCHEMA "https://json.schemastore.org/sarif-2.1.0.json"

json_t *il_json_object(il_sarif *s) {
  json_t *value = json_object();
  s->failed |= !value;
  return value;
}

json_t *il_json_array(il_sarif *s) {
  json_t *value = json_array();
  s->failed |= !value;
  return value;
}

void il_json_put(il_sarif *s, json_t *object, const char *key, json_t *value) {
  if (json_object_set_new(object, key, value) != 0)
    s->failed = true;
}

void il_json_push(il_sarif *s, json_t *array, json_t *value) {
  if (json_array_append_new(array, value) != 0)
    s->failed = true;
}

json_t *il_json_str(il_sarif *s, il_str text) {
  il_buf good = {0};
  il_utf8_repair(&good, text);
  json_t *value =
      good.failed ? NULL : json_stringn(good.ptr ? good.ptr : "", good.len);
  il_buf_free(&good);
  s->failed |= !value;
  return value;
}

json_t *il_json_text(il_sarif *s, const char *text) {
  return il_json_str(s, il_str_of(text));
}

json_t *il_json_number(il_sarif *s, size_t number) {
  json_t *value = json_integer((json_int_t)number);
  s->failed |= !value;
  return value;
}

json_t *il_json_message(il_sarif *s, il_buf *text) {
  json_t *value = il_json_object(s);
  s->failed |= text->failed;
  il_json_put(s, value, "text", il_json_str(s, il_buf_str(text)));
  il_buf_free(text);
  return value;
}

json_t *il_json_sentence(il_sarif *s, const char *text) {
  il_buf sentence = {0};
  il_sarif_sentence(&sentence, text);
  return il_json_message(s, &sentence);
}

void il_sarif_sentence(il_buf *out, const char *text) {
  if (!text || !*text)
    return;
  il_buf_byte(out, il_to_upper(*text));
  il_buf_text(out, text + 1);
  if (!strchr(".!?", text[strlen(text) - 1]))
    il_buf_byte(out, '.');
}

il_str il_sarif_name(const char *linkage) {
  il_str rest, name = il_str_split(il_str_of(linkage), '@', &rest);
  return name.len ? name : il_str_of(linkage);
}

const char *il_sarif_level(il_severity severity) {
  return severity == IL_ERROR     ? "error"
         : severity == IL_WARNING ? "warning"
                                  : "note";
}

double il_sarif_rank(il_severity severity) {
  return severity == IL_ERROR ? 90.0 : severity == IL_WARNING ? 60.0 : 30.0;
}

/* Does a semantic version start here: digits, dot, digits, dot, digits? */
static bool is_semantic(const char *version) {
  for (int part = 0; part < 3; part++) {
    size_t digits = strspn(version, "0123456789");
    if (!digits)
      return false;
    version += digits;
    if (part < 2 && *version++ != '.')
      return false;
  }
  return *version == '\0' || *version == '-' || *version == '+';
}

static json_t *tool(il_sarif *s) {
  json_t *value = il_json_object(s), *driver = il_json_object(s);
  const char *version = s->options->version;
  il_buf full = {0};
  il_buf_text(&full, "isrlint");
  if (version)
    il_buf_printf(&full, " %s", version);
  il_buf_text(&full, " (ISR discipline checks for Storport miniports)");
  il_json_put(s, driver, "name", il_json_text(s, "isrlint"));
  il_json_put(s, driver, "fullName", il_json_str(s, il_buf_str(&full)));
  s->failed |= full.failed;
  il_buf_free(&full);
  il_json_put(s, driver, "organization", il_json_text(s, "isrlint project"));
  il_json_put(s, driver, "product", il_json_text(s, "isrlint"));
  if (version)
    il_json_put(s, driver, "version", il_json_text(s, version));
  if (version && is_semantic(version))
    il_json_put(s, driver, "semanticVersion", il_json_text(s, version));
  il_json_put(s, driver, "language", il_json_text(s, "en-US"));
  il_json_put(
      s, driver, "shortDescription",
      il_json_sentence(
          s, "Checks interrupt discipline in Storport miniport drivers"));
  il_json_put(s, driver, "rules", il_sarif_rules(s));
  il_json_put(s, driver, "notifications", il_sarif_notices(s));
  il_json_put(s, value, "driver", driver);
  return value;
}

/* Appends a notification; takes over the text.  A place without a path and a
 * null function are left out. */
static void push_notice(il_sarif *s, json_t *list, il_notice notice,
                        il_buf *text, il_spot at, const char *function) {
  json_t *value = il_sarif_notice(s, notice);
  il_json_put(s, value, "message", il_json_message(s, text));
  if (at.path || function) {
    json_t *locations = il_json_array(s);
    il_json_push(s, locations,
                 il_sarif_location(s, at, function, NULL, -1, false));
    il_json_put(s, value, "locations", locations);
  }
  il_json_push(s, list, value);
}

static void add_calls(il_buf *text, const il_unknown *unknown) {
  il_buf_printf(text, " It is called %u time%s", unknown->calls,
                unknown->calls == 1 ? "" : "s");
  if (unknown->level != IL_LEVEL_UNKNOWN)
    il_buf_printf(text, ", at most at '%s'", il_level_name(unknown->level));
  il_buf_byte(text, '.');
}

static void push_program(il_sarif *s, json_t *list,
                         const il_program_result *program) {
  il_spot nowhere = {0};
  if (!program->interrupt_count || !program->functions_at_dirql) {
    il_buf text = {0};
    il_buf_printf(&text,
                  "No %sinterrupt routine was found in program '%s'; nothing "
                  "at DIRQL was checked.",
                  program->interrupt_count ? "body of an " : "", program->name);
    push_notice(s, list, IL_NOTICE_NO_INTERRUPT, &text, nowhere, NULL);
  }
  for (size_t i = 0; i < program->unknown_count; i++) {
    const il_unknown *unknown = &program->unknown[i];
    il_buf text = {0};
    il_buf_printf(&text,
                  "Nothing is known about '%s', so its calls were not checked "
                  "in program '%s'.",
                  unknown->name, program->name);
    add_calls(&text, unknown);
    push_notice(s, list, IL_NOTICE_UNKNOWN, &text, unknown->at, NULL);
  }
  for (size_t i = 0; i < program->unresolved_count; i++) {
    const il_unknown *call = &program->unresolved[i];
    il_buf text = {0};
    il_buf_printf(&text,
                  "The indirect call of '%s' was not resolved in program '%s'; "
                  "the routines behind it were not checked.",
                  call->name, program->name);
    push_notice(s, list, IL_NOTICE_INDIRECT, &text, call->at, NULL);
  }
  for (size_t i = 0; i < program->nograph_count; i++) {
    il_buf text = {0};
    il_buf_printf(&text,
                  "The flow of '%s' is not known; there is no verdict on its "
                  "loops and locks.",
                  program->nograph[i]);
    push_notice(s, list, IL_NOTICE_NO_GRAPH, &text, nowhere,
                program->nograph[i]);
  }
}

static void push_left(il_sarif *s, json_t *list, const il_left *left) {
  static const char *const sentences[] = {
      [IL_LEFT_FAILED] =
          "The unit could not be extracted, so it was not analysed.",
      [IL_LEFT_CXX] = "The C++ source was passed over: only C is checked.",
      [IL_LEFT_BARE] =
          "The object or archive has parts without facts, which were not "
          "analysed.",
      [IL_LEFT_NAMED] =
          "The file is not compiled according to the database, so it was not "
          "checked."};
  il_spot at = {.path = left->path};
  il_buf text = {0};
  il_buf_text(&text, sentences[left->kind]);
  push_notice(s, list, IL_NOTICE_INCOMPLETE, &text, at, NULL);
}

static json_t *notices(il_sarif *s) {
  json_t *list = il_json_array(s);
  for (size_t i = 0; i < s->result->program_count; i++)
    push_program(s, list, &s->result->programs[i]);
  if (!s->result->program_count) {
    il_spot nowhere = {0};
    il_buf text = {0};
    il_buf_text(&text, "No program was found; nothing was checked.");
    push_notice(s, list, IL_NOTICE_NO_INTERRUPT, &text, nowhere, NULL);
  }
  for (size_t i = 0; i < s->result->gap_count; i++) {
    const il_gap *gap = &s->result->gaps[i];
    il_spot at = {.path = gap->source};
    il_buf text = {0};
    il_buf_printf(&text, "The unit '%s' was not seen completely: %s.",
                  gap->source, gap->why);
    push_notice(s, list, IL_NOTICE_INCOMPLETE, &text, at, NULL);
  }
  for (size_t i = 0; i < s->options->left_count; i++)
    push_left(s, list, &s->options->left[i]);
  return list;
}

static const char *exit_sentence(int code) {
  switch (code) {
  case 0:
    return "Nothing at or above the failure level.";
  case 1:
    return "Findings at or above the failure level.";
  case 3:
    return "The answer is incomplete.";
  default:
    return "The tool could not do its work.";
  }
}

static json_t *invocations(il_sarif *s) {
  json_t *list = il_json_array(s), *value = il_json_object(s);
  int code = s->options->exit_code;
  il_json_put(s, value, "executionSuccessful",
              json_boolean(code == 0 || code == 1));
  il_json_put(s, value, "exitCode", json_integer(code));
  il_json_put(s, value, "exitCodeDescription",
              il_json_text(s, exit_sentence(code)));
  il_json_put(s, value, "toolExecutionNotifications", notices(s));
  il_json_push(s, list, value);
  return list;
}

static json_t *base(il_sarif *s, const char *what) {
  json_t *value = il_json_object(s);
  il_json_put(s, value, "description", il_json_sentence(s, what));
  return value;
}

static json_t *bases(il_sarif *s) {
  json_t *value = il_json_object(s);
  il_json_put(s, value, IL_SARIF_SOURCES,
              base(s, "The folder that holds the driver's sources"));
  if (s->outside)
    il_json_put(s, value, IL_SARIF_OUTSIDE,
                base(s, "Headers of the compiler and the kits, and other files "
                        "outside the driver's sources"));
  return value;
}

static void note_all(il_sarif *s) {
  const il_result *result = s->result;
  for (size_t i = 0; i < result->finding_count; i++) {
    const il_finding *finding = &result->findings[i];
    il_sarif_note(s, finding->at.path, finding->function);
    if (finding->suppression)
      il_sarif_note(s, finding->suppressed_at.path, NULL);
    for (size_t k = 0; k < finding->step_count; k++)
      if (finding->steps[k].kind != IL_STEP_ADVICE)
        il_sarif_note(s, finding->steps[k].at.path, finding->steps[k].function);
  }
  for (size_t i = 0; i < result->program_count; i++) {
    const il_program_result *program = &result->programs[i];
    for (size_t k = 0; k < program->unknown_count; k++)
      il_sarif_note(s, program->unknown[k].at.path, NULL);
    for (size_t k = 0; k < program->unresolved_count; k++)
      il_sarif_note(s, program->unresolved[k].at.path, NULL);
    for (size_t k = 0; k < program->nograph_count; k++)
      il_sarif_note(s, NULL, program->nograph[k]);
  }
  for (size_t i = 0; i < result->gap_count; i++)
    il_sarif_note(s, result->gaps[i].source, NULL);
  for (size_t i = 0; i < s->options->left_count; i++)
    il_sarif_note(s, s->options->left[i].path, NULL);
  il_sarif_number(s);
}

static json_t *run(il_sarif *s) {
  json_t *value = il_json_object(s), *details = il_json_object(s);
  json_t *newlines = il_json_array(s);
  static const char *const line_ends[] = {"\r\n", "\n", "\r"};
  for (size_t i = 0; i < sizeof line_ends / sizeof line_ends[0]; i++)
    il_json_push(s, newlines, il_json_text(s, line_ends[i]));
  il_json_put(s, details, "id", il_json_text(s, "isrlint/"));
  il_json_put(s, value, "tool", tool(s));
  il_json_put(s, value, "automationDetails", details);
  il_json_put(s, value, "invocations", invocations(s));
  il_json_put(s, value, "originalUriBaseIds", bases(s));
  il_json_put(s, value, "artifacts", il_sarif_artifacts(s));
  il_json_put(s, value, "logicalLocations", il_sarif_functions(s));
  il_json_put(s, value, "results", il_sarif_results(s));
  il_json_put(s, value, "columnKind", il_json_text(s, "utf16CodeUnits"));
  il_json_put(s, value, "newlineSequences", newlines);
  il_json_put(s, value, "defaultSourceLanguage", il_json_text(s, "c"));
  il_json_put(s, value, "language", il_json_text(s, "en-US"));
  return value;
}

static bool write_log(FILE *out, il_sarif *s) {
  json_t *log = il_json_object(s), *runs = il_json_array(s);
  note_all(s);
  il_json_put(s, log, "$schema", il_json_text(s, SCHEMA));
  il_json_put(s, log, "version", il_json_text(s, "2.1.0"));
  il_json_push(s, runs, run(s));
  il_json_put(s, log, "runs", runs);
  bool good = !s->failed && json_dumpf(log, out,
                                       JSON_INDENT(2) | JSON_PRESERVE_ORDER |
                                           JSON_REAL_PRECISION(6)) == 0;
  json_decref(log);
  return good && fputc('\n', out) != EOF;
}

bool il_report_sarif(FILE *out, const il_result *result,
                     const il_report_options *options) {
  il_sarif s = {.result = result,
                .options = options,
                .sources = il_sources_new(options->root),
                .arena = il_arena_new(0)};
  bool good = s.sources && s.arena && write_log(out, &s);
  il_map_free(s.artifacts.map);
  il_map_free(s.functions.map);
  il_arena_free(s.arena);
  il_sources_free(s.sources);
  return fflush(out) == 0 && good;
}
