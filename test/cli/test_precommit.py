"""The hook in real commits by the real pre-commit, and the sample workflow."""

import json
import os
import re
import shutil
import unittest

import kernel_clang
from support import BUILD, CLEAN, SOURCE, TINY, Case, database, edit, findings, line_of, run

DOCS = SOURCE / "docs"
UNITS = ("isr.c", "ops.c", "queue.c")
PER_DRIVER, LOCAL = re.findall(r"^```yaml\n(.*?)^```$", (DOCS / "pre-commit.md").read_text("utf-8"), re.M | re.S)


class Commits(Case):
    """A repository of the clean driver, with its database and the hook."""

    def setUp(self):
        super().setUp()
        if not shutil.which("pre-commit"):
            self.fail("no 'pre-commit' on the PATH; install the package pre-commit")
        # Nothing of the person who runs this, nor of a hook that does.
        self.env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "PRE_COMMIT"))}
        self.env.pop("SKIP", None)
        self.env |= {"HOME": str(self.folder / "home"), "XDG_CACHE_HOME": str(self.folder / "home" / "cache"),
                     "PATH": f"{BUILD / 'bin'}:{os.environ['PATH']}", "GIT_CONFIG_NOSYSTEM": "1",
                     **{f"GIT_{who}_{what}": "nobody@localhost" for who in ("AUTHOR", "COMMITTER")
                        for what in ("NAME", "EMAIL")}}
        (self.folder / "home").mkdir()
        self.driver = self.copy(CLEAN, "driver")
        shutil.rmtree(self.driver / ".isrlint", ignore_errors=True)
        database(self.driver / "build", UNITS, list(kernel_clang.flags()), source=self.driver)
        (self.driver / ".gitignore").write_text("build/\n.isrlint/\n", "utf-8")
        self.git("init", "-q")
        self.hook(PER_DRIVER)

    def git(self, *args, code=0, cwd=None):
        done = run(["git", *args], cwd=cwd or self.driver, env=self.env)
        self.assertEqual(done.returncode, code, f"git {args}\n{done.stdout}{done.stderr}")
        return done

    def isrlint_repository(self):
        """A clone as a user has one, of what this source tree is now."""
        clone = self.folder / "isrlint"
        if not clone.exists():
            clone.mkdir()
            shutil.copy(SOURCE / ".pre-commit-hooks.yaml", clone)
            self.git("init", "-q", cwd=clone)
            self.git("add", ".", cwd=clone)
            self.git("commit", "-q", "-m", "Hooks", cwd=clone)
            self.git("tag", "v0.1.0", cwd=clone)
        return clone

    def hook(self, config, more=""):
        """Commits this configuration and has git run it from now on."""
        config = config.replace("/path/to/isrlint", str(self.isrlint_repository()))
        (self.driver / ".pre-commit-config.yaml").write_text(config + more, "utf-8")
        self.git("add", ".")
        self.git("commit", "-q", "--no-verify", "-m", "Driver")
        done = run(["pre-commit", "install"], cwd=self.driver, env=self.env)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def commit(self, *files, passes):
        """Commits these files; what the user saw."""
        before = self.git("rev-parse", "HEAD").stdout
        self.git("add", *files)
        done = self.git("commit", "-m", "Change", code=0 if passes else 1)
        self.assertEqual(self.git("rev-parse", "HEAD").stdout != before, passes)
        said = done.stdout + done.stderr
        self.assertRegex(said, rf"(?m)^isrlint\.+{'Passed' if passes else 'Failed'}$")
        return said

    def take(self, *names):
        """Makes these files as the driver with the defect has them."""
        for name in names:
            shutil.copy(TINY / name, self.driver)

    def refused(self, said, code=1):
        self.assertIn(f"- hook id: isrlint\n- exit code: {code}\n", said)

    def the_wait(self, said):
        """The finding with its chain, as everywhere."""
        self.refused(said)
        found, = findings(said)
        self.assertEqual((found.path, found.line, found.rule),
                         ("queue.c", line_of(TINY / "queue.c", "KeWaitForSingleObject("), "blocking-call"))
        self.assertEqual(found.text, "call to 'KeWaitForSingleObject' can block; reachable from interrupt routine "
                                     "'TinyInterrupt' (DIRQL)")
        called = line_of(TINY / "isr.c", "Adapter->Ops.Drain(Adapter)")
        self.assertEqual(found.note("called through 'TINY_OPS.Drain' from 'TinyInterrupt'"), ("isr.c", called))
        self.assertEqual(found.note("'QueueDrain' is stored in 'TINY_OPS.Drain'")[0], "ops.c")
        self.assertEqual(found.note("declared 'HW_INTERRUPT'")[0], "isr.c")


