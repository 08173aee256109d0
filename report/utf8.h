/* utf8.h - characters of UTF-8 text that may be broken or hostile.
 *
 * Broken sequences are read as web browsers, Python and Node read them: each
 * longest beginning of a character that does not go on is one U+FFFD. */
#ifndef ISRLINT_REPORT_UTF8_H
#define ISRLINT_REPORT_UTF8_H

#include "../core/str.h"

/* ASCII letters and digits, whatever the locale. */
static inline bool il_is_alnum(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
         (c >= 'A' && c <= 'Z');
}
static inline char il_to_upper(char c) {
  return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* One character: its code point, how many bytes it takes, and whether those
 * bytes are no character ('code' is U+FFFD then). */
typedef struct il_char {
  uint32_t code;
  uint8_t bytes;
  bool broken;
} il_char;

/* The first character of 'text', which must not be empty. */
il_char il_utf8_next(il_str text);

/* Appends one character, which must be at most U+10FFFF. */
void il_utf8_add(il_buf *out, uint32_t code);

/* Appends 'text' with every broken sequence replaced by U+FFFD. */
void il_utf8_repair(il_buf *out, il_str text);

/* How many UTF-16 units 'text' takes after repair. */
size_t il_utf8_units(il_str text);

/* Appends 'text' as a terminal may show it: controls, invisible and
 * direction-changing characters as '<U+001B>', broken bytes as '<FF>'. */
void il_utf8_visible(il_buf *out, il_str text);

/* Appends one character of a text line in the same way and returns how many
 * columns it takes on a terminal.  A tab ends at the next column that is a
 * multiple of 8, 'column' being the one it starts at, from 0. */
size_t il_utf8_show(il_buf *out, il_str text, il_char c, size_t column);

#endif
