/* test_knowledge.c - how rows merge, and what a broken table is answered with.
 */
#include "isrlint/knowledge.h"
#include "str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define S(text) il_str_of(text)
#define assert_text(str, expected) assert_true(il_str_is((str), (expected)))

/* Knowledge made of pairs of file name and text, ended by null. */
static il_knowledge *made(il_error *err, ...) {
  il_table_text tables[IL_TABLES];
  size_t count = 0;
  va_list args;
  va_start(args, err);
  for (const char *name; (name = va_arg(args, const char *)) != NULL; count++)
    tables[count] = (il_table_text){name, S(va_arg(args, const char *))};
  va_end(args);
  return il_knowledge_new(tables, count, err);
}

#define IRQL "name\theader\tmin_irql\tmax_irql\traw\tpage\n"
#define BLOCKING "name\tkind\tmax_irql\tbasis\tparameter\tcondition\tpage\n"
#define KNOWN "name\tkind\tmax_irql\teffect\talias\tbasis\tpage\n"
#define BLOCKS "name\tblocks_when\tpage\tnote\n"
#define OWN "name\tkind\tmax_irql\tblocks_when\tbasis\tpage\n"
#define ROOTS                                                                  \
  "role\tpointer\tentry\tparameter\tvalue\tlevel\tlocks\tmay_acquire\tmode\t"  \
  "kind\ttitle\tnote\tpage\n"
#define MEMBERS "record\tfield\trole\tpage\n"
#define TARGETS "routine\tcondition\tparameter\trole\tpage\n"

static const il_routine *routine_of(const il_knowledge *k, const char *name) {
  const il_routine *routine = il_knowledge_routine(k, S(name));
  assert_non_null(routine);
  return routine;
}

/* ---- levels ------------------------------------------------------------- */

static void test_level_names(void **state) {
  (void)state;
  for (int i = IL_PASSIVE_LEVEL; i <= IL_HIGH_LEVEL; i++) {
    il_level level = IL_LEVEL_UNKNOWN;
    assert_true(il_level_parse(S(il_level_name((il_level)i)), &level));
    assert_int_equal(level, i);
  }
  il_level level = IL_DIRQL;
  assert_false(il_level_parse(S("unknown"), &level));
  assert_false(il_level_parse(S("DISPATCH"), &level));
  assert_false(il_level_parse(S(""), &level));
  assert_int_equal(level, IL_DIRQL);
  assert_string_equal(il_level_name((il_level)77), "unknown");
}

/* ---- merging ------------------------------------------------------------ */

static void test_blocking_wins_over_irql(void **state) {
  (void)state;
  il_knowledge *k = made(
      NULL, "irql.tsv", IRQL "Lock\th.h\t\tHIGH_LEVEL\t\tpage-1\n",
      "blocking.tsv",
      BLOCKING "Lock\tlock\tDISPATCH_LEVEL\tdocumented\t\t\tpage-2\n", NULL);
  const il_routine *lock = routine_of(k, "Lock");
  assert_int_equal(lock->max_level, IL_DISPATCH_LEVEL);
  assert_true(lock->documented);
  assert_text(lock->level_page, "page-2");
  assert_text(il_table_name(lock->level_row->table), "blocking.tsv");
  assert_int_equal(il_routine_standing(lock, IL_DISPATCH_LEVEL),
                   IL_CALLEE_GOOD);
  assert_int_equal(il_routine_standing(lock, IL_DIRQL), IL_CALLEE_BAD);
  il_knowledge_free(k);
}

static void test_most_lenient_of_one_table(void **state) {
  (void)state;
  for (int swapped = 0; swapped < 2; swapped++) {
    il_knowledge *k = made(
        NULL, "irql.tsv",
        swapped
            ? IRQL "Twice\ta.h\t\tDIRQL\t\tpa\nTwice\tb.h\t\tAPC_LEVEL\t\tpb\n"
            : IRQL "Twice\tb.h\t\tAPC_LEVEL\t\tpb\nTwice\ta.h\t\tDIRQL\t\tpa\n",
        NULL);
    assert_int_equal(routine_of(k, "Twice")->max_level, IL_DIRQL);
    assert_text(routine_of(k, "Twice")->level_page, "pa");
    il_knowledge_free(k);
  }
}

