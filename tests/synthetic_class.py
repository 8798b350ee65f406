"""Reports of a class that never was, for what depends on numbers of students."""

import functools

import numpy as np

from autograder.checks.declaration import Suite
from autograder.grading.grader import points
from autograder.problems import catalogue, questions
from autograder.problems.source import Question
from autograder.results.report import CheckResult, QuestionResult, Report


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
        manual_points_pending=sum(q.manual_points for q in source.questions if answered),
        notebook_sha256="0" * 64,
        grader="0.0.0",
        seed=0,
        sandbox="bubblewrap",
        seconds=1.0,
        notices=() if rng.random() < 0.9 else ("cell 12 raised NameError: name 'x' is missing",),
        questions=answered,
    )


def question(asked: Question, suite: Suite, ability: float, rng) -> QuestionResult:
    named = [m for m in suite.mistakes if m.question == asked.id]
    results = []
    for check in suite.of(asked.id):
        mistake = None
        status = "passed" if rng.random() < ability else "failed"
        if status == "failed" and named:
            mistake = named[int(len(named) * rng.random() ** 2)]
        results.append(
            CheckResult.model_construct(  # quick: 1,000 students are 75,000 checks
                name=check.name,
                says=check.says,
                status=status,
                weight=check.weight,
                message=f"It is not right. {mistake.hint}" if mistake else "",
                mistake=mistake.name if mistake else None,
            )
        )
    return QuestionResult.model_construct(
        id=asked.id,
        title=asked.title,
        score=points(asked.points, results),
        max_score=asked.points,
        manual=asked.manual_points > 0,
        checks=tuple(results),
    )
