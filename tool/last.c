/* last.c - see last.h. */
#include "last.h"

#include "stop.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define HEAD "isrlint-last-check 1"

static char *list_path(const char *folder) {
  return text_printf("%s/last-check.txt", folder);
}

static void add_line(il_buf *text, const char *word, const char *value,
                     bool *fits) {
  *fits = *fits && !strchr(value, '\n');
  il_buf_printf(text, "%s %s\n", word, value);
}

void last_write(const char *folder, const database *db,
                const job_result *results) {
  il_buf text = {0};
  bool fits = true;
  il_buf_text(&text, HEAD "\n");
  add_line(&text, "root", db->root, &fits);
  for (size_t i = 0; i < db->count; i++) {
    if (!results[i].facts)
      continue;
    add_line(&text, "group", db->jobs[i].group, &fits);
    add_line(&text, "facts", path_base(results[i].facts), &fits);
  }
  if (text.failed)
    need(NULL);
  char *path = list_path(folder);
  il_str old = {NULL, 0};
  const char *why;
  bool same = read_file(path, &old, &why) && il_str_eq(old, il_buf_str(&text));
  free((char *)old.ptr);
  if (!fits) {
    remove(path);
  } else if (!same) {
    char *unfinished = text_printf("%s.%ld.tmp", path, (long)getpid());
    stop held;
    stop_hold(&held);
    FILE *out = fopen(unfinished, "wb");
    bool good = out && fwrite(text.ptr, 1, text.len, out) == text.len;
    good = out && fclose(out) == 0 && good;
    if (out && (!good || rename(unfinished, path) != 0))
      remove(unfinished);
    stop_release(&held);
    free(unfinished);
  }
  free(path);
  il_buf_free(&text);
}

bool last_read(const char *folder, last *list) {
  *list = (last){0};
  char *path = list_path(folder);
  il_str text;
  const char *why;
  bool good = is_file(path) && read_file(path, &text, &why);
  free(path);
  if (!good)
    return false;
  il_str rest = text;
  good = il_str_is(il_str_split(rest, '\n', &rest), HEAD);
  while (good && rest.len) {
    il_str value, word = il_str_split(rest, '\n', &rest);
    word = il_str_split(word, ' ', &value);
    char *copy =
        text_printf("%.*s", (int)value.len, value.ptr ? value.ptr : "");
    if (il_str_is(word, "root") && !list->root) {
      list->root = need(strdup(copy));
    } else if (il_str_is(word, "group")) {
      strings_add(&list->groups, copy);
    } else if (il_str_is(word, "facts")) {
      char *facts = path_join(folder, copy);
      strings_add(&list->facts, facts);
      free(facts);
    } else {
      good = false;
    }
    free(copy);
  }
  free((char *)text.ptr);
  good = good && list->root && list->facts.count &&
         list->groups.count == list->facts.count;
  if (!good)
    last_free(list);
  return good;
}

void last_free(last *list) {
  free(list->root);
  strings_free(&list->facts);
  strings_free(&list->groups);
  *list = (last){0};
}
