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

    def test_precompiled_headers_of_windows(self):
        (self.where / "precomp.h").write_text('#include "../kernel.h"\n', "utf-8")
        edit(self.where / "driver.c", '"../kernel.h"', '"precomp.h"')
        (self.where / "precomp.pch").write_text("of another compiler\n", "utf-8")
        for compiler in ("cl.exe", f"clang-cl {TARGET}"):
            for options in ("/Yuprecomp.h", "/Yu", "-Yuprecomp.h", "/Ycprecomp.h", "-Ycprecomp.h", "/Yc",
                            "/Yuprecomp.h /Fpprecomp.pch", "-Yuprecomp.h -Fpprecomp.pch", "/Fp: precomp.pch /Yu",
                            "/Ycprecomp.h /Fpprecomp.pch /Y-", "/FIprecomp.h /Yuprecomp.h", "-Y- /Yuprecomp.h"):
                with self.subTest(options, compiler=compiler):
                    self.found(f"{compiler} /c /DPOLL {options} driver.c")

    def test_precompiled_headers(self):
        (self.where / "precomp.h").write_text('#include "../kernel.h"\n', "utf-8")
        for name in ("old.pch", "precomp.h.gch", "precomp.h.pch"):
            (self.where / name).write_text("of another compiler\n", "utf-8")
        for options in ("-include-pch old.pch", "-include-pch nowhere.pch", "-Xclang -include-pch -Xclang old.pch",
                        "-Xclang -include-pch -Xclang old.pch -Xclang -include -Xclang precomp.h",
                        "-Winvalid-pch -include precomp.h"):
            with self.subTest(options):
                self.found(f"clang -c -DPOLL {options} driver.c")
        with self.subTest("one that is good: its macros are read too"):
            for major in MAJORS:
                made = run([clang(major), "-x", "c-header", "precomp.h", "-o", "good.pch"], cwd=self.where)
                self.assertEqual(made.returncode, 0, made.stderr)
                self.entries("clang -c -DPOLL -include-pch good.pch driver.c")
                self.check("-p", self.where, "--strict", "--clang", major, "--cache", self.where / str(major), code=1)
                [facts] = (self.where / str(major)).glob("*.facts")
                self.assertNotIn("no-macros", facts.read_text("utf-8"))

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

    def test_response_files(self):
        rsp = self.where / "a.rsp"
        for command in (f"clang-cl {TARGET} /c @a.rsp", "cl.exe @a.rsp /c", "clang -c @a.rsp", "ccache CL /c @a.rsp",
                        f"clang-cl {TARGET} /c @outer.rsp", "clang -c @{folder}/a.rsp"):
            with self.subTest(command):
                command = command.format(folder=self.where)
                (self.where / "outer.rsp").write_text("@a.rsp\n", "utf-8")
                slash = "-" if command.startswith("clang ") else "/"
                rsp.write_text("driver.c\n", "utf-8")
                self.found(command, count=0)
                rsp.write_text(f"{slash}DPOLL driver.c\n", "utf-8")
                self.found(command)
                rsp.write_text(f"{slash}DPULL driver.c\n", "utf-8")
                self.found(command, count=0)
        with self.subTest("one that appears"):
            rsp.unlink()
            self.entries("clang -c driver.c @a.rsp")
            isrlint("check", "-p", self.where)
            rsp.write_text("-DPOLL\n", "utf-8")
            self.found("clang -c driver.c @a.rsp")
        with self.subTest("nothing changed"):
            before = {p: p.stat().st_ino for p in (self.where / ".isrlint").glob("*.facts")}
            self.found("clang -c driver.c @a.rsp")
            self.assertEqual({p: p.stat().st_ino for p in (self.where / ".isrlint").glob("*.facts")}, before)
        with self.subTest("paths as Windows writes them"):
            (self.where / "include").mkdir()
            (self.where / "include" / "own.h").write_text("#define POLL\n", "utf-8")
            text = (self.where / "driver.c").read_text("utf-8")
            (self.where / "driver.c").write_text('#include "own.h"\n' + text, "utf-8")
            rsp.write_text('/I"include" /DPATH=..\\x driver.c\n', "utf-8")
            self.found(f"clang-cl {TARGET} /c @a.rsp")

    def test_the_environment(self):
        (self.where / "with").mkdir()
        (self.where / "without").mkdir()
        (self.where / "with" / "own.h").write_text("#define POLL\n", "utf-8")
        (self.where / "without" / "own.h").write_text("\n", "utf-8")
        text = (self.where / "driver.c").read_text("utf-8")
        (self.where / "driver.c").write_text("#include <own.h>\n" + text, "utf-8")
        for name, command in (("CPATH", "clang -c driver.c"), ("C_INCLUDE_PATH", "clang -c driver.c"),
                              ("INCLUDE", f"clang-cl {TARGET} /c driver.c")):
            self.entries(command)
            for folder, count in (("without", 0), ("with", 1), ("without", 0)):
                with self.subTest(name, folder=folder):
                    environment = {**os.environ, name: str(self.where / folder)}
                    done = self.check("-p", self.where, "--strict", code=count, env=environment)
                    self.assertEqual(len(findings(done.stdout)), count)

    def test_the_options_in_the_environment(self):
        # 'cl' puts those of CL before its own, and those of _CL_ behind.
        for command in (f"clang-cl {TARGET} /c driver.c", "CL.EXE /c driver.c"):
            self.entries(command)
            for name in ("CL", "_CL_"):
                for value, count in (("", 0), ("/DPOLL", 1), ("/DPULL", 0), ("/DPOLL /UPOLL", 0)):
                    with self.subTest(command, name=name, value=value):
                        done = self.check("-p", self.where, "--strict", code=count, env={**os.environ, name: value})
                        self.assertEqual(len(findings(done.stdout)), count)
        with self.subTest("no other compiler looks there"):
            self.entries("clang -c driver.c")
            self.check("-p", self.where, "--strict", code=0, env={**os.environ, "CL": "/DPOLL", "_CL_": "/DPOLL"})

    def test_two_sources(self):
        (self.where / "other.c").write_text("int Other;\n", "utf-8")
        (self.where / "third.cpp").write_text("int Third;\n", "utf-8")
        for command in (f"clang-cl {TARGET} /c /DPOLL driver.c other.c", "cl.exe /c /DPOLL other.c driver.c third.cpp",
                        "clang -c -DPOLL driver.c other.c", "clang -c -DPOLL other.c ./driver.c main.o",
                        f"clang-cl {TARGET} /c /DPOLL /Tcother.c /Tc driver.c", "cl.exe /c /DPOLL -- other.c driver.c",
                        "clang -DPOLL {folder}/other.c {folder}/../small/driver.c -c -o driver.o"):
            with self.subTest(command):
                self.found(command.format(folder=self.where))
        with self.subTest("each has an entry"):
            command = f"clang-cl {TARGET} /c /DPOLL driver.c other.c"
            self.entries(command)
            text = (self.where / "compile_commands.json").read_text("utf-8")
            entries = json.loads(text) + [{"directory": str(self.where), "file": "other.c", "command": command}]
            (self.where / "compile_commands.json").write_text(json.dumps(entries), "utf-8")
            done = self.check("-p", self.where, code=1)
            self.assertIn("checked 2 units", done.stderr)
        with self.subTest("the only one is called otherwise"):
            os.symlink("driver.c", self.where / "link.c")
            self.found("clang -c -DPOLL link.c")

    def test_a_command_that_is_no_compilation(self):
        (self.where / "a.c").write_text("int A;\n", "utf-8")
        (self.where / "b.c").write_text("int B;\n", "utf-8")
        (self.where / "main.o").write_text("", "utf-8")
        filler = " ".join(f"-DNUMBER{n}={n}" for n in range(500))
        for command in (f"clang -c {filler} a.c b.c", f"cl.exe {filler} /c a.c b.c", f"clang {filler} main.o"):
            with self.subTest(command[-20:]):
                self.entries(command, "clang -c -DPOLL driver.c")
                done = self.check("-p", self.where, code=1)
                [line] = [line for line in done.stderr.splitlines() if "isrlint-extract" in line]
                self.assertIn("driver.c': its command does not compile this one file; ", line)
                self.assertLess(max(map(len, done.stderr.splitlines())), 400)
        with self.subTest("any other long message is cut"):
            self.entries("clang -c driver.c --target=" + "x" * 3000, "clang -c -DPOLL driver.c")
            done = self.check("-p", self.where, code=1)
            [line] = [line for line in done.stderr.splitlines() if "isrlint-extract" in line]
            self.assertLess(len(line), 400)
            self.assertRegex(line, r"driver\.c': .*\.\.\.; run again with -v for the whole message$")
            done = self.check("-p", self.where, "-v", code=1)
            self.assertIn("x" * 3000, done.stderr)


if __name__ == "__main__":
    unittest.main()
