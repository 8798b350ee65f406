"""Answers as people write them: right ones in odd styles lose nothing, wrong ones lose some."""

import pytest

from tests.autograder.in_process import results, worked_namespace
from tests.autograder.problems.answers import Written, read

RIGHT, WRONG = read("problem1_right.txt"), read("problem1_wrong.txt")


def graded(answer: Written, seed: int):
    namespace = worked_namespace("problem1")
    exec(answer.code, namespace)
    return results("problem1", namespace, seed, answer.question)[answer.question]


def called(answer: Written) -> str:
    return f"{answer.question}-{answer.name}"


@pytest.mark.parametrize("answer", RIGHT, ids=called)
def test_right_in_an_odd_style(answer):
    """Whoever is right in another way is right."""
    found = graded(answer, seed=3)
    assert not [f"{c.name}: {c.message}" for c in found.checks if c.status != "passed"]


@pytest.mark.slow
@pytest.mark.parametrize("answer", RIGHT, ids=called)
def test_right_on_other_instances(answer):
    """And it is so whatever the instances are."""
    for seed in range(10, 20):
        found = graded(answer, seed)
        assert not [f"{c.name}: {c.message}" for c in found.checks if c.status != "passed"], seed


@pytest.mark.parametrize("answer", WRONG, ids=called)
def test_wrong_as_people_are(answer):
    """Each of these loses something, and no check breaks on it."""
    found = graded(answer, seed=3)
    assert found.score < found.max_score
    assert not [check for check in found.checks if check.status == "error"]
