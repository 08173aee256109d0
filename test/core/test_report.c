/* test_report.c - text, summary and sources, on results built by hand. */
#define _XOPEN_SOURCE 700

#include "report_sample.h"
#include "source.h"
#include "utf8.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void check(form *write, const il_result *result,
                  const il_report_options *options, const char *wanted) {
  char *text = run(write, result, options);
  assert_string_equal(text, wanted);
  free(text);
}

/* One finding without steps, and the options that go with it. */
static void check_one(const char *root, const il_finding *finding,
                      const char *wanted) {
  il_result result = {.findings = finding, .finding_count = 1};
  il_report_options options = {.root = root};
  check(il_report_text, &result, &options, wanted);
}

static il_finding finding_at(il_severity severity, il_spot at,
                             const char *message) {
  return (il_finding){.rule = il_rule_find(IL_STR("blocking-call")),
                      .severity = severity,
                      .at = at,
                      .message = message};
}

/* ---- text ------------------------------------------------------------- */

static void text_shows_the_whole_way(void **state) {
  sample s;
  fill(&s);
  s.result.findings = &s.findings[1];
  s.result.finding_count = 1;
  il_report_options options = {.root = root_of(state)};
  check(il_report_text, &s.result, &options,
        "src/queue.c:3:19: error: " MESSAGE " [isrlint-blocking-call]\n"
        "    3 |         x = \"\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80\"; "
        "KeWaitForSingleObject(&ext->Event);\n"
        "      |                      ^\n"
        "src/isr.c:6:2: note: 'Drain' is called from 'HwInterrupt' here\n"
        "    6 |         ext->Ops->Drain(ext);\n"
        "      |         ^\n"
        "src/ops.c:3:21: note: 'Drain' is stored in 'OPS:Drain' here\n"
        "    3 |   ext->Ops->Drain = Drain;\n"
        "      |                     ^\n"
        "src/isr.c:3:14: note: 'HwInterrupt' is declared 'HW_INTERRUPT' here\n"
        "    3 | HW_INTERRUPT HwInterrupt;\n"
        "      |              ^\n"
        "src/ops.c:2:6: note: 'SetOps' is never called\n"
        "    2 | void SetOps(EXT *ext) {\n"
        "      |      ^\n"
        "note: wait in 'HwDpc' instead\n");
}

/* Paths open from the working folder, whatever they count from. */
static void text_rebases_paths(void **state) {
  static const struct {
    const char *root, *here, *path, *shown;
  } cases[] = {
      {"/p", "/p", "src/x.c", "src/x.c"},
      {"/p", "/p/src", "src/x.c", "x.c"},
      {"/p", "/p/src", "srcs/x.c", "../srcs/x.c"},
      {"/p", "/p/test/one", "src/x.c", "../../src/x.c"},
      {"/p", "/p/test/one", "test/x.c", "../x.c"},
      {"/p/drv", "/p", "x.c", "drv/x.c"},
      {"/p/drv", "/p/other", "x.c", "../drv/x.c"},
      {"/p/drv", "/p/dr", "x.c", "../drv/x.c"},
      {"/p", "/q/r", "x.c", "/p/x.c"},
      {"/p", "/", "x.c", "p/x.c"},
      {"/", "/p", "p/x.c", "x.c"},
      {"/", "/p", "q/x.c", "/q/x.c"},
      {"/p", "/p/src", "<sys>/x.h", "<sys>/x.h"},
      {"/p", "/p/src", "/q/x.c", "/q/x.c"},
      {"/p", NULL, "src/x.c", "src/x.c"},
      {NULL, "/p/src", "src/x.c", "src/x.c"},
  };
  (void)state;
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    il_finding f = finding_at(IL_ERROR, spot(cases[i].path, 1, 2), "m");
    il_step step = {IL_STEP_CALL, f.at, "s", NULL, IL_LEVEL_UNKNOWN};
    f.steps = &step;
    f.step_count = 1;
    il_result result = {.findings = &f, .finding_count = 1};
    il_report_options options = {.root = cases[i].root, .here = cases[i].here};
    il_buf wanted = {0};
    il_buf_printf(&wanted,
                  "%s:1:2: error: m [isrlint-blocking-call]\n%s:1:2: note: "
                  "s\n",
                  cases[i].shown, cases[i].shown);
    check(il_report_text, &result, &options, wanted.ptr);
    il_buf_free(&wanted);
  }
}

