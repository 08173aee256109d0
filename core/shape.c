/* shape.c - types, widths and overlap of places. */
#include "shape.h"

#include "eval.h"

enum { TYPE_STEPS = 16, RECORD_DEPTH = 6 };

/* ---- declared types ---- */

const il_rec_type *il_type_plain(const il_unit *unit, il_str id) {
  const il_rec_type *type = il_unit_find_type(unit, id);
  for (int i = 0; type && type->kind == IL_TYPE_TYPEDEF; i++)
    type = i < TYPE_STEPS ? il_unit_find_type(unit, type->base) : NULL;
  return type;
}

static il_str base_of(const il_unit *unit, il_str id, uint32_t kind) {
  const il_rec_type *type = il_type_plain(unit, id);
  return type && type->kind == kind ? type->base : (il_str){NULL, 0};
}

const il_rec_var *il_find_var(const il_body *body, const il_node *node) {
  il_str owner = node->op == IL_T_GLOBAL ? (il_str){NULL, 0} : body->function;
  return il_unit_find_var(body->unit, owner, node->name);
}

/* The result type of the call that gives '$k'. */
static il_str result_type(const il_body *body, int64_t k) {
  const il_unit *unit = body->unit;
  uint32_t fn = il_unit_find_fn(unit, body->function);
  if (fn == IL_NONE)
    return (il_str){NULL, 0};
  uint32_t end = il_unit_fn_end(unit, fn);
  for (uint32_t r = unit->fns[fn]; r < end; r++) {
    const il_record *record = il_unit_record(unit, r);
    if (record->kind != IL_K_call || (int64_t)record->u.call_.result != k)
      continue;
    const il_node *callee = il_facts_node(unit->facts, record->u.call_.callee);
    il_str type = {NULL, 0};
    if (callee->op == IL_T_FN) {
      uint32_t called = il_unit_find_fn(unit, callee->name);
      if (called != IL_NONE)
        type = il_unit_fn(unit, called)->type;
    } else {
      type = il_term_type(body, record->u.call_.callee);
      il_str pointee = base_of(unit, type, IL_TYPE_POINTER);
      if (pointee.len)
        type = pointee;
    }
    return base_of(unit, type, IL_TYPE_FUNCTION);
  }
  return (il_str){NULL, 0};
}

il_str il_term_type(const il_body *body, il_term term) {
  const il_unit *unit = body->unit;
  const il_node *node = il_facts_node(unit->facts, term);
  switch (node->op) {
  case IL_T_VAR:
  case IL_T_GLOBAL: {
    const il_rec_var *var = il_find_var(body, node);
    return var ? var->type : (il_str){NULL, 0};
  }
  case IL_T_FIELD: {
    const il_rec_field *field =
        il_unit_find_field(unit, node->record, node->name);
    return field ? field->type : (il_str){NULL, 0};
  }
  case IL_T_RESULT:
    return result_type(body, node->value);
  case IL_T_DEREF:
  case IL_T_INDEX: {
    const il_node *inner = il_facts_node(unit->facts, node->args[0]);
    if (inner->op == IL_T_ADDR)
      return il_term_type(body, inner->args[0]);
    il_str type = il_term_type(body, node->args[0]);
    il_str base = base_of(unit, type, IL_TYPE_POINTER);
    return base.len ? base : base_of(unit, type, IL_TYPE_ARRAY);
  }
  case IL_T_ADD:
  case IL_T_SUB:
    return il_term_is_pointer(body, node->args[0])
               ? il_term_type(body, node->args[0])
               : (il_str){NULL, 0};
  case IL_T_COND:
    return il_term_type(body, node->args[1]);
  default:
    return (il_str){NULL, 0};
  }
}

bool il_term_is_pointer(const il_body *body, il_term term) {
  const il_node *node = il_facts_node(body->unit->facts, term);
  if (node->op == IL_T_ADDR)
    return true;
  const il_rec_type *type = il_type_plain(body->unit, il_term_type(body, term));
  return type && (type->kind == IL_TYPE_POINTER || type->kind == IL_TYPE_ARRAY);
}

bool il_term_has(const il_facts *facts, il_term term, il_term part) {
  if (term == part)
    return true;
  const il_node *node = il_facts_node(facts, term);
  for (uint8_t i = 0; i < node->count; i++)
    if (il_term_has(facts, node->args[i], part))
      return true;
  return false;
}

