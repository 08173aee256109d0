/* summary.h - what was seen of a program, and what was not. */
#ifndef ISRLINT_CORE_SUMMARY_H
#define ISRLINT_CORE_SUMMARY_H

#include "findings.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Fills *out; it lives in 'keep'.  False when out of memory. */
bool il_summary_program(const il_solved *solved, il_arena *arena,
                        il_arena *keep, il_program_result *out);

/* Fills the gaps and the counts of units and functions of *out. */
bool il_summary_units(const il_unit *units, uint32_t count, il_arena *arena,
                      il_arena *keep, il_result *out);

#ifdef __cplusplus
}
#endif
#endif
