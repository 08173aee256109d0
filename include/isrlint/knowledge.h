/* isrlint/knowledge.h - what is known of routines, roles and ports, as data.
 *
 * The knowledge is a set of tab-separated tables with named columns, the files
 * of rules/api/ (explained in its README.md).  The tool carries them inside;
 * a caller can hand in others.  There is no routine name in the code.
 *
 * Ownership: everything read back belongs to the il_knowledge and lives until
 * il_knowledge_free().  A finished il_knowledge is read-only: it can be shared
 * between threads.  Order is that of the tables and of their lines. */
#ifndef ISRLINT_KNOWLEDGE_H
#define ISRLINT_KNOWLEDGE_H

#include "isrlint/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Interrupt request levels, low to high.  DIRQL stands for the level of any
 * device.  Unknown is no level: never compare it with one. */
typedef enum il_level {
  IL_LEVEL_UNKNOWN,
  IL_PASSIVE_LEVEL,
  IL_APC_LEVEL,
  IL_DISPATCH_LEVEL,
  IL_DIRQL,
  IL_HIGH_LEVEL
} il_level;

/* "PASSIVE_LEVEL" and so on; "unknown" for everything else. */
const char *il_level_name(il_level level);
/* The level of that name; false, *level unchanged, when the text is none. */
bool il_level_parse(il_str text, il_level *level);

typedef struct il_knowledge il_knowledge;

/* One table: the name of its file, which says what its columns mean
 * ("irql.tsv"), and its text. */
typedef struct il_table_text {
  const char *name;
  il_str text;
} il_table_text;

enum {
  IL_TABLES = 64,            /* tables of one il_knowledge */
  IL_TABLE_COLUMNS = 24,     /* columns of a table */
  IL_TABLE_BYTES = 64 << 20, /* bytes of a table */
  IL_TABLE_LINE = 8192       /* bytes of a line of a table */
};

/* Reads the tables.  A table may be missing, and several may have one name:
 * their rows count together, so that a project can add an own.tsv to the ones
 * built in.  The texts are copied.
 * Null, with *err filled, when out of memory, at a limit, or when a table does
 * not have the form that rules/api/README.md gives it; the message begins with
 * the name of the table, line and column are those of the table. */
il_knowledge *il_knowledge_new(const il_table_text *tables, size_t count,
                               il_error *err);
/* The same from the tables built into the tool, which are not copied. */
il_knowledge *il_knowledge_builtin(il_error *err);
/* The tables built in, to hand them on with others; *count is their number. */
const il_table_text *il_knowledge_builtin_tables(size_t *count);
/* Null is fine. */
void il_knowledge_free(il_knowledge *knowledge);

/* ---- rows ------------------------------------------------------------- */

typedef struct il_table il_table;

/* One row of a table; a value, valid as long as the il_knowledge. */
typedef struct il_row {
  const il_table *table;
  il_str text;   /* cells with tabs between them */
  uint32_t line; /* in the file, from 1 */
} il_row;

size_t il_knowledge_table_count(const il_knowledge *knowledge);
/* Null from the count on. */
const il_table *il_knowledge_table(const il_knowledge *knowledge, size_t index);
/* The first table of this name; null when there is none. */
const il_table *il_knowledge_table_named(const il_knowledge *knowledge,
                                         const char *name);
/* "irql.tsv". */
il_str il_table_name(const il_table *table);
size_t il_table_column_count(const il_table *table);
/* Name of a column; empty from the count on. */
il_str il_table_column(const il_table *table, size_t column);
size_t il_table_row_count(const il_table *table);
/* A row with a null table from the count on. */
il_row il_table_row(const il_table *table, size_t index);
/* Text of a cell; empty from the number of columns on. */
il_str il_row_cell(il_row row, size_t column);
/* Text of the cell in the column of this name; empty when there is none. */
il_str il_row_get(il_row row, const char *column);

/* All rows whose key (routine, role or type) is 'name', over all tables.
 * Writes the first 'size' of them and returns how many there are. */
size_t il_knowledge_rows(const il_knowledge *knowledge, il_str name,
                         il_row *rows, size_t size);

/* ---- routines --------------------------------------------------------- */

