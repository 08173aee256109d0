/* test_knowledge_tables.c - what the tables built in say.
 *
 * 'test_knowledge_tables --conflicts' prints the list that
 * rules/api/conflicts.txt holds: run it after a change of the tables, and read
 * the difference. */
#include "isrlint/knowledge.h"
#include "str.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define S(text) il_str_of(text)
#define assert_text(str, expected) assert_true(il_str_is((str), (expected)))

static il_knowledge *builtin(void) {
  il_error err = {0};
  il_knowledge *k = il_knowledge_builtin(&err);
  if (!k)
    fail_msg("%u:%u: %s", err.line, err.column, err.message);
  return k;
}

static const il_routine *routine_of(const il_knowledge *k, const char *name) {
  const il_routine *routine = il_knowledge_routine(k, S(name));
  assert_non_null(routine);
  return routine;
}

static void test_limits(void **state) {
  (void)state;
  il_knowledge *k = builtin();
  const il_routine *text = routine_of(k, "RtlStringCbPrintfA");
  assert_int_equal(text->limit, IL_LIMIT_DIRQL);
  assert_int_equal(il_routine_standing(text, IL_DISPATCH_LEVEL),
                   IL_CALLEE_GOOD);
  assert_int_equal(il_routine_standing(text, IL_DIRQL), IL_CALLEE_BAD);
  const il_routine *list = routine_of(k, "StorPortInterlockedPushEntrySList");
  assert_int_equal(list->limit, IL_LIMIT_NOTE);
  assert_int_equal(il_routine_standing(list, IL_DIRQL), IL_CALLEE_NOTED);
  assert_int_equal(il_routine_standing(list, IL_DISPATCH_LEVEL),
                   IL_CALLEE_GOOD);
  assert_true(il_row_get(*list->limit_row, "reason").len > 0);
  const il_routine *processor =
      routine_of(k, "StorPortGetCurrentProcessorNumber");
  assert_int_equal(il_routine_standing(processor, IL_DIRQL), IL_CALLEE_NOTED);
  assert_int_equal(routine_of(k, "StorPortAllocatePool")->limit,
                   IL_LIMIT_PLAIN);
  il_knowledge_free(k);
}

/* ---- what the tables say ------------------------------------------------- */

static void test_wait_rows_have_a_condition(void **state) {
  (void)state;
  il_knowledge *k = builtin();
  const il_table *blocking = il_knowledge_table_named(k, "blocking.tsv");
  const il_table *blocks = il_knowledge_table_named(k, "blocks.tsv");
  size_t waits = 0;
  for (size_t i = 0; i < il_table_row_count(blocking); i++) {
    il_row row = il_table_row(blocking, i);
    il_str kind = il_row_get(row, "kind");
    if (!il_str_is(kind, "wait") && !il_str_is(kind, "sleep"))
      continue;
    bool found = false;
    waits++;
    for (size_t j = 0; j < il_table_row_count(blocks) && !found; j++)
      found = il_str_eq(il_row_get(il_table_row(blocks, j), "name"),
                        il_row_get(row, "name"));
    if (!found)
      fail_msg("'%.*s' has no row in blocks.tsv",
               (int)il_row_get(row, "name").len, il_row_get(row, "name").ptr);
  }
  assert_true(waits >= 70);
  static const char *const expected[][2] = {
      {"KeWaitForSingleObject", "(|| (== %4 #0) (!= (* %4) #0))"},
      {"KeWaitForMultipleObjects", "(|| (== %6 #0) (!= (* %6) #0))"},
      {"StorPortWaitForSingleObject", "(|| (== %3 #0) (!= (* %3) #0))"},
      {"ZwWaitForSingleObject", "(|| (== %2 #0) (!= (* %2) #0))"},
      {"KeDelayExecutionThread", "#1"},
      {"KeReleaseSemaphore", "(!= %3 #0)"},
      {"ExAcquireResourceExclusiveLite", "(!= %1 #0)"},
      {"StorPortDelayExecution", "#0"},
      {"DlWaitForSingleObject", "?"},
      {"IoReleaseRemoveLockAndWaitEx", "#1"}, /* by alias */
  };
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
    assert_text(routine_of(k, expected[i][0])->blocks_when, expected[i][1]);
  assert_int_equal(routine_of(k, "ZwCreateFile")->blocks_when.len, 0);
  assert_int_equal(routine_of(k, "ExReleaseFastMutex")->blocks_when.len, 0);
  assert_text(routine_of(k, "StorPortIssueDpc")->work, "defer");
  assert_int_equal(
      il_routine_standing(routine_of(k, "StorPortIssueDpc"), IL_DIRQL),
      IL_CALLEE_GOOD);
  assert_false(il_routine_known(routine_of(k, "StorPortGetPfns")));
  il_knowledge_free(k);
}

