"""The deferral of an interrupt routine, in another file, through a pointer, in
another program."""

import unittest

import kernel_clang
from support import BUILD, Case, clang, database, each_major, edit, findings, line_of, run

HEADER = """\
#include <storport.h>

typedef struct _DEVICE {
  PSCSI_REQUEST_BLOCK Current;
  STOR_DPC Dpc;
  VOID (*Later)(struct _DEVICE *Device);
} DEVICE;

HW_INTERRUPT HwInterrupt;
HW_INITIALIZE HwInitialize;
VOID Defer(DEVICE *Device);
"""
ISR = """\
#include "driver.h"

BOOLEAN HwInterrupt(PVOID Extension) {
  DEVICE *Device = Extension;
  StorPortNotification(RequestComplete, Device, Device->Current);
  Defer(Device);
  return TRUE;
}
"""
QUEUE = """\
#include "driver.h"

VOID Defer(DEVICE *Device) {
  StorPortIssueDpc(Device, &Device->Dpc, NULL, NULL);
}
"""
ENTRY = """\
#include "driver.h"

BOOLEAN HwInitialize(PVOID Extension) { return Extension != NULL; }

ULONG DriverEntry(PVOID Driver, PVOID Path) {
  HW_INITIALIZATION_DATA Data = {0};
  Data.HwInterrupt = HwInterrupt;
  Data.HwInitialize = HwInitialize;
  return StorPortInitialize(Driver, Path, &Data, NULL);
}
"""
ISSUE = "  StorPortIssueDpc(Device, &Device->Dpc, NULL, NULL);\n"
WORK = "StorPortNotification("


class Deferral(Case):
    def driver(self, name="driver"):
        folder = self.folder / name
        folder.mkdir()
        for file, text in (("driver.h", HEADER), ("isr.c", ISR), ("queue.c", QUEUE), ("entry.c", ENTRY)):
            (folder / file).write_text(text, "utf-8")
        return folder

    def places(self, done):
        return [(f.path.rsplit("/", 1)[-1], f.line, f.rule) for f in findings(done.stdout)]

    def told(self, folder):
        return [("isr.c", line_of(folder / "isr.c", WORK), "missing-dpc")]

    def test_in_another_file(self):
        folder = self.driver()
        self.assertEqual(self.places(self.check(folder, code=0)), [])
        with self.subTest("without it"):
            edit(folder / "queue.c", ISSUE, "")
            self.assertEqual(self.places(self.check(folder, code=1)), self.told(folder))
        with self.subTest("without its file nothing is known of the function"):
            (folder / "queue.c").unlink()
            self.assertEqual(self.places(self.check(folder, code=0)), [])

    def test_through_a_pointer_filled_in_another_file(self):
        folder = self.driver()
        edit(folder / "isr.c", "  Defer(Device);\n", "  Device->Later(Device);\n")
        edit(folder / "entry.c", "{ return Extension != NULL; }",
             "{\n  ((DEVICE *)Extension)->Later = Defer;\n  return TRUE;\n}")
        self.assertEqual(self.places(self.check(folder, code=0)), [])
        with self.subTest("to what defers nothing"):
            edit(folder / "queue.c", ISSUE, "  Device->Current = NULL;\n")
            self.assertEqual(self.places(self.check(folder, code=1)), self.told(folder))

    def test_another_program_does_not_excuse(self):
        # Both programs have a function 'Defer'; that of the second queues nothing.
        self.driver("first")
        second = self.driver("second")
        edit(second / "queue.c", ISSUE, "  Device->Current = NULL;\n")
        files = ["isr.c", "queue.c", "entry.c"]
        build = self.folder / "build"
        flags = [*kernel_clang.flags()]
        for names in (("first", "second"), ("second", "first")):
            database(build, [self.folder / name / file for name in names for file in files], flags)
            done = self.check("-p", build, code=1)
            self.assertIn("in 2 programs\n", done.stderr)
            self.assertEqual(self.places(done), self.told(second))
            [finding] = findings(done.stdout)
            self.assertIn("second/", finding.path)
            self.assertEqual([n for n in finding.notes if "first/" in n[0]], [])

    @each_major
    def test_the_plugin_waits_for_the_whole(self, major):
        folder = self.driver()
        edit(folder / "queue.c", ISSUE, "")
        (folder / "driver.h").write_text("#pragma once\n" + HEADER, "utf-8")
        told = {"isr.c entry.c": [], "isr.c entry.c queue.c": ["missing-dpc"]}
        for files, rules in told.items():
            with self.subTest(files):
                (folder / "unit.c").write_text("".join(f'#include "{f}"\n' for f in files.split()), "utf-8")
                done = run([clang(major), *kernel_clang.flags(), f"-fplugin={BUILD}/lib/isrlint-{major}.plugin",
                            "-fsyntax-only", "unit.c"], cwd=folder)
                self.assertEqual((done.returncode, [f.rule for f in findings(done.stderr)]), (0, rules))


if __name__ == "__main__":
    unittest.main()