/* How loud the level of a routine speaks. */
typedef enum il_limit {
  IL_LIMIT_PLAIN, /* in every context above it */
  IL_LIMIT_DIRQL, /* in contexts at DIRQL or above only */
  IL_LIMIT_NOTE   /* as a note: a counterpart is callable at any level */
} il_limit;

/* What all rows of a routine say together.  Texts are empty where no row says
 * anything. */
typedef struct il_routine {
  il_str name;
  /* The highest level it may be called at, or unknown; never "any" for lack of
   * a row.  'documented' says that the level stands on a page (or in a row of
   * the project's own): only then may a finding rest on it.  Otherwise the
   * level only tells which calls are good. */
  il_level max_level;
  bool documented;
  il_limit limit;
  il_str level_page;       /* the page of the level */
  const il_row *level_row; /* the row the level is from, or null */
  const il_row *limit_row; /* the row of limits.tsv when not plain, or null */
  /* "wait", "sleep", "lock", "io", ...: what it does that takes time. */
  il_str kind;
  /* When a call can wait: a term over the arguments ('%0' is the first) that
   * il_term_read() reads; "#1" always, "#0" never; "?" when the condition is
   * not written down, which must stay silent; empty when no row says that it
   * waits. */
  il_str blocks_when, blocks_page;
  il_str effect;        /* "none", "copies", "register-access", ... */
  il_str work;          /* "complete", "log", "queue", "copy"; "defer" */
  il_str callable_from; /* roles with ';' between; "not:" before: all but */
  il_str header;        /* of its page */
  /* The routine whose level and waiting this one has, because the kernel's
   * header maps that name to this one and no row here says its own. */
  il_str alias;
} il_routine;

/* Null when the name has no row that is about a routine. */
const il_routine *il_knowledge_routine(const il_knowledge *knowledge,
                                       il_str name);
/* All routines, in the order of their first rows; null from the count on. */
size_t il_knowledge_routine_count(const il_knowledge *knowledge);
const il_routine *il_knowledge_routine_at(const il_knowledge *knowledge,
                                          size_t index);

/* True when something is known that a call can be judged by: its level, or
 * when it waits.  A name, a page or an effect alone is not enough.  False for
 * null. */
bool il_routine_known(const il_routine *routine);

/* What a call in a context at a known level is, as far as the level goes. */
typedef enum il_standing {
  IL_CALLEE_UNKNOWN, /* silent, and to be counted */
  IL_CALLEE_GOOD,    /* nothing to say */
  IL_CALLEE_NOTED,   /* above a documented limit that only makes a note */
  IL_CALLEE_BAD      /* above a documented limit */
} il_standing;

/* Null, an unknown 'level', and a level above a limit that is not documented
 * all give IL_CALLEE_UNKNOWN. */
il_standing il_routine_standing(const il_routine *routine, il_level level);

/* ---- roots ------------------------------------------------------------ */

typedef enum il_mode {
  IL_MODE_NORMAL, /* only these report */
  IL_MODE_DUMP,
  IL_MODE_HALF_DUPLEX
} il_mode;

/* A row of roots.tsv: at which level routines of a role are called. */
typedef struct il_root_row {
  il_str role;    /* "HW_INTERRUPT" */
  il_str pointer; /* "PHW_INTERRUPT", or empty */
  il_str entry;   /* a function of this name has the role by its name alone */
  int parameter;  /* the row holds for one value of this parameter; or -1 */
  il_str value;   /* that value, a constant term: "#1=ScsiStopAdapter" */
  il_level level;
  il_str locks;       /* held on entry, ';' between */
  il_str may_acquire; /* locks that may be taken */
  il_mode mode;
  il_str kind;       /* "interrupt", "dpc", ...: see rules/api/README.md */
  bool is_interrupt; /* kind is a line or message interrupt routine */
  il_str title;      /* "interrupt routine": what to call it in a sentence */
  il_str note;       /* a limit, or where level or lock come from */
  il_str page;
} il_root_row;

const il_root_row *il_knowledge_roots(const il_knowledge *knowledge,
                                      size_t *count);
