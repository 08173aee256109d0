/* report_sample.h - sources in a folder of their own, and a result that speaks
 * about them, for the tests of the output forms. */
#ifndef ISRLINT_TEST_REPORT_SAMPLE_H
#define ISRLINT_TEST_REPORT_SAMPLE_H

#include "isrlint/report.h"
#include "str.h"

/* The sources; write_sources() puts them below src/. */
#define ISR_C                                                                  \
  "#include \"drv.h\"\n"                                                       \
  "\n"                                                                         \
  "HW_INTERRUPT HwInterrupt;\n"                                                \
  "BOOLEAN HwInterrupt(PVOID ext)\n"                                           \
  "{\n"                                                                        \
  "\text->Ops->Drain(ext);\n"                                                  \
  "\treturn TRUE;\n"                                                           \
  "}\n"
#define OPS_C                                                                  \
  "#include \"drv.h\"\r\n"                                                     \
  "void SetOps(EXT *ext) {\r\n"                                                \
  "  ext->Ops->Drain = Drain;\r\n"                                             \
  "}\r\n"
/* An e with accent (2 bytes, 1 column), a Han character (3 bytes, 2 columns),
 * a pictograph (4 bytes, 2 columns, 2 UTF-16 units). */
#define QUEUE_C                                                                \
  "#include \"drv.h\"\n"                                                       \
  "void Drain(EXT *ext) {\n"                                                   \
  "\tx = \"\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80\"; "                           \
  "KeWaitForSingleObject(&ext->Event);  \n"                                    \
  "}"
#define HOSTILE_C                                                              \
  "a\x1B[31m;\xFF\xE6\xBC;\xE2\x80\xAE b\n"                                    \
  "\xE2\x80\xAE\n"

/* Set-up and tear-down of a test: makes a folder with the sources, removes it.
 */
int folder_set_up(void **state);
int folder_tear_down(void **state);
/* The folder of the running test. */
const char *root_of(void **state);
void write_file(const char *root, const char *name, il_str text);
void write_sources(const char *root);

il_spot spot(const char *path, uint32_t line, uint32_t column);

/* The call that blocks stands at the end of this beginning of its line. */
#define WAIT_LINE                                                              \
  "\tx = \"\xC3\xA9\xE6\xBC\xA2\xF0\x9F\x98\x80\"; KeWaitForSingleObject"
#define MESSAGE                                                                \
  "call to 'KeWaitForSingleObject' can block; reachable from interrupt "       \
  "routine 'HwInterrupt' (DIRQL)"

/* A program with two findings: findings[1] is a blocking call in queue.c that
 * is reached through a pointer and has all kinds of steps, findings[0] one in
 * the interrupt routine itself, without steps. */
typedef struct sample {
  il_result result;
  il_program_result program;
  il_root roots[2];
  il_unknown unknown[2], unresolved[1];
  const char *nograph[1];
  il_gap gaps[1];
  uint32_t units[3];
  il_finding findings[2];
  il_step steps[5];
} sample;

void fill(sample *s);

typedef bool form(FILE *out, const il_result *result,
                  const il_report_options *options);
/* What the form writes, on the heap. */
char *run(form *write, const il_result *result,
          const il_report_options *options);

#endif
