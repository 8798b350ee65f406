"""Canvas and Moodle: the columns that they import, and students found by any of their names."""

import csv
import io

import numpy as np
import pytest
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.exports import gradebooks
from autograder.results import marks
from tests import synthetic_class


def rows(text):
    return list(csv.reader(io.StringIO(text)))


@pytest.fixture
def reports():
    rng = np.random.default_rng(0)
    made = [synthetic_class.report(s, "problem1", "graded", 1.0, rng) for s in ("ada", "=eve")]
    return [*made, synthetic_class.report("lost", "problem1", "error", 1.0, rng)]


def test_canvas_without_a_roster(reports):
    """The five leading columns, the points possible, the folder's name as login."""
    mark = marks.Mark(question="1a", points=0.5)
    own = marks.Marks(student="ada", problem="problem1", marks=(mark,))
    assert rows(gradebooks.canvas(reports, {("ada", "problem1"): own})) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "problem1"],
        ["    Points Possible", "", "", "", "", "34"],
        ["'=eve", "", "", "'=eve", "", "27"],
        ["ada", "", "", "ada", "", "27.5"],
        ["lost", "", "", "lost", "", ""],
    ]


ROSTER = """\
\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Essay (11),Problem1 (77),Current Score
,,,,,Manual Posting,,(read only)
    Points Possible,,,,,10,34,(read only)
"Lovelace, Ada",501,U1,ada,Monday,9,,80
"Nobody, Nora",502,U2,nora,Monday,8,,70
"Lost, Lou",lost,U3,lou,Friday,8,,70
"""


def test_canvas_with_its_own_gradebook(reports):
    """Identity and the assignment's number are Canvas's; nobody else's points are touched."""
    text, unknown = gradebooks.canvas_filled(reports, {}, ROSTER)
    assert rows(text) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Problem1 (77)"],
        ["    Points Possible", "", "", "", "", "34"],
        ["Lovelace, Ada", "501", "U1", "ada", "Monday", "27"],
        ["Lost, Lou", "lost", "U3", "lou", "Friday", ""],
    ]
    assert unknown == ["=eve"]


def test_what_is_no_gradebook_is_refused(reports):
    """Another table, or none."""
    for text in ("", "name,grade\nada,1\n"):
        with pytest.raises(gradebooks.BadRoster, match="Student, ID and Section"):
            gradebooks.canvas_filled(reports, {}, text)


def test_moodle_has_points_and_feedback_together(reports):
    """Moodle loses grades when feedback comes without them; a failure leaves both empty."""
    table = rows(gradebooks.moodle(reports, {}, "email"))
    assert table[0] == ["email", "problem1", "problem1 feedback"]
    assert table[1:] == [
        ["'=eve", "27", "all automatic points"],
        ["ada", "27", "all automatic points"],
        ["lost", "", ""],
    ]


def test_feedback_in_one_line():
    """Where points were lost."""
    report = synthetic_class.report("s", "problem1", "graded", 0.0, np.random.default_rng(0))
    assert gradebooks.feedback(report).startswith("points lost in 1a 0/3, 1b 0/3,")


def test_the_command_writes_each_shape(reports, tmp_path):
    """One file each; with a roster it says who is not in it, and that marks are missing."""
    for report in reports:
        path = tmp_path / "results" / report.student / "problem1.json"
        path.parent.mkdir(parents=True)
        path.write_text(report.to_json(), encoding="utf-8")
    (tmp_path / "roster.csv").write_text(ROSTER, encoding="utf-8")
    heads = {"checks": "student,problem", "grades": "student,problem1 status"}
    heads |= {"canvas": "Student,ID,", "moodle": "email,problem1,"}
    for shape, head in heads.items():
        to = tmp_path / f"{shape}.csv"
        extra = {"canvas": ["--roster", tmp_path / "roster.csv"], "moodle": ["--identity", "email"]}
        arguments = ["export", shape, "--results", tmp_path / "results", "--to", to]
        result = CliRunner().invoke(app, [*map(str, arguments + extra.get(shape, []))])
        assert result.exit_code == 0, result.output
        assert to.read_text().replace('"', "").startswith(head)
        assert ("8 written answers are not marked yet" in result.output) == (shape in extra)
        assert ("1 students: '=eve'" in result.output) == (shape == "canvas")
