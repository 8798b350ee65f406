"""Which wrong `rls_update` is excused in 3j: one that learns, though not as it should.

A `train` that calls it follows it, and its mistake has been paid for in 3i.
"""

from collections.abc import Callable

import numpy as np

from autograder.checks import Wrong, array, pair
from autograder.problems.problem3 import q3i_learning_rule
from autograder.problems.problem3.small_network import Task, train
from reference import training


def follows_own_rule(ask, task: Task, runs: int, J, R, **parameters) -> bool:
    """Whether J and R are what the student's own `rls_update` leads to, without noise."""
    if runs == 0 or not is_wrong_and_learns(ask):
        return False
    try:
        with np.errstate(all="ignore"):
            rule = rule_of(ask)
            expected, rates = train(task, runs, None, 0.0, rule=rule, **parameters)
    except Wrong:
        return False
    return np.allclose(J, expected, 1e-5, 1e-7) and np.allclose(R, rates, 1e-5, 1e-7)


def rule_of(ask) -> Callable:
    """The student's `rls_update` as a function."""

    def rule(P, r, error, J, plastic):
        P_new, J_new = pair(ask.call("rls_update", P, r, error, J, plastic), "P and J")
        return array(P_new, P.shape, "P"), array(J_new, J.shape, "J")

    return rule


def is_wrong_and_learns(ask) -> bool:
    """Whether `rls_update` makes a named mistake of 3i, or at least depends on rates and error."""
    rng = np.random.default_rng(3)
    plastic = np.array([4, 0, 3])
    root, J = rng.standard_normal((3, 3)), rng.standard_normal((6, 6))
    usual = (np.eye(3) + root @ root.T, rng.random(3), rng.standard_normal(6), J, plastic)
    rule = rule_of(ask)
    try:
        theirs = rule(*usual)
        if are_same(theirs, training.rls_update(*usual)):
            return False
        if any(are_same(theirs, mistake(*usual)) for mistake in named_mistakes()):
            return True
        P, r, error, _, _ = usual
        others = (rule(P, 2 * r, error, J, plastic), rule(P, r, -error, J, plastic))
    except Wrong:
        return False
    return all(not np.allclose(other[1], theirs[1]) for other in others)


def named_mistakes() -> list:
    """The wrong implementations of `rls_update` that have a name."""
    functions = vars(q3i_learning_rule).values()
    return [f.mistake.implementation for f in functions if hasattr(f, "mistake")]


def are_same(one: tuple, other: tuple) -> bool:
    return all(a.shape == b.shape and np.allclose(a, b) for a, b in zip(one, other, strict=True))
