"""Many notebooks: what is skipped, what is done again, and in how many processes.

Killing the grader, full disks and the like are in `tests/threats/test_grader_faults.py`.
"""

import dataclasses
import json
import pickle

import numpy as np
import pytest

from autograder.batch import assessment, class_run
from autograder.grading import grader
from autograder.results import Folder
from autograder.submissions import Notice, Submission
from tests import synthetic_class
from tests.autograder.submissions.downloads import find


@pytest.fixture
def classroom(tmp_path):
    """Three students whose notebooks are none, which is quick."""
    for student in ("ada", "bob", "eve"):
        (tmp_path / "class" / student).mkdir(parents=True)
        (tmp_path / "class" / student / "problem1.ipynb").write_text(f"no notebook of {student}")
    found, _ = find(tmp_path / "class", ["problem1"])
    return found


def graded(classroom, results, jobs=1) -> list[str]:
    """Who was graded afresh."""
    outcomes = class_run.grade_all(classroom, results, "bubblewrap", jobs, lambda outcome: None)
    assert {o.submission.student for o in outcomes} == {s.student for s in classroom}
    return sorted(o.submission.student for o in outcomes if o.fresh)


@pytest.fixture
def results(classroom, tmp_path):
    """A folder where all have been graded."""
    for submission in classroom:
        assessment.grade_one(submission, tmp_path / "results", "bubblewrap")
    return tmp_path / "results"


def test_what_has_not_changed_is_skipped(classroom, results):
    """A second run grades nobody."""
    assert graded(classroom, results) == []


def test_what_has_changed_is_graded_again(classroom, results):
    """A new notebook, a page lost with all it shows, a broken report: each is graded."""
    classroom[0].path.write_text("another")
    (results / "bob" / "problem1.html").unlink()
    (results / "bob" / "problem1.page.gz").unlink()
    report = results / "eve" / "problem1.json"
    report.write_text(report.read_text()[:100])
    valid = [class_run.valid_report(s, results, "bubblewrap") for s in classroom]
    assert [report is not None for report in valid] == [False, True, False]
    assert graded(classroom, results, jobs=2) == ["ada", "bob", "eve"]
    assert graded(classroom, results) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("grader", "0+x"),
        ("seed", 1),
        ("sandbox", "none"),
        ("student", "eve"),
        ("status", "error"),
        ("schema", 1),
        ("extra", 1),
    ],
)
def test_a_report_of_something_else(field, value, classroom, results):
    """A report counts only if grader, seed, sandbox and student are the same, and no error."""
    path = results / "ada" / "problem1.json"
    data = json.loads(path.read_text())
    path.write_text(json.dumps(data | {field: value}))
    assert class_run.valid_report(classroom[0], results, "bubblewrap") is None


def test_a_planted_report(classroom, tmp_path):
    """A report that was handed in along with the notebook is not in the results folder."""
    (classroom[0].path.parent / "problem1.json").write_text('{"schema": 1, "score": 27}')
    assert class_run.valid_report(classroom[0], tmp_path / "results", "bubblewrap") is None


def test_a_fault_while_grading(classroom, tmp_path, monkeypatch):
    """Whatever is raised becomes a report that says whose fault it is, and no mark."""

    def grade(submission, sandbox, run):
        raise MemoryError("nothing left")

    monkeypatch.setattr(grader, "grade", grade)
    outcome = assessment.grade_one(classroom[0], tmp_path, "bubblewrap")
    assert outcome.status == "error"
    assert "MemoryError: nothing left" in outcome.notice
    assert (tmp_path / "ada" / "problem1.json").exists()


def test_a_file_that_goes_away(classroom, tmp_path):
    """A notebook that disappears between finding and grading is unreadable, not a fault."""
    gone = dataclasses.replace(classroom[0], path=tmp_path / "gone.ipynb")
    outcome = assessment.grade_one(gone, tmp_path, "bubblewrap")
    assert outcome.notice == "the file cannot be read (No such file or directory)"


def test_an_outcome_is_small(classroom, tmp_path):
    """A class may be large, so what is kept of each submission is a few words, whatever it said."""
    long = synthetic_class.report("ada", "problem1", "graded", 0.1, np.random.default_rng(0))
    notice = Notice(kind="raised", text="x" * 1_000_000)
    graded = grader.Graded(long.model_copy(update={"notices": (notice,)}))
    outcome = assessment.keep(classroom[0], tmp_path, "bubblewrap", graded)
    assert len(pickle.dumps(outcome)) < 2000
    assert outcome.report(tmp_path) == graded.report


def test_long_problems_come_first(tmp_path):
    """Short ones fill the end, when some jobs have nothing left to do; otherwise order is kept."""
    names = ("problem1", "problem3", "problem1", "problem2")
    groups = [(Submission(f"student{n}", name, tmp_path),) for n, name in enumerate(names)]
    ordered = [group[0].student for group in class_run.longest_first(groups)]
    assert ordered == ["student1", "student3", "student0", "student2"]


def test_a_write_probe_leaves_nothing(tmp_path):
    """Trying whether results can be written leaves no file."""
    Folder(tmp_path / "new" / "results").check_writable()
    assert list((tmp_path / "new" / "results").iterdir()) == []


def test_reports_lie_by_student_and_problem(tmp_path):
    """Where other tools look for them."""
    submission = Submission("ada", "problem1", tmp_path)
    assert (
        Folder(tmp_path).report(submission.student, submission.problem)
        == tmp_path / "ada" / "problem1.json"
    )


@pytest.mark.parametrize("damage", ["other", ""])
def test_a_page_that_is_not_current_is_made_again(damage, classroom, results):
    """Without grading: the report stays, the page is as it was, also if it was emptied."""
    path = results / "ada" / "problem1.html"
    page, report = path.read_text(), (results / "ada" / "problem1.json").read_text()
    path.write_text(page.replace("pages ", "pages x", 1) if damage else "")
    outcomes = class_run.grade_all(classroom, results, "bubblewrap", 1, lambda _: None)
    assert not any(outcome.fresh for outcome in outcomes)
    assert path.read_text() == page
    assert (results / "ada" / "problem1.json").read_text() == report


def test_a_page_that_cannot_be_made_again(classroom, results):
    """Where what it shows was removed, the notebook is graded again."""
    (results / "ada" / "problem1.html").write_text("")
    (results / "ada" / "problem1.page.gz").write_bytes(b"nonsense")
    outcomes = class_run.grade_all(classroom, results, "bubblewrap", 1, lambda _: None)
    assert [o.submission.student for o in outcomes if o.fresh] == ["ada"]
