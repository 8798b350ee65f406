"""Exports of any class, read back, give the same marks; texts come back whole from any cell."""

import csv
import io
import zipfile
from datetime import datetime

from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from autograder.cli.app import app
from autograder.exports import arrivals, gradebooks, marking_sheet, tables
from autograder.results import (
    Adjusted,
    Late,
    Mark,
    Marks,
    QuestionResult,
    Report,
    Written,
    standing,
    write_whole,
)
from autograder.results.folder import Folder

points = st.integers(0, 400).map(lambda n: n / 100)
names = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0/"), min_size=1)


@st.composite
def questions(draw):
    most = draw(st.sampled_from([1.0, 2.0, 4.0]))
    score = min(draw(points), most)
    written = draw(st.sampled_from([0.0, 1.0, 2.5]))
    return score, most, written


@st.composite
def reports(draw, student):
    own = draw(st.lists(questions(), min_size=1, max_size=3))
    made = tuple(
        QuestionResult(id=f"1{i}", title="", score=s, max_score=m, written_max=w, checks=())
        for i, (s, m, w) in zip("abc", own, strict=False)
    )
    kinds = st.sampled_from(["override", "bonus", "excuse", "dropped", "full", "rounding"])
    decided = []
    for kind in draw(st.lists(kinds, max_size=3, unique=True)):
        question = "" if kind == "rounding" else draw(st.sampled_from(["", "1a"]))
        if kind in ("dropped", "full"):
            question = "1a"
        value = {"rounding": 0.5}.get(kind, draw(points))
        about = {"kind": kind, "question": question, "value": value}
        decided.append(Adjusted(**about, who=draw(names), why=draw(names)))
    late = draw(st.sampled_from([None, 0.1, 1.0]))
    when = datetime(2027, 3, 1).isoformat()
    status = draw(st.sampled_from(["graded", "graded", "graded", "unreadable", "error"]))
    return Report(
        student=student,
        problem="problem1",
        status=status,
        score=sum(s for s, _, _ in own) if status == "graded" else 0.0,
        max_score=sum(m for _, m, _ in own),
        written=Written(pending=sum(w for _, _, w in own)),
        late=late
        and Late(handed_in=when, due=when, days=1, share=late, of="earned", why=draw(names)),
        adjusted=tuple(decided),
        notebook_sha256="",
        grader="g",
        seed=1,
        sandbox="none",
        seconds=0.0,
        notices=(),
        questions=made if status == "graded" else (),
    )


@st.composite
def classes(draw):
    students = draw(st.lists(names, min_size=1, max_size=4, unique_by=tables.defuse))
    made = [draw(reports(student)) for student in students]
    marked = {}
    for report in made:
        mark = Mark(question="1a", points=draw(points), comment=draw(names))
        if draw(st.booleans()):
            key = (report.student, report.problem)
            marked[key] = Marks(student=report.student, problem="problem1", marks=(mark,))
    return made, marked


def read(text):
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@settings(max_examples=60, deadline=None)
@given(classes())
def test_exports_give_the_same_marks(room):
    """grades.csv, Canvas, Moodle and Blackboard have everybody's final points, and nobody else."""
    made, marked = room
    wanted = {
        tables.defuse(r.student): standing(r, marked.get((r.student, r.problem))).earned
        for r in made
    }

    def number(cell):
        return float(cell) if cell not in ("", "EX") else None

    head, *rows = read(tables.grades(made, [], marked))
    total = head.index("problem1 total")
    assert {row[0]: number(row[total]) for row in rows} == wanted
    _, _, *rows = read(gradebooks.canvas(made, marked))
    assert {row[0]: number(row[5]) for row in rows} == wanted
    _, *rows = read(gradebooks.moodle(made, marked, "username"))
    assert {row[0]: number(row[1]) for row in rows} == wanted
    _, *rows = read(gradebooks.blackboard(made, marked))
    assert {row[0]: number(row[1]) for row in rows} == wanted


