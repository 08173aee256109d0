"""What is not seen is said, and '--strict' makes it an error."""

import unittest

from support import Case, database, edit, findings

BROKEN = """\
#include "../kernel.h"
HW_INTERRUPT BrokenInterrupt;
static int Event;
int Before(void) { return Event; }
NOSUCHTYPE Wrong(void) { return 0; }
BOOLEAN BrokenInterrupt(PVOID DeviceExtension) {
  KeWaitForSingleObject(&Event, 0, 0, 0, 0);
  return DeviceExtension != 0;
}
"""


class Incomplete(Case):
    def test_no_interrupt_routine(self):
        folder = self.small()
        edit(folder / "driver.c", "HW_INTERRUPT SmallInterrupt;", "")
        done = self.check("-p", folder, code=0)
        self.assertEqual(done.stdout, "")
        self.assertIn("warning: no interrupt routine found in program 'driver': nothing at DIRQL was checked\n",
                      done.stderr)
        self.assertIn("0 findings; this says nothing about interrupt routines, because none was checked\n",
                      done.stderr)
        self.assertNotIn("interrupt routine:", done.stderr)
        self.check("-p", folder, "--strict", code=3)
        self.analyze(folder / ".isrlint", code=0)
        self.analyze(folder / ".isrlint", "--strict", code=3)

    def test_an_interrupt_routine_without_a_body(self):
        folder = self.small()
        text = (folder / "driver.c").read_text("utf-8")
        start, end = text.index("BOOLEAN SmallInterrupt"), text.index("ULONG DriverEntry")
        (folder / "driver.c").write_text(text[:start] + "PHW_INTERRUPT Registered = SmallInterrupt;\n" + text[end:],
                                         "utf-8")
        done = self.check("-p", folder, code=0)
        self.assertIn("interrupt routine: SmallInterrupt\n", done.stderr)
        self.assertIn("nothing at DIRQL was checked", done.stderr)
        self.check("-p", folder, "--strict", code=3)

    def test_complete(self):
        folder = self.small()
        edit(folder / "driver.c", "  Drain();\n", "")
        done = self.check("-p", folder, "--strict", code=0)
        self.assertNotIn("warning", done.stderr)
        self.assertIn("interrupt routine: SmallInterrupt\n", done.stderr)

    def test_a_unit_with_errors(self):
        folder = self.small(broken=BROKEN)
        done = self.check("-p", folder, code=1)
        lines = [(f.path.rsplit("/", 1)[-1], f.line) for f in findings(done.stdout)]
        self.assertEqual(lines, [("broken.c", 7), ("driver.c", 7)])
        self.assertRegex(done.stderr, r"(?m)^incomplete: (.*/)?broken\.c: 1 error\b")
        self.assertNotRegex(done.stderr, r"incomplete: .*driver\.c")
        with self.subTest("findings weigh more than gaps"):
            self.check("-p", folder, "--strict", code=1)
        with self.subTest("no finding, but a gap"):
            edit(folder / "broken.c", "  KeWaitForSingleObject(&Event, 0, 0, 0, 0);\n", "")
            edit(folder / "driver.c", "  Drain();\n", "")
            self.check("-p", folder, code=0)
            self.check("-p", folder, "--strict", code=3)
        with self.subTest("the compiler's words on request"):
            done = self.check("-p", folder, "--cache", self.folder / "cache", code=0)
            self.assertNotIn("NOSUCHTYPE", done.stderr)
            done = self.check("-p", folder, "--cache", self.folder / "cache2", "-v", code=0)
            self.assertIn("unknown type name 'NOSUCHTYPE'", done.stderr)

    def test_a_missing_header(self):
        folder = self.small(lost='#include "nowhere.h"\nint Lost(void) { return 1; }\n')
        done = self.check("-p", folder, code=1)
        self.assertRegex(done.stderr, r"(?m)^incomplete: (.*/)?lost\.c: 1 error\b")

    def test_a_source_that_is_gone(self):
        folder = self.small(gone="int Gone;\n")
        (folder / "gone.c").unlink()
        done = self.check("-p", folder, code=1)
        self.assertEqual(len(findings(done.stdout)), 1)
        self.assertRegex(done.stderr, r"'[^']*gone\.c'")
        self.assertIn("1 unit(s) could not be extracted and were not analysed", done.stderr)
        edit(folder / "driver.c", "  Drain();\n", "")
        self.check("-p", folder, code=0)
        self.check("-p", folder, "--strict", code=3)
        with self.subTest("nothing is left"):
            (folder / "driver.c").unlink()
            done = self.check("-p", folder, code=2)
            self.assertIn("no unit could be extracted", done.stderr)
        with self.subTest("facts of a source that is gone are not used"):
            self.assertEqual(done.stdout, "")

    def test_a_source_in_another_language(self):
        folder = self.small()
        (folder / "more.cpp").write_text("int More;\n", "utf-8")
        database(folder, ["driver.c", "more.cpp"])
        done = self.check("-p", folder, code=1)
        self.assertRegex(done.stderr, r"more\.cpp': it is not C")
        self.assertIn("1 unit(s) could not be extracted", done.stderr)

    def test_an_option_that_clang_does_not_know(self):
        # Databases of other compilers are full of them; the unit still parses.
        folder = self.small()
        database(folder, ["driver.c"], flags=["-fno-such-option-at-all"])
        done = self.check("-p", folder, code=1)
        self.assertEqual(len(findings(done.stdout)), 1)
        self.assertNotIn("generated", done.stderr)


if __name__ == "__main__":
    unittest.main()