/* ---- integers ---- */

static il_int int_of_type(const il_unit *unit, il_str id) {
  const il_rec_type *type = il_type_plain(unit, id);
  if (!type || type->kind != IL_TYPE_INT || !type->bits || type->bits > 64)
    return (il_int){0, false};
  return (il_int){(uint8_t)type->bits, (type->flags & IL_TYPE_SIGNED) != 0};
}

static il_int promoted(il_int type) {
  return type.bits && type.bits < 32 ? (il_int){32, true} : type;
}

static il_int common(il_int a, il_int b) {
  a = promoted(a);
  b = promoted(b);
  if (!a.bits || !b.bits)
    return (il_int){0, false};
  if (a.bits != b.bits)
    return a.bits > b.bits ? a : b;
  return (il_int){a.bits, a.is_signed && b.is_signed};
}

il_int il_term_int(const il_body *body, il_term term) {
  const il_node *node = il_facts_node(body->unit->facts, term);
  switch (node->op) {
  case IL_T_CONST:
  case IL_T_CAST:
    return node->type;
  case IL_T_NOT:
  case IL_T_LAND:
  case IL_T_LOR:
  case IL_T_LT:
  case IL_T_LE:
  case IL_T_GT:
  case IL_T_GE:
  case IL_T_EQ:
  case IL_T_NE:
    return (il_int){32, true};
  case IL_T_NEG:
  case IL_T_COMPL:
  case IL_T_SHL:
  case IL_T_SHR:
    return promoted(il_term_int(body, node->args[0]));
  case IL_T_COND:
    return common(il_term_int(body, node->args[1]),
                  il_term_int(body, node->args[2]));
  default:
    if (node->op >= IL_T_ADD && node->op <= IL_T_XOR)
      return common(il_term_int(body, node->args[0]),
                    il_term_int(body, node->args[1]));
    return int_of_type(body->unit, il_term_type(body, term));
  }
}

uint32_t il_place_bits(const il_body *body, il_term place) {
  const il_node *node = il_facts_node(body->unit->facts, place);
  if (node->op == IL_T_FIELD) {
    const il_rec_field *field =
        il_unit_find_field(body->unit, node->record, node->name);
    il_int type = il_term_int(body, place);
    if (field && type.bits)
      return field->size && field->size < type.bits ? field->size : type.bits;
  }
  const il_rec_type *type =
      il_type_plain(body->unit, il_term_type(body, place));
  if (type && type->kind == IL_TYPE_POINTER)
    return type->bits ? type->bits : 64;
  return il_term_int(body, place).bits;
}

/* ---- spans ---- */

static const il_span no_span = {false, 0, 0};

static il_span span_of_bits(uint32_t bits, bool is_signed) {
  if (!bits || bits > (is_signed ? 64u : 63u))
    return no_span;
  if (is_signed) {
    int64_t high = bits == 64 ? INT64_MAX : ((int64_t)1 << (bits - 1)) - 1;
    return (il_span){true, -high - 1, high};
  }
  return (il_span){true, 0, (int64_t)(((uint64_t)1 << bits) - 1)};
}

/* What a term of this type can be when it is 'span' before conversion: the
 * same, when that fits. */
static il_span fit(il_span span, il_int type) {
  il_span all = span_of_bits(type.bits, type.is_signed);
  if (!span.known)
    return all;
  if (!all.known)
    return type.bits == 64 && span.low >= 0 ? span : no_span;
  return span.low >= all.low && span.high <= all.high ? span : all;
}

static bool add_fits(int64_t a, int64_t b, int64_t *sum) {
  if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b)
    return false;
  *sum = a + b;
  return true;
}

