"""What students and their tools do to notebooks, in one `nbgrader autograde` over all of it."""

import json
import shutil
from pathlib import Path

import nbformat
import nbgrader as installed
import pytest

from autograder.grading import grader
from autograder.problems import catalogue
from autograder.submissions.submission import Submission
from tests.autograder.integrations import nbgrader_defects as defects
from tests.autograder.integrations.nbgrader_course import (
    export,
    hand_in,
    nbgrader,
    scores,
    sqlite,
)
from tests.autograder.integrations.once import once
from tests.sample_class import SUBMISSIONS

FULL = {question.id: question.points for question in catalogue.read("problem1").questions}
FILES = {
    "checks": ("problem1.ipynb", defects.changed(defects.CHECKS)),
    "old": ("problem1.ipynb", defects.changed(defects.OLD)),
    "damaged": ("problem1.ipynb", defects.changed(defects.DAMAGED)),
    "format 3": ("problem1.ipynb", defects.old_format()),
    "accidents": ("problem1 (1).ipynb", defects.accidents()),
    "cheat": ("problem1.ipynb", defects.cheat()),
    "a cut-off file": ("problem1.ipynb", defects.cut_off()),
    "another file": ("essay.ipynb", defects.cut_off()),
}
EACH = [
    pytest.param(student, *defect, id=name)
    for student, table in (
        ("checks", defects.CHECKS),
        ("old", defects.OLD),
        ("damaged", defects.DAMAGED),
    )
    for name, defect in table.items()
]


@pytest.fixture(scope="module")
def graded(made, tmp_path_factory):
    """The course after one command, and what it said."""

    def grade(folder):
        shutil.copytree(made, folder)
        for student, (name, text) in FILES.items():
            target = folder / "submitted" / student / "problem1"
            target.mkdir(parents=True)
            (target / name).write_text(text, encoding="utf-8")
        log = nbgrader(folder, "autograde", "problem1", succeed=False)
        nbgrader(folder, "generate_feedback", "problem1")
        (folder / "log.txt").write_text(log)

    folder = once(tmp_path_factory, "broken", grade)
    return folder, (folder / "log.txt").read_text()


def autograded(folder, student):
    path = folder / "autograded" / student / "problem1" / "problem1.ipynb"
    return nbformat.read(path, 4).cells


def named(cells, name):
    return next(c for c in cells if c.metadata.get("nbgrader", {}).get("grade_id") == name)


@pytest.mark.parametrize(("student", "cell", "change", "warning"), EACH)
def test_a_defect_costs_and_gains_nothing(graded, student, cell, change, warning):
    """The question of a broken cell has its points, and who looks is told which cell it was."""
    folder, log = graded
    question = cell.split("-")[0]
    assert scores(sqlite(folder), student)[0][question] == FULL[question]
    assert warning is None or warning in log


def test_an_old_format_is_read(graded):
    """A notebook of format 3 has all its points, and its written answers wait for a person."""
    found, waiting = scores(sqlite(graded[0]), "format 3")
    assert (found, waiting) == (FULL, True)


def test_accidents_are_marked_as_by_make_grade(graded):
    """`problem1 (1).ipynb`, code turned into text: the points of our own grader, no others."""
    folder, log = graded
    path = folder / "submitted" / "accidents" / "problem1" / "problem1.ipynb"
    report = grader.grade(Submission("accidents", "problem1", path)).report
    found, _ = scores(sqlite(folder), "accidents")
    assert found == {q.id: q.score for q in report.questions} == {**FULL, "1b": 0}
    assert "problem1 (1).ipynb to problem1.ipynb" in log
    assert "1b-answer-1 was turned into another type" in log


def test_what_cells_showed_stays_beside_them(graded):
    """A cell turned into text does not shift the outputs of all that follow it."""
    cells = autograded(graded[0], "accidents")
    assert named(cells, "1b-answer-1").outputs == []
    drawing = [c for c in cells if "= plot_spectrum(" in c.source and c.source.startswith("# The")]
    assert "image/png" in drawing[0].outputs[0].data


