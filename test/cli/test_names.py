"""File names that nobody expects."""

import json
import shutil
import unittest

from support import INPUTS, SOURCE, Case, database, findings, isrlint, run

NAMES = ("a b.c", "it's.c", 'say "no".c', "two\nlines.c", "-dash.c", "größe.c", "日本.c", "tab\there.c",
         "back\\slash.c", "100%s.c", "$(rm).c", "#.c", "a;b.c", "star*.c", "(p).c", "=.c", "@args.c",
         "-fplugin=x.c", " .c", "\udcff\udcfe.c")


class Names(Case):
    def driver(self):
        folder = self.folder / "-a 'strange' \"folder\" größer"
        folder.mkdir()
        shutil.copy(INPUTS / "kernel.h", self.folder)
        text = (INPUTS / "small" / "driver.c").read_text("utf-8")
        (folder / "driver.c").write_text(text.replace("  Drain();\n", ""), "utf-8")
        for number, name in enumerate(NAMES):
            (folder / name).write_text(
                '#include "../kernel.h"\n'
                f"HW_INTERRUPT Interrupt{number};\nstatic int Event;\n"
                "static void Wait(void) { KeWaitForSingleObject(&Event, 0, 0, 0, 0); }\n"
                f"BOOLEAN Interrupt{number}(PVOID X) {{\n  Wait();\n  return X != 0;\n}}\n", "utf-8")
        return folder

    def seen(self, done):
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        return sorted(f.text.split("interrupt routine '")[1].split("'")[0] for f in findings(done.stdout))

    def test_in_a_folder_and_in_a_database(self):
        folder = self.driver()
        wanted = sorted(f"Interrupt{number}" for number in range(len(NAMES)))
        cache, sarif = self.folder / "cache", self.folder / "a.sarif"
        # Headers of the kernel have no part in this.
        (self.folder / "wdk").mkdir()
        (self.folder / "wdk" / "flags.txt").write_text("# none\n", "utf-8")
        options = ["--cache", cache, "--wdk", self.folder / "wdk"]
        done = isrlint("check", folder, *options, "--sarif", sarif)
        self.assertEqual(self.seen(done), wanted)
        self.assertIn(f"checked {len(NAMES) + 1} units", done.stderr)
        self.assertNotIn("incomplete", done.stderr)
        with self.subTest("no name breaks a line or reaches the terminal raw"):
            for line in done.stdout.splitlines():
                self.assertTrue(line.isprintable(), repr(line))
                self.assertRegex(line, r"^(  |note: |.+:\d+:\d+: (error|note): )")
            for said in (isrlint("check", "two\nlines.c").stderr,
                         isrlint("check", folder, *options, "--cache", f"{folder}/driver.c/\n\x1b[31m").stderr):
                self.assertTrue(said.rstrip("\n").isprintable(), repr(said))
                self.assertEqual(said.count("\n"), 1, repr(said))
        with self.subTest("sarif"):
            log = json.loads(sarif.read_bytes().decode("utf-8"))
            self.assertEqual(len(log["runs"][0]["results"]), len(NAMES))
            checked = run(["python3", "-B", SOURCE / "test" / "sarif" / "check_sarif.py", "--src", folder, sarif])
            self.assertEqual(checked.stdout, "")
            self.assertEqual(checked.returncode, 0, checked.stderr)
        with self.subTest("facts"):
            self.assertEqual(self.seen(isrlint("analyze", cache)), wanted)
            for path in cache.glob("*.facts"):
                text = isrlint("facts", "--text", path)
                self.assertEqual(text.stdout.encode("utf-8", "surrogateescape"), path.read_bytes(), path)
        with self.subTest("the cache knows them again, a name with a line feed apart"):
            before = {p.name: p.stat().st_ino for p in cache.glob("*.facts")}
            isrlint("check", folder, *options)
            again = {p.name: p.stat().st_ino for p in cache.glob("*.facts")}
            self.assertEqual(sorted(again), sorted(before))
            changed = [name for name in again if again[name] != before[name]]
            self.assertLessEqual(len(changed), 1, changed)
            self.assertTrue(all("\n" in name for name in changed), changed)
        with self.subTest("FILE arguments"):
            for name in NAMES[:5] + NAMES[-1:]:
                one = isrlint("check", folder, f"{folder}/{name}", *options)
                self.assertEqual(self.seen(one), [f"Interrupt{NAMES.index(name)}"], repr(name))
            one = isrlint("check", ".", *options, "--", "-dash.c", cwd=folder)
            self.assertEqual(self.seen(one), [f"Interrupt{NAMES.index('-dash.c')}"])
        with self.subTest("a database"):
            entries = [{"directory": str(folder), "file": name, "arguments": ["clang", "-c", f"./{name}"]}
                       for name in ("driver.c", *NAMES) if name != NAMES[-1]]
            (folder / "compile_commands.json").write_text(json.dumps(entries), "utf-8")
            self.assertEqual(self.seen(isrlint("check", "-p", folder)),
                             sorted(set(wanted) - {f"Interrupt{len(NAMES) - 1}"}))

    def test_a_percent_sign_in_a_folder(self):
        small = self.small()
        folder, cache = small.parent / "f%2Fx 100%", self.folder / "%%%%%%"
        small.rename(folder)
        database(folder, ["driver.c"])
        for options, place in (([], folder / ".isrlint"), (["--cache", cache], cache)):
            with self.subTest(options):
                done = self.check("-p", folder, *options, code=1)
                self.assertEqual(len(findings(done.stdout)), 1)
                self.assertEqual(sorted(p.suffix for p in place.iterdir()), [".deps", ".facts", ".txt"])

    def test_the_compiler_of_windows(self):
        # Its options begin with '/', by whatever letters it is called.
        folder = self.small()
        for compiler in ("cl.exe", "CL.EXE", "Cl", "C:\\VC\\bin\\CL.exe"):
            with self.subTest(compiler):
                (folder / "compile_commands.json").write_text(json.dumps([
                    {"directory": str(folder), "file": "driver.c",
                     "arguments": [compiler, "/nologo", "/c", "/DNOTHING", "driver.c"]}]), "utf-8")
                done = isrlint("check", "-p", folder, "--cache", self.folder / "cache")
                self.assertIn("checked 1 unit", done.stderr)
                self.assertNotIn("incomplete", done.stderr)


if __name__ == "__main__":
    unittest.main()
