/* database.c - see database.h. */
#include "database.h"

#include <glob.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What stands below wdk/ when nothing else is configured. */
#ifndef ISRLINT_MINGW
#define ISRLINT_MINGW "/usr/share/mingw-w64/include"
#endif

char *install_folder(void) {
  char self[4096];
  ssize_t len = readlink("/proc/self/exe", self, sizeof self - 1);
  if (len <= 0)
    return need(strdup("/usr"));
  self[len] = '\0';
  char *bin = path_folder(self);
  char *up = path_folder(bin);
  free(bin);
  return up;
}

char *wdk_folder(const options *opts) {
  if (opts->wdk)
    return path_absolute(opts->wdk);
  char *top = install_folder();
  char *wdk = text_printf("%s/share/isrlint/wdk", top);
  free(top);
  return wdk;
}

static unit_job *add_job(database *db) {
  db->jobs = need(realloc(db->jobs, (db->count + 1) * sizeof *db->jobs));
  unit_job *job = &db->jobs[db->count++];
  *job = (unit_job){0};
  return job;
}

/* Splits a command as a POSIX shell does, without expansions. */
static void split_command(const char *text, strings *args) {
  char *word = need(malloc(strlen(text) + 1));
  for (;;) {
    text += strspn(text, " \t\n");
    if (!*text)
      break;
    size_t len = 0;
    for (char quote = 0; *text && (quote || !strchr(" \t\n", *text)); text++) {
      if (quote ? *text == quote : (*text == '"' || *text == '\''))
        quote = quote ? 0 : *text;
      else if (*text == '\\' && quote != '\'' && text[1] &&
               (!quote || strchr("\\\"$`", text[1])))
        word[len++] = *++text;
      else
        word[len++] = *text;
    }
    word[len] = '\0';
    strings_add(args, word);
  }
  free(word);
}

/* CMake puts the objects of target T below 'CMakeFiles/T.dir/'. */
static char *group_of(const char *folder, const char *output) {
  const char *mark = output ? strstr(output, "CMakeFiles/") : NULL;
  const char *end = mark ? strstr(mark, ".dir/") : NULL;
  if (!end)
    return need(strdup(""));
  char *object = path_join(folder, output);
  char *dir = strstr(strstr(object, "CMakeFiles/"), ".dir/");
  *dir = '\0';
  char *group = need(strdup(object));
  free(object);
  return group;
}

static const char *output_of(const strings *args) {
  for (size_t i = 1; i < args->count; i++) {
    const char *word = args->items[i];
    if (strcmp(word, "-o") == 0 && i + 1 < args->count)
      return args->items[i + 1];
    if (strncmp(word, "/Fo", 3) == 0 || strncmp(word, "-Fo", 3) == 0)
      return word + 3;
  }
  return NULL;
}

static int read_entry(database *db, json_t *entry, size_t index) {
  const char *directory =
      json_string_value(json_object_get(entry, "directory"));
  const char *file = json_string_value(json_object_get(entry, "file"));
  const char *command = json_string_value(json_object_get(entry, "command"));
  const char *output = json_string_value(json_object_get(entry, "output"));
  json_t *arguments = json_object_get(entry, "arguments");
  if (!directory || !file || (!command && !json_is_array(arguments)))
    return trouble("'%s': entry %zu has no 'directory', 'file' or 'command'; "
                   "make the database again",
                   db->path, index);
  unit_job *job = add_job(db);
  if (json_is_array(arguments)) {
    size_t i;
    json_t *argument;
    json_array_foreach(arguments, i, argument) {
      const char *text = json_string_value(argument);
      if (!text)
        return trouble("'%s': entry %zu has an argument that is no text; make "
                       "the database again",
                       db->path, index);
      strings_add(&job->args, text);
    }
  } else {
    split_command(command, &job->args);
  }
  if (job->args.count == 0)
    return trouble("'%s': entry %zu has an empty command; make the database "
                   "again",
                   db->path, index);
  char *base = path_folder(db->path);
  char *folder = path_join(base, directory);
  job->folder = path_absolute(folder);
  char *source = path_join(job->folder, file);
  job->source = path_absolute(source);
  job->group = group_of(job->folder, output ? output : output_of(&job->args));
  free(base);
  free(folder);
  free(source);
  return 0;
}

