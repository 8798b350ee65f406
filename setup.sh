#!/bin/sh
# Make .venv with what requirements.lock pins, and see that bubblewrap is there. Quick when done.
# `./setup.sh browser` also gets what only tests need of the system: a browser, and PostgreSQL.
# `./setup.sh octave` also gets GNU Octave, which runs MATLAB submissions.
set -eu
cd "$(dirname "$0")"

may_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

system_package() { # name, why
    may_install || {
        echo "Please install $1 with your system's package manager: $2." >&2
        return 1
    }
    echo "installing $1 ($2)"
    apt-get install -y -qq "$1" >/dev/null 2>&1 ||
        { apt-get update -qq >/dev/null && apt-get install -y -qq "$1" >/dev/null; }
}

stamp=$(cat requirements.lock pyproject.toml autograder/sandbox/kernelspec/kernel.json setup.sh | sha256sum)
if [ "$(cat .venv/installed 2>/dev/null || true)" != "$stamp" ]; then
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        { echo "Python 3.11 or newer is needed; this is $(python3 --version)." >&2; exit 1; }
    python3 -c 'import ensurepip' 2>/dev/null ||
        system_package python3-venv "Python environments are made with it"
    [ -x .venv/bin/python ] && [ -x .venv/bin/pip ] || { rm -rf .venv; python3 -m venv .venv; }
    echo "installing $(wc -l <requirements.lock) pinned packages into .venv (a minute or two)"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps \
        --no-build-isolation --editable .
    echo "$stamp" >.venv/installed
fi

if [ "${1:-}" = browser ] && ! command -v chromium >/dev/null 2>&1; then
    system_package chromium "the tests look at the pages in a real browser" ||
        echo "Without it the browser tests are skipped." >&2
fi

if [ "${1:-}" = browser ] && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    # The tests start a server of their own; Debian's package would make another one.
    no_server=/etc/postgresql-common/createcluster.d/no-main-cluster.conf
    if may_install && mkdir -p "${no_server%/*}"; then
        echo "create_main_cluster = false" >"$no_server"
    fi
    system_package postgresql "the tests keep nbgrader's gradebook in it, too" ||
        echo "Without it that test is skipped." >&2
fi

if [ "${1:-}" = octave ]; then
    command -v octave-cli >/dev/null 2>&1 ||
        system_package octave "MATLAB submissions are run by it"
    # Without a threaded BLAS its matrices are several times slower.
    ls /usr/lib/*/openblas-pthread >/dev/null 2>&1 ||
        system_package libopenblas0-pthread "Octave's linear algebra" || true
    octave-cli --norc --quiet --eval "printf('GNU Octave %s\n', version())" 2>/dev/null
fi

command -v bwrap >/dev/null 2>&1 ||
    system_package bubblewrap "student code runs only inside its sandbox"
