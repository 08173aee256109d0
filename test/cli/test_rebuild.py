"""Knowledge is data: a changed row and a rebuild change the answer, and no
other file does.  No Clang is needed, the facts are made before."""

import os
import re
import shutil
import tempfile
import unittest
from pathlib import Path

from support import INPUTS, ISRLINT, SOURCE, TINY, database, findings, isrlint, run

PARTS = ("CMakeLists.txt", "cmake", "core", "include", "report", "rules", "tool")
TABLES = "rules/api"


def unknown(done):
    """The names and the number of the unknown callees that a summary lists."""
    match = re.search(r"(?m)^  (\d+) of \d+ external routines? unknown: (.*)$", done.stderr)
    return (match[2].split(", "), int(match[1])) if match else ([], 0)


class Rows(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="isrlint-test-")
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = Path(scratch.name)
        cls.source, cls.build = cls.folder / "source", cls.folder / "build"
        cls.source.mkdir()
        for part in PARTS:
            if (SOURCE / part).is_dir():
                shutil.copytree(SOURCE / part, cls.source / part)
            else:
                shutil.copy(SOURCE / part, cls.source)
        cls.original = {path: path.read_bytes() for path in sorted(cls.source.rglob("*")) if path.is_file()}
        configure = ["cmake", "-S", cls.source, "-B", cls.build, "-G", "Ninja", "-DISRLINT_CLANG=OFF",
                     "-DISRLINT_TESTS=OFF", "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_C_FLAGS_DEBUG=-O0"]
        cls.environment = dict(os.environ, CCACHE_BASEDIR=str(cls.folder), CCACHE_NOHASHDIR="1")
        if shutil.which("ccache"):
            configure.append("-DCMAKE_C_COMPILER_LAUNCHER=ccache")
        done = run(configure, env=cls.environment)
        assert done.returncode == 0, done.stdout + done.stderr
        cls.rebuild()

        cls.tiny = cls.folder / "tiny"
        isrlint("check", TINY, "--cache", cls.tiny)
        shutil.copytree(INPUTS / "made-up", cls.folder / "drivers" / "made-up")
        shutil.copy(INPUTS / "kernel.h", cls.folder / "drivers")
        database(cls.folder / "drivers" / "made-up", ["driver.c"])
        isrlint("check", "-p", cls.folder / "drivers" / "made-up", "--cache", cls.folder / "made-up")
        cls.made_up = cls.folder / "made-up"

    @classmethod
    def rebuild(cls):
        done = run(["cmake", "--build", cls.build], env=cls.environment)
        assert done.returncode == 0, done.stdout + done.stderr

    def changed(self):
        return [path for path, content in self.original.items() if path.read_bytes() != content]

    def tearDown(self):
        for path in self.changed():
            path.write_bytes(self.original[path])

    def analyze(self, facts, code):
        done = isrlint("analyze", facts, program=self.build / "bin" / "isrlint", cwd=self.folder)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def change(self, table, edit):
        """Rewrites the rows of a table, of which 'edit' gets and returns lists
        of cells; how many it dropped or changed."""
        path = self.source / TABLES / table
        before = [line.split("\t") for line in path.read_text("utf-8").splitlines()]
        after = [before[0], *edit(before[0], before[1:])]
        path.write_text("".join("\t".join(row) + "\n" for row in after), "utf-8")
        return len([row for row in before if row not in after])

    def test_a_role_that_runs_low(self):
        def lower(head, rows):
            level = head.index("level")
            return [[*row[:level], "PASSIVE_LEVEL", *row[level + 1:]] if row[0] == "HW_INTERRUPT" else row
                    for row in rows]
        self.rebuild()
        self.assertEqual(len(findings(self.analyze(self.tiny, 1).stdout)), 1)
        self.assertEqual(self.change("roots.tsv", lower), 1)
        self.rebuild()
        done = self.analyze(self.tiny, 0)
        self.assertEqual(done.stdout, "")
        self.assertIn("interrupt routine: TinyInterrupt", done.stderr)

    def test_a_callee_without_rows(self):
        self.rebuild()
        names, count = unknown(self.analyze(self.tiny, 1))
        self.assertNotIn("KeWaitForSingleObject", names)
        removed = 0
        for path in sorted((self.source / TABLES).glob("*.tsv")):
            removed += self.change(path.name,
                                   lambda head, rows: [row for row in rows if "KeWaitForSingleObject" not in row])
        self.assertGreater(removed, 3)
        self.rebuild()
        done = self.analyze(self.tiny, 0)
        self.assertEqual(done.stdout, "")
        more, now = unknown(done)
        self.assertEqual(now, count + 1)
        self.assertEqual(sorted(more), sorted([*names, "KeWaitForSingleObject"]))

    def test_a_new_row_for_a_made_up_routine(self):
        self.rebuild()
        done = self.analyze(self.made_up, 0)
        self.assertEqual(done.stdout, "")
        self.assertIn("FluxCapacitorSettle", unknown(done)[0])
        row = {"name": "FluxCapacitorSettle", "kind": "wait", "max_irql": "APC_LEVEL", "blocks_when": "#1",
               "page": "flux.md"}
        self.change("own.tsv", lambda head, rows: [*rows, [row.get(column, "") for column in head]])
        self.assertEqual(self.changed(), [self.source / TABLES / "own.tsv"])
        self.rebuild()
        done = self.analyze(self.made_up, 1)
        found = findings(done.stdout)
        self.assertEqual([(f.rule, f.text) for f in found], [
            ("blocking-call", "call to 'FluxCapacitorSettle' can block in interrupt routine "
                              "'MadeUpInterrupt' (DIRQL)")])
        self.assertNotIn("FluxCapacitorSettle", unknown(done)[0])
        answer = run([self.build / "bin" / "isrlint", "ddi", "FluxCapacitorSettle"])
        self.assertIn("APC_LEVEL", answer.stdout)
        self.assertEqual(isrlint("ddi", "FluxCapacitorSettle", program=ISRLINT).returncode, 2)


if __name__ == "__main__":
    unittest.main()
