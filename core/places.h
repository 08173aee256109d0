/* places.h - which places of a program are the same storage.
 *
 * Two questions that need no flow of values:
 *
 *   Which records of one name are one type?  Those of equal members, as in C:
 *   two files may each have a 'struct ops' of their own.
 *
 *   Which variables are only ever used part by part?  Of such a variable the
 *   parts are told apart from those of all others: no pointer leads there. */
#ifndef ISRLINT_CORE_PLACES_H
#define ISRLINT_CORE_PLACES_H

#include "link.h"
#include "list.h"
#include "map.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct il_places {
  const il_program *program;
  il_arena *arena;
  il_map *records; /* from unit and record to the number of its type */
  il_map *layouts; /* from record and members to that number */
  il_map *open;    /* keys of variables that are used as a whole */
  il_buf key;      /* scratch */
} il_places;

/* Where a term stands. */
typedef struct il_where {
  const il_unit *unit;
  uint32_t unit_number;
  uint32_t function; /* IL_NONE at file scope */
} il_where;

/* Fills *places; il_places_free() gives back what is not in the arena, also
 * after a failure.  False when out of memory. */
bool il_places_find(il_places *places, const il_program *program,
                    il_arena *arena);
void il_places_free(il_places *places);

/* The number of a record's type, as a unit knows it: equal numbers with equal
 * names are one type.  0 when the unit names no member of it. */
uint32_t il_places_record(il_places *places, uint32_t unit, il_str record);

/* Adds the key of a variable: equal keys are one variable.  'node' is a VAR or
 * GLOBAL; false for anything else. */
bool il_place_root_key(il_where where, const il_node *node, il_buf *key);

/* Whether 'place' is a part of a variable that is only used part by part: then
 * its key is added, with '*' for each index that is not constant, and *exact
 * tells whether there was none.  'any_index' writes '*' for all of them. */
bool il_place_path_key(il_places *places, il_where where, il_term place,
                       bool any_index, il_buf *key, bool *exact);

#ifdef __cplusplus
}
#endif
#endif
