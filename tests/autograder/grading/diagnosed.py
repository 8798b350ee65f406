"""What is said about wrong functions, for tests: a worked notebook with one change in it."""

import textwrap

from autograder.problems import catalogue
from autograder.results import QuestionResult
from tests.autograder.in_process import results, worked_namespace


def diagnose(question: str, namespace: dict) -> QuestionResult:
    """The result of a question, asked of a namespace."""
    return results(f"problem{question[0]}", namespace, only=question)[question]


def hints(question: str, namespace: dict) -> list[str]:
    """Name and text of each hint that is given, once, in the order of the checks."""
    checks = diagnose(question, namespace).checks
    told = [f"{check.hint.name}: {check.hint.text}" for check in checks if check.hint]
    return list(dict.fromkeys(told))


def mutated(question: str, old: str, new: str) -> dict:
    """The worked namespace with one piece of an answer cell of the question replaced."""
    problem = f"problem{question[0]}"
    namespace = worked_namespace(problem)
    for cell in catalogue.read(problem).cells:
        if cell.role == "answer" and cell.question == question and old in cell.source:
            assert cell.source.count(old) == 1, f"{old!r} stands there more than once"
            exec(compile(cell.source.replace(old, new), f"<{question}>", "exec"), namespace)
            return namespace
    raise AssertionError(f"no answer of {question} contains {old!r}")


def replaced(question: str, source: str) -> dict:
    """The worked namespace with a function that a student may have written."""
    namespace = worked_namespace(f"problem{question[0]}")
    exec(compile(textwrap.dedent(source), f"<{question}>", "exec"), namespace)
    return namespace
