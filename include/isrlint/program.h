/* isrlint/program.h - a linked program: the units of one driver, joined by the
 * names of their functions.
 *
 * Rules get one through isrlint/rule.h.  Everything here is read-only and lives
 * as long as the analysis runs. */
#ifndef ISRLINT_PROGRAM_H
#define ISRLINT_PROGRAM_H

#include "isrlint/analysis.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct il_program il_program;

/* A function that has its body outside of the program. */
#define IL_OUTSIDE UINT32_MAX

/* One function.  A static function of a header is one function in each unit
 * that has its body. */
typedef struct il_function {
  il_str name;    /* linkage name, 'name@file' of a static */
  il_str display; /* for people: without '@file' */
  uint32_t unit;  /* unit of the program that has the body, or IL_OUTSIDE */
  uint32_t first,
      end;        /* its records there: the fn record, and behind the last */
  uint32_t flags; /* of the fn record, IL_FN_DEFINED and so on */
  uint32_t
      definitions; /* outside: bodies between which linking could not choose */
} il_function;

/* Name of the driver, as in the summary. */
il_str il_program_name(const il_program *program);

/* The tables that the analysis runs with. */
const il_knowledge *il_program_knowledge(const il_program *program);

uint32_t il_program_unit_count(const il_program *program);
/* Facts of a unit; null out of range. */
const il_facts *il_program_facts(const il_program *program, uint32_t unit);

uint32_t il_program_function_count(const il_program *program);
/* In the order of the names; null out of range. */
const il_function *il_program_function(const il_program *program,
                                       uint32_t function);
/* The function that a name means in a unit; IL_OUTSIDE when the unit does not
 * name it. */
uint32_t il_program_resolve(const il_program *program, uint32_t unit,
                            il_str name);

#ifdef __cplusplus
}
#endif
#endif
