/* spell.c - terms for people. */
#include "spell.h"

/* A term as the source may have it, to be recognised and not to be compiled:
 * without casts, '...' for what is not understood. */
typedef struct il_spelling {
  const il_program *program;
  const il_site *site;
  il_buf out;
} il_spelling;

static void spell(il_spelling *s, il_term term, bool whole);

static const il_node *node_of(const il_spelling *s, il_term term) {
  return il_facts_node(s->program->units[s->site->unit]->facts, term);
}

/* Casts do not help to find a place again. */
static il_term without_casts(const il_spelling *s, il_term term) {
  const il_node *node = node_of(s, term);
  for (; node->op == IL_T_CAST; node = node_of(s, term))
    term = node->args[0];
  return term;
}

static void spell_all(il_spelling *s, const il_node *node) {
  for (uint8_t i = 0; i < node->count; i++) {
    if (i)
      il_buf_text(&s->out, ", ");
    spell(s, node->args[i], true);
  }
}

/* The name before what makes it one of several: 'i' of 'i.2', 'Ops' of
 * 'Ops@queue.c'. */
static void spell_name(il_spelling *s, const il_node *node) {
  il_str rest;
  char until = node->op == IL_T_VAR ? '.' : '@';
  il_buf_add(&s->out, il_str_split(node->name, until, &rest));
}

static void spell_result(il_spelling *s, int64_t number) {
  const il_function *caller = &s->program->functions[s->site->caller];
  const il_unit *unit = s->program->units[s->site->unit];
  const il_node *callee = node_of(s, 0);
  for (uint32_t r = caller->first; r < caller->end; r++) {
    const il_record *record = il_unit_record(unit, r);
    if (record->kind == IL_K_call && record->u.call_.result == number)
      callee = node_of(s, record->u.call_.callee);
  }
  if (callee->op == IL_T_FN)
    spell_name(s, callee);
  else
    il_buf_text(&s->out, "...");
  il_buf_text(&s->out, "(...)");
}

/* A member without a name is not written in the source. */
static bool is_nameless(const il_node *node) {
  return node->op == IL_T_FIELD &&
         (!node->name.len ||
          (node->name.ptr[0] >= '0' && node->name.ptr[0] <= '9'));
}

static void spell_field(il_spelling *s, const il_node *field) {
  il_term base = without_casts(s, field->args[0]);
  while (is_nameless(node_of(s, base)))
    base = without_casts(s, node_of(s, base)->args[0]);
  const il_node *node = node_of(s, base);
  bool pointer = node->op == IL_T_DEREF;
  spell(s, pointer ? node->args[0] : base, false);
  il_buf_text(&s->out, pointer ? "->" : ".");
  il_buf_add(&s->out, field->name);
}

static void spell_operation(il_spelling *s, const il_node *node, bool whole) {
  const char *operation = il_op_describe(node->op)->spelling;
  if (!whole)
    il_buf_byte(&s->out, '(');
  if (node->count == 1) {
    il_buf_text(&s->out, operation);
    const il_node *operand = node_of(s, without_casts(s, node->args[0]));
    spell(s, node->args[0], operand->count == 1);
  } else {
    spell(s, node->args[0], false);
    il_buf_printf(&s->out, " %s ", node->count == 2 ? operation : "?");
    spell(s, node->args[1], false);
    if (node->count == 3) {
      il_buf_text(&s->out, " : ");
      spell(s, node->args[2], false);
    }
  }
  if (!whole)
    il_buf_byte(&s->out, ')');
}

/* 'whole': nothing binds tighter around it, so it needs no parentheses. */
static void spell(il_spelling *s, il_term term, bool whole) {
  const il_node *node = node_of(s, without_casts(s, term));
  switch (node->op) {
  case IL_T_CONST:
    if (node->name.len)
      il_buf_add(&s->out, node->name);
    else
      il_buf_printf(&s->out, "%lld", (long long)node->value);
    break;
  case IL_T_VAR:
  case IL_T_GLOBAL:
  case IL_T_FN:
    spell_name(s, node);
    break;
  case IL_T_RESULT:
    spell_result(s, node->value);
    break;
  case IL_T_FIELD:
    spell_field(s, node);
    break;
  case IL_T_INDEX:
    spell(s, node->args[0], false);
    il_buf_byte(&s->out, '[');
    spell(s, node->args[1], true);
    il_buf_byte(&s->out, ']');
    break;
  case IL_T_NONE:
  case IL_T_UNKNOWN:
    il_buf_text(&s->out, "...");
    if (node->count) {
      il_buf_byte(&s->out, '(');
      spell_all(s, node);
      il_buf_byte(&s->out, ')');
    }
    break;
  default:
    spell_operation(s, node, whole);
  }
}

il_str il_spell_callee(const il_program *program, const il_site *site,
                       il_arena *arena) {
  il_spelling s = {.program = program, .site = site};
  const il_unit *unit = program->units[site->unit];
  spell(&s, il_unit_record(unit, site->record)->u.call_.callee, true);
  il_str name = {NULL, 0};
  if (!s.out.failed)
    name = il_arena_copy(arena, il_buf_str(&s.out));
  il_buf_free(&s.out);
  return name;
}
