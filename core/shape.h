/* shape.h - what storage a place is, as far as its type tells.
 *
 * Objects are not told apart: '(* %a).EXT:n' and '(* %b).EXT:n' have one shape.
 * Two shapes that do not overlap are never the same storage, unless the program
 * reads memory as what it was not written as. */
#ifndef ISRLINT_CORE_SHAPE_H
#define ISRLINT_CORE_SHAPE_H

#include "link.h"
#include "list.h"
#include "map.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A term of a unit, in the body of a function ("" at file body). */
typedef struct il_body {
  const il_unit *unit;
  uint32_t unit_number;
  il_str function;
} il_body;

/* The type record behind typedefs and enumerations; null when it is not
 * known. */
const il_rec_type *il_type_plain(const il_unit *unit, il_str id);
/* Id of the type of a term; empty when it is not known, or is no declared type,
 * as that of a sum. */
il_str il_term_type(const il_body *body, il_term term);
/* The integer type that a term has in C's arithmetic; bits 0 when it is none,
 * or not known. */
il_int il_term_int(const il_body *body, il_term term);
/* The bits that a place can keep: of a bit-field its own; 64 of a pointer; 0
 * when it is not known. */
uint32_t il_place_bits(const il_body *body, il_term place);
bool il_term_is_pointer(const il_body *body, il_term term);
/* Whether 'term' has 'part' in it. */
bool il_term_has(const il_facts *facts, il_term term, il_term part);

/* The variable record of a VAR or GLOBAL node; null when it is not known. */
const il_rec_var *il_find_var(const il_body *body, const il_node *node);

/* Least and largest value that a term can have. */
typedef struct il_span {
  bool known;
  int64_t low, high;
} il_span;
il_span il_term_span(const il_body *body, il_term term);

typedef enum il_shape_kind {
  IL_SHAPE_ANY,    /* memory of which nothing is known */
  IL_SHAPE_FIELD,  /* a member */
  IL_SHAPE_GLOBAL, /* a variable at file body, or a part of it */
  IL_SHAPE_RECORD, /* a whole object of a record type */
  IL_SHAPE_SCALAR, /* a value that a pointer points to */
  IL_SHAPE_LOCAL   /* a local variable or parameter, or a part of it */
} il_shape_kind;

enum { IL_SHAPE_STEPS = 8 };

/* One member on the way, and which bits of its record the place has. */
typedef struct il_shape_step {
  il_str record, field;
  uint64_t low, high; /* bits 'low' to 'high' - 1 */
} il_shape_step;

typedef struct il_shape {
  il_shape_kind kind;
  const il_unit *unit; /* in which the names are looked up */
  il_str root;         /* GLOBAL, LOCAL: the variable; RECORD: the record */
  uint32_t own;        /* GLOBAL: unit number of a static one, else IL_NONE */
  bool escaped;        /* GLOBAL, LOCAL: its address is taken somewhere */
  uint32_t bits;       /* SCALAR: of the value, 0 when not known */
  uint32_t step_count; /* FIELD, and GLOBAL or LOCAL with members */
  il_shape_step steps[IL_SHAPE_STEPS]; /* outermost first */
  const uint64_t *mask;                /* of il_mods_prepare(), else null */
} il_shape;

/* The shape of a place.  An element stands for its array. */
il_shape il_shape_of(const il_body *body, il_term place);
/* The shape of what a pointer points to. */
il_shape il_shape_behind(const il_body *body, il_term pointer);
/* The record type of a place that is a whole object; empty otherwise. */
il_str il_place_record(const il_body *body, il_term place);

/* Members whose address is taken somewhere: a pointer to a value may be a
 * pointer to them. */
typedef struct il_taken il_taken;

/* Whether two places can be the same storage.  Two LOCAL ones must be of one
 * function. */
bool il_shape_overlap(il_taken *taken, const il_shape *a, const il_shape *b);

/* All members and variables of the program whose address is taken; null when
 * out of memory. */
il_taken *il_taken_find(const il_program *program, il_arena *arena);
void il_taken_free(il_taken *taken);

#ifdef __cplusplus
}
#endif
#endif
