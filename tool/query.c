/* query.c - the verbs that look something up. */
#include "verbs.h"

#include "load.h"
#include "str.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

int verb_facts(const options *opts) {
  if (opts->describe) {
    char *text = need(il_facts_format_markdown());
    fputs(text, stdout);
    free(text);
    return EXIT_CLEAN;
  }
  if (opts->file_count != 1)
    return trouble("name one facts file, object or archive");
  units u = {0};
  int code = units_add_file(&u, opts->files[0], "");
  for (size_t i = 0; code == 0 && i < u.count; i++) {
    il_error err = {0};
    il_str text = opts->text ? il_facts_text(u.facts[i], &err)
                             : il_facts_dump(u.facts[i], &err);
    if (err.code != IL_OK)
      code = trouble("'%s': %s", opts->files[0], err.message);
    else if (fwrite(text.ptr, 1, text.len, stdout) != text.len)
      code = trouble("cannot write to standard output");
  }
  units_free(&u);
  return code;
}

static const char *tier_name(il_tier tier) {
  static const char *const names[] = {"default", "preview", "opt-in"};
  return names[tier];
}

int verb_rules(const options *opts) {
  (void)opts;
  const il_rule_info *rule;
  for (size_t i = 0; (rule = il_rule_at(i)); i++)
    printf("%-24s ISR%u  %-8s %-8s %s\n", rule->id, rule->number,
           il_severity_name(rule->severity), tier_name(rule->tier),
           rule->sentence);
  return EXIT_CLEAN;
}

/* By its id, as it stands in the tag of a finding, or by its number. */
static const il_rule_info *find_rule(const char *word) {
  static const char tag[] = "isrlint-", code[] = "ISR";
  if (strncmp(word, tag, sizeof tag - 1) == 0)
    word += sizeof tag - 1;
  else if (strncasecmp(word, code, sizeof code - 1) == 0)
    word += sizeof code - 1;
  uint64_t number;
  bool numbered = il_str_u64(il_str_of(word), &number);
  const il_rule_info *rule;
  for (size_t i = 0; (rule = il_rule_at(i)); i++)
    if (numbered ? rule->number == number : strcmp(rule->id, word) == 0)
      break;
  return rule;
}

int verb_explain(const options *opts) {
  if (opts->file_count != 1)
    return trouble("name one rule; 'isrlint rules' lists them");
  const il_rule_info *rule = find_rule(opts->files[0]);
  if (!rule)
    return trouble("no rule '%s'; 'isrlint rules' lists them", opts->files[0]);
  fputs(rule->readme, stdout);
  return EXIT_CLEAN;
}

static void print(const char *label, il_str text) {
  if (text.len)
    printf("  %-14s %.*s\n", label, (int)text.len, text.ptr);
}

/* What the rows say together, as the rules read it. */
static void print_reading(const il_routine *routine) {
  printf("%.*s\n", (int)routine->name.len, routine->name.ptr);
  printf("  %-14s %s%s\n", "highest IRQL", il_level_name(routine->max_level),
         routine->max_level == IL_LEVEL_UNKNOWN || routine->documented
             ? ""
             : " (not documented: no finding rests on it)");
  print("page", routine->level_page);
  if (routine->limit_row)
    print("but", il_row_get(*routine->limit_row, "reason"));
  print("kind", routine->kind);
  print("can wait when", routine->blocks_when);
  print("page", routine->blocks_page);
  print("effect", routine->effect);
  print("work", routine->work);
  print("callable from", routine->callable_from);
  print("stands for", routine->alias);
}

static void print_rows(const il_knowledge *knowledge, il_str name) {
  size_t count = il_knowledge_rows(knowledge, name, NULL, 0);
  il_row *rows = need(calloc(count + 1, sizeof *rows));
  il_knowledge_rows(knowledge, name, rows, count);
  for (size_t i = 0; i < count; i++) {
    il_str table = il_table_name(rows[i].table);
    printf("  %.*s:%u\n", (int)table.len, table.ptr, rows[i].line);
    for (size_t c = 0; c < il_table_column_count(rows[i].table); c++) {
      il_str column = il_table_column(rows[i].table, c);
      il_str cell = il_row_cell(rows[i], c);
      if (cell.len)
        printf("    %-20.*s %.*s\n", (int)column.len, column.ptr, (int)cell.len,
               cell.ptr);
    }
  }
  free(rows);
}

int verb_ddi(const options *opts) {
  if (opts->file_count == 0)
    return trouble("name a routine, a role type or a macro");
  il_error err = {0};
  il_knowledge *knowledge = il_knowledge_builtin(&err);
  if (!knowledge)
    return trouble("the tables of routines: line %u, column %u: %s", err.line,
                   err.column, err.message);
  int code = EXIT_CLEAN;
  for (int i = 0; i < opts->file_count; i++) {
    il_str name = il_str_of(opts->files[i]);
    const il_routine *routine = il_knowledge_routine(knowledge, name);
    if (routine)
      print_reading(routine);
    else if (il_knowledge_rows(knowledge, name, NULL, 0))
      printf("%s\n", opts->files[i]);
    else
      code = trouble("nothing is known of '%s'; names are case-sensitive, and "
                     "a row in rules/api/own.tsv makes a routine known",
                     opts->files[i]);
    print_rows(knowledge, name);
  }
  il_knowledge_free(knowledge);
  return code;
}
