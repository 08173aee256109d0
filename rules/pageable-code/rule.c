/* rule.c - pageable-code: code that may be paged out, where nothing can be
 * paged in. */
#include "isrlint/rule.h"

#include <string.h>

/* The beginning of the names of pageable sections. */
static const char page[] = "PAGE";

static bool begins_with_page(il_str section) {
  size_t length = sizeof page - 1;
  return section.len >= length && !memcmp(section.ptr, page, length);
}

static bool is_paged_mark(const il_program *program, const il_rec_mark *mark) {
  size_t count;
  const il_watch_row *watches =
      il_knowledge_watches(il_program_knowledge(program), &count);
  for (size_t i = 0; i < count; i++)
    if (mark->kind == IL_MARK_MACRO && watches[i].kind == IL_WATCH_MACRO &&
        watches[i].name.len == mark->name.len &&
        !memcmp(watches[i].name.ptr, mark->name.ptr, mark->name.len))
      return watches[i].meaning.len == 5 &&
             !memcmp(watches[i].meaning.ptr, "paged", 5);
  return false;
}

/* What makes a function pageable. */
typedef struct il_paged {
  bool is_paged;
  il_str section;
  const il_rec_mark *mark; /* null: by its section */
} il_paged;

/* With a visit only of what runs in the context that it enters. */
static il_paged look(const il_visit *visit, const il_program *program,
                     const il_function *function) {
  il_paged paged = {0};
  if (function->unit == IL_OUTSIDE)
    return paged;
  const il_facts *facts = il_program_facts(program, function->unit);
  paged.section = il_facts_record(facts, function->first)->u.fn_.section;
  paged.is_paged = begins_with_page(paged.section);
  for (uint32_t r = function->first; r < function->end; r++) {
    const il_record *record = il_facts_record(facts, r);
    if (record->kind != IL_K_mark || paged.mark ||
        !is_paged_mark(program, &record->u.mark_) ||
        (visit && !il_visit_runs(visit, r)))
      continue;
    paged.is_paged = true;
    paged.mark = &record->u.mark_;
  }
  return paged;
}

static void on_enter(il_visit *visit) {
  const il_program *program = il_visit_program(visit);
  const il_function *entered = il_visit_entered(visit);
  if (il_visit_level(visit) < IL_DISPATCH_LEVEL)
    return;
  il_paged paged = look(visit, program, entered);
  /* Of paged functions that call each other the first one is the fault. */
  if (!paged.is_paged ||
      (!il_visit_is_entry(visit) &&
       look(NULL, program, il_visit_function(visit)).is_paged))
    return;
  const char *name = il_visit_callee(visit);
  if (paged.mark)
    il_visit_note(visit, entered->unit, paged.mark->at,
                  il_visit_text(visit, "'%s' says '%.*s' here", name,
                                (int)paged.mark->name.len,
                                paged.mark->name.ptr));
  else
    il_visit_note(
        visit, entered->unit,
        il_facts_record(il_program_facts(program, entered->unit),
                        entered->first)
            ->u.fn_.at,
        il_visit_text(visit, "'%s' is placed in the pageable section '%.*s'",
                      name, (int)paged.section.len, paged.section.ptr));
  il_visit_claim(
      visit,
      &(il_claim){
          .fact = il_visit_is_entry(visit)
                      ? il_visit_text(visit, "'%s' is pageable, and runs", name)
                      : il_visit_text(visit, "call to pageable function '%s'",
                                      name),
          .joint = " is ",
          .limit = IL_APC_LEVEL,
          .deed = "call it"});
}

const il_rule il_rule_pageable_code = {.on_enter = on_enter};
