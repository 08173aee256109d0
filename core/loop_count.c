/* loop_count.c - counters: what limits them, what they bound.
 *
 * A test of a counter has a way on that can be taken only so often.  The loop
 * is bounded when no turn avoids all of these ways. */
#include "loop_counter.h"

/* ---- ways through the loop ---- */

static bool is_cut(const uint32_t *const *cuts, uint32_t count, uint32_t from,
                   uint32_t to) {
  for (uint32_t i = 0; i < count; i++)
    if (cuts[i][from] == to)
      return true;
  return false;
}

bool il_loop_turns(const il_graph *graph, const il_loop *loop,
                   const uint32_t *const *cuts, uint32_t cut_count,
                   const bool *avoid, uint32_t *stack, bool *seen) {
  uint32_t open = 0;
  for (uint32_t i = 0; i < graph->count; i++)
    seen[i] = false;
  if (avoid && avoid[loop->header])
    return false;
  stack[open++] = loop->header;
  while (open) {
    uint32_t at = stack[--open];
    for (uint32_t s = 0; s < graph->blocks[at].succ_count; s++) {
      uint32_t to = graph->blocks[at].succs[s];
      if (!loop->has[to] || is_cut(cuts, cut_count, at, to))
        continue;
      if (to == loop->header)
        return true;
      if (seen[to] || (avoid && avoid[to]))
        continue;
      seen[to] = true;
      stack[open++] = to;
    }
  }
  return false;
}

static bool steps_in(const il_counter *counter, uint32_t block) {
  for (uint32_t i = 0; i < counter->set_count; i++)
    if (counter->blocks[i] == block)
      return true;
  return false;
}

/* Whether one can go on from 'from' and come to the end of 'goal' without a
 * step of the counter (or, with 'ways', without a test of it). */
static bool comes_without(il_counting *c, uint32_t from, uint32_t goal,
                          const il_counter *counter, bool ways) {
  const il_graph *graph = c->frame->graph;
  uint32_t open = 0;
  for (uint32_t i = 0; i < graph->count; i++)
    c->seen[i] = false;
  c->stack[open++] = from;
  c->seen[from] = true;
  while (open) {
    uint32_t at = c->stack[--open];
    if (!ways && steps_in(counter, at))
      continue;
    if (at == goal)
      return true;
    for (uint32_t s = 0; s < graph->blocks[at].succ_count; s++) {
      uint32_t to = graph->blocks[at].succs[s];
      if (!c->frame->loop->has[to] || c->seen[to])
        continue;
      bool tested = false;
      for (uint32_t w = 0; ways && w < c->way_count; w++)
        tested |= &c->counters[c->ways[w].counter] == counter &&
                  c->ways[w].block == at && c->ways[w].to == to;
      if (tested)
        continue;
      c->seen[to] = true;
      c->stack[open++] = to;
    }
  }
  return false;
}

/* Whether a step can be made twice with no test between. */
static bool steps_twice(il_counting *c, const il_counter *counter) {
  const il_graph *graph = c->frame->graph;
  for (uint32_t i = 0; i < counter->set_count; i++) {
    uint32_t at = counter->blocks[i];
    for (uint32_t s = 0; s < graph->blocks[at].succ_count; s++) {
      uint32_t to = graph->blocks[at].succs[s];
      bool tested = false;
      for (uint32_t w = 0; w < c->way_count; w++)
        tested |= &c->counters[c->ways[w].counter] == counter &&
                  c->ways[w].block == at && c->ways[w].to == to;
      if (!tested && c->frame->loop->has[to] &&
          comes_without(c, to, at, counter, true))
        return true;
    }
  }
  return false;
}

/* ---- what a limit allows ---- */

/* Beyond it a start counts as not known, so that sums stay in range. */
static const int64_t HUGE_START = (int64_t)1 << 40;

/* The value of a place when the loop is entered, if it is one constant. */
static bool value_before(il_counting *c, il_term place, int64_t *value) {
  const il_graph *graph = c->frame->graph;
  il_frame whole = *c->frame;
  uint32_t header = c->frame->loop->header;
  bool found = false;
  whole.loop = NULL;
  for (uint32_t p = 0; p < graph->blocks[header].pred_count; p++) {
    uint32_t pred = graph->blocks[header].preds[p];
    if (c->frame->loop->has[pred])
      continue;
    il_value v =
        il_value_at(c->judge, &whole, place, pred, graph->blocks[pred].last);
    if (v.kind != IL_VALUE_INT || (found && v.value != *value))
      return false;
    *value = v.value;
    found = true;
  }
  return found;
}

