/* facts_markdown.c - docs/facts-format.md, from facts.def and the limits. */
#include "facts_internal.h"

#include <ctype.h>

static const char *const introduction[] = {
    "# The text form of facts\n"
    "\n"
    "<!-- Made by 'isrlint facts --describe' from isrlint/facts.def; change "
    "that "
    "file instead. -->\n"
    "\n"
    "Facts say what one translation unit declares and does: a block graph of "
    "three-address records over bounded terms. They are what the front ends "
    "(the compiler plugin and the extractor) hand to the analysis. Facts "
    "mirror no syntax tree and hold no conclusions: loops, guards, locks and "
    "interrupt levels are found later, from these records.\n"
    "\n"
    "There is exactly one way to write given facts. A program that reads them "
    "and writes them again gets the same bytes, and everything else is "
    "refused, with the line and column of the first byte that does not fit.\n"
    "\n",
    "For this source\n"
    "\n"
    "```c\n"
    "static int Count;\n"
    "int Next(int step) { return Count += step; }\n"
    "```\n"
    "\n"
    "the facts are\n"
    "\n"
    "```text\n"
    "isrlint-facts 1\n"
    "unit \"next.c\" x86_64-pc-windows-msvc 0123456789abcdef ok 0\n"
    "file 1 \"next.c\"\n"
    "type (i32)i32 function 0 - 0 i32 \"int (int)\"\n"
    "type i32 int 32 s 0 - \"int\"\n"
    "var - Count@next.c static 0 Count i32 d -\n"
    " decl d - 1:1:12\n"
    "var Next step param 0 step i32 - -\n"
    "fn Next d (i32)i32 - 1:2:5\n"
    " decl d - 1:2:5\n"
    " block 1 - -\n"
    "  set @Count@next.c (+ @Count@next.c %step) 1:2:35\n"
    "  ret @Count@next.c 1:2:22\n"
    "isrlint-facts-end\n"
    "```\n"
    "\n",
    "## Lines\n"
    "\n"
    "The first line is `isrlint-facts 1`; the number is the version of the "
    "form. One line for each record follows. The last line is "
    "`isrlint-facts-end`, so that a text that was cut short is always "
    "noticed. Every line ends in LF, the last one too, and nothing follows "
    "it.\n"
    "\n"
    "A record is its kind and then its fields, in the order of the tables "
    "below, each behind one space. What the line begins with depends on the "
    "group of the kind:\n"
    "\n"
    "| group | line begins with | place |\n"
    "|---|---|---|\n"
    "| `HEAD` | nothing | begins a group of records; groups are sorted |\n"
    "| `NEXT` | 1 space | describes the `HEAD` record before it |\n"
    "| `BODY` | 2 spaces | inside a block, in program order |\n"
    "| `LAST` | 2 spaces | ends a block |\n"
    "\n"
    "## Order\n"
    "\n"
    "First the unit, then files, types, fields, variables and functions. "
    "Files are sorted by path and numbered from 1 in that order, types by id, "
    "fields by record, bit offset and name, variables by owner and id, "
    "functions by name. Texts are compared byte by byte. No two records of a "
    "kind have the same key.\n"
    "\n"
    "Behind a `HEAD` record stand, in this order, its `decl` records in "
    "source order, its `mark` records, its `init` records and its blocks:\n"
    "\n",
    "- behind `unit`: `mark` (pragmas, and comments at file scope);\n"
    "- behind `type`: `mark` (annotations of a typedef);\n"
    "- behind `field`: `mark`;\n"
    "- behind `var`: `decl`, `mark`, `init`;\n"
    "- behind `fn`: `decl`, `mark`, `block`.\n"
    "\n"
    "A block is a `block` record, then `BODY` records and marks in program "
    "order, then exactly one `LAST` record. The block that is entered first "
    "stands first.\n"
    "\n"
    "## Lexical forms\n"
    "\n"
    "| form | written |\n"
    "|---|---|\n"
    "| `NAME` | As it is, when it is not empty, is not `-`, and has only "
    "letters, digits and `_ $ . / @ , * { } ( ) [ ] < > ~ + = -`. Else as a "
    "`TEXT`. The empty name is `-`. |\n"
    "| `TEXT` | `\"...\"`. The bytes 0x20 to 0x7e stand for themselves, but "
    "`\"` is written `\\\"` and `\\` is written `\\\\`. Every other byte is "
    "`\\xHH` with two lower-case digits; so is each byte of a UTF-8 sequence. "
    "|\n"
    "| `COUNT` | A decimal number from 0 to 4294967295, with no leading zero. "
    "|\n"
    "| `AT` | `file:line:column`: the number of a `file` record, then line "
    "and column, which count from 1, columns in bytes. `-` is no position. |\n"
    "| `WORD` | One of the words that the field lists. |\n"
    "| `FLAGS` | The letters that are set, in the order listed; `-` when none "
    "is. |\n"
    "| `TERM` | A term, see below; `-` is none. |\n"
    "| `TERMS` | `(`, the terms with one space between them, `)`. None of "
    "them is `-`. |\n"
    "| `CASES` | `[`, the arms with one space between them, `]`. An arm is "
    "`value:block`, `low..high:block` (both ends included, low less than "
    "high) or, at most once and last, `*:block`, the default. |\n"
    "\n"
    "A name that is quoted though it need not be is refused, like every other "
    "second way to write something.\n"
    "\n",
};

