"""The class as a table: grades.csv, one row per student, one column per question."""

import csv
import io

from autograder.report import Report

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def grades(reports: list[Report], missing: list[str]) -> str:
    """CSV with a row per student. A problem that was not graded leaves its marks empty.

    missing : students who handed nothing in; they get a row too
    """
    problems = sorted({report.problem for report in reports})
    questions = {
        problem: list(
            dict.fromkeys(q.id for r in reports if r.problem == problem for q in r.questions)
        )
        for problem in problems
    }
    columns = ["student"]
    for problem in problems:
        columns += [f"{problem} status", problem, f"{problem} max", f"{problem} manual pending"]
        columns += questions[problem]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    by_student: dict[str, dict[str, Report]] = {student: {} for student in missing}
    for report in reports:
        by_student.setdefault(report.student, {})[report.problem] = report
    for student, own in sorted(by_student.items()):
        row = [defuse(student)]
        for problem in problems:
            row += cells(own.get(problem), questions[problem])
        writer.writerow(row)
    return text.getvalue()


def cells(report: Report | None, questions: list[str]) -> list[str]:
    """The columns of one problem. A grader error is no mark, so its numbers stay empty."""
    if report is None:
        return ["not handed in", "", "", "", *("" for _ in questions)]
    if report.status == "error":
        return ["error", "", f"{report.max_score:g}", "", *("" for _ in questions)]
    scores = {question.id: f"{question.score:g}" for question in report.questions}
    return [
        report.status,
        f"{report.score:g}",
        f"{report.max_score:g}",
        f"{report.manual_points_pending:g}",
        *(scores.get(question, "0") for question in questions),
    ]


def defuse(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text
