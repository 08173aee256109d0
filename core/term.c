/* term.c - terms: one number for each different node, within bounds. */
#include "facts_internal.h"

#include <stdlib.h>

struct il_term_entry {
  il_node node;
  uint64_t hash;
  uint8_t depth, nodes;
};

enum { FIRST_SLOTS = 64, UNKNOWN_MOST = 32 };

static const il_node none = {.op = IL_T_NONE};

void il_term_store_free(il_term_store *store) {
  free(store->entries);
  free(store->slots);
  *store = (il_term_store){0};
}

const il_node *il_facts_node(const il_facts *facts, il_term term) {
  if (!facts || term == 0 || term > facts->terms.count)
    return &none;
  return &facts->terms.entries[term - 1]->node;
}

unsigned il_term_depth(const il_facts *facts, il_term term) {
  return facts->terms.entries[term - 1]->depth;
}

unsigned il_term_nodes(const il_facts *facts, il_term term) {
  return facts->terms.entries[term - 1]->nodes;
}

int64_t il_int_wrap(il_int type, int64_t value) {
  if (type.bits == 0 || type.bits >= 64)
    return value;
  uint64_t mask = (UINT64_C(1) << type.bits) - 1;
  uint64_t low = (uint64_t)value & mask;
  if (type.is_signed && low >> (type.bits - 1))
    low |= ~mask;
  return (int64_t)low;
}

static uint64_t mix(uint64_t hash, const void *bytes, size_t len) {
  const unsigned char *at = bytes;
  for (size_t i = 0; i < len; i++)
    hash = (hash ^ at[i]) * UINT64_C(0x100000001b3);
  return (hash ^ len) * UINT64_C(0x100000001b3);
}

static uint64_t hash_node(const il_node *node) {
  const unsigned char small[] = {(unsigned char)node->op, node->is_volatile,
                                 node->type.bits, node->type.is_signed};
  uint64_t hash = mix(UINT64_C(0xcbf29ce484222325), small, sizeof small);
  hash = mix(hash, &node->value, sizeof node->value);
  hash = mix(hash, node->name.ptr, node->name.len);
  hash = mix(hash, node->record.ptr, node->record.len);
  hash = mix(hash, node->args, node->count * sizeof *node->args);
  return hash ^ hash >> 32;
}

static bool equal(const il_node *a, const il_node *b) {
  return a->op == b->op && a->is_volatile == b->is_volatile &&
         a->type.bits == b->type.bits &&
         a->type.is_signed == b->type.is_signed && a->value == b->value &&
         a->count == b->count && il_str_eq(a->name, b->name) &&
         il_str_eq(a->record, b->record) &&
         (a->count == 0 ||
          memcmp(a->args, b->args, a->count * sizeof *a->args) == 0);
}

static bool rehash(il_term_store *store) {
  size_t want = store->slot_count ? store->slot_count * 2 : FIRST_SLOTS;
  uint32_t *slots = calloc(want, sizeof *slots);
  if (!slots)
    return false;
  for (uint32_t term = 1; term <= store->count; term++) {
    size_t slot = store->entries[term - 1]->hash & (want - 1);
    while (slots[slot])
      slot = (slot + 1) & (want - 1);
    slots[slot] = term;
  }
  free(store->slots);
  store->slots = slots;
  store->slot_count = want;
  return true;
}

static bool reserve(il_term_store *store) {
  if (store->count < store->capacity)
    return true;
  size_t want = store->capacity ? store->capacity * 2 : FIRST_SLOTS;
  void *bigger = realloc(store->entries, want * sizeof(il_term_entry *));
  if (!bigger)
    return false;
  store->entries = bigger;
  store->capacity = want;
  return true;
}

/* Depth and nodes of a node over existing terms, without a bound. */
static void measure(const il_facts *facts, const il_node *node, unsigned *depth,
                    unsigned *nodes) {
  *depth = *nodes = 1;
  for (unsigned i = 0; i < node->count; i++) {
    unsigned below = il_term_depth(facts, node->args[i]);
    *nodes += il_term_nodes(facts, node->args[i]);
    if (below >= *depth)
      *depth = below + 1;
  }
}

static bool copy_into(il_arena *arena, il_node *to, const il_node *from) {
  *to = *from;
  to->name = to->record = (il_str){"", 0};
  to->args = NULL;
  if (from->name.len) {
    to->name = il_arena_copy(arena, from->name);
    if (!to->name.ptr)
      return false;
  }
  if (from->record.len) {
    to->record = il_arena_copy(arena, from->record);
    if (!to->record.ptr)
      return false;
  }
  if (from->count) {
    il_term *args = il_arena_array(arena, from->count, sizeof *args);
    if (!args)
      return false;
    memcpy(args, from->args, from->count * sizeof *args);
    to->args = args;
  }
  return true;
}

