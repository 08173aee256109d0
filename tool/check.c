/* check.c - 'isrlint check' and 'isrlint analyze': units in, report out. */
#include "verbs.h"

#include "database.h"
#include "jobs.h"
#include "load.h"
#include "show.h"
#include "stop.h"
#include "str.h"

#include "isrlint/report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* What was to be checked and was not. */
typedef struct missed {
  il_left *items;
  strings paths; /* that the items point to */
  size_t count;
} missed;

static void missed_add(missed *list, il_left_kind kind, const char *root,
                       const char *path) {
  size_t len = strlen(root);
  char *full = path_absolute(path);
  bool below = strncmp(full, root, len) == 0 && full[len] == '/';
  strings_add(&list->paths, below ? full + len + 1 : full);
  free(full);
  list->items =
      need(realloc(list->items, (list->count + 1) * sizeof *list->items));
  /* The texts stay where they are while the list of them grows. */
  list->items[list->count] = (il_left){
      .kind = kind, .path = list->paths.items[list->count], .count = 1};
  list->count++;
}

static void missed_free(missed *list) {
  free(list->items);
  strings_free(&list->paths);
}

/* No finding in a file that is not part of the program would look like a clean
 * file.  Returns 0, or an exit code when none of the arguments is part. */
static int name_strangers(const database *db, const job_result *results,
                          missed *list) {
  const limits *wanted = &db->limits;
  size_t count = wanted->given.count, strangers = 0;
  bool *found = need(calloc(count + 1, sizeof *found));
  for (size_t i = 0; i < db->count; i++)
    limits_mark(wanted, db->jobs[i].source, found);
  for (size_t i = 0; i < db->count; i++)
    if (results[i].facts && memchr(found, false, count))
      limits_mark_read(wanted, results[i].facts, found);
  for (size_t i = 0; i < count; i++)
    strangers += !found[i];
  int code = 0;
  if (count && strangers == count)
    code = trouble("'%s'%s not compiled according to '%s', so nothing was "
                   "checked; name a file of the program, or none",
                   wanted->given.items[0],
                   count == 1 ? " is" : " and the other names are", db->path);
  for (size_t i = 0; code == 0 && i < count; i++) {
    if (found[i])
      continue;
    remark("'%s' is not compiled according to '%s', so it was not checked",
           wanted->given.items[i], db->path);
    missed_add(list, IL_LEFT_NAMED, db->root, wanted->given.items[i]);
  }
  free(found);
  return code;
}

static const char *reason(void) {
  return errno ? strerror(errno) : "out of memory";
}

/* A file appears whole or not at all; what is no file (a pipe, a device) is
 * written as it stands, and a link leads to what it names. */
static int write_sarif(const char *path, const il_result *result,
                       const il_report_options *how) {
  char *target = is_file(path) ? realpath(path, NULL) : need(strdup(path));
  bool in_place = !target || (access(path, F_OK) == 0 && !is_file(path));
  char *unfinished = in_place
                         ? need(strdup(path))
                         : text_printf("%s.%ld.tmp", target, (long)getpid());
  stop held;
  if (!in_place)
    stop_hold(&held);
  errno = 0;
  FILE *out = fopen(unfinished, "wb");
  bool good = out && il_report_sarif(out, result, how);
  good = out && fclose(out) == 0 && good;
  if (good && !in_place)
    good = rename(unfinished, target) == 0;
  int code = good ? 0 : trouble("cannot write '%s': %s", path, reason());
  if (!good && out && !in_place)
    remove(unfinished);
  if (!in_place)
    stop_release(&held);
  free(unfinished);
  free(target);
  return code;
}

/* What to end with, before --sarif had its chance to fail. */
static int verdict(const options *opts, const il_result *result,
                   size_t missed_count) {
  for (size_t i = 0; i < result->finding_count; i++)
    if (!result->findings[i].suppression &&
        result->findings[i].severity >= opts->fail_on)
      return EXIT_FINDINGS;
  bool complete = missed_count == 0 && result->gap_count == 0;
  /* A routine without a body is as good as none. */
  size_t checked = 0;
  for (size_t i = 0; i < result->program_count; i++)
    checked += result->programs[i].interrupt_count &&
               result->programs[i].functions_at_dirql;
  return opts->strict && (!complete || checked == 0) ? EXIT_INCOMPLETE
                                                     : EXIT_CLEAN;
}

