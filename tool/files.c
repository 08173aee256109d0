/* files.c - see files.h. */
#include "files.h"

#include "options.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

void *need(void *memory) {
  if (!memory)
    exit(trouble("out of memory"));
  return memory;
}

void strings_add(strings *list, const char *text) {
  if (list->count == list->capacity) {
    list->capacity = list->capacity ? list->capacity * 2 : 16;
    list->items = need(realloc(list->items, list->capacity * sizeof(char *)));
  }
  list->items[list->count++] = need(strdup(text));
}

static int compare(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

void strings_sort(strings *list) {
  if (list->count)
    qsort(list->items, list->count, sizeof(char *), compare);
}

void strings_free(strings *list) {
  for (size_t i = 0; i < list->count; i++)
    free(list->items[i]);
  free(list->items);
  *list = (strings){0};
}

char *text_printf(const char *format, ...) {
  va_list args;
  va_start(args, format);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  char *text = need(malloc((size_t)len + 1));
  va_start(args, format);
  vsnprintf(text, (size_t)len + 1, format, args);
  va_end(args);
  return text;
}

bool is_folder(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

bool is_file(const char *path) {
  struct stat st;
  return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

char *path_join(const char *folder, const char *name) {
  if (name[0] == '/' || strcmp(folder, ".") == 0)
    return need(strdup(name));
  size_t len = strlen(folder);
  return text_printf("%s%s%s", folder, len && folder[len - 1] == '/' ? "" : "/",
                     name);
}

char *path_absolute(const char *path) {
  char *full;
  if (path[0] == '/') {
    full = need(strdup(path));
  } else {
    char *here = need(getcwd(NULL, 0));
    full = text_printf("%s/%s", here, path);
    free(here);
  }
  char *out = full;
  for (char *in = full; *in;) {
    while (*in == '/')
      in++;
    size_t len = strcspn(in, "/");
    if (len == 0)
      break;
    if (len == 1 && in[0] == '.') {
      in += len;
    } else if (len == 2 && in[0] == '.' && in[1] == '.') {
      while (out > full && *--out != '/')
        ;
      in += len;
    } else {
      char *next = in + len;
      *out++ = '/';
      memmove(out, in, len);
      out += len;
      in = next;
    }
  }
  if (out == full)
    *out++ = '/';
  *out = '\0';
  return full;
}

const char *path_base(const char *path) {
  const char *slash = strrchr(path, '/');
  return slash ? slash + 1 : path;
}

char *path_folder(const char *path) {
  const char *slash = strrchr(path, '/');
  if (!slash)
    return need(strdup("."));
  if (slash == path)
    return need(strdup("/"));
  return text_printf("%.*s", (int)(slash - path), path);
}

char *path_project(const char *folder) {
  char *at = path_absolute(folder);
  for (;;) {
    char *settings = path_join(at, ".isrlint.yml");
    char *git = path_join(at, ".git");
    bool found = access(settings, F_OK) == 0 || access(git, F_OK) == 0;
    free(settings);
    free(git);
    if (found)
      return at;
    if (strcmp(at, "/") == 0)
      break;
    char *up = path_folder(at);
    free(at);
    at = up;
  }
  free(at);
  return NULL;
}

bool make_folders(const char *path) {
  char *copy = need(strdup(path));
  bool good = true;
  for (char *slash = copy + 1; good; slash++) {
    slash = strchr(slash, '/');
    if (slash)
      *slash = '\0';
    good = mkdir(copy, 0777) == 0 || (errno == EEXIST && is_folder(copy));
    if (!slash)
      break;
    *slash = '/';
  }
  free(copy);
  return good;
}

bool read_file(const char *path, il_str *text, const char **why) {
  enum { CHUNK = 65536 };
  const size_t limit = (size_t)1 << 30;
  FILE *in = fopen(path, "rb");
  if (!in) {
    *why = strerror(errno);
    return false;
  }
  char *bytes = NULL;
  size_t len = 0, capacity = 0;
  for (;;) {
    if (capacity - len < CHUNK) {
      capacity = capacity ? capacity * 2 : 2 * CHUNK;
      bytes = need(realloc(bytes, capacity));
    }
    size_t got = fread(bytes + len, 1, CHUNK, in);
    len += got;
    if (got == 0 || len > limit)
      break;
  }
  bool failed = ferror(in) != 0;
  *why = failed ? strerror(errno) : "larger than 1 GiB";
  fclose(in);
  if (failed || len > limit) {
    free(bytes);
    return false;
  }
  *text = (il_str){bytes, len};
  return true;
}

bool path_ends_in(const char *name, const char *ending) {
  size_t a = strlen(name), b = strlen(ending);
  return a > b && strcmp(name + a - b, ending) == 0;
}

bool path_ends_in_any(const char *path, const char *const *endings) {
  size_t len = strlen(path);
  for (; *endings; endings++) {
    size_t its = strlen(*endings);
    if (len > its && strcasecmp(path + len - its, *endings) == 0)
      return true;
  }
  return false;
}

static bool scan(const char *folder, const char *const *endings, strings *found,
                 int depth) {
  /* A link that leads back up would make the walk endless. */
  enum { DEEPEST = 64 };
  if (depth > DEEPEST)
    return true;
  DIR *dir = opendir(folder);
  if (!dir)
    return false;
  bool good = true;
  for (struct dirent *entry; (entry = readdir(dir));) {
    if (entry->d_name[0] == '.')
      continue;
    char *path = text_printf("%s/%s", folder, entry->d_name);
    struct stat st;
    if (lstat(path, &st) == 0) {
      if (S_ISDIR(st.st_mode))
        good = scan(path, endings, found, depth + 1) && good;
      else if (path_ends_in_any(entry->d_name, endings) && is_file(path))
        strings_add(found, path);
    }
    free(path);
  }
  closedir(dir);
  return good;
}

bool find_files(const char *folder, const char *const *endings,
                strings *found) {
  bool good = scan(folder, endings, found, 0);
  strings_sort(found);
  return good;
}