/* Every row that states a level is answered with the level of a row of that
 * name, or of the name it is an alias of. */
static void test_every_level_is_answered(void **state) {
  (void)state;
  static const char *const files[] = {"irql.tsv", "blocking.tsv",
                                      "storport.tsv", "known.tsv"};
  il_knowledge *k = builtin();
  for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
    const il_table *table = il_knowledge_table_named(k, files[f]);
    size_t stated = 0;
    for (size_t i = 0; i < il_table_row_count(table); i++) {
      il_row row = il_table_row(table, i);
      il_level level;
      if (!il_level_parse(il_row_get(row, "max_irql"), &level))
        continue;
      stated++;
      il_str name = il_row_get(row, "name");
      const il_routine *routine = il_knowledge_routine(k, name);
      if (!routine || routine->max_level == IL_LEVEL_UNKNOWN)
        fail_msg("'%.*s' has no level", (int)name.len, name.ptr);
      il_row rows[32];
      bool same = false;
      il_str from = routine->alias.len ? routine->alias : name;
      size_t count = il_knowledge_rows(k, from, rows, 32);
      for (size_t r = 0; r < count && !same; r++)
        same = il_str_is(il_row_get(rows[r], "max_irql"),
                         il_level_name(routine->max_level));
      if (!same)
        fail_msg("no row of '%.*s' states %s", (int)from.len, from.ptr,
                 il_level_name(routine->max_level));
    }
    printf("%s: %zu rows, %zu with a level\n", files[f],
           il_table_row_count(table), stated);
    assert_true(stated > 0);
  }
  il_knowledge_free(k);
}

/* ---- conflicts ------------------------------------------------------------
 */

static const char *const level_files[] = {"blocking.tsv", "storport.tsv",
                                          "irql.tsv", "known.tsv"};
enum { LEVEL_FILES = sizeof level_files / sizeof *level_files };

static int by_name(const void *a, const void *b) {
  const il_routine *const *left = a, *const *right = b;
  return il_str_cmp((*left)->name, (*right)->name);
}

/* Of the imported tables that state levels. */
static void list_counts(const il_knowledge *k, il_buf *out) {
  static const char *const files[] = {"blocking.tsv", "storport.tsv",
                                      "irql.tsv", "known.tsv", "callbacks.tsv"};
  for (size_t f = 0; f < sizeof files / sizeof *files; f++) {
    const il_table *table = il_knowledge_table_named(k, files[f]);
    size_t levels = 0;
    for (size_t i = 0; i < il_table_row_count(table); i++)
      levels += il_row_get(il_table_row(table, i), "max_irql").len > 0;
    il_buf_printf(out, "table\t%s\t%zu rows\t%zu with a level\n", files[f],
                  il_table_row_count(table), levels);
  }
}

/* A line when rows of the routine state different levels, or when rows of one
 * table state one and none. */
