/* utf8.c - see utf8.h. */
#include "utf8.h"

enum { TAB_STOP = 8, REPLACEMENT = 0xFFFD };

typedef struct range {
  uint32_t first, last;
} range;

/* East Asian wide and fullwidth characters and pictographs, by block. */
static const range wide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x33FF},
    {0x3400, 0x4DBF},   {0x4E00, 0x9FFF},   {0xA000, 0xA4CF},
    {0xA960, 0xA97F},   {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},   {0xFF01, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD},
};

/* Marks that are drawn over the character before them. */
static const range combining[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x064B, 0x065F},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0x3099, 0x309A},
    {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F},
};

/* What a terminal would obey or hide instead of showing. */
static const range hidden[] = {
    {0x0000, 0x001F},   {0x007F, 0x009F},    {0x00AD, 0x00AD}, {0x061C, 0x061C},
    {0x180E, 0x180E},   {0x200B, 0x200F},    {0x2028, 0x202E}, {0x2060, 0x206F},
    {0xD800, 0xF8FF},   {0xFEFF, 0xFEFF},    {0xFFF0, 0xFFFB}, {0xFFFE, 0xFFFF},
    {0xE0000, 0xE0FFF}, {0xF0000, 0x10FFFF},
};

static bool within(const range *ranges, size_t count, uint32_t code) {
  for (size_t i = 0; i < count; i++)
    if (code >= ranges[i].first && code <= ranges[i].last)
      return true;
  return false;
}
#define WITHIN(ranges, code)                                                   \
  within((ranges), sizeof(ranges) / sizeof(ranges)[0], (code))

il_char il_utf8_next(il_str text) {
  const unsigned char *p = (const unsigned char *)text.ptr;
  uint32_t lead = p[0];
  if (lead < 0x80)
    return (il_char){lead, 1, false};
  unsigned more;
  uint32_t low = 0x80, high = 0xBF; /* of the first byte that follows */
  if (lead >= 0xC2 && lead <= 0xDF) {
    more = 1;
  } else if (lead >= 0xE0 && lead <= 0xEF) {
    more = 2;
    if (lead == 0xE0)
      low = 0xA0;
    if (lead == 0xED)
      high = 0x9F;
  } else if (lead >= 0xF0 && lead <= 0xF4) {
    more = 3;
    if (lead == 0xF0)
      low = 0x90;
    if (lead == 0xF4)
      high = 0x8F;
  } else {
    return (il_char){REPLACEMENT, 1, true};
  }
  uint32_t code = lead & (0x3Fu >> more);
  for (unsigned i = 1; i <= more; i++) {
    if (i >= text.len || p[i] < low || p[i] > high)
      return (il_char){REPLACEMENT, (uint8_t)i, true};
    code = code << 6 | (p[i] & 0x3Fu);
    low = 0x80;
    high = 0xBF;
  }
  return (il_char){code, (uint8_t)(more + 1), false};
}

void il_utf8_add(il_buf *out, uint32_t code) {
  char bytes[4];
  size_t len = 0;
  if (code < 0x80) {
    bytes[len++] = (char)code;
  } else if (code < 0x800) {
    bytes[len++] = (char)(0xC0 | code >> 6);
    bytes[len++] = (char)(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    bytes[len++] = (char)(0xE0 | code >> 12);
    bytes[len++] = (char)(0x80 | (code >> 6 & 0x3F));
    bytes[len++] = (char)(0x80 | (code & 0x3F));
  } else {
    bytes[len++] = (char)(0xF0 | code >> 18);
    bytes[len++] = (char)(0x80 | (code >> 12 & 0x3F));
    bytes[len++] = (char)(0x80 | (code >> 6 & 0x3F));
    bytes[len++] = (char)(0x80 | (code & 0x3F));
  }
  il_buf_add(out, (il_str){bytes, len});
}

static il_str after(il_str text, size_t bytes) {
  return (il_str){text.ptr + bytes, text.len - bytes};
}

void il_utf8_repair(il_buf *out, il_str text) {
  while (text.len) {
    il_char c = il_utf8_next(text);
    il_utf8_add(out, c.code);
    text = after(text, c.bytes);
  }
}

size_t il_utf8_units(il_str text) {
  size_t units = 0;
  while (text.len) {
    il_char c = il_utf8_next(text);
    units += c.code > 0xFFFF ? 2 : 1;
    text = after(text, c.bytes);
  }
  return units;
}

static size_t show_broken(il_buf *out, il_str text, size_t bytes) {
  for (size_t i = 0; i < bytes; i++)
    il_buf_printf(out, "<%02X>", (unsigned)(unsigned char)text.ptr[i]);
  return 4 * bytes;
}

static size_t show_hidden(il_buf *out, uint32_t code) {
  il_buf_printf(out, "<U+%04X>", (unsigned)code);
  return code > 0xFFFFF ? 10 : code > 0xFFFF ? 9 : 8;
}

size_t il_utf8_show(il_buf *out, il_str text, il_char c, size_t column) {
  if (c.broken)
    return show_broken(out, text, c.bytes);
  if (c.code == '\t') {
    size_t width = TAB_STOP - column % TAB_STOP;
    for (size_t i = 0; i < width; i++)
      il_buf_byte(out, ' ');
    return width;
  }
  if (WITHIN(hidden, c.code))
    return show_hidden(out, c.code);
  il_utf8_add(out, c.code);
  return WITHIN(combining, c.code) ? 0 : WITHIN(wide, c.code) ? 2 : 1;
}

void il_utf8_visible(il_buf *out, il_str text) {
  while (text.len) {
    il_char c = il_utf8_next(text);
    /* A tab is a control outside a source line, where it has no column. */
    if (c.code == '\t')
      show_hidden(out, c.code);
    else
      il_utf8_show(out, text, c, 0);
    text = after(text, c.bytes);
  }
}
