"""All reports of a class, as the instructor's page tells them."""

from collections import Counter, defaultdict
from dataclasses import dataclass

import numpy as np

from autograder.feedback import item_analysis
from autograder.feedback.copies import Copies, among
from autograder.feedback.item_analysis import Item
from autograder.problems import questions
from autograder.results import Marks, Report, Table, marks, standing

MOST_LISTED = 12  # more names than this stand folded up
MOST_TAUGHT, EASY = 3, 0.9
BINS = 10
MOST_MISTAKES = 40
STOPPED = ("stopped", "limit")  # kinds of notices


@dataclass(frozen=True)
class Mistake:
    """A named mistake and how many students made it, with what to say about it."""

    problem: str
    question: str
    name: str
    says: str
    students: int
    graded: int

    @property
    def share(self) -> float:
        return self.students / self.graded


@dataclass(frozen=True)
class ProblemView:
    """One problem: its scores, its questions, its mistakes."""

    name: str
    title: str
    most: float
    scores: list[float]
    questions: list[Item]
    mistakes: list[Mistake]

    @property
    def median(self) -> float:
        return float(np.median(self.scores))

    @property
    def histogram(self) -> list[tuple[float, float, int]]:
        """(from, to, number of students) over tenths of the points."""
        counts, edges = np.histogram(self.scores, BINS, (0, self.most or 1))
        return [
            (float(a), float(b), int(n))
            for a, b, n in zip(edges[:-1], edges[1:], counts, strict=True)
        ]


@dataclass(frozen=True)
class Attention:
    """Reports that somebody has to look at, for one reason."""

    title: str
    advice: str
    reports: list[tuple[Report, str]]


@dataclass(frozen=True)
class Row:
    """A student: a report, or None, for each problem; what they earned in all; what waits."""

    student: str
    reports: list[Report | None]
    totals: list[float | None]
    total: float | None
    waiting: int


@dataclass(frozen=True)
class Classroom:
    """Everything on the class page."""

    reports: list[Report]
    missing: list[str]
    problems: list[ProblemView]
    attention: list[Attention]
    rows: list[Row]
    waiting: list[tuple[str, str, int, int]]
    copies: list[Copies]

    @property
    def reteach(self) -> list[Mistake]:
        """The mistakes that most students made, over all problems."""
        every = [mistake for problem in self.problems for mistake in problem.mistakes]
        return sorted(every, key=lambda m: -m.students)[:MOST_TAUGHT]

    @property
    def hardest(self) -> list[tuple[str, Item]]:
        """The questions, with their problems, that lost the largest share of their points."""
        every = [(problem.name, item) for problem in self.problems for item in problem.questions]
        losing = [pair for pair in every if pair[1].difficulty < EASY]
        return sorted(losing, key=lambda pair: pair[1].difficulty)[:MOST_TAUGHT]


def look(reports: list[Report], missing: list[str], marked: Table) -> Classroom:
    by_problem: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        by_problem[report.problem].append(report)
    names = sorted(by_problem)
    return Classroom(
        reports,
        missing,
        [problem_view(name, by_problem[name]) for name in names],
        attention(reports),
        rows(reports, missing, names, marked),
        waiting(reports, marked),
        among(reports),
    )


def problem_view(name: str, reports: list[Report]) -> ProblemView:
    graded = [report for report in reports if report.status == "graded"]
    return ProblemView(
        name,
        questions.title(name),
        max((report.max_score for report in reports), default=0.0),
        [report.score for report in graded],
        item_analysis.items(graded),
        mistakes(name, graded),
    )


def mistakes(problem: str, graded: list[Report]) -> list[Mistake]:
    """The mistakes and relations of a problem, the most frequent first; a student counts once."""
    counts: Counter[tuple[str, str, str]] = Counter()
    hints: dict[tuple[str, str, str], str] = {}
    for report in graded:
        found = {
            (q.id, c.hint.kind, c.hint.name): c.hint.text
            for q in report.questions
            for c in q.checks
            if c.hint
        }
        counts.update(found.keys())
        hints |= found
    frequent = sorted(counts.items(), key=frequent_first)[:MOST_MISTAKES]
    return [
        Mistake(
            problem,
            question,
            name.replace("_", " "),
            hints[question, kind, name],
            count,
            len(graded),
        )
        for (question, kind, name), count in frequent
    ]


def frequent_first(counted: tuple[tuple[str, str, str], int]) -> tuple:
    key, count = counted
    return -count, key


def attention(reports: list[Report]) -> list[Attention]:
    """Who needs somebody to look, by the reason; reasons without anybody are left out."""
    failed = [(r, "; ".join(r.told[:2])) for r in reports if r.status == "error"]
    unreadable = [(r, "; ".join(r.told)) for r in reports if r.status == "unreadable"]
    graded = [r for r in reports if r.status == "graded"]
    stopped, noticed, empty = [], [], []
    for report in graded:
        halted = [n.text for n in report.notices if n.kind in STOPPED]
        if halted:
            stopped.append((report, "; ".join(halted[:2])))
        elif report.notices:
            noticed.append((report, "; ".join(report.told[:2])))
        if report.score == 0 and not report.notices:
            empty.append((report, "no points at all"))
    groups = [
        Attention("The grader failed", "No mark yet. Grade again; if it stays, report it.", failed),
        Attention(
            "Not a notebook", "Ask these students to hand in once more; it counts 0.", unreadable
        ),
        Attention("Stopped", "Something ran too long or too large.", stopped),
        Attention("Nothing earned", "Was it handed in unfinished by mistake?", empty),
        Attention("Something to know", "A cell failed, or the file was odd.", noticed),
    ]
    return [group for group in groups if group.reports]


def rows(reports: list[Report], missing: list[str], names: list[str], marked: Table) -> list[Row]:
    """A row per student, in the order of the names."""
    own: dict[str, dict[str, Report]] = {student: {} for student in missing}
    for report in reports:
        own.setdefault(report.student, {})[report.problem] = report
    return [row(student, own[student], names, marked) for student in sorted(own)]


def row(student: str, own: dict[str, Report], names: list[str], marked: Table) -> Row:
    reports = [own.get(name) for name in names]
    totals = [total(r, marked.get((student, r.problem))) if r else None for r in reports]
    counted = [value for value in totals if value is not None]
    left = sum(len(marks.waiting(r, marked.get((student, r.problem)))) for r in reports if r)
    return Row(student, reports, totals, sum(counted) if counted else None, left)


def total(report: Report, own: Marks | None) -> float | None:
    """The points so far, with all that was decided; a grader error is no mark."""
    return standing(report, own).earned


def waiting(reports: list[Report], marked: Table) -> list[tuple[str, str, int, int]]:
    """(problem, question, answers that wait, answers in all) for the written questions."""
    wait: Counter[tuple[str, str]] = Counter()
    every: Counter[tuple[str, str]] = Counter()
    for report in reports:
        if report.status == "graded":
            own = marked.get((report.student, report.problem))
            wait.update((report.problem, question) for question in marks.waiting(report, own))
            every.update((report.problem, q.id) for q in report.questions if q.written_max)
    return [(*key, wait[key], every[key]) for key in sorted(every) if wait[key]]
