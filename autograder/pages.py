"""Report -> pages that people read: the student's feedback and the class."""

import base64
import re
from collections import Counter

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from autograder.grading import Graded
from autograder.report import Report

SIGNS = {"passed": "✓", "failed": "✗", "skipped": "–", "error": "!"}


def environment() -> Environment:
    """Templates with everything escaped: names, outputs and messages are hostile input."""
    made = Environment(
        loader=PackageLoader("autograder"), autoescape=True, undefined=StrictUndefined
    )
    made.filters["code"] = code
    made.filters["points"] = lambda value: f"{value:g}"
    made.globals["signs"] = SIGNS
    return made


def code(text: str) -> Markup:
    """Escaped text in which `backquoted` words are set as code."""
    parts = re.split(r"`([^`]+)`", text)
    marked = (f"<code>{escape(p)}</code>" if i % 2 else str(escape(p)) for i, p in enumerate(parts))
    return Markup("".join(marked))


def student_page(graded: Graded) -> str:
    """The feedback page of one report, self-contained."""
    pictures = {
        question: [base64.b64encode(png).decode() for png in pngs]
        for question, pngs in graded.pictures.items()
    }
    shown = [
        (number, run, [base64.b64encode(png).decode() for png in run.pictures])
        for number, (_, run) in enumerate(graded.cells, 1)
        if run.texts or run.pictures
    ]
    page = environment().get_template("student.html")
    return page.render(report=graded.report, pictures=pictures, shown=shown)


def class_page(reports: list[Report], missing: list[str]) -> str:
    """The instructor's page over all reports of a class."""
    problems = sorted({report.problem for report in reports})
    tables = [problem_table(p, [r for r in reports if r.problem == p]) for p in problems]
    attention = [r for r in reports if r.status != "graded" or r.notices]
    page = environment().get_template("class.html")
    return page.render(reports=reports, tables=tables, attention=attention, missing=missing)


def problem_table(problem: str, reports: list[Report]) -> dict:
    """Per question how many got full, partial and no credit; the mistakes, most frequent first."""
    graded = [report for report in reports if report.status == "graded"]
    rows: dict[str, dict] = {}
    mistakes: Counter[tuple[str, str]] = Counter()
    for report in graded:
        for question in report.questions:
            row = rows.setdefault(
                question.id, {"title": question.title, "full": 0, "partial": 0, "none": 0}
            )
            share = question.score / question.max_score if question.max_score else 1.0
            row["full" if share == 1 else "partial" if share > 0 else "none"] += 1
            named = {check.mistake for check in question.checks if check.mistake}
            mistakes.update((question.id, name.replace("_", " ")) for name in named)
    scores = [report.score for report in graded]
    return {
        "problem": problem,
        "count": len(graded),
        "mean": sum(scores) / len(scores) if scores else None,
        "max": max((report.max_score for report in reports), default=0.0),
        "rows": rows,
        "mistakes": mistakes.most_common(12),
    }
