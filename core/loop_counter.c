/* loop_counter.c - which tests are of counters, and what steps those. */
#include "loop_counter.h"

enum { PARTS = 16 };

/* Larger steps are no more told apart. */
static const int64_t TOTAL = INT64_MAX / 4;

typedef struct il_stepping {
  il_pace pace;
  int64_t least, most; /* of the step; by how many bits; by what it divides */
} il_stepping;

/* ---- the shape of a test ---- */

static bool is_scalar_place(const il_frame *frame, il_term term) {
  const il_node *node = il_facts_node(frame->body.unit->facts, term);
  if (node->op != IL_T_VAR && node->op != IL_T_GLOBAL &&
      node->op != IL_T_FIELD && node->op != IL_T_DEREF)
    return false;
  for (; node->op == IL_T_FIELD;
       node = il_facts_node(frame->body.unit->facts, node->args[0]))
    ;
  return node->op != IL_T_INDEX && !il_place_is_volatile(frame, term) &&
         il_place_bits(&frame->body, term);
}

/* 'term' as a place plus a constant; 0 when it is nothing of the kind. */
static il_term linear(const il_frame *frame, il_term term, int64_t *offset) {
  const il_facts *facts = frame->body.unit->facts;
  const il_node *node = il_facts_node(facts, term);
  if (is_scalar_place(frame, term)) {
    *offset = 0;
    return term;
  }
  if (node->op == IL_T_CAST) {
    il_term place = linear(frame, node->args[0], offset);
    return place && node->type.bits >= il_place_bits(&frame->body, place)
               ? place
               : 0;
  }
  if (node->op != IL_T_ADD && node->op != IL_T_SUB)
    return 0;
  for (uint8_t i = 0; i < 2; i++) {
    il_value value = il_eval_constant(facts, node->args[1 - i]);
    il_term place = value.kind == IL_VALUE_INT && !(i && node->op == IL_T_SUB)
                        ? linear(frame, node->args[i], offset)
                        : 0;
    if (!place || value.value > INT32_MAX || value.value < -INT32_MAX ||
        *offset > INT32_MAX || *offset < -INT32_MAX)
      continue;
    *offset += node->op == IL_T_ADD ? value.value : -value.value;
    return place;
  }
  return 0;
}

static il_op opposite(il_op op) {
  switch (op) {
  case IL_T_LT:
    return IL_T_GE;
  case IL_T_LE:
    return IL_T_GT;
  case IL_T_GT:
    return IL_T_LE;
  case IL_T_GE:
    return IL_T_LT;
  case IL_T_EQ:
    return IL_T_NE;
  default:
    return IL_T_EQ;
  }
}

static il_op mirrored(il_op op) {
  switch (op) {
  case IL_T_LT:
    return IL_T_GT;
  case IL_T_LE:
    return IL_T_GE;
  case IL_T_GT:
    return IL_T_LT;
  case IL_T_GE:
    return IL_T_LE;
  default:
    return op;
  }
}

typedef struct il_part {
  il_term term;
  bool truth;
} il_part;

/* Tests without '&&' and the like, all of which hold when 'term' has this
 * truth. */
static uint32_t split(const il_facts *facts, il_term term, bool truth,
                      il_part *parts, uint32_t count) {
  const il_node *node = il_facts_node(facts, term);
  if (node->op == IL_T_NOT)
    return split(facts, node->args[0], !truth, parts, count);
  if (node->op == IL_T_CAST) {
    /* The value of a test is 0 or 1 in any type. */
    il_op op = il_facts_node(facts, node->args[0])->op;
    if (op == IL_T_NOT || (op >= IL_T_LT && op <= IL_T_LOR))
      return split(facts, node->args[0], truth, parts, count);
  }
  bool both = (node->op == IL_T_LAND || node->op == IL_T_AND) && truth;
  both |= (node->op == IL_T_LOR || node->op == IL_T_OR) && !truth;
  if (both) {
    count = split(facts, node->args[0], truth, parts, count);
    return split(facts, node->args[1], truth, parts, count);
  }
  /* '(a < b) != 0' */
  if (node->op == IL_T_EQ || node->op == IL_T_NE) {
    const il_node *left = il_facts_node(facts, node->args[0]);
    il_value zero = il_eval_constant(facts, node->args[1]);
    if (zero.kind == IL_VALUE_INT && !zero.value &&
        ((left->op >= IL_T_LT && left->op <= IL_T_LOR) || left->op == IL_T_NOT))
      return split(facts, node->args[0], truth == (node->op == IL_T_NE), parts,
                   count);
  }
  if (count < PARTS)
    parts[count++] = (il_part){term, truth};
  return count;
}

static il_int common(il_int a, il_int b) {
  il_int i32 = {32, true};
  if (!a.bits || !b.bits)
    return (il_int){0, false};
  a = a.bits < 32 ? i32 : a;
  b = b.bits < 32 ? i32 : b;
  if (a.bits != b.bits)
    return a.bits > b.bits ? a : b;
  return (il_int){a.bits, a.is_signed && b.is_signed};
}

