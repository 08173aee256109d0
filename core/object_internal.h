/* object_internal.h - what the readers of object formats share. */
#ifndef ISRLINT_CORE_OBJECT_INTERNAL_H
#define ISRLINT_CORE_OBJECT_INTERNAL_H

#include "isrlint/object.h"
#include "str.h"

/* One object, alone or as a member of an archive, while it is read. */
typedef struct il_object_part {
  il_str bytes;     /* the object; offsets count from its beginning */
  size_t base;      /* where it begins in the whole file, for messages */
  il_str member;    /* its name in the archive, or empty */
  size_t texts;     /* facts texts found in it */
  uint64_t claimed; /* bytes of all its facts sections */
  il_object_visit *visit;
  void *context;
  il_error *err;
} il_object_part;

/* Whether 'size' bytes at 'offset' lie within the text. */
static inline bool il_object_within(il_str bytes, uint64_t offset,
                                    uint64_t size) {
  return offset <= bytes.len && size <= bytes.len - offset;
}

/* The unsigned number of 'size' (1 to 8) bytes at 'offset'; 0 where that is
 * not within the text. */
static inline uint64_t il_object_number(il_str bytes, uint64_t offset,
                                        unsigned size, bool big_endian) {
  uint64_t value = 0;
  if (!il_object_within(bytes, offset, size))
    return 0;
  const unsigned char *at = (const unsigned char *)bytes.ptr + offset;
  for (unsigned i = 0; i < size; i++)
    value = value << 8 | at[big_endian ? i : size - 1 - i];
  return value;
}

static inline bool il_object_begins(il_str bytes, il_str beginning) {
  return bytes.len >= beginning.len &&
         memcmp(bytes.ptr, beginning.ptr, beginning.len) == 0;
}

/* Whether a name that ends at a NUL, or with its table, is that of facts. */
static inline bool il_object_is_section(il_str name) {
  const il_str wanted = IL_STR(IL_OBJECT_SECTION);
  return il_object_begins(name, wanted) &&
         (name.len == wanted.len || name.ptr[wanted.len] == '\0');
}

/* Fails with the member's name before the message and the position in the
 * whole file behind it. */
il_status il_object_fail(const il_object_part *part, il_status code,
                         uint64_t offset, const char *format, ...)
    IL_PRINTF(4, 5);

/* Visits the texts of a facts section of 'size' bytes at 'offset'. */
il_status il_object_section(il_object_part *part, uint64_t offset,
                            uint64_t size);

/* These read one object and visit the texts of its facts sections. */
il_status il_object_coff(il_object_part *part);
il_status il_object_elf(il_object_part *part);

/* What an anonymous object (0, 0xFFFF) or one with a machine is; IL_OBJECT_NONE
 * when it is no object of Microsoft's family. */
il_object_kind il_object_coff_sniff(il_str bytes);
/* The same for a file with ELF's signature. */
il_object_kind il_object_elf_sniff(il_str bytes);

/* Walks an archive.  'part' is the whole file; each member becomes a part of
 * its own for 'each', whose failure ends the walk. */
typedef il_status il_object_each(void *walk, il_object_part *member);
il_status il_object_archive(const il_object_part *part, il_object_each *each,
                            void *walk);

#endif
