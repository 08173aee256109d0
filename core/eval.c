/* eval.c - terms over constants, in C's own arithmetic. */
#include "eval.h"

#include "map.h"
#include "shape.h"

static const il_value unknown = {IL_VALUE_UNKNOWN, {0, false}, 0};
static const il_value nonzero = {IL_VALUE_NONZERO, {0, false}, 0};

/* ---- integers of a width ---- */

static int64_t wrap(il_int type, uint64_t bits) {
  if (!type.bits || type.bits >= 64)
    return (int64_t)bits;
  uint64_t mask = ((uint64_t)1 << type.bits) - 1;
  bits &= mask;
  if (type.is_signed && bits >> (type.bits - 1))
    bits |= ~mask;
  return (int64_t)bits;
}

static il_value integer(il_int type, uint64_t bits) {
  return (il_value){IL_VALUE_INT, type, wrap(type, bits)};
}

static il_value boolean(bool truth) {
  return integer((il_int){32, true}, truth);
}

static il_int promoted(il_int type) {
  return type.bits && type.bits < 32 ? (il_int){32, true} : type;
}

static il_int common_type(il_int a, il_int b) {
  a = promoted(a);
  b = promoted(b);
  /* A type that is not known may be as wide as any. */
  if (!a.bits || !b.bits)
    return (il_int){64, a.bits ? b.is_signed : a.is_signed};
  if (a.bits != b.bits)
    return a.bits > b.bits ? a : b;
  return (il_int){a.bits, a.is_signed && b.is_signed};
}

il_truth il_value_truth(il_value value) {
  if (value.kind == IL_VALUE_UNKNOWN)
    return IL_MAYBE;
  return value.kind == IL_VALUE_NONZERO || value.value ? IL_TRUE : IL_FALSE;
}

static il_value from_truth(il_truth truth) {
  return truth == IL_MAYBE ? unknown : boolean(truth == IL_TRUE);
}

static il_truth opposite(il_truth truth) {
  return truth == IL_MAYBE ? truth : truth == IL_TRUE ? IL_FALSE : IL_TRUE;
}

static il_truth both(il_truth a, il_truth b) {
  if (a == IL_FALSE || b == IL_FALSE)
    return IL_FALSE;
  return a == IL_TRUE && b == IL_TRUE ? IL_TRUE : IL_MAYBE;
}

static il_value divide(il_op op, il_int type, int64_t a, int64_t b) {
  if (!b)
    return unknown;
  if (!type.is_signed) {
    uint64_t x = (uint64_t)a, y = (uint64_t)b;
    return integer(type, op == IL_T_DIV ? x / y : x % y);
  }
  if (b == -1)
    return op == IL_T_DIV ? integer(type, 0 - (uint64_t)a) : integer(type, 0);
  return integer(type, (uint64_t)(op == IL_T_DIV ? a / b : a % b));
}

static il_value shift(il_op op, il_value left, il_value right) {
  il_int type = promoted(left.type);
  unsigned width = type.bits ? type.bits : 64;
  if (right.value < 0 || right.value >= (int64_t)width)
    return unknown;
  unsigned by = (unsigned)right.value;
  if (op == IL_T_SHL)
    return integer(type, (uint64_t)left.value << by);
  uint64_t bits = (uint64_t)left.value >> by;
  if (type.is_signed && left.value < 0 && by)
    bits |= ~(UINT64_MAX >> by);
  return integer(type, bits);
}

static il_value compare(il_op op, il_value left, il_value right) {
  if (left.kind == IL_VALUE_INT && right.kind == IL_VALUE_INT) {
    il_int type = common_type(left.type, right.type);
    int64_t a = wrap(type, (uint64_t)left.value);
    int64_t b = wrap(type, (uint64_t)right.value);
    bool less = type.is_signed ? a < b : (uint64_t)a < (uint64_t)b;
    switch (op) {
    case IL_T_LT:
      return boolean(less);
    case IL_T_LE:
      return boolean(less || a == b);
    case IL_T_GT:
      return boolean(!less && a != b);
    case IL_T_GE:
      return boolean(!less);
    case IL_T_EQ:
      return boolean(a == b);
    default:
      return boolean(a != b);
    }
  }
  /* An address is not 0; no more is known of it. */
  bool with_zero = (left.kind == IL_VALUE_NONZERO &&
                    right.kind == IL_VALUE_INT && !right.value) ||
                   (right.kind == IL_VALUE_NONZERO &&
                    left.kind == IL_VALUE_INT && !left.value);
  if (with_zero && (op == IL_T_EQ || op == IL_T_NE))
    return boolean(op == IL_T_NE);
  return unknown;
}

