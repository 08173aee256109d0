/* arena.c - chained blocks, each twice the size of the one before. */
#include "arena.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

typedef struct il_chunk {
  struct il_chunk *next;
  size_t used, size;
} il_chunk;

struct il_arena {
  il_chunk *chunks;
  size_t used, limit;
};

enum { FIRST_CHUNK = 16 * 1024, LARGEST_CHUNK = 4 * 1024 * 1024 };

static size_t round_up(size_t size) {
  size_t unit = alignof(max_align_t);
  return (size + unit - 1) / unit * unit;
}

il_arena *il_arena_new(size_t limit) {
  il_arena *arena = calloc(1, sizeof *arena);
  if (arena)
    arena->limit = limit;
  return arena;
}

void il_arena_free(il_arena *arena) {
  if (!arena)
    return;
  for (il_chunk *chunk = arena->chunks, *next; chunk; chunk = next) {
    next = chunk->next;
    free(chunk);
  }
  free(arena);
}

void *il_arena_alloc(il_arena *arena, size_t size) {
  if (size > SIZE_MAX / 4)
    return NULL;
  size = round_up(size ? size : 1);
  if (arena->limit && size > arena->limit - arena->used)
    return NULL;
  il_chunk *chunk = arena->chunks;
  const size_t head = round_up(sizeof *chunk);
  if (!chunk || size > chunk->size - chunk->used) {
    size_t want = chunk ? chunk->size * 2 : FIRST_CHUNK;
    if (want > LARGEST_CHUNK)
      want = LARGEST_CHUNK;
    if (want < size)
      want = size;
    chunk = calloc(1, head + want);
    if (!chunk)
      return NULL;
    chunk->size = want;
    chunk->next = arena->chunks;
    arena->chunks = chunk;
  }
  void *memory = (char *)chunk + head + chunk->used;
  chunk->used += size;
  arena->used += size;
  return memory;
}

void *il_arena_array(il_arena *arena, size_t count, size_t size) {
  if (size && count > SIZE_MAX / 4 / size)
    return NULL;
  return il_arena_alloc(arena, count * size);
}

il_str il_arena_copy(il_arena *arena, il_str text) {
  if (text.len == SIZE_MAX)
    return (il_str){NULL, 0};
  char *copy = il_arena_alloc(arena, text.len + 1);
  if (!copy)
    return (il_str){NULL, 0};
  if (text.len)
    memcpy(copy, text.ptr, text.len);
  return (il_str){copy, text.len};
}

void *il_arena_grow(il_arena *arena, void *items, size_t used, size_t *capacity,
                    size_t size) {
  if (used < *capacity)
    return items;
  size_t want = *capacity ? *capacity * 2 : 8;
  void *bigger = il_arena_array(arena, want, size);
  if (!bigger)
    return NULL;
  if (used)
    memcpy(bigger, items, used * size);
  *capacity = want;
  return bigger;
}

size_t il_arena_used(const il_arena *arena) { return arena->used; }
