"""A cluster: the same reports as here, whatever becomes of its workers."""

import os
import pickle
import re
import shutil
import sys

import nbformat
import pytest
from typer.testing import CliRunner

from autograder import PROJECT
from autograder.batch import class_run, cluster, remote
from autograder.cli.app import app
from autograder.submissions import Unreadable
from tests.autograder.batch.dask_cluster import DaskCluster, Loopback, network, wait_until
from tests.autograder.submissions.downloads import find

STUDENTS = 8
SLOW = "import time; time.sleep(0.5)"


def make_class(folder, students=STUDENTS):
    """Small notebooks; the last two are the same, and the first is none."""
    for number in range(students):
        (folder / f"student{number}").mkdir(parents=True)
        told = f"print({min(number, students - 2)})"
        cells = [nbformat.v4.new_code_cell(source) for source in (SLOW, told)]
        text = nbformat.writes(nbformat.v4.new_notebook(cells=cells))
        (folder / f"student{number}" / "problem1.ipynb").write_text(text if number else text[:50])
    return folder


def files(results) -> dict[str, bytes]:
    """All that grading has written, but for the seconds; the command also says what it found."""
    return {
        str(path.relative_to(results)): re.sub(rb'"seconds": [0-9.]+', b"", path.read_bytes())
        for path in sorted(results.rglob("*"))
        if path.is_file() and path.name != "intake.csv"
    }


def test_a_worker_that_is_lost(tmp_path):
    """Two workers on their own networks, one of them killed: everything as if graded here."""
    folder, here, there = make_class(tmp_path / "class"), tmp_path / "here", tmp_path / "there"
    with DaskCluster(tmp_path, network(3)) as dask:
        dask.start_worker()
        dask.start_worker()
        grading = dask.grade(folder, "--results", there)
        found, missing = find(folder, ["problem1"])
        outcomes = class_run.grade_all(found, here, "bubblewrap", 1, lambda outcome: None)
        class_run.write_class(outcomes, missing, here)
        wait_until(lambda: len([*there.glob("*/problem1.json")]) > 1)
        dask.workers[0].kill()
        assert len([*there.glob("*/problem1.json")]) < STUDENTS
        _, said = grading.communicate()
    assert grading.returncode == 0, said
    assert files(there) == files(here)


def other_project(folder):
    """A copy of the project with another check in it."""
    for room in ("autograder", "reference", "solutions"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(PROJECT / room, folder / room, ignore=ignored)
    with open(folder / "autograder" / "checks" / "comparisons.py", "a", encoding="utf-8") as file:
        file.write("\n# other tolerances\n")
    return folder


def test_workers_that_are_not_fit(tmp_path):
    """Another grader, none, too many threads: exit code 2, each is named with what to do."""
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "autograder.py").write_text("raise ModuleNotFoundError('no autograder')")
    folder = make_class(tmp_path / "class", 1)
    with DaskCluster(tmp_path, Loopback()) as dask:
        dask.start_worker(path=other_project(tmp_path / "other"))
        dask.start_worker(path=tmp_path / "none")
        dask.start_worker("--nthreads", "2")
        dask.start_worker()
        with cluster.Client(dask.address, set_as_default=False) as client:
            client.wait_for_workers(4, timeout=60)
        grading = dask.grade(folder, "--results", tmp_path / "results")
        _, said = grading.communicate()
    assert grading.returncode == 2
    said = " ".join(said.split())
    assert "error: 3 of 4 workers cannot grade" in said
    assert said.count("tcp://127.0.0.1:") == 3
    assert re.search(r"its grader is \S+ and not \S+: install the same there", said)
    assert re.search(r"it has no such grader \(.*no autograder", said)
    assert "it has 2 threads: start it with --nthreads 1" in said
    assert "Traceback" not in said
    assert not [*(tmp_path / "results").glob("*/*")]


def test_a_worker_without_a_sandbox(tmp_path, monkeypatch):
    """It says what to install, unless no sandbox was asked for."""
    monkeypatch.setenv("PATH", str(tmp_path))
    cluster.bubblewrap.find.cache_clear()
    identity = cluster.whole_identity()
    assert "bubblewrap is not installed" in cluster.unfit(identity, "bubblewrap", 1)
    assert cluster.unfit(identity, "none", 1) is None


