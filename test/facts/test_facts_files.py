"""The command on facts files: no Clang is needed for any of this."""

import os
import re
import subprocess
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(os.environ["ISRLINT_SOURCE"])
ISRLINT = Path(os.environ["ISRLINT_BUILD"]) / "bin" / "isrlint"
HERE = SOURCE / "test" / "facts"


def isrlint(*args, cwd=HERE):
    return subprocess.run([ISRLINT, *map(str, args)], capture_output=True, text=True, cwd=cwd, check=False)


class TextForm(unittest.TestCase):
    def test_read_and_written_back_is_the_same(self):
        for path in sorted(HERE.glob("*.facts")):
            done = isrlint("facts", "--text", path)
            self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(done.stdout, path.read_text("utf-8"), path.name)

    def test_every_kind_of_record_and_term_is_used(self):
        definition = (SOURCE / "include" / "isrlint" / "facts.def").read_text("utf-8")
        text = (HERE / "everything.facts").read_text("utf-8")
        used = {line.split()[0] for line in text.splitlines()}
        self.assertEqual(set(re.findall(r"^IL_RECORD\((\w+)", definition, re.M)) - used, set())
        spellings = {
            "CONST": r"#\d", "VAR": r"%\w", "GLOBAL": r" @\w", "FN": r"&\w", "RESULT": r"\$\d", "FIELD": r"\.\w+:",
            "DEREF": r"\(\*!? [^ ]+\)", "ADDR": r"\(& [^ ]+\)", "NEG": r"\(- [^ ]+\)", "COND": r"\(\?: ",
            "CAST": r"\(cast \w", "UNKNOWN": r"\(\?[ )]"}
        for op, spelling in re.findall(r'^IL_TERM\((\w+),\s*"([^"]+)"', definition, re.M):
            pattern = spellings.get(op, r"\(" + re.escape(spelling) + " ")
            self.assertRegex(text, pattern, f"no term {op}")

    def test_the_dump_names_the_fields(self):
        done = isrlint("facts", HERE / "everything.facts")
        self.assertEqual(done.returncode, 0)
        self.assertRegex(done.stdout, r"callee=\S*")
        self.assertIn("everything.c:", done.stdout)

    def test_a_cut_facts_file_ends_in_2_with_the_place(self):
        text = (HERE / "everything.facts").read_bytes()
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "cut.facts"
            for cut in range(14, len(text), 401):
                path.write_bytes(text[:cut])
                done = isrlint("analyze", path)
                self.assertEqual(done.returncode, 2, f"cut at {cut}")
                self.assertRegex(done.stderr, r"cut\.facts:\d+:\d+'", f"cut at {cut}")
                self.assertEqual(done.stdout, "")

    def test_garbage_ends_in_2(self):
        with tempfile.TemporaryDirectory() as folder:
            for name, data in (("a.facts", b""), ("b.facts", b"\x00\xff" * 50), ("c.facts", b"isrlint-facts 99\n"),
                               ("d.facts", b"isrlint-facts 1\n")):
                path = Path(folder) / name
                path.write_bytes(data)
                done = isrlint("analyze", path)
                self.assertEqual(done.returncode, 2, name)
                self.assertIn(name, done.stderr)


class Findings(unittest.TestCase):
    def test_everything(self):
        done = isrlint("analyze", "everything.facts")
        self.assertEqual(done.returncode, 1, done.stderr)
        lines = [l for l in done.stdout.splitlines() if re.match(r"\S+:\d+:\d+: (error|warning)", l)]
        self.assertEqual(len(lines), 1, done.stdout)
        self.assertRegex(lines[0], r"^test/facts/everything\.c|^everything\.c")
        self.assertIn("[isrlint-blocking-call]", lines[0])
        self.assertIn("interrupt routine 'HwInterrupt' (DIRQL)", lines[0])
        self.assertIn("is stored in", done.stdout)

    def test_a_body_without_a_graph_is_reached_and_listed(self):
        done = isrlint("analyze", "nograph.facts")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("[isrlint-blocking-call]", done.stdout)
        self.assertIn("Drain", done.stderr)

    def test_fail_on_and_quiet(self):
        done = isrlint("analyze", "-q", "--fail-on", "error", "everything.facts")
        self.assertEqual((done.returncode, done.stderr), (1, ""))


class Usage(unittest.TestCase):
    def test_words_of_the_contract_that_are_not_there_yet(self):
        for words in (["extract"], ["baseline"], ["config"],
                      ["install-hook"], ["completion", "bash"], ["check", "--html", "x"], ["check", "--baseline=b"],
                      ["check", "--format", "json"], ["check", "--staged"]):
            done = isrlint(*words)
            self.assertEqual(done.returncode, 2, words)
            self.assertIn("not there yet", done.stderr, words)

    def test_bad_usage_ends_in_2(self):
        for words in ([], ["frobnicate"], ["check", "--rules", "irql-to-high"], ["check", "-j", "0"], ["check", "-p"],
                      ["check", "--fail-on", "never"], ["analyze"], ["analyze", "nothing.facts"], ["explain"],
                      ["explain", "no-such-rule"], ["ddi"], ["ddi", "NoSuchRoutineAtAll"], ["check", "nowhere"]):
            done = isrlint(*words)
            self.assertEqual(done.returncode, 2, words)
            self.assertTrue(done.stderr, words)

    def test_help_and_version(self):
        for words in (["--help"], ["--version"]):
            done = isrlint(*words)
            self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_full_disk(self):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = subprocess.run([ISRLINT, "analyze", "everything.facts"], stdout=full, stderr=subprocess.PIPE,
                                  text=True, cwd=HERE, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("cannot write", done.stderr)


class Questions(unittest.TestCase):
    def test_rules_lists_them_and_explain_prints_the_page(self):
        listed = isrlint("rules").stdout
        for rule in re.findall(r'^RULE\(\s*"([a-z-]+)"', (SOURCE / "rules" / "rules.def").read_text("utf-8"), re.M):
            self.assertRegex(listed, rf"(?m)^{rule} +ISR\d{{4}} ")
            done = isrlint("explain", rule)
            self.assertEqual(done.stdout, (SOURCE / "rules" / rule / "README.md").read_text("utf-8"))

    def test_every_row_with_a_level_is_answered(self):
        for name, column in (("irql.tsv", "max_irql"), ("blocking.tsv", "max_irql"), ("known.tsv", "max_irql"),
                             ("storport.tsv", "max_irql")):
            lines = [l.split("\t") for l in (SOURCE / "rules/api" / name).read_text("utf-8").splitlines()
                     if l and not l.startswith("#")]
            head, rows = lines[0], lines[1:]
            level = head.index(column)
            wanted = [(r[0], r[level]) for r in rows if r[level]]
            self.assertGreater(len(wanted), 60, name)
            answers = {}
            for start in range(0, len(wanted), 500):
                done = isrlint("ddi", *[w[0] for w in wanted[start:start + 500]])
                self.assertEqual(done.returncode, 0, done.stderr)
                routine = table = None
                for line in done.stdout.splitlines():
                    if not line.startswith(" "):
                        routine = line
                    elif re.match(r"  \S+\.tsv:\d+$", line):
                        table = line.strip().split(":")[0]
                    elif (m := re.match(r"    (\S+) +(.*)", line)) and m[1] == column:
                        answers.setdefault((routine, table), set()).add(m[2])
            missing = [w for w in wanted if w[1] not in answers.get((w[0], name), ())]
            self.assertEqual(missing, [], name)


if __name__ == "__main__":
    unittest.main()
