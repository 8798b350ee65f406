"""The grader's own faults: killed at any moment, no room, no rights, a check that raises."""

import dataclasses
import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from multiprocessing import forkserver
from pathlib import Path

import nbformat
import pytest
from typer.testing import CliRunner

from autograder import PROJECT, locks
from autograder.batch import assessment, class_run
from autograder.cli.app import app
from autograder.grading import grader
from autograder.problems import catalogue
from autograder.results import Folder
from autograder.results.report import Report
from autograder.submissions import Submission
from tests.autograder.submissions.downloads import find
from tests.threats.attack import honest

pytestmark = pytest.mark.threat("The grader's own faults")

FEW, MANY = 8, 24


def make_class(folder: Path, students: int) -> Path:
    """Small notebooks; some print, some fail, some are no notebooks."""
    for number in range(students):
        (folder / f"student{number:02}").mkdir(parents=True)
        path = folder / f"student{number:02}" / "problem1.ipynb"
        cells = [nbformat.v4.new_code_cell(source) for source in (honest(), f"print({number})")]
        text = nbformat.writes(nbformat.v4.new_notebook(cells=cells[: 1 + number % 2]))
        path.write_text(text if number % 8 else text[:50])
    return folder


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    return make_class(tmp_path_factory.mktemp("class"), FEW)


def start(folder, results) -> subprocess.Popen:
    command = [sys.executable, "-m", "tests.threats.killing", folder, results]
    return subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )


def reports(results) -> dict[str, str]:
    """All reports and the table of marks, without the seconds."""
    files = [*results.glob("*/*.json"), results / "grades.csv"]
    without = re.compile(r'"seconds": [0-9.]+')
    return {str(f.relative_to(results)): without.sub("", f.read_text()) for f in files}


@pytest.mark.parametrize(
    ("kills", "students"), [(2, 6), pytest.param(50, MANY, marks=pytest.mark.slow)]
)
@pytest.mark.timeout(3600)
def test_killed_at_random_moments(kills, students, tmp_path):
    """The same reports in the end, none of them half, and only what was in flight is redone."""
    folder = make_class(tmp_path / "class", students)
    began = time.monotonic()
    start(folder, tmp_path / "undisturbed").communicate()
    seconds = time.monotonic() - began
    expected = reports(tmp_path / "undisturbed")

    rng = random.Random(kills)
    results, graded, rounds = tmp_path / "results", [], 0
    for _ in range(kills):
        rounds += 1
        process = start(folder, results)
        time.sleep(rng.uniform(0.3, 1.1) * seconds)
        process.kill()
        graded += process.communicate()[0].split()
        finished = list(results.glob("*/[!.]*.json"))
        for path in finished:
            Report.from_json(path.read_text())
        if len(finished) == students:  # begin again: it is the moments that count
            assert len(graded) <= students + 4 * rounds
            shutil.rmtree(results)
            graded, rounds = [], 0
    graded += start(folder, results).communicate()[0].split()
    assert reports(results) == expected
    assert not list(results.rglob(".*")), "unfinished files are left"
    # With two jobs, four are in flight: at work, or waiting with the workers.
    assert len(graded) <= students + 4 * rounds


def workers_of(folder) -> list[str]:
    """Command lines of processes that still have to do with this batch, after a moment."""
    for _ in range(50):
        found = []
        for entry in filter(str.isdigit, os.listdir("/proc")):
            try:
                found.append(Path("/proc", entry, "environ").read_bytes().decode(errors="replace"))
            except OSError:
                continue
        left = [text for text in found if f"BATCH={folder}" in text]
        if not left:
            return []
        time.sleep(0.1)
    return left


def test_workers_end_with_the_grader(classroom, tmp_path):
    """Workers and their sandboxes do not outlive a grader that was killed."""
    command = [sys.executable, "-m", "tests.threats.killing", classroom, tmp_path]
    marked = os.environ | {"BATCH": str(tmp_path)}
    process = subprocess.Popen(command, cwd=PROJECT, env=marked, stdout=subprocess.PIPE, text=True)
    process.stdout.readline()  # the workers are at work
    process.kill()
    process.communicate()
    assert not workers_of(tmp_path)


def test_a_killed_worker_costs_nobody_else(classroom, tmp_path, monkeypatch):
    """The one that kills its worker twice is a grader error; all others are graded."""
    found, _ = find(classroom, ["problem1"])
    deadly = dataclasses.replace(found[1], path=Deadly(found[1].path))
    outcomes = list(class_run.run([found[0], deadly, found[2]], tmp_path, "bubblewrap", 2))
    statuses = {o.submission.student: o.status for o in outcomes}
    assert statuses.pop(deadly.student) == "error"
    assert sorted(statuses.values()) == ["graded", "unreadable"]


class Deadly(type(Path())):
    """A path that kills the worker process as soon as it arrives there."""

    def __reduce__(self):
        return die_in_a_worker, (os.getpid(), str(self))


def die_in_a_worker(parent, path):
    if os.getpid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)
    return Path(path)


@pytest.mark.slow
def test_a_worker_that_is_killed_once(classroom, tmp_path):
    """A worker lost to the system is replaced, and what it had is graded."""
    found, _ = find(classroom, ["problem1"])
    grading_ = class_run.run(found[:6], tmp_path, "bubblewrap", 2)
    outcomes = [next(grading_)]
    os.kill(worker_of_this_process(), signal.SIGKILL)
    outcomes += grading_
    assert len({o.submission.student for o in outcomes}) == 6
    assert "error" not in {o.status for o in outcomes}


