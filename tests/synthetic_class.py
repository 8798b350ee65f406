"""Reports of a class that never was, for what depends on numbers of students."""

import functools

import numpy as np

from autograder.checks.declaration import Suite
from autograder.grading.grader import score
from autograder.problems import catalogue, questions
from autograder.problems.source import Question
from autograder.results import Hint, Written
from autograder.results.report import CheckResult, QuestionResult, Report
from autograder.submissions import Notice


def reports(students: int, problems: list[str], seed: int = 1) -> list[Report]:
    """Students of different ability; each hands in each problem with a few exceptions."""
    rng = np.random.default_rng(seed)
    found = []
    for number in range(students):
        ability = rng.uniform(0.3, 1.0)
        for problem in problems:
            fate = rng.choice(["graded", "unreadable", "error", ""], p=[0.95, 0.02, 0.01, 0.02])
            if fate:
                found.append(report(f"student {number:04d}", problem, fate, ability, rng))
    return found


NOTICE = Notice(kind="raised", text="cell 12 raised NameError: name 'x' is missing", cells=(12,))

suite_of = functools.cache(catalogue.suite)


def report(student: str, problem: str, status: str, ability: float, rng) -> Report:
    source, suite = questions.problem(problem), suite_of(problem)
    answered = ()
    if status == "graded":
        answered = tuple(question(q, suite, ability, rng) for q in source.questions)
    return Report.model_construct(
        student=student,
        problem=problem,
        status=status,
        score=round(sum(q.score for q in answered), 2),
        max_score=sum(q.points for q in source.questions),
        written=Written(pending=sum(q.manual_points for q in source.questions if answered)),
        notebook_sha256="0" * 64,
        grader="0.0.0",
        seed=0,
        sandbox="bubblewrap",
        seconds=1.0,
        notices=() if rng.random() < 0.9 else (NOTICE,),
        questions=answered,
    )


def question(asked: Question, suite: Suite, ability: float, rng) -> QuestionResult:
    named = [m for m in suite.mistakes if m.question == asked.id]
    results, checks = [], suite.of(asked.id)
    worth = asked.points / sum(check.weight for check in checks)
    for check in checks:
        mistake = hint = None
        status = "passed" if rng.random() < ability else "failed"
        if status == "failed" and named:
            mistake = named[int(len(named) * rng.random() ** 2)]
            hint = Hint(kind="mistake", name=mistake.name, text=mistake.hint)
        results.append(
            CheckResult.model_construct(  # quick: 1,000 students are 75,000 checks
                name=check.name,
                says=check.says,
                status=status,
                points=check.weight * worth,
                message="It is not right." if mistake else "",
                hint=hint,
            )
        )
    return QuestionResult.model_construct(
        id=asked.id,
        title=asked.title,
        score=score(asked.points, checks, results),
        max_score=asked.points,
        written_max=asked.manual_points,
        checks=tuple(results),
    )
