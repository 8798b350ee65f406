"""Right answers in odd styles lose nothing, wrong ones never keep everything: Problems 2 and 3."""

import pytest

from autograder.problems import worked
from tests.autograder.in_process import results
from tests.autograder.problems.odd_answers import RIGHT, WRONG
from tests.sample_class import unindent


def asked(question: str, source: str):
    problem = f"problem{question[0]}"
    namespace = worked.namespace(problem)
    exec(unindent(source), namespace)
    return results(problem, namespace, only=question)[question]


@pytest.mark.parametrize(("question", "style"), RIGHT)
def test_a_right_answer_in_an_odd_style_loses_nothing(question, style):
    """Another way to write the same thing is as right as ours."""
    found = asked(question, RIGHT[question, style])
    assert [c.message for c in found.checks if c.status != "passed"] == []
    assert found.score == found.max_score


@pytest.mark.parametrize(("question", "slip"), WRONG)
def test_a_wrong_answer_loses_something(question, slip):
    """Each of these once kept all points of its question."""
    found = asked(question, WRONG[question, slip])
    assert not [c for c in found.checks if c.status == "error"]
    assert found.score < found.max_score
