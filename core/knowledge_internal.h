/* knowledge_internal.h - what the files of the knowledge share. */
#ifndef ISRLINT_CORE_KNOWLEDGE_INTERNAL_H
#define ISRLINT_CORE_KNOWLEDGE_INTERNAL_H

#include "isrlint/knowledge.h"
#include "map.h"
#include "table.h"

/* The end of a chain of rows, and "no place". */
#define IL_NO_ROW UINT32_MAX

/* How much the rows of a table count when rows of one routine differ: the
 * lower wins, of equals the most lenient. */
typedef enum il_rank {
  IL_RANK_OWN,
  IL_RANK_BLOCKING,
  IL_RANK_STORPORT,
  IL_RANK_IRQL,
  IL_RANK_KNOWN,
  IL_RANK_NONE /* says nothing of levels */
} il_rank;

/* What a cell must be. */
typedef enum il_check {
  IL_CHECK_TEXT,
  IL_CHECK_LEVEL,  /* name of a level */
  IL_CHECK_TERM,   /* term over arguments, or "?" */
  IL_CHECK_NUMBER, /* place of a parameter, from 0 */
  IL_CHECK_WORD    /* one of il_column.words */
} il_check;

typedef struct il_column {
  const char *name;
  il_check check;
  bool filled;       /* the cell may not be empty */
  const char *words; /* for IL_CHECK_WORD, spaces between */
} il_column;

/* The form of one table. */
typedef struct il_schema {
  const char *file;
  const char *key;    /* column that names the thing a row is about, or null */
  bool about_routine; /* that thing is a routine */
  bool columns_optional; /* all columns but the key may be missing */
  il_rank rank;
  il_column columns[IL_TABLE_COLUMNS];
} il_schema;

/* The form of the tables of this name; null, with *err filled, when there is
 * none. */
const il_schema *il_schema_of(il_str file, il_error *err);
/* Checks the header; columns[i] gets the form of column i. */
il_status il_schema_header(const il_schema *schema, const il_table *table,
                           const il_column **columns, il_error *err);
/* Checks the cells of one row. */
il_status il_schema_row(const il_column *const *columns, il_row row,
                        const il_str *cells, il_error *err);
/* Checks that the cell is a term over arguments, with the place of what is
 * wrong in it. */
il_status il_term_check(il_row row, il_str cell, il_error *err);

/* One name and the chain of its rows. */
typedef struct il_name {
  il_str text;
  uint32_t first_row, last_row;
  uint32_t routine; /* place among the drafts, or IL_NO_ROW */
} il_name;

typedef struct il_link {
  const il_row *row;
  uint32_t next;
} il_link;

/* A level and the row that states it. */
typedef struct il_claim {
  il_level level;
  il_rank rank;
  const il_row *row;
} il_claim;

/* A routine while its rows are gathered. */
typedef struct il_draft {
  il_routine routine;
  il_claim documented, derived;
  il_str alias;
  bool own_blocks, waits, alias_done;
} il_draft;

struct il_knowledge {
  il_arena *arena;
  il_table *tables;
  size_t table_count;
  il_link *links;
  uint32_t link_count;
  il_name *names;
  uint32_t name_count;
  il_map *name_map;
  il_draft *drafts;
  uint32_t draft_count;
  il_root_row *roots;
  size_t root_count;
  il_map *role_map, *pointer_map, *entry_map; /* to the row to use */
  il_member_row *members;
  size_t member_count;
  il_map *member_map; /* "REC:field" */
  il_target_row *targets;
  size_t target_count;
  il_map *target_map; /* routine to its first row */
  il_lock_row *locks;
  size_t lock_count;
  il_map *lock_map; /* routine to its first row */
  il_work_row *works;
  size_t work_count;
  il_map *work_map; /* routine to its first row */
  il_port_row *ports;
  size_t port_count;
  il_map *port_map;
  il_watch_row *watches;
  size_t watch_count;
};

/* The name's entry; null when it has no row. */
const il_name *il_knowledge_name(const il_knowledge *k, il_str name);

/* A row of a routine with its cells by meaning; empty where its table has no
 * such column. */
typedef struct il_saying {
  const il_row *row;
  il_rank rank;
  il_str max_irql, basis, page, kind, blocks_when, effect, work, callable_from,
      header, alias;
} il_saying;

/* Gathers what one row says of its routine. */
void il_draft_add(il_draft *draft, const il_saying *saying);
/* Makes the routines of all drafts; needs every table read. */
void il_drafts_finish(il_knowledge *k);
/* Reads roots, members, targets, locks, work, ports and watches. */
il_status il_roots_read(il_knowledge *k, il_error *err);

#endif
