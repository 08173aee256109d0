"""What paths count from: a project, the working folder, or the sources."""

import json
import os
import unittest

from support import CLEAN, TINY, Case, findings, isrlint


class Paths(Case):
    def setUp(self):
        super().setUp()
        self.top = self.folder / "top"
        self.tiny = self.copy(TINY, "top/drivers/tiny")
        (self.top / "other" / "deep").mkdir(parents=True)

    def paths(self, cwd, *args):
        """What the text and SARIF call the one place, run in a folder."""
        out = self.folder / "out.sarif"
        done = self.check(*args, "--sarif", out, "--cache", self.folder / "cache", cwd=cwd, code=1)
        [finding] = findings(done.stdout)
        names = {finding.path, *(note[0] for note in finding.notes if note[0])}
        for name in names:
            self.assertTrue((cwd / name).is_file(), f"{name} does not open from {cwd}")
        self.assertIn("\n    9 |   KeWaitForSingleObject(", done.stdout, "the source line is shown")
        log = json.loads(out.read_text("utf-8"))["runs"][0]
        place = log["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        return finding.path, place, log["results"][0]["partialFingerprints"]

    def test_without_a_project(self):
        for cwd, arg, shown, place in (
                (self.top, "drivers/tiny", "drivers/tiny/queue.c", "drivers/tiny/queue.c"),
                (self.top / "drivers", "tiny", "tiny/queue.c", "tiny/queue.c"),
                (self.tiny, ".", "queue.c", "queue.c"),
                (self.top / "other", "../drivers/tiny", "../drivers/tiny/queue.c", "queue.c"),
                (self.top / "other" / "deep", self.tiny, "../../drivers/tiny/queue.c", "queue.c")):
            with self.subTest(cwd):
                self.assertEqual(self.paths(cwd, arg)[:2], (shown, place))

    def test_in_a_project(self):
        prints = set()
        for marker in (".isrlint.yml", ".git"):
            (self.top / marker).write_text("", "utf-8")
            for cwd, arg, shown in ((self.top, "drivers/tiny", "drivers/tiny/queue.c"),
                                    (self.top / "drivers", "tiny", "tiny/queue.c"),
                                    (self.tiny, ".", "queue.c"),
                                    (self.top / "other", "../drivers/tiny", "../drivers/tiny/queue.c"),
                                    (self.folder, "top/drivers/tiny", "top/drivers/tiny/queue.c")):
                with self.subTest(marker, cwd=cwd):
                    text, place, identity = self.paths(cwd, arg)
                    self.assertEqual((text, place), (shown, "drivers/tiny/queue.c"))
                    prints.add(json.dumps(identity, sort_keys=True))
            (self.top / marker).unlink()
        self.assertEqual(len(prints), 1, "the identity does not depend on the working folder")

    def test_through_a_link(self):
        os.symlink(self.top, self.folder / "way")
        for cwd, arg, shown in ((self.folder / "way" / "drivers", "tiny", "tiny/queue.c"),
                                (self.folder, "way/drivers/tiny", "way/drivers/tiny/queue.c"),
                                (self.folder / "way" / "other", self.folder / "way" / "drivers" / "tiny",
                                 "../drivers/tiny/queue.c")):
            with self.subTest(cwd):
                self.assertEqual(self.paths(cwd, arg)[0], shown)

    def test_the_summary_too(self):
        (self.tiny / "bad.c").write_text("NOSUCH Wrong;\n", "utf-8")
        done = isrlint("check", "drivers/tiny", "--cache", self.folder / "cache", cwd=self.top)
        self.assertIn("\nincomplete: drivers/tiny/bad.c: 1 error;", done.stderr)
        done = isrlint("check", "../drivers/tiny", "--cache", self.folder / "cache", cwd=self.top / "other")
        self.assertIn("\nincomplete: ../drivers/tiny/bad.c: 1 error;", done.stderr)

    def test_facts_of_another_folder(self):
        # 'analyze' finds the sources of what a check left, from anywhere.
        self.check("drivers/tiny", "--cache", self.folder / "cache", cwd=self.top, code=1)
        for cwd, shown in ((self.top, "drivers/tiny/queue.c"), (self.tiny, "queue.c"),
                           (self.top / "other", "../drivers/tiny/queue.c")):
            done = self.analyze(self.folder / "cache", cwd=cwd, code=1)
            self.assertEqual([f.path for f in findings(done.stdout)], [shown])
            self.assertIn("    9 |   KeWaitForSingleObject(", done.stdout)

    def test_the_readme(self):
        # Its own example, in a copy that is no repository.
        self.copy(CLEAN, "top/examples/clean")
        self.copy(TINY, "top/examples/tiny")
        done = self.check("examples/tiny", cwd=self.top, code=1)
        self.assertTrue(done.stdout.startswith("examples/tiny/queue.c:9:3: error: "))


if __name__ == "__main__":
    unittest.main()
