/* loop_depend.c - what a value hangs on, through stores, tests and calls. */
#include "loop_internal.h"

#include "flow.h"

void il_judge_begin(il_judge *judge) {
  judge->steps = 0;
  judge->open_count = 0;
  judge->device = judge->memory = judge->call = judge->unknown = NULL;
}

unsigned il_judge_unknown(il_judge *judge, const char *why) {
  if (!judge->unknown)
    judge->unknown = why;
  return IL_ON_UNKNOWN;
}

/* ---- what is being looked at ---- */

bool il_judge_is_open(const il_judge *judge, const il_frame *frame,
                      uint32_t record, uint32_t what) {
  for (uint32_t i = 0; i < judge->open_count; i++) {
    const il_in_progress *open = &judge->open[i];
    if (open->function == frame->function && open->record == record &&
        open->what == what && open->up == frame->up &&
        open->earlier == frame->earlier)
      return true;
  }
  return false;
}

bool il_judge_open(il_judge *judge, const il_frame *frame, uint32_t record,
                   uint32_t what) {
  if (judge->open_count == IL_JUDGE_OPEN)
    return false;
  judge->open[judge->open_count++] = (il_in_progress){
      frame->function, record, what, frame->earlier, frame->up};
  return true;
}

bool il_judge_same_call(const il_judge *judge, const il_frame *frame,
                        uint32_t record) {
  if (frame->loop)
    return false;
  /* In a cycle an argument is what the call before handed over. */
  for (uint32_t i = judge->open_count; frame->round && i-- > 0;) {
    if (judge->open[i].what >= IL_OPEN_ARGUMENT)
      return false;
    if (judge->open[i].function == frame->function &&
        judge->open[i].record == record)
      break;
  }
  return true;
}

/* ---- calls ---- */

/* The frame of a function that is called; false when calls are too deep. */
static bool enter(il_judge *judge, const il_frame *up, uint32_t function,
                  uint32_t call, bool earlier, il_frame *frame) {
  if (up->depth >= IL_JUDGE_DEPTH)
    return false;
  *frame = (il_frame){.function = function,
                      .body = il_body_of(judge->program, function),
                      .graph = il_judge_graph(judge, function),
                      .up = up,
                      .call = call,
                      .earlier = earlier,
                      .depth = up->depth + 1};
  return frame->graph && !frame->graph->nograph && !frame->graph->cut;
}

static unsigned depends_on_returned(il_judge *judge, const il_frame *frame) {
  const il_graph *graph = frame->graph;
  unsigned flags = 0;
  uint32_t returns = 0;
  for (uint32_t pass = 0; pass < 2; pass++)
    for (uint32_t b = 0; b < graph->count; b++) {
      uint32_t last = graph->blocks[b].last;
      const il_record *record = il_unit_record(frame->body.unit, last);
      if (!graph->blocks[b].alive || record->kind != IL_K_ret ||
          il_facts_node(frame->body.unit->facts, record->u.ret_.value)->op ==
              IL_T_NONE)
        continue;
      if (!pass) {
        returns++;
        continue;
      }
      flags |= il_depends(judge, frame, record->u.ret_.value, b, last);
      if (returns > 1)
        flags |= il_depends_when(judge, frame, b);
    }
  return returns
             ? flags
             : il_judge_unknown(judge, "a result is not seen to be returned");
}

static unsigned depends_on_call(il_judge *judge, const il_frame *frame,
                                uint32_t record) {
  const il_site *site = il_site_at(judge->points, frame->function, record);
  uint32_t targets = site ? il_site_target_count(judge->points, site) : 0;
  unsigned flags = 0;
  if (!targets)
    return il_judge_unknown(judge,
                            "the result of a call that goes nowhere known");
  for (uint32_t t = 0; t < targets; t++) {
    uint32_t target = il_site_target(judge->points, site, t);
    const il_function *callee = &judge->program->functions[target];
    il_str name = callee->display;
    if (il_function_entered(judge->program, callee)) {
      il_frame inside;
      flags |= enter(judge, frame, target, record, frame->earlier, &inside)
                   ? depends_on_returned(judge, &inside)
                   : il_judge_unknown(judge, "calls are nested too deep");
      continue;
    }
    const il_routine *routine = il_function_routine(judge->program, callee);
    if (il_routine_reads_device(routine)) {
      flags |= IL_ON_DEVICE;
      if (!judge->device)
        judge->device = il_judge_text(judge, "'%.*s', which reads the device",
                                      (int)name.len, name.ptr);
    } else {
      flags |= IL_ON_CALL;
      if (!judge->call)
        judge->call = il_judge_text(judge, "the result of '%.*s'",
                                    (int)name.len, name.ptr);
    }
  }
  return flags;
}

