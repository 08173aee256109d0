/* load.h - facts from facts files, objects, archives and folders of them. */
#ifndef ISRLINT_TOOL_LOAD_H
#define ISRLINT_TOOL_LOAD_H

#include "files.h"

#include "isrlint/analysis.h"

/* The units to analyse, with what owns their memory. */
typedef struct units {
  il_input *inputs;
  il_facts **facts;
  size_t count, capacity;
  strings groups; /* texts that the inputs' groups point to */
  char *root;     /* folder that the paths are relative to; null: not known */
  strings bare;   /* objects that carry no facts; of an archive 'l.a(x.o)' */
} units;

/* Adds the facts that a file holds: a facts file, or an object or archive that
 * carries them.  'group' (may be empty) is the program they are linked into;
 * it is copied.  Returns 0, or an exit code after naming the place. */
int units_add_file(units *u, const char *path, const char *group);
/* Adds what the last 'isrlint check' took from a folder, or every '.facts' file
 * below it when no check wrote there. */
int units_add_folder(units *u, const char *path);
void units_free(units *u);

#endif
