/* knowledge_routine.c - what all rows of a routine say together.
 *
 * The rules of rules/api/README.md, "How rows are merged". */
#include "knowledge_internal.h"

static void keep_first(il_str *place, il_str text) {
  if (!place->len)
    *place = text;
}

/* The project's own word wins, whatever the order of the tables. */
static void keep_best(il_str *place, il_str text, il_rank rank) {
  if (text.len && (rank == IL_RANK_OWN || !place->len))
    *place = text;
}

/* A level that a page, or the project itself, states.  What a compiler builtin
 * or a header macro does is no statement about a limit, nor is a mapping. */
static bool is_documented(const il_saying *saying) {
  switch (saying->rank) {
  case IL_RANK_STORPORT:
  case IL_RANK_IRQL:
    return true;
  case IL_RANK_OWN:
    return !saying->basis.len || il_str_is(saying->basis, "documented");
  default:
    return il_str_is(saying->basis, "documented");
  }
}

static void add_level(il_draft *draft, const il_saying *saying) {
  il_claim next = {IL_LEVEL_UNKNOWN, saying->rank, saying->row};
  if (saying->rank == IL_RANK_NONE ||
      !il_level_parse(saying->max_irql, &next.level))
    return;
  il_claim *best = is_documented(saying) ? &draft->documented : &draft->derived;
  bool wins = best->level == IL_LEVEL_UNKNOWN || next.rank < best->rank ||
              (next.rank == best->rank && next.level > best->level);
  if (wins)
    *best = next;
}

static void add_waiting(il_draft *draft, const il_saying *saying) {
  il_routine *routine = &draft->routine;
  bool own = saying->rank == IL_RANK_OWN;
  il_str when = saying->blocks_when;
  /* A row that rests on no page may say that a call never waits, not that it
   * does. */
  if (own && when.len && !il_str_is(when, "#0") && !is_documented(saying))
    when = IL_STR("?");
  /* The first row of the project's own wins, then the first of the others. */
  if (when.len && !draft->own_blocks && (own || !routine->blocks_when.len)) {
    routine->blocks_when = when;
    routine->blocks_page = saying->page;
    draft->own_blocks = own;
  }
  if (!own && saying->rank != IL_RANK_BLOCKING)
    return;
  draft->waits |=
      il_str_is(saying->kind, "wait") || il_str_is(saying->kind, "sleep");
  keep_best(&routine->kind, saying->kind, saying->rank);
}

void il_draft_add(il_draft *draft, const il_saying *saying) {
  il_routine *routine = &draft->routine;
  add_level(draft, saying);
  add_waiting(draft, saying);
  keep_best(&routine->effect, saying->effect, saying->rank);
  keep_best(&routine->work, saying->work, saying->rank);
  keep_best(&routine->callable_from, saying->callable_from, saying->rank);
  keep_best(&routine->header, saying->header, saying->rank);
  /* Where a header maps the old name to a new one, the call seen is that of
   * the new one: the old name in a call is another routine. */
  if (!il_str_is(saying->basis, "mapped"))
    keep_first(&draft->alias, saying->alias);
}

static void settle(il_draft *draft) {
  il_routine *routine = &draft->routine;
  bool own_derived = draft->derived.level != IL_LEVEL_UNKNOWN &&
                     draft->derived.rank == IL_RANK_OWN &&
                     draft->documented.rank != IL_RANK_OWN;
  routine->documented =
      draft->documented.level != IL_LEVEL_UNKNOWN && !own_derived;
  const il_claim *best =
      routine->documented ? &draft->documented : &draft->derived;
  routine->max_level = best->level;
  if (best->level != IL_LEVEL_UNKNOWN) {
    routine->level_row = best->row;
    routine->level_page = il_row_get(*best->row, "page");
  }
  if (draft->waits && !routine->blocks_when.len)
    routine->blocks_when = IL_STR("?");
}

/* True when some row other than that of the alias answers for the routine. */
static bool answers_itself(const il_draft *draft) {
  return draft->routine.documented || draft->routine.blocks_when.len ||
         (draft->derived.level != IL_LEVEL_UNKNOWN &&
          draft->derived.rank != IL_RANK_KNOWN);
}

