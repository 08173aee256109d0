/* mods.h - what a function, or anything that it calls, may write.
 *
 * A write set is a set of shapes (shape.h), so objects of one type are not told
 * apart.  Variables of the function itself are not in it.  What a routine
 * outside does is told by the 'effect' of its row:
 *
 *   reading and writing registers, stalls, ...   writes nothing of ours
 *   any other row                                what its arguments point to
 *   no row, 'calls-back', a function handed over anything
 *
 * An indirect call writes what its targets write; without targets, anything. */
#ifndef ISRLINT_CORE_MODS_H
#define ISRLINT_CORE_MODS_H

#include "points.h"
#include "shape.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct il_mods il_mods;

/* One store in a function's own body. */
typedef struct il_own_write {
  uint32_t record; /* set record in the function's unit */
  uint32_t shape;  /* its number, for il_mods_shape() */
} il_own_write;

/* The write sets of all functions; null when out of memory.  They live in
 * 'arena'; il_mods_free() gives back what does not. */
il_mods *il_mods_find(const il_points *points, il_arena *arena);
/* Null is fine. */
void il_mods_free(il_mods *mods);

/* Makes further questions about the place fast. */
void il_mods_prepare(const il_mods *mods, il_shape *place);
/* Whether a set record of the function may write the place, which is prepared:
 * 1 or 0; -1 when the record stores into a variable of the function. */
int il_mods_set_write(const il_mods *mods, uint32_t function, uint32_t record,
                      const il_shape *place);

/* Whether the function, or anything it calls, may write the place.  For a
 * function outside: what it writes without its arguments. */
bool il_mods_write(const il_mods *mods, uint32_t function,
                   const il_shape *place);
/* Whether the call may: its targets, or through its arguments.  A LOCAL is
 * written only by a call whose arguments have its address. */
bool il_mods_call_write(const il_mods *mods, const il_site *site,
                        const il_shape *place);
/* Whether it may write anything, because something it calls is not known. */
bool il_mods_anything(const il_mods *mods, uint32_t function);
/* Whether the function or anything it calls stalls the processor. */
bool il_mods_stall(const il_mods *mods, uint32_t function);
/* Whether one target of a call does. */
bool il_mods_call_stall(const il_mods *mods, const il_site *site);

/* The stores in the function's own body to what is not its own variable. */
const il_own_write *il_mods_own(const il_mods *mods, uint32_t function,
                                uint32_t *count);
const il_shape *il_mods_shape(const il_mods *mods, uint32_t shape);
il_taken *il_mods_taken(const il_mods *mods);

/* What calls of a routine outside do to memory of the program. */
typedef enum il_outside {
  IL_OUTSIDE_NOTHING,   /* they write nothing */
  IL_OUTSIDE_ARGUMENTS, /* what their arguments point to */
  IL_OUTSIDE_ANYTHING   /* anything */
} il_outside;
il_outside il_routine_writes(const il_routine *routine);
/* Whether the result of the routine, or what it fills, is read from the
 * device. */
bool il_routine_reads_device(const il_routine *routine);
bool il_routine_stalls(const il_routine *routine);

/* The call at a record of a function's unit; null when there is none. */
const il_site *il_site_at(const il_points *points, uint32_t function,
                          uint32_t record);
/* The scope of a function with a body. */
il_body il_body_of(const il_program *program, uint32_t function);

#ifdef __cplusplus
}
#endif
#endif
