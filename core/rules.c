/* rules.c - the table of rules, and which of them an option selects. */
#include "findings.h"

#include <stdio.h>

#define RULE(id, symbol, number, severity, scope, tier, sentence)              \
  extern const il_rule il_rule_##symbol;                                       \
  extern const char il_rule_readmes_##symbol##_README_md[];
#include "../rules/rules.def"
#undef RULE

static const il_rule_info infos[] = {
#define RULE(id, symbol, number, severity, scope, tier, sentence)              \
  {id,                                                                         \
   number,                                                                     \
   IL_##severity,                                                              \
   IL_SCOPE_##scope,                                                           \
   IL_TIER_##tier,                                                             \
   sentence,                                                                   \
   il_rule_readmes_##symbol##_README_md},
#include "../rules/rules.def"
#undef RULE
};

static const il_rule *const codes[] = {
#define RULE(id, symbol, number, severity, scope, tier, sentence)              \
  &il_rule_##symbol,
#include "../rules/rules.def"
#undef RULE
};

size_t il_rule_count(void) { return sizeof infos / sizeof *infos; }

const il_rule_info *il_rule_at(size_t index) {
  return index < il_rule_count() ? &infos[index] : NULL;
}

const il_rule *il_rule_code(size_t index) { return codes[index]; }

const il_rule_info *il_rule_find(il_str id) {
  for (size_t i = 0; i < il_rule_count(); i++)
    if (il_str_is(id, infos[i].id))
      return &infos[i];
  return NULL;
}

const char *il_severity_name(il_severity severity) {
  switch (severity) {
  case IL_NOTE:
    return "note";
  case IL_WARNING:
    return "warning";
  case IL_ERROR:
    break;
  }
  return "error";
}

/* ---- the rules option ---- */

enum { WORD_MOST = 64 };

/* How many letters have to be changed, added or taken away. */
static size_t distance(il_str a, il_str b) {
  size_t row[WORD_MOST + 1];
  for (size_t j = 0; j <= b.len; j++)
    row[j] = j;
  for (size_t i = 1; i <= a.len; i++) {
    size_t corner = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.len; j++) {
      size_t best = corner + (a.ptr[i - 1] != b.ptr[j - 1]);
      if (row[j] + 1 < best)
        best = row[j] + 1;
      if (row[j - 1] + 1 < best)
        best = row[j - 1] + 1;
      corner = row[j];
      row[j] = best;
    }
  }
  return row[b.len];
}

/* The id that at most a third of its letters tell from the word, or null. */
static const char *nearest(il_str word) {
  const char *found = NULL;
  size_t least = SIZE_MAX;
  if (word.len > WORD_MOST)
    return NULL;
  for (size_t i = 0; i < il_rule_count(); i++) {
    il_str id = il_str_of(infos[i].id);
    if (id.len > WORD_MOST)
      continue;
    size_t its = distance(word, id);
    if (its < least && its * 3 <= id.len) {
      least = its;
      found = infos[i].id;
    }
  }
  return found;
}

static void fail_unknown(il_str word, il_error *err) {
  int shown = (int)(word.len > WORD_MOST ? WORD_MOST : word.len);
  const char *text = word.len ? word.ptr : "", *near = nearest(word);
  if (near) {
    il_fail(err, IL_EUSAGE, 0, 0,
            "no rule is called '%.*s'; the nearest is '%s'", shown, text, near);
    return;
  }
  /* A message has room for the ids of a few rules. */
  char ids[128] = "";
  size_t used = 0;
  for (size_t i = 0; i < il_rule_count(); i++) {
    int len = snprintf(ids + used, sizeof ids - used, ", '%s'", infos[i].id);
    used += len > 0 ? (size_t)len : 0;
    if (used >= sizeof ids)
      break;
  }
  if (used < sizeof ids)
    il_fail(err, IL_EUSAGE, 0, 0,
            "no rule is called '%.*s'; there are 'default', 'all'%s", shown,
            text, ids);
  else
    il_fail(err, IL_EUSAGE, 0, 0,
            "no rule is called '%.*s'; 'isrlint rules' lists them, and there "
            "are 'default' and 'all'",
            shown, text);
}

static void select_tier(bool *selected, bool all) {
  for (size_t i = 0; i < il_rule_count(); i++)
    selected[i] |= all || infos[i].tier == IL_TIER_DEFAULT;
}

bool il_rules_select(il_str option, bool *selected, il_error *err) {
  for (size_t i = 0; i < il_rule_count(); i++)
    selected[i] = false;
  /* Without a word that adds, words that drop do so from the default. */
  if (!option.len || option.ptr[0] == '-')
    select_tier(selected, false);
  while (option.len) {
    il_str word = il_str_split(option, ',', &option);
    if (il_str_is(word, "default") || il_str_is(word, "all")) {
      select_tier(selected, il_str_is(word, "all"));
      continue;
    }
    bool drop = word.len && word.ptr[0] == '-';
    if (drop)
      word = (il_str){word.ptr + 1, word.len - 1};
    const il_rule_info *info = il_rule_find(word);
    if (!info) {
      fail_unknown(word, err);
      return false;
    }
    selected[info - infos] = !drop;
  }
  return true;
}

bool il_rules_valid(il_str rules, il_error *err) {
  bool selected[sizeof infos / sizeof *infos];
  return il_rules_select(rules, selected, err);
}
