#!/bin/sh
# Validates SARIF files with Microsoft's SARIF Multitool, which npm installs.
#
# usage: multitool.sh CACHE_FOLDER FILE...
#
# The first run installs the tool (about 100 MB) into CACHE_FOLDER; later runs
# need no network.  Lists errors and warnings.  Exit status: 0 no error,
# 1 errors, 2 wrong usage or a fault of the tool, 77 npm cannot install it.
set -u

package=@microsoft/sarif-multitool-linux
version=5.7.0

if [ $# -lt 2 ]; then
  echo "usage: multitool.sh CACHE_FOLDER FILE..." >&2
  exit 2
fi
cache=$1/multitool-$version
shift
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || exit 2
tool=$cache/node_modules/$package/Sarif.Multitool

skip() {
  echo "multitool.sh: skipped: $1" >&2
  exit 77
}

for file in "$@"; do
  if [ ! -f "$file" ]; then
    echo "multitool.sh: no file '$file'" >&2
    exit 2
  fi
done

if [ ! -f "$tool" ]; then
  command -v npm >/dev/null 2>&1 ||
    skip "no npm here (Debian: apt-get install npm)"
  mkdir -p "$cache" || exit 2
  # Install scripts of packages do not run; what this one does is the chmod.
  npm install --prefix "$cache" --ignore-scripts --no-save --no-package-lock \
    --no-audit --no-fund --loglevel=error "$package@$version" >&2 ||
    skip "npm cannot install $package@$version"
  [ -f "$tool" ] || skip "$package@$version has no Sarif.Multitool"
fi
chmod u+x "$tool" || exit 2

log=$(mktemp) || exit 2
trap 'rm -f "$log" "$log.out"' EXIT
status=0
for file in "$@"; do
  : >"$log"
  # Without this variable .NET asks for a library of language data.
  DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1 "$tool" validate "$file" \
    --rule-kind 'Sarif;Gh' --level 'Error;Warning;Note' \
    --max-file-size-in-kb 1000000 -o "$log" --log ForceOverwrite \
    >"$log.out" 2>&1
  ended=$?
  if [ $ended -ne 0 ] || [ ! -s "$log" ]; then
    cat "$log.out" >&2
    echo "multitool.sh: the tool ended with $ended for '$file'" >&2
    exit 2
  fi
  # The exit status says nothing about the file, only the log does; and an
  # empty log means that the tool could not read the file, not that it is good.
  python3 -B "$here/multitool_log.py" "$file" "$log"
  case $? in
  0) ;;
  1) status=1 ;;
  *) exit 2 ;;
  esac
done
exit $status