static void list_conflict(const il_knowledge *k, const il_routine *routine,
                          il_buf *out) {
  il_row rows[64];
  il_str first = {NULL, 0};
  bool conflict = false;
  size_t count = il_knowledge_rows(k, routine->name, rows, 64);
  il_buf line = {0};
  il_buf_printf(&line, "conflict\t%.*s\tuses %s\t", (int)routine->name.len,
                routine->name.ptr, il_level_name(routine->max_level));
  const char *separator = "";
  for (size_t f = 0; f < LEVEL_FILES; f++) {
    bool stated = false, empty = false;
    for (size_t r = 0; r < count && r < 64; r++) {
      if (!il_str_is(il_table_name(rows[r].table), level_files[f]))
        continue;
      il_str level = il_row_get(rows[r], "max_irql");
      stated |= level.len > 0;
      empty |= level.len == 0;
      if (level.len && first.len && !il_str_eq(first, level))
        conflict = true;
      if (level.len)
        first = level;
      il_buf_printf(&line, "%s%s=%.*s", separator, level_files[f],
                    (int)(level.len ? level.len : 4),
                    level.len ? level.ptr : "none");
      separator = " ";
    }
    conflict |= stated && empty;
  }
  il_buf_byte(&line, '\n');
  if (conflict)
    il_buf_add(out, il_buf_str(&line));
  il_buf_free(&line);
}

/* A root's normal level outside the range that the page of its role gives. */
static void list_root_conflicts(const il_knowledge *k, il_buf *out) {
  size_t count;
  const il_root_row *roots = il_knowledge_roots(k, &count);
  for (size_t i = 0; i < count; i++) {
    il_row rows[16];
    size_t found = il_knowledge_rows(k, roots[i].role, rows, 16);
    for (size_t r = 0; r < found && r < 16; r++) {
      il_level low, high;
      if (il_str_is(il_table_name(rows[r].table), "callbacks.tsv") &&
          il_level_parse(il_row_get(rows[r], "min_irql"), &low) &&
          il_level_parse(il_row_get(rows[r], "max_irql"), &high) &&
          (roots[i].level < low || roots[i].level > high))
        il_buf_printf(out, "root\t%.*s\tuses %s\tcallbacks.tsv=%s..%s\n",
                      (int)roots[i].role.len, roots[i].role.ptr,
                      il_level_name(roots[i].level), il_level_name(low),
                      il_level_name(high));
    }
  }
}

static void list_conflicts(const il_knowledge *k, il_buf *out) {
  size_t count = il_knowledge_routine_count(k);
  const il_routine **routines = malloc((count + 1) * sizeof *routines);
  if (!routines)
    return;
  for (size_t i = 0; i < count; i++)
    routines[i] = il_knowledge_routine_at(k, i);
  qsort(routines, count, sizeof *routines, by_name);
  list_counts(k, out);
  for (size_t i = 0; i < count; i++)
    list_conflict(k, routines[i], out);
  list_root_conflicts(k, out);
  free(routines);
}

static il_buf read_whole(const char *folder, const char *name) {
  char path[1024];
  il_buf text = {0};
  snprintf(path, sizeof path, "%s/%s", folder, name);
  FILE *file = fopen(path, "rb");
  if (!file)
    fail_msg("%s: cannot be opened", path);
  char piece[4096];
  for (size_t got; (got = fread(piece, 1, sizeof piece, file)) > 0;)
    il_buf_add(&text, (il_str){piece, got});
  fclose(file);
  return text;
}

static void test_conflicts_are_those_listed(void **state) {
  (void)state;
  il_knowledge *k = builtin();
  il_buf now = {0}, listed = read_whole(IL_API_DIR, "conflicts.txt");
  list_conflicts(k, &now);
  if (!il_str_eq(il_buf_str(&now), il_buf_str(&listed))) {
    printf("%.*s", (int)now.len, now.ptr);
    fail_msg("rules/api/conflicts.txt differs from the list above; read the "
             "difference, then 'test_knowledge_tables --conflicts' "
             "makes it anew");
  }
  il_buf_free(&now);
  il_buf_free(&listed);
  il_knowledge_free(k);
}

