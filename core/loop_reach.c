/* loop_reach.c - which stores give a place its value, and which constant. */
#include "loop_internal.h"

#include <stdio.h>

/* ---- places ---- */

bool il_place_is_volatile(const il_frame *frame, il_term place) {
  const il_facts *facts = frame->body.unit->facts;
  const il_node *node = il_facts_node(facts, place);
  for (;;) {
    if (node->is_volatile)
      return true;
    if (node->op != IL_T_FIELD && node->op != IL_T_INDEX)
      break;
    node = il_facts_node(facts, node->args[0]);
  }
  if (node->op != IL_T_VAR && node->op != IL_T_GLOBAL)
    return false;
  const il_rec_var *var = il_find_var(&frame->body, node);
  return var && (var->flags & IL_VAR_VOLATILE);
}

bool il_place_has_index(const il_facts *facts, il_term place) {
  const il_node *node = il_facts_node(facts, place);
  while (node->op == IL_T_FIELD || node->op == IL_T_INDEX) {
    if (node->op == IL_T_INDEX)
      return true;
    node = il_facts_node(facts, node->args[0]);
  }
  return false;
}

/* Whether a store into 'stored' replaces all of 'place'. */
static bool covers(const il_frame *frame, il_term stored, il_term place,
                   const il_shape *from, const il_shape *to) {
  const il_facts *facts = frame->body.unit->facts;
  if (il_place_root(facts, stored) != il_place_root(facts, place))
    return false;
  if (stored == place)
    return true;
  if (il_place_has_index(facts, stored) || il_place_has_index(facts, place))
    return false;
  if (!from->step_count)
    return true;
  return to->step_count &&
         il_str_eq(from->steps[0].record, to->steps[0].record) &&
         from->steps[0].low <= to->steps[0].low &&
         from->steps[0].high >= to->steps[0].high;
}

bool il_record_writes(const il_judge *judge, const il_frame *frame,
                      uint32_t record, il_term place, const il_shape *shape,
                      bool *all) {
  const il_record *r = il_unit_record(frame->body.unit, record);
  *all = false;
  switch (r->kind) {
  case IL_K_set: {
    il_term stored = r->u.set_.place;
    if (shape->kind == IL_SHAPE_LOCAL && !shape->escaped) {
      const il_node *root =
          il_facts_node(frame->body.unit->facts,
                        il_place_root(frame->body.unit->facts, stored));
      if (root->op != IL_T_VAR || !il_str_eq(root->name, shape->root))
        return false;
    }
    const il_facts *facts = frame->body.unit->facts;
    bool near = place && (stored == place || il_place_root(facts, stored) ==
                                                 il_place_root(facts, place));
    int known =
        !near && shape->mask
            ? il_mods_set_write(judge->mods, frame->function, record, shape)
            : -1;
    if (known >= 0)
      return known;
    il_shape from = il_shape_of(&frame->body, stored);
    if (place && covers(frame, stored, place, &from, shape)) {
      *all = true;
      return true;
    }
    if (il_shape_overlap(il_mods_taken(judge->mods), &from, shape))
      return true;
    il_str whole = il_place_record(&frame->body, stored);
    if (!whole.len || from.kind == IL_SHAPE_RECORD ||
        from.kind == IL_SHAPE_LOCAL || shape->kind == IL_SHAPE_LOCAL)
      return false;
    il_shape object = {.kind = IL_SHAPE_RECORD,
                       .unit = frame->body.unit,
                       .own = IL_NONE,
                       .root = whole};
    return il_shape_overlap(il_mods_taken(judge->mods), &object, shape);
  }
  case IL_K_call: {
    const il_site *site = il_site_at(judge->points, frame->function, record);
    return !site || il_mods_call_write(judge->mods, site, shape);
  }
  case IL_K_asm:
    return shape->kind != IL_SHAPE_LOCAL || shape->escaped;
  default:
    return false;
  }
}

/* ---- stores that reach ---- */

typedef struct il_search {
  il_judge *judge;
  const il_frame *frame;
  il_term place;
  const il_shape *shape;
  il_defs *defs;
  uint32_t *stack;
  bool *seen;
  uint32_t open;
} il_search;

static bool push_def(il_search *search, uint32_t block, uint32_t record,
                     bool all) {
  il_kind kind = il_unit_record(search->frame->body.unit, record)->kind;
  il_def def = {block, record, kind != IL_K_set, all};
  for (size_t i = 0; i < search->defs->list.count; i++)
    if (search->defs->list.items[i].record == record)
      return true;
  return IL_PUSH(search->judge->arena, &search->defs->list, def);
}

