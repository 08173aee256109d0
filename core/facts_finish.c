/* facts_finish.c - sorts records, numbers files, and checks what names what. */
#include "facts_internal.h"

#include <stdlib.h>

/* A HEAD record and all that follows it, up to the next. */
typedef struct group {
  const il_record *head;
  size_t count;
} group;

/* A number and where it comes from or goes to. */
typedef struct pair {
  uint32_t number;
  size_t value;
} pair;

typedef struct pairs {
  pair *items;
  size_t count, capacity;
} pairs;

static int compare_numbers(uint32_t a, uint32_t b) { return (a > b) - (a < b); }

int il_head_cmp(const il_record *a, const il_record *b) {
  if (a->kind != b->kind)
    return a->kind < b->kind ? -1 : 1;
  const il_field_desc *fields = il_kind_describe(a->kind)->fields;
  const uint8_t *key;
  size_t count = il_kind_keys(a->kind, &key);
  for (size_t i = 0; i < count; i++) {
    const void *left = il_field_in(a, &fields[key[i]]);
    const void *right = il_field_in(b, &fields[key[i]]);
    int order =
        fields[key[i]].code == IL_FORM_COUNT
            ? compare_numbers(*(const uint32_t *)left, *(const uint32_t *)right)
            : il_str_cmp(*(const il_str *)left, *(const il_str *)right);
    if (order)
      return order;
  }
  return 0;
}

static int compare_groups(const void *left, const void *right) {
  const group *a = left, *b = right;
  int order = il_head_cmp(a->head, b->head);
  /* qsort() is not stable: the order of adding decides between equals. */
  return order ? order : (a->head > b->head) - (a->head < b->head);
}

static int compare_pairs(const void *left, const void *right) {
  const pair *a = left, *b = right;
  int order = compare_numbers(a->number, b->number);
  return order ? order : (a->value > b->value) - (a->value < b->value);
}

static bool add_pair(pairs *list, uint32_t number, size_t value) {
  if (list->count == list->capacity) {
    size_t want = list->capacity ? list->capacity * 2 : 64;
    void *bigger = realloc(list->items, want * sizeof *list->items);
    if (!bigger)
      return false;
    list->items = bigger;
    list->capacity = want;
  }
  list->items[list->count++] = (pair){number, value};
  return true;
}

static void sort_pairs(pairs *list) {
  if (list->count)
    qsort(list->items, list->count, sizeof *list->items, compare_pairs);
}

static const pair *find_pair(const pairs *list, uint32_t number) {
  size_t low = 0, high = list->count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (list->items[middle].number < number)
      low = middle + 1;
    else
      high = middle;
  }
  return low < list->count && list->items[low].number == number
             ? &list->items[low]
             : NULL;
}

static il_status fault(il_facts *facts, size_t record, size_t field,
                       size_t item) {
  if (!facts->fault.known)
    facts->fault = (il_fault){true, record, field, item};
  return facts->error.code;
}

static bool is_head(const il_record *record) {
  return il_kind_describe(record->kind)->group == IL_GROUP_HEAD;
}

/* Copies a group: its head, what describes it by kind, then its blocks. */
static il_record *place_group(il_record *to, const group *from) {
  uint32_t kinds = 0;
  for (size_t i = 0; i < from->count; i++)
    kinds |= UINT32_C(1) << from->head[i].kind;
  for (il_kind kind = 0; kind < IL_KINDS; kind++) {
    il_group rank = il_kind_describe(kind)->group;
    if (!(kinds >> kind & 1) ||
        (rank != IL_GROUP_HEAD && rank != IL_GROUP_NEXT))
      continue;
    bool in_block = false;
    for (size_t i = 0; i < from->count; i++) {
      const il_record *record = &from->head[i];
      if (record->kind == IL_K_block)
        in_block = true;
      if (in_block ? kind == IL_K_block : record->kind == kind)
        *to++ = *record;
      if (il_kind_describe(record->kind)->group == IL_GROUP_LAST)
        in_block = false;
    }
  }
  return to;
}

static il_status check_groups(il_facts *facts, const group *groups,
                              size_t count) {
  if (!count || groups[0].head->kind != IL_K_unit)
    return il_facts_fail(facts, IL_EUSAGE, "there is no 'unit' record");
  for (size_t i = 1; i < count; i++) {
    const il_record *head = groups[i].head;
    if (il_head_cmp(groups[i - 1].head, head) != 0)
      continue;
    const il_kind_desc *desc = il_kind_describe(head->kind);
    const uint8_t *key;
    size_t keys = il_kind_keys(head->kind, &key);
    if (!keys)
      return il_facts_fail(facts, IL_EUSAGE, "there is a second '%s' record",
                           desc->name);
    /* The last of the fields that are the key says most. */
    const il_str *name = il_field_in(head, &desc->fields[key[keys - 1]]);
    return il_facts_fail(facts, IL_EUSAGE,
                         "there are two '%s' records with the same key, '%s'",
                         desc->name, il_name_show(*name).text);
  }
  return IL_OK;
}

