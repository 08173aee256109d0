/* rule.c - unbounded-loop: turns that nothing counts. */
#include "isrlint/rule.h"

/* What is wrong; null when the loop is bounded, or nothing is certain. */
static const char *fact_of(il_visit *visit, const il_loop_fact *loop) {
  bool is_open = loop->kind == IL_LOOP_NONE || loop->kind == IL_LOOP_DEVICE ||
                 loop->kind == IL_LOOP_DATA;
  if (!is_open)
    return NULL;
  /* No frame counts, whatever ends it. */
  if (loop->is_cycle)
    return il_visit_text(visit, "'%s' is called again without a bound",
                         il_visit_callee(visit));
  if (loop->kind == IL_LOOP_NONE)
    return "loop has no bound";
  return loop->kind == IL_LOOP_DEVICE
             ? "loop waits for the device without a bound"
             : "loop is bounded only by the data that it follows";
}

static void on_loop(il_visit *visit, const il_loop_fact *loop) {
  il_level level = il_visit_level(visit);
  const char *fact = fact_of(visit, loop);
  bool polls = loop->kind == IL_LOOP_DEVICE && loop->stalls;
  if (!fact || level < IL_DISPATCH_LEVEL || (level < IL_DIRQL && !polls))
    return;
  const il_function *function = il_visit_function(visit);
  for (uint32_t i = 0; i < loop->exit_count; i++)
    il_visit_note(visit, function->unit, loop->exits[i].at,
                  loop->exits[i].text);
  bool is_error =
      level >= IL_DIRQL && (loop->is_cycle || loop->kind != IL_LOOP_DATA);
  const char *dpc = il_visit_dpc(visit);
  const char *advice =
      loop->is_cycle ? "count the depth, and end at a limit"
      : level < IL_DIRQL || !dpc
          ? "count the turns, and end at a limit"
          : il_visit_text(visit,
                          "count the turns, or queue the DPC and do it in "
                          "'%s'",
                          dpc);
  il_visit_claim(visit,
                 &(il_claim){.fact = fact,
                             .joint = "; ",
                             .severity = is_error ? IL_ERROR : IL_WARNING,
                             .advice = advice});
}

const il_rule il_rule_unbounded_loop = {.on_loop = on_loop};
