/* isrlint/report.h - writing a result for people and programs.
 *
 * Every form reads the same il_result and draws no conclusions of its own. */
#ifndef ISRLINT_REPORT_H
#define ISRLINT_REPORT_H

#include "isrlint/analysis.h"

#include <stdio.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What was to be checked and was not, because it never came to be facts. */
typedef enum il_left_kind {
  IL_LEFT_FAILED, /* a unit that could not be extracted */
  IL_LEFT_CXX,    /* a C++ source, found where the sources of a driver are */
  IL_LEFT_BARE,   /* objects without facts */
  IL_LEFT_NAMED   /* a file that was asked for and is not compiled */
} il_left_kind;

typedef struct il_left {
  il_left_kind kind;
  const char *path; /* below the root, or absolute */
  size_t count;     /* how many they are, for the members of an archive */
} il_left;

typedef struct il_report_options {
  const char *root; /* folder that paths are relative to; null: none is known,
                       no source is shown */
  const char *here; /* text and summary: folder that paths are to open from,
                       absolute as 'root' is then; null: leave them */
  const il_left *left; /* by kind */
  size_t left_count;
  const char *version; /* of isrlint */
  bool color;          /* text: escape sequences */
  bool suppressed;     /* text: show findings that a comment hides, too */
  bool verbose;        /* summary: list every unknown routine and root */
  int exit_code;       /* SARIF: what the command is about to end with */
} il_report_options;

/* Findings with source lines, carets and notes.  False when writing failed. */
bool il_report_text(FILE *out, const il_result *result,
                    const il_report_options *options);

/* Programs, units, functions, roots, unknown routines, what was not seen,
 * number of findings.  Its last line says "not everything was seen" when there
 * are gaps or something was left out: then the answer is incomplete.  False
 * when writing failed. */
bool il_report_summary(FILE *out, const il_result *result,
                       const il_report_options *options);

/* SARIF 2.1.0, one run.  False when writing failed or out of memory. */
bool il_report_sarif(FILE *out, const il_result *result,
                     const il_report_options *options);

/* An output form, one line of report/formats.def. */
typedef struct il_format {
  const char *name;     /* "sarif" */
  const char *sentence; /* what it is for, lower case, without a full stop */
  bool (*write)(FILE *out, const il_result *result,
                const il_report_options *options);
} il_format;

/* The forms in the order of formats.def; null from the number of forms on. */
const il_format *il_format_at(size_t index);
/* The form of this name; null when there is none. */
const il_format *il_format_find(il_str name);

#ifdef __cplusplus
}
#endif
#endif