static bool ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* No table of the folder is missing from the program, or older there. */
static void test_folder_is_built_in(void **state) {
  (void)state;
  size_t count, files = 0;
  const il_table_text *tables = il_knowledge_builtin_tables(&count);
  DIR *folder = opendir(IL_API_DIR);
  assert_non_null(folder);
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (!ends_with(entry->d_name, ".tsv"))
      continue;
    files++;
    bool found = false;
    for (size_t i = 0; i < count; i++) {
      if (strcmp(tables[i].name, entry->d_name) != 0)
        continue;
      found = true;
      il_buf text = read_whole(IL_API_DIR, entry->d_name);
      if (!il_str_eq(tables[i].text, il_buf_str(&text)))
        fail_msg("'%s' built in differs from the file", entry->d_name);
      il_buf_free(&text);
    }
    if (!found)
      fail_msg("'%s' is not built in", entry->d_name);
  }
  closedir(folder);
  assert_int_equal(files, count);
}

/* ---- roots ----------------------------------------------------------------
 */

static void test_roles(void **state) {
  (void)state;
  static const struct {
    const char *role;
    il_level level;
    bool interrupt;
  } expected[] = {
      {"HW_INTERRUPT", IL_DIRQL, true},
      {"HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE", IL_DIRQL, true},
      {"KSERVICE_ROUTINE", IL_DIRQL, true},
      {"KMESSAGE_SERVICE_ROUTINE", IL_DIRQL, true},
      {"STOR_SYNCHRONIZED_ACCESS", IL_DIRQL, false},
      {"KSYNCHRONIZE_ROUTINE", IL_DIRQL, false},
      {"HW_INITIALIZE", IL_DIRQL, false},
      {"HW_BUILDIO", IL_DISPATCH_LEVEL, false},
      {"HW_STARTIO", IL_DISPATCH_LEVEL, false},
      {"HW_TIMER", IL_DISPATCH_LEVEL, false},
      {"HW_TIMER_EX", IL_DISPATCH_LEVEL, false},
      {"HW_RESET_BUS", IL_DISPATCH_LEVEL, false},
      {"HW_STATE_CHANGE", IL_DISPATCH_LEVEL, false},
      {"HW_DPC_ROUTINE", IL_DISPATCH_LEVEL, false},
      {"KDEFERRED_ROUTINE", IL_DISPATCH_LEVEL, false},
      {"HW_FIND_ADAPTER", IL_PASSIVE_LEVEL, false},
      {"VIRTUAL_HW_FIND_ADAPTER", IL_PASSIVE_LEVEL, false},
      {"HW_ADAPTER_CONTROL", IL_PASSIVE_LEVEL, false},
      {"HW_UNIT_CONTROL", IL_PASSIVE_LEVEL, false},
      {"HW_PASSIVE_INITIALIZE_ROUTINE", IL_PASSIVE_LEVEL, false},
      {"HW_FREE_ADAPTER_RESOURCES", IL_PASSIVE_LEVEL, false},
      {"HW_PROCESS_SERVICE_REQUEST", IL_PASSIVE_LEVEL, false},
      {"HW_COMPLETE_SERVICE_IRP", IL_PASSIVE_LEVEL, false},
      {"HW_INITIALIZE_TRACING", IL_PASSIVE_LEVEL, false},
      {"HW_CLEANUP_TRACING", IL_PASSIVE_LEVEL, false},
      {"HW_TRACING_ENABLED", IL_PASSIVE_LEVEL, false},
      {"HW_WORKITEM", IL_PASSIVE_LEVEL, false},
      {"STOR_THREAD_START_ROUTINE", IL_PASSIVE_LEVEL, false},
      {"sp_DRIVER_INITIALIZE", IL_PASSIVE_LEVEL, false},
      {"DRIVER_INITIALIZE", IL_PASSIVE_LEVEL, false},
  };
  il_knowledge *k = builtin();
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    const il_root_row *root = il_knowledge_role(k, S(expected[i].role));
    if (!root || root->level != expected[i].level ||
        root->is_interrupt != expected[i].interrupt)
      fail_msg("'%s' has no row as expected", expected[i].role);
    assert_true(root->title.len > 0);
  }
  assert_text(il_knowledge_role(k, S("HW_INTERRUPT"))->title,
              "interrupt routine");
  assert_text(il_knowledge_role(k, S("HW_STARTIO"))->locks, "StartIo");
  assert_text(il_knowledge_pointer(k, S("PHW_INTERRUPT"))->role,
              "HW_INTERRUPT");
  assert_null(il_knowledge_pointer(k, S("HW_INTERRUPT")));
  assert_text(il_knowledge_entry(k, S("DriverEntry"))->role,
              "DRIVER_INITIALIZE");
  assert_null(il_knowledge_entry(k, S("HwInterrupt")));
  /* Only rows of dump mode: no root. */
  assert_null(il_knowledge_role(k, S("KBUGCHECK_CALLBACK_ROUTINE")));
  assert_null(il_knowledge_role(k, S("HW_NOTHING")));
  size_t count, stops = 0;
  const il_root_row *roots = il_knowledge_roots(k, &count);
  for (size_t i = 0; i < count; i++) {
    if (!il_str_is(roots[i].value, "#1=ScsiStopAdapter"))
      continue;
    stops++;
    assert_int_equal(roots[i].parameter, 1);
    assert_int_equal(roots[i].level, IL_DIRQL);
    assert_text(roots[i].locks, "Interrupt");
  }
  assert_int_equal(stops, 1);
  il_knowledge_free(k);
}

