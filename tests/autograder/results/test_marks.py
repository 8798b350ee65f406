"""Marks for written answers: out as a sheet, back from any spreadsheet, kept for good."""

import csv
import io
import shutil

import numpy as np
import pytest
from nbformat.v4 import new_markdown_cell
from typer.testing import CliRunner

from autograder.batch import assessment, class_run
from autograder.cli.app import app
from autograder.exports import marking_sheet
from autograder.exports.marking_sheet import BadSheet
from autograder.grading import grader
from autograder.results import Folder, marks
from tests import synthetic_class
from tests.autograder.submissions.downloads import find
from tests.sample_class import SUBMISSIONS

STUDENTS = ("ada", "bruno")


@pytest.fixture
def room(tmp_path):
    """A class as grading leaves it: ada, who wrote answers, and bruno, who left them empty."""
    for student in STUDENTS:
        shutil.copytree(SUBMISSIONS / student, tmp_path / "class" / student)
    grade(tmp_path)
    return tmp_path


def grade(room):
    """Write what a grading writes, without running anybody's code."""
    found, _ = find(room / "class", ["problem1"])
    outcomes = []
    for one in found:
        rng = np.random.default_rng(0)
        report = synthetic_class.report(one.student, "problem1", "graded", 1.0, rng)
        graded = grader.Graded(report.model_copy(update={"notices": ()}))
        outcomes.append(assessment.keep(one, room / "results", "bubblewrap", graded))
    class_run.write_class(outcomes, ["=nobody"], room / "results")


def run(*arguments):
    return CliRunner().invoke(app, [*map(str, arguments)])


def sheet_of(room):
    reports = Folder(room / "results").reports()
    found, _ = find(room / "class", ["problem1"])
    text = marking_sheet.export(reports, found, room / "results")
    return list(csv.DictReader(io.StringIO(text)))


def written(rows, delimiter=",", encoding="utf-8"):
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode(encoding)


def merged(room, content):
    return marking_sheet.merge(
        {"marks.csv": content}, Folder(room / "results").reports(), room / "results"
    )


def test_the_sheet_has_answers_rubrics_and_room_for_points(room):
    """A row per student and written question; an answer that was left empty is empty."""
    rows = sheet_of(room)
    assert [(row["student"], row["question"]) for row in rows] == [
        (student, question) for student in ("ada", "bruno") for question in ("1a", "1d", "1f", "1g")
    ]
    assert rows[0]["answer"].startswith("It depends on the eigenvalues")
    assert "**Rubric.** ½ for the condition" in rows[0]["rubric"]
    assert (rows[0]["max_points"], rows[0]["points"], rows[0]["comment"]) == ("1", "", "")
    assert rows[4]["answer"] == ""


def test_a_sheet_goes_out_and_comes_back(room):
    """Points reach the report's folder, grades.csv, both pages; grading again keeps them."""
    results, sheet = room / "results", room / "marks.csv"
    result = run("marks", "export", room / "class", "--results", results, "--to", sheet)
    assert (result.exit_code, "8 answers wait" in result.stdout) == (0, True), result.stderr
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8-sig"))))
    rows[0] |= {"points": "0.5", "comment": "Say why."}
    rows[1] |= {"points": "2"}
    sheet.write_bytes(written(rows))
    result = run("marks", "import", sheet, "--results", results)
    assert "marks of 1 notebooks have changed; 6 answers wait" in result.stdout, result.stderr
    for _ in range(2):
        table = list(csv.DictReader(io.StringIO((results / "grades.csv").read_text())))
        assert [row["student"] for row in table] == ["'=nobody", "ada", "bruno"]
        assert (table[1]["problem1 written"], table[1]["problem1 total"]) == ("2.5", "29.5")
        assert "1a: 0.5 of 1. Say why." in (results / "ada" / "problem1.html").read_text()
        assert ">29.5</a>" in (results / "class.html").read_text()
        grade(room)
    assert sheet_of(room)[0]["state"] == "marked"