/* ---- stores ---- */

static unsigned depends_on_writes(il_judge *judge, const il_frame *frame,
                                  const il_shape *shape);

static bool sets_local(const il_frame *frame, uint32_t record) {
  il_shape shape = il_shape_of(
      &frame->body, il_unit_record(frame->body.unit, record)->u.set_.place);
  const il_rec_var *var =
      shape.kind == IL_SHAPE_LOCAL
          ? il_unit_find_var(frame->body.unit, frame->body.function, shape.root)
          : NULL;
  return var && var->storage != IL_VAR_STATIC;
}

static unsigned depends_on_set(il_judge *judge, const il_frame *frame,
                               uint32_t block, uint32_t record) {
  if (il_judge_is_open(judge, frame, record, IL_OPEN_VALUE)) {
    bool anew =
        il_judge_same_call(judge, frame, record) && sets_local(frame, record);
    return anew ? IL_ON_LOCAL : IL_ON_SELF;
  }
  if (!il_judge_open(judge, frame, record, IL_OPEN_VALUE))
    return il_judge_unknown(judge, "stores are nested too deep");
  const il_rec_set *set = &il_unit_record(frame->body.unit, record)->u.set_;
  unsigned flags = il_depends(judge, frame, set->value, block, record);
  judge->open_count--;
  return flags;
}

/* A store into some element of what is read: the elements may be used up one by
 * one, which is a count as well. */
static unsigned fills(const il_frame *frame, uint32_t record) {
  il_term place = il_unit_record(frame->body.unit, record)->u.set_.place;
  return il_place_has_index(frame->body.unit->facts, place) ? IL_ON_ITSELF : 0;
}

/* What a call writes into the place. */
static unsigned depends_on_effect(il_judge *judge, const il_frame *frame,
                                  uint32_t record, const il_shape *shape) {
  const il_site *site = il_site_at(judge->points, frame->function, record);
  uint32_t targets = site ? il_site_target_count(judge->points, site) : 0;
  unsigned flags = 0;
  if (judge->unknown)
    return IL_ON_UNKNOWN;
  if (il_judge_is_open(judge, frame, record, IL_OPEN_EFFECT))
    return IL_ON_SELF;
  if (!targets)
    return il_judge_unknown(judge, "a call that goes nowhere known may write "
                                   "what the exit reads");
  if (!il_judge_open(judge, frame, record, IL_OPEN_EFFECT))
    return il_judge_unknown(judge, "calls are nested too deep");
  for (uint32_t t = 0; t < targets; t++) {
    uint32_t target = il_site_target(judge->points, site, t);
    const il_function *callee = &judge->program->functions[target];
    const il_routine *routine = il_function_routine(judge->program, callee);
    il_frame inside;
    if (!il_function_entered(judge->program, callee)) {
      if (il_routine_reads_device(routine)) {
        flags |= IL_ON_DEVICE;
        if (!judge->device)
          judge->device =
              il_judge_text(judge, "'%.*s', which reads the device",
                            (int)callee->display.len, callee->display.ptr);
      } else {
        flags |= il_judge_unknown(
            judge,
            il_judge_text(judge, "'%.*s' may write what the exit reads",
                          (int)callee->display.len, callee->display.ptr));
      }
    } else if (shape->kind == IL_SHAPE_LOCAL) {
      flags |= il_judge_unknown(
          judge, il_judge_text(judge, "'%.*s' gets the address of '%.*s'",
                               (int)callee->display.len, callee->display.ptr,
                               (int)shape->root.len, shape->root.ptr));
    } else if (il_mods_write(judge->mods, target, shape)) {
      flags |= enter(judge, frame, target, record, true, &inside)
                   ? depends_on_writes(judge, &inside, shape)
                   : il_judge_unknown(judge, "calls are nested too deep");
    }
  }
  judge->open_count--;
  return flags;
}

