"""The rules of the house that a script can check.

Knowledge is data, Clang stays behind the wall, every rule has its folder,
README and tests, generated documents are up to date.
"""

import os
import re
import subprocess
import unittest
from pathlib import Path

SOURCE = Path(os.environ["ISRLINT_SOURCE"])
BUILD = Path(os.environ["ISRLINT_BUILD"])
API = SOURCE / "rules" / "api"


def table(name):
    """Rows of a table as dictionaries."""
    lines = [l for l in (API / name).read_text("utf-8").splitlines() if l and not l.startswith("#")]
    head = lines[0].split("\t")
    return [dict(zip(head, l.split("\t"))) for l in lines[1:]]


def code_files():
    for pattern in ("core/*.[ch]", "plugin/*.cpp", "plugin/*.h", "tool/*.[ch]", "tool/*.cpp",
                    "rules/*/rule.c", "report/*.[ch]", "include/isrlint/*.h"):
        yield from sorted(SOURCE.glob(pattern))


COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)


def without_comments(text):
    return COMMENT_OR_STRING.sub(lambda m: " " if m[0].startswith("/") else m[0], text)


def strings_of(text):
    return [m[0] for m in COMMENT_OR_STRING.finditer(text) if m[0].startswith('"')]


class KnowledgeIsData(unittest.TestCase):
    def names(self):
        found = set()
        for path in API.glob("*.tsv"):
            for row in table(path.name):
                if row.get("kind") == "pragma":  # 'warning' is English as well
                    continue
                for column in ("name", "routine", "role", "function", "field"):
                    found.update(w for w in re.split(r"[;, ]", row.get(column) or "") if w)
        return found

    def test_no_name_of_a_table_in_code(self):
        names = self.names()
        self.assertGreater(len(names), 5000)
        # Words that are also ordinary: those only count inside a string.
        telling = {n for n in names if len(n) > 5 and re.search("[A-Z]", n) and re.search("[a-z_]", n)}
        bad = []
        for path in code_files():
            if path.name == "embedded.c":
                continue
            text = without_comments(path.read_text("utf-8"))
            words = set(re.findall(r"\w+", COMMENT_OR_STRING.sub(" ", text)))
            words_in_strings = set(re.findall(r"\w+", " ".join(strings_of(text))))
            hits = (words | words_in_strings) & telling
            # printf formats and English are full of short words; a routine's
            # name alone in a string is what gives a comparison away.
            hits |= {s[1:-1] for s in strings_of(text)} & {n for n in names if len(n) > 2}
            bad += [f"{path.relative_to(SOURCE)}: {hit}" for hit in sorted(hits)]
        self.assertEqual(bad, [])


class TheWall(unittest.TestCase):
    def test_no_clang_in_the_core(self):
        bad = []
        for path in code_files():
            folder = path.relative_to(SOURCE).parts[0]
            if folder in ("core", "include", "report", "rules") or path.suffix == ".c":
                text = without_comments(path.read_text("utf-8"))
                if re.search(r'clang::|#\s*include\s*[<"](clang|llvm)', text):
                    bad.append(str(path))
        self.assertEqual(bad, [])

    def test_clang_version_only_in_compat(self):
        bad = [str(p) for p in code_files() if p.name != "Compat.h"
               and re.search(r"CLANG_VERSION|LLVM_VERSION", without_comments(p.read_text("utf-8")))]
        self.assertEqual(bad, [])

    def test_core_includes_only_libc(self):
        allowed = {"assert.h", "ctype.h", "errno.h", "inttypes.h", "limits.h", "stdalign.h", "stdarg.h", "stdbool.h",
                   "stddef.h", "stdint.h", "stdio.h", "stdlib.h", "string.h", "uthash.h"}
        bad = []
        for path in sorted(SOURCE.glob("core/*.[ch]")) + sorted(SOURCE.glob("rules/*/rule.c")):
            for name in re.findall(r"#\s*include\s*<([^>]+)>", path.read_text("utf-8")):
                if name not in allowed:
                    bad.append(f"{path.name}: {name}")
        self.assertEqual(bad, [])


class Rules(unittest.TestCase):
    def rules(self):
        text = (SOURCE / "rules" / "rules.def").read_text("utf-8")
        return re.findall(r'^RULE\(\s*"([a-z-]+)",\s*\w+,\s*(\d+)', text, re.M)

    def test_folders_and_rules_def_agree(self):
        ids = {r[0] for r in self.rules()}
        folders = {p.parent.name for p in SOURCE.glob("rules/*/rule.c")}
        self.assertEqual(ids, folders)
        self.assertGreaterEqual(len(ids), 2)

    def test_numbers_are_unique(self):
        numbers = [r[1] for r in self.rules()]
        self.assertEqual(len(numbers), len(set(numbers)))

    def test_every_claim_has_a_test(self):
        missing = []
        for rule, _ in self.rules():
            folder = SOURCE / "rules" / rule
            readme = (folder / "README.md").read_text("utf-8")
            tests = "\n".join(p.read_text("utf-8") for p in sorted((folder / "test").glob("*")) if p.is_file())
            for kind in ("fires", "silent"):
                section = re.search(rf"^## {kind} when\n(.*?)(?=^## )", readme, re.M | re.S | re.I)
                self.assertIsNotNone(section, f"{rule}/README.md has no '## {kind} when'")
                numbers = re.findall(r"^(\d+)\. ", section[1], re.M)
                self.assertGreater(len(numbers), 0, f"{rule}: no numbered claim under '{kind} when'")
                claimed = set()
                for claim in re.findall(rf"// CLAIM: {kind} ([\d, ]+)", tests):
                    claimed.update(re.findall(r"\d+", claim))
                missing += [f"{rule}: no test says '// CLAIM: {kind} {n}'" for n in numbers if n not in claimed]
                missing += [f"{rule}: a test claims '{kind} {n}', which the README lacks"
                            for n in sorted(claimed - set(numbers))]
        self.assertEqual(missing, [])


class Generated(unittest.TestCase):
    def test_facts_format(self):
        made = subprocess.run([BUILD / "bin" / "isrlint", "facts", "--describe"], capture_output=True, text=True,
                              check=True).stdout
        self.assertEqual((SOURCE / "docs" / "facts-format.md").read_text("utf-8"), made,
                         "run scripts/generate.sh")


class Hygiene(unittest.TestCase):
    def test_no_file_holds_two_ideas(self):
        long = [f"{p.relative_to(SOURCE)}: {n}" for p in code_files()
                if (n := len(p.read_text("utf-8").splitlines())) > 850]
        self.assertEqual(long, [])


if __name__ == "__main__":
    unittest.main()