static void test_empty_is_unknown_never_any(void **state) {
  (void)state;
  il_knowledge *k =
      made(NULL, "irql.tsv",
           IRQL "Empty\th.h\t\t\tSee Remarks\tp\n"
                "Half\tb.h\t\t\t\tp\nHalf\ta.h\t\tAPC_LEVEL\t\tq\n",
           "known.tsv", KNOWN "Effect\tcrt\t\tformats\t\tderived: no page\t\n",
           NULL);
  assert_int_equal(routine_of(k, "Empty")->max_level, IL_LEVEL_UNKNOWN);
  assert_false(il_routine_known(routine_of(k, "Empty")));
  assert_int_equal(il_routine_standing(routine_of(k, "Empty"), IL_DIRQL),
                   IL_CALLEE_UNKNOWN);
  assert_int_equal(
      il_routine_standing(routine_of(k, "Empty"), IL_PASSIVE_LEVEL),
      IL_CALLEE_UNKNOWN);
  assert_int_equal(routine_of(k, "Half")->max_level, IL_APC_LEVEL);
  assert_int_equal(il_routine_standing(routine_of(k, "Half"), IL_DIRQL),
                   IL_CALLEE_BAD);
  /* An effect alone does not tell where a routine may be called. */
  assert_text(routine_of(k, "Effect")->effect, "formats");
  assert_false(il_routine_known(routine_of(k, "Effect")));
  assert_null(il_knowledge_routine(k, S("Missing")));
  assert_false(il_routine_known(NULL));
  assert_int_equal(il_routine_standing(NULL, IL_DIRQL), IL_CALLEE_UNKNOWN);
  il_knowledge_free(k);
}

static void test_derived_only_makes_good(void **state) {
  (void)state;
  il_knowledge *k = made(
      NULL, "known.tsv",
      KNOWN "Sibling\tport-routine\tDISPATCH_LEVEL\tnone\t\t"
            "derived: as its sibling\t\n"
            "Atomic\tinterlocked\tHIGH_LEVEL\tatomic\t\tbuiltin\t\n"
            "Paged\tmemory\tAPC_LEVEL\tnone\t\tdocumented\tpage-3\n"
            "Both\tcrt\tHIGH_LEVEL\tnone\t\tderived: no page\t\n",
      "irql.tsv", IRQL "Both\th.h\t\tDISPATCH_LEVEL\t\tpage-4\n",
      "blocking.tsv",
      BLOCKING "Level\tio\tPASSIVE_LEVEL\tderived: names no level\t\t\tp\n",
      NULL);
  assert_false(routine_of(k, "Sibling")->documented);
  assert_int_equal(
      il_routine_standing(routine_of(k, "Sibling"), IL_DISPATCH_LEVEL),
      IL_CALLEE_GOOD);
  assert_int_equal(il_routine_standing(routine_of(k, "Sibling"), IL_DIRQL),
                   IL_CALLEE_UNKNOWN);
  assert_int_equal(il_routine_standing(routine_of(k, "Atomic"), IL_HIGH_LEVEL),
                   IL_CALLEE_GOOD);
  assert_int_equal(il_routine_standing(routine_of(k, "Paged"), IL_DIRQL),
                   IL_CALLEE_BAD);
  assert_int_equal(routine_of(k, "Both")->max_level, IL_DISPATCH_LEVEL);
  assert_int_equal(il_routine_standing(routine_of(k, "Both"), IL_DIRQL),
                   IL_CALLEE_BAD);
  assert_int_equal(il_routine_standing(routine_of(k, "Level"), IL_DIRQL),
                   IL_CALLEE_UNKNOWN);
  assert_int_equal(
      il_routine_standing(routine_of(k, "Level"), IL_PASSIVE_LEVEL),
      IL_CALLEE_GOOD);
  il_knowledge_free(k);
}