/* What a function and its callees write into the place. */
static unsigned depends_on_writes(il_judge *judge, const il_frame *frame,
                                  const il_shape *shape) {
  unsigned flags = 0;
  uint32_t count;
  const il_own_write *own = il_mods_own(judge->mods, frame->function, &count);
  for (uint32_t i = 0; i < count; i++) {
    if (il_mods_set_write(judge->mods, frame->function, own[i].record, shape) !=
        1)
      continue;
    uint32_t block = il_graph_block_of(frame->graph, own[i].record);
    if (block == IL_NONE || !frame->graph->blocks[block].alive)
      continue;
    flags |= depends_on_set(judge, frame, block, own[i].record);
    flags |= fills(frame, own[i].record);
    flags |= il_depends_when(judge, frame, block);
  }
  for (uint32_t s = judge->points->site_first[frame->function];
       s < judge->points->site_end[frame->function]; s++) {
    const il_site *site = &judge->points->sites.items[s];
    if (il_mods_call_write(judge->mods, site, shape))
      flags |= depends_on_effect(judge, frame, site->record, shape);
  }
  return flags;
}

static unsigned depends_on_def(il_judge *judge, const il_frame *frame,
                               const il_shape *shape, const il_def *def) {
  switch (il_unit_record(frame->body.unit, def->record)->kind) {
  case IL_K_set:
    return depends_on_set(judge, frame, def->block, def->record) |
           (def->all ? 0 : fills(frame, def->record));
  case IL_K_call:
    return depends_on_effect(judge, frame, def->record, shape);
  default:
    return il_judge_unknown(judge,
                            "inline assembly may write what the exit reads");
  }
}

/* Which ways the stores of a place step it: 1 up, 2 down. */
static unsigned steps_of(const il_frame *frame, const il_defs *defs) {
  unsigned ways = 0;
  for (size_t i = 0; i < defs->list.count; i++) {
    const il_record *record =
        il_unit_record(frame->body.unit, defs->list.items[i].record);
    if (record->kind != IL_K_set)
      continue;
    il_op op = il_facts_node(frame->body.unit->facts, record->u.set_.value)->op;
    ways |= op == IL_T_ADD ? 1 : op == IL_T_SUB ? 2 : 0;
  }
  return ways;
}

/* Whether a store sets a counter back to where it began, and not on to where it
 * ends: to 0 when it counts up, to something else when it counts down. */
static bool sets_back(const il_frame *frame, const il_defs *defs,
                      const il_def *def) {
  const il_record *record = il_unit_record(frame->body.unit, def->record);
  unsigned ways = steps_of(frame, defs);
  if (record->kind != IL_K_set)
    return false;
  il_value value =
      il_eval_constant(frame->body.unit->facts, record->u.set_.value);
  return (ways == 1 && il_value_truth(value) == IL_FALSE) ||
         (ways == 2 && il_value_truth(value) == IL_TRUE);
}

/* What stores hang on that compete for a place.  A place that steps and is also
 * put back to what it was counts nothing when the device decides on that, and
 * goes round when its own value does. */
