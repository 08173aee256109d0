/* map.h - from a text to a number, in an arena's lifetime.
 *
 * Keys are not copied: they must live as long as the map.  The map keeps no
 * order; whoever prints sorts first. */
#ifndef ISRLINT_CORE_MAP_H
#define ISRLINT_CORE_MAP_H

#include "arena.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct il_map il_map;

/* An empty map; null when out of memory.  Entries come from 'arena', the
 * table itself from the heap: il_map_free() gives that back. */
il_map *il_map_new(il_arena *arena);
void il_map_free(il_map *map);

/* The number stored under 'key'; false when there is none. */
bool il_map_get(const il_map *map, il_str key, uint32_t *value);
/* Stores or replaces; false when out of memory (the map is unchanged). */
bool il_map_put(il_map *map, il_str key, uint32_t value);
/* How many keys. */
size_t il_map_count(const il_map *map);

#ifdef __cplusplus
}
#endif
#endif
