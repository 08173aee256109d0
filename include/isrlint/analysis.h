/* isrlint/analysis.h - from facts to findings.
 *
 * il_analyse() links units into programs, finds the roots (the routines that
 * Windows calls), computes at which level each function runs, and runs the
 * rules.  The il_result is plain data that the reports read; everything in it
 * lives until il_result_free(), and the facts and the knowledge handed in must
 * live as long.
 *
 * Order is deterministic: the same facts in any order give the same result. */
#ifndef ISRLINT_ANALYSIS_H
#define ISRLINT_ANALYSIS_H

#include "isrlint/facts.h"
#include "isrlint/knowledge.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum il_severity { IL_NOTE = 1, IL_WARNING, IL_ERROR } il_severity;
/* "note", "warning", "error". */
const char *il_severity_name(il_severity severity);

/* What a rule's findings need to be true: facts of one unit, or of a whole
 * program. */
typedef enum il_scope { IL_SCOPE_UNIT, IL_SCOPE_PROGRAM } il_scope;
typedef enum il_tier {
  IL_TIER_DEFAULT,
  IL_TIER_PREVIEW,
  IL_TIER_OPT_IN
} il_tier;

/* One line of rules/rules.def.  'sentence' is the first sentence of its
 * README; 'readme' the whole README, embedded. */
typedef struct il_rule_info {
  const char *id;       /* "irql-too-high" */
  uint32_t number;      /* 1003 for ISR1003 */
  il_severity severity; /* of its findings, unless a finding says otherwise */
  il_scope scope;
  il_tier tier;
  const char *sentence;
  const char *readme;
} il_rule_info;

/* The rules in the order of rules.def; null from the number of rules on. */
const il_rule_info *il_rule_at(size_t index);
/* The rule of this id; null when there is none. */
const il_rule_info *il_rule_find(il_str id);

/* A place in a source file.  'path' is as in the file record; null when the
 * thing has no place.  'unit' is the place among the inputs of the facts that
 * name it, and 'host' its front end's cookie there. */
typedef struct il_spot {
  const char *path;
  uint32_t line, column;
  uint32_t unit, host;
} il_spot;

/* What one step of the way from the offending place to the root says. */
typedef enum il_step_kind {
  IL_STEP_CALL, /* 'function' is called from the next function outwards here */
  IL_STEP_POINTER, /* where the function was stored that an indirect call
                      reaches */
  IL_STEP_ROOT,    /* where the root is declared or registered */
  IL_STEP_RELATED, /* something else worth seeing */
  IL_STEP_ADVICE   /* what to do; has no place */
} il_step_kind;

typedef struct il_step {
  il_step_kind kind;
  il_spot at;
  const char *text; /* one sentence in the wording of a note */
  const char
      *function;  /* linkage name of the function the place is in, or null */
  il_level level; /* level that function runs at, or IL_LEVEL_UNKNOWN */
} il_step;

/* One finding: an offending place, why, and the shortest way to it. */
typedef struct il_finding {
  const il_rule_info *rule;
  il_severity severity;
  il_spot at;
  const char *message;   /* one sentence: the fact, the limit, the route */
  const char *function;  /* linkage name of the function that holds the place */
  const char *callee;    /* name of the routine called there, or null */
  uint32_t ordinal;      /* among equal (rule, function, callee), from 1 */
  il_level level;        /* level of the context */
  il_level limit;        /* highest level allowed, or IL_LEVEL_UNKNOWN */
  const char *page;      /* page the limit stands on, or null */
  const char *root;      /* name of the root of the shortest way */
  il_spot root_at;       /* where the root is defined; may have no place */
  const char *root_kind; /* "interrupt routine", "DPC routine", ... */
  const il_step *steps;  /* from the place outwards to the root; then advice */
  size_t step_count;
  uint32_t other_roots; /* further roots from which the place is reached */
  uint32_t program;     /* place among the programs of the result */
  /* With il_options.files the files, in which there is a call, a
   * store or a root of any way that leads to the place; else none. */
  const char *const *files;
  size_t file_count;
  /* Why a comment in the source hides it, and where; null when none does. */
  const char *suppression;
  il_spot suppressed_at;
  char identity[17]; /* 16 hexadecimal digits over rule, function, callee,
                        ordinal */
  char chain[17];    /* the same over rule and the names along the way */
} il_finding;

/* A routine that Windows or a library calls at a level of its own. */
typedef struct il_root {
  const char *name;  /* linkage name */
  const char *role;  /* "HW_INTERRUPT" */
  const char *kind;  /* "interrupt routine" */
  bool is_interrupt; /* a line or message interrupt routine */
  il_level level;
  il_spot at;      /* where the role was given */
  const char *how; /* note text: "'X' is declared 'HW_INTERRUPT' here" */
} il_root;

typedef enum il_port_model {
  IL_PORT_UNKNOWN, /* no known initialise routine is called */
  IL_PORT_STORPORT,
  IL_PORT_SCSIPORT,
  IL_PORT_OTHER
} il_port_model;

/* Whether a loop ends, and what decides it.  Only the first ones are proofs of
 * an end; DEVICE, DATA and NONE are proofs that no count bounds it. */
