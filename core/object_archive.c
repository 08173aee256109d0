/* object_archive.c - the members of a static library. */
#include "object_internal.h"

#include <inttypes.h>

enum {
  MAGIC = 8,
  HEADER = 60,
  NAME = 16,
  SIZE_AT = 48,
  SIZE = 10,
  END_AT = 58
};
enum { NAME_LIMIT = 4096 };

/* The content of a field that is padded with blanks. */
static il_str field(il_str bytes, uint64_t at, size_t size) {
  il_str text = {bytes.ptr + at, size};
  while (text.len && text.ptr[text.len - 1] == ' ')
    text.len--;
  return text;
}

static il_str without_end(il_str text, char end) {
  if (text.len && text.ptr[text.len - 1] == end)
    text.len--;
  return text;
}

/* Whether the header's name field is one that only linkers care for. */
static bool is_index_field(il_str name) {
  return il_str_is(name, "/") || il_str_is(name, "/SYM64/") ||
         il_object_begins(name, IL_STR("/<"));
}

/* The same for the names of BSD's and Darwin's symbol tables, which may stand
 * in the field or in the member. */
static bool is_index_name(il_str name) {
  return il_str_is(name, "__.SYMDEF") || il_str_is(name, "__.SYMDEF SORTED") ||
         il_str_is(name, "__.SYMDEF_64") ||
         il_str_is(name, "__.SYMDEF_64 SORTED");
}

/* "/123": the name stands in the archive's table of names. */
static il_status table_name(const il_object_part *part, uint64_t at,
                            il_str names, uint64_t offset, il_str *name) {
  if (offset >= names.len)
    return il_object_fail(part, IL_ESYNTAX, at,
                          "archive member with a name outside the table of "
                          "names (offset %" PRIu64 " of %zu)",
                          offset, names.len);
  *name = (il_str){names.ptr + offset, 0};
  const size_t room = names.len - (size_t)offset;
  while (name->len < room && name->ptr[name->len] != '\n' &&
         name->ptr[name->len] != '\0')
    if (++name->len > NAME_LIMIT)
      return il_object_fail(part, IL_ELIMIT, at,
                            "archive member with a name of more than %d bytes",
                            NAME_LIMIT);
  *name = without_end(*name, '/');
  return IL_OK;
}

/* "#1/12": the name stands at the beginning of the member, filled with NULs. */
static il_status leading_name(const il_object_part *part, uint64_t at,
                              uint64_t size, il_str *content, il_str *name) {
  if (size > content->len)
    return il_object_fail(part, IL_ESYNTAX, at,
                          "archive member with a name of %" PRIu64 " bytes in "
                          "a content of %zu",
                          size, content->len);
  if (size > NAME_LIMIT)
    return il_object_fail(part, IL_ELIMIT, at,
                          "archive member with a name of more than %d bytes",
                          NAME_LIMIT);
  *name = (il_str){content->ptr, (size_t)size};
  while (name->len && name->ptr[name->len - 1] == '\0')
    name->len--;
  content->ptr += size;
  content->len -= (size_t)size;
  return IL_OK;
}

il_status il_object_archive(const il_object_part *part, il_object_each *each,
                            void *walk) {
  const il_str bytes = part->bytes;
  il_str names = {NULL, 0};
  uint64_t at = MAGIC;
  while (at < bytes.len) {
    uint64_t size, number;
    if (!il_object_within(bytes, at, HEADER))
      return il_object_fail(part, IL_ESYNTAX, at,
                            "header of an archive member is cut off");
    if (memcmp(bytes.ptr + at + END_AT, "`\n", 2) != 0 ||
        !il_str_u64(field(bytes, at + SIZE_AT, SIZE), &size))
      return il_object_fail(part, IL_ESYNTAX, at,
                            "no header of an archive member here");
    const uint64_t start = at + HEADER;
    if (!il_object_within(bytes, start, size))
      return il_object_fail(part, IL_ESYNTAX, at,
                            "archive member of %" PRIu64 " bytes reaches past "
                            "the end of the archive",
                            size);
    il_str name = field(bytes, at, NAME);
    il_str content = {bytes.ptr + start, (size_t)size};
    il_status status = IL_OK;
    bool skip = is_index_field(name);
    if (il_str_is(name, "//")) {
      names = content;
      skip = true;
    } else if (name.len > 1 && name.ptr[0] == '/' &&
               il_str_u64((il_str){name.ptr + 1, name.len - 1}, &number)) {
      status = table_name(part, at, names, number, &name);
    } else if (il_object_begins(name, IL_STR("#1/")) &&
               il_str_u64((il_str){name.ptr + 3, name.len - 3}, &number)) {
      status = leading_name(part, at, number, &content, &name);
    } else {
      name = without_end(name, '/');
    }
    if (status == IL_OK && !skip && !is_index_name(name)) {
      il_object_part member = *part;
      member.bytes = content;
      member.base = part->base + (size_t)(content.ptr - bytes.ptr);
      member.member = name;
      status = each(walk, &member);
    }
    if (status != IL_OK)
      return status;
    at = start + size + (size & 1);
  }
  return IL_OK;
}
