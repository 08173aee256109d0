"""The commands that show how a program was followed, and hidden findings."""

import json
import re
import unittest

from support import SOURCE, Case, database, findings, isrlint, line_of, run

DRIVER = """\
#include <ntddk.h>
#include <storport.h>

typedef struct _DEVICE {
  ULONG DumpMode, Limit;
  KEVENT Event;
  VOID (*Step)(struct _DEVICE *Device);
} DEVICE, *PDEVICE;

HW_INTERRUPT HwInterrupt;
HW_STARTIO HwStartIo;
HW_FIND_ADAPTER HwFindAdapter;
VOID Vendor(PDEVICE Device);

static VOID Wait(PDEVICE Device) {
  KeWaitForSingleObject(&Device->Event, Executive, KernelMode, FALSE, NULL);
}

static VOID Polled(PDEVICE Device, PLARGE_INTEGER Timeout) {
  for (ULONG i = 0; i < 10; i++) // counted
    StorPortStallExecution(1);
  for (ULONG i = 0; i <= Device->Limit; i++) // undecided
    Vendor(Device);
  KeWaitForSingleObject(&Device->Event, Executive, KernelMode, FALSE, Timeout);
}

VOID Nobody(PDEVICE Device) {
  Wait(Device); // nobody
}

BOOLEAN HwInterrupt(PVOID Extension) {
  PDEVICE device = Extension;
  ULONG plain = 1; // nothing
  if (device->DumpMode)
    Wait(device); // dump
  device->Step(device); // unresolved
  if (device->Limit == plain)
    Wait(device); // isrlint: allow(blocking-call) seven never comes
  StorPortFreePool(device, device); // finding
  Polled(device, (PVOID)device);
  return TRUE;
}

BOOLEAN HwStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {
  STOR_LOCK_HANDLE handle;
  Polled(Extension, (PVOID)Srb); // start
  StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &handle);
  Polled(Extension, (PVOID)Srb); // region
  StorPortReleaseSpinLock(Extension, &handle);
  return TRUE;
}

ULONG HwFindAdapter(PVOID Extension, PVOID Context, PVOID Bus, PCHAR Arguments,
                    PPORT_CONFIGURATION_INFORMATION Configuration, PUCHAR Again) {
  PDEVICE device = Extension;
  device->DumpMode = Configuration->DumpMode;
  return SP_RETURN_FOUND;
}
"""


class Shown(Case):
    def setUp(self):
        super().setUp()
        self.driver = self.folder / "driver"
        self.driver.mkdir()
        self.source = self.driver / "driver.c"
        self.source.write_text(DRIVER, "utf-8")

    def show(self, *args, code=0):
        done = isrlint(*args, self.driver, "--cache", self.folder / "cache", cwd=self.folder)
        self.assertEqual(done.returncode, code, f"{args}\n{done.stdout}{done.stderr}")
        return done

    def lines(self, *args):
        return self.show(*args).stdout.splitlines()

    def at(self, words):
        return line_of(self.source, words)


class Tree(Shown):
    def test_a_tree(self):
        lines = self.lines("tree", "HwInterrupt")
        self.assertEqual(lines[0], "program 'driver': 5 functions reached, 4 at DISPATCH_LEVEL or above, 3 at DIRQL; "
                                   "2 unknown callees")
        self.assertEqual(lines[2:], [
            f"HwInterrupt  driver/driver.c:{self.at('BOOLEAN HwInterrupt')}  interrupt routine, DIRQL",
            f"|- device->Step  driver/driver.c:{self.at('// unresolved')}  goes to no function that is known",
            f"|- Wait  driver/driver.c:{self.at('allow(')}",
            f"|  `- KeWaitForSingleObject  driver/driver.c:{self.at('static VOID Wait') + 1}"
            "  <- blocking-call (suppressed)",
            f"|- StorPortFreePool  driver/driver.c:{self.at('// finding')}  <- irql-too-high",
            f"`- Polled  driver/driver.c:{self.at('Polled(device, (PVOID)device)')}",
            f"   |- loop driver/driver.c:{self.at('// counted')}: constant, at most 10 turns",
            f"   |- loop driver/driver.c:{self.at('// undecided')}: " +
            next(line for line in lines if "undecided" in line).split(": ", 1)[1],
            f"   |- Vendor  driver/driver.c:{self.at('// undecided') + 1}  nothing is known of it",
            f"   `- KeWaitForSingleObject  driver/driver.c:{self.at('Timeout);')}  <- irql-too-high"])

    def test_all_roots(self):
        text = self.show("tree").stdout
        heads = [line.split("  ")[0] for line in text.splitlines()[1:] if re.match(r"\w", line)]
        self.assertEqual(heads, ["HwInterrupt", "HwFindAdapter", "HwStartIo"])
        self.assertIn(f"Polled  driver/driver.c:{self.at('// region')}  DIRQL", text)
        self.assertNotIn("StorPortStallExecution", text)
        self.assertIn("StorPortStallExecution", self.show("tree", "-v").stdout)

    def test_graphviz(self):
        text = self.show("tree", "--dot").stdout
        self.assertRegex(text, r'(?s)\Adigraph isrlint \{\n.*\n\}\n\Z')
        self.assertIn('"HwInterrupt (DIRQL)" [peripheries=2, color=red];', text)
        self.assertIn('"HwInterrupt (DIRQL)" -> "Wait (DIRQL)";', text)
        self.assertIn('"HwInterrupt (DIRQL)" -> "StorPortFreePool" [color=red];', text)

    def test_graphviz_of_one_function(self):
        text = self.show("tree", "--dot", "HwStartIo").stdout
        self.assertIn('"HwStartIo (DISPATCH_LEVEL)" -> "Polled (DIRQL)";', text)
        self.assertIn('"Polled (DISPATCH_LEVEL)" [color=orange];', text)
        self.assertNotIn("HwInterrupt", text)
        self.assertNotIn('"Polled (DISPATCH_LEVEL)" ->', text)  # the finding there is of DIRQL

    def test_no_such_function(self):
        done = self.show("tree", "Nowhere", code=2)
        self.assertIn("'Nowhere' is no function that runs in any of the programs", done.stderr)


