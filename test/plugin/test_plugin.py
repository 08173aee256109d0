"""The plugin in the compiler: loading it, its keys, what it says."""

import unittest
from pathlib import Path

import kernel_clang
from support import (BUILD, INPUTS, MAJORS, TINY, Case, clang, each_major, findings, line_of, on_a_full_disk, run,
                     unprivileged)

DRIVER = INPUTS / "small" / "driver.c"


def plugin(major):
    return f"{BUILD}/lib/isrlint-{major}.plugin"


class Plugin(Case):
    def compile(self, *args, major=None, keys=(), code=0, cwd=None, **more):
        """Compiles with the plugin, which must end in this code."""
        major = major or MAJORS[0]
        done = run([clang(major), "-fno-crash-diagnostics", f"-fplugin={plugin(major)}",
                    *(f"-fplugin-arg-isrlint-{k}" for k in keys), *args],
                   cwd=cwd or self.folder, **more)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def one_line(self, done, *says):
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertTrue(done.stderr.startswith("isrlint: error: "), done.stderr)
        for words in says:
            self.assertIn(words, done.stderr)


class Loading(Plugin):
    @each_major
    def test_the_finding(self, major):
        done = self.compile("-c", DRIVER, "-o", self.folder / "a.o", major=major)
        found = findings(done.stderr)
        self.assertEqual([(f.rule, f.level, f.line) for f in found],
                         [("blocking-call", "warning", line_of(DRIVER, "KeWaitForSingleObject("))])
        self.assertEqual(found[0].note("'Drain' is called from 'SmallInterrupt'"),
                         ("driver.c", line_of(DRIVER, "  Drain();")))
        self.assertTrue((self.folder / "a.o").stat().st_size)

    @each_major
    def test_load(self, major):
        done = run([clang(major), "-Xclang", "-load", "-Xclang", plugin(major), "-fsyntax-only", DRIVER])
        self.assertEqual((done.returncode, len(findings(done.stderr))), (0, 1), done.stderr)

    @each_major
    def test_twice_is_once(self, major):
        done = self.compile(f"-fplugin={plugin(major)}", "-fsyntax-only", DRIVER, major=major)
        self.assertEqual(len(findings(done.stderr)), 1, done.stderr)

    def test_wrong_major(self):
        if len(MAJORS) < 2:
            self.skipTest("needs two majors of clang")
        for major in MAJORS:
            for other in MAJORS:
                if other == major:
                    continue
                done = run([clang(major), f"-fplugin={plugin(other)}", "-c", DRIVER, "-o", self.folder / "a.o"])
                self.assertEqual((done.returncode, done.stdout), (1, ""), done.stderr)
                self.one_line(done, f"for clang {other} ", f"by clang {major};", f"use isrlint-{major}.plugin")
                self.assertFalse((self.folder / "a.o").exists())

    @each_major
    def test_verify(self, major):
        text = DRIVER.read_text("utf-8").replace('"../kernel.h"', f'"{INPUTS}/kernel.h"')
        line = line_of(DRIVER, "KeWaitForSingleObject(")
        file = self.folder / "verify.c"
        said = (f"// expected-warning@{line} {{{{can block; reachable from interrupt routine 'SmallInterrupt'}}}}\n"
                f"// expected-note@{line_of(DRIVER, '  Drain();')} {{{{is called from}}}}\n"
                f"// expected-note@{line_of(DRIVER, 'HW_INTERRUPT SmallInterrupt;')} {{{{is declared}}}}\n")
        file.write_text(text + said + "// expected-note@* 1+ {{}}\n", "utf-8")
        self.compile("-fsyntax-only", "-Xclang", "-verify", file, major=major)
        file.write_text(text, "utf-8")
        self.compile("-fsyntax-only", "-Xclang", "-verify", file, major=major, code=1)

    @each_major
    def test_clang_cl(self, major):
        done = run([clang(major), "--driver-mode=cl", "--target=x86_64-pc-windows-msvc", "/c",
                    f"/Fo{self.folder}/a.obj", f"/clang:-fplugin={plugin(major)}",
                    "/clang:-fplugin-arg-isrlint-werror", "--", DRIVER])
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stderr, rf"driver\.c\({line_of(DRIVER, 'KeWaitForSingleObject(')},\d+\): error: "
                                      r"call to 'KeWaitForSingleObject' can block.*\[isrlint-blocking-call\]")

    def test_runs_that_read_no_unit(self):
        for args in (["-E"], ["-M"]):
            self.assertEqual(self.compile(*args, DRIVER).stderr, "")
        self.assertEqual(findings(self.compile("--version").stderr), [])

    def test_other_runs(self):
        for args in (["-S"], ["-S", "-emit-llvm"], ["-c", "-flto=thin"]):
            with self.subTest(args):
                done = self.compile(*args, "-o", self.folder / "out", DRIVER)
                self.assertEqual(len(findings(done.stderr)), 1, done.stderr)

    def test_other_languages(self):
        (self.folder / "a.cpp").write_text("class A {};\n", "utf-8")
        done = self.compile("-fsyntax-only", "a.cpp")
        self.assertEqual(done.stderr, "")
        done = self.compile("-fsyntax-only", "a.cpp", keys=["v"])
        self.assertEqual(done.stderr, "isrlint: a.cpp: not analysed, because only C is checked and this unit is C++\n")
        (self.folder / "a.m").write_text("@interface A\n@end\n", "utf-8")
        done = self.compile("-fsyntax-only", "a.m", keys=["v"])
        self.assertIn("isrlint: a.m: not analysed, because only C is checked and this unit is Objective-C\n", done.stderr)

    def test_a_header_compiled_in_advance(self):
        done = self.compile("-x", "c-header", INPUTS / "kernel.h", "-o", "kernel.pch", keys=["facts=facts/"])
        self.assertEqual(done.stderr, "")
        self.assertFalse((self.folder / "facts").exists())

    def test_compiler_switches_do_not_touch_it(self):
        plain = self.compile("-fsyntax-only", DRIVER).stderr
        for args in (["-w"], ["-Werror"], ["-Wno-everything"], ["-Weverything", "-Wno-everything"]):
            with self.subTest(args):
                self.assertEqual(self.compile("-fsyntax-only", *args, DRIVER).stderr, plain)


