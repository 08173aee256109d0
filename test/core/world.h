/* world.h - a few units, a small knowledge, and what the analysis says. */
#ifndef ISRLINT_TEST_WORLD_H
#define ISRLINT_TEST_WORLD_H

#include "isrlint/analysis.h"

#include "facts_build.h"

enum { WORLD_UNITS = 8 };

typedef struct world {
  il_knowledge *knowledge;
  unit units[WORLD_UNITS];
  const char *groups[WORLD_UNITS];
  size_t count;
  il_facts *facts[WORLD_UNITS]; /* from the first analysis on */
  il_result *result;
} world;

/* The knowledge of the tests: roles HW_INTERRUPT, HW_DPC_ROUTINE, ... and
 * routines whose names say what they are.  'roots' and 'routines' replace those
 * tables when they are not null. */
il_knowledge *world_knowledge(const char *roots, const char *routines);
extern const char *const world_roots, *const world_routines;

void world_begin(world *w);
/* The next unit; with flags, which tell builds of one source apart, and a group
 * or none (null). */
unit *world_unit(world *w, const char *source);
unit *world_unit_of(world *w, const char *source, const char *flags,
                    const char *group);
/* Ends the units, if they are still open, and analyses them with these rules;
 * 'backwards' hands them over in the opposite order. */
const il_result *world_analyse(world *w, bool backwards, const char *rules);
/* The same with the rules about single calls. */
const il_result *world_end_units(world *w);
void world_end(world *w);

/* Everything that a result says, as one text on the heap; inputs are named by
 * their paths, so that their order does not show. */
char *world_print(const il_result *result);

/* Whether the printed result has this text; told in the failure. */
#define assert_says(result, text) world_says(result, text, true, __LINE__)
#define assert_silent(result, text) world_says(result, text, false, __LINE__)
void world_says(const il_result *result, const char *text, bool wanted,
                int line);

/* Whether the printed result has this text; told in the failure. */
#define assert_says(result, text) world_says(result, text, true, __LINE__)
#define assert_silent(result, text) world_says(result, text, false, __LINE__)
void world_says(const il_result *result, const char *text, bool wanted,
                int line);

#endif
