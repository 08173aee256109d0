/* test_object_archive.c - the members of archives and their names. */
#include "object_build.h"

#include <setjmp.h>
#include <stdio.h>

#include <cmocka.h>

static void archive_names_of_gnu(void **state) {
  (void)state;
  il_buf buf = {0};
  archive(&buf);
  member(&buf, "/", IL_STR("\0\0\0\0"));
  member(&buf, "/SYM64/", IL_STR("\0\0\0\0\0\0\0\0"));
  member(&buf, "//", IL_STR("a name of more than sixteen.o/\nsub/dir/b.o/\n"));
  object_member(&buf, "short.o/", "", FACTS);
  object_member(&buf, "/0", "", FACTS_B);
  object_member(&buf, "/31", "", FACTS);
  object_member(&buf, "two words.o/", "", FACTS);
  expect_log(il_buf_str(&buf),
             "short.o=" FACTS ";a name of more than sixteen.o=" FACTS_B
             ";sub/dir/b.o=" FACTS ";two words.o=" FACTS ";",
             4, 0);
  il_buf_free(&buf);
}

static void archive_names_of_microsoft(void **state) {
  (void)state;
  il_buf buf = {0};
  archive(&buf);
  member(&buf, "/", IL_STR("\0\0\0\0"));
  member(&buf, "/", IL_STR("\0\0\0\0\0\0\0"));
  member(&buf, "//", (il_str){"obj\\amd64\\first.obj\0obj\\b.obj\0", 30});
  member(&buf, "/<ECSYMBOLS>/", IL_STR("\0\0\0\0"));
  member(&buf, "/<XFGHASHMAP>/", IL_STR("\0\0\0\0"));
  object_member(&buf, "/0", "", FACTS);
  object_member(&buf, "/20", "", FACTS_B);
  object_member(&buf, "c.obj/", "", FACTS);
  expect_log(il_buf_str(&buf),
             "obj\\amd64\\first.obj=" FACTS ";obj\\b.obj=" FACTS_B
             ";c.obj=" FACTS ";",
             3, 0);
  il_buf_free(&buf);
}

static void archive_names_of_bsd(void **state) {
  (void)state;
  il_buf buf = {0};
  archive(&buf);
  member(&buf, "__.SYMDEF", IL_STR("\0\0\0\0"));
  member(&buf, "#1/20", (il_str){"__.SYMDEF SORTED\0\0\0\0\0\0\0\0", 24});
  member(&buf, "#1/16", (il_str){"__.SYMDEF_64\0\0\0\0\0\0\0\0", 20});
  object_member(&buf, "short.o", "", FACTS);
  object_member(&buf, "#1/21", "longer than sixteen.o", FACTS_B);
  object_member(&buf, "#1/4", "a  b", FACTS);
  expect_log(il_buf_str(&buf),
             "short.o=" FACTS ";longer than sixteen.o=" FACTS_B ";a  b=" FACTS
             ";",
             3, 0);
  il_buf_free(&buf);
}

static void archive_name_filled_with_nul(void **state) {
  (void)state;
  const piece section = {".isrlint", {FACTS, sizeof FACTS - 1}};
  il_buf buf = {0}, object = {0};
  il_buf_add(&object, (il_str){"a.o\0\0\0\0\0", 8});
  elf(&object, &section, 1, true, false, false);
  archive(&buf);
  member(&buf, "#1/8", il_buf_str(&object));
  expect_log(il_buf_str(&buf), "a.o=" FACTS ";", 1, 0);
  il_buf_free(&object);
  il_buf_free(&buf);
}

