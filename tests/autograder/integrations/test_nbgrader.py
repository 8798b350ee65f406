"""The set inside nbgrader: the stock commands on a real course, from release to feedback."""

import shutil

import nbformat
import pytest
from nbgrader.api import Gradebook

from autograder.integrations.nbgrader import course
from autograder.problems import catalogue
from tests.autograder.integrations.nbgrader_course import (
    BIN,
    export,
    hand_in,
    mark_by_hand,
    nbgrader,
    scores,
    sqlite,
)
from tests.autograder.integrations.once import once
from tests.sample_class import SUBMISSIONS

SAMPLE = ("ada", "chen")


@pytest.fixture(scope="module")
def graded(made, tmp_path_factory):
    """Some of the sample class, autograded by one command, with feedback."""

    def grade(folder):
        shutil.copytree(made, folder)
        for student in (*SAMPLE, "fatima"):
            hand_in(folder, student, SUBMISSIONS / student / "problem1.ipynb")
        half = folder / "autograded" / "ada" / "problem1"
        half.mkdir(parents=True)
        shutil.copy(SUBMISSIONS / "ada" / "problem1.ipynb", half)
        # One file is no notebook, which nbgrader counts as a failure of the run.
        log = nbgrader(folder, "autograde", "problem1", succeed=False)
        (folder / "log.txt").write_text(log)
        nbgrader(folder, "generate_feedback", "problem1")

    folder = once(tmp_path_factory, "graded", grade)
    return folder, (folder / "log.txt").read_text()


def test_marks_agree_with_our_own_grader(graded, chen):
    """The same automatic points per question, partial credit included; test_marks_agree.py tries
    everybody's."""
    found, _ = scores(sqlite(graded[0]), "chen")
    assert found == {question.id: question.score for question in chen.report.questions}


def test_honest_work_is_not_called_changed(graded):
    """Untouched notebooks cause no warning of ours, and nbgrader's own stay silent."""
    for words in ("has changed", "was edited", "was deleted", "more than once", "is missing"):
        assert words not in graded[1]


def test_feedback_is_for_students(graded):
    """Sentence, reason and hint; no test source, no rubric, no model answer."""
    folder, _ = graded
    page = (folder / "feedback" / "chen" / "problem1" / "problem1.html").read_text()
    assert "J is applied transposed" in page
    assert "of 3 points by hidden checks" in page
    for secret in ("HIDDEN TESTS", "Rubric", "Model answer", "did not run", "ask.call"):
        assert secret not in page


def test_the_person_who_marks_sees_the_rubric(graded):
    """It stands in the autograded notebook that formgrader shows, after the written answer."""
    folder, _ = graded
    notebook = nbformat.read(folder / "autograded" / "chen" / "problem1" / "problem1.ipynb", 4)
    names = [cell.metadata.get("nbgrader", {}).get("grade_id") for cell in notebook.cells]
    rubric = notebook.cells[names.index("1d-written-1") + 1]
    assert "Rubric" in rubric.source


def test_the_release_gives_nothing_away(made):
    """nbgrader's release of the course has no hidden line, and validates."""
    path = made / "release" / "problem1" / "problem1.ipynb"
    text = path.read_text()
    for secret in ("HIDDEN TESTS", "BEGIN SOLUTION", "Rubric", "did not run"):
        assert secret not in text
    said = nbgrader(made, "validate", "source/problem1/problem1.ipynb", succeed=True)
    assert "FAIL" not in said or "did not run" in said


def test_without_our_configuration_it_fails_closed(fresh):
    """A stock pipeline gives no points for hidden checks that did not run."""
    config = fresh / "nbgrader_config.py"
    config.write_text('c = get_config()\nc.CourseDirectory.course_id = "rnn"\n')
    hand_in(fresh, "ada", SUBMISSIONS / "ada" / "problem1.ipynb")
    nbgrader(fresh, "autograde", "problem1")
    found, _ = scores(sqlite(fresh), "ada")
    assert set(found.values()) == {0.0}


def test_an_unreadable_file_stops_nobody_else(graded):
    """The others are graded, and the export has no number for the file that is none."""
    marks = export(graded[0])
    assert marks["problem1", "ada"]["raw_score"] == "27.0"
    assert (marks["problem1", "fatima"]["status"], marks["problem1", "fatima"]["score"]) == (
        "not graded",
        "",
    )


