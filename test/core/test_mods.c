/* test_mods.c - write sets, and which places overlap. */
#include "whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { PLACES = 14 };

/* What 'Places' of loops/mods.c stores into, in order. */
static const char *const names[PLACES] = {
    "ext->Count",  "ext->Limit", "ext->Cmd.ST", "ext->Cmd.FRE", "ext->Other",
    "cmd->ST",     "ext->In.X",  "inner->Y",    "ext->Table",   "ext->Taken",
    "lone->Count", "Global",     "Own",         "a local of it"};

typedef struct asked {
  whole w;
  char *text;
  il_shape places[PLACES];
} asked;

static void begin(asked *a) {
  size_t length;
  a->text = whole_file("mods.facts", &length);
  whole_begin(&a->w, a->text, length);
  const il_program *program = &a->w.programs.items[0];
  uint32_t number = whole_function(&a->w, "Places");
  const il_function *f = &program->functions[number];
  il_body body = il_body_of(program, number);
  uint32_t count = 0;
  bool first = true; /* the initialiser of the local */
  for (uint32_t r = f->first; r < f->end; r++) {
    const il_record *record = il_unit_record(body.unit, r);
    if (record->kind != IL_K_set)
      continue;
    if (!first) {
      assert_true(count < PLACES);
      a->places[count++] = il_shape_of(&body, record->u.set_.place);
    }
    first = false;
  }
  assert_int_equal(count, PLACES);
}

static void end(asked *a) {
  whole_end(&a->w);
  free(a->text);
}

/* 'x' where the function may write the place. */
static void assert_writes(asked *a, const char *function, const char *wanted,
                          bool anything) {
  uint32_t number = whole_function(&a->w, function);
  assert_int_equal(strlen(wanted), PLACES);
  for (int prepared = 0; prepared < 2; prepared++)
    for (uint32_t i = 0; i < PLACES; i++) {
      il_shape place = a->places[i];
      if (prepared)
        il_mods_prepare(a->w.mods, &place);
      bool writes = il_mods_write(a->w.mods, number, &place);
      if (writes != (wanted[i] == 'x'))
        fail_msg("'%s' %s '%s'", function, writes ? "writes" : "does not write",
                 names[i]);
    }
  assert_int_equal(il_mods_anything(a->w.mods, number), anything);
}

static void test_write_sets(void **state) {
  (void)state;
  asked a;
  begin(&a);
  static const struct {
    const char *function, *writes;
    bool anything;
  } cases[] = {
      {"Nothing", "..............", false},
      {"StoresCount", "x.............", false},
      {"CallsIt", "x.............", false},
      {"CallsThatTwice", "x.............", false},
      {"RoundOne", ".x............", false},
      {"RoundTwo", ".x............", false},
      /* Another bit of the union, in that object or in any CMD. */
      {"StoresBit", "...x..........", false},
      {"StoresUnion", "..xxxx........", false},
      {"StoresInner", "......xx......", false},
      {"StoresWhole", "xxxxxxxxxx....", false},
      {"StoresElement", "........x.....", false},
      {"StoresGlobal", "...........x..", false},
      {"StoresOwn", "............x.", false},
      /* A pointer to a value leads to what has its address taken, itself or as
       * a part, and by an offset to each member of that width. */
      {"StoresThrough", "xxxxxxxxxxx...", false},
      {"TakesAddress", "xxxxxxxxxxx...", false},
      {"Stalls", "..............", false},
      {"ZeroesInner", "......xx......", false},
      {"HandsOver", "xxxxxxxxxxxxx.", true},
      {"CallsOutside", "xxxxxxxxxxxxx.", true},
      {"CallsPointer", "xxxxxxxxxxxxx.", true},
      {"CallsHook", "x.............", false},
      {"HandsFunction", "xxxxxxxxxxxxx.", true},
      {"AFirst", "x.............", false},
  };
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
    assert_writes(&a, cases[i].function, cases[i].writes, cases[i].anything);
  end(&a);
}

static void test_stalls(void **state) {
  (void)state;
  asked a;
  begin(&a);
  assert_true(il_mods_stall(a.w.mods, whole_function(&a.w, "Stalls")));
  assert_true(il_mods_stall(a.w.mods, whole_function(&a.w, "CallsStalls")));
  assert_false(il_mods_stall(a.w.mods, whole_function(&a.w, "Nothing")));
  end(&a);
}

