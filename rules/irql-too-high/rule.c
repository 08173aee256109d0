/* rule.c - irql-too-high: calls above the documented level. */
#include "isrlint/rule.h"

static void on_call(il_visit *visit) {
  const il_routine *routine = il_visit_routine(visit);
  il_standing standing = il_routine_standing(routine, il_visit_level(visit));
  if (standing != IL_CALLEE_BAD && standing != IL_CALLEE_NOTED)
    return;
  il_visit_claim(
      visit,
      &(il_claim){.fact = il_visit_text(visit, "call to '%s' (IRQL <= %s)",
                                        il_visit_callee(visit),
                                        il_level_name(routine->max_level)),
                  .joint = " is ",
                  .severity = standing == IL_CALLEE_NOTED ? IL_NOTE : 0,
                  .limit = routine->max_level,
                  .page = routine->level_page,
                  .deed = "call it",
                  .fits_dpc = routine->max_level >= IL_DISPATCH_LEVEL});
}

const il_rule il_rule_irql_too_high = {.on_call = on_call};
