#!/bin/sh
# Formats our C and C++ sources; with --check only says which are not.
set -u
cd "$(dirname "$0")/.." || exit 2
format=clang-format-19
command -v $format >/dev/null 2>&1 || {
  echo "error: no $format; install the package $format" >&2
  exit 2
}
# Tests and examples keep their layout: annotations stand beside the line.
files=$(find core include plugin report tool rules/*/rule.c test/core test/fuzz \
  -path test/core/loops -prune -o \( -name '*.c' -o -name '*.h' -o -name '*.cpp' \) -print | sort)
if [ "${1:-}" = --check ]; then
  # shellcheck disable=SC2086
  $format --dry-run -Werror $files
else
  # shellcheck disable=SC2086
  $format -i $files
fi
