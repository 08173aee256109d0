/* object_coff.c - the facts sections of a COFF object. */
#include "object_internal.h"

#include <inttypes.h>

enum {
  HEADER = 20,
  BIG_HEADER = 56, /* of objects with more than 65,279 sections */
  SECTION = 40,
  SYMBOL = 18,
  BIG_SYMBOL = 20
};
enum { NO_BYTES_IN_FILE = 0x80 };

/* What the headers say of where things are. */
typedef struct layout {
  uint64_t header;  /* size of the file's header */
  uint64_t table;   /* section headers */
  uint64_t count;   /* their number */
  uint64_t symbols; /* the symbol table, 0 when there is none */
  uint64_t strings; /* the string table behind it */
} layout;

static const char class_big[] =
    "\xC7\xA1\xBA\xD1\xEE\xBA\xA9\x4B\xAF\x20\xFA\xF6\x6A\xA4\xDC\xB8";
static const char class_ltcg[] =
    "\x38\xFE\xB3\x0C\xA5\xD9\xAB\x4D\xAC\x9B\xD6\xB6\x22\x26\x53\xC2";

static uint64_t u16(il_str bytes, uint64_t at) {
  return il_object_number(bytes, at, 2, false);
}
static uint64_t u32(il_str bytes, uint64_t at) {
  return il_object_number(bytes, at, 4, false);
}

static bool is_anonymous(il_str bytes) {
  return il_object_within(bytes, 0, 4) && u16(bytes, 0) == 0 &&
         u16(bytes, 2) == 0xFFFF;
}

static layout layout_of(il_str bytes) {
  layout is;
  uint64_t symbols;
  if (is_anonymous(bytes)) {
    is.header = is.table = BIG_HEADER;
    is.count = u32(bytes, 44);
    is.symbols = u32(bytes, 48);
    symbols = u32(bytes, 52) * BIG_SYMBOL;
  } else {
    is.header = HEADER;
    is.table = HEADER + u16(bytes, 16);
    is.count = u16(bytes, 2);
    is.symbols = u32(bytes, 8);
    symbols = u32(bytes, 12) * SYMBOL;
  }
  is.strings = is.symbols + symbols;
  return is;
}

/* The machines that drivers are built for.  None of these pairs of bytes can
 * begin a text. */
static bool is_driver_machine(uint64_t machine) {
  static const uint16_t machines[] = {
      0x014C, 0x8664, 0x01C4, 0xAA64, 0xA641, 0xA64E,
  };
  for (size_t i = 0; i < sizeof machines / sizeof *machines; i++)
    if (machine == machines[i])
      return true;
  return false;
}

/* The string table; offsets into it count from its own size, in its first
 * four bytes. */
static il_status find_strings(const il_object_part *part, const layout *is,
                              il_str *strings) {
  const il_str bytes = part->bytes;
  *strings = (il_str){NULL, 0};
  if (is->symbols == 0)
    return IL_OK;
  if (!il_object_within(bytes, is->symbols, is->strings - is->symbols))
    return il_object_fail(part, IL_ESYNTAX, is->symbols,
                          "COFF symbol table reaches past the end of the "
                          "object");
  if (!il_object_within(bytes, is->strings, 4))
    return il_object_fail(part, IL_ESYNTAX, is->strings,
                          "COFF string table is cut off");
  /* Some tools write 0 for an empty table. */
  const uint64_t size = u32(bytes, is->strings);
  if (!il_object_within(bytes, is->strings, size))
    return il_object_fail(part, IL_ESYNTAX, is->strings,
                          "COFF string table of %" PRIu64 " bytes reaches past "
                          "the end of the object",
                          size);
  *strings = (il_str){bytes.ptr + is->strings, (size_t)size};
  return IL_OK;
}

