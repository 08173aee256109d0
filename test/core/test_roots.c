/* test_roots.c - each way to be a root, with a silent twin beside it. */
#include "world.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A program of one unit whose 'Isr' waits. */
static unit *begin(world *w, const char *typedefs) {
  world_begin(w);
  unit *u = world_unit(w, "d.c");
  unit_type(u, "=HW_INTERRUPT", IL_TYPE_TYPEDEF, "(*void)u8");
  unit_type(u, "=PHW_INTERRUPT", IL_TYPE_TYPEDEF, "*=HW_INTERRUPT");
  unit_fn(u, "Isr", 0, typedefs);
  unit_call(u, "&WaitForEver", "");
  return u;
}

static void end(world *w, const char *how) {
  const il_result *result = world_end_units(w);
  assert_int_equal(result->program_count, 1);
  if (how) {
    assert_says(result, how);
    assert_int_equal(result->programs[0].interrupt_count, 1);
    assert_int_equal(result->programs[0].functions_at_dirql, 1);
    assert_int_equal(result->finding_count, 1);
    assert_says(result, "call to 'WaitForEver' can block in interrupt routine "
                        "'Isr' (DIRQL)");
  } else {
    for (size_t r = 0; r < result->programs[0].root_count; r++)
      assert_string_not_equal(result->programs[0].roots[r].name, "Isr");
    assert_int_equal(result->programs[0].functions_at_dirql, 0);
    assert_int_equal(result->finding_count, 0);
  }
  world_end(w);
}

static void test_declaration(void **state) {
  static const struct {
    const char *typedefs, *how;
  } rows[] = {
      {"HW_INTERRUPT|", "d.c:2:3: Isr HW_INTERRUPT interrupt routine DIRQL: "
                        "'Isr' is declared 'HW_INTERRUPT' here"},
      {"|HW_INTERRUPT", "d.c:3:3: Isr HW_INTERRUPT interrupt routine DIRQL: "
                        "'Isr' is declared 'HW_INTERRUPT' here"},
      {"MY_ISR,HW_INTERRUPT", "'Isr' is declared 'HW_INTERRUPT' here"},
      {"MY_ISR", NULL},
      {"HW_INTERRUPT_X", NULL},
      {NULL, NULL},
  };
  (void)state;
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    world w;
    begin(&w, rows[i].typedefs);
    end(&w, rows[i].how);
  }
}

/* The role stands in a header that only another unit includes. */
static void test_declaration_in_another_unit(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    begin(&w, NULL);
    unit *u = world_unit(&w, "e.c");
    unit_declare(u, "Isr", twin ? NULL : "HW_INTERRUPT", NULL);
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_call(u, "&Register", "&Isr");
    end(&w, twin ? NULL : "e.c:2:3: Isr HW_INTERRUPT interrupt routine DIRQL");
  }
}

/* A statement in DriverEntry, and how it makes Isr a root. */
static void store(const char *place, const char *value, const char *how) {
  world w;
  unit *u = begin(&w, NULL);
  unit_field(u, "EXT", "Callback", "=PHW_INTERRUPT");
  unit_field(u, "EXT", "Other", NULL);
  unit_field(u, "EXT", "Array", "[4]=PHW_INTERRUPT");
  unit_field(u, "EXT", "Plain", "*=HW_INTERRUPT");
  unit_var(u, "DriverEntry", IL_VAR_LOCAL, "p", "=PHW_INTERRUPT", 0);
  unit_var(u, "DriverEntry", IL_VAR_LOCAL, "q", NULL, 0);
  unit_var(u, "-", IL_VAR_GLOBAL, "table", "[2]*=HW_INTERRUPT", IL_VAR_DEFINED);
  unit_fn(u, "DriverEntry", 0, NULL);
  unit_set(u, place, value);
  end(&w, how);
}

