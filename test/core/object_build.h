/* object_build.h - objects and archives built byte by byte, and what reading
 * them must give. */
#ifndef ISRLINT_TEST_OBJECT_BUILD_H
#define ISRLINT_TEST_OBJECT_BUILD_H

#include "isrlint/object.h"
#include "str.h"

#define FACTS "isrlint-facts 1\nunit a.c\n"
#define FACTS_B "isrlint-facts 1\nunit b.c\n"

/* Numbers of 'size' bytes, over old bytes and behind them. */
void set(il_buf *buf, size_t at, uint64_t value, unsigned size, bool big);
void put(il_buf *buf, uint64_t value, unsigned size, bool big);
void put_zeros(il_buf *buf, size_t count);

/* A change of one number, and what is then said. */
typedef struct damage {
  size_t at;
  uint64_t value;
  unsigned size;
  const char *message;
} damage;

/* A section. */
typedef struct piece {
  const char *name;
  il_str content;
} piece;

static const piece one_piece[] = {{".isrlint", {FACTS, sizeof FACTS - 1}}};
static const piece plain_piece[] = {{".text", {"\x90\xC3", 2}}};
static const piece three_pieces[] = {
    {".text", {"\x90\xC3", 2}},
    {".debug_abbreviations", {"xx", 2}},
    {".isrlint", {FACTS, sizeof FACTS - 1}},
};

enum { COFF_HEADER = 20, COFF_BIG_HEADER = 56, COFF_SECTION = 40 };

/* Adds header, section headers, contents, one symbol, string table.  Names of
 * more than 8 bytes stand in the string table; with 'long_names' all do. */
void coff(il_buf *buf, const piece *pieces, size_t count, bool big,
          unsigned machine, bool long_names);

/* Where an ELF file of one class keeps what the tests change. */
typedef struct elf_layout {
  unsigned word, header, shoff, shentsize, shnum, shstrndx;
  unsigned entry, offset, size, link;
} elf_layout;

elf_layout elf_layout_of(bool wide);

/* Adds header, section headers (null, pieces, names), names, contents.  With
 * 'extended' the numbers of sections stand in the null header. */
void elf(il_buf *buf, const piece *pieces, size_t count, bool wide, bool big,
         bool extended);

/* An archive's beginning, and a member with the name field as given. */
void archive(il_buf *buf);
void member(il_buf *buf, const char *name, il_str content);
void member_of_size(il_buf *buf, const char *name, il_str content, size_t size);
/* A member that is a COFF object with these facts, after 'lead'. */
void object_member(il_buf *buf, const char *name, const char *lead,
                   const char *facts);

/* What reading gave. */
typedef struct reading {
  char *copy; /* the input, in a block of exactly its size; freed */
  il_str bytes;
  il_status status, stop;
  il_error err;
  il_object_tally tally;
  size_t visits;
  bool nul_in_name;
  char log[1024]; /* "member=facts;" of each visit */
} reading;

/* Reads, with a visitor that answers 'stop', and checks what holds always. */
void read_some(reading *r, il_str bytes, il_status stop);
/* Reads what is good and has neither imports nor other members. */
void expect_log(il_str bytes, const char *log, size_t objects, size_t without);
void expect_failure(il_str bytes, const char *part_of_message);

#endif
