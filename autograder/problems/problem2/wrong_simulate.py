"""Which wrong `simulate` is excused in 2b and 2c: one that simulates, though not as it should.

Runs that are made up, and not simulated, are no mistake of 2a that has been paid for there.
"""

import numpy as np

from autograder.checks import Wrong, pair
from autograder.problems.problem2 import q2a_simulation, q2a_simulation_rows, q2a_wrong_input
from reference import connectivity, network

LEAST = 0.01  # of the difference that connections, input and phases make in a right simulation


def simulates(ask) -> bool:
    """Whether `simulate` makes a named mistake of 2a, or depends on J, the input and its phases."""
    rng = np.random.default_rng(2)
    J, other_J = (connectivity.random_connectivity(6, 1.5, rng) for _ in range(2))
    theta, other_theta = rng.uniform(0, 2 * np.pi, (2, 6))
    usual = (rng.standard_normal(6), 2.0, 0.05, J, 1.0, 1.3, theta)
    try:
        theirs = states(ask, usual)
        if any(is_made_by(mistake, usual, theirs) for mistake in named_mistakes()):
            return True
        return all(
            depends(ask, usual, theirs, place, value)
            for place, value in ((3, other_J), (4, 2.5), (6, other_theta))
        )
    except Wrong:
        return False


def states(ask, arguments: tuple) -> np.ndarray:
    """The student's x, as it comes."""
    _, x = pair(ask.call("simulate", *arguments), "two arrays")
    if not isinstance(x, np.ndarray) or x.dtype.kind != "f":
        raise Wrong("The array x must hold real numbers.")
    return x


def named_mistakes() -> list:
    """The wrong implementations of `simulate` that have a name."""
    modules = (q2a_simulation, q2a_simulation_rows, q2a_wrong_input)
    functions = [function for module in modules for function in vars(module).values()]
    mistakes = (function.mistake for function in functions if hasattr(function, "mistake"))
    return [mistake.implementation for mistake in mistakes if mistake.imitates == "simulate"]


def is_made_by(mistake, arguments: tuple, theirs: np.ndarray) -> bool:
    x0, *others = arguments
    ours = mistake(x0.copy(), *others)[1]
    return ours.shape == theirs.shape and np.allclose(ours, theirs)


def depends(ask, usual: tuple, theirs: np.ndarray, place: int, value) -> bool:
    """Whether x changes with one argument, by at least a small part of what it should."""
    changed = (*usual[:place], value, *usual[place + 1 :])
    other = states(ask, changed)
    right = network.simulate(*changed)[1] - network.simulate(*usual)[1]
    if other.shape != theirs.shape:
        return False
    with np.errstate(all="ignore"):
        return bool(np.linalg.norm(other - theirs) > LEAST * np.linalg.norm(right))