static void text_uses_the_severity_as_word(void **state) {
  il_finding f = finding_at(IL_WARNING, spot("src/gone.c", 9, 4), "m");
  check_one(root_of(state), &f,
            "src/gone.c:9:4: warning: m [isrlint-blocking-call]\n");
  f.severity = IL_NOTE;
  check_one(root_of(state), &f,
            "src/gone.c:9:4: note: m [isrlint-blocking-call]\n");
  f.at = spot(NULL, 0, 0);
  check_one(root_of(state), &f, "note: m [isrlint-blocking-call]\n");
  f.at = spot("src/isr.c", 0, 0);
  check_one(root_of(state), &f, "src/isr.c: note: m [isrlint-blocking-call]\n");
}

static void text_colors_like_clang(void **state) {
  il_step step = {IL_STEP_ADVICE, {0}, "do", NULL, IL_LEVEL_UNKNOWN};
  il_finding f = finding_at(IL_ERROR, spot("src/isr.c", 3, 14), "m");
  f.steps = &step;
  f.step_count = 1;
  il_result result = {.findings = &f, .finding_count = 1};
  il_report_options options = {.root = root_of(state), .color = true};
  check(il_report_text, &result, &options,
        "\033[1msrc/isr.c:3:14: \033[0m\033[0;1;31merror: \033[0m\033[1mm "
        "[isrlint-blocking-call]\033[0m\n"
        "    3 | HW_INTERRUPT HwInterrupt;\n"
        "      | \033[0;1;32m             ^\033[0m\n"
        "\033[0;1;36mnote: \033[0mdo\n");
  f.severity = IL_WARNING;
  f.step_count = 0;
  options.root = NULL;
  check(il_report_text, &result, &options,
        "\033[1msrc/isr.c:3:14: \033[0m\033[0;1;35mwarning: \033[0m\033[1mm "
        "[isrlint-blocking-call]\033[0m\n");
}

static void text_lets_nothing_through_to_the_terminal(void **state) {
  il_finding f = finding_at(IL_ERROR, spot("src/hostile.c", 1, 16), "m");
  check_one(root_of(state), &f,
            "src/hostile.c:1:16: error: m [isrlint-blocking-call]\n"
            "    1 | a<U+001B>[31m;<FF><E6><BC>;<U+202E> b\n"
            "      |                                     ^\n");
  f = finding_at(IL_ERROR, spot("src/\x1B[2J\n.c", 1, 1),
                 "\x07"
                 "a\tb\xC2\x9B\xFE '\xC3\xA9'");
  check_one(root_of(state), &f,
            "src/<U+001B>[2J<U+000A>.c:1:1: error: <U+0007>a<U+0009>b<U+009B>"
            "<FE> '\xC3\xA9' [isrlint-blocking-call]\n");
}

