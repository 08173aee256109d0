/* formats.c - the table of output forms. */
#include "../core/str.h"
#include "isrlint/report.h"

static const il_format formats[] = {
#define IL_FORMAT(name, sentence) {#name, sentence, il_report_##name},
#include "formats.def"
};

const il_format *il_format_at(size_t index) {
  return index < sizeof formats / sizeof formats[0] ? &formats[index] : NULL;
}

const il_format *il_format_find(il_str name) {
  for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++)
    if (il_str_is(name, formats[i].name))
      return &formats[i];
  return NULL;
}