static uint32_t counter_of(il_counting *c, il_term place) {
  for (uint32_t i = 0; i < c->counter_count; i++)
    if (c->counters[i].place == place)
      return i;
  if (c->counter_count == IL_COUNTERS)
    return IL_NONE;
  c->counters[c->counter_count].place = place;
  return c->counter_count++;
}

static void add_way(il_counting *c, uint32_t block, uint32_t to, il_part part,
                    bool alone) {
  const il_frame *frame = c->frame;
  const il_facts *facts = frame->body.unit->facts;
  const il_node *node = il_facts_node(facts, part.term);
  bool is_compare = node->op >= IL_T_LT && node->op <= IL_T_NE;
  il_op op = is_compare ? node->op : IL_T_NE;
  if (!part.truth)
    op = opposite(op);
  for (uint8_t side = 0; side < (is_compare ? 2 : 1); side++) {
    il_term tested = is_compare ? node->args[side] : part.term;
    il_term limit = is_compare ? node->args[1 - side] : 0;
    int64_t offset;
    il_term place = linear(frame, tested, &offset);
    if (!place || (limit && il_term_has(facts, limit, place)) ||
        il_eval_constant(facts, tested).kind != IL_VALUE_UNKNOWN)
      continue;
    uint32_t counter = counter_of(c, place);
    if (counter == IL_NONE || c->way_count == IL_WAYS)
      return;
    il_int type = il_term_int(&frame->body, tested);
    c->ways[c->way_count++] = (il_way){
        .block = block,
        .to = to,
        .counter = counter,
        .op = side ? mirrored(op) : op,
        .offset = offset,
        .limit = limit,
        .alone = alone,
        .compared = limit ? common(type, il_term_int(&frame->body, limit))
                          : common(type, type)};
  }
}

static void find_ways(il_counting *c) {
  const il_graph *graph = c->frame->graph;
  const il_loop *loop = c->frame->loop;
  for (uint32_t i = 0; i < loop->member_count; i++) {
    uint32_t at = loop->members[i];
    const il_record *last = il_unit_record(graph->unit, graph->blocks[at].last);
    if (last->kind != IL_K_br || last->u.br_.yes == last->u.br_.no)
      continue;
    for (int truth = 0; truth < 2; truth++) {
      uint32_t to = il_graph_block_numbered(graph, truth ? last->u.br_.yes
                                                         : last->u.br_.no);
      if (to == IL_NONE || !loop->has[to])
        continue;
      il_part parts[PARTS];
      uint32_t count =
          split(graph->unit->facts, last->u.br_.condition, truth, parts, 0);
      for (uint32_t p = 0; p < count; p++)
        add_way(c, at, to, parts[p], count == 1);
    }
  }
}

/* ---- what steps a counter ---- */

/* A constant as a step of so many bits: 4294967295 of 32 bits is -1. */
static int64_t signed_step(int64_t step, uint32_t bits) {
  if (bits >= 64)
    return step;
  uint64_t raw = (uint64_t)step & (((uint64_t)1 << bits) - 1);
  return raw >> (bits - 1) ? (int64_t)(raw | ~(((uint64_t)1 << bits) - 1))
                           : (int64_t)raw;
}

static bool is_place(const il_frame *frame, il_term term, il_term place) {
  int64_t offset;
  return linear(frame, term, &offset) == place && !offset;
}

/* How the value that is stored steps the place; false when it may not, or is
 * not understood. */
static bool stepping_of(const il_frame *frame, il_term place, il_term value,
                        uint32_t bits, il_stepping *step) {
  const il_facts *facts = frame->body.unit->facts;
  const il_node *node = il_facts_node(facts, value);
  while (node->op == IL_T_CAST && node->type.bits >= bits) {
    value = node->args[0];
    node = il_facts_node(facts, value);
  }
  int64_t offset = 0;
  if (linear(frame, value, &offset) == place) {
    offset = signed_step(offset, bits);
    *step = (il_stepping){IL_PACE_ADD, offset, offset};
    return offset != 0;
  }
  if (node->op == IL_T_ADD || node->op == IL_T_SUB) {
    for (uint8_t i = 0; i < 2; i++) {
      if ((i && node->op == IL_T_SUB) ||
          linear(frame, node->args[i], &offset) != place)
        continue;
      il_span span = il_term_span(&frame->body, node->args[1 - i]);
      int64_t half = bits >= 63 ? INT64_MAX / 2 : (int64_t)1 << (bits - 1);
      if (!span.known || span.low <= -half || span.high >= half)
        return false;
      int64_t low = node->op == IL_T_ADD ? span.low : -span.high;
      int64_t high = node->op == IL_T_ADD ? span.high : -span.low;
      *step = (il_stepping){IL_PACE_ADD, low + offset, high + offset};
      return low + offset > 0 || high + offset < 0;
    }
    return false;
  }
  if (node->count != 2)
    return false;
  il_value by = il_eval_constant(facts, node->args[1]);
  bool is_known = by.kind == IL_VALUE_INT;
  switch (node->op) {
  case IL_T_SHL:
  case IL_T_SHR:
    *step = (il_stepping){node->op == IL_T_SHL ? IL_PACE_LEFT : IL_PACE_RIGHT,
                          by.value, by.value};
    return is_known && by.value >= 1 && by.value < 64 &&
           is_place(frame, node->args[0], place);
  case IL_T_DIV:
    /* Each division by 2 or more loses a bit at least. */
    *step = (il_stepping){IL_PACE_RIGHT, 1, 1};
    return is_known && by.value >= 2 && is_place(frame, node->args[0], place);
  case IL_T_AND:
    *step = (il_stepping){IL_PACE_CLEAR, 1, 1};
    for (uint8_t i = 0; i < 2; i++)
      if (is_place(frame, node->args[i], place) &&
          linear(frame, node->args[1 - i], &offset) == place && offset == -1)
        return true;
    return false;
  default:
    return false;
  }
}