static void text_places_the_caret(void **state) {
  const char *root = root_of(state);
  il_buf text = {0};
  il_buf_text(&text, "a\tb \t\n\n");
  for (int i = 0; i < 4097; i++)
    il_buf_byte(&text, 'x');
  write_file(root, "src/caret.c", il_buf_str(&text));
  il_buf_free(&text);
#define HEAD(at) "src/caret.c:" at ": error: m [isrlint-blocking-call]\n"
  il_finding f = finding_at(IL_ERROR, spot("src/caret.c", 1, 3), "m");
  check_one(root, &f,
            HEAD("1:3") "    1 | a       b\n"
                        "      |         ^\n");
  /* On the tab; in the blanks that are not shown; at the end of the line. */
  f.at.column = 2;
  check_one(root, &f,
            HEAD("1:2") "    1 | a       b\n"
                        "      |  ^\n");
  f.at.column = 6;
  check_one(root, &f,
            HEAD("1:6") "    1 | a       b       \n"
                        "      |                 ^\n");
  f.at = spot("src/caret.c", 2, 1);
  check_one(root, &f,
            HEAD("2:1") "    2 | \n"
                        "      | ^\n");
  /* Past the end of the line, past the last line, in a line too long. */
  f.at.column = 2;
  check_one(root, &f, HEAD("2:2"));
  f.at = spot("src/caret.c", 4, 1);
  check_one(root, &f, HEAD("4:1"));
  f.at = spot("src/caret.c", 3, 1);
  check_one(root, &f, HEAD("3:1"));
  f.at = spot("src/caret.c", 1, 0);
  check_one(root, &f, HEAD("1:0"));
  /* In the middle of a character: below the whole of it. */
  f.at = spot("src/queue.c", 3, 11);
  check_one(root, &f,
            "src/queue.c:3:11: error: m [isrlint-blocking-call]\n"
            "    3 |         x = \"\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80\"; "
            "KeWaitForSingleObject(&ext->Event);\n"
            "      |               ^\n");
}

/* ---- sources ---------------------------------------------------------- */

static void paths_stay_below_the_root(void **state) {
  (void)state;
  static const char *const good[] = {"a.c", "src/a.c", "..a/b..c", "<sys>/x.h"};
  static const char *const bad[] = {"",     "/a.c",    "../a.c",  "a/../b.c",
                                    "a/..", "a//b.c",  "./a.c",   "a/",
                                    "..",   "a/./b.c", "//host/a"};
  for (size_t i = 0; i < sizeof good / sizeof good[0]; i++)
    assert_true(il_path_is_inside(good[i]));
  for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
    assert_false(il_path_is_inside(bad[i]));
  assert_false(il_path_is_inside(NULL));
}

static void sources_are_plain_files_below_the_root(void **state) {
  char path[256], outside[256];
  const char *root = root_of(state);
  snprintf(path, sizeof path, "%s/src", root);
  il_sources *sources = il_sources_new(path);
  assert_non_null(il_sources_get(sources, "isr.c"));
  assert_ptr_equal(il_sources_get(sources, "isr.c"),
                   il_sources_get(sources, "isr.c"));
  snprintf(outside, sizeof outside, "%s/secret", root);
  write_file(root, "secret", IL_STR("secret\n"));
  assert_null(il_sources_get(sources, outside));
  assert_null(il_sources_get(sources, "../secret"));
  snprintf(path, sizeof path, "%s/src/link.c", root);
  assert_int_equal(symlink(outside, path), 0);
  assert_null(il_sources_get(sources, "link.c"));
  /* A neighbour whose name only begins like the root's is outside too. */
  snprintf(outside, sizeof outside, "%s/src-other", root);
  assert_int_equal(mkdir(outside, 0777), 0);
  write_file(root, "src-other/a.c", IL_STR("a\n"));
  snprintf(path, sizeof path, "%s/src/other", root);
  assert_int_equal(symlink(outside, path), 0);
  assert_null(il_sources_get(sources, "other/a.c"));
  /* So is one whose name is as long as the root's. */
  snprintf(outside, sizeof outside, "%s/far", root);
  assert_int_equal(mkdir(outside, 0777), 0);
  write_file(root, "far/a.c", IL_STR("a\n"));
  snprintf(path, sizeof path, "%s/src/far", root);
  assert_int_equal(symlink(outside, path), 0);
  assert_null(il_sources_get(sources, "far/a.c"));
  snprintf(path, sizeof path, "%s/src/inner.c", root);
  assert_int_equal(symlink("isr.c", path), 0);
  assert_non_null(il_sources_get(sources, "inner.c"));
  snprintf(path, sizeof path, "%s/src/pipe.c", root);
  assert_int_equal(mkfifo(path, 0666), 0);
  assert_null(il_sources_get(sources, "pipe.c"));
  assert_null(il_sources_get(sources, "."));
  assert_null(il_sources_get(sources, NULL));
  /* A hole of the largest size but one byte is not read. */
  write_file(root, "src/large.c", IL_STR(""));
  snprintf(path, sizeof path, "%s/src/large.c", root);
  assert_int_equal(truncate(path, (off_t)IL_SOURCE_MAX + 1), 0);
  assert_null(il_sources_get(sources, "large.c"));
  il_sources_free(sources);
  sources = il_sources_new(NULL);
  assert_null(il_sources_get(sources, "src/isr.c"));
  il_sources_free(sources);
  il_sources_free(NULL);
}

