/* last.h - what the last 'isrlint check' took from a folder of facts.
 *
 * A cache also keeps the facts of sources that are gone and of commands that
 * have changed.  Beside them stands 'last-check.txt': a line that says what it
 * is, 'root DIR', and for each unit 'group NAME' and 'facts FILE'. */
#ifndef ISRLINT_TOOL_LAST_H
#define ISRLINT_TOOL_LAST_H

#include "jobs.h"

typedef struct last {
  char *root;    /* folder that the facts' paths are relative to */
  strings facts; /* paths, in the order of the database */
  strings groups;
} last;

/* Writes the list into the folder; a list that cannot be written is left as it
 * was, for the facts alone are enough to go on. */
void last_write(const char *folder, const database *db,
                const job_result *results);
/* False when the folder has no list, or one that does not have its form. */
bool last_read(const char *folder, last *list);
void last_free(last *list);

#endif