static il_term intern(il_facts *facts, const il_node *node) {
  il_term_store *store = &facts->terms;
  uint64_t hash = hash_node(node);
  /* At most three quarters full. */
  if ((size_t)store->count * 4 >= store->slot_count * 3 && !rehash(store))
    goto no_memory;
  size_t slot = hash & (store->slot_count - 1);
  for (; store->slots[slot]; slot = (slot + 1) & (store->slot_count - 1)) {
    const il_term_entry *entry = store->entries[store->slots[slot] - 1];
    if (entry->hash == hash && equal(&entry->node, node))
      return store->slots[slot];
  }
  if (store->count == UINT32_MAX) {
    il_facts_fail(facts, IL_ELIMIT, "too many terms");
    return 0;
  }
  il_term_entry *entry = il_arena_alloc(facts->arena, sizeof *entry);
  if (!entry || !reserve(store) || !copy_into(facts->arena, &entry->node, node))
    goto no_memory;
  unsigned depth, nodes;
  measure(facts, node, &depth, &nodes);
  entry->hash = hash;
  entry->depth = (uint8_t)depth;
  entry->nodes = (uint8_t)nodes;
  store->entries[store->count++] = entry;
  store->slots[slot] = store->count;
  return store->count;

no_memory:
  il_facts_no_memory(facts);
  return 0;
}

static bool is_place(il_op op) {
  switch (op) {
  case IL_T_VAR:
  case IL_T_GLOBAL:
  case IL_T_FN:
  case IL_T_RESULT:
  case IL_T_FIELD:
  case IL_T_DEREF:
  case IL_T_INDEX:
    return true;
  default:
    return false;
  }
}

typedef struct reads {
  il_term places[UNKNOWN_MOST];
  uint8_t count;
  unsigned nodes; /* of the term that reads them */
} reads;

static void collect_below(const il_facts *facts, const il_node *node,
                          reads *found);

static void collect(const il_facts *facts, il_term term, reads *found) {
  const il_node *node = il_facts_node(facts, term);
  unsigned nodes = il_term_nodes(facts, term);
  if (!is_place(node->op)) {
    collect_below(facts, node, found);
    return;
  }
  for (unsigned i = 0; i < found->count; i++)
    if (found->places[i] == term)
      return;
  if (il_term_depth(facts, term) >= IL_TERM_DEPTH ||
      found->nodes + nodes > IL_TERM_NODES) {
    collect_below(facts, node, found);
    return;
  }
  if (found->count == UNKNOWN_MOST)
    return;
  found->places[found->count++] = term;
  found->nodes += nodes;
}

static void collect_below(const il_facts *facts, const il_node *node,
                          reads *found) {
  for (unsigned i = 0; i < node->count; i++)
    collect(facts, node->args[i], found);
}

/* Fails when the node is none that facts.def has; otherwise *node is it with
 * everything zero that its kind does not use. */
static bool check_node(il_facts *facts, const il_node *given, il_node *node) {
  const il_op_info *info = il_op_describe(given->op);
  if (!info) {
    il_facts_fail(facts, IL_EUSAGE, "a term of no kind");
    return false;
  }
  *node = (il_node){.op = given->op, .count = given->count};
  if (given->count < info->least || given->count > info->most) {
    il_facts_fail(facts, IL_EUSAGE, "a term of kind '%s' with %u operands",
                  info->name, (unsigned)given->count);
    return false;
  }
  for (unsigned i = 0; i < given->count; i++)
    if (given->args[i] == 0 || given->args[i] > facts->terms.count) {
      il_facts_fail(facts, IL_EUSAGE,
                    "a term of kind '%s' with an operand that is no term",
                    info->name);
      return false;
    }
  node->args = given->args;
  bool named = false;
  switch (given->op) {
  case IL_T_CONST:
    node->name = given->name;
    node->type = given->type;
    node->value = il_int_wrap(given->type, given->value);
    break;
  case IL_T_CAST:
    node->type = given->type;
    break;
  case IL_T_RESULT:
    node->value = given->value;
    if (given->value < 0 || given->value > UINT32_MAX) {
      il_facts_fail(facts, IL_EUSAGE, "a call result out of range");
      return false;
    }
    break;
  case IL_T_FIELD:
    node->record = given->record;
    node->is_volatile = given->is_volatile;
    node->name = given->name;
    named = true;
    break;
  case IL_T_VAR:
  case IL_T_GLOBAL:
  case IL_T_FN:
    node->name = given->name;
    named = true;
    break;
  case IL_T_DEREF:
    node->is_volatile = given->is_volatile;
    break;
  default:
    break;
  }
  if (node->type.bits > 64) {
    il_facts_fail(facts, IL_EUSAGE, "a term with an integer type of %u bits",
                  (unsigned)node->type.bits);
    return false;
  }
  if (node->type.bits == 0)
    node->type.is_signed = false;
  if ((named && !node->name.len) ||
      (node->op == IL_T_FIELD && !node->record.len)) {
    il_facts_fail(facts, IL_EUSAGE, "a term of kind '%s' without its name",
                  info->name);
    return false;
  }
  if (node->name.len > IL_NAME_MAX || node->record.len > IL_NAME_MAX) {
    il_facts_fail(facts, IL_ELIMIT, "a name longer than %d bytes in a term",
                  IL_NAME_MAX);
    return false;
  }
  return true;
}

