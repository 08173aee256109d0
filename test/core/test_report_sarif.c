/* test_report_sarif.c - SARIF of results built by hand.
 *
 * With a folder as argument it only leaves a sample there: sources below
 * src/, and sample.sarif. */
#define _XOPEN_SOURCE 700

#include "report_sample.h"
#include "source.h"

#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <cmocka.h>
#include <jansson.h>

static json_t *sarif(const il_result *result, const il_report_options *options,
                     json_t **run_of) {
  char *text = run(il_report_sarif, result, options);
  json_error_t error;
  json_t *log = json_loads(text, JSON_REJECT_DUPLICATES, &error);
  if (!log)
    print_error("%s at %d:%d\n%s\n", error.text, error.line, error.column,
                text);
  assert_non_null(log);
  free(text);
  *run_of = json_array_get(json_object_get(log, "runs"), 0);
  assert_non_null(*run_of);
  return log;
}

/* The value at a path of keys and numbers: "results/0/ruleId". */
static json_t *at(json_t *value, const char *path) {
  il_str rest = il_str_of(path);
  while (rest.ptr && value) {
    il_str key = il_str_split(rest, '/', &rest);
    uint64_t index;
    if (il_str_u64(key, &index))
      value = json_array_get(value, (size_t)index);
    else
      value = json_object_getn(value, key.ptr, key.len);
  }
  return value;
}

static const char *text_at(json_t *value, const char *path) {
  const char *text = json_string_value(at(value, path));
  if (!text)
    print_error("no text at '%s'\n", path);
  assert_non_null(text);
  return text;
}

static long long number_at(json_t *value, const char *path) {
  json_t *number = at(value, path);
  if (!json_is_integer(number))
    print_error("no number at '%s'\n", path);
  assert_true(json_is_integer(number));
  return json_integer_value(number);
}

#define IS(path, wanted) assert_string_equal(text_at(value, path), wanted)
#define COUNTS(path, wanted) assert_int_equal(number_at(value, path), wanted)
#define HAS_NOT(path) assert_null(at(value, path))

static void sarif_describes_the_tool(void **state) {
  sample s;
  fill(&s);
  il_report_options options = {
      .root = root_of(state), .version = "1.2.3", .exit_code = 1};
  json_t *value, *log = sarif(&s.result, &options, &value);
  assert_string_equal(text_at(log, "version"), "2.1.0");
  IS("tool/driver/name", "isrlint");
  IS("tool/driver/semanticVersion", "1.2.3");
  IS("columnKind", "utf16CodeUnits");
  IS("automationDetails/id", "isrlint/");
  assert_true(json_is_true(at(value, "invocations/0/executionSuccessful")));
  COUNTS("invocations/0/exitCode", 1);
  HAS_NOT("originalUriBaseIds/%SRCROOT%/uri");
  assert_non_null(at(value, "originalUriBaseIds/%SRCROOT%/description"));
  HAS_NOT("originalUriBaseIds/%SYSROOT%");
  const il_rule_info *rule;
  for (size_t i = 0; (rule = il_rule_at(i)) != NULL; i++) {
    json_t *object = json_array_get(at(value, "tool/driver/rules"), i);
    assert_string_equal(text_at(object, "id"), rule->id);
    assert_int_equal(strncasecmp(text_at(object, "shortDescription/text"),
                                 rule->sentence, strlen(rule->sentence)),
                     0);
    assert_string_equal(text_at(object, "help/markdown"), rule->readme);
    assert_null(strstr(text_at(object, "help/text"), "```"));
    assert_null(strstr(text_at(object, "help/text"), "\nc\n"));
    /* The whole introduction of the README, cut where it is too long. */
    const char *full = text_at(object, "fullDescription/text");
    assert_true(strlen(full) <= 1024);
    assert_true(strlen(full) > strlen(rule->sentence));
    assert_null(strchr(full, '#'));
    assert_true(json_array_size(at(object, "properties/tags")) >= 2);
    if (strcmp(rule->id, "blocking-call") == 0)
      assert_string_equal(text_at(object, "name"), "BlockingCall");
  }
  assert_int_equal(json_array_size(at(value, "artifacts")), 3);
  IS("artifacts/0/location/uri", "src/isr.c");
  COUNTS("artifacts/0/length", (long long)strlen(ISR_C));
  IS("artifacts/0/roles/0", "resultFile");
  HAS_NOT("artifacts/1/roles");
  IS("logicalLocations/3/fullyQualifiedName", "Try@src/ops.c");
  IS("logicalLocations/3/name", "Try");
  json_decref(log);
}

