/* options.h - the command line, read once. */
#ifndef ISRLINT_TOOL_OPTIONS_H
#define ISRLINT_TOOL_OPTIONS_H

#include "isrlint/analysis.h"

/* What the command ends with. */
enum {
  EXIT_CLEAN = 0,     /* nothing at or above --fail-on */
  EXIT_FINDINGS = 1,  /* findings */
  EXIT_TROUBLE = 2,   /* isrlint could not do its work */
  EXIT_INCOMPLETE = 3 /* --strict, and the answer is incomplete */
};

typedef struct options {
  const char *program; /* argv[0] */
  const char *verb;
  char **files; /* what is left after the options */
  int file_count;
  const char *build_dir; /* -p */
  const char *sarif;     /* --sarif */
  const char *rules;     /* --rules */
  const char *cache;     /* --cache */
  const char *wdk;       /* --wdk */
  int clang;             /* --clang, 0: the newest installed */
  int jobs;              /* -j, 0: one per processor */
  il_severity fail_on;   /* --fail-on; 0: never */
  int color;             /* --color; -1: auto */
  bool strict, quiet, verbose;
  bool suppressed; /* --show-suppressed */
  bool timings;    /* --timings */
  bool dot;        /* tree: --dot */
  char **words;    /* tree, why, why-not: names of functions, places */
  int word_count;
  bool text, describe; /* facts: canonical text; description of the form */
} options;

/* Reads argv.  Returns -1 to go on, else the exit code to end with (help,
 * version, or a usage error that has been reported). */
int options_read(options *opts, int argc, char **argv);

/* Prints 'isrlint: error: ...' to standard error and returns EXIT_TROUBLE. */
int trouble(const char *format, ...) IL_PRINTF(1, 2);
/* Prints 'isrlint: note: ...' to standard error. */
void remark(const char *format, ...) IL_PRINTF(1, 2);

#endif
