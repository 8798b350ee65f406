"""A report as its student reads it: first what to look at, then question by question."""

import base64
from dataclasses import dataclass

from autograder.checks import Exhibit, Pair
from autograder.feedback import drawing
from autograder.feedback.drawing import Drawing
from autograder.grading import EXPECTED_ERRORS, Graded
from autograder.interview import CellRun
from autograder.problems import questions
from autograder.results import CheckResult, QuestionResult

WORDS = {
    "passed": "holds",
    "failed": "does not hold",
    "skipped": "not asked",
    "error": "the grader failed here",
}
MOST_FIRST = 3
MOST_CELLS = 300  # whose outputs a page shows


@dataclass(frozen=True)
class CheckView:
    """A check as it is told: the reason apart from the hint, and a picture if one helps.

    hint : what the recognised mistake does; empty if none was recognised
    again : whether it was told already, further up
    """

    result: CheckResult
    word: str
    reason: str
    hint: str
    again: bool
    drawing: Drawing | None
    pair: dict | None


@dataclass(frozen=True)
class QuestionView:
    """A question with what it asked; `first` is its most telling check that failed."""

    result: QuestionResult
    asked: tuple[questions.Prompt, ...]
    checks: tuple[CheckView, ...]

    @property
    def lost(self) -> float:
        return round(self.result.max_score - self.result.score, 2)

    @property
    def first(self) -> CheckView | None:
        failed = [c for c in self.checks if c.result.status == "failed"]
        return next((c for c in failed if c.hint), failed[0] if failed else None)


@dataclass(frozen=True)
class CellView:
    """A code cell by its place and its first line, with what it showed."""

    number: int
    line: str
    run: CellRun
    pictures: list[str]

    @property
    def stopped(self) -> bool:
        return self.run.stopped is not None

    @property
    def error(self) -> bool:
        return self.run.error is not None


def question_views(graded: Graded) -> list[QuestionView]:
    report = graded.report
    asked = questions.of(report.problem, report.language)
    return [
        QuestionView(
            question,
            asked.get(question.id, ()),
            tuple(
                check_view(check, exhibit)
                for check in question.checks
                for exhibit in [graded.exhibits.get((question.id, check.name))]
            ),
        )
        for question in report.questions
    ]


def check_view(check: CheckResult, exhibit: Exhibit | None) -> CheckView:
    again = check.hint is not None and check.hint.told_before
    hint = check.hint.text if check.hint and not again else ""
    drawn, pair = None, None
    if isinstance(exhibit, Pair):
        yours, right = (png and base64_text(png) for png in (exhibit.yours, exhibit.right))
        pair = {"function": exhibit.function, "yours": yours, "right": right}
    elif exhibit is not None:
        drawn = drawing_of(exhibit)
    return CheckView(check, WORDS[check.status], check.message, hint, again, drawn, pair)


def drawing_of(exhibit: Exhibit) -> Drawing | None:
    """The drawing of an exhibit, or None: no answer is so odd that it costs more than that."""
    try:
        return drawing.draw(exhibit)
    except Exception:
        return None


def look_first(views: list[QuestionView]) -> list[QuestionView]:
    """The questions that lost most, the worst first, with a reason each."""
    losing = [view for view in views if view.lost > 0 and view.first]
    return sorted(losing, key=lambda view: -view.lost)[:MOST_FIRST]


def cells(graded: Graded) -> list[CellView]:
    """What the code cells showed, numbered as the notices number them; the first of very many."""
    numbers = graded.numbers or range(1, len(graded.cells) + 1)
    return [
        CellView(number, first_line(source), run, [base64_text(png) for png in run.pictures])
        for number, (source, run) in zip(numbers, graded.cells, strict=True)
        if run.texts or run.pictures or run.error or run.stopped
    ][:MOST_CELLS]


def first_line(source: str) -> str:
    lines = [line.strip() for line in source.splitlines() if line.strip()]
    return lines[0][:80] if lines else ""


def base64_text(png: bytes) -> str:
    return base64.b64encode(png).decode()


def troubled(graded: Graded) -> list[CellView]:
    """The cells that the notices speak of."""
    return [
        cell
        for cell in cells(graded)
        if cell.run.stopped
        or cell.run.reached
        or (cell.run.error and not cell.run.error.startswith(EXPECTED_ERRORS))
    ]
