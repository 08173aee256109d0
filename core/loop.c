/* loop.c - verdicts: what bounds a loop, or what its exits hang on. */
#include "loop_internal.h"

#include "flow.h"

#include <stdarg.h>
#include <stdio.h>

const char *il_loop_kind_name(il_loop_kind kind) {
  static const char *const names[] = {"undecided", "constant", "capped",
                                      "invariant", "call",     "data",
                                      "device",    "none"};
  return (size_t)kind < sizeof names / sizeof *names ? names[kind] : "?";
}

/* ---- what all parts use ---- */

const il_graph *il_judge_graph(il_judge *judge, uint32_t function) {
  const il_graph *graph = il_graphs_of(judge->graphs, function);
  judge->failed |= !graph;
  return graph;
}

const char *il_judge_text(il_judge *judge, const char *format, ...) {
  char text[512];
  va_list args;
  va_start(args, format);
  int length = vsnprintf(text, sizeof text, format, args);
  va_end(args);
  if (length < 0)
    length = 0;
  if ((size_t)length >= sizeof text)
    length = sizeof text - 1;
  il_str copy = il_arena_copy(judge->arena, (il_str){text, (size_t)length});
  judge->failed |= !copy.ptr;
  return copy.ptr;
}

static void add_place(il_buf *buf, const il_frame *frame, il_term place) {
  const il_facts *facts = frame->body.unit->facts;
  const il_node *node = il_facts_node(facts, place);
  switch (node->op) {
  case IL_T_VAR:
  case IL_T_GLOBAL: {
    const il_rec_var *var = il_find_var(&frame->body, node);
    il_buf_add(buf, var ? var->name : node->name);
    return;
  }
  case IL_T_FIELD: {
    il_str record = il_record_display(node->record);
    il_buf_add(buf, record);
    if (record.len)
      il_buf_byte(buf, '.');
    il_buf_add(buf, node->name);
    return;
  }
  case IL_T_DEREF:
    il_buf_byte(buf, '*');
    add_place(buf, frame, node->args[0]);
    return;
  case IL_T_INDEX:
    add_place(buf, frame, node->args[0]);
    il_buf_text(buf, "[]");
    return;
  case IL_T_CAST:
  case IL_T_ADD:
  case IL_T_SUB:
  case IL_T_ADDR:
    add_place(buf, frame, node->args[0]);
    return;
  default:
    il_buf_byte(buf, '?');
  }
}

const char *il_judge_place(il_judge *judge, const il_frame *frame,
                           il_term place) {
  il_buf buf = {0};
  add_place(&buf, frame, place);
  il_str copy = buf.failed ? (il_str){NULL, 0}
                           : il_arena_copy(judge->arena, il_buf_str(&buf));
  il_buf_free(&buf);
  judge->failed |= !copy.ptr;
  return copy.ptr;
}

bool il_verdict_keep(il_judge *judge, il_loop_verdict *verdict) {
  il_loop_exit *exits =
      il_arena_array(judge->keep, verdict->exit_count, sizeof *exits);
  if (!exits)
    return false;
  for (uint32_t i = 0; i < verdict->exit_count; i++) {
    exits[i] = verdict->exits[i];
    exits[i].text =
        il_arena_copy(judge->keep, il_str_of(verdict->exits[i].text)).ptr;
    if (!exits[i].text)
      return false;
  }
  verdict->exits = exits;
  if (verdict->why)
    verdict->why = il_arena_copy(judge->keep, il_str_of(verdict->why)).ptr;
  return verdict->why != NULL;
}

/* ---- exits ---- */

typedef struct il_verdict_builder {
  il_judge *judge;
  const il_frame *frame;
  il_count count;
  IL_LIST(il_loop_exit) exits;
  uint32_t kinds[IL_EXIT_DEVICE + 1];
  bool *behind; /* by place of a block: the device alone decides whether a turn
                   comes to it */
  bool aside;   /* some turn passes none of them */
  const char *undecided, *call, *data, *device;
} il_builder;

static il_at at_of_test(const il_graph *graph, uint32_t block) {
  const il_record *last =
      il_unit_record(graph->unit, graph->blocks[block].last);
  return last->kind == IL_K_br   ? last->u.br_.at
         : last->kind == IL_K_sw ? last->u.sw_.at
                                 : (il_at){0};
}

/* Whether the test comes out the same way on every turn but perhaps the first:
 * 0 unknown, 1 the loop goes on, 2 it is left. */
