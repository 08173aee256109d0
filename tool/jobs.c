/* jobs.c - runs the extractor and keeps what it wrote.
 *
 * The cache is decided by content, never by time: the name of a facts file is
 * a hash of the command, the compiler's environment, the root and the
 * extractor; beside it stands X.deps, which lists every file that was read with
 * the hash of its content, with '+' those that were only found, and with '-'
 * those that were looked for and not there.  X.messages has what the compiler
 * said, if anything. */
#include "jobs.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <xxhash.h>

#include "isrlint/facts.h"

#include "last.h"
#include "map.h"
#include "stop.h"
#include "str.h"

extern char **environ;

static char *hex(XXH128_hash_t hash) {
  return text_printf("%016llx%016llx", (unsigned long long)hash.high64,
                     (unsigned long long)hash.low64);
}

/* Hashes of files already looked at: units share most of their headers. */
typedef struct hashes {
  il_arena *arena;
  il_map *index;
  strings values;
} hashes;

/* The hash of a file's content, empty when it cannot be read. */
static const char *hash_file(hashes *known, const char *path) {
  uint32_t at;
  if (!il_map_get(known->index, il_str_of(path), &at)) {
    il_str text;
    const char *why;
    char *value;
    if (read_file(path, &text, &why)) {
      value = hex(XXH3_128bits(text.ptr, text.len));
      free((char *)text.ptr);
    } else {
      value = need(strdup(""));
    }
    at = (uint32_t)known->values.count;
    strings_add(&known->values, value);
    free(value);
    il_str key = il_arena_copy(known->arena, il_str_of(path));
    need((void *)key.ptr);
    if (!il_map_put(known->index, key, at))
      need(NULL);
  }
  return known->values.items[at];
}

static bool as_marked(hashes *known, il_str mark, const char *path) {
  if (il_str_is(mark, "+") || il_str_is(mark, "-"))
    return (access(path, F_OK) == 0) == (mark.ptr[0] == '+');
  return il_str_eq(mark, il_str_of(hash_file(known, path)));
}

/* Whether every file that the unit was made from is as it was. */
static bool fresh(hashes *known, const char *deps) {
  il_str text;
  const char *why;
  if (!read_file(deps, &text, &why))
    return false;
  bool same = false;
  il_str rest = text;
  if (il_str_is(il_str_split(rest, '\n', &rest), "isrlint-deps 2")) {
    same = true;
    while (same && rest.len) {
      il_str path, mark = il_str_split(rest, '\n', &rest);
      mark = il_str_split(mark, ' ', &path);
      char *name = text_printf("%.*s", (int)path.len, path.ptr ? path.ptr : "");
      same = path.len && as_marked(known, mark, name);
      free(name);
    }
  }
  free((char *)text.ptr);
  return same;
}

/* Whether a facts file can be read: a machine that lost power may leave an
 * empty one. */
static bool readable(const char *path) {
  il_str text;
  const char *why;
  if (!read_file(path, &text, &why))
    return false;
  il_error err = {0};
  il_facts *facts = il_facts_read(text, &err);
  il_facts_free(facts);
  free((char *)text.ptr);
  return facts != NULL;
}

/* The extractor to use: isrlint-extract-<major> beside this program. */
static int find_extractor(const options *opts, char **found) {
  char *top = install_folder();
  char *bin = text_printf("%s/bin", top);
  static const char name[] = "isrlint-extract-";
  int best = 0, code = 0;
  DIR *dir = opendir(bin);
  if (dir) {
    for (struct dirent *entry; (entry = readdir(dir));) {
      if (strncmp(entry->d_name, name, sizeof name - 1) != 0)
        continue;
      char *end;
      long major = strtol(entry->d_name + sizeof name - 1, &end, 10);
      /* A link that was interrupted leaves a file that cannot be run. */
      char *path = text_printf("%s/%s", bin, entry->d_name);
      if (*end == '\0' && major > best && access(path, X_OK) == 0 &&
          (opts->clang == 0 || major == opts->clang))
        best = (int)major;
      free(path);
    }
    closedir(dir);
  }
  if (best)
    *found = text_printf("%s/%s%d", bin, name, best);
  else if (opts->clang)
    code = trouble("no '%s%d' in '%s'; install the LLVM %d libraries and build "
                   "isrlint again, or choose another with --clang",
                   name, opts->clang, bin, opts->clang);
  else
    code = trouble("no '%sN' in '%s'; build isrlint with LLVM installed, or "
                   "give facts files to 'isrlint analyze'",
                   name, bin);
  free(bin);
  free(top);
  return code;
}

