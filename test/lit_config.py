"""How lit runs the annotated tests: those of rules/ and those of test/."""

import os

import lit.formats

config.name = "isrlint"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".test"]
config.excludes = ["inputs", "core", "fuzz", "corpus", "examples", "tool", "report", "rule.c", ".git", "everything.c"]
config.excludes += [d for d in os.listdir(config.isrlint_source) if d.startswith("build")]
config.test_source_root = config.isrlint_source
config.test_exec_root = os.path.join(config.isrlint_build, "test", "lit")

source, build = config.isrlint_source, config.isrlint_build
majors = config.llvm_majors
newest = majors[-1]


def prefix(major):
    return config.llvm_prefix[major]


# One-unit tests go through every way to the same findings; see one_unit.py.
config.substitutions += [
    ("%one-unit", f'"{config.python}" "{source}/test/one_unit.py" --build "{build}"'),
    ("%isrlint", f"{build}/bin/isrlint"),
    ("%python", config.python),
    ("%source", source),
    ("%build", build),
    ("%llvm-majors", " ".join(majors)),
    ("%newest", newest),
]
for major in majors:
    config.substitutions += [
        (f"%clang-{major}-kernel", f'"{config.python}" "{source}/test/kernel_clang.py" {prefix(major)}/bin/clang'),
        (f"%clang-{major}", f"{prefix(major)}/bin/clang"),
        (f"%plugin-{major}", f"{build}/lib/isrlint-{major}.plugin"),
        (f"%extract-{major}", f"{build}/bin/isrlint-extract-{major}"),
    ]
    config.available_features.add(f"clang-{major}")
config.substitutions.append(
    ("%clang_kernel", f'"{config.python}" "{source}/test/kernel_clang.py" '
                      + ",".join(f"{prefix(m)}/bin/clang" for m in majors)))

# 'not' and 'count' stand only below each LLVM's own bin.
config.environment["PATH"] = os.pathsep.join(
    [os.path.join(build, "bin"), os.path.join(prefix(newest), "bin"), os.environ["PATH"]])
for name in ("HOME", "TMPDIR", "CCACHE_DIR"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
