/* loop_decide.c - what decides whether a turn comes to a block. */
#include "loop_internal.h"

il_term il_block_condition(const il_graph *graph, uint32_t block) {
  const il_record *last =
      il_unit_record(graph->unit, graph->blocks[block].last);
  return last->kind == IL_K_br   ? last->u.br_.condition
         : last->kind == IL_K_sw ? last->u.sw_.value
                                 : 0;
}

/* Marks the blocks from which the turn (or the body) can end without passing
 * 'block'. */
static void mark_avoiding(const il_frame *frame, uint32_t block, bool *avoid,
                          uint32_t *stack) {
  const il_graph *graph = frame->graph;
  uint32_t open = 0;
  for (uint32_t i = 0; i < graph->count; i++) {
    avoid[i] = false;
    if (i == block || !il_frame_has(frame, i))
      continue;
    bool ends = !frame->loop && !graph->blocks[i].succ_count;
    for (uint32_t s = 0; frame->loop && s < graph->blocks[i].succ_count; s++)
      ends |= graph->blocks[i].succs[s] == frame->loop->header;
    if (ends) {
      avoid[i] = true;
      stack[open++] = i;
    }
  }
  while (open) {
    uint32_t at = stack[--open];
    if (frame->loop && at == frame->loop->header)
      continue;
    for (uint32_t p = 0; p < graph->blocks[at].pred_count; p++) {
      uint32_t pred = graph->blocks[at].preds[p];
      if (pred != block && !avoid[pred] && il_frame_has(frame, pred)) {
        avoid[pred] = true;
        stack[open++] = pred;
      }
    }
  }
}

static bool decides(const il_frame *frame, uint32_t at, uint32_t block,
                    const bool *avoid) {
  const il_block *test = &frame->graph->blocks[at];
  bool around = false, through = false;
  for (uint32_t s = 0; s < test->succ_count; s++) {
    uint32_t to = test->succs[s];
    if (!il_frame_has(frame, to))
      continue;
    bool ends = frame->loop && to == frame->loop->header;
    around |= ends || avoid[to];
    through |= to == block || (!ends && !avoid[to]);
  }
  return around && through;
}

/* What counts in the loops of a frame, by loop; null when it is not known. */
const il_count *il_frame_counts(const il_judge *judge, const il_frame *frame) {
  return frame->loop && judge->counted == frame->function ? judge->counts
                                                          : NULL;
}

/* Whether a test comes out the same way from some turn on.  An exit behind it
 * is bounded by nothing else; but a store behind it may be what ends the loop.
 */
static bool runs_out(const il_judge *judge, const il_frame *frame,
                     uint32_t block) {
  const il_count *counts = il_frame_counts(judge, frame);
  return counts && counts[frame->loop - frame->graph->loops].finite[block];
}

static unsigned depends(il_judge *judge, const il_frame *frame, uint32_t block,
                        bool exit) {
  const il_graph *graph = frame->graph;
  bool *avoid = il_arena_array(judge->arena, graph->count, sizeof *avoid);
  bool *deciding = il_arena_array(judge->arena, graph->count, sizeof *deciding);
  uint32_t *stack = il_arena_array(judge->arena, graph->count, sizeof *stack);
  uint32_t *todo = il_arena_array(judge->arena, graph->count, sizeof *todo);
  if (!avoid || !deciding || !stack || !todo) {
    judge->failed = true;
    return IL_ON_UNKNOWN;
  }
  uint32_t count = 0, next = 0;
  for (uint32_t at = block;; at = todo[next++]) {
    mark_avoiding(frame, at, avoid, stack);
    for (uint32_t i = 0; i < graph->count; i++)
      if (!deciding[i] && il_frame_has(frame, i) &&
          decides(frame, i, at, avoid)) {
        deciding[i] = true;
        todo[count++] = i;
      }
    if (next == count)
      break;
  }
  unsigned flags = 0;
  for (uint32_t i = 0; i < count; i++) {
    uint32_t last = graph->blocks[todo[i]].last;
    il_term condition = il_block_condition(graph, todo[i]);
    if (!condition)
      continue;
    if (exit && runs_out(judge, frame, todo[i])) {
      flags |= IL_ON_FIRST;
      continue;
    }
    if (il_judge_is_open(judge, frame, last, IL_OPEN_VALUE)) {
      flags |=
          il_judge_same_call(judge, frame, last) ? IL_ON_LOCAL : IL_ON_SELF;
      continue;
    }
    if (!il_judge_open(judge, frame, last, IL_OPEN_VALUE))
      return il_judge_unknown(judge, "the conditions are nested too deep");
    flags |= il_depends(judge, frame, condition, todo[i], last);
    judge->open_count--;
  }
  return flags;
}

unsigned il_depends_reach(il_judge *judge, const il_frame *frame,
                          uint32_t block) {
  return depends(judge, frame, block, true);
}

unsigned il_depends_when(il_judge *judge, const il_frame *frame,
                         uint32_t block) {
  return depends(judge, frame, block, false);
}
