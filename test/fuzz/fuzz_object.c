/* fuzz_object.c - libFuzzer target: any bytes as an object or archive. */
#include "isrlint/object.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

typedef struct watch {
  const uint8_t *data;
  size_t size;
  size_t texts, bytes;
  size_t stop_at; /* the text to stop at, from 1 */
} watch;

static void must(bool holds) {
  if (!holds)
    abort();
}

static bool is_inside(const watch *w, il_str text) {
  const uint8_t *at = (const uint8_t *)text.ptr;
  return at >= w->data && at <= w->data + w->size &&
         text.len <= (size_t)(w->data + w->size - at);
}

static il_status visit(void *context, il_str member, il_str facts) {
  watch *w = context;
  must(member.len == 0 || is_inside(w, member));
  must(is_inside(w, facts));
  must(facts.len >= strlen(IL_OBJECT_MAGIC));
  must(memcmp(facts.ptr, IL_OBJECT_MAGIC, strlen(IL_OBJECT_MAGIC)) == 0);
  must(!memchr(facts.ptr, 0, facts.len));
  w->texts++;
  w->bytes += facts.len;
  return w->texts == w->stop_at ? IL_EUSAGE : IL_OK;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  const il_str bytes = {(const char *)data, size};
  watch w = {.data = data, .size = size};
  il_object_tally tally;
  il_error err = {0};
  const il_object_kind kind = il_object_sniff(bytes);
  const il_status status = il_object_read(bytes, visit, &w, &tally, &err);
  must(err.code == status && err.line == 0);
  must((status == IL_OK) == (err.message[0] == '\0'));
  must(tally.texts == w.texts && tally.without <= tally.objects);
  /* Nothing is handed over twice. */
  must(w.bytes <= size);
  if (kind != IL_OBJECT_COFF && kind != IL_OBJECT_ELF &&
      kind != IL_OBJECT_ARCHIVE)
    must(status == IL_ESYNTAX && tally.objects == 0);
  if (status == IL_OK && kind != IL_OBJECT_ARCHIVE)
    must(tally.objects == 1);
  if (w.texts > 0) {
    watch again = {.data = data, .size = size, .stop_at = w.texts};
    il_error untouched = {0};
    must(il_object_read(bytes, visit, &again, NULL, &untouched) == IL_EUSAGE);
    must(again.texts == w.texts && untouched.code == IL_OK);
  }
  return 0;
}