static const char *const c_endings[] = {".c", NULL};
static const char *const cxx_endings[] = {".cpp", ".cc", ".cxx", ".c++", NULL};

/* Whether a file's name is that of a unit that may be C. */
static bool is_source(const char *path) {
  static const char *const preprocessed[] = {".i", NULL};
  return path_ends_in_any(path, c_endings) ||
         path_ends_in_any(path, cxx_endings) ||
         path_ends_in_any(path, preprocessed);
}

static int read_database(database *db, const char *path) {
  json_error_t why;
  json_t *root = json_load_file(path, JSON_REJECT_DUPLICATES, &why);
  if (!root)
    return trouble("'%s:%d:%d': %s; make the database again", path, why.line,
                   why.column, why.text);
  db->path = path_absolute(path);
  db->folder = path_folder(db->path);
  int code = 0;
  if (!json_is_array(root))
    code = trouble("'%s' is no compilation database: it is no list", path);
  size_t i;
  json_t *entry;
  json_array_foreach(root, i, entry) {
    const char *file = json_string_value(json_object_get(entry, "file"));
    if (code == 0 && (!file || is_source(file)))
      code = read_entry(db, entry, i);
  }
  json_decref(root);
  if (code == 0 && db->count == 0)
    code = trouble("'%s' lists no C source", path);
  return code;
}

/* One compiler option a line, '#' begins a comment. */
static int read_flags(const char *wdk, strings *flags) {
  char *path = text_printf("%s/flags.txt", wdk);
  il_str text;
  const char *why;
  if (!read_file(path, &text, &why)) {
    int code = trouble("cannot read '%s': %s; name the folder of the kernel "
                       "headers with --wdk",
                       path, why);
    free(path);
    return code;
  }
  char *copy = text_printf("%.*s", (int)text.len, text.ptr);
  for (char *line = copy, *next; line; line = next) {
    next = strchr(line, '\n');
    if (next)
      *next++ = '\0';
    line += strspn(line, " \t\r");
    line[strcspn(line, "\r")] = '\0';
    if (!*line || *line == '#')
      continue;
    static const struct {
      const char *mark, *folder;
    } marks[] = {{"@WDK@", NULL}, {"@MINGW@", ISRLINT_MINGW}};
    char *flag = need(strdup(line));
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
      char *at = strstr(flag, marks[i].mark);
      if (!at)
        continue;
      char *filled = text_printf("%.*s%s%s", (int)(at - flag), flag,
                                 marks[i].folder ? marks[i].folder : wdk,
                                 at + strlen(marks[i].mark));
      free(flag);
      flag = filled;
    }
    strings_add(flags, flag);
    free(flag);
  }
  free(copy);
  free((char *)text.ptr);
  free(path);
  return 0;
}

static void add_source(database *db, const char *folder, const char *source,
                       const strings *flags) {
  unit_job *job = add_job(db);
  job->folder = need(strdup(folder));
  job->source = need(strdup(source));
  job->group = need(strdup(""));
  strings_add(&job->args, "clang");
  for (size_t f = 0; f < flags->count; f++)
    strings_add(&job->args, flags->items[f]);
  char *include = text_printf("-I%s", folder);
  strings_add(&job->args, include);
  free(include);
  /* 'QUEUE.C' is C in a driver; the compiler takes it for C++. */
  strings_add(&job->args, "-xc");
  strings_add(&job->args, "-c");
  strings_add(&job->args, source);
}

