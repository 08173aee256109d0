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

typedef struct il_report_options {
  const char *root; /* folder that paths are relative to; null: none is known,
                       no source is shown */
  const char *version; /* of isrlint */
  bool color;          /* text: escape sequences */
  bool verbose;        /* summary: list every unknown routine and root */
  int exit_code;       /* SARIF: what the command is about to end with */
} il_report_options;

/* Findings with source lines, carets and notes.  False when writing failed. */
bool il_report_text(FILE *out, const il_result *result,
                    const il_report_options *options);

/* Programs, units, functions, roots, unknown routines, what was not seen,
 * number of findings.  False when writing failed. */
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
