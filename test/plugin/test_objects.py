"""Facts that ride in object files: they cost the driver nothing, and they are
still there after archives, linkers' input lists and compiler caches."""

import itertools
import os
import re
import shutil
import tempfile
import unittest
from pathlib import Path

import kernel_clang
from support import BUILD, INPUTS, MAJORS, TINY, Case, clang, each_major, findings, isrlint, run

UNITS = ("isr", "ops", "queue")
# Without it every COFF object holds the time.
TIMELESS = "-mno-incremental-linker-compatible"
KERNEL = [*kernel_clang.flags(), TIMELESS, "-O2"]
MARK = b"isrlint-facts "


def with_plugin(major, *keys):
    return [f"-fplugin={BUILD}/lib/isrlint-{major}.plugin", *(f"-fplugin-arg-isrlint-{key}" for key in keys)]


def build(major, folder, *args, names=UNITS, source=TINY, kernel=True):
    """Compiles into the folder, always to the same names; the objects."""
    folder.mkdir(parents=True)
    for name in names:
        done = run([clang(major), *(KERNEL if kernel else ()), *args, "-c", source / f"{name}.c", "-o", f"{name}.o"],
                   cwd=folder)
        assert done.returncode == 0, done.stderr
    return [folder / f"{name}.o" for name in names]


