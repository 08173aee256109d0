"""The realistic example: every marked defect is found where it is, and no more.

The driver and its clean twin are compared: a defect that is mended is no longer
found, one that moves to another file is found there.
"""

import collections
import difflib
import json
import re
import shutil
import tempfile
import unittest
from pathlib import Path

import kernel_clang
from support import BUILD, MAJORS, SOURCE, Case, clang, each_major, edit, findings, isrlint, run

BROKEN = SOURCE / "examples" / "nvme-mini-broken"
CLEAN = SOURCE / "examples" / "nvme-mini"
MARK = re.compile(r"/\* EXPECT: ([a-z-]+(?:, [a-z-]+)*) \*/")
SECOND = "legacy/"  # the folder of the second program

# For each defect the hunks of the difference that make it: those of a file that
# have these words.  What is in the header comes last, as it costs most.
DEFECTS = {
    "a wait two files away": [("event.c", "KeWaitForSingleObject")],
    "a list walk": [("event.c", "Turns")],
    "pool": [("event.c", "StorPortAllocatePool")],
    "the registry": [("event.c", "ULONG Length"), ("event.c", "StorPortRegistryRead")],
    "paged by PAGED_CODE": [("event.c", "NvmeHealthClass")],
    "an event in a message": [("event.c", "StorPortSetEvent")],
    "work under the Interrupt lock": [("event.c", "StorPortQueueWorkItem"), ("event.c", "StorPortReleaseSpinLock")],
    "a sleep through the table": [("ops.c", "Pause")],
    "polling": [("ops.c", "Turns"), ("ops.c", "do {")],
    "a wait in a callback": [("queue.c", "KeWaitForSingleObject")],
    "recursion": [("queue.c", "NvmeBits")],
    "a wait in a message": [("isr.c", "StorPortWaitForSingleObject")],
    "paged by alloc_text": [("control.c", "NvmeIdentityTrim"), ("entry.c", "NvmeIdentityTrim")],
    "no DPC": [("legacy/legacy.c", "LegacyFinish"), ("legacy/request.c", "RequestComplete")],
    "a wait behind a macro": [("nvme.h", "StorPortWaitForSingleObject"), ("ops.c", "NVME_SETTLE")],
    "no role": [("nvme.h", "NvmeMsiInterrupt"), ("entry.c", "HwMSInterruptRoutine")],
}

