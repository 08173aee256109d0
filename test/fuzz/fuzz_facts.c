/* fuzz_facts.c - libFuzzer: any text is refused with a place, or is canonical
 * and says the same when it is built anew. */
#include "isrlint/facts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool good, const char *what) {
  if (good)
    return;
  fprintf(stderr, "fuzz_facts: %s\n", what);
  abort();
}

static void check_refusal(il_str text, const il_error *err) {
  require(err->code == IL_ESYNTAX || err->code == IL_ELIMIT,
          "refused, but not for its form or size");
  require(err->line && err->column && err->message[0], "refused without place");
  size_t at = 0;
  for (uint32_t line = 1; line < err->line; line++) {
    const char *end = memchr(text.ptr + at, '\n', text.len - at);
    require(end != NULL, "the line is behind the end");
    at = (size_t)(end - text.ptr) + 1;
  }
  require(err->column - 1 <= text.len - at, "the column is behind the end");
}

/* The same term in other facts. */
static il_term copy_term(const il_facts *from, il_facts *to, il_term term) {
  if (!term)
    return 0;
  il_node node = *il_facts_node(from, term);
  il_term args[UINT8_MAX];
  for (unsigned i = 0; i < node.count; i++)
    args[i] = copy_term(from, to, node.args[i]);
  node.args = args;
  return il_facts_term(to, &node);
}

static void copy_record(const il_facts *from, il_facts *to,
                        const il_record *original) {
  il_record record = *original;
  il_term args[IL_ARGS_MAX];
  const il_form *form;
  for (size_t i = 0; (form = il_kind_form(record.kind, i)); i++) {
    void *value = (char *)&record + form->offset;
    if (strcmp(form->form, "TERM") == 0) {
      *(il_term *)value = copy_term(from, to, *(il_term *)value);
    } else if (strcmp(form->form, "TERMS") == 0) {
      il_terms *terms = value;
      for (uint32_t t = 0; t < terms->count; t++)
        args[t] = copy_term(from, to, terms->items[t]);
      terms->items = args;
    }
  }
  require(il_facts_add(to, &record) == IL_OK, "a record is not accepted");
}

static bool same(il_str a, il_str b) {
  return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  il_str text = {(const char *)data, size};
  il_error err = {0};
  il_facts *facts = il_facts_read(text, &err);
  if (!facts) {
    check_refusal(text, &err);
    return 0;
  }
  require(same(il_facts_text(facts, NULL), text), "written differently");
  require(il_facts_dump(facts, NULL).len != 0, "no dump");
  il_facts *again = il_facts_new(NULL);
  for (size_t i = 0; i < il_facts_count(facts); i++)
    copy_record(facts, again, il_facts_record(facts, i));
  require(il_facts_finish(again, NULL) == IL_OK, "not accepted again");
  require(same(il_facts_text(again, NULL), text), "built anew, it differs");
  il_facts_free(again);
  il_facts_free(facts);
  return 0;
}