static void sarif_tells_the_whole_way(void **state) {
  sample s;
  fill(&s);
  il_report_options options = {.root = root_of(state), .version = "1.2.3"};
  json_t *run_value, *log = sarif(&s.result, &options, &run_value);
  json_t *value = at(run_value, "results/1");
  IS("ruleId", "blocking-call");
  IS("level", "error");
  json_t *rules = at(run_value, "tool/driver/rules");
  assert_string_equal(
      text_at(json_array_get(rules, (size_t)number_at(value, "ruleIndex")),
              "id"),
      "blocking-call");
  IS("message/text",
     "Call to 'KeWaitForSingleObject' can block; reachable from interrupt "
     "routine 'HwInterrupt' (DIRQL). It is reached from the interrupt routine "
     "'[HwInterrupt](3)' by the path 'HwInterrupt -> Drain -> "
     "KeWaitForSingleObject'. Wait in 'HwDpc' instead.");
#define PLACE "locations/0/physicalLocation/"
  IS(PLACE "artifactLocation/uri", "src/queue.c");
  COUNTS(PLACE "artifactLocation/index", 2);
  /* 18 bytes before the call are 13 UTF-16 units. */
  COUNTS(PLACE "region/startLine", 3);
  COUNTS(PLACE "region/startColumn", 14);
  COUNTS(PLACE "region/endLine", 3);
  COUNTS(PLACE "region/endColumn", 14 + 21);
  IS(PLACE "region/snippet/text", "KeWaitForSingleObject");
  COUNTS(PLACE "contextRegion/startLine", 1);
  COUNTS(PLACE "contextRegion/endLine", 4);
  IS(PLACE "contextRegion/snippet/text", QUEUE_C "\n");
  IS("locations/0/logicalLocations/0/fullyQualifiedName", "Drain");
  assert_int_equal(json_array_size(at(value, "relatedLocations")), 4);
  COUNTS("relatedLocations/2/id", 3);
  IS("relatedLocations/2/message/text",
     "'HwInterrupt' is declared 'HW_INTERRUPT' here.");
  /* From the root inwards; what is only related is no step. */
  static const struct {
    const char *uri, *importance, *kind;
    int line, nesting;
  } steps[] = {{"src/isr.c", "essential", "enter", 3, 1},
               {"src/ops.c", "important", "value", 3, 1},
               {"src/isr.c", "important", "call", 6, 1},
               {"src/queue.c", "essential", "call", 3, 2}};
  json_t *flow = at(value, "codeFlows/0/threadFlows/0/locations");
  assert_int_equal(json_array_size(flow), 4);
  for (size_t i = 0; i < 4; i++) {
    value = json_array_get(flow, i);
    IS("location/physicalLocation/artifactLocation/uri", steps[i].uri);
    COUNTS("location/physicalLocation/region/startLine", steps[i].line);
    IS("importance", steps[i].importance);
    IS("kinds/0", steps[i].kind);
    COUNTS("nestingLevel", steps[i].nesting);
    COUNTS("executionOrder", (long long)i + 1);
    if (i != 1)
      IS("state/irql/text", "DIRQL");
    else
      HAS_NOT("state");
  }
  json_decref(log);
}

static void sarif_fingerprints(void **state) {
  sample s;
  fill(&s);
  il_report_options options = {.root = root_of(state)};
  json_t *value, *log = sarif(&s.result, &options, &value);
  json_t *prints = at(value, "results/1/partialFingerprints");
  assert_string_equal(
      json_string_value(json_object_get(prints, "isrlintIdentity/v1")),
      "00000000000000aa");
  assert_string_equal(
      json_string_value(json_object_get(prints, "isrlintCallChain/v1")),
      "00000000000000bb");
  char hash[IL_LINE_HASH_SIZE];
  il_sources *sources = il_sources_new(root_of(state));
  assert_true(
      il_source_line_hash(il_sources_get(sources, "src/queue.c"), 3, hash));
  il_sources_free(sources);
  assert_string_equal(text_at(prints, "primaryLocationLineHash"), hash);
  json_decref(log);
  /* No source, no line hash; the other two stay. */
  options.root = NULL;
  log = sarif(&s.result, &options, &value);
  prints = at(value, "results/1/partialFingerprints");
  assert_int_equal(json_object_size(prints), 2);
  HAS_NOT("results/1/locations/0/physicalLocation/contextRegion");
  HAS_NOT("results/1/locations/0/physicalLocation/region/snippet");
  COUNTS("results/1/locations/0/physicalLocation/region/startColumn", 19);
  COUNTS("results/1/locations/0/physicalLocation/region/endColumn", 20);
  HAS_NOT("artifacts/0/length");
  json_decref(log);
}

