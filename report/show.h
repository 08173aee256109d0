/* show.h - a program as it was followed, for people who want to look.
 *
 * The result must have its view (il_options.view).  Each prints to 'out', with
 * paths as il_shown_path() writes them, and returns how much there was to say;
 * 0 when what was asked for is not there. */
#ifndef ISRLINT_REPORT_SHOW_H
#define ISRLINT_REPORT_SHOW_H

#include "isrlint/report.h"

/* The call trees of all roots, or of the functions of these names: level, loops
 * and findings by line.  Returns how many trees,
 * SIZE_MAX when memory runs out. */
size_t il_show_tree(FILE *out, const il_result *result,
                    const il_report_options *options, char *const *names,
                    size_t count);
/* The same in Graphviz's language: all of it, or what the functions of these
 * names reach.  Returns how many functions in their contexts, SIZE_MAX when
 * memory runs out. */
size_t il_show_graph(FILE *out, const il_result *result, char *const *names,
                     size_t count);
/* At which levels a function runs, the way there, and the other roots.
 * SIZE_MAX when memory runs out. */
size_t il_show_why(FILE *out, const il_result *result,
                   const il_report_options *options, const char *name);
/* What there is at a line, and why it is not reported.  'file' is a path, or
 * the end of one from a folder on. */
size_t il_show_why_not(FILE *out, const il_result *result,
                       const il_report_options *options, il_str file,
                       uint32_t line);

#endif