static void test_alias(void **state) {
  (void)state;
  il_knowledge *k = made(
      NULL, "known.tsv",
      KNOWN
      "ExportWait\talias\tAPC_LEVEL\t\tWait\tderived: the header maps it\t\n"
      "FarWait\talias\t\t\tExportWait\tderived: the header maps it\t\n"
      "OldName\talias\tHIGH_LEVEL\t\tWait\tmapped\tpage-m\n"
      "Loop\talias\t\t\tPool\tderived: x\t\nPool\talias\t\t\tLoop\tderived: "
      "x\t\n"
      "Own\talias\tHIGH_LEVEL\t\tWait\tderived: x\t\n",
      "irql.tsv",
      IRQL "Wait\th.h\t\tAPC_LEVEL\t\tpage-w\nOwn\th.h\t\tDIRQL\t\tpage-o\n",
      "blocks.tsv", BLOCKS "Wait\t(!= %1 #0)\tpage-w\t\n", NULL);
  assert_text(routine_of(k, "ExportWait")->alias, "Wait");
  assert_true(routine_of(k, "ExportWait")->documented);
  assert_text(routine_of(k, "ExportWait")->level_page, "page-w");
  assert_text(routine_of(k, "ExportWait")->blocks_when, "(!= %1 #0)");
  assert_text(routine_of(k, "FarWait")->blocks_when, "(!= %1 #0)");
  /* With the header that maps it, the call seen is that of the new name. */
  assert_int_equal(routine_of(k, "OldName")->alias.len, 0);
  assert_int_equal(routine_of(k, "OldName")->blocks_when.len, 0);
  assert_false(routine_of(k, "OldName")->documented);
  /* The name's own row wins. */
  assert_int_equal(routine_of(k, "Own")->alias.len, 0);
  assert_int_equal(routine_of(k, "Own")->max_level, IL_DIRQL);
  assert_false(il_routine_known(routine_of(k, "Loop")));
  il_knowledge_free(k);
}

static void test_blocks_when(void **state) {
  (void)state;
  il_knowledge *k = made(
      NULL, "blocking.tsv",
      BLOCKING "Waits\twait\tAPC_LEVEL\tdocumented\t\t\tp\n"
               "Silent\twait\t\t\t\t\tp\n"
               "Reads\tio\tPASSIVE_LEVEL\tdocumented\t\t\tp\n",
      "blocks.tsv", BLOCKS "Waits\t#1\tpage-b\t\nAlone\t#1\tpage-b\t\n",
      "own.tsv",
      OWN "Mine\twait\t\t#1\t\tmine.h\nGuess\twait\t\t#1\tderived: seen\t\n"
          "Never\twait\t\t#0\tderived: seen\t\nWaits\t\t\t#0\t\tmine.h\n",
      NULL);
  assert_text(routine_of(k, "Silent")->blocks_when, "?");
  assert_false(il_routine_known(routine_of(k, "Silent")));
  assert_int_equal(routine_of(k, "Reads")->blocks_when.len, 0);
  assert_text(routine_of(k, "Alone")->blocks_when, "#1");
  assert_true(il_routine_known(routine_of(k, "Alone")));
  assert_int_equal(il_routine_standing(routine_of(k, "Alone"), IL_DIRQL),
                   IL_CALLEE_GOOD);
  assert_text(routine_of(k, "Mine")->blocks_when, "#1");
  assert_text(routine_of(k, "Mine")->kind, "wait");
  assert_text(routine_of(k, "Guess")->blocks_when, "?");
  assert_text(routine_of(k, "Never")->blocks_when, "#0");
  /* The project's own row wins over ours. */
  assert_text(routine_of(k, "Waits")->blocks_when, "#0");
  assert_text(routine_of(k, "Waits")->blocks_page, "mine.h");
  il_knowledge_free(k);
}

static void test_own_wins_in_any_order(void **state) {
  (void)state;
  const char *own = "name\tkind\tmax_irql\teffect\twork\n"
                    "Copy\tio\tDIRQL\tnone\tlog\n";
  const char *known = KNOWN "Copy\tcrt\tHIGH_LEVEL\tcopies\t\tbuiltin\t\n";
  const char *blocking = BLOCKING "Copy\tcopy\tAPC_LEVEL\tdocumented\t\t\tp\n";
  for (int first = 0; first < 2; first++) {
    il_knowledge *k = first ? made(NULL, "own.tsv", own, "known.tsv", known,
                                   "blocking.tsv", blocking, NULL)
                            : made(NULL, "blocking.tsv", blocking, "known.tsv",
                                   known, "own.tsv", own, NULL);
    const il_routine *copy = routine_of(k, "Copy");
    assert_int_equal(copy->max_level, IL_DIRQL);
    assert_text(copy->kind, "io");
    assert_text(copy->effect, "none");
    assert_text(copy->work, "log");
    il_knowledge_free(k);
  }
}

