"""grades.csv: a row per student, a column per question, and nothing a spreadsheet would run."""

import csv
import io

from autograder import batch, grading, tables
from autograder.submission import Submission
from tests.sample_class import SUBMISSIONS


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_grades_have_a_row_per_student(tmp_path):
    """Marks by question, errors without marks, and a row for who handed nothing in."""
    chen = Submission("chen", "problem1", SUBMISSIONS / "chen" / "problem1.ipynb")
    lost = Submission("lost", "problem1", tmp_path / "nothing.ipynb")
    reports = [grading.grade(chen).report, batch.failure(lost, "bubblewrap", "why").report]
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
