#!/bin/bash
# Installs what is missing, builds everything, and runs all tests: unit tests,
# annotated C files on every supported Clang, the same core under ASan and
# UBSan, and each fuzzer for a while (FUZZ_SECONDS, default 60).
set -u
cd "$(dirname "$0")/.." || exit 2
. scripts/packages.sh
# shellcheck disable=SC2086
install_packages $packages_build $packages_test || exit 2

passed=0 failed=0
step() { # step NAME COMMAND...
  local name=$1
  shift
  echo "== $name"
  if "$@"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $name"
  fi
}
quiet() { # prints the output only when the command fails
  local log
  log=$(mktemp)
  "$@" >"$log" 2>&1
  local status=$?
  [ $status -eq 0 ] || cat "$log"
  rm -f "$log"
  return $status
}
fuzz() { # fuzz NAME
  local corpus
  corpus=$(mktemp -d)
  cp -r "test/fuzz/corpus/$1/." "$corpus"
  local dictionary=()
  [ ! -f "test/fuzz/$1.dict" ] || dictionary=(-dict="test/fuzz/$1.dict")
  quiet "build-asan/bin/fuzz_$1" -max_total_time="${FUZZ_SECONDS:-60}" \
    -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
    -artifact_prefix="build-asan/" "${dictionary[@]}" "$corpus"
  local status=$?
  rm -rf "$corpus"
  return $status
}
both_fuzzers() {
  fuzz facts &
  local first=$!
  fuzz object
  local second=$?
  wait $first && [ $second -eq 0 ]
}

step "configure" quiet cmake --preset dev
step "build" quiet cmake --build build
[ $failed -eq 0 ] || { echo "$passed passed, $failed failed"; exit 1; }
step "format" scripts/format.sh --check
step "tests" ctest --test-dir build --output-on-failure
step "configure without LLVM, sanitizers on" quiet cmake --preset asan
step "build without LLVM, sanitizers on" quiet cmake --build build-asan
step "core tests under ASan and UBSan" ctest --test-dir build-asan --output-on-failure
step "fuzzers, ${FUZZ_SECONDS:-60} s each" both_fuzzers
step "demo" quiet scripts/demo.sh

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