@settings(max_examples=300, deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0")))
def test_any_text_comes_back(text):
    """No line of a cell is a formula, no sign ends a cell, and the text comes back whole."""
    ((cell, last),) = read(tables.text([[tables.defuse(text), "end"]]))
    assert last == "end"
    assert not any(line.startswith(tables.FORMULA_STARTS) for line in cell.split("\n"))
    assert tables.undefuse(cell) == text.replace("\r\n", "\n").replace("\r", "\n")


def test_a_lone_carriage_return_starts_no_row():
    """Not even for readers that take it for one."""
    made = tables.text([[tables.defuse("fine\r=HYPERLINK(1)"), "x"]])
    assert "\r" not in made and "\n'=HYPERLINK" in made


def test_long_answers_are_cut_and_it_is_said():
    """A cell fits into every spreadsheet."""
    cut = tables.cut("x" * 200_000)
    assert len(cut) < 32_767 and "170000 more characters are in the notebook" in cut


CAME = """student,name,problem,file,taken,why,handed in,late,platform ids
ada,lovelaceada,problem1,lovelaceada_12_345_problem1.ipynb,yes,,,,12 | lovelaceada
ben,Ben Bo,problem1,hw/Ben Bo_120001_assignsubmission_file/a/p1.ipynb,yes,,,,120001 | Participant
chen,chen,problem1,chen_14_347_all.zip/deep/problem1.ipynb,yes,,,,14
"""


def test_the_way_back(tmp_path):
    """Feedback goes back in the names that came, points by the platform's numbers."""
    folder = Folder(tmp_path)
    write_whole(folder.intake, CAME.replace("| Participant", "| Participant 120001"))
    for student in ("ada", "ben", "chen"):
        write_whole(folder.report(student, "problem1"), plain_report(student).to_json())
        write_whole(folder.page(student, "problem1"), f"page of {student}")
    to = tmp_path / "feedback.zip"
    done = CliRunner().invoke(
        app, ["export", "feedback", "--results", str(tmp_path), "--to", str(to)]
    )
    assert done.exit_code == 0, done.output
    with zipfile.ZipFile(to) as archive:
        assert archive.read("lovelaceada_12_345_problem1.html") == b"page of ada"
        assert set(archive.namelist()) == {
            "lovelaceada_12_345_problem1.html",
            "hw/Ben Bo_120001_assignsubmission_file/a/p1.html",
            "chen_14_347_all.html",
        }
    came = arrivals.read(tmp_path)
    made = gradebooks.canvas(folder.reports(), {}, came, {"problem1": "Homework 1"})
    head, _, ada, *_ = read(made)
    assert (head[5], ada[:5]) == ("Homework 1", ["ada", "12", "", "", ""])
    worksheet = (
        "Identifier,Full name,Grade,Maximum grade,Feedback comments\n"
        "Participant 120001,Ben Bo,,10,\nParticipant 7,Zoe,3,10,kept\n"
    )
    ours = [report for report in folder.reports() if report.student == "ben"]
    filled, unknown = gradebooks.moodle_filled(ours, {}, worksheet, came)
    assert read(filled)[1:] == [
        ["Participant 120001", "Ben Bo", "2", "10", "points lost in 1a 2/4"],
        ["Participant 7", "Zoe", "3", "10", "kept"],
    ]
    assert unknown == []


def plain_report(student):
    question = QuestionResult(
        id="1a", title="", score=2.0, max_score=4.0, written_max=1.0, checks=()
    )
    return Report(
        student=student,
        problem="problem1",
        status="graded",
        score=2.0,
        max_score=4.0,
        written=Written(pending=1.0),
        notebook_sha256="",
        grader="g",
        seed=1,
        sandbox="none",
        seconds=0.0,
        notices=(),
        questions=(question,),
    )


def sheet(student, points, comment=""):
    head = "student,problem,question,points,comment\n"
    return f"{head}{student},problem1,1a,{points},{comment}\n".encode()


def test_two_markers(tmp_path):
    """Sheets are merged; where two say otherwise, both are named and nothing is taken over."""
    report = plain_report("ada")
    alone = {"a.csv": sheet("ada", "0.5"), "b.csv": sheet(marking_sheet.code(report), "0.5")}
    (merged,) = marking_sheet.merge(alone, [report], tmp_path)
    assert merged.marks[0].points == 0.5
    conflict = {"a.csv": sheet("ada", "0.5"), "b.csv": sheet("ada", "1", "better")}
    try:
        marking_sheet.merge(conflict, [report], tmp_path)
    except marking_sheet.BadSheet as error:
        assert "row 2 of b.csv: says 1 'better', and row 2 of a.csv says 0.5" in str(error)
    else:
        raise AssertionError("a conflict was taken over")
