/* knowledge_builtin.c - the tables that isrlint-embed put into the program. */
#include "isrlint/knowledge.h"

extern const il_table_text il_builtin_tables[];
extern const size_t il_builtin_tables_count;

const il_table_text *il_knowledge_builtin_tables(size_t *count) {
  *count = il_builtin_tables_count;
  return il_builtin_tables;
}
