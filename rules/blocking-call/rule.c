/* rule.c - blocking-call: waiting where nothing may wait. */
#include "isrlint/rule.h"

static void on_call(il_visit *visit) {
  const il_routine *routine = il_visit_routine(visit);
  if (!routine || il_visit_level(visit) < IL_DISPATCH_LEVEL)
    return;
  /* No row says that it waits. */
  if (!routine->blocks_when.len ||
      il_visit_holds(visit, routine->blocks_when) != IL_TRUE)
    return;
  il_visit_claim(
      visit, &(il_claim){.fact = il_visit_text(visit, "call to '%s' can block",
                                               il_visit_callee(visit)),
                         .joint = "; ",
                         .limit = IL_APC_LEVEL,
                         .page = routine->blocks_page,
                         .deed = "wait"});
}

const il_rule il_rule_blocking_call = {.on_call = on_call};
