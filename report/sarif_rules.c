/* sarif_rules.c - what SARIF says about the rules and the notifications. */
#include "sarif_internal.h"

#include "utf8.h"

#include <stdio.h>

enum {
  DESCRIPTION_MAX = 1024, /* bytes that viewers accept of a description */
  TAGS_MAX = 10           /* tags that viewers show */
};

/* "irql-too-high" to "IrqlTooHigh". */
static json_t *pascal_name(il_sarif *s, const char *id) {
  il_buf name = {0};
  bool upper = true;
  for (; *id; id++) {
    if (*id == '-') {
      upper = true;
      continue;
    }
    il_buf_byte(&name, upper ? il_to_upper(*id) : *id);
    upper = false;
  }
  s->failed |= name.failed;
  json_t *value = il_json_str(s, il_buf_str(&name));
  il_buf_free(&name);
  return value;
}

static bool starts(il_str text, const char *with) {
  size_t len = strlen(with);
  return text.len >= len && memcmp(text.ptr, with, len) == 0;
}

static il_str from(il_str text, size_t at) {
  return (il_str){text.ptr + at, text.len - at};
}

/* The place of 'what' in the text, or its length. */
static size_t find(il_str text, char what) {
  const char *at = text.len ? memchr(text.ptr, what, text.len) : NULL;
  return at ? (size_t)(at - text.ptr) : text.len;
}

/* Appends a line of Markdown without its marks for code, stress and links. */
static void add_unmarked(il_buf *out, il_str line) {
  while (line.len) {
    if (line.ptr[0] == '`') {
      line = from(line, 1);
      continue;
    }
    if (starts(line, "**")) {
      line = from(line, 2);
      continue;
    }
    size_t end = line.ptr[0] == '[' ? find(line, ']') : line.len;
    if (end + 1 < line.len && line.ptr[end + 1] == '(') {
      il_str rest = from(line, end + 2);
      size_t close = find(rest, ')');
      if (close < rest.len) {
        add_unmarked(out, (il_str){line.ptr + 1, end - 1});
        il_buf_text(out, " (");
        il_buf_add(out, (il_str){rest.ptr, close});
        il_buf_byte(out, ')');
        line = from(rest, close + 1);
        continue;
      }
    }
    il_buf_byte(out, line.ptr[0]);
    line = from(line, 1);
  }
}

/* The README for viewers that show no Markdown. */
static void add_plain(il_buf *out, il_str readme) {
  bool code = false;
  while (readme.ptr && readme.len) {
    il_str line = il_str_split(readme, '\n', &readme);
    if (starts(line, "```")) {
      code = !code;
      continue;
    }
    if (code) {
      il_buf_text(out, "    ");
      il_buf_add(out, line);
    } else {
      size_t marks = 0;
      while (marks < line.len && line.ptr[marks] == '#')
        marks++;
      if (marks && marks < line.len && line.ptr[marks] == ' ')
        line = from(line, marks + 1);
      add_unmarked(out, line);
    }
    il_buf_byte(out, '\n');
  }
}

/* What stands between the title and the next heading, in one line. */
static void add_introduction(il_buf *out, il_str readme) {
  size_t start = out->len;
  while (readme.ptr) {
    il_str line = il_str_split(readme, '\n', &readme);
    bool heading = line.len && line.ptr[0] == '#';
    if (out->len > start && (heading || starts(line, "```")))
      return;
    if (!line.len || heading)
      continue;
    if (out->len > start)
      il_buf_byte(out, ' ');
    add_unmarked(out, line);
  }
}

/* Cuts at the last sentence that fits. */
static void cut(il_buf *text) {
  if (text->failed || text->len <= DESCRIPTION_MAX)
    return;
  size_t len = DESCRIPTION_MAX;
  while (len && !(text->ptr[len - 1] == '.' && text->ptr[len] == ' '))
    len--;
  if (!len) {
    len = DESCRIPTION_MAX - 4;
    while (len && ((unsigned char)text->ptr[len] & 0xC0) == 0x80)
      len--; /* not inside a character */
    memcpy(text->ptr + len, "...", 3);
    len += 3;
  }
  text->len = len;
  text->ptr[len] = '\0';
}

