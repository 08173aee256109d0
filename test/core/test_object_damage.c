/* test_object_damage.c - objects and archives cut at every length, and with
 * every byte changed. */
#include "object_build.h"

#include <setjmp.h>

#include <cmocka.h>

/* One of each form; false when there are no more. */
static bool sample(unsigned number, il_buf *buf) {
  if (number < 4) {
    coff(buf, three_pieces, 3, number & 1, 0x8664, number & 2);
  } else if (number == 4) {
    coff(buf, three_pieces, 3, false, 0x7777, false);
  } else if (number < 13) {
    unsigned form = number - 5;
    elf(buf, three_pieces, 3, form & 1, form & 2, form & 4);
  } else if (number == 13) {
    archive(buf);
    member(buf, "/", IL_STR("\0\0\0\0"));
    member(buf, "//", IL_STR("sub/long name.obj/\n"));
    object_member(buf, "/0", "", FACTS);
    object_member(buf, "b.obj/", "", FACTS_B);
  } else if (number == 14) {
    archive(buf);
    member(buf, "#1/20", (il_str){"__.SYMDEF SORTED\0\0\0\0", 20});
    object_member(buf, "#1/21", "longer than sixteen.o", FACTS);
    object_member(buf, "b.o", "", FACTS_B);
  } else {
    return false;
  }
  return true;
}

static void each_truncation_is_answered(void **state) {
  (void)state;
  unsigned samples = 0;
  for (;; samples++) {
    il_buf buf = {0};
    if (!sample(samples, &buf))
      break;
    reading whole;
    read_some(&whole, il_buf_str(&buf), IL_OK);
    assert_int_equal(whole.status, IL_OK);
    size_t good = 0;
    for (size_t len = 0; len < buf.len; len++) {
      reading r;
      read_some(&r, (il_str){buf.ptr, len}, IL_OK);
      if (r.status != IL_OK)
        continue;
      /* Only an archive cut between two members is whole; or before the
       * padding of the last. */
      good++;
      assert_true(r.visits < whole.visits || len == buf.len - 1);
    }
    if (samples < 13)
      assert_int_equal(good, 0);
    else
      assert_in_range(good, 3, 10);
    il_buf_free(&buf);
  }
  assert_int_equal(samples, 15);
}

static void each_changed_byte_is_survived(void **state) {
  (void)state;
  const unsigned char values[] = {0x00, 0x01, 0x7F, 0x80, 0xFF};
  size_t refused = 0;
  for (unsigned number = 0;; number++) {
    il_buf buf = {0};
    if (!sample(number, &buf))
      break;
    for (size_t at = 0; at < buf.len; at++) {
      char old = buf.ptr[at];
      for (size_t i = 0; i < sizeof values; i++) {
        reading r;
        buf.ptr[at] = (char)values[i];
        read_some(&r, il_buf_str(&buf), IL_OK);
        refused += r.status != IL_OK;
      }
      buf.ptr[at] = old;
    }
    il_buf_free(&buf);
  }
  assert_true(refused > 1000);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_truncation_is_answered),
      cmocka_unit_test(each_changed_byte_is_survived),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
