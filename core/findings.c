/* findings.c - what the rules say, one finding for each place. */
#include "findings.h"

#include "hear.h"
#include "suppress.h"

#include <stdlib.h>

#define SHOWN(s) (int)(s).len, (s).len ? (s).ptr : ""

/* Where comments cut the ways of the findings of a rule. */
typedef struct il_allowed {
  il_allow **sites, **roots; /* by site, by root: the comment or null; null when
                                there are none */
  uint32_t *via;             /* by context: as in il_way, past all comments */
  uint32_t *root; /* by context: root of that way; IL_NONE: there is none */
} il_allowed;

typedef struct il_court {
  const il_solved *solved;
  il_allows *allows;
  il_allowed *allowed; /* by rule */
  il_arena *arena, *keep;
  uint32_t *edges_to; /* by context: its first place in 'incoming' */
  uint32_t *incoming; /* callers of contexts */
  uint32_t *seen;     /* by context: the search that came by last */
  uint32_t search;
} il_court;

static int spot_cmp(const il_spot *a, const il_spot *b) {
  int order = il_str_cmp(il_str_of(a->path), il_str_of(b->path));
  if (order)
    return order;
  if (a->line != b->line)
    return a->line < b->line ? -1 : 1;
  return (a->column > b->column) - (a->column < b->column);
}