static void lines_end_in_three_ways(void **state) {
  const char *root = root_of(state);
  write_file(root, "src/lines.c", IL_STR("a\r\nb\rc\n\r\r\n"));
  il_sources *sources = il_sources_new(root);
  const il_source *source = il_sources_get(sources, "src/lines.c");
  static const char *const wanted[] = {"a", "b", "c", "", "", ""};
  assert_int_equal(il_source_lines(source), 6);
  for (size_t i = 0; i < 6; i++) {
    il_str line = il_source_line(source, i + 1);
    assert_non_null(line.ptr);
    assert_true(il_str_is(line, wanted[i]));
  }
  assert_null(il_source_line(source, 0).ptr);
  assert_null(il_source_line(source, 7).ptr);
  il_sources_free(sources);
}

static void check_hashes(const char *root, il_str text,
                         const char *const *wanted, size_t count) {
  write_file(root, "src/hash.c", text);
  il_sources *sources = il_sources_new(root);
  il_source *source = il_sources_get(sources, "src/hash.c");
  char hash[IL_LINE_HASH_SIZE];
  assert_int_equal(il_source_lines(source), count);
  for (size_t i = 0; i < count; i++) {
    assert_true(il_source_line_hash(source, i + 1, hash));
    assert_string_equal(hash, wanted[i]);
  }
  assert_false(il_source_line_hash(source, 0, hash));
  assert_false(il_source_line_hash(source, count + 1, hash));
  il_sources_free(sources);
}

static void line_hashes_are_those_of_the_service(void **state) {
  const char *root = root_of(state);
  static const char *const empty[] = {"c129715d7a2bc9a3:1"};
  check_hashes(root, IL_STR(""), empty, 1);
  static const char *const four[] = {"271789c17abda88f:1", "54703d4cd895b18:1",
                                     "180aee12dab6264:1", "a23a3dc5e078b07b:1"};
  check_hashes(root, IL_STR(" a\nb\n  \t\tc\n d"), four, 4);
  /* Line ends do not matter, blanks neither. */
  check_hashes(root, IL_STR("a\r\nb\rc\r\nd\t"), four, 4);
  /* Equal lines that are followed by equal text are counted: after 100 units
   * the rest does not matter. */
  il_buf text = {0};
  for (int i = 0; i < 102; i++)
    il_buf_text(&text, "x\n");
  write_file(root, "src/many.c", il_buf_str(&text));
  il_buf_free(&text);
  il_sources *sources = il_sources_new(root);
  il_source *source = il_sources_get(sources, "src/many.c");
  char first[IL_LINE_HASH_SIZE], later[IL_LINE_HASH_SIZE];
  assert_true(il_source_line_hash(source, 1, first));
  assert_true(il_source_line_hash(source, 53, later));
  assert_int_equal(strcspn(first, ":"), strcspn(later, ":"));
  assert_memory_equal(first, later, strcspn(first, ":"));
  assert_string_equal(strchr(first, ':'), ":1");
  assert_string_equal(strchr(later, ':'), ":53");
  assert_true(il_source_line_hash(source, 54, later));
  assert_string_equal(strchr(later, ':'), ":1");
  il_sources_free(sources);
}