static il_value binary(il_op op, il_value left, il_value right) {
  if (op >= IL_T_LT && op <= IL_T_NE)
    return compare(op, left, right);
  if (left.kind != IL_VALUE_INT || right.kind != IL_VALUE_INT)
    return unknown;
  if (op == IL_T_SHL || op == IL_T_SHR)
    return shift(op, left, right);
  il_int type = common_type(left.type, right.type);
  int64_t a = wrap(type, (uint64_t)left.value);
  int64_t b = wrap(type, (uint64_t)right.value);
  uint64_t x = (uint64_t)a, y = (uint64_t)b;
  switch (op) {
  case IL_T_ADD:
    return integer(type, x + y);
  case IL_T_SUB:
    return integer(type, x - y);
  case IL_T_MUL:
    return integer(type, x * y);
  case IL_T_DIV:
  case IL_T_REM:
    return divide(op, type, a, b);
  case IL_T_AND:
    return integer(type, x & y);
  case IL_T_OR:
    return integer(type, x | y);
  case IL_T_XOR:
    return integer(type, x ^ y);
  default:
    return unknown;
  }
}

static il_value unary(il_op op, il_value value) {
  if (op == IL_T_NOT)
    return from_truth(opposite(il_value_truth(value)));
  if (value.kind != IL_VALUE_INT)
    return unknown;
  il_int type = promoted(value.type);
  return integer(type, op == IL_T_NEG ? 0 - (uint64_t)value.value
                                      : ~(uint64_t)value.value);
}

static il_value convert(il_int type, il_value value) {
  if (value.kind == IL_VALUE_INT)
    return integer(type, (uint64_t)value.value);
  /* The low bits of an address may well be 0. */
  return type.bits >= 64 ? value : unknown;
}

/* ---- variables of one constant ---- */

/* How a leaf is read: a parameter of a condition, or a variable. */
typedef struct il_reader {
  const il_call_site *site; /* null: constants only */
  bool is_condition;
  uint8_t depth;       /* variables on the way here */
  il_leaf_value *leaf; /* or who knows the leaves */
  void *context;
} il_reader;

enum { READER_DEPTH = 4 };

static il_value eval(const il_facts *facts, il_term term, il_reader reader);
static il_value compare_span(const il_facts *facts, const il_node *node,
                             il_reader reader);

/* The variable whose part a place is; null when the place goes through a
 * pointer. */
static const il_node *root_variable(const il_facts *facts, il_term place) {
  const il_node *node = il_facts_node(facts, il_place_root(facts, place));
  return node->op == IL_T_VAR || node->op == IL_T_GLOBAL ? node : NULL;
}

static bool same_variable(const il_node *a, const il_node *b) {
  return a && a->op == b->op && il_str_eq(a->name, b->name);
}

/* Whether a term holds the address of the variable or of a part of it. */
static bool takes_address(const il_facts *facts, il_term term,
                          const il_node *variable) {
  const il_node *node = il_facts_node(facts, term);
  if (node->op == IL_T_ADDR &&
      same_variable(root_variable(facts, node->args[0]), variable))
    return true;
  for (uint8_t i = 0; i < node->count; i++)
    if (takes_address(facts, node->args[i], variable))
      return true;
  return false;
}

/* What one store says of the whole variable, given what the others said. */
static il_value join_store(il_value sum, bool is_first, bool same_place,
                           il_value stored) {
  if (is_first)
    return stored;
  if (il_value_truth(sum) == IL_FALSE && il_value_truth(stored) == IL_FALSE)
    return sum;
  if (same_place && sum.kind == IL_VALUE_INT && stored.kind == IL_VALUE_INT &&
      sum.value == stored.value)
    return sum;
  /* A part that is not 0 makes a value that is not 0; but a 0 that comes later
   * may clear it, through a part that overlaps or covers it. */
  if (!same_place && il_value_truth(sum) != IL_MAYBE &&
      il_value_truth(stored) == IL_TRUE)
    return nonzero;
  return unknown;
}

/* Where all statements are that can use a variable. */
typedef struct il_range {
  const il_rec_var *var;
  uint32_t first, end;           /* statements */
  uint32_t init_first, init_end; /* initialisers */
} il_range;

/* False for what others can write as well: parameters, volatile variables,
 * variables that other files know. */