static void assert_member(const il_knowledge *k, const char *record,
                          const char *field, const char *role) {
  const il_member_row *member = il_knowledge_member(k, S(record), S(field));
  if (!role) {
    assert_null(member);
    return;
  }
  if (!member || !il_str_is(member->role, role))
    fail_msg("'%s.%s' does not give '%s'", record, field, role);
}

static void test_members(void **state) {
  (void)state;
  il_knowledge *k = builtin();
  assert_member(k, "HW_INITIALIZATION_DATA", "HwInterrupt", "HW_INTERRUPT");
  assert_member(k, "_HW_INITIALIZATION_DATA", "HwInterrupt", "HW_INTERRUPT");
  assert_member(k, "_HW_INITIALIZATION_DATA", "HwUnitControl",
                "HW_UNIT_CONTROL");
  assert_member(k, "_VIRTUAL_HW_INITIALIZATION_DATA", "HwFindAdapter",
                "VIRTUAL_HW_FIND_ADAPTER");
  assert_member(k, "_PORT_CONFIGURATION_INFORMATION", "HwMSInterruptRoutine",
                "HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE");
  assert_member(k, "_IO_CONNECT_INTERRUPT_LINE_BASED_PARAMETERS",
                "ServiceRoutine", "KSERVICE_ROUTINE");
  assert_member(k, "_HW_INITIALIZATION_DATA", "HwContext", NULL);
  assert_member(k, "MY_DATA", "HwInterrupt", NULL);
  assert_member(k, "", "HwInterrupt", NULL);
  assert_member(k, "_HW_INITIALIZATION_DATA;HW", "HwInterrupt", NULL);
  /* HwInitialize to HwUnitControl, every one of them. */
  size_t count, physical = 0;
  const il_member_row *members = il_knowledge_members(k, &count);
  for (size_t i = 0; i < count; i++)
    physical += il_str_is(members[i].record,
                          "HW_INITIALIZATION_DATA;_HW_INITIALIZATION_DATA");
  assert_int_equal(physical, 14);
  il_knowledge_free(k);
}

/* Levels and pairs: each routine that takes is there with one that gives back.
 */
