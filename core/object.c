/* object.c - tells the kinds of files with facts apart and cuts facts texts
 * out of their sections. */
#include "object_internal.h"

#include <inttypes.h>
#include <stdio.h>

/* The name as a message shows it: its end, which tells paths apart, without
 * bytes that would steer a terminal. */
static void printable_name(il_str name, char *shown, size_t room) {
  size_t start = 0, used = 0;
  if (name.len >= room) {
    start = name.len - (room - 4);
    while (start < name.len && ((unsigned char)name.ptr[start] & 0xC0) == 0x80)
      start++;
    for (; used < 3; used++)
      shown[used] = '.';
  }
  for (size_t i = start; i < name.len; i++) {
    unsigned char byte = (unsigned char)name.ptr[i];
    shown[used++] = byte < 0x20 || byte == 0x7F ? '?' : (char)byte;
  }
  shown[used] = '\0';
}

il_status il_object_fail(const il_object_part *part, il_status code,
                         uint64_t offset, const char *format, ...) {
  char what[160], name[64];
  va_list args;
  va_start(args, format);
  vsnprintf(what, sizeof what, format, args);
  va_end(args);
  /* The offset may come from a damaged object: its sum may not fit. */
  uint64_t at =
      offset > UINT64_MAX - part->base ? UINT64_MAX : part->base + offset;
  if (part->member.len == 0)
    return il_fail(part->err, code, 0, 0, "%s (at byte %" PRIu64 ")", what, at);
  printable_name(part->member, name, sizeof name);
  return il_fail(part->err, code, 0, 0, "'%s': %s (at byte %" PRIu64 ")", name,
                 what, at);
}

/* Where the facts text that begins at 'start' ends: at a NUL, before a line
 * that begins the next text, or with the section. */
static size_t text_end(il_str section, size_t start) {
  const il_str magic = IL_STR(IL_OBJECT_MAGIC);
  for (size_t i = start; i < section.len; i++) {
    if (section.ptr[i] == '\0')
      return i;
    if (section.ptr[i] != '\n')
      continue;
    il_str next = {section.ptr + i + 1, section.len - i - 1};
    if (il_object_begins(next, magic))
      return i + 1;
  }
  return section.len;
}

il_status il_object_section(il_object_part *part, uint64_t offset,
                            uint64_t size) {
  if (!il_object_within(part->bytes, offset, size))
    return il_object_fail(part, IL_ESYNTAX, offset,
                          "section '" IL_OBJECT_SECTION "' of %" PRIu64
                          " bytes reaches past the end of the object",
                          size);
  /* Without this, many headers for one large section would cost their product
   * in time. */
  part->claimed += size;
  if (part->claimed > part->bytes.len)
    return il_object_fail(part, IL_ESYNTAX, offset,
                          "sections '" IL_OBJECT_SECTION "' overlap");
  il_str section = {part->bytes.ptr + offset, (size_t)size};
  size_t i = 0;
  while (i < section.len) {
    if (section.ptr[i] == '\0') {
      i++;
      continue;
    }
    il_str text = {section.ptr + i, section.len - i};
    if (!il_object_begins(text, IL_STR(IL_OBJECT_MAGIC)))
      return il_object_fail(part, IL_ESYNTAX, offset + i,
                            "section '" IL_OBJECT_SECTION
                            "' holds something other than facts");
    size_t end = text_end(section, i);
    text.len = end - i;
    part->texts++;
    il_status status = part->visit(part->context, part->member, text);
    if (status != IL_OK)
      return status;
    i = end;
  }
  return IL_OK;
}

il_object_kind il_object_sniff(il_str bytes) {
  static const struct {
    il_str beginning;
    il_object_kind kind;
  } signatures[] = {
      {{"!<arch>\n", 8}, IL_OBJECT_ARCHIVE},
      {{"!<thin>\n", 8}, IL_OBJECT_THIN},
      {{"MZ", 2}, IL_OBJECT_IMAGE},
      {{"BC\xC0\xDE", 4}, IL_OBJECT_BITCODE},
      {{"\xDE\xC0\x17\x0B", 4}, IL_OBJECT_BITCODE},
  };
  for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++)
    if (il_object_begins(bytes, signatures[i].beginning))
      return signatures[i].kind;
  if (il_object_begins(bytes, IL_STR("\177ELF")))
    return il_object_elf_sniff(bytes);
  return il_object_coff_sniff(bytes);
}

/* Reads what is no archive. */
static il_status read_object(il_object_part *part, il_object_kind kind,
                             il_object_tally *tally) {
  il_status status;
  switch (kind) {
  case IL_OBJECT_COFF:
    status = il_object_coff(part);
    break;
  case IL_OBJECT_ELF:
    status = il_object_elf(part);
    break;
  case IL_OBJECT_IMAGE:
    return il_object_fail(part, IL_ESYNTAX, 0,
                          "an image, not an object: linking drops the facts, "
                          "give the objects it was linked from");
  case IL_OBJECT_BITCODE:
    return il_object_fail(part, IL_ESYNTAX, 0,
                          "LLVM bitcode: ThinLTO objects carry the facts in "
                          "module assembly, give the native object or a facts "
                          "file instead");
  case IL_OBJECT_LTCG:
    return il_object_fail(part, IL_ESYNTAX, 0,
                          "an object compiled with /GL cannot be read, compile "
                          "without it or give a facts file");
  case IL_OBJECT_THIN:
    return il_object_fail(part, IL_ESYNTAX, 0,
                          "a thin archive holds names only, give the objects "
                          "it names");
  case IL_OBJECT_IMPORT:
    return il_object_fail(part, IL_ESYNTAX, 0,
                          "an import of a DLL's symbol, not an object: it "
                          "has no code and no facts");
  default:
    return il_object_fail(part, IL_ESYNTAX, 0,
                          "not an object file: neither COFF nor ELF nor a "
                          "static library");
  }
  tally->texts += part->texts;
  if (status == IL_OK) {
    tally->objects++;
    tally->without += part->texts == 0;
  }
  return status;
}

static il_status read_member(void *walk, il_object_part *member) {
  il_object_tally *tally = walk;
  il_object_kind kind = il_object_sniff(member->bytes);
  switch (kind) {
  case IL_OBJECT_IMPORT:
    tally->imports++;
    return IL_OK;
  case IL_OBJECT_NONE:
  case IL_OBJECT_IMAGE:
  case IL_OBJECT_ARCHIVE:
  case IL_OBJECT_THIN:
    tally->others++;
    return IL_OK;
  default:
    return read_object(member, kind, tally);
  }
}

il_status il_object_read(il_str bytes, il_object_visit *visit, void *context,
                         il_object_tally *tally, il_error *err) {
  il_object_tally unseen;
  if (!tally)
    tally = &unseen;
  *tally = (il_object_tally){0};
  il_object_part part = {
      .bytes = bytes, .visit = visit, .context = context, .err = err};
  il_object_kind kind = il_object_sniff(bytes);
  if (kind == IL_OBJECT_ARCHIVE)
    return il_object_archive(&part, read_member, tally);
  return read_object(&part, kind, tally);
}
