"""The house: arrows point one way, and nothing of one machine or one registry is written down."""

import ast
import re
import subprocess
import sys

import pytest

from autograder import PROJECT


def tracked(*patterns):
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--", *patterns], cwd=PROJECT, capture_output=True, text=True
    )
    return [PROJECT / name for name in listed.stdout.split("\0") if name]


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


@pytest.mark.parametrize(
    ("room", "forbidden"),
    [
        ("reference", {"autograder", "solutions"}),
        ("solutions", {"autograder", "reference"}),
        ("autograder/sandbox/inside", {"autograder", "reference", "solutions"}),
        ("autograder", {"solutions", "tests"}),
    ],
)
def test_arrows_point_one_way(room, forbidden):
    """The science knows no grader, the student's side knows neither."""
    for path in tracked(f"{room}/*.py"):
        assert not forbidden & set(imports(path)), path


def test_nothing_seeds_globally():
    """Randomness comes only from a Generator that is passed in."""
    for path in tracked("reference/*.py", "autograder/*.py", "solutions/*.py"):
        assert not re.search(r"random\.seed\(", path.read_text(encoding="utf-8")), path


def test_pins_are_plain():
    """requirements.lock holds name==version lines and no address."""
    for line in (PROJECT / "requirements.lock").read_text().splitlines():
        assert re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!-]+", line), line


@pytest.mark.parametrize(
    "name", ["problem1", pytest.param("problem2", marks=pytest.mark.slow), "problem3"]
)
def test_the_worked_script_runs_as_it_is(name, tmp_path):
    """Beginners run it, without a display and without this project on the path."""
    result = subprocess.run(
        [sys.executable, "-I", PROJECT / "solutions" / f"{name}.py"],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "MPLCONFIGDIR": str(tmp_path), "OPENBLAS_NUM_THREADS": "1"},
    )
    assert result.returncode == 0, result.stderr


def test_the_changelog_is_current():
    """The version that is packaged has an entry."""
    version = re.search(r'^version = "(.+)"', (PROJECT / "pyproject.toml").read_text(), re.M)[1]
    assert f"## {version}" in (PROJECT / "CHANGELOG.md").read_text()