class Macro(Shown):
    def test_a_loop_and_a_call_of_one_macro(self):
        """The finding is about the loop, not about the call beside it."""
        self.source.write_text("#define FOREVER() for (;;) StorPortStallExecution(1)\n" + DRIVER.replace(
            "device->Step(device); // unresolved", "FOREVER(); // macro"), "utf-8")
        lines = self.lines("tree", "-v", "HwInterrupt")
        marked = [line for line in lines if "<- unbounded-loop" in line]
        self.assertEqual(len(marked), 1, lines)
        self.assertIn("loop driver/driver.c", marked[0])
        self.assertTrue([line for line in lines if "- StorPortStallExecution  driver" in line])


class Why(Shown):
    def test_other_roots(self):
        self.source.write_text(DRIVER.replace("Polled(Extension, (PVOID)Srb); // start", "Wait(Extension); // start")
                               .replace("HW_STARTIO HwStartIo;", "HW_STARTIO HwStartIo;\nHW_TIMER_EX HwTimer;\n"
                                        "VOID HwTimer(PVOID Extension, PVOID Context) { Nobody(Extension); }\n"
                                        "VOID Nobody(PDEVICE Device);"), "utf-8")
        lines = self.lines("why", "Wait")
        at = lines.index("'Wait' runs at DISPATCH_LEVEL in program 'driver'")
        told = "\n".join(lines[at:])
        self.assertIn("'HwStartIo' is declared", told)
        self.assertIn("  and from 'HwTimer': timer routine, DISPATCH_LEVEL", told)

    def test_a_tree_from_the_middle(self):
        text = self.show("tree", "Polled").stdout
        line = self.at("static VOID Polled")
        self.assertIn(f"Polled  driver/driver.c:{line}  reached from interrupt routine 'HwInterrupt', DIRQL", text)
        self.assertIn(f"Polled  driver/driver.c:{line}  reached from start-I/O routine 'HwStartIo', DISPATCH_LEVEL",
                      text)

    @unittest.expectedFailure
    def test_a_lock_that_does_not_count(self):
        """A known fault: nothing is said of a lock that may be held."""
        self.source.write_text(DRIVER.replace("HwStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {",
                                              "HwStartIo(PVOID Extension, PSCSI_REQUEST_BLOCK Srb) {\n"
                                              "  STOR_LOCK_HANDLE held;\n"
                                              "  if (Srb->Lun)\n"
                                              "    StorPortAcquireSpinLock(Extension, InterruptLock, NULL, &held);\n"
                                              "  Nobody(Extension);"), "utf-8")
        self.assertIn("may be held", self.show("why", "Nobody").stdout)

    def test_levels_and_ways(self):
        self.assertEqual(self.lines("why", "Polled"), [
            "'Polled' runs at DIRQL in program 'driver'",
            f"  called from 'HwInterrupt' at driver/driver.c:{self.at('Polled(device, (PVOID)device)')}",
            "  'HwInterrupt' is declared 'HW_INTERRUPT' here at driver/driver.c:"
            f"{self.at('HW_INTERRUPT HwInterrupt')}: interrupt routine, DIRQL",
            "'Polled' runs at DISPATCH_LEVEL in program 'driver'",
            f"  called from 'HwStartIo' at driver/driver.c:{self.at('// start')}",
            "  'HwStartIo' is declared 'HW_STARTIO' here at driver/driver.c:"
            f"{self.at('HW_STARTIO HwStartIo')}: start-I/O routine, DISPATCH_LEVEL",
            "'Polled' runs at DIRQL in program 'driver', with the Interrupt lock held",
            f"  called from 'HwStartIo' at driver/driver.c:{self.at('// region')} (DIRQL)",
            "  'HwStartIo' is declared 'HW_STARTIO' here at driver/driver.c:"
            f"{self.at('HW_STARTIO HwStartIo')}: start-I/O routine, DISPATCH_LEVEL"])

    def test_what_is_not_reached(self):
        self.assertEqual(self.lines("why", "Nobody"), ["'Nobody' is reached by no routine that Windows calls"])
        self.assertIn("no function 'Nowhere' has its body", self.show("why", "Nowhere", code=2).stderr)
        self.assertIn("name one function", self.show("why", code=2).stderr)