/* The first call of a function. */
static const il_site *call_in(asked *a, const char *function) {
  uint32_t number = whole_function(&a->w, function);
  uint32_t first = a->w.points.site_first[number];
  assert_true(first < a->w.points.site_end[number]);
  const il_site *site = &a->w.points.sites.items[first];
  assert_ptr_equal(il_site_at(&a->w.points, number, site->record), site);
  assert_null(il_site_at(&a->w.points, number, site->record + 1));
  return site;
}

static void test_calls(void **state) {
  (void)state;
  asked a;
  begin(&a);
  const il_mods *mods = a.w.mods;
  const il_site *site = call_in(&a, "CallsIt");
  assert_true(il_mods_call_write(mods, site, &a.places[0]));
  assert_false(il_mods_call_write(mods, site, &a.places[1]));
  site = call_in(&a, "ZeroesInner");
  assert_true(il_mods_call_write(mods, site, &a.places[6]));
  assert_false(il_mods_call_write(mods, site, &a.places[0]));
  assert_true(
      il_mods_call_write(mods, call_in(&a, "CallsOutside"), &a.places[11]));
  /* Whose address no argument has. */
  assert_false(
      il_mods_call_write(mods, call_in(&a, "CallsOutside"), &a.places[13]));
  assert_true(il_mods_call_stall(mods, call_in(&a, "CallsStalls")));
  assert_true(il_mods_call_stall(mods, call_in(&a, "Stalls")));
  assert_false(il_mods_call_stall(mods, call_in(&a, "CallsIt")));
  end(&a);
}

/* Own stores, by record, without those into the function's variables. */
static void test_own(void **state) {
  (void)state;
  asked a;
  begin(&a);
  uint32_t count;
  const il_own_write *own =
      il_mods_own(a.w.mods, whole_function(&a.w, "StoresCount"), &count);
  assert_int_equal(count, 1);
  const il_shape *shape = il_mods_shape(a.w.mods, own[0].shape);
  assert_int_equal(shape->kind, IL_SHAPE_FIELD);
  assert_int_equal(shape->step_count, 1);
  assert_true(il_str_is(shape->steps[0].field, "Count"));
  il_mods_own(a.w.mods, whole_function(&a.w, "Nothing"), &count);
  assert_int_equal(count, 0);
  uint32_t places = whole_function(&a.w, "Places");
  own = il_mods_own(a.w.mods, places, &count);
  assert_int_equal(count, PLACES - 1);
  for (uint32_t i = 0; i < count; i++) {
    if (i)
      assert_true(own[i].record > own[i - 1].record);
    il_shape place = a.places[0];
    il_mods_prepare(a.w.mods, &place);
    assert_int_equal(il_mods_set_write(a.w.mods, places, own[i].record, &place),
                     i == 0);
  }
  end(&a);
}

static void test_routines(void **state) {
  (void)state;
  static const struct {
    const char *name;
    il_outside writes;
    bool device, stalls;
  } cases[] = {
      {"READ_REGISTER_ULONG", IL_OUTSIDE_NOTHING, true, false},
      {"READ_REGISTER_BUFFER_ULONG", IL_OUTSIDE_ARGUMENTS, true, false},
      {"KeStallExecutionProcessor", IL_OUTSIDE_NOTHING, false, true},
      {"StorPortStallExecution", IL_OUTSIDE_NOTHING, false, true},
      {"RtlZeroMemory", IL_OUTSIDE_ARGUMENTS, false, false},
      {"KeSetEvent", IL_OUTSIDE_ARGUMENTS, false, false},
      {"StorPortSynchronizeAccess", IL_OUTSIDE_ANYTHING, false, false},
      {"NoSuchRoutine", IL_OUTSIDE_ANYTHING, false, false},
  };
  il_error err = {0};
  il_knowledge *knowledge = il_knowledge_builtin(&err);
  assert_non_null(knowledge);
  for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
    const il_routine *routine =
        il_knowledge_routine(knowledge, il_str_of(cases[i].name));
    if (il_routine_writes(routine) != cases[i].writes ||
        il_routine_reads_device(routine) != cases[i].device ||
        il_routine_stalls(routine) != cases[i].stalls)
      fail_msg("'%s': %d %d %d", cases[i].name, (int)il_routine_writes(routine),
               il_routine_reads_device(routine), il_routine_stalls(routine));
  }
  il_knowledge_free(knowledge);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_write_sets), cmocka_unit_test(test_stalls),
      cmocka_unit_test(test_calls),      cmocka_unit_test(test_own),
      cmocka_unit_test(test_routines),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
