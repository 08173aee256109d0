/* shown.c - see shown.h. */
#include "shown.h"

#include "source.h"
#include "utf8.h"

/* How many bytes of 'a' are whole folders that 'b' has too. */
static size_t shared(const char *a, const char *b) {
  size_t end = 0, i = 0;
  for (;; i++) {
    bool a_ends = !a[i] || a[i] == '/', b_ends = !b[i] || b[i] == '/';
    if (a_ends && b_ends)
      end = i;
    if (!a[i] || a[i] != b[i])
      return end;
  }
}

void il_shown_path(il_buf *out, const il_report_options *options,
                   const char *path) {
  const char *root = options->root, *here = options->here;
  if (!root || !here || root[0] != '/' || here[0] != '/' ||
      !il_path_is_inside(path) || path[0] == '<') {
    il_utf8_visible(out, il_str_of(path));
    return;
  }
  il_buf whole = {0};
  il_buf_printf(&whole, "%s/%s", root[1] ? root : "", path);
  size_t same = whole.failed ? 0 : shared(whole.ptr, here);
  if (same) {
    for (const char *rest = here + same; *rest; rest++)
      if (*rest == '/')
        il_buf_text(out, "../");
    same++; /* the slash */
  } else if (!here[1]) {
    same = 1;
  }
  if (whole.failed)
    out->failed = true;
  else
    il_utf8_visible(out, il_str_of(whole.ptr + same));
  il_buf_free(&whole);
}
