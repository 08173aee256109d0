/* show.h - a program as it was followed: 'tree', 'why' and 'why-not'. */
#ifndef ISRLINT_TOOL_SHOW_H
#define ISRLINT_TOOL_SHOW_H

#include "options.h"

#include "isrlint/report.h"

/* What the words of the command line ask of a result that has its view. */
typedef struct showing {
  const il_result *result;
  const il_report_options *paper; /* for paths that open from here */
  char **words;                   /* arguments that name no file or folder */
  size_t count;
  bool verbose;
} showing;

/* These print to standard output and return the code to end with. */

/* The call trees of all roots, or of the functions that the words name: level,
 * loops and findings by line.  With 'dot' in Graphviz's language. */
int show_tree(const showing *how, bool dot);
/* At which levels a function runs, and the way there. */
int show_why(const showing *how);
/* Why a line is not reported; the word is FILE:LINE. */
int show_why_not(const showing *how);

#endif
