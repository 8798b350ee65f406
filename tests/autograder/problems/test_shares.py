"""Fair shares: a minor slip costs at most a third of its question, an error at the core at least
half of the part that it answers.

A part is one function of the question; what it is worth is what an answer that raises loses.
"""

import functools

import pytest

from autograder.problems import catalogue
from tests.autograder.in_process import results, worked_namespace
from tests.autograder.problems.answers import read
from tests.sample_class import unindent

MINOR, CORE = 1 / 3, 1 / 2

# By question and name: those of `problem1_wrong.txt` that a teacher would call slips...
SLIPS = {
    ("1a", "writes into J"),
    ("1a", "absolute limit"),
    ("1a", "scipy's own limit"),
    ("1a", "a limit of 1e-14"),
    ("1b", "writes into x"),
    ("1d", "no tolerance"),
    ("1d", "a wide tolerance"),
    ("1d", "writes into J"),
    ("1e", "numbers drawn before"),
    ("1e", "numbers drawn after"),
    ("1e", "a matrix thrown away"),
    ("1e", "labels exchanged"),
    ("1e", "joined by lines"),
    ("1e", "the figure that is open"),
    ("1e", "one label missing"),
    ("1e", "a horizontal line"),
    ("1e", "half a circle"),
    ("1f", "no residual test"),
    ("1f", "nothing when it fails"),
    ("1f", "another error"),
    ("1f", "a swallowed exception"),
    ("1f", "x0 ignored"),
    ("1f", "the mean residual"),
    ("1f", "a residual without its sign"),
    ("1f", "labels exchanged"),
    ("1f", "two bars"),
    ("1g", "layout by the length"),
    ("1h", "truncated for rounded"),
    ("1h", "f from the numbers of columns"),
    ("1h", "balance after the means"),
    ("1h", "np.random"),
}
# ... and those that miss what is asked, each with the function whose part it is.
ERRORS = {
    ("1a", "nothing but (N, 0)"): "linear_fixed_points",
    ("1b", "the leak twice"): "velocity",
    ("1b", "a column"): "velocity",
    ("1c", "no minus before the identity"): "jacobian",
    ("1c", "one slope for all"): "jacobian",
    ("1d", "the modulus of the Jacobian"): "is_stable",
    ("1d", "the trace"): "is_stable",
    ("1e", "uniform"): "random_connectivity",
    ("1e", "an exact sample"): "random_connectivity",
    ("1e", "eigenvectors as well"): "spectrum",
    ("1e", "moduli"): "spectrum",
    ("1e", "no eigenvalue"): "plot_spectrum",
    ("1f", "shares"): "plot_fixed_point",
    ("1g", "the inverse transposed"): "rates_from_currents",
}
# Named mistakes that miss the core of their question.
NAMED = [
    ("1a", "null_space_of_J"),
    ("1a", "leading_eigenvector"),
    ("1b", "no_leak"),
    ("1b", "transposed"),
    ("1b", "phi_outside_the_sum"),
    ("1c", "jacobian_without_leak"),
    ("1c", "slopes_on_the_left"),
    ("1d", "border_at_zero"),
    ("1d", "norm_for_eigenvalues"),
    ("1e", "not_divided_by_N"),
    ("1e", "symmetric"),
    ("1e", "singular_values"),
    ("1f", "only_one_step"),
    ("1f", "fixed_point_of_the_rates"),
    ("1f", "fixed_point_of_the_transposed"),
    ("1g", "currents_transposed"),
    ("1g", "phi_for_the_way_back"),
    ("1h", "variances_for_deviations"),
    ("1h", "rows_for_populations"),
]
MISTAKES = {(m.question, m.name): m for m in catalogue.suite("problem1").mistakes}
WRONG = {(answer.question, answer.name): answer for answer in read("problem1_wrong.txt")}


def share_lost(question: str, code: str) -> float:
    namespace = worked_namespace("problem1")
    exec(unindent(code), namespace)
    found = results("problem1", namespace, only=question)[question]
    return 1 - found.score / found.max_score


@functools.cache
def part(question: str, function: str) -> float:
    """What a function is worth: the share that is lost when it raises."""
    raises = f"def {function}(*args, **kwargs):\n    raise ArithmeticError"
    return share_lost(question, raises)


@pytest.mark.parametrize("slip", sorted(SLIPS), ids=" ".join)
def test_a_slip_costs_little(slip):
    """At most a third of the question."""
    assert 0 < share_lost(slip[0], WRONG[slip].code) <= MINOR


@pytest.mark.parametrize("error", sorted(ERRORS), ids=" ".join)
def test_an_error_at_the_core_costs_much(error):
    """At least half of what the function is worth."""
    lost = share_lost(error[0], WRONG[error].code)
    assert lost >= CORE * part(error[0], ERRORS[error])


@pytest.mark.parametrize("name", NAMED, ids=" ".join)
def test_a_named_mistake_at_the_core_costs_much(name):
    """The same of mistakes that the grader knows by name."""
    mistake = MISTAKES[name]
    lost = share_lost(mistake.question, mistake.source())
    assert lost >= CORE * part(mistake.question, mistake.imitates)