static bool range_of(const il_call_site *site, const il_node *variable,
                     il_range *range) {
  const il_unit *unit = site->unit;
  bool is_global = variable->op == IL_T_GLOBAL;
  il_str owner = is_global ? (il_str){NULL, 0}
                           : il_unit_record(unit, site->fn)->u.fn_.name;
  range->var = il_unit_find_var(unit, owner, variable->name);
  if (!range->var || (range->var->flags & IL_VAR_VOLATILE) ||
      (range->var->storage != IL_VAR_STATIC &&
       (is_global || range->var->storage != IL_VAR_LOCAL)))
    return false;
  range->first = is_global ? 0 : site->fn;
  range->end = is_global ? (uint32_t)il_facts_count(unit->facts) : site->end;
  range->init_first = range->init_end = 0;
  if (range->var->storage == IL_VAR_LOCAL)
    return true;
  if (!(range->var->flags & IL_VAR_DEFINED))
    return false;
  for (uint32_t v = 0; v < unit->var_count; v++)
    if (&il_unit_record(unit, unit->vars[v])->u.var_ == range->var)
      range->init_first = range->init_end = unit->vars[v] + 1;
  while (il_unit_record(unit, range->init_end)->kind == IL_K_decl ||
         il_unit_record(unit, range->init_end)->kind == IL_K_mark ||
         il_unit_record(unit, range->init_end)->kind == IL_K_init)
    range->init_end++;
  return true;
}

/* Whether what the address of a variable points to is the whole of it: a time,
 * and not the first of several. */
static bool is_one_value(const il_unit *unit, const il_rec_var *var) {
  enum { CHAIN = 32, VALUE_BITS = 64 };
  const il_rec_type *type = il_unit_find_type(unit, var->type);
  for (int i = 0; i < CHAIN && type && type->kind == IL_TYPE_TYPEDEF; i++)
    type = il_unit_find_type(unit, type->base);
  return type && type->kind != IL_TYPE_ARRAY && type->bits <= VALUE_BITS;
}

/* What all stores say of a variable. */
typedef struct il_kept {
  il_value sum;
  il_term first_place; /* 0: none yet */
} il_kept;

/* False when the store leaves nothing to be known. */
static bool keep_store(il_kept *kept, const il_facts *facts, il_term place,
                       il_term value, il_reader reader) {
  il_value stored = eval(facts, value, reader);
  if (stored.kind != IL_VALUE_UNKNOWN)
    kept->sum = join_store(kept->sum, !kept->first_place,
                           place == kept->first_place, stored);
  if (!kept->first_place)
    kept->first_place = place;
  return stored.kind != IL_VALUE_UNKNOWN && kept->sum.kind != IL_VALUE_UNKNOWN;
}

/* The value that the binding gives a parameter; false when it is none that the
 * binding tells of. */
static bool bound_value(const il_call_site *site, const il_node *variable,
                        il_value *value) {
  const il_binding *binding = site->binding;
  if (!binding || variable->op != IL_T_VAR)
    return false;
  const il_rec_var *var = il_unit_find_var(
      site->unit, il_unit_record(site->unit, site->fn)->u.fn_.name,
      variable->name);
  if (!var || var->storage != IL_VAR_PARAM || var->index >= binding->count ||
      il_unit_stores(site->unit, site->fn, site->end, variable->name))
    return false;
  *value = binding->arguments[var->index].value;
  return true;
}

/* The value that a variable keeps.  With 'by_address' its address is taken by
 * calls of the routine that site->call calls, and by nothing else; without it
 * is not taken at all. */