static bool has_source(const database *db, const char *source) {
  for (size_t i = 0; i < db->count; i++)
    if (strcmp(db->jobs[i].source, source) == 0)
      return true;
  return false;
}

/* Every C source below the folder, compiled as part of a kernel driver. */
static int scan_folder(database *db, const char *given, const strings *flags) {
  strings found = {0};
  char *folder = path_absolute(given);
  if (!find_files(folder, c_endings, &found))
    remark("a folder below '%s' cannot be read; its sources are not checked",
           given);
  int code = 0;
  if (found.count == 0)
    code = trouble("'%s' has no compile_commands.json and no C source below it",
                   given);
  for (size_t i = 0; i < found.count; i++)
    if (!has_source(db, found.items[i]))
      add_source(db, folder, found.items[i], flags);
  find_files(folder, cxx_endings, &db->passed);
  strings_free(&found);
  free(folder);
  return code;
}

/* The deepest folder that holds both; takes over 'folder', which may be null.
 */
static char *common_folder(char *folder, const char *path) {
  if (!folder)
    return need(strdup(path));
  for (;;) {
    size_t len = strlen(folder);
    if (strcmp(folder, "/") == 0 || (strncmp(path, folder, len) == 0 &&
                                     (path[len] == '/' || path[len] == '\0')))
      return folder;
    char *up = path_folder(folder);
    free(folder);
    folder = up;
  }
}

/* Folders without a database: their sources are those of one folder. */
static int scan_folders(database *db, const options *opts,
                        const strings *folders) {
  strings flags = {0};
  char *wdk = wdk_folder(opts);
  int code = read_flags(wdk, &flags);
  for (size_t i = 0; i < folders->count; i++) {
    char *full = path_absolute(folders->items[i]);
    db->folder = common_folder(db->folder, full);
    free(full);
  }
  for (size_t i = 0; code == 0 && i < folders->count; i++)
    code = scan_folder(db, folders->items[i], &flags);
  db->path = need(strdup(db->folder));
  strings_sort(&db->passed);
  strings_free(&flags);
  free(wdk);
  return code;
}

/* The database of a folder: in it, in its 'build*' folders, in its 'out'. */
static char *find_database(const char *folder) {
  static const char *const places[] = {"", "build*/", "out/"};
  char *found = NULL;
  for (size_t i = 0; !found && i < sizeof places / sizeof *places; i++) {
    char *pattern =
        text_printf("%s/%scompile_commands.json", folder, places[i]);
    glob_t matches;
    if (glob(pattern, 0, NULL, &matches) == 0) {
      if (matches.gl_pathc > 1)
        remark("%zu databases match '%s'; using '%s', choose another with -p",
               (size_t)matches.gl_pathc, pattern, matches.gl_pathv[0]);
      found = need(strdup(matches.gl_pathv[0]));
      globfree(&matches);
    }
    free(pattern);
  }
  return found;
}

/* The folder that reported paths are relative to: the project of the first
 * source, else the working folder, unless some source is not below it. */
static char *find_root(const database *db) {
  char *first = path_folder(db->jobs[0].source);
  char *project = path_project(first), *here = path_absolute(".");
  char *root = need(strdup(here));
  for (size_t i = 0; i < db->count; i++)
    root = common_folder(root, db->jobs[i].source);
  if (strcmp(root, here) != 0) {
    free(root);
    root = need(strdup(first));
    for (size_t i = 1; i < db->count; i++)
      root = common_folder(root, db->jobs[i].source);
  }
  if (project) {
    free(root);
    root = project;
  }
  free(here);
  free(first);
  return root;
}

/* The one database that the folders have, null when none has; those that have
 * none limit what is reported.  Returns 0 or an exit code. */
