/* source.h - the source files that a report shows, read once each.
 *
 * A report never fails for want of a source: a file that is missing, too
 * large, not a plain file or not below the root has no lines. */
#ifndef ISRLINT_REPORT_SOURCE_H
#define ISRLINT_REPORT_SOURCE_H

#include "../core/str.h"

enum {
  IL_SOURCE_MAX = 16 << 20,           /* bytes of one file */
  IL_SOURCES_MAX = 256 << 20,         /* bytes of all files together */
  IL_SOURCE_LINE_MAX = 4096,          /* bytes of a line worth showing */
  IL_LINE_HASH_SIZE = 16 + 1 + 20 + 1 /* 'HASH:COUNT' and a NUL */
};

typedef struct il_sources il_sources;
typedef struct il_source il_source;

/* Files below 'root'; a null root has none.  Null when out of memory. */
il_sources *il_sources_new(const char *root);
/* Null is fine. */
void il_sources_free(il_sources *sources);

/* True for a relative path with '/' that has no empty, '.' or '..' part, which
 * is what the facts hold for a file below their root. */
bool il_path_is_inside(const char *path);

/* The file of this path below the root, or null (also when 'path' is null or a
 * link leads out of the root).  Lives as long as 'sources'. */
il_source *il_sources_get(il_sources *sources, const char *path);

/* All bytes of the file. */
il_str il_source_text(const il_source *source);
/* Number of lines: LF, CR and CRLF end one, and what follows the last of them
 * counts too, also when it is empty. */
size_t il_source_lines(const il_source *source);
/* A line, from 1, without what ends it; empty with a null ptr when there is no
 * such line. */
il_str il_source_line(const il_source *source, size_t line);

/* The line hash that code scanning services match findings by: 'HASH:COUNT',
 * HASH over the next 100 UTF-16 units from the start of the line on that are
 * neither space nor tab, COUNT how often it has come up in the file so far.
 * False when there is no such line or no memory. */
bool il_source_line_hash(il_source *source, size_t line,
                         char hash[IL_LINE_HASH_SIZE]);

#endif
