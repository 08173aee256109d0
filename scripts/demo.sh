#!/bin/sh
# Installs what is missing, builds isrlint, and checks the example drivers.
# Ends with 0 when isrlint found what it should: nothing in the clean one, and in
# the broken one as many findings as are marked there.
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
echo '$ isrlint check examples/nvme-mini'
build/bin/isrlint check examples/nvme-mini --cache build/demo-cache
clean=$?
echo
echo '$ isrlint check examples/nvme-mini-broken --sarif build/demo.sarif'
build/bin/isrlint check examples/nvme-mini-broken --cache build/demo-cache --sarif build/demo.sarif
broken=$?
echo
echo '$ isrlint tree NvmeInterrupt examples/nvme-mini-broken'
build/bin/isrlint tree NvmeInterrupt examples/nvme-mini-broken --cache build/demo-cache
echo
echo "isrlint ended with $clean on the clean driver and with $broken on the broken one"
echo "(0: nothing to say, 1: findings); SARIF is in build/demo.sarif"
found=$(grep -c '"ruleId": "' build/demo.sarif)
marked=$(grep -rho 'EXPECT: [a-z, -]*' examples/nvme-mini-broken --include='*.c' |
  tr ',' '\n' | grep -c '[a-z]')
if [ $clean -ne 0 ] || [ $broken -ne 1 ] || [ "$found" -ne "$marked" ]; then
  echo "error: $found findings, but $marked defects are marked" >&2
  exit 1
fi
exit 0
