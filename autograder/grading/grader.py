"""One notebook in, one Report out. Pure: nothing is shared between two calls."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from autograder.checks import Ask, Check, Exhibit, NoAnswer, Record, Wrong, keeping
from autograder.grading.diagnosis import Asked, Explanation, explain
from autograder.grading.exhibits import collect
from autograder.grading.identity import grader_identity
from autograder.grading.notices import code_cell_numbers, what_happened
from autograder.interview import CellRun, Demonstrations, Interview
from autograder.languages import LANGUAGES, PYTHON, Language
from autograder.problems import Problem, catalogue, data
from autograder.results import CheckResult, Hint, QuestionResult, Report, Written
from autograder.sandbox import isolation
from autograder.submissions import Notice, Submission, Unreadable, digest, fingerprint

SEED = 20210223
Run = Literal["needed", "all"]


@dataclass
class Graded:
    """A report, and what only the student's page shows.

    exhibits : answers beside the right ones, by question and check
    cells : source and run of each code cell; `numbers` are their places among all cells
    skipped : how many unchanged demonstrations were not run
    """

    report: Report
    exhibits: dict[tuple[str, str], Exhibit] = field(default_factory=dict)
    cells: list[tuple[str, CellRun]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    skipped: int = 0


def seed_of(submission: Submission) -> int:
    """The seed of the instances that it is asked: the course's, or the grader's own."""
    return SEED if submission.seed is None else submission.seed


def grade(submission: Submission, sandbox: str = "bubblewrap", run: Run = "needed") -> Graded:
    """Grade one submission. Raises only what is the grader's own fault.

    run : "all", or "needed": without the unchanged demonstrations on which no mark depends
    """
    began = time.monotonic()
    problem = catalogue.read(submission.problem)
    suite = catalogue.suite(submission.problem)
    head = {
        "student": submission.student,
        "problem": problem.name,
        "grader": grader_identity(problem.name),
        "seed": seed_of(submission),
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
            written=Written(pending=0.0),
            notebook_sha256=fingerprint(submission, error.content),
            seconds=time.monotonic() - began,
            notices=(Notice(kind="unreadable", text=error.reason),),
            questions=(),
        )
        return Graded(report)
    language = LANGUAGES[notebook.metadata.get("language", "python")]
    head["language"] = language.name
    if missing := language.missing():
        report = Report(
            **head,
            status="error",
            score=0.0,
            written=Written(pending=0.0),
            notebook_sha256=fingerprint(submission, content),
            seconds=time.monotonic() - began,
            notices=(Notice(kind="grader", text=missing),),
            questions=(),
        )
        return Graded(report)
    sources = [cell.source for cell in notebook.cells if cell.cell_type == "code"]
    exhibits: dict[tuple[str, str], Exhibit] = {}
    asked_in = (language, catalogue.functions(problem.name))
    beside = submission.files_beside()
    shown = demonstrations(problem, sources) if run == "needed" else Demonstrations()
    conditions = (suite.limits, sandbox, data.mounts(), *asked_in, beside, shown)
    with Interview(sources, *conditions) as interview:
        questions = tuple(
            in_words(ask_question(question, suite, interview, head["seed"], exhibits), language)
            for question in problem.questions
        )
        faults = [c for question in questions for c in question.checks if c.status == "error"]
        report = Report(
            **head,
            status="error" if faults else "graded",
            score=round(sum(question.score for question in questions), 2),
            written=Written(pending=sum(q.manual_points for q in problem.questions)),
            notebook_sha256=fingerprint(submission, content),
            content_sha256=digest(notebook),
            seconds=round(time.monotonic() - began, 3),
            notices=(*submission.notices, *what_happened(notebook, interview)),
            questions=questions,
        )
        runs = list(zip(sources, interview.runs, strict=True))
        numbers = code_cell_numbers(notebook)
        skipped = len(interview.skipped or ())
        return Graded(report, exhibits, runs, numbers, interview.seconds, skipped)


def demonstrations(problem: Problem, sources: list[str]) -> Demonstrations:
    """The code cells that are demonstrations as they were handed out, white space at ends aside."""

    def places(role: str) -> tuple[int, ...]:
        handed_out = {settled(cell.source) for cell in problem.cells if cell.role == role}
        return tuple(i for i, source in enumerate(sources) if settled(source) in handed_out)

    return Demonstrations(
        places("demo"), catalogue.declaration(problem.name).variables, places("setup")
    )


def settled(source: str) -> str:
    return "\n".join(line.rstrip() for line in source.strip().splitlines())


def in_words(result: QuestionResult, language: Language) -> QuestionResult:
    """The result with all that its student reads in the words of their language."""
    if language is PYTHON:
        return result
    told = []
    for one in result.checks:
        update = {"says": language.words(one.says), "message": language.words(one.message)}
        if one.hint is not None:
            text = language.words(one.hint.text)
            update["hint"] = one.hint.model_copy(update={"text": text})
        told.append(one.model_copy(update=update))
    return result.model_copy(update={"checks": tuple(told)})


def ask_question(
    question,
    suite,
    interview,
    seed: int = SEED,
    exhibits: dict | None = None,
    began: Callable[[str], object] = lambda name: None,
) -> QuestionResult:
    """Run the checks of a question in order, explain what failed, and turn it into points.

    exhibits : takes what the student's page shows of failed checks
    began : is called with the name of each check before it asks
    """
    results: list[CheckResult] = []
    asked: list[Asked] = []
    makers: dict[str, Callable] = {}
    calls: list[tuple[str, tuple[str, ...]]] = []
    stopped = False
    own = suite.of(question.id)
    worth = question.points / (sum(check.weight for check in own) or 1.0)
    for check in own:
        points = check.weight * worth
        outcome = {"name": check.name, "says": check.says, "points": points}
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
        began(check.name)
        ask = Ask(interview, seed, check, calls)
        result, record = run_check(check, ask, outcome)
        results.append(result)
        if result.status == "failed":
            wrongs = record.wrongs
            stopped = any(isinstance(wrong, NoAnswer) and wrong.stopped for wrong in wrongs)
            keep_exhibit(wrongs[0], ask, makers)
        seen = record.wrongs[0].mistake if record.wrongs else None
        asked.append(Asked(check, ask, result.status == "failed", record, seen))
    mistakes = tuple(m for m in suite.mistakes if m.question == question.id)
    results = with_hints(results, explain(suite.problem, asked, mistakes))
    if exhibits is not None:
        asks = {one.check.name: one.ask for one in asked}
        shown = collect(suite.problem, results, asks, makers)
        exhibits |= {(question.id, name): found for name, found in shown.items()}
    return QuestionResult(
        id=question.id,
        title=question.title,
        score=score(question.points, own, results),
        max_score=question.points,
        written_max=question.manual_points,
        checks=tuple(results),
    )


def run_check(check, ask: Ask, outcome: dict) -> tuple[CheckResult, Record]:
    """The result of one check, and the record of what it asked and compared.

    It fails with what was wrong first.
    """
    with keeping() as record:
        try:
            check.run(ask)
        except Wrong:
            raise
        except Exception as fault:  # the grader's own: never counted against the student
            message = f"The grader failed here ({type(fault).__name__}: {fault})"
            return CheckResult(**outcome, status="error", message=message[:500]), record
    if record.wrongs:
        message = record.wrongs[0].reason
        return CheckResult(**outcome, status="failed", message=message), record
    return CheckResult(**outcome, status="passed"), record


def keep_exhibit(wrong: Wrong, ask: Ask, makers: dict) -> None:
    """Keep what makes the exhibit of a failed check, or have its last figure drawn."""
    if wrong.exhibit is not None:
        makers[ask.check.name] = wrong.exhibit
    else:
        ask.keep_picture()


def with_hints(results: list[CheckResult], found: dict[str, Explanation]) -> list[CheckResult]:
    """The results with what explains each failure; it is told in full where it is met first."""
    told: set[str] = set()
    hinted = []
    for result in results:
        one = found.get(result.name)
        if one is not None and result.status == "failed":
            again = one.text in told
            told.add(one.text)
            hint = Hint(kind=one.kind, name=one.name, text=one.text, told_before=again)
            result = result.model_copy(update={"hint": hint})
        hinted.append(result)
    return hinted


def score(available: float, checks: list[Check], results: list[CheckResult]) -> float:
    """Points in proportion to the weight that passed; the grader's own errors do not count."""
    statuses = {result.name: result.status for result in results}
    counted = [check for check in checks if statuses[check.name] != "error"]
    total = sum(check.weight for check in counted)
    passed = sum(check.weight for check in counted if statuses[check.name] == "passed")
    return round(available * passed / total, 2) if total else 0.0
