/* suppress.c - see suppress.h. */
#include "suppress.h"

#include <stdlib.h>

#define SHOWN(s) (int)(s).len, (s).len ? (s).ptr : ""

static const char keyword[] = "allow(";

struct il_allow {
  il_spot at;
  il_str misspelt; /* how it begins, when that is no "allow("; else empty */
  il_str rules;    /* ids, ',' between */
  il_str reason;
  bool trails;   /* something stands before it on its line: that line only */
  uint32_t line; /* otherwise that of the statement below, too */
  bool used;
};

struct il_allows {
  const il_knowledge *knowledge;
  il_arena *arena;
  IL_LIST(il_allow) list; /* by path, then line and column */
};

static il_str trim(il_str text) {
  while (text.len && (text.ptr[0] == ' ' || text.ptr[0] == '\t'))
    text = (il_str){text.ptr + 1, text.len - 1};
  while (text.len &&
         (text.ptr[text.len - 1] == ' ' || text.ptr[text.len - 1] == '\t'))
    text.len--;
  return text;
}

/* What follows the beginning by which such comments are known. */
static bool own_comment(const il_knowledge *knowledge, il_str text,
                        il_str *rest) {
  size_t count;
  const il_watch_row *watches = il_knowledge_watches(knowledge, &count);
  for (size_t i = 0; i < count; i++) {
    il_str name = watches[i].name;
    if (watches[i].kind != IL_WATCH_COMMENT || text.len < name.len ||
        memcmp(text.ptr, name.ptr, name.len))
      continue;
    *rest = trim((il_str){text.ptr + name.len, text.len - name.len});
    return true;
  }
  return false;
}

/* Whether a statement or a declaration stands before a place on its line. */
static bool stands_behind(const il_unit *unit, il_at at) {
  size_t count = il_facts_count(unit->facts);
  for (size_t r = 0; r < count; r++) {
    il_at other = il_record_at(il_facts_record(unit->facts, r));
    if (other.file == at.file && other.line == at.line &&
        other.column < at.column)
      return true;
  }
  return false;
}

static bool add_allow(il_allows *allows, const il_unit *unit,
                      const il_rec_mark *mark) {
  il_str text, length = {keyword, sizeof keyword - 1};
  if (mark->kind != IL_MARK_COMMENT ||
      !own_comment(allows->knowledge, mark->args, &text))
    return true;
  il_allow allow = {.at = il_unit_spot(unit, mark->at)};
  il_str rest;
  if (text.len < length.len || memcmp(text.ptr, keyword, length.len)) {
    il_str word = il_str_split(text, ' ', &rest);
    allow.misspelt = mark->args;
    if (word.len)
      allow.misspelt.len = (size_t)(word.ptr + word.len - mark->args.ptr);
  } else {
    text = (il_str){text.ptr + length.len, text.len - length.len};
    allow.rules = il_str_split(text, ')', &rest);
    allow.reason = trim(rest);
  }
  allow.trails = stands_behind(unit, mark->at);
  return !allow.at.path || IL_PUSH(allows->arena, &allows->list, allow);
}

static int spot_cmp(const il_spot *a, const il_spot *b) {
  int order = il_str_cmp(il_str_of(a->path), il_str_of(b->path));
  if (!order)
    order = (a->line > b->line) - (a->line < b->line);
  return order ? order : (a->column > b->column) - (a->column < b->column);
}

static int allow_cmp(const void *left, const void *right) {
  const il_allow *a = left, *b = right;
  return spot_cmp(&a->at, &b->at);
}

static bool collect(il_allows *allows, const il_unit *units, uint32_t count) {
  for (uint32_t u = 0; u < count; u++) {
    size_t records = il_facts_count(units[u].facts);
    for (size_t r = 0; r < records; r++) {
      const il_record *record = il_facts_record(units[u].facts, r);
      if (record->kind == IL_K_mark &&
          !add_allow(allows, &units[u], &record->u.mark_))
        return false;
    }
  }
  if (allows->list.count)
    qsort(allows->list.items, allows->list.count, sizeof *allows->list.items,
          allow_cmp);
  /* A header's comment is seen in each unit. */
  size_t kept = 0;
  for (size_t i = 0; i < allows->list.count; i++)
    if (!kept ||
        allow_cmp(&allows->list.items[kept - 1], &allows->list.items[i]))
      allows->list.items[kept++] = allows->list.items[i];
  allows->list.count = kept;
  /* Of several comments, one below the other, each is about what is below. */
  for (size_t i = kept; i-- > 0;) {
    il_allow *allow = &allows->list.items[i];
    const il_allow *next = i + 1 < kept ? allow + 1 : NULL;
    allow->line = allow->at.line + 1;
    if (next && !next->trails && next->at.line == allow->line &&
        !strcmp(next->at.path, allow->at.path))
      allow->line = next->line;
  }
  return true;
}

