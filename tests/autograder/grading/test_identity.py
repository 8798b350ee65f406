"""Which grader it is: what decides about marks changes it, and nothing else does."""

import pytest

from autograder.grading import identity


@pytest.fixture
def files(monkeypatch, tmp_path):
    """The deciding files of each problem, to be changed one at a time."""
    known = {name: identity.deciding_files(name) for name in ("problem1", "problem2")}
    monkeypatch.setattr(identity, "deciding_files", lambda name: known[name])
    identity.grader_identity.cache_clear()
    yield known
    identity.grader_identity.cache_clear()


def changed(files, problem, name, tmp_path):
    """The identities before and after a comment is added to a file of one problem."""
    before = {p: identity.grader_identity(p) for p in files}
    copy = tmp_path / "changed.py"
    copy.write_text(files[problem][name].read_text() + "\n# A comment.\n")
    files[problem][name] = copy
    identity.grader_identity.cache_clear()
    return {p for p in files if identity.grader_identity(p) != before[p]}


@pytest.mark.parametrize(
    "name", ["problem1/q1b_velocity.py", "problem1/source/problem1.py", "reference/network.py"]
)
def test_a_change_regrades_its_problem_only(name, files, tmp_path):
    """Checks, source and science of one problem are nothing to another."""
    assert changed(files, "problem1", name, tmp_path) == {"problem1"}


def test_what_decides_and_what_does_not():
    """Rooms that decide are in, pages, exports, commands and other problems are out."""
    found = set(identity.deciding_files("problem1"))
    for name in ("sandbox/seccomp.py", "checks/comparisons.py", "grading/grader.py"):
        assert name in found
    assert not [n for n in found if n.startswith(("feedback/", "exports/", "cli/", "batch/"))]
    assert not [n for n in found if "problem2" in n or "problem3" in n]


def test_the_science_is_followed_through_imports():
    """What a used module of the science imports decides, too; what nobody imports does not."""
    found = set(identity.deciding_files("problem1"))
    assert {"reference/connectivity.py", "reference/network.py"} <= found
    assert "reference/training.py" not in found
