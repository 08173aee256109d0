/* link.c - which units make a program, and which body a name means. */
#include "link.h"

#include "list.h"

#include <stdlib.h>

/* A name that other units can refer to, and the unit that defines it. */
typedef struct il_def {
  il_str name;
  uint32_t unit;
  bool in_header; /* each unit that includes the header has its own */
} il_def;

/* Units that are in a program together or not at all. */
typedef struct il_cluster {
  uint32_t first; /* its first unit */
  bool has_entry;
  bool claimed;
} il_cluster;

typedef IL_LIST(il_str) il_names;

typedef struct il_linker {
  const il_knowledge *knowledge;
  il_arena *arena;
  const il_unit *units;
  uint32_t count;
  bool *repeats;        /* by unit: handed in before */
  IL_LIST(il_def) defs; /* by name, then unit */
  il_names *references; /* by unit: names it uses and does not define */
  il_cluster *clusters;
  uint32_t cluster_count;
  uint32_t *cluster_of;    /* by unit */
  IL_LIST(bool *) members; /* by program: which units are in it */
} il_linker;

/* ---- names ---- */

static int def_cmp(const void *left, const void *right) {
  const il_def *a = left, *b = right;
  int order = il_str_cmp(a->name, b->name);
  return order ? order : (a->unit > b->unit) - (a->unit < b->unit);
}

static int name_cmp(const void *left, const void *right) {
  return il_str_cmp(*(const il_str *)left, *(const il_str *)right);
}

static void sort_names(il_names *names) {
  if (!names->count)
    return;
  qsort(names->items, names->count, sizeof *names->items, name_cmp);
  size_t kept = 1;
  for (size_t i = 1; i < names->count; i++)
    if (!il_str_eq(names->items[i], names->items[kept - 1]))
      names->items[kept++] = names->items[i];
  names->count = kept;
}

/* A unit that is handed in twice, as an object and in an archive perhaps, is
 * one.  What cannot be compared here is taken for different. */
static bool find_repeats(il_linker *linker) {
  linker->repeats =
      il_arena_array(linker->arena, linker->count, sizeof *linker->repeats);
  if (!linker->repeats)
    return false;
  for (uint32_t u = 1; u < linker->count; u++) {
    const il_unit *a = &linker->units[u - 1], *b = &linker->units[u];
    linker->repeats[u] =
        il_str_eq(a->source, b->source) && il_str_eq(a->flags, b->flags) &&
        il_str_eq(a->group, b->group) && a->fn_count == b->fn_count &&
        il_facts_count(a->facts) == il_facts_count(b->facts);
  }
  return true;
}

static bool collect_defs(il_linker *linker) {
  for (uint32_t u = 0; u < linker->count; u++) {
    const il_unit *unit = &linker->units[u];
    if (linker->repeats[u])
      continue;
    for (uint32_t i = 0; i < unit->fn_count; i++) {
      const il_rec_fn *fn = il_unit_fn(unit, i);
      il_def def = {fn->name, u, fn->flags & IL_FN_HEADER};
      if ((fn->flags & IL_FN_DEFINED) && !(fn->flags & IL_FN_STATIC) &&
          !IL_PUSH(linker->arena, &linker->defs, def))
        return false;
    }
    for (uint32_t i = 0; i < unit->var_count; i++) {
      const il_rec_var *var = &il_unit_record(unit, unit->vars[i])->u.var_;
      il_def def = {var->id, u, false};
      if (!il_var_is_owned(var) && var->storage == IL_VAR_GLOBAL &&
          (var->flags & IL_VAR_DEFINED) &&
          !IL_PUSH(linker->arena, &linker->defs, def))
        return false;
    }
  }
  if (linker->defs.count)
    qsort(linker->defs.items, linker->defs.count, sizeof *linker->defs.items,
          def_cmp);
  return true;
}

/* Whether the unit only names this function or variable, and means another
 * unit's. */