# Where a defect can stand as well: it is mended where it was, and (file, old
# text, new text) makes it again in a function of another file that runs in the
# same context.
FAILED = "  NvmeEventFatal(Dev, Csts.AsUlong);\n"
DEFER = "static VOID NvmeDefer(PNVME_DEVICE Dev, ULONG Ready) {\n"
SHARED = "  PNVME_QUEUE Queue = Dev->MessageQueue[Message];\n\n"
MOVES = {
    "a wait two files away": [("control.c", FAILED, """\
  KeWaitForSingleObject(&Dev->AdminDone, /* EXPECT: blocking-call */
                        Executive, KernelMode, FALSE, NULL);
""" + FAILED)],
    "a list walk": [("isr.c", DEFER, DEFER + """\
  PNVME_NAMESPACE Entry;

  for (Entry = Dev->Namespaces; Entry; Entry = Entry->Next) { /* EXPECT: unbounded-loop */
    Entry->Stale = TRUE;
  }
""")],
    "pool": [("control.c", FAILED, FAILED + """\
  StorPortAllocatePool(Dev, NVME_PAGE, NVME_TAG, /* EXPECT: irql-too-high */
                       &Dev->IdentifyPage);
""")],
    "the registry": [("isr.c", "  Dev->Ops.Quiet(Dev, 0);\n", """\
  ULONG Length = sizeof(Ready);
  StorPortRegistryRead(Dev, NVME_LIMIT, 1, /* EXPECT: irql-too-high */
                       MINIPORT_REG_DWORD, (PUCHAR)&Dev->RecordLimit, &Length);
  Dev->Ops.Quiet(Dev, 0);
""")],
    "paged by PAGED_CODE": [("control.c", FAILED, """\
  Dev->HealthClass = NvmeHealthClass(Dev->Kelvin); /* EXPECT: pageable-code */
""" + FAILED)],
    "an event in a message": [("queue.c", SHARED, SHARED + """\
  StorPortSetEvent(Dev, &Dev->AdminDone); /* EXPECT: irql-too-high */
""")],
    "work under the Interrupt lock": [("isr.c", "  NvmeRecordsReport(Dev);\n", """\
  StorPortAcquireSpinLock(Dev, InterruptLock, NULL, &Lock);
  if (Dev->RecordCount != 0) {
    StorPortQueueWorkItem(Dev, NvmeWork, Dev->Worker, NULL); /* EXPECT: irql-too-high */
  }
  StorPortReleaseSpinLock(Dev, &Lock);
  NvmeRecordsReport(Dev);
""")],
    "a sleep through the table": [("io.c", '#include "nvme.h"\n', """\
#include "nvme.h"

VOID NvmeQuietSlowly(PNVME_DEVICE Dev, ULONG Message) {
  LARGE_INTEGER Pause = {.QuadPart = -100};

  StorPortMaskMsixInterrupt(Dev, Message, TRUE);
  KeDelayExecutionThread(KernelMode, FALSE, &Pause); /* EXPECT: blocking-call */
}
"""), ("ops.c", '#include "nvme.h"\n', """\
#include "nvme.h"
VOID NvmeQuietSlowly(PNVME_DEVICE Dev, ULONG Message);
"""), ("ops.c", "  if (Dev->Messages == 0) {\n", """\
  if (Dev->DoorbellStride != 0) {
    Dev->Ops.Quiet = NvmeQuietSlowly;
    Dev->Ops.Unquiet = NvmeUnquietMessage;
  } else if (Dev->Messages == 0) {
""")],
    "polling": [("control.c", FAILED, """\
  do { /* EXPECT: unbounded-loop */
    StorPortStallExecution(1);
  } while (StorPortReadRegisterUlong(Dev, &Dev->Registers->MaskSet) == 0);
""" + FAILED)],
    "a wait in a callback": [("isr.c", "/* At DIRQL, by the interrupt line", """\
static VOID NvmeLook(PNVME_DEVICE Dev, PNVME_QUEUE Queue, PVOID Context) {
  KeWaitForSingleObject(&Dev->AdminDone, /* EXPECT: blocking-call */
                        Executive, KernelMode, FALSE, NULL);
  NvmeQueueProbe(Dev, Queue, Context);
}

/* At DIRQL, by the interrupt line"""), ("isr.c", "NvmeForEachQueue(Dev, NvmeQueueProbe, &Ready)",
                                         "NvmeForEachQueue(Dev, NvmeLook, &Ready)")],
    "recursion": [("event.c", "/* At DIRQL, for a message", """\
static ULONG NvmeCount(PNVME_NAMESPACE Entry) {
  if (Entry == NULL) {
    return 0;
  }
  return 1 + NvmeCount(Entry->Next); /* EXPECT: unbounded-loop */
}

/* At DIRQL, for a message"""), ("event.c", "  if (Message == 0) {\n", """\
  Dev->NamespaceCount = NvmeCount(Dev->Namespaces);
  if (Message == 0) {
""")],
    "a wait in a message": [("event.c", "  if (Message == 0) {\n", """\
  StorPortWaitForSingleObject(Dev, &Dev->AdminDone, FALSE, NULL); /* EXPECT: blocking-call */
  if (Message == 0) {
""")],
    "paged by alloc_text": [("recover.c", "  if (State == NvmeStateRunning) {\n", """\
  if (State == NvmeStateRunning) {
    NvmeIdentityTrim(Dev); /* EXPECT: pageable-code */
""")],
    "no DPC": [("legacy/legacy.c", "  StorPortIssueDpc(Card, &Card->Dpc, NULL, NULL);\n", "  LegacyAnswer(Card);\n"),
               ("legacy/legacy.c", "/* At DIRQL: notes how", """\
static VOID LegacyAnswer(PLEGACY_CARD Card) {
  PSCSI_REQUEST_BLOCK Srb = InterlockedExchangePointer(&Card->Active, NULL);

  if (Srb != NULL) {
    StorPortNotification(RequestComplete, Card, Srb); /* EXPECT: missing-dpc */
  }
}

/* At DIRQL: notes how""")],
    "a wait behind a macro": [("nvme.h", "StorPortReadRegisterUlong((Dev), &(Dev)->Registers->Csts)",
                               "StorPortWaitForSingleObject((Dev), &(Dev)->AdminDone, FALSE, NULL)"),
                              ("ops.c", "  NVME_SETTLE(Dev);\n", ""),
                              ("isr.c", "  StorPortIssueDpc(Dev, &Dev->Dpc, NULL, NULL);\n", """\
  NVME_SETTLE(Dev); /* EXPECT: blocking-call */
  StorPortIssueDpc(Dev, &Dev->Dpc, NULL, NULL);
""")],
    "no role": [("nvme.h", "HW_MESSAGE_SIGNALED_INTERRUPT_ROUTINE NvmeMsiInterrupt;",
                 "BOOLEAN NvmeMsiInterrupt(PVOID DeviceExtension, ULONG MessageId);"),
                ("entry.c", "  Port->HwMSInterruptRoutine = NvmeMsiInterrupt;\n", "  NvmeMessagesTake(Port);\n"),
                ("entry.c", '#include "nvme.h"\n',
                 '#include "nvme.h"\nVOID NvmeMessagesTake(PPORT_CONFIGURATION_INFORMATION Port);\n'),
                ("scsi.c", '#include "nvme.h"\n', """\
#include "nvme.h"

VOID NvmeMessagesTake(PPORT_CONFIGURATION_INFORMATION Port) {
  Port->HwMSInterruptRoutine = NvmeMsiInterrupt; /* EXPECT: role-not-declared */
}
""")],
}

