/* rule.c - role-not-declared: a routine that only its registration gives a
 * role. */
#include "isrlint/rule.h"

#define SHOWN(s) (int)(s).len, (s).len ? (s).ptr : ""

static void on_root(il_visit *visit) {
  const il_function *function = il_visit_function(visit);
  const il_root_row *root = il_visit_root(visit);
  if (!il_visit_undeclared(visit) || function->unit == IL_OUTSIDE)
    return;
  il_visit_claim(
      visit,
      &(il_claim){.fact =
                      il_visit_text(visit,
                                    "%.*s '%s' is registered here, and no "
                                    "declaration gives it the role type '%.*s'",
                                    SHOWN(root->title), il_visit_callee(visit),
                                    SHOWN(root->role)),
                  .advice = il_visit_text(
                      visit, "declare it before its definition: '%.*s %s;'",
                      SHOWN(root->role), il_visit_callee(visit))});
}

const il_rule il_rule_role_not_declared = {.on_root = on_root};