/* Whether the first test on a way comes before a step. */
static bool tests_first(il_counting *c, const il_counter *counter,
                        const il_way *way) {
  return comes_without(c, c->frame->loop->header, way->block, counter, false);
}

typedef struct il_goal {
  bool fixed; /* it does not change in the loop */
  bool known; /* 'value' is it; when not fixed, the extreme one */
  int64_t value;
  il_span span;
} il_goal;

static il_goal limit_of(il_counting *c, const il_way *way, bool down) {
  const il_frame *frame = c->frame;
  il_goal limit = {.fixed = true, .known = true, .span = {true, 0, 0}};
  if (!way->limit)
    return limit;
  limit.span = il_term_span(&frame->body, way->limit);
  il_value value = il_eval_constant(frame->body.unit->facts, way->limit);
  if (value.kind == IL_VALUE_INT &&
      (value.type.is_signed || value.type.bits < 64 || value.value >= 0)) {
    limit.value = value.value;
    limit.span = (il_span){true, value.value, value.value};
    return limit;
  }
  limit.known = false;
  il_judge_begin(c->judge);
  unsigned on = il_depends(c->judge, frame, way->limit, way->block,
                           frame->graph->blocks[way->block].last);
  limit.fixed = !on;
  if (limit.fixed) {
    il_int type = il_term_int(&frame->body, way->limit);
    int64_t before;
    const il_node *node = il_facts_node(frame->body.unit->facts, way->limit);
    if ((node->op == IL_T_VAR || node->op == IL_T_CAST) && type.bits &&
        value_before(c, way->limit, &before)) {
      limit.known = true;
      limit.value = before;
      limit.span = (il_span){true, before, before};
    }
    return limit;
  }
  /* It changes, but not beyond what its term allows. */
  il_int type = il_term_int(&frame->body, way->limit);
  int64_t full = type.bits >= 63  ? INT64_MAX
                 : type.is_signed ? ((int64_t)1 << (type.bits - 1)) - 1
                                  : ((int64_t)1 << type.bits) - 1;
  if (limit.span.known && type.bits && !down && limit.span.high < full) {
    limit.known = true;
    limit.value = limit.span.high;
  }
  return limit;
}

static uint64_t times_between(int64_t from, int64_t to, int64_t step) {
  /* Values from 'from' up to 'to', one each 'step'. */
  return from > to ? 0 : ((uint64_t)to - (uint64_t)from) / (uint64_t)step + 1;
}

/* n >>= 1 and the like: it runs out of bits. */
static void judge_shift(il_counting *c, const il_counter *counter, il_way *way,
                        const il_goal *limit, bool twice) {
  int64_t value;
  bool known = value_before(c, counter->place, &value);
  uint64_t cap =
      (counter->bits + (uint64_t)counter->least - 1) / (uint64_t)counter->least;
  bool zero = limit->known && limit->fixed && !limit->value && !way->offset;
  bool falls = counter->pace != IL_PACE_LEFT;
  bool positive = !counter->is_signed || (known && value >= 0);
  if (zero && way->op == IL_T_NE &&
      (positive || counter->pace == IL_PACE_CLEAR || !falls)) {
    way->finite = true;
  } else if (falls && counter->pace != IL_PACE_CLEAR && positive &&
             limit->fixed && limit->known && limit->value >= 0 &&
             way->op == IL_T_GT && !way->offset) {
    way->finite = true;
  } else if (counter->pace == IL_PACE_LEFT && known && value > 0 &&
             limit->known && limit->fixed &&
             (way->op == IL_T_LT || way->op == IL_T_LE) && !way->offset &&
             limit->value >= 0 && counter->set_count == 1 && !twice) {
    /* It must pass the limit before its bits run out. */
    int64_t top =
        counter->bits >= 63
            ? INT64_MAX
            : (int64_t)(((uint64_t)1 << (counter->bits - counter->is_signed)) -
                        1);
    int64_t end = limit->value - (way->op == IL_T_LT);
    bool stepped = tests_first(c, counter, way);
    while (!stepped || value <= end) {
      if (value > top >> counter->least) {
        way->lacks =
            il_judge_text(c->judge, "'%s' may run out of bits before its limit",
                          il_counter_name(c, counter));
        return;
      }
      way->times += stepped;
      stepped = true;
      value <<= counter->least;
    }
    way->finite = true;
    way->kind = IL_LOOP_CONSTANT;
    return;
  } else {
    way->lacks = il_judge_text(c->judge, "the limit of '%s' is not understood",
                               il_counter_name(c, counter));
    return;
  }
  way->kind = IL_LOOP_CAPPED;
  way->times = cap;
}

