/* view.h - a program as it was followed, for commands that show it. */
#ifndef ISRLINT_CORE_VIEW_H
#define ISRLINT_CORE_VIEW_H

#include "findings.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Makes the view, which lives in 'keep'; null when out of memory. */
const il_view *il_view_make(const il_solved *solved, il_arena *arena,
                            il_arena *keep);

#ifdef __cplusplus
}
#endif
#endif
