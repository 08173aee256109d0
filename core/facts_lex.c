/* facts_lex.c - the lexical rules of the text form, for writing and reading. */
#include "facts_internal.h"

#include <inttypes.h>
#include <stdio.h>

static bool is_term_char(int c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (c >= '0' && c <= '9') || (c != 0 && c != -1 && strchr("_$@/-", c));
}

static bool is_name_char(int c) {
  return is_term_char(c) || (c > 0 && c < 0x80 && strchr(".,*{}()[]<>~+=", c));
}

/* Bytes that a quoted text holds as they are. */
static bool is_plain(unsigned char c) {
  return c >= 0x20 && c <= 0x7e && c != '"' && c != '\\';
}

static bool name_is_bare(il_str name) {
  for (size_t i = 0; i < name.len; i++)
    if (!is_name_char((unsigned char)name.ptr[i]))
      return false;
  return name.len && !il_str_is(name, "-");
}

static bool term_name_is_bare(il_str name, bool dots) {
  for (size_t i = 0; i < name.len; i++)
    if (!is_term_char((unsigned char)name.ptr[i]) &&
        !(dots && name.ptr[i] == '.'))
      return false;
  return name.len != 0;
}

void il_out_add(il_out *out, il_str text) {
  if (out->buf) {
    il_buf_add(out->buf, text);
  } else if (out->len < out->size) {
    size_t room = out->size - out->len;
    memcpy(out->ptr + out->len, text.ptr, text.len < room ? text.len : room);
  }
  out->len += text.len;
}

void il_out_text(il_out *out, const char *text) {
  il_out_add(out, il_str_of(text));
}

void il_out_byte(il_out *out, char byte) {
  il_out_add(out, (il_str){&byte, 1});
}

void il_out_unsigned(il_out *out, uint64_t value) {
  char digits[24];
  snprintf(digits, sizeof digits, "%" PRIu64, value);
  il_out_text(out, digits);
}

void il_out_signed(il_out *out, int64_t value) {
  char digits[24];
  snprintf(digits, sizeof digits, "%" PRId64, value);
  il_out_text(out, digits);
}

void il_out_quoted(il_out *out, il_str text) {
  static const char hex[] = "0123456789abcdef";
  il_out_byte(out, '"');
  for (size_t i = 0; i < text.len;) {
    size_t plain = i;
    while (plain < text.len && is_plain((unsigned char)text.ptr[plain]))
      plain++;
    il_out_add(out, (il_str){text.ptr + i, plain - i});
    i = plain;
    if (i == text.len)
      break;
    unsigned char c = (unsigned char)text.ptr[i++];
    if (c == '"' || c == '\\')
      il_out_add(out, (il_str){(const char[]){'\\', (char)c}, 2});
    else
      il_out_add(
          out,
          (il_str){(const char[]){'\\', 'x', hex[c >> 4], hex[c & 15]}, 4});
  }
  il_out_byte(out, '"');
}

void il_out_name(il_out *out, il_str name) {
  if (!name.len)
    il_out_byte(out, '-');
  else if (name_is_bare(name))
    il_out_add(out, name);
  else
    il_out_quoted(out, name);
}

void il_out_term_name(il_out *out, il_str name, bool dots) {
  if (term_name_is_bare(name, dots))
    il_out_add(out, name);
  else
    il_out_quoted(out, name);
}

void il_out_at(il_out *out, const il_at *at) {
  if (!at->file) {
    il_out_byte(out, '-');
    return;
  }
  il_out_unsigned(out, at->file);
  il_out_byte(out, ':');
  il_out_unsigned(out, at->line);
  il_out_byte(out, ':');
  il_out_unsigned(out, at->column);
}

void il_out_flags(il_out *out, const char *letters, uint32_t flags) {
  if (!flags)
    il_out_byte(out, '-');
  for (unsigned i = 0; letters[i]; i++)
    if (flags >> i & 1)
      il_out_byte(out, letters[i]);
}

void il_out_cases(il_out *out, const il_cases *cases) {
  il_out_byte(out, '[');
  for (uint32_t i = 0; i < cases->count; i++) {
    const il_case *arm = &cases->items[i];
    if (i)
      il_out_byte(out, ' ');
    if (arm->is_default)
      il_out_byte(out, '*');
    else
      il_out_signed(out, arm->low);
    if (arm->low != arm->high) {
      il_out_text(out, "..");
      il_out_signed(out, arm->high);
    }
    il_out_byte(out, ':');
    il_out_unsigned(out, arm->block);
  }
  il_out_byte(out, ']');
}