static unsigned depends_on_defs(il_judge *judge, const il_frame *frame,
                                const il_shape *shape, const il_defs *defs) {
  unsigned flags = 0, putting_back = 0;
  bool back = true;
  bool choice = defs->list.count + defs->entry > 1;
  for (size_t i = 0; i < defs->list.count; i++) {
    const il_def *def = &defs->list.items[i];
    unsigned value = depends_on_def(judge, frame, shape, def);
    unsigned when = choice ? il_depends_when(judge, frame, def->block) : 0;
    flags |= value | when;
    if (!(value & ~(unsigned)IL_ON_LOCAL) && frame->loop) {
      putting_back |= when;
      back &= !when || sets_back(frame, defs, def);
    }
  }
  if (flags & IL_ON_SELF) {
    const unsigned round = IL_ON_SELF | IL_ON_RING | IL_ON_ITSELF;
    if ((putting_back & IL_ON_DEVICE) &&
        !(putting_back & (round | IL_ON_UNKNOWN | IL_ON_CALL)))
      flags = back ? flags & ~(unsigned)IL_ON_SELF
                   : flags | il_judge_unknown(judge, "a counter is set to a "
                                                     "value on the device's "
                                                     "word");
    else if (putting_back & round)
      flags = (flags & ~round) | IL_ON_RING;
  }
  if (defs->list.count)
    flags |= IL_ON_LOCAL;
  if (choice && defs->entry && frame->loop)
    flags |= IL_ON_FIRST;
  return flags;
}

/* ---- places ---- */

/* The value of a parameter when the function is called. */
static unsigned depends_on_parameter(il_judge *judge, const il_frame *frame,
                                     const il_rec_var *var) {
  const il_frame *up = frame->up;
  uint32_t record = frame->call;
  if (frame->round) {
    uint32_t turn =
        (frame->turn + frame->round->count - 1) % frame->round->count;
    up = &frame->round->frames[turn];
    record = frame->round->sites[turn]->record;
    if (il_judge_is_open(judge, up, record, IL_OPEN_ARGUMENT + var->index))
      return IL_ON_SELF;
  }
  if (!up)
    return 0;
  const il_rec_call *call = &il_unit_record(up->body.unit, record)->u.call_;
  uint32_t block = il_graph_block_of(up->graph, record);
  if (var->index >= call->args.count || block == IL_NONE)
    return il_judge_unknown(judge, "a call passes fewer arguments than there "
                                   "are parameters");
  if (!frame->round)
    return il_depends(judge, up, call->args.items[var->index], block, record);
  if (!il_judge_open(judge, up, record, IL_OPEN_ARGUMENT + var->index))
    return il_judge_unknown(judge, "calls are nested too deep");
  bool outermost = true;
  for (uint32_t i = 0; i + 1 < judge->open_count; i++)
    outermost &= judge->open[i].what < IL_OPEN_ARGUMENT;
  unsigned flags =
      il_depends(judge, up, call->args.items[var->index], block, record);
  judge->open_count--;
  /* Handed on all the way round as it is; anything else may be another value in
   * the next round than in the first. */
  if (flags == IL_ON_SELF)
    return outermost ? 0 : flags;
  return flags | IL_ON_FIRST;
}

/* What decides how far a loop inside has come where the loop around it goes on;
 * IL_ON_UNKNOWN when that is being looked at. */
static unsigned depends_on_leaving(il_judge *judge, const il_frame *frame,
                                   const il_loop *inner) {
  const il_graph *graph = frame->graph;
  unsigned flags = 0;
  for (uint32_t i = 0; i < inner->member_count; i++) {
    uint32_t at = inner->members[i], last = graph->blocks[at].last;
    il_term condition = il_block_condition(graph, at);
    bool leaves = false;
    for (uint32_t s = 0; s < graph->blocks[at].succ_count; s++)
      leaves |= !inner->has[graph->blocks[at].succs[s]] &&
                frame->loop->has[graph->blocks[at].succs[s]];
    if (!leaves || !condition)
      continue;
    if (il_judge_is_open(judge, frame, last, IL_OPEN_VALUE) ||
        !il_judge_open(judge, frame, last, IL_OPEN_VALUE))
      return IL_ON_UNKNOWN;
    flags |= il_depends(judge, frame, condition, at, last);
    judge->open_count--;
    flags |= il_depends_when(judge, frame, at);
  }
  return flags;
}

/* A counter of a loop inside, which goes the same way on every turn of the loop
 * that is looked at: read in that inner loop, or behind it, when it tells how
 * far that came.  False when the place is none. */
