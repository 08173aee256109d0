/* facts_build.h - units for tests, one line of test a line of facts.
 *
 * Every statement stands on a line of its own, column 3; 'line' may be set
 * before it.  Functions and types that are only named are added at the end. */
#ifndef ISRLINT_TEST_FACTS_BUILD_H
#define ISRLINT_TEST_FACTS_BUILD_H

#include "isrlint/facts.h"

enum { UNIT_NAMES = 64, UNIT_TYPES = 32 };

typedef struct unit {
  il_facts *facts;
  const char *source;
  uint32_t file; /* that statements stand in: 1 is the source, 2 the header */
  uint32_t line; /* of the last statement */
  uint32_t results;
  il_at last; /* where the last statement stands */
  bool open;  /* a block is open */
  char defined[UNIT_NAMES][48], named[UNIT_NAMES][48], types[UNIT_TYPES][64];
  size_t defined_count, named_count, type_count;
} unit;

/* Begins a unit; 'flags' tells builds of one source apart. */
void unit_begin(unit *u, const char *source, const char *flags);
/* The same for a unit that is not whole. */
void unit_begin_as(unit *u, const char *source, uint32_t state,
                   uint32_t errors);
/* Ends it and gives its facts; the caller frees them. */
il_facts *unit_end(unit *u);

/* From here on statements stand in this header; null: in the source again. */
void unit_in(unit *u, const char *header);

/* Begins a function with a body.  'flags' are IL_FN_ bits, IL_FN_DEFINED is
 * added; 'typedefs' what each declaration says ("HW_INTERRUPT|" is one with a
 * role and then one without), or null. */
void unit_fn(unit *u, const char *name, uint32_t flags, const char *typedefs);
/* Begins one that is declared only; 'type' its type id, or null. */
void unit_declare(unit *u, const char *name, const char *typedefs,
                  const char *type);
void unit_param(unit *u, const char *owner, uint32_t index, const char *name,
                const char *type);
/* Parameters, locals: with an owner; else '-'. */
void unit_var(unit *u, const char *owner, uint32_t storage, const char *name,
              const char *type, uint32_t flags);
void unit_field(unit *u, const char *record, const char *name,
                const char *type);
/* A typedef or any other type; 'kind' is IL_TYPE_. */
void unit_type(unit *u, const char *id, uint32_t kind, const char *base);
/* An initialiser of the variable before. */
void unit_init(unit *u, const char *place, const char *value);

/* In a body.  'args' are terms with ';' between them, or "". */
void unit_call(unit *u, const char *callee, const char *args);
void unit_set(unit *u, const char *place, const char *value);
/* Ends the block: 'ret', with a value or null. */
void unit_ret(unit *u, const char *value);
void unit_br(unit *u, const char *condition, uint32_t yes, uint32_t no);
void unit_jmp(unit *u, uint32_t to);
/* A switch over two values and the rest. */
void unit_sw(unit *u, const char *value, uint32_t one, uint32_t two,
             uint32_t rest);
/* A comment to isrlint at this line of the source. */
void unit_comment(unit *u, uint32_t line, const char *text);
/* Begins a block; unit_fn() has begun block 1. */
void unit_block(unit *u, uint32_t number, uint32_t flags);

#endif
