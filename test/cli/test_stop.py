"""A run that is told to end leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import time
import unittest

from support import BUILD, ISRLINT, MAJORS, Case, clang, run

# Stands in for the extractor: says that it runs, and goes on for long.
SLOW = "#!/bin/sh\necho $$ >>\"$PIDS\"\nexec sleep 300\n"

LATE = """\
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
int rename(const char *from, const char *to) {
  close(open(getenv("MARK"), O_CREAT | O_WRONLY, 0666));
  for (int left = 1; left; left = sleep(left))
    ;
  return renameat(AT_FDCWD, from, AT_FDCWD, to);
}
"""


def runs(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(what, seconds=30):
    end = time.monotonic() + seconds
    while not what() and time.monotonic() < end:
        time.sleep(0.02)
    return what()


class Stop(Case):
    def setUp(self):
        super().setUp()
        self.bin = self.folder / "top" / "bin"
        self.bin.mkdir(parents=True)
        shutil.copy(ISRLINT, self.bin)
        (self.bin / "isrlint-extract-19").write_text(SLOW, "utf-8")
        (self.bin / "isrlint-extract-19").chmod(0o755)
        self.pids = self.folder / "pids"
        self.pids.write_text("", "utf-8")

    def start(self, **more):
        folder = self.small(a="int A;\n", b="int B;\n") if not (self.folder / "drivers").exists() else \
            self.folder / "drivers" / "small"
        self.pids.write_text("", "utf-8")
        started = subprocess.Popen([self.bin / "isrlint", "check", "-p", folder, "-j", "2"],
                                   stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
                                   env={**os.environ, "PIDS": str(self.pids)}, **more)
        self.addCleanup(started.kill)
        self.assertTrue(until(lambda: len(self.pids.read_text("utf-8").split()) == 2))
        return started, [int(pid) for pid in self.pids.read_text("utf-8").split()]

    def test_children_end_too(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            with self.subTest(number):
                started, children = self.start()
                self.assertTrue(all(map(runs, children)))
                started.send_signal(number)
                said = started.communicate(timeout=30)
                self.assertEqual(started.returncode, -number, said)
                self.assertEqual([pid for pid in children if runs(pid)], [])

    def test_killed(self):
        started, children = self.start()
        started.kill()
        started.communicate(timeout=30)
        self.assertTrue(until(lambda: not any(map(runs, children))))

    def test_what_was_ignored_stays_ignored(self):
        started, children = self.start(preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
        started.send_signal(signal.SIGHUP)
        time.sleep(0.3)
        self.assertIsNone(started.poll())
        self.assertTrue(all(map(runs, children)))
        started.send_signal(signal.SIGTERM)
        started.communicate(timeout=30)
        self.assertEqual(started.returncode, -signal.SIGTERM)

    def test_children_that_nobody_waits_for(self):
        # A parent may have left SIGCHLD ignored, which loses the exit status.
        folder = self.small()
        done = subprocess.run([ISRLINT, "check", "-p", folder], capture_output=True, text=True, check=False, timeout=60,
                              preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN))
        self.assertEqual(done.returncode, 1, done.stderr)

    def test_no_unfinished_file_is_left(self):
        # A preloaded rename() that takes its time is the moment to end in.
        source, library = self.folder / "late.c", self.folder / "late.so"
        source.write_text(LATE, "utf-8")
        done = run([clang(MAJORS[0]), "-shared", "-fPIC", "-o", library, source])
        self.assertEqual(done.returncode, 0, done.stderr)
        mark = self.folder / "mark"
        folder = self.small()
        for program, args in ((BUILD / "bin" / f"isrlint-extract-{MAJORS[-1]}",
                               ["--unit", folder / "driver.c", "--facts", folder / "out" / "a.facts", "--deps",
                                folder / "out" / "a.deps", "--", "clang", "-c", folder / "driver.c"]),
                              (ISRLINT, ["check", "-p", folder, "--cache", folder / "out"]),
                              (ISRLINT, ["check", "-p", folder, "--sarif", folder / "out" / "a.sarif"])):
            with self.subTest(program, args=args):
                shutil.rmtree(folder / "out", ignore_errors=True)
                mark.unlink(missing_ok=True)
                (folder / "out").mkdir()
                if "--sarif" in args:
                    self.check("-p", folder, code=1)  # else the facts' rename comes first
                slow = subprocess.Popen([program, *args], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        env={**os.environ, "LD_PRELOAD": str(library), "MARK": str(mark)})
                self.addCleanup(slow.kill)
                self.assertTrue(until(mark.exists))
                slow.terminate()
                self.assertEqual(slow.wait(timeout=60), -signal.SIGTERM)
                self.assertEqual([p.name for p in (folder / "out").iterdir() if p.name.endswith(".tmp")], [])


if __name__ == "__main__":
    unittest.main()