def test_a_killed_run_is_taken_up_again(graded):
    """What was left half graded is removed and graded, not skipped."""
    folder, log = graded
    assert "left half graded" in log
    assert sum(scores(sqlite(folder), "ada")[0].values()) == 27


def test_a_grader_fault_is_no_mark(fresh):
    """Without the sandbox nothing is run: an error, exit code 1, and no number in the export."""
    hand_in(fresh, "ada", SUBMISSIONS / "ada" / "problem1.ipynb")
    only_python = fresh / "bin"
    only_python.mkdir()
    (only_python / "alembic").symlink_to(BIN / "alembic")
    said = nbgrader(fresh, "autograde", "problem1", succeed=False, path=str(only_python))
    assert "apt-get install bubblewrap" in said
    row = export(fresh)["problem1", "ada"]
    assert (row["status"], row["score"]) == ("not graded", "")
    nbgrader(fresh, "autograde", "problem1")
    assert export(fresh)["problem1", "ada"]["raw_score"] == "27.0"
    nbgrader(fresh, "autograde", "problem1", "--force", succeed=False, path=str(only_python))
    assert export(fresh)["problem1", "ada"]["score"] == ""


def test_resubmissions_late_penalties_and_manual_marks(fresh):
    """A regrade keeps manual marks; late work pays what the course says; making the course again
    changes neither configuration nor marks."""
    config = fresh / "nbgrader_config.py"
    late = 'config.LateSubmissionPlugin.penalty_method = "zero"\n'
    config.write_text(config.read_text() + late)
    nbgrader(fresh, "db", "assignment", "add", "problem1", "--duedate", "2026-01-03 12:00:00 UTC")
    hand_in(fresh, "chen", SUBMISSIONS / "chen" / "problem1.ipynb", "2026-01-01 10:00:00 UTC")
    nbgrader(fresh, "autograde", "problem1")
    mark_by_hand(sqlite(fresh), "chen", "1d-written-1", 1.5)
    hand_in(fresh, "chen", SUBMISSIONS / "ada" / "problem1.ipynb", "2026-01-02 10:00:00 UTC")
    hand_in(fresh, "emil", SUBMISSIONS / "hiro" / "problem1.ipynb", "2026-01-04 10:00:00 UTC")
    nbgrader(fresh, "autograde", "problem1")
    course.build(fresh)
    assert config.read_text().endswith(late)
    marks = export(fresh)
    chen, emil = marks["problem1", "chen"], marks["problem1", "emil"]
    assert (chen["status"], chen["raw_score"]) == ("needs manual grade", "28.5")
    assert (float(emil["raw_score"]), float(emil["score"])) == (27, 0)


def test_the_whole_cycle_with_the_exchange(fresh, tmp_path):
    """release, list, fetch, submit, collect, autograde, feedback: a student outside the roster."""
    student = tmp_path / "student"
    student.mkdir()
    exchange = f"--Exchange.root={fresh / 'exchange'}"
    nbgrader(fresh, "release_assignment", "problem1")
    assert "problem1" in nbgrader(fresh, "list")
    nbgrader(student, "fetch_assignment", "problem1", "--course", "rnn", exchange)
    mine = next(student.rglob("problem1.ipynb"))
    assert "YOUR CODE HERE" in mine.read_text()
    shutil.copy(SUBMISSIONS / "hiro" / "problem1.ipynb", mine)
    nbgrader(student, "submit", "problem1", "--course", "rnn", exchange)
    nbgrader(fresh, "collect", "problem1")
    nbgrader(fresh, "autograde", "problem1")
    nbgrader(fresh, "generate_feedback", "problem1")
    nbgrader(fresh, "release_feedback", "problem1")
    nbgrader(student, "fetch_feedback", "problem1", "--course", "rnn", exchange)
    assert list(student.rglob("problem1.html"))
    (row,) = [r for r in export(fresh).values() if r["raw_score"]]
    assert float(row["raw_score"]) == 27


def test_every_problem_is_in_the_course(made):
    """A course has all problems, with the points of their sources."""
    with Gradebook(sqlite(made)) as gradebook:
        found = {a.name: a.max_score for a in gradebook.assignments}
    for name in catalogue.names():
        questions = catalogue.read(name).questions
        assert found[name] == sum(q.points + q.manual_points for q in questions)
