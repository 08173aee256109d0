"""Commands as databases have them: what stands around the one compilation."""

import json
import os
import unittest

from support import MAJORS, Case, clang, edit, findings, isrlint, run

TARGET = "--target=x86_64-pc-windows-msvc"


class Commands(Case):
    def setUp(self):
        super().setUp()
        # The one finding is there only for a compiler that has read -DPOLL.
        self.where = self.small()
        edit(self.where / "driver.c", "  Drain();\n", "#ifdef POLL\n  Drain();\n#endif\n")

    def entries(self, *commands, file="driver.c"):
        (self.where / "compile_commands.json").write_text(json.dumps(
            [{"directory": str(self.where), "file": file,
              "command" if isinstance(c, str) else "arguments": c} for c in commands]), "utf-8")

    def found(self, *commands, count=1, **more):
        """The findings of a whole run over these commands."""
        self.entries(*commands, **more)
        done = self.check("-p", self.where, "--strict", code=1 if count else 0)
        self.assertNotIn("incomplete", done.stderr)
        self.assertEqual(len(findings(done.stdout)), count, done.stderr)
        return done

    def test_launchers(self):
        for launcher in ("ccache", "/usr/bin/ccache", "sccache", "distcc", "C:/tools/sccache.exe", "icecc",
                         "ccache distcc", "env A=1 ccache", "ccache compression=false"):
            for compiler in (f"clang-cl {TARGET}", f"/usr/bin/clang-cl {TARGET}", "cl.exe", "CL", "CL.EXE",
                             "CLANG-CL.EXE"):
                with self.subTest(launcher, compiler=compiler):
                    self.found(f"{launcher} {compiler} /c /DPOLL driver.c")
            self.found(f"{launcher} clang -c -DPOLL driver.c")
            self.found(f"{launcher} /usr/bin/x86_64-w64-mingw32-gcc -c -DPOLL driver.c")
        with self.subTest("that is the compiler"):
            self.found("distcc -c -DPOLL driver.c")
            self.found("distcc -DOTHER=1 -o driver.o -c -DPOLL driver.c")
            self.found("ccache driver.c -DPOLL -c")
        with self.subTest("nothing is added"):
            self.found("ccache clang-cl /c driver.c", count=0)
            self.found("ccache clang-cl /c /DPOLL /UPOLL driver.c", count=0)



if __name__ == "__main__":
    unittest.main()
