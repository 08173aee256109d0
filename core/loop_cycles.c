/* loop_cycles.c - cycles in the calls: what the next round hangs on. */
#include "loop_internal.h"

#include "flow.h"

typedef struct il_walk {
  il_judge *judge;
  uint32_t *state; /* by function: 0 new, 1 on the way, 2 done */
  uint32_t *came;  /* by function: site of the shortest way, or IL_NONE */
  uint32_t *queue;
  IL_LIST(il_cycle) cycles;
} il_walk;

static bool is_followed(const il_judge *judge, uint32_t function) {
  return il_function_entered(judge->program,
                             &judge->program->functions[function]);
}

/* Whether a call stands where its function can come. */
static bool is_alive(il_judge *judge, const il_site *site) {
  const il_graph *graph = il_judge_graph(judge, site->caller);
  uint32_t block = graph ? il_graph_block_of(graph, site->record) : IL_NONE;
  return block != IL_NONE && graph->blocks[block].alive;
}

/* Finds the calls that go back to a function on the way, depth first and
 * without recursion.  closing[n] of them are put in *found. */
typedef IL_LIST(uint32_t) il_sites;

static bool find_closing(il_walk *walk, uint32_t start, il_sites *sites,
                         il_sites *heads) {
  const il_points *points = walk->judge->points;
  typedef struct il_level_ {
    uint32_t function, site, target;
  } il_rung;
  IL_LIST(il_rung) rungs = {0};
  if (walk->state[start])
    return true;
  il_rung first = {start, points->site_first[start], 0};
  walk->state[start] = 1;
  if (!IL_PUSH(walk->judge->arena, &rungs, first))
    return false;
  while (rungs.count) {
    il_rung *top = &rungs.items[rungs.count - 1];
    if (top->site == points->site_end[top->function]) {
      walk->state[top->function] = 2;
      rungs.count--;
      continue;
    }
    const il_site *site = &points->sites.items[top->site];
    if (top->target == il_site_target_count(points, site) ||
        !is_alive(walk->judge, site)) {
      top->site++;
      top->target = 0;
      continue;
    }
    uint32_t to = il_site_target(points, site, top->target++);
    uint32_t number = top->site;
    if (!is_followed(walk->judge, to))
      continue;
    if (walk->state[to] == 1) {
      if (!IL_PUSH(walk->judge->arena, sites, number) ||
          !IL_PUSH(walk->judge->arena, heads, to))
        return false;
    } else if (!walk->state[to]) {
      il_rung next = {to, points->site_first[to], 0};
      walk->state[to] = 1;
      if (!IL_PUSH(walk->judge->arena, &rungs, next))
        return false;
    }
  }
  return true;
}

/* The shortest way by calls from 'head' to the caller of 'closing', with that
 * call behind it. */
static bool find_round(il_walk *walk, uint32_t head, uint32_t closing,
                       il_cycle *cycle) {
  const il_points *points = walk->judge->points;
  uint32_t goal = points->sites.items[closing].caller;
  uint32_t open = 0, done = 0, count = 1;
  for (uint32_t f = 0; f < walk->judge->program->function_count; f++)
    walk->came[f] = IL_NONE;
  walk->queue[open++] = head;
  while (done < open && (goal != head && walk->came[goal] == IL_NONE)) {
    uint32_t at = walk->queue[done++];
    for (uint32_t s = points->site_first[at]; s < points->site_end[at]; s++) {
      const il_site *site = &points->sites.items[s];
      uint32_t targets = il_site_target_count(points, site);
      for (uint32_t t = 0; t < targets; t++) {
        uint32_t to = il_site_target(points, site, t);
        if (to == head || walk->came[to] != IL_NONE ||
            !is_followed(walk->judge, to) || !is_alive(walk->judge, site))
          continue;
        walk->came[to] = s;
        walk->queue[open++] = to;
      }
    }
  }
  for (uint32_t at = goal; at != head;
       at = points->sites.items[walk->came[at]].caller)
    count++;
  uint32_t *sites = il_arena_array(walk->judge->keep, count, sizeof *sites);
  if (!sites)
    return false;
  uint32_t place = count;
  sites[--place] = closing;
  for (uint32_t at = goal; at != head;
       at = points->sites.items[walk->came[at]].caller)
    sites[--place] = walk->came[at];
  *cycle = (il_cycle){.sites = sites, .count = count, .head = head};
  return true;
}

/* ---- the verdict ---- */

