"""What a class tells about each question: how hard it was, and whether it tells students apart."""

from dataclasses import dataclass

import numpy as np

from autograder.results import QuestionResult, Report

FEWEST = 10  # with fewer students a correlation says nothing
HARD, WEAK = 0.5, 0.1


@dataclass(frozen=True)
class Item:
    """A question over all graded reports.

    full, partial, none : numbers of students
    difficulty : mean share of the points; 1 is a question that everybody has right
    discrimination : correlation of its share with the rest of the score, or None
    """

    id: str
    title: str
    full: int
    partial: int
    none: int
    difficulty: float
    discrimination: float | None

    @property
    def count(self) -> int:
        return self.full + self.partial + self.none

    def share(self, kind: str) -> float:
        return getattr(self, kind) / self.count if self.count else 0.0

    @property
    def remark(self) -> str:
        """What an instructor may want to do about it, or nothing."""
        if self.discrimination is not None and self.discrimination < WEAK:
            return "does not tell strong from weak: is it clear?"
        return "hard: fewer than half of the points" if self.difficulty < HARD else ""


def share(question: QuestionResult) -> float:
    """The share of the points that was earned; a question without points counts as right."""
    return question.score / question.max_score if question.max_score else 1.0


def items(reports: list[Report]) -> list[Item]:
    """The questions of one problem, in order."""
    graded = [report for report in reports if report.status == "graded"]
    titles = {q.id: q.title for report in graded for q in report.questions}
    found = []
    for name, title in titles.items():
        pairs = [(q, report) for report in graded for q in report.questions if q.id == name]
        shares = np.array([share(question) for question, _ in pairs])
        rest = np.array([report.score - question.score for question, report in pairs])
        full, none = int(np.sum(shares == 1)), int(np.sum(shares == 0))
        found.append(
            Item(
                name,
                title,
                full,
                len(shares) - full - none,
                none,
                float(shares.mean()),
                discrimination(shares, rest),
            )
        )
    return found


def discrimination(shares: np.ndarray, rest: np.ndarray) -> float | None:
    """Point-biserial correlation (of shares, if there is partial credit) with the rest score."""
    if len(shares) < FEWEST or np.ptp(shares) == 0 or np.ptp(rest) == 0:
        return None
    return float(np.corrcoef(shares, rest)[0, 1])