/* Looks through a block upwards from before 'record'; goes on above it when
 * nothing replaces the place for certain. */
static bool look_up(il_search *search, uint32_t at, uint32_t record) {
  const il_graph *graph = search->frame->graph;
  const il_block *block = &graph->blocks[at];
  const il_loop *loop = search->frame->loop;
  for (uint32_t r = record; r-- > block->record + 1;) {
    bool all;
    if (!il_record_writes(search->judge, search->frame, r, search->place,
                          search->shape, &all))
      continue;
    if (!push_def(search, at, r, all))
      return false;
    if (all)
      return true;
  }
  if (loop ? at == loop->header : at == 0)
    search->defs->entry = true;
  for (uint32_t p = 0; p < block->pred_count; p++) {
    uint32_t pred = block->preds[p];
    if (!search->seen[pred] && il_frame_has(search->frame, pred)) {
      search->seen[pred] = true;
      search->stack[search->open++] = pred;
    }
  }
  return true;
}

bool il_reach(il_judge *judge, const il_frame *frame, il_term place,
              const il_shape *shape, uint32_t block, uint32_t record,
              il_defs *defs) {
  il_shape prepared = *shape;
  *defs = (il_defs){0};
  if (!prepared.mask)
    il_mods_prepare(judge->mods, &prepared);
  il_search search = {.judge = judge,
                      .frame = frame,
                      .place = place,
                      .shape = shape,
                      .defs = defs,
                      .stack = il_arena_array(judge->arena, frame->graph->count,
                                              sizeof *search.stack),
                      .seen = il_arena_array(judge->arena, frame->graph->count,
                                             sizeof *search.seen)};
  bool fine = search.stack && search.seen && look_up(&search, block, record);
  while (fine && search.open) {
    uint32_t at = search.stack[--search.open];
    fine = look_up(&search, at, frame->graph->blocks[at].last + 1);
  }
  judge->failed |= !fine;
  return fine;
}

/* ---- constants ---- */

static const il_value unknown = {IL_VALUE_UNKNOWN, {0, false}, 0};

static il_value place_value(il_judge *judge, const il_frame *frame,
                            il_term place, uint32_t block, uint32_t record,
                            int depth);

/* 'term' with what is known put in place of each variable: evaluated by
 * building no new term, operator by operator. */
static il_value term_value(il_judge *judge, const il_frame *frame, il_term term,
                           uint32_t block, uint32_t record, int depth) {
  const il_facts *facts = frame->body.unit->facts;
  il_value value = il_eval_constant(facts, term);
  if (value.kind != IL_VALUE_UNKNOWN)
    return value;
  const il_node *node = il_facts_node(facts, term);
  switch (node->op) {
  case IL_T_VAR:
  case IL_T_GLOBAL:
  case IL_T_FIELD:
    return place_value(judge, frame, term, block, record, depth);
  case IL_T_CAST: {
    il_value inner =
        term_value(judge, frame, node->args[0], block, record, depth);
    il_span span = {inner.kind == IL_VALUE_INT, inner.value, inner.value};
    if (!span.known || !node->type.bits)
      return unknown;
    uint32_t bits = node->type.bits;
    uint64_t raw = (uint64_t)inner.value;
    if (bits < 64) {
      raw &= ((uint64_t)1 << bits) - 1;
      if (node->type.is_signed && raw >> (bits - 1))
        raw |= ~(((uint64_t)1 << bits) - 1);
    }
    return (il_value){IL_VALUE_INT, node->type, (int64_t)raw};
  }
  case IL_T_ADD:
  case IL_T_SUB:
  case IL_T_LT:
  case IL_T_LE:
  case IL_T_GT:
  case IL_T_GE:
  case IL_T_EQ:
  case IL_T_NE:
  case IL_T_NOT:
    break;
  default:
    return unknown;
  }
  il_value a = term_value(judge, frame, node->args[0], block, record, depth);
  if (a.kind != IL_VALUE_INT)
    return unknown;
  if (node->op == IL_T_NOT)
    return (il_value){IL_VALUE_INT, {32, true}, !a.value};
  il_value b = term_value(judge, frame, node->args[1], block, record, depth);
  /* Small numbers only: there C's types make no difference. */
  if (b.kind != IL_VALUE_INT || a.value < 0 || b.value < 0 ||
      a.value > INT32_MAX / 2 || b.value > INT32_MAX / 2)
    return unknown;
  int64_t x = a.value, y = b.value, result = 0;
  switch (node->op) {
  case IL_T_ADD:
    result = x + y;
    break;
  case IL_T_SUB:
    if (y > x)
      return unknown;
    result = x - y;
    break;
  case IL_T_LT:
    result = x < y;
    break;
  case IL_T_LE:
    result = x <= y;
    break;
  case IL_T_GT:
    result = x > y;
    break;
  case IL_T_GE:
    result = x >= y;
    break;
  case IL_T_EQ:
    result = x == y;
    break;
  default:
    result = x != y;
    break;
  }
  return (il_value){IL_VALUE_INT, {32, true}, result};
}