static const char *const about_terms[] = {
    "Terms are written so:\n"
    "\n"
    "- A constant is `#VALUE`. Its type follows as `:i8`, `:u64` and so on "
    "(signed or unsigned, and the number of bits, 1 to 64), unless it is "
    "`i32`; `:?` when the type is not known. The value lies in the range of "
    "the type. `=NAME` follows when the source has a name for it: "
    "`#0=DpcLock`, `#255:u8=MASK`.\n"
    "- A variable is `%name` when it belongs to a function and `@name` at "
    "file scope; a function is `&name`; the result of the call with number "
    "`3` is `$3`.\n"
    "- A member is its record and name behind the term that it is a member "
    "of: `(* %ext).EXT:Regs`, with `!` behind it when it is volatile.\n"
    "- Everything else is an operator and its operands in parentheses: `(+ %n "
    "#1)`. `(* T)` reads through a pointer, `(*! T)` through a pointer to "
    "volatile, `(* T T)` multiplies; `(& T)` takes an address, `(& T T)` is "
    "the bitwise and; `(- T)` negates, `(- T T)` subtracts. A conversion has "
    "its type before its operand: `(cast u8 %n)`, `(cast ? %p)`.\n"
    "\n"
    "Names in terms are written as they are when they have only letters, "
    "digits and `_ $ @ / -`; else as a `TEXT`. The names of variables, "
    "functions and constants may also have `.` without quotes: `%i.2`, "
    "`&Drain@queue.c`. A `.` begins a member when a quote follows, or when "
    "letters, digits and `_ $ @ / -` (or none) and then `:` follow; any other "
    "`.` is part of the name.\n"
    "\n",
    "What is larger is replaced by `(? T ...)` over the places that it reads: "
    "variables, functions, call results, members, and what pointers and "
    "subscripts reach; the largest of each that fit, each once, in the order "
    "in which they are met. `(?)` reads nothing, and also stands for a string "
    "literal.\n"
    "\n"
    "Two locals of the same name in one function are told apart by a number: "
    "`%i`, `%i.2`, `%i.3`. A static function, or a variable at file scope "
    "that is static, is `name@path`, with the path of the file of its "
    "definition (else of its first declaration). A static local is `%name` "
    "with a `var` record of storage `static`.\n"
    "\n",
};

static const char *const about_types[] = {
    "## Type names\n"
    "\n"
    "The id of a type is built from the type and has no spaces:\n"
    "\n"
    "| id | type |\n"
    "|---|---|\n"
    "| `i8` `u8` `i16` `u16` `i32` `u32` `i64` `u64` `i128` `u128` | "
    "integers, by sign and width |\n"
    "| `bool` | kind `int`, 8 bits, unsigned |\n"
    "| `void` | no value |\n"
    "| `f32` `f64` `f80` `f128` | floating point |\n"
    "| `=NAME` | a typedef; its base is the type that it stands for, which "
    "may be a typedef again |\n"
    "| `{NAME}` | a struct or union, by the name that terms use |\n"
    "| `enum{NAME}` | an enumeration: kind `int`, with the bits and sign of "
    "the integer that is its base |\n"
    "| `*ID` | a pointer |\n"
    "| `[N]ID` | an array of N elements; `[]ID`, with count 0, when the "
    "number is not known |\n"
    "| `(ID,ID)ID` | a function: parameters, then the result; `...` is the "
    "last parameter of a variadic one |\n"
    "| `other` | anything else |\n"
    "\n"
    "Qualifiers are not part of an id. `volatile` is a flag of the field or "
    "variable; of what a pointer points to it is the `!` of the place that "
    "reads or writes through it.\n"
    "\n",
    "A record is named by its tag, or by the typedef that gives a struct "
    "without a tag its name. A struct or union that is a member and has no "
    "name is `OUTER/member`, or `OUTER/number` when the member has no name "
    "either (its number among the members, from 0). Any other record without "
    "a name is `anon@file/line`, with every character that a name in a term "
    "cannot have replaced by `_`.\n"
    "\n"
    "## What control records mean\n"
    "\n"
    "`ret` returns; where control falls off the end of a body stands `ret - "
    "-`. `end` does not go on: the call before it never returns, or the place "
    "cannot be reached. `br` goes on at its block `yes` when its condition is "
    "not 0. The value of a local's initialiser is a `set` at its place in the "
    "block; that of a static local is an `init` of its variable.\n"
    "\n"
    "Block numbers are unique in a function. The front ends take them from "
    "Clang's graph, where the entry has the highest; blocks that come from "
    "splitting a condition at `&&` and `||` have numbers above it. A block "
    "with the flag `n` stands for a body of which no graph could be made: it "
    "holds the records in source order and says nothing of branches.\n"
    "\n"
    "## What is checked\n"
    "\n"
    "Besides form and order, a reader checks that there is exactly one unit, "
    "that every file, block and type that is named is there, that the numbers "
    "of blocks and of call results are unique in their function, and that "
    "nothing is above a limit.\n"
    "\n",
};