static int choose_database(const strings *folders, limits *list,
                           char **chosen) {
  const char *owner = NULL;
  strings others = {0};
  int code = 0;
  for (size_t i = 0; code == 0 && i < folders->count; i++) {
    char *path = find_database(folders->items[i]);
    char *full = path ? path_absolute(path) : NULL;
    free(path);
    if (!full) {
      strings_add(&others, folders->items[i]);
    } else if (!*chosen) {
      *chosen = full;
      owner = folders->items[i];
      continue;
    } else if (strcmp(full, *chosen) != 0) {
      code = trouble("'%s' and '%s' have a compilation database each; check "
                     "one after the other, or choose one with -p",
                     owner, folders->items[i]);
    }
    free(full);
  }
  for (size_t i = 0; *chosen && i < others.count; i++)
    limits_add(list, others.items[i]);
  strings_free(&others);
  return code;
}

static int no_database(const strings *files) {
  if (files->count == 0)
    return trouble("no compile_commands.json in '.', 'build*' or 'out'; make "
                   "one with 'cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON' or "
                   "'bear -- make', name its folder with -p, or name a "
                   "folder of sources: 'isrlint check DIR'");
  const char *file = files->items[0];
  char *folder = path_folder(file);
  int code = trouble("no compile_commands.json in '.', 'build*' or 'out' says "
                     "how '%s' is compiled; name its folder with -p, or the "
                     "folder of all sources of the driver too: 'isrlint check "
                     "%s %s'",
                     file, folder, file);
  free(folder);
  return code;
}

/* Without -p. */
static int search(database *db, const options *opts, const strings *folders,
                  const strings *files) {
  char *path = NULL;
  int code = 0;
  if (folders->count)
    code = choose_database(folders, &db->limits, &path);
  else
    path = find_database(".");
  if (code == 0 && path)
    code = read_database(db, path);
  else if (code == 0)
    code =
        folders->count ? scan_folders(db, opts, folders) : no_database(files);
  free(path);
  return code;
}

static int open_build(database *db, const char *build_dir) {
  char *path = is_file(build_dir)
                   ? need(strdup(build_dir))
                   : text_printf("%s/compile_commands.json", build_dir);
  int code = is_file(path)
                 ? read_database(db, path)
                 : trouble("no '%s'; make one with 'cmake -D"
                           "CMAKE_EXPORT_COMPILE_COMMANDS=ON', 'meson setup' "
                           "or 'bear -- make'",
                           path);
  free(path);
  return code;
}

/* Sorts the arguments into folders and files. */
static int sort_arguments(const options *opts, strings *folders,
                          strings *files) {
  for (int i = 0; i < opts->file_count; i++) {
    const char *name = opts->files[i];
    if (is_folder(name))
      strings_add(folders, name);
    else if (is_file(name))
      strings_add(files, name);
    else if (access(name, F_OK) == 0)
      return trouble("'%s' is neither a source file nor a folder of sources",
                     name);
    else
      return trouble("no file or folder '%s'", name);
  }
  return 0;
}

int database_open(database *db, const options *opts) {
  *db = (database){0};
  strings folders = {0}, files = {0};
  int code = sort_arguments(opts, &folders, &files);
  if (code == 0)
    code = opts->build_dir ? open_build(db, opts->build_dir)
                           : search(db, opts, &folders, &files);
  for (size_t i = 0; opts->build_dir && i < folders.count; i++)
    limits_add(&db->limits, folders.items[i]);
  for (size_t i = 0; i < files.count; i++)
    limits_add(&db->limits, files.items[i]);
  strings_free(&folders);
  strings_free(&files);
  if (code == 0)
    db->root = find_root(db);
  return code;
}

void database_free(database *db) {
  for (size_t i = 0; i < db->count; i++) {
    free(db->jobs[i].folder);
    free(db->jobs[i].source);
    strings_free(&db->jobs[i].args);
    free(db->jobs[i].group);
  }
  free(db->jobs);
  free(db->path);
  free(db->folder);
  free(db->root);
  strings_free(&db->passed);
  limits_free(&db->limits);
  *db = (database){0};
}