static void test_own_rows(void **state) {
  (void)state;
  il_error err = {0};
  size_t count;
  const il_table_text *base = il_knowledge_builtin_tables(&count);
  il_table_text tables[IL_TABLES];
  memcpy(tables, base, count * sizeof *base);
  tables[count] = (il_table_text){
      "own.tsv", IL_STR("name\tmax_irql\tblocks_when\tbasis\n"
                        "AcmeDrainQueue\tPASSIVE_LEVEL\t#1\t\n"
                        "KeSetEvent\tHIGH_LEVEL\t\t\n"
                        "memcpy\tAPC_LEVEL\t\tderived: ours pages\n")};
  il_knowledge *k = il_knowledge_builtin(&err);
  assert_non_null(k);
  assert_null(il_knowledge_routine(k, S("AcmeDrainQueue")));
  il_knowledge_free(k);
  k = il_knowledge_new(tables, count + 1, &err);
  assert_non_null(k);
  const il_routine *acme = routine_of(k, "AcmeDrainQueue");
  assert_int_equal(acme->max_level, IL_PASSIVE_LEVEL);
  assert_true(acme->documented);
  assert_text(acme->blocks_when, "#1");
  assert_int_equal(il_routine_standing(acme, IL_DIRQL), IL_CALLEE_BAD);
  assert_int_equal(routine_of(k, "KeSetEvent")->max_level, IL_HIGH_LEVEL);
  assert_text(routine_of(k, "KeSetEvent")->blocks_when, "(!= %2 #0)");
  assert_int_equal(routine_of(k, "memcpy")->max_level, IL_APC_LEVEL);
  assert_int_equal(il_routine_standing(routine_of(k, "memcpy"), IL_DIRQL),
                   IL_CALLEE_UNKNOWN);
  il_knowledge_free(k);
}

static void test_lowest_normal_row(void **state) {
  (void)state;
  il_knowledge *k = made(
      NULL, "roots.tsv",
      ROOTS "ROLE\t\t\t\t\tDIRQL\tInterrupt\t\tnormal\tstartio\ta\t\tp\n"
            "ROLE\t\t\t\t\tPASSIVE_LEVEL\t\t\thalf-duplex\tstartio\tb\t\tp\n"
            "ROLE\t\t\t\t\tDISPATCH_LEVEL\t\t\tnormal\tstartio\tc\t\tp\n"
            "ROLE\t\t\t\t\tAPC_LEVEL\t\t\tdump\tstartio\td\t\tp\n"
            "ROLE\t\t\t\t\tDISPATCH_LEVEL\t\t\tnormal\tstartio\te\t\tp\n",
      NULL);
  assert_text(il_knowledge_role(k, S("ROLE"))->title, "c");
  il_knowledge_free(k);
}

/* ---- broken tables
 * ----------------------------------------------------------- */

