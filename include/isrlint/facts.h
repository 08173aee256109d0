/* isrlint/facts.h - what is known about one translation unit.
 *
 * Facts are a block graph of three-address records over bounded terms.  They
 * mirror no syntax tree and hold no conclusions: loops, guards, locks and
 * levels are found by the core.  isrlint/facts.def lists every kind of record
 * and term; docs/facts-format.md, made from it, documents the text form.
 *
 * Life: il_facts_new(), add records in any order of groups (a NEXT, BODY or
 * LAST record belongs to the HEAD record added before it), il_facts_finish(),
 * then read.  Or il_facts_read(), which gives finished facts.
 *
 * Ownership: text and terms handed in are copied; all that is read back lives
 * until il_facts_free().
 * Errors are sticky: after a failure the adders do nothing and return 0, and
 * il_facts_finish() reports the first one; a caller checks once.
 * Threads: one il_facts belongs to one thread until finished; then it is
 * read-only and may be shared. */
#ifndef ISRLINT_FACTS_H
#define ISRLINT_FACTS_H

#include "isrlint/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Version of the text form, the N of its first line 'isrlint-facts N'. */
#define IL_FACTS_VERSION 1

/* Limits.  Input beyond them is an error (IL_ELIMIT), never cut silently;
 * except for terms, where il_facts_term() answers with an IL_T_UNKNOWN term
 * that reads the same places. */
enum {
  IL_TERM_DEPTH = 8,        /* levels of a term, a leaf is 1 */
  IL_TERM_NODES = 64,       /* nodes of a term */
  IL_ARGS_MAX = 64,         /* arguments of a call */
  IL_NAME_MAX = 4096,       /* bytes of a name */
  IL_TEXT_MAX = 65536,      /* bytes of a quoted text */
  IL_CASES_MAX = 65536,     /* arms of a switch */
  IL_RECORDS_MAX = 16000000 /* records of a unit */
};

typedef struct il_facts il_facts;

/* Kinds of record, in the order of facts.def. */
typedef enum il_kind {
#define IL_RECORD(kind, group, doc) IL_K_##kind,
#include "facts.def"
  IL_KINDS
} il_kind;

/* Kinds of term, in the order of facts.def; IL_T_NONE is "no term". */
typedef enum il_op {
  IL_T_NONE,
#define IL_TERM(op, spelling, least, most, doc) IL_T_##op,
#include "facts.def"
  IL_OPS
} il_op;

/* A term of one il_facts: equal numbers are equal terms.  0 is "none". */
typedef uint32_t il_term;

/* An integer type: 'bits' 1 to 64, 0 when unknown. */
typedef struct il_int {
  uint8_t bits;
  bool is_signed;
} il_int;

/* One node of a term, to build it and to look at it.  Only the members that
 * the kind names are used; the others are zero. */
typedef struct il_node {
  il_op op;
  bool is_volatile; /* FIELD, DEREF */
  uint8_t count;    /* number of operands */
  il_int type;      /* CONST: its type; CAST: the type converted to */
  int64_t value; /* CONST (two's complement for 64-bit unsigned); RESULT: k */
  il_str name;   /* VAR, GLOBAL, FN; FIELD: the member; CONST: as written, or
                    empty */
  il_str record; /* FIELD: the record */
  const il_term *args; /* operands, 'count' of them */
} il_node;

/* A position.  'file' is the id of a file record, 'line' and 'column' count
 * from 1, columns in bytes; file 0 is "no position".  'host' belongs to the
 * front end (0 in facts that were read) and is never written. */
typedef struct il_at {
  uint32_t file, line, column;
  uint32_t host;
} il_at;

typedef struct il_terms {
  const il_term *items;
  uint32_t count;
} il_terms;

/* One arm of a switch: values 'low' to 'high' (inclusive) go to 'block'; an
 * arm with 'is_default' takes what no other arm takes. */
typedef struct il_case {
  int64_t low, high;
  uint32_t block;
  bool is_default;
} il_case;

typedef struct il_cases {
  const il_case *items;
  uint32_t count;
} il_cases;

/* The structs il_rec_unit, il_rec_file, ... : one member per line of
 * facts.def, of these types.  A word field holds its place among the words
 * (from 0), a flags field bit n for letter n. */
typedef il_str il_form_NAME;
typedef il_str il_form_TEXT;
typedef uint32_t il_form_COUNT;
typedef il_term il_form_TERM;
typedef il_terms il_form_TERMS;
typedef il_at il_form_AT;
typedef il_cases il_form_CASES;

#define IL_RECORD(kind, group, doc) typedef struct il_rec_##kind {
#define IL_FIELD(kind, form, name, doc) il_form_##form name;
#define IL_WORD(kind, name, words, doc) uint32_t name;
#define IL_FLAGS(kind, name, letters, doc) uint32_t name;
#define IL_RECORD_END(kind)                                                    \
  char end_of_record;                                                          \
  }                                                                            \
  il_rec_##kind;
#include "facts.def"

