"""What a report is worth in the end: checks, written marks, adjustments, lateness, rounding.

Every page and every export takes its numbers from here, and all that decides about them stands in
the report and the marks.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.results.marks import Marks
from autograder.results.report import Adjusted, QuestionResult, Report


@dataclass(frozen=True)
class Part:
    """One question: points so far (written ones included), the most there are, what still waits."""

    id: str
    score: float
    most: float
    pending: float


@dataclass(frozen=True)
class Standing:
    """A report's final numbers. `earned` is None if there is no mark, or nothing to mark.

    lost : points lost by lateness, in `earned` already
    excused : whether all of it is excused
    """

    earned: float | None
    most: float
    pending: float
    lost: float
    excused: bool
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """The points as exports write them."""
        return "" if self.earned is None else f"{self.earned:g}"


def standing(report: Report, marks: Marks | None) -> Standing:
    """The final numbers of a report with the marks of its written answers."""
    whole = [a for a in report.adjusted if not a.question]
    if any(a.kind == "excuse" for a in whole):
        return Standing(None, 0.0, 0.0, 0.0, True, ())
    given = {m.question: m.points for m in marks.marks} if marks else {}
    parts = tuple(counted(report, given))
    earned, most = sum(p.score for p in parts), sum(p.most for p in parts)
    pending = sum(p.pending for p in parts)
    if not report.questions:  # not a notebook, or a failure of the grader
        most, pending = report.max_score + report.written.pending, 0.0
    override = next((a.value for a in whole if a.kind == "override"), None)
    if override is not None:
        earned, pending = override, 0.0
    elif report.status == "error":
        return Standing(None, round(most, 2), 0.0, 0.0, False, parts)
    lost = 0.0
    if report.late is not None and override is None:
        lost = report.late.share * (earned if report.late.of == "earned" else most)
        lost = round(min(earned, lost), 2)
    bonus = sum(a.value or 0.0 for a in report.adjusted if a.kind == "bonus")
    earned = rounded(earned - lost + bonus, next(steps(whole), None))
    return Standing(earned, round(most, 2), round(pending, 2), lost, False, parts)


def steps(whole: list[Adjusted]) -> Iterator[float]:
    return (a.value for a in whole if a.kind == "rounding" and a.value)


def rounded(points: float, step: float | None) -> float:
    """To the nearest multiple of a step, halves up; to hundredths without one."""
    if step is None:
        return round(points, 2)
    return round(math.floor(points / step + 0.5 + 1e-9) * step, 4)


def counted(report: Report, given: dict[str, float]) -> Iterator[Part]:
    """The questions that count, with what was decided about each."""
    for question in report.questions:
        own = {a.kind: a for a in report.adjusted if a.question == question.id}
        if "excuse" not in own and "dropped" not in own:
            yield part(question, given.get(question.id), own)


def part(question: QuestionResult, mark: float | None, own: dict[str, Adjusted]) -> Part:
    most = question.max_score + question.written_max
    scale = own["worth"].value / most if "worth" in own and most else 1.0
    pending = question.written_max if mark is None else 0.0
    score = question.score + (mark or 0.0) * (question.written_max > 0)
    score, most, pending = score * scale, most * scale, pending * scale
    if "full" in own:
        score, pending = most, 0.0
    if "override" in own:
        score, pending = own["override"].value or 0.0, 0.0
    return Part(question.id, round(score, 4), round(most, 4), pending)
