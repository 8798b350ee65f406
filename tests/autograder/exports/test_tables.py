"""grades.csv: a row per student, a column per question, and nothing a spreadsheet would run."""

import csv
import io

import numpy as np
import pytest

from autograder.batch import assessment
from autograder.exports import tables
from autograder.grading import grader
from autograder.results import marks
from autograder.submissions.submission import Submission
from tests import synthetic_class
from tests.sample_class import SUBMISSIONS


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_grades_have_a_row_per_student(tmp_path):
    """Marks by question, errors without marks, and a row for who handed nothing in."""
    chen = Submission("chen", "problem1", SUBMISSIONS / "chen" / "problem1.ipynb")
    lost = Submission("lost", "problem1", tmp_path / "nothing.ipynb")
    reports = [grader.grade(chen).report, assessment.failure(lost, "bubblewrap", "why").report]
    table = {row["student"]: row for row in rows(tables.grades(reports, ["nobody"]))}
    assert table["chen"]["1b"] == "0"
    assert float(table["chen"]["problem1"]) == reports[0].score
    assert (table["lost"]["problem1 status"], table["lost"]["problem1"]) == ("error", "")
    assert table["nobody"]["problem1 status"] == "not handed in"


def test_formulas_in_names_are_defused():
    """A student called =HYPERLINK(...) must not run in the instructor's spreadsheet."""
    for name in ('=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1"):
        assert rows(tables.grades([], [name]))[0]["student"] == f"'{name}"
    assert rows(tables.grades([], ["Zoë O'Brien"]))[0]["student"] == "Zoë O'Brien"


def test_written_points_have_columns_of_their_own():
    """What people gave, what still waits, and the total; the automatic points stay as they are."""
    report = synthetic_class.report("ada", "problem1", "graded", 1.0, np.random.default_rng(0))
    mark = marks.Mark(question="1d", points=1.5)
    own = marks.Marks(student="ada", problem="problem1", marks=(mark,))
    row = rows(tables.grades([report], [], {("ada", "problem1"): own}))[0]
    assert (row["problem1"], row["problem1 written"], row["problem1 total"]) == (
        "27",
        "1.5",
        "28.5",
    )
    assert (row["problem1 manual pending"], row["1d written"], row["1a written"]) == (
        "5",
        "1.5",
        "",
    )


def test_the_long_table_has_a_row_per_check(tmp_path):
    """For pandas: student, question, check, status; what has no question has one row."""
    report = synthetic_class.report("=ada", "problem1", "graded", 0.4, np.random.default_rng(0))
    lost = assessment.failure(
        Submission("lost", "problem1", tmp_path / "x"), "bubblewrap", "why"
    ).report
    table = rows(tables.checks([report, lost]))
    checks = [check for question in report.questions for check in question.checks]
    assert [row["check"] for row in table] == [check.name for check in checks] + [""]
    assert [row["status"] for row in table[:-1]] == [check.status for check in checks]
    assert {row["student"] for row in table[:-1]} == {"'=ada"}
    assert table[-1]["report"] == "error"
    points = [float(row["points"]) for row in table[:-1]]
    assert points == pytest.approx([c.points for c in checks], rel=1e-5)
