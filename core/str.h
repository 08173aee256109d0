/* str.h - text: comparing views, and a buffer to write into. */
#ifndef ISRLINT_CORE_STR_H
#define ISRLINT_CORE_STR_H

#include "isrlint/status.h"

#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

static inline il_str il_str_of(const char *text) {
  il_str s = {text, text ? strlen(text) : 0};
  return s;
}
static inline bool il_str_eq(il_str a, il_str b) {
  return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
static inline bool il_str_is(il_str a, const char *b) {
  return il_str_eq(a, il_str_of(b));
}
/* By bytes, shorter first on a common beginning; <0, 0, >0. */
int il_str_cmp(il_str a, il_str b);
/* The first 'until' byte ends the result; *rest is what follows it (empty with
 * a null ptr when there was none). */
il_str il_str_split(il_str text, char until, il_str *rest);
/* An unsigned decimal number that fills the whole text; false otherwise. */
bool il_str_u64(il_str text, uint64_t *value);

/* Text under construction, on the heap.  Failure is sticky: after it nothing
 * is added, and 'failed' tells.  Start with {0}; il_buf_free() at the end. */
typedef struct il_buf {
  char *ptr;
  size_t len, capacity;
  bool failed;
} il_buf;

void il_buf_add(il_buf *buf, il_str text);
void il_buf_byte(il_buf *buf, char byte);
void il_buf_printf(il_buf *buf, const char *format, ...) IL_PRINTF(2, 3);
static inline void il_buf_text(il_buf *buf, const char *text) {
  il_buf_add(buf, il_str_of(text));
}
static inline il_str il_buf_str(const il_buf *buf) {
  il_str s = {buf->ptr, buf->len};
  return s;
}
void il_buf_free(il_buf *buf);

#ifdef __cplusplus
}
#endif
#endif
