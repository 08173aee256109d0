#!/bin/sh
# Installs what is missing, builds isrlint, and checks the example driver.
# Ends with 0 when isrlint found what it should: exit status 1 and the finding.
set -u
cd "$(dirname "$0")/.." || exit 2
. scripts/packages.sh
# shellcheck disable=SC2086
install_packages $packages_build || exit 2

if [ ! -f build/build.ninja ]; then
  cmake -S . -B build -G Ninja >build-configure.log 2>&1 || {
    cat build-configure.log
    rm -f build-configure.log
    exit 2
  }
  rm -f build-configure.log
fi
echo "building isrlint (a few minutes the first time)"
log=$(mktemp) || exit 2
if ! ninja -C build isrlint clang-parts >"$log" 2>&1; then
  cat "$log"
  rm -f "$log"
  exit 2
fi
rm -f "$log"

echo
echo '$ isrlint check examples/tiny --sarif build/demo.sarif'
build/bin/isrlint check examples/tiny --cache build/demo-cache --sarif build/demo.sarif
status=$?
echo
echo "isrlint ended with $status (1: findings); SARIF is in build/demo.sarif"
if [ $status -ne 1 ] || ! grep -q '"blocking-call"' build/demo.sarif; then
  echo "error: the example's defect was not reported" >&2
  exit 1
fi
exit 0
