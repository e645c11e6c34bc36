#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
#
# ./setup.sh          set up this checkout, then show the functions (swiftact demo)
# ./setup.sh test     set up what is still missing, then swift test and pytest
# ./setup.sh check    formatters, linters and type checker; changes nothing
# ./setup.sh format   rewrite the sources as the formatters want them
#
# Debian and Ubuntu packages are installed where missing; the Swift toolchain is not.
# Running it again is quick and changes nothing. PYTHON=... chooses the interpreter.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
exec </dev/null

system_packages=(gcc python3-dev python3-venv python3-numpy)
environment=.venv
python=$environment/bin/python

say() { printf '==> %s\n' "$*"; }
fail() {
    printf 'setup.sh: %s\n' "$*" >&2
    exit 1
}

# --- Setting up -----------------------------------------------------------

require_swift() {
    command -v swift >/dev/null || fail "no 'swift' on PATH. Unpack a toolchain, 6.0 or later," \
        "from https://www.swift.org/install and add its usr/bin to PATH."
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "needs root, or sudo, for: $*"
    fi
}

install_system_packages() {
    command -v dpkg-query >/dev/null || return 0
    local missing=() package
    for package in "${system_packages[@]}"; do
        dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null |
            grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    say "Installing system packages: ${missing[*]}"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600)
    local install=("${apt[@]}" install --yes --no-install-recommends "${missing[@]}")
    # The package lists of a fresh container are empty or old.
    as_root "${install[@]}" >/dev/null ||
        { as_root "${apt[@]}" update && as_root "${install[@]}" >/dev/null; } ||
        fail "could not install ${missing[*]}"
}

make_environment() {
    if "$python" -c '' 2>/dev/null; then return; fi
    local base=${PYTHON:-/usr/bin/python3}
    [ -n "${PYTHON:-}" ] || [ -x "$base" ] || base=python3
    "$base" -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
        fail "$base is not Python 3.10 or later; name another one with PYTHON=..."
    say "Making $environment with $base"
    "$base" -m venv --clear "$environment"
}

# The editable installation holds until the metadata changes; the extension module is
# brought up to date every time, which takes a second when no source changed.
install_package() {
    local extra=$1 done=$environment/installed
    local state
    state=$(cksum <pyproject.toml)
    if grep -qsxF "$state $extra" "$done" || grep -qsxF "$state dev" "$done"; then
        say "Building"
        "$python" python/build_backend.py
        return
    fi
    say "Building and installing swiftact[$extra] into $environment"
    "$python" -m pip install --quiet --disable-pip-version-check --editable ".[$extra]"
    echo "$state $extra" >"$done"
}

set_up() {
    require_swift
    install_system_packages
    make_environment
    install_package "$1"
}

# --- Commands -------------------------------------------------------------

run_tests() {
    set_up dev
    local failed=0
    # Of the modules built already: the one that tests look into is open to them as it is.
    say "swift test"
    swift test -c release --disable-testable-imports || failed=1
    say "pytest"
    "$python" -m pytest || failed=1
    return $failed
}

# Real files only: Sources/KernelsAVX2 and its siblings are links to Sources/Kernels.
files() { find "$@" -type f -not -path '*/.*'; }
swift_files() { files Package.swift Sources Tests -name '*.swift'; }
# The list in swiftact_catalogue.h is a table, aligned by hand.
c_files() { files Sources Tests python/src -name '*.[ch]' -not -name swiftact_catalogue.h; }

run_check() {
    set_up dev
    local failed=0
    say "swift format lint"
    swift_files | xargs swift format lint --strict || failed=1
    say "clang-format"
    c_files | xargs "$environment/bin/clang-format" --dry-run --Werror || failed=1
    say "ruff"
    "$python" -m ruff check || failed=1
    "$python" -m ruff format --check || failed=1
    say "mypy"
    "$python" -m mypy || failed=1
    [ $failed -eq 0 ] && say "Every check passed" || say "Some checks failed; see above"
    return $failed
}

run_format() {
    set_up dev
    say "Formatting"
    swift_files | xargs swift format --in-place
    c_files | xargs "$environment/bin/clang-format" -i
    "$python" -m ruff check --fix --quiet || true
    "$python" -m ruff format
}

case "${1:-}" in
    "")
        set_up lab
        say "swiftact demo"
        exec "$environment/bin/swiftact" demo
        ;;
    test) run_tests ;;
    check) run_check ;;
    format) run_format ;;
    *) sed -n 's/^# \{0,1\}\(\.\/setup.sh.*\)/\1/p' "$0"; [ "$1" = help ] || exit 2 ;;
esac
