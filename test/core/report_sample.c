/* report_sample.c - see report_sample.h. */
#define _XOPEN_SOURCE 700 /* mkdtemp, open_memstream */

#include "report_sample.h"

#include <errno.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <cmocka.h>

typedef struct folder {
  char path[64];
} folder;

void write_file(const char *root, const char *name, il_str text) {
  char path[512];
  snprintf(path, sizeof path, "%s/%s", root, name);
  FILE *file = fopen(path, "wb");
  assert_non_null(file);
  if (text.len)
    assert_int_equal(fwrite(text.ptr, 1, text.len, file), text.len);
  assert_int_equal(fclose(file), 0);
}

void write_sources(const char *root) {
  char path[512];
  snprintf(path, sizeof path, "%s/src", root);
  assert_true(mkdir(path, 0777) == 0 || errno == EEXIST);
  write_file(root, "src/isr.c", IL_STR(ISR_C));
  write_file(root, "src/ops.c", IL_STR(OPS_C));
  write_file(root, "src/queue.c", IL_STR(QUEUE_C));
  write_file(root, "src/hostile.c", IL_STR(HOSTILE_C));
}

int folder_set_up(void **state) {
  folder *f = calloc(1, sizeof *f);
  assert_non_null(f);
  strcpy(f->path, "/tmp/isrlint-report-XXXXXX");
  assert_non_null(mkdtemp(f->path));
  write_sources(f->path);
  *state = f;
  return 0;
}

int folder_tear_down(void **state) {
  folder *f = *state;
  char command[128];
  snprintf(command, sizeof command, "rm -rf '%s'", f->path);
  int status = system(command);
  free(f);
  return status;
}

const char *root_of(void **state) { return ((folder *)*state)->path; }

il_spot spot(const char *path, uint32_t line, uint32_t column) {
  return (il_spot){.path = path, .line = line, .column = column};
}

/* The byte column of 'what' in a line that is written as one literal. */
static uint32_t column_of(const char *line, const char *what) {
  return (uint32_t)(strstr(line, what) - line) + 1;
}

static void fill_program(sample *s) {
  s->roots[0] = (il_root){.name = "HwDpc",
                          .role = "HW_DPC_ROUTINE",
                          .kind = "DPC routine",
                          .level = IL_DISPATCH_LEVEL,
                          .at = spot("src/isr.c", 3, 1),
                          .how = "'HwDpc' is handed over here"};
  s->roots[1] = (il_root){.name = "HwInterrupt",
                          .role = "HW_INTERRUPT",
                          .kind = "interrupt routine",
                          .is_interrupt = true,
                          .level = IL_DIRQL,
                          .at = spot("src/isr.c", 3, 14),
                          .how = "'HwInterrupt' is declared here"};
  s->unknown[0] = (il_unknown){"Alpha", 2, IL_DIRQL, spot("src/isr.c", 6, 2)};
  s->unknown[1] =
      (il_unknown){"Beta", 1, IL_LEVEL_UNKNOWN, spot("src/ops.c", 3, 3)};
  s->unresolved[0] =
      (il_unknown){"%ext.EXT:Done", 1, IL_DIRQL, spot("src/queue.c", 3, 2)};
  s->nograph[0] = "Try@src/ops.c";
  s->gaps[0] = (il_gap){2, "src/ops.c", "3 errors; bodies may lack statements"};
  for (uint32_t i = 0; i < 3; i++)
    s->units[i] = i;
  s->program = (il_program_result){.name = "tiny",
                                   .model = IL_PORT_STORPORT,
                                   .units = s->units,
                                   .unit_count = 3,
                                   .functions = 7,
                                   .functions_at_dirql = 2,
                                   .functions_reached = 3,
                                   .roots = s->roots,
                                   .root_count = 2,
                                   .interrupt_count = 1,
                                   .unknown = s->unknown,
                                   .unknown_count = 2,
                                   .external_count = 41,
                                   .unresolved = s->unresolved,
                                   .unresolved_count = 1,
                                   .nograph = s->nograph,
                                   .nograph_count = 1};
}

static void fill_findings(sample *s) {
  s->steps[0] = (il_step){IL_STEP_CALL, spot("src/isr.c", 6, 2),
                          "'Drain' is called from 'HwInterrupt' here",
                          "HwInterrupt", IL_DIRQL};
  s->steps[1] = (il_step){IL_STEP_POINTER, spot("src/ops.c", 3, 21),
                          "'Drain' is stored in 'OPS:Drain' here", "SetOps",
                          IL_LEVEL_UNKNOWN};
  s->steps[2] = (il_step){IL_STEP_ROOT, spot("src/isr.c", 3, 14),
                          "'HwInterrupt' is declared 'HW_INTERRUPT' here",
                          "HwInterrupt", IL_DIRQL};
  s->steps[3] =
      (il_step){IL_STEP_RELATED, spot("src/ops.c", 2, 6),
                "'SetOps' is never called", "SetOps", IL_LEVEL_UNKNOWN};
  s->steps[4] = (il_step){IL_STEP_ADVICE, spot("src/isr.c", 1, 1),
                          "wait in 'HwDpc' instead", NULL, IL_LEVEL_UNKNOWN};
  s->findings[0] = (il_finding){.rule = il_rule_find(IL_STR("irql-too-high")),
                                .severity = IL_WARNING,
                                .at = spot("src/isr.c", 7, 2),
                                .message = "work [x](1) at 'DIRQL'",
                                .function = "HwInterrupt",
                                .ordinal = 1,
                                .level = IL_DIRQL,
                                .root = "HwInterrupt",
                                .root_kind = "interrupt routine",
                                .identity = "0123456789abcdef",
                                .chain = "fedcba9876543210"};
  s->findings[1] =
      (il_finding){.rule = il_rule_find(IL_STR("blocking-call")),
                   .severity = IL_ERROR,
                   .at = spot("src/queue.c", 3,
                              column_of(WAIT_LINE, "KeWaitForSingleObject")),
                   .message = MESSAGE,
                   .function = "Drain",
                   .callee = "KeWaitForSingleObject",
                   .ordinal = 1,
                   .level = IL_DIRQL,
                   .limit = IL_APC_LEVEL,
                   .page = "nf-wdm-kewaitforsingleobject",
                   .root = "HwInterrupt",
                   .root_kind = "interrupt routine",
                   .steps = s->steps,
                   .step_count = 5,
                   .other_roots = 2,
                   .identity = "00000000000000aa",
                   .chain = "00000000000000bb"};
}

void fill(sample *s) {
  memset(s, 0, sizeof *s);
  fill_program(s);
  fill_findings(s);
  assert_non_null(s->findings[0].rule);
  assert_non_null(s->findings[1].rule);
  s->result = (il_result){.programs = &s->program,
                          .program_count = 1,
                          .findings = s->findings,
                          .finding_count = 2,
                          .gaps = s->gaps,
                          .gap_count = 1,
                          .unit_count = 3,
                          .function_count = 7};
}

char *run(form *write, const il_result *result,
          const il_report_options *options) {
  char *text = NULL;
  size_t size = 0;
  FILE *out = open_memstream(&text, &size);
  assert_non_null(out);
  assert_true(write(out, result, options));
  assert_int_equal(fclose(out), 0);
  assert_int_equal(strlen(text), size);
  return text;
}