/* Whether the object that the place is in stays the same one in the loop. */
static bool is_settled(il_counting *c, il_term place) {
  const il_facts *facts = c->frame->body.unit->facts;
  const il_node *node = il_facts_node(facts, place);
  while (node->op == IL_T_FIELD)
    node = il_facts_node(facts, node->args[0]);
  if (node->op != IL_T_DEREF)
    return true;
  uint32_t header = c->frame->loop->header;
  il_judge_begin(c->judge);
  /* What reaches the end of any block in the loop reaches the header. */
  return il_depends(c->judge, c->frame, node->args[0], header,
                    c->frame->graph->blocks[header].record + 1) == 0;
}

const char *il_counter_name(il_counting *c, const il_counter *counter) {
  const char *name = il_judge_place(c->judge, c->frame, counter->place);
  return name ? name : "?";
}

/* Fills in what the stores in the loop make of the counter. */
static void look_at_counter(il_counting *c, il_counter *counter) {
  const il_frame *frame = c->frame;
  const il_graph *graph = frame->graph;
  il_shape shape = il_shape_of(&frame->body, counter->place);
  il_mods_prepare(c->judge->mods, &shape);
  il_int type = il_term_int(&frame->body, counter->place);
  counter->bits = il_place_bits(&frame->body, counter->place);
  counter->is_pointer = il_term_is_pointer(&frame->body, counter->place);
  counter->is_signed = type.is_signed && counter->bits == type.bits;
  const char *name = il_counter_name(c, counter);
  if (!is_settled(c, counter->place)) {
    counter->lacks = il_judge_text(
        c->judge, "'%s' is not the same object on every turn", name);
    return;
  }
  bool up = false, down = false, mixed = false;
  for (uint32_t m = 0; m < frame->loop->member_count; m++) {
    const il_block *block = &graph->blocks[frame->loop->members[m]];
    for (uint32_t r = block->record + 1; r <= block->last; r++) {
      bool all;
      il_stepping step;
      if (!il_record_writes(c->judge, frame, r, counter->place, &shape, &all))
        continue;
      const il_record *record = il_unit_record(graph->unit, r);
      if (record->kind == IL_K_call) {
        counter->lacks = il_judge_text(c->judge, "a call may write '%s'", name);
        return;
      }
      if (record->kind != IL_K_set || record->u.set_.place != counter->place ||
          !stepping_of(frame, counter->place, record->u.set_.value,
                       counter->bits, &step)) {
        counter->lacks = il_judge_text(
            c->judge, "'%s' is set to something else in the loop", name);
        return;
      }
      if (counter->set_count == IL_COUNTER_SETS) {
        counter->lacks =
            il_judge_text(c->judge, "'%s' is stepped in too many places", name);
        return;
      }
      int64_t size = step.least < 0 ? -step.most : step.least;
      int64_t most = step.least < 0 ? -step.least : step.most;
      mixed |= counter->set_count && counter->pace != step.pace;
      up |= step.pace == IL_PACE_ADD && step.least > 0;
      down |= step.pace == IL_PACE_ADD && step.least < 0;
      counter->pace = step.pace;
      if (!counter->set_count || size < counter->least)
        counter->least = size;
      counter->total =
          most > TOTAL - counter->total ? TOTAL : counter->total + most;
      counter->sets[counter->set_count] = r;
      counter->blocks[counter->set_count++] = frame->loop->members[m];
    }
  }
  if (!counter->set_count)
    counter->lacks =
        il_judge_text(c->judge, "'%s' is not stepped in the loop", name);
  else if (mixed || (up && down))
    counter->lacks =
        il_judge_text(c->judge, "'%s' is stepped in both directions", name);
  counter->down = down;
  counter->good = !counter->lacks;
}

void il_counting_find(il_counting *c) {
  find_ways(c);
  for (uint32_t i = 0; i < c->counter_count; i++)
    look_at_counter(c, &c->counters[i]);
}
