/* points.h - which functions the pointers of a program can hold.
 *
 * Flow-insensitive: a place holds every function that some statement of the
 * program puts there, in whatever order.  Places are told apart like this:
 *
 *   a member       by record and member, whatever object it is in; and by the
 *                  object as well, when that is only used part by part
 * (places.h) a variable     by its function and name, or by its name an array
 * one place for all its elements, with the same exception
 *   '*p'           the place 'p'; what is stored there goes to all places whose
 *                  address 'p' has
 *
 * So structure assignment and tables need no rules of their own.  What a
 * routine outside of the program does with a pointer is not seen here. */
#ifndef ISRLINT_CORE_POINTS_H
#define ISRLINT_CORE_POINTS_H

#include "list.h"
#include "places.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum il_hop_kind {
  IL_HOP_STORED,   /* by a store or an initialiser */
  IL_HOP_PASSED,   /* as an argument */
  IL_HOP_RETURNED, /* by a return statement, or as the result of a call */
  IL_HOP_ADDRESS   /* by a store through the address of the place */
} il_hop_kind;

/* The step by which a function came into a cell. */
typedef struct il_hop {
  il_hop_kind kind;
  uint32_t unit, record; /* the statement */
  uint32_t from;         /* cell it came from; IL_NONE: named right there */
  uint32_t callee;       /* PASSED: function it is passed to */
} il_hop;

typedef struct il_held {
  uint32_t function;
  il_hop hop; /* the first one found */
} il_held;

typedef struct il_flow_edge {
  uint32_t to;
  il_hop hop;
} il_flow_edge;

typedef enum il_cell_kind {
  IL_CELL_LOCAL,  /* parameter, local or static local */
  IL_CELL_GLOBAL, /* variable at file scope */
  IL_CELL_FIELD,
  IL_CELL_RETURN, /* what a function returns */
  IL_CELL_RESULT, /* what a call gives */
  IL_CELL_CALLEE  /* what an indirect call calls */
} il_cell_kind;

typedef struct il_cell {
  il_cell_kind kind;
  il_str record, name; /* FIELD: both; LOCAL, GLOBAL: the name */
  uint32_t unit;       /* where the type is looked up */
  il_str type;         /* id of the declared type, or empty */
  uint32_t site;       /* CALLEE: its call */
  bool written; /* something is stored through it, as through a pointer */
  bool open;    /* it may hold what a routine gave of which nothing is known */
  IL_LIST(il_held) held;
  IL_LIST(il_flow_edge) edges;
} il_cell;

/* One call in the source. */
typedef struct il_site {
  uint32_t caller;       /* function */
  uint32_t unit, record; /* the call record */
  uint32_t block;        /* record of the block it stands in */
  uint32_t direct;       /* function called by name, else IL_NONE */
  uint32_t cell;         /* without a name: the cell that holds the targets */
  uint32_t back; /* cell of the functions that the routine called calls back, or
                    IL_NONE */
} il_site;

typedef struct il_points {
  const il_program *program;
  il_arena *arena;
  IL_LIST(il_cell *) cells;
  IL_LIST(il_site) sites; /* by unit, then record */
  uint32_t *site_first;   /* by function: its sites are those from here ... */
  uint32_t *site_end;     /* ... to here */
  il_map *cell_map, *field_map;
  il_places places;
} il_points;

struct il_idle;

/* Fills *points, without what is stored in code that 'idle' knows not to run
 * (may be null); il_points_free() gives back what is not in the arena, also
 * after a failure.  False when out of memory. */
bool il_points_solve(il_points *points, const il_program *program,
                     const struct il_idle *idle, il_arena *arena);
void il_points_free(il_points *points);

/* The functions that an argument (or any other value in a function's body) can
 * be: a new cell that holds them.  IL_NONE when out of memory. */
uint32_t il_points_value(il_points *points, uint32_t function, il_term value,
                         il_hop hop);

/* The functions that a call can reach: one, or those that its cell holds. */
uint32_t il_site_target_count(const il_points *points, const il_site *site);
uint32_t il_site_target(const il_points *points, const il_site *site,
                        uint32_t index);

/* Whether a call may also go where nothing is known of: it reaches none, or
 * what an unknown routine gave is among the values. */
bool il_site_is_open(const il_points *points, const il_site *site);

/* How the cell holds the function; null when it does not. */
const il_held *il_cell_find(const il_cell *cell, uint32_t function);
/* The cell to name in "called through": the first member or file-scope variable
 * on the way that the function came to the cell, else the nearest variable;
 * IL_NONE when there is none. */
uint32_t il_points_through(const il_points *points, uint32_t cell,
                           uint32_t function);
/* The hop to tell of how the function came to the cell: behind those by
 * address.  Null when the cell does not hold the function. */
const il_hop *il_points_arrival(const il_points *points, uint32_t cell,
                                uint32_t function);
/* The hop at which the function's name stands, behind this cell, and the cell
 * that it goes to; null when the cell does not hold the function. */
const il_hop *il_points_origin(const il_points *points, uint32_t cell,
                               uint32_t function, uint32_t *start);
/* Adds "REC.member" or the variable's name. */
void il_cell_text(const il_cell *cell, il_buf *buf);

/* The row of what a call of the function is judged by: of a routine outside,
 * or of one whose body is in a header or hides behind the row; null when the
 * body is to be followed, or nothing is known. */
const il_routine *il_function_routine(const il_program *program,
                                      const il_function *function);
/* Whether a call goes on into the function's body. */
bool il_function_entered(const il_program *program,
                         const il_function *function);

#ifdef __cplusplus
}
#endif
#endif
