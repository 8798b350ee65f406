"""Hidden checks and named mistakes of 3d: how much did the weights change?"""

import numpy as np

from autograder.checks import Wrong, check, judging, mistake, number
from autograder.checks.effects import beside
from autograder.problems.problem3.datasets import some_example
from reference import connectivity, weights

# Deviations with N^2 - 1 in the denominator, or around a mean of zero, differ by less than this
# in matrices of 60 units and more. The distance of two random draws at N = 60 has a standard
# deviation of 1.2 %, so that three of them are never all as close.
ROUNDING = 1e-3
DRAW = 0.06


def terms(J0, J) -> dict:
    """The relative change, and what may stand in its place."""
    N, s, norm = len(J0), J0.std(), np.linalg.norm
    strangers = np.sqrt(2) * N * s
    return {
        "|J - J0|/(sqrt(2) N s)": norm(J - J0) / strangers, "|J - J0|": norm(J - J0),
        "|J - J0|^2/(sqrt(2) N s)": norm(J - J0) ** 2 / strangers,
        "|J - J0|^2/(2 N^2 s^2)": (norm(J - J0) / strangers) ** 2,
        "|J|/(sqrt(2) N s)": norm(J) / strangers, "|J + J0|/(sqrt(2) N s)":
        norm(J + J0) / strangers, "sum(|J - J0|)/(sqrt(2) N s)":
        np.sum(np.abs(J - J0)) / strangers, "|J - J0|/|J0|": norm(J - J0) / norm(J0),
        "|J - J0|/|J|": norm(J - J0) / norm(J), "1": 1.0,
    }  # fmt: skip


def expect_changes(ask, *pairs) -> None:
    """The relative change of every pair (J0, J); a draw at random is known by its scatter."""
    for J0, J in pairs:
        answer = number(ask.call("relative_change", J0, J), "The relative change")
        expected = weights.relative_change(J0, J)
        with judging(answer, expected, "The relative change", terms(J0, J)):
            error = abs(answer / expected - 1)
            if error > ROUNDING:
                again = ask.call("relative_change", J0, J) if error < DRAW else answer
                drawn = None if again == answer else "a_single_random_draw"
                raise Wrong(f"The relative change {beside(answer, expected)}.", drawn)


@check("3d", weight=2.0)
def change_of_unseen_networks(ask):
    """`relative_change(J0, J)` is right for networks it has not seen, of any size."""
    one = some_example(ask.rng)
    pairs = [(one.J0, one.J)]
    for N, g in ((60, 0.7), (90, 2.5)):
        J0 = connectivity.random_connectivity(N, g, ask.rng)
        pairs.append((J0, J0 + connectivity.random_connectivity(N, 1.0, ask.rng)))
    expect_changes(ask, *pairs)


@check("3d")
def change_of_two_draws(ask):
    """The relative change of two independent matrices does not depend on the units of weights."""
    J0, J = (connectivity.random_connectivity(80, 1.5, ask.rng) for _ in range(2))
    expect_changes(ask, (J0, J), (40 * J0, 40 * J), (J0 / 50, J / 10), (J0 + 0.4, J + 0.4))


@check("3d")
def no_change_at_all(ask):
    """A matrix that has not changed has a relative change of exactly 0."""
    J0 = connectivity.random_connectivity(60, 1.5, ask.rng)
    if abs(number(ask.call("relative_change", J0, J0.copy()), "The relative change")) > 1e-9:
        raise Wrong("A matrix that has not changed gets a relative change that is not 0.")
    J = J0.copy()
    J[:, 7] *= 6
    expect_changes(ask, (J0, J))


# Mistakes


@mistake("3d", "relative_change")
def matrices_of_variance_one(J0, J):
    """The change is compared with that between matrices whose entries have variance 1. Compare it
    with matrices whose entries vary as those of J0 do."""
    return np.linalg.norm(J - J0) / (np.sqrt(2) * len(J0))


@mistake("3d", "relative_change")
def spectral_norm(J0, J):
    """`norm(..., 2)` is the largest singular value. The size of a change of all weights is the
    Frobenius norm, the root of the sum of their squares."""
    return np.linalg.norm(J - J0, 2) / (np.sqrt(2) * len(J0) * J0.std())


@mistake("3d", "relative_change")
def a_single_random_draw(J0, J):
    """The yardstick is the distance between matrices drawn at random, so that each call and each
    seed gives another answer. Their expected distance has a formula."""
    N = len(J0)
    A, B = J0.std() * np.random.randn(2, N, N)
    return np.linalg.norm(J - J0) / np.linalg.norm(A - B)


@mistake("3d", "relative_change")
def relative_to_the_norm(J0, J):
    """The change is divided by the norm of J0. Two independent matrices differ by sqrt(2) times
    as much, since the variances of both add up."""
    return np.linalg.norm(J - J0) / np.linalg.norm(J0)


@mistake("3d", "relative_change")
def variance_in_the_denominator(J0, J):
    """The variance of J0 stands where its standard deviation should, so the answer depends on the
    units of the weights."""
    return np.linalg.norm(J - J0) / (np.sqrt(2) * len(J0) * J0.var())


@mistake("3d", "relative_change")
def root_of_N_for_N(J0, J):
    """The square root of N stands where N should: there are N^2 entries, and the root of that is
    N."""
    return np.linalg.norm(J - J0) / (np.sqrt(2 * len(J0)) * J0.std())


@mistake("3d", "relative_change")
def difference_of_the_norms(J0, J):
    """The norms of J and J0 are subtracted. Subtract the matrices first: weights can all change
    while the norm stays as it is."""
    return (np.linalg.norm(J) - np.linalg.norm(J0)) / (np.sqrt(2) * len(J0) * J0.std())


@mistake("3d", "relative_change")
def deviation_of_the_trained(J0, J):
    """The yardstick uses the standard deviation of J. The matrices to compare with are like J0,
    as they were before training."""
    return np.linalg.norm(J - J0) / (np.sqrt(2) * len(J0) * J.std())
