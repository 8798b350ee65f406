"""The hidden checks, measured: each named mistake alone must cost its own question and no other."""

import pytest

from autograder import checks, master
from tests.autograder.in_process import results, worked_namespace

PROBLEMS = master.problem_names()
MISTAKES = [mistake for problem in PROBLEMS for mistake in checks.load(problem).mistakes]
AT_LEAST = {"problem1": 30, "problem2": 25, "problem3": 25}
# Mistakes that give the very answers of another one, or that only a person could tell apart.
NOT_RECOGNISED: set[str] = set()


def problem_of(mistake) -> str:
    return f"problem{mistake.question[0]}"


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.question}-{m.name}")
def test_a_mistake_costs_its_own_question_only(mistake):
    """A wrong function loses points where it belongs, costs nothing elsewhere, and is named."""
    problem = problem_of(mistake)
    namespace = worked_namespace(problem)
    exec(mistake.source(), namespace)
    found = results(problem, namespace)
    losing = {name for name, question in found.items() if question.score < question.max_score}
    assert losing == {mistake.question}
    named = {check.mistake for check in found[mistake.question].checks if check.mistake}
    assert named == (set() if mistake.name in NOT_RECOGNISED else {mistake.name})


@pytest.mark.parametrize("problem", PROBLEMS)
def test_there_are_enough_mistakes(problem):
    """The list stays as long as was promised, and nine in ten are recognised."""
    own = [mistake for mistake in MISTAKES if problem_of(mistake) == problem]
    assert len(own) >= AT_LEAST[problem]
    assert sum(m.name in NOT_RECOGNISED for m in own) <= len(own) / 10


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda m: f"{m.question}-{m.name}")
def test_a_hint_is_a_sentence(mistake):
    """What the student reads is more than a few words and ends like a sentence."""
    assert len(mistake.hint.split()) >= 5
    assert mistake.hint.endswith((".", "?"))


def test_names_are_unique():
    """A report names a mistake without its question, so one name must be one mistake."""
    for problem in PROBLEMS:
        names = [m.name for m in MISTAKES if problem_of(m) == problem]
        assert len(names) == len(set(names))
