"""What a student reads on a push before the due date, where the course does not say everything."""

import re
from html import escape
from typing import Literal

from autograder.grading import Graded
from autograder.integrations.visible import visible_checks
from autograder.problems import catalogue

Told = Literal["visible", "points", "everything"]
LATER = "What the hidden checks found is told after the due date."


def markdown(text: str) -> str:
    """Text that Markdown shows as it is; `backquoted` words are set as code."""
    parts = re.split(r"`([^`]+)`", " ".join(text.split()))
    safe = [re.sub(r"([\\`*_{}\[\]()#+!|~:@-])", r"\\\1", escape(part)) for part in parts]
    return "".join(f"<code>{part}</code>" if i % 2 else part for i, part in enumerate(safe))


def summary(graded: Graded, told: Told) -> str:
    """One notebook in Markdown: visible checks only, or the points of each question with them."""
    report = graded.report
    lines = [f"# {markdown(report.problem)}", ""]
    if report.status == "error":
        lines += ["The grader failed, which is not your fault. This is no mark.", ""]
    if report.status == "unreadable":
        lines += ["The file could not be read as a notebook.", ""]
    lines += [f"- {markdown(notice)}" for notice in report.told]
    if told == "points" and report.status == "graded":
        lines[0] += f": {report.score:g} of {report.max_score:g} points"
        lines += ["", "| question | points |", "|---|---|"]
        for question in report.questions:
            name = markdown(f"{question.id} {question.title}")
            lines.append(f"| {name} | {question.score:g} of {question.max_score:g} |")
    checks = visible_checks(graded, catalogue.read(report.problem))
    if checks:
        lines += ["", "| visible check | |", "|---|---|"]
        for check in checks:
            ended = "holds" if check.passed else markdown(check.message or "does not hold")
            lines.append(f"| {check.question}, {check.number} | {ended} |")
    return "\n".join([*lines, "", LATER, ""])
