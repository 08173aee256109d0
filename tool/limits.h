/* limits.h - the FILE and DIR arguments that limit what is reported.
 *
 * They never limit the program: a finding is shown when its place or a step of
 * its way is in one of the files, or below one of the folders. */
#ifndef ISRLINT_TOOL_LIMITS_H
#define ISRLINT_TOOL_LIMITS_H

#include "files.h"

#include "isrlint/analysis.h"

/* {0} limits nothing.  The three lists belong together. */
typedef struct limits {
  strings given; /* as they were written */
  strings full;  /* absolute */
  strings real;  /* the same without symbolic links */
} limits;

void limits_add(limits *list, const char *given);
void limits_free(limits *list);

/* Whether to show a finding whose paths are relative to 'root'. */
bool limits_touch(const limits *list, const char *root,
                  const il_finding *finding);

/* Sets found[i] when the path, absolute, is what the i-th argument names, or
 * below it. */
void limits_mark(const limits *list, const char *path, bool *found);
/* The same for each file that was read for a unit, according to the list that
 * the extractor wrote beside its facts. */
void limits_mark_read(const limits *list, const char *facts, bool *found);

#endif