Place = collections.namedtuple("Place", "path line rule")
Hunk = collections.namedtuple("Hunk", "path start end text")


def sources(folder):
    return sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*.[ch]"))


def markers(folder):
    """Every marked place of a folder."""
    found = []
    for path in sources(folder):
        for number, line in enumerate((folder / path).read_text("utf-8").splitlines(), 1):
            mark = MARK.search(line)
            if bool(mark) != ("EXPECT" in line):
                raise AssertionError(f"{path}:{number}: no marker: {line}")
            found += [Place(path, number, rule) for rule in (mark[1].split(", ") if mark else ())]
    return found


def places(done):
    return [Place(f.path, f.line, f.rule) for f in findings(done.stdout)]


def compare(marked, found):
    """What is marked and not found, and what is found and not marked."""
    marked, found = collections.Counter(marked), collections.Counter(found)
    return sorted((marked - found).elements()), sorted((found - marked).elements())


def hunks():
    """Where the broken driver differs from the clean one, whose text they have."""
    found = []
    for path in sources(BROKEN):
        old, new = ((folder / path).read_text("utf-8").splitlines(True) for folder in (BROKEN, CLEAN))
        for tag, start, end, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if tag != "equal":
                found.append(Hunk(path, start, end, new[first:last]))
    return found


def words_of(hunk):
    return "".join((BROKEN / hunk.path).read_text("utf-8").splitlines(True)[hunk.start:hunk.end] + hunk.text)


def hunks_of(defect):
    return [h for h in hunks() if any(h.path == path and words in words_of(h) for path, words in DEFECTS[defect])]


def mend(folder, *defects):
    """Gives a copy of the broken driver the clean text of these defects.
    Returns, for each file, the line in the broken driver of each line that
    there is now; None for text that is new."""
    was = {}
    chosen = {hunk[:3]: hunk for defect in defects for hunk in hunks_of(defect)}
    for path, start, end in sorted(chosen, key=lambda h: (h[0], -h[1])):
        text = chosen[path, start, end].text
        lines = (folder / path).read_text("utf-8").splitlines(True)
        origin = was.setdefault(path, list(range(1, len(lines) + 1)))
        lines[start:end] = text
        origin[start:end] = [None] * len(text)
        (folder / path).write_text("".join(lines), "utf-8")
    return was