static void test_locks(void **state) {
  (void)state;
  static const struct {
    const char *takes, *condition, *gives;
    il_level level;
  } expected[] = {
      {"StorPortAcquireSpinLock", "(== %1 #3=InterruptLock)",
       "StorPortReleaseSpinLock", IL_DIRQL},
      {"StorPortAcquireSpinLock", "(== %1 #2=StartIoLock)",
       "StorPortReleaseSpinLock", IL_DISPATCH_LEVEL},
      {"StorPortAcquireMSISpinLock", "", "StorPortReleaseMSISpinLock",
       IL_DIRQL},
      {"KeAcquireSpinLockRaiseToDpc", "", "KeReleaseSpinLock",
       IL_DISPATCH_LEVEL},
      {"KeAcquireInterruptSpinLock", "", "KeReleaseInterruptSpinLock",
       IL_DIRQL},
  };
  il_knowledge *k = builtin();
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    bool found = false;
    const il_lock_row *row = NULL;
    while ((row = il_knowledge_next_lock(k, S(expected[i].takes), row)))
      found |= row->acquires && row->level == expected[i].level &&
               il_str_is(row->condition, expected[i].condition);
    row = il_knowledge_next_lock(k, S(expected[i].gives), NULL);
    if (!found || !row || row->acquires)
      fail_msg("no pair of '%s' as expected", expected[i].takes);
  }
  il_knowledge_free(k);
}

static void test_targets(void **state) {
  (void)state;
  static const struct {
    const char *routine, *condition;
    uint32_t parameter;
    const char *role;
  } expected[] = {
      {"StorPortInitializeDpc", "", 2, "HW_DPC_ROUTINE"},
      {"StorPortSynchronizeAccess", "", 1, "STOR_SYNCHRONIZED_ACCESS"},
      {"StorPortEnablePassiveInitialization", "", 1,
       "HW_PASSIVE_INITIALIZE_ROUTINE"},
      {"StorPortQueueWorkItem", "", 1, "HW_WORKITEM"},
      {"StorPortRequestTimer", "", 2, "HW_TIMER_EX"},
      {"StorPortCreateSystemThread", "", 1, "STOR_THREAD_START_ROUTINE"},
      {"StorPortNotification", "(== %0 #6=RequestTimerCall)", 2, "HW_TIMER"},
      {"StorPortNotification", "(== %0 #4097=InitializeDpc)", 3,
       "HW_DPC_ROUTINE"},
      {"IoConnectInterrupt", "", 1, "KSERVICE_ROUTINE"},
      {"PsCreateSystemThread", "", 5, "KSTART_ROUTINE"},
  };
  il_knowledge *k = builtin();
  for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
    bool found = false;
    il_str routine = S(expected[i].routine);
    const il_target_row *row = NULL;
    while ((row = il_knowledge_next_target(k, routine, row)) != NULL)
      found |= row->parameter == expected[i].parameter &&
               il_str_is(row->role, expected[i].role) &&
               il_str_is(row->condition, expected[i].condition);
    if (!found)
      fail_msg("no row of '%s' as expected", expected[i].routine);
  }
  size_t rows = 0;
  const il_target_row *row = NULL;
  il_str notification = S("StorPortNotification");
  while ((row = il_knowledge_next_target(k, notification, row)) != NULL)
    rows++;
  assert_int_equal(rows, 3);
  assert_null(il_knowledge_next_target(k, S("KeSetEvent"), NULL));
  il_knowledge_free(k);
}

