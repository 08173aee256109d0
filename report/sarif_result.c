/* sarif_result.c - one finding as a SARIF result. */
#include "sarif_internal.h"

/* The calls from the root to the place: names[0] is the root, the last is the
 * function that holds the place. */
typedef struct path {
  const char **names;
  size_t count;
} path;

static path find_path(il_sarif *s, const il_finding *finding) {
  path p = {
      il_arena_array(s->arena, finding->step_count + 1, sizeof(const char *)),
      0};
  if (!p.names) {
    s->failed = true;
    return p;
  }
  /* The steps lead outwards, the path inwards. */
  for (size_t i = finding->step_count; i > 0; i--) {
    const il_step *step = &finding->steps[i - 1];
    if (step->kind == IL_STEP_CALL && step->function)
      p.names[p.count++] = step->function;
  }
  if (finding->function)
    p.names[p.count++] = finding->function;
  return p;
}

static bool has_place(const il_step *step) {
  return step->at.path && *step->at.path && step->kind != IL_STEP_ADVICE;
}

/* The id of the related location that shows the root; 0 when none does. */
static int root_id(const il_finding *finding) {
  int id = 0;
  for (size_t i = 0; i < finding->step_count; i++) {
    id += has_place(&finding->steps[i]);
    if (finding->steps[i].kind == IL_STEP_ROOT && has_place(&finding->steps[i]))
      return id;
  }
  return 0;
}

static void add_name(il_buf *out, const char *linkage) {
  il_buf_add(out, il_sarif_name(linkage));
}

/* The root's name in quotes, as a link to its place where there is one. */
static void add_root(il_buf *out, const il_finding *finding) {
  il_str name = il_sarif_name(finding->root);
  int id = root_id(finding);
  bool link = id && name.len && !memchr(name.ptr, '[', name.len) &&
              !memchr(name.ptr, ']', name.len);
  il_buf_text(out, link ? "'[" : "'");
  il_buf_add(out, name);
  if (link)
    il_buf_printf(out, "](%d)'", id);
  else
    il_buf_byte(out, '\'');
}

static void add_way(il_buf *out, const il_finding *finding, path p) {
  if (!finding->root)
    return;
  il_buf_text(out, p.count > 1 ? " It is reached from the " : " It is in the ");
  il_buf_text(out, finding->root_kind ? finding->root_kind : "routine");
  il_buf_byte(out, ' ');
  add_root(out, finding);
  if (p.count > 1) {
    il_buf_text(out, " by the path '");
    for (size_t i = 0; i < p.count; i++) {
      if (i)
        il_buf_text(out, " -> ");
      add_name(out, p.names[i]);
    }
    if (finding->callee) {
      il_buf_text(out, " -> ");
      add_name(out, finding->callee);
    }
    il_buf_byte(out, '\'');
  } else {
    il_buf_text(out, " itself");
  }
  il_buf_byte(out, '.');
}

/* A text of ours never links by accident. */
static void add_unlinked(il_buf *out, il_buf *sentence) {
  for (size_t i = 0; i < sentence->len; i++) {
    il_buf_byte(out, sentence->ptr[i]);
    if (sentence->ptr[i] == ']' && i + 1 < sentence->len &&
        sentence->ptr[i + 1] == '(')
      il_buf_byte(out, ' ');
  }
  out->failed |= sentence->failed;
  il_buf_free(sentence);
}

/* What the related locations cannot show, because it has no place. */
static bool is_remark(const il_step *step) {
  return step->kind == IL_STEP_ADVICE ||
         (step->kind == IL_STEP_RELATED && !has_place(step));
}

static json_t *message(il_sarif *s, const il_finding *finding, path p) {
  il_buf text = {0}, sentence = {0};
  il_sarif_sentence(&sentence, finding->message);
  add_unlinked(&text, &sentence);
  add_way(&text, finding, p);
  for (size_t i = 0; i < finding->step_count; i++) {
    if (!is_remark(&finding->steps[i]))
      continue;
    il_buf_byte(&text, ' ');
    il_sarif_sentence(&sentence, finding->steps[i].text);
    add_unlinked(&text, &sentence);
  }
  return il_json_message(s, &text);
}