static void broken_text_is_repaired_like_everywhere(void **state) {
  (void)state;
  const struct {
    il_str text;
    const char *repaired;
    size_t units;
  } cases[] = {
#define R "\xEF\xBF\xBD"
      {IL_STR("a\xC3\xA9"), "a\xC3\xA9", 2},
      {IL_STR("\xF0\x9F\x98\x80"), "\xF0\x9F\x98\x80", 2},
      {IL_STR("\xF0\x9F\x98"), R, 1},
      {IL_STR("\xE6\xBCz"), R "z", 2},
      {IL_STR("\xED\xA0\x80"), R R R, 3},
      {IL_STR("\xC0\x80"), R R, 2},
      {IL_STR("\xF4\x90\x80\x80"), R R R R, 4},
      {IL_STR("\xE0\x9F\x80"), R R R, 3},
      {IL_STR("\xFF"), R, 1},
  };
  for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
    il_buf out = {0};
    il_utf8_repair(&out, cases[i].text);
    assert_string_equal(out.ptr, cases[i].repaired);
    assert_int_equal(il_utf8_units(cases[i].text), cases[i].units);
    il_buf_free(&out);
  }
}

/* ---- summary ---------------------------------------------------------- */

static void summary_names_what_was_not_seen(void **state) {
  (void)state;
  sample s;
  fill(&s);
  il_report_options options = {0};
  check(il_report_summary, &s.result, &options,
        "checked 3 units, 7 functions, in 1 program\n"
        "program 'tiny': 3 units, 7 functions (3 reached, 2 at DIRQL)\n"
        "  interrupt routine: HwInterrupt\n"
        "  2 of 41 external routines unknown: Alpha, Beta\n"
        "  1 indirect call not resolved: %ext.EXT:Done (src/queue.c:3:2)\n"
        "  no verdict on loops and locks in 1 function without a graph: "
        "Try@src/ops.c\n"
        "incomplete: src/ops.c: 3 errors; bodies may lack statements\n"
        "2 findings: 1 error, 1 warning, 0 notes; not everything was seen, see "
        "above\n");
}

static void clean(sample *s) {
  fill(s);
  s->result.finding_count = s->result.gap_count = 0;
  s->program.unknown_count = s->program.unresolved_count = 0;
  s->program.nograph_count = 0;
}

static void summary_names_what_was_left_out(void **state) {
  (void)state;
  sample s;
  clean(&s);
  const il_left left[] = {{IL_LEFT_FAILED, "src/gone.c", 1},
                          {IL_LEFT_CXX, "src/a.cpp", 1},
                          {IL_LEFT_CXX, "/q/b.cc", 1},
                          {IL_LEFT_BARE, "lib.a", 3},
                          {IL_LEFT_NAMED, "src/c.c", 1}};
  il_report_options options = {.root = "/p",
                               .here = "/p/src",
                               .left = left,
                               .left_count = sizeof left / sizeof *left};
  check(il_report_summary, &s.result, &options,
        "checked 3 units, 7 functions, in 1 program\n"
        "program 'tiny': 3 units, 7 functions (3 reached, 2 at DIRQL)\n"
        "  interrupt routine: HwInterrupt\n"
        "incomplete: 1 unit could not be extracted and was not analysed: "
        "gone.c\n"
        "incomplete: 2 C++ sources were passed over: a.cpp, /q/b.cc\n"
        "incomplete: 3 objects carry no facts and were not analysed: "
        "../lib.a\n"
        "incomplete: 1 named file is not compiled and was not checked: c.c\n"
        "0 findings; not everything was seen, see above\n");
}

/* Callees that are not known leave the answer complete, and are still named. */
static void summary_tells_gaps_from_open_calls(void **state) {
  (void)state;
  sample s;
  fill(&s);
  s.result.finding_count = s.result.gap_count = 0;
  il_report_options options = {0};
  char *text = run(il_report_summary, &s.result, &options);
  assert_non_null(strstr(text, "\n0 findings; 3 callees not known, 1 function "
                               "without a graph, see above\n"));
  free(text);
  s.program.unknown_count = s.program.unresolved_count = 0;
  text = run(il_report_summary, &s.result, &options);
  assert_non_null(
      strstr(text, "\n0 findings; 1 function without a graph, see above\n"));
  free(text);
  /* Whatever else there is to say. */
  s.result.gap_count = 1;
  s.program.interrupt_count = 0;
  text = run(il_report_summary, &s.result, &options);
  assert_non_null(strstr(text, "because none was checked; not everything was "
                               "seen, see above\n"));
  free(text);
}

