"""Written answers as one CSV for people to mark, and back.

A row per student and question, with the answer, the rubric, and columns for points and a comment.
The sheet may come back from any spreadsheet: with semicolons, decimal commas, another encoding,
rows left out or in another order. Nothing is written unless every row is in order.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable
from pathlib import Path

from autograder.exports.tables import cut, defuse, text, undefuse
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
ANSWER = re.compile(r"(\d+[a-z])-written-\d+")
TASK = re.compile(r"\*\*(\d+[a-z])\+?, ?(\w+)")  # `**1a, written (2 points)**`
WITHDRAW = "-"
MOST_TOLD = 20
LARGEST_CELL = 10_000_000  # characters; who wrote into a cell of ours may have written much


class BadSheet(Exception):
    """A sheet that cannot be taken over; says in which lines, and why."""


def export(
    reports: Iterable[Report],
    submissions: list[Submission],
    results: Path,
    by: str = "student",
    nameless: bool = False,
) -> str:
    """The sheet of all graded reports. Marks that are there stand in it, so nothing is lost.

    by : "student", or "question" for one question after the other
    nameless : a code in the place of each name; the way back knows both
    """
    by_key = {(s.student, s.problem): s for s in submissions}
    made = []
    for report in sorted(reports, key=lambda r: (r.problem, code(r) if nameless else r.student)):
        submission = by_key.get((report.student, report.problem))
        if report.status == "graded" and submission is not None:
            marked = marks.read(results, report.student, report.problem).by_question()
            shown = code(report) if nameless else report.student
            made += rows(report, shown, answers(submission), marked)
    if by == "question":
        made.sort(key=lambda row: (row[1], row[2]))
    return text([list(COLUMNS), *made])


def code(report: Report) -> str:
    """What stands in the place of a name: the same in every sheet of this class."""
    told = f"{report.student}\0{report.problem}\0marking"
    return f"answer-{hashlib.sha256(told.encode()).hexdigest()[:10]}"


def rows(
    report: Report, shown: str, given: dict[str, str], marked: dict[str, Mark]
) -> list[list[str]]:
    """The rows of one report, in the order of its questions."""
    found = []
    rubrics, most = rubric_texts(report.problem), questions.written_points(report.problem)
    for question in most:
        answer, mark = cut(given.get(question, "")), marked.get(question)
        state = ""
        if mark is not None:
            same = mark.answer_sha256 in ("", marks.digest(answer))
            state = "marked" if same else "the answer has changed since it was marked"
        points, comment = (f"{mark.points:g}", mark.comment) if mark else ("", "")
        texts = [shown, report.problem, question, answer, rubrics.get(question, "")]
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

    The cell is known by nbgrader's name for it, or by its own; if an editor has dropped both, by
    the task above, in whatever language that is. Of several, the first that is filled in. The
    heading of what comes next is no answer.
    cells : as `Submission.parse` gives them
    """
    found: dict[str, int] = {}
    task, english = "", False
    for number, cell in enumerate(cells):
        if cell.cell_type != "markdown":
            task = task if english else ""
            continue
        called = (cell.metadata.get("grade_id", ""), cell.metadata.get("cell_id", ""))
        named = next(filter(None, (ANSWER.fullmatch(name) for name in called)), None)
        question = named[1] if named else "" if cell.source.startswith("## ") else task
        if question and (question not in found or is_form(cells[found[question]].source)):
            found[question] = number
        heading = TASK.match(cell.source)
        task = heading[1] if heading else ""
        english = bool(heading) and heading[2].startswith("written")
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
    csv.field_size_limit(LARGEST_CELL)
    try:
        found = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise BadSheet(f"this is no table ({error})") from None
    missing = [name for name in NEEDED if not found or name not in found[0]]
    if missing:
        raise BadSheet(f"these columns are missing or there are no rows: {', '.join(missing)}")
    return [{key: value or "" for key, value in row.items() if key} for row in found]


def merge(sheets: dict[str, bytes], reports: Iterable[Report], results: Path) -> list[Marks]:
    """The marks that change, with what the sheets say. Raises BadSheet or marks.Damaged.

    Rows without points leave what is there; `-` takes a mark back. What two sheets say otherwise
    about one answer is a conflict, and nothing is taken over.
    sheets : by name
    """
    known = {(name, r.problem): r for r in reports for name in (defuse(r.student), code(r))}
    found: dict[tuple[str, str, str], tuple[Mark | None, str, str]] = {}
    problems: list[str] = []
    for name, content in sheets.items():
        of_it = f" of {name}" if len(sheets) > 1 else ""
        for number, row in enumerate(read_rows(content), 2):
            try:
                read = read_row(row, known)
                if read is not None:
                    refuse_conflict(read, found.get(read[0]), name)
            except BadSheet as problem:
                problems.append(f"row {number}{of_it}: {problem}")
            else:
                found |= {read[0]: (read[1], name, f"row {number}{of_it}")} if read else {}
    if problems:
        more = f"\nand {len(problems) - MOST_TOLD} more" if len(problems) > MOST_TOLD else ""
        raise BadSheet("\n".join(problems[:MOST_TOLD]) + more)
    before = {key[:2]: marks.read(results, *key[:2]) for key in found}
    after = dict(before)
    for (student, problem, question), (mark, *_) in found.items():
        after[student, problem] = after[student, problem].with_mark(mark, question)
    return [after[key] for key in after if after[key] != before[key]]


def refuse_conflict(read: tuple, earlier: tuple | None, name: str) -> None:
    """Raise BadSheet if another row says something else about the same answer."""
    if earlier is None:
        return
    mark, sheet, place = earlier
    if sheet == name:
        raise BadSheet("this student and question stand in the sheet twice")
    said = [(m.points, m.comment) if m else None for m in (mark, read[1])]
    if said[0] != said[1]:
        own, theirs = map(in_words, (read[1], mark))
        raise BadSheet(f"says {own}, and {place} says {theirs}; agree on one")


def in_words(mark: Mark | None) -> str:
    return "no points" if mark is None else f"{mark.points:g} {mark.comment!r}"


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