static bool counts_inside(il_judge *judge, const il_frame *frame, il_term place,
                          const il_shape *shape, uint32_t block,
                          uint32_t record, unsigned *flags) {
  const il_graph *graph = frame->graph;
  const il_count *counts = il_frame_counts(judge, frame);
  for (uint32_t i = 0; counts && i < graph->loop_count; i++) {
    const il_loop *inner = &graph->loops[i];
    const il_count *count = &counts[i];
    bool steady = false;
    for (uint32_t p = 0; p < count->steady_count; p++)
      steady |= count->steady[p] == place;
    if (!steady || !frame->loop->has[inner->header] ||
        inner->has[frame->loop->header])
      continue;
    *flags = IL_ON_FIRST | IL_ON_LOCAL;
    if (inner->has[block])
      return true;
    il_defs defs;
    if (!il_reach(judge, frame, place, shape, block, record, &defs))
      return false;
    bool steps = false, others = defs.entry;
    for (size_t d = 0; d < defs.list.count; d++) {
      const il_def *def = &defs.list.items[d];
      bool inside = inner->has[def->block];
      const il_record *set = il_unit_record(frame->body.unit, def->record);
      steps |= inside;
      others |=
          !inside &&
          (set->kind != IL_K_set ||
           il_eval_constant(frame->body.unit->facts, set->u.set_.value).kind !=
               IL_VALUE_INT);
    }
    if (!steps || others)
      continue;
    unsigned on = depends_on_leaving(judge, frame, inner);
    if (on & IL_ON_UNKNOWN)
      return false;
    *flags |= on;
    return true;
  }
  return false;
}

static unsigned depends_on_local(il_judge *judge, const il_frame *frame,
                                 il_term place, il_term root, uint32_t block,
                                 uint32_t record) {
  const il_facts *facts = frame->body.unit->facts;
  const il_rec_var *var = il_find_var(&frame->body, il_facts_node(facts, root));
  il_shape shape = il_shape_of(&frame->body, place);
  il_defs defs;
  unsigned flags;
  if (counts_inside(judge, frame, place, &shape, block, record, &flags))
    return flags;
  if (!il_reach(judge, frame, place, &shape, block, record, &defs))
    return IL_ON_UNKNOWN;
  flags = depends_on_defs(judge, frame, &shape, &defs);
  if (!var)
    return flags | il_judge_unknown(judge, "a variable is not declared");
  if (defs.entry && !frame->loop && var->storage == IL_VAR_PARAM)
    flags |= depends_on_parameter(judge, frame, var);
  if (defs.entry && !frame->loop && var->storage == IL_VAR_STATIC)
    flags |= il_judge_unknown(
        judge, il_judge_text(judge, "'%.*s' is kept from call to call",
                             (int)var->name.len, var->name.ptr));
  /* Its address went elsewhere: what is called may use it. */
  if ((var->flags & IL_VAR_ESCAPED) && frame->loop)
    for (uint32_t i = 0; i < frame->loop->member_count; i++) {
      const il_block *member = &frame->graph->blocks[frame->loop->members[i]];
      for (uint32_t r = member->record + 1; r <= member->last; r++) {
        if (il_unit_record(frame->body.unit, r)->kind != IL_K_call)
          continue;
        const il_site *site = il_site_at(judge->points, frame->function, r);
        il_shape any = {.kind = IL_SHAPE_ANY, .own = IL_NONE};
        if (!site || il_mods_call_write(judge->mods, site, &any))
          return flags |
                 il_judge_unknown(
                     judge,
                     il_judge_text(judge,
                                   "the address of '%.*s' is known elsewhere",
                                   (int)var->name.len, var->name.ptr));
      }
    }
  return flags;
}