@pytest.mark.parametrize(
    ("delimiter", "encoding", "points"),
    [
        (",", "utf-8-sig", "0.5"),
        (";", "utf-8", "0,5"),
        (";", "cp1252", "0,5"),
        ("\t", "utf-8", ".5"),
    ],
)
def test_any_spreadsheet_may_have_saved_it(room, delimiter, encoding, points):
    """Semicolons, decimal commas, an older encoding, rows left out."""
    rows = [row | {"rubric": ""} for row in sheet_of(room)[:2]]
    rows[0] |= {"points": points, "comment": "genügt; fast"}
    (found,) = merged(room, written(rows, delimiter, encoding))
    mark = found.by_question()["1a"]
    assert (mark.points, mark.comment) == (0.5, "genügt; fast")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"points": "1.5"}, "row 2: 1.5 is not between 0 and 1"),
        ({"points": "-0.5"}, "row 2: -0.5 is not between 0 and 1"),
        ({"points": "nan"}, "row 2: nan is not between 0 and 1"),
        ({"points": "good"}, "row 2: 'good' is no number of points"),
        ({"points": "1", "student": "eve"}, "row 2: there is no report of 'eve', 'problem1'"),
        ({"points": "1", "question": "1b"}, "row 2: problem1 has no written question '1b'"),
        ({"points": "1", "question": "1d"}, "row 3: this student and question stand in the"),
        ({"comment": "why?"}, "row 2: a comment without points"),
    ],
)
def test_nothing_is_taken_over_if_a_row_is_wrong(room, change, reason):
    """The row and the reason are told, and the rows that are right change nothing either."""
    rows = sheet_of(room)
    rows[0] |= change
    rows[1] |= {"points": "1"}
    (room / "marks.csv").write_bytes(written(rows))
    result = run("marks", "import", room / "marks.csv", "--results", room / "results")
    assert result.exit_code == 2
    assert reason in result.stderr
    assert not list(room.glob("results/*/*.marks.json"))


def test_no_table_is_refused(room):
    """Something else than a sheet, or one without its columns."""
    for content in (b"", b"\x89PNG\r\n\x1a\n", b"student,points\nada,1\n"):
        with pytest.raises(BadSheet, match="columns are missing"):
            merged(room, content)


def test_sheets_of_two_people_merge(room):
    """Each marks some rows; empty rows change nothing; a dash takes a mark back."""
    rows = sheet_of(room)
    for number, points in ((0, "1"), (1, "2")):
        (found,) = merged(room, written([rows[number] | {"points": points}]))
        marks.write(room / "results", found)
    assert merged(room, written(rows)) == []
    (found,) = merged(room, written([rows[0] | {"points": "-"}]))
    assert [(mark.question, mark.points) for mark in found.marks] == [("1d", 2.0)]


def test_a_changed_answer_shows(room):
    """Who hands in again after being marked is marked again by a person who knows it."""
    (found,) = merged(room, written([sheet_of(room)[0] | {"points": "1"}]))
    marks.write(room / "results", found)
    path = room / "class" / "ada" / "problem1.ipynb"
    path.write_text(path.read_text().replace("It depends on", "It hardly depends on"))
    row = sheet_of(room)[0]
    assert (row["points"], row["state"]) == ("1", "the answer has changed since it was marked")


def test_formulas_go_out_defused_and_comments_come_back_whole(room):
    """An answer that is a formula does not run; a comment that starts like one is kept."""
    path = room / "class" / "ada" / "problem1.ipynb"
    path.write_text(path.read_text().replace("It depends on", "=HYPERLINK(1) depends on"))
    row = sheet_of(room)[0]
    assert row["answer"].startswith("'=HYPERLINK")
    (found,) = merged(room, written([row | {"points": "1", "comment": "'-x is missing"}]))
    assert found.marks[0].comment == "-x is missing"
    marks.write(room / "results", found)
    assert sheet_of(room)[0]["state"] == "marked"


def test_answers_are_found_without_metadata(room):
    """An editor that drops nbgrader's names leaves the order of the cells."""
    path = room / "class" / "ada" / "problem1.ipynb"
    before = [row["answer"] for row in sheet_of(room)]
    path.write_text(path.read_text().replace('"grade_id"', '"dropped"'))
    assert [row["answer"] for row in sheet_of(room)] == before


def test_damaged_marks_are_never_written_over(room):
    """Somebody's work: the import stops and names the file; pages are made without it."""
    path = Folder(room / "results").marks("ada", "problem1")
    path.write_text('{"schema": 1, "student"')
    row = {"problem": "problem1", "question": "1a", "points": "1", "comment": ""}
    with pytest.raises(marks.Damaged, match="ada"):
        merged(room, written([row | {"student": "bruno"}, row | {"student": "ada"}]))
    assert path.read_text() == '{"schema": 1, "student"'
    assert merged(room, written([row | {"student": "bruno"}]))[0].student == "bruno"
    grade(room)
    assert "Up to 7 more points" in path.with_name("problem1.html").read_text()


def test_the_filled_in_answer_counts_and_a_heading_is_none():
    """A form beside its filled-in copy is no answer; nor is what follows a deleted cell."""
    texts = {
        "**1a, written": "YOUR ANSWER HERE",
        "": "It is the only one.",
        "**1d, written": "## 1e  The next",
    }
    cells = []
    for task, answer in texts.items():
        cells += [new_markdown_cell(task), new_markdown_cell(answer)]
    for cell in (cells[1], cells[3]):
        cell.metadata["grade_id"] = "1a-written-1"
    assert marking_sheet.written(cells) == {"1a": 3}