static void test_member(void **state) {
  (void)state;
  const char *how = "'Isr' is stored in 'INIT_DATA.HwInterrupt' here";
  store("%data.INIT_DATA:HwInterrupt", "&Isr", how);
  store("%data._INIT_DATA:HwInterrupt", "&Isr", how);
  store("(* %data)._INIT_DATA:HwInterrupt", "&Isr", how);
  store("([] %data #3)._INIT_DATA:HwInterrupt", "&Isr", how);
  store("%data._INIT_DATA:HwInterrupt", "(cast u64 &Isr)", how);
  store("%data._INIT_DATA:HwInterrupt", "(?: %x &Isr #0)", how);
  store("%data._INIT_DATA:HwInterrupt", "(& &Isr)", how);
  store("%data._INIT_DATA:Other", "&Isr", NULL);
  store("%data.OTHER_DATA:HwInterrupt", "&Isr", NULL);
  store("%data._INIT_DATA:HwInterrupt", "#0", NULL);
  store("%data._INIT_DATA:HwInterrupt", "%x", NULL);
}

static void test_type_of_place(void **state) {
  (void)state;
  store("%e.EXT:Callback", "&Isr", "'Isr' is stored in 'EXT.Callback' here");
  store("%e.EXT:Plain", "&Isr", "'Isr' is stored in 'EXT.Plain' here");
  store("([] %e.EXT:Array %i)", "&Isr", "'Isr' is stored in 'EXT.Array' here");
  store("%p", "&Isr", "'Isr' is stored in 'p' here");
  store("([] @table #1)", "&Isr", "'Isr' is stored in 'table' here");
  store("%e.EXT:Other", "&Isr", NULL);
  store("%q", "&Isr", NULL);
}

static void test_message_routine(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w, NULL);
  unit_fn(u, "FindAdapter", 0, NULL);
  unit_set(u, "(* %config).PORT_CONFIG:HwMessage", "&Isr");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->programs[0].interrupt_count, 1);
  assert_says(result, "in message interrupt routine 'Isr' (DIRQL)");
  world_end(&w);
}

/* A designated initialiser, and a table of records. */
static void test_initialiser(void **state) {
  (void)state;
  static const struct {
    const char *place, *how;
  } rows[] = {
      {"@Data._INIT_DATA:HwInterrupt",
       "d.c:5:3: Isr HW_INTERRUPT interrupt routine DIRQL: 'Isr' is stored in "
       "'INIT_DATA.HwInterrupt' here"},
      {"([] @Data #1)._INIT_DATA:HwInterrupt",
       "'Isr' is stored in 'INIT_DATA.HwInterrupt' here"},
      {"@Data._INIT_DATA:Size", NULL},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    world w;
    unit *u = begin(&w, NULL);
    unit_var(u, "-", IL_VAR_GLOBAL, "Data", NULL, IL_VAR_DEFINED);
    unit_init(u, rows[i].place, "&Isr");
    end(&w, rows[i].how);
  }
}

/* Through a local variable, a parameter, the result of a function, a copy of a
 * member. */
static void test_flow_to_member(void **state) {
  (void)state;
  const char *how = "'Isr' is stored in 'INIT_DATA.HwInterrupt' here";
  for (int twin = 0; twin < 2; twin++) {
    const char *source = twin ? "&Other" : "&Isr";
    world w;
    unit *u = begin(&w, NULL);
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_set(u, "%p", source);
    unit_set(u, "%data._INIT_DATA:HwInterrupt", "%p");
    end(&w, twin ? NULL : how);

    u = begin(&w, NULL);
    unit_param(u, "SetIsr", 0, "data", NULL);
    unit_param(u, "SetIsr", 1, "isr", NULL);
    unit_fn(u, "SetIsr", 0, NULL);
    unit_set(u, "(* %data)._INIT_DATA:HwInterrupt", "%isr");
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_call(u, "&SetIsr", twin ? "(& %data);&Other" : "(& %data);&Isr");
    end(&w, twin ? NULL : how);

    u = begin(&w, NULL);
    unit_fn(u, "GetIsr", 0, NULL);
    unit_ret(u, source);
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_call(u, "&GetIsr", "");
    /* Calls are numbered through the unit, and Isr has the first. */
    unit_set(u, "%data._INIT_DATA:HwInterrupt", "$2");
    end(&w, twin ? NULL : how);

    u = begin(&w, NULL);
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_set(u, "@ops.OPS:Isr", source);
    unit_set(u, "%copy.OPS", "@ops");
    unit_set(u, "%data._INIT_DATA:HwInterrupt", "(* %p).OPS:Isr");
    end(&w, twin ? NULL : how);
  }
}