/* The least and largest value of the counter plus offset, as it is compared. */
static il_span room_of(const il_counter *counter, const il_way *way,
                       bool same_width) {
  bool is_signed = same_width ? way->compared.is_signed : counter->is_signed;
  uint32_t bits = counter->bits;
  il_span room = {true, 0, INT64_MAX};
  if (bits < 64 || is_signed) {
    int64_t high = bits - is_signed >= 63
                       ? INT64_MAX
                       : (int64_t)(((uint64_t)1 << (bits - is_signed)) - 1);
    room = (il_span){true, is_signed ? -high - 1 : 0, high};
  }
  if (!same_width) {
    /* Below 0 it is compared as a large number. */
    if (!way->compared.is_signed && room.low < 0)
      room.low = 0;
    /* What 'n++' gives goes round in the width of 'n', what 'n - 1' gives does
     * not, and both look the same: what both can be is left. */
    if (way->offset > 0)
      room.low += way->offset;
    else
      room.high += way->offset;
  }
  return room;
}

/* A counter that is stepped until it is equal to its limit. */
static void judge_equal(il_counting *c, const il_counter *counter, il_way *way,
                        const il_goal *limit, bool same_width, bool twice) {
  const char *name = il_counter_name(c, counter);
  if (!limit->fixed) {
    way->lacks = il_judge_text(c->judge, "the limit of '%s' changes", name);
    return;
  }
  if (counter->is_pointer) {
    way->finite = true;
    way->kind = IL_LOOP_INVARIANT;
    return;
  }
  if (counter->set_count != 1 || twice || counter->total != counter->least) {
    way->lacks = il_judge_text(
        c->judge, "'%s' may step over the value it is compared with", name);
    return;
  }
  il_span room = room_of(counter, way, same_width);
  if (!same_width && way->offset > 0)
    room.low -= way->offset;
  if (limit->known && (limit->value < room.low || limit->value > room.high)) {
    way->never = way->alone && (same_width || !way->offset);
    way->lacks =
        il_judge_text(c->judge, "'%s' is never equal to its limit", name);
    return;
  }
  int64_t start;
  if (limit->known && value_before(c, counter->place, &start) && start >= 0 &&
      start <= HUGE_START && limit->value >= 0) {
    int64_t first = start + way->offset;
    if (!tests_first(c, counter, way))
      first += counter->down ? -counter->least : counter->least;
    int64_t distance =
        counter->down ? first - limit->value : limit->value - first;
    if (distance >= 0 && distance % counter->least == 0) {
      way->finite = true;
      way->kind = IL_LOOP_CONSTANT;
      way->times = (uint64_t)(distance / counter->least);
      return;
    }
  }
  if (counter->least == 1 && (same_width || limit->known)) {
    way->finite = true;
    way->kind = IL_LOOP_INVARIANT;
    return;
  }
  way->lacks = il_judge_text(
      c->judge, "'%s' may step over the value it is compared with", name);
}

/* A counter that goes towards its limit and past it.  Downwards all values are
 * looked at with the other sign. */
