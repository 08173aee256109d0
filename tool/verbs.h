/* verbs.h - what 'isrlint VERB' runs.  Each returns the exit code. */
#ifndef ISRLINT_TOOL_VERBS_H
#define ISRLINT_TOOL_VERBS_H

#include "options.h"

int verb_check(const options *opts);
int verb_analyze(const options *opts);
int verb_tree(const options *opts);
int verb_why(const options *opts);
int verb_why_not(const options *opts);
int verb_facts(const options *opts);
int verb_ddi(const options *opts);
int verb_rules(const options *opts);
int verb_explain(const options *opts);

#endif
