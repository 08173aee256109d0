/* object_build.c - see object_build.h. */
#include "object_build.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

void set(il_buf *buf, size_t at, uint64_t value, unsigned size, bool big) {
  for (unsigned i = 0; i < size; i++)
    buf->ptr[at + (big ? size - 1 - i : i)] = (char)(value >> 8 * i & 0xFF);
}

void put(il_buf *buf, uint64_t value, unsigned size, bool big) {
  for (unsigned i = 0; i < size; i++)
    il_buf_byte(buf, 0);
  set(buf, buf->len - size, value, size, big);
}

void put_zeros(il_buf *buf, size_t count) {
  for (size_t i = 0; i < count; i++)
    il_buf_byte(buf, 0);
}

static const char big_class[] =
    "\xC7\xA1\xBA\xD1\xEE\xBA\xA9\x4B\xAF\x20\xFA\xF6\x6A\xA4\xDC\xB8";

void coff(il_buf *buf, const piece *pieces, size_t count, bool big,
          unsigned machine, bool long_names) {
  size_t start = buf->len;
  size_t table = start + (big ? COFF_BIG_HEADER : COFF_HEADER);
  if (big) {
    put(buf, 0xFFFF0000, 4, false);
    put(buf, 2, 2, false);
    put(buf, machine, 2, false);
    put(buf, 0, 4, false);
    il_buf_add(buf, (il_str){big_class, 16});
    put_zeros(buf, 16);
    put(buf, count, 4, false);
    put_zeros(buf, 8);
  } else {
    put(buf, machine, 2, false);
    put(buf, count, 2, false);
    put_zeros(buf, 16);
  }
  put_zeros(buf, count * COFF_SECTION);
  for (size_t i = 0; i < count; i++) {
    /* A loaded size, so that an eight-byte name is not followed by a NUL. */
    set(buf, table + i * COFF_SECTION + 8, UINT32_MAX, 4, false);
    set(buf, table + i * COFF_SECTION + 16, pieces[i].content.len, 4, false);
    set(buf, table + i * COFF_SECTION + 20, buf->len - start, 4, false);
    il_buf_add(buf, pieces[i].content);
  }
  set(buf, start + (big ? 48 : 8), buf->len - start, 4, false);
  set(buf, start + (big ? 52 : 12), 1, 4, false);
  put_zeros(buf, big ? 20 : 18);
  size_t strings = buf->len;
  put_zeros(buf, 4);
  for (size_t i = 0; i < count; i++) {
    char name[9] = {0};
    size_t len = strlen(pieces[i].name);
    if (len > 8 || long_names) {
      snprintf(name, sizeof name, "/%u", (unsigned)(buf->len - strings));
      il_buf_add(buf, (il_str){pieces[i].name, len + 1});
    } else {
      memcpy(name, pieces[i].name, len);
    }
    memcpy(buf->ptr + table + i * COFF_SECTION, name, 8);
  }
  set(buf, strings, buf->len - strings, 4, false);
}

elf_layout elf_layout_of(bool wide) {
  return wide ? (elf_layout){8, 64, 40, 58, 60, 62, 64, 24, 32, 40}
              : (elf_layout){4, 52, 32, 46, 48, 50, 40, 16, 20, 24};
}

void elf(il_buf *buf, const piece *pieces, size_t count, bool wide, bool big,
         bool extended) {
  const elf_layout is = elf_layout_of(wide);
  const size_t start = buf->len, total = count + 2;
  il_buf_add(buf, IL_STR("\177ELF"));
  put(buf, wide ? 2 : 1, 1, big);
  put(buf, big ? 2 : 1, 1, big);
  put(buf, 1, 1, big);
  put_zeros(buf, 9);
  put(buf, 1, 2, big);
  put_zeros(buf, is.header - 18);
  const size_t table = start + is.header;
  set(buf, start + is.shoff, table - start, is.word, big);
  set(buf, start + is.shentsize, is.entry, 2, big);
  set(buf, start + is.shnum, extended ? 0 : total, 2, big);
  set(buf, start + is.shstrndx, extended ? 0xFFFF : total - 1, 2, big);
  put_zeros(buf, total * is.entry);
  if (extended) {
    set(buf, table + is.size, total, is.word, big);
    set(buf, table + is.link, total - 1, 4, big);
  }
  const size_t names = buf->len;
  il_buf_byte(buf, 0);
  for (size_t i = 0; i < count; i++) {
    set(buf, table + (i + 1) * is.entry, buf->len - names, 4, big);
    il_buf_add(buf, (il_str){pieces[i].name, strlen(pieces[i].name) + 1});
  }
  const size_t last = table + (total - 1) * is.entry;
  set(buf, last + 4, 3, 4, big);
  set(buf, last + is.offset, names - start, is.word, big);
  set(buf, last + is.size, buf->len - names, is.word, big);
  for (size_t i = 0; i < count; i++) {
    const size_t at = table + (i + 1) * is.entry;
    set(buf, at + 4, 1, 4, big);
    set(buf, at + is.offset, buf->len - start, is.word, big);
    set(buf, at + is.size, pieces[i].content.len, is.word, big);
    il_buf_add(buf, pieces[i].content);
  }
}