static json_t *kinds(il_sarif *s, const char *first, const char *second,
                     const char *third) {
  json_t *list = il_json_array(s);
  il_json_push(s, list, il_json_text(s, first));
  if (second)
    il_json_push(s, list, il_json_text(s, second));
  if (third)
    il_json_push(s, list, il_json_text(s, third));
  return list;
}

typedef struct flow {
  json_t *locations;
  size_t order, nesting;
} flow;

static void push_step(il_sarif *s, flow *f, json_t *location, json_t *kind,
                      const char *importance, il_level level) {
  json_t *value = il_json_object(s);
  il_json_put(s, value, "location", location);
  il_json_put(s, value, "kinds", kind);
  il_json_put(s, value, "nestingLevel", il_json_number(s, f->nesting));
  il_json_put(s, value, "executionOrder", il_json_number(s, ++f->order));
  il_json_put(s, value, "importance", il_json_text(s, importance));
  if (level != IL_LEVEL_UNKNOWN) {
    json_t *state = il_json_object(s);
    il_buf name = {0};
    il_buf_text(&name, il_level_name(level));
    il_json_put(s, state, "irql", il_json_message(s, &name));
    il_json_put(s, value, "state", state);
  }
  il_json_push(s, f->locations, value);
}

static void push_outer(il_sarif *s, flow *f, const il_step *step) {
  if (step->kind == IL_STEP_RELATED || !has_place(step))
    return;
  json_t *location =
      il_sarif_location(s, step->at, step->function, step->text, -1, false);
  if (step->kind == IL_STEP_ROOT) {
    push_step(s, f, location, kinds(s, "enter", "function", NULL), "essential",
              step->level);
  } else if (step->kind == IL_STEP_POINTER) {
    push_step(s, f, location, kinds(s, "value", NULL, NULL), "important",
              step->level);
  } else {
    push_step(s, f, location, kinds(s, "call", "function", NULL), "important",
              step->level);
    f->nesting++;
  }
}

static json_t *code_flows(il_sarif *s, const il_finding *finding) {
  flow f = {il_json_array(s), 0, 1};
  for (size_t i = finding->step_count; i > 0; i--)
    push_outer(s, &f, &finding->steps[i - 1]);
  push_step(s, &f,
            il_sarif_location(s, finding->at, finding->function,
                              finding->message, -1, false),
            finding->callee ? kinds(s, "call", "function", "danger")
                            : kinds(s, "danger", NULL, NULL),
            "essential", finding->level);
  json_t *thread = il_json_object(s), *threads = il_json_array(s);
  json_t *flow_object = il_json_object(s), *flows = il_json_array(s);
  if (finding->root)
    il_json_put(s, thread, "id", il_json_text(s, finding->root));
  il_json_put(s, thread, "locations", f.locations);
  il_json_push(s, threads, thread);
  il_json_put(s, flow_object, "threadFlows", threads);
  il_json_push(s, flows, flow_object);
  return flows;
}

static json_t *related_locations(il_sarif *s, const il_finding *finding) {
  json_t *list = il_json_array(s);
  int id = 0;
  for (size_t i = 0; i < finding->step_count; i++) {
    const il_step *step = &finding->steps[i];
    if (has_place(step))
      il_json_push(s, list,
                   il_sarif_location(s, step->at, step->function, step->text,
                                     ++id, false));
  }
  return list;
}

static json_t *fingerprints(il_sarif *s, const il_finding *finding) {
  json_t *value = il_json_object(s);
  char hash[IL_LINE_HASH_SIZE];
  il_source *source = il_sources_get(s->sources, finding->at.path);
  /* Without the source it is left out: uploaders compute it themselves, and
   * another value under this name would match nothing later. */
  if (source && il_source_line_hash(source, finding->at.line, hash))
    il_json_put(s, value, "primaryLocationLineHash", il_json_text(s, hash));
  il_json_put(s, value, "isrlintIdentity/v1",
              il_json_text(s, finding->identity));
  il_json_put(s, value, "isrlintCallChain/v1", il_json_text(s, finding->chain));
  return value;
}