static void archive_members_that_are_no_objects(void **state) {
  (void)state;
  il_buf buf = {0}, nested = {0}, plain = {0};
  archive(&nested);
  object_member(&nested, "inner.obj/", "", FACTS);
  coff(&plain, plain_piece, 1, false, 0x8664, false);
  archive(&buf);
  member(&buf, "import.dll/", (il_str){"\0\0\xFF\xFF\0\0\x64\x86", 8});
  member(&buf, "import.dll/", (il_str){"\0\0\xFF\xFF\0\0\x64\x86", 8});
  member(&buf, "readme.txt/", IL_STR("text\n"));
  member(&buf, "empty.txt/", IL_STR(""));
  member(&buf, "linked.sys/", IL_STR("MZ\x90"));
  member(&buf, "inner.lib/", il_buf_str(&nested));
  member(&buf, "plain.obj/", il_buf_str(&plain));
  object_member(&buf, "real.obj/", "", FACTS);
  reading r;
  read_some(&r, il_buf_str(&buf), IL_OK);
  assert_int_equal(r.status, IL_OK);
  assert_string_equal(r.log, "real.obj=" FACTS ";");
  assert_int_equal(r.tally.objects, 2);
  assert_int_equal(r.tally.without, 1);
  assert_int_equal(r.tally.imports, 2);
  assert_int_equal(r.tally.others, 4);
  il_buf_free(&plain);
  il_buf_free(&nested);
  il_buf_free(&buf);
}

static void archive_failures_name_the_member(void **state) {
  (void)state;
  il_buf buf = {0};
  archive(&buf);
  object_member(&buf, "first.obj/", "", FACTS);
  size_t second = buf.len;
  member(&buf, "thin.obj/", IL_STR("BC\xC0\xDE"));
  char where[64];
  snprintf(where, sizeof where, "(at byte %zu)", second + 60);
  expect_failure(il_buf_str(&buf), "'thin.obj': LLVM bitcode");
  expect_failure(il_buf_str(&buf), where);
  reading r;
  read_some(&r, il_buf_str(&buf), IL_OK);
  assert_int_equal(r.tally.objects, 1);
  assert_string_equal(r.log, "first.obj=" FACTS ";");
  buf.len = second;
  member(&buf, "cut.obj/", IL_STR("\x64\x86\1\0"));
  snprintf(where, sizeof where, "(at byte %zu)", second + 64);
  expect_failure(il_buf_str(&buf), "'cut.obj': COFF header is cut off");
  expect_failure(il_buf_str(&buf), where);
  buf.len = second;
  member(&buf, "a\033[1m\x7F.obj/", IL_STR("BC\xC0\xDE"));
  expect_failure(il_buf_str(&buf), "'a?[1m?.obj'");
  il_buf_free(&buf);
}

static void archive_long_name_is_shown_by_its_end(void **state) {
  (void)state;
  char name[300];
  memset(name, 'd', sizeof name);
  memcpy(name + sizeof name - 12, "/folder/x.o\n", 12);
  il_buf buf = {0};
  archive(&buf);
  member(&buf, "//", (il_str){name, sizeof name});
  member(&buf, "/0", IL_STR("BC\xC0\xDE"));
  expect_failure(il_buf_str(&buf), "'...d");
  expect_failure(il_buf_str(&buf), "d/folder/x.o': LLVM");
  expect_failure(il_buf_str(&buf), "(at byte ");
  il_buf_free(&buf);
}

static void archive_long_name_is_cut_between_characters(void **state) {
  (void)state;
  /* Characters of two bytes: the end that is shown would begin within one. */
  char name[] = "//////////////////////////////////////////////////"
                "//////////////////////////////////////////////////x.o\n";
  for (size_t i = 0; i < 100; i += 2)
    memcpy(name + i, "\xC3\xA4", 2);
  il_buf buf = {0};
  archive(&buf);
  member(&buf, "//", il_str_of(name));
  member(&buf, "/0", IL_STR("BC\xC0\xDE"));
  expect_failure(il_buf_str(&buf), "'...\xC3\xA4");
  il_buf_free(&buf);
}

