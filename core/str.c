/* str.c - see str.h. */
#include "str.h"

#include <stdio.h>
#include <stdlib.h>

int il_str_cmp(il_str a, il_str b) {
  size_t common = a.len < b.len ? a.len : b.len;
  int order = common ? memcmp(a.ptr, b.ptr, common) : 0;
  return order ? order : (a.len > b.len) - (a.len < b.len);
}

il_str il_str_split(il_str text, char until, il_str *rest) {
  const char *end = text.len ? memchr(text.ptr, until, text.len) : NULL;
  if (!end) {
    *rest = (il_str){NULL, 0};
    return text;
  }
  size_t len = (size_t)(end - text.ptr);
  *rest = (il_str){end + 1, text.len - len - 1};
  return (il_str){text.ptr, len};
}

bool il_str_u64(il_str text, uint64_t *value) {
  uint64_t sum = 0;
  if (!text.len)
    return false;
  for (size_t i = 0; i < text.len; i++) {
    unsigned digit = (unsigned)(unsigned char)text.ptr[i] - '0';
    if (digit > 9 || sum > (UINT64_MAX - digit) / 10)
      return false;
    sum = sum * 10 + digit;
  }
  *value = sum;
  return true;
}

static bool reserve(il_buf *buf, size_t more) {
  if (buf->failed)
    return false;
  if (more < buf->capacity - buf->len)
    return true;
  size_t want = buf->capacity ? buf->capacity : 256;
  while (want - buf->len <= more) {
    if (want > SIZE_MAX / 2) {
      buf->failed = true;
      return false;
    }
    want *= 2;
  }
  char *bigger = realloc(buf->ptr, want);
  if (!bigger) {
    buf->failed = true;
    return false;
  }
  buf->ptr = bigger;
  buf->capacity = want;
  return true;
}

void il_buf_add(il_buf *buf, il_str text) {
  if (!reserve(buf, text.len))
    return;
  if (text.len)
    memcpy(buf->ptr + buf->len, text.ptr, text.len);
  buf->len += text.len;
  buf->ptr[buf->len] = '\0';
}

void il_buf_byte(il_buf *buf, char byte) {
  il_buf_add(buf, (il_str){&byte, 1});
}

void il_buf_printf(il_buf *buf, const char *format, ...) {
  va_list args;
  va_start(args, format);
  int len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  if (len < 0 || !reserve(buf, (size_t)len)) {
    buf->failed = true;
    return;
  }
  va_start(args, format);
  vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, args);
  va_end(args);
  buf->len += (size_t)len;
}

void il_buf_free(il_buf *buf) {
  free(buf->ptr);
  *buf = (il_buf){0};
}
