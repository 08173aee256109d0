"""The example driver: one defect in three files, by every way to see it."""

import itertools
import tempfile
import unittest
from pathlib import Path

import kernel_clang
from support import BUILD, CLEAN, MAJORS, TINY, Case, clang, database, edit, findings, isrlint, line_of, run


class Ways(Case):
    """By 'check' of the folder, by its own build, and by facts and objects."""

    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="isrlint-test-")
        cls.addClassCleanup(scratch.cleanup)
        cls.cache = Path(scratch.name) / "cache"
        cls.checked = isrlint("check", TINY, "--cache", cls.cache)

    def test_the_finding(self):
        self.assertEqual(self.checked.returncode, 1, self.checked.stderr)
        found = findings(self.checked.stdout)
        self.assertEqual(len(found), 1, self.checked.stdout)
        wait = found[0]
        self.assertEqual((wait.rule, wait.level), ("blocking-call", "error"))
        self.assertEqual(Path(wait.path).name, "queue.c")
        self.assertEqual(wait.line, line_of(TINY / "queue.c", "KeWaitForSingleObject("))
        self.assertEqual(wait.text, "call to 'KeWaitForSingleObject' can block; reachable from interrupt routine "
                                    "'TinyInterrupt' (DIRQL)")
        called = line_of(TINY / "isr.c", "Adapter->Ops.Drain(Adapter)")
        stored = line_of(TINY / "ops.c", "Adapter->Ops.Drain = QueueDrain")
        declared = line_of(TINY / "isr.c", "HW_INTERRUPT TinyInterrupt;")
        chain = [(Path(path).name, line) for path, line, _, _ in wait.notes if path]
        self.assertEqual(chain, [("isr.c", called), ("ops.c", stored), ("isr.c", declared)])
        self.assertEqual(wait.note("called through 'TINY_OPS.Drain' from 'TinyInterrupt'"), ("isr.c", called))
        self.assertEqual(wait.note("'QueueDrain' is stored in 'TINY_OPS.Drain'"), ("ops.c", stored))
        self.assertEqual(wait.note("declared 'HW_INTERRUPT'"), ("isr.c", declared))
        # What to do, by the name of the driver's own routine; a DPC cannot wait.
        self.assertRegex(wait.notes[-1][3], "^queue the DPC and wait in a work item .*'TinyDpc'")

    def test_the_lines_are_shown_with_carets(self):
        lines = self.checked.stdout.splitlines()
        self.assertIn("  KeWaitForSingleObject(&Adapter->Collected", lines[1])
        self.assertEqual(lines[2].index("^"), lines[1].index("KeWaitForSingleObject"))

    def test_the_summary(self):
        said = self.checked.stderr
        self.assertIn("checked 3 units", said)
        self.assertIn("in 1 program\n", said)
        self.assertIn("interrupt routine: TinyInterrupt\n", said)
        self.assertIn("1 finding: 1 error", said)
        self.assertNotIn("not resolved", said)

    def test_its_own_build(self):
        build = self.folder / "build"
        done = run(["cmake", "-S", TINY, "-B", build, "-G", "Ninja", f"-DCMAKE_C_COMPILER={clang(MAJORS[0])}"])
        self.assertEqual(done.returncode, 0, done.stderr)
        done = self.check("-p", build, code=1)
        self.same_findings(done.stdout, self.checked.stdout)
        self.assertTrue(list((build / ".isrlint").glob("*.facts")))

    def test_facts(self):
        done = self.analyze(self.cache, code=1)
        self.assertEqual(done.stdout, self.checked.stdout)
        for files in itertools.permutations(sorted(self.cache.glob("*.facts"))):
            again = self.analyze(*files, code=1)
            self.assertEqual((again.stdout, again.stderr), (done.stdout, done.stderr), files)

    def test_objects(self):
        for major in MAJORS:
            objects = []
            for name in ("queue", "isr", "ops"):
                objects.append(self.folder / f"{name}-{major}.obj")
                done = run([clang(major), *kernel_clang.flags(), f"-fplugin={BUILD}/lib/isrlint-{major}.plugin",
                            "-fplugin-arg-isrlint-facts=object", "-c", TINY / f"{name}.c", "-o", objects[-1]])
                self.assertEqual(done.returncode, 0, done.stderr)
            done = self.analyze(*objects, code=1)
            self.same_findings(done.stdout, self.checked.stdout)
            again = self.analyze(*reversed(objects), code=1)
            self.assertEqual((again.stdout, again.stderr), (done.stdout, done.stderr))

    def test_every_extractor(self):
        for major in MAJORS:
            done = self.check(TINY, "--clang", major, "--cache", self.folder / str(major), code=1)
            self.assertEqual(done.stdout, self.checked.stdout)


class Changes(Case):
    """What a change of the driver changes in the answer."""

    def setUp(self):
        super().setUp()
        self.tiny = self.copy(TINY)
        self.before = self.check(self.tiny, code=1)

    def test_one_after_the_other(self):
        # In one test, so that each step extracts only what it changed.
        with self.subTest("a comment more: only lines move"):
            edit(self.tiny / "queue.c", "/* Notes the slots", "/* More. */\n/* Notes the slots")
            moved = findings(self.check(self.tiny, code=1).stdout)
            first = findings(self.before.stdout)
            self.assertEqual([f.line for f in moved], [f.line + 1 for f in first])
            self.assertEqual([f.text for f in moved], [f.text for f in first])
        with self.subTest("another name of the interrupt routine"):
            text = (self.tiny / "isr.c").read_text("utf-8")
            (self.tiny / "isr.c").write_text(text.replace("TinyInterrupt", "OnInterrupt"), "utf-8")
            done = self.check(self.tiny, code=1)
            self.assertIn("interrupt routine 'OnInterrupt' (DIRQL)", done.stdout)
            self.assertIn("interrupt routine: OnInterrupt\n", done.stderr)
            self.assertNotIn("TinyInterrupt", done.stdout + done.stderr)
            (self.tiny / "isr.c").write_text(text, "utf-8")
        with self.subTest("no assignment: the call is not resolved, and nothing is guessed"):
            self.assertNotIn("not resolved", self.before.stderr)
            edit(self.tiny / "ops.c", "Adapter->Ops.Drain = QueueDrain;", "(void)Adapter;")
            done = self.check(self.tiny, code=0)
            self.assertEqual(done.stdout, "")
            self.assertIn("1 indirect call not resolved: ", done.stderr)
            self.assertIn(f"Adapter->Ops.Drain ({self.tiny}/isr.c:"
                          f"{line_of(self.tiny / 'isr.c', 'Adapter->Ops.Drain(Adapter)')}:", done.stderr)
            self.assertIn("0 findings; 1 callee not known, see above", done.stderr)

    def test_the_order_in_a_database_changes_nothing(self):
        flags = list(kernel_clang.flags())
        names = ("isr.c", "ops.c", "queue.c")
        seen = set()
        for order in (names, names[::-1]):
            database(self.tiny, order, flags)
            done = self.check("-p", self.tiny, "--cache", self.folder / "cache", code=1)
            seen.add((done.stdout, done.stderr))
        self.assertEqual(len(seen), 1, seen)

    def test_the_clean_twin(self):
        done = self.check(CLEAN, "--cache", self.folder / "cache", code=0)
        self.assertEqual(done.stdout, "")
        self.assertIn("interrupt routine: TinyInterrupt\n", done.stderr)
        self.assertIn("\n0 findings", done.stderr)
        self.assertNotIn("not resolved", done.stderr)


if __name__ == "__main__":
    unittest.main()
