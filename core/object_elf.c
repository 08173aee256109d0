/* object_elf.c - the facts sections of an ELF object. */
#include "object_internal.h"

#include <inttypes.h>

enum { ET_REL = 1, ET_EXEC = 2, ET_DYN = 3 };
enum { SHT_NULL = 0, SHT_NOBITS = 8 };
enum { SHF_COMPRESSED = 0x800, SHN_XINDEX = 0xFFFF };

/* Where the two classes of files keep what is needed. */
typedef struct layout {
  unsigned header, table, entry_size, count, names; /* in the file's header */
  unsigned word;                                    /* size of an offset */
  unsigned entry, flags, offset, size, link;        /* in a section's header */
} layout;

static const layout layout32 = {.header = 52,
                                .table = 32,
                                .entry_size = 46,
                                .count = 48,
                                .names = 50,
                                .word = 4,
                                .entry = 40,
                                .flags = 8,
                                .offset = 16,
                                .size = 20,
                                .link = 24};
static const layout layout64 = {.header = 64,
                                .table = 40,
                                .entry_size = 58,
                                .count = 60,
                                .names = 62,
                                .word = 8,
                                .entry = 64,
                                .flags = 8,
                                .offset = 24,
                                .size = 32,
                                .link = 40};

typedef struct section {
  uint64_t name, type, flags, offset, size, link;
} section;

static bool is_big_endian(il_str bytes) {
  return il_object_number(bytes, 5, 1, false) == 2;
}

il_object_kind il_object_elf_sniff(il_str bytes) {
  uint64_t type = il_object_number(bytes, 16, 2, is_big_endian(bytes));
  return type == ET_EXEC || type == ET_DYN ? IL_OBJECT_IMAGE : IL_OBJECT_ELF;
}

static section section_at(il_str bytes, const layout *is, bool big,
                          uint64_t at) {
  section s;
  s.name = il_object_number(bytes, at, 4, big);
  s.type = il_object_number(bytes, at + 4, 4, big);
  s.flags = il_object_number(bytes, at + is->flags, is->word, big);
  s.offset = il_object_number(bytes, at + is->offset, is->word, big);
  s.size = il_object_number(bytes, at + is->size, is->word, big);
  s.link = il_object_number(bytes, at + is->link, 4, big);
  return s;
}

/* Whether the section's name is that of facts. */
static il_status is_facts(const il_object_part *part, uint64_t at,
                          const section *s, const section *names,
                          bool *answer) {
  *answer = false;
  if (s->name >= names->size)
    return il_object_fail(part, IL_ESYNTAX, at,
                          "ELF section with a name outside the table of names");
  il_str name = {part->bytes.ptr + names->offset + s->name,
                 (size_t)(names->size - s->name)};
  *answer = il_object_is_section(name);
  return IL_OK;
}

static il_status read_facts(il_object_part *part, uint64_t at,
                            const section *s) {
  if (s->flags & SHF_COMPRESSED)
    return il_object_fail(part, IL_ESYNTAX, at,
                          "section '" IL_OBJECT_SECTION
                          "' is compressed, build the object without "
                          "compressed sections");
  if (s->type == SHT_NOBITS)
    return il_object_fail(part, IL_ESYNTAX, at,
                          "section '" IL_OBJECT_SECTION
                          "' has no bytes in the file");
  return il_object_section(part, s->offset, s->size);
}

il_status il_object_elf(il_object_part *part) {
  const il_str bytes = part->bytes;
  const uint64_t class = il_object_number(bytes, 4, 1, false);
  const uint64_t order = il_object_number(bytes, 5, 1, false);
  if (class != 1 && class != 2)
    return il_object_fail(part, IL_ESYNTAX, 4,
                          "ELF class %" PRIu64 " is neither 32 nor 64 bit",
                          class);
  if (order != 1 && order != 2)
    return il_object_fail(part, IL_ESYNTAX, 5,
                          "ELF byte order %" PRIu64 " is unknown", order);
  const layout *is = class == 1 ? &layout32 : &layout64;
  const bool big = order == 2;
  if (!il_object_within(bytes, 0, is->header))
    return il_object_fail(part, IL_ESYNTAX, bytes.len, "ELF header is cut off");
  const uint64_t type = il_object_number(bytes, 16, 2, big);
  if (type != ET_REL)
    return il_object_fail(part, IL_ESYNTAX, 16,
                          "ELF type %" PRIu64 " is not an object", type);
  const uint64_t table = il_object_number(bytes, is->table, is->word, big);
  if (table == 0)
    return IL_OK;
  const uint64_t entry = il_object_number(bytes, is->entry_size, 2, big);
  if (entry < is->entry)
    return il_object_fail(part, IL_ESYNTAX, is->entry_size,
                          "ELF section headers of %" PRIu64 " bytes are too "
                          "small",
                          entry);
  if (!il_object_within(bytes, table, entry))
    return il_object_fail(part, IL_ESYNTAX, table,
                          "ELF section headers reach past the end of the "
                          "object");
  /* The first header stands for what its own fields have no room for. */
  const section first = section_at(bytes, is, big, table);
  uint64_t count = il_object_number(bytes, is->count, 2, big);
  uint64_t names_index = il_object_number(bytes, is->names, 2, big);
  if (count == 0)
    count = first.size;
  if (names_index == SHN_XINDEX)
    names_index = first.link;
  if (count > (bytes.len - table) / entry)
    return il_object_fail(part, IL_ESYNTAX, table,
                          "%" PRIu64 " ELF section headers reach past the end "
                          "of the object",
                          count);
  if (names_index == 0)
    return IL_OK;
  if (names_index >= count)
    return il_object_fail(part, IL_ESYNTAX, is->names,
                          "ELF section %" PRIu64 " should hold the names of "
                          "sections, of which there are %" PRIu64,
                          names_index, count);
  const section names = section_at(bytes, is, big, table + names_index * entry);
  if (names.type == SHT_NOBITS ||
      !il_object_within(bytes, names.offset, names.size))
    return il_object_fail(part, IL_ESYNTAX, table + names_index * entry,
                          "names of ELF sections reach past the end of the "
                          "object");
  for (uint64_t i = 1; i < count; i++) {
    const uint64_t at = table + i * entry;
    const section s = section_at(bytes, is, big, at);
    if (s.type == SHT_NULL)
      continue;
    if (s.type != SHT_NOBITS && !il_object_within(bytes, s.offset, s.size))
      return il_object_fail(part, IL_ESYNTAX, at,
                            "ELF section %" PRIu64 " reaches past the end of "
                            "the object",
                            i);
    bool facts;
    il_status status = is_facts(part, at, &s, &names, &facts);
    if (status == IL_OK && facts)
      status = read_facts(part, at, &s);
    if (status != IL_OK)
      return status;
  }
  return IL_OK;
}
