/* show.h - a program as it was followed: 'tree', 'why' and 'why-not'. */
#ifndef ISRLINT_TOOL_SHOW_H
#define ISRLINT_TOOL_SHOW_H

#include "options.h"

/* These print to standard output and return the code to end with.  The result
 * must have its view; 'words' are the arguments that name no file or folder. */

/* The call trees of all roots, or of those that 'words' names: level, loops and
 * findings by line.  With 'dot' in Graphviz's language. */
int show_tree(const il_result *result, const char *const *words, size_t count,
              bool dot, bool verbose);
/* At which levels a function runs, and the way there. */
int show_why(const il_result *result, const char *const *words, size_t count);
/* Why a line is not reported; the word is FILE:LINE. */
int show_why_not(const il_result *result, const char *const *words,
                 size_t count);

#endif
