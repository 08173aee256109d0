/* settle.c - findings of all programs in one order, each named for good. */
#include "findings.h"

#include "map.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* Of a loop there is no callee. */
static int text_cmp(const char *a, const char *b) {
  return il_str_cmp(il_str_of(a ? a : ""), il_str_of(b ? b : ""));
}

static int number_cmp(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

/* By place, rule and what is called there. */
static int same_cmp(const il_finding *a, const il_finding *b) {
  int order = text_cmp(a->at.path, b->at.path);
  if (!order)
    order = number_cmp(a->at.line, b->at.line);
  if (!order)
    order = number_cmp(a->at.column, b->at.column);
  if (!order)
    order = number_cmp(a->rule->number, b->rule->number);
  if (!order)
    order = text_cmp(a->function, b->function);
  return order ? order : text_cmp(a->callee, b->callee);
}

/* Of equals, the one to keep comes first. */
static int finding_cmp(const void *left, const void *right) {
  const il_finding *a = left, *b = right;
  int order = same_cmp(a, b);
  if (!order)
    order = (a->suppression != NULL) - (b->suppression != NULL);
  if (!order)
    order = (a->step_count > b->step_count) - (a->step_count < b->step_count);
  if (!order)
    order = number_cmp(b->level, a->level);
  return order ? order : number_cmp(a->program, b->program);
}

/* Those of both, one list behind the other. */
static bool join_files(il_finding *kept, const il_finding *other,
                       il_arena *keep) {
  const char **files =
      il_arena_array(keep, kept->file_count + other->file_count, sizeof *files);
  if (!files)
    return false;
  for (size_t i = 0; i < kept->file_count; i++)
    files[i] = kept->files[i];
  for (size_t i = 0; i < other->file_count; i++)
    files[kept->file_count + i] = other->files[i];
  kept->files = files;
  kept->file_count += other->file_count;
  return true;
}

/* Tells, in a note before the advice, of a program that has the place too. */
static bool join(il_finding *kept, const il_finding *other,
                 const il_program_result *program, il_arena *keep) {
  il_steps steps = {0};
  il_step note = {.kind = IL_STEP_RELATED,
                  .text =
                      il_keep_text(keep, "and in program '%s'", program->name)};
  bool noted = false;
  for (size_t i = 0; i < kept->step_count; i++) {
    if (kept->steps[i].kind == IL_STEP_ADVICE && !noted) {
      noted = true;
      if (!il_step_add(&steps, keep, note))
        return false;
    }
    if (!il_step_add(&steps, keep, kept->steps[i]))
      return false;
  }
  if (!noted && !il_step_add(&steps, keep, note))
    return false;
  kept->steps = steps.items;
  kept->step_count = steps.count;
  return join_files(kept, other, keep);
}

/* ---- fingerprints: FNV-1a, 64 bits ---- */

static uint64_t hash_text(uint64_t hash, const char *text) {
  do {
    hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
  } while (*text++);
  return hash;
}

static uint64_t hash_start(const il_finding *finding) {
  return hash_text(UINT64_C(0xcbf29ce484222325), finding->rule->id);
}

static void print_hash(char out[17], uint64_t hash) {
  snprintf(out, 17, "%016" PRIx64, hash);
}

static void fingerprint(il_finding *finding) {
  char ordinal[16];
  uint64_t hash = hash_start(finding);
  hash = hash_text(hash, finding->function);
  hash = hash_text(hash, finding->callee ? finding->callee : "");
  snprintf(ordinal, sizeof ordinal, "%u", (unsigned)finding->ordinal);
  print_hash(finding->identity, hash_text(hash, ordinal));
  hash = hash_text(hash_start(finding), finding->callee ? finding->callee : "");
  hash = hash_text(hash, finding->function);
  for (size_t i = 0; i < finding->step_count; i++)
    if (finding->steps[i].kind == IL_STEP_CALL)
      hash = hash_text(hash, finding->steps[i].function);
  print_hash(finding->chain, hash);
}

/* Counts, in source order, findings that only their place tells apart. */
static bool number_findings(il_findings *findings, il_map *map,
                            il_arena *arena) {
  il_buf key = {0};
  bool fine = true;
  for (size_t i = 0; fine && i < findings->count; i++) {
    il_finding *finding = &findings->items[i];
    uint32_t before = 0;
    key.len = 0;
    il_buf_text(&key, finding->rule->id);
    il_buf_byte(&key, '\0');
    il_buf_text(&key, finding->function);
    il_buf_byte(&key, '\0');
    il_buf_text(&key, finding->callee ? finding->callee : "");
    il_str copy =
        key.failed ? (il_str){NULL, 0} : il_arena_copy(arena, il_buf_str(&key));
    if (copy.ptr)
      il_map_get(map, copy, &before);
    fine = copy.ptr && il_map_put(map, copy, before + 1);
    finding->ordinal = before + 1;
  }
  il_buf_free(&key);
  return fine;
}

bool il_findings_settle(il_findings *findings,
                        const il_program_result *programs, il_arena *arena,
                        il_arena *keep) {
  if (findings->count)
    qsort(findings->items, findings->count, sizeof *findings->items,
          finding_cmp);
  size_t kept = 0;
  for (size_t i = 0; i < findings->count; i++) {
    il_finding *last = kept ? &findings->items[kept - 1] : NULL;
    if (!last || same_cmp(last, &findings->items[i]))
      findings->items[kept++] = findings->items[i];
    else if (!join(last, &findings->items[i],
                   &programs[findings->items[i].program], keep))
      return false;
  }
  findings->count = kept;
  il_map *map = il_map_new(arena);
  bool fine = map && number_findings(findings, map, arena);
  il_map_free(map);
  for (size_t i = 0; fine && i < kept; i++)
    fingerprint(&findings->items[i]);
  return fine;
}
