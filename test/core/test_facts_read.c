/* test_facts_read.c - the reader: what it takes, and where it refuses. */
#include "facts_internal.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define CORPUS ISRLINT_SOURCE "/test/fuzz/corpus/facts/"

static il_buf read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file)
    fail_msg("cannot open %s", path);
  il_buf text = {0};
  for (int c; (c = getc(file)) != EOF;)
    il_buf_byte(&text, (char)c);
  fclose(file);
  assert_false(text.failed);
  return text;
}

static void expect_canonical(const char *path) {
  il_buf text = read_file(path);
  il_error err = {0};
  il_facts *facts = il_facts_read(il_buf_str(&text), &err);
  if (!facts)
    fail_msg("%s:%u:%u: %s", path, err.line, err.column, err.message);
  assert_true(il_str_eq(il_facts_text(facts, NULL), il_buf_str(&text)));
  assert_true(il_facts_dump(facts, NULL).len > 0);
  il_facts_free(facts);
  il_buf_free(&text);
}

static void read_then_write_changes_nothing(void **state) {
  (void)state;
  expect_canonical(CORPUS "every.facts");
  expect_canonical(CORPUS "bounds.facts");
  expect_canonical(CORPUS "table.facts");
  expect_canonical(CORPUS "smallest.facts");
}

static void the_large_example_has_every_kind(void **state) {
  (void)state;
  il_buf text = read_file(CORPUS "every.facts");
  il_facts *facts = il_facts_read(il_buf_str(&text), NULL);
  assert_non_null(facts);
  bool kinds[IL_KINDS] = {false}, ops[IL_OPS] = {false};
  for (size_t i = 0; i < il_facts_count(facts); i++)
    kinds[il_facts_record(facts, i)->kind] = true;
  for (il_term t = 1; il_facts_node(facts, t)->op != IL_T_NONE; t++)
    ops[il_facts_node(facts, t)->op] = true;
  for (il_kind kind = 0; kind < IL_KINDS; kind++)
    if (!kinds[kind])
      fail_msg("no '%s' record in every.facts", il_kind_name(kind));
  for (il_op op = IL_T_NONE + 1; op < IL_OPS; op++)
    if (!ops[op])
      fail_msg("no '%s' term in every.facts", il_op_describe(op)->name);
  il_facts_free(facts);
  il_buf_free(&text);
}

/* What stands in the fields after reading. */
static void fields_hold_what_is_written(void **state) {
  (void)state;
  il_buf text = read_file(CORPUS "every.facts");
  il_facts *facts = il_facts_read(il_buf_str(&text), NULL);
  assert_non_null(facts);
  const il_record *mark = il_facts_record(facts, 2);
  assert_int_equal(mark->kind, IL_K_mark);
  assert_int_equal(mark->u.mark_.kind, IL_MARK_COMMENT);
  assert_true(il_str_is(mark->u.mark_.args,
                        "// isrlint: allow(blocking-call) \"why\" "
                        "\xc3\xa9\t"));
  assert_int_equal(mark->u.mark_.at.file, 1);
  assert_int_equal(mark->u.mark_.at.line, 2);
  assert_int_equal(mark->u.mark_.at.column, 1);
  bool seen_switch = false, seen_var = false, seen_call = false;
  for (size_t i = 0; i < il_facts_count(facts); i++) {
    const il_record *record = il_facts_record(facts, i);
    if (record->kind == IL_K_sw && record->u.sw_.cases.count) {
      const il_case *arms = record->u.sw_.cases.items;
      assert_int_equal(record->u.sw_.cases.count, 4);
      assert_true(arms[0].low == INT64_MIN && arms[0].high == INT64_MIN);
      assert_int_equal(arms[0].block, 12);
      assert_true(arms[2].low == 4 && arms[2].high == 8);
      assert_true(arms[3].is_default && !arms[2].is_default);
      seen_switch = true;
    }
    if (record->kind == IL_K_var && il_str_is(record->u.var_.id, "i.2")) {
      assert_int_equal(record->u.var_.storage, IL_VAR_LOCAL);
      assert_int_equal(record->u.var_.flags, IL_VAR_VOLATILE | IL_VAR_ESCAPED);
      assert_int_equal(record->u.var_.section.len, 0);
      seen_var = true;
    }
    if (record->kind == IL_K_call && record->u.call_.result == 2) {
      assert_int_equal(record->u.call_.args.count, 3);
      const il_node *third =
          il_facts_node(facts, record->u.call_.args.items[2]);
      assert_int_equal(third->op, IL_T_RESULT);
      assert_int_equal(third->value, 1);
      assert_true(il_str_is(record->u.call_.macro, "KeLock"));
      seen_call = true;
    }
  }
  assert_true(seen_switch && seen_var && seen_call);
  il_facts_free(facts);
  il_buf_free(&text);
}