/* Values of the word fields, and bits of the flags fields, by name. */
enum { IL_UNIT_OK, IL_UNIT_ERRORS, IL_UNIT_NO_MACROS };
enum {
  IL_TYPE_VOID,
  IL_TYPE_INT,
  IL_TYPE_FLOAT,
  IL_TYPE_POINTER,
  IL_TYPE_RECORD,
  IL_TYPE_ARRAY,
  IL_TYPE_FUNCTION,
  IL_TYPE_TYPEDEF,
  IL_TYPE_OTHER
};
enum { IL_TYPE_SIGNED = 1, IL_TYPE_UNION = 2 };
enum { IL_FIELD_VOLATILE = 1 };
enum { IL_VAR_PARAM, IL_VAR_LOCAL, IL_VAR_STATIC, IL_VAR_GLOBAL };
enum { IL_VAR_VOLATILE = 1, IL_VAR_ESCAPED = 2, IL_VAR_DEFINED = 4 };
enum {
  IL_FN_DEFINED = 1,
  IL_FN_STATIC = 2,
  IL_FN_NORETURN = 4,
  IL_FN_HEADER = 8,
  IL_FN_SYSTEM = 16,
  IL_FN_VARIADIC = 32
};
enum { IL_DECL_DEFINITION = 1, IL_DECL_HEADER = 2 };
enum { IL_MARK_MACRO, IL_MARK_PRAGMA, IL_MARK_ANNOTATION, IL_MARK_COMMENT };
enum {
  IL_OWNER_UNIT,
  IL_OWNER_FUNCTION,
  IL_OWNER_PARAMETER,
  IL_OWNER_TYPEDEF,
  IL_OWNER_FIELD,
  IL_OWNER_VARIABLE,
  IL_OWNER_BODY
};
enum { IL_BLOCK_NOGRAPH = 1, IL_BLOCK_LOOP = 2, IL_BLOCK_CUT = 4 };

/* A record of any kind. */
typedef struct il_record {
  il_kind kind;
  union {
#define IL_RECORD(kind, group, doc) il_rec_##kind kind##_;
#include "facts.def"
  } u;
} il_record;

/* New, empty facts; null (and *err filled, unless null) when out of memory. */
il_facts *il_facts_new(il_error *err);
/* Null is fine. */
void il_facts_free(il_facts *facts);

/* The term made of this node, the same number for equal nodes; 0 after a
 * failure.  A term above IL_TERM_DEPTH or IL_TERM_NODES becomes
 * '(? places read)'.  A node with a number of operands that facts.def does not
 * allow, or without the name that its kind needs, is a failure. */
il_term il_facts_term(il_facts *facts, const il_node *node);

/* The node behind a term; for 0 or a number out of range a node of kind
 * IL_T_NONE.  Lives as long as the facts. */
const il_node *il_facts_node(const il_facts *facts, il_term term);

/* Adds a copy of the record.  Block targets, file ids and types may be added
 * after what names them. */
il_status il_facts_add(il_facts *facts, const il_record *record);

/* Ends building (and renumbers the terms: an il_term kept from before means
 * nothing after it): sorts the groups by key, numbers the files in the order of
 * their paths (positions follow), and checks that every file, block and type
 * that is named is there, that each block ends in exactly one LAST record, and
 * that keys are unique.  Returns the first failure since il_facts_new(). */
il_status il_facts_finish(il_facts *facts, il_error *err);

/* Number of records, and the record at 'index' (0 to count - 1, in canonical
 * order) of finished facts; null out of range or when not finished. */
size_t il_facts_count(const il_facts *facts);
const il_record *il_facts_record(const il_facts *facts, size_t index);

/* Reads the text form.  Null on failure, with the line and column of the
 * first byte that does not fit in *err.  Only the canonical form is accepted:
 * what il_facts_text() would write, byte for byte. */
il_facts *il_facts_read(il_str text, il_error *err);

/* The text form of finished facts; it lives as long as they do.  Empty, and
 * *err filled, when out of memory or not finished. */
il_str il_facts_text(il_facts *facts, il_error *err);

/* The text form of one term, for messages and the dump.  Writes at most 'size'
 * bytes with a NUL at the end and returns the length it would need. */
size_t il_term_text(const il_facts *facts, il_term term, char *buffer,
                    size_t size);

/* Reads a term from text, as in the rows of rules/api; 0 and *err filled on
 * failure.  The facts must not be finished. */
il_term il_term_read(il_facts *facts, il_str text, il_error *err);

/* A view for people: one line a record, indented by group, with field names
 * and positions as 'file:line:column'.  Lives as long as the facts. */
il_str il_facts_dump(il_facts *facts, il_error *err);

/* What facts.def says of a kind, for the documentation and generic code. */
typedef struct il_form {
  const char *name;  /* of the field */
  const char *form;  /* "NAME", "TEXT", ..., "WORD", "FLAGS" */
  const char *words; /* WORD: the words; FLAGS: the letters; else null */
  const char *doc;
  size_t offset; /* of the member in il_record */
} il_form;

/* Name ("call"), group ("BODY") and fields of a kind; null out of range.
 * il_kind_form() is null from the number of fields on. */
const char *il_kind_name(il_kind kind);
const char *il_kind_group(il_kind kind);
const char *il_kind_doc(il_kind kind);
const il_form *il_kind_form(il_kind kind, size_t index);

/* Spelling, operand range and meaning of a kind of term. */
typedef struct il_op_info {
  const char *name, *spelling, *doc;
  uint8_t least, most;
} il_op_info;
const il_op_info *il_op_describe(il_op op);

/* docs/facts-format.md; heap memory that the caller frees with free().  Null
 * when out of memory. */
char *il_facts_format_markdown(void);

#ifdef __cplusplus
}
#endif
#endif