static void test_broken_tables(void **state) {
  (void)state;
  static const struct {
    const char *name, *text;
    uint32_t line, column;
    const char *message;
  } broken[] = {
      {"irql.tsv", "", 1, 1, "irql.tsv: no header row"},
      {"irql.tsv", "# only a comment\n", 1, 1, "no header row"},
      {"irql.tsv", IRQL "A\tb\n", 2, 4, "2 cells where the header names 6"},
      {"irql.tsv", IRQL "A\th\t\tDIRQL\t\tp\t\n", 2, 15, "7 cells"},
      {"irql.tsv", IRQL "\n# c\nA\th\t\tDISPATCH\t\tp\n", 4, 6,
       "'DISPATCH' is no level; write PASSIVE_LEVEL"},
      {"irql.tsv", IRQL "\th\t\tDIRQL\t\tp\n", 2, 1, "name is empty"},
      {"irql.tsv", IRQL "A\th\t\tDIRQL\t\t\n", 2, 13, "page is empty"},
      {"irql.tsv", "name\tname\n", 1, 6, "two columns are named 'name'"},
      {"irql.tsv", "name\t\n", 1, 6, "column without a name"},
      {"irql.tsv", "name\theader\n", 1, 1, "column 'min_irql' is missing"},
      {"irql.tsv", "name\tlevle\n", 1, 6, "no column 'levle'"},
      {"irql.tsv", IRQL "A\th\x01h\t\t\t\tp\n", 2, 4, "control byte 0x01"},
      {"irql.tsv",
       IRQL "Name\x1f"
            "LongEnoughForWords\th\t\t\t\tp\n",
       2, 5, "control byte 0x1f"},
      {"blocks.tsv", BLOCKS "A\t\tp\t\n", 2, 3, "blocks_when is empty"},
      {"blocks.tsv", BLOCKS "A\t(== %1)\tp\t\n", 2, 4, "no operator of a term"},
      {"blocks.tsv", BLOCKS "A\t(=== %1 #0)\tp\t\n", 2, 4, "no operator"},
      {"blocks.tsv", BLOCKS "A\t(== %1 #0\tp\t\n", 2, 12, "')' is expected"},
      {"blocks.tsv", BLOCKS "A\t(== %x #0)\tp\t\n", 2, 8,
       "a number is expected"},
      {"blocks.tsv", BLOCKS "A\t#1 #2\tp\t\n", 2, 5, "should have ended"},
      {"blocks.tsv", BLOCKS "A\t#1=\tp\t\n", 2, 6, "the name of a constant"},
      {"blocks.tsv", BLOCKS "A\twhen\tp\t\n", 2, 3, "no term"},
      {"blocks.tsv", BLOCKS "A\t(! (! (! (! (! (! (! (! #1))))))))\tp\t\n", 2,
       27, "too deep"},
      {"blocking.tsv", BLOCKING "A\twaits\t\t\t\t\tp\n", 2, 3,
       "'waits' is no kind; write one of: wait sleep"},
      {"roots.tsv", ROOTS "R\t\t\t\t\tDIRQL\t\t\tfast\tdpc\tt\t\tp\n", 2, 15,
       "'fast' is no mode"},
      {"roots.tsv", ROOTS "R\t\t\t\t\t\t\t\tnormal\tdpc\tt\t\tp\n", 2, 7,
       "level is empty"},
      {"roots.tsv", ROOTS "R\t\t\t1\t\tDIRQL\t\t\tnormal\tdpc\tt\t\tp\n", 2, 5,
       "a parameter and its value, or neither"},
      {"members.tsv", MEMBERS "REC\tF\tNOBODY\tp\n", 2, 7,
       "'NOBODY' is no role; roots.tsv has no row for it"},
      {"targets.tsv", TARGETS "R\t\t-1\tROLE\tp\n", 2, 4, "count parameters"},
      {"targets.tsv", TARGETS "R\t\t1\tNOBODY\tp\n", 2, 6,
       "'NOBODY' is no role"},
      {"ports.tsv", "routine\tmodel\twords\tpage\nR\tndis\tw\tp\n", 2, 3,
       "'ndis' is no model"},
      {"limits.tsv",
       "match\tvalue\tspeaks\treason\tpage\nname\tA\tloud\tr\tp\n", 2, 8,
       "'loud' is no speaks"},
      {"macros.tsv",
       "kind\tname\targument\tmeaning\tnote\tpage\nmakro\tA\t\tm\t\t\n", 2, 1,
       "'makro' is no kind"},
      {"nothing.tsv", "name\n", 0, 0, "no table has this name"},
  };
  for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
    il_error err = {0};
    il_knowledge *k = made(&err, broken[i].name, broken[i].text, NULL);
    if (k || err.line != broken[i].line || err.column != broken[i].column ||
        !strstr(err.message, broken[i].message) ||
        strncmp(err.message, broken[i].name, strlen(broken[i].name)) != 0)
      fail_msg("case %zu: expected %u:%u '%s', got %u:%u '%s'", i,
               broken[i].line, broken[i].column, broken[i].message, err.line,
               err.column, err.message);
    il_knowledge_free(k);
  }
}

