/* table.c - see table.h. */
#include "table.h"

static bool is_blank(il_str line) { return !line.len || line.ptr[0] == '#'; }

static il_str next_line(il_str *rest) {
  il_str line = il_str_split(*rest, '\n', rest);
  if (line.len && line.ptr[line.len - 1] == '\r')
    line.len--;
  return line;
}

/* True when one of the eight bytes is below ' ': the sum borrows into the high
 * bit of just those, and of bytes that had it the complement has it not. */
static bool has_control(const char *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return ((word - 0x2020202020202020u) & ~word & 0x8080808080808080u) != 0;
}

/* Counts the tabs of a line; *bad is the place of a byte that no table may
 * hold, or the length of the line.  Most of a table is long texts, so that
 * taking eight bytes at a time halves the time to load the tables. */
static uint32_t count_tabs(il_str line, size_t *bad) {
  uint32_t tabs = 0;
  *bad = line.len;
  for (size_t i = 0; i < line.len; i++) {
    while (line.len - i >= 8 && !has_control(line.ptr + i))
      i += 8;
    if (i == line.len)
      break;
    unsigned char byte = (unsigned char)line.ptr[i];
    if (byte >= ' ')
      continue;
    if (byte != '\t') {
      *bad = i;
      return tabs;
    }
    tabs++;
  }
  return tabs;
}

static il_status read_header(il_table *table, il_str line, uint32_t number,
                             il_error *err) {
  il_str rest = line;
  table->header_line = number;
  for (uint32_t i = 0; i < table->column_count; i++) {
    il_str column = il_str_split(rest, '\t', &rest);
    uint32_t at = (uint32_t)(column.ptr ? column.ptr - line.ptr : 0) + 1;
    if (!column.len)
      return il_fail(err, IL_ESYNTAX, number, at, "%.*s: column without a name",
                     (int)table->name.len, table->name.ptr);
    for (uint32_t j = 0; j < i; j++)
      if (il_str_eq(table->columns[j], column))
        return il_fail(err, IL_ESYNTAX, number, at,
                       "%.*s: two columns are named '%.*s'",
                       (int)table->name.len, table->name.ptr,
                       (int)(column.len < 60 ? column.len : 60), column.ptr);
    table->columns[i] = column;
  }
  return IL_OK;
}

il_status il_table_read(il_table *table, il_arena *arena, il_str name,
                        il_str text, il_error *err) {
  *table = (il_table){.name = name};
  int shown = (int)name.len;
  if (text.len > IL_TABLE_BYTES)
    return il_fail(err, IL_ELIMIT, 0, 0, "%.*s: larger than %d bytes", shown,
                   name.ptr, IL_TABLE_BYTES);
  size_t lines = 0;
  for (il_str rest = text; rest.len; lines++)
    il_str_split(rest, '\n', &rest);
  table->rows = il_arena_array(arena, lines, sizeof *table->rows);
  if (!table->rows)
    return il_fail(err, IL_ENOMEM, 0, 0, "%.*s: out of memory", shown,
                   name.ptr);
  il_str rest = text;
  for (uint32_t number = 1; rest.len; number++) {
    il_str line = next_line(&rest);
    if (is_blank(line))
      continue;
    if (line.len > IL_TABLE_LINE)
      return il_fail(err, IL_ELIMIT, number, IL_TABLE_LINE + 1,
                     "%.*s: a line of more than %d bytes", shown, name.ptr,
                     IL_TABLE_LINE);
    size_t bad;
    uint32_t cells = count_tabs(line, &bad) + 1;
    if (bad < line.len)
      return il_fail(err, IL_ESYNTAX, number, (uint32_t)bad + 1,
                     "%.*s: control byte 0x%02x; a table is plain text with "
                     "tabs between its cells",
                     shown, name.ptr, (unsigned)(unsigned char)line.ptr[bad]);
    if (!table->column_count) {
      if (cells > IL_TABLE_COLUMNS)
        return il_fail(err, IL_ELIMIT, number, 1, "%.*s: more than %d columns",
                       shown, name.ptr, IL_TABLE_COLUMNS);
      table->column_count = cells;
      if (read_header(table, line, number, err) != IL_OK)
        return IL_ESYNTAX;
      continue;
    }
    if (cells != table->column_count)
      return il_fail(err, IL_ESYNTAX, number, (uint32_t)line.len + 1,
                     "%.*s: %u cells where the header names %u columns; put a "
                     "tab between cells, and for each empty one",
                     shown, name.ptr, (unsigned)cells,
                     (unsigned)table->column_count);
    table->rows[table->row_count++] = (il_row){table, line, number};
  }
  if (!table->column_count)
    return il_fail(err, IL_ESYNTAX, 1, 1,
                   "%.*s: no header row; the first row names the columns",
                   shown, name.ptr);
  return IL_OK;
}

void il_table_split(const il_table *table, il_str row, il_str *cells) {
  for (uint32_t i = 0; i < table->column_count; i++) {
    cells[i] = il_str_split(row, '\t', &row);
    if (!cells[i].ptr)
      cells[i].ptr = "";
  }
}

int il_table_find(const il_table *table, il_str column) {
  for (uint32_t i = 0; i < table->column_count; i++)
    if (il_str_eq(table->columns[i], column))
      return (int)i;
  return -1;
}

uint32_t il_row_column(il_row row, il_str cell) {
  return (uint32_t)(cell.ptr - row.text.ptr) + 1;
}

il_status il_row_fail(il_row row, il_str cell, il_error *err, const char *what,
                      const char *cure) {
  int shown = (int)(cell.len < 60 ? cell.len : 60);
  if (!cell.len)
    return il_fail(err, IL_ESYNTAX, row.line, il_row_column(row, cell),
                   "%.*s: %s is empty; %s", (int)row.table->name.len,
                   row.table->name.ptr, what, cure);
  return il_fail(err, IL_ESYNTAX, row.line, il_row_column(row, cell),
                 "%.*s: '%.*s' is no %s; %s", (int)row.table->name.len,
                 row.table->name.ptr, shown, cell.ptr, what, cure);
}

il_str il_table_name(const il_table *table) { return table->name; }

size_t il_table_column_count(const il_table *table) {
  return table->column_count;
}

il_str il_table_column(const il_table *table, size_t column) {
  return column < table->column_count ? table->columns[column]
                                      : (il_str){NULL, 0};
}

size_t il_table_row_count(const il_table *table) { return table->row_count; }

il_row il_table_row(const il_table *table, size_t index) {
  return index < table->row_count ? table->rows[index] : (il_row){0};
}

il_str il_row_cell(il_row row, size_t column) {
  il_str rest = row.text, cell = {NULL, 0};
  if (!row.table || column >= row.table->column_count)
    return cell;
  for (size_t i = 0; i <= column; i++)
    cell = il_str_split(rest, '\t', &rest);
  return cell;
}

il_str il_row_get(il_row row, const char *column) {
  int place = row.table ? il_table_find(row.table, il_str_of(column)) : -1;
  return place < 0 ? (il_str){NULL, 0} : il_row_cell(row, (size_t)place);
}
