"""Every command of the README runs as it is written."""

import re
import subprocess

import pytest

from autograder import PROJECT
from tests.sample_class import SUBMISSIONS

README = (PROJECT / "README.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"^ {4,}((?:make|\.venv/bin/python|python) .*?)(?:\s+#.*)?$", README, re.M)
INLINE = re.findall(r"`((?:make|python -m) [^`]+)`", README)
CLUSTER = ".venv/bin/python -m autograder grade DIR --results RESULTS --scheduler tcp://HOST:8786"
# The first runs the tests themselves; the other is run by tests/autograder/test_cluster.py.
ELSEWHERE = {"make test", CLUSTER}
LONG = ("make check", "make course", "make otter", "make classroom", "make solutions", "make bench")


def marked(command):
    """Those that build for half a minute are left to `make test-all`; `make demo` is not."""
    long = command.startswith(LONG) or command in ("make grade", "make release")
    return pytest.param(command, marks=pytest.mark.slow if long else ())


ALL = [marked(c) for c in dict.fromkeys([*COMMANDS, *INLINE]) if c not in ELSEWHERE]


def test_there_are_commands():
    """The pattern above still finds them."""
    assert "make demo" in COMMANDS
    for way in ("make grade", "make course", "make otter", "make classroom"):
        assert any(command.startswith(way) for command in COMMANDS)
    assert CLUSTER in COMMANDS


@pytest.mark.parametrize("command", ALL)
def test_a_command_of_the_readme_runs(command, tmp_path):
    """It exits with 0, with a class of one student and a folder of its own for the results."""
    folder, results = str(small_class(tmp_path)), str(tmp_path / "results")
    command = re.sub(r"^python", ".venv/bin/python", command)
    for written, meant in (
        ("tests/submissions", folder),
        ("build/results", results),
        (" DIR", f" {folder}"),
        (" NOTEBOOK", f" {folder}/ada/problem1.ipynb"),
        ("--results RESULTS", f"--results {results}"),
    ):
        command = command.replace(written, meant)
    if command == "make demo":
        command += f" SUBMISSIONS={folder} RESULTS={results}"
    result = subprocess.run(command, shell=True, cwd=PROJECT, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr


def small_class(tmp_path):
    """One student, so that each command takes seconds."""
    student = tmp_path / "class" / "ada"
    if not student.exists():
        student.mkdir(parents=True)
        (student / "problem1.ipynb").write_bytes((SUBMISSIONS / "ada/problem1.ipynb").read_bytes())
    return tmp_path / "class"