static il_span span_of_binary(const il_body *body, const il_node *node) {
  il_span a = il_term_span(body, node->args[0]);
  il_span b = il_term_span(body, node->args[1]);
  bool b_is_one = b.known && b.low == b.high;
  bool a_positive = a.known && a.low >= 0, b_positive = b.known && b.low >= 0;
  switch (node->op) {
  case IL_T_ADD:
  case IL_T_SUB: {
    il_span sum = {a.known && b.known, 0, 0};
    if (!sum.known ||
        (node->op == IL_T_SUB && (b.low == INT64_MIN || b.high == INT64_MIN)))
      return no_span;
    int64_t low = node->op == IL_T_ADD ? b.low : -b.high;
    int64_t high = node->op == IL_T_ADD ? b.high : -b.low;
    sum.known =
        add_fits(a.low, low, &sum.low) && add_fits(a.high, high, &sum.high);
    return sum;
  }
  case IL_T_AND:
    /* Not above the smaller of two that are not negative. */
    if (a_positive && b_positive)
      return (il_span){true, 0, a.high < b.high ? a.high : b.high};
    if (b_positive)
      return (il_span){true, 0, b.high};
    return a_positive ? (il_span){true, 0, a.high} : no_span;
  case IL_T_REM:
    if (b_positive && b.high > 0 &&
        (a_positive || !il_term_int(body, node->args[0]).is_signed))
      return (il_span){true, 0, b.high - 1};
    return no_span;
  case IL_T_DIV:
    if (a_positive && b_positive && b.low > 0)
      return (il_span){true, a.low / b.high, a.high / b.low};
    return no_span;
  case IL_T_SHR:
    if (a_positive && b_is_one && b.low >= 0 && b.low < 63)
      return (il_span){true, a.low >> b.low, a.high >> b.low};
    return no_span;
  default:
    return no_span;
  }
}

il_span il_term_span(const il_body *body, il_term term) {
  const il_node *node = il_facts_node(body->unit->facts, term);
  il_int type = il_term_int(body, term);
  switch (node->op) {
  case IL_T_CONST:
    if (!node->type.is_signed && node->type.bits == 64 && node->value < 0)
      return no_span;
    return (il_span){true, node->value, node->value};
  case IL_T_CAST:
    return fit(il_term_span(body, node->args[0]), node->type);
  case IL_T_NOT:
  case IL_T_LAND:
  case IL_T_LOR:
  case IL_T_LT:
  case IL_T_LE:
  case IL_T_GT:
  case IL_T_GE:
  case IL_T_EQ:
  case IL_T_NE:
    return (il_span){true, 0, 1};
  case IL_T_VAR:
  case IL_T_GLOBAL:
  case IL_T_FIELD:
  case IL_T_DEREF:
  case IL_T_INDEX:
    return span_of_bits(type.bits ? il_place_bits(body, term) : 0,
                        type.is_signed);
  case IL_T_COND: {
    il_span a = il_term_span(body, node->args[1]);
    il_span b = il_term_span(body, node->args[2]);
    if (!a.known || !b.known)
      return no_span;
    return (il_span){true, a.low < b.low ? a.low : b.low,
                     a.high > b.high ? a.high : b.high};
  }
  default:
    if (node->op >= IL_T_ADD && node->op <= IL_T_XOR)
      return fit(span_of_binary(body, node), type);
    return span_of_bits(type.bits, type.is_signed);
  }
}

/* ---- shapes ---- */

il_str il_place_record(const il_body *body, il_term place) {
  il_str id = il_term_type(body, place);
  const il_rec_type *type = il_type_plain(body->unit, id);
  for (int i = 0; type && type->kind == IL_TYPE_ARRAY && i < TYPE_STEPS; i++)
    type = il_type_plain(body->unit, type->base);
  if (!type || type->kind != IL_TYPE_RECORD || type->id.len < 2)
    return (il_str){NULL, 0};
  return (il_str){type->id.ptr + 1, type->id.len - 2};
}

/* Puts a member before those that 'shape' has. */
static void put_step(il_shape *shape, const il_unit *unit, const il_node *node,
                     bool whole) {
  const il_rec_field *field =
      il_unit_find_field(unit, node->record, node->name);
  il_shape_step step = {node->record, node->name, 0, UINT64_MAX};
  if (field) {
    step.low = field->offset;
    step.high =
        field->size ? (uint64_t)field->offset + field->size : UINT64_MAX;
    if (!whole && shape->step_count && field->size) {
      const il_shape_step *inner = &shape->steps[0];
      if (inner->high <= field->size) {
        step.low = field->offset + inner->low;
        step.high = field->offset + inner->high;
      }
    }
  }
  uint32_t kept = shape->step_count < IL_SHAPE_STEPS ? shape->step_count
                                                     : IL_SHAPE_STEPS - 1;
  for (uint32_t i = kept; i; i--)
    shape->steps[i] = shape->steps[i - 1];
  shape->steps[0] = step;
  shape->step_count = kept + 1;
}

