#!/usr/bin/env bash
# Gradescope runs this once, as root, when it builds the image. Grading itself needs no network.
set -eu
umask 022
source=/autograder/source
home=/opt/rnn-problem-set
export DEBIAN_FRONTEND=noninteractive

usable() { "$1" -c 'import ensurepip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
choose() {
    for version in 3.11 3.12 3.13 3; do
        if usable "python$version"; then
            python="python$version"
            return 0
        fi
    done
    return 1
}

apt-get update
# Where it may not make namespaces, the grader uses a user without rights instead, and says so.
apt-get install -y bubblewrap || echo "bubblewrap could not be installed"
for version in 3.11 3.12 3.13; do # Ubuntu 22.04 has 3.11 beside its own, Ubuntu 24.04 has 3.12
    choose && break
    apt-get install -y "python$version" "python$version-venv" || true
done
choose || { echo "Python 3.11 or newer is needed: choose a newer base image"; exit 1; }

"$python" -m venv "$home"
"$home/bin/python" -m pip install --disable-pip-version-check --no-cache-dir \
    -r "$source/requirements.txt"
# matplotlib looks for fonts once, here, and not in front of every student.
"$home/bin/python" -c 'import matplotlib.font_manager'
chmod -R go-rwx "$source"
