"""The final number of a report, recomputed by hand in small cases."""

from datetime import datetime

import pytest

from autograder.course import Adjustment, Course, decisions
from autograder.course.course_file import LatePolicy, Problem
from autograder.results import Adjusted, Mark, Marks, QuestionResult, Report, Written, standing


def report(**more):
    questions = [("1a", 3.0, 4.0, 0.0), ("1b", 2.0, 5.0, 1.0)]
    base = {
        "student": "ada",
        "problem": "problem1",
        "status": "graded",
        "score": 5.0,
        "max_score": 9.0,
        "written": Written(pending=1.0),
        "notebook_sha256": "x",
        "grader": "g",
        "seed": 1,
        "sandbox": "none",
        "seconds": 0.0,
        "notices": (),
        "questions": tuple(
            QuestionResult(id=i, title=i, score=s, max_score=m, written_max=w, checks=())
            for i, s, m, w in questions
        ),
    }
    return Report(**(base | more))


def marked(points=0.5):
    mark = Mark(question="1b", points=points)
    return Marks(student="ada", problem="problem1", marks=(mark,))


def adjusted(kind, question="", value=None):
    return Adjusted(kind=kind, question=question, value=value, who="me", why="so")


@pytest.mark.parametrize(
    ("decided", "earned", "most"),
    [
        ([], 5.5, 10),
        ([adjusted("override", "1a", 4.0)], 6.5, 10),
        ([adjusted("override", "1b", 1.0)], 4, 10),
        ([adjusted("override", "", 9.0)], 9, 10),
        ([adjusted("bonus", "", 2.0)], 7.5, 10),
        ([adjusted("excuse", "1b")], 3, 4),
        ([adjusted("dropped", "1a")], 2.5, 6),
        ([adjusted("full", "1b")], 9, 10),
        ([adjusted("worth", "1a", 8.0)], 8.5, 14),
        ([adjusted("rounding", "", 1.0)], 6, 10),
        ([adjusted("rounding", "", 0.25), adjusted("bonus", "1a", 0.1)], 5.5, 10),
    ],
)
def test_each_decision(decided, earned, most):
    """Points and maximum after one decision, with the written mark of 0.5."""
    found = standing(report(adjusted=tuple(decided)), marked())
    assert (found.earned, found.most, found.pending) == (earned, most, 0)


def test_an_excused_problem_is_no_mark():
    """It has neither points nor a maximum."""
    found = standing(report(adjusted=(adjusted("excuse"),)), marked())
    assert (found.earned, found.most, found.excused) == (None, 0, True)


def test_what_is_no_notebook_and_what_failed():
    """0 points, or none at all; a person can give points to both."""
    assert standing(report(status="unreadable", questions=(), score=0.0), None).earned == 0
    failed = report(status="error", questions=(), score=0.0)
    assert standing(failed, None).earned is None
    given = failed.model_copy(update={"adjusted": (adjusted("override", "", 7.0),)})
    assert standing(given, None).earned == 7


DUE, LATEST = datetime(2027, 3, 1, 23, 59), datetime(2027, 3, 10, 23, 59)
COURSE = Course(
    timezone="Europe/Berlin",
    late=LatePolicy(grace_minutes=10, percent_per_day=10, most_percent=30),
    problem={"problem1": Problem(due=DUE, latest=LATEST)},
)


@pytest.mark.parametrize(
    ("handed_in", "extension", "days", "share"),
    [
        ("2027-03-01T23:00:00+01:00", "", 0, 0),
        ("2027-03-02T00:08:00+01:00", "", 0, 0),
        ("2027-03-01T22:58:00+00:00", "", 0, 0),
        ("2027-03-02T00:10:00+01:00", "", 1, 0.1),
        ("2027-03-03T12:00:00", "", 2, 0.2),
        ("2027-03-09T12:00:00+01:00", "", 8, 0.3),
        ("2027-03-11T12:00:00+01:00", "", 10, 1),
        ("2027-03-11T12:00:00+01:00", "2027-03-11T13:00+01:00", 0, 0),
        ("2027-03-11T12:00:00+01:00", "2027-03-10T13:00+01:00", 1, 1),
    ],
)
def test_lateness(handed_in, extension, days, share):
    """Started days after the due date of this student, the grace apart; after the latest, 0."""
    own = []
    if extension:
        decided = Adjusted(kind="extension", until=extension, who="me", why="ill")
        own.append(Adjustment("ada", "problem1", decided))
    late = decisions.decide(report(), COURSE, own, handed_in, False).late
    assert (late.days, late.share) == (days, pytest.approx(share))


def test_late_as_the_platform_says():
    """Canvas says late and not since when: one day, unless there is an extension."""
    late = decisions.decide(report(), COURSE, [], "", True).late
    assert (late.days, late.share) == (1, 0.1)
    assert decisions.decide(report(), COURSE, [], "", False).late is None
    assert decisions.decide(report(), Course(), [], "2027-03-02T00:10:00", True).late is None


def test_lateness_costs_points():
    """A tenth of what was earned, a bonus not counted; never below 0."""
    late = decisions.decide(report(), COURSE, [], "2027-03-02T12:00:00", False)
    found = standing(late.model_copy(update={"adjusted": (adjusted("bonus", "", 1.0),)}), marked())
    assert (found.lost, found.earned) == (0.55, 5.95)