void il_out_int(il_out *out, il_int type) {
  if (!type.bits) {
    il_out_byte(out, '?');
    return;
  }
  il_out_byte(out, type.is_signed ? 'i' : 'u');
  il_out_unsigned(out, type.bits);
}

il_shown il_name_show(il_str name) {
  il_shown shown;
  il_out out = {.ptr = shown.text, .size = sizeof shown.text - 1};
  if (name_is_bare(name))
    il_out_add(&out, name);
  else
    il_out_quoted(&out, name);
  if (out.len <= out.size) {
    shown.text[out.len] = '\0';
    return shown;
  }
  memcpy(shown.text + out.size - 3, "...", 4);
  return shown;
}

bool il_scan_fail(il_scan *scan, il_status code, size_t at, const char *format,
                  ...) {
  char message[240];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  scan->failed = true;
  il_fail(scan->err, code, scan->line, (uint32_t)(at - scan->line_start + 1),
          "%s", message);
  return false;
}

bool il_scan_fail_from(il_scan *scan, size_t start, const char *format, ...) {
  char message[240];
  va_list args;
  va_start(args, format);
  vsnprintf(message, sizeof message, format, args);
  va_end(args);
  if (scan->at == scan->text.len)
    start = scan->at;
  return il_scan_fail(scan, IL_ESYNTAX, start, "%s", message);
}

int il_scan_peek(const il_scan *scan) {
  return scan->at < scan->text.len ? (unsigned char)scan->text.ptr[scan->at]
                                   : -1;
}

/* Says what stands at the current byte instead of 'what'. */
static bool unexpected(il_scan *scan, const char *what) {
  char found[32];
  int c = il_scan_peek(scan);
  if (c < 0)
    snprintf(found, sizeof found, "the text ends");
  else if (c == '\n')
    snprintf(found, sizeof found, "the line ends");
  else if (c == ' ')
    snprintf(found, sizeof found, "there is a space");
  else if (c > 0x20 && c < 0x7f)
    snprintf(found, sizeof found, "there is '%c'", c);
  else
    snprintf(found, sizeof found, "there is byte 0x%02x", (unsigned)c);
  return il_scan_fail(scan, IL_ESYNTAX, scan->at, "expected %s, but %s", what,
                      found);
}

bool il_scan_byte(il_scan *scan, char byte, const char *what) {
  if (il_scan_peek(scan) != (unsigned char)byte)
    return unexpected(scan, what);
  scan->at++;
  if (byte == '\n') {
    scan->line++;
    scan->line_start = scan->at;
  }
  return true;
}

bool il_scan_dash(il_scan *scan) {
  if (il_scan_peek(scan) != '-')
    return false;
  scan->at++;
  return true;
}

il_str il_scan_word(il_scan *scan) {
  size_t start = scan->at;
  for (int c; (c = il_scan_peek(scan)) == '-' || (c >= 'a' && c <= 'z');)
    scan->at++;
  return (il_str){scan->text.ptr + start, scan->at - start};
}

static bool is_digit(int c) { return c >= '0' && c <= '9'; }

bool il_scan_unsigned(il_scan *scan, uint64_t most, uint64_t *value) {
  if (!is_digit(il_scan_peek(scan)))
    return unexpected(scan, "a number");
  bool zero = il_scan_peek(scan) == '0';
  uint64_t sum = 0;
  for (size_t start = scan->at; is_digit(il_scan_peek(scan)); scan->at++) {
    uint64_t digit = (uint64_t)(il_scan_peek(scan) - '0');
    if (zero && scan->at > start)
      return il_scan_fail(scan, IL_ESYNTAX, scan->at,
                          "a number has a leading zero");
    if (digit > most || sum > (most - digit) / 10)
      return il_scan_fail(scan, IL_ELIMIT, scan->at,
                          "a number is above %" PRIu64, most);
    sum = sum * 10 + digit;
  }
  *value = sum;
  return true;
}

bool il_scan_count(il_scan *scan, uint32_t *value) {
  uint64_t wide = 0;
  if (!il_scan_unsigned(scan, UINT32_MAX, &wide))
    return false;
  *value = (uint32_t)wide;
  return true;
}

bool il_scan_signed(il_scan *scan, int64_t *value) {
  uint64_t wide = 0;
  if (!il_scan_dash(scan)) {
    if (!il_scan_unsigned(scan, INT64_MAX, &wide))
      return false;
    *value = (int64_t)wide;
    return true;
  }
  size_t start = scan->at;
  if (!il_scan_unsigned(scan, (uint64_t)INT64_MAX + 1, &wide))
    return false;
  if (wide == 0)
    return il_scan_fail(scan, IL_ESYNTAX, start, "'-0' is written '0'");
  *value = -(int64_t)(wide - 1) - 1;
  return true;
}

