#!/bin/sh
# Installs and builds whatever weft needs and is not there yet: Debian packages, npm packages, dist/. Idempotent, no
# questions; says what it does on stderr and says nothing when there is nothing to do.
# Usage: scripts/setup.sh [--check]   (--check: only report, exit 1 when something is missing)
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
cd "$root"

check_only=${1:-}
say() { printf 'weft set-up: %s\n' "$*" >&2; }

# Debian package -> a file or command that proves it is there.
missing_packages() {
  [ -x /usr/bin/llc-14 ] || printf 'llvm-14 '
  [ -f /usr/lib/llvm-14/include/llvm/IR/Module.h ] || printf 'llvm-14-dev '
  command -v cmake >/dev/null 2>&1 || printf 'cmake '
  command -v ninja >/dev/null 2>&1 || printf 'ninja-build '
  command -v g++ >/dev/null 2>&1 || printf 'g++ '
  # llvm-bindings links with what llvm-config --system-libs names.
  [ -e /usr/lib/x86_64-linux-gnu/libz.so ] || printf 'zlib1g-dev '
  [ -e /usr/lib/x86_64-linux-gnu/libtinfo.so ] || printf 'libncurses-dev '
}

install_packages() {
  packages=$(missing_packages)
  [ -n "$packages" ] || return 0
  line="apt-get update && apt-get install -y --no-install-recommends ${packages% }"
  if [ "$check_only" = "--check" ]; then
    say "missing Debian packages: $packages"
    return 1
  fi
  if ! command -v apt-get >/dev/null 2>&1; then
    say "missing: $packages(no apt-get here; weft is made for Debian 12)"
    exit 1
  fi
  if [ "$(id -u)" = 0 ]; then
    as_root=""
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    as_root="sudo"
  else
    say "missing Debian packages; run this as root, then try again:"
    printf '  %s\n' "$line" >&2
    exit 1
  fi
  say "installing Debian packages: $packages"
  $as_root apt-get update -qq >&2
  # shellcheck disable=SC2086
  DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends $packages >&2
}

install_npm() {
  stamp=node_modules/.weft-lock
  if [ -f "$stamp" ] && cmp -s package-lock.json "$stamp"; then return 0; fi
  if [ -f node_modules/.package-lock.json ] && node scripts/installed.mjs; then
    [ -L node_modules ] || cp package-lock.json "$stamp"
    return 0
  fi
  if [ "$check_only" = "--check" ]; then
    say "missing npm packages (npm ci)"
    return 1
  fi
  # npm ci would empty the folder that others use.
  if [ -L node_modules ]; then
    say "node_modules is a link to $(readlink node_modules), which lacks packages of this package-lock.json; install them there"
    exit 1
  fi
  if ! command -v npm >/dev/null 2>&1; then
    say "npm is missing; install Node.js 20 or later with npm"
    exit 1
  fi
  say "installing npm packages (llvm-bindings is compiled here, about a minute)"
  npm ci --no-audit --no-fund --loglevel=error >&2
  cp package-lock.json "$stamp"
}

build_dist() {
  if [ -f dist/.stamp ] && [ -z "$(find cli diagnostics frontend-go-subset frontend-c linker runtime wasmfx-backend package.json tsconfig.build.json \
    -newer dist/.stamp -type f ! -path '*/test/*' -print 2>/dev/null | head -1)" ]; then return 0; fi
  if [ "$check_only" = "--check" ]; then
    say "dist/ is not built (npm run build)"
    return 1
  fi
  say "building weft"
  npm run --silent build >&2
}

command -v node >/dev/null 2>&1 || { say "node is missing; install Node.js 20 or later"; exit 1; }
if [ "$check_only" = "" ] && "$0" --check 2>/dev/null; then exit 0; fi
# One set-up at a time: a second one waits for the first.
if [ "$check_only" = "" ] && command -v flock >/dev/null 2>&1 && [ "${WEFT_SETUP_LOCKED:-}" = "" ]; then
  WEFT_SETUP_LOCKED=1 exec flock "$root/package.json" "$0" "$@"
fi
install_packages
install_npm
build_dist