/* The address of a place is handed on, and whoever has it stores there. */
static void test_flow_by_address(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    unit *u = begin(&w, NULL);
    unit_param(u, "Put", 0, "slot", NULL);
    unit_fn(u, "Put", 0, NULL);
    unit_set(u, "(* %slot)", twin ? "&Other" : "&Isr");
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_call(u, "&Put", "(& %data._INIT_DATA:HwInterrupt)");
    end(&w, twin ? NULL : "'Isr' is stored in 'INIT_DATA.HwInterrupt' here");
  }
}

static void hand_over(const char *routine, const char *args,
                      const char *message) {
  world w;
  unit *u = begin(&w, NULL);
  unit_fn(u, "DriverEntry", 0, NULL);
  unit_set(u, "%p", "&Isr");
  unit_call(u, routine, args);
  const il_result *result = world_end_units(&w);
  if (message) {
    assert_int_equal(result->finding_count, 1);
    assert_says(result, message);
    assert_says(result, "'Isr' is handed to '");
  } else {
    assert_int_equal(result->finding_count, 0);
  }
  world_end(&w);
}

static void test_handed_over(void **state) {
  (void)state;
  const char *dpc = "can block in DPC routine 'Isr' (DISPATCH_LEVEL)";
  const char *timer = "can block in timer routine 'Isr' (DISPATCH_LEVEL)";
  hand_over("&InitializeDpc", "%x;%y;&Isr", dpc);
  hand_over("&InitializeDpc", "%x;%y;%p", dpc);
  hand_over("&InitializeDpc", "%x;%y;(?: %z &Isr &Other)", dpc);
  hand_over("&InitializeDpc", "%x;&Isr;%y", NULL);
  hand_over("&InitializeDpc", "%x;%y", NULL);
  hand_over("&Notify", "#6=RequestTimerCall;%x;&Isr;#1000", timer);
  hand_over("&Notify", "#5;%x;&Isr;#1000", NULL);
  hand_over("&Notify", "%unknown;%x;&Isr;#1000", NULL);
  hand_over("&Anywhere", "&Isr;&Isr;&Isr", NULL);
}

/* A routine without a row, whose prototype says the role. */
static void test_type_of_parameter(void **state) {
  (void)state;
  static const struct {
    const char *type, *how;
  } rows[] = {
      {"(*void,=PHW_INTERRUPT)void", "'Isr' is handed to 'Connect' here"},
      {"(*(u8,u8)void,*=HW_INTERRUPT)void",
       "'Isr' is handed to 'Connect' here"},
      {"(=PHW_INTERRUPT,*void)void", NULL},
      {"(*void,*void)void", NULL},
      {"(*void,...)void", NULL},
  };
  for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
    world w;
    unit *u = begin(&w, NULL);
    unit_declare(u, "Connect", NULL, rows[i].type);
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_call(u, "&Connect", "%x;&Isr");
    end(&w, rows[i].how);
  }
}

/* A parameter of a function of the driver, whose type says the role. */
static void test_type_of_own_parameter(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    unit *u = begin(&w, NULL);
    unit_param(u, "Connect", 0, "isr", twin ? NULL : "=PHW_INTERRUPT");
    unit_fn(u, "Connect", 0, NULL);
    unit_fn(u, "DriverEntry", 0, NULL);
    unit_call(u, "&Connect", "&Isr");
    end(&w, twin ? NULL : "'Isr' is handed to 'Connect' here");
  }
}