static int hex_digit(int c) {
  return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* One byte of a quoted text behind a backslash. */
static bool scan_escape(il_scan *scan, char *byte) {
  size_t start = scan->at++;
  int c = il_scan_peek(scan);
  if (c == '"' || c == '\\') {
    *byte = (char)c;
    scan->at++;
    return true;
  }
  if (c != 'x')
    return unexpected(scan, "'\"', '\\' or 'x' after a backslash");
  unsigned value = 0;
  for (int i = 0; i < 2; i++) {
    scan->at++;
    int digit = hex_digit(il_scan_peek(scan));
    if (digit < 0)
      return unexpected(scan, "a hexadecimal digit (0-9, a-f)");
    value = value * 16 + (unsigned)digit;
  }
  scan->at++;
  if (is_plain((unsigned char)value) || value == '"' || value == '\\')
    return il_scan_fail(scan, IL_ESYNTAX, start,
                        "'\\x%02x' is written without the code", value);
  *byte = (char)value;
  return true;
}

bool il_scan_quoted(il_scan *scan, size_t most, il_str *text) {
  if (!il_scan_byte(scan, '"', "a quoted text"))
    return false;
  const size_t start = scan->at;
  size_t end = start, length = 0;
  bool plain = true;
  /* First the form and the length, then the copy, if it needs one. */
  for (; il_scan_peek(scan) != '"'; length++) {
    int c = il_scan_peek(scan);
    char byte;
    if (length == most)
      return il_scan_fail(scan, IL_ELIMIT, scan->at,
                          "a text is longer than %zu bytes", most);
    if (c == '\\') {
      plain = false;
      if (!scan_escape(scan, &byte))
        return false;
    } else if (c >= 0 && is_plain((unsigned char)c)) {
      scan->at++;
    } else {
      return unexpected(scan, "the '\"' that ends a text");
    }
  }
  end = scan->at++;
  *text = (il_str){scan->text.ptr + start, length};
  if (plain)
    return true;
  char *copy = il_arena_alloc(scan->arena, length);
  if (!copy)
    return il_scan_fail(scan, IL_ENOMEM, start, "out of memory");
  *text = (il_str){copy, length};
  const size_t after = scan->at;
  scan->at = start;
  while (scan->at < end)
    if (scan->text.ptr[scan->at] != '\\')
      *copy++ = scan->text.ptr[scan->at++];
    else if (!scan_escape(scan, copy++))
      return false;
  scan->at = after;
  return true;
}

static bool needless_quotes(il_scan *scan, size_t start) {
  return il_scan_fail(scan, IL_ESYNTAX, start,
                      "this name is written without quotes");
}

bool il_scan_name(il_scan *scan, il_str *name) {
  size_t start = scan->at;
  if (il_scan_peek(scan) == '"') {
    if (!il_scan_quoted(scan, IL_NAME_MAX, name))
      return false;
    if (!name->len)
      return il_scan_fail(scan, IL_ESYNTAX, start,
                          "the empty name is written '-'");
    return name_is_bare(*name) ? needless_quotes(scan, start) : true;
  }
  while (is_name_char(il_scan_peek(scan))) {
    if (scan->at - start == IL_NAME_MAX)
      return il_scan_fail(scan, IL_ELIMIT, scan->at,
                          "a name is longer than %d bytes", IL_NAME_MAX);
    scan->at++;
  }
  *name = (il_str){scan->text.ptr + start, scan->at - start};
  if (!name->len)
    return unexpected(scan, "a name");
  if (il_str_is(*name, "-"))
    *name = (il_str){NULL, 0};
  return true;
}

/* Whether a member suffix begins at the '.' that comes next; else the '.' is
 * part of the name before it. */
static bool begins_member(const il_scan *scan) {
  size_t at = scan->at + 1;
  if (at < scan->text.len && scan->text.ptr[at] == '"')
    return true;
  while (at < scan->text.len && is_term_char((unsigned char)scan->text.ptr[at]))
    at++;
  return at < scan->text.len && scan->text.ptr[at] == ':';
}

bool il_scan_term_name(il_scan *scan, bool dots, il_str *name) {
  size_t start = scan->at;
  if (il_scan_peek(scan) == '"') {
    if (!il_scan_quoted(scan, IL_NAME_MAX, name))
      return false;
    if (!name->len)
      return il_scan_fail(scan, IL_ESYNTAX, start,
                          "a name in a term is not empty");
    return term_name_is_bare(*name, dots) ? needless_quotes(scan, start) : true;
  }
  for (int c; is_term_char(c = il_scan_peek(scan)) ||
              (dots && c == '.' && !begins_member(scan));) {
    if (scan->at - start == IL_NAME_MAX)
      return il_scan_fail(scan, IL_ELIMIT, scan->at,
                          "a name is longer than %d bytes", IL_NAME_MAX);
    scan->at++;
  }
  *name = (il_str){scan->text.ptr + start, scan->at - start};
  return name->len ? true : unexpected(scan, "a name");
}

static bool scan_positive(il_scan *scan, uint32_t *value) {
  size_t start = scan->at;
  if (!il_scan_count(scan, value))
    return false;
  return *value ? true
                : il_scan_fail(scan, IL_ESYNTAX, start,
                               "numbers of a position count from 1");
}

bool il_scan_at(il_scan *scan, il_at *at) {
  *at = (il_at){0};
  if (il_scan_dash(scan))
    return true;
  return scan_positive(scan, &at->file) &&
         il_scan_byte(scan, ':', "':' and a line") &&
         scan_positive(scan, &at->line) &&
         il_scan_byte(scan, ':', "':' and a column") &&
         scan_positive(scan, &at->column);
}

bool il_scan_flags(il_scan *scan, const char *letters, uint32_t *flags) {
  *flags = 0;
  if (il_scan_dash(scan))
    return true;
  const char *rest = letters;
  for (int c; (c = il_scan_peek(scan)) >= 'a' && c <= 'z'; scan->at++) {
    const char *letter = strchr(rest, c);
    if (!letter)
      return il_scan_fail(scan, IL_ESYNTAX, scan->at,
                          "'%c' is not among the flags '%s', or stands there "
                          "twice or out of order",
                          c, letters);
    *flags |= UINT32_C(1) << (letter - letters);
    rest = letter + 1;
  }
  return *flags ? true : unexpected(scan, "flags or '-'");
}

static bool scan_arm(il_scan *scan, il_case *arm) {
  *arm = (il_case){0};
  if (il_scan_peek(scan) == '*') {
    arm->is_default = true;
    scan->at++;
  } else {
    if (!il_scan_signed(scan, &arm->low))
      return false;
    arm->high = arm->low;
    if (il_scan_peek(scan) == '.') {
      size_t start = ++scan->at + 1;
      if (!il_scan_byte(scan, '.', "'..'") || !il_scan_signed(scan, &arm->high))
        return false;
      if (arm->high <= arm->low)
        return il_scan_fail_from(
            scan, start, "the high end of an arm is not above its low end");
    }
  }
  return il_scan_byte(scan, ':', "':' and a block") &&
         il_scan_count(scan, &arm->block);
}

bool il_scan_cases(il_scan *scan, il_cases *cases) {
  *cases = (il_cases){0};
  il_case *items = NULL;
  size_t count = 0, capacity = 0;
  if (!il_scan_byte(scan, '[', "'['"))
    return false;
  if (il_scan_peek(scan) == ']') {
    scan->at++;
    return true;
  }
  do {
    if (count && (items[count - 1].is_default ||
                  !il_scan_byte(scan, ' ', "a space or ']'")))
      return scan->failed ? false : unexpected(scan, "']' after the default");
    if (count == IL_CASES_MAX)
      return il_scan_fail(scan, IL_ELIMIT, scan->at,
                          "a switch has more than %d arms", IL_CASES_MAX);
    items = il_arena_grow(scan->arena, items, count, &capacity, sizeof *items);
    if (!items)
      return il_scan_fail(scan, IL_ENOMEM, scan->at, "out of memory");
    if (!scan_arm(scan, &items[count++]))
      return false;
  } while (il_scan_peek(scan) != ']');
  scan->at++;
  *cases = (il_cases){items, (uint32_t)count};
  return true;
}

bool il_scan_int(il_scan *scan, il_int *type) {
  *type = (il_int){0};
  int c = il_scan_peek(scan);
  if (c != '?' && c != 'i' && c != 'u')
    return unexpected(scan, "an integer type ('i32', 'u8', '?')");
  size_t start = ++scan->at;
  if (c == '?')
    return true;
  uint64_t bits = 0;
  if (!il_scan_unsigned(scan, 64, &bits))
    return false;
  if (!bits)
    return il_scan_fail(scan, IL_ESYNTAX, start,
                        "an integer type has 1 to 64 bits");
  *type = (il_int){(uint8_t)bits, c == 'i'};
  return true;
}