static void set_root(il_shape *shape, const il_body *body,
                     const il_node *node) {
  const il_rec_var *var = il_find_var(body, node);
  shape->kind = node->op == IL_T_GLOBAL ? IL_SHAPE_GLOBAL : IL_SHAPE_LOCAL;
  shape->root = node->name;
  shape->escaped = !var || (var->flags & IL_VAR_ESCAPED);
  if (node->op == IL_T_GLOBAL && var && var->storage == IL_VAR_STATIC)
    shape->own = body->unit_number;
}

il_shape il_shape_of(const il_body *body, il_term place) {
  const il_unit *unit = body->unit;
  il_shape shape = {.kind = IL_SHAPE_FIELD, .unit = unit, .own = IL_NONE};
  const il_node *node = il_facts_node(unit->facts, place);
  bool whole = false; /* an element of unknown place in the member around it */
  il_term at = place;
  while (node->op == IL_T_FIELD || node->op == IL_T_INDEX) {
    if (node->op == IL_T_FIELD) {
      put_step(&shape, unit, node, whole);
      whole = false;
    } else {
      const il_rec_type *array =
          il_type_plain(unit, il_term_type(body, node->args[0]));
      if (!array || array->kind != IL_TYPE_ARRAY)
        break;
      whole = true;
    }
    at = node->args[0];
    node = il_facts_node(unit->facts, at);
  }
  if (node->op == IL_T_VAR || node->op == IL_T_GLOBAL) {
    set_root(&shape, body, node);
    return shape;
  }
  if (node->op == IL_T_DEREF) {
    const il_node *inner = il_facts_node(unit->facts, node->args[0]);
    if (inner->op == IL_T_ADDR && !shape.step_count)
      return il_shape_of(body, inner->args[0]);
  }
  if (shape.step_count)
    return shape;
  il_str record = il_place_record(body, at);
  if (record.len) {
    shape.kind = IL_SHAPE_RECORD;
    shape.root = record;
    return shape;
  }
  const il_rec_type *type = il_type_plain(unit, il_term_type(body, at));
  shape.kind =
      type && (type->kind == IL_TYPE_INT || type->kind == IL_TYPE_POINTER ||
               type->kind == IL_TYPE_FLOAT)
          ? IL_SHAPE_SCALAR
          : IL_SHAPE_ANY;
  shape.bits = type ? type->bits : 0;
  return shape;
}

il_shape il_shape_behind(const il_body *body, il_term pointer) {
  const il_unit *unit = body->unit;
  const il_node *node = il_facts_node(unit->facts, pointer);
  while (node->op == IL_T_CAST || node->op == IL_T_ADD ||
         node->op == IL_T_SUB) {
    pointer = node->args[0];
    node = il_facts_node(unit->facts, pointer);
  }
  if (node->op == IL_T_ADDR) {
    il_str record = il_place_record(body, node->args[0]);
    il_shape shape = il_shape_of(body, node->args[0]);
    if (record.len && shape.kind == IL_SHAPE_FIELD) {
      shape.kind = IL_SHAPE_RECORD;
      shape.root = record;
    }
    return shape;
  }
  il_shape shape = {.kind = IL_SHAPE_ANY, .unit = unit, .own = IL_NONE};
  const il_rec_type *type = il_type_plain(unit, il_term_type(body, pointer));
  if (!type)
    return shape;
  if (type->kind == IL_TYPE_ARRAY)
    return il_shape_of(body, pointer);
  if (type->kind != IL_TYPE_POINTER)
    return shape;
  const il_rec_type *pointee = il_type_plain(unit, type->base);
  if (pointee && pointee->kind == IL_TYPE_RECORD && pointee->id.len > 2) {
    shape.kind = IL_SHAPE_RECORD;
    shape.root = (il_str){pointee->id.ptr + 1, pointee->id.len - 2};
  } else if (pointee && (pointee->kind == IL_TYPE_INT ||
                         pointee->kind == IL_TYPE_POINTER)) {
    shape.kind = IL_SHAPE_SCALAR;
    shape.bits = pointee->bits;
  }
  return shape;
}

