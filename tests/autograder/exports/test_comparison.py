"""What changed between two gradings: everybody whose points or verdicts differ, and why."""

import numpy as np
import pytest
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.exports import comparison
from autograder.results import Hint
from tests import synthetic_class


@pytest.fixture
def report():
    return synthetic_class.report("ada", "problem1", "graded", 1.0, np.random.default_rng(0))


def changed(report, number=1, check=None, **update):
    """The report with one question changed, and its first check too if `check` says how."""
    question = report.questions[number]
    if check is not None:
        first = question.checks[0].model_copy(update=check)
        update["checks"] = (first, *question.checks[1:])
    question = question.model_copy(update=update)
    questions = (*report.questions[:number], question, *report.questions[number + 1 :])
    return report.model_copy(update={"questions": questions})


def reasons(old, new):
    return [
        (c.question, c.before, c.after, c.why) for c in comparison.compare([old], [new]).changes
    ]


def test_nothing_changed(report):
    """Seconds and messages are no change."""
    same = changed(report, check={"message": "other words"}).model_copy(update={"seconds": 9.0})
    assert reasons(report, same) == []


def test_a_verdict_that_changed(report):
    """The check is named, with the mistake that is now recognised."""
    hint = Hint(kind="mistake", name="no_leak", text="The leak is missing.")
    update = {"status": "failed", "hint": hint}
    new = changed(report, check=update, score=2.0)
    why = "check velocity_of_tanh_networks: passed -> failed (no leak)"
    assert reasons(report, new) == [("1b", "3/3", "2/3", (why,))]


def test_checks_that_came_and_went(report):
    """A new check, one that is gone, and other weights or points are told apart."""
    checks = report.questions[1].checks
    fewer = changed(report, checks=checks[1:], score=2.5)
    assert reasons(report, fewer)[0][3] == (f"check {checks[0].name} is gone (it was passed)",)
    assert reasons(fewer, report)[0][3] == (f"check {checks[0].name} is new: passed",)
    heavier = changed(report, check={"points": 5.0}, score=2.9)
    assert reasons(report, heavier)[0][3] == (
        f"check {checks[0].name} is worth 5 points now, {checks[0].points:g} before",
    )
    assert reasons(report, changed(report, max_score=4.0))[0][3] == (
        "worth 4 points now, 3 before",
    )


def test_another_notebook_is_no_change_of_checks(report):
    """Points that differ because the student handed in again say so first."""
    new = changed(report, check={"status": "failed"}, score=2.0)
    new = new.model_copy(update={"notebook_sha256": "1" * 64})
    assert reasons(report, new)[0][3][0] == "another notebook was handed in"


def test_reports_that_came_went_or_failed(report):
    """Somebody in one folder only, and a grading that failed."""
    lost = report.model_copy(update={"status": "error", "questions": ()})
    assert reasons(report, lost)[0][3] == ("graded before, error now",)
    found = comparison.compare([], [report])
    assert found.changes[0].why == ("graded only in the new folder",)
    assert found.compared == 0


def test_causes_are_counted_over_the_class(report):
    """One changed check that concerns two students is one cause."""
    other = report.model_copy(update={"student": "bruno"})
    new = [changed(r, check={"status": "failed"}, score=2.0) for r in (report, other)]
    found = comparison.compare([report, other], [*new])
    why = "check velocity_of_tanh_networks: passed -> failed"
    assert found.causes == [("problem1", "1b", why, 2)]


def test_the_command_lists_and_writes_them(report, tmp_path):
    """`regrade --compare OLD NEW` on two folders, with a CSV on request."""
    new = changed(report, check={"status": "failed"}, score=2.0)
    new = new.model_copy(update={"grader": "0.0.1"})
    for name, one in (("old", report), ("new", new)):
        path = tmp_path / name / "ada" / "problem1.json"
        path.parent.mkdir(parents=True)
        path.write_text(one.to_json(), encoding="utf-8")
    command = ["regrade", "--to", tmp_path / "changes.csv"]
    command += ["--compare", tmp_path / "old", tmp_path / "new"]
    result = CliRunner().invoke(app, [*map(str, command)])
    assert result.exit_code == 0, result.output
    assert "grader: 0.0.0 -> 0.0.1" in result.stdout
    assert "1 notebooks in both, 1 changes" in result.stdout
    assert "1 x 1b: check velocity_of_tanh_networks: passed -> failed" in result.stdout
    assert "ada/problem1 1b: 3/3 -> 2/3" in result.stdout
    assert '"ada","problem1","1b","3/3","2/3",' in (tmp_path / "changes.csv").read_text()


def test_folders_without_reports_are_refused(tmp_path):
    """Exit code 2 and what it should be, not an empty comparison that looks like no change."""
    for folder, reason in ((tmp_path / "none", "is not a folder"), (tmp_path, "holds no report")):
        result = CliRunner().invoke(app, ["regrade", "--compare", str(folder), str(folder)])
        assert result.exit_code == 2
        assert reason in result.output
