/* map.c - uthash behind a small face, so that only this file knows it. */
#include "map.h"

#include <stdlib.h>

/* A failed allocation inside uthash marks the element instead of ending the
 * process. */
#define HASH_NONFATAL_OOM 1
#define uthash_nonfatal_oom(element) ((element)->lost = true)
#include <uthash.h>

typedef struct il_entry {
  UT_hash_handle hh;
  uint32_t value;
  bool lost;
} il_entry;

struct il_map {
  il_arena *arena;
  il_entry *entries;
};

il_map *il_map_new(il_arena *arena) {
  il_map *map = calloc(1, sizeof *map);
  if (map)
    map->arena = arena;
  return map;
}

void il_map_free(il_map *map) {
  if (!map)
    return;
  HASH_CLEAR(hh, map->entries);
  free(map);
}

static il_entry *find(const il_map *map, il_str key) {
  il_entry *entry = NULL;
  const char *ptr = key.ptr ? key.ptr : "";
  HASH_FIND(hh, map->entries, ptr, key.len, entry);
  return entry;
}

bool il_map_get(const il_map *map, il_str key, uint32_t *value) {
  const il_entry *entry = find(map, key);
  if (entry)
    *value = entry->value;
  return entry != NULL;
}

bool il_map_put(il_map *map, il_str key, uint32_t value) {
  il_entry *entry = find(map, key);
  if (entry) {
    entry->value = value;
    return true;
  }
  entry = il_arena_alloc(map->arena, sizeof *entry);
  if (!entry)
    return false;
  entry->value = value;
  const char *ptr = key.ptr ? key.ptr : "";
  HASH_ADD_KEYPTR(hh, map->entries, ptr, key.len, entry);
  return !entry->lost;
}

size_t il_map_count(const il_map *map) { return HASH_COUNT(map->entries); }
