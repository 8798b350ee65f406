"""Questions asked of an answer in this process, for tests that are about the checks."""

from autograder.grading import grader
from autograder.interview import InProcess
from autograder.problems import catalogue
from autograder.problems.worked import namespace as worked_namespace

__all__ = ["InProcess", "lost", "results", "worked_namespace"]


def results(
    problem: str, namespace: dict, seed: int = grader.SEED, only: str | None = None
) -> dict:
    """The result of every question (or of `only` one) for a namespace, by question id."""
    suite = catalogue.suite(problem)
    interview = InProcess(namespace)
    questions = [q for q in catalogue.read(problem).questions if only in (None, q.id)]
    return {q.id: grader.ask_question(q, suite, interview, seed) for q in questions}


def lost(problem: str, namespace: dict, seed: int = grader.SEED) -> dict[str, list[str]]:
    """What went wrong, by question: the messages of the checks that did not pass."""
    found = {}
    for name, question in results(problem, namespace, seed).items():
        bad = [f"{c.name}: {c.message}" for c in question.checks if c.status != "passed"]
        if bad:
            found[name] = bad
    return found