class Keys(Plugin):
    @each_major
    def test_unknown(self, major):
        for key, nearest in (("rulez=all", "rules="), ("werrror", "werror"), ("fact=object", "facts="),
                             ("roots=/", "root="), ("verbose", "v"), ("werror=every", "werror"),
                             ("v=1", "v"), ("root", "root="), ("facts=", "facts="), ("rules", "rules="),
                             ("=", ""), ("конфиг=x", "")):
            with self.subTest(key):
                done = self.compile("-c", DRIVER, "-o", "a.o", major=major, keys=[key], code=1)
                self.one_line(done, f"'{key}'", f"'{nearest}" if nearest else "nearest")
                self.assertFalse((self.folder / "a.o").exists())

    @each_major
    def test_rules(self, major):
        for rules, wanted in (("default", ["blocking-call"]), ("all,-blocking-call", ["irql-too-high"]),
                              ("irql-too-high", ["irql-too-high"]), ("default,-blocking-call,-irql-too-high", [])):
            with self.subTest(rules):
                done = self.compile("-fsyntax-only", DRIVER, major=major, keys=[f"rules={rules}"])
                self.assertEqual([f.rule for f in findings(done.stderr)], wanted)
        done = self.compile("-fsyntax-only", DRIVER, major=major, keys=["rules=bloking-call"], code=1)
        self.one_line(done, "'bloking-call'", "'blocking-call'")

    def test_config_is_not_there_yet(self):
        self.one_line(self.compile("-fsyntax-only", DRIVER, keys=["config=x"], code=1), "config")

    @each_major
    def test_werror(self, major):
        (self.folder / "note.c").write_text(
            f'#include "{INPUTS}/kernel.h"\nHW_INTERRUPT NoteInterrupt;\n'
            "ULONG StorPortGetCurrentProcessorNumber(PVOID X, PVOID Y);\n"
            "BOOLEAN NoteInterrupt(PVOID X) { return StorPortGetCurrentProcessorNumber(X, X) != 0; }\n", "utf-8")
        for file, key, level, code in ((DRIVER, None, "warning", 0), (DRIVER, "werror", "error", 1),
                                       (DRIVER, "werror=all", "error", 1), ("note.c", "werror", "warning", 0),
                                       ("note.c", "werror=all", "error", 1)):
            with self.subTest(file=Path(file).name, key=key):
                done = self.compile("-c", file, "-o", "a.o", major=major,
                                    keys=["rules=all", *([key] if key else [])], code=code)
                self.assertEqual([f.level for f in findings(done.stderr)], [level])
                self.assertEqual((self.folder / "a.o").exists(), code == 0)
                (self.folder / "a.o").unlink(missing_ok=True)

    @each_major
    def test_what_the_unit_leaves_open(self, major):
        quiet = self.compile(*kernel_clang.flags(), "-fsyntax-only", TINY / "isr.c", major=major)
        self.assertNotIn("isrlint", quiet.stderr)
        done = self.compile(*kernel_clang.flags(), "-fsyntax-only", TINY / "isr.c", major=major, keys=["v"])
        said = [line for line in done.stderr.splitlines() if line.startswith("isrlint: ")]
        self.assertEqual(len(said), 1, done.stderr)
        self.assertRegex(said[0], r"isr\.c: only this unit was seen: \d+ callees? not in it or not known")
        self.assertNotIn(": 0 callees", said[0])
        self.assertIn("'isrlint analyze'", said[0])


