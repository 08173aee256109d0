/* eval.h - what a condition over the arguments of a call comes to.
 *
 * Three-valued: what is not known for certain is unknown, and stays silent. */
#ifndef ISRLINT_CORE_EVAL_H
#define ISRLINT_CORE_EVAL_H

#include "isrlint/rule.h"

#include "unit.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a term comes to. */
typedef enum il_value_kind {
  IL_VALUE_UNKNOWN,
  IL_VALUE_INT,    /* the integer 'value', of type 'type' */
  IL_VALUE_NONZERO /* an address, or another value that is not 0 */
} il_value_kind;

typedef struct il_value {
  il_value_kind kind;
  il_int type;
  int64_t value;
} il_value;

/* What an argument is. */
typedef struct il_argument {
  uint32_t function; /* that it is; IL_NONE: none that is known */
  il_value value;
} il_argument;

/* What is known of a function in one context. */
typedef struct il_binding {
  const il_argument *arguments; /* by parameter, of those it only reads */
  uint32_t count;
  il_level level; /* throughout its body; unknown: that may change */
} il_binding;

/* One call in its function. */
typedef struct il_call_site {
  const il_unit *unit;
  uint32_t fn;               /* the fn record of the function around it */
  uint32_t end;              /* behind the function's last record */
  uint32_t call;             /* the call record */
  const il_binding *binding; /* of that function; may be null */
} il_call_site;

/* The value of 'term', one of 'condition', in which '%0' is the first argument
 * of the call.  An argument is known when it is made of constants, or of
 * variables whose address is not taken: a local variable into which the
 * function stores one constant only, a static variable that no statement
 * stores into, or a parameter that the binding tells of.  What an argument
 * points to is known when it is the address of such a variable, and that goes
 * nowhere else but to calls of the same routine; then several parts may be
 * stored. */
il_value il_eval(const il_facts *condition, il_term term,
                 const il_call_site *site);

/* The value of a term of a unit that is made of constants. */
il_value il_eval_constant(const il_facts *facts, il_term term);

/* The same, where 'leaf' gives the values of variables, members, elements and
 * results of calls. */
typedef il_value il_leaf_value(void *context, const il_facts *facts,
                               il_term term);
il_value il_eval_leaves(const il_facts *facts, il_term term,
                        il_leaf_value *leaf, void *context);

/* Whether a value is other than 0. */
il_truth il_value_truth(il_value value);

/* Conditions as the tables write them, each read once. */
typedef struct il_conditions il_conditions;

/* Null when out of memory. */
il_conditions *il_conditions_new(il_arena *arena);
/* Null is fine. */
void il_conditions_free(il_conditions *conditions);
/* Whether memory ran out while one was read: then answers are missing. */
bool il_conditions_failed(const il_conditions *conditions);
/* Whether the condition asks for the argument of this number, from 0. */
bool il_condition_asks(il_conditions *conditions, il_str text, uint32_t index);
/* Whether the condition holds at the call.  An empty one does; one that cannot
 * be read, as "?", may or may not. */
il_truth il_condition_holds(il_conditions *conditions, il_str text,
                            const il_call_site *site);

#ifdef __cplusplus
}
#endif
#endif
