/* source.c - see source.h. */
#define _XOPEN_SOURCE 700 /* realpath, O_CLOEXEC */
#include "source.h"

#include "../core/arena.h"
#include "../core/map.h"
#include "utf8.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HASH_UNITS = 100, HASH_BASE = 37, END_OF_FILE = 0xFFFF };

struct il_source {
  char *bytes;
  il_str text;
  size_t *starts; /* of the lines, and one past the last */
  size_t lines;
  uint64_t *hashes; /* of the lines; null until asked for */
};

struct il_sources {
  char *root; /* resolved; null: no files */
  il_arena *arena;
  il_map *map; /* path to place in 'files' */
  il_source **files;
  size_t count, capacity;
  size_t bytes;
};

il_sources *il_sources_new(const char *root) {
  il_sources *sources = calloc(1, sizeof *sources);
  if (!sources)
    return NULL;
  sources->arena = il_arena_new(0);
  sources->map = sources->arena ? il_map_new(sources->arena) : NULL;
  if (!sources->map) {
    il_sources_free(sources);
    return NULL;
  }
  sources->root = root ? realpath(root, NULL) : NULL;
  return sources;
}

static void source_free(il_source *source) {
  if (!source)
    return;
  free(source->bytes);
  free(source->starts);
  free(source->hashes);
  free(source);
}

void il_sources_free(il_sources *sources) {
  if (!sources)
    return;
  for (size_t i = 0; i < sources->count; i++)
    source_free(sources->files[i]);
  il_map_free(sources->map);
  il_arena_free(sources->arena);
  free(sources->root);
  free(sources);
}

bool il_path_is_inside(const char *path) {
  if (!path)
    return false;
  il_str rest = il_str_of(path);
  do {
    il_str part = il_str_split(rest, '/', &rest);
    if (!part.len || il_str_is(part, ".") || il_str_is(part, ".."))
      return false;
  } while (rest.ptr);
  return true;
}

/* The resolved path of the file, on the heap, or null when it is not below
 * the root. */
static char *resolve(const il_sources *sources, const char *path) {
  size_t root_len = strlen(sources->root);
  il_buf joined = {0};
  il_buf_printf(&joined, "%s/%s", sources->root, path);
  char *real = joined.failed ? NULL : realpath(joined.ptr, NULL);
  il_buf_free(&joined);
  if (!real)
    return NULL;
  bool is_top = root_len == 1; /* "/" */
  if (strncmp(real, sources->root, root_len) != 0 ||
      (!is_top && real[root_len] != '/')) {
    free(real);
    return NULL;
  }
  return real;
}

static char *read_file(const il_sources *sources, const char *path,
                       size_t *size) {
  /* O_NONBLOCK: opening a pipe must not wait for its other end. */
  int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (file < 0)
    return NULL;
  struct stat info;
  char *bytes = NULL;
  if (fstat(file, &info) == 0 && S_ISREG(info.st_mode) && info.st_size >= 0 &&
      info.st_size <= IL_SOURCE_MAX &&
      (size_t)info.st_size <= IL_SOURCES_MAX - sources->bytes)
    bytes = malloc((size_t)info.st_size + 1);
  size_t used = 0;
  while (bytes && used < (size_t)info.st_size) {
    ssize_t got = read(file, bytes + used, (size_t)info.st_size - used);
    if (got < 0) {
      free(bytes);
      bytes = NULL;
    } else if (got == 0) {
      break;
    } else {
      used += (size_t)got;
    }
  }
  close(file);
  *size = used;
  return bytes;
}

/* Length of the line end at the start of the text; 0 when there is none. */
static size_t line_end(const char *text, size_t len) {
  if (text[0] == '\r')
    return len > 1 && text[1] == '\n' ? 2 : 1;
  return text[0] == '\n';
}

static bool find_lines(il_source *source) {
  il_str text = source->text;
  size_t lines = 1;
  for (size_t i = 0; i < text.len;) {
    size_t end = line_end(text.ptr + i, text.len - i);
    lines += end != 0;
    i += end ? end : 1;
  }
  source->starts = malloc((lines + 1) * sizeof *source->starts);
  if (!source->starts)
    return false;
  size_t line = 0;
  source->starts[line++] = 0;
  for (size_t i = 0; i < text.len;) {
    size_t end = line_end(text.ptr + i, text.len - i);
    i += end ? end : 1;
    if (end)
      source->starts[line++] = i;
  }
  source->starts[line] = text.len;
  source->lines = lines;
  return true;
}

