/* shown.h - paths of the facts as people can open them. */
#ifndef ISRLINT_REPORT_SHOWN_H
#define ISRLINT_REPORT_SHOWN_H

#include "isrlint/report.h"

#include "../core/str.h"

/* Appends a path that is relative to options->root so that it opens from
 * options->here: without the folders that both share, with '../' for those to
 * leave, absolute when they share none.  A path that is not below the root, or
 * without one of the two folders, stays as it is.  Made visible as
 * il_utf8_visible() does. */
void il_shown_path(il_buf *out, const il_report_options *options,
                   const char *path);

#endif
