"""What is not seen is said, and '--strict' makes it an error."""

import json
import unittest

from support import CLEAN, Case, database, edit, findings

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
        self.assertIn("incomplete: 1 unit could not be extracted and was not analysed: ", done.stderr)
        self.assertRegex(done.stderr, r"not analysed: \S*gone\.c\n")
        self.assertIn("; not everything was seen, see above\n", done.stderr)
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
        self.assertRegex(done.stderr, r"incomplete: 1 unit could not be extracted and was not analysed: \S*more\.cpp\n")
        self.assertIn("; not everything was seen, see above\n", done.stderr)
        edit(folder / "driver.c", "  Drain();\n", "")
        self.check("-p", folder, "--strict", code=3)

    def test_an_option_that_clang_does_not_know(self):
        # Databases of other compilers are full of them; the unit still parses.
        folder = self.small()
        database(folder, ["driver.c"], flags=["-fno-such-option-at-all"])
        done = self.check("-p", folder, code=1)
        self.assertEqual(len(findings(done.stdout)), 1)
        self.assertNotIn("generated", done.stderr)

    def test_warnings_that_were_made_errors(self):
        # They are not errors of the unit: nothing of it is lost.
        folder = self.small(loud="".join(f"void F{n}(void) {{ int unused; }}\n" for n in range(30)))
        edit(folder / "driver.c", "  Drain();\n", "")
        for flags in (["-Wall", "-Werror"], ["-Wall", "-Werror", "-Wfatal-errors"],
                      ["-Werror=unused-variable"], ["--driver-mode=cl", "/W4", "/WX"]):
            with self.subTest(flags):
                database(folder, ["driver.c", "loud.c"], flags=flags)
                done = self.check("-p", folder, "--strict", code=0)
                self.assertNotIn("incomplete", done.stderr)
        with self.subTest("beside real ones"):
            edit(folder / "loud.c", "void F7(", "NOSUCH Wrong;\nvoid F7(")
            done = self.check("-p", folder, code=0)
            self.assertRegex(done.stderr, r"(?m)^incomplete: \S*loud\.c: 1 error;")

    def test_every_error_is_counted(self):
        folder = self.small(bad="".join(f"NOSUCH{n} Wrong{n};\n" for n in range(50)))
        for flags in ([], ["-ferror-limit=3"], ["-Wfatal-errors"], ["-fno-such-option-at-all"]):
            with self.subTest(flags):
                database(folder, ["driver.c", "bad.c"], flags=flags)
                done = self.check("-p", folder, code=1)
                self.assertRegex(done.stderr, r"(?m)^incomplete: \S*bad\.c: 50 errors;")

    def test_a_folder_that_is_gone(self):
        folder = self.small(lost="int Lost;\n")
        entries = json.loads((folder / "compile_commands.json").read_text("utf-8"))
        entries[1].update(directory=str(folder / "nowhere"), file=str(folder / "lost.c"))
        (folder / "compile_commands.json").write_text(json.dumps(entries), "utf-8")
        done = self.check("-p", folder, code=1)
        self.assertEqual(len(findings(done.stdout)), 1)
        self.assertIn(f"'{folder}/lost.c': its compiler is to run in '{folder}/nowhere', which is no folder; make the "
                      "database again\n", done.stderr)
        self.assertNotIn("signal", done.stderr)
        self.assertIn("incomplete: 1 unit could not be extracted", done.stderr)
        edit(folder / "driver.c", "  Drain();\n", "")
        self.check("-p", folder, code=0)
        self.check("-p", folder, "--strict", code=3)

    def test_sources_of_a_folder(self):
        folder = self.copy(CLEAN)
        with self.subTest("all of them"):
            self.check(folder, "--strict", code=0)
        with self.subTest("a name in capitals is C"):
            (folder / "UPPER.C").write_text('#include <storport.h>\nint class;\nHW_INTERRUPT Upper;\n'
                                            "BOOLEAN Upper(PVOID X) { KeFlushQueuedDpcs(); return X != 0; }\n", "utf-8")
            done = self.check(folder, "--strict", code=1)
            self.assertEqual([(f.path.rsplit("/", 1)[-1], f.line) for f in findings(done.stdout)], [("UPPER.C", 4)])
            self.assertNotIn("incomplete", done.stderr)
            self.assertNotIn("not allowed", self.check(folder, "-v", code=1).stderr, "the compiler takes it for C")
            (folder / "UPPER.C").unlink()
        with self.subTest("C++ is passed over, and that is said"):
            (folder / "sub").mkdir()
            for name in ("b.cpp", "sub/A.CPP", "sub/c.cc", "sub/d.cxx", "header.hpp"):
                (folder / name).write_text("class X {};\n", "utf-8")
            done = self.check(folder, cwd=folder, code=0)
            self.assertIn("incomplete: 4 C++ sources were passed over: b.cpp, sub/A.CPP, sub/c.cc, sub/d.cxx\n",
                          done.stderr)
            self.assertRegex(done.stderr, r"\n0 findings; not everything was seen, see above\n$")
            self.check(folder, "--strict", code=3)
            done = self.check(folder, "--sarif", self.folder / "a.sarif", code=0)
            notices = json.loads((self.folder / "a.sarif").read_text("utf-8"))["runs"][0]["invocations"][0][
                "toolExecutionNotifications"]
            self.assertEqual([n["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for n in notices
                              if "C++" in n["message"]["text"]], ["b.cpp", "sub/A.CPP", "sub/c.cc", "sub/d.cxx"])

    def test_callees_that_are_not_known(self):
        # They leave the answer complete, and the last line says the same.
        folder = self.small()
        edit(folder / "driver.c", "  Drain();\n", "  Mystery();\n")
        edit(folder / "driver.c", "static int Event;", "static int Event;\nvoid Mystery(void);")
        done = self.check("-p", folder, "--strict", code=0)
        self.assertRegex(done.stderr, r"\n0 findings; 1 callee not known, see above\n$")
        self.assertNotIn("not everything", done.stderr)


if __name__ == "__main__":
    unittest.main()
