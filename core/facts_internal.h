/* facts_internal.h - what the files that implement facts.h share. */
#ifndef ISRLINT_CORE_FACTS_INTERNAL_H
#define ISRLINT_CORE_FACTS_INTERNAL_H

#include "arena.h"
#include "isrlint/facts.h"
#include "str.h"

/* ---- facts_tables.c: facts.def as tables ---- */

typedef enum il_form_code {
  IL_FORM_NAME,
  IL_FORM_TEXT,
  IL_FORM_COUNT,
  IL_FORM_TERM,
  IL_FORM_TERMS,
  IL_FORM_AT,
  IL_FORM_CASES,
  IL_FORM_WORD,
  IL_FORM_FLAGS
} il_form_code;

typedef enum il_group {
  IL_GROUP_HEAD,
  IL_GROUP_NEXT,
  IL_GROUP_BODY,
  IL_GROUP_LAST
} il_group;

/* What the value of a field is, beyond its form. */
typedef enum il_role {
  IL_ROLE_NONE,
  IL_ROLE_FILE_ID, /* the number of a file */
  IL_ROLE_TYPE,    /* names a type */
  IL_ROLE_BLOCK,   /* names a block of the function */
  IL_ROLE_NUMBER,  /* the number of a block, unique in the function */
  IL_ROLE_RESULT   /* the number of a call, unique in the function */
} il_role;

typedef struct il_field_desc {
  il_form form;
  il_form_code code;
} il_field_desc;

enum { IL_FIELDS_MOST = 8, IL_KEYS_MOST = 3 };

typedef struct il_kind_desc {
  const char *name, *group_name, *doc;
  il_group group;
  const il_field_desc *fields;
  size_t count;
} il_kind_desc;

/* IL_F_call_args is the place of the field 'args' among those of 'call'. */
#define IL_RECORD(kind, group, doc) enum {
#define IL_FIELD(kind, form, name, doc) IL_F_##kind##_##name,
#define IL_WORD(kind, name, words, doc) IL_F_##kind##_##name,
#define IL_FLAGS(kind, name, letters, doc) IL_F_##kind##_##name,
#define IL_RECORD_END(kind)                                                    \
  IL_F_##kind##_fields                                                         \
  }                                                                            \
  ;
#include "isrlint/facts.def"

/* The description of a kind; null out of range. */
const il_kind_desc *il_kind_describe(il_kind kind);
/* The kind of this name, IL_KINDS when there is none. */
il_kind il_kind_find(il_str name);
/* The fields that are the key of a HEAD kind, most significant first; how many
 * is the result. */
size_t il_kind_keys(il_kind kind, const uint8_t **fields);
il_role il_kind_role(il_kind kind, size_t field);
/* Whether a NEXT record of this kind may follow 'place', a HEAD kind or
 * IL_K_block. */
bool il_kind_belongs(il_kind kind, il_kind place);

/* The word at 'index' of a WORD field, empty out of range; the index of a word,
 * UINT32_MAX when it is none of them. */
il_str il_word_at(const char *words, uint32_t index);
uint32_t il_word_find(const char *words, il_str word);

/* The place of a field in a record. */
static inline void *il_field_of(il_record *record, const il_field_desc *field) {
  return (char *)record + field->form.offset;
}
static inline const void *il_field_in(const il_record *record,
                                      const il_field_desc *field) {
  return (const char *)record + field->form.offset;
}

/* ---- facts_lex.c: lexical rules ---- */

#define IL_FACTS_MAGIC "isrlint-facts "
/* Without it a text that is cut between two lines would look whole. */
#define IL_FACTS_LAST_LINE "isrlint-facts-end"

/* What a line begins with. */
static inline const char *il_group_indent(il_group group) {
  return group == IL_GROUP_HEAD ? "" : group == IL_GROUP_NEXT ? " " : "  ";
}

/* Where text goes: a growing buffer, or as much as fits of a fixed one. */
typedef struct il_out {
  il_buf *buf; /* or null, then: */
  char *ptr;
  size_t size; /* bytes that may be written */
  size_t len;  /* bytes that were to be written */
} il_out;

void il_out_add(il_out *out, il_str text);
void il_out_text(il_out *out, const char *text);
void il_out_byte(il_out *out, char byte);
void il_out_unsigned(il_out *out, uint64_t value);
void il_out_signed(il_out *out, int64_t value);
void il_out_quoted(il_out *out, il_str text);
void il_out_name(il_out *out, il_str name);
/* A name inside a term; 'dots' when it may hold '.' without quotes. */
void il_out_term_name(il_out *out, il_str name, bool dots);
void il_out_at(il_out *out, const il_at *at);
void il_out_flags(il_out *out, const char *letters, uint32_t flags);
void il_out_cases(il_out *out, const il_cases *cases);
/* The suffix of a constant's type, without the ':'; "?" when unknown. */
void il_out_int(il_out *out, il_int type);

