"""Report -> Gradescope's results.json, as its autograder specification documents it.

Three visibilities: what happened to the notebook, and visible checks, are shown at once; hidden
checks when the instructor wants (`after_due_date` unless said otherwise); which grader and sandbox
it was is `hidden`, for instructors.
"""

import json

from autograder.grading import Graded
from autograder.integrations.visible import visible_checks
from autograder.problems import Problem, Question
from autograder.results import SCHEMA, CheckResult, QuestionResult, Report


def results(graded: Graded, problem: Problem, visibility: str) -> str:
    """The text of results.json.

    visibility : when students see the hidden checks, and so their score
    """
    report = graded.report
    tests = [visible_test(check) for check in visible_checks(graded, problem)]
    for question in report.questions:
        tests += [
            hidden_test(question, i, check, visibility)
            for i, check in enumerate(question.checks, 1)
        ]
    tests += [written_test(question) for question in problem.questions if question.manual_points]
    tests.append(for_instructors(report))
    document = {
        "score": report.score,
        "execution_time": round(report.seconds),
        "output": "\n".join(summary(report)),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": visibility,
        "stdout_visibility": "hidden",
        "extra_data": {"grader": report.grader, "sandbox": report.sandbox, "schema": SCHEMA},
        "tests": tests,
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def refusal(reason: str) -> str:
    """results.json of a submission in which there is nothing to grade."""
    document = {
        "score": 0.0,
        "output": reason,
        "output_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def summary(report: Report) -> list[str]:
    """What everybody may read at once: no word about hidden checks."""
    lines = report.told
    if report.status == "unreadable":
        return ["Your file could not be read as a notebook, so there is nothing to mark:", *lines]
    lines = lines or ["Your notebook was run from top to bottom, and nothing unusual happened."]
    if report.written.pending:
        lines.append(f"{report.written.pending:g} points are marked by a person.")
    return lines


def visible_test(check) -> dict:
    """A check that students have in their notebook; it gives no points."""
    return {
        "name": f"{check.question} visible check {check.number} (no points)",
        "number": f"{check.question}.v{check.number}",
        "status": "passed" if check.passed else "failed",
        "output": check.message,
        "visibility": "visible",
        "tags": [check.question, "visible"],
    }


def hidden_test(question: QuestionResult, number: int, check: CheckResult, visibility: str) -> dict:
    """A hidden check with its part of the question's points."""
    points = 0.0 if check.status == "error" else check.points
    passed = check.status == "passed"
    test = {
        "name": f"{question.id} {check.says}",
        "number": f"{question.id}.{number}",
        "score": round(points if passed else 0.0, 4),
        "max_score": round(points, 4),
        "status": "passed" if passed else "failed",
        "output": check.told,
        "visibility": visibility,
        "tags": [question.id, check.status],
    }
    return test | ({"extra_data": {"hint": check.hint.name}} if check.hint else {})


def written_test(question: Question) -> dict:
    """A line for each written answer, without a score: that is given by people."""
    return {
        "name": f"{question.id} written answer: marked by a person",
        "number": f"{question.id}.w",
        "output": f"{question.manual_points:g} points, to be given in Gradescope by a person.",
        "visibility": "visible",
        "tags": [question.id, "written"],
    }


def for_instructors(report: Report) -> dict:
    """How it was graded; never shown to students."""
    lines = [f"grader: {report.grader}", f"sandbox: {report.sandbox}", f"status: {report.status}"]
    lines += [f"seed: {report.seed}", f"notebook sha256: {report.notebook_sha256}"]
    if report.sandbox != "bubblewrap":
        lines.append(
            "bubblewrap could not make namespaces in this container; the code ran as a user of "
            "its own without network, who cannot read the grader's files"
        )
    return {"name": "how this was graded", "output": "\n".join(lines), "visibility": "hidden"}