/* Text of facts.def, where things to type stand in single quotes, as a cell of
 * a table. */
static void add_cell(il_buf *out, const char *text) {
  bool code = false;
  for (const char *c = text; *c; c++) {
    bool opens = !code && *c == '\'' && c[1] && !isspace((unsigned char)c[1]) &&
                 (c == text || c[-1] == ' ' || c[-1] == '(');
    bool closes = code && *c == '\'' && !isalnum((unsigned char)c[1]);
    if (opens || closes) {
      code = opens;
      il_buf_byte(out, '`');
    } else {
      if (*c == '|')
        il_buf_byte(out, '\\');
      il_buf_byte(out, *c);
    }
  }
}

/* The words or letters that a field can hold. */
static void add_choices(il_buf *out, const il_form *form) {
  if (!form->words)
    return;
  bool flags = strcmp(form->form, "FLAGS") == 0;
  il_buf_text(out, ": `");
  for (const char *c = form->words; *c; c++) {
    if (flags && c != form->words)
      il_buf_text(out, "` `");
    if (*c == ' ')
      il_buf_text(out, "` `");
    else
      il_buf_byte(out, *c);
  }
  il_buf_byte(out, '`');
}

static void add_kinds(il_buf *out) {
  il_buf_text(out, "## Records\n\n");
  for (il_kind kind = 0; kind < IL_KINDS; kind++) {
    il_buf_printf(out, "### %s (%s)\n\n", il_kind_name(kind),
                  il_kind_group(kind));
    add_cell(out, il_kind_doc(kind));
    il_buf_text(out, "\n\n");
    const il_form *form = il_kind_form(kind, 0);
    if (!form) {
      il_buf_text(out, "It has no fields.\n\n");
      continue;
    }
    il_buf_text(out, "| field | form | what it says |\n|---|---|---|\n");
    for (size_t i = 0; (form = il_kind_form(kind, i)); i++) {
      il_buf_printf(out, "| `%s` | %s", form->name, form->form);
      add_choices(out, form);
      il_buf_text(out, " | ");
      add_cell(out, form->doc);
      il_buf_text(out, " |\n");
    }
    il_buf_byte(out, '\n');
  }
}

static void add_ops(il_buf *out) {
  il_buf_text(out, "## Terms\n\n| kind | spelling | operands | what it stands "
                   "for |\n|---|---|---|---|\n");
  for (il_op op = IL_T_NONE + 1; op < IL_OPS; op++) {
    const il_op_info *info = il_op_describe(op);
    il_buf_printf(out, "| %s | `", info->name);
    add_cell(out, info->spelling);
    il_buf_printf(out, "` | %u", (unsigned)info->least);
    if (info->most != info->least)
      il_buf_printf(out, " to %u", (unsigned)info->most);
    il_buf_text(out, " | ");
    add_cell(out, info->doc);
    il_buf_text(out, " |\n");
  }
  il_buf_byte(out, '\n');
  il_buf_text(out, about_terms[0]);
  il_buf_printf(
      out,
      "A term is at most %d levels deep (a leaf is one level) and has "
      "at most %d nodes. ",
      IL_TERM_DEPTH, IL_TERM_NODES);
  il_buf_text(out, about_terms[1]);
}

static void add_limits(il_buf *out) {
  const struct {
    long most;
    const char *what;
  } limits[] = {
      {IL_TERM_DEPTH, "levels of a term"},
      {IL_TERM_NODES, "nodes of a term"},
      {IL_ARGS_MAX, "terms of a TERMS field"},
      {IL_CASES_MAX, "arms of a CASES field"},
      {IL_NAME_MAX, "bytes of a NAME, and of a name in a term, without quotes "
                    "and escapes"},
      {IL_TEXT_MAX, "bytes of a TEXT, without quotes and escapes"},
      {IL_RECORDS_MAX, "records"},
  };
  il_buf_text(out, "## Limits\n\n| at most | |\n|---|---|\n");
  for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
    il_buf_printf(out, "| %ld | %s |\n", limits[i].most, limits[i].what);
}

char *il_facts_format_markdown(void) {
  il_buf out = {0};
  for (size_t i = 0; i < sizeof introduction / sizeof *introduction; i++)
    il_buf_text(&out, introduction[i]);
  add_kinds(&out);
  add_ops(&out);
  for (size_t i = 0; i < sizeof about_types / sizeof *about_types; i++)
    il_buf_text(&out, about_types[i]);
  add_limits(&out);
  if (out.failed) {
    il_buf_free(&out);
    return NULL;
  }
  return out.ptr;
}
