"""The class as tables: grades.csv with a row per student, and a long one with a row per check."""

import csv
import io
from collections.abc import Container, Iterable

from autograder.results import Adjusted, Marks, Report, Table, marks, standing

FORMULA_STARTS = ("=", "+", "-", "@", "\t")
MOST_IN_A_CELL = 30_000  # characters; Excel takes 32,767
LONG_COLUMNS = (
    "student",
    "problem",
    "report",
    "question",
    "question_score",
    "question_max",
    "check",
    "status",
    "points",
    "hint",
    "message",
)


def grades(
    reports: list[Report],
    missing: list[str],
    marked: Table | None = None,
    excused: Container[tuple[str, str]] = (),
) -> str:
    """CSV with a row per student. A problem that was not graded leaves its marks empty.

    missing : students who handed nothing in; they get a row too
    marked : the marks of written answers, in columns of their own
    excused : (student, problem) of what was excused and is not there
    """
    problems = sorted({report.problem for report in reports})
    questions = {
        problem: list(
            dict.fromkeys(
                (q.id, q.written_max > 0)
                for r in reports
                if r.problem == problem
                for q in r.questions
            )
        )
        for problem in problems
    }
    columns = ["student"]
    for problem in problems:
        columns += [f"{problem} status", problem, f"{problem} max", f"{problem} manual pending"]
        columns += [f"{problem} written", f"{problem} late", f"{problem} total"]
        columns += [f"{problem} counted of", f"{problem} decided"]
        columns += [name for name, _ in questions[problem]]
        columns += [f"{name} written" for name, manual in questions[problem] if manual]
    by_student: dict[str, dict[str, Report]] = {student: {} for student in missing}
    for report in reports:
        by_student.setdefault(report.student, {})[report.problem] = report
    rows = []
    for student, own in sorted(by_student.items()):
        row = [defuse(student)]
        for problem in problems:
            found = (marked or {}).get((student, problem))
            state = "excused" if (student, problem) in excused else "not handed in"
            row += cells(own.get(problem), questions[problem], found, state)
        rows.append(row)
    return text([columns, *rows])


def cells(
    report: Report | None,
    questions: list[tuple[str, bool]],
    marked: Marks | None = None,
    state: str = "not handed in",
) -> list[str]:
    """The columns of one problem. A grader error is no mark, so its numbers stay empty.

    state : what to say if there is no report
    """
    manual = [name for name, by_hand in questions if by_hand]
    empty = ["" for _ in (*questions, *manual)]
    if report is None:
        return [state, *[""] * 8, *empty]
    if report.status == "error":
        counted = standing(report, marked)
        rest = ["", "", "", counted.text, f"{counted.most:g}", decided(report)]
        return ["error", "", f"{report.max_score:g}", *rest, *empty]
    scores = {question.id: f"{question.score:g}" for question in report.questions}
    given, counted = marks.given(report, marked), standing(report, marked)
    by_hand = {name: f"{mark.points:g}" for name, mark in given_by_question(marked).items()}
    return [
        "excused" if counted.excused else report.status,
        f"{report.score:g}",
        f"{report.max_score:g}",
        f"{counted.pending:g}",
        f"{given:g}",
        f"{-counted.lost:g}" if counted.lost else "",
        counted.text,
        f"{counted.most:g}",
        decided(report),
        *(scores.get(name, "0") for name, _ in questions),
        *(by_hand.get(name, "") for name in manual),
    ]


def decided(report: Report) -> str:
    """What was decided about a report, in one cell."""
    late = [report.late.why] if report.late and report.late.days else []
    return defuse("; ".join([*late, *map(told, report.adjusted)]))


def told(one: Adjusted) -> str:
    """One decision in words, with who and why."""
    value = "" if one.value is None else f" {one.value:g}"
    until = f" until {one.until}" if one.until else ""
    about = f" of {one.question}" if one.question else ""
    return f"{one.kind}{about}{value}{until} ({one.who}: {one.why})"


def given_by_question(marked: Marks | None) -> dict:
    return marked.by_question() if marked else {}


def checks(reports: list[Report]) -> str:
    """CSV with a row per student, question and check, for pandas and for R.

    A report without questions (not a notebook, or a failure of the grader) has one row.
    """
    rows = []
    for report in reports:
        head = [defuse(report.student), report.problem, report.status]
        if not report.questions:
            notice = defuse("; ".join(report.told))
            rows.append([*head, "", "", "", "", "", "", "", notice])
        for question in report.questions:
            points = [question.id, f"{question.score:g}", f"{question.max_score:g}"]
            for check in question.checks:
                hint = check.hint.name if check.hint else ""
                found = [check.name, check.status, f"{check.points:g}", hint]
                rows.append([*head, *points, *found, defuse(cut(check.told))])
    return text([list(LONG_COLUMNS), *rows])


def text(rows: Iterable[Iterable[str]]) -> str:
    """The rows as CSV, every cell in quotes, so that no sign in one can end it."""
    made = io.StringIO()
    writer = csv.writer(made, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerows([one_kind_of_lines(cell) for cell in row] for row in rows)
    return made.getvalue()


def one_kind_of_lines(cell: str) -> str:
    """A cell without lone carriage returns, which some readers take for a new row, and NULs."""
    return cell.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")


def defuse(text: str) -> str:
    """A text of which no spreadsheet takes any line for a formula; see `undefuse`."""
    lines = one_kind_of_lines(text).split("\n")
    return "\n".join(f"'{x}" if x.lstrip("'").startswith(FORMULA_STARTS) else x for x in lines)


def undefuse(text: str) -> str:
    """The text as it was before `defuse`, with one kind of line ends."""
    lines = one_kind_of_lines(text).split("\n")
    return "\n".join(x[1:] if x[:1] == "'" and is_defused(x) else x for x in lines)


def is_defused(line: str) -> bool:
    return line.lstrip("'").startswith(FORMULA_STARTS)


def cut(text: str) -> str:
    """A text that fits into a cell of every spreadsheet; says what was cut."""
    if len(text) <= MOST_IN_A_CELL:
        return text
    left_out = len(text) - MOST_IN_A_CELL
    return f"{text[:MOST_IN_A_CELL]}\n[{left_out} more characters are in the notebook]"
