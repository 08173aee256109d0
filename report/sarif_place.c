/* sarif_place.c - files, functions and places in SARIF. */
#include "sarif_internal.h"

#include "utf8.h"

#include <stdlib.h>

#define OUTSIDE "<sys>/"

enum { CONTEXT_LINES = 3 }; /* before and after the place */

static void index_add(il_sarif *s, il_index *index, const char *item) {
  uint32_t known;
  if (!index->map)
    index->map = il_map_new(s->arena);
  if (!index->map) {
    s->failed = true;
    return;
  }
  if (il_map_get(index->map, il_str_of(item), &known))
    return;
  const char **items = il_arena_grow(s->arena, index->items, index->count,
                                     &index->capacity, sizeof(const char *));
  if (!items || !il_map_put(index->map, il_str_of(item), 0)) {
    s->failed = true;
    return;
  }
  index->items = items;
  items[index->count++] = item;
}

static int compare(const void *a, const void *b) {
  return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void index_number(il_sarif *s, il_index *index) {
  if (index->count)
    qsort(index->items, index->count, sizeof *index->items, compare);
  for (size_t i = 0; i < index->count; i++)
    if (!il_map_put(index->map, il_str_of(index->items[i]), (uint32_t)i))
      s->failed = true;
}

static bool index_of(const il_index *index, const char *item, uint32_t *at) {
  return index->map && il_map_get(index->map, il_str_of(item), at);
}

static bool is_below(const char *path) {
  return il_path_is_inside(path) && path[0] != '<';
}

/* What names the file of this path in the output: the path below the root,
 * else '<sys>/' and the last part alone, because an absolute path would tell
 * about the machine, and '..' would leave the root. */
static const char *artifact_name(il_sarif *s, const char *path) {
  if (is_below(path))
    return path;
  const char *slash = strrchr(path, '/'), *back = strrchr(path, '\\');
  if (back && (!slash || back > slash))
    slash = back;
  if (slash)
    path = slash + 1;
  if (!*path || strcmp(path, "..") == 0 || strcmp(path, ".") == 0)
    path = "unknown";
  il_buf name = {0};
  il_buf_printf(&name, OUTSIDE "%s", path);
  il_str copy = {NULL, 0};
  if (!name.failed)
    copy = il_arena_copy(s->arena, il_buf_str(&name));
  il_buf_free(&name);
  s->failed |= !copy.ptr;
  s->outside = true;
  return copy.ptr;
}

void il_sarif_note(il_sarif *s, const char *path, const char *function) {
  const char *name = path && *path ? artifact_name(s, path) : NULL;
  if (name)
    index_add(s, &s->artifacts, name);
  if (function && *function)
    index_add(s, &s->functions, function);
}

void il_sarif_number(il_sarif *s) {
  index_number(s, &s->artifacts);
  index_number(s, &s->functions);
}

static json_t *artifact_location(il_sarif *s, const char *name,
                                 bool with_index) {
  json_t *value = il_json_object(s);
  il_buf uri = {0};
  bool below = is_below(name);
  for (const char *c = below ? name : name + sizeof OUTSIDE - 1; *c; c++)
    if (il_is_alnum(*c) || strchr("-._~/", *c))
      il_buf_byte(&uri, *c);
    else
      il_buf_printf(&uri, "%%%02X", (unsigned)(unsigned char)*c);
  s->failed |= uri.failed;
  il_json_put(s, value, "uri", il_json_str(s, il_buf_str(&uri)));
  il_buf_free(&uri);
  il_json_put(s, value, "uriBaseId",
              il_json_text(s, below ? IL_SARIF_SOURCES : IL_SARIF_OUTSIDE));
  uint32_t at;
  if (with_index && index_of(&s->artifacts, name, &at))
    il_json_put(s, value, "index", il_json_number(s, at));
  return value;
}

static bool is_name_byte(char c) {
  return il_is_alnum(c) || c == '_' || c == '$' || (unsigned char)c >= 0x80;
}

/* How many bytes the thing at the start of the text takes: an identifier or
 * number, else one character. */
static size_t thing_bytes(il_str text) {
  size_t len = 0;
  while (len < text.len && is_name_byte(text.ptr[len]))
    len++;
  return len ? len : text.len ? il_utf8_next(text).bytes : 0;
}

static bool is_showable(il_str text) {
  return text.ptr && text.len <= IL_SOURCE_LINE_MAX &&
         !(text.len && memchr(text.ptr, '\0', text.len));
}

static void put_snippet(il_sarif *s, json_t *region, il_str text) {
  il_buf snippet = {0};
  il_utf8_repair(&snippet, text);
  il_json_put(s, region, "snippet", il_json_message(s, &snippet));
}

static json_t *region(il_sarif *s, const il_source *source, il_spot at) {
  json_t *value = il_json_object(s);
  il_str line = {NULL, 0};
  if (source)
    line = il_source_line(source, at.line);
  size_t byte = at.column ? at.column - 1 : 0;
  size_t first = byte + 1, last = byte + 2;
  il_str thing = {NULL, 0};
  if (line.ptr && byte <= line.len) {
    il_str rest = {line.ptr + byte, line.len - byte};
    thing = (il_str){rest.ptr, thing_bytes(rest)};
    first = il_utf8_units((il_str){line.ptr, byte}) + 1;
    last = first + il_utf8_units(thing);
  }
  il_json_put(s, value, "startLine", il_json_number(s, at.line));
  il_json_put(s, value, "startColumn", il_json_number(s, first));
  il_json_put(s, value, "endLine", il_json_number(s, at.line));
  il_json_put(s, value, "endColumn", il_json_number(s, last));
  if (thing.len && is_showable(thing))
    put_snippet(s, value, thing);
  return value;
}

static json_t *context_region(il_sarif *s, const il_source *source,
                              il_spot at) {
  size_t lines = il_source_lines(source);
  size_t first = at.line > CONTEXT_LINES ? at.line - CONTEXT_LINES : 1;
  size_t last = at.line + (size_t)CONTEXT_LINES;
  /* What follows the last line end is no line to show. */
  if (lines > 1 && !il_source_line(source, lines).len)
    lines--;
  if (last > lines)
    last = lines;
  if (at.line > last || first == last)
    return NULL;
  il_buf text = {0};
  for (size_t i = first; i <= last; i++) {
    il_str line = il_source_line(source, i);
    if (!is_showable(line)) {
      il_buf_free(&text);
      return NULL;
    }
    il_utf8_repair(&text, line);
    il_buf_byte(&text, '\n');
  }
  json_t *value = il_json_object(s);
  il_json_put(s, value, "startLine", il_json_number(s, first));
  il_json_put(s, value, "endLine", il_json_number(s, last));
  il_json_put(s, value, "snippet", il_json_message(s, &text));
  return value;
}

static json_t *physical_location(il_sarif *s, il_spot at, bool with_context) {
  json_t *value = il_json_object(s);
  const char *name = artifact_name(s, at.path);
  if (name)
    il_json_put(s, value, "artifactLocation", artifact_location(s, name, true));
  if (!at.line)
    return value;
  const il_source *source = il_sources_get(s->sources, at.path);
  il_json_put(s, value, "region", region(s, source, at));
  json_t *context =
      source && with_context ? context_region(s, source, at) : NULL;
  if (context)
    il_json_put(s, value, "contextRegion", context);
  return value;
}

json_t *il_sarif_location(il_sarif *s, il_spot at, const char *function,
                          const char *message, int id, bool with_context) {
  json_t *value = il_json_object(s);
  uint32_t number;
  if (id >= 0)
    il_json_put(s, value, "id", il_json_number(s, (size_t)id));
  if (at.path && *at.path)
    il_json_put(s, value, "physicalLocation",
                physical_location(s, at, with_context));
  if (function && index_of(&s->functions, function, &number)) {
    json_t *list = il_json_array(s), *logical = il_json_object(s);
    il_json_put(s, logical, "index", il_json_number(s, number));
    il_json_put(s, logical, "fullyQualifiedName", il_json_text(s, function));
    il_json_push(s, list, logical);
    il_json_put(s, value, "logicalLocations", list);
  }
  if (message)
    il_json_put(s, value, "message", il_json_sentence(s, message));
  return value;
}

static bool holds_result(const il_sarif *s, const char *path) {
  for (size_t i = 0; i < s->result->finding_count; i++) {
    const char *at = s->result->findings[i].at.path;
    if (at && strcmp(at, path) == 0)
      return true;
  }
  return false;
}

static bool is_utf8(il_str text) {
  while (text.len) {
    il_char c = il_utf8_next(text);
    if (c.broken)
      return false;
    text = (il_str){text.ptr + c.bytes, text.len - c.bytes};
  }
  return true;
}

static bool is_c_source(const char *path) {
  size_t len = strlen(path);
  return len > 2 && path[len - 2] == '.' &&
         strchr("chCH", path[len - 1]) != NULL;
}

json_t *il_sarif_artifacts(il_sarif *s) {
  json_t *list = il_json_array(s);
  for (size_t i = 0; i < s->artifacts.count; i++) {
    const char *path = s->artifacts.items[i];
    const il_source *source = il_sources_get(s->sources, path);
    json_t *value = il_json_object(s);
    il_json_put(s, value, "location", artifact_location(s, path, false));
    if (holds_result(s, path)) {
      json_t *roles = il_json_array(s);
      il_json_push(s, roles, il_json_text(s, "resultFile"));
      il_json_put(s, value, "roles", roles);
    }
    if (source) {
      il_str text = il_source_text(source);
      il_json_put(s, value, "length", il_json_number(s, text.len));
      if (is_utf8(text))
        il_json_put(s, value, "encoding", il_json_text(s, "UTF-8"));
    }
    if (is_c_source(path))
      il_json_put(s, value, "sourceLanguage", il_json_text(s, "c"));
    il_json_push(s, list, value);
  }
  return list;
}

json_t *il_sarif_functions(il_sarif *s) {
  json_t *list = il_json_array(s);
  for (size_t i = 0; i < s->functions.count; i++) {
    const char *name = s->functions.items[i];
    json_t *value = il_json_object(s);
    il_json_put(s, value, "name", il_json_str(s, il_sarif_name(name)));
    il_json_put(s, value, "fullyQualifiedName", il_json_text(s, name));
    il_json_put(s, value, "kind", il_json_text(s, "function"));
    il_json_push(s, list, value);
  }
  return list;
}