static il_status sort_records(il_facts *facts) {
  size_t heads = 0;
  for (size_t i = 0; i < facts->count; i++)
    heads += is_head(&facts->records[i]);
  group *groups = calloc(heads + 1, sizeof *groups);
  il_record *sorted = calloc(facts->count + 1, sizeof *sorted);
  il_status status = IL_OK;
  if (groups && sorted) {
    size_t next = 0;
    for (size_t i = 0; i < facts->count; i++) {
      if (is_head(&facts->records[i]))
        groups[next++].head = &facts->records[i];
      groups[next - 1].count++;
    }
    qsort(groups, heads, sizeof *groups, compare_groups);
    status = check_groups(facts, groups, heads);
    il_record *to = sorted;
    for (size_t i = 0; i < heads; i++)
      to = place_group(to, &groups[i]);
    free(facts->records);
    facts->records = sorted;
    facts->capacity = facts->count + 1;
    sorted = NULL;
  } else {
    status = il_facts_no_memory(facts);
  }
  free(groups);
  free(sorted);
  return status;
}

static il_status number_files(il_facts *facts) {
  pairs files = {0};
  il_status status = IL_OK;
  uint32_t next = 1;
  for (size_t i = 0; i < facts->count && status == IL_OK; i++) {
    il_record *record = &facts->records[i];
    if (record->kind != IL_K_file)
      continue;
    if (record->u.file_.id == 0)
      status = il_facts_fail(facts, IL_EUSAGE, "a file has the number 0");
    else if (!add_pair(&files, record->u.file_.id, next))
      status = il_facts_no_memory(facts);
    record->u.file_.id = next++;
  }
  sort_pairs(&files);
  for (size_t i = 1; i < files.count && status == IL_OK; i++)
    if (files.items[i - 1].number == files.items[i].number)
      status = il_facts_fail(facts, IL_EUSAGE, "two files have the number %lu",
                             (unsigned long)files.items[i].number);
  for (size_t i = 0; i < facts->count && status == IL_OK; i++) {
    il_record *record = &facts->records[i];
    const il_kind_desc *desc = il_kind_describe(record->kind);
    for (size_t f = 0; f < desc->count && status == IL_OK; f++) {
      if (desc->fields[f].code != IL_FORM_AT)
        continue;
      il_at *at = il_field_of(record, &desc->fields[f]);
      if (!at->file)
        continue;
      const pair *file = find_pair(&files, at->file);
      if (file) {
        at->file = (uint32_t)file->value;
        continue;
      }
      il_facts_fail(facts, IL_EUSAGE,
                    "position '%s' of a '%s' record is in file %lu, which has "
                    "no 'file' record",
                    desc->fields[f].form.name, desc->name,
                    (unsigned long)at->file);
      status = fault(facts, i, f, 0);
    }
  }
  free(files.items);
  return status;
}

/* Finds an id among those of the type records, which are sorted. */
static bool has_type(const il_str *ids, size_t count, il_str id) {
  size_t low = 0;
  while (low < count) {
    size_t middle = low + (count - low) / 2;
    int order = il_str_cmp(ids[middle], id);
    if (order == 0)
      return true;
    if (order < 0)
      low = middle + 1;
    else
      count = middle;
  }
  return false;
}

static il_status check_types(il_facts *facts) {
  size_t count = 0;
  il_str *ids = calloc(facts->count + 1, sizeof *ids);
  if (!ids)
    return il_facts_no_memory(facts);
  for (size_t i = 0; i < facts->count; i++)
    if (facts->records[i].kind == IL_K_type)
      ids[count++] = facts->records[i].u.type_.id;
  il_status status = IL_OK;
  for (size_t i = 0; i < facts->count && status == IL_OK; i++) {
    const il_record *record = &facts->records[i];
    const il_kind_desc *desc = il_kind_describe(record->kind);
    for (size_t f = 0; f < desc->count && status == IL_OK; f++) {
      if (il_kind_role(record->kind, f) != IL_ROLE_TYPE)
        continue;
      const il_str *id = il_field_in(record, &desc->fields[f]);
      if (!id->len || has_type(ids, count, *id))
        continue;
      il_facts_fail(facts, IL_EUSAGE,
                    "type '%s', named by a '%s' record, has no 'type' record",
                    il_name_show(*id).text, desc->name);
      status = fault(facts, i, f, 0);
    }
  }
  free(ids);
  return status;
}