class WhyNot(Shown):
    def why_not(self, words, below=0):
        return self.show("why-not", f"driver.c:{self.at(words) + below}").stdout

    def test_each_reason(self):
        for words, below, wanted in (
                ("// finding", 0, "it is reported: call to 'StorPortFreePool'"),
                ("static VOID Wait", 1, "suppressed: 'blocking-call' by the comment at driver/driver.c:"
                                        f"{self.at('allow(')}: seven never comes"),
                ("// nobody", 0, "not reachable: 'Nobody' is reached by no routine"),
                ("// undecided", 0, "undecided: loop"),
                ("// undecided", 1, "unknown callee: 'Vendor' at DIRQL; nothing is known of it"),
                ("// unresolved", 0, "unknown callee: 'device->Step' at DIRQL; the pointer holds no function"),
                ("// dump", 0, "mode flag or constant: 'Wait' is not called here"),
                ("// counted", 0, "loop driver/driver.c:"),
                ("// counted", 1, "nothing is wrong with the call of 'StorPortStallExecution' at DIRQL"),
                ("// start", 0, "call of 'Polled' at DISPATCH_LEVEL: what it does is judged in its own body"),
                ("// nothing", 0, "no call and no loop at this line of 'HwInterrupt'")):
            with self.subTest(words, below=below):
                text = self.why_not(words, below)
                self.assertTrue(text.startswith(wanted), text)

    def test_a_timeout_that_is_not_known(self):
        done = isrlint("why-not", f"driver.c:{self.at('Timeout);')}", self.driver, "--cache", self.folder / "cache",
                       "--rules", "blocking-call", cwd=self.folder)
        self.assertIn("whether it waits hangs on an argument that is not known", done.stdout)

    def test_no_code_there(self):
        self.assertIn("has code at 'driver.c:1'", self.show("why-not", "driver.c:1", code=2).stderr)
        self.assertIn("has code at 'other.c:20'", self.show("why-not", "other.c:20", code=2).stderr)
        for words in ("driver.c", "driver.c:0", "driver.c:x", "driver.c:"):
            self.assertIn("name one place, as FILE:LINE", self.show("why-not", words, code=2).stderr)


class Suppressed(Shown):
    def test_hidden_shown_and_counted(self):
        args = ("--rules", "blocking-call,unused-suppression")
        done = self.show("check", *args)
        self.assertEqual(done.stdout, "")
        self.assertIn("0 findings, and 1 suppressed", done.stderr)
        done = self.show("check", *args, "--show-suppressed")
        found = findings(done.stdout)
        self.assertEqual([(f.rule, f.line) for f in found], [("blocking-call", self.at("static VOID Wait") + 1)])
        self.assertEqual(found[0].note("suppressed here: seven never comes"), ("driver.c", self.at("allow(")))

    def test_sarif(self):
        sarif = self.folder / "out.sarif"
        self.show("check", "--sarif", sarif, code=1)
        done = run(["python3", SOURCE / "test" / "sarif" / "check_sarif.py", "--src", self.folder, sarif])
        results = json.loads(sarif.read_text("utf-8"))["runs"][0]["results"]
        hidden = [r for r in results if r["suppressions"]]
        self.assertEqual([r["ruleId"] for r in hidden], ["blocking-call"])
        self.assertGreater(len(results), 1)
        suppression = hidden[0]["suppressions"][0]
        self.assertEqual((suppression["kind"], suppression["justification"]), ("inSource", "seven never comes"))
        region = suppression["location"]["physicalLocation"]["region"]
        self.assertEqual(region["startLine"], self.at("allow("))
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)


class Looks(Shown):
    def test_color(self):
        self.assertNotIn("\x1b[", self.show("check", code=1).stdout)
        self.assertNotIn("\x1b[", self.show("check", "--color", "never", code=1).stdout)
        self.assertIn("\x1b[", self.show("check", "--color", "always", code=1).stdout)
        self.assertIn("auto, always or never", self.show("check", "--color", "blue", code=2).stderr)

    def test_timings(self):
        steps = re.findall(r"(?m)^(\w+) +\d+\.\d+ s$", self.show("check", "--timings", code=1).stderr)
        self.assertEqual(steps, ["extract", "load", "tables", "analyse", "report"])
        self.assertNotRegex(self.show("check", code=1).stderr, r"\d s\n")


if __name__ == "__main__":
    unittest.main()