static void expect_error(il_str text, il_status code, uint32_t line,
                         uint32_t column, const char *message) {
  il_error err = {0};
  il_facts *facts = il_facts_read(text, &err);
  if (facts || err.code != code || err.line != line || err.column != column ||
      !strstr(err.message, message))
    fail_msg("%s\nfails at %u:%u (%d) with '%s', not at %u:%u (%d) with '%s'",
             text.len < 4000 ? text.ptr : "(long)", err.line, err.column,
             err.code, err.message, line, column, code, message);
  il_facts_free(facts);
}

#define MAGIC "isrlint-facts 1\n"
#define UNIT "unit \"a\" t f ok 0\n"
#define END "isrlint-facts-end\n"

static void wrong_beginnings_and_ends(void **state) {
  (void)state;
  static const struct {
    const char *text;
    uint32_t line, column;
    const char *message;
  } rows[] = {
      {"", 1, 1, "expected the first line"},
      {"\n", 1, 1, "expected the first line"},
      {"isrlint facts 1\n", 1, 8, "expected the first line"},
      {"isrlint-facts", 1, 14, "but the text ends"},
      {"isrlint-facts \n", 1, 15, "expected a number"},
      {"isrlint-facts 2\n", 1, 15, "facts of version 2, but only version 1"},
      {"isrlint-facts 01\n", 1, 16, "leading zero"},
      {"isrlint-facts 1 \n", 1, 16, "the end of the line"},
      {"isrlint-facts 1\r\n", 1, 16, "byte 0x0d"},
      {"isrlint-facts 1", 1, 16, "but the text ends"},
      {MAGIC, 2, 1, "ends before the line 'isrlint-facts-end'"},
      {MAGIC END, 2, 1, "expected the 'unit' record"},
      {MAGIC "file 1 \"a\"\n" END, 2, 1, "expected the 'unit' record"},
      {MAGIC UNIT, 3, 1, "ends before the line 'isrlint-facts-end'"},
      {MAGIC UNIT "isrlint-facts-end", 3, 18, "but the text ends"},
      {MAGIC UNIT "isrlint-facts-end ", 3, 18, "there is a space"},
      {MAGIC UNIT " " END, 3, 2, "no kind of record"},
      {MAGIC UNIT END "\n", 4, 1, "text after the last line"},
      {MAGIC UNIT END MAGIC UNIT END, 4, 1, "text after the last line"},
      {MAGIC UNIT MAGIC UNIT END, 3, 1, "no kind of record"},
      {MAGIC UNIT "\n" END, 3, 1, "no kind of record"},
      {MAGIC UNIT "fn f - - - -\n block 1 - -\n" END, 5, 1, "inside a block"},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
    expect_error(il_str_of(rows[i].text), IL_ESYNTAX, rows[i].line,
                 rows[i].column, rows[i].message);
}

/* Lines 3 to 10 of each text below; the rows begin in line 11. */
static const char prologue[] = MAGIC UNIT "file 1 \"a\"\n"
                                          "type i8 int 8 s 0 - \"\"\n"
                                          "field R f - 8 8 -\n"
                                          "var - v global 0 v - - -\n"
                                          "var f v local 0 v - - -\n"
                                          "fn f d i8 - 1:1:1\n"
                                          " block 5 - -\n"
                                          "  call 7 &g () - -\n";

typedef struct row {
  const char *lines;
  uint32_t line, column; /* line 1 is that of the row */
  const char *message;
  il_status code; /* 0: IL_ESYNTAX */
} row;

static void expect_rows(const char *before, uint32_t lines_before,
                        const row *rows, size_t count) {
  for (size_t i = 0; i < count; i++) {
    il_buf text = {0};
    il_buf_printf(&text, "%s%s" END, before, rows[i].lines);
    expect_error(il_buf_str(&text), rows[i].code ? rows[i].code : IL_ESYNTAX,
                 rows[i].line + lines_before, rows[i].column, rows[i].message);
    il_buf_free(&text);
  }
}

static void wrong_records_in_a_block(void **state) {
  (void)state;
  static const row rows[] = {
      /* kinds and indents */
      {"  foo\n", 1, 3, "no kind of record", 0},
      {"  ends\n", 1, 3, "no kind of record", 0},
      {"  \n", 1, 3, "no kind of record", 0},
      {"   end\n", 1, 3, "no kind of record", 0},
      {" end\n", 1, 2, "'end' record is indented by 2, not 1", 0},
      {"end\n", 1, 1, "'end' record is indented by 2, not 0", 0},
      {"  block 1 - -\n", 1, 3, "'block' record is indented by 1, not 2", 0},
      {"  mark macro body 0 \"\" \"\" -\n", 1, 3, "indented by 1, not 2", 0},
      {"\tend\n", 1, 1, "no kind of record", 0},
      {"  end \n", 1, 6, "the end of the line, but there is a space", 0},
      {"  end\r\n", 1, 6, "byte 0x0d", 0},
      {"  float\n", 1, 8, "a space and the next field, but the line ends", 0},
      {"  float  -\n", 1, 9, "expected a number, but there is a space", 0},
      {"  float - -\n", 1, 10, "the end of the line", 0},
      /* positions */
      {"  float 1\n", 1, 10, "':' and a line, but the line ends", 0},
      {"  float 1:1\n", 1, 12, "':' and a column", 0},
      {"  float 1:1:\n", 1, 13, "expected a number", 0},
      {"  float 0:1:1\n", 1, 9, "count from 1", 0},
      {"  float 1:0:1\n", 1, 11, "count from 1", 0},
      {"  float 1:1:0\n", 1, 13, "count from 1", 0},
      {"  float 1:01:1\n", 1, 12, "leading zero", 0},
      {"  float 1:4294967296:1\n", 1, 20, "above 4294967295", IL_ELIMIT},
      {"  float --\n", 1, 10, "the end of the line", 0},
      {"  float 2:1:1\n  end\n", 1, 9, "file 2, which has no 'file'", 0},
      {"  set (* %\"( \\\" )\").\"R )\":f \"\n", 1, 29, "a term", 0},
      {"  set (* %\"( \\\" )\").\"R )\":f #1 2:1:1\n  end\n", 1, 32,
       "file 2, which has", 0},
      /* terms */
      {"  set %a\n", 1, 9, "a space and the next field", 0},
      {"  set -a - -\n", 1, 8, "a space and the next field", 0},
      {"  set %a (+ %a) -\n", 1, 15, "another number of operands", 0},
      {"  ret (~ (~ (~ (~ (~ (~ (~ (~ %a)))))))) -\n", 1, 31, "deeper than 8",
       IL_ELIMIT},
      {"  call 1 &f %a - -\n", 1, 13, "expected '('", 0},
      {"  call 1 &f ( ) - -\n", 1, 14, "a term, but there is a space", 0},
      {"  call 1 &f (%a  %b) - -\n", 1, 17, "a term, but there is a space", 0},
      {"  call 1 &f (%a %b ) - -\n", 1, 20, "expected a term", 0},
      {"  call 1 &f (%a,%b) - -\n", 1, 16, "a space or ')'", 0},
      {"  call 1 &f (-) - -\n", 1, 14, "a term, but there is '-'", 0},
      {"  call 1 &f (%a - -\n", 1, 17, "a term, but there is '-'", 0},
      {"  call 1 &f (%a\n", 1, 16, "a space or ')', but the line ends", 0},
      {"  call 7 &f () - -\n  end\n", 1, 8, "call result 7 is there twice", 0},
      /* names, texts */
      {"  call 1 &f () - \n", 1, 18, "expected a name, but the line ends", 0},
      {"  call 1 &f () - \"M\"\n", 1, 18, "written without quotes", 0},
      {"  call 1 &f () - \"\"\n", 1, 18, "the empty name is written '-'", 0},
      {"  call 1 &f () - M;\n", 1, 19, "the end of the line", 0},
      {"  call 1 &f () - \xc3\xa9\n", 1, 18, "a name, but there is byte 0xc3",
       0},
      {"  asm - -\n", 1, 7, "a quoted text, but there is '-'", 0},
      {"  asm \"\\x0\" -\n", 1, 11, "hexadecimal digit", 0},
      {"  asm \"\\x20\" -\n", 1, 8, "written without the code", 0},
      {"  asm \"\x7f\" -\n", 1, 8, "byte 0x7f", 0},
      {"  asm \"a\n", 1, 9, "the '\"' that ends a text, but the line ends", 0},
      /* arms */
      {"  sw %a 1:5 -\n", 1, 9, "expected '['", 0},
      {"  sw %a [ ] -\n", 1, 10, "expected a number", 0},
      {"  sw %a [1] -\n", 1, 11, "':' and a block", 0},
      {"  sw %a [1:] -\n", 1, 12, "expected a number", 0},
      {"  sw %a [1.2:5] -\n", 1, 12, "'..'", 0},
      {"  sw %a [1..1:5] -\n", 1, 13, "not above its low end", 0},
      {"  sw %a [2..1:5] -\n", 1, 13, "not above its low end", 0},
      {"  sw %a [-0:5] -\n", 1, 11, "'-0' is written '0'", 0},
      {"  sw %a [9223372036854775808:5] -\n", 1, 28, "above", IL_ELIMIT},
      {"  sw %a [-9223372036854775809:5] -\n", 1, 29, "above", IL_ELIMIT},
      {"  sw %a [*:5 1:5] -\n", 1, 13, "']' after the default", 0},
      {"  sw %a [1:5  2:5] -\n", 1, 14, "expected a number", 0},
      {"  sw %a [1:5,2:5] -\n", 1, 13, "a space or ']'", 0},
      {"  sw %a [*..2:5] -\n", 1, 11, "':' and a block", 0},
      {"  sw %a [1:5 2..3:5 -4:6 *:5] -\n", 1, 24, "block 6", 0},
      /* blocks */
      {"  jmp 6\n", 1, 7, "block 6, named by a 'jmp' record", 0},
      {"  br %a 5 6 -\n", 1, 11, "block 6, named by a 'br' record", 0},
      {"  br (+ %a %\") \") 6 5 -\n", 1, 19, "block 6", 0},
      {"  jmp 4294967296\n", 1, 16, "above 4294967295", IL_ELIMIT},
      {"  jmp 05\n", 1, 8, "leading zero", 0},
      {"  jmp -5\n", 1, 7, "expected a number", 0},
      {"  end\n block 5 - -\n  end\n", 2, 8, "block 5 is there twice", 0},
      {"  end\n block 6 - -\n  end\n block 5 - -\n  end\n block 6 - -\n  end\n",
       4, 8, "block 5 is there twice", 0},
      {"  end\n block 6 bl -\n  end\n", 2, 11, "'l' is not among", 0},
      {"  end\n block 6 ll -\n  end\n", 2, 11, "'l' is not among", 0},
      {"  end\n block 6 x -\n  end\n", 2, 10, "'x' is not among", 0},
      {"  end\n block 6 N -\n  end\n", 2, 10, "flags or '-'", 0},
      {"  end\n block 6 -n -\n  end\n", 2, 11, "a space and the next", 0},
      /* places of records */
      {" block 6 - -\n", 1, 2, "'block' record: it cannot stand inside", 0},
      {" decl - - -\n", 1, 2, "'decl' record: it cannot stand inside", 0},
      {"fn g - - - -\n", 1, 1, "'fn' record: the block before it has no", 0},
      {"  end\n  end\n", 2, 3, "'end' record: it stands outside a block", 0},
      {"  end\n  float -\n", 2, 3, "'float' record: it stands outside", 0},
      {"  end\n decl - - -\n", 2, 2, "before all 'block' records", 0},
      {"  end\n mark macro body 0 \"\" \"\" -\n", 2, 2,
       "a 'mark' record stands before all 'block' records", 0},
      {"  end\n init @a #1 -\n", 2, 2, "'init' record: it says nothing of", 0},
      /* words */
      {" mark macros body 0 \"\" \"\" -\n", 1, 7, "expected one of 'macro pra",
       0},
      {" mark macro  0 \"\" \"\" -\n", 1, 13, "expected one of 'unit func", 0},
      {" mark Macro body 0 \"\" \"\" -\n", 1, 7, "expected one of", 0},
      /* order of HEAD records */
      {"  end\nfn f - - - -\n", 2, 4, "two 'fn' records with the same key", 0},
      {"  end\nfn e - - - -\n", 2, 4, "not in the order of their keys", 0},
      {"  end\nfn \"-\" - - - -\n", 2, 4, "not in the order of their keys", 0},
      {"  end\nvar - a global 0 a - - -\n", 2, 1,
       "a 'var' record stands before all 'fn' records", 0},
      {"  end\n" UNIT, 2, 1, "a 'unit' record stands before all 'fn'", 0},
      {"  end\nfn g - u8 - -\n", 2, 8, "type 'u8', named by a 'fn' record", 0},
      {"  end\nfn \"\\x00\" - i8 - 7:1:1\n", 2, 4, "not in the order", 0},
      {"  end\nfn \"g \\\"\" - \"i 8\" - -\n", 2, 13, "type '\"i 8\"', named",
       0},
      {"  end\nfn g - - \"( \" 3:1:1\n", 2, 15, "file 3, which has no", 0},
      {"  end\nfn g - - - -\n block 1 - -\n  jmp 5\n", 4, 7, "block 5", 0},
  };
  expect_rows(prologue, 10, rows, sizeof rows / sizeof *rows);
}

static void wrong_heads(void **state) {
  (void)state;
  static const row rows[] = {
      {"file 2 \"a\"\n", 1, 6, "expected the number 1", 0},
      {"file 0 \"a\"\n", 1, 6, "expected the number 1", 0},
      {"file 1 \"b\"\nfile 2 \"a\"\n", 2, 8, "not in the order", 0},
      {"file 1 \"b\"\nfile 1 \"c\"\n", 2, 6, "expected the number 2", 0},
      {"file 1 \"b\"\nfile 2 \"b\"\n", 2, 8, "two 'file' records", 0},
      {"type i8 int 8 s 0 - \"\"\ntype i8 int 8 s 0 - \"\"\n", 2, 6,
       "two 'type' records", 0},
      {"type b int 8 s 0 - \"\"\nfile 1 \"b\"\n", 2, 1,
       "a 'file' record stands before all 'type' records", 0},
      {"type b int 8 us 0 - \"\"\n", 1, 15, "'s' is not among", 0},
      {"type b int 8 s 0 c \"\"\n", 1, 18, "type 'c', named by a 'type'", 0},
      {"field R b - 8 8 -\nfield R a - 8 8 -\n", 2, 7, "not in the order", 0},
      {"field R b - 8 8 -\nfield R c - 7 8 -\n", 2, 7, "not in the order", 0},
      {"field R b - 8 8 -\nfield Q c - 9 8 -\n", 2, 7, "not in the order", 0},
      {"field R b - 8 8 -\nfield R b - 8 9 -\n", 2, 7, "two 'field'", 0},
      {"field R b u8 8 8 -\n", 1, 11, "type 'u8', named by a 'field'", 0},
      {"var f b local 0 b - - -\nvar - b global 0 b - - -\n", 2, 5,
       "not in the order", 0},
      {"var f b local 0 b - - -\nvar f a local 0 b - - -\n", 2, 5,
       "not in the order", 0},
      {"var f b auto 0 b - - -\n", 1, 9, "expected one of 'param local", 0},
      {"var f b local 0 b u8 - -\n", 1, 19, "type 'u8', named by a 'var'", 0},
      {UNIT, 1, 1, "a second 'unit' record", 0},
      {" decl - - -\n", 1, 2, "'decl' record: it says nothing of", 0},
      {" block 1 - -\n", 1, 2, "'block' record: it says nothing of", 0},
      {"  ret - -\n", 1, 3, "'ret' record: it stands outside a block", 0},
      {"file 1 \"b\"\n mark macro unit 0 \"\" \"\" -\n", 2, 2,
       "'mark' record: it says nothing of", 0},
      {"var - b global 0 b - - -\n init @b #1 -\n decl - - -\n", 3, 2,
       "a 'decl' record stands before all 'init' records", 0},
      {"var - b global 0 b - - -\n mark macro unit 0 \"\" \"\" -\n decl - - "
       "-\n",
       3, 2, "a 'decl' record stands before all 'mark' records", 0},
      {" mark macro unit 0 \"\" \"\" 1:1:1\n", 1, 26, "file 1, which has no",
       0},
      {" mark macro unit 0 \"\\\\\" \"\\\" 1\" 1:1:1\n", 1, 32, "file 1", 0},
  };
  expect_rows(MAGIC UNIT, 2, rows, sizeof rows / sizeof *rows);
}

/* 'count' pieces with a separator between them, in a text around them. */
static il_buf repeat(const char *before, const char *piece,
                     const char *separator, size_t count, const char *after) {
  il_buf text = {0};
  il_buf_text(&text, before);
  for (size_t i = 0; i < count; i++) {
    if (i)
      il_buf_text(&text, separator);
    il_buf_text(&text, piece);
  }
  il_buf_text(&text, after);
  assert_false(text.failed);
  return text;
}

/* 'most' pieces are read, one more is refused in line 'line' at 'column'. */
static void expect_limit(const char *before, const char *piece,
                         const char *separator, size_t most, const char *after,
                         uint32_t line, uint32_t column, const char *message) {
  il_buf text = repeat(before, piece, separator, most, after);
  il_error err = {0};
  il_facts *facts = il_facts_read(il_buf_str(&text), &err);
  if (!facts)
    fail_msg("%u:%u: %s", err.line, err.column, err.message);
  assert_true(il_str_eq(il_facts_text(facts, NULL), il_buf_str(&text)));
  il_facts_free(facts);
  il_buf_free(&text);
  text = repeat(before, piece, separator, most + 1, after);
  expect_error(il_buf_str(&text), IL_ELIMIT, line, column, message);
  il_buf_free(&text);
}

static void limits_are_kept(void **state) {
  (void)state;
  expect_limit(MAGIC "unit \"", "a", "", IL_TEXT_MAX, "\" t f ok 0\n" END, 2,
               7 + IL_TEXT_MAX, "longer than 65536");
  expect_limit(MAGIC "unit \"", "\\xff", "", IL_TEXT_MAX, "\" t f ok 0\n" END,
               2, 7 + 4 * IL_TEXT_MAX, "longer than 65536");
  expect_limit(MAGIC "unit \"\" ", "a", "", IL_NAME_MAX, " f ok 0\n" END, 2,
               9 + IL_NAME_MAX, "longer than 4096");
  expect_limit(MAGIC "unit \"\" \"", " ", "", IL_NAME_MAX, "\" f ok 0\n" END, 2,
               10 + IL_NAME_MAX, "longer than 4096");
  expect_limit(MAGIC UNIT "fn f - - - -\n block 1 - -\n  call 1 - (", "%a", " ",
               IL_ARGS_MAX, ") - -\n  end\n" END, 5, 13 + 3 * IL_ARGS_MAX,
               "more than 64");
  expect_limit(MAGIC UNIT "fn f - - - -\n block 1 - -\n  sw - [", "7:1", " ",
               IL_CASES_MAX, "] -\n" END, 5, 9 + 4 * IL_CASES_MAX,
               "more than 65536");
}

/* Every beginning of a good text fails at the very place where it was cut. */
static void a_cut_text_fails_where_it_ends(void **state) {
  (void)state;
  il_buf text = read_file(CORPUS "every.facts");
  assert_true(text.len > 3000);
  uint32_t line = 1, column = 1;
  for (size_t len = 0; len < text.len; len++) {
    il_error err = {0};
    il_facts *facts = il_facts_read((il_str){text.ptr, len}, &err);
    if (facts || err.code != IL_ESYNTAX || err.line != line ||
        err.column != column)
      fail_msg("cut at byte %zu (%u:%u): %u:%u: %s", len, line, column,
               err.line, err.column, err.message);
    column++;
    if (text.ptr[len] == '\n') {
      line++;
      column = 1;
    }
  }
  il_buf_free(&text);
}

/* A text with one other byte is refused, or is a canonical text as well. */
static void a_changed_byte_is_never_lost(void **state) {
  (void)state;
  il_buf text = read_file(CORPUS "every.facts");
  static const char bytes[] = {' ', '\n', '0', '-', '"', ')', 'a'};
  size_t refused = 0, taken = 0;
  for (size_t i = 0; i < text.len; i++) {
    char was = text.ptr[i];
    text.ptr[i] = bytes[i % sizeof bytes];
    il_error err = {0};
    il_facts *facts = il_facts_read(il_buf_str(&text), &err);
    if (facts) {
      assert_true(il_str_eq(il_facts_text(facts, NULL), il_buf_str(&text)));
      taken++;
    } else {
      assert_true(err.line > 0 && err.column > 0);
      refused++;
    }
    il_facts_free(facts);
    text.ptr[i] = was;
  }
  assert_true(refused > taken && taken > 100);
  il_buf_free(&text);
}

/* What is read takes memory in proportion to its text. */
static void memory_is_bounded_by_the_text(void **state) {
  (void)state;
  static const char *const dense[] = {"  end\n block %u - -\n",
                                      "  jmp 0\n block %u n -\n",
                                      "  sw - [*:0] -\n block %u - -\n",
                                      "  ret (! (~ $%u)) -\n block %u - -\n"};
  for (size_t d = 0; d < sizeof dense / sizeof *dense; d++) {
    il_buf text = {0};
    il_buf_text(&text, MAGIC UNIT "fn f - - - -\n block 0 - -\n");
    for (unsigned i = 1; i < 20000; i++)
      il_buf_printf(&text, dense[d], i, i);
    il_buf_text(&text, "  end\n" END);
    il_error err = {0};
    il_facts *facts = il_facts_read(il_buf_str(&text), &err);
    if (!facts)
      fail_msg("%u:%u: %s", err.line, err.column, err.message);
    assert_true(il_arena_used(facts->arena) < 64 * text.len);
    assert_true(facts->capacity * sizeof(il_record) < 64 * text.len);
    il_facts_free(facts);
    il_buf_free(&text);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(read_then_write_changes_nothing),
      cmocka_unit_test(the_large_example_has_every_kind),
      cmocka_unit_test(fields_hold_what_is_written),
      cmocka_unit_test(wrong_beginnings_and_ends),
      cmocka_unit_test(wrong_records_in_a_block),
      cmocka_unit_test(wrong_heads),
      cmocka_unit_test(limits_are_kept),
      cmocka_unit_test(a_cut_text_fails_where_it_ends),
      cmocka_unit_test(a_changed_byte_is_never_lost),
      cmocka_unit_test(memory_is_bounded_by_the_text),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
