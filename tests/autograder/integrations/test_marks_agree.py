"""The marks agree: `make grade`, `nbgrader autograde` and `otter run`, on every sample submission.

By design one thing differs. A file that is no notebook gets a report with 0 points and the reason
from `make grade`; nbgrader and otter refuse it, and there is no mark.
"""

import json
import shutil
import subprocess
import sys

import pytest

from autograder.integrations.otter import bundles
from autograder.problems import catalogue
from autograder.results import report
from tests.autograder.integrations import forked
from tests.autograder.integrations.nbgrader_course import export, nbgrader, scores, sqlite
from tests.sample_class import SUBMISSIONS

EVERY = sorted(SUBMISSIONS.glob("*/*.ipynb"))
WORDS = {
    "make grade": "it is a web page (HTML); download the notebook itself",
    "otter run": "Notebook does not appear to be JSON",
}


def by_make_grade(folder):
    """Points by question of each report; None, and the reason, where there is no notebook."""
    command = [sys.executable, "-m", "autograder", "grade", SUBMISSIONS, "--results", folder]
    subprocess.run(command, check=True, capture_output=True)
    found = {}
    for path in folder.glob("*/*.json"):
        read = report.Report.from_json(path.read_text(encoding="utf-8"))
        points = {question.id: question.score for question in read.questions}
        assert points or WORDS["make grade"] in read.notices[0].text
        found[read.student, read.problem] = points or None
    return found


def by_nbgrader(course):
    """The same, from the gradebook, after one stock command for each problem."""
    for path in EVERY:
        target = course / "submitted" / path.parent.name / path.stem
        target.mkdir(parents=True)
        shutil.copy(path, target)
    for name in catalogue.names():
        nbgrader(course, "autograde", name, succeed=name != "problem1")
    marks, found = export(course), {}
    for path in EVERY:
        student, problem = path.parent.name, path.stem
        status = marks[problem, student]["status"]
        points, _ = scores(sqlite(course), student, problem)
        found[student, problem] = None if status == "not graded" else points
    return found


def by_otter(folder):
    """The same, from results.json, after the stock command for each submission."""
    bundles = {n: bundles.build(catalogue.read(n), folder) for n in catalogue.names()}
    found = {}
    for path in EVERY:
        results = folder / f"{path.parent.name}-{path.stem}"
        results.mkdir()
        bundle = bundles[path.stem] / "autograder.zip"
        done = forked.run("otter", "run", "-o", results, "-a", bundle, path)
        key = (path.parent.name, path.stem)
        if done.returncode:
            assert WORDS["otter run"] in done.stderr, done.stderr
            assert not (results / "results.json").exists()
            found[key] = None
        else:
            tests = json.loads((results / "results.json").read_text())["tests"]
            found[key] = {test["name"]: test["score"] for test in tests}
    return found


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_marks_agree(fresh, tmp_path):
    """The same automatic points for each question, by all three ways."""
    ours = by_make_grade(tmp_path / "results")
    assert set(ours) == {(path.parent.name, path.stem) for path in EVERY}
    assert [key for key in ours if ours[key] is None] == [("fatima", "problem1")]
    assert by_nbgrader(fresh) == ours
    assert by_otter(tmp_path / "otter") == ours
