/* isrlint/status.h - how the library reports failure, and its view of a string.
 *
 * Every function that can fail returns an il_status (or a null pointer or
 * false) and fills an il_error when one is given.  Reporting never allocates:
 * an il_error has a fixed size.  Nothing here is thread-local or global. */
#ifndef ISRLINT_STATUS_H
#define ISRLINT_STATUS_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define IL_PRINTF(format_index, first_arg)                                     \
  __attribute__((format(printf, format_index, first_arg)))
#else
#define IL_PRINTF(format_index, first_arg)
#endif

typedef enum il_status {
  IL_OK = 0,
  IL_ENOMEM,  /* out of memory */
  IL_ESYNTAX, /* input that does not have the form it should have */
  IL_ELIMIT,  /* input that has the form, but is larger than a documented limit
               */
  IL_EIO,     /* a file could not be opened, read or written */
  IL_EUSAGE   /* a call that makes no sense, such as adding to finished facts */
} il_status;

/* A piece of text that somebody else owns.  It need not end in NUL, may hold
 * any byte, and {NULL, 0} is the empty one. */
typedef struct il_str {
  const char *ptr;
  size_t len;
} il_str;

/* The il_str of a string literal. */
#define IL_STR(literal) ((il_str){(literal), sizeof(literal) - 1})

/* What went wrong and where.  'line' and 'column' count from 1, columns in
 * bytes; line 0 means that the failure has no place in a text.  'message' is
 * lower case, without a full stop, cut at the size of the array. */
typedef struct il_error {
  il_status code;
  uint32_t line, column;
  char message[240];
} il_error;

/* Fills *err (when it is not null and holds no earlier failure: the first
 * failure is the one worth reading) and returns 'code'. */
il_status il_fail(il_error *err, il_status code, uint32_t line, uint32_t column,
                  const char *format, ...) IL_PRINTF(5, 6);

#ifdef __cplusplus
}
#endif
#endif