/* ---- what has its address taken ---- */

struct il_taken {
  il_map *fields; /* "record field" */
  il_map *holds;  /* "unit outer inner": 1 when the outer has the inner in it */
  il_arena *arena;
  il_buf key;
};

static void taken_key(il_buf *key, il_str record, il_str field) {
  key->len = 0;
  il_buf_add(key, record);
  il_buf_byte(key, ' ');
  il_buf_add(key, field);
}

static bool take(il_taken *taken, const il_unit *unit, il_term term,
                 bool address, il_arena *arena) {
  const il_node *node = il_facts_node(unit->facts, term);
  if (address && node->op == IL_T_FIELD) {
    uint32_t known;
    taken_key(&taken->key, node->record, node->name);
    if (taken->key.failed)
      return false;
    if (!il_map_get(taken->fields, il_buf_str(&taken->key), &known)) {
      il_str key = il_arena_copy(arena, il_buf_str(&taken->key));
      if (!key.ptr || !il_map_put(taken->fields, key, 1))
        return false;
    }
  }
  /* '&x.a.b' is an address in 'x.a' too; '&p->a' is none in '*p'. */
  bool inner = node->op == IL_T_ADDR ||
               (address && (node->op == IL_T_FIELD || node->op == IL_T_INDEX));
  for (uint8_t i = 0; i < node->count; i++)
    if (!take(taken, unit, node->args[i], inner && !i, arena))
      return false;
  return true;
}

il_taken *il_taken_find(const il_program *program, il_arena *arena) {
  il_taken *taken = il_arena_alloc(arena, sizeof *taken);
  if (!taken)
    return NULL;
  taken->arena = arena;
  taken->fields = il_map_new(arena);
  taken->holds = il_map_new(arena);
  if (!taken->fields || !taken->holds) {
    il_taken_free(taken);
    return NULL;
  }
  for (uint32_t u = 0; u < program->unit_count; u++) {
    const il_unit *unit = program->units[u];
    size_t count = il_facts_count(unit->facts);
    for (size_t r = 0; r < count; r++) {
      il_term terms[IL_RECORD_TERMS];
      size_t n = il_record_terms(il_facts_record(unit->facts, r), terms);
      for (size_t i = 0; i < n; i++)
        if (!take(taken, unit, terms[i], false, arena)) {
          il_taken_free(taken);
          return NULL;
        }
    }
  }
  return taken;
}

void il_taken_free(il_taken *taken) {
  if (!taken)
    return;
  il_map_free(taken->fields);
  il_map_free(taken->holds);
  il_buf_free(&taken->key);
}

static bool is_variable(const il_shape *shape) {
  return shape->kind == IL_SHAPE_LOCAL || shape->kind == IL_SHAPE_GLOBAL;
}

/* Whether a pointer to a value may point to the place. */
static bool is_taken(const il_taken *taken, const il_shape *shape) {
  if (is_variable(shape) && (!shape->step_count || !shape->escaped))
    return shape->escaped;
  for (uint32_t i = 0; i < shape->step_count; i++) {
    il_buf key = {0};
    uint32_t known;
    taken_key(&key, shape->steps[i].record, shape->steps[i].field);
    bool found =
        key.failed || il_map_get(taken->fields, il_buf_str(&key), &known);
    il_buf_free(&key);
    if (found)
      return true;
  }
  return false;
}

/* ---- overlap ---- */

/* Whether an object of the record has one of the other in it. */
static bool look_in_record(const il_unit *unit, il_str outer, il_str inner,
                           int depth) {
  if (il_str_eq(outer, inner) || depth >= RECORD_DEPTH)
    return true;
  for (uint32_t i = 0; i < unit->field_count; i++) {
    const il_rec_field *field =
        &il_unit_record(unit, unit->fields[i])->u.field_;
    if (!il_str_eq(field->record, outer))
      continue;
    const il_rec_type *type = il_type_plain(unit, field->type);
    for (int k = 0; type && type->kind == IL_TYPE_ARRAY && k < TYPE_STEPS; k++)
      type = il_type_plain(unit, type->base);
    if (type && type->kind == IL_TYPE_RECORD && type->id.len > 2 &&
        look_in_record(unit, (il_str){type->id.ptr + 1, type->id.len - 2},
                       inner, depth + 1))
      return true;
  }
  return false;
}