class Tiny(Case):
    """The objects of the example, made once for each clang."""

    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory(prefix="isrlint-test-")
        cls.addClassCleanup(scratch.cleanup)
        top = Path(scratch.name).resolve()
        cls.checked = isrlint("check", TINY, "--cache", top / "cache")
        assert cls.checked.returncode == 1, cls.checked.stderr
        cls.plain, cls.checking, cls.carrying = {}, {}, {}
        for major in MAJORS:
            cls.plain[major] = build(major, top / f"plain-{major}")
            cls.checking[major] = build(major, top / f"checking-{major}", *with_plugin(major))
            cls.carrying[major] = build(major, top / f"carrying-{major}", *with_plugin(major, "facts=object"))

    @each_major
    def test_the_plugin_alone_changes_no_byte(self, major):
        for plain, checking in zip(self.plain[major], self.checking[major]):
            self.assertEqual(plain.read_bytes(), checking.read_bytes(), plain.name)

    @each_major
    def test_nor_with_debug_information(self, major):
        debug = ["-g", "-gcodeview", "-gno-codeview-command-line"]
        # It names the folder, so both are made in the same one.
        seen = []
        for args in ([], with_plugin(major)):
            [made] = build(major, self.folder / "here", *debug, *args, names=["queue"])
            seen.append(made.read_bytes())
            shutil.rmtree(self.folder / "here")
        self.assertEqual(seen[0], seen[1])

    @each_major
    def test_objects_carry_the_facts(self, major):
        for plain, carrying in zip(self.plain[major], self.carrying[major]):
            self.assertNotIn(MARK, plain.read_bytes())
            self.assertIn(MARK, carrying.read_bytes())
            done = run([clang(major), *KERNEL, *with_plugin(major, "facts=a.facts"), "-fsyntax-only",
                        TINY / f"{carrying.stem}.c"], cwd=self.folder)
            self.assertEqual(done.returncode, 0, done.stderr)
            text = isrlint("facts", "--text", carrying)
            self.assertEqual(text.stdout, (self.folder / "a.facts").read_text("utf-8"))

    @each_major
    def test_code_and_data_are_the_same(self, major):
        # Section by section, with relocations.  One is new, and so the numbers
        # of symbols are others, which a table for the linker holds.
        objdump = Path(clang(major)).with_name("llvm-objdump")

        def sections(path):
            done = run([objdump, "--full-contents", "--reloc", path])
            self.assertEqual(done.returncode, 0, done.stderr)
            parts = re.split(r"(?m)^(?=Contents of section |RELOCATION RECORDS FOR )", done.stdout)[1:]
            return [part.strip() for part in parts if not re.search(r"[ \[]\.(isrlint|llvm_addrsig)\b", part)]

        for plain, carrying in zip(self.plain[major], self.carrying[major]):
            self.assertIn("Contents of section .text:", "".join(sections(plain)))
            self.assertEqual(sections(plain), sections(carrying))

    @each_major
    def test_the_findings_are_those_of_check(self, major):
        seen = set()
        for order in itertools.permutations(self.carrying[major]):
            done = self.analyze(*order, code=1)
            seen.add((done.stdout, done.stderr))
        self.assertEqual(len(seen), 1)
        self.same_findings(done.stdout, self.checked.stdout)

    @each_major
    def test_archives(self, major):
        ar = Path(clang(major)).with_name("llvm-ar")
        one, two = self.folder / "one.a", self.folder / "two.a"
        for path, flags, members in ((one, "rcs", self.carrying[major][:2]), (two, "rcs", self.carrying[major][2:])):
            done = run([ar, flags, path, *members])
            self.assertEqual(done.returncode, 0, done.stderr)
        done = self.analyze(one, two, code=1)
        self.same_findings(done.stdout, self.checked.stdout)
        with self.subTest("objects and archives together, one unit in both"):
            done = self.analyze(one, *self.carrying[major], code=1)
            self.same_findings(done.stdout, self.checked.stdout)
            self.assertIn("in 1 program\n", done.stderr)
        with self.subTest("the form of Microsoft's librarian"):
            done = run(["lld-link-19", "/lib", f"/out:{self.folder}/three.lib", *self.carrying[major]])
            self.assertEqual(done.returncode, 0, done.stderr)
            self.same_findings(self.analyze(self.folder / "three.lib", code=1).stdout, self.checked.stdout)

    @each_major
    def test_objects_without_facts_are_named(self, major):
        done = self.analyze(*self.carrying[major][1:], self.plain[major][0], code=0)
        self.assertIn(f"'{self.plain[major][0]}' carries no facts", done.stderr)
        self.assertIn("facts=object", done.stderr)
        self.assertIn("incomplete: 1 object carries no facts and was not analysed: ", done.stderr)
        self.analyze(*self.carrying[major][1:], self.plain[major][0], "--strict", code=3)
        done = self.analyze(*self.plain[major], code=2)
        self.assertIn("none of the files carries facts", done.stderr)

    @each_major
    def test_members_without_facts_are_named(self, major):
        ar = Path(clang(major)).with_name("llvm-ar")
        inner = self.folder / "inner.a"
        # The name in the table of names, and one that is no object.
        long = self.folder / "a_name_that_is_longer_than_sixteen.obj"
        shutil.copy(self.plain[major][1], long)
        (self.folder / "note.txt").write_text("no object\n", "utf-8")
        archive = self.folder / "l.a"
        for path, members in ((inner, self.plain[major][:1]),
                              (archive, [*self.carrying[major][1:], self.plain[major][0], long, inner, "note.txt"])):
            done = run([ar, "rcS", path, *members], cwd=self.folder)
            self.assertEqual(done.returncode, 0, done.stderr)
        done = self.analyze("l.a", cwd=self.folder, code=0)
        first = Path(self.plain[major][0]).name
        self.assertIn(f"incomplete: 2 objects carry no facts and were not analysed: l.a({first}), l.a({long.name})\n",
                      done.stderr)
        self.analyze("l.a", "--strict", cwd=self.folder, code=3)

    @each_major
    def test_a_driver_linked_by_lld_link(self, major):
        if not shutil.which("lld-link-19"):
            self.skipTest("lld-link-19 is not installed")
        # What the driver imports, so that it links without a kernel.
        nm = run([Path(clang(major)).with_name("llvm-nm"), "-u", *self.plain[major]])
        defined = run([Path(clang(major)).with_name("llvm-nm"), "--defined-only", *self.plain[major]])
        names = {line.split()[-1] for line in nm.stdout.splitlines() if " U " in line}
        names -= {line.split()[-1] for line in defined.stdout.splitlines() if " T " in line}
        self.assertIn("__imp_KeWaitForSingleObject", names)
        (self.folder / "stubs.c").write_text("".join(
            f"void *{name};\n" if name.startswith("__imp_") else f"int {name}(void) {{ return 0; }}\n"
            for name in sorted(names)), "utf-8")
        done = run([clang(major), "--target=x86_64-pc-windows-msvc", "-fno-builtin", "-w", TIMELESS, "-c",
                    "stubs.c"], cwd=self.folder)
        self.assertEqual(done.returncode, 0, done.stderr)
        images = []
        for objects in (self.plain[major], self.carrying[major]):
            out = self.folder / objects[0].parent.name
            out.mkdir()
            done = run(["lld-link-19", "/timestamp:0", "/driver", "/subsystem:native", "/nodefaultlib",
                        "/entry:DriverEntry", "/out:tiny.sys", *objects, self.folder / "stubs.o"], cwd=out)
            self.assertEqual(done.returncode, 0, done.stderr)
            images.append((out / "tiny.sys").read_bytes())
        self.assertTrue(images[0].startswith(b"MZ"))
        self.assertNotIn(MARK, images[1])
        self.assertEqual(images[0], images[1])