/* Declared and registered: one root, told by its declaration. */
static void test_one_root_for_a_role(void **state) {
  (void)state;
  world w;
  unit *u = begin(&w, "HW_INTERRUPT");
  unit_fn(u, "DriverEntry", 0, NULL);
  unit_set(u, "%data._INIT_DATA:HwInterrupt", "&Isr");
  end(&w, "d.c:2:3: Isr HW_INTERRUPT interrupt routine DIRQL: 'Isr' is "
          "declared 'HW_INTERRUPT' here");
  u = begin(&w, NULL);
  unit_field(u, "INIT_DATA", "HwInterrupt", "=PHW_INTERRUPT");
  unit_var(u, "DriverEntry", IL_VAR_LOCAL, "p", "=PHW_INTERRUPT", 0);
  unit_fn(u, "DriverEntry", 0, NULL);
  unit_set(u, "%p", "&Isr");
  unit_set(u, "%data.INIT_DATA:HwInterrupt", "%p");
  end(&w, "'Isr' is stored in 'INIT_DATA.HwInterrupt' here");
}

/* Two roles of one function are two roots; dump mode is none; of a role with
 * several levels the lowest counts. */
static void test_levels_of_roles(void **state) {
  (void)state;
  world w;
  begin(&w, "HW_INTERRUPT|HW_TIMER");
  const il_result *result = world_end_units(&w);
  assert_int_equal(result->programs[0].root_count, 2);
  assert_int_equal(result->programs[0].interrupt_count, 1);
  assert_string_equal(result->programs[0].roots[0].role, "HW_INTERRUPT");
  assert_string_equal(result->programs[0].roots[1].role, "HW_TIMER");
  assert_int_equal(result->finding_count, 1);
  assert_int_equal(result->findings[0].other_roots, 0);
  world_end(&w);
  begin(&w, "HW_DUMP");
  result = world_end_units(&w);
  assert_int_equal(result->programs[0].root_count, 0);
  world_end(&w);
  begin(&w, "HW_CONTROL");
  result = world_end_units(&w);
  assert_says(result, "root d.c:2:3: Isr HW_CONTROL control routine "
                      "PASSIVE_LEVEL");
  assert_int_equal(result->finding_count, 0);
  world_end(&w);
}

/* An entry function is one by its name; what says more is told instead. */
static void test_entry_by_name(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    world_begin(&w);
    unit *u = world_unit(&w, "d.c");
    unit_fn(u, "DriverEntry", 0, twin ? "HW_CONTROL" : NULL);
    unit_fn(u, "Other", 0, NULL);
    const il_result *result = world_end_units(&w);
    assert_int_equal(result->programs[0].root_count, 1);
    assert_says(result, twin ? "'DriverEntry' is declared 'HW_CONTROL' here"
                             : "'DriverEntry' is defined here");
    world_end(&w);
  }
}

/* Declared only: there is no body to follow. */
/* An interrupt routine that is registered and has no body here is named, so
 * that nobody takes the program for checked; one that a header declares may
 * belong to another program. */
static void test_no_body(void **state) {
  (void)state;
  for (int twin = 0; twin < 2; twin++) {
    world w;
    world_begin(&w);
    unit *u = world_unit(&w, "d.c");
    unit_declare(u, "Isr", "HW_INTERRUPT", NULL);
    unit_fn(u, "DriverEntry", 0, NULL);
    if (!twin)
      unit_set(u, "%data._INIT_DATA:HwInterrupt", "&Isr");
    const il_program_result *program = world_end_units(&w)->programs;
    assert_int_equal(program->interrupt_count, twin ? 0 : 1);
    assert_int_equal(program->root_count, twin ? 1 : 2);
    assert_int_equal(program->functions_at_dirql, 0);
    world_end(&w);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(test_declaration),
      cmocka_unit_test(test_declaration_in_another_unit),
      cmocka_unit_test(test_member),
      cmocka_unit_test(test_type_of_place),
      cmocka_unit_test(test_message_routine),
      cmocka_unit_test(test_initialiser),
      cmocka_unit_test(test_flow_to_member),
      cmocka_unit_test(test_flow_by_address),
      cmocka_unit_test(test_handed_over),
      cmocka_unit_test(test_type_of_parameter),
      cmocka_unit_test(test_type_of_own_parameter),
      cmocka_unit_test(test_one_root_for_a_role),
      cmocka_unit_test(test_levels_of_roles),
      cmocka_unit_test(test_entry_by_name),
      cmocka_unit_test(test_no_body),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