/* Whether everything the headers speak of lies within the object. */
static il_status check_tables(const il_object_part *part, const layout *is,
                              il_str *strings) {
  const il_str bytes = part->bytes;
  if (!il_object_within(bytes, 0, is->header))
    return il_object_fail(part, IL_ESYNTAX, bytes.len,
                          "COFF header is cut off");
  if (!il_object_within(bytes, is->table, is->count * SECTION))
    return il_object_fail(part, IL_ESYNTAX, is->table,
                          "%" PRIu64 " COFF section headers reach past the end "
                          "of the object",
                          is->count);
  for (uint64_t i = 0; i < is->count; i++) {
    const uint64_t at = is->table + i * SECTION;
    const uint64_t size = u32(bytes, at + 16), offset = u32(bytes, at + 20);
    if (offset != 0 && !(u32(bytes, at + 36) & NO_BYTES_IN_FILE) &&
        !il_object_within(bytes, offset, size))
      return il_object_fail(part, IL_ESYNTAX, at,
                            "COFF section %" PRIu64 " reaches past the end of "
                            "the object",
                            i + 1);
  }
  return find_strings(part, is, strings);
}

/* Whether an 8-byte name field refers to the string table ("/123", or
 * "//AAAAAA" in base 64 from ten million upward), and where to. */
static bool long_name(const char *field, uint64_t *offset) {
  *offset = 0;
  if (field[0] != '/')
    return false;
  if (field[1] != '/') {
    size_t len = 1;
    while (len < 8 && field[len] != '\0')
      len++;
    return il_str_u64((il_str){field + 1, len - 1}, offset);
  }
  for (size_t i = 2; i < 8; i++) {
    const char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *digit =
        memchr(digits, (unsigned char)field[i], sizeof digits - 1);
    if (!digit)
      return false;
    *offset = *offset << 6 | (uint64_t)(digit - digits);
  }
  return true;
}

/* Whether the name of the section whose header is at 'at' is that of facts. */
static il_status is_facts(const il_object_part *part, uint64_t at,
                          il_str strings, bool *answer) {
  const char *field = part->bytes.ptr + at;
  uint64_t offset;
  if (!long_name(field, &offset)) {
    *answer = il_object_is_section((il_str){field, 8});
    return IL_OK;
  }
  *answer = false;
  if (offset < 4 || offset >= strings.len)
    return il_object_fail(part, IL_ESYNTAX, at,
                          "COFF section with a name outside the string table "
                          "(offset %" PRIu64 " of %zu)",
                          offset, strings.len);
  il_str name = {strings.ptr + offset, strings.len - (size_t)offset};
  *answer = il_object_is_section(name);
  return IL_OK;
}

il_status il_object_coff(il_object_part *part) {
  const il_str bytes = part->bytes;
  const layout is = layout_of(bytes);
  il_str strings;
  il_status status = check_tables(part, &is, &strings);
  for (uint64_t i = 0; status == IL_OK && i < is.count; i++) {
    const uint64_t at = is.table + i * SECTION;
    const uint64_t size = u32(bytes, at + 16), offset = u32(bytes, at + 20);
    bool facts;
    status = is_facts(part, at, strings, &facts);
    if (status != IL_OK || !facts || size == 0)
      continue;
    if (offset == 0 || u32(bytes, at + 36) & NO_BYTES_IN_FILE)
      return il_object_fail(part, IL_ESYNTAX, at,
                            "section '" IL_OBJECT_SECTION
                            "' has no bytes in the file");
    status = il_object_section(part, offset, size);
  }
  return status;
}

il_object_kind il_object_coff_sniff(il_str bytes) {
  if (is_anonymous(bytes)) {
    const uint64_t version = u16(bytes, 4);
    if (!il_object_within(bytes, 0, 6))
      return IL_OBJECT_NONE;
    if (version == 0)
      return IL_OBJECT_IMPORT;
    if (!il_object_within(bytes, 12, 16))
      return IL_OBJECT_NONE;
    if (memcmp(bytes.ptr + 12, class_ltcg, 16) == 0)
      return IL_OBJECT_LTCG;
    if (version >= 2 && memcmp(bytes.ptr + 12, class_big, 16) == 0)
      return IL_OBJECT_COFF;
    return IL_OBJECT_NONE;
  }
  if (is_driver_machine(u16(bytes, 0)))
    return IL_OBJECT_COFF;
  /* Any other pair of bytes may be a machine as well: then all tables must make
   * sense. */
  const il_object_part alone = {.bytes = bytes};
  const layout is = layout_of(bytes);
  il_str strings;
  return is.count > 0 && u16(bytes, 16) == 0 &&
                 check_tables(&alone, &is, &strings) == IL_OK
             ? IL_OBJECT_COFF
             : IL_OBJECT_NONE;
}
