"""Points in the shape that learning platforms import: Canvas, Moodle, Blackboard.

Canvas reads `Student, ID, SIS User ID, SIS Login ID, Section` and a column per assignment, whose
heading ends in the assignment's number if it exists there already; the row `Points Possible`
comes first. Handed the gradebook that Canvas itself exports, we keep its rows and fill in the
points, which is the surest way.

Moodle maps columns by hand when it imports: one tells who the student is, the others are grades
and feedback. It wants feedback and grade of an item together, so both are there.
"""

import csv
import io
import re
from collections.abc import Container, Mapping
from types import MappingProxyType

from autograder.exports.arrivals import Arrivals
from autograder.exports.tables import defuse, text
from autograder.results import Report, Table, standing

NOTHING, NO_TITLES = Arrivals(), MappingProxyType({})
CANVAS_HEAD = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
CANVAS_NAMES = ("SIS Login ID", "SIS User ID", "ID", "Student")
POSSIBLE = "    Points Possible"


class BadRoster(Exception):
    """What was handed in as Canvas's gradebook is none; says what is missing."""


def points(report: Report | None, marked: Table) -> str:
    """The points so far, with all that was decided; empty if there is no mark."""
    if report is None:
        return ""
    return standing(report, marked.get((report.student, report.problem))).text


def possible(reports: list[Report], problem: str) -> str:
    """The most points there are, for who has no excuse."""
    own = [standing(report, None).most for report in reports if report.problem == problem]
    return f"{max(own):g}"


def by_student(reports: list[Report]) -> dict[str, dict[str, Report]]:
    found: dict[str, dict[str, Report]] = {}
    for report in reports:
        found.setdefault(report.student, {})[report.problem] = report
    return found


def mark_of(report: Report | None, marked: Table, is_excused: bool) -> str:
    """The points as Canvas reads them: `EX` is an excuse."""
    if report is not None:
        is_excused = standing(report, None).excused
    return "EX" if is_excused else points(report, marked)


def canvas(
    reports: list[Report],
    marked: Table,
    came: Arrivals = NOTHING,
    titles: Mapping[str, str] = NO_TITLES,
    excused: Container[tuple[str, str]] = (),
) -> str:
    """A gradebook for Canvas without a roster: by the numbers that came, or else by the login.

    titles : of the assignments, by problem
    """
    problems = sorted({report.problem for report in reports})
    rows = [
        [*CANVAS_HEAD, *(titles.get(problem, problem) for problem in problems)],
        [POSSIBLE, "", "", "", "", *(possible(reports, problem) for problem in problems)],
    ]
    for student, own in sorted(by_student(reports).items()):
        number = came.number(student)
        who = [defuse(student), number, "", "" if number else defuse(student), ""]
        marks = (mark_of(own.get(p), marked, (student, p) in excused) for p in problems)
        rows.append([*who, *marks])
    return text(rows)


def canvas_filled(
    reports: list[Report],
    marked: Table,
    roster: str,
    came: Arrivals = NOTHING,
    titles: Mapping[str, str] = NO_TITLES,
    excused: Container[tuple[str, str]] = (),
) -> tuple[str, list[str]]:
    """Canvas's own gradebook with our points, and the students of ours that are not in it.

    A student is found by login, SIS ID, Canvas ID or name; a problem by the assignment's title
    (`problem1 (12345)` or `problem1`), otherwise it becomes a new assignment.
    Raises BadRoster if the text is no gradebook.
    """
    table = list(csv.reader(io.StringIO(roster.removeprefix("\ufeff"), newline="")))
    if not table or "Student" not in table[0] or "ID" not in table[0] or "Section" not in table[0]:
        raise BadRoster("the first line needs the columns Student, ID and Section")
    head, *body = table
    problems = sorted({report.problem for report in reports})
    known, found = by_student(reports), set()
    identity = [i for i, name in enumerate(head) if name in (*CANVAS_HEAD, "Integration ID")]
    columns = {problem: column(head, titles.get(problem, problem)) for problem in problems}
    titles = [head[columns[p]] if columns[p] is not None else titles.get(p, p) for p in problems]
    rows = [[*(head[i] for i in identity), *titles]]
    for line in body:
        cells = [line[i] if i < len(line) else "" for i in identity]
        if cells and "Points Possible" in cells[0]:
            rows.append([*cells, *(possible(reports, problem) for problem in problems)])
            continue
        called = names(head, line)
        ours = next((s for s in map(came.student, called) if s in known), None)
        ours = ours or next((v for v in called if v in known), None)
        if ours is not None:
            found.add(ours)
            own = known[ours]
            marks = (mark_of(own.get(p), marked, (ours, p) in excused) for p in problems)
            rows.append([*map(defuse, cells), *marks])
    return text(rows), sorted(known.keys() - found)