class Hook(Commits):
    def test_one_commit_after_the_other(self):
        # In one test, so that each step extracts only what it changed.
        with self.subTest("a comment"):
            edit(self.driver / "queue.c", "/* Notes the slots", "/* More. */\n/* Notes the slots")
            self.commit("queue.c", passes=True)
        with self.subTest("no source: nothing to check"):
            (self.driver / "README.md").write_text("new\n", "utf-8")
            self.git("add", "README.md")
            done = self.git("commit", "-m", "Page")
            self.assertRegex(done.stdout + done.stderr, r"isrlint\.+\(no files to check\)Skipped")
        with self.subTest("a header and a call that do no harm yet"):
            self.take("isr.c", "tiny.h")
            self.commit("isr.c", "tiny.h", passes=True)
        with self.subTest("the wait, whose way goes through files that are not part of the commit"):
            self.take("queue.c")
            self.the_wait(self.commit("queue.c", passes=False))
        with self.subTest("the same again is refused again"):
            self.the_wait(self.commit("queue.c", passes=False))
        with self.subTest("SKIP"):
            self.env["SKIP"] = "isrlint"
            done = self.git("commit", "-m", "Skipped")
            self.assertRegex(done.stdout + done.stderr, r"isrlint\.+Skipped")
            del self.env["SKIP"]
        with self.subTest("the defect, now committed, does not hold up a commit that has no part in it"):
            edit(self.driver / "tiny.h", "#endif", "/* The end. */\n#endif")
            self.commit("tiny.h", passes=True)

    def test_what_is_committed_is_judged(self):
        # Not what the files happen to say beside it.
        self.take("queue.c", "tiny.h")
        edit(self.driver / "isr.c", "/* At DISPATCH_LEVEL: completes", "/* More. */\n/* At DISPATCH_LEVEL: completes")
        self.commit("isr.c", passes=True)
        self.assertIn("KeWaitForSingleObject(", (self.driver / "queue.c").read_text("utf-8"))
        self.assertEqual(self.git("status", "--short", "-uno").stdout, " M queue.c\n M tiny.h\n")

    def test_local(self):
        self.hook(LOCAL)
        edit(self.driver / "queue.c", "/* Notes the slots", "/* More. */\n/* Notes the slots")
        self.commit("queue.c", passes=True)
        self.take(*UNITS, "tiny.h")
        self.the_wait(self.commit(*UNITS, "tiny.h", passes=False))

    def test_many_files_are_one_run(self):
        # pre-commit would split a list of this length over several processes.
        names = [f"more{n:03}.c" for n in range(130)]
        for name in names:
            (self.driver / name).write_text("/* Nothing. */\n", "utf-8")
        self.take(*UNITS, "tiny.h")
        self.the_wait(self.commit(".", passes=False))


