"""The command line: exit codes, clear errors, resumed work."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from autograder import PROJECT
from tests.sample_class import SUBMISSIONS


def run(*arguments, **options):
    command = [sys.executable, "-m", "autograder", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, cwd=PROJECT, **options)


@pytest.fixture(scope="module")
def small_class(tmp_path_factory):
    folder = tmp_path_factory.mktemp("class")
    for student in ("ada", "fatima"):
        (folder / student).mkdir()
        shutil.copy(SUBMISSIONS / student / "problem1.ipynb", folder / student)
    (folder / "nobody").mkdir()
    results = folder.parent / "results"
    result = run("grade", folder, "--results", results, "--jobs", 2)
    return folder, results, result


def test_a_class_is_graded(small_class):
    """Reports, table and pages are there; unreadable files are no reason to fail."""
    _, results, result = small_class
    assert result.returncode == 0, result.stderr
    assert json.loads((results / "ada" / "problem1.json").read_text())["score"] == 27
    assert json.loads((results / "fatima" / "problem1.json").read_text())["status"] == "unreadable"
    for page in ("class.html", "grades.csv", "ada/problem1.html", "fatima/problem1.html"):
        assert (results / page).stat().st_size > 100
    assert "2 notebooks: 1 graded, 1 unreadable" in result.stdout
    assert "nothing handed in by: 'nobody'" in result.stdout
    assert "seconds per notebook:" in result.stdout
    assert str(results / "class.html") in result.stdout


def test_what_is_unchanged_is_not_graded_again(small_class):
    """A second run changes no report, and takes no sandbox."""
    folder, results, _ = small_class
    before = (results / "ada" / "problem1.json").read_bytes()
    again = run("grade", folder, "--results", results)
    assert again.returncode == 0
    assert again.stderr.count("(unchanged since the last run)") == 2
    assert (results / "ada" / "problem1.json").read_bytes() == before


def test_a_damaged_report_is_made_anew(small_class):
    """Half a report, however it came about, is no report."""
    folder, results, _ = small_class
    path = results / "fatima" / "problem1.json"
    path.write_text(path.read_text()[:50])
    assert run("grade", folder, "--results", results).returncode == 0
    assert json.loads(path.read_text())["status"] == "unreadable"


def test_wrong_calls_say_what_to_do(tmp_path):
    """Exit code 2 and one clear line, before anything is done."""
    empty = tmp_path / "empty"
    empty.mkdir()
    cases = [
        (("grade", tmp_path / "none", "--results", tmp_path / "r"), "is not there"),
        (("grade", empty, "--results", tmp_path / "r"), "holds no notebook of any problem"),
        (("grade", SUBMISSIONS, "--results", "/proc/nowhere"), "cannot be written"),
        (
            ("grade", SUBMISSIONS, "--results", tmp_path / "r", "--problem", "problem9"),
            "there is no problem9",
        ),
        (("grade", SUBMISSIONS), "Missing option"),
    ]
    for arguments, message in cases:
        result = run(*arguments)
        assert result.returncode == 2, arguments
        assert message in " ".join(result.stderr.replace("│", " ").split())
        assert "Traceback" not in result.stderr


def test_without_bubblewrap_it_refuses(tmp_path):
    """No student code without isolation, unless it is asked for; it says what to install."""
    tools = tmp_path / "bin"
    tools.mkdir()
    result = run(
        "grade", SUBMISSIONS, "--results", tmp_path / "r", env={**os.environ, "PATH": str(tools)}
    )
    assert result.returncode == 2
    assert "apt-get install bubblewrap" in result.stderr


def test_no_sandbox_is_an_explicit_choice(tmp_path):
    """It is said on the terminal, in the report and on the page."""
    student = tmp_path / "class" / "ada"
    student.mkdir(parents=True)
    shutil.copy(SUBMISSIONS / "ada" / "problem1.ipynb", student)
    results = tmp_path / "results"
    result = run("grade", tmp_path / "class", "--results", results, "--sandbox", "none")
    assert result.returncode == 0, result.stderr
    assert "student code runs with your rights" in result.stderr
    report = json.loads((results / "ada" / "problem1.json").read_text())
    assert (report["sandbox"], report["score"]) == ("none", 27)
    assert "Graded without a sandbox" in (results / "ada" / "problem1.html").read_text()