static void archive_leading_name_is_no_content(void **state) {
  (void)state;
  il_buf buf = {0};
  archive(&buf);
  member(&buf, "#1/8", (il_str){"a.o\0\0\0\0\0\x64\x86\1\0", 12});
  char where[64];
  snprintf(where, sizeof where, "(at byte %zu)", buf.len);
  expect_failure(il_buf_str(&buf), "'a.o': COFF header is cut off");
  expect_failure(il_buf_str(&buf), where);
  il_buf_free(&buf);
}

static void archive_last_padding_may_be_missing(void **state) {
  (void)state;
  il_buf buf = {0};
  archive(&buf);
  expect_log(il_buf_str(&buf), "", 0, 0);
  object_member(&buf, "a.obj/", "", FACTS "x");
  object_member(&buf, "b.obj/", "", FACTS);
  il_buf odd = {0};
  archive(&odd);
  object_member(&odd, "c.obj/", "", FACTS);
  assert_int_equal(odd.ptr[odd.len - 1], '\n');
  expect_log((il_str){odd.ptr, odd.len - 1}, "c.obj=" FACTS ";", 1, 0);
  expect_log(il_buf_str(&buf), "a.obj=" FACTS "x;b.obj=" FACTS ";", 2, 0);
  il_buf_free(&odd);
  il_buf_free(&buf);
}

static void archive_damage_is_reported(void **state) {
  (void)state;
  static char many[5000];
  memset(many, 'n', sizeof many);
  static const struct {
    const char *name;
    size_t size; /* 0: that of the content */
    const char *message;
  } rows[] = {
      {"/0", 0, "outside the table of names (offset 0 of 0)"},
      {"/99999999999999", 0, "outside the table of names"},
      {"#1/9", 0, "a name of 9 bytes in a content of 8"},
      {"#1/999999999999", 0, "a name of 999999999999 bytes"},
      {"a.o/", 9, "member of 9 bytes reaches past"},
      {"a.o/", 9999999999, "member of 9999999999 bytes reaches past"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    il_buf buf = {0};
    archive(&buf);
    member_of_size(&buf, rows[i].name, IL_STR("content!"),
                   rows[i].size ? rows[i].size : 8);
    expect_failure(il_buf_str(&buf), rows[i].message);
    il_buf_free(&buf);
  }
  for (int way = 0; way < 2; way++) {
    il_buf buf = {0};
    archive(&buf);
    member(&buf, way ? "#1/4097" : "//", (il_str){many, sizeof many});
    member(&buf, "/0", IL_STR("content!"));
    reading r;
    read_some(&r, il_buf_str(&buf), IL_OK);
    assert_int_equal(r.status, IL_ELIMIT);
    il_buf_free(&buf);
  }
  static const struct {
    size_t at;
    char byte;
  } bytes[] = {{8 + 58, 'x'},
               {8 + 59, ' '},
               {8 + 48, '-'},
               {8 + 48, ' '},
               {8 + 49, 'x'}};
  for (size_t i = 0; i < sizeof bytes / sizeof *bytes; i++) {
    il_buf buf = {0};
    archive(&buf);
    member(&buf, "a.o/", IL_STR("content!"));
    buf.ptr[bytes[i].at] = bytes[i].byte;
    expect_failure(il_buf_str(&buf), "no header of an archive member here");
    il_buf_free(&buf);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(archive_names_of_gnu),
      cmocka_unit_test(archive_names_of_microsoft),
      cmocka_unit_test(archive_names_of_bsd),
      cmocka_unit_test(archive_name_filled_with_nul),
      cmocka_unit_test(archive_members_that_are_no_objects),
      cmocka_unit_test(archive_failures_name_the_member),
      cmocka_unit_test(archive_long_name_is_shown_by_its_end),
      cmocka_unit_test(archive_long_name_is_cut_between_characters),
      cmocka_unit_test(archive_leading_name_is_no_content),
      cmocka_unit_test(archive_last_padding_may_be_missing),
      cmocka_unit_test(archive_damage_is_reported),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