/* Whether the value from before the loop can still be there after a turn. */
static bool entry_lasts(il_judge *judge, const il_frame *frame,
                        const il_defs *defs) {
  uint32_t count = frame->graph->count;
  bool *avoid = il_arena_array(judge->arena, count, sizeof *avoid);
  bool *seen = il_arena_array(judge->arena, count, sizeof *seen);
  uint32_t *stack = il_arena_array(judge->arena, count, sizeof *stack);
  if (!avoid || !seen || !stack) {
    judge->failed = true;
    return true;
  }
  for (size_t i = 0; i < defs->list.count; i++)
    avoid[defs->list.items[i].block] = true;
  return il_loop_turns(frame->graph, frame->loop, NULL, 0, avoid, stack, seen);
}

/* Whether a place is in one and the same object throughout the function. */
static bool is_one_object(const il_frame *frame, il_term place) {
  const il_facts *facts = frame->body.unit->facts;
  const il_node *node = il_facts_node(facts, il_place_root(facts, place));
  if (node->op == IL_T_VAR || node->op == IL_T_GLOBAL)
    return !il_place_has_index(facts, place);
  il_term pointer = node->op == IL_T_DEREF ? node->args[0] : 0;
  if (!pointer || il_place_has_index(facts, place) ||
      il_facts_node(facts, pointer)->op != IL_T_VAR)
    return false;
  const il_rec_var *var =
      il_find_var(&frame->body, il_facts_node(facts, pointer));
  uint32_t allowed = var && var->storage == IL_VAR_LOCAL, sets = 0;
  if (!var || (var->flags & (IL_VAR_ESCAPED | IL_VAR_VOLATILE)))
    return false;
  for (uint32_t b = 0; b < frame->graph->count; b++)
    for (uint32_t r = frame->graph->blocks[b].record + 1;
         r < frame->graph->blocks[b].last; r++) {
      const il_record *record = il_unit_record(frame->body.unit, r);
      sets += record->kind == IL_K_set && record->u.set_.place == pointer;
    }
  return sets <= allowed;
}

static il_value place_value(il_judge *judge, const il_frame *frame,
                            il_term place, uint32_t block, uint32_t record,
                            int depth) {
  il_shape shape = il_shape_of(&frame->body, place);
  il_defs defs;
  if (depth > 4 || il_place_is_volatile(frame, place) ||
      !is_one_object(frame, place) ||
      !il_reach(judge, frame, place, &shape, block, record, &defs) ||
      !defs.list.count)
    return unknown;
  if (defs.entry && (!frame->loop || entry_lasts(judge, frame, &defs)))
    return unknown;
  il_value sum = unknown;
  for (size_t i = 0; i < defs.list.count; i++) {
    const il_def *def = &defs.list.items[i];
    if (def->is_call)
      return unknown;
    const il_rec_set *set =
        &il_unit_record(frame->body.unit, def->record)->u.set_;
    if (set->place != place)
      return unknown;
    il_value value = term_value(judge, frame, set->value, def->block,
                                def->record, depth + 1);
    if (value.kind != IL_VALUE_INT || (i && value.value != sum.value))
      return unknown;
    sum = value;
  }
  /* What is kept may be narrower than what is stored. */
  il_span span = il_term_span(&frame->body, place);
  if (!span.known && il_term_int(&frame->body, place).bits == 64)
    span = (il_span){true, 0, INT64_MAX};
  if (!span.known || sum.value < span.low || sum.value > span.high)
    return unknown;
  return sum;
}

il_value il_value_at(il_judge *judge, const il_frame *frame, il_term term,
                     uint32_t block, uint32_t record) {
  return term_value(judge, frame, term, block, record, 0);
}
