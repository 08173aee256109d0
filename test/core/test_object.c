/* test_object.c - facts sections of COFF and ELF objects. */
#include "object_build.h"

#include <setjmp.h>
#include <stdio.h>

#include <cmocka.h>

static void sniff_tells_kinds_apart(void **state) {
  (void)state;
  static const struct {
    il_str bytes;
    il_object_kind kind;
  } rows[] = {
      {{NULL, 0}, IL_OBJECT_NONE},
      {{"M", 1}, IL_OBJECT_NONE},
      {{"MZ", 2}, IL_OBJECT_IMAGE},
      {{"!<arch>\n", 8}, IL_OBJECT_ARCHIVE},
      {{"!<arch>", 7}, IL_OBJECT_NONE},
      {{"!<thin>\n", 8}, IL_OBJECT_THIN},
      {{"BC\xC0\xDE", 4}, IL_OBJECT_BITCODE},
      {{"\xDE\xC0\x17\x0B", 4}, IL_OBJECT_BITCODE},
      {{"\x7F\x45LF", 4}, IL_OBJECT_ELF},
      {{"\x64\x86", 2}, IL_OBJECT_COFF},
      {{"\x4C\x01", 2}, IL_OBJECT_COFF},
      {{"\x64\xAA", 2}, IL_OBJECT_COFF},
      {{"\0\0\xFF\xFF\0\0", 6}, IL_OBJECT_IMPORT},
      {{"\0\0\xFF\xFF\0", 5}, IL_OBJECT_NONE},
      {{"\0\0\xFF\xFF\1\0\x64\x86\0\0\0\0\x38\xFE\xB3\x0C\xA5\xD9\xAB\x4D\xAC"
        "\x9B\xD6\xB6\x22\x26\x53\xC2",
        28},
       IL_OBJECT_LTCG},
      {{"\0\0\xFF\xFF\2\0\x64\x86\0\0\0\0\xC7\xA1\xBA\xD1\xEE\xBA\xA9\x4B\xAF"
        "\x20\xFA\xF6\x6A\xA4\xDC\xB8",
        28},
       IL_OBJECT_COFF},
      {{"\0\0\xFF\xFF\1\0\x64\x86\0\0\0\0\xC7\xA1\xBA\xD1\xEE\xBA\xA9\x4B\xAF"
        "\x20\xFA\xF6\x6A\xA4\xDC\xB8",
        28},
       IL_OBJECT_NONE},
      {{FACTS, sizeof FACTS - 1}, IL_OBJECT_NONE},
      {{"\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 24},
       IL_OBJECT_NONE},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    if (il_object_sniff(rows[i].bytes) != rows[i].kind)
      fail_msg("row %zu: %d", i, il_object_sniff(rows[i].bytes));
}

static void kinds_without_facts_say_what_to_do(void **state) {
  (void)state;
  expect_failure((il_str){NULL, 0}, "not an object file");
  expect_failure(IL_STR(FACTS), "not an object file");
  expect_failure(IL_STR("MZ\x90"), "an image, not an object");
  expect_failure(IL_STR("!<thin>\n"), "a thin archive");
  expect_failure(IL_STR("BC\xC0\xDE"), "module assembly");
  expect_failure(IL_STR("\xDE\xC0\x17\x0B"), "ThinLTO");
  expect_failure((il_str){"\0\0\xFF\xFF\0\0", 6}, "import");
  expect_failure((il_str){"\0\0\xFF\xFF\1\0\x64\x86\0\0\0\0\x38\xFE\xB3\x0C\xA5"
                          "\xD9\xAB\x4D\xAC\x9B\xD6\xB6\x22\x26\x53\xC2",
                          28},
                 "/GL");
}

static void coff_gives_facts(void **state) {
  (void)state;
  /* Known machines, one that is known to nobody, and none. */
  const unsigned machines[] = {0x8664, 0x14C, 0xAA64, 0x1C4, 0x7777, 0};
  for (size_t i = 0; i < sizeof machines / sizeof *machines; i++)
    for (unsigned form = 0; form < 4; form++) {
      il_buf buf = {0};
      coff(&buf, three_pieces, 3, form & 1, machines[i], form & 2);
      expect_log(il_buf_str(&buf), "=" FACTS ";", 1, 0);
      il_buf_free(&buf);
    }
}

static void coff_without_facts_is_counted(void **state) {
  (void)state;
  const piece nearly[] = {
      {".isrlin", {FACTS, sizeof FACTS - 1}},
      {".isrlint2", {FACTS, sizeof FACTS - 1}},
      {"/x", {FACTS, sizeof FACTS - 1}},
      {"//!AAAAA", {FACTS, sizeof FACTS - 1}},
      {".Isrlint", {FACTS, sizeof FACTS - 1}},
      {".isrlint", {"", 0}},
      {".isrlint", {"\0\0\0", 3}},
  };
  for (unsigned form = 0; form < 4; form++) {
    il_buf buf = {0};
    coff(&buf, nearly, sizeof nearly / sizeof *nearly, form & 1, 0x8664,
         form & 2);
    expect_log(il_buf_str(&buf), "", 1, 1);
    il_buf_free(&buf);
  }
}

static void coff_base64_name(void **state) {
  (void)state;
  il_buf buf = {0};
  coff(&buf, one_piece, 1, false, 0x8664, true);
  /* "/4" and "//AAAAAE" are the same offset. */
  memcpy(buf.ptr + COFF_HEADER, "//AAAAAE", 8);
  expect_log(il_buf_str(&buf), "=" FACTS ";", 1, 0);
  memcpy(buf.ptr + COFF_HEADER, "////////", 8);
  expect_failure(il_buf_str(&buf), "outside the string table");
  il_buf_free(&buf);
  /* 64 and 1: the offset behind a name of 60 bytes. */
  const piece pieces[] = {
      {"a name of sixty bytes, so that the next one needs two digits", {"", 0}},
      {".isrlint", {FACTS, sizeof FACTS - 1}},
  };
  coff(&buf, pieces, 2, false, 0x8664, true);
  memcpy(buf.ptr + COFF_HEADER + COFF_SECTION, "//AAAABB", 8);
  expect_log(il_buf_str(&buf), "=" FACTS ";", 1, 0);
  il_buf_free(&buf);
}

static void coff_name_offset_of_seven_digits(void **state) {
  (void)state;
  /* 4 for the table's size, 1 for the NUL. */
  static char name[1000000 - 4 - 1 + 1];
  memset(name, 'n', sizeof name - 1);
  const piece pieces[] = {{name, {"", 0}},
                          {".isrlint", {FACTS, sizeof FACTS - 1}}};
  il_buf buf = {0};
  coff(&buf, pieces, 2, false, 0x8664, true);
  assert_memory_equal(buf.ptr + COFF_HEADER + COFF_SECTION, "/1000000", 8);
  expect_log(il_buf_str(&buf), "=" FACTS ";", 1, 0);
  il_buf_free(&buf);
}

static void coff_sections_without_bytes(void **state) {
  (void)state;
  const piece pieces[] = {{".bss", {"", 0}}, {".isrlint", {"", 0}}};
  const size_t bss = COFF_HEADER, facts = COFF_HEADER + COFF_SECTION;
  il_buf buf = {0};
  coff(&buf, pieces, 2, false, 0x8664, false);
  set(&buf, bss + 16, 0x40000000, 4, false);
  expect_failure(il_buf_str(&buf), "section 1 reaches past");
  set(&buf, bss + 36, 0x80, 4, false);
  expect_log(il_buf_str(&buf), "", 1, 1);
  set(&buf, bss + 36, 0, 4, false);
  set(&buf, bss + 20, 0, 4, false);
  expect_log(il_buf_str(&buf), "", 1, 1);
  set(&buf, facts + 20, 0, 4, false);
  expect_log(il_buf_str(&buf), "", 1, 1);
  il_buf_free(&buf);
}

static void coff_of_unknown_machine_must_make_sense(void **state) {
  (void)state;
  /* Each of these leaves bytes that could be anything. */
  const damage rows[] = {
      {2, 0, 2, NULL},
      {2, 0xFFFF, 2, NULL},
      {8, 0xFFFFFFFF, 4, NULL},
      {16, 2, 2, NULL},
      {COFF_HEADER + 16, 0xFFFFFFFF, 4, NULL},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    il_buf buf = {0};
    coff(&buf, one_piece, 1, false, 0x7777, false);
    assert_int_equal(il_object_sniff(il_buf_str(&buf)), IL_OBJECT_COFF);
    set(&buf, rows[i].at, rows[i].value, rows[i].size, false);
    assert_int_equal(il_object_sniff(il_buf_str(&buf)), IL_OBJECT_NONE);
    set(&buf, 0, 0x8664, 2, false);
    assert_int_equal(il_object_sniff(il_buf_str(&buf)), IL_OBJECT_COFF);
    il_buf_free(&buf);
  }
}

static void coff_name_may_end_with_its_table(void **state) {
  (void)state;
  il_buf buf = {0};
  coff(&buf, one_piece, 1, false, 0x8664, true);
  size_t strings = buf.len - 4 - sizeof ".isrlint";
  set(&buf, strings, 4 + 8, 4, false);
  expect_log(il_buf_str(&buf), "=" FACTS ";", 1, 0);
  set(&buf, strings, 4 + 7, 4, false);
  expect_log(il_buf_str(&buf), "", 1, 1);
  il_buf_free(&buf);
}

static void coff_optional_header_is_stepped_over(void **state) {
  (void)state;
  il_buf buf = {0};
  coff(&buf, one_piece, 1, false, 0x8664, false);
  il_buf moved = {0};
  il_buf_add(&moved, (il_str){buf.ptr, COFF_HEADER});
  set(&moved, 16, 8, 2, false);
  put_zeros(&moved, 8);
  il_buf_add(&moved, (il_str){buf.ptr + COFF_HEADER, buf.len - COFF_HEADER});
  set(&moved, COFF_HEADER + 8 + 20, COFF_HEADER + 8 + COFF_SECTION, 4, false);
  set(&moved, 8, 0, 4, false);
  expect_log(il_buf_str(&moved), "=" FACTS ";", 1, 0);
  il_buf_free(&moved);
  il_buf_free(&buf);
}

static void coff_damage_is_reported(void **state) {
  (void)state;
  const damage rows[] = {
      {2, 0xFFFF, 2, "section headers reach past the end"},
      {2, 2, 2, "section"},
      {16, 0xFFFF, 2, "section headers reach past the end"},
      {8, 0xFFFFFFFF, 4, "symbol table reaches past"},
      {12, 0xFFFFFFFF, 4, "symbol table reaches past"},
      /* 0xE38E38E4 symbols of 18 bytes are 8 in 32 bits. */
      {12, 0xE38E38E4, 4, "symbol table reaches past"},
      {8, 0, 4, "outside the string table"},
      {COFF_HEADER + 16, 0xFFFFFFFF, 4, "reaches past the end"},
      {COFF_HEADER + 20, 0xFFFFFFFF, 4, "reaches past the end"},
      {COFF_HEADER + 20, 0, 4, "no bytes in the file"},
      {COFF_HEADER + 36, 0x80, 4, "no bytes in the file"},
      {COFF_HEADER + 1, '3', 1, "outside the string table"},
      {COFF_HEADER + 1, 0x3939, 2, "outside the string table"},
      /* "/13": the table has bytes 0 to 12. */
      {COFF_HEADER + 1, 0x3331, 2, "outside the string table"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    il_buf buf = {0};
    coff(&buf, one_piece, 1, false, 0x8664, true);
    expect_log(il_buf_str(&buf), "=" FACTS ";", 1, 0);
    set(&buf, rows[i].at, rows[i].value, rows[i].size, false);
    expect_failure(il_buf_str(&buf), rows[i].message);
    il_buf_free(&buf);
  }
}

static void coff_string_table_size(void **state) {
  (void)state;
  il_buf buf = {0};
  coff(&buf, plain_piece, 1, false, 0x8664, false);
  size_t strings = buf.len - 4;
  set(&buf, strings, 0, 4, false);
  expect_log(il_buf_str(&buf), "", 1, 1);
  set(&buf, strings, 5, 4, false);
  expect_failure(il_buf_str(&buf), "string table of 5 bytes");
  set(&buf, strings, 0xFFFFFFFF, 4, false);
  expect_failure(il_buf_str(&buf), "string table of 4294967295 bytes");
  expect_failure((il_str){buf.ptr, buf.len - 1}, "string table is cut off");
  il_buf_free(&buf);
}

static void big_coff_damage_is_reported(void **state) {
  (void)state;
  const damage rows[] = {
      {44, 0xFFFFFFFF, 4, "4294967295 COFF section headers"},
      {44, 0x66666667, 4, "COFF section headers"}, /* times 40 is 24 */
      {48, 0xFFFFFFFF, 4, "symbol table reaches past"},
      {52, 0xCCCCCCCD, 4, "symbol table reaches past"}, /* times 20 is 4 */
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    il_buf buf = {0};
    coff(&buf, one_piece, 1, true, 0x8664, true);
    expect_log(il_buf_str(&buf), "=" FACTS ";", 1, 0);
    set(&buf, rows[i].at, rows[i].value, rows[i].size, false);
    expect_failure(il_buf_str(&buf), rows[i].message);
    il_buf_free(&buf);
  }
}

static void overlapping_sections_are_refused(void **state) {
  (void)state;
  enum { COUNT = 100 };
  static char facts[8000] = FACTS;
  memset(facts + sizeof FACTS - 1, 'x', sizeof facts - sizeof FACTS + 1);
  piece pieces[COUNT];
  for (size_t i = 0; i < COUNT; i++)
    pieces[i] = (piece){".isrlint", {"", 0}};
  pieces[0].content = (il_str){facts, sizeof facts};
  il_buf buf = {0};
  coff(&buf, pieces, COUNT, false, 0x8664, false);
  for (size_t i = 1; i < COUNT; i++)
    memcpy(buf.ptr + COFF_HEADER + i * COFF_SECTION, buf.ptr + COFF_HEADER,
           COFF_SECTION);
  reading r;
  read_some(&r, il_buf_str(&buf), IL_OK);
  assert_int_equal(r.status, IL_ESYNTAX);
  assert_non_null(strstr(r.err.message, "overlap"));
  assert_int_equal(r.visits, 1);
  il_buf_free(&buf);
}

static void elf_gives_facts(void **state) {
  (void)state;
  for (unsigned form = 0; form < 8; form++) {
    il_buf buf = {0};
    elf(&buf, three_pieces, 3, form & 1, form & 2, form & 4);
    expect_log(il_buf_str(&buf), "=" FACTS ";", 1, 0);
    il_buf_free(&buf);
    elf(&buf, plain_piece, 1, form & 1, form & 2, form & 4);
    expect_log(il_buf_str(&buf), "", 1, 1);
    il_buf_free(&buf);
  }
}

static void elf_names_are_exact(void **state) {
  (void)state;
  const piece nearly[] = {
      {".isrlin", {FACTS, sizeof FACTS - 1}},
      {".isrlint2", {FACTS, sizeof FACTS - 1}},
      {"", {FACTS, sizeof FACTS - 1}},
      {".isrlint", {"", 0}},
  };
  il_buf buf = {0};
  elf(&buf, nearly, 4, true, false, false);
  expect_log(il_buf_str(&buf), "", 1, 1);
  il_buf_free(&buf);
}

static void elf_without_sections(void **state) {
  (void)state;
  const elf_layout is = elf_layout_of(true);
  il_buf buf = {0};
  elf(&buf, one_piece, 1, true, false, false);
  set(&buf, is.shoff, 0, 8, false);
  set(&buf, is.shstrndx, 0xFF00, 2, false);
  expect_log(il_buf_str(&buf), "", 1, 1);
  set(&buf, is.shoff, is.header, 8, false);
  set(&buf, is.shstrndx, 0, 2, false);
  expect_log(il_buf_str(&buf), "", 1, 1);
  il_buf_free(&buf);
}

static void elf_sections_without_bytes(void **state) {
  (void)state;
  const elf_layout is = elf_layout_of(true);
  const size_t text = is.header + is.entry;
  il_buf buf = {0};
  elf(&buf, plain_piece, 1, true, false, false);
  set(&buf, text + is.size, UINT64_MAX, 8, false);
  expect_failure(il_buf_str(&buf), "section 1 reaches past");
  set(&buf, text + 4, 8, 4, false);
  expect_log(il_buf_str(&buf), "", 1, 1);
  /* An unused header may hold anything. */
  set(&buf, text + 4, 0, 4, false);
  set(&buf, text, UINT32_MAX, 4, false);
  expect_log(il_buf_str(&buf), "", 1, 1);
  il_buf_free(&buf);
}

static void elf_wide_section_headers(void **state) {
  (void)state;
  /* Headers may be larger than they are today: space them out. */
  const elf_layout is = elf_layout_of(true);
  il_buf buf = {0}, wider = {0};
  elf(&buf, one_piece, 1, true, false, false);
  il_buf_add(&wider, il_buf_str(&buf));
  set(&wider, is.shoff, wider.len, 8, false);
  set(&wider, is.shentsize, 80, 2, false);
  for (size_t i = 0; i < 3; i++) {
    il_buf_add(&wider, (il_str){buf.ptr + is.header + i * is.entry, is.entry});
    put_zeros(&wider, 16);
  }
  expect_log(il_buf_str(&wider), "=" FACTS ";", 1, 0);
  il_buf_free(&wider);
  il_buf_free(&buf);
}

static void elf_images_are_no_objects(void **state) {
  (void)state;
  for (unsigned type = 0; type < 6; type++)
    for (unsigned big = 0; big < 2; big++) {
      il_buf buf = {0};
      elf(&buf, one_piece, 1, true, big, false);
      set(&buf, 16, type, 2, big);
      if (type == 1)
        expect_log(il_buf_str(&buf), "=" FACTS ";", 1, 0);
      else
        expect_failure(il_buf_str(&buf), type == 2 || type == 3
                                             ? "an image, not an object"
                                             : "is not an object");
      il_buf_free(&buf);
    }
}

static void elf_damage_is_reported(void **state) {
  (void)state;
  for (unsigned form = 0; form < 4; form++) {
    const bool wide = form & 1, big = form & 2;
    const elf_layout is = elf_layout_of(wide);
    const unsigned word = is.word;
    const uint64_t top = wide ? UINT64_MAX : UINT32_MAX;
    const size_t null = is.header, facts = null + is.entry,
                 names = facts + is.entry;
    const damage rows[] = {
        {4, 3, 1, "class 3"},
        {is.shoff, top, word, "reach past the end"},
        {is.shoff, top - is.entry + 1, word, "reach past the end"},
        {is.shentsize, is.entry - 1, 2, "too small"},
        {is.shentsize, 0, 2, "too small"},
        {is.shentsize, 0xFFFF, 2, "reach past the end"},
        {is.shnum, 0xFFFF, 2, "65535 ELF section headers"},
        {is.shstrndx, 3, 2, "should hold the names"},
        {is.shstrndx, 0xFF00, 2, "should hold the names"},
        {names + is.offset, top, word, "names of ELF sections"},
        {names + is.size, top, word, "names of ELF sections"},
        {names + 4, 8, 4, "names of ELF sections"},
        {facts, UINT32_MAX, 4, "outside the table of names"},
        {facts, 1 + sizeof ".isrlint", 4, "outside the table of names"},
        {facts + is.offset, top, word, "section 1 reaches past"},
        {facts + is.size, top, word, "section 1 reaches past"},
        {facts + is.offset, top - 20, word, "section 1 reaches past"},
        {facts + 8, 0x800, word, "compressed"},
        {facts + 4, 8, 4, "no bytes in the file"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
      il_buf buf = {0};
      elf(&buf, one_piece, 1, wide, big, false);
      set(&buf, rows[i].at, rows[i].value, rows[i].size, big);
      expect_failure(il_buf_str(&buf), rows[i].message);
      il_buf_free(&buf);
    }
    /* The number of sections in the first header. */
    il_buf buf = {0};
    elf(&buf, one_piece, 1, wide, big, true);
    set(&buf, null + is.size, top, word, big);
    expect_failure(il_buf_str(&buf), "section headers reach past");
    set(&buf, null + is.size, top / is.entry + 2, word, big);
    expect_failure(il_buf_str(&buf), "section headers reach past");
    set(&buf, null + is.size, 3, word, big);
    set(&buf, null + is.link, UINT32_MAX, 4, big);
    expect_failure(il_buf_str(&buf), "should hold the names");
    set(&buf, 5, 3, 1, big);
    expect_failure(il_buf_str(&buf), "byte order 3");
    il_buf_free(&buf);
  }
}

static void section_is_cut_into_texts(void **state) {
  (void)state;
  static const struct {
    il_str content;
    const char *log;
  } rows[] = {
      {{FACTS FACTS_B, sizeof FACTS FACTS_B - 1}, "=" FACTS ";=" FACTS_B ";"},
      {{FACTS "\0\0\0" FACTS_B "\0", sizeof FACTS FACTS_B - 1 + 4},
       "=" FACTS ";=" FACTS_B ";"},
      {{"\0\0" FACTS, sizeof FACTS - 1 + 2}, "=" FACTS ";"},
      /* Without a line's end before the NUL. */
      {{"isrlint-facts 1\0isrlint-facts 2\n", 32},
       "=isrlint-facts 1;=isrlint-facts 2\n;"},
      /* Only a line's beginning begins a text. */
      {{"isrlint-facts 1\nx isrlint-facts 1\n", 34},
       "=isrlint-facts 1\nx isrlint-facts 1\n;"},
      {{"isrlint-facts 1\nisrlint-factory\n", 32},
       "=isrlint-facts 1\nisrlint-factory\n;"},
      {{"isrlint-facts 1\nisrlint-facts", 29},
       "=isrlint-facts 1\nisrlint-facts;"},
      {{"isrlint-facts 1\nisrlint-facts ", 30},
       "=isrlint-facts 1\n;=isrlint-facts ;"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    for (int way = 0; way < 2; way++) {
      const piece section = {".isrlint", rows[i].content};
      il_buf buf = {0};
      if (way)
        coff(&buf, &section, 1, false, 0x8664, false);
      else
        elf(&buf, &section, 1, true, false, false);
      expect_log(il_buf_str(&buf), rows[i].log, 1, 0);
      il_buf_free(&buf);
    }
}

static void section_with_something_else(void **state) {
  (void)state;
  static const struct {
    il_str content;
    size_t at;
  } rows[] = {
      {{"x" FACTS, sizeof FACTS}, 0},
      {{"isrlint-facts", 13}, 0},
      {{"\0\0\nisrlint-facts 1\n", 19}, 2},
      {{FACTS "\0\0junk", sizeof FACTS - 1 + 6}, sizeof FACTS + 1},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    const piece section = {".isrlint", rows[i].content};
    il_buf buf = {0};
    coff(&buf, &section, 1, false, 0x8664, false);
    char where[64];
    snprintf(where, sizeof where, "(at byte %zu)",
             COFF_HEADER + COFF_SECTION + rows[i].at);
    expect_failure(il_buf_str(&buf), "something other than facts");
    expect_failure(il_buf_str(&buf), where);
    il_buf_free(&buf);
  }
}

static void several_sections_in_one_object(void **state) {
  (void)state;
  const piece pieces[] = {
      {".isrlint", {FACTS, sizeof FACTS - 1}},
      {".text", {"\xC3", 1}},
      {".isrlint", {FACTS_B, sizeof FACTS_B - 1}},
  };
  il_buf buf = {0};
  coff(&buf, pieces, 3, false, 0x8664, false);
  expect_log(il_buf_str(&buf), "=" FACTS ";=" FACTS_B ";", 1, 0);
  il_buf_free(&buf);
  elf(&buf, pieces, 3, false, true, false);
  expect_log(il_buf_str(&buf), "=" FACTS ";=" FACTS_B ";", 1, 0);
  il_buf_free(&buf);
}

static void visitor_ends_the_reading(void **state) {
  (void)state;
  il_buf buf = {0};
  archive(&buf);
  object_member(&buf, "a.obj/", "", FACTS FACTS_B);
  object_member(&buf, "b.obj/", "", FACTS);
  reading r;
  read_some(&r, il_buf_str(&buf), IL_ENOMEM);
  assert_int_equal(r.status, IL_ENOMEM);
  assert_int_equal(r.visits, 1);
  assert_int_equal(r.err.code, IL_OK);
  assert_int_equal(r.tally.objects, 0);
  il_buf_free(&buf);
}

static il_status count(void *context, il_str name, il_str facts) {
  (void)name;
  (void)facts;
  ++*(size_t *)context;
  return IL_OK;
}

static void tally_and_error_may_be_null(void **state) {
  (void)state;
  il_buf buf = {0};
  size_t texts = 0;
  coff(&buf, one_piece, 1, false, 0x8664, false);
  assert_int_equal(il_object_read(il_buf_str(&buf), count, &texts, NULL, NULL),
                   IL_OK);
  assert_int_equal(texts, 1);
  il_str cut = {buf.ptr, buf.len - 1};
  assert_int_equal(il_object_read(cut, count, &texts, NULL, NULL), IL_ESYNTAX);
  il_buf_free(&buf);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(sniff_tells_kinds_apart),
      cmocka_unit_test(kinds_without_facts_say_what_to_do),
      cmocka_unit_test(coff_gives_facts),
      cmocka_unit_test(coff_without_facts_is_counted),
      cmocka_unit_test(coff_base64_name),
      cmocka_unit_test(coff_name_offset_of_seven_digits),
      cmocka_unit_test(coff_sections_without_bytes),
      cmocka_unit_test(coff_of_unknown_machine_must_make_sense),
      cmocka_unit_test(coff_name_may_end_with_its_table),
      cmocka_unit_test(coff_optional_header_is_stepped_over),
      cmocka_unit_test(coff_damage_is_reported),
      cmocka_unit_test(coff_string_table_size),
      cmocka_unit_test(big_coff_damage_is_reported),
      cmocka_unit_test(overlapping_sections_are_refused),
      cmocka_unit_test(elf_gives_facts),
      cmocka_unit_test(elf_names_are_exact),
      cmocka_unit_test(elf_without_sections),
      cmocka_unit_test(elf_sections_without_bytes),
      cmocka_unit_test(elf_wide_section_headers),
      cmocka_unit_test(elf_images_are_no_objects),
      cmocka_unit_test(elf_damage_is_reported),
      cmocka_unit_test(section_is_cut_into_texts),
      cmocka_unit_test(section_with_something_else),
      cmocka_unit_test(several_sections_in_one_object),
      cmocka_unit_test(visitor_ends_the_reading),
      cmocka_unit_test(tally_and_error_may_be_null),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