static void put_level(il_sarif *s, json_t *object, const char *key,
                      il_level level) {
  if (level != IL_LEVEL_UNKNOWN)
    il_json_put(s, object, key, il_json_text(s, il_level_name(level)));
}

static void put_text(il_sarif *s, json_t *object, const char *key,
                     const char *text) {
  if (text)
    il_json_put(s, object, key, il_json_text(s, text));
}

static json_t *properties(il_sarif *s, const il_finding *finding, path p) {
  json_t *value = il_json_object(s);
  put_text(s, value, "entryPoint", finding->root);
  put_text(s, value, "entryPointKind", finding->root_kind);
  put_text(s, value, "callee", finding->callee);
  put_level(s, value, "irql", finding->level);
  put_level(s, value, "maxIrql", finding->limit);
  put_text(s, value, "source", finding->page);
  il_json_put(s, value, "callDepth",
              il_json_number(s, p.count ? p.count - 1 : 0));
  il_json_put(s, value, "otherRoots", il_json_number(s, finding->other_roots));
  if (finding->program < s->result->program_count)
    put_text(s, value, "program", s->result->programs[finding->program].name);
  return value;
}

static size_t rule_index(const il_rule_info *rule, bool *known) {
  const il_rule_info *at;
  for (size_t i = 0; (at = il_rule_at(i)) != NULL; i++)
    if (strcmp(at->id, rule->id) == 0) {
      *known = true;
      return i;
    }
  *known = false;
  return 0;
}

/* Either all results have a list or none has. */
static bool any_suppressed(const il_result *result) {
  for (size_t i = 0; i < result->finding_count; i++)
    if (result->findings[i].suppression)
      return true;
  return false;
}

static json_t *suppressions(il_sarif *s, const il_finding *finding) {
  json_t *list = il_json_array(s);
  if (!finding->suppression)
    return list;
  json_t *one = il_json_object(s);
  il_json_put(s, one, "kind", il_json_text(s, "inSource"));
  il_json_put(s, one, "justification", il_json_text(s, finding->suppression));
  il_json_put(
      s, one, "location",
      il_sarif_location(s, finding->suppressed_at, NULL, NULL, -1, false));
  il_json_push(s, list, one);
  return list;
}

static json_t *result_object(il_sarif *s, const il_finding *finding) {
  json_t *value = il_json_object(s);
  path p = find_path(s, finding);
  bool known;
  size_t rule = rule_index(finding->rule, &known);
  il_json_put(s, value, "ruleId", il_json_text(s, finding->rule->id));
  if (known)
    il_json_put(s, value, "ruleIndex", il_json_number(s, rule));
  il_json_put(s, value, "kind", il_json_text(s, "fail"));
  il_json_put(s, value, "level",
              il_json_text(s, il_sarif_level(finding->severity)));
  il_json_put(s, value, "rank", json_real(il_sarif_rank(finding->severity)));
  il_json_put(s, value, "message", message(s, finding, p));
  if (finding->at.path) {
    json_t *locations = il_json_array(s);
    il_json_push(
        s, locations,
        il_sarif_location(s, finding->at, finding->function, NULL, 0, true));
    il_json_put(s, value, "locations", locations);
    il_json_put(s, value, "codeFlows", code_flows(s, finding));
  }
  il_json_put(s, value, "relatedLocations", related_locations(s, finding));
  il_json_put(s, value, "partialFingerprints", fingerprints(s, finding));
  if (any_suppressed(s->result))
    il_json_put(s, value, "suppressions", suppressions(s, finding));
  il_json_put(s, value, "properties", properties(s, finding, p));
  return value;
}

json_t *il_sarif_results(il_sarif *s) {
  json_t *list = il_json_array(s);
  for (size_t i = 0; i < s->result->finding_count && !s->failed; i++)
    il_json_push(s, list, result_object(s, &s->result->findings[i]));
  return list;
}