static il_value kept_value(il_reader reader, const il_node *variable,
                           bool by_address) {
  const il_call_site *site = reader.site;
  const il_facts *facts = site->unit->facts;
  il_range range;
  il_kept kept = {.sum = unknown};
  il_term callee = il_unit_record(site->unit, site->call)->u.call_.callee;
  if (!by_address && bound_value(site, variable, &kept.sum))
    return kept.sum;
  if (reader.depth >= READER_DEPTH || !range_of(site, variable, &range) ||
      (by_address ? !is_one_value(site->unit, range.var)
                  : (range.var->flags & IL_VAR_ESCAPED) != 0))
    return unknown;
  /* One statement may stand in a loop: its variables are asked for as such. */
  reader = (il_reader){.site = site, .depth = (uint8_t)(reader.depth + 1)};
  bool is_static = range.var->storage == IL_VAR_STATIC;
  for (uint32_t r = range.init_first; r < range.init_end; r++) {
    const il_record *record = il_unit_record(site->unit, r);
    if (record->kind == IL_K_init &&
        !keep_store(&kept, facts, record->u.init_.place, record->u.init_.value,
                    reader))
      return unknown;
  }
  if (is_static && !kept.first_place)
    kept.sum = integer((il_int){64, true}, 0);
  for (uint32_t r = range.first; r < range.end; r++) {
    const il_record *record = il_unit_record(site->unit, r);
    il_term terms[IL_RECORD_TERMS];
    size_t count = il_record_terms(record, terms);
    bool reads_only =
        record->kind == IL_K_call && record->u.call_.callee == callee;
    for (size_t i = 0; i < count && !(reads_only && by_address); i++)
      if (takes_address(facts, terms[i], variable))
        return unknown;
    if (record->kind != IL_K_set ||
        !same_variable(root_variable(facts, record->u.set_.place), variable))
      continue;
    /* Before the first store a static variable has another value. */
    if (is_static || !keep_store(&kept, facts, record->u.set_.place,
                                 record->u.set_.value, reader))
      return unknown;
  }
  return kept.sum;
}

/* ---- terms ---- */

il_value il_eval_constant(const il_facts *facts, il_term term) {
  return eval(facts, term, (il_reader){.site = NULL});
}

/* The argument that '%n' of a condition stands for; 0 when there is none. */
static il_term argument(const il_node *node, const il_call_site *site) {
  uint64_t index;
  const il_rec_call *call = &il_unit_record(site->unit, site->call)->u.call_;
  if (!il_str_u64(node->name, &index) || index >= call->args.count)
    return 0;
  return call->args.items[index];
}

static il_value eval_variable(const il_node *node, il_reader reader) {
  if (!reader.site)
    return unknown;
  if (!reader.is_condition)
    return kept_value(reader, node, false);
  il_term term = argument(node, reader.site);
  return eval(reader.site->unit->facts, term, (il_reader){.site = reader.site});
}

/* '(* %n)' of a condition, where the argument is the address of a local. */
static il_value eval_pointee(const il_facts *facts, il_term pointer,
                             il_reader reader) {
  const il_node *node = il_facts_node(facts, pointer);
  if (!reader.site || !reader.is_condition || node->op != IL_T_VAR)
    return unknown;
  const il_facts *unit = reader.site->unit->facts;
  const il_node *address = il_facts_node(unit, argument(node, reader.site));
  if (address->op != IL_T_ADDR)
    return unknown;
  /* Of an element or a member the stores to the whole say nothing. */
  const il_node *place = il_facts_node(unit, address->args[0]);
  return place->op == IL_T_VAR || place->op == IL_T_GLOBAL
             ? kept_value(reader, place, true)
             : unknown;
}

static il_value eval_logic(const il_facts *facts, const il_node *node,
                           il_reader reader) {
  il_truth a = il_value_truth(eval(facts, node->args[0], reader));
  il_truth b = il_value_truth(eval(facts, node->args[1], reader));
  if (node->op == IL_T_LAND)
    return from_truth(both(a, b));
  return from_truth(opposite(both(opposite(a), opposite(b))));
}

static il_value eval_choice(const il_facts *facts, const il_node *node,
                            il_reader reader) {
  il_truth truth = il_value_truth(eval(facts, node->args[0], reader));
  il_value yes = eval(facts, node->args[1], reader);
  il_value no = eval(facts, node->args[2], reader);
  if (truth != IL_MAYBE)
    return truth == IL_TRUE ? yes : no;
  if (yes.kind == IL_VALUE_INT && no.kind == IL_VALUE_INT &&
      yes.value == no.value)
    return yes;
  return il_value_truth(yes) == IL_TRUE && il_value_truth(no) == IL_TRUE
             ? nonzero
             : unknown;
}

static bool is_leaf(il_op op) {
  return op == IL_T_VAR || op == IL_T_GLOBAL || op == IL_T_FIELD ||
         op == IL_T_DEREF || op == IL_T_INDEX || op == IL_T_RESULT;
}

