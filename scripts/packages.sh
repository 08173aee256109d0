# packages.sh - sourced by demo.sh and test.sh: installs what is missing.
# Debian 12; Clang 22 comes from the suite bookworm-security.

packages_build="cmake ninja-build pkg-config gcc g++ libc6-dev python3
  libjansson-dev uthash-dev libxxhash-dev libcmocka-dev
  clang-19 libclang-19-dev llvm-19-dev mingw-w64-common"
packages_test="clang-22 libclang-22-dev llvm-22-dev llvm-22-tools lld-19
  libclang-rt-19-dev clang-format-19 ccache binutils git pre-commit"

# install_packages NAME...: does nothing when all are there.
install_packages() {
  missing=""
  for package in "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=""
    [ "$state" = installed ] || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  command -v apt-get >/dev/null 2>&1 || {
    echo "error: these packages are missing and there is no apt-get:$missing" >&2
    return 2
  }
  as_root=""
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || {
      echo "error: run as root: apt-get install$missing" >&2
      return 2
    }
    as_root=sudo
  fi
  echo "installing:$missing"
  $as_root apt-get -q update || return 2
  for package in $missing; do
    candidate=$(apt-cache policy "$package" | sed -n 's/^ *Candidate: //p')
    if [ -z "$candidate" ] || [ "$candidate" = "(none)" ]; then
      suite=bookworm
      case $package in *-22*) suite=bookworm-security ;; esac
      echo "error: no package '$package'; a line is missing in /etc/apt/sources.list:" >&2
      echo "    deb MIRROR $suite main    (MIRROR: where your other lines of that kind point to)" >&2
      return 2
    fi
  done
  # shellcheck disable=SC2086
  $as_root env DEBIAN_FRONTEND=noninteractive \
    apt-get -q install -y --no-install-recommends $missing || return 2
}