static int print(const options *opts, const il_result *shown,
                 const il_report_options *paper) {
  int code = paper->exit_code;
  errno = 0;
  if (!il_report_text(stdout, shown, paper))
    code = trouble("cannot write to standard output: %s", reason());
  else if (opts->sarif) {
    int wrote = write_sarif(opts->sarif, shown, paper);
    if (wrote)
      code = wrote;
  }
  if (!opts->quiet)
    il_report_summary(stderr, shown, paper);
  return code;
}

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void time_step(const options *opts, const char *step, double *since) {
  double now = seconds();
  if (opts->timings)
    fprintf(stderr, "%-8s %7.3f s\n", step, now - *since);
  *since = now;
}

/* What to do with a result; 'root' is the folder that its paths count from. */
typedef int use_result(const options *opts, const il_result *result,
                       const char *root, const limits *wanted,
                       const missed *left);

static int analyse(const options *opts, const units *u, const char *root,
                   const limits *wanted, const missed *left, bool view,
                   use_result *use) {
  double since = seconds();
  il_error err = {0};
  il_knowledge *knowledge = il_knowledge_builtin(&err);
  if (!knowledge)
    return trouble("the tables of routines: line %u, column %u: %s", err.line,
                   err.column, err.message);
  time_step(opts, "tables", &since);
  il_options how = {.rules = il_str_of(opts->rules),
                    .view = view,
                    .files = wanted->given.count != 0};
  il_result *result = il_analyse(knowledge, u->inputs, u->count, &how, &err);
  time_step(opts, "analyse", &since);
  int code = result ? use(opts, result, root, wanted, left)
                    : trouble("the analysis stopped: %s", err.message);
  time_step(opts, "report", &since);
  il_result_free(result);
  il_knowledge_free(knowledge);
  return code;
}

static int report(const options *opts, const il_result *result,
                  const char *root, const limits *wanted, const missed *left) {
  il_result shown = *result;
  il_finding *kept = need(calloc(result->finding_count + 1, sizeof *kept));
  shown.findings = kept;
  shown.finding_count = 0;
  for (size_t i = 0; i < result->finding_count; i++)
    if (limits_touch(wanted, root, &result->findings[i]))
      kept[shown.finding_count++] = result->findings[i];
  /* Both without links, so that the way from one to the other is right. */
  char *real = realpath(root, NULL), *here = getcwd(NULL, 0);
  il_report_options paper = {
      .root = real ? real : root,
      .here = real ? here : NULL,
      .left = left->items,
      .left_count = left->count,
      .version = ISRLINT_VERSION,
      .color = opts->color < 0 ? isatty(STDOUT_FILENO) != 0 : opts->color,
      .suppressed = opts->suppressed,
      .verbose = opts->verbose,
      .exit_code = verdict(opts, &shown, left->count)};
  int code = print(opts, &shown, &paper);
  free(real);
  free(here);
  free(kept);
  return code;
}

/* Brings the units up to date, analyses them, and hands on the result. */
static int run(const options *opts, bool view, use_result *use) {
  double since = seconds();
  database db;
  int code = database_open(&db, opts);
  job_result *results = NULL;
  if (code == 0)
    code = jobs_run(&db, opts, &results);
  time_step(opts, "extract", &since);
  if (code) {
    database_free(&db);
    return code;
  }
  units u = {0};
  missed left = {0};
  for (size_t i = 0; code == 0 && i < db.count; i++) {
    if (!results[i].facts)
      missed_add(&left, IL_LEFT_FAILED, db.root, db.jobs[i].source);
    else
      code = units_add_file(&u, results[i].facts, db.jobs[i].group);
  }
  for (size_t i = 0; i < db.passed.count; i++)
    missed_add(&left, IL_LEFT_CXX, db.root, db.passed.items[i]);
  if (code == 0 && u.count == 0)
    code = trouble("no unit could be extracted; run again with -v to see the "
                   "compiler's messages");
  if (code == 0)
    code = name_strangers(&db, results, &left);
  time_step(opts, "load", &since);
  if (code == 0)
    code = analyse(opts, &u, db.root, &db.limits, &left, view, use);
  missed_free(&left);
  units_free(&u);
  jobs_free(results, db.count);
  database_free(&db);
  return code;
}

int verb_check(const options *opts) { return run(opts, false, report); }

/* ---- looking instead of reading ---- */

static int show_tree(const options *opts, const il_result *result,
                     const il_report_options *paper, char *const *words,
                     size_t count) {
  size_t found = opts->dot ? il_show_graph(stdout, result, words, count)
                           : il_show_tree(stdout, result, paper, words, count);
  if (found == SIZE_MAX)
    return trouble("out of memory");
  if (found || !count)
    return EXIT_CLEAN;
  return trouble("'%s' is no function that runs in any of the programs; "
                 "'isrlint why %s' says more",
                 words[0], words[0]);
}