static int outcome(il_builder *b, uint32_t block, il_term condition) {
  const il_graph *graph = b->frame->graph;
  uint32_t last = graph->blocks[block].last;
  const il_record *record = il_unit_record(graph->unit, last);
  if (record->kind != IL_K_br)
    return 0;
  il_value value = il_value_at(b->judge, b->frame, condition, block, last);
  il_truth truth = il_value_truth(value);
  if (truth == IL_MAYBE)
    return 0;
  uint32_t to = il_graph_block_numbered(
      graph, truth == IL_TRUE ? record->u.br_.yes : record->u.br_.no);
  return to != IL_NONE && il_frame_has(b->frame, to) ? 1 : 2;
}

static const char *exit_text(il_builder *b, il_exit_kind kind, bool guarded) {
  il_judge *judge = b->judge;
  switch (kind) {
  case IL_EXIT_DEVICE:
    return il_judge_text(judge,
                         guarded
                             ? "this exit is only reached behind a test of %s"
                             : "this exit depends on %s",
                         judge->device ? judge->device : "the device");
  case IL_EXIT_DATA:
    return il_judge_text(judge,
                         "this exit depends on '%s', memory that the "
                         "loop walks through",
                         judge->memory ? judge->memory : "?");
  case IL_EXIT_CALL:
    return il_judge_text(judge, "this exit depends on %s",
                         judge->call ? judge->call : "a call");
  default:
    return judge->unknown;
  }
}

static bool add_exit(il_builder *b, uint32_t block, il_exit_kind kind,
                     const char *text) {
  il_loop_exit exit = {at_of_test(b->frame->graph, block), text};
  const char **first = kind == IL_EXIT_DEVICE ? &b->device
                       : kind == IL_EXIT_DATA ? &b->data
                       : kind == IL_EXIT_CALL ? &b->call
                                              : &b->undecided;
  b->kinds[kind]++;
  if (!*first && kind != IL_EXIT_FIXED && kind != IL_EXIT_COUNT)
    *first = text;
  return text && IL_PUSH(b->judge->arena, &b->exits, exit);
}

/* What lets a turn pass by a test. */
static il_exit_kind judge_reach(il_builder *b, uint32_t block) {
  il_judge_begin(b->judge);
  unsigned on = il_depends_reach(b->judge, b->frame, block);
  return on & (IL_ON_RING | IL_ON_FIRST | IL_ON_SELF) ? IL_EXIT_UNDECIDED
                                                      : il_exit_of(on);
}

/* A test that counts but does not bound the loop. */
static bool judge_guarded(il_builder *b, uint32_t block) {
  il_exit_kind kind = judge_reach(b, block);
  if (kind == IL_EXIT_FIXED)
    return add_exit(b, block, IL_EXIT_COUNT,
                    "this exit counts, but a turn need not pass it");
  if (kind == IL_EXIT_CALL || kind == IL_EXIT_UNDECIDED)
    return add_exit(b, block, IL_EXIT_UNDECIDED,
                    "it is not known how often a turn passes the test that "
                    "counts");
  return add_exit(b, block, kind, exit_text(b, kind, true));
}

static bool judge_exit(il_builder *b, uint32_t block) {
  const il_graph *graph = b->frame->graph;
  il_term condition = il_block_condition(graph, block);
  if (b->count.finite[block])
    return judge_guarded(b, block);
  if (b->count.never[block])
    return add_exit(b, block, IL_EXIT_FIXED,
                    il_judge_text(b->judge, "this exit is never taken: %s",
                                  b->count.lacks[block]));
  int known = outcome(b, block, condition);
  if (known == 1)
    return add_exit(b, block, IL_EXIT_FIXED, "this exit is never taken");
  if (known == 2)
    return add_exit(b, block, IL_EXIT_UNDECIDED,
                    "the loop may be left on the first turn");
  il_judge_begin(b->judge);
  unsigned on = il_depends(b->judge, b->frame, condition, block,
                           graph->blocks[block].last);
  on |= il_depends_reach(b->judge, b->frame, block);
  il_exit_kind kind = il_exit_of(on);
  if (kind != IL_EXIT_DEVICE && b->behind[block] && b->aside) {
    judge_reach(b, block);
    return add_exit(b, block, IL_EXIT_DEVICE,
                    exit_text(b, IL_EXIT_DEVICE, true));
  }
  if (kind == IL_EXIT_FIXED)
    return add_exit(b, block, kind,
                    "this exit depends on nothing that changes in the loop");
  const char *text = exit_text(b, kind, false);
  if (kind == IL_EXIT_UNDECIDED) {
    if (b->count.lacks[block])
      text = b->count.lacks[block];
    else if (!text)
      text = on & IL_ON_ITSELF
                 ? "it is not known when the exit's arithmetic ends"
                 : "the exit's condition changes in a way that is not "
                   "understood";
  }
  return add_exit(b, block, kind, text);
}

