/* check.c - 'isrlint check' and 'isrlint analyze': units in, report out. */
#include "verbs.h"

#include "database.h"
#include "jobs.h"
#include "load.h"
#include "str.h"

#include "isrlint/report.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Whether the finding's place or one step of its way is in one of the files. */
static bool touches(const il_finding *finding, const strings *files) {
  for (size_t f = 0; f < files->count; f++) {
    const char *file = files->items[f];
    if (finding->at.path && strcmp(finding->at.path, file) == 0)
      return true;
    for (size_t i = 0; i < finding->step_count; i++) {
      const char *path = finding->steps[i].at.path;
      if (path && strcmp(path, file) == 0)
        return true;
    }
  }
  return false;
}

/* A header may be asked for, a source that is not compiled may not: no finding
 * would look like a clean file.  Returns how many there are. */
static size_t name_strangers(const options *opts, const database *db) {
  size_t strangers = 0;
  for (int i = 0; i < opts->file_count; i++) {
    const char *file = opts->files[i];
    if (is_folder(file) || !is_c_source(file))
      continue;
    char *full = path_absolute(file);
    bool found = false;
    for (size_t k = 0; k < db->count && !found; k++)
      found = strcmp(db->jobs[k].source, full) == 0;
    free(full);
    if (found)
      continue;
    remark("'%s' is not compiled according to '%s', so it was not checked",
           file, db->path);
    strangers++;
  }
  return strangers;
}

/* The FILE arguments as the facts write paths: relative to the root. */
static void relative_files(const options *opts, const char *root,
                           strings *files) {
  for (int i = 0; i < opts->file_count; i++) {
    if (is_folder(opts->files[i]))
      continue;
    char *full = path_absolute(opts->files[i]);
    size_t len = strlen(root);
    bool below = strncmp(full, root, len) == 0 && full[len] == '/';
    strings_add(files, below ? full + len + 1 : full);
    free(full);
  }
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
  errno = 0;
  FILE *out = fopen(unfinished, "wb");
  bool good = out && il_report_sarif(out, result, how);
  good = out && fclose(out) == 0 && good;
  if (good && !in_place)
    good = rename(unfinished, target) == 0;
  int code = good ? 0 : trouble("cannot write '%s': %s", path, reason());
  if (!good && out && !in_place)
    remove(unfinished);
  free(unfinished);
  free(target);
  return code;
}

/* What to end with, before --sarif had its chance to fail; 'missed' counts what
 * was to be checked and was not. */
static int verdict(const options *opts, const il_result *result,
                   size_t missed) {
  for (size_t i = 0; i < result->finding_count; i++)
    if (result->findings[i].severity >= opts->fail_on)
      return EXIT_FINDINGS;
  bool complete = missed == 0 && result->gap_count == 0;
  /* A routine without a body is as good as none. */
  size_t checked = 0;
  for (size_t i = 0; i < result->program_count; i++)
    checked += result->programs[i].interrupt_count &&
               result->programs[i].functions_at_dirql;
  return opts->strict && (!complete || checked == 0) ? EXIT_INCOMPLETE
                                                     : EXIT_CLEAN;
}

static int report(const options *opts, const units *u, const char *root,
                  const strings *files, size_t failed_units, size_t strangers) {
  il_error err = {0};
  il_knowledge *knowledge = il_knowledge_builtin(&err);
  if (!knowledge)
    return trouble("the tables of routines: line %u, column %u: %s", err.line,
                   err.column, err.message);
  il_options how = {.rules = il_str_of(opts->rules)};
  il_result *result = il_analyse(knowledge, u->inputs, u->count, &how, &err);
  if (!result) {
    il_knowledge_free(knowledge);
    return trouble("the analysis stopped: %s", err.message);
  }
  il_result shown = *result;
  il_finding *kept = NULL;
  if (files->count) {
    kept = need(calloc(result->finding_count + 1, sizeof *kept));
    shown.findings = kept;
    shown.finding_count = 0;
    for (size_t i = 0; i < result->finding_count; i++)
      if (touches(&result->findings[i], files))
        kept[shown.finding_count++] = result->findings[i];
  }
  int code = verdict(opts, &shown, failed_units + strangers);
  il_report_options paper = {.root = root,
                             .version = ISRLINT_VERSION,
                             .color = isatty(STDOUT_FILENO) != 0,
                             .verbose = opts->verbose,
                             .exit_code = code};
  if (!il_report_text(stdout, &shown, &paper) || fflush(stdout) != 0)
    code = trouble("cannot write to standard output: %s", strerror(errno));
  else if (opts->sarif) {
    int wrote = write_sarif(opts->sarif, &shown, &paper);
    if (wrote)
      code = wrote;
  }
  if (!opts->quiet) {
    if (failed_units)
      remark("%zu unit(s) could not be extracted and were not analysed",
             failed_units);
    if (u->without_facts)
      remark("%zu object(s) carry no facts and were not analysed",
             u->without_facts);
    il_report_summary(stderr, &shown, &paper);
  }
  free(kept);
  il_result_free(result);
  il_knowledge_free(knowledge);
  return code;
}

int verb_check(const options *opts) {
  database db;
  int code = database_open(&db, opts);
  job_result *results = NULL;
  if (code == 0)
    code = jobs_run(&db, opts, &results);
  if (code) {
    database_free(&db);
    return code;
  }
  units u = {0};
  strings files = {0};
  size_t failed = 0;
  for (size_t i = 0; code == 0 && i < db.count; i++) {
    if (!results[i].facts)
      failed++;
    else
      code = units_add_file(&u, results[i].facts, db.jobs[i].group);
  }
  if (code == 0 && u.count == 0)
    code = trouble("no unit could be extracted; run again with -v to see the "
                   "compiler's messages");
  if (code == 0) {
    relative_files(opts, db.root, &files);
    code = report(opts, &u, db.root, &files, failed, name_strangers(opts, &db));
  }
  strings_free(&files);
  units_free(&u);
  jobs_free(results, db.count);
  database_free(&db);
  return code;
}

/* Facts do not say which folder their paths are relative to: the one of the
 * working folder and its project that has the first unit's source. */
static char *sources_root(const units *u) {
  char *here = path_absolute(".");
  char *project = path_project(here);
  if (!project)
    return here;
  il_str source = il_facts_record(u->facts[0], 0)->u.unit_.source;
  char *path = text_printf("%s/%.*s", here, (int)source.len, source.ptr);
  bool found = is_file(path);
  free(path);
  free(found ? project : here);
  return found ? here : project;
}

int verb_analyze(const options *opts) {
  if (opts->file_count == 0)
    return trouble("name facts files, objects, archives or folders of facts");
  units u = {0};
  strings files = {0};
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
    code = report(opts, &u, root, &files, 0, 0);
    free(root);
  }
  units_free(&u);
  return code;
}
