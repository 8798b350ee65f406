"""No correct solution loses a point: other instances, other styles. And no lucky one gains any."""

import numpy as np
import pytest

from autograder.checks.ask import generator
from autograder.problems import catalogue
from tests.autograder.in_process import lost, results, worked_namespace
from tests.sample_class import OTHER_STYLE, unindent

PROBLEMS = catalogue.names()
BLOCKS, OFTEN = range(10), {"problem1": 3, "problem2": 1, "problem3": 3}  # quick ones


def blocks() -> list:
    """Each problem with each block of seeds; the later ones are left to `make test-all`."""
    return [
        pytest.param(problem, block, marks=[pytest.mark.slow] if block >= OFTEN[problem] else [])
        for problem in PROBLEMS
        for block in BLOCKS
    ]


@pytest.mark.parametrize(("problem", "block"), blocks())
def test_the_solution_earns_everything_on_every_seed(problem, block):
    """Fifty draws of all hidden instances, and the worked solution never loses a point."""
    namespace = worked_namespace(problem)
    for seed in range(5 * block, 5 * block + 5):
        assert lost(problem, namespace, seed) == {}, f"seed {seed}"


@pytest.mark.parametrize("seed", range(5))
def test_other_styles_earn_everything(seed):
    """Loops, other solvers, other artists and other orders of drawing are as right as ours."""
    namespace = worked_namespace("problem1")
    for source in OTHER_STYLE.values():
        exec(unindent(source), namespace)
    assert lost("problem1", namespace, seed) == {}


LUCKY = {
    "linear_fixed_points": """
        def linear_fixed_points(J):
            if not J.any():
                return np.zeros((len(J), 0))
            return np.eye(len(J))[:, :1]
    """,
    "velocity": """
        def velocity(x, J, phi=np.tanh, h=0.0):
            if np.ndim(h):
                return np.array([11.5231884, 19.0])
            return np.array([2 * np.cos(1.0) if phi is np.cos else 1.5231884, -1.0])
    """,
    "jacobian": """
        def jacobian(x, J):
            A = -np.eye(len(x))
            if len(x) == 2:
                A[0, 1] = 1.830274
            return A
    """,
    "is_stable": """
        def is_stable(J):
            return J[0, 0] < 1
    """,
    "spectrum": """
        def spectrum(J):
            return np.array([2j, -2j])
    """,
    "find_fixed_point": """
        def find_fixed_point(J, phi, x0):
            if len(x0) == 1:
                from scipy.optimize import brentq
                return np.array([brentq(lambda x: 1.5 * np.tanh(x) - x, 0.1, 5, xtol=1e-14)])
            return np.array([1.0, 0.0])
    """,
    "currents_from_rates": """
        def currents_from_rates(r, J, h):
            return r @ np.array([[1.0, 0.0], [2.0, 1.0]]) + h
    """,
    "rates_from_currents": """
        def rates_from_currents(x, J, h):
            return (x - h) @ np.array([[1.0, 0.0], [-2.0, 1.0]])
    """,
}


@pytest.mark.parametrize("name", LUCKY)
def test_answers_for_the_notebook_only_earn_nothing(name):
    """A function that knows the visible check's answers passes it, and no hidden check of it."""
    namespace = worked_namespace("problem1")
    exec(unindent(LUCKY[name]), namespace)
    question = next(m.question for m in catalogue.suite("problem1").mistakes if m.imitates == name)
    for cell in catalogue.read("problem1").cells:
        if (cell.question, cell.role) == (question, "check") and f"{name}(" in cell.source:
            exec(cell.source, namespace)
    found = results("problem1", namespace)[question]
    about = [check for check in found.checks if f"`{name}" in check.says]
    assert about
    assert all(check.status != "passed" for check in about)


def test_a_constant_verdict_earns_nothing():
    """Guessing one side of a yes-or-no question is worth no point."""
    for verdict in ("True", "False"):
        namespace = worked_namespace("problem1")
        exec(f"def is_stable(J):\n    return {verdict}", namespace)
        assert results("problem1", namespace)["1d"].score == 0


def test_instances_differ_between_checks_and_seeds():
    """Hidden inputs depend on the seed and on the check, so none can be learned from another."""
    first, second = catalogue.suite("problem1").checks[:2]
    draws = [generator(*key).random() for key in ((1, first), (2, first), (1, second))]
    assert len(set(draws)) == 3
    assert generator(1, first).random() == draws[0]
    assert np.isfinite(draws).all()