/* What is in memory at an address that stays the same. */
static unsigned depends_on_memory(il_judge *judge, const il_frame *frame,
                                  il_term place, const il_shape *shape,
                                  uint32_t block, uint32_t record) {
  il_defs defs;
  if (!il_reach(judge, frame, place, shape, block, record, &defs))
    return IL_ON_UNKNOWN;
  unsigned flags = depends_on_defs(judge, frame, shape, &defs);
  if (defs.entry && frame->round)
    for (uint32_t i = 0; i < frame->round->count; i++)
      if (il_mods_write(judge->mods, frame->round->frames[i].function, shape))
        return flags | il_judge_unknown(judge, "it may be counted in memory");
  if (!defs.entry || frame->loop || !frame->up)
    return flags;
  uint32_t at = il_graph_block_of(frame->up->graph, frame->call);
  return at == IL_NONE ? IL_ON_UNKNOWN
                       : flags | depends_on_memory(judge, frame->up, 0, shape,
                                                   at, frame->call);
}

/* Whether an index goes through an array whose size is known. */
static bool is_sized_array(const il_frame *frame, il_term array) {
  const il_rec_type *type =
      il_type_plain(frame->body.unit, il_term_type(&frame->body, array));
  return type && type->kind == IL_TYPE_ARRAY && type->count;
}

/* Of a volatile place: whether the loop itself steps it. */
static unsigned steps_itself(il_judge *judge, const il_frame *frame,
                             il_term place) {
  const il_graph *graph = frame->graph;
  unsigned flags = 0;
  for (uint32_t b = 0; b < graph->count; b++)
    for (uint32_t r = graph->blocks[b].record + 1;
         il_frame_has(frame, b) && r < graph->blocks[b].last; r++) {
      const il_record *record = il_unit_record(frame->body.unit, r);
      if (record->kind == IL_K_set && record->u.set_.place == place)
        flags |= depends_on_set(judge, frame, b, r);
    }
  return flags & (IL_ON_SELF | IL_ON_ITSELF | IL_ON_RING) ? IL_ON_ITSELF : 0;
}

/* Whether a place is at an address that names nothing: no device of a driver is
 * there, but the time that the system keeps. */
static bool is_fixed(const il_facts *facts, il_term place) {
  const il_node *node = il_facts_node(facts, place);
  while (node->op == IL_T_FIELD || node->op == IL_T_INDEX ||
         node->op == IL_T_DEREF || node->op == IL_T_CAST)
    node = il_facts_node(facts, node->args[0]);
  return node->op == IL_T_CONST || (node->op == IL_T_UNKNOWN && !node->count);
}

static unsigned depends_on_place(il_judge *judge, const il_frame *frame,
                                 il_term place, uint32_t block,
                                 uint32_t record) {
  const il_facts *facts = frame->body.unit->facts;
  if (il_place_is_volatile(frame, place)) {
    if (is_fixed(facts, place))
      return il_judge_unknown(judge,
                              "memory at a fixed address is read, as for "
                              "the time");
    if (!judge->device) {
      const char *name = il_judge_place(judge, frame, place);
      judge->device =
          name && !strchr(name, '?')
              ? il_judge_text(judge, "'%s', which is volatile", name)
              : "volatile memory";
    }
    return IL_ON_DEVICE | steps_itself(judge, frame, place);
  }
  /* The address first: indexes and the pointer. */
  unsigned address = 0;
  bool capped = false;
  il_term root = place;
  const il_node *node = il_facts_node(facts, place);
  while (node->op == IL_T_FIELD || node->op == IL_T_INDEX) {
    if (node->op == IL_T_INDEX) {
      unsigned index = il_depends(judge, frame, node->args[1], block, record);
      capped |= (index & IL_ON_ITSELF) && is_sized_array(frame, node->args[0]);
      address |= index;
      if (!is_sized_array(frame, node->args[0]) &&
          il_term_is_pointer(&frame->body, node->args[0]) &&
          !il_str_is(il_term_type(&frame->body, node->args[0]), "")) {
        const il_rec_type *type = il_type_plain(
            frame->body.unit, il_term_type(&frame->body, node->args[0]));
        if (type && type->kind == IL_TYPE_POINTER) {
          address |= il_depends(judge, frame, node->args[0], block, record);
          root = 0;
          break;
        }
      }
    }
    root = node->args[0];
    node = il_facts_node(facts, root);
  }
  if (root && node->op == IL_T_DEREF)
    address |= il_depends(judge, frame, node->args[0], block, record);
  unsigned changes = address & ~(unsigned)IL_ON_LOCAL;
  if (capped)
    return address | IL_ON_ITSELF;
  if (changes & (IL_ON_UNKNOWN | IL_ON_CALL))
    return address;
  /* From element to element: a table has its end in it.  A loop inside may use
   * them up one by one. */
  if ((changes & IL_ON_ITSELF) || changes == IL_ON_FIRST)
    return il_judge_unknown(judge, "the last element may be what ends it");
  if (changes) {
    if (!judge->memory)
      judge->memory = il_judge_place(judge, frame, place);
    return IL_ON_MEMORY | (changes & IL_ON_DEVICE);
  }
  if (root && node->op == IL_T_VAR)
    return address | depends_on_local(judge, frame, place, root, block, record);
  if (root && node->op != IL_T_DEREF && node->op != IL_T_GLOBAL)
    return il_judge_unknown(judge, "the exit reads a place that is not "
                                   "understood");
  il_shape shape = il_shape_of(&frame->body, place);
  il_mods_prepare(judge->mods, &shape);
  if (shape.kind == IL_SHAPE_LOCAL)
    return il_judge_unknown(judge,
                            "the exit reads a local through its address");
  /* With another object at each use a store replaces nothing for certain. */
  return address | depends_on_memory(judge, frame, address ? 0 : place, &shape,
                                     block, record);
}