void archive(il_buf *buf) { il_buf_text(buf, "!<arch>\n"); }

void member_of_size(il_buf *buf, const char *name, il_str content,
                    size_t size) {
  char header[96];
  snprintf(header, sizeof header, "%-16s%-12s%-6s%-6s%-8s%-10zu`\n", name, "0",
           "0", "0", "644", size);
  il_buf_add(buf, (il_str){header, 60});
  il_buf_add(buf, content);
  if (content.len & 1)
    il_buf_byte(buf, '\n');
}

void member(il_buf *buf, const char *name, il_str content) {
  member_of_size(buf, name, content, content.len);
}

void object_member(il_buf *buf, const char *name, const char *lead,
                   const char *facts) {
  const piece section = {".isrlint", il_str_of(facts)};
  il_buf object = {0};
  il_buf_text(&object, lead);
  coff(&object, &section, 1, false, 0x8664, false);
  member(buf, name, il_buf_str(&object));
  il_buf_free(&object);
}

static il_status visit(void *context, il_str name, il_str facts) {
  reading *r = context;
  size_t used = strlen(r->log);
  assert_true(facts.ptr >= r->copy);
  assert_true(facts.ptr + facts.len <= r->copy + r->bytes.len);
  assert_null(memchr(facts.ptr, 0, facts.len));
  assert_true(facts.len >= strlen(IL_OBJECT_MAGIC));
  assert_memory_equal(facts.ptr, IL_OBJECT_MAGIC, strlen(IL_OBJECT_MAGIC));
  r->nul_in_name |= name.len && memchr(name.ptr, 0, name.len);
  r->visits++;
  snprintf(r->log + used, sizeof r->log - used, "%.*s=%.*s;",
           (int)(name.len < 99 ? name.len : 99), name.len ? name.ptr : "",
           (int)facts.len, facts.ptr);
  return r->stop;
}

void read_some(reading *r, il_str bytes, il_status stop) {
  /* The tally is set anew whatever it held. */
  *r = (reading){.stop = stop, .tally = {77, 77, 77, 77, 77}};
  r->copy = malloc(bytes.len ? bytes.len : 1);
  assert_non_null(r->copy);
  if (bytes.len)
    memcpy(r->copy, bytes.ptr, bytes.len);
  r->bytes = (il_str){bytes.len ? r->copy : NULL, bytes.len};
  r->status = il_object_read(r->bytes, visit, r, &r->tally, &r->err);
  assert_int_equal(r->tally.texts, r->visits);
  assert_true(r->tally.without <= r->tally.objects);
  if (stop == IL_OK) {
    assert_int_equal(r->err.code, r->status);
    assert_int_equal(r->err.line, 0);
    if (r->status != IL_OK)
      assert_non_null(strstr(r->err.message, "(at byte "));
  }
  free(r->copy);
}

void expect_log(il_str bytes, const char *log, size_t objects, size_t without) {
  reading r;
  read_some(&r, bytes, IL_OK);
  assert_string_equal(r.err.message, "");
  assert_string_equal(r.log, log);
  assert_false(r.nul_in_name);
  assert_int_equal(r.tally.objects, objects);
  assert_int_equal(r.tally.without, without);
  assert_int_equal(r.tally.imports + r.tally.others, 0);
}

void expect_failure(il_str bytes, const char *part_of_message) {
  reading r;
  read_some(&r, bytes, IL_OK);
  if (r.status == IL_OK || !strstr(r.err.message, part_of_message))
    fail_msg("status %d, '%s' lacks '%s'", r.status, r.err.message,
             part_of_message);
}