static int show_why(const il_result *result, const il_report_options *paper,
                    char *const *words, size_t count) {
  if (count != 1)
    return trouble("name one function");
  size_t told = il_show_why(stdout, result, paper, words[0]);
  if (told == SIZE_MAX)
    return trouble("out of memory");
  if (told)
    return EXIT_CLEAN;
  return trouble("no function '%s' has its body in the units that were read",
                 words[0]);
}

static int show_why_not(const il_result *result, const il_report_options *paper,
                        char *const *words, size_t count) {
  uint64_t line;
  const char *colon = count == 1 ? strrchr(words[0], ':') : NULL;
  if (!colon || !il_str_u64(il_str_of(colon + 1), &line) || !line ||
      line > UINT32_MAX)
    return trouble("name one place, as FILE:LINE");
  il_str file = {words[0], (size_t)(colon - words[0])};
  while (file.len > 2 && strncmp(file.ptr, "./", 2) == 0)
    file = (il_str){file.ptr + 2, file.len - 2};
  if (il_show_why_not(stdout, result, paper, file, (uint32_t)line))
    return EXIT_CLEAN;
  return trouble("no function that was read has code at '%s'", words[0]);
}

static int show(const options *opts, const il_result *result, const char *root,
                const limits *wanted, const missed *left) {
  (void)wanted;
  (void)left;
  char *real = realpath(root, NULL), *here = getcwd(NULL, 0);
  il_report_options paper = {.root = real ? real : root,
                             .here = real ? here : NULL,
                             .verbose = opts->verbose};
  char *const *words = opts->words;
  size_t count = (size_t)opts->word_count;
  int code = strcmp(opts->verb, "tree") == 0
                 ? show_tree(opts, result, &paper, words, count)
             : strcmp(opts->verb, "why") == 0
                 ? show_why(result, &paper, words, count)
                 : show_why_not(result, &paper, words, count);
  free(real);
  free(here);
  return code;
}

/* Names of functions and places stand beside those of folders. */
static int run_show(const options *opts) {
  options without = *opts;
  without.files = need(calloc((size_t)opts->file_count + 1, sizeof(char *)));
  without.words = need(calloc((size_t)opts->file_count + 1, sizeof(char *)));
  without.file_count = without.word_count = 0;
  for (int i = 0; i < opts->file_count; i++)
    if (access(opts->files[i], F_OK) == 0)
      without.files[without.file_count++] = opts->files[i];
    else
      without.words[without.word_count++] = opts->files[i];
  int code = run(&without, true, show);
  free(without.files);
  free(without.words);
  return code;
}

int verb_tree(const options *opts) { return run_show(opts); }
int verb_why(const options *opts) { return run_show(opts); }
int verb_why_not(const options *opts) { return run_show(opts); }

/* Whether a unit's source is there when paths count from this folder. */
static bool has_sources(const units *u, const char *root) {
  bool found = false;
  for (size_t i = 0; i < u->count && !found; i++) {
    il_str source = il_facts_record(u->facts[i], 0)->u.unit_.source;
    char *path = text_printf("%s/%.*s", root, (int)source.len, source.ptr);
    found = is_file(path);
    free(path);
  }
  return found;
}

/* Facts do not say which folder their paths are relative to: what a check wrote
 * beside them, or the one of the working folder and its project that has their
 * sources. */
static char *sources_root(const units *u) {
  if (u->root)
    return need(strdup(u->root));
  char *here = path_absolute(".");
  char *project = path_project(here);
  if (!project || has_sources(u, here) || !has_sources(u, project)) {
    free(project);
    return here;
  }
  free(here);
  return project;
}

int verb_analyze(const options *opts) {
  if (opts->file_count == 0)
    return trouble("name facts files, objects, archives or folders of facts");
  units u = {0};
  limits all = {0};
  missed left = {0};
  int code = 0;
  for (int i = 0; code == 0 && i < opts->file_count; i++) {
    const char *path = opts->files[i];
    /* Objects named together are what a linker would be given: one program. */
    bool facts = path_ends_in(path, ".facts");
    code = is_folder(path) ? units_add_folder(&u, path)
                           : units_add_file(&u, path, facts ? "" : "link");
  }
  if (code == 0 && u.count == 0)
    code = trouble("none of the files carries facts");
  if (code == 0) {
    char *root = sources_root(&u);
    for (size_t i = 0; i < u.bare.count; i++)
      missed_add(&left, IL_LEFT_BARE, root, u.bare.items[i]);
    code = analyse(opts, &u, root, &all, &left, false, report);
    free(root);
  }
  missed_free(&left);
  units_free(&u);
  return code;
}
