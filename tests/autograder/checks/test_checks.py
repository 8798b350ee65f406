"""How checks are written, and what holds for all of them."""

import pytest

from autograder.problems import catalogue

PROBLEMS = catalogue.names()


@pytest.mark.parametrize("problem", PROBLEMS)
def test_every_question_has_hidden_checks(problem):
    """No question is marked by nothing, and no check belongs to a question that is not there."""
    suite = catalogue.suite(problem)
    questions = {question.id for question in catalogue.read(problem).questions}
    assert {check.question for check in suite.checks} == questions
    assert {mistake.question for mistake in suite.mistakes} <= questions


@pytest.mark.parametrize("problem", PROBLEMS)
def test_sentences_are_for_students(problem):
    """What a check says is a whole sentence."""
    for check in catalogue.suite(problem).checks:
        assert check.says.endswith("."), check.name
        assert len(check.says.split()) > 5, check.name


@pytest.mark.parametrize("problem", PROBLEMS)
def test_needs_name_earlier_checks(problem):
    """A check can wait only for one of its own question that ran before it."""
    suite = catalogue.suite(problem)
    for question in {check.question for check in suite.checks}:
        seen = set()
        for check in suite.of(question):
            assert set(check.needs) <= seen, check.name
            seen.add(check.name)


def test_the_source_of_a_mistake_has_the_students_name():
    """A mistake can be put into a notebook as it is."""
    mistake = next(m for m in catalogue.suite("problem1").mistakes if m.name == "transposed")
    assert mistake.source().startswith("def velocity(x, J, phi=np.tanh, h=0.0):")