static void test_ports_and_watches(void **state) {
  (void)state;
  il_knowledge *k = builtin();
  assert_text(il_knowledge_port(k, S("StorPortInitialize"))->model, "storport");
  assert_text(il_knowledge_port(k, S("ScsiPortInitialize"))->model, "scsiport");
  assert_text(il_knowledge_port(k, S("NdisMRegisterMiniportDriver"))->model,
              "other");
  assert_text(il_knowledge_port(k, S("WdfDriverCreate"))->words,
              "a WDF driver");
  assert_null(il_knowledge_port(k, S("DriverEntry")));
  size_t count, seen = 0;
  const il_watch_row *watches = il_knowledge_watches(k, &count);
  for (size_t i = 0; i < count; i++) {
    const il_watch_row *watch = &watches[i];
    seen += watch->kind == IL_WATCH_MACRO &&
            (il_str_is(watch->name, "PAGED_CODE") ||
             il_str_is(watch->name, "_IRQL_requires_max_") ||
             il_str_is(watch->name, "__drv_maxIRQL") ||
             il_str_is(watch->name, "_Function_class_"));
    seen += watch->kind == IL_WATCH_PRAGMA &&
            ((il_str_is(watch->name, "warning") &&
              il_str_is(watch->argument, "suppress")) ||
             il_str_is(watch->name, "prefast") ||
             il_str_is(watch->name, "alloc_text") ||
             il_str_is(watch->name, "code_seg"));
    seen +=
        watch->kind == IL_WATCH_ANNOTATION && il_str_is(watch->name, "sal:");
    seen +=
        watch->kind == IL_WATCH_COMMENT && il_str_is(watch->name, "isrlint:");
  }
  assert_int_equal(seen, 10);
  il_knowledge_free(k);
}

/* ---- rows ------------------------------------------------------------------
 */

static void test_rows_of_a_name(void **state) {
  (void)state;
  il_knowledge *k = builtin();
  il_row rows[16];
  size_t count = il_knowledge_rows(k, S("KeWaitForSingleObject"), rows, 16);
  bool irql = false, blocking = false, blocks = false;
  for (size_t i = 0; i < count; i++) {
    il_str file = il_table_name(rows[i].table);
    irql |= il_str_is(file, "irql.tsv");
    blocking |= il_str_is(file, "blocking.tsv");
    blocks |= il_str_is(file, "blocks.tsv");
    assert_int_equal(il_row_get(rows[i], "no such column").len, 0);
    assert_true(il_row_get(rows[i], "page").len > 0);
    assert_true(
        il_str_eq(il_row_cell(rows[i], il_table_column_count(rows[i].table)),
                  (il_str){NULL, 0}));
  }
  assert_true(irql && blocking && blocks);
  il_row first;
  assert_int_equal(il_knowledge_rows(k, S("KeWaitForSingleObject"), &first, 1),
                   count);
  assert_int_equal(il_knowledge_rows(k, S("Nothing"), rows, 16), 0);
  assert_true(il_knowledge_rows(k, S("HW_INTERRUPT"), rows, 16) >= 2);
  assert_null(il_knowledge_table_named(k, "nothing.tsv"));
  assert_null(il_table_row(il_knowledge_table(k, 0), 1u << 20).table);
  assert_null(il_knowledge_table(k, il_knowledge_table_count(k)));
  il_knowledge_free(k);
}

int main(int argc, char **argv) {
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_limits),
      cmocka_unit_test(test_wait_rows_have_a_condition),
      cmocka_unit_test(test_every_level_is_answered),
      cmocka_unit_test(test_conflicts_are_those_listed),
      cmocka_unit_test(test_folder_is_built_in),
      cmocka_unit_test(test_roles),
      cmocka_unit_test(test_members),
      cmocka_unit_test(test_locks),
      cmocka_unit_test(test_targets),
      cmocka_unit_test(test_ports_and_watches),
      cmocka_unit_test(test_rows_of_a_name),
  };
  if (argc == 2 && strcmp(argv[1], "--conflicts") == 0) {
    il_knowledge *k = il_knowledge_builtin(NULL);
    il_buf list = {0};
    if (!k)
      return 2;
    list_conflicts(k, &list);
    fwrite(list.ptr, 1, list.len, stdout);
    il_buf_free(&list);
    il_knowledge_free(k);
    return 0;
  }
  return cmocka_run_group_tests(tests, NULL, NULL);
}
