/* rule.c - unused-suppression: the core finds these by itself, when it has
 * applied all suppressions. */
#include "isrlint/rule.h"

const il_rule il_rule_unused_suppression = {NULL, NULL, NULL, NULL};
