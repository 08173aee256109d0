"""The installed tree, away from the source."""

import os
import re
import shutil
import tempfile
import unittest

from support import BUILD, MAJORS, SOURCE, TINY, Case, clang, findings, isrlint, run


class Install(Case):
    def test_the_tree(self):
        prefix = self.folder / "P"
        done = run(["cmake", "--install", BUILD, "--prefix", prefix])
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        there = {str(p.relative_to(prefix)) for p in prefix.rglob("*") if p.is_file()}
        wanted = {"bin/isrlint"}
        for major in MAJORS:
            wanted |= {f"bin/isrlint-extract-{major}", f"lib/isrlint-{major}.plugin"}
        for folder, place in (("include/isrlint", "include/isrlint"), ("wdk", "share/isrlint/wdk")):
            for path in (SOURCE / folder).rglob("*"):
                if path.is_file():
                    wanted.add(f"{place}/{path.relative_to(SOURCE / folder)}")
        with self.subTest("nothing is missing"):
            self.assertEqual(wanted - there, set())
        self.assertEqual({p for p in there if p.startswith(("bin/", "lib/"))},
                         {p for p in wanted if p.startswith(("bin/", "lib/"))})
        with self.subTest("no link leads out of it"):
            self.assertEqual([p for p in prefix.rglob("*") if p.is_symlink()], [])
        with self.subTest("it works from there"):
            self.used(prefix)
        with self.subTest("headers need nothing else"):
            header = self.folder / "all.c"
            header.write_text("".join(f"#include <{path.relative_to(prefix / 'include')}>\n" for path in
                                      sorted((prefix / "include").rglob("*.h"))) + "int Main;\n", "utf-8")
            done = run([clang(MAJORS[0]), "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Werror", "-fsyntax-only",
                        f"-I{prefix}/include", header])
            self.assertEqual(done.returncode, 0, done.stderr)

    def used(self, prefix):
        tiny = self.copy(TINY)
        done = isrlint("check", tiny, "--cache", self.folder / "cache", program=prefix / "bin" / "isrlint", cwd="/")
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertEqual([f.rule for f in findings(done.stdout)], ["blocking-call"])
        self.assertNotIn("incomplete", done.stderr)
        read = {line.split(" ", 1)[1] for deps in (self.folder / "cache").glob("*.deps")
                for line in deps.read_text("utf-8").splitlines()[1:] if line[0] not in "+-"}
        ours = {path for path in read if path.endswith("/storport.h") and "mingw" not in path}
        self.assertEqual(ours, {f"{prefix}/share/isrlint/wdk/storport.h"})
        self.assertEqual([p for p in read if p.startswith((f"{SOURCE}/", f"{BUILD}/"))], [])
        plugged = run([clang(MAJORS[0]), f"-fplugin={prefix}/lib/isrlint-{MAJORS[0]}.plugin", "-fsyntax-only",
                       SOURCE / "test" / "inputs" / "small" / "driver.c"])
        self.assertEqual([f.rule for f in findings(plugged.stderr)], ["blocking-call"], plugged.stderr)
        with self.subTest("through a link to the program"):
            os.symlink(prefix / "bin" / "isrlint", self.folder / "link")
            linked = isrlint("check", tiny, "--cache", self.folder / "cache", program=self.folder / "link", cwd="/")
            self.assertEqual((linked.returncode, linked.stdout), (1, done.stdout), linked.stderr)
        with self.subTest("moved elsewhere"):
            shutil.move(prefix, self.folder / "Q R")
            moved = isrlint("check", tiny, "--cache", self.folder / "cache3",
                            program=self.folder / "Q R" / "bin" / "isrlint", cwd="/")
            self.assertEqual((moved.returncode, moved.stdout), (1, done.stdout), moved.stderr)
            shutil.move(self.folder / "Q R", prefix)


class Readme(unittest.TestCase):
    """What the README tells people to type is there."""

    @classmethod
    def setUpClass(cls):
        cls.text = (SOURCE / "README.md").read_text("utf-8")
        cls.help = isrlint("--help").stdout

    def test_verbs(self):
        code = "\n".join(re.findall(r"(?m)^    .*$|`[^`]*`", self.text))
        used = set(re.findall(r"\bisrlint ([a-z][a-z-]*)\b", code))
        self.assertGreater(len(used), 3)
        known = set(re.findall(r"(?m)^(?:usage:| {6}) isrlint ([a-z-]+)", self.help))
        self.assertEqual(used - known, set())
        for verb in known:
            done = isrlint(verb, "--help")
            self.assertEqual((done.returncode, done.stdout), (0, self.help))

    def test_options(self):
        used = set(re.findall(r"(?<![\w-])(--[a-z][a-z-]+)", "\n".join(
            line for line in self.text.splitlines() if "isrlint" in line or "`--" in line)))
        known = set(re.findall(r"(--[a-z][a-z-]+)", self.help))
        self.assertTrue(used)
        self.assertEqual(used - known, set())

    def test_plugin_keys(self):
        table = re.findall(r"(?m)^\| `(\w+)", self.text.split("| key (")[1])
        self.assertGreater(len(table), 3)
        for key in table:
            value = {"root": "=/", "rules": "=all", "facts": "=object"}.get(key, "")
            done = run([clang(MAJORS[0]), f"-fplugin={BUILD}/lib/isrlint-{MAJORS[0]}.plugin",
                        f"-fplugin-arg-isrlint-{key}{value}", "-c", "-x", "c", "/dev/null", "-o", "/dev/null"])
            self.assertEqual((done.returncode, "unknown" in done.stderr), (0, False), key + done.stderr)

    def test_the_examples_are_what_isrlint_prints(self):
        self.assertEqual(re.findall(r"@[A-Z]+@", self.text), [], "to be filled in")
        shown = re.findall(r"(?m)^    \$ isrlint (.*)\n((?:    .*\n)+)", self.text)
        self.assertEqual([command.split()[0] for command, _ in shown], ["check", "tree"])
        with tempfile.TemporaryDirectory() as cache:
            for command, lines in shown:
                done = isrlint(*command.split(), "--cache", cache)
                said = [line.strip() for line in (done.stdout + done.stderr).splitlines()]
                lines = [line.strip() for line in lines.splitlines()]
                self.assertGreater(len(lines), 4)
                self.assertEqual([line for line in lines if line not in ("...", *said)], [])

    def test_files(self):
        for path in re.findall(r"\]\(([^):]+)\)", self.text):
            self.assertTrue((SOURCE / path).exists(), path)
        for script in re.findall(r"(?m)^    (scripts/\S+)", self.text):
            self.assertTrue(os.access(SOURCE / script, os.X_OK), script)


if __name__ == "__main__":
    unittest.main()