class Nvme(Case):
    """A copy of the broken driver for all tests, which each leaves as it was:
    facts are kept, so a run extracts only what differs from the run before."""

    @classmethod
    def setUpClass(cls):
        if not hasattr(Nvme, "kept"):
            scratch = tempfile.TemporaryDirectory(prefix="isrlint-test-")
            unittest.addModuleCleanup(scratch.cleanup)
            Nvme.kept = Path(scratch.name).resolve()
            Nvme.driver = shutil.copytree(BROKEN, cls.kept / BROKEN.name, ignore=shutil.ignore_patterns(".isrlint"))

    def restore(self):
        for path in sources(BROKEN):
            (self.driver / path).write_bytes((BROKEN / path).read_bytes())

    @classmethod
    def look(cls, folder, *options):
        return isrlint("check", ".", "--rules", "all", "--cache", cls.kept / f"{folder.name}.cache", *options,
                       cwd=folder)


class AsTheyAre(Nvme):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.marked = markers(BROKEN)
        cls.sarif = cls.kept / "broken.sarif"
        cls.broken = cls.look(cls.driver, "--sarif", cls.sarif)
        cls.clean = cls.look(CLEAN, "--strict")

    def test_every_marker_and_nothing_else(self):
        self.assertEqual(self.broken.returncode, 1, self.broken.stderr)
        self.assertEqual(len(self.marked), 16)
        self.assertEqual(compare(self.marked, places(self.broken)), ([], []))

    def test_a_marker_less_is_a_difference(self):
        found = places(self.broken)
        for number, marker in enumerate(self.marked):
            with self.subTest(marker):
                rest = self.marked[:number] + self.marked[number + 1:]
                self.assertEqual(compare(rest, found), ([], [marker]))

    def test_the_clean_twin(self):
        self.assertEqual((self.clean.returncode, self.clean.stdout), (0, ""), self.clean.stderr)
        self.assertEqual(markers(CLEAN), [])
        # Each line of the summary is known: what is not known, not resolved or
        # incomplete would be one more.
        self.assertRegex(self.clean.stderr, "".join((
            r"\Achecked 13 units, \d+ functions, in 2 programs\n",
            r"program 'legacy': 2 units, \d+ functions \(\d+ reached, \d+ at DIRQL\)\n",
            r"  interrupt routine: LegacyInterrupt\S*\n",
            r"program '[\w-]+': 11 units, \d+ functions \(\d+ reached, \d+ at DIRQL\)\n",
            r"  interrupt routines: NvmeInterrupt, NvmeMsiInterrupt\n",
            r"0 findings\n\Z")))

    def test_the_broken_one_is_as_well_known(self):
        for words in ("incomplete", "not resolved", "unknown", "not known", "warning:"):
            self.assertNotIn(words, self.broken.stderr)

    def one_program_each(self, paths, about):
        self.assertEqual({p.startswith(SECOND) for p in paths}, {paths[0].startswith(SECOND)}, about)

    def test_no_chain_from_one_program_into_the_other(self):
        self.assertIn("in 2 programs\n", self.broken.stderr)
        seen = collections.Counter()
        for found in findings(self.broken.stdout):
            paths = [found.path, *(note[0] for note in found.notes if note[0])]
            self.one_program_each(paths, found.text)
            seen[paths[0].startswith(SECOND)] += 1
            # The two have routines of their own: none is named in the other.
            said = found.text + "".join(note[3] for note in found.notes)
            self.assertNotIn("'Nvme" if found.path.startswith(SECOND) else "'Legacy", said)
        self.assertEqual(seen, {False: 15, True: 1})
        with self.subTest("in SARIF"):
            results = json.loads(self.sarif.read_text("utf-8"))["runs"][0]["results"]
            self.assertEqual(len(results), 16)
            for result in results:
                uris = re.findall(r'"uri": "([^"]*)"', json.dumps(result))
                self.assertLessEqual(set(uris), set(sources(BROKEN)))
                self.one_program_each(uris, result["message"]["text"])

    def test_their_own_build(self):
        build = self.folder / "build"
        done = run(["cmake", "-S", BROKEN, "-B", build, "-G", "Ninja", f"-DCMAKE_C_COMPILER={clang(MAJORS[0])}"])
        self.assertEqual(done.returncode, 0, done.stderr)
        done = isrlint("check", "-p", build, "--rules", "all", cwd=BROKEN)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertIn("in 2 programs\n", done.stderr)
        self.same_findings(done.stdout, self.broken.stdout)


