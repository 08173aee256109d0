/* arena.h - memory that is freed all at once.
 *
 * One arena per facts object, program or run.  Nothing taken from an arena is
 * freed by itself; il_arena_free() ends the life of all of it. */
#ifndef ISRLINT_CORE_ARENA_H
#define ISRLINT_CORE_ARENA_H

#include "isrlint/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct il_arena il_arena;

/* An empty arena that hands out at most 'limit' bytes in all (0: no limit).
 * Null when out of memory. */
il_arena *il_arena_new(size_t limit);
/* Null is fine. */
void il_arena_free(il_arena *arena);

/* 'size' zeroed bytes, aligned for any type; null when out of memory or above
 * the limit.  A size of 0 gives a pointer that must not be read through. */
void *il_arena_alloc(il_arena *arena, size_t size);

/* Room for 'count' items of 'size' bytes each, zeroed; null also when the
 * product overflows. */
void *il_arena_array(il_arena *arena, size_t count, size_t size);

/* A copy of the text, followed by a NUL that is not part of its length; ptr is
 * null when out of memory. */
il_str il_arena_copy(il_arena *arena, il_str text);

/* Makes room for one more item in a growing array that lives in the arena:
 * returns the array to use from now on (maybe moved, old items copied), with
 * *capacity updated, or null when out of memory (the old array stays good). */
void *il_arena_grow(il_arena *arena, void *items, size_t used, size_t *capacity,
                    size_t size);

/* Bytes handed out so far. */
size_t il_arena_used(const il_arena *arena);

#ifdef __cplusplus
}
#endif
#endif
