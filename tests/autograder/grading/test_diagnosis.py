"""Which mistake is recognised, and that none is claimed on thin evidence."""

import numpy as np

from autograder.grading.evidence import bits, proves
from autograder.grading.replay import same
from autograder.problems import catalogue
from tests.autograder.grading.diagnosed import diagnose, hints, replaced
from tests.autograder.in_process import worked_namespace

SUITE = catalogue.suite("problem1")


def with_mistake(question: str, name: str) -> dict:
    """The worked namespace with a named mistake in it."""
    mistake = next(m for m in SUITE.mistakes if (m.question, m.name) == (question, name))
    return worked_namespace("problem1") | {mistake.imitates: mistake.implementation}


def test_a_few_verdicts_are_no_evidence():
    """Yes and no fit many mistakes; only one that fits all of the question's answers is named."""
    assert not hints("1d", replaced("1d", "def is_stable(J):\n    return bool(J[0, 1] < 0)"))


def test_what_fits_everything_is_named_alone():
    """A mistake that fits all answers of a question beats one that fits a single check."""
    found = diagnose("1b", with_mistake("1b", "phi_around_the_recurrent_input"))
    names = {check.hint.name for check in found.checks if check.hint}
    assert names == {"phi_around_the_recurrent_input"}


def test_two_mistakes_that_give_the_same_are_both_told():
    """None of two is chosen silently where both give the student's answers."""
    source = """
        def velocity(x, J, phi=np.tanh, h=0.0):
            return -x + phi(J @ x) if np.ndim(h) == 0 and not np.any(h) else x * np.nan
    """
    checks = diagnose("1b", replaced("1b", source)).checks
    hint = next(check.hint for check in checks if check.name == "velocity_of_tanh_networks")
    assert hint.name == "phi_outside_the_sum_or_phi_around_the_recurrent_input"
    assert hint.text.startswith("Two mistakes give exactly your answers.")


def test_an_error_is_no_evidence():
    """A function that raises is not taken for a named mistake that raises as well."""
    source = """
        def find_fixed_point(J, phi, x0):
            raise RuntimeError("no fixed point found")
    """
    assert not hints("1f", replaced("1f", source))


def test_a_mistake_is_told_in_full_once():
    """Where it is met again, the hint says that it was told before."""
    found = [c.hint for c in diagnose("1b", with_mistake("1b", "no_leak")).checks if c.hint]
    assert [hint.told_before for hint in found] == [False] + [True] * (len(found) - 1)


def test_evidence_is_counted_in_digits():
    """Little is next to nothing; two numbers with many digits, or many varied counts, suffice."""
    for thin in ([np.zeros(0)], [np.inf], [3], [True] * 9, [np.zeros((5, 1))], [2] * 9):
        assert not proves(thin), thin
    assert bits(np.array([np.nan, np.inf])) == 0
    assert proves([0.123456, 1.234567])
    assert proves([5, 9, 14, 3, 7, 21])


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