static void summary_tells_all_when_asked(void **state) {
  (void)state;
  sample s;
  fill(&s);
  il_report_options options = {.verbose = true};
  check(il_report_summary, &s.result, &options,
        "checked 3 units, 7 functions, in 1 program\n"
        "program 'tiny': 3 units, 7 functions (3 reached, 2 at DIRQL)\n"
        "  interrupt routine: HwInterrupt\n"
        "  called by Windows:\n"
        "    DPC routine 'HwDpc' at DISPATCH_LEVEL: 'HwDpc' is handed over "
        "here (src/isr.c:3:1)\n"
        "    interrupt routine 'HwInterrupt' at DIRQL: 'HwInterrupt' is "
        "declared here (src/isr.c:3:14)\n"
        "  2 of 41 external routines unknown\n"
        "    'Alpha', 2 calls, at DIRQL, first src/isr.c:6:2\n"
        "    'Beta', 1 call, first src/ops.c:3:3\n"
        "  1 indirect call not resolved\n"
        "    '%ext.EXT:Done', 1 call, at DIRQL, first src/queue.c:3:2\n"
        "  no verdict on loops and locks in 1 function without a graph: "
        "Try@src/ops.c\n"
        "incomplete: src/ops.c: 3 errors; bodies may lack statements\n"
        "2 findings: 1 error, 1 warning, 0 notes; not everything was seen, see "
        "above\n");
}

static void summary_of_nothing_is_not_clean(void **state) {
  (void)state;
  sample s;
  il_report_options options = {0};
  clean(&s);
  char *text = run(il_report_summary, &s.result, &options);
  assert_null(strstr(text, "warning"));
  assert_non_null(strstr(text, "\n0 findings\n"));
  free(text);
  s.program.root_count = 1;
  s.program.interrupt_count = s.program.functions_at_dirql = 0;
  check(il_report_summary, &s.result, &options,
        "checked 3 units, 7 functions, in 1 program\n"
        "warning: no interrupt routine found in program 'tiny': nothing at "
        "DIRQL was checked\n"
        "program 'tiny': 3 units, 7 functions (3 reached, 0 at DIRQL)\n"
        "0 findings; this says nothing about interrupt routines, because none "
        "was checked\n");
  /* Named, but its body is not among the units. */
  s.program.root_count = 2;
  s.program.interrupt_count = 1;
  text = run(il_report_summary, &s.result, &options);
  assert_non_null(strstr(text, "warning: no body of an interrupt routine found "
                               "in program 'tiny': nothing at DIRQL was "
                               "checked\n"));
  assert_non_null(strstr(text, "0 findings; this says nothing about"));
  free(text);
  /* One program of two. */
  il_program_result two[] = {s.program, s.program};
  two[1].functions_at_dirql = 1;
  s.result.programs = two;
  s.result.program_count = 2;
  text = run(il_report_summary, &s.result, &options);
  assert_non_null(strstr(text, "\n0 findings; 1 of 2 programs not checked at "
                               "DIRQL\n"));
  free(text);
  s.result.program_count = 0;
  check(il_report_summary, &s.result, &options,
        "checked 3 units, 7 functions, in 0 programs\n"
        "warning: no program found: nothing was checked\n"
        "0 findings; no program found, so nothing was checked\n");
}

