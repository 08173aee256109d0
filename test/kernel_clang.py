#!/usr/bin/env python3
"""Runs clang with the kernel flags of wdk/flags.txt: kernel_clang.py CLANG[,CLANG] ARG...

With several, all must succeed and the last one's output is shown.
"""

import os
import subprocess
import sys

MINGW = os.environ.get("ISRLINT_MINGW", "/usr/share/mingw-w64/include")


def flags():
    wdk = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "wdk")
    with open(os.path.join(wdk, "flags.txt"), encoding="utf-8") as lines:
        for line in map(str.strip, lines):
            if line and not line.startswith("#"):
                yield line.replace("@WDK@", wdk).replace("@MINGW@", MINGW)


if __name__ == "__main__":
    *others, last = sys.argv[1].split(",")
    args = [*flags(), *sys.argv[2:]]
    for clang in others:
        if subprocess.run([clang, *args], stdout=subprocess.DEVNULL, check=False).returncode:
            sys.exit(f"{clang} failed")
    os.execv(last, [last, *args])
