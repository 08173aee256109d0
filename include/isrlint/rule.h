/* isrlint/rule.h - what a rule sees, and how it speaks.
 *
 * A rule is a folder rules/<id> with rule.c and README.md, and a line in
 * rules/rules.def.  rule.c defines one constant, il_rule_<symbol>:
 *
 *   const il_rule il_rule_blocking_call = {.on_call = on_call};
 *
 * The core shows it each call in each context that some root reaches; the rule
 * answers with a claim or stays silent.  The core picks the shortest way for
 * the route and the notes, joins claims about one place, and adds who else
 * reaches it. */
#ifndef ISRLINT_RULE_H
#define ISRLINT_RULE_H

#include "isrlint/program.h"

#ifdef __cplusplus
extern "C" {
#endif

/* An answer that may be missing. */
typedef enum il_truth { IL_MAYBE, IL_FALSE, IL_TRUE } il_truth;

/* One call of a routine that is not entered, in one context.  It lives while
 * the rule looks at it. */
typedef struct il_visit il_visit;

const il_program *il_visit_program(const il_visit *visit);
/* The function that makes the call. */
const il_function *il_visit_function(const il_visit *visit);
/* The level the call is made at; never unknown. */
il_level il_visit_level(const il_visit *visit);
/* The name of what is called, for people; ends in NUL. */
const char *il_visit_callee(const il_visit *visit);
/* What is known of it; null when there is no row. */
const il_routine *il_visit_routine(const il_visit *visit);
/* Whether a condition of a row ("(== %0 #1)") holds for the arguments.  An
 * empty condition holds; one that is not written down ("?") may or may not. */
il_truth il_visit_holds(il_visit *visit, il_str condition);
/* Text for a claim, as printf() makes it; lives as long as the result. */
const char *il_visit_text(il_visit *visit, const char *format, ...)
    IL_PRINTF(2, 3);

/* What a rule says of a call. */
typedef struct il_claim {
  /* The fact, with the limit: "call to 'X' can block".  The core goes on with
   * the route: "reachable from ...", or "in ..." when the call stands in the
   * root itself. */
  const char *fact;
  const char *joint;    /* between the fact and "reachable from" */
  il_severity severity; /* 0: that of the rule */
  il_level limit;       /* highest level allowed, or IL_LEVEL_UNKNOWN */
  il_str page;          /* page that the limit stands on, or empty */
  const char *deed;     /* what is to happen elsewhere: "call it" */
  bool fits_dpc;        /* whether a DPC routine is elsewhere enough */
} il_claim;

/* Makes a claim about the call; one for each visit, a later one is ignored. */
void il_visit_claim(il_visit *visit, const il_claim *claim);

typedef struct il_rule {
  void (*on_call)(il_visit *visit);
} il_rule;

#ifdef __cplusplus
}
#endif
#endif
