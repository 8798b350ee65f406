"""Why a question got its points: what an assistant is shown."""

import numpy as np

from autograder.grading.explanation import explain
from autograder.problems import catalogue
from autograder.submissions import Submission
from tests.sample_class import SUBMISSIONS


def test_each_call_stands_beside_the_worked_answer():
    """The inputs, what came back, and what the worked function gives to the same input."""
    question = next(q for q in catalogue.read("problem1").questions if q.id == "1b")
    chen = Submission("chen", "problem1", SUBMISSIONS / "chen" / "problem1.ipynb")
    first, *others = explain(chen, question, "none")
    assert first.result.status == "failed" and first.exchanges
    wrong = first.exchanges[-1]
    (x, J), _ = wrong.arguments
    assert np.allclose(wrong.expected, -x + J @ np.tanh(x))
    assert np.allclose(wrong.answer, -x + J.T @ np.tanh(x))
    assert {one.result.name for one in others} >= {"arguments_stay_as_they_were"}