class Facts(Plugin):
    def extracted(self, file, *args, major, root):
        """What the extractor writes for the same unit."""
        path = self.folder / "extracted"
        done = run([f"{BUILD}/bin/isrlint-extract-{major}", "--unit", file, "--facts", path, "--cwd", self.folder,
                    "--root", root, "--", "clang", *args, "-c", file])
        self.assertEqual(done.returncode, 0, done.stderr)
        return path.read_bytes()

    @each_major
    def test_a_file(self, major):
        self.compile("-c", DRIVER, "-o", "a.o", major=major, keys=["facts=a.facts", f"root={INPUTS}"])
        text = (self.folder / "a.facts").read_bytes()
        self.assertTrue(text.startswith(b"isrlint-facts 1\n"))
        self.assertIn(b"small/driver.c", text)
        self.assertNotIn(str(INPUTS).encode(), text)
        self.assertEqual(text, self.extracted(DRIVER, major=major, root=INPUTS))
        done = self.analyze(self.folder / "a.facts", code=1)
        self.assertEqual([f.rule for f in findings(done.stdout)], ["blocking-call"])

    def test_a_folder_keeps_equal_names_apart(self):
        for name in ("one", "two"):
            (self.folder / name).mkdir()
            (self.folder / name / "queue.c").write_text(f"int {name};\n", "utf-8")
        for where in ("facts/", "there"):
            if where == "there":
                (self.folder / where).mkdir()
            for name in ("one", "two"):
                self.compile("-fsyntax-only", f"{name}/queue.c", keys=[f"facts={where}", f"root={self.folder}"])
            paths = sorted((self.folder / where).iterdir())
            self.assertEqual(len(paths), 2)
            for path in paths:
                self.assertRegex(path.name, r"^queue\.c-[0-9a-f]+\.facts$")
            with self.subTest("with other flags it is another unit"):
                self.compile("-fsyntax-only", "-DMORE", "one/queue.c", keys=[f"facts={where}", f"root={self.folder}"])
                self.assertEqual(len(list((self.folder / where).iterdir())), 3)

    @each_major
    def test_names_with_a_percent_sign(self, major):
        for name in ("f%2Fx.facts", "%%%%%%", "100%/a.facts"):
            with self.subTest(name):
                (self.folder / name).parent.mkdir(exist_ok=True)
                done = self.compile("-fsyntax-only", DRIVER, major=major, keys=[f"facts={name}"])
                self.assertNotIn("cannot write", done.stderr)
                self.assertTrue((self.folder / name).is_file())
        self.assertEqual([p.name for p in self.folder.rglob("*tmp*")], [])

    @each_major
    def test_places_that_cannot_be_written(self, major):
        # Links keep the device safe from a plugin that renames over it.
        (self.folder / "full").symlink_to("/dev/full")
        closed = self.folder / "closed"
        closed.mkdir()
        (self.folder / "file").write_text("", "utf-8")
        closed.chmod(0o555)
        (self.folder / "clean.c").write_text("int Clean;\n", "utf-8")
        # The plugin never fails a build by itself.
        for place in ("full", "closed/a.facts", "closed/more/", "file/a.facts", "nowhere/a.facts"):
            for werror, level, code in (([], "warning", 0), (["-fplugin-arg-isrlint-werror"], "error", 1),
                                        (["-fplugin-arg-isrlint-werror=all"], "error", 1)):
                with self.subTest(place, werror=werror):
                    done = run(unprivileged([clang(major), f"-fplugin={plugin(major)}", "-c", "clean.c", "-o", "a.o",
                                             f"-fplugin-arg-isrlint-facts={place}", *werror]), cwd=self.folder)
                    self.assertEqual(done.returncode, code, done.stderr)
                    self.assertIn(f"{level}: cannot write the facts to", done.stderr)
                    self.assertIn(place.rstrip("/"), done.stderr)
                    self.assertNotIn("PLEASE submit", done.stderr)
                    self.assertEqual(list(closed.iterdir()), [])
                    self.assertEqual((self.folder / "a.o").exists(), code == 0)
                    (self.folder / "a.o").unlink(missing_ok=True)
        self.assertTrue((self.folder / "full").is_symlink())
        self.assertEqual([p.name for p in self.folder.iterdir() if "temp" in p.name or "tmp" in p.name], [])

    @each_major
    def test_a_disk_that_is_full(self, major):
        ran = on_a_full_disk([clang(major), f"-fplugin={plugin(major)}", "-fsyntax-only", DRIVER,
                              "-fplugin-arg-isrlint-facts=a.facts"], self.folder)
        if not ran:
            self.skipTest("mounting is not allowed")
        done, left = ran
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("warning: cannot write the facts to 'a.facts': No space left", done.stderr)
        self.assertEqual(left, ["filler"])

    @each_major
    def test_a_unit_with_errors(self, major):
        (self.folder / "broken.c").write_text(
            DRIVER.read_text("utf-8").replace('"../kernel.h"', f'"{INPUTS}/kernel.h"') + "NOSUCHTYPE X;\n", "utf-8")
        done = self.compile("-fsyntax-only", "broken.c", major=major, keys=["facts=a.facts"], code=1)
        self.assertIn("NOSUCHTYPE", done.stderr)
        self.assertEqual(len(findings(done.stderr)), 1, "as far as it goes")
        done = self.analyze("a.facts", cwd=self.folder, code=1)
        self.assertIn("incomplete: broken.c: 1 error", done.stderr)

    def test_equal_for_all_majors(self):
        seen = set()
        for major in MAJORS:
            self.compile(*kernel_clang.flags(), "-fsyntax-only", TINY / "queue.c", major=major,
                         keys=["facts=a.facts", f"root={TINY}"])
            seen.add((self.folder / "a.facts").read_bytes())
        self.assertEqual(len(seen), 1)


if __name__ == "__main__":
    unittest.main()
