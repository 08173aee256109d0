/* modes.h - which code runs only while the system writes a crash dump.
 *
 * The port driver says so in a member of its structures (modes.tsv), which is 0
 * in normal work.  A place of the driver into which every store puts what is 0
 * then is a mode flag as well: 'ext->DumpMode = config->DumpMode != 0'.  Tests
 * of such places are decided for normal work, also through a local variable and
 * through a function that only returns a term ('IsDumpMode(ext)'). */
#ifndef ISRLINT_CORE_MODES_H
#define ISRLINT_CORE_MODES_H

#include "eval.h"
#include "points.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct il_modes il_modes;

/* Null when out of memory. */
il_modes *il_modes_find(const il_points *points, il_arena *arena);
/* Null is fine. */
void il_modes_free(il_modes *modes);

/* Whether a function is a routine that returns the level it is called at. */
bool il_modes_tells_level(const il_program *program, uint32_t function);

/* What a term in a function comes to in normal work; 'binding' may be null. */
il_value il_modes_value(il_modes *modes, uint32_t function, il_term term,
                        const il_binding *binding);

#ifdef __cplusplus
}
#endif
#endif