static void test_twice_the_same_member(void **state) {
  (void)state;
  il_error err = {0};
  il_knowledge *k = made(
      &err, "roots.tsv", ROOTS "R\t\t\t\t\tDIRQL\t\t\tnormal\tdpc\tt\t\tp\n",
      "members.tsv", MEMBERS "A;B\tF\tR\tp\nC;B\tF\tR\tp\n", NULL);
  assert_null(k);
  assert_int_equal(err.line, 3);
  assert_int_equal(err.column, 5);
}

static void test_line_ends_and_limits(void **state) {
  (void)state;
  il_error err = {0};
  il_knowledge *k = made(&err, "blocks.tsv",
                         "# c\r\n\r\nname\tblocks_when\tpage\tnote\r\n"
                         "A\t#1\tp\tn\r\nB\t#0\tp\t",
                         NULL);
  assert_non_null(k);
  il_row row;
  assert_int_equal(il_knowledge_rows(k, S("A"), &row, 1), 1);
  assert_text(il_row_get(row, "note"), "n");
  assert_int_equal(row.line, 4);
  assert_text(routine_of(k, "B")->blocks_when, "#0");
  il_knowledge_free(k);

  il_buf text = {0};
  il_buf_text(&text, IRQL);
  for (int i = 0; i <= IL_TABLE_LINE; i++)
    il_buf_byte(&text, 'a');
  k = made(&err, "irql.tsv", text.ptr, NULL);
  assert_null(k);
  assert_int_equal(err.code, IL_ELIMIT);
  assert_int_equal(err.line, 2);
  il_buf_free(&text);

  il_table_text many[IL_TABLES + 1];
  for (int i = 0; i <= IL_TABLES; i++)
    many[i] = (il_table_text){"blocks.tsv", IL_STR(BLOCKS)};
  err = (il_error){0};
  k = il_knowledge_new(many, IL_TABLES, &err);
  assert_non_null(k);
  il_knowledge_free(k);
  assert_null(il_knowledge_new(many, IL_TABLES + 1, &err));
  assert_int_equal(err.code, IL_ELIMIT);
  k = il_knowledge_new(NULL, 0, NULL);
  assert_non_null(k);
  assert_null(il_knowledge_role(k, S("R")));
  il_knowledge_free(k);
  il_knowledge_free(NULL);
}

/* Whatever is cut off or changed, the answer is knowledge or an error with a
 * place in the table. */
static void test_cut_and_changed(void **state) {
  (void)state;
  size_t count;
  const il_table_text *tables = il_knowledge_builtin_tables(&count);
  for (size_t t = 0; t < count; t++) {
    il_str whole = tables[t].text;
    size_t size = whole.len < 12000 ? whole.len : 12000;
    char *text = malloc(size + 1);
    assert_non_null(text);
    for (size_t step = 0; step < 400; step++) {
      size_t place = step * 7919 % (size + 1);
      size_t length = step % 2 ? place : size;
      memcpy(text, whole.ptr, size);
      if (!(step % 2) && place < size)
        text[place] = "\t\n#(%\x01\xff;"[step / 2 % 8];
      il_error err = {0};
      il_table_text one = {tables[t].name, {text, length}};
      il_knowledge *k = il_knowledge_new(&one, 1, &err);
      if (!k)
        assert_true(err.code != IL_OK && err.line > 0 && err.column > 0);
      il_knowledge_free(k);
    }
    free(text);
  }
}

int main(void) {
  static const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_level_names),
      cmocka_unit_test(test_blocking_wins_over_irql),
      cmocka_unit_test(test_most_lenient_of_one_table),
      cmocka_unit_test(test_empty_is_unknown_never_any),
      cmocka_unit_test(test_derived_only_makes_good),
      cmocka_unit_test(test_alias),
      cmocka_unit_test(test_blocks_when),
      cmocka_unit_test(test_own_wins_in_any_order),
      cmocka_unit_test(test_own_rows),
      cmocka_unit_test(test_lowest_normal_row),
      cmocka_unit_test(test_broken_tables),
      cmocka_unit_test(test_twice_the_same_member),
      cmocka_unit_test(test_line_ends_and_limits),
      cmocka_unit_test(test_cut_and_changed),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