static void summary_fits_a_screen(void **state) {
  (void)state;
  sample s;
  clean(&s);
  char names[10][8];
  il_unknown many[10];
  il_gap gaps[10];
  for (unsigned i = 0; i < 10; i++) {
    snprintf(names[i], sizeof names[i], "U%u", i);
    many[i] = (il_unknown){names[i], 1, IL_LEVEL_UNKNOWN, spot(NULL, 0, 0)};
    gaps[i] = (il_gap){i, names[i], "1 error"};
  }
  s.program.unknown = many;
  s.program.unknown_count = 10;
  s.result.gaps = gaps;
  s.result.gap_count = 10;
  il_report_options options = {0};
  char *text = run(il_report_summary, &s.result, &options);
  assert_non_null(strstr(text, "  10 of 41 external routines unknown: U0, U1, "
                               "U2, U3, U4, U5, U6, U7, and 2 more (-v lists "
                               "all)\n"));
  assert_non_null(strstr(text, "incomplete: U7: 1 error\n"
                               "incomplete: 2 more (-v lists all)\n"));
  free(text);
  options.verbose = true;
  text = run(il_report_summary, &s.result, &options);
  assert_non_null(strstr(text, "'U9', 1 call\n"));
  assert_non_null(strstr(text, "incomplete: U9: 1 error\n"));
  assert_null(strstr(text, "more"));
  free(text);
}

static void summary_names_another_port_model(void **state) {
  (void)state;
  sample s;
  clean(&s);
  il_report_options options = {0};
  s.program.model = IL_PORT_SCSIPORT;
  s.program.model_routine = "PortInit\x1B";
  char *text = run(il_report_summary, &s.result, &options);
  assert_non_null(strstr(text, "\n  SCSI port program: Storport's own rules do "
                               "not apply (calls 'PortInit<U+001B>')\n"));
  free(text);
  s.program.model = IL_PORT_OTHER;
  text = run(il_report_summary, &s.result, &options);
  assert_non_null(strstr(text, "\n  program of another port model: "));
  free(text);
  s.program.model = IL_PORT_UNKNOWN;
  s.program.model_routine = NULL;
  text = run(il_report_summary, &s.result, &options);
  assert_non_null(strstr(text, "the port model is not known\n"));
  free(text);
}

/* ---- all forms -------------------------------------------------------- */

static void every_form_says_when_it_cannot_write(void **state) {
  sample s;
  fill(&s);
  il_report_options options = {.root = root_of(state)};
  const il_format *form_at;
  size_t count = 0;
  for (; (form_at = il_format_at(count)) != NULL; count++) {
    FILE *full = fopen("/dev/full", "w");
    assert_non_null(full);
    assert_false(form_at->write(full, &s.result, &options));
    fclose(full);
    assert_ptr_equal(il_format_find(il_str_of(form_at->name)), form_at);
  }
  assert_int_equal(count, 3);
  assert_ptr_equal(il_format_find(IL_STR("sarif"))->write, il_report_sarif);
  assert_null(il_format_find(IL_STR("sari")));
  assert_null(il_format_at(SIZE_MAX));
}

int main(void) {
#define TEST(function)                                                         \
  cmocka_unit_test_setup_teardown(function, folder_set_up, folder_tear_down)
  const struct CMUnitTest tests[] = {
      TEST(text_shows_the_whole_way),
      TEST(text_rebases_paths),
      TEST(text_uses_the_severity_as_word),
      TEST(text_colors_like_clang),
      TEST(text_lets_nothing_through_to_the_terminal),
      TEST(text_places_the_caret),
      TEST(paths_stay_below_the_root),
      TEST(sources_are_plain_files_below_the_root),
      TEST(lines_end_in_three_ways),
      TEST(line_hashes_are_those_of_the_service),
      TEST(broken_text_is_repaired_like_everywhere),
      TEST(summary_names_what_was_not_seen),
      TEST(summary_names_what_was_left_out),
      TEST(summary_tells_gaps_from_open_calls),
      TEST(summary_tells_all_when_asked),
      TEST(summary_of_nothing_is_not_clean),
      TEST(summary_fits_a_screen),
      TEST(summary_names_another_port_model),
      TEST(every_form_says_when_it_cannot_write),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
