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
  for (size_t i = 1; i + 1 < args->count; i++)
    if (strcmp(args->items[i], "-o") == 0)
      return args->items[i + 1];
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

bool is_c_source(const char *path) {
  static const char *const endings[] = {".c", ".cpp", ".cc", ".cxx", ".i"};
  for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
    if (path_ends_in(path, endings[i]))
      return true;
  return false;
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
    if (code == 0 && (!file || is_c_source(file)))
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

/* A folder without a database: every C source below it, compiled as a kernel
 * driver. */
static int scan_folder(database *db, const options *opts, const char *folder) {
  strings sources = {0}, flags = {0};
  db->path = path_absolute(folder);
  db->folder = need(strdup(db->path));
  if (!find_files(db->path, ".c", &sources))
    remark("a folder below '%s' cannot be read; its sources are not checked",
           folder);
  char *wdk = wdk_folder(opts);
  int code = 0;
  if (sources.count == 0)
    code = trouble("'%s' has no compile_commands.json and no C source below it",
                   folder);
  else
    code = read_flags(wdk, &flags);
  for (size_t i = 0; code == 0 && i < sources.count; i++) {
    unit_job *job = add_job(db);
    job->folder = need(strdup(db->path));
    job->source = need(strdup(sources.items[i]));
    job->group = need(strdup(""));
    strings_add(&job->args, "clang");
    for (size_t f = 0; f < flags.count; f++)
      strings_add(&job->args, flags.items[f]);
    char *include = text_printf("-I%s", db->path);
    strings_add(&job->args, include);
    free(include);
    strings_add(&job->args, "-c");
    strings_add(&job->args, sources.items[i]);
  }
  free(wdk);
  strings_free(&sources);
  strings_free(&flags);
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
 * source, else the deepest folder that holds them all. */
static char *find_root(const database *db) {
  char *folder = path_folder(db->jobs[0].source);
  char *project = path_project(folder);
  if (project) {
    free(folder);
    return project;
  }
  for (size_t i = 1; i < db->count; i++)
    for (;;) {
      size_t len = strlen(folder);
      const char *source = db->jobs[i].source;
      if (strncmp(source, folder, len) == 0 &&
          (source[len] == '/' || strcmp(folder, "/") == 0))
        break;
      char *up = path_folder(folder);
      free(folder);
      folder = up;
    }
  return folder;
}

int database_open(database *db, const options *opts) {
  *db = (database){0};
  const char *folder = ".";
  int folders = 0;
  for (int i = 0; i < opts->file_count; i++)
    if (is_folder(opts->files[i])) {
      folder = opts->files[i];
      folders++;
    } else if (!is_file(opts->files[i])) {
      return trouble("no file or folder '%s'", opts->files[i]);
    }
  if (folders > 1)
    return trouble("more than one folder was given; name one, or the build "
                   "folder with -p");
  int code;
  char *path = NULL;
  if (opts->build_dir) {
    path = is_file(opts->build_dir)
               ? need(strdup(opts->build_dir))
               : text_printf("%s/compile_commands.json", opts->build_dir);
    if (!is_file(path))
      code = trouble("no '%s'; make one with 'cmake -D"
                     "CMAKE_EXPORT_COMPILE_COMMANDS=ON', 'meson setup' or "
                     "'bear -- make'",
                     path);
    else
      code = read_database(db, path);
  } else {
    path = find_database(folder);
    if (path)
      code = read_database(db, path);
    else if (folders)
      code = scan_folder(db, opts, folder);
    else
      code = trouble("no compile_commands.json in '.', 'build*' or 'out'; make "
                     "one with 'cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON' or "
                     "'bear -- make', name its folder with -p, or name a "
                     "folder of sources: 'isrlint check DIR'");
  }
  free(path);
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
  *db = (database){0};
}
