/* database.h - which units a driver consists of, and how each is compiled. */
#ifndef ISRLINT_TOOL_DATABASE_H
#define ISRLINT_TOOL_DATABASE_H

#include "files.h"
#include "limits.h"
#include "options.h"

/* One compilation. */
typedef struct unit_job {
  char *folder; /* working folder of the compiler, absolute */
  char *source; /* absolute */
  strings args; /* the compiler and its arguments */
  char *group;  /* program it is linked into, empty when not known */
} unit_job;

typedef struct database {
  char *path;   /* compile_commands.json, or the folder that was scanned */
  char *folder; /* where the cache goes by default */
  char *root;   /* folder that reported paths are relative to, absolute */
  unit_job *jobs;
  size_t count;
  strings passed; /* C++ sources below a folder that was scanned, absolute */
  limits limits;  /* the arguments that limit what is reported */
} database;

/* Finds the units for 'check': -p, else the database of a folder among the
 * arguments, else the sources below those folders, else, with no folder, the
 * database of '.', 'build*' or 'out'.  Arguments that did not name the program
 * limit the report.  Returns 0, or an exit code after saying what was looked
 * for and what to do. */
int database_open(database *db, const options *opts);
void database_free(database *db);

/* The folder of the headers and flags for sources without a database: --wdk,
 * else share/isrlint/wdk beside the program.  Heap memory. */
char *wdk_folder(const options *opts);
/* The folder above the one the program is in.  Heap memory. */
char *install_folder(void);

#endif