static json_t *description(il_sarif *s, const char *text) {
  il_buf plain = {0}, sentence = {0};
  if (text)
    add_unmarked(&plain, il_str_of(text));
  cut(&plain);
  s->failed |= plain.failed;
  il_sarif_sentence(&sentence, plain.ptr);
  il_buf_free(&plain);
  return il_json_message(s, &sentence);
}

static json_t *full_description(il_sarif *s, const il_rule_info *rule) {
  il_buf text = {0};
  if (rule->readme)
    add_introduction(&text, il_str_of(rule->readme));
  s->failed |= text.failed;
  json_t *value = description(s, text.len ? text.ptr : rule->sentence);
  il_buf_free(&text);
  return value;
}

static json_t *help(il_sarif *s, const il_rule_info *rule) {
  il_buf text = {0};
  if (rule->readme)
    add_plain(&text, il_str_of(rule->readme));
  if (!text.len)
    il_sarif_sentence(&text, rule->sentence);
  json_t *value = il_json_message(s, &text);
  if (rule->readme)
    il_json_put(s, value, "markdown", il_json_text(s, rule->readme));
  return value;
}

/* Each 'CWE-N' of the README becomes a tag. */
static void push_weaknesses(il_sarif *s, json_t *tags, const char *readme) {
  const char *at = readme;
  while (at && json_array_size(tags) < TAGS_MAX) {
    at = strstr(at, "CWE-");
    if (!at)
      return;
    at += 4;
    size_t digits = strspn(at, "0123456789");
    if (!digits || digits > 6)
      continue;
    char tag[32];
    snprintf(tag, sizeof tag, "external/cwe/cwe-%.*s", (int)digits, at);
    bool known = false;
    for (size_t i = 0; i < json_array_size(tags); i++)
      known |= strcmp(json_string_value(json_array_get(tags, i)), tag) == 0;
    if (!known)
      il_json_push(s, tags, il_json_text(s, tag));
  }
}

static const char *precision(il_tier tier) {
  return tier == IL_TIER_DEFAULT   ? "high"
         : tier == IL_TIER_PREVIEW ? "medium"
                                   : "low";
}

static json_t *rule_properties(il_sarif *s, const il_rule_info *rule) {
  json_t *properties = il_json_object(s), *tags = il_json_array(s);
  char code[16];
  snprintf(code, sizeof code, "ISR%u", (unsigned)rule->number);
  il_json_put(s, properties, "code", il_json_text(s, code));
  il_json_put(s, properties, "precision",
              il_json_text(s, precision(rule->tier)));
  il_json_put(s, properties, "problem.severity",
              il_json_text(s, rule->severity == IL_NOTE
                                  ? "recommendation"
                                  : il_sarif_level(rule->severity)));
  il_json_push(s, tags, il_json_text(s, "storport"));
  il_json_push(s, tags, il_json_text(s, "interrupt"));
  push_weaknesses(s, tags, rule->readme);
  il_json_put(s, properties, "tags", tags);
  return properties;
}

static json_t *configuration(il_sarif *s, bool enabled, il_severity level) {
  json_t *value = il_json_object(s);
  il_json_put(s, value, "enabled", json_boolean(enabled));
  il_json_put(s, value, "level", il_json_text(s, il_sarif_level(level)));
  il_json_put(s, value, "rank", json_real(il_sarif_rank(level)));
  return value;
}

