"""Grading a push in GitHub Actions, GitLab CI or any other: reports, a job summary, annotations.

What students wrote may stand in a message, so all text is escaped for the language it is put into.
"""

import os
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from autograder.batch import assessment
from autograder.integrations.ci import quiet
from autograder.integrations.ci.quiet import Told, markdown
from autograder.problems import recognition
from autograder.results import QuestionResult, Report, write_whole
from autograder.submissions import Submission, intake

SIGNS = {"passed": "✓", "failed": "✗", "skipped": "–", "error": "!"}
NOTHING = "# Nothing to grade\n\nThere is no notebook of a known name in this repository.\n"


def find(folder: Path, problems: list[str], student: str, temporary: Path) -> list[Submission]:
    """The notebooks of a student's repository, wherever in it, as `make grade` finds them.

    temporary : an empty folder; zips are unpacked there
    """
    names = dict.fromkeys(problems, ())
    found = intake.of_one(folder, student, names, temporary, recognition.recognise_all)
    return [one for one in found if not one.refused or len(found) == 1]


def grade(
    found: list[Submission],
    repository: Path,
    results: Path,
    sandbox: str,
    told: Callable[[str], Told] = lambda problem: "everything",
) -> list[Report]:
    """Grade what was found into `results`, with summary.md and junit.xml; returns the reports.

    In GitHub Actions the summary becomes the job's, and mistakes are marked on the files. Of a
    problem whose hidden checks are not told, no report, page or junit.xml is left.
    told : how much the student reads of a problem
    """
    reports, texts, open_ones = [], [], []
    for submission in found:
        path = os.path.relpath(submission.path, repository)
        seen = recognition.recognise(submission.path)
        level = told(submission.problem)
        if level == "everything":
            report = assessment.grade_one(submission, results, sandbox).report(results)
            texts.append(summary(report))
            open_ones.append(report)
        else:
            graded = next(iter(assessment.grade((submission,), sandbox)))[1]
            report = graded.report
            texts.append(quiet.summary(graded, level))
        reports.append(report)
        if seen is not None and seen.untouched:
            told_of_it = "as it was handed out"
            print(command("notice", path, report.problem, told_of_it))
        elif level == "everything":
            print("\n".join(annotations(report, path)))
    text = "\n".join(texts) or NOTHING
    write_whole(results / "summary.md", text)
    write_whole(results / "junit.xml", junit(open_ones))
    if "GITHUB_STEP_SUMMARY" in os.environ:
        with open(os.environ["GITHUB_STEP_SUMMARY"], "a", encoding="utf-8") as file:
            file.write(text)
    return reports


def percent(reports: list[Report]) -> float:
    """The automatic points that were earned, of a hundred."""
    possible = sum(report.max_score for report in reports)
    return 100 * sum(report.score for report in reports) / possible if possible else 0.0


def summary(report: Report) -> str:
    """One report in Markdown: the score, a table of questions, what to look at."""
    lines = [f"# {markdown(report.problem)}: {report.score:g} of {report.max_score:g} points", ""]
    if report.status == "error":
        lines = [f"# {markdown(report.problem)}: not graded", ""]
        lines += ["The grader failed, which is not your fault. This is no mark.", ""]
    if report.status == "unreadable":
        lines += ["The file could not be read as a notebook.", ""]
    if report.written.pending:
        lines += [f"{report.written.pending:g} more points are given by a person.", ""]
    lines += [f"- {markdown(notice)}" for notice in report.told]
    if report.questions:
        lines += ["", "| question | points | checks |", "|---|---|---|"]
        lines += [row(question) for question in report.questions]
    failed = [(q, c) for q in report.questions for c in q.checks if c.status == "failed"]
    if failed:
        lines += ["", "## What to look at", ""]
        lines += [
            f"- **{markdown(q.id)}** {markdown(c.says)} {markdown(c.told)}" for q, c in failed
        ]
    lines += ["", f"Graded by {markdown(report.grader)}, sandbox: {markdown(report.sandbox)}.", ""]
    return "\n".join(lines)


def row(question: QuestionResult) -> str:
    signs = " ".join(SIGNS[check.status] for check in question.checks)
    name = markdown(f"{question.id} {question.title}")
    return f"| {name} | {question.score:g} of {question.max_score:g} | {signs} |"


def annotations(report: Report, path: str) -> list[str]:
    """GitHub's commands that mark the file: the score, and what failed first in each question."""
    score = f"{report.score:g} of {report.max_score:g} points"
    if report.status == "error":
        return [command("error", path, f"{report.problem} not graded", "The grader failed.")]
    lines = [command("notice", path, report.problem, score)]
    lines += [command("warning", path, report.problem, notice) for notice in report.told]
    for question in report.questions:
        failed = [check for check in question.checks if check.status == "failed"]
        for check in failed[:1]:
            title = f"{question.id} {question.title}"
            lines.append(command("error", path, title, f"{check.says} {check.told}"))
    return lines


def command(kind: str, path: str, title: str, message: str) -> str:
    """One workflow command; nothing in its parts can end it or begin another."""

    def data(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def value(text: str) -> str:
        return data(text).replace(":", "%3A").replace(",", "%2C")

    return f"::{kind} file={value(path)},title={value(title)}::{data(message)}"


def junit(reports: list[Report]) -> str:
    """The reports in the XML in which GitLab and others show tests."""
    root = ElementTree.Element("testsuites")
    for report in reports:
        suite = ElementTree.SubElement(root, "testsuite", name=report.problem)
        for question in report.questions:
            for check in question.checks:
                case = ElementTree.SubElement(
                    suite, "testcase", classname=printable(question.id), name=printable(check.says)
                )
                if check.status != "passed":
                    tag = {"failed": "failure"}.get(check.status, check.status)
                    ElementTree.SubElement(case, tag, message=printable(check.told))
    return ElementTree.tostring(root, encoding="unicode", xml_declaration=True) + "\n"


def printable(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return "".join(c if c.isprintable() or c in "\n\t" else "?" for c in text)
