"""Arguments stay as they were: one rule for every function of every problem."""

import copy
import functools

import numpy as np
import pytest

from autograder.checks.arguments import NAME
from autograder.problems import catalogue, questions
from tests.autograder.in_process import results, worked_namespace

FUNCTIONS = [
    pytest.param(problem, question, prompt.line.split("(")[0], id=f"{question}-{prompt.line[:20]}")
    for problem in catalogue.names()
    for question, prompts in questions.of(problem).items()
    for prompt in prompts
]

# The worked answers call these in later functions, whose answers are then wrong as well.
CALLED_BY_OTHERS = ("step", "weight_density")


def careless(function):
    """The right answer, from a function that writes into each array that it is given."""

    @functools.wraps(function)
    def writes(*args, **kwargs):
        answer = function(*args, **kwargs)
        answer = copy.deepcopy(answer) if isinstance(answer, np.ndarray | tuple) else answer
        for value in (*args, *kwargs.values()):
            if isinstance(value, np.ndarray) and value.dtype.kind == "f" and value.ndim:
                value += 1.0
        return answer

    return writes


@pytest.mark.parametrize(("problem", "question", "name"), FUNCTIONS)
def test_writing_into_an_argument_costs_a_little(problem, question, name):
    """Each function that does it loses something, and no more than a third of its question."""
    namespace = worked_namespace(problem)
    namespace[name] = careless(namespace[name])
    found = results(problem, namespace, only=question)[question]
    status = {check.name: check for check in found.checks}
    if not gets_arrays(problem, question, name):
        pytest.skip("no array is handed to it")
    assert status[NAME].status == "failed"
    assert f"`{name}` writes into its" in status[NAME].message
    assert found.score < found.max_score
    assert name in CALLED_BY_OTHERS or found.score / found.max_score >= 2 / 3


def gets_arrays(problem, question, name):
    """Whether an array is handed to the function at all."""
    namespace = worked_namespace(problem)
    seen = []

    def noting(*args, _function=namespace[name], **kwargs):
        if any(isinstance(v, np.ndarray) and v.ndim for v in (*args, *kwargs.values())):
            seen.append(name)
        return _function(*args, **kwargs)

    namespace[name] = noting
    results(problem, namespace, only=question)
    return bool(seen)