typedef struct pool {
  const database *db;
  const options *opts;
  const char *extractor;
  job_result *results;
  pid_t *pids; /* of job i; 0 when not running */
  size_t done, running;
  bool terminal;
  stop held;
} pool;

static void progress(const pool *p) {
  if (p->terminal)
    fprintf(stderr, "\r\033[Kextracting %zu of %zu", p->done, p->db->count);
}

/* Extractors that go on alone would write into a cache nobody looks at. */
static void end_all(pool *p) {
  for (size_t i = 0; i < p->db->count; i++)
    if (p->pids[i])
      kill(p->pids[i], SIGTERM);
  for (size_t i = 0; i < p->db->count; i++)
    if (p->pids[i])
      waitpid(p->pids[i], NULL, 0);
  if (p->terminal)
    fputs("\r\033[K", stderr);
}

static void obey(pool *p, int signal_number) {
  if (!signal_number)
    return;
  end_all(p);
  stop_now(&p->held, signal_number);
}

static void run_extractor(const pool *p, char **argv) {
  /* If this process is killed, nobody else ends the extractor. */
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  stop_forget(&p->held);
  /* Findings own standard output. */
  dup2(STDERR_FILENO, STDOUT_FILENO);
  execve(argv[0], argv, environ);
  fprintf(stderr, "isrlint: error: cannot run '%s': %s\n", argv[0],
          strerror(errno));
  _exit(127);
}

static char *beside(const char *facts, const char *ending) {
  return text_printf("%s.%s", facts, ending);
}

static void start(pool *p, size_t i) {
  const unit_job *job = &p->db->jobs[i];
  char *facts = p->results[i].facts;
  char *deps = beside(facts, "deps"), *messages = beside(facts, "messages");
  strings args = {0};
  strings_add(&args, p->extractor);
  const char *const head[] = {"--unit", job->source, "--cwd",      job->folder,
                              "--root", p->db->root, "--facts",    facts,
                              "--deps", deps,        "--messages", messages};
  for (size_t k = 0; k < sizeof head / sizeof *head; k++)
    strings_add(&args, head[k]);
  strings_add(&args, "--");
  for (size_t k = 0; k < job->args.count; k++)
    strings_add(&args, job->args.items[k]);
  char **argv = need(calloc(args.count + 1, sizeof *argv));
  memcpy(argv, args.items, args.count * sizeof *argv);
  pid_t pid = fork();
  if (pid == 0)
    run_extractor(p, argv);
  if (pid < 0) {
    int why = errno;
    end_all(p);
    exit(trouble("cannot start '%s': %s", p->extractor, strerror(why)));
  }
  p->pids[i] = pid;
  p->running++;
  free(argv);
  strings_free(&args);
  free(deps);
  free(messages);
}

/* What became of the unit whose extractor has ended. */
static void finish(pool *p, size_t i, int status) {
  p->pids[i] = 0;
  p->running--;
  p->done++;
  progress(p);
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0)
    return;
  if (p->terminal)
    fputs("\r\033[K", stderr);
  const char *source = p->db->jobs[i].source;
  if (WIFSIGNALED(status))
    remark("'%s' was not extracted: the extractor was ended by signal %d; "
           "please report the unit",
           source, WTERMSIG(status));
  else
    remark("'%s' was not extracted (exit status %d)", source,
           WEXITSTATUS(status));
  p->results[i].failed = true;
}

/* Waits until one extractor has ended. */
static void await(pool *p) {
  for (;;) {
    int status;
    pid_t pid = waitpid(-1, &status, WNOHANG);
    if (pid < 0) {
      int why = errno;
      end_all(p);
      exit(trouble("lost an extractor: %s", strerror(why)));
    }
    for (size_t i = 0; pid > 0 && i < p->db->count; i++)
      if (p->pids[i] == pid) {
        finish(p, i, status);
        return;
      }
    if (pid == 0)
      obey(p, stop_await(&p->held, true));
  }
}

