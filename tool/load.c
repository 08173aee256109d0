/* load.c - see load.h. */
#include "load.h"

#include "isrlint/object.h"
#include "last.h"
#include "object_internal.h"
#include "options.h"
#include "str.h"

#include <stdlib.h>
#include <string.h>

static int add_text(units *u, const char *path, il_str text,
                    const char *group) {
  il_error err = {0};
  il_facts *facts = il_facts_read(text, &err);
  if (!facts)
    return trouble("'%s:%u:%u': %s; extract the unit again", path, err.line,
                   err.column, err.message);
  if (u->count == u->capacity) {
    u->capacity = u->capacity ? u->capacity * 2 : 16;
    u->inputs = need(realloc(u->inputs, u->capacity * sizeof *u->inputs));
    u->facts = need(realloc(u->facts, u->capacity * sizeof *u->facts));
  }
  strings_add(&u->groups, group);
  u->facts[u->count] = facts;
  u->inputs[u->count] = (il_input){
      .facts = facts,
      .group = il_str_of(*group ? u->groups.items[u->groups.count - 1] : NULL)};
  u->count++;
  return 0;
}

typedef struct visit {
  units *u;
  const char *path, *group;
  int code;
} visit;

static il_status add_member(void *context, il_str member, il_str facts) {
  visit *v = context;
  char *path =
      member.len ? text_printf("%s(%.*s)", v->path, (int)member.len, member.ptr)
                 : text_printf("%s", v->path);
  v->code = add_text(v->u, path, facts, v->group);
  free(path);
  return v->code ? IL_ESYNTAX : IL_OK;
}

static il_status pass_over(void *context, il_str member, il_str facts) {
  (void)context;
  (void)member;
  (void)facts;
  return IL_OK;
}

/* An archive has been read whole before its members come here. */
static il_status add_bare(void *context, il_object_part *member) {
  visit *v = context;
  if (il_object_sniff(member->bytes) == IL_OBJECT_ARCHIVE)
    return IL_OK;
  il_error err = {0};
  il_object_tally tally;
  il_object_read(member->bytes, pass_over, NULL, &tally, &err);
  if (tally.without) {
    char *path = text_printf("%s(%.*s)", v->path, (int)member->member.len,
                             member->member.ptr);
    strings_add(&v->u->bare, path);
    free(path);
  }
  return IL_OK;
}

int units_add_file(units *u, const char *path, const char *group) {
  il_str text;
  const char *why;
  if (!read_file(path, &text, &why))
    return trouble("cannot read '%s': %s", path, why);
  int code;
  const il_str magic = IL_STR(IL_OBJECT_MAGIC);
  if (text.len >= magic.len && memcmp(text.ptr, magic.ptr, magic.len) == 0) {
    code = add_text(u, path, text, group);
  } else if (il_object_sniff(text) == IL_OBJECT_NONE) {
    code = trouble("'%s' is no facts file, object or archive", path);
  } else {
    visit v = {.u = u, .path = path, .group = group};
    il_error err = {0};
    il_object_tally tally;
    il_status status = il_object_read(text, add_member, &v, &tally, &err);
    code = v.code;
    if (tally.without && il_object_sniff(text) != IL_OBJECT_ARCHIVE)
      strings_add(&u->bare, path);
    else if (tally.without && status == IL_OK)
      status = il_object_archive(&(il_object_part){.bytes = text, .err = &err},
                                 add_bare, &v);
    if (code == 0 && status != IL_OK)
      code = trouble("'%s': %s", path, err.message);
    else if (code == 0 && tally.texts == 0)
      remark("'%s' carries no facts; build it with the plugin and "
             "-fplugin-arg-isrlint-facts=object",
             path);
  }
  free((char *)text.ptr);
  return code;
}

int units_add_folder(units *u, const char *path) {
  static const char *const endings[] = {".facts", NULL};
  last list;
  int code = 0;
  if (last_read(path, &list)) {
    for (size_t i = 0; code == 0 && i < list.facts.count; i++)
      code = units_add_file(u, list.facts.items[i], list.groups.items[i]);
    if (!u->root && is_folder(list.root))
      u->root = need(strdup(list.root));
    last_free(&list);
    return code;
  }
  strings found = {0};
  if (!find_files(path, endings, &found))
    remark("a folder below '%s' cannot be read; its facts are left out", path);
  if (found.count == 0)
    code = trouble("no '.facts' file below '%s'", path);
  for (size_t i = 0; code == 0 && i < found.count; i++)
    code = units_add_file(u, found.items[i], "");
  strings_free(&found);
  return code;
}

void units_free(units *u) {
  for (size_t i = 0; i < u->count; i++)
    il_facts_free(u->facts[i]);
  free(u->inputs);
  free(u->facts);
  strings_free(&u->groups);
  free(u->root);
  strings_free(&u->bare);
  *u = (units){0};
}
