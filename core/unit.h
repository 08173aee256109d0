/* unit.h - one unit's facts, with the tables that the analysis looks things up
 * in. */
#ifndef ISRLINT_CORE_UNIT_H
#define ISRLINT_CORE_UNIT_H

#include "isrlint/analysis.h"

#include "arena.h"
#include "str.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct il_unit {
  const il_facts *facts;
  uint32_t input; /* place among the caller's inputs */
  il_str group;
  il_str source, flags;
  uint32_t state, errors; /* as in the unit record */
  /* Numbers of records, in the order of the facts (so by their key). */
  const uint32_t *files, *types, *fields, *vars, *fns;
  uint32_t file_count, type_count, field_count, var_count, fn_count;
  const char **paths; /* of the files, each ending in NUL */
} il_unit;

/* Fills *unit; its tables live in 'arena', the paths in 'keep'.  False when out
 * of memory. */
bool il_unit_index(il_unit *unit, const il_facts *facts, il_arena *arena,
                   il_arena *keep);

/* By sources, then flags, group and input: the order in which everything is
 * done, so that the order of the inputs changes nothing. */
int il_unit_cmp(const il_unit *a, const il_unit *b);

const il_record *il_unit_record(const il_unit *unit, uint32_t record);
/* The fn record at this place among unit->fns. */
const il_rec_fn *il_unit_fn(const il_unit *unit, uint32_t fn);
/* Place among unit->fns of the function of this name, else IL_NONE. */
uint32_t il_unit_find_fn(const il_unit *unit, il_str name);
/* The variable of this owner ("" at file scope) and id without its sigil; null
 * when there is none. */
const il_rec_var *il_unit_find_var(const il_unit *unit, il_str owner,
                                   il_str id);
/* The member of this name of a record; null when it is not known. */
const il_rec_field *il_unit_find_field(const il_unit *unit, il_str record,
                                       il_str name);
/* Name of parameter 'index' of a function, as terms write it; empty when it is
 * not known. */
il_str il_unit_param(const il_unit *unit, il_str function, uint32_t index);
/* Null when there is none. */
const il_rec_type *il_unit_find_type(const il_unit *unit, il_str id);

/* First record after the fn record 'fn' that does not belong to it. */
uint32_t il_unit_fn_end(const il_unit *unit, uint32_t fn);

il_spot il_unit_spot(const il_unit *unit, il_at at);
/* Path of a position's file; empty when it has none. */
il_str il_unit_path(const il_unit *unit, il_at at);

/* Whether a variable record has an owner. */
static inline bool il_var_is_owned(const il_rec_var *var) {
  return var->owner.len && !il_str_is(var->owner, "-");
}

enum { IL_RECORD_TERMS = IL_ARGS_MAX + 2 };
/* Where a statement, a declaration or a function stands. */
il_at il_record_at(const il_record *record);

/* Writes the terms that a record holds, in written order, and returns how
 * many. */
size_t il_record_terms(const il_record *record, il_term out[IL_RECORD_TERMS]);
/* The place that a place is a member or an element of, or itself. */
il_term il_place_root(const il_facts *facts, il_term place);
/* Whether records from 'first' to before 'end', a body, store into a local
 * variable or a part of it by its name. */
bool il_unit_stores(const il_unit *unit, uint32_t first, uint32_t end,
                    il_str name);

/* The name of a record for people; empty when it has none of its own. */
il_str il_record_display(il_str record);
/* A name without the '@file' of a static. */
il_str il_name_display(il_str name);

#ifdef __cplusplus
}
#endif
#endif
