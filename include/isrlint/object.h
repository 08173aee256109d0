/* object.h - facts that ride in object files: finding them again.
 *
 * The compiler plugin can put a unit's facts (the text form) into a section
 * named '.isrlint' of the object file.  This finds them in COFF objects
 * (ordinary and big ones, any machine), ELF objects (32 and 64 bit, either
 * byte order) and static libraries (ar archives with GNU, BSD, Darwin or
 * Microsoft names) of those.
 *
 * The input is bytes in memory and may be anything: nothing outside of them is
 * read, nothing is allocated, and the time is linear in their number. */
#ifndef ISRLINT_OBJECT_H
#define ISRLINT_OBJECT_H

#include "isrlint/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* The name of the section that holds facts. */
#define IL_OBJECT_SECTION ".isrlint"
/* What every facts text begins with. */
#define IL_OBJECT_MAGIC "isrlint-facts "

typedef enum il_object_kind {
  IL_OBJECT_NONE,    /* none of the below; a facts text is among these */
  IL_OBJECT_COFF,    /* a COFF object */
  IL_OBJECT_ELF,     /* an ELF object, or an ELF file too damaged to say */
  IL_OBJECT_ARCHIVE, /* a static library */
  IL_OBJECT_THIN,    /* a thin archive: names of objects, no objects */
  IL_OBJECT_IMPORT,  /* a short import: what an import library consists of */
  IL_OBJECT_IMAGE,   /* a linked driver, program or shared library */
  IL_OBJECT_BITCODE, /* LLVM bitcode, as -flto and -flto=thin write it */
  IL_OBJECT_LTCG     /* an object of Microsoft's compiler with /GL */
} il_object_kind;

/* What the bytes are, from their beginning (for COFF, which has no signature,
 * also from whether its tables lie within the bytes).  The rest may still be
 * damaged: il_object_read() tells. */
il_object_kind il_object_sniff(il_str bytes);

/* Is given each facts text, in the order of the file.  'member' is the name of
 * the archive's member, as the archive has it (any bytes, possibly a path,
 * possibly equal to another's), and empty outside an archive.  'facts' begins
 * with IL_OBJECT_MAGIC, holds no NUL and is otherwise unchecked.  Both point
 * into the bytes that are being read.  A status other than IL_OK ends the
 * reading. */
typedef il_status il_object_visit(void *context, il_str member, il_str facts);

/* What was met on the way. */
typedef struct il_object_tally {
  size_t objects; /* COFF and ELF objects read to their end */
  size_t without; /* those among them that carry no facts */
  size_t texts;   /* facts texts handed over; at least objects - without */
  size_t imports; /* short imports in an archive: skipped, they have no code */
  size_t others;  /* members of an archive that no linker would take: skipped */
} il_object_tally;

/* Hands each facts text in an object or archive to 'visit'.
 *
 * A section may hold several texts, as 'ld -r' leaves them, with NULs around
 * them.  An object without the section is no failure: *tally (set anew; may be
 * null) counts it.  Archives inside an archive are not entered.
 *
 * Fails with IL_ESYNTAX when the bytes are damaged or are of a kind that
 * carries no facts that can be read here: a linked image, a thin archive,
 * bitcode, a /GL object, compressed sections, anything unknown.  The message
 * names the archive's member, says what to do instead, and ends in "(at byte
 * N)", counted from 0 at the beginning of 'bytes'; line and column are 0.
 * IL_ELIMIT: a member's name is longer than 4096 bytes.
 * After a failure the texts before it have been handed over, and *tally counts
 * up to there.  A status from 'visit' is returned as it is and err is left to
 * the visitor. */
il_status il_object_read(il_str bytes, il_object_visit *visit, void *context,
                         il_object_tally *tally, il_error *err);

#ifdef __cplusplus
}
#endif
#endif
