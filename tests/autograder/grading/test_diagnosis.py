"""Which mistake is recognised, and that none is claimed on thin evidence."""

import numpy as np

from autograder.checks.ask import Ask
from autograder.checks.declaration import Wrong
from autograder.grading.diagnosis import Asked, explain, same
from autograder.problems import catalogue
from tests.autograder.in_process import InProcess

SUITE = catalogue.suite("problem1")


def asked(question, namespace):
    found = []
    for check in SUITE.of(question):
        ask = Ask(InProcess(namespace), 1, check)
        try:
            check.run(ask)
            failed = False
        except Wrong:
            failed = True
        found.append(Asked(check, ask, failed))
    return found


def own(question):
    return tuple(m for m in SUITE.mistakes if m.question == question)


def test_an_unknown_mistake_is_not_named():
    """A wrong answer that no named mistake gives gets its reason, and no false hint."""
    namespace = {"velocity": lambda x, J, phi=np.tanh, h=0.0: 0.97 * (-x + J @ phi(x) + h)}
    assert explain(asked("1b", namespace), own("1b")) == {}


def test_a_few_verdicts_are_no_evidence():
    """Yes and no fit many mistakes; only one that fits all of the question's answers is named."""
    namespace = {"is_stable": lambda J: bool(J[0, 1] < 0)}
    assert explain(asked("1d", namespace), own("1d")) == {}


def test_what_fits_everything_goes_first():
    """A mistake that fits all answers of a question beats one that fits a single check."""
    mistake = next(m for m in own("1b") if m.name == "phi_around_the_recurrent_input")
    explained = explain(asked("1b", {"velocity": mistake.implementation}), own("1b"))
    assert {m.name for m in explained.values()} == {"phi_around_the_recurrent_input"}


def test_answers_are_the_same_up_to_rounding_only():
    """Another shape, kind or number is another answer."""
    x = np.arange(3.0)
    assert same(x, x + 1e-12)
    assert not same(x, x + 1e-3)
    assert not same(x, x[:, None])
    assert not same(True, 1.0)
    assert not same("a", x)
    assert same((x, 1.0), (x, 1.0))
    assert not same((x, 1.0), (x,))