/* The name as messages show it: as the text form has it, cut to fit. */
typedef struct il_shown {
  char text[64];
} il_shown;
il_shown il_name_show(il_str name);

/* Text that is being read.  The first failure is kept in *err and ends the
 * reading: all further calls fail. */
typedef struct il_scan {
  il_str text;
  size_t at;         /* next byte */
  size_t line_start; /* where the line begins that 'at' is in */
  uint32_t line;     /* its number */
  il_arena *arena;   /* for texts with escapes */
  il_error *err;
  bool failed;
} il_scan;

/* Records a failure at byte 'at' of the current line; false, for 'return'. */
bool il_scan_fail(il_scan *scan, il_status code, size_t at, const char *format,
                  ...) IL_PRINTF(4, 5);
/* The same for a failure that begins at 'start': a text that was cut in the
 * middle of something good fails where it ends. */
bool il_scan_fail_from(il_scan *scan, size_t start, const char *format, ...)
    IL_PRINTF(3, 4);
/* The next byte, or -1 at the end. */
int il_scan_peek(const il_scan *scan);
/* Takes this byte; 'what' says what the byte is in a message. */
bool il_scan_byte(il_scan *scan, char byte, const char *what);
/* Takes a '-' that stands alone, before a space, a line end or the end. */
bool il_scan_dash(il_scan *scan);
/* The lower-case word that comes next, maybe empty. */
il_str il_scan_word(il_scan *scan);
bool il_scan_unsigned(il_scan *scan, uint64_t most, uint64_t *value);
bool il_scan_count(il_scan *scan, uint32_t *value);
bool il_scan_signed(il_scan *scan, int64_t *value);
bool il_scan_quoted(il_scan *scan, size_t most, il_str *text);
bool il_scan_name(il_scan *scan, il_str *name);
bool il_scan_term_name(il_scan *scan, bool dots, il_str *name);
bool il_scan_at(il_scan *scan, il_at *at);
bool il_scan_flags(il_scan *scan, const char *letters, uint32_t *flags);
/* The arms are in the scan's arena. */
bool il_scan_cases(il_scan *scan, il_cases *cases);
bool il_scan_int(il_scan *scan, il_int *type);

/* ---- term.c, term_read.c ---- */

typedef struct il_term_entry il_term_entry;

/* The terms of one il_facts: term n is entry n - 1.  The arrays are on the
 * heap, the entries in the arena, so that nodes never move. */
typedef struct il_term_store {
  il_term_entry **entries;
  uint32_t count;
  size_t capacity;
  uint32_t *slots; /* open addressing, term numbers, 0 is free */
  size_t slot_count;
} il_term_store;

void il_term_store_free(il_term_store *store);
/* Levels and nodes of a term. */
unsigned il_term_depth(const il_facts *facts, il_term term);
unsigned il_term_nodes(const il_facts *facts, il_term term);
/* Numbers the terms anew in the order in which a reader of the records meets
 * them, drops those that no record holds, and ends the making of terms. */
il_status il_term_store_settle(il_facts *facts);
void il_out_term(il_out *out, const il_facts *facts, il_term term);
/* A term, or 0 for '-'; reads no further than the term. */
bool il_scan_term(il_scan *scan, il_facts *facts, il_term *term);
/* The value as a constant of this type holds it. */
int64_t il_int_wrap(il_int type, int64_t value);

/* ---- facts.c, facts_finish.c ---- */

/* The field that a failure is about, for the reader to find its place. */
typedef struct il_fault {
  bool known;
  size_t record, field;
  size_t item; /* of CASES: the arm */
} il_fault;

struct il_facts {
  il_arena *arena;
  il_error error; /* the first failure */
  il_fault fault;
  bool finished;
  il_record *records; /* on the heap */
  size_t count, capacity;
  il_kind head;  /* kind of the last HEAD record, IL_KINDS before the first */
  bool in_block; /* the last block has no LAST record yet */
  il_term_store terms;
  il_buf text, dump;
};

/* il_facts_new() with a limit on the arena; 0 is none. */
il_facts *il_facts_new_within(size_t limit, il_error *err);
/* Keeps the first failure; returns 'code'. */
il_status il_facts_fail(il_facts *facts, il_status code, const char *format,
                        ...) IL_PRINTF(3, 4);
il_status il_facts_no_memory(il_facts *facts);
/* Whether more may be added: not failed, not finished. */
bool il_facts_open(const il_facts *facts);
/* Whether a record of this kind may be added now; if not, *why says what is
 * wrong. */
bool il_facts_admits(const il_facts *facts, il_kind kind, const char **why);
/* Order of HEAD records: kinds, then keys. */
int il_head_cmp(const il_record *a, const il_record *b);
/* Writes a field in its canonical form. */
void il_out_field(il_out *out, const il_facts *facts, const il_record *record,
                  const il_field_desc *field);

#endif