static void judge_order(il_counting *c, const il_counter *counter, il_way *way,
                        const il_goal *limit, bool same_width, bool twice) {
  const char *name = il_counter_name(c, counter);
  bool closed = way->op == IL_T_LE || way->op == IL_T_GE;
  if (counter->is_pointer) {
    way->finite = limit->fixed;
    way->kind = IL_LOOP_INVARIANT;
    if (!limit->fixed)
      way->lacks = il_judge_text(c->judge, "the limit of '%s' changes", name);
    return;
  }
  if (!way->compared.bits) {
    way->lacks = il_judge_text(
        c->judge, "the type of the limit of '%s' is not known", name);
    return;
  }
  if (twice) {
    way->lacks = il_judge_text(
        c->judge, "'%s' may step more than once between its tests", name);
    return;
  }
  if (limit->known &&
      (limit->value > INT64_MAX / 2 || limit->value < INT64_MIN / 2)) {
    way->lacks =
        il_judge_text(c->judge, "the limit of '%s' is too large", name);
    return;
  }
  il_span room = room_of(counter, way, same_width);
  int64_t top = !counter->down          ? room.high
                : room.low == INT64_MIN ? INT64_MAX
                                        : -room.low;
  int64_t total = counter->total;
  if (!limit->known) {
    if (!limit->fixed) {
      way->lacks = il_judge_text(c->judge, "the limit of '%s' changes", name);
      return;
    }
    /* Its size is not known: it must be reached before the counter wraps. */
    il_span span = limit->span;
    span.known &= span.low > INT64_MIN;
    int64_t high = !counter->down ? span.high : span.known ? -span.low : 0;
    bool below = span.known && high <= top - (closed ? total : total - 1);
    if (below || (same_width && !closed && total == 1)) {
      way->finite = true;
      way->kind = IL_LOOP_INVARIANT;
    } else {
      way->lacks = il_judge_text(
          c->judge,
          same_width ? "'%s' may wrap around before it passes its limit"
                     : "'%s' may be too narrow for its limit",
          name);
    }
    return;
  }
  int64_t value = counter->down ? -limit->value : limit->value;
  int64_t last = closed ? value : value - 1; /* largest that goes on */
  if (last >= top) {
    way->never = limit->fixed && way->alone && (same_width || !way->offset);
    way->lacks = il_judge_text(
        c->judge,
        way->never ? "'%s' cannot pass its limit"
                   : "it is not known whether '%s' can pass its limit",
        name);
    return;
  }
  int64_t start;
  bool known = value_before(c, counter->place, &start) && start > -HUGE_START &&
               start <= HUGE_START;
  int64_t first = 0;
  if (known) {
    first = counter->down ? -(start + way->offset) : start + way->offset;
    if (!tests_first(c, counter, way))
      first += counter->least;
    /* An offset below 0 wraps around. */
    known = !(same_width && !way->compared.is_signed && way->offset &&
              start + way->offset < 0 && tests_first(c, counter, way));
  }
  if (last > top - total) {
    /* Only the very steps it makes tell whether it wraps. */
    bool exact = known && counter->set_count == 1 &&
                 counter->total == counter->least && first <= last;
    int64_t at =
        exact ? first +
                    (int64_t)((times_between(first, last, counter->least) - 1) *
                              (uint64_t)counter->least)
              : 0;
    if (!exact || at > top - counter->least) {
      way->lacks = il_judge_text(
          c->judge, "'%s' may wrap around before it passes its limit", name);
      return;
    }
  }
  way->finite = true;
  if (!known) {
    way->kind = limit->fixed ? IL_LOOP_INVARIANT : IL_LOOP_CAPPED;
    int64_t bottom = counter->down ? -room.high : room.low;
    if (!limit->fixed)
      way->times = times_between(bottom, last, counter->least);
    return;
  }
  way->kind = limit->fixed ? IL_LOOP_CONSTANT : IL_LOOP_CAPPED;
  way->times = times_between(first, last, counter->least);
}

static void judge_way(il_counting *c, il_way *way) {
  const il_counter *counter = &c->counters[way->counter];
  const char *name = il_counter_name(c, counter);
  if (!counter->good) {
    way->lacks = counter->lacks;
    return;
  }
  bool rises = way->op == IL_T_LT || way->op == IL_T_LE;
  bool falls = way->op == IL_T_GT || way->op == IL_T_GE;
  if (way->op == IL_T_EQ ||
      (counter->pace == IL_PACE_ADD && (counter->down ? rises : falls))) {
    way->lacks =
        il_judge_text(c->judge, "'%s' is stepped away from its limit", name);
    return;
  }
  if (!steps_in(counter, way->block) &&
      comes_without(c, way->to, way->block, counter, false)) {
    way->lacks =
        il_judge_text(c->judge, "'%s' is not stepped on every turn", name);
    return;
  }
  il_goal limit = limit_of(c, way, counter->down);
  bool same_width = way->compared.bits == counter->bits;
  bool twice = steps_twice(c, counter);
  if (counter->pace != IL_PACE_ADD)
    judge_shift(c, counter, way, &limit, twice);
  else if (way->op == IL_T_NE)
    judge_equal(c, counter, way, &limit, same_width, twice);
  else
    judge_order(c, counter, way, &limit, same_width, twice);
}