/* The numbers of one function: of its blocks and of its calls. */
typedef struct numbers {
  pairs blocks, calls;
} numbers;

static il_status unique(il_facts *facts, pairs *list, const char *what,
                        size_t field) {
  sort_pairs(list);
  const pair *second = NULL;
  for (size_t i = 1; i < list->count; i++)
    if (list->items[i - 1].number == list->items[i].number &&
        (!second || list->items[i].value < second->value))
      second = &list->items[i];
  if (!second)
    return IL_OK;
  il_facts_fail(facts, IL_EUSAGE, "%s %lu is there twice in one function", what,
                (unsigned long)second->number);
  return fault(facts, second->value, field, 0);
}

static il_status check_block(il_facts *facts, const pairs *blocks, size_t i,
                             size_t field, size_t item, uint32_t number) {
  if (find_pair(blocks, number))
    return IL_OK;
  il_facts_fail(facts, IL_EUSAGE,
                "block %lu, named by a '%s' record, is not in the function",
                (unsigned long)number, il_kind_name(facts->records[i].kind));
  return fault(facts, i, field, item);
}

static il_status check_targets(il_facts *facts, const pairs *blocks, size_t i) {
  const il_record *record = &facts->records[i];
  const il_kind_desc *desc = il_kind_describe(record->kind);
  il_status status = IL_OK;
  for (size_t f = 0; f < desc->count && status == IL_OK; f++) {
    const void *value = il_field_in(record, &desc->fields[f]);
    if (il_kind_role(record->kind, f) == IL_ROLE_BLOCK)
      status = check_block(facts, blocks, i, f, 0, *(const uint32_t *)value);
    if (desc->fields[f].code != IL_FORM_CASES)
      continue;
    const il_cases *cases = value;
    for (uint32_t c = 0; c < cases->count && status == IL_OK; c++)
      status = check_block(facts, blocks, i, f, c, cases->items[c].block);
  }
  return status;
}

static il_status check_function(il_facts *facts, numbers *seen, size_t first,
                                size_t end) {
  seen->blocks.count = seen->calls.count = 0;
  for (size_t i = first; i < end; i++) {
    const il_record *record = &facts->records[i];
    const il_kind_desc *desc = il_kind_describe(record->kind);
    for (size_t f = 0; f < desc->count; f++) {
      il_role role = il_kind_role(record->kind, f);
      if (role != IL_ROLE_NUMBER && role != IL_ROLE_RESULT)
        continue;
      pairs *list = role == IL_ROLE_NUMBER ? &seen->blocks : &seen->calls;
      if (!add_pair(list,
                    *(const uint32_t *)il_field_in(record, &desc->fields[f]),
                    i))
        return il_facts_no_memory(facts);
    }
  }
  il_status status = unique(facts, &seen->blocks, "block", IL_F_block_number);
  if (status == IL_OK)
    status = unique(facts, &seen->calls, "call result", IL_F_call_result);
  for (size_t i = first; i < end && status == IL_OK; i++)
    status = check_targets(facts, &seen->blocks, i);
  return status;
}

static il_status check_functions(il_facts *facts) {
  numbers seen = {0};
  il_status status = IL_OK;
  size_t first = 0;
  while (first < facts->count && status == IL_OK) {
    size_t end = first + 1;
    while (end < facts->count && !is_head(&facts->records[end]))
      end++;
    status = check_function(facts, &seen, first, end);
    first = end;
  }
  free(seen.blocks.items);
  free(seen.calls.items);
  return status;
}

il_status il_facts_finish(il_facts *facts, il_error *err) {
  if (!facts)
    return il_fail(err, IL_ENOMEM, 0, 0, "out of memory");
  if (facts->finished)
    return IL_OK;
  il_status status = facts->error.code;
  if (status == IL_OK && facts->in_block)
    status = il_facts_fail(facts, IL_EUSAGE,
                           "the last block has no last record ('ret', 'br', "
                           "'sw', 'jmp' or 'end')");
  if (status == IL_OK)
    status = sort_records(facts);
  if (status == IL_OK)
    status = number_files(facts);
  if (status == IL_OK)
    status = check_types(facts);
  if (status == IL_OK)
    status = check_functions(facts);
  if (status == IL_OK)
    status = il_term_store_settle(facts);
  if (status == IL_OK) {
    facts->finished = true;
    return IL_OK;
  }
  return il_fail(err, status, 0, 0, "%s", facts->error.message);
}
