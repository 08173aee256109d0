/* status.c - the one place that fills an il_error. */
#include "isrlint/status.h"

#include <stdio.h>

il_status il_fail(il_error *err, il_status code, uint32_t line, uint32_t column,
                  const char *format, ...) {
  if (err && err->code == IL_OK) {
    err->code = code;
    err->line = line;
    err->column = column;
    va_list args;
    va_start(args, format);
    vsnprintf(err->message, sizeof err->message, format, args);
    va_end(args);
  }
  return code;
}