@pytest.mark.slow
def test_a_submission_that_kills_its_workers(tmp_path, monkeypatch):
    """It alone is a grader error; a worker that is not fit and joins meanwhile gets nothing."""
    folder, results, said, began = make_class(tmp_path / "class"), tmp_path / "results", [], []
    kill = "__import__('os').kill(__import__('os').getpid(), 9)"
    pack = remote.pack

    class Deadly:
        def __reduce__(self):
            return eval, (kill,)

    def packed(group):
        return pickle.dumps(Deadly()) if group[0].student == "student3" else pack(group)

    monkeypatch.setattr(remote, "pack", packed)
    found, _ = find(folder, ["problem1"])
    settings = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with DaskCluster(tmp_path, Loopback(), **settings) as dask:
        dask.start_worker("--nanny")

        def progress(outcome):
            if not began:
                began.append(dask.start_worker(path=other_project(tmp_path / "other")))

        with cluster.Cluster(dask.address, "bubblewrap", said.append) as there:
            outcomes = class_run.grade_all(found, results, "bubblewrap", 1, progress, there)
    statuses = {o.submission.student: o.status for o in outcomes}
    assert len(statuses) == STUDENTS
    assert statuses.pop("student0") == "unreadable"
    assert statuses.pop("student3") == "error"
    assert set(statuses.values()) == {"graded"}
    assert (
        "every worker that tried it ended" in (results / "student3" / "problem1.json").read_text()
    )
    (line,) = said
    assert re.search(r"the worker tcp://\S+ is not used: its grader is ", line)


@pytest.mark.slow
def test_a_scheduler_that_is_lost(tmp_path):
    """Exit code 1 and one line that says how to go on; nothing is half written."""
    folder, results = make_class(tmp_path / "class"), tmp_path / "results"
    with DaskCluster(tmp_path, Loopback()) as dask:
        dask.start_worker()
        grading = dask.grade(folder, "--results", results)
        wait_until(lambda: len([*results.glob("*/problem1.json")]) > 1)
        dask.scheduler.kill()
        _, said = grading.communicate()
    assert grading.returncode == 1
    assert "The reports that are there stay; start again" in " ".join(said.split())
    assert "Traceback" not in said
    assert not [*results.rglob(".*")]


def run(*arguments):
    result = CliRunner().invoke(app, ["grade", *map(str, arguments)])
    return result.exit_code, " ".join(result.output.split())


def test_no_scheduler(tmp_path, monkeypatch):
    """Exit code 2 and the address that did not answer."""
    monkeypatch.setattr(cluster, "CONNECT", 0.5)
    folder = make_class(tmp_path / "class", 1)
    for address in ("tcp://127.0.0.1:1", "nonsense://x"):
        code, said = run(folder, "--results", tmp_path / "r", "--scheduler", address)
        assert code == 2
        assert f"no Dask scheduler answers at {address}" in said


def test_without_dask(tmp_path, monkeypatch):
    """It says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "autograder.batch.cluster")
    monkeypatch.delattr("autograder.batch.cluster")
    folder = make_class(tmp_path / "class", 1)
    code, said = run(folder, "--results", tmp_path / "r", "--scheduler", "tcp://127.0.0.1:1")
    assert code == 2
    assert "pip install .[cluster]" in said


def test_a_parcel_is_read_like_the_file(tmp_path):
    """Content, oddities and the reason why something cannot be read travel; the path does not."""
    folder = make_class(tmp_path / "class", 3)
    os.link(folder / "student1" / "problem1.ipynb", folder / "student2" / "other.ipynb")
    found, _ = find(folder, ["problem1"])
    sent = pickle.loads(remote.pack(tuple(found)))
    assert [p.student for p in sent] == [s.student for s in found]
    assert str(tmp_path) not in repr(sent)
    assert sent[0].read() == found[0].read()
    for one in (found[1], sent[1]):
        with pytest.raises(Unreadable, match="hard link"):
            one.read()