static void sarif_links_only_where_meant(void **state) {
  sample s;
  fill(&s);
  il_report_options options = {.root = root_of(state)};
  json_t *value, *log = sarif(&s.result, &options, &value);
  IS("results/0/message/text",
     "Work [x] (1) at 'DIRQL'. It is in the interrupt routine 'HwInterrupt' "
     "itself.");
  json_decref(log);
  s.findings[1].root = "a[b";
  log = sarif(&s.result, &options, &value);
  assert_non_null(strstr(text_at(value, "results/1/message/text"),
                         "from the interrupt routine 'a[b' by the path"));
  json_decref(log);
}

static void sarif_message_holds_what_has_no_place(void **state) {
  sample s;
  fill(&s);
  s.steps[3].at = spot(NULL, 0, 0);
  il_report_options options = {.root = root_of(state)};
  json_t *value, *log = sarif(&s.result, &options, &value);
  assert_non_null(strstr(text_at(value, "results/1/message/text"),
                         "'. 'SetOps' is never called. Wait in 'HwDpc'"));
  assert_int_equal(json_array_size(at(value, "results/1/relatedLocations")), 3);
  json_decref(log);
}

static void sarif_says_what_was_not_seen(void **state) {
  sample s;
  fill(&s);
  s.program.interrupt_count = 0;
  il_report_options options = {.root = root_of(state), .exit_code = 3};
  json_t *value, *log = sarif(&s.result, &options, &value);
  static const struct {
    const char *id, *level, *text;
  } wanted[] = {
      {"ISRN003", "warning",
       "No interrupt routine was found in program 'tiny'; nothing at DIRQL was "
       "checked."},
      {"ISRN002", "note",
       "Nothing is known about 'Alpha', so its calls were not checked in "
       "program 'tiny'. It is called 2 times, at most at 'DIRQL'."},
      {"ISRN002", "note",
       "Nothing is known about 'Beta', so its calls were not checked in "
       "program "
       "'tiny'. It is called 1 time."},
      {"ISRN001", "note",
       "The indirect call of '%ext.EXT:Done' was not resolved in program "
       "'tiny'; the routines behind it were not checked."},
      {"ISRN005", "note",
       "The flow of 'Try@src/ops.c' is not known; there is no verdict on its "
       "loops and locks."},
      {"ISRN004", "warning",
       "The unit 'src/ops.c' was not seen completely: 3 errors; bodies may "
       "lack "
       "statements."},
  };
  assert_true(json_is_false(at(value, "invocations/0/executionSuccessful")));
  json_t *list = at(value, "invocations/0/toolExecutionNotifications");
  json_t *kinds = at(value, "tool/driver/notifications");
  assert_int_equal(json_array_size(list), 6);
  for (size_t i = 0; i < 6; i++) {
    value = json_array_get(list, i);
    IS("descriptor/id", wanted[i].id);
    IS("level", wanted[i].level);
    IS("message/text", wanted[i].text);
    json_t *kind =
        json_array_get(kinds, (size_t)number_at(value, "descriptor/index"));
    assert_string_equal(text_at(kind, "id"), wanted[i].id);
  }
  value = json_array_get(list, 1);
  IS("locations/0/physicalLocation/artifactLocation/uri", "src/isr.c");
  value = json_array_get(list, 5);
  HAS_NOT("locations/0/physicalLocation/region");
  json_decref(log);
  s.result.program_count = 0;
  log = sarif(&s.result, &options, &value);
  IS("invocations/0/toolExecutionNotifications/0/message/text",
     "No program was found; nothing was checked.");
  json_decref(log);
}

