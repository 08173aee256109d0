"""The SARIF file of the example, against its sources and against the text."""

import json
import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from support import BUILD, SOURCE, TINY, Case, findings, isrlint, run

CHECKER = SOURCE / "test" / "sarif" / "check_sarif.py"
MULTITOOL = SOURCE / "test" / "sarif" / "multitool.sh"


class Sarif(Case):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="isrlint-test-")
        cls.addClassCleanup(scratch.cleanup)
        cls.tiny = Path(scratch.name).resolve() / "tiny"
        shutil.copytree(TINY, cls.tiny)
        cls.file = cls.tiny.parent / "tiny.sarif"
        cls.done = isrlint("check", cls.tiny, "--cache", cls.tiny.parent / "cache", "--sarif", cls.file,
                           cwd=cls.tiny)

    def setUp(self):
        super().setUp()
        self.assertEqual(self.done.returncode, 1, self.done.stderr)
        self.run_log = json.loads(self.file.read_text("utf-8"))["runs"][0]

    def checker(self, *args):
        return run([sys.executable, "-B", CHECKER, *args])

    def test_agrees_with_the_sources(self):
        done = self.checker("--src", self.tiny, self.file)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, "", ""))
        with self.subTest("which were looked at"):
            other = self.copy(self.tiny)
            (other / "queue.c").write_text("\n" + (other / "queue.c").read_text("utf-8"), "utf-8")
            self.assertEqual(self.checker("--src", other, self.file).returncode, 1)

    def test_every_step_of_the_chain_is_in_the_code_flow(self):
        text = findings(self.done.stdout)
        self.assertEqual(len(text), 1)
        self.assertEqual(len(self.run_log["results"]), 1)
        result = self.run_log["results"][0]
        self.assertEqual((result["ruleId"], result["level"]), (text[0].rule, text[0].level))

        def place(location):
            physical = location["physicalLocation"]
            region = physical["region"]
            return (physical["artifactLocation"]["uri"], region["startLine"], region["startColumn"])
        self.assertEqual(place(result["locations"][0]), (text[0].path, text[0].line, text[0].column))
        [flow] = result["codeFlows"]
        [thread] = flow["threadFlows"]
        steps = [place(step["location"]) for step in thread["locations"] if "physicalLocation" in step["location"]]
        chain = [(path, line, column) for path, line, column, _ in text[0].notes if path]
        self.assertEqual(len(chain), 3)
        for step in [*chain, (text[0].path, text[0].line, text[0].column)]:
            self.assertIn(step, steps)
        with self.subTest("execution comes to the offence last"):
            self.assertEqual(steps[-1], (text[0].path, text[0].line, text[0].column))
        with self.subTest("the levels are there"):
            self.assertIn("DIRQL", json.dumps(thread))

    def test_the_message_is_the_sentence_of_the_text(self):
        said = findings(self.done.stdout)[0].text
        message = self.run_log["results"][0]["message"]["text"]
        self.assertTrue(message.startswith(said[0].upper() + said[1:] + "."), message)

    def test_what_the_command_ended_with(self):
        self.assertEqual(self.run_log["invocations"][0]["exitCode"], 1)

    def test_a_second_run_writes_the_same_bytes(self):
        again = self.folder / "again.sarif"
        for where in ("cache", "fresh cache"):
            with self.subTest(where):
                self.check(self.tiny, "--cache", self.tiny.parent / where, "--sarif", again, code=1)
                self.assertEqual(again.read_bytes(), self.file.read_bytes())

    def test_by_way_of_facts(self):
        again = self.folder / "again.sarif"
        self.analyze(self.tiny.parent / "cache", "--sarif", again, cwd=self.tiny, code=1)
        self.assertEqual(again.read_bytes(), self.file.read_bytes())

    def test_no_finding(self):
        empty = self.folder / "empty.sarif"
        self.check(self.tiny, "--rules", "all,-blocking-call,-irql-too-high", "--cache", self.tiny.parent / "cache",
                   "--sarif", empty, code=0)
        self.assertEqual(json.loads(empty.read_text("utf-8"))["runs"][0]["results"], [])
        done = self.checker("--src", self.tiny, empty)
        self.assertEqual((done.returncode, done.stdout), (0, ""))

    def test_the_multitool_of_microsoft(self):
        if not shutil.which("npm"):
            self.skipTest("npm is not installed")
        done = run(["sh", MULTITOOL, BUILD / "sarif-multitool", self.file])
        if done.returncode == 77:
            self.skipTest(done.stderr.strip().splitlines()[-1])
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