static int number_cmp(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

/* Whether two charges are about the same call or loop in the source. */
static int place_cmp(const il_charge *a, const il_charge *b) {
  int order = spot_cmp(&a->at, &b->at);
  if (!order)
    order = il_str_cmp(a->function, b->function);
  if (!order)
    order = number_cmp(a->loop, b->loop);
  return order ? order : il_str_cmp(il_str_of(a->callee), il_str_of(b->callee));
}

static il_severity severity_of(const il_charge *charge) {
  return charge->claim.severity ? charge->claim.severity
                                : il_rule_at(charge->rule)->severity;
}

/* Within a place: the rule that speaks first, then what is worst, then the
 * shortest way, then the highest level. */
static int charge_cmp(const void *left, const void *right) {
  const il_charge *a = left, *b = right;
  int order = place_cmp(a, b);
  if (!order)
    order = number_cmp(a->rule, b->rule);
  if (!order)
    order = number_cmp(severity_of(b), severity_of(a));
  if (!order)
    order = number_cmp(a->depth, b->depth);
  if (!order)
    order = number_cmp(b->level, a->level);
  if (!order)
    order = number_cmp(a->context, b->context);
  return order ? order : number_cmp(a->site, b->site);
}

static il_spot site_spot(const il_solved *solved, uint32_t number) {
  const il_site *site = &solved->points->sites.items[number];
  const il_unit *unit = solved->program->units[site->unit];
  return il_unit_spot(unit, il_unit_record(unit, site->record)->u.call_.at);
}

/* ---- who else reaches a place ---- */

static bool index_callers(il_court *court) {
  const il_flow *flow = court->solved->flow;
  size_t contexts = flow->contexts.count;
  court->edges_to =
      il_arena_array(court->arena, contexts + 2, sizeof *court->edges_to);
  court->incoming =
      il_arena_array(court->arena, flow->edges.count, sizeof *court->incoming);
  court->seen = il_arena_array(court->arena, contexts, sizeof *court->seen);
  if (!court->edges_to || !court->incoming || !court->seen)
    return false;
  /* Counted two places on, summed, then filled one place on: each context ends
   * up with the place of its first caller. */
  for (size_t e = 0; e < flow->edges.count; e++)
    court->edges_to[flow->edges.items[e].to + 2]++;
  for (size_t c = 2; c < contexts + 2; c++)
    court->edges_to[c] += court->edges_to[c - 1];
  for (size_t e = 0; e < flow->edges.count; e++) {
    il_link_edge edge = flow->edges.items[e];
    court->incoming[court->edges_to[edge.to + 1]++] = edge.from;
  }
  return true;
}

/* Marks the contexts from which one of the charges' contexts is reached, and
 * then the roots among them: by root, whether it is one. */
static bool find_roots(il_court *court, const il_charge *charges, size_t count,
                       bool *reaches) {
  const il_flow *flow = court->solved->flow;
  uint32_t *open =
      il_arena_array(court->arena, flow->contexts.count, sizeof *open);
  if (!open)
    return false;
  uint32_t opened = 0;
  court->search++;
  for (size_t i = 0; i < count; i++)
    if (court->seen[charges[i].context] != court->search) {
      court->seen[charges[i].context] = court->search;
      open[opened++] = charges[i].context;
    }
  while (opened) {
    uint32_t context = open[--opened];
    for (uint32_t e = court->edges_to[context];
         e < court->edges_to[context + 1]; e++) {
      uint32_t from = court->incoming[e];
      if (court->seen[from] == court->search)
        continue;
      court->seen[from] = court->search;
      open[opened++] = from;
    }
  }
  for (uint32_t r = 0; r < court->solved->roots->count; r++)
    reaches[r] = court->seen[flow->root_start[r]] == court->search;
  return true;
}

/* Adds "and from 2 other roots: ..." and counts them; a function that is a root
 * by two roles counts once. */
static bool tell_others(il_court *court, const il_charge *charges, size_t count,
                        uint32_t told, il_steps *steps, uint32_t *others) {
  const il_roots *roots = court->solved->roots;
  const il_program *program = court->solved->program;
  bool *reaches = il_arena_array(court->arena, roots->count, sizeof *reaches);
  if (!reaches || !find_roots(court, charges, count, reaches))
    return false;
  il_buf buf = {0};
  *others = 0;
  for (uint32_t r = 0; r < roots->count; r++) {
    bool again = roots->items[r].function == roots->items[told].function;
    for (uint32_t q = 0; q < r && !again; q++)
      again =
          reaches[q] && roots->items[q].function == roots->items[r].function;
    if (!reaches[r] || again)
      continue;
    il_str name = program->functions[roots->items[r].function].display;
    il_buf_printf(&buf, "%s'%.*s' (%s)", *others ? ", " : "", SHOWN(name),
                  il_level_name(roots->items[r].row->level));
    ++*others;
  }
  bool fine = !buf.failed;
  if (*others && fine) {
    il_step step = {
        .kind = IL_STEP_RELATED,
        .text = il_keep_text(court->keep, "and from %u other root%s: %.*s",
                             (unsigned)*others, *others == 1 ? "" : "s",
                             (int)buf.len, buf.ptr)};
    fine = il_step_add(steps, court->keep, step);
  }
  il_buf_free(&buf);
  return fine;
}

/* ---- the files of all ways ---- */

typedef IL_LIST(const char *) il_paths;

static bool add_path(il_court *court, il_paths *paths, il_spot at) {
  for (size_t i = 0; at.path && i < paths->count; i++)
    if (!strcmp(paths->items[i], at.path))
      return true;
  return !at.path || IL_PUSH(court->keep, paths, at.path);
}

/* The statements by which a function came to where a call finds it. */
static bool add_stores(il_court *court, il_paths *paths,
                       const il_link_edge *edge) {
  const il_solved *solved = court->solved;
  const il_site *site = &solved->points->sites.items[edge->site];
  uint32_t function = solved->flow->contexts.items[edge->to].key.function;
  uint32_t cell = site->cell != IL_NONE ? site->cell : site->back;
  while (cell != IL_NONE) {
    const il_held *held =
        il_cell_find(solved->points->cells.items[cell], function);
    if (!held)
      return true;
    const il_unit *unit = solved->program->units[held->hop.unit];
    il_at at = il_record_at(il_unit_record(unit, held->hop.record));
    if (!add_path(court, paths, il_unit_spot(unit, at)))
      return false;
    cell = held->hop.from;
  }
  return true;
}

static bool add_files(il_court *court, const il_charge *charges, size_t count,
                      il_finding *finding) {
  const il_solved *solved = court->solved;
  const il_roots *roots = solved->roots;
  il_paths paths = {0};
  bool *reaches = il_arena_array(court->arena, roots->count, sizeof *reaches);
  if (!reaches || !find_roots(court, charges, count, reaches))
    return false;
  for (size_t e = 0; e < solved->flow->edges.count; e++) {
    const il_link_edge *edge = &solved->flow->edges.items[e];
    if (court->seen[edge->to] == court->search &&
        (!add_path(court, &paths, site_spot(solved, edge->site)) ||
         !add_stores(court, &paths, edge)))
      return false;
  }
  for (uint32_t r = 0; r < roots->count; r++)
    if (reaches[r] && !add_path(court, &paths, roots->items[r].at))
      return false;
  finding->files = paths.items;
  finding->file_count = paths.count;
  return true;
}

/* ---- writing a finding ---- */

static const char *write_message(il_court *court, const il_charge *charge) {
  const il_solved *solved = court->solved;
  const il_context *context = &solved->flow->contexts.items[charge->context];
  const il_rooted *root = &solved->roots->items[charge->way.root];
  il_str name = solved->program->functions[root->function].display;
  bool inside = charge->way.via ? !charge->way.via[charge->context]
                                : context->parent == IL_NONE;
  if (!charge->claim.joint)
    return charge->claim.fact;
  il_buf held = {0};
  if (charge->lock.row)
    il_buf_printf(&held, " %.*s (%s)", SHOWN(charge->lock.row->held),
                  il_level_name(charge->level));
  const char *text =
      held.failed
          ? NULL
          : il_keep_text(court->keep, "%s%s%s %.*s '%.*s' (%s)%.*s",
                         charge->claim.fact, inside ? " " : charge->claim.joint,
                         inside ? "in" : "reachable from",
                         SHOWN(root->row->title), SHOWN(name),
                         il_level_name(root->row->level), (int)held.len,
                         held.len ? held.ptr : "");
  il_buf_free(&held);
  return text;
}

static bool tell_losers(il_court *court, const il_charge *charges, size_t count,
                        il_steps *steps) {
  for (size_t i = 1; i < count; i++) {
    if (charges[i].rule == charges[i - 1].rule)
      continue;
    il_step step = {.kind = IL_STEP_RELATED,
                    .text = il_keep_text(court->keep, "'%s' holds too: %s",
                                         il_rule_at(charges[i].rule)->id,
                                         charges[i].claim.fact)};
    if (!il_step_add(steps, court->keep, step))
      return false;
  }
  return true;
}

static bool advise(il_court *court, const il_charge *charge, il_steps *steps) {
  const il_rooted *dpc = il_roots_of_kind(court->solved->roots, "dpc");
  const char *deed = charge->claim.deed;
  il_step step = {.kind = IL_STEP_ADVICE};
  il_str name = {NULL, 0};
  if (charge->claim.advice) {
    step.text = charge->claim.advice;
    return il_step_add(steps, court->keep, step);
  }
  if (!deed)
    return true;
  if (dpc)
    name = court->solved->program->functions[dpc->function].display;
  if (charge->lock.row)
    step.text = il_keep_text(
        court->keep, "%s outside of the region where the level is raised",
        deed);
  else if (il_str_is(court->solved->roots->items[charge->way.root].row->kind,
                     "initialize"))
    /* Before it has returned there is neither DPC nor work item. */
    step.text = il_keep_text(
        court->keep,
        "%s in the passive initialization or the find-adapter routine", deed);
  else if (charge->level < IL_DIRQL)
    step.text = il_keep_text(court->keep, "%s in a work item", deed);
  else if (!dpc)
    step.text = il_keep_text(
        court->keep, "%s in a work item: no DPC routine was found", deed);
  else if (charge->claim.fits_dpc)
    step.text = il_keep_text(court->keep,
                             "queue the DPC and %s in '%.*s' or in a work item",
                             deed, SHOWN(name));
  else
    step.text = il_keep_text(
        court->keep, "queue the DPC and %s in a work item that '%.*s' queues",
        deed, SHOWN(name));
  return il_step_add(steps, court->keep, step);
}

/* The notes: what the rule adds, the way, what else holds, what to do. */
static bool write_steps(il_court *court, const il_charge *charges, size_t count,
                        il_steps *steps, uint32_t *others) {
  const il_solved *solved = court->solved;
  const il_charge *charge = &charges[0];
  size_t same = 1;
  while (same < count && charges[same].rule == charge->rule)
    same++;
  for (size_t i = 0; i < charge->notes.count; i++)
    if (!il_step_add(steps, court->keep, charge->notes.items[i]))
      return false;
  if (!charge->claim.joint)
    return tell_losers(court, charges, count, steps) &&
           advise(court, charge, steps);
  return (charge->site == IL_NONE ||
          il_route_pointer(solved, court->keep, charge->context, charge->site,
                           charge->target, steps)) &&
         il_route_add(solved, court->keep, charge->context, charge->way,
                      charge->lock_context, charge->lock, steps) &&
         tell_losers(court, charges, count, steps) &&
         tell_others(court, charges, same, charge->way.root, steps, others) &&
         advise(court, charge, steps);
}

/* ---- comments that allow ---- */

/* Where the root's body is; without a place when that is elsewhere. */
static il_spot root_spot(const il_solved *solved, const il_rooted *root) {
  const il_function *function = &solved->program->functions[root->function];
  if (function->unit == IL_OUTSIDE)
    return (il_spot){0};
  const il_unit *unit = solved->program->units[function->unit];
  return il_unit_spot(unit,
                      il_record_at(il_unit_record(unit, function->first)));
}

/* Whether a statement or a declaration stands on a line of the file that has
 * the root's body. */
static bool stands_at(const il_solved *solved, const il_rooted *root,
                      uint32_t line) {
  const il_function *function = &solved->program->functions[root->function];
  if (function->unit == IL_OUTSIDE)
    return true;
  const il_unit *unit = solved->program->units[function->unit];
  uint32_t file = il_record_at(il_unit_record(unit, function->first)).file;
  size_t count = il_facts_count(unit->facts);
  for (uint32_t r = 0; r < count; r++) {
    const il_record *record = il_unit_record(unit, r);
    il_at at = il_record_at(record);
    if (record->kind != IL_K_mark && at.file == file && at.line == line)
      return true;
  }
  return false;
}

enum { TYPE_LINES = 3 };

/* The root is declared in one place and defined in another. */
static il_allow *allow_at_root(il_court *court, uint32_t number,
                               const char *id) {
  const il_rooted *root = &court->solved->roots->items[number];
  il_spot defined = root_spot(court->solved, root);
  il_allow *allow = il_allow_at(court->allows, &root->at, id);
  if (!allow)
    allow = il_allow_at(court->allows, &defined, id);
  /* The type may stand on lines of its own, before the name. */
  for (int line = 0; line < TYPE_LINES && !allow && defined.line > 1; line++) {
    defined.line--;
    if (stands_at(court->solved, root, defined.line))
      break;
    allow = il_allow_above(court->allows, &defined, id);
  }
  return allow;
}

/* The ways past all comments, breadth first. */
static bool find_past(il_court *court, il_allowed *allowed) {
  const il_flow *flow = court->solved->flow;
  size_t contexts = flow->contexts.count, done = 0, count = 0;
  uint32_t *queue = il_arena_array(court->arena, contexts, sizeof *queue);
  uint32_t *edges = il_arena_array(court->arena, contexts + 1, sizeof *edges);
  allowed->via = il_arena_array(court->arena, contexts, sizeof *allowed->via);
  allowed->root = il_arena_array(court->arena, contexts, sizeof *allowed->root);
  if (!queue || !edges || !allowed->via || !allowed->root)
    return false;
  for (size_t c = 0, e = 0; c <= contexts; c++) {
    while (e < flow->edges.count && flow->edges.items[e].from < c)
      e++;
    edges[c] = (uint32_t)e;
  }
  for (size_t c = 0; c < contexts; c++)
    allowed->root[c] = IL_NONE;
  for (uint32_t r = 0; r < court->solved->roots->count; r++) {
    uint32_t start = flow->root_start[r];
    if (allowed->roots[r] || allowed->root[start] != IL_NONE)
      continue;
    allowed->root[start] = r;
    queue[count++] = start;
  }
  while (done < count) {
    uint32_t from = queue[done++];
    for (uint32_t e = edges[from]; e < edges[from + 1]; e++) {
      const il_link_edge *edge = &flow->edges.items[e];
      if (allowed->root[edge->to] != IL_NONE || allowed->sites[edge->site])
        continue;
      allowed->root[edge->to] = allowed->root[from];
      allowed->via[edge->to] = e + 1;
      queue[count++] = edge->to;
    }
  }
  return true;
}

/* Finds the calls and roots at which comments allow findings of the rule. */
static bool find_allowed(il_court *court, uint32_t rule) {
  const il_solved *solved = court->solved;
  il_allowed *allowed = &court->allowed[rule];
  const char *id = il_rule_at(rule)->id;
  size_t sites = solved->points->sites.count;
  if (!il_allows_any(court->allows, id))
    return true;
  allowed->sites = il_arena_array(court->arena, sites, sizeof *allowed->sites);
  allowed->roots = il_arena_array(court->arena, solved->roots->count,
                                  sizeof *allowed->roots);
  if (!allowed->sites || !allowed->roots)
    return false;
  for (uint32_t s = 0; s < sites; s++) {
    il_spot at = site_spot(solved, s);
    allowed->sites[s] = il_allow_at(court->allows, &at, id);
  }
  for (uint32_t r = 0; r < solved->roots->count; r++)
    allowed->roots[r] = allow_at_root(court, r, id);
  return find_past(court, allowed);
}

/* The comment at the place of a charge or on its way; null: none. */
static il_allow *allow_on_way(il_court *court, const il_charge *charge) {
  const il_allowed *allowed = &court->allowed[charge->rule];
  il_allow *allow =
      il_allow_at(court->allows, &charge->at, il_rule_at(charge->rule)->id);
  uint32_t context = charge->context;
  while (!allow) {
    il_link_edge edge = il_route_call(court->solved, context, charge->way);
    if (edge.from == IL_NONE)
      return allowed->roots[charge->way.root];
    allow = charge->claim.joint ? allowed->sites[edge.site] : NULL;
    context = edge.from;
  }
  return allow;
}

/* Marks the comments that cut some way to the charges. */
static bool use_comments(il_court *court, const il_charge *charges,
                         size_t count) {
  const il_flow *flow = court->solved->flow;
  const il_allowed *allowed = &court->allowed[charges->rule];
  const il_roots *roots = court->solved->roots;
  bool *reaches = il_arena_array(court->arena, roots->count, sizeof *reaches);
  if (!reaches || !find_roots(court, charges, count, reaches))
    return false;
  for (size_t e = 0; e < flow->edges.count; e++) {
    const il_link_edge *edge = &flow->edges.items[e];
    if (allowed->sites[edge->site] && court->seen[edge->to] == court->search)
      il_allow_use(allowed->sites[edge->site]);
  }
  for (uint32_t r = 0; r < roots->count; r++)
    if (reaches[r] && allowed->roots[r])
      il_allow_use(allowed->roots[r]);
  return true;
}

/* Of the charges, all of one rule, the one to tell: the first that is reached
 * past all comments, by that way; or the first, and the comment that hides it.
 */
static bool choose(il_court *court, il_charge *charges, size_t count,
                   il_allow **hidden) {
  const il_allowed *allowed = &court->allowed[charges->rule];
  const char *id = il_rule_at(charges->rule)->id;
  *hidden = NULL;
  if (!allowed->sites)
    return true;
  il_allow *allow = allow_on_way(court, charges);
  if (allow && (il_allow_at(court->allows, &charges->at, id) == allow ||
                !charges->claim.joint)) {
    *hidden = allow;
    return true;
  }
  for (size_t i = 0; allow && i < count; i++) {
    il_charge open = charges[i];
    uint32_t root = allowed->root[open.context];
    /* A way that the rule chose is the only one that it speaks of. */
    if (open.way.via ? allow_on_way(court, &open) != NULL : root == IL_NONE)
      continue;
    if (!open.way.via)
      open.way = (il_way){root, allowed->via};
    charges[i] = charges[0];
    charges[0] = open;
    allow = NULL;
  }
  *hidden = allow;
  return use_comments(court, charges, count);
}

/* 'charges' are all about one place; the first is the one to tell. */
static bool write_finding(il_court *court, il_charge *charges, size_t count,
                          il_findings *findings) {
  const il_solved *solved = court->solved;
  const il_program *program = solved->program;
  size_t same = 1;
  while (same < count && charges[same].rule == charges[0].rule)
    same++;
  il_allow *hidden;
  if (!choose(court, charges, same, &hidden))
    return false;
  const il_charge *charge = &charges[0];
  const il_rooted *root = &solved->roots->items[charge->way.root];
  const il_rule_info *info = il_rule_at(charge->rule);
  il_steps steps = {0};
  il_finding finding = {
      .rule = info,
      .severity = severity_of(charge),
      .at = charge->at,
      .message = write_message(court, charge),
      .function = il_keep(court->keep, charge->function),
      .callee = charge->callee[0] ? charge->callee : NULL,
      .level = charge->level,
      .limit = charge->claim.limit,
      .root = il_keep(court->keep, program->functions[root->function].name),
      .root_at = root_spot(solved, root),
      .root_kind = il_keep(court->keep, root->row->title),
      .program = solved->number};
  if (charge->claim.page.len &&
      !(finding.page = il_keep(court->keep, charge->claim.page)))
    return false;
  if (!finding.message || !finding.function || !finding.root ||
      !finding.root_kind ||
      !write_steps(court, charges, count, &steps, &finding.other_roots))
    return false;
  finding.steps = steps.items;
  finding.step_count = steps.count;
  if ((hidden && !il_allow_hide(hidden, court->keep, &finding)) ||
      (solved->files && !add_files(court, charges, same, &finding)))
    return false;
  return IL_PUSH(court->keep, findings, finding);
}

bool il_findings_add(const il_solved *solved, const bool *selected,
                     bool unit_only, il_allows *allows, il_arena *arena,
                     il_arena *keep, il_findings *findings) {
  il_court court = {
      .solved = solved,
      .allows = allows,
      .allowed = il_arena_array(arena, il_rule_count(), sizeof *court.allowed),
      .arena = arena,
      .keep = keep};
  il_hearing hearing = {.selected = selected,
                        .unit_only = unit_only,
                        .arena = arena,
                        .keep = keep};
  if (!court.allowed || !index_callers(&court))
    return false;
  for (uint32_t r = 0; r < il_rule_count(); r++)
    if (selected[r] && !find_allowed(&court, r))
      return false;
  if (!il_hear(&hearing, solved))
    return false;
  il_charge *charges = hearing.charges.items;
  size_t count = hearing.charges.count;
  if (count)
    qsort(charges, count, sizeof *charges, charge_cmp);
  for (size_t first = 0, end; first < count; first = end) {
    for (end = first + 1;
         end < count && !place_cmp(&charges[first], &charges[end]);)
      end++;
    if (!write_finding(&court, &charges[first], end - first, findings))
      return false;
  }
  return true;
}
