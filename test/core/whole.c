/* whole.c - see whole.h. */
#include "whole.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

char *whole_file(const char *name, size_t *length) {
  char path[1024];
  snprintf(path, sizeof path, "%s/test/core/loops/%s", ISRLINT_SOURCE, name);
  FILE *file = fopen(path, "rb");
  if (!file)
    fail_msg("cannot open '%s'", path);
  fseek(file, 0, SEEK_END);
  long size = ftell(file);
  assert_true(size > 0);
  rewind(file);
  char *text = malloc((size_t)size + 1);
  assert_non_null(text);
  assert_int_equal(fread(text, 1, (size_t)size, file), (size_t)size);
  fclose(file);
  text[size] = '\0';
  *length = (size_t)size;
  return text;
}

void whole_begin(whole *w, const char *text, size_t length) {
  il_error err = {0};
  memset(w, 0, sizeof *w);
  w->arena = il_arena_new(0);
  w->keep = il_arena_new(0);
  w->knowledge = il_knowledge_builtin(&err);
  w->facts = il_facts_read((il_str){text, length}, &err);
  if (!w->knowledge || !w->facts)
    fail_msg("%u:%u: %s", err.line, err.column, err.message);
  assert_true(il_unit_index(&w->unit, w->facts, w->arena, w->keep));
  assert_true(il_link(w->knowledge, &w->unit, 1, w->arena, &w->programs));
  assert_int_equal(w->programs.count, 1);
  assert_true(
      il_points_solve(&w->points, &w->programs.items[0], NULL, w->arena));
  w->mods = il_mods_find(&w->points, w->arena);
  assert_non_null(w->mods);
  w->judge = il_judge_new(&w->points, w->mods,
                          il_graphs_new(w->points.program, w->arena), w->keep);
  assert_non_null(w->judge);
}

void whole_end(whole *w) {
  il_mods_free(w->mods);
  il_points_free(&w->points);
  il_facts_free(w->facts);
  il_knowledge_free(w->knowledge);
  il_arena_free(w->arena);
  il_arena_free(w->keep);
}

void whole_body(whole *w, const char *state, const char *body) {
  static const char before[] = "file 1 \"f.c\"\n"
                               "type (u32)u32 function 0 - 0 u32 \"f\"\n"
                               "type i32 int 32 s 0 - \"int\"\n"
                               "type u32 int 32 - 0 - \"unsigned int\"\n"
                               "type u8 int 8 - 0 - \"unsigned char\"\n"
                               "var F c local 0 c u8 d -\n"
                               "var F i local 0 i i32 d -\n"
                               "var F m param 1 m u32 d -\n"
                               "var F n param 0 n u32 d -\n"
                               "fn F d (u32)u32 - 1:1:1\n"
                               " decl d - 1:1:1\n";
  static const char after[] =
      "fn KeStallExecutionProcessor - (u32)u32 - 1:2:1\n"
      "fn Outside - (u32)u32 - 1:2:1\n"
      "fn READ_REGISTER_ULONG - (u32)u32 - 1:2:1\n"
      "isrlint-facts-end\n";
  char text[8192];
  int length = snprintf(text, sizeof text,
                        "isrlint-facts 1\nunit \"f.c\" x86_64-pc-windows-msvc "
                        "0000000000000001 %s\n%s%s%s",
                        state, before, body, after);
  assert_true(length > 0 && (size_t)length < sizeof text);
  whole_begin(w, text, (size_t)length);
}

uint32_t whole_function(const whole *w, const char *name) {
  const il_program *program = &w->programs.items[0];
  for (uint32_t f = 0; f < program->function_count; f++)
    if (il_str_is(program->functions[f].display, name))
      return f;
  fail_msg("no function '%s'", name);
  return IL_NONE;
}