class Mended(Nvme):
    def test_every_hunk_makes_one_defect(self):
        owners = collections.Counter(h[:3] for defect in DEFECTS for h in hunks_of(defect))
        self.assertEqual(owners, {h[:3]: 1 for h in hunks()})

    def test_a_defect_less_is_a_difference(self):
        folder, marked, gone = self.driver, markers(BROKEN), []
        self.addCleanup(self.restore)
        for defect in DEFECTS:
            with self.subTest(defect):
                self.restore()
                was = mend(folder, defect)
                left = markers(folder)
                done = self.look(folder)
                # By the lines of the broken driver.
                found = [p._replace(line=was[p.path][p.line - 1]) if p.path in was else p for p in places(done)]
                missed, more = compare(marked, found)
                self.assertEqual((len(missed), more), (1, []), (missed, done.stdout))
                self.assertEqual(compare(left, places(done)), ([], []))
                gone += missed
        self.assertEqual(sorted(gone), sorted(marked))


class Moved(Nvme):
    def move(self, defects):
        """The places that are marked now and were not."""
        mend(self.driver, *defects)
        rest = collections.Counter((p.path, p.rule) for p in markers(self.driver))
        for defect in defects:
            for path, old, new in MOVES[defect]:
                edit(self.driver / path, old, new)
        return collections.Counter((p.path, p.rule) for p in markers(self.driver)) - rest

    def test_each_is_found_in_another_file(self):
        self.assertEqual(set(MOVES), set(DEFECTS))
        names = list(DEFECTS)
        # In two halves, so that no defect leans on all the others being moved.
        self.addCleanup(self.restore)
        for half in (names[:8], names[8:]):
            self.restore()
            new = self.move(half)
            self.assertEqual(new.total(), len(half), new)
            marked, found = markers(self.driver), places(self.look(self.driver))
            for defect in half:
                with self.subTest(defect):
                    self.found_elsewhere(defect, marked, found)
            with self.subTest("and nothing else"):
                self.assertEqual(compare(marked, found), ([], []))

    def found_elsewhere(self, defect, marked, found):
        (path, text), = ((path, new) for path, _, new in MOVES[defect] if MARK.search(new))
        line, = (line for line in text.splitlines() if MARK.search(line))
        numbers = [n for n, now in enumerate((self.driver / path).read_text("utf-8").splitlines(), 1) if now == line]
        self.assertEqual(len(numbers), 1, line)
        place = Place(path, numbers[0], MARK.search(line)[1])
        self.assertIn(place, marked)
        self.assertEqual(found.count(place), 1, found)
        before = {h.path for h in hunks_of(defect) if MARK.search(words_of(h))}
        self.assertNotIn(path, before, "it has not left its file")


class OneUnit(Case):
    """What the plugin says of a unit alone."""

    def compile(self, major, path, *keys):
        done = run([clang(major), *kernel_clang.flags(), f"-fplugin={BUILD}/lib/isrlint-{major}.plugin",
                    *(f"-fplugin-arg-isrlint-{key}" for key in ("rules=all", *keys)), "-fsyntax-only", path])
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stderr

    @each_major
    def test_a_defect_that_needs_another_unit(self, major):
        # The interrupt routines that reach them are in isr.c.
        for name in ("event.c", "queue.c"):
            self.assertIn("EXPECT", (BROKEN / name).read_text("utf-8"))
            with self.subTest(name):
                self.assertEqual(self.compile(major, BROKEN / name), "")
                said = self.compile(major, BROKEN / name, "v")
                self.assertEqual(findings(said), [])
                self.assertEqual(len(said.splitlines()), 1, said)
                self.assertRegex(said, rf"{name}: only this unit was seen: \d+ callees? not in it or not known, .*\d+ rules? about")
                self.assertIn("'isrlint analyze' on the facts of all units", said)

    @each_major
    def test_a_defect_that_the_unit_shows(self, major):
        # With its role in the header, isr.c alone has a root and its wait.
        folder = self.copy(BROKEN)
        mend(folder, "no role")
        said = self.compile(major, folder / "isr.c")
        self.assertEqual([(f.line, f.rule) for f in findings(said)],
                         [(p.line, p.rule) for p in markers(folder) if p.path == "isr.c"])
        self.assertIn("in message interrupt routine 'NvmeMsiInterrupt' (DIRQL)", said)


if __name__ == "__main__":
    unittest.main()
