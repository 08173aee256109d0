/* term_read.c - terms from their text form. */
#include "facts_internal.h"

typedef struct term_scan {
  il_scan *scan;
  il_facts *facts;
  unsigned nodes; /* of the whole term, so far */
} term_scan;

static bool scan_term(term_scan *ts, unsigned level, il_term *term);

/* Counts a node that begins at 'at' and makes the term 'depth' levels deep. */
static bool count_node(term_scan *ts, size_t at, unsigned depth) {
  if (depth > IL_TERM_DEPTH)
    return il_scan_fail(ts->scan, IL_ELIMIT, at,
                        "a term is deeper than %d levels", IL_TERM_DEPTH);
  if (++ts->nodes > IL_TERM_NODES)
    return il_scan_fail(ts->scan, IL_ELIMIT, at,
                        "a term has more than %d nodes", IL_TERM_NODES);
  return true;
}

static bool make(term_scan *ts, size_t at, const il_node *node, il_term *term) {
  *term = il_facts_term(ts->facts, node);
  if (*term)
    return true;
  const il_error *error = &ts->facts->error;
  return il_scan_fail(ts->scan, error->code ? error->code : IL_EUSAGE, at, "%s",
                      error->code ? error->message : "the facts are finished");
}

static bool scan_const(term_scan *ts, il_node *node) {
  il_scan *scan = ts->scan;
  size_t start = scan->at;
  uint64_t size = 0;
  bool minus = il_scan_dash(scan);
  if (!il_scan_unsigned(scan, UINT64_MAX, &size))
    return false;
  node->type = (il_int){32, true};
  if (il_scan_peek(scan) == ':') {
    size_t colon = scan->at++;
    if (!il_scan_int(scan, &node->type))
      return false;
    if (node->type.bits == 32 && node->type.is_signed)
      return il_scan_fail(scan, IL_ESYNTAX, colon,
                          "the type 'i32' of a constant is not written");
  }
  bool wide = node->type.bits == 64 && !node->type.is_signed;
  uint64_t most = wide ? UINT64_MAX : (uint64_t)INT64_MAX + minus;
  node->value = minus ? (int64_t)(0 - size) : (int64_t)size;
  if (size > most || (minus && (wide || !size)) ||
      il_int_wrap(node->type, node->value) != node->value)
    return il_scan_fail_from(scan, start,
                             "the constant is not a value of its type");
  if (il_scan_peek(scan) != '=')
    return true;
  scan->at++;
  return il_scan_term_name(scan, true, &node->name);
}

static bool scan_leaf(term_scan *ts, unsigned level, il_term *term) {
  il_scan *scan = ts->scan;
  size_t start = scan->at;
  il_node node = {.op = IL_T_NONE};
  bool good;
  switch (il_scan_peek(scan)) {
  case '#':
    node.op = IL_T_CONST;
    break;
  case '%':
    node.op = IL_T_VAR;
    break;
  case '@':
    node.op = IL_T_GLOBAL;
    break;
  case '&':
    node.op = IL_T_FN;
    break;
  case '$':
    node.op = IL_T_RESULT;
    break;
  default:
    /* Says that a term was expected, and what is there. */
    return il_scan_byte(scan, '(', "a term");
  }
  if (!count_node(ts, start, level + 1))
    return false;
  scan->at++;
  if (node.op == IL_T_CONST) {
    good = scan_const(ts, &node);
  } else if (node.op == IL_T_RESULT) {
    uint32_t k = 0;
    good = il_scan_count(scan, &k);
    node.value = k;
  } else {
    good = il_scan_term_name(scan, true, &node.name);
  }
  return good && make(ts, start, &node, term);
}

/* The kind of term with this spelling that takes 'count' operands; IL_T_NONE
 * when there is none.  *most becomes the most that any of that spelling
 * takes. */
