/* whole.h - one unit as a program, up to what the loop analysis needs. */
#ifndef ISRLINT_TEST_WHOLE_H
#define ISRLINT_TEST_WHOLE_H

#include "loop.h"

typedef struct whole {
  il_knowledge *knowledge;
  il_facts *facts;
  il_arena *arena, *keep;
  il_unit unit;
  il_programs programs;
  il_points points;
  il_mods *mods;
  il_judge *judge;
} whole;

/* Reads the facts, with the tables that are built in; fails the test when they
 * are not right. */
void whole_begin(whole *w, const char *text, size_t length);
void whole_end(whole *w);
/* The same with a body of the function 'F' made of 'body': lines of blocks as
 * the form has them.  Its parameters are 'n' and 'm' (u32), its locals 'i'
 * (i32) and 'c' (u8); READ_REGISTER_ULONG, KeStallExecutionProcessor and
 * Outside may be called. */
void whole_body(whole *w, const char *state, const char *body);
/* The function of this display name; fails the test when there is none. */
uint32_t whole_function(const whole *w, const char *name);
/* A file of test/core/loops, on the heap, ended by NUL. */
char *whole_file(const char *name, size_t *length);

#endif