class Elf(Case):
    @each_major
    def test_a_library_linked_by_ld_lld(self, major):
        if not shutil.which("ld.lld-19"):
            self.skipTest("ld.lld-19 is not installed")
        images = []
        for name, args in (("plain", []), ("carrying", with_plugin(major, "facts=object"))):
            [entry] = build(major, self.folder / name, "--target=x86_64-linux-gnu", "-fPIC", *args, names=["driver"],
                            source=INPUTS / "small", kernel=False)
            self.assertEqual(MARK in entry.read_bytes(), name == "carrying")
            done = run(["ld.lld-19", "-shared", "--build-id", "driver.o", "-o", "small.so"], cwd=entry.parent)
            self.assertEqual(done.returncode, 0, done.stderr)
            images.append((entry.parent / "small.so").read_bytes())
        self.assertTrue(images[0].startswith(b"\x7fELF"))
        self.assertNotIn(MARK, images[1])
        self.assertEqual(images[0], images[1])
        done = self.analyze(entry, code=1)
        self.assertEqual([f.rule for f in findings(done.stdout)], ["blocking-call"])

    @each_major
    def test_a_format_that_cannot_carry_facts(self, major):
        done = run([clang(major), "--target=x86_64-apple-macos", *with_plugin(major, "facts=object"), "-c",
                    INPUTS / "small" / "driver.c", "-o", "a.o"], cwd=self.folder)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("'facts=object' needs a COFF or ELF target", done.stderr)


class Cached(Case):
    @each_major
    def test_a_build_that_is_all_cache_hits(self, major):
        if not shutil.which("ccache"):
            self.skipTest("ccache is not installed")
        environment = dict(os.environ, CCACHE_DIR=str(self.folder / "ccache"),
                           CCACHE_CONFIGPATH=os.devnull)
        for name in [name for name in environment if name.startswith("CCACHE_NO")]:
            del environment[name]

        def counts():
            done = run(["ccache", "--print-stats"], env=environment)
            numbers = dict(line.split("\t") for line in done.stdout.splitlines())
            return (int(numbers["cache_miss"]), int(numbers["direct_cache_hit"]) +
                    int(numbers["preprocessed_cache_hit"]))

        said = []
        for name, expected in (("first", (3, 0)), ("second", (3, 3))):
            folder = self.folder / name
            folder.mkdir()
            for unit in UNITS:
                done = run(["ccache", clang(major), *KERNEL, *with_plugin(major, "facts=object"), "-c",
                            TINY / f"{unit}.c", "-o", f"{unit}.o"], cwd=folder, env=environment)
                self.assertEqual(done.returncode, 0, done.stderr)
            self.assertEqual(counts(), expected, name)
            done = self.analyze(*sorted(folder.glob("*.o")), code=1)
            self.assertEqual([f.rule for f in findings(done.stdout)], ["blocking-call"])
            said.append(done.stdout)
        self.assertEqual(said[0], said[1])


if __name__ == "__main__":
    unittest.main()
