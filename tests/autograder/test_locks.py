"""Names that nobody else chooses, and locks that prove that their owner lives."""

import os
import signal
import subprocess
import sys

from autograder import PROJECT, locks

HOLD = """
import os, sys, time
from pathlib import Path
from autograder import locks
os.write(locks.create(Path(sys.argv[1])), b"half a rep")
print("held", flush=True)
time.sleep(100)
"""


def test_a_lock_goes_with_its_owner(tmp_path):
    """A file is its writer's until that is killed, and then anybody's who looks."""
    path = tmp_path / "report.tmp"
    owner = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=PROJECT, stdout=subprocess.PIPE
    )
    assert owner.stdout.readline() == b"held\n"
    assert not locks.remove_if_abandoned(path)
    assert path.read_text() == "half a rep"
    owner.send_signal(signal.SIGKILL)
    owner.communicate()
    assert locks.remove_if_abandoned(path)
    assert not path.exists()


def test_what_is_not_there_is_nobodys(tmp_path):
    """Links, missing files and folders with something in them are left alone."""
    (tmp_path / "link").symlink_to(tmp_path / "target")
    (tmp_path / "target").write_text("x")
    assert not locks.remove_if_abandoned(tmp_path / "link")
    assert not locks.remove_if_abandoned(tmp_path / "missing")
    assert not locks.remove_if_abandoned(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link", "target"]


def test_a_file_that_is_taken_away_before_it_is_locked(tmp_path, monkeypatch):
    """Whoever removes a new file as abandoned costs its writer nothing: it makes another."""
    path, flock, calls = tmp_path / "file", locks.fcntl.flock, []

    def remove_first(descriptor, operation):
        calls.append(descriptor)
        if len(calls) == 1:
            path.unlink()
        flock(descriptor, operation)

    monkeypatch.setattr(locks.fcntl, "flock", remove_first)
    descriptor = locks.create(path)
    assert len(calls) == 2
    assert os.path.samestat(os.fstat(descriptor), path.stat())
    os.close(descriptor)
    assert locks.new_name() != locks.new_name()