/* ---- the loop ---- */

/* Whether something of the body runs in a turn before the way is decided: then
 * it runs once more than the way is taken. */
static bool body_before(il_counting *c, const il_way *way) {
  const il_frame *frame = c->frame;
  const il_graph *graph = frame->graph;
  const il_loop *loop = frame->loop;
  const il_counter *counter = &c->counters[way->counter];
  uint32_t at = loop->header, out = IL_NONE;
  for (uint32_t i = 0; i <= loop->member_count; i++) {
    const il_block *block = &graph->blocks[at];
    if (il_unit_record(graph->unit, block->last)->kind != IL_K_br)
      return true;
    /* The conditions of one keyword lead out to one place; a 'break' has a
     * place of its own. */
    for (uint32_t s = 0; s < block->succ_count; s++)
      if (!loop->has[block->succs[s]]) {
        if (out != IL_NONE && out != block->succs[s])
          return true;
        out = block->succs[s];
      }
    il_term condition = il_block_condition(graph, at);
    for (uint32_t r = block->record + 1; r < block->last; r++) {
      const il_record *record = il_unit_record(graph->unit, r);
      if (record->kind == IL_K_set && steps_in(counter, at) &&
          record->u.set_.place == counter->place)
        continue;
      if (record->kind == IL_K_call) {
        il_node node = {.op = IL_T_RESULT, .value = record->u.call_.result};
        bool used = false;
        /* Terms of finished facts cannot be made: look for it instead. */
        il_term open[IL_TERM_NODES];
        uint32_t count = 0;
        open[count++] = condition;
        while (count) {
          const il_node *n = il_facts_node(graph->unit->facts, open[--count]);
          used |= n->op == node.op && n->value == node.value;
          for (uint8_t a = 0; a < n->count && count < IL_TERM_NODES; a++)
            open[count++] = n->args[a];
        }
        if (used)
          continue;
      }
      if (record->kind != IL_K_mark)
        return true;
    }
    if (at == way->block)
      return false;
    /* On to the next condition of a chain. */
    uint32_t inside = IL_NONE, ways = 0;
    for (uint32_t s = 0; s < block->succ_count; s++)
      if (loop->has[block->succs[s]]) {
        inside = block->succs[s];
        ways++;
      }
    if (ways != 1 || block->succ_count < 2 || inside == loop->header)
      return true;
    at = inside;
  }
  return true;
}

static const char *bound_text(il_counting *c, const il_counter *counter) {
  return il_judge_text(c->judge, "'%s' is counted",
                       il_counter_name(c, counter));
}

/* Whether 'a' says more than 'b'. */
static bool is_better(il_loop_kind a, uint64_t turns, const il_count *b) {
  static const int rank[] = {0, 3, 2, 1, 0, 0, 0, 0};
  if (rank[a] != rank[b->kind])
    return rank[a] > rank[b->kind];
  return a != IL_LOOP_INVARIANT && turns < b->turns;
}

static uint64_t add_turns(uint64_t a, uint64_t b) {
  return a > UINT64_MAX - b ? UINT64_MAX : a + b;
}

/* The bound that the ways of one counter give, or of all with 'which'
 * IL_NONE. */
