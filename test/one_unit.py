#!/usr/bin/env python3
"""Runs a one-unit test through every way to its findings.

one_unit.py --build BUILD FILE.c

For each Clang major that was built:
  plugin     clang -Xclang -verify: what and where, beside the line
  extractor  isrlint-extract to a facts file, 'isrlint analyze' on it
  object     clang -c with facts=object, 'isrlint analyze' on the object
The findings must be equal in all of them, and the facts of all majors equal
byte for byte.  Prints the findings, for FileCheck.  Clang flags of the test
stand in lines '// FLAGS: ...', its rules in a line '// RULES: id,id'; without
it, it has all of them.  A line '// WAYS: facts object' leaves the plugin out,
for what only 'isrlint analyze' says.
"""

import argparse
import glob
import os
import re
import subprocess
import sys
import tempfile

import kernel_clang

LINE = re.compile(r"^(?:\./)?(?P<at>.*?:\d+:\d+: )?(?P<level>error|warning|note): (?P<text>.*)$")
TAG = re.compile(r" \[isrlint-([a-z-]+)\]$")
# What Clang adds to a diagnostic whose place is in a macro.
BACKTRACE = re.compile(r"expanded from (macro '.*'|here)$|\(skipping \d+ expansions? in backtrace")


def findings(text):
    """The findings and their notes as (place, is a note, text), carets aside.

    The compiler shows a finding of level note as a warning, so the level of
    what has a tag is left aside."""
    result, ours = [], False
    for line in text.splitlines():
        match = LINE.match(line)
        if not match or BACKTRACE.match(match["text"]):
            continue
        is_finding = bool(TAG.search(match["text"]))
        if is_finding or match["level"] != "note":
            ours = is_finding
        if ours:
            result.append((match["at"] or "", not is_finding, match["text"]))
    return result


def run(args, **more):
    return subprocess.run(args, capture_output=True, text=True, check=False, **more)


def fail(what, done):
    sys.exit(f"{what}: exit status {done.returncode}\n{done.stdout}{done.stderr}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("file")
    options = parser.parse_args()
    source = os.path.abspath(options.file)
    folder, name = os.path.split(source)
    with open(source, encoding="utf-8") as lines:
        lines = lines.readlines()
    own = [w for l in lines if l.startswith("// FLAGS:") for w in l[9:].split()]
    rules = next((l[9:].strip() for l in lines if l.startswith("// RULES:")), "all")
    ways = next((l[8:].split() for l in lines if l.startswith("// WAYS:")), ["plugin", "facts", "object"])
    if ways not in (["plugin", "facts", "object"], ["facts", "object"]):
        sys.exit(f"no such ways: {' '.join(ways)}")
    isrlint = f"{options.build}/bin/isrlint"
    majors = sorted(int(p.rsplit("-", 1)[1].split(".")[0])
                    for p in glob.glob(f"{options.build}/lib/isrlint-*.plugin"))
    if not majors:
        sys.exit("no plugin was built")
    facts_seen, seen = {}, {}
    with tempfile.TemporaryDirectory() as scratch:
        # The tests' folder is the root, so that paths are the file's name.
        for major in majors:
            clang = [f"/usr/lib/llvm-{major}/bin/clang", *kernel_clang.flags(), *own]
            plugin = [f"-fplugin={options.build}/lib/isrlint-{major}.plugin",
                      f"-fplugin-arg-isrlint-root={folder}", f"-fplugin-arg-isrlint-rules={rules}"]
            if "plugin" in ways:
                done = run([*clang, *plugin, "-fsyntax-only", "-Xclang", "-verify", name], cwd=folder)
                if done.returncode:
                    fail(f"clang {major} -verify", done)
                done = run([*clang, *plugin, "-fsyntax-only", "-fno-color-diagnostics", name], cwd=folder)
                seen[f"plugin {major}"] = findings(done.stderr)

            facts = f"{scratch}/{major}.facts"
            done = run([f"{options.build}/bin/isrlint-extract-{major}", "--unit", source, "--cwd", folder,
                        "--root", folder, "--facts", facts, "--", *clang, "-c", name], cwd=folder)
            if done.returncode:
                fail(f"isrlint-extract-{major}", done)
            with open(facts, encoding="utf-8") as file:
                facts_seen[major] = file.read()
            done = run([isrlint, "analyze", "-q", "--rules", rules, facts], cwd=folder)
            if done.returncode not in (0, 1):
                fail("isrlint analyze", done)
            seen[f"facts {major}"] = findings(done.stdout)
            output = done.stdout

            obj = f"{scratch}/{major}.obj"
            done = run([*clang, *plugin, "-fplugin-arg-isrlint-facts=object", "-c", name, "-o", obj], cwd=folder)
            if done.returncode:
                fail(f"clang {major} -c", done)
            done = run([isrlint, "analyze", "-q", "--rules", rules, obj], cwd=folder)
            if done.returncode not in (0, 1):
                fail("isrlint analyze (object)", done)
            seen[f"object {major}"] = findings(done.stdout)
    first = next(iter(seen))
    for way, found in seen.items():
        if found != seen[first]:
            want, got = set(seen[first]), set(found)
            sys.exit(f"findings differ\n{first} only: {sorted(want - got)}\n{way} only: {sorted(got - want)}\n"
                     f"(or in another order)")
    if len(set(facts_seen.values())) != 1:
        sys.exit(f"facts of {majors} differ")
    sys.stdout.write(output)


if __name__ == "__main__":
    main()