/* ---- terms ---- */

/* The call that gives '$k'. */
static uint32_t call_of(const il_frame *frame, int64_t k) {
  for (uint32_t b = 0; b < frame->graph->count; b++)
    for (uint32_t r = frame->graph->blocks[b].record + 1;
         r < frame->graph->blocks[b].last; r++) {
      const il_record *record = il_unit_record(frame->body.unit, r);
      if (record->kind == IL_K_call && (int64_t)record->u.call_.result == k)
        return r;
    }
  return IL_NONE;
}

static unsigned depends_on_result(il_judge *judge, const il_frame *frame,
                                  int64_t k) {
  uint32_t record = call_of(frame, k);
  if (record == IL_NONE)
    return il_judge_unknown(judge, "a result is not seen");
  uint32_t block = il_graph_block_of(frame->graph, record);
  if (block == IL_NONE || !il_frame_has(frame, block))
    return 0;
  if (il_judge_is_open(judge, frame, record, IL_OPEN_VALUE))
    return IL_ON_SELF;
  if (!il_judge_open(judge, frame, record, IL_OPEN_VALUE))
    return il_judge_unknown(judge, "calls are nested too deep");
  unsigned flags = depends_on_call(judge, frame, record);
  judge->open_count--;
  return flags;
}

/* What an operator makes of a value that is made of itself. */
static unsigned apply(unsigned flags, unsigned becomes) {
  return flags & IL_ON_SELF ? (flags & ~(unsigned)IL_ON_SELF) | becomes : flags;
}

/* The sum in '(n + 1) % size' or '(n + 1) & mask'; 0 when it is neither. */
static il_term going_round(const il_frame *frame, const il_node *node) {
  const il_facts *facts = frame->body.unit->facts;
  if (node->op != IL_T_REM && node->op != IL_T_AND)
    return 0;
  il_term sum = node->args[0];
  while (il_facts_node(facts, sum)->op == IL_T_CAST)
    sum = il_facts_node(facts, sum)->args[0];
  il_op op = il_facts_node(facts, sum)->op;
  return op == IL_T_ADD || op == IL_T_SUB ? sum : 0;
}

static unsigned depends_on_ring(il_judge *judge, const il_frame *frame,
                                il_term sum, uint32_t block, uint32_t record) {
  const il_node *node = il_facts_node(frame->body.unit->facts, sum);
  unsigned flags = il_depends(judge, frame, node->args[0], block, record) |
                   il_depends(judge, frame, node->args[1], block, record);
  return apply(flags, IL_ON_RING);
}