static il_value eval(const il_facts *facts, il_term term, il_reader reader) {
  const il_node *node = il_facts_node(facts, term);
  il_value value;
  if (reader.leaf && is_leaf(node->op))
    return reader.leaf(reader.context, facts, term);
  switch (node->op) {
  case IL_T_CONST:
    return integer(node->type, (uint64_t)node->value);
  case IL_T_FN:
  case IL_T_ADDR:
    return nonzero;
  case IL_T_VAR:
  case IL_T_GLOBAL:
    return eval_variable(node, reader);
  case IL_T_DEREF:
    return eval_pointee(facts, node->args[0], reader);
  case IL_T_CAST:
    return convert(node->type, eval(facts, node->args[0], reader));
  case IL_T_NEG:
  case IL_T_NOT:
  case IL_T_COMPL:
    return unary(node->op, eval(facts, node->args[0], reader));
  case IL_T_LAND:
  case IL_T_LOR:
    return eval_logic(facts, node, reader);
  case IL_T_COND:
    return eval_choice(facts, node, reader);
  default:
    if (node->op < IL_T_ADD || node->op > IL_T_NE)
      return unknown;
    value = binary(node->op, eval(facts, node->args[0], reader),
                   eval(facts, node->args[1], reader));
    return value.kind == IL_VALUE_UNKNOWN ? compare_span(facts, node, reader)
                                          : value;
  }
}

/* Whether what an argument can be is below or above a constant altogether. */
static il_value compare_span(const il_facts *facts, const il_node *node,
                             il_reader reader) {
  const il_node *left = il_facts_node(facts, node->args[0]);
  il_value limit = eval(facts, node->args[1], reader);
  if (!reader.is_condition || !reader.site || left->op != IL_T_VAR ||
      limit.kind != IL_VALUE_INT || node->op < IL_T_LT || node->op > IL_T_GE)
    return unknown;
  const il_call_site *site = reader.site;
  il_body body = {site->unit, IL_NONE,
                  il_unit_record(site->unit, site->fn)->u.fn_.name};
  il_span span = il_term_span(&body, argument(left, site));
  if (!span.known)
    return unknown;
  il_value low =
      compare(node->op, integer((il_int){64, true}, span.low), limit);
  il_value high =
      compare(node->op, integer((il_int){64, true}, span.high), limit);
  return low.value == high.value ? low : unknown;
}

il_value il_eval(const il_facts *condition, il_term term,
                 const il_call_site *site) {
  return eval(condition, term, (il_reader){.site = site, .is_condition = true});
}

il_value il_eval_leaves(const il_facts *facts, il_term term,
                        il_leaf_value *leaf, void *context) {
  return eval(facts, term, (il_reader){.leaf = leaf, .context = context});
}

/* ---- conditions ---- */

struct il_conditions {
  il_arena *arena;
  il_facts *terms; /* never finished: holds the terms only */
  il_map *read;    /* from the text to its term, 0: cannot be read */
  bool failed;
};

il_conditions *il_conditions_new(il_arena *arena) {
  il_conditions *conditions = il_arena_alloc(arena, sizeof *conditions);
  if (!conditions)
    return NULL;
  conditions->arena = arena;
  conditions->terms = il_facts_new(NULL);
  conditions->read = il_map_new(arena);
  if (conditions->terms && conditions->read)
    return conditions;
  il_conditions_free(conditions);
  return NULL;
}

void il_conditions_free(il_conditions *conditions) {
  if (!conditions)
    return;
  il_facts_free(conditions->terms);
  il_map_free(conditions->read);
}

bool il_conditions_failed(const il_conditions *conditions) {
  return conditions->failed;
}

/* The term of a condition; 0 when it cannot be read. */
static il_term condition_term(il_conditions *conditions, il_str text) {
  uint32_t term;
  if (il_map_get(conditions->read, text, &term))
    return term;
  il_error err = {0};
  term = il_term_read(conditions->terms, text, &err);
  il_str key = il_arena_copy(conditions->arena, text);
  if (err.code != IL_ENOMEM && key.ptr &&
      il_map_put(conditions->read, key, term))
    return term;
  conditions->failed = true;
  return 0;
}

il_truth il_condition_holds(il_conditions *conditions, il_str text,
                            const il_call_site *site) {
  if (!text.len)
    return IL_TRUE;
  il_term term = condition_term(conditions, text);
  return term ? il_value_truth(il_eval(conditions->terms, term, site))
              : IL_MAYBE;
}

static bool asks(const il_facts *condition, il_term term, uint32_t index) {
  const il_node *node = il_facts_node(condition, term);
  uint64_t number;
  if (node->op == IL_T_VAR)
    return il_str_u64(node->name, &number) && number == index;
  for (uint8_t i = 0; i < node->count; i++)
    if (asks(condition, node->args[i], index))
      return true;
  return false;
}

bool il_condition_asks(il_conditions *conditions, il_str text, uint32_t index) {
  il_term term = text.len ? condition_term(conditions, text) : 0;
  return term && asks(conditions->terms, term, index);
}