static il_op find_op(il_str spelling, bool is_volatile, unsigned count,
                     unsigned *most) {
  il_op found = IL_T_NONE;
  *most = 0;
  for (il_op op = IL_T_DEREF; op < IL_OPS; op++) {
    const il_op_info *info = il_op_describe(op);
    if (!il_str_is(spelling, info->spelling) ||
        (is_volatile && op != IL_T_DEREF))
      continue;
    if (info->most > *most)
      *most = info->most;
    if (count >= info->least && count <= info->most)
      found = op;
  }
  return found;
}

static bool scan_operation(term_scan *ts, unsigned level, il_term *term) {
  il_scan *scan = ts->scan;
  size_t start = scan->at;
  if (!count_node(ts, start, level + 1))
    return false;
  size_t spelled = ++scan->at;
  for (int c; (c = il_scan_peek(scan)) > ' ' && c < 0x7f && c != ')' &&
              scan->at - spelled < 5;)
    scan->at++;
  il_str spelling = {scan->text.ptr + spelled, scan->at - spelled};
  il_node node = {.op = IL_T_NONE};
  if (il_str_is(spelling, "*!")) {
    node.is_volatile = true;
    spelling.len--;
  }
  unsigned most;
  il_term args[UINT8_MAX];
  find_op(spelling, node.is_volatile, 0, &most);
  if (!most)
    return il_scan_fail_from(scan, spelled, "this is no operator");
  bool is_cast = il_str_is(spelling, "cast");
  if (is_cast && (!il_scan_byte(scan, ' ', "a space and a type") ||
                  !il_scan_int(scan, &node.type)))
    return false;
  while (il_scan_peek(scan) == ' ' && node.count < most) {
    scan->at++;
    if (!scan_term(ts, level + 1, &args[node.count++]))
      return false;
  }
  node.op = find_op(spelling, node.is_volatile, node.count, &most);
  node.args = args;
  if (il_scan_peek(scan) == ')' && node.op == IL_T_NONE)
    return il_scan_fail(scan, IL_ESYNTAX, scan->at,
                        "'%.*s' takes another number of operands than %u",
                        (int)spelling.len, spelling.ptr, (unsigned)node.count);
  return il_scan_byte(scan, ')',
                      node.count < most ? "a space and an operand, or ')'"
                                        : "')'") &&
         make(ts, start, &node, term);
}

static bool scan_member(term_scan *ts, unsigned level, il_term *term) {
  il_scan *scan = ts->scan;
  size_t dot = scan->at++;
  const il_term args[] = {*term};
  il_node node = {.op = IL_T_FIELD, .count = 1, .args = args};
  if (!count_node(ts, dot, level + il_term_depth(ts->facts, *term) + 1) ||
      !il_scan_term_name(scan, false, &node.record) ||
      !il_scan_byte(scan, ':', "':' and a member") ||
      !il_scan_term_name(scan, false, &node.name))
    return false;
  if (il_scan_peek(scan) == '!') {
    node.is_volatile = true;
    scan->at++;
  }
  return make(ts, dot, &node, term);
}

/* A term below 'level' others. */
static bool scan_term(term_scan *ts, unsigned level, il_term *term) {
  bool good = il_scan_peek(ts->scan) == '(' ? scan_operation(ts, level, term)
                                            : scan_leaf(ts, level, term);
  while (good && il_scan_peek(ts->scan) == '.')
    good = scan_member(ts, level, term);
  return good;
}

bool il_scan_term(il_scan *scan, il_facts *facts, il_term *term) {
  term_scan ts = {.scan = scan, .facts = facts};
  *term = 0;
  return il_scan_dash(scan) || scan_term(&ts, 0, term);
}

il_term il_term_read(il_facts *facts, il_str text, il_error *err) {
  if (!facts || !il_facts_open(facts)) {
    il_fail(err, IL_EUSAGE, 0, 0, "these facts take no more terms");
    return 0;
  }
  il_scan scan = {.text = text, .line = 1, .arena = facts->arena, .err = err};
  term_scan ts = {.scan = &scan, .facts = facts};
  il_term term = 0;
  if (!scan_term(&ts, 0, &term))
    return 0;
  if (scan.at != text.len) {
    il_scan_fail(&scan, IL_ESYNTAX, scan.at, "text after the end of the term");
    return 0;
  }
  return term;
}
