"""One notebook in, one Report out. Pure: nothing is shared between two calls."""

import hashlib
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import nbformat

from autograder.checks import Ask, Exhibit, NoAnswer, Wrong
from autograder.grading.diagnosis import Asked, explain
from autograder.grading.exhibits import SAME_AS_ABOVE, collect
from autograder.grading.identity import grader_identity
from autograder.interview import CellRun, Interview
from autograder.problems import catalogue, data
from autograder.results import CheckResult, QuestionResult, Report
from autograder.sandbox import isolation
from autograder.submissions import Submission, Unreadable, digest

SEED = 20210223


@dataclass
class Graded:
    """A report, and what only the student's page shows.

    exhibits : answers beside the right ones, by question and check
    cells : source and run of each code cell; `numbers` are their places among all cells
    """

    report: Report
    exhibits: dict[tuple[str, str], Exhibit] = field(default_factory=dict)
    cells: list[tuple[str, CellRun]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)


def grade(submission: Submission, sandbox: str = "bubblewrap") -> Graded:
    """Grade one submission. Raises only what is the grader's own fault."""
    began = time.monotonic()
    problem = catalogue.read(submission.problem)
    suite = catalogue.suite(submission.problem)
    head = {
        "student": submission.student,
        "problem": problem.name,
        "grader": grader_identity(),
        "seed": SEED,
        "sandbox": isolation(sandbox),
        "max_score": sum(question.points for question in problem.questions),
    }
    try:
        content = submission.read()
        notebook = submission.parse(content)
    except Unreadable as error:
        report = Report(
            **head,
            status="unreadable",
            score=0.0,
            manual_points_pending=0.0,
            notebook_sha256=hashlib.sha256(error.content).hexdigest() if error.content else "",
            seconds=time.monotonic() - began,
            notices=(error.reason,),
            questions=(),
        )
        return Graded(report)
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    exhibits: dict[tuple[str, str], Exhibit] = {}
    with Interview(sources, suite.limits, sandbox, data.mounts()) as interview:
        questions = tuple(
            ask_question(question, suite, interview, exhibits=exhibits)
            for question in problem.questions
        )
        faults = [c for question in questions for c in question.checks if c.status == "error"]
        report = Report(
            **head,
            status="error" if faults else "graded",
            score=round(sum(question.score for question in questions), 2),
            manual_points_pending=sum(question.manual_points for question in problem.questions),
            notebook_sha256=hashlib.sha256(content).hexdigest(),
            content_sha256=digest(notebook),
            seconds=round(time.monotonic() - began, 3),
            notices=(*submission.notices, *what_happened(notebook, interview)),
            questions=questions,
        )
        runs = list(zip(sources, interview.runs, strict=True))
        numbers = code_cell_numbers(notebook)
        return Graded(report, exhibits, runs, numbers, interview.seconds)


def ask_question(
    question, suite, interview, seed: int = SEED, exhibits: dict | None = None
) -> QuestionResult:
    """Run the checks of a question in order, explain what failed, and turn it into points."""
    results: list[CheckResult] = []
    asked: list[Asked] = []
    makers: dict[str, Callable] = {}
    calls: list[tuple[str, tuple[str, ...]]] = []
    stopped = False
    for check in suite.of(question.id):
        outcome = {"name": check.name, "says": check.says, "weight": check.weight}
        missing = [r for r in results if r.name in check.needs and r.status != "passed"]
        one = [r for r in results if r.name in check.needs_one and r.status == "passed"]
        if stopped or missing or (check.needs_one and not one):
            reason = "Not asked, because a function of this question had to be stopped."
            if missing:
                reason = f"Needs this to hold first: {missing[0].says}"
            elif not stopped:
                reason = "Counts only when something else about this question is right."
            results.append(CheckResult(**outcome, status="skipped", message=reason))
            continue
        ask = Ask(interview, seed, check, calls)
        result, stopped = run_check(check, ask, outcome, makers)
        results.append(result)
        asked.append(Asked(check, ask, result.status == "failed"))
    mistakes = {m.name: m for m in suite.mistakes if m.question == question.id}
    explained = explain(asked, tuple(mistakes.values()))
    results = with_hints(results, mistakes, explained)
    if exhibits is not None:
        asks = {one.check.name: one.ask for one in asked}
        shown = collect(suite.problem, results, asks, makers)
        exhibits |= {(question.id, name): found for name, found in shown.items()}
    return QuestionResult(
        id=question.id,
        title=question.title,
        score=points(question.points, results),
        max_score=question.points,
        manual=question.manual_points > 0,
        checks=tuple(results),
    )


