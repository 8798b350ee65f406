"""One notebook in, one report out, through the real sandbox."""

import nbformat
import pytest

from autograder import PROJECT
from autograder.checks.declaration import Check, Suite, Wrong
from autograder.grading import grader
from autograder.problems import catalogue
from autograder.submissions.submission import Submission
from tests.sample_class import SUBMISSIONS, with_answers


def graded(student, problem="problem1"):
    path = SUBMISSIONS / student / f"{problem}.ipynb"
    return grader.grade(Submission(student, problem, path))


def scores(report):
    return {question.id: (question.score, question.max_score) for question in report.questions}


def hand_in(tmp_path, notebook, problem="problem1"):
    path = tmp_path / f"{problem}.ipynb"
    nbformat.write(notebook, path)
    return grader.grade(Submission("student", problem, path))


@pytest.mark.parametrize("name", catalogue.names())
def test_the_solution_earns_every_automatic_point(name, tmp_path):
    """Full marks exist, and come from the worked notebook itself, run in the sandbox."""
    report = hand_in(tmp_path, catalogue.read(name).notebook(), name).report
    assert (report.status, report.notices) == ("graded", ())
    assert report.score == report.max_score == sum(q.points for q in catalogue.read(name).questions)
    assert report.written.pending == sum(q.manual_points for q in catalogue.read(name).questions)


@pytest.mark.parametrize("name", catalogue.names())
def test_the_blank_release_earns_nothing(name):
    """Handing in what was handed out is worth 0, and every reason says so kindly."""
    path = PROJECT / "assignments" / f"{name}.ipynb"
    report = grader.grade(Submission("blank", name, path)).report
    assert report.status == "graded"
    assert report.score == 0
    failed = [c for q in report.questions for c in q.checks if c.status == "failed"]
    assert any(check.message.endswith("is not filled in yet.") for check in failed)
    assert not any("NotImplementedError" in check.message for check in failed)


def test_a_different_style_earns_every_point():
    """Independent right answers are right."""
    assert graded("hiro").report.score == graded("ada").report.score


def test_named_mistakes_are_told_to_the_student():
    """Each wrong function costs its question, and its hint is in the report once."""
    report = graded("chen").report
    losing = {name for name, (score, full) in scores(report).items() if score < full}
    assert losing == {"1b", "1d", "1e", "1f"}
    mistakes = {c.hint.name for q in report.questions for c in q.checks if c.hint}
    assert mistakes == {"transposed", "modulus_for_real_part", "variance_g_over_N"}
    messages = [c.told for q in report.questions for c in q.checks]
    assert sum("J is applied transposed" in message for message in messages) == 1
    assert sum("the same mistake as above" in message for message in messages) >= 2


def test_an_import_that_fails_is_explained():
    """The first cause stands in the notices, with what to do."""
    report = graded("dana").report
    assert report.score < report.max_score / 4
    assert "No module named 'seaborn'" in report.notices[0].text
    assert "only numpy, scipy and matplotlib are there" in report.notices[0].text
    assert len(report.notices) <= 2


def test_an_endless_loop_costs_its_own_question(tmp_path, monkeypatch):
    """The cell and the call are stopped; all other questions keep their points."""
    suite = catalogue.suite("problem1")
    short = suite.limits.__class__(cell_seconds=4, call_seconds=2)
    monkeypatch.setattr(
        catalogue, "suite", lambda name: Suite(name, suite.checks, suite.mistakes, short)
    )
    endless = "def is_stable(J):\n    while True:\n        pass"
    notebook = with_answers(catalogue.read("problem1"), {"is_stable": endless})
    report = hand_in(tmp_path, notebook).report
    losing = {name for name, (score, full) in scores(report).items() if score < full}
    assert losing == {"1d"}
    assert "took too long and was stopped" in report.questions[3].checks[0].message
    assert report.questions[3].checks[1].status == "skipped"


def test_what_is_not_a_notebook_is_unreadable():
    """No marks, a reason that helps, and no exception."""
    report = graded("fatima").report
    assert (report.status, report.score) == ("unreadable", 0)
    assert "web page" in report.notices[0].text


def test_the_same_notebook_gives_the_same_report():
    """Byte for byte but for the seconds."""
    first, second = (graded("chen").report.model_copy(update={"seconds": 0.0}) for _ in range(2))
    assert first.to_json() == second.to_json()


def test_a_fault_of_the_grader_is_no_mark(tmp_path, monkeypatch):
    """A check that raises is an error of ours: reported, and not counted against the student."""

    def broken(ask):
        raise ZeroDivisionError("our own")

    suite = catalogue.suite("problem1")
    fault = Check("1b", "broken", "This check is broken.", 5.0, broken)
    monkeypatch.setattr(
        catalogue,
        "suite",
        lambda name: Suite(name, (*suite.checks, fault), suite.mistakes, suite.limits),
    )
    report = hand_in(tmp_path, catalogue.read("problem1").notebook()).report
    assert report.status == "error"
    assert scores(report)["1b"] == (3.0, 3.0)
    assert "ZeroDivisionError" in report.questions[1].checks[-1].message


def test_points_follow_the_weights():
    """Half of the weight is half of the points; a skipped check earns none."""

    def score(*pairs):
        checks = [Check("1b", str(i), "x", weight, None) for i, (_, weight) in enumerate(pairs)]
        results = [
            grader.CheckResult(name=str(i), says="x", status=status, points=weight)
            for i, (status, weight) in enumerate(pairs)
        ]
        return grader.score(3.0, checks, results)

    assert score(("passed", 1.0), ("failed", 0.5), ("skipped", 0.5)) == 1.5
    assert score(("passed", 1.0), ("failed", 1.0), ("error", 1.0)) == 1.5
    assert score(("error", 1.0)) == 0.0


def test_a_check_may_name_the_mistake_itself(tmp_path, monkeypatch):
    """What replaying cannot show, such as a figure, the check names; the hint follows."""

    def naming(ask):
        raise Wrong("It is wrong.", "transposed")

    suite = catalogue.suite("problem1")
    only = Check("1b", "naming", "It is right.", 1.0, naming)
    monkeypatch.setattr(
        catalogue, "suite", lambda name: Suite(name, (only,), suite.mistakes, suite.limits)
    )
    report = hand_in(tmp_path, catalogue.read("problem1").notebook()).report
    assert report.questions[1].checks[0].message == "It is wrong."
    assert report.questions[1].checks[0].hint.name == "transposed"
    assert report.questions[1].checks[0].hint.text.startswith("J is applied transposed")