static bool is_foreign(const il_unit *unit, const il_node *node) {
  if (node->op == IL_T_FN) {
    uint32_t fn = il_unit_find_fn(unit, node->name);
    uint32_t flags = fn == IL_NONE ? 0 : il_unit_fn(unit, fn)->flags;
    return !(flags & (IL_FN_DEFINED | IL_FN_STATIC));
  }
  const il_rec_var *var = il_unit_find_var(unit, (il_str){NULL, 0}, node->name);
  return !var ||
         (var->storage == IL_VAR_GLOBAL && !(var->flags & IL_VAR_DEFINED));
}

static bool collect_term(il_linker *linker, const il_unit *unit, il_term term,
                         il_names *names) {
  const il_node *node = il_facts_node(unit->facts, term);
  if (node->op == IL_T_FN || node->op == IL_T_GLOBAL)
    return !is_foreign(unit, node) || IL_PUSH(linker->arena, names, node->name);
  for (uint8_t i = 0; i < node->count; i++)
    if (!collect_term(linker, unit, node->args[i], names))
      return false;
  return true;
}

/* Declarations alone do not count: one header may declare what several
 * programs define. */
static bool collect_references(il_linker *linker) {
  linker->references =
      il_arena_array(linker->arena, linker->count, sizeof *linker->references);
  if (!linker->references)
    return false;
  for (uint32_t u = 0; u < linker->count; u++) {
    const il_unit *unit = &linker->units[u];
    size_t records = il_facts_count(unit->facts);
    for (size_t r = 0; r < records; r++) {
      il_term terms[IL_RECORD_TERMS];
      size_t count = il_record_terms(il_facts_record(unit->facts, r), terms);
      for (size_t t = 0; t < count; t++)
        if (!collect_term(linker, unit, terms[t], &linker->references[u]))
          return false;
    }
    sort_names(&linker->references[u]);
  }
  return true;
}

/* ---- which definition a name means ---- */

/* How many folders two paths have in common from their beginning. */
static uint32_t common_folders(il_str a, il_str b) {
  uint32_t folders = 0;
  for (size_t i = 0; i < a.len && i < b.len && a.ptr[i] == b.ptr[i]; i++)
    folders += a.ptr[i] == '/';
  return folders;
}