static bool leaves(const il_builder *b, uint32_t number) {
  const il_block *block = &b->frame->graph->blocks[number];
  bool found = false;
  for (uint32_t s = 0; s < block->succ_count; s++)
    found |= !b->frame->loop->has[block->succs[s]];
  return found;
}

/* Finds the exits that the device can keep the loop from coming to. */
static bool find_behind(il_builder *b) {
  const il_graph *graph = b->frame->graph;
  const il_loop *loop = b->frame->loop;
  il_arena *arena = b->judge->arena;
  bool *seen = il_arena_array(arena, graph->count, sizeof *seen);
  uint32_t *stack = il_arena_array(arena, graph->count, sizeof *stack);
  b->behind = il_arena_array(arena, graph->count, sizeof *b->behind);
  if (!seen || !stack || !b->behind)
    return false;
  for (uint32_t i = 0; i < loop->member_count; i++) {
    uint32_t at = loop->members[i];
    b->behind[at] = leaves(b, at) && judge_reach(b, at) == IL_EXIT_DEVICE;
  }
  b->aside = il_loop_turns(graph, loop, NULL, 0, b->behind, stack, seen);
  return !b->judge->failed;
}

static bool judge_exits(il_builder *b) {
  const il_loop *loop = b->frame->loop;
  if (!find_behind(b))
    return false;
  for (uint32_t i = 0; i < loop->member_count; i++)
    if (leaves(b, loop->members[i]) && !judge_exit(b, loop->members[i]))
      return false;
  return true;
}

/* ---- verdicts ---- */

static bool body_stalls(const il_judge *judge, const il_frame *frame) {
  const il_graph *graph = frame->graph;
  for (uint32_t i = 0; i < frame->loop->member_count; i++) {
    const il_block *block = &graph->blocks[frame->loop->members[i]];
    for (uint32_t r = block->record + 1; r <= block->last; r++) {
      if (il_unit_record(graph->unit, r)->kind != IL_K_call)
        continue;
      const il_site *site = il_site_at(judge->points, frame->function, r);
      if (site && il_mods_call_stall(judge->mods, site))
        return true;
    }
  }
  return false;
}

static void decide(il_builder *b, il_loop_verdict *verdict) {
  const uint32_t *kinds = b->kinds;
  if (kinds[IL_EXIT_UNDECIDED]) {
    verdict->why = b->undecided;
  } else if (kinds[IL_EXIT_CALL]) {
    verdict->kind = IL_LOOP_CALL;
    verdict->why = b->call;
  } else if (kinds[IL_EXIT_DATA]) {
    verdict->kind = IL_LOOP_DATA;
    verdict->why = b->data;
  } else if (kinds[IL_EXIT_DEVICE]) {
    verdict->kind = IL_LOOP_DEVICE;
    verdict->why = b->device;
  } else if (kinds[IL_EXIT_COUNT]) {
    verdict->why = "it is not known whether a turn passes the test that counts";
  } else {
    verdict->kind = IL_LOOP_NONE;
    verdict->why = b->exits.count ? "no exit can be taken after the first turn"
                                  : "the loop has no exit";
  }
}

static bool keep_cuts(il_builder *b, il_loop_verdict *verdict) {
  const il_graph *graph = b->frame->graph;
  bool any = false;
  for (uint32_t i = 0; i < graph->count; i++)
    any |= b->count.finite[i];
  for (int i = 0; any && i < 2; i++) {
    uint32_t *copy = il_arena_array(b->judge->keep, graph->count, sizeof *copy);
    if (!copy)
      return false;
    memcpy(copy, b->count.cuts[i], graph->count * sizeof *copy);
    verdict->cuts[i] = copy;
  }
  return true;
}

/* Whether a function has a way to its end. */
static bool returns(il_judge *judge, uint32_t function) {
  const il_graph *graph = il_judge_graph(judge, function);
  if (!graph || graph->nograph || graph->cut)
    return true;
  for (uint32_t b = 0; b < graph->count; b++)
    if (graph->blocks[b].alive &&
        il_unit_record(graph->unit, graph->blocks[b].last)->kind == IL_K_ret)
      return true;
  return false;
}

