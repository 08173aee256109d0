/* table.h - tab-separated tables with named columns, read in place. */
#ifndef ISRLINT_CORE_TABLE_H
#define ISRLINT_CORE_TABLE_H

#include "arena.h"
#include "isrlint/knowledge.h"
#include "str.h"

#ifdef __cplusplus
extern "C" {
#endif

struct il_table {
  il_str name;
  il_str columns[IL_TABLE_COLUMNS];
  uint32_t column_count;
  uint32_t header_line;
  il_row *rows;
  uint32_t row_count;
};

/* Reads 'text' into *table, which lives in 'arena' and points into the text.
 * Lines that begin with '#' and empty lines are skipped; the first other line
 * names the columns; every row has as many cells.  A line may end in CR LF.
 * A failure is told in *err with line and column. */
il_status il_table_read(il_table *table, il_arena *arena, il_str name,
                        il_str text, il_error *err);

/* Splits a row of the table into table->column_count cells. */
void il_table_split(const il_table *table, il_str row, il_str *cells);

/* Place of the column; -1 when there is none. */
int il_table_find(const il_table *table, il_str column);

/* Byte column, from 1, at which 'cell', a part of row.text, begins. */
uint32_t il_row_column(il_row row, il_str cell);

/* Fails with the table's name before the message, at this cell of the row. */
il_status il_row_fail(il_row row, il_str cell, il_error *err, const char *what,
                      const char *cure);

#ifdef __cplusplus
}
#endif
#endif
