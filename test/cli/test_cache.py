"""Facts are kept, and made again when a content changed, never by time."""

import os
import shutil
import subprocess
import unittest

from support import INPUTS, ISRLINT, Case, database, edit, findings

USER = '#include "../kernel.h"\n#include "mine.h"\nint %s(void) { return MINE; }\n'


class Cache(Case):
    def setUp(self):
        super().setUp()
        self.small_folder = self.small(user=USER % "User")
        (self.small_folder / "mine.h").write_text("#define MINE 1\n", "utf-8")
        self.cache = self.folder / "cache"

    def look(self, code=1):
        """Runs; the identity of each facts file afterwards, and the run."""
        done = self.check("-p", self.small_folder, "--cache", self.cache, code=code)
        return {p.name.split("-")[0]: (p.name, p.stat().st_ino, p.stat().st_mtime_ns)
                for p in self.cache.glob("*.facts")}, done

    def test_nothing_changed(self):
        first, before = self.look()
        self.assertEqual(sorted(first), ["driver.c", "user.c"])
        second, after = self.look()
        self.assertEqual(second, first)
        self.assertEqual((after.stdout, after.stderr), (before.stdout, before.stderr))

    def test_times_do_not_count(self):
        first, _ = self.look()
        for path in (self.small_folder / "mine.h", self.small_folder / "user.c",
                     self.small_folder / "compile_commands.json"):
            os.utime(path, (2_000_000_000, 2_000_000_000))
        self.assertEqual(self.look()[0], first)
        os.utime(self.small_folder / "mine.h", (1, 1))
        self.assertEqual(self.look()[0], first)
        with self.subTest("an edit that was taken back"):
            edit(self.small_folder / "mine.h", "1", "2")
            edit(self.small_folder / "mine.h", "2", "1")
            self.assertEqual(self.look()[0], first)

    def test_a_header_changed(self):
        first, _ = self.look()
        times = os.stat(self.small_folder / "mine.h")
        edit(self.small_folder / "mine.h", "1", "2")
        # The same size and the same time: only the content is another.
        os.utime(self.small_folder / "mine.h", ns=(times.st_atime_ns, times.st_mtime_ns))
        second, _ = self.look()
        self.assertEqual(second["driver.c"], first["driver.c"], "does not read that header")
        self.assertNotEqual(second["user.c"], first["user.c"])
        self.assertIn("#2=MINE", (self.cache / second["user.c"][0]).read_text("utf-8"))

    def test_a_source_changed(self):
        first, _ = self.look()
        edit(self.small_folder / "driver.c", "  Drain();\n", "")
        second, done = self.look(code=0)
        self.assertEqual(done.stdout, "")
        self.assertEqual(second["user.c"], first["user.c"])
        self.assertNotEqual(second["driver.c"], first["driver.c"])

    def test_a_header_is_gone(self):
        self.look()
        (self.small_folder / "mine.h").unlink()
        _, done = self.look()
        self.assertRegex(done.stderr, r"incomplete: (.*/)?user\.c: ")

    def test_a_header_appears(self):
        (self.small_folder / "late").mkdir()
        database(self.small_folder, ["driver.c", "user.c"], flags=["-iquote", "first", "-iquote", "late"])
        (self.small_folder / "user.c").write_text(
            '#include "../kernel.h"\n#include "shared.h"\n#if __has_include("extra.h")\n#undef MINE\n'
            "#define MINE 3\n#endif\nint User(void) { return MINE; }\n", "utf-8")
        (self.small_folder / "late" / "shared.h").write_text("#define MINE 1\n", "utf-8")

        def mine():
            facts, _ = self.look()
            text = (self.cache / facts["user.c"][0]).read_text("utf-8")
            return [n for n in range(1, 5) if f"#{n}=MINE" in text], facts["driver.c"]
        self.assertEqual(mine()[0], [1])
        with self.subTest("earlier on the include path, in a folder that was not there"):
            (self.small_folder / "first").mkdir()
            (self.small_folder / "first" / "shared.h").write_text("#define MINE 2\n", "utf-8")
            number, driver = mine()
            self.assertEqual(number, [2])
        with self.subTest("one that was asked for"):
            (self.small_folder / "late" / "extra.h").write_text("\n", "utf-8")
            self.assertEqual(mine(), ([3], driver))
        with self.subTest("and goes again"):
            (self.small_folder / "late" / "extra.h").unlink()
            self.assertEqual(mine(), ([2], driver))

    def test_messages_are_kept(self):
        (self.small_folder / "user.c").write_text("NOSUCHTYPE User;\n", "utf-8")
        said = [self.check("-p", self.small_folder, "--cache", self.cache, "-v", code=1).stderr for _ in range(2)]
        self.assertIn("unknown type name 'NOSUCHTYPE'", said[0])
        self.assertEqual(said[0], said[1])
        self.assertNotIn("NOSUCHTYPE", self.look()[1].stderr)
        with self.subTest("of a run without -v too"):
            edit(self.small_folder / "user.c", "NOSUCHTYPE", "OTHERTYPE")
            self.look()
            done = self.check("-p", self.small_folder, "--cache", self.cache, "-v", code=1)
            self.assertIn("unknown type name 'OTHERTYPE'", done.stderr)
            self.assertNotIn("NOSUCHTYPE", done.stderr)
        with self.subTest("and go with what they were about"):
            (self.small_folder / "user.c").write_text("int User;\n", "utf-8")
            done = self.check("-p", self.small_folder, "--cache", self.cache, "-v", code=1)
            self.assertNotIn("OTHERTYPE", done.stderr)
            self.assertEqual(list(self.cache.glob("*.messages")), [])

    def test_analyze_takes_what_the_last_check_took(self):
        (self.small_folder / "more.c").write_text(
            '#include "../kernel.h"\nHW_INTERRUPT More;\nstatic int Event;\n'
            "BOOLEAN More(PVOID X) { return X != 0 && KeWaitForSingleObject(&Event, 0, 0, 0, 0); }\n", "utf-8")
        database(self.small_folder, ["driver.c", "user.c", "more.c"])
        _, done = self.look()
        self.assertEqual(len(findings(done.stdout)), 2)
        for change, files, flags in (("a source less", ["driver.c", "user.c"], []),
                                     ("another command", ["driver.c", "user.c"], ["-DMORE"])):
            with self.subTest(change):
                database(self.small_folder, files, flags=flags)
                _, checked = self.look()
                self.assertEqual(len(findings(checked.stdout)), 1)
                analyzed = self.analyze(self.cache, code=1)
                self.assertEqual((analyzed.stdout, analyzed.stderr), (checked.stdout, checked.stderr))
        with self.subTest("another root: the units are not there twice"):
            (self.small_folder.parent / ".isrlint.yml").write_text("", "utf-8")
            _, checked = self.look()
            analyzed = self.analyze(self.cache, code=1)
            self.assertEqual((analyzed.stdout, analyzed.stderr), (checked.stdout, checked.stderr))
        with self.subTest("without the list, or with a broken one, all that is there"):
            listed = (self.cache / "last-check.txt").read_text("utf-8")
            for text in ("", "something else\n", listed + "garbage\n", listed.replace("check 1", "check 2")):
                (self.cache / "last-check.txt").write_text(text, "utf-8")
                self.assertIn("checked 7 units", self.analyze(self.cache, code=1).stderr)

    def test_the_command_changed(self):
        first, _ = self.look()
        database(self.small_folder, ["driver.c", "user.c"], flags=["-DMORE"])
        second, _ = self.look()
        names = {p.name for p in self.cache.glob("*.facts")}
        self.assertEqual(len(names), 4, "one for each command")
        self.assertEqual(len(findings(self.look()[1].stdout)), 1, "and only the wanted ones are read")

    def test_broken_facts_are_made_again(self):
        first, _ = self.look()
        path = self.cache / first["driver.c"][0]
        good = path.read_bytes()
        path.with_name(path.name + ".deps").write_text("isrlint-deps 2\ngarbage\n", "utf-8")
        self.look()
        self.assertNotEqual(path.stat().st_ino, first["driver.c"][1])
        path.unlink()
        self.look()
        self.assertEqual(path.read_bytes(), good)
        with self.subTest("cut facts"):
            path.write_bytes(good[:len(good) // 2])
            self.look()
            self.assertEqual(path.read_bytes(), good)

    def test_two_at_once(self):
        for number in range(6):
            (self.small_folder / f"more{number}.c").write_text(USER % f"More{number}", "utf-8")
        database(self.small_folder, ["driver.c", "user.c", *(f"more{n}.c" for n in range(6))])
        args = [ISRLINT, "check", "-p", self.small_folder, "--cache", self.cache, "-j", "2"]
        both = [subprocess.Popen(args, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
        said = [p.communicate(timeout=300) for p in both]
        self.assertEqual([p.returncode for p in both], [1, 1], said)
        self.assertEqual(said[0], said[1])
        self.assertEqual(len(findings(said[0][0])), 1)
        with self.subTest("nothing unfinished is left"):
            self.assertEqual(len([p for p in self.cache.iterdir() if p.name != "last-check.txt"]), 16)
            self.assertEqual(len(list(self.cache.glob("*.facts"))), 8)
        first, _ = self.look()

    def test_equal_names_in_two_folders(self):
        queues = []
        for name in ("one", "two"):
            (self.small_folder / name).mkdir()
            shutil.copy(INPUTS / "small" / "driver.c", self.small_folder / name / "queue.c")
            edit(self.small_folder / name / "queue.c", '"../kernel.h"', '"../../kernel.h"')
            edit(self.small_folder / name / "queue.c", "HW_INTERRUPT SmallInterrupt;", f"HW_INTERRUPT Isr_{name};")
            text = (self.small_folder / name / "queue.c").read_text("utf-8").replace("SmallInterrupt", f"Isr_{name}")
            (self.small_folder / name / "queue.c").write_text(text, "utf-8")
            queues.append(f"{name}/queue.c")
        database(self.small_folder, queues)
        done = self.check("-p", self.small_folder, "--cache", self.cache, code=1)
        self.assertEqual(len(list(self.cache.glob("queue.c-*.facts"))), 2)
        self.assertEqual([f.path.split("/")[-2] for f in findings(done.stdout)], ["one", "two"])


if __name__ == "__main__":
    unittest.main()