typedef enum il_loop_kind {
  IL_LOOP_UNDECIDED, /* a step of the proof is missing: say nothing */
  IL_LOOP_CONSTANT,  /* at most so many turns */
  IL_LOOP_CAPPED,    /* the same, by the width of a type or a mask */
  IL_LOOP_INVARIANT, /* ends; the limit does not change in the loop, its size is
                        not known */
  IL_LOOP_CALL,      /* hangs on the result of a routine outside */
  IL_LOOP_DATA,      /* follows or consumes memory, with no count */
  IL_LOOP_DEVICE,    /* every exit hangs on what the device says */
  IL_LOOP_NONE       /* has no exit that can be taken later */
} il_loop_kind;
/* "undecided", "constant", "capped", "invariant", "call", "data", "device",
 * "none". */
const char *il_loop_kind_name(il_loop_kind kind);

/* Something of which nothing is known, and how often it is called. */
typedef struct il_unknown {
  const char *name; /* of the routine; of an indirect call its callee term */
  uint32_t calls;
  il_level level; /* highest level it is called at */
  il_spot at;     /* the first call */
} il_unknown;

/* ---- the view: what was followed, for those who want to look ------------ */

/* "None" where a place in one of the view's lists is expected. */
#define IL_VIEW_NONE UINT32_MAX

typedef enum il_view_state {
  IL_VIEW_ENTERED,    /* goes on in a function of the program */
  IL_VIEW_KNOWN,      /* a routine outside of which something is known */
  IL_VIEW_UNKNOWN,    /* a routine outside of which nothing is known */
  IL_VIEW_UNRESOLVED, /* through a pointer that holds no known function */
  IL_VIEW_DEAD /* not followed: behind a test that is decided in normal work */
} il_view_state;

typedef struct il_view_call {
  il_spot at;
  const char *callee; /* for people; of an unresolved call its term */
  il_view_state state;
  uint32_t context;   /* ENTERED: place among the contexts */
  il_level level;     /* at the call */
  const char *remark; /* why nothing, or what, is said of it; one clause */
} il_view_call;

typedef struct il_view_loop {
  il_spot at;
  il_loop_kind kind;
  uint64_t turns;  /* CONSTANT, CAPPED */
  const char *why; /* one clause */
  il_level level;  /* in this context */
} il_view_loop;

/* A function at a level. */
typedef struct il_view_context {
  uint32_t function; /* place among the functions */
  il_level level;    /* at its beginning */
  uint32_t root;     /* root on the shortest way: place among the roots */
  uint32_t parent;   /* context that calls it on that way, or IL_VIEW_NONE */
  const char *held;  /* "with the Interrupt lock held", or null */
  const il_view_call *calls; /* in the order of the source's statements */
  size_t call_count;
  const il_view_loop *loops;
  size_t loop_count;
} il_view_context;

/* A function with a body. */
typedef struct il_view_function {
  const char *name, *linkage;
  il_spot at;
  uint32_t last_line; /* of its statements in the file of 'at' */
  bool reached;
} il_view_function;

typedef struct il_view {
  const il_view_function *functions; /* by linkage name */
  size_t function_count;
  const il_view_context *contexts; /* nearest to the roots first */
  size_t context_count;
} il_view;

typedef struct il_program_result {
  const char
      *name; /* of the driver: target name, or that of its entry's folder */
  il_port_model model;
  const char *model_routine; /* the routine that shows the model, or null */
  const uint32_t *units;     /* inputs, ascending */
  size_t unit_count;
  size_t functions;          /* with a body */
  size_t functions_at_dirql; /* of them, those that run at DIRQL or above */
  size_t functions_reached;  /* of them, those that some root reaches */
  const il_root *roots;      /* by kind, then name */
  size_t root_count;
  size_t interrupt_count;    /* how many of them are interrupt routines */
  const il_unknown *unknown; /* external routines without a row, by name */
  size_t unknown_count;
  size_t external_count;        /* external routines called, known or not */
  const il_unknown *unresolved; /* indirect calls without a target, by place */
  size_t unresolved_count;
  const char *const *nograph; /* functions whose body had no graph, by name */
  size_t nograph_count;
  const il_view *view; /* when asked for, else null */
} il_program_result;

/* A unit whose answer is incomplete, and why. */
typedef struct il_gap {
  uint32_t unit;
  const char *source;
  const char *why; /* "3 errors; bodies may lack statements" */
} il_gap;

typedef struct il_result {
  const il_program_result *programs; /* by name */
  size_t program_count;
  const il_finding *findings; /* by path, line, column, rule number */
  size_t finding_count;
  const il_gap *gaps; /* by source */
  size_t gap_count;
  size_t unit_count, function_count;
} il_result;

/* One unit to analyse.  Units with the same non-empty 'group' are linked into
 * one program, as the build system does; without groups the program is what is
 * reached from each unit that defines an entry function. */
typedef struct il_input {
  const il_facts *facts;
  il_str group; /* {0}: not known */
} il_input;

typedef struct il_options {
  il_str rules; /* "default", "all", ids with '-id' to drop, joined by ','; {0}:
                   default */
  bool view;    /* make the view of each program */
  bool files;   /* find the files of each finding */
  bool unit_only; /* plugin: report only what is true of the unit alone */
} il_options;

/* Checks a rules option; false, with the unknown word and the nearest id in
 * *err, when a word is no rule. */
bool il_rules_valid(il_str rules, il_error *err);

/* Null, with *err filled, when out of memory or at a limit.  'rules' must be
 * valid. */
il_result *il_analyse(const il_knowledge *knowledge, const il_input *inputs,
                      size_t count, const il_options *options, il_error *err);
/* Null is fine. */
void il_result_free(il_result *result);

#ifdef __cplusplus
}
#endif
#endif
