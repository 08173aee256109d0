/* rule.c - missing-dpc: work in an interrupt routine that never defers. */
#include "isrlint/rule.h"

#include <string.h>

static bool is_word(il_str text, const char *word) {
  return text.len == strlen(word) && !memcmp(text.ptr, word, text.len);
}

static const char *work_text(il_str work) {
  if (is_word(work, "complete"))
    return "completes a request";
  if (is_word(work, "log"))
    return "logs";
  if (is_word(work, "queue"))
    return "changes the queues of the port driver";
  return "copies memory";
}

static void on_root(il_visit *visit) {
  if (!il_visit_root(visit)->is_interrupt ||
      il_visit_model(visit) != IL_PORT_STORPORT || !il_visit_closed(visit))
    return;
  size_t count;
  const il_reached *calls = il_visit_reached(visit, &count);
  const il_reached *first = NULL;
  for (size_t i = 0; i < count; i++) {
    if (is_word(calls[i].work, "defer"))
      return;
    if (!calls[i].work.len)
      continue;
    if (first)
      il_visit_note(visit, calls[i].unit, calls[i].at,
                    il_visit_text(visit, "'%s' %s here too", calls[i].callee,
                                  work_text(calls[i].work)));
    else
      first = &calls[i];
  }
  if (!first)
    return;
  const char *dpc = il_visit_dpc(visit);
  il_visit_claim(
      visit,
      &(il_claim){
          .fact = il_visit_text(visit, "'%s' %s at DIRQL, and no DPC is queued",
                                first->callee, work_text(first->work)),
          .joint = "; ",
          .advice = dpc ? il_visit_text(
                              visit,
                              "save what the device said, queue the DPC, and "
                              "do the rest in '%s'",
                              dpc)
                        : "the driver has no DPC routine: initialize a DPC, "
                          "queue it from the interrupt routine, and do the "
                          "rest there",
          .call = first});
}

const il_rule il_rule_missing_dpc = {.on_root = on_root};
