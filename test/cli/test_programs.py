"""Which units make a program, and what a name means in it."""

import itertools
import json
import shutil
import unittest

from support import INPUTS, MAJORS, Case, clang, database, edit, findings, line_of, run

WAIT = "KeWaitForSingleObject("


class Programs(Case):
    def by_root(self, text):
        """The files of the findings, by the interrupt routine that they name."""
        result = {}
        for f in findings(text):
            result.setdefault(f.text.split("interrupt routine '")[1].split("'")[0], []).append(
                (f.path.rsplit("/", 1)[-1], f.line))
        return result

    def test_two_programs_in_one_folder(self):
        # Each has a static function with the name of the other's global one.
        where = INPUTS / "two-programs"
        files = ["first.c", "first_queue.c", "second.c", "second_queue.c"]
        wanted = {"FirstInterrupt": [("first_queue.c", line_of(where / "first_queue.c", WAIT))],
                  "SecondInterrupt": [("second_queue.c", line_of(where / "second_queue.c", WAIT))]}
        seen = set()
        for order in (files, files[::-1]):
            build = self.folder / "build"
            database(build, order, source=where)
            done = self.check("-p", build, code=1)
            self.assertIn("checked 4 units, 8 functions, in 2 programs\n", done.stderr)
            self.assertEqual(self.by_root(done.stdout), wanted)
            names = [line.split("'")[1] for line in done.stderr.splitlines() if line.startswith("program '")]
            self.assertEqual(len(set(names)), 2, "the programs' names tell them apart")
            self.assertEqual(done.stderr.count("': 2 units, 4 functions "), 2)
            seen.add((done.stdout, done.stderr))
        self.assertEqual(len(seen), 1)
        with self.subTest("by the folder of their facts"):
            again = self.analyze(build / ".isrlint", code=1)
            self.assertEqual(self.by_root(again.stdout), wanted)
        with self.subTest("a folder without a database"):
            folder = self.copy(where)
            shutil.copy(INPUTS / "kernel.h", folder.parent)
            done = self.check(folder, code=1)
            self.assertEqual(self.by_root(done.stdout), wanted)

    def test_the_order_of_units_changes_nothing(self):
        # What is listed names the first of several places, and a chain is the
        # first of several of one length.
        calls = ('#include "../kernel.h"\nvoid Unseen(void), Hidden(void), Wait(void);\nstatic int Event;\n'
                 "void %s(void) { Unseen(); Hidden(); Wait(); %s }\n")
        folder = self.small(a=calls % ("A", "KeWaitForSingleObject(&Event, 0, 0, 0, 0);"), b=calls % ("B", ""),
                            c='#include "../kernel.h"\nstatic int Event;\n'
                            "static void Aardvark(void) { KeWaitForSingleObject(&Event, 0, 0, 0, 0); }\n"
                            "void Wait(void) { Aardvark(); }\n")
        edit(folder / "driver.c", "  Drain();\n", "  A();\n  B();\n")
        edit(folder / "driver.c", "HW_INTERRUPT SmallInterrupt;", "HW_INTERRUPT SmallInterrupt; void A(void), B(void);")
        self.check("-p", folder, code=1)
        facts = sorted((folder / ".isrlint").glob("*.facts"))
        self.assertEqual(len(facts), 4)
        seen = set()
        for order in itertools.permutations(facts):
            done = self.analyze("-v", *order, code=1)
            seen.add((done.stdout, done.stderr))
        self.assertEqual(len(seen), 1)
        self.assertEqual([f.path.rsplit("/", 1)[-1] for f in findings(done.stdout)], ["a.c", "c.c"])
        for name in ("Unseen", "Hidden"):
            self.assertRegex(done.stderr, rf"(?m)^    '{name}', 2 calls, at DIRQL, first \S*\ba\.c:4:\d+$")
        with self.subTest("named twice is named once"):
            twice = self.analyze(*facts, *facts, code=1)
            self.assertEqual(twice.stdout, done.stdout)
            self.assertIn("in 1 program\n", twice.stderr)
            self.assertNotIn("not resolved", twice.stderr)

    @unittest.expectedFailure
    def test_two_files_that_define_one_name(self):
        """A known fault: the second file becomes a program of its own, which
        has no interrupt routine (and is told to have none)."""
        folder = self.small_driver(
            a="VOID Reset(VOID);\nHW_INTERRUPT Isr;\nBOOLEAN Isr(PVOID X) { Reset(); return X != 0; }\n"
              "ULONG DriverEntry(PVOID A, PVOID B) { return A == B; }\n",
            hw1="VOID Reset(VOID);\nVOID Reset(VOID) {}\n",
            hw2="VOID Reset(VOID);\nstatic KEVENT Event;\n"
                "VOID Reset(VOID) { KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL); }\n")
        self.assertIn("hw2.c", self.check(folder, code=1).stdout)

    @unittest.expectedFailure
    def test_a_constant_of_another_file(self):
        """A known fault: a constant of another file decides no test."""
        folder = self.small_driver(
            a="extern const BOOLEAN Poll;\nstatic KEVENT Event;\nHW_INTERRUPT Isr;\n"
              "BOOLEAN Isr(PVOID X) {\n  if (Poll)\n"
              "    KeWaitForSingleObject(&Event, Executive, KernelMode, FALSE, NULL);\n  return X != 0;\n}\n",
            b="extern const BOOLEAN Poll;\nconst BOOLEAN Poll = FALSE;\n")
        self.check(folder, code=0)

    def test_what_an_unknown_routine_gave(self):
        """A pointer that may hold it is listed, though it holds a function too."""
        folder = self.small_driver(
            a="typedef VOID (*STEP)(VOID);\nSTEP Vendor(VOID);\nHW_INTERRUPT Isr;\nstatic STEP Step, Known;\n"
              "static VOID Nop(VOID) {}\nVOID Set(VOID) { Step = Nop; Step = Vendor(); Known = Nop; }\n"
              "BOOLEAN Isr(PVOID X) {\n  Step();\n  Known();\n  return X != 0;\n}\n")
        done = self.check(folder, code=0)
        self.assertIn("1 indirect call not resolved", done.stderr)
        self.assertIn("Step", done.stderr.split("not resolved", 1)[1])

    def small_driver(self, **sources):
        folder = self.folder / "driver"
        folder.mkdir()
        for name, text in sources.items():
            (folder / f"{name}.c").write_text("#include <ntddk.h>\n#include <storport.h>\n" + text, "utf-8")
        return folder

    def test_two_targets_of_one_folder(self):
        # Both define 'Drain' and 'Settle', side by side: only the object
        # files' folders of the build tell what belongs together.
        shutil.copy(INPUTS / "kernel.h", self.folder)
        source = self.copy(INPUTS / "two-targets")
        build = self.folder / "build"
        done = run(["cmake", "-S", source, "-B", build, "-G", "Ninja", f"-DCMAKE_C_COMPILER={clang(MAJORS[0])}"])
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.check("-p", build, code=1)
        self.assertIn("in 2 programs\n", done.stderr)
        for target in ("careful", "hasty"):
            self.assertRegex(done.stderr, rf"(?m)^program '[^']*\b{target}\b[^']*': 3 units, 4 functions ")
        with self.subTest("one source in both, built with and without -D, is two units"):
            self.assertIn("checked 6 units, 8 functions", done.stderr)
        self.assertEqual(self.by_root(done.stdout), {"SharedInterrupt": [
            ("hasty_queue.c", line_of(source / "hasty_queue.c", WAIT)),
            ("shared.c", line_of(source / "shared.c", WAIT))]})

    def test_two_targets_of_a_windows_build(self):
        # There the object file is told by '/Fo'.
        shutil.copy(INPUTS / "kernel.h", self.folder)
        source = self.copy(INPUTS / "two-targets")
        build = self.folder / "build"
        build.mkdir()
        for option in ("/Fo", "-Fo"):
            entries = [{"directory": str(build), "file": f"{source}/{name}.c",
                        "command": f"cl.exe /c {define} {option}CMakeFiles/{target}.dir/{name}.c.obj -- {source}/{name}.c"}
                       for target, define in (("careful", ""), ("hasty", "/DMAY_WAIT"))
                       for name in ("shared", "entry", f"{target}_queue")]
            (build / "compile_commands.json").write_text(json.dumps(entries), "utf-8")
            done = self.check("-p", build, code=1)
            self.assertIn("in 2 programs\n", done.stderr)
            for target in ("careful", "hasty"):
                self.assertRegex(done.stderr, rf"(?m)^program '[^']*\b{target}\b[^']*': 3 units, ")

    def test_one_source_with_two_settings(self):
        # The same without a build system that groups: two units, one of which
        # waits.
        shutil.copy(INPUTS / "kernel.h", self.folder)
        source = self.copy(INPUTS / "two-targets")
        build = self.folder / "build"
        path = database(build, ["shared.c"], source=source)
        first = path.read_text("utf-8")
        database(build, ["shared.c"], flags=["-DMAY_WAIT"], source=source)
        path.write_text(first[:-1] + ", " + path.read_text("utf-8")[1:], "utf-8")
        self.check("-p", build, code=0)
        facts = sorted((build / ".isrlint").glob("shared.c-*.facts"))
        self.assertEqual(len(facts), 2)
        waits = [WAIT[:-1] in f.read_text("utf-8") for f in facts]
        self.assertEqual(sorted(waits), [False, True])
        done = self.analyze(*facts, code=0)
        self.assertIn("checked 2 units, 2 functions", done.stderr)


if __name__ == "__main__":
    unittest.main()