/* Whether a value is the device's word masked by what the loop changes, as in
 * 'while (pending = Read() & mask) mask &= ~pending'. */
static bool takes_away(il_op op, const unsigned parts[2]) {
  const unsigned round = IL_ON_SELF | IL_ON_RING;
  for (int i = 0; i < 2 && op == IL_T_AND; i++)
    if ((parts[i] & IL_ON_DEVICE) && !(parts[i] & round) &&
        (parts[1 - i] & round))
      return true;
  return false;
}

unsigned il_depends(il_judge *judge, const il_frame *frame, il_term term,
                    uint32_t block, uint32_t record) {
  const il_node *node = il_facts_node(frame->body.unit->facts, term);
  /* One thing that is not known decides: no need to look for more. */
  if (judge->unknown)
    return IL_ON_UNKNOWN;
  if (judge->steps++ > IL_JUDGE_STEPS)
    return il_judge_unknown(judge, "the loop is too large");
  switch (node->op) {
  case IL_T_NONE:
  case IL_T_CONST:
  case IL_T_FN:
    return 0;
  case IL_T_RESULT:
    return depends_on_result(judge, frame, node->value);
  case IL_T_VAR:
  case IL_T_GLOBAL:
  case IL_T_FIELD:
  case IL_T_DEREF:
  case IL_T_INDEX:
    return depends_on_place(judge, frame, term, block, record);
  default:
    break;
  }
  unsigned flags = 0;
  if (node->op == IL_T_ADDR) {
    /* Of the place only its address matters. */
    const il_node *at = il_facts_node(frame->body.unit->facts, node->args[0]);
    for (; at->op == IL_T_FIELD || at->op == IL_T_INDEX;
         at = il_facts_node(frame->body.unit->facts, at->args[0]))
      if (at->op == IL_T_INDEX)
        flags |= il_depends(judge, frame, at->args[1], block, record);
    if (at->op == IL_T_DEREF)
      flags |= il_depends(judge, frame, at->args[0], block, record);
    return flags;
  }
  il_term ring = going_round(frame, node);
  unsigned parts[2] = {0, 0};
  for (uint8_t i = 0; i < node->count; i++) {
    unsigned part =
        !i && ring ? depends_on_ring(judge, frame, ring, block, record)
                   : il_depends(judge, frame, node->args[i], block, record);
    flags |= part;
    if (i < 2)
      parts[i] = part;
  }
  switch (node->op) {
  case IL_T_CAST:
  case IL_T_COND:
    return flags;
  case IL_T_ADD:
  case IL_T_SUB:
  case IL_T_MUL:
  case IL_T_DIV:
  case IL_T_SHL:
  case IL_T_SHR:
    return apply(flags, IL_ON_ITSELF);
  case IL_T_UNKNOWN:
    flags = apply(flags, IL_ON_ITSELF);
    /* What reads nothing can be anything: where an exception may leave. */
    return !node->count || flags & ~(unsigned)(IL_ON_DEVICE | IL_ON_LOCAL)
               ? flags | il_judge_unknown(judge, "an expression is not "
                                                 "understood")
               : flags;
  default:
    if (takes_away(node->op, parts))
      return flags |
             il_judge_unknown(judge, "each turn may take something away "
                                     "from what it waits for");
    return apply(flags, IL_ON_RING);
  }
}

il_exit_kind il_exit_of(unsigned flags) {
  if (flags & (IL_ON_UNKNOWN | IL_ON_ITSELF))
    return IL_EXIT_UNDECIDED;
  if (flags & IL_ON_CALL)
    return IL_EXIT_CALL;
  if (flags & IL_ON_DEVICE)
    return IL_EXIT_DEVICE;
  if (flags & IL_ON_MEMORY)
    return IL_EXIT_DATA;
  return flags & (IL_ON_RING | IL_ON_SELF | IL_ON_FIRST) ? IL_EXIT_UNDECIDED
                                                         : IL_EXIT_FIXED;
}