class Options(Commits):
    def test_no_database(self):
        shutil.rmtree(self.driver / "build")
        edit(self.driver / "queue.c", "/* Notes the slots", "/* More. */\n/* Notes the slots")
        said = self.commit("queue.c", passes=False)
        self.refused(said, code=2)
        self.assertIn("isrlint: error: no compile_commands.json in '.', 'build*' or 'out' says how 'queue.c' is "
                      "compiled; ", said)
        self.assertIn("name its folder with -p, or the folder of all sources", said)
        self.assertEqual(findings(said), [])
        with self.subTest("the first cure"):
            database(self.driver / "obj", UNITS, list(kernel_clang.flags()), source=self.driver)
            self.hook(PER_DRIVER, "        args: [-p, obj]\n")
            self.again()
        with self.subTest("the second cure"):
            shutil.rmtree(self.driver / "obj")
            self.hook(PER_DRIVER, "        args: [.]\n")
            self.again()

    def again(self):
        """One commit that passes and one that does not."""
        edit(self.driver / "queue.c", "/* Notes the slots", "/* More. */\n/* Notes the slots")
        self.commit("queue.c", passes=True)
        self.take(*UNITS, "tiny.h")
        self.the_wait(self.commit(*UNITS, "tiny.h", passes=False))
        self.git("reset", "-q", "--hard")

    def test_a_file_that_is_not_compiled(self):
        (self.driver / "new.c").write_text("int New;\n", "utf-8")
        said = self.commit("new.c", passes=False)
        self.refused(said, code=2)
        self.assertIn("'new.c' is not compiled according to '", said)

    def test_no_isrlint(self):
        places = self.env["PATH"].split(":")
        self.env["PATH"] = ":".join(p for p in places if not os.path.exists(f"{p}/isrlint"))
        edit(self.driver / "queue.c", "/* Notes the slots", "/* More. */\n/* Notes the slots")
        self.assertIn("Executable `isrlint` not found", self.commit("queue.c", passes=False))

    def test_a_macro_in_a_header(self):
        self.take(*UNITS, "tiny.h")
        edit(self.driver / "queue.c", """\
  KeWaitForSingleObject(&Adapter->Collected, Executive, KernelMode, FALSE,
                        NULL);
""", "  TINY_SETTLE(Adapter);\n")
        edit(self.driver / "tiny.h", "#define TINY_SLOTS", "#define TINY_SETTLE(A) ((VOID)(A))\n#define TINY_SLOTS")
        self.commit(*UNITS, "tiny.h", passes=True)
        wait = "KeWaitForSingleObject(&(A)->Collected, Executive, KernelMode, FALSE, NULL)"
        edit(self.driver / "tiny.h", "((VOID)(A))", wait)
        with self.subTest("known miss: the finding is where the macro is used, which is no file of the commit"):
            self.commit("tiny.h", passes=True)
        with self.subTest("the cure"):
            self.hook(PER_DRIVER, "        pass_filenames: false\n")
            edit(self.driver / "tiny.h", wait, f"({wait})")
            said = self.commit("tiny.h", passes=False)
            self.refused(said)
            self.assertEqual([(f.path, f.rule) for f in findings(said)], [("queue.c", "blocking-call")])


class Workflow(Case):
    def test_its_command(self):
        import yaml  # a part of pre-commit
        jobs = yaml.safe_load((DOCS / "github-actions.yml").read_text("utf-8"))
        self.assertEqual(jobs["permissions"]["security-events"], "write")
        steps = jobs["jobs"]["isrlint"]["steps"]
        command, = (s["run"] for s in steps if s.get("run", "").startswith("isrlint "))
        upload, = (s for s in steps if "upload-sarif" in s.get("uses", ""))
        # Also when the step before has failed, for that is when there is news.
        self.assertIn("!cancelled()", upload["if"])
        for example, code, rules in ((TINY, 1, ["blocking-call"]), (CLEAN, 0, [])):
            with self.subTest(example.name):
                driver = self.copy(example)
                database(driver / "build", UNITS, list(kernel_clang.flags()), source=driver)
                done = run(["sh", "-c", command], cwd=driver,
                           env=os.environ | {"PATH": f"{BUILD / 'bin'}:{os.environ['PATH']}"})
                self.assertEqual(done.returncode, code, done.stderr)
                sarif = json.loads((driver / upload["with"]["sarif_file"]).read_text("utf-8"))
                self.assertEqual([r["ruleId"] for r in sarif["runs"][0]["results"]], rules)


if __name__ == "__main__":
    unittest.main()
