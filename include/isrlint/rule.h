/* isrlint/rule.h - what a rule sees, and how it speaks.
 *
 * A rule is a folder rules/<id> with rule.c and README.md, and a line in
 * rules/rules.def.  rule.c defines one constant, il_rule_<symbol>:
 *
 *   const il_rule il_rule_blocking_call = {.on_call = on_call};
 *
 * The core shows it what happens in each context that some root reaches; the
 * rule answers with a claim or stays silent.  The core picks the shortest way
 * for the route and the notes, joins claims about one place, and adds who else
 * reaches it. */
#ifndef ISRLINT_RULE_H
#define ISRLINT_RULE_H

#include "isrlint/program.h"

#ifdef __cplusplus
extern "C" {
#endif

/* An answer that may be missing. */
typedef enum il_truth { IL_MAYBE, IL_FALSE, IL_TRUE } il_truth;

/* What a rule is shown: a call, a loop or a root, in one context.  It lives
 * while the rule looks at it. */
typedef struct il_visit il_visit;

const il_program *il_visit_program(const il_visit *visit);
/* The port driver that the program registers with. */
il_port_model il_visit_model(const il_visit *visit);
/* The function that makes the call or holds the loop; of a root, the root. */
const il_function *il_visit_function(const il_visit *visit);
/* The level there; never unknown. */
il_level il_visit_level(const il_visit *visit);
/* The row of the root from which the shortest way leads here. */
const il_root_row *il_visit_root(const il_visit *visit);
/* The program's DPC routine, for people; null when none was found. */
const char *il_visit_dpc(il_visit *visit);
/* Text for a claim or note, as printf() makes it; lives as long as the result.
 */
const char *il_visit_text(il_visit *visit, const char *format, ...)
    IL_PRINTF(2, 3);
/* Adds a note to the claim that is made next, before the notes of the route.
 * 'unit' is a unit of the program that 'at' belongs to. */
void il_visit_note(il_visit *visit, uint32_t unit, il_at at, const char *text);

/* ---- calls ------------------------------------------------------------ */

/* The name of what is called, for people; ends in NUL. */
const char *il_visit_callee(const il_visit *visit);
/* What is known of a routine outside; null when there is no row. */
const il_routine *il_visit_routine(const il_visit *visit);
/* The function that is entered. */
const il_function *il_visit_entered(const il_visit *visit);
/* Whether a record of its facts can run in the context that it is entered in.
 */
bool il_visit_runs(const il_visit *visit, uint32_t record);
/* Whether Windows enters it: then there is no call. */
bool il_visit_is_entry(const il_visit *visit);
/* Whether a condition of a row ("(== %0 #1)") holds for the arguments.  An
 * empty condition holds; one that is not written down ("?") may or may not. */
il_truth il_visit_holds(il_visit *visit, il_str condition);

/* ---- loops ------------------------------------------------------------ */

/* One way out of a loop. */
typedef struct il_loop_exit {
  il_at at;         /* of its condition, in the function's unit */
  const char *text; /* why it does not count, or what it counts: "this exit
                       depends on 'READ_REGISTER_ULONG', which reads the device"
                       */
} il_loop_exit;

/* A loop of the function, or a cycle of calls. */
typedef struct il_loop_fact {
  il_loop_kind kind;
  uint64_t turns;  /* CONSTANT, CAPPED: at most so many runs of the body */
  const char *why; /* one clause: what the verdict rests on */
  const il_loop_exit *exits; /* in the order of the facts */
  uint32_t exit_count;
  bool stalls;   /* its body stalls the processor */
  bool is_cycle; /* a cycle of calls; il_visit_callee() is called again */
} il_loop_fact;

/* ---- roots ------------------------------------------------------------ */

/* A call of a routine outside that a root reaches. */
typedef struct il_reached {
  const char *callee;
  const il_routine *routine; /* null when nothing is known */
  /* "complete", "log", "queue", "copy": work that belongs in a DPC routine;
   * "defer": the deferral; empty: neither.  "copy" only when its size is more
   * than 256 bytes, or not known. */
  il_str work;
  uint32_t unit;
  il_at at;
} il_reached;

/* The calls that the root reaches, the nearest first; *count is their number.
 */
const il_reached *il_visit_reached(il_visit *visit, size_t *count);
/* Whether all that the root reaches is known: each call goes somewhere, and of
 * each routine outside there is a row. */
bool il_visit_closed(il_visit *visit);
/* Whether the root was found by registration only: no declaration of it names
 * its role. */
bool il_visit_undeclared(const il_visit *visit);

/* ---- speaking --------------------------------------------------------- */

/* What a rule says. */
typedef struct il_claim {
  /* The fact, with the limit: "call to 'X' can block".  The core goes on with
   * the route: "reachable from ...", or "in ..." when the place is in the root
   * itself. */
  const char *fact;
  const char *joint;    /* between the fact and "reachable from"; null: the fact
                           is the whole sentence, and there is no route */
  il_severity severity; /* 0: that of the rule */
  il_level limit;       /* highest level allowed, or IL_LEVEL_UNKNOWN */
  il_str page;          /* page that the limit stands on, or empty */
  const char *deed;     /* what is to happen elsewhere: "call it" */
  bool fits_dpc;        /* whether a DPC routine is elsewhere enough */
  const char *advice;   /* the whole last note, instead of one with the deed */
  const il_reached *call; /* on_root: the call that the claim is about; null:
                             the root */
} il_claim;

/* Makes a claim; one for each visit, a later one is ignored. */
void il_visit_claim(il_visit *visit, const il_claim *claim);

typedef struct il_rule {
  void (*on_call)(il_visit *visit);  /* a routine outside is called */
  void (*on_enter)(il_visit *visit); /* a function of the program is entered */
  void (*on_loop)(il_visit *visit, const il_loop_fact *loop);
  void (*on_root)(il_visit *visit);
} il_rule;

#ifdef __cplusplus
}
#endif
#endif
