/* link.h - from units to programs. */
#ifndef ISRLINT_CORE_LINK_H
#define ISRLINT_CORE_LINK_H

#include "isrlint/program.h"

#include "unit.h"

#ifdef __cplusplus
extern "C" {
#endif

struct il_program {
  const il_knowledge *knowledge;
  il_str name;
  const il_unit **units; /* in the order of il_unit_cmp() */
  uint32_t unit_count;
  il_function *functions; /* by name, then unit */
  uint32_t function_count;
  uint32_t **bound; /* by unit, then place among its fns: the function */
};

typedef struct il_programs {
  il_program *items; /* by name */
  uint32_t count;
} il_programs;

/* Makes programs of the units, which must stand in the order of il_unit_cmp().
 *
 * Units of one group are one program.  Without groups a program is what is
 * reached by references from a unit that defines an entry function.  A unit
 * that no program reaches joins the one program that it refers to, else the one
 * that its folder holds; what is left makes programs of the units that refer to
 * each other or lie in one folder.  So each unit is in at least one program,
 * unless it was handed in twice.
 *
 * False when out of memory. */
bool il_link(const il_knowledge *knowledge, const il_unit *units,
             uint32_t count, il_arena *arena, il_programs *programs);

#ifdef __cplusplus
}
#endif
#endif