static void bound(il_counting *c, uint32_t which, uint32_t *cut,
                  uint32_t *second, il_count *count) {
  const il_graph *graph = c->frame->graph;
  il_loop_kind kind = IL_LOOP_CONSTANT;
  uint64_t most = 0, sum = 0;
  uint32_t used = 0, one = IL_NONE;
  bool more = false;
  for (uint32_t i = 0; i < graph->count; i++)
    cut[i] = second[i] = IL_NONE;
  for (uint32_t w = 0; w < c->way_count; w++) {
    const il_way *way = &c->ways[w];
    if (!way->finite || (which != IL_NONE && way->counter != which))
      continue;
    uint32_t *to =
        cut[way->block] == IL_NONE || cut[way->block] == way->to ? cut : second;
    to[way->block] = way->to;
    used++;
    one = w;
    if (way->kind != IL_LOOP_CONSTANT && kind != IL_LOOP_INVARIANT)
      kind = way->kind;
    if (way->times > most)
      most = way->times;
    sum = add_turns(sum, way->times);
    more |= body_before(c, way);
  }
  const uint32_t *cuts[] = {cut, second};
  if (!used ||
      il_loop_turns(graph, c->frame->loop, cuts, 2, NULL, c->stack, c->seen))
    return;
  uint64_t turns = sum;
  if (which != IL_NONE && used > 1) {
    /* Each turn steps the counter, so the furthest limit counts alone. */
    bool *avoid = il_arena_array(c->judge->arena, graph->count, sizeof *avoid);
    if (!avoid) {
      c->judge->failed = true;
      return;
    }
    for (uint32_t i = 0; i < c->counters[which].set_count; i++)
      avoid[c->counters[which].blocks[i]] = true;
    if (!il_loop_turns(graph, c->frame->loop, NULL, 0, avoid, c->stack,
                       c->seen))
      turns = most;
  }
  turns = kind == IL_LOOP_INVARIANT ? 0 : add_turns(turns, more);
  if (!is_better(kind, turns, count))
    return;
  count->kind = kind;
  count->turns = turns;
  count->why = bound_text(c, &c->counters[c->ways[one].counter]);
}

static void add_cut(il_count *count, const il_way *way) {
  uint32_t *const *cuts = count->cuts;
  uint32_t first = cuts[0][way->block];
  count->finite[way->block] = true;
  cuts[first != IL_NONE && first != way->to][way->block] = way->to;
}

static bool is_local(const il_counting *c, il_term place) {
  return il_facts_node(c->frame->body.unit->facts, place)->op == IL_T_VAR;
}

/* The local counters that begin and end at constants. */
static bool find_steady(il_counting *c, il_count *count) {
  il_term *steady =
      il_arena_array(c->judge->arena, c->counter_count, sizeof *steady);
  if (!steady)
    return false;
  count->steady = steady;
  for (uint32_t i = 0; i < c->counter_count; i++) {
    bool found = false;
    for (uint32_t w = 0; w < c->way_count; w++)
      found |= c->ways[w].counter == i && c->ways[w].finite &&
               c->ways[w].kind == IL_LOOP_CONSTANT;
    if (found && is_local(c, c->counters[i].place))
      steady[count->steady_count++] = c->counters[i].place;
  }
  return true;
}

bool il_loop_count(il_judge *judge, const il_frame *frame, il_count *count) {
  const il_graph *graph = frame->graph;
  il_counting *c = il_arena_alloc(judge->arena, sizeof *c);
  *count = (il_count){0};
  count->finite =
      il_arena_array(judge->arena, graph->count, sizeof *count->finite);
  count->lacks =
      il_arena_array(judge->arena, graph->count, sizeof *count->lacks);
  count->never =
      il_arena_array(judge->arena, graph->count, sizeof *count->never);
  uint32_t *cut = il_arena_array(judge->arena, graph->count, sizeof *cut);
  uint32_t *second = il_arena_array(judge->arena, graph->count, sizeof *second);
  for (int i = 0; i < 2; i++) {
    count->cuts[i] =
        il_arena_array(judge->arena, graph->count, sizeof **count->cuts);
    for (uint32_t b = 0; count->cuts[i] && b < graph->count; b++)
      count->cuts[i][b] = IL_NONE;
  }
  if (!c || !count->cuts[0] || !count->cuts[1] || !count->finite ||
      !count->lacks || !count->never || !cut || !second)
    return false;
  c->judge = judge;
  c->frame = frame;
  c->stack = il_arena_array(judge->arena, graph->count, sizeof *c->stack);
  c->seen = il_arena_array(judge->arena, graph->count, sizeof *c->seen);
  if (!c->stack || !c->seen)
    return false;
  il_counting_find(c);
  for (uint32_t w = 0; w < c->way_count; w++) {
    il_way *way = &c->ways[w];
    judge_way(c, way);
    if (way->finite)
      add_cut(count, way);
    else if (way->lacks && !count->lacks[way->block])
      count->lacks[way->block] = way->lacks;
    count->never[way->block] |= way->never;
  }
  for (uint32_t i = 0; i < c->counter_count; i++)
    bound(c, i, cut, second, count);
  if (!count->kind)
    bound(c, IL_NONE, cut, second, count);
  return find_steady(c, count) && !judge->failed;
}