static void decide(il_judge *judge, unsigned flags, bool certain,
                   uint32_t count, il_loop_verdict *verdict) {
  if (flags & (IL_ON_RING | IL_ON_SELF))
    flags |= IL_ON_ITSELF;
  switch (il_exit_of(flags)) {
  case IL_EXIT_DEVICE:
    verdict->kind = IL_LOOP_DEVICE;
    verdict->why = il_judge_text(judge, "whether it goes on depends on %s",
                                 judge->device ? judge->device : "the device");
    break;
  case IL_EXIT_DATA:
    verdict->kind = IL_LOOP_DATA;
    verdict->why = il_judge_text(
        judge,
        "whether it goes on depends on '%s', memory that it walks "
        "through",
        judge->memory ? judge->memory : "?");
    break;
  case IL_EXIT_CALL:
    verdict->kind = IL_LOOP_CALL;
    verdict->why = il_judge_text(judge, "whether it goes on depends on %s",
                                 judge->call ? judge->call : "a call");
    break;
  case IL_EXIT_FIXED:
    verdict->kind = IL_LOOP_NONE;
    verdict->why = "nothing that it hands on changes";
    break;
  default:
    verdict->why = judge->unknown ? judge->unknown
                                  : "what it hands on may count its rounds";
    return;
  }
  /* Pointers back and forth between objects are no walk. */
  if (verdict->kind == IL_LOOP_DATA && count > 1) {
    verdict->kind = IL_LOOP_UNDECIDED;
    verdict->why = "it is not known whether each round is of another object";
  }
  if (!certain) {
    verdict->kind = IL_LOOP_UNDECIDED;
    verdict->why = "a call through a pointer may go elsewhere";
  }
}

static bool judge_cycle(il_judge *judge, il_cycle *cycle) {
  const il_points *points = judge->points;
  const il_site **sites =
      il_arena_array(judge->arena, cycle->count, sizeof *sites);
  il_frame *frames = il_arena_array(judge->arena, cycle->count, sizeof *frames);
  il_round round = {sites, frames, cycle->count};
  unsigned flags = 0;
  bool certain = true, stalls = false;
  if (!sites || !frames)
    return false;
  for (uint32_t i = 0; i < cycle->count; i++) {
    const il_site *site = &points->sites.items[cycle->sites[i]];
    sites[i] = site;
    frames[i] = (il_frame){.function = site->caller,
                           .body = il_body_of(judge->program, site->caller),
                           .graph = il_judge_graph(judge, site->caller),
                           .round = &round,
                           .turn = i};
    if (!frames[i].graph)
      return false;
    certain &= il_site_target_count(points, site) == 1 &&
               !frames[i].graph->nograph && !frames[i].graph->cut &&
               frames[i].body.unit->state != IL_UNIT_ERRORS;
    stalls |= il_mods_stall(judge->mods, site->caller);
  }
  il_judge_begin(judge);
  for (uint32_t i = 0; i < cycle->count && !frames[i].graph->nograph; i++) {
    uint32_t block = il_graph_block_of(frames[i].graph, sites[i]->record);
    flags |= il_depends_reach(judge, &frames[i], block);
  }
  const il_site *last = sites[cycle->count - 1];
  il_body body = il_body_of(judge->program, last->caller);
  cycle->verdict = (il_loop_verdict){
      .at = il_unit_record(body.unit, last->record)->u.call_.at,
      .loop = IL_NONE,
      .stalls = stalls};
  decide(judge, flags, certain, cycle->count, &cycle->verdict);
  return !judge->failed && il_verdict_keep(judge, &cycle->verdict);
}

static bool judge_all(il_walk *walk, const uint32_t *starts,
                      uint32_t start_count) {
  il_judge *judge = walk->judge;
  uint32_t functions = judge->program->function_count;
  il_sites sites = {0}, heads = {0};
  for (uint32_t i = 0; i < start_count + functions; i++) {
    uint32_t start = i < start_count ? starts[i] : i - start_count;
    if (is_followed(judge, start) && !find_closing(walk, start, &sites, &heads))
      return false;
  }
  for (size_t i = 0; i < sites.count; i++) {
    il_cycle cycle;
    if (!find_round(walk, heads.items[i], sites.items[i], &cycle) ||
        !judge_cycle(judge, &cycle) ||
        !IL_PUSH(judge->keep, &walk->cycles, cycle))
      return false;
  }
  return true;
}

bool il_cycles_judge(il_judge *judge, const uint32_t *starts,
                     uint32_t start_count, il_cycles *cycles) {
  uint32_t functions = judge->program->function_count;
  il_walk walk = {.judge = judge};
  *cycles = (il_cycles){0};
  judge->failed = false;
  judge->arena = il_arena_new(0);
  bool fine = judge->arena != NULL;
  if (fine) {
    walk.state = il_arena_array(judge->arena, functions, sizeof *walk.state);
    walk.came = il_arena_array(judge->arena, functions, sizeof *walk.came);
    walk.queue = il_arena_array(judge->arena, functions, sizeof *walk.queue);
    fine = walk.state && walk.came && walk.queue &&
           judge_all(&walk, starts, start_count);
  }
  il_arena_free(judge->arena);
  judge->arena = NULL;
  cycles->items = walk.cycles.items;
  cycles->count = (uint32_t)walk.cycles.count;
  return fine;
}
