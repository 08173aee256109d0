#!/bin/sh
# Writes the generated documents anew, from the build in build/.
set -eu
cd "$(dirname "$0")/.."
build/bin/isrlint facts --describe >docs/facts-format.md.new
mv docs/facts-format.md.new docs/facts-format.md