il_term il_facts_term(il_facts *facts, const il_node *given) {
  il_node node;
  if (!facts || !il_facts_open(facts) || !check_node(facts, given, &node))
    return 0;
  unsigned depth, nodes;
  measure(facts, &node, &depth, &nodes);
  if (depth <= IL_TERM_DEPTH && nodes <= IL_TERM_NODES)
    return intern(facts, &node);
  reads found = {.nodes = 1};
  collect_below(facts, &node, &found);
  il_node unknown = {
      .op = IL_T_UNKNOWN, .count = found.count, .args = found.places};
  return intern(facts, &unknown);
}

/* New numbers while they are given out. */
typedef struct settling {
  il_facts *facts;
  il_term *new_number; /* by old number */
  il_term_entry **entries;
  uint32_t count;
  bool same; /* so far every term keeps its number */
} settling;

static void visit(settling *s, il_term term) {
  if (term == 0 || s->new_number[term])
    return;
  il_term_entry *entry = s->facts->terms.entries[term - 1];
  /* Operands first: so does whoever reads the text form. */
  for (unsigned i = 0; i < entry->node.count; i++)
    visit(s, entry->node.args[i]);
  s->entries[s->count++] = entry;
  s->new_number[term] = s->count;
  s->same = s->same && s->count == term;
}

typedef void on_term(settling *s, il_term *term);

static void visit_at(settling *s, il_term *term) { visit(s, *term); }
static void replace_at(settling *s, il_term *term) {
  *term = s->new_number[*term];
}

static void each_term(settling *s, on_term *action) {
  il_facts *facts = s->facts;
  for (size_t i = 0; i < facts->count; i++) {
    il_record *record = &facts->records[i];
    const il_kind_desc *desc = il_kind_describe(record->kind);
    for (size_t f = 0; f < desc->count; f++) {
      void *value = il_field_of(record, &desc->fields[f]);
      if (desc->fields[f].code == IL_FORM_TERM)
        action(s, value);
      if (desc->fields[f].code != IL_FORM_TERMS)
        continue;
      /* The array is our own copy. */
      const il_terms *terms = value;
      for (uint32_t t = 0; t < terms->count; t++)
        action(s, (il_term *)terms->items + t);
    }
  }
}

/* Nodes that were handed out must stay as they are, so those with operands are
 * made anew. */
static bool renumber(settling *s) {
  for (uint32_t i = 0; i < s->count; i++) {
    const il_term_entry *old = s->entries[i];
    if (!old->node.count)
      continue;
    il_term_entry *entry = il_arena_alloc(s->facts->arena, sizeof *entry);
    il_term *args =
        il_arena_array(s->facts->arena, old->node.count, sizeof *args);
    if (!entry || !args)
      return false;
    for (unsigned a = 0; a < old->node.count; a++)
      args[a] = s->new_number[old->node.args[a]];
    *entry = *old;
    entry->node.args = args;
    s->entries[i] = entry;
  }
  return true;
}

il_status il_term_store_settle(il_facts *facts) {
  il_term_store *store = &facts->terms;
  free(store->slots);
  store->slots = NULL;
  store->slot_count = 0;
  if (!store->count)
    return IL_OK;
  settling s = {.facts = facts, .same = true};
  s.new_number = calloc((size_t)store->count + 1, sizeof *s.new_number);
  s.entries = calloc(store->count, sizeof *s.entries);
  bool good = s.new_number && s.entries;
  if (good)
    each_term(&s, visit_at);
  if (good && !s.same)
    good = renumber(&s);
  if (good) {
    if (!s.same)
      each_term(&s, replace_at);
    free(store->entries);
    store->entries = s.entries;
    store->capacity = store->count;
    store->count = s.count;
    s.entries = NULL;
  }
  free(s.new_number);
  free(s.entries);
  return good ? IL_OK : il_facts_no_memory(facts);
}
