/* jobs.h - extracting stale units, several at once. */
#ifndef ISRLINT_TOOL_JOBS_H
#define ISRLINT_TOOL_JOBS_H

#include "database.h"

/* What became of a job. */
typedef struct job_result {
  char *facts; /* path of its facts; null when extraction failed */
  bool cached; /* nothing had changed */
  bool failed; /* has been reported */
} job_result;

/* Brings the facts of every job up to date.  results[i] belongs to
 * db->jobs[i]; free with jobs_free().  Returns 0, or an exit code when no work
 * could be done at all (no extractor, cache not writable); a unit that failed
 * has been reported and has no facts. */
int jobs_run(const database *db, const options *opts, job_result **results);
void jobs_free(job_result *results, size_t count);

#endif