def run_check(check, ask: Ask, outcome: dict, makers: dict) -> tuple[CheckResult, bool]:
    """The result of one check, and whether the submission had to be stopped in it.

    makers : takes what makes the exhibit of the check, if it fails and has one
    """
    try:
        check.run(ask)
    except Wrong as wrong:
        if wrong.exhibit is not None:
            makers[check.name] = wrong.exhibit
        else:
            ask.keep_picture()
        found = {"status": "failed", "message": wrong.reason, "mistake": wrong.mistake}
        return CheckResult(**outcome, **found), isinstance(wrong, NoAnswer) and wrong.stopped
    except Exception as fault:  # the grader's own: never counted against the student
        message = f"The grader failed here ({type(fault).__name__}: {fault})"
        return CheckResult(**outcome, status="error", message=message[:500]), False
    return CheckResult(**outcome, status="passed"), False


def with_hints(results: list[CheckResult], mistakes: dict, explained: dict) -> list[CheckResult]:
    """The results with the hint of each recognised mistake, told in full where it is met first."""
    told: set[str] = set()
    hinted = []
    for result in results:
        mistake = mistakes.get(result.mistake) or explained.get(result.name)
        if mistake is not None and result.status == "failed":
            hint = SAME_AS_ABOVE if mistake.name in told else mistake.hint
            told.add(mistake.name)
            update = {"message": f"{result.message} {hint}", "mistake": mistake.name}
            result = result.model_copy(update=update)
        hinted.append(result)
    return hinted


def points(available: float, results: list[CheckResult]) -> float:
    """Points in proportion to the weight that passed; the grader's own errors do not count."""
    counted = [result for result in results if result.status != "error"]
    total = sum(result.weight for result in counted)
    passed = sum(result.weight for result in counted if result.status == "passed")
    return round(available * passed / total, 2) if total else 0.0


EXPECTED_ERRORS = ("NotImplementedError", "AssertionError")


def what_happened(notebook: nbformat.NotebookNode, interview: Interview) -> list[str]:
    """What is odd about the notebook, what happened to its cells, and in answering."""
    odd = notebook.metadata.get("notices", [])
    return [*odd, *cell_notices(notebook, interview.runs), *interview.notices]


def cell_notices(notebook: nbformat.NotebookNode, runs: list[CellRun]) -> list[str]:
    """What happened to the cells, numbered as the student sees them; one line for equal errors.

    A function that is not filled in, and a visible check that fails, are no news: the questions
    say more about them.
    """
    numbers = code_cell_numbers(notebook)
    events: dict[str, list[int]] = {}
    for number, run in zip(numbers, runs, strict=True):
        if run.stopped:
            events.setdefault(run.stopped, []).append(number)
        elif run.error and not run.error.startswith(EXPECTED_ERRORS):
            event = re.sub(r" \(line \d+\)$", "", run.error)
            events.setdefault(f"raised {event}", []).append(number)
        for limit in run.reached:
            events.setdefault(limit, []).append(number)
    return [f"{cells_text(cells)} {event}{advice(event)}" for event, cells in events.items()]


def code_cell_numbers(notebook: nbformat.NotebookNode) -> list[int]:
    """Places of the code cells among all cells, counted from 1."""
    return [i for i, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code"]


def cells_text(numbers: list[int]) -> str:
    shown = ", ".join(map(str, numbers[:8]))
    more = f" and {len(numbers) - 8} more" if len(numbers) > 8 else ""
    return f"cell{'s' * (len(numbers) > 1)} {shown}{more}"


def advice(event: str) -> str:
    """What to do about an event that has one usual cause."""
    if "ModuleNotFoundError" in event:
        return "; only numpy, scipy and matplotlib are there, so leave other imports out"
    return ""