/* Also of units that were extracted earlier, in the order of the database. */
static void show_messages(const pool *p) {
  for (size_t i = 0; i < p->db->count; i++) {
    char *path = beside(p->results[i].facts, "messages");
    il_str text;
    const char *why;
    if (is_file(path) && read_file(path, &text, &why)) {
      fwrite(text.ptr, 1, text.len, stderr);
      free((char *)text.ptr);
    }
    free(path);
  }
}

/* What a compiler reads of the environment: options, and where headers are. */
static const char *const variables[] = {
    "CL", "_CL_", "CPATH", "C_INCLUDE_PATH", "INCLUDE", "EXTERNAL_INCLUDE"};

static char *facts_name(const database *db, const unit_job *job,
                        const char *cache, const char *extractor_hash) {
  il_buf key = {0};
  il_buf_text(&key, extractor_hash);
  const char *const parts[] = {db->root, job->folder, job->source};
  for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
    il_buf_byte(&key, '\0');
    il_buf_text(&key, parts[i]);
  }
  for (size_t i = 0; i < job->args.count; i++) {
    il_buf_byte(&key, '\0');
    il_buf_text(&key, job->args.items[i]);
  }
  for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
    const char *value = getenv(variables[i]);
    if (value && *value) {
      il_buf_byte(&key, '\0');
      il_buf_printf(&key, "%s=%s", variables[i], value);
    }
  }
  if (key.failed)
    need(NULL);
  char *hash = hex(XXH3_128bits(key.ptr, key.len));
  char *name =
      text_printf("%s/%s-%.16s.facts", cache, path_base(job->source), hash);
  free(hash);
  il_buf_free(&key);
  return name;
}

int jobs_run(const database *db, const options *opts, job_result **results) {
  char *extractor = NULL;
  int code = find_extractor(opts, &extractor);
  if (code)
    return code;
  char *cache = opts->cache ? path_absolute(opts->cache)
                            : text_printf("%s/.isrlint", db->folder);
  if (!make_folders(cache)) {
    code = trouble("cannot make '%s': %s; choose another folder with --cache",
                   cache, strerror(errno));
    free(cache);
    free(extractor);
    return code;
  }
  hashes known = {.arena = need(il_arena_new(0))};
  known.index = need(il_map_new(known.arena));
  pool p = {.db = db,
            .opts = opts,
            .extractor = extractor,
            .results = need(calloc(db->count + 1, sizeof(job_result))),
            .pids = need(calloc(db->count + 1, sizeof(pid_t))),
            .terminal = isatty(STDERR_FILENO) && !opts->quiet};
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  size_t most = opts->jobs ? (size_t)opts->jobs
                           : (size_t)(processors > 0 ? processors : 1);
  char *extractor_hash = need(strdup(hash_file(&known, extractor)));
  stop_hold(&p.held);
  for (size_t i = 0; i < db->count; i++) {
    job_result *result = &p.results[i];
    obey(&p, stop_await(&p.held, false));
    result->facts = facts_name(db, &db->jobs[i], cache, extractor_hash);
    char *deps = beside(result->facts, "deps");
    result->cached = fresh(&known, deps) && readable(result->facts);
    free(deps);
    if (result->cached) {
      p.done++;
      continue;
    }
    while (p.running >= most)
      await(&p);
    start(&p, i);
  }
  while (p.running)
    await(&p);
  if (p.terminal)
    fputs("\r\033[K", stderr);
  if (opts->verbose)
    show_messages(&p);
  for (size_t i = 0; i < db->count; i++)
    if (p.results[i].failed) {
      free(p.results[i].facts);
      p.results[i].facts = NULL;
    }
  last_write(cache, db, p.results);
  stop_release(&p.held);
  *results = p.results;
  free(p.pids);
  free(extractor_hash);
  strings_free(&known.values);
  il_map_free(known.index);
  il_arena_free(known.arena);
  free(cache);
  free(extractor);
  return 0;
}

void jobs_free(job_result *results, size_t count) {
  for (size_t i = 0; results && i < count; i++)
    free(results[i].facts);
  free(results);
}
