/* sarif_internal.h - what the parts of the SARIF writer share.
 *
 * Failure is sticky: when memory runs out, 'failed' is set, values become
 * null, and nothing is written at the end. */
#ifndef ISRLINT_REPORT_SARIF_INTERNAL_H
#define ISRLINT_REPORT_SARIF_INTERNAL_H

#include "isrlint/report.h"

#include "../core/arena.h"
#include "../core/map.h"
#include "source.h"

#include <jansson.h>

/* The folder that paths of the facts are relative to, and the stand-in for all
 * that is not below it: headers of compiler and kits. */
#define IL_SARIF_SOURCES "%SRCROOT%"
#define IL_SARIF_OUTSIDE "%SYSROOT%"

/* Kinds of toolExecutionNotifications, in the order of their descriptors. */
typedef enum il_notice {
  IL_NOTICE_INDIRECT,
  IL_NOTICE_UNKNOWN,
  IL_NOTICE_NO_INTERRUPT,
  IL_NOTICE_INCOMPLETE,
  IL_NOTICE_NO_GRAPH,
  IL_NOTICES
} il_notice;

/* A set of texts that is numbered in byte order once it is complete. */
typedef struct il_index {
  il_map *map;
  const char **items;
  size_t count, capacity;
} il_index;

typedef struct il_sarif {
  const il_result *result;
  const il_report_options *options;
  il_sources *sources;
  il_arena *arena;
  il_index artifacts; /* by path */
  il_index functions; /* by linkage name */
  bool outside;       /* some artifact is not below the root */
  bool failed;
} il_sarif;

/* Building JSON; each takes over 'value', which may be null after a failure. */
json_t *il_json_object(il_sarif *s);
json_t *il_json_array(il_sarif *s);
void il_json_put(il_sarif *s, json_t *object, const char *key, json_t *value);
void il_json_push(il_sarif *s, json_t *array, json_t *value);
/* Broken UTF-8 is repaired; a null text is the empty one. */
json_t *il_json_str(il_sarif *s, il_str text);
json_t *il_json_text(il_sarif *s, const char *text);
json_t *il_json_number(il_sarif *s, size_t number);
/* {"text": ...}; frees the buffer. */
json_t *il_json_message(il_sarif *s, il_buf *text);
/* The same with the text made a sentence: capitalised, with a full stop. */
json_t *il_json_sentence(il_sarif *s, const char *text);

/* Appends the text capitalised and with a full stop. */
void il_sarif_sentence(il_buf *out, const char *text);
/* A linkage name without the '@file' that tells statics apart. */
il_str il_sarif_name(const char *linkage);

/* "none", "note", "warning" or "error", as SARIF spells a severity; 'rank' is
 * the order from 0 to 100 that goes with it. */
const char *il_sarif_level(il_severity severity);
double il_sarif_rank(il_severity severity);

/* sarif_rules.c */
json_t *il_sarif_rules(il_sarif *s);
json_t *il_sarif_notices(il_sarif *s);
/* {"id", "index"} of a descriptor. */
json_t *il_sarif_notice(il_sarif *s, il_notice notice);

/* sarif_place.c */

/* Notes the file of the place and the function, before il_sarif_number(). */
void il_sarif_note(il_sarif *s, const char *path, const char *function);
/* Numbers what was noted. */
void il_sarif_number(il_sarif *s);
/* A location: the place (when it has a path), the function (unless null) and
 * the message (unless null; made a sentence).  'id' below 0 is left out;
 * 'with_context' adds the lines around the place. */
json_t *il_sarif_location(il_sarif *s, il_spot at, const char *function,
                          const char *message, int id, bool with_context);
json_t *il_sarif_artifacts(il_sarif *s);
json_t *il_sarif_functions(il_sarif *s);

/* sarif_result.c */
json_t *il_sarif_results(il_sarif *s);

#endif