def test_written_answers_wait_for_a_person(graded):
    """However its cell was treated, an answer that is there is not marked 0 by itself."""
    folder, log = graded
    cells = autograded(folder, "accidents")
    given = {q: named(cells, f"{q}-written-1") for q in ("1a", "1d", "1f", "1g")}
    assert [given[q].source == defects.FORM for q in given] == [False, False, True, False]
    assert given["1g"].attachments == defects.PICTURE
    assert "the written answer 1f-written-1 is missing" in log
    page = (folder / "feedback" / "accidents" / "problem1" / "problem1.html").read_text()
    waiting = page.partition("Not marked yet")[2].partition("</ul>")[0]
    assert [q for q in given if f"<li>{q}: " in waiting] == ["1a", "1d", "1g"]


def test_what_raises_marks_in_plain_nbgrader_raises_none(graded):
    """Hidden tracebacks, raised points, forged results: no points, and none that look like more."""
    folder, _ = graded
    assert set(scores(sqlite(folder), "cheat")[0].values()) == {0}
    row = export(folder)["problem1", "cheat"]
    assert (float(row["raw_score"]), float(row["max_score"])) == (0, 34)


def test_feedback_says_what_happened(graded):
    """A cell that is none is named to the student, as on our own page, and so is an answer that is
    text now."""
    feedback = graded[0] / "feedback"
    page = (feedback / "damaged" / "problem1" / "problem1.html").read_text()
    assert "damaged and left out: cell" in page
    page = (feedback / "accidents" / "problem1" / "problem1.html").read_text()
    assert "cell 1b-answer-1 was turned into another type" in page


def test_who_is_not_graded_has_no_number(graded):
    """A file that is cut off is refused with the reason, also under another name."""
    folder, log = graded
    marks = export(folder)
    assert marks["problem1", "a cut-off file"]["status"] == "not graded"
    assert "its text is cut off or damaged" in log
    assert marks["problem1", "another file"]["status"] == "not graded"
    assert sum(row["status"] == "needs manual grade" for row in marks.values()) == 5


@pytest.mark.slow
def test_the_notebooks_of_nbgraders_own_tests(fresh):
    """All of them at once, those broken on purpose too: no points, no crash, nobody else's loss."""
    root = Path(installed.__file__).parent / "tests"
    files = sorted(root.rglob("*.ipynb"))
    assert len(files) > 60
    students = {"-".join(path.relative_to(root).with_suffix("").parts): path for path in files}
    for student, path in students.items():
        hand_in(fresh, student, path)
    hand_in(fresh, "ada", SUBMISSIONS / "ada" / "problem1.ipynb")
    hand_in(fresh, "zoe", SUBMISSIONS / "ada" / "problem1.ipynb")
    nbgrader(fresh, "autograde", "problem1")
    marks = {student: row for (name, student), row in export(fresh).items() if name == "problem1"}
    assert {marks[student]["raw_score"] for student in students} == {"0.0"}
    assert marks["ada"]["raw_score"] == marks["zoe"]["raw_score"] == "27.0"
    # Their broken cells beside honest work
    worked = json.loads((SUBMISSIONS / "ada" / "problem1.ipynb").read_text(encoding="utf-8"))
    foreign = [c for path in files for c in json.loads(path.read_text())["cells"]]
    quiet = [c | {"cell_type": "markdown"} for c in foreign if c["cell_type"] != "code"]
    quiet += [c | {"source": "pass"} for c in foreign if c["cell_type"] == "code"]
    target = fresh / "submitted" / "all" / "problem1"
    target.mkdir(parents=True)
    (target / "problem1.ipynb").write_text(json.dumps(worked | {"cells": worked["cells"] + quiet}))
    nbgrader(fresh, "autograde", "problem1", "--student", "all")
    assert sum(scores(sqlite(fresh), "all")[0].values()) == 27