static il_source *source_read(il_sources *sources, const char *path) {
  char *real = resolve(sources, path);
  if (!real)
    return NULL;
  size_t size = 0;
  char *bytes = read_file(sources, real, &size);
  free(real);
  il_source *source = bytes ? calloc(1, sizeof *source) : NULL;
  if (!source) {
    free(bytes);
    return NULL;
  }
  source->bytes = bytes;
  source->text = (il_str){bytes, size};
  if (!find_lines(source)) {
    source_free(source);
    return NULL;
  }
  sources->bytes += size;
  return source;
}

il_source *il_sources_get(il_sources *sources, const char *path) {
  if (!sources || !sources->root || !il_path_is_inside(path))
    return NULL;
  uint32_t at;
  if (il_map_get(sources->map, il_str_of(path), &at))
    return sources->files[at];
  il_str key = il_arena_copy(sources->arena, il_str_of(path));
  il_source **files =
      key.ptr && sources->count < UINT32_MAX
          ? il_arena_grow(sources->arena, sources->files, sources->count,
                          &sources->capacity, sizeof(il_source *))
          : NULL;
  if (!files)
    return NULL;
  sources->files = files;
  if (!il_map_put(sources->map, key, (uint32_t)sources->count))
    return NULL;
  /* A file that is not there is remembered too, as a null. */
  files[sources->count] = source_read(sources, path);
  return files[sources->count++];
}

il_str il_source_text(const il_source *source) { return source->text; }

size_t il_source_lines(const il_source *source) { return source->lines; }

il_str il_source_line(const il_source *source, size_t line) {
  if (!line || line > source->lines)
    return (il_str){NULL, 0};
  size_t first = source->starts[line - 1], last = source->starts[line];
  if (line < source->lines) {
    last--;
    if (last > first && source->text.ptr[last] == '\n' &&
        source->text.ptr[last - 1] == '\r')
      last--;
  }
  return (il_str){source->text.ptr + first, last - first};
}

/* The units that count, at most two bytes each, and for each line the place
 * among them where it starts. */
static size_t hash_units(const il_source *source, uint16_t *units,
                         size_t *starts) {
  size_t count = 0, line = 0;
  bool at_start = true, after_cr = false;
  il_str text = source->text;
  for (;;) {
    il_char c = {END_OF_FILE, 0, false};
    if (text.len)
      c = il_utf8_next(text);
    bool skip = text.len && (c.code == ' ' || c.code == '\t' ||
                             (after_cr && c.code == '\n'));
    if (!skip) {
      if (at_start)
        starts[line++] = count;
      at_start = c.code == '\r' || c.code == '\n';
      if (c.code > 0xFFFF) {
        units[count++] = (uint16_t)(0xD800 + ((c.code - 0x10000) >> 10));
        units[count++] = (uint16_t)(0xDC00 + ((c.code - 0x10000) & 0x3FF));
      } else {
        units[count++] = (uint16_t)(c.code == '\r' ? '\n' : c.code);
      }
    }
    after_cr = c.code == '\r';
    if (!text.len)
      return count;
    text = (il_str){text.ptr + c.bytes, text.len - c.bytes};
  }
}

static bool find_hashes(il_source *source) {
  /* A character has no more units than bytes; the end of the file is one. */
  uint16_t *units = malloc((source->text.len + 1) * sizeof *units);
  size_t *starts = malloc(source->lines * sizeof *starts);
  uint64_t *hashes = malloc(source->lines * sizeof *hashes);
  if (units && starts && hashes) {
    size_t count = hash_units(source, units, starts);
    for (size_t line = 0; line < source->lines; line++) {
      uint64_t hash = 0;
      for (size_t i = 0; i < HASH_UNITS; i++) {
        size_t at = starts[line] + i;
        hash = hash * HASH_BASE + (at < count ? units[at] : 0u);
      }
      hashes[line] = hash;
    }
    source->hashes = hashes;
    hashes = NULL;
  }
  free(units);
  free(starts);
  free(hashes);
  return source->hashes != NULL;
}

bool il_source_line_hash(il_source *source, size_t line,
                         char hash[IL_LINE_HASH_SIZE]) {
  if (!line || line > source->lines ||
      (!source->hashes && !find_hashes(source)))
    return false;
  uint64_t value = source->hashes[line - 1];
  size_t times = 0;
  for (size_t i = 0; i < line; i++)
    times += source->hashes[i] == value;
  snprintf(hash, IL_LINE_HASH_SIZE, "%" PRIx64 ":%zu", value, times);
  return true;
}
