/* limits.c - see limits.h. */
#include "limits.h"

#include "str.h"

#include <stdlib.h>
#include <string.h>

static char *resolved(const char *path) {
  char *real = realpath(path, NULL);
  return real ? real : path_absolute(path);
}

void limits_add(limits *list, const char *given) {
  char *full = path_absolute(given), *real = resolved(given);
  strings_add(&list->given, given);
  strings_add(&list->full, full);
  strings_add(&list->real, real);
  free(full);
  free(real);
}

void limits_free(limits *list) {
  strings_free(&list->given);
  strings_free(&list->full);
  strings_free(&list->real);
}

/* Whether a path is the place or below it. */
static bool is_in(const char *path, const char *place) {
  size_t len = strlen(place);
  if (strcmp(place, "/") == 0)
    return true;
  return strncmp(path, place, len) == 0 &&
         (path[len] == '\0' || path[len] == '/');
}

void limits_mark(const limits *list, const char *path, bool *found) {
  char *real = NULL;
  for (size_t i = 0; i < list->given.count; i++) {
    if (found[i])
      continue;
    found[i] = is_in(path, list->full.items[i]);
    if (!found[i] && !real)
      real = resolved(path);
    found[i] = found[i] || is_in(real, list->real.items[i]);
  }
  free(real);
}

void limits_mark_read(const limits *list, const char *facts, bool *found) {
  char *deps = text_printf("%s.deps", facts);
  il_str text;
  const char *why;
  bool good = read_file(deps, &text, &why);
  free(deps);
  if (!good)
    return;
  il_str rest;
  il_str_split(text, '\n', &rest);
  while (rest.len) {
    il_str path, line = il_str_split(rest, '\n', &rest);
    il_str mark = il_str_split(line, ' ', &path);
    if (mark.len < 2 || !path.len)
      continue; /* not read, only looked for */
    char *name = text_printf("%.*s", (int)path.len, path.ptr);
    limits_mark(list, name, found);
    free(name);
  }
  free((char *)text.ptr);
}

static bool shows(const limits *list, const char *root, const char *path) {
  if (!path)
    return false;
  char *full = path_join(root, path), *real = resolved(full);
  bool found = false;
  for (size_t i = 0; i < list->given.count && !found; i++)
    found =
        is_in(full, list->full.items[i]) || is_in(real, list->real.items[i]);
  free(full);
  free(real);
  return found;
}

bool limits_touch(const limits *list, const char *root,
                  const il_finding *finding) {
  if (!list->given.count || shows(list, root, finding->at.path))
    return true;
  for (size_t i = 0; i < finding->step_count; i++)
    if (shows(list, root, finding->steps[i].at.path))
      return true;
  for (size_t i = 0; i < finding->file_count; i++)
    if (shows(list, root, finding->files[i]))
      return true;
  return false;
}
