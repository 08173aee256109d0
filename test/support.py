"""What the tests of the whole tool share: running it, and reading what it says."""

import json
import os
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

SOURCE = Path(os.environ["ISRLINT_SOURCE"])
BUILD = Path(os.environ["ISRLINT_BUILD"])
ISRLINT = BUILD / "bin" / "isrlint"
INPUTS = SOURCE / "test" / "inputs"
TINY = SOURCE / "examples" / "tiny"
CLEAN = SOURCE / "examples" / "tiny-clean"
MAJORS = sorted(int(p.name.rsplit("-", 1)[1]) for p in (BUILD / "bin").glob("isrlint-extract-*"))

HEAD = re.compile(r"^(?:(?P<path>.+?):(?P<line>\d+):(?P<column>\d+): )?(?P<level>error|warning|note): (?P<text>.*)$")
TAG = re.compile(r" \[isrlint-([a-z-]+)\]$")


def clang(major):
    return f"/usr/lib/llvm-{major}/bin/clang"


def run(args, **more):
    more.setdefault("timeout", 300)
    return subprocess.run([str(a) for a in args], capture_output=True, text=True, errors="surrogateescape",
                          check=False, **more)


def isrlint(*args, cwd=SOURCE, program=ISRLINT, **more):
    return run([program, *args], cwd=cwd, **more)


def unprivileged(args):
    """The same command without root's right to write everywhere."""
    return ["setpriv", "--bounding-set=-dac_override", *args] if os.geteuid() == 0 else args


def on_a_full_disk(args, folder):
    """Runs the command with 'folder' on a disk without room for another file;
    what it did, and the names of the files there afterwards.  None where
    mounting is not allowed."""
    script = ('mount -t tmpfs -o size=4k none "$1" 2>/dev/null && echo full >"$1/filler" || exit 77\n'
              'cd "$1" && shift && "$@"; status=$?; exec 1>&2; echo; echo "left:" *; exit $status')
    done = run(["unshare", "-rm", "sh", "-c", script, "-", folder, *args])
    if done.returncode == 77 or "unshare failed" in done.stderr:
        return None
    done.stderr, left = done.stderr.rsplit("\nleft: ", 1)
    return done, left.split()


def each_major(test):
    """The test once for each clang, whose major it gets, in an empty folder."""
    def every(self):
        scratch = self.folder
        for major in MAJORS:
            self.folder = scratch / str(major)
            self.folder.mkdir()
            with self.subTest(clang=major):
                test(self, major)
    return every


class Finding:
    """One finding as the text says it.  Paths are cut to their last part: the
    folder that they count from is the project's, which differs between ways."""

    def __init__(self, path, line, column, level, text, rule):
        self.path, self.line, self.column, self.level, self.text, self.rule = path, line, column, level, text, rule
        self.notes = []

    def key(self):
        return (os.path.basename(self.path), self.line, self.column, self.text, self.rule,
                tuple((os.path.basename(path), *rest) for path, *rest in self.notes))

    def note(self, words):
        """The place, path and line, of the only note that has these words."""
        found = [(os.path.basename(path), line) for path, line, _, text in self.notes if words in text]
        if len(found) != 1:
            raise AssertionError(f"{len(found)} notes say '{words}': {self.notes}")
        return found[0]


def findings(text, level=None):
    """The findings in what isrlint or a compiler with the plugin printed."""
    result, ours = [], False
    for line in text.splitlines():
        match = HEAD.match(line)
        if not match:
            continue
        place = (match["path"] or "", int(match["line"] or 0), int(match["column"] or 0))
        tag = TAG.search(match["text"])
        if tag:
            result.append(Finding(*place, match["level"], match["text"][:tag.start()], tag[1]))
        elif match["level"] == "note" and ours:
            result[-1].notes.append((*place, match["text"]))
        ours = bool(tag) or (ours and match["level"] == "note")
    return [f for f in result if level is None or f.level == level]


def line_of(path, words):
    """Number of the only line of a file that has these words."""
    lines = [n for n, line in enumerate(Path(path).read_text("utf-8").splitlines(), 1) if words in line]
    if len(lines) != 1:
        raise AssertionError(f"{len(lines)} lines of {path} have '{words}'")
    return lines[0]


def edit(path, old, new):
    """Replaces the only occurrence of a text."""
    text = Path(path).read_text("utf-8")
    if text.count(old) != 1:
        raise AssertionError(f"'{old}' stands {text.count(old)} times in {path}")
    Path(path).write_text(text.replace(old, new), "utf-8")


def database(folder, files, flags=(), source=None):
    """Writes a database of plain compilations into 'folder'."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    entries = [{"directory": str(source or folder), "file": str(f), "arguments": ["clang", *flags, "-c", str(f)]}
               for f in files]
    path = folder / "compile_commands.json"
    path.write_text(json.dumps(entries), "utf-8")
    return path


class Case(unittest.TestCase):
    """A test with a folder of its own, which goes away afterwards."""

    def setUp(self):
        scratch = tempfile.TemporaryDirectory(prefix="isrlint-test-")
        self.addCleanup(scratch.cleanup)
        self.folder = Path(scratch.name).resolve()

    def copy(self, folder, name=None):
        """A copy of a folder of the source tree in the test's folder."""
        to = self.folder / (name or folder.name)
        shutil.copytree(folder, to)
        return to

    def small(self, **files):
        """The one-file driver, with more files, and its database; the folder."""
        folder = self.folder / "drivers" / "small"
        folder.mkdir(parents=True)
        shutil.copy(INPUTS / "kernel.h", folder.parent)
        shutil.copy(INPUTS / "small" / "driver.c", folder)
        for name, text in files.items():
            (folder / f"{name}.c").write_text(text, "utf-8")
        database(folder, ["driver.c", *(f"{name}.c" for name in files)])
        return folder

    def check(self, *args, code, **more):
        """'isrlint check' that must end in this code."""
        done = isrlint("check", *args, **more)
        self.assertEqual(done.returncode, code, f"{args}\n{done.stdout}{done.stderr}")
        return done

    def analyze(self, *args, code, **more):
        done = isrlint("analyze", *args, **more)
        self.assertEqual(done.returncode, code, f"{args}\n{done.stdout}{done.stderr}")
        return done

    def same_findings(self, first, second):
        self.assertEqual([f.key() for f in findings(first)], [f.key() for f in findings(second)])