static void sarif_keeps_paths_relative(void **state) {
  sample s;
  fill(&s);
  s.findings[0].at = spot("/home/me/a b/x.c", 1, 1);
  s.steps[0].at = spot("../x.c", 1, 1);
  s.steps[1].at = spot("<sys>/y:1.h", 1, 1);
  s.steps[2].at = spot("C:\\Users\\me\\..", 1, 1);
  s.findings[1].at = spot("src/\xC3\xA9%#\xFF.c", 1, 1);
  il_report_options options = {.root = root_of(state)};
  char *text = run(il_report_sarif, &s.result, &options);
  assert_null(strstr(text, "/home"));
  assert_null(strstr(text, "/tmp"));
  assert_null(strstr(text, "\"../"));
  free(text);
  json_t *value, *log = sarif(&s.result, &options, &value);
#define AT "physicalLocation/artifactLocation/"
  IS("results/0/locations/0/" AT "uri", "x.c");
  IS("results/0/locations/0/" AT "uriBaseId", "%SYSROOT%");
  IS("results/1/locations/0/" AT "uri", "src/%C3%A9%25%23%FF.c");
  IS("results/1/locations/0/" AT "uriBaseId", "%SRCROOT%");
  IS("results/1/relatedLocations/0/" AT "uri", "x.c");
  assert_int_equal(number_at(value, "results/1/relatedLocations/0/" AT "index"),
                   number_at(value, "results/0/locations/0/" AT "index"));
  IS("results/1/relatedLocations/1/" AT "uri", "y%3A1.h");
  /* Below a root a drive is a name like any other. */
  IS("results/1/relatedLocations/2/" AT "uri", "C%3A%5CUsers%5Cme%5C..");
  assert_non_null(at(value, "originalUriBaseIds/%SYSROOT%"));
  json_decref(log);
}

static void sarif_is_reproducible(void **state) {
  sample s;
  fill(&s);
  il_report_options options = {.root = root_of(state), .version = "1.2.3"};
  char *first = run(il_report_sarif, &s.result, &options);
  char *second = run(il_report_sarif, &s.result, &options);
  assert_string_equal(first, second);
  assert_null(strstr(first, "\"guid\""));
  assert_null(strstr(first, "TimeUtc"));
  free(first);
  free(second);
}

/* jansson takes its memory here; the countdown makes one allocation fail. */
static long allocations;
static void *failing_malloc(size_t size) {
  return allocations-- == 0 ? NULL : malloc(size);
}

static void sarif_survives_without_memory(void **state) {
  sample s;
  fill(&s);
  il_report_options options = {.root = root_of(state), .version = "1.2.3"};
  json_set_alloc_funcs(failing_malloc, free);
  allocations = -1;
  char *text = run(il_report_sarif, &s.result, &options);
  long needed = -1 - allocations;
  free(text);
  assert_true(needed > 500);
  for (long i = 0; i < needed; i += 7) {
    size_t size;
    FILE *out = open_memstream(&text, &size);
    allocations = i;
    bool good = il_report_sarif(out, &s.result, &options);
    fclose(out);
    free(text);
    if (good)
      print_error("allocation %ld of %ld\n", i, needed);
    assert_false(good);
  }
  json_set_alloc_funcs(malloc, free);
}

static int leave_sample(const char *target) {
  sample s;
  fill(&s);
  write_sources(target);
  il_report_options options = {
      .root = target, .version = "1.2.3", .exit_code = 1};
  char path[512];
  snprintf(path, sizeof path, "%s/sample.sarif", target);
  FILE *out = fopen(path, "wb");
  bool good = out && il_report_sarif(out, &s.result, &options);
  if (out && fclose(out) != 0)
    good = false;
  return good ? 0 : 1;
}

int main(int argc, char **argv) {
  if (argc == 2)
    return leave_sample(argv[1]);
#define TEST(function)                                                         \
  cmocka_unit_test_setup_teardown(function, folder_set_up, folder_tear_down)
  const struct CMUnitTest tests[] = {
      TEST(sarif_describes_the_tool),
      TEST(sarif_tells_the_whole_way),
      TEST(sarif_fingerprints),
      TEST(sarif_links_only_where_meant),
      TEST(sarif_message_holds_what_has_no_place),
      TEST(sarif_says_what_was_not_seen),
      TEST(sarif_keeps_paths_relative),
      TEST(sarif_is_reproducible),
      TEST(sarif_survives_without_memory),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