static bool record_holds(il_taken *taken, const il_unit *unit, il_str outer,
                         il_str inner) {
  uint32_t holds;
  if (il_str_eq(outer, inner))
    return true;
  taken->key.len = 0;
  il_buf_printf(&taken->key, "%u ", (unsigned)unit->input);
  il_buf_add(&taken->key, outer);
  il_buf_byte(&taken->key, ' ');
  il_buf_add(&taken->key, inner);
  if (!taken->key.failed &&
      il_map_get(taken->holds, il_buf_str(&taken->key), &holds))
    return holds;
  holds = look_in_record(unit, outer, inner, 0);
  /* Without memory it is only slower. */
  il_str key = il_arena_copy(taken->arena, il_buf_str(&taken->key));
  if (key.ptr && !taken->key.failed)
    il_map_put(taken->holds, key, holds);
  return holds;
}

static bool meet(const il_shape_step *a, const il_shape_step *b) {
  return a->low < b->high && b->low < a->high;
}

/* Of one record: whether the bits meet.  False, *decided unchanged, when they
 * have no record in common. */
static bool steps_meet(const il_shape *a, const il_shape *b, bool *decided) {
  for (uint32_t i = 0; i < a->step_count; i++)
    for (uint32_t k = 0; k < b->step_count; k++)
      if (il_str_eq(a->steps[i].record, b->steps[k].record)) {
        *decided = true;
        return meet(&a->steps[i], &b->steps[k]);
      }
  return false;
}

static bool record_meets(il_taken *taken, const il_shape *record,
                         const il_shape *other) {
  if (other->kind == IL_SHAPE_RECORD)
    return record_holds(taken, record->unit, record->root, other->root) ||
           record_holds(taken, other->unit, other->root, record->root);
  for (uint32_t i = 0; i < other->step_count; i++)
    if (record_holds(taken, record->unit, record->root, other->steps[i].record))
      return true;
  return is_variable(other) && !other->step_count && other->escaped;
}

/* Whether a pointer to such a value may point to the place: a character pointer
 * to all memory, another one to what has its width, by an offset. */
static bool is_scalar_of(il_taken *taken, const il_shape *scalar,
                         const il_shape *place) {
  if (is_variable(place) && place->escaped)
    return true;
  for (uint32_t i = 0; i < place->step_count && !is_variable(place); i++) {
    uint64_t width = place->steps[i].high - place->steps[i].low;
    if (!scalar->bits || scalar->bits == 8 || width % scalar->bits == 0 ||
        width % 8)
      return true;
  }
  return is_taken(taken, place);
}

bool il_shape_overlap(il_taken *taken, const il_shape *a, const il_shape *b) {
  bool decided = false;
  if (is_variable(a) && is_variable(b)) {
    if (a->kind != b->kind || a->own != b->own || !il_str_eq(a->root, b->root))
      return false;
    bool met = steps_meet(a, b, &decided);
    return decided ? met : true;
  }
  if ((a->kind == IL_SHAPE_LOCAL && !a->escaped) ||
      (b->kind == IL_SHAPE_LOCAL && !b->escaped))
    return false;
  if (a->kind == IL_SHAPE_ANY || b->kind == IL_SHAPE_ANY)
    return true;
  if (a->kind == IL_SHAPE_RECORD)
    return b->kind != IL_SHAPE_SCALAR && record_meets(taken, a, b);
  if (b->kind == IL_SHAPE_RECORD)
    return a->kind != IL_SHAPE_SCALAR && record_meets(taken, b, a);
  if (a->kind == IL_SHAPE_SCALAR || b->kind == IL_SHAPE_SCALAR) {
    if (a->kind == b->kind)
      return a->bits == b->bits || !a->bits || !b->bits || a->bits == 8 ||
             b->bits == 8;
    return is_scalar_of(taken, a->kind == IL_SHAPE_SCALAR ? a : b,
                        a->kind == IL_SHAPE_SCALAR ? b : a);
  }
  return steps_meet(a, b, &decided);
}