def worker_of_this_process():
    """The number of a process that the server of multiprocessing has forked for us."""
    server = forkserver._forkserver._forkserver_pid
    return int(Path(f"/proc/{server}/task/{server}/children").read_text().split()[0])


def run_command(*arguments):
    """The command line in this process: its exit code and what it said."""
    result = CliRunner().invoke(app, ["grade", *map(str, arguments), "--problem", "problem1"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exc_info
    return result.exit_code, re.sub(r"\s+", " ", result.output)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 64 kB."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder]
    if os.getuid() or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a small file system")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk(classroom, small_disk):
    """One clear line and exit code 1; whole reports only; with room again, the rest is graded."""
    code, said = run_command(classroom, "--results", small_disk, "--jobs", 2)
    assert code == 1
    assert "cannot be written (No space left on device)" in said
    assert "start again" in said
    assert "Traceback" not in said
    written = list(small_disk.glob("*/*.json"))
    assert len(written) < FEW
    for path in written:
        Report.from_json(path.read_text())
    assert not [*small_disk.rglob(".*.tmp")]
    subprocess.run(["mount", "-o", "remount,size=8m", small_disk], check=True)
    code, said = run_command(classroom, "--results", small_disk, "--jobs", 2)
    assert code == 0
    assert said.count("(unchanged since the last run)") == len(written)
    assert len(list(small_disk.glob("*/*.json"))) == FEW


@pytest.mark.parametrize("results", ["/proc/nowhere", "a-file", "a-file/below"])
def test_an_unwritable_results_folder(results, classroom, tmp_path):
    """Nothing is graded in vain: exit code 2 and one line that says what to do."""
    (tmp_path / "a-file").write_text("")
    code, said = run_command(classroom, "--results", tmp_path / results)
    assert code == 2
    assert "cannot be written" in said
    assert "choose another --results" in said


def test_one_unwritable_report(classroom, tmp_path):
    """A report that cannot be put in its place is an error of the grader; the others are there."""
    (tmp_path / "student01").write_text("in the way")
    found, _ = find(classroom, ["problem1"])
    outcomes = class_run.grade_all(found[:3], tmp_path, "bubblewrap", 1, lambda outcome: None)
    statuses = {o.submission.student: o.status for o in outcomes}
    assert statuses == {"student00": "unreadable", "student01": "error", "student02": "graded"}
    assert (tmp_path / "student02" / "problem1.json").exists()


def test_a_check_that_raises(classroom, quick_limits, monkeypatch):
    """A fault of a check is told as the grader's, and is no mark; the other checks count."""
    suite = catalogue.suite("problem1")
    first = suite.of("1e")[0]

    def broken(ask):
        raise ZeroDivisionError("the grader's fault")

    replaced = [dataclasses.replace(c, run=broken) if c is first else c for c in suite.checks]
    monkeypatch.setattr(
        catalogue, "suite", lambda name: dataclasses.replace(suite, checks=tuple(replaced))
    )
    found, _ = find(classroom, ["problem1"])
    report = grader.grade(found[1]).report
    assert report.status == "error"
    (result,) = [c for q in report.questions for c in q.checks if c.status == "error"]
    assert result.message == "The grader failed here (ZeroDivisionError: the grader's fault)"
    assert {q.id: q.score for q in report.questions}["1d"] == 3


def test_the_exit_code_of_an_error(classroom, tmp_path, monkeypatch):
    """When a submission ends in an error, CI hears of it, and a rerun grades it again."""
    found, _ = find(classroom, ["problem1"])

    def grade_all(submissions, *args):
        failed = assessment.failure(submissions[1], "bubblewrap", "ZeroDivisionError")
        return [assessment.keep(submissions[1], tmp_path, "bubblewrap", failed)]

    with monkeypatch.context() as patch:
        patch.setattr(class_run, "grade_all", grade_all)
        code, said = run_command(classroom, "--results", tmp_path)
    assert code == 1
    assert "1 error" in said
    assert class_run.valid_report(found[1], tmp_path, "bubblewrap") is None
    data = json.loads((tmp_path / "student01" / "problem1.json").read_text())
    assert "not the student's fault" in data["notices"][0]["text"]


def test_unfinished_files_are_removed(tmp_path):
    """What a killed grader was writing goes away; what a living one writes stays."""
    (tmp_path / "ada").mkdir()
    kept = tmp_path / "ada" / f".problem1.json.{locks.new_name()}.tmp"
    names = (f"ada/.problem1.json.{locks.new_name()}.tmp", f".probe.{locks.new_name()}")
    for name in names:
        (tmp_path / name).write_text("{")
    with open(locks.create(kept), "w") as file:
        file.write("{")
        Folder(tmp_path).remove_unfinished()
        assert [path for path in tmp_path.rglob("*") if path.is_file()] == [kept]
    Folder(tmp_path).remove_unfinished()
    assert not kept.exists()


def test_reports_are_the_same_twice(classroom, tmp_path):
    """One submission, graded twice, gives one report but for its seconds."""
    path = tmp_path / "problem1.ipynb"
    draw = "import random, numpy as np\ndef spectrum(J): return np.random.randn(len(J))"
    name = "print(hash('x'), random.random(), {'a', 'b', 'c'})\nraise ValueError({'x', 'y', 'z'})"
    cells = [nbformat.v4.new_code_cell(source) for source in (draw, name)]
    path.write_text(nbformat.writes(nbformat.v4.new_notebook(cells=cells)))
    once, again = (grader.grade(Submission("s", "problem1", path)) for _ in range(2))
    assert once.report.model_copy(update={"seconds": 0}) == again.report.model_copy(
        update={"seconds": 0}
    )
    assert once.cells == again.cells