/* Whether the body calls a function of the program that ends the machine: a way
 * out that the graph does not have. */
static bool calls_no_return(il_judge *judge, const il_frame *frame) {
  const il_points *points = judge->points;
  for (uint32_t s = points->site_first[frame->function];
       s < points->site_end[frame->function]; s++) {
    const il_site *site = &points->sites.items[s];
    uint32_t block = il_graph_block_of(frame->graph, site->record);
    if (block == IL_NONE || !frame->loop->has[block] || site->direct == IL_NONE)
      continue;
    const il_function *callee = &judge->program->functions[site->direct];
    if (il_function_entered(judge->program, callee) &&
        !returns(judge, site->direct))
      return true;
  }
  return false;
}

static bool judge_loop(il_judge *judge, const il_frame *frame, uint32_t number,
                       il_loop_verdict *verdict) {
  il_builder b = {.judge = judge, .frame = frame};
  *verdict = (il_loop_verdict){.at = frame->loop->at,
                               .loop = number,
                               .stalls = body_stalls(judge, frame)};
  if (frame->graph->cut) {
    verdict->why = "the function is too large to be known as a whole";
    return true;
  }
  if (frame->loop->irreducible) {
    verdict->why = "the loop is entered at several places";
    return true;
  }
  b.count = judge->counts[number];
  if (b.count.kind) {
    verdict->kind = b.count.kind;
    verdict->turns = b.count.turns;
    verdict->why = b.count.why;
    return true;
  }
  if (!judge_exits(&b))
    return false;
  verdict->exits = b.exits.items;
  verdict->exit_count = (uint32_t)b.exits.count;
  decide(&b, verdict);
  if (verdict->kind && !keep_cuts(&b, verdict))
    return false;
  if (verdict->kind && calls_no_return(judge, frame)) {
    verdict->kind = IL_LOOP_UNDECIDED;
    verdict->why = "a function that it calls does not return";
  }
  if (verdict->kind && frame->body.unit->state == IL_UNIT_ERRORS) {
    verdict->kind = IL_LOOP_UNDECIDED;
    verdict->why = "the unit has errors: statements may be missing";
  }
  return true;
}

il_judge *il_judge_new(const il_points *points, const il_mods *mods,
                       il_graphs *graphs, il_arena *keep) {
  il_judge *judge = il_arena_alloc(keep, sizeof *judge);
  if (judge)
    *judge = (il_judge){.points = points,
                        .program = points->program,
                        .mods = mods,
                        .graphs = graphs,
                        .keep = keep};
  return judge;
}

/* Finds what counts in each loop, as the others may need it. */
static bool count_all(il_judge *judge, il_frame frame) {
  const il_graph *graph = frame.graph;
  il_count *counts =
      il_arena_array(judge->arena, graph->loop_count, sizeof *counts);
  if (!counts)
    return false;
  for (uint32_t i = 0; i < graph->loop_count && !graph->cut; i++) {
    frame.loop = &graph->loops[i];
    if (!frame.loop->irreducible && !il_loop_count(judge, &frame, &counts[i]))
      return false;
  }
  judge->counts = counts;
  judge->counted = frame.function;
  return true;
}

static bool judge_all(il_judge *judge, uint32_t function, il_loops *loops) {
  const il_graph *graph = il_judge_graph(judge, function);
  if (!graph)
    return false;
  il_loop_verdict *items =
      il_arena_array(judge->keep, graph->loop_count, sizeof *items);
  if (!items)
    return false;
  *loops = (il_loops){graph, items, graph->loop_count, graph->nograph};
  il_frame frame = {.function = function,
                    .body = il_body_of(judge->program, function),
                    .graph = graph};
  if (!count_all(judge, frame))
    return false;
  for (uint32_t i = 0; i < graph->loop_count; i++) {
    frame.loop = &graph->loops[i];
    if (!judge_loop(judge, &frame, i, &items[i]) || judge->failed ||
        !il_verdict_keep(judge, &items[i]))
      return false;
  }
  return true;
}

bool il_loops_judge(il_judge *judge, uint32_t function, il_loops *loops) {
  *loops = (il_loops){0};
  judge->arena = il_arena_new(0);
  judge->failed = false;
  bool fine = judge->arena && judge_all(judge, function, loops);
  il_arena_free(judge->arena);
  judge->arena = NULL;
  judge->counts = NULL;
  return fine;
}