/* The row that stands for the role while a context has no parameters: of its
 * normal rows the one with the lowest level, the first of equals.  Null when
 * the role has no normal row. */
const il_root_row *il_knowledge_role(const il_knowledge *knowledge,
                                     il_str role);
/* The same by the name of the pointer type, and by the name of an entry
 * function. */
const il_root_row *il_knowledge_pointer(const il_knowledge *knowledge,
                                        il_str type);
const il_root_row *il_knowledge_entry(const il_knowledge *knowledge,
                                      il_str function);

/* A row of members.tsv: a function stored there gets the role. */
typedef struct il_member_row {
  il_str record; /* tags and typedef names, ';' between */
  il_str field;
  il_str role;
  il_str page;
} il_member_row;

const il_member_row *il_knowledge_members(const il_knowledge *knowledge,
                                          size_t *count);
/* 'record' is one tag or typedef name.  Null when the member is none of these.
 */
const il_member_row *il_knowledge_member(const il_knowledge *knowledge,
                                         il_str record, il_str field);

/* A row of targets.tsv: a function handed over there gets the role. */
typedef struct il_target_row {
  il_str routine;
  il_str condition;   /* a term over the arguments; empty: always */
  uint32_t parameter; /* from 0 */
  il_str role;
  il_str page;
} il_target_row;

const il_target_row *il_knowledge_targets(const il_knowledge *knowledge,
                                          size_t *count);
/* The next row of this routine after 'after' (null: the first); null at the
 * end. */
const il_target_row *il_knowledge_next_target(const il_knowledge *knowledge,
                                              il_str routine,
                                              const il_target_row *after);

/* A row of locks.tsv: a call that takes or gives back a lock, or raises or
 * lowers the level as one does. */
typedef struct il_lock_row {
  il_str routine;
  il_str condition; /* a term over the arguments; empty: always */
  bool acquires;
  il_level level; /* raised to by taking it; of a release: unknown for the lock
                     taken last */
  il_str held;    /* "with the Interrupt lock held" */
  il_str taken;   /* "the Interrupt lock is taken here" */
  il_str page;
} il_lock_row;

/* The next row of this routine after 'after' (null: the first); null at the
 * end. */
const il_lock_row *il_knowledge_next_lock(const il_knowledge *knowledge,
                                          il_str routine,
                                          const il_lock_row *after);

/* A row of work.tsv: what a call does that depends on its arguments. */
typedef struct il_work_row {
  il_str routine;
  il_str condition; /* a term over the arguments; empty: always */
  il_str unless;    /* the row does not hold when this one is known to; may be
                       empty */
  il_str work;      /* as il_routine.work */
  il_str page;
} il_work_row;

/* The next row of this routine after 'after' (null: the first); null at the
 * end. */
const il_work_row *il_knowledge_next_work(const il_knowledge *knowledge,
                                          il_str routine,
                                          const il_work_row *after);

/* A row of ports.tsv: a program that calls the routine is of this model. */
typedef struct il_port_row {
  il_str routine;
  il_str model; /* "storport", "scsiport" or "other" */
  il_str words; /* "an NDIS miniport" */
  il_str page;
} il_port_row;

const il_port_row *il_knowledge_ports(const il_knowledge *knowledge,
                                      size_t *count);
const il_port_row *il_knowledge_port(const il_knowledge *knowledge,
                                     il_str routine);

/* ---- what to watch for while a unit is read ---------------------------- */

typedef enum il_watch_kind {
  IL_WATCH_MACRO,      /* an expansion of the macro 'name' */
  IL_WATCH_PRAGMA,     /* '#pragma name', whose text holds 'argument' if any */
  IL_WATCH_ANNOTATION, /* an annotation attribute whose text begins so */
  IL_WATCH_COMMENT     /* a comment whose text begins so */
} il_watch_kind;

/* A row of macros.tsv. */
typedef struct il_watch_row {
  il_watch_kind kind;
  il_str name;
  il_str argument;
  il_str meaning; /* "paged", "irql-max", "suppress", ... */
  il_str page;
} il_watch_row;

const il_watch_row *il_knowledge_watches(const il_knowledge *knowledge,
                                         size_t *count);

#ifdef __cplusplus
}
#endif
#endif