static size_t def_bound(const il_linker *linker, il_str name) {
  size_t low = 0, high = linker->defs.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (il_str_cmp(linker->defs.items[middle].name, name) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static uint32_t capped(uint32_t value) {
  return value < 0x7fff ? value : 0x7fff;
}

/* How well a definition suits a reference; the highest wins: the same group,
 * then the most folders in common, then the fewest below those.  The same
 * source built twice is told apart by its flags, and by nothing else. */
static uint32_t rank(const il_unit *from, const il_unit *to, bool one_source) {
  uint32_t group = from->group.len && il_str_eq(from->group, to->group);
  uint32_t common = common_folders(from->source, to->source);
  uint32_t below = common_folders(to->source, to->source) - common;
  uint32_t flags = one_source && il_str_eq(from->flags, to->flags);
  return group << 31 | capped(common) << 16 | (0x7fff - capped(below)) << 1 |
         flags;
}

/* The unit whose definition of 'name' a reference in unit 'from' means, among
 * the units that are allowed; IL_NONE when there is none, or when there is no
 * telling (then *several says how many). */
static uint32_t choose(const il_linker *linker, il_str name, uint32_t from,
                       const bool *allowed, bool headers, uint32_t *several) {
  size_t first = def_bound(linker, name), end = first;
  const il_unit *units = linker->units;
  const il_def *defs = linker->defs.items;
  uint32_t sample = IL_NONE;
  bool one_source = true;
  for (; end < linker->defs.count && il_str_eq(defs[end].name, name); end++) {
    if (!allowed[defs[end].unit] || (defs[end].in_header && !headers))
      continue;
    if (sample == IL_NONE)
      sample = defs[end].unit;
    else if (!il_str_eq(units[defs[end].unit].source, units[sample].source))
      one_source = false;
  }
  uint32_t best = IL_NONE, best_rank = 0, equals = 0;
  for (size_t i = first; i < end; i++) {
    uint32_t unit = defs[i].unit;
    if (!allowed[unit] || (defs[i].in_header && !headers))
      continue;
    uint32_t its = rank(&units[from], &units[unit], one_source);
    if (best == IL_NONE || its > best_rank) {
      best = unit;
      best_rank = its;
      equals = 1;
    } else if (its == best_rank) {
      equals++;
    }
  }
  *several = equals > 1 ? equals : 0;
  return equals == 1 ? best : IL_NONE;
}

/* ---- which units make a program ---- */

static bool has_entry(const il_linker *linker, const il_unit *unit) {
  for (uint32_t i = 0; i < unit->fn_count; i++) {
    const il_rec_fn *fn = il_unit_fn(unit, i);
    if ((fn->flags & IL_FN_DEFINED) && !(fn->flags & IL_FN_STATIC) &&
        il_knowledge_entry(linker->knowledge, fn->name))
      return true;
  }
  return false;
}

static bool make_clusters(il_linker *linker) {
  linker->clusters =
      il_arena_array(linker->arena, linker->count, sizeof *linker->clusters);
  linker->cluster_of =
      il_arena_array(linker->arena, linker->count, sizeof *linker->cluster_of);
  if (!linker->clusters || !linker->cluster_of)
    return false;
  for (uint32_t u = 0; u < linker->count; u++) {
    il_str group = linker->units[u].group;
    uint32_t c = linker->cluster_count;
    if (linker->repeats[u]) {
      linker->clusters[c] = (il_cluster){.first = u, .claimed = true};
      linker->cluster_of[u] = linker->cluster_count++;
      continue;
    }
    for (uint32_t i = 0; group.len && i < linker->cluster_count; i++)
      if (!linker->repeats[linker->clusters[i].first] &&
          il_str_eq(linker->units[linker->clusters[i].first].group, group))
        c = i;
    if (c == linker->cluster_count)
      linker->clusters[linker->cluster_count++].first = u;
    linker->cluster_of[u] = c;
    if (has_entry(linker, &linker->units[u]))
      linker->clusters[c].has_entry = true;
  }
  return true;
}

static void take_cluster(il_linker *linker, bool *member, uint32_t cluster) {
  linker->clusters[cluster].claimed = true;
  for (uint32_t u = 0; u < linker->count; u++)
    if (linker->cluster_of[u] == cluster)
      member[u] = true;
}

/* Takes in what the members refer to and the program does not define.  A
 * cluster with an entry is a driver of its own, never part of another. */
static bool close_over(il_linker *linker, bool *member) {
  bool *open = il_arena_array(linker->arena, linker->count, sizeof *open);
  bool *done = il_arena_array(linker->arena, linker->count, sizeof *done);
  if (!open || !done)
    return false;
  for (uint32_t u = 0; u < linker->count; u++)
    open[u] = !linker->clusters[linker->cluster_of[u]].has_entry;
  for (uint32_t u = 0; u < linker->count; u++) {
    if (!member[u] || done[u])
      continue;
    done[u] = true;
    const il_names *names = &linker->references[u];
    bool took = false;
    for (size_t i = 0; i < names->count; i++) {
      uint32_t several;
      il_str name = names->items[i];
      uint32_t within = choose(linker, name, u, member, true, &several);
      if (within != IL_NONE || several)
        continue;
      uint32_t unit = choose(linker, name, u, open, false, &several);
      if (unit == IL_NONE)
        continue;
      take_cluster(linker, member, linker->cluster_of[unit]);
      took = true;
    }
    if (took)
      u = IL_NONE; /* from the beginning: an earlier unit may be new */
  }
  return true;
}

static bool start_program(il_linker *linker, uint32_t cluster) {
  bool *member = il_arena_array(linker->arena, linker->count, sizeof *member);
  if (!member || !IL_PUSH(linker->arena, &linker->members, member))
    return false;
  take_cluster(linker, member, cluster);
  return close_over(linker, member);
}

static bool has_group(const il_linker *linker, uint32_t cluster) {
  return linker->units[linker->clusters[cluster].first].group.len != 0;
}

/* Whether the program defines a name that the unit defines too. */
static bool collides(const il_linker *linker, uint32_t unit,
                     const bool *member) {
  for (size_t i = 0; i < linker->defs.count; i++) {
    if (linker->defs.items[i].unit != unit || linker->defs.items[i].in_header)
      continue;
    size_t first = def_bound(linker, linker->defs.items[i].name);
    for (size_t d = first; d < linker->defs.count; d++) {
      const il_def *def = &linker->defs.items[d];
      if (!il_str_eq(def->name, linker->defs.items[i].name))
        break;
      if (member[def->unit] && !def->in_header)
        return true;
    }
  }
  return false;
}

static il_str folder_of(il_str path) {
  while (path.len && path.ptr[path.len - 1] != '/')
    path.len--;
  return path;
}

static bool refers_into(const il_linker *linker, uint32_t unit,
                        const bool *member) {
  const il_names *names = &linker->references[unit];
  uint32_t several;
  for (size_t i = 0; i < names->count; i++)
    if (choose(linker, names->items[i], unit, member, false, &several) !=
        IL_NONE)
      return true;
  return false;
}

static bool shares_folder(const il_linker *linker, uint32_t unit,
                          const bool *member) {
  il_str folder = folder_of(linker->units[unit].source);
  for (uint32_t u = 0; u < linker->count; u++)
    if (member[u] && il_str_eq(folder_of(linker->units[u].source), folder))
      return true;
  return false;
}

/* The only program that the unit has such a tie to; IL_NONE when there is none,
 * or more than one, or when its names clash with that one's. */
static uint32_t only_program(const il_linker *linker, uint32_t unit,
                             bool (*tied)(const il_linker *, uint32_t,
                                          const bool *)) {
  uint32_t found = IL_NONE;
  for (uint32_t p = 0; p < linker->members.count; p++) {
    if (!tied(linker, unit, linker->members.items[p]))
      continue;
    if (found != IL_NONE)
      return IL_NONE;
    found = p;
  }
  if (found != IL_NONE && collides(linker, unit, linker->members.items[found]))
    return IL_NONE;
  return found;
}

/* Units without a group that refer into one program belong to it, although
 * nothing there refers to them; so do those that lie beside one program only,
 * as when nothing but a table of pointers joins them. */
static bool join_leftovers(il_linker *linker) {
  for (bool changed = true; changed;) {
    changed = false;
    for (int by_folder = 0; by_folder < 2 && !changed; by_folder++)
      for (uint32_t c = 0; c < linker->cluster_count; c++) {
        if (linker->clusters[c].claimed || has_group(linker, c))
          continue;
        uint32_t p = only_program(linker, linker->clusters[c].first,
                                  by_folder ? shares_folder : refers_into);
        if (p == IL_NONE)
          continue;
        take_cluster(linker, linker->members.items[p], c);
        if (!close_over(linker, linker->members.items[p]))
          return false;
        changed = true;
      }
  }
  return true;
}

static uint32_t find_head(uint32_t *heads, uint32_t unit) {
  while (heads[unit] != unit)
    unit = heads[unit] = heads[heads[unit]];
  return unit;
}

static void unite(uint32_t *heads, uint32_t a, uint32_t b) {
  a = find_head(heads, a);
  b = find_head(heads, b);
  heads[a > b ? a : b] = a > b ? b : a;
}

/* Whether two pieces define one name: then they are no one program. */
static bool clash(const il_linker *linker, uint32_t *heads, uint32_t a,
                  uint32_t b, bool *piece) {
  a = find_head(heads, a);
  b = find_head(heads, b);
  for (uint32_t u = 0; u < linker->count; u++)
    piece[u] = find_head(heads, u) == b;
  for (uint32_t u = 0; u < linker->count; u++)
    if (find_head(heads, u) == a && collides(linker, u, piece))
      return true;
  return false;
}

/* What is left falls into pieces that refer to each other, or that lie in one
 * folder and have no name twice. */
static bool unite_leftovers(il_linker *linker) {
  bool *left = il_arena_array(linker->arena, linker->count, sizeof *left);
  bool *piece = il_arena_array(linker->arena, linker->count, sizeof *piece);
  uint32_t *heads = il_arena_array(linker->arena, linker->count, sizeof *heads);
  if (!left || !piece || !heads)
    return false;
  for (uint32_t u = 0; u < linker->count; u++) {
    heads[u] = u;
    left[u] = !linker->clusters[linker->cluster_of[u]].claimed;
  }
  for (uint32_t u = 0; u < linker->count; u++) {
    if (!left[u])
      continue;
    const il_names *names = &linker->references[u];
    for (size_t i = 0; i < names->count; i++) {
      uint32_t several;
      uint32_t to = choose(linker, names->items[i], u, left, false, &several);
      if (to != IL_NONE)
        unite(heads, u, to);
    }
  }
  for (uint32_t u = 0; u < linker->count; u++) {
    il_str folder = folder_of(linker->units[u].source);
    for (uint32_t v = 0; left[u] && v < u; v++)
      if (left[v] && find_head(heads, u) != find_head(heads, v) &&
          il_str_eq(folder_of(linker->units[v].source), folder) &&
          !clash(linker, heads, u, v, piece))
        unite(heads, u, v);
  }
  for (uint32_t head = 0; head < linker->count; head++) {
    if (!left[head] || find_head(heads, head) != head)
      continue;
    bool *member = il_arena_array(linker->arena, linker->count, sizeof *member);
    if (!member || !IL_PUSH(linker->arena, &linker->members, member))
      return false;
    for (uint32_t u = 0; u < linker->count; u++)
      if (left[u] && find_head(heads, u) == head)
        take_cluster(linker, member, linker->cluster_of[u]);
    if (!close_over(linker, member))
      return false;
  }
  return true;
}

static bool find_programs(il_linker *linker) {
  for (uint32_t c = 0; c < linker->cluster_count; c++)
    if (linker->clusters[c].has_entry && !start_program(linker, c))
      return false;
  if (!join_leftovers(linker))
    return false;
  for (uint32_t c = 0; c < linker->cluster_count; c++)
    if (!linker->clusters[c].claimed && has_group(linker, c) &&
        !start_program(linker, c))
      return false;
  return unite_leftovers(linker);
}

/* ---- the functions of a program ---- */

static int function_cmp(const void *left, const void *right) {
  const il_function *a = left, *b = right;
  int order = il_str_cmp(a->name, b->name);
  return order ? order : (a->unit > b->unit) - (a->unit < b->unit);
}

static uint32_t find_function(const il_program *program, il_str name,
                              uint32_t unit) {
  il_function key = {.name = name, .unit = unit};
  const il_function *found =
      program->function_count
          ? bsearch(&key, program->functions, program->function_count,
                    sizeof key, function_cmp)
          : NULL;
  return found ? (uint32_t)(found - program->functions) : IL_NONE;
}

/* The unit, by its place in the program, that has the body a name means. */
static uint32_t body_of(const il_linker *linker, const bool *member,
                        const uint32_t *place, uint32_t unit, uint32_t fn,
                        uint32_t *several) {
  const il_rec_fn *record = il_unit_fn(&linker->units[unit], fn);
  *several = 0;
  if (record->flags & IL_FN_DEFINED)
    return place[unit];
  if (record->flags & IL_FN_STATIC)
    return IL_OUTSIDE;
  uint32_t to = choose(linker, record->name, unit, member, true, several);
  /* The definition may be a variable, or a function; only those have bodies. */
  if (to == IL_NONE ||
      il_unit_find_fn(&linker->units[to], record->name) == IL_NONE)
    return IL_OUTSIDE;
  return place[to];
}

static bool bind_functions(il_linker *linker, il_program *program,
                           const bool *member, const uint32_t *numbers,
                           const uint32_t *place) {
  IL_LIST(il_function) functions = {0};
  program->bound = il_arena_array(linker->arena, program->unit_count,
                                  sizeof *program->bound);
  if (!program->bound)
    return false;
  for (uint32_t u = 0; u < program->unit_count; u++) {
    const il_unit *unit = program->units[u];
    program->bound[u] =
        il_arena_array(linker->arena, unit->fn_count, sizeof **program->bound);
    if (!program->bound[u])
      return false;
    for (uint32_t i = 0; i < unit->fn_count; i++) {
      const il_rec_fn *fn = il_unit_fn(unit, i);
      uint32_t several;
      uint32_t body = body_of(linker, member, place, numbers[u], i, &several);
      program->bound[u][i] = body;
      if (body != u && body != IL_OUTSIDE)
        continue;
      il_function function = {.name = fn->name,
                              .display = il_name_display(fn->name),
                              .unit = body,
                              .flags = fn->flags,
                              .definitions = several};
      if (body != IL_OUTSIDE) {
        function.first = unit->fns[i];
        function.end = il_unit_fn_end(unit, i);
      }
      if (!IL_PUSH(linker->arena, &functions, function))
        return false;
    }
  }
  if (functions.count)
    qsort(functions.items, functions.count, sizeof *functions.items,
          function_cmp);
  uint32_t kept = 0;
  for (size_t i = 0; i < functions.count; i++) {
    il_function *last = kept ? &functions.items[kept - 1] : NULL;
    if (!last || function_cmp(last, &functions.items[i])) {
      functions.items[kept++] = functions.items[i];
      continue;
    }
    /* Several units name the same outside function. */
    last->flags |= functions.items[i].flags;
    if (functions.items[i].definitions > last->definitions)
      last->definitions = functions.items[i].definitions;
  }
  program->functions = functions.items;
  program->function_count = kept;
  for (uint32_t u = 0; u < program->unit_count; u++)
    for (uint32_t i = 0; i < program->units[u]->fn_count; i++)
      program->bound[u][i] =
          find_function(program, il_unit_fn(program->units[u], i)->name,
                        program->bound[u][i]);
  return true;
}

/* ---- names of programs ---- */

/* The last folder of a path, or without one the file's name before its dot. */
static il_str folder_or_stem(il_str path) {
  size_t end = path.len, start;
  while (end && path.ptr[end - 1] != '/')
    end--;
  if (end > 1 && path.ptr[0] != '<') {
    for (start = --end; start && path.ptr[start - 1] != '/';)
      start--;
    return (il_str){path.ptr + start, end - start};
  }
  for (start = end, end = path.len;
       end > start + 1 && path.ptr[end - 1] != '.';)
    end--;
  if (end <= start + 1)
    return (il_str){path.ptr + start, path.len - start};
  return (il_str){path.ptr + start, end - 1 - start};
}

static il_str name_program(const il_linker *linker, const il_program *program,
                           uint32_t leader, bool with_source) {
  const il_unit *unit = &linker->units[leader];
  il_str base = unit->group.len ? unit->group : folder_or_stem(unit->source);
  il_buf buf = {0};
  il_buf_add(&buf, base);
  if (with_source) {
    il_buf_text(&buf, " (");
    il_buf_add(&buf, unit->source);
    if (unit->flags.len)
      il_buf_printf(&buf, ", %.*s", (int)unit->flags.len, unit->flags.ptr);
    il_buf_text(&buf, ")");
  }
  (void)program;
  il_str name = buf.failed ? (il_str){NULL, 0}
                           : il_arena_copy(linker->arena, il_buf_str(&buf));
  il_buf_free(&buf);
  return name;
}

static int program_cmp(const void *left, const void *right) {
  const il_program *a = left, *b = right;
  int order = il_str_cmp(a->name, b->name);
  /* Equal names are still told apart by their first units. */
  return order || !a->unit_count || !b->unit_count
             ? order
             : il_unit_cmp(a->units[0], b->units[0]);
}

/* The unit that a program is named after: that of its entry, else the first. */
static uint32_t leader_of(const il_linker *linker, const bool *member) {
  uint32_t first = IL_NONE;
  for (uint32_t u = linker->count; u-- > 0;)
    if (member[u])
      first = u;
  for (uint32_t u = 0; u < linker->count; u++)
    if (member[u] && has_entry(linker, &linker->units[u]))
      return u;
  return first;
}

static bool build_program(il_linker *linker, const bool *member,
                          il_program *program) {
  il_arena *arena = linker->arena;
  uint32_t *numbers = il_arena_array(arena, linker->count, sizeof *numbers);
  uint32_t *place = il_arena_array(arena, linker->count, sizeof *place);
  program->knowledge = linker->knowledge;
  program->units = il_arena_array(arena, linker->count, sizeof *program->units);
  if (!numbers || !place || !program->units)
    return false;
  for (uint32_t u = 0; u < linker->count; u++) {
    if (!member[u])
      continue;
    place[u] = program->unit_count;
    numbers[program->unit_count] = u;
    program->units[program->unit_count++] = &linker->units[u];
  }
  return bind_functions(linker, program, member, numbers, place);
}

static bool name_programs(il_linker *linker, il_programs *programs) {
  for (uint32_t p = 0; p < programs->count; p++) {
    il_program *program = &programs->items[p];
    uint32_t leader = leader_of(linker, linker->members.items[p]);
    program->name = name_program(linker, program, leader, false);
    if (!program->name.ptr)
      return false;
  }
  /* Two drivers in one folder: their sources tell them apart. */
  bool *equal = il_arena_array(linker->arena, programs->count, sizeof *equal);
  if (!equal)
    return false;
  for (uint32_t p = 0; p < programs->count; p++)
    for (uint32_t q = 0; q < programs->count; q++)
      equal[p] |=
          p != q && il_str_eq(programs->items[p].name, programs->items[q].name);
  for (uint32_t p = 0; p < programs->count; p++) {
    if (!equal[p])
      continue;
    uint32_t leader = leader_of(linker, linker->members.items[p]);
    programs->items[p].name =
        name_program(linker, &programs->items[p], leader, true);
    if (!programs->items[p].name.ptr)
      return false;
  }
  return true;
}

bool il_link(const il_knowledge *knowledge, const il_unit *units,
             uint32_t count, il_arena *arena, il_programs *programs) {
  il_linker linker = {
      .knowledge = knowledge, .arena = arena, .units = units, .count = count};
  *programs = (il_programs){0};
  if (!find_repeats(&linker) || !collect_defs(&linker) ||
      !collect_references(&linker) || !make_clusters(&linker) ||
      !find_programs(&linker))
    return false;
  programs->items =
      il_arena_array(arena, linker.members.count, sizeof *programs->items);
  if (!programs->items)
    return false;
  programs->count = (uint32_t)linker.members.count;
  for (uint32_t p = 0; p < programs->count; p++)
    if (!build_program(&linker, linker.members.items[p], &programs->items[p]))
      return false;
  if (!name_programs(&linker, programs))
    return false;
  if (programs->count)
    qsort(programs->items, programs->count, sizeof *programs->items,
          program_cmp);
  return true;
}

/* ---- isrlint/program.h ---- */

il_str il_program_name(const il_program *program) { return program->name; }
const il_knowledge *il_program_knowledge(const il_program *program) {
  return program->knowledge;
}

uint32_t il_program_unit_count(const il_program *program) {
  return program->unit_count;
}

const il_facts *il_program_facts(const il_program *program, uint32_t unit) {
  return unit < program->unit_count ? program->units[unit]->facts : NULL;
}

uint32_t il_program_function_count(const il_program *program) {
  return program->function_count;
}

const il_function *il_program_function(const il_program *program,
                                       uint32_t function) {
  return function < program->function_count ? &program->functions[function]
                                            : NULL;
}

uint32_t il_program_resolve(const il_program *program, uint32_t unit,
                            il_str name) {
  if (unit >= program->unit_count)
    return IL_OUTSIDE;
  uint32_t fn = il_unit_find_fn(program->units[unit], name);
  return fn == IL_NONE ? IL_OUTSIDE : program->bound[unit][fn];
}