static json_t *rule_object(il_sarif *s, const il_rule_info *rule) {
  json_t *value = il_json_object(s);
  il_json_put(s, value, "id", il_json_text(s, rule->id));
  il_json_put(s, value, "name", pascal_name(s, rule->id));
  il_json_put(s, value, "shortDescription", description(s, rule->sentence));
  il_json_put(s, value, "fullDescription", full_description(s, rule));
  il_json_put(s, value, "help", help(s, rule));
  il_json_put(s, value, "defaultConfiguration",
              configuration(s, rule->tier == IL_TIER_DEFAULT, rule->severity));
  il_json_put(s, value, "properties", rule_properties(s, rule));
  return value;
}

json_t *il_sarif_rules(il_sarif *s) {
  json_t *rules = il_json_array(s);
  const il_rule_info *rule;
  for (size_t i = 0; (rule = il_rule_at(i)) != NULL; i++)
    il_json_push(s, rules, rule_object(s, rule));
  return rules;
}

typedef struct notice_info {
  const char *id, *name;
  il_severity level;
  const char *what, *meaning, *cure;
} notice_info;

static const notice_info notices[IL_NOTICES] = {
    [IL_NOTICE_INDIRECT] =
        {"ISRN001", "IndirectCallNotResolved", IL_NOTE,
         "An indirect call was not resolved.",
         "No function was found that the called pointer can hold, so what it "
         "calls was not checked.",
         "Check the units in which the pointer is set too."},
    [IL_NOTICE_UNKNOWN] =
        {"ISRN002", "UnknownRoutine", IL_NOTE,
         "Nothing is known about a called routine.",
         "The routine has no body in the checked units and no row in the "
         "tables "
         "of routines, so nothing was reported about its calls.",
         "Add the unit that defines the routine to the checked ones."},
    [IL_NOTICE_NO_INTERRUPT] =
        {"ISRN003", "NoInterruptRoutine", IL_WARNING,
         "No interrupt routine was checked in a program.",
         "No function of the program was found to run as an interrupt routine, "
         "so nothing at DIRQL was checked. The absence of findings says "
         "nothing.",
         "Declare the interrupt routine with its role type, and check all "
         "units "
         "of the driver."},
    [IL_NOTICE_INCOMPLETE] =
        {"ISRN004", "UnitIncomplete", IL_WARNING,
         "A unit was not seen completely.",
         "The source was read as far as it could be; statements may be missing "
         "from what was checked.",
         "Correct the errors, or give the unit the options that it is built "
         "with."},
    [IL_NOTICE_NO_GRAPH] =
        {"ISRN005", "BodyWithoutGraph", IL_NOTE,
         "The flow of a function is not known.",
         "The compiler gave no control flow graph for the body, so there is no "
         "verdict on its loops and locks.",
         "Move the part that needs structured exception handling into a "
         "function of its own."},
};

json_t *il_sarif_notices(il_sarif *s) {
  json_t *list = il_json_array(s);
  for (size_t i = 0; i < IL_NOTICES; i++) {
    const notice_info *info = &notices[i];
    json_t *value = il_json_object(s), *level = il_json_object(s);
    il_json_put(s, value, "id", il_json_text(s, info->id));
    il_json_put(s, value, "name", il_json_text(s, info->name));
    il_json_put(s, value, "shortDescription", il_json_sentence(s, info->what));
    il_json_put(s, value, "fullDescription",
                il_json_sentence(s, info->meaning));
    il_json_put(s, value, "help", il_json_sentence(s, info->cure));
    il_json_put(s, level, "level",
                il_json_text(s, il_sarif_level(info->level)));
    il_json_put(s, value, "defaultConfiguration", level);
    il_json_push(s, list, value);
  }
  return list;
}

json_t *il_sarif_notice(il_sarif *s, il_notice notice) {
  json_t *value = il_json_object(s), *descriptor = il_json_object(s);
  il_json_put(s, descriptor, "id", il_json_text(s, notices[notice].id));
  il_json_put(s, descriptor, "index", il_json_number(s, notice));
  il_json_put(s, value, "descriptor", descriptor);
  il_json_put(s, value, "level",
              il_json_text(s, il_sarif_level(notices[notice].level)));
  return value;
}
