"""What this machine gives: quotas of control groups, memory, open files, shared memory."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from autograder import PROJECT
from autograder.sandbox import cgroup, machine
from autograder.sandbox.limits import MIB, Limits


@pytest.fixture
def groups(tmp_path, monkeypatch):
    """A grader in /top/jobs/own, whose groups hold the given files."""
    own = tmp_path / "top" / "jobs" / "own"
    own.mkdir(parents=True)

    def fill(version: int, **files: str) -> None:
        places = ("",) if version == 2 else ("cpu", "memory")
        known = {name: (tmp_path / "top", own) for name in places}
        monkeypatch.setattr(cgroup, "memberships", lambda: known)
        for place, text in files.items():
            folder, _, name = place.partition("__")
            where = {"own": own, "jobs": own.parent, "top": own.parent.parent}[folder]
            (where / name.replace("_", ".", 1)).write_text(text)

    monkeypatch.setattr(machine.os, "sched_getaffinity", lambda _: range(8))
    monkeypatch.setattr(machine.os, "sysconf", {"SC_PHYS_PAGES": 8 << 20, "SC_PAGE_SIZE": 4096}.get)
    return fill


@pytest.mark.parametrize(
    ("version", "files", "jobs"),
    [
        (2, {"own__cpu_max": "6000 100000"}, 1),
        (2, {"own__cpu_max": "max 100000", "jobs__cpu_max": "250000 100000"}, 3),
        (2, {"own__memory_max": "max", "top__memory_max": str(2700 * MIB)}, 2),
        (2, {"own__memory_max": str(300 * MIB)}, 1),
        (1, {"own__cpu_cfs_quota_us": "-1", "own__cpu_cfs_period_us": "100000"}, 8),
        (1, {"jobs__cpu_cfs_quota_us": "150000", "jobs__cpu_cfs_period_us": "100000"}, 2),
        (1, {"own__memory_limit_in_bytes": "9223372036854771712"}, 8),
        (1, {"own__memory_limit_in_bytes": str(1800 * MIB)}, 1),
        (2, {}, 8),
    ],
)
def test_how_many_at_once(groups, version, files, jobs):
    """The scarcest of processors, quota and memory, here or in a group above; never none."""
    groups(version, **files)
    assert machine.jobs() == jobs


def test_little_memory_is_told(groups):
    """A number of jobs that was asked for and cannot all have their memory is warned of."""
    groups(2, own__memory_max=str(1800 * MIB))
    assert machine.scarce(1) is None
    assert "1800 MB" in machine.scarce(2)
    assert machine.scarce(1, Limits(memory=2000 * MIB))


def test_what_is_missing_is_said(monkeypatch, tmp_path):
    """No shared memory: a sentence that says so and what to do, before anything starts."""
    assert machine.missing(1) == []
    monkeypatch.setattr(machine, "SHARED_MEMORY", tmp_path / "not there")
    (said,) = machine.missing(1)
    assert "not there cannot be written (No such file" in said
    assert "--tmpfs /dev/shm" in said


SMALL = """
import resource
from autograder.sandbox import machine
soft, hard = {soft}, {hard}
resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
print(machine.missing(2), resource.getrlimit(resource.RLIMIT_NOFILE)[0])
"""


def test_few_open_files(tmp_path):
    """A limit that may be raised is; another is told before anybody is graded."""
    said = []
    for soft, hard in ((64, 4096), (64, 128)):
        code = SMALL.format(soft=soft, hard=hard)
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True, check=True
        )
        said.append(done.stdout)
    assert said[0] == "[] 256\n"
    assert "may open 128 files, and grading 2 at once needs 256" in said[1]


def test_graders_refuse_to_begin(tmp_path):
    """The command line says it, with the exit code of a wrong call, and grades nobody."""
    folder = PROJECT / "tests" / "submissions"
    command = [sys.executable, "-m", "autograder", "grade", str(folder), "--results", str(tmp_path)]
    done = subprocess.run(
        command,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (100, 100)),
        env={**os.environ, "COLUMNS": "200"},
    )
    assert done.returncode == 2, done.stderr
    assert "may open 100 files" in done.stderr
    assert not [*Path(tmp_path).glob("*/*.json")]