static void resolve(il_knowledge *k, il_draft *draft, int depth) {
  if (draft->alias_done || !draft->alias.len || answers_itself(draft) ||
      depth > 8)
    return;
  draft->alias_done = true;
  const il_name *name = il_knowledge_name(k, draft->alias);
  if (!name || name->routine == IL_NO_ROW)
    return;
  il_draft *target = &k->drafts[name->routine];
  resolve(k, target, depth + 1);
  const il_routine *from = &target->routine;
  if (from->max_level == IL_LEVEL_UNKNOWN && !from->blocks_when.len)
    return;
  il_routine *to = &draft->routine;
  if (from->max_level != IL_LEVEL_UNKNOWN) {
    to->max_level = from->max_level;
    to->documented = from->documented;
    to->level_page = from->level_page;
    to->level_row = from->level_row;
  }
  to->blocks_when = from->blocks_when;
  to->blocks_page = from->blocks_page;
  to->alias = from->name;
  keep_first(&to->kind, from->kind);
  keep_first(&to->effect, from->effect);
  keep_first(&to->work, from->work);
  keep_first(&to->callable_from, from->callable_from);
  keep_first(&to->header, from->header);
}

static void soften(il_routine *routine, const il_row *row) {
  bool note = il_str_is(il_row_get(*row, "speaks"), "note");
  routine->limit = note ? IL_LIMIT_NOTE : IL_LIMIT_DIRQL;
  routine->limit_row = row;
}

static void read_limits(il_knowledge *k, const il_table *table) {
  for (uint32_t i = 0; i < table->row_count; i++) {
    const il_row *row = &table->rows[i];
    il_str value = il_row_get(*row, "value");
    bool by_name = il_str_is(il_row_get(*row, "match"), "name");
    for (uint32_t d = 0; d < k->draft_count; d++) {
      il_routine *routine = &k->drafts[d].routine;
      if (il_str_eq(by_name ? routine->name : routine->header, value))
        soften(routine, row);
    }
  }
}

void il_drafts_finish(il_knowledge *k) {
  for (uint32_t i = 0; i < k->draft_count; i++)
    settle(&k->drafts[i]);
  for (uint32_t i = 0; i < k->draft_count; i++)
    resolve(k, &k->drafts[i], 0);
  for (size_t i = 0; i < k->table_count; i++)
    if (il_str_is(k->tables[i].name, "limits.tsv"))
      read_limits(k, &k->tables[i]);
}

const il_routine *il_knowledge_routine(const il_knowledge *knowledge,
                                       il_str name) {
  const il_name *entry = il_knowledge_name(knowledge, name);
  return entry && entry->routine != IL_NO_ROW
             ? &knowledge->drafts[entry->routine].routine
             : NULL;
}

size_t il_knowledge_routine_count(const il_knowledge *knowledge) {
  return knowledge->draft_count;
}

const il_routine *il_knowledge_routine_at(const il_knowledge *knowledge,
                                          size_t index) {
  return index < knowledge->draft_count ? &knowledge->drafts[index].routine
                                        : NULL;
}

bool il_routine_known(const il_routine *routine) {
  return routine &&
         (routine->max_level != IL_LEVEL_UNKNOWN ||
          (routine->blocks_when.len && !il_str_is(routine->blocks_when, "?")));
}

il_standing il_routine_standing(const il_routine *routine, il_level level) {
  if (!il_routine_known(routine) || level == IL_LEVEL_UNKNOWN)
    return IL_CALLEE_UNKNOWN;
  if (routine->max_level == IL_LEVEL_UNKNOWN || level <= routine->max_level)
    return IL_CALLEE_GOOD;
  if (!routine->documented)
    return IL_CALLEE_UNKNOWN;
  switch (routine->limit) {
  case IL_LIMIT_NOTE:
    return IL_CALLEE_NOTED;
  case IL_LIMIT_DIRQL:
    return level >= IL_DIRQL ? IL_CALLEE_BAD : IL_CALLEE_GOOD;
  case IL_LIMIT_PLAIN:
    break;
  }
  return IL_CALLEE_BAD;
}
