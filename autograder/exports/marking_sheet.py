"""Written answers as one CSV for people to mark, and back.

A row per student and question, with the answer, the rubric, and columns for points and a comment.
The sheet may come back from any spreadsheet: with semicolons, decimal commas, another encoding,
rows left out or in another order. Nothing is written unless every row is in order.
"""

import csv
import io
import re
from collections.abc import Iterable
from pathlib import Path

from autograder.exports.tables import defuse, undefuse
from autograder.problems import between_markers, questions
from autograder.results import Mark, Marks, Report, marks
from autograder.submissions import Submission, Unreadable

COLUMNS = (
    "student",
    "problem",
    "question",
    "answer",
    "rubric",
    "max_points",
    "points",
    "comment",
    "state",
)
NEEDED = ("student", "problem", "question", "points", "comment")
WITHDRAW = "-"
MOST_TOLD = 20


class BadSheet(Exception):
    """A sheet that cannot be taken over; says in which lines, and why."""


def export(reports: Iterable[Report], submissions: list[Submission], results: Path) -> str:
    """The sheet of all graded reports. Marks that are there stand in it, so nothing is lost."""
    by_key = {(s.student, s.problem): s for s in submissions}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for report in sorted(reports, key=lambda r: (r.problem, r.student)):
        submission = by_key.get((report.student, report.problem))
        if report.status == "graded" and submission is not None:
            marked = marks.read(results, report.student, report.problem).by_question()
            writer.writerows(rows(report, answers(submission), marked))
    return text.getvalue()


def rows(report: Report, given: dict[str, str], marked: dict[str, Mark]) -> list[list[str]]:
    """The rows of one report, in the order of its questions."""
    found = []
    rubrics, most = rubric_texts(report.problem), questions.written_points(report.problem)
    for question in most:
        answer, mark = given.get(question, ""), marked.get(question)
        state = ""
        if mark is not None:
            same = mark.answer_sha256 in ("", marks.digest(answer))
            state = "marked" if same else "the answer has changed since it was marked"
        points, comment = (f"{mark.points:g}", mark.comment) if mark else ("", "")
        texts = [report.student, report.problem, question, answer, rubrics.get(question, "")]
        found.append([*map(defuse, texts), f"{most[question]:g}", points, defuse(comment), state])
    return found


def rubric_texts(problem: str) -> dict[str, str]:
    """Model answer and rubric of each written question, as they stand in the source."""
    source = questions.problem(problem)
    written = [cell for cell in source.cells if cell.role == "written"] if source else []
    return {cell.question: between_markers(cell.source).strip() for cell in written}


def answers(submission: Submission) -> dict[str, str]:
    """What the student wrote, by question; empty where the cell is not there."""
    try:
        notebook = submission.parse(submission.read())
    except Unreadable:
        return {}
    sources = {q: notebook.cells[i].source for q, i in written(notebook.cells).items()}
    return {q: "" if is_form(source) else source for q, source in sources.items()}


def written(cells: list) -> dict[str, int]:
    """The place of each written answer among the cells, by question.

    The cell is known by nbgrader's name for it; if an editor has dropped that, by the task above.
    Of several, the first that is filled in. The heading of what comes next is no answer.
    cells : as `Submission.parse` gives them
    """
    found: dict[str, int] = {}
    task = ""
    for number, cell in enumerate(cells):
        if cell.cell_type != "markdown":
            continue
        named = re.fullmatch(r"(\d+[a-z])-written-\d+", cell.metadata.get("grade_id", ""))
        question = named[1] if named else "" if cell.source.startswith("## ") else task
        if question and (question not in found or is_form(cells[found[question]].source)):
            found[question] = number
        heading = re.match(r"\*\*(\d+[a-z])\+?, written", cell.source)
        task = heading[1] if heading else ""
    return found


def is_form(source: str) -> bool:
    """Whether a written answer is as it was handed out."""
    return source.strip() == "YOUR ANSWER HERE"


def read_rows(content: bytes) -> list[dict[str, str]]:
    """The rows of a sheet, however the spreadsheet has saved it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    try:
        found = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise BadSheet(f"this is no table ({error})") from None
    missing = [name for name in NEEDED if not found or name not in found[0]]
    if missing:
        raise BadSheet(f"these columns are missing or there are no rows: {', '.join(missing)}")
    return [{key: value or "" for key, value in row.items() if key} for row in found]


def merge(content: bytes, reports: Iterable[Report], results: Path) -> list[Marks]:
    """The marks that change, with what the sheet says. Raises BadSheet or marks.Damaged.

    Rows without points leave what is there; `-` takes a mark back.
    """
    known = {(defuse(r.student), r.problem): r for r in reports}
    found: dict[tuple[str, str, str], Mark | None] = {}
    problems: list[str] = []
    for number, row in enumerate(read_rows(content), 2):
        try:
            read = read_row(row, known)
            if read is not None and read[0] in found:
                raise BadSheet("this student and question stand in the sheet twice")
        except BadSheet as problem:
            problems.append(f"row {number}: {problem}")
        else:
            found |= [read] if read else []
    if problems:
        more = f"\nand {len(problems) - MOST_TOLD} more" if len(problems) > MOST_TOLD else ""
        raise BadSheet("\n".join(problems[:MOST_TOLD]) + more)
    before = {key[:2]: marks.read(results, *key[:2]) for key in found}
    after = dict(before)
    for (student, problem, question), mark in found.items():
        after[student, problem] = after[student, problem].with_mark(mark, question)
    return [after[key] for key in after if after[key] != before[key]]


def read_row(row: dict[str, str], known: dict) -> tuple[tuple[str, str, str], Mark | None] | None:
    """Whose answer a row is about, and its mark; None if the row has no points yet.

    known : the reports by student and problem, as the sheet names them
    """
    points, comment, question = (row[key].strip() for key in ("points", "comment", "question"))
    if not points:
        if comment:
            raise BadSheet("a comment without points")
        return None
    report = known.get((row["student"], row["problem"]))
    if report is None:
        raise BadSheet(f"there is no report of {row['student']!r}, {row['problem']!r}")
    most = questions.written_points(report.problem).get(question)
    if most is None:
        raise BadSheet(f"{report.problem} has no written question {question!r}")
    key = (report.student, report.problem, question)
    if points == WITHDRAW:
        return key, None
    seen = marks.digest(undefuse(row["answer"])) if "answer" in row else ""
    value = read_points(points, most)
    return key, Mark(question=question, points=value, comment=undefuse(comment), answer_sha256=seen)


def read_points(text: str, most: float) -> float:
    """Points between 0 and the most there are. Raises BadSheet."""
    try:
        value = float(text.replace(",", ".").lstrip("'"))
    except ValueError:
        raise BadSheet(f"{text!r} is no number of points") from None
    if not 0 <= value <= most:
        raise BadSheet(f"{text} is not between 0 and {most:g}")
    return value