def names(head: list[str], line: list[str]) -> list[str]:
    """What a student of the roster may be called here, the surest name first."""
    places = [head.index(name) for name in CANVAS_NAMES if name in head]
    return [line[i].strip() for i in places if i < len(line) and line[i].strip()]


def column(head: list[str], problem: str) -> int | None:
    """The assignment that stands for a problem, by title, with or without its number."""
    title = re.compile(rf"{re.escape(problem)}( \(\d+\))?", re.IGNORECASE)
    return next((i for i, name in enumerate(head) if title.fullmatch(name.strip())), None)


def moodle(reports: list[Report], marked: Table, identity: str) -> str:
    """Points and a line of feedback per problem.

    identity : heading of the first column; the folders' names are usernames, email addresses ...
    """
    problems = sorted({report.problem for report in reports})
    head = [identity]
    for problem in problems:
        head += [problem, f"{problem} feedback"]
    rows = [head]
    for student, own in sorted(by_student(reports).items()):
        row = [defuse(student)]
        for problem in problems:
            row += [points(own.get(problem), marked), feedback(own.get(problem))]
        rows.append(row)
    return text(rows)


WORKSHEET = ("Identifier", "Grade", "Feedback comments")


def moodle_filled(
    reports: list[Report], marked: Table, worksheet: str, came: Arrivals
) -> tuple[str, list[str]]:
    """Moodle's own grading worksheet of one assignment with our points, and who is not in it.

    Found by `Participant 120001`; rows that are not ours stay as they are. Raises BadRoster.
    """
    table = list(csv.reader(io.StringIO(worksheet.removeprefix("\ufeff"), newline="")))
    missing = [name for name in WORKSHEET if not table or name not in table[0]]
    if missing:
        raise BadRoster(f"the first line needs the columns {', '.join(WORKSHEET)}")
    if len({report.problem for report in reports}) != 1:
        raise BadRoster("a worksheet is of one assignment; say which with --problem")
    known, found = {report.student: report for report in reports}, set()
    who, grade, comment = map(table[0].index, WORKSHEET)
    for line in table[1:]:
        line += [""] * (len(table[0]) - len(line))
        ours = came.student(line[who].strip()) or line[who].strip()
        if ours in known:
            found.add(ours)
            line[grade] = points(known[ours], marked)
            line[comment] = feedback(known[ours])
    return text(table), sorted(known.keys() - found)


def blackboard(reports: list[Report], marked: Table, titles: Mapping[str, str] = NO_TITLES) -> str:
    """A gradebook for Blackboard's "Work Offline": by user name, a column per assignment."""
    problems = sorted({report.problem for report in reports})
    rows = [["Username", *(titles.get(problem, problem) for problem in problems)]]
    for student, own in sorted(by_student(reports).items()):
        rows.append([defuse(student), *(points(own.get(p), marked) for p in problems)])
    return text(rows)


def feedback(report: Report | None) -> str:
    """One line: where points were lost."""
    if report is None or report.status == "error":
        return ""
    if report.status == "unreadable":
        return defuse("; ".join(report.told))
    lost = [
        f"{q.id} {q.score:g}/{q.max_score:g}" for q in report.questions if q.score < q.max_score
    ]
    return f"points lost in {', '.join(lost)}" if lost else "all automatic points"