static bool names_rule(il_str rules, const char *id) {
  while (rules.len)
    if (il_str_is(trim(il_str_split(rules, ',', &rules)), id))
      return true;
  return false;
}

bool il_allows_any(const il_allows *allows, const char *id) {
  for (size_t i = 0; i < allows->list.count; i++)
    if (allows->list.items[i].reason.len &&
        names_rule(allows->list.items[i].rules, id))
      return true;
  return false;
}

il_allow *il_allow_at(il_allows *allows, const il_spot *at, const char *id) {
  if (!at->path)
    return NULL;
  il_allow *before = NULL;
  for (size_t i = 0; i < allows->list.count; i++) {
    il_allow *allow = &allows->list.items[i];
    if (!allow->reason.len || strcmp(allow->at.path, at->path) ||
        !names_rule(allow->rules, id))
      continue;
    if (allow->at.line == at->line)
      return allow;
    if (allow->line == at->line && !allow->trails)
      before = allow;
  }
  return before;
}

il_allow *il_allow_above(il_allows *allows, const il_spot *at, const char *id) {
  il_allow *allow = il_allow_at(allows, at, id);
  return allow && !allow->trails && allow->at.line < at->line ? allow : NULL;
}

void il_allow_use(il_allow *allow) { allow->used = true; }

bool il_allow_hide(il_allow *allow, il_arena *keep, il_finding *finding) {
  allow->used = true;
  finding->suppressed_at = allow->at;
  finding->suppression = il_keep(keep, allow->reason);
  return finding->suppression != NULL;
}

/* Whether each rule that is named was run; *unknown is one that there is not.
 */
static bool all_ran(const bool *selected, il_str rules, il_str *unknown) {
  *unknown = (il_str){NULL, 0};
  while (rules.len) {
    il_str id = trim(il_str_split(rules, ',', &rules));
    size_t i = 0;
    while (il_rule_at(i) && !il_str_is(id, il_rule_at(i)->id))
      i++;
    if (!il_rule_at(i))
      *unknown = id;
    else if (!selected[i])
      return false;
  }
  return true;
}

static bool tell_unused(const il_allow *allow, const bool *selected,
                        il_arena *keep, il_findings *findings) {
  il_str unknown = {NULL, 0}, rules = trim(allow->rules);
  if (!allow->misspelt.len && (!all_ran(selected, allow->rules, &unknown) ||
                               (allow->used && !unknown.len)))
    return true;
  il_finding finding = {.rule = il_rule_find(IL_STR("unused-suppression")),
                        .severity = IL_NOTE,
                        .at = allow->at,
                        .function = "",
                        .program = UINT32_MAX};
  if (allow->misspelt.len)
    finding.message = il_keep_text(
        keep, "'%.*s' hides nothing; write 'isrlint: %srule-id) reason'",
        SHOWN(allow->misspelt), keyword);
  else if (unknown.len || !rules.len)
    finding.message =
        il_keep_text(keep, "no rule is called '%.*s'", SHOWN(unknown));
  else if (!allow->reason.len)
    finding.message = il_keep_text(
        keep, "suppression of '%.*s' has no reason, and hides nothing",
        SHOWN(rules));
  else
    finding.message =
        il_keep_text(keep, "suppression of '%.*s' hides nothing", SHOWN(rules));
  return finding.message && IL_PUSH(keep, findings, finding);
}

il_allows *il_allows_new(const il_knowledge *knowledge, const il_unit *units,
                         uint32_t count, il_arena *arena) {
  il_allows *allows = il_arena_alloc(arena, sizeof *allows);
  if (!allows)
    return NULL;
  *allows = (il_allows){.knowledge = knowledge, .arena = arena};
  return collect(allows, units, count) ? allows : NULL;
}

bool il_allows_tell_unused(il_allows *allows, const bool *selected,
                           il_arena *keep, il_findings *findings) {
  for (size_t i = 0; i < allows->list.count; i++)
    if (!tell_unused(&allows->list.items[i], selected, keep, findings))
      return false;
  return true;
}
