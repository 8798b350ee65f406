"""Hidden checks and named mistakes of 3g: which units were trained?"""

import numpy as np

from autograder.checks import Wrong, array, check, judging, mistake
from autograder.problems.problem3.datasets import some_example
from reference import connectivity


def expect_columns(ask, J0, J, expected, where: str) -> None:
    answer = array(ask.call("trained_columns", J0, J), (None,), "The list of trained units")
    expected = np.sort(expected)
    with judging(answer, expected, "The list of trained units"):
        expect_same_units(answer, expected, where)


def expect_same_units(answer: np.ndarray, expected: np.ndarray, where: str) -> None:
    found = set(answer.tolist())
    missing, extra = set(expected.tolist()) - found, found - set(expected.tolist())
    if missing:
        some = f"{len(missing)} of {len(expected)}"
        raise Wrong(f"{some} trained units are missing in your list of {len(answer)} {where}.")
    if extra:
        some = f"{len(extra)} of the {len(answer)} units in your list"
        raise Wrong(f"{some} {'was' if len(extra) == 1 else 'were'} not trained {where}.")
    if len(answer) != len(expected):
        raise Wrong(f"Units are in the list more than once {where}.")
    if not np.array_equal(answer, expected):
        raise Wrong(f"The units are not in ascending order {where}.")


@check("3g", weight=2.0)
def columns_of_unseen_networks(ask):
    """`trained_columns(J0, J)` finds the trained units of networks it has not seen."""
    for _ in range(2):
        one = some_example(ask.rng)
        expect_columns(ask, one.J0, one.J, one.plastic, "of a trained network")


@check("3g")
def columns_with_a_few_new_weights(ask):
    """`trained_columns` counts a unit as trained also when only a few of its weights changed."""
    N = 70
    J0 = connectivity.random_connectivity(N, 1.5, ask.rng)
    J, units = J0.copy(), ask.rng.choice(N, 8, replace=False)
    whole, single, fallen, smaller, *balanced = units
    J[:, whole] += 0.03
    J[ask.rng.integers(N), fallen] -= 0.125  # and nothing has grown there
    J[:, smaller] *= 0.9
    J[ask.rng.integers(N), single] += 0.125
    for unit in balanced:
        one, other = ask.rng.choice(N, 2, replace=False)
        J[one, unit] += 0.125
        J[other, unit] -= 0.125
    expect_columns(ask, J0, J, units, "when few of their weights changed")


@check("3g")
def rounding_is_no_change(ask):
    """`trained_columns` counts what is more than 1e-6 of the largest weight in J0, in any units."""
    N = 40
    for unit_of_weight in (1e-6, 1.0, 1e4):
        J0 = connectivity.random_connectivity(N, 1.5, ask.rng)
        J0[0, 0] = -3.0  # the largest weight is negative
        J0[1, 1] = 1e-9
        J0 *= unit_of_weight
        J = J0 * (1 + 1e-13 * ask.rng.standard_normal((N, N)))
        units = ask.rng.choice(np.arange(2, N), 8, replace=False)
        strong, *over, under, opposite = units
        limit = 3e-6 * unit_of_weight
        J[3, strong] += 40 * 3.0 * unit_of_weight  # J has larger weights than J0
        for unit in over:
            J[ask.rng.integers(N), unit] += 1.5 * limit * ask.rng.choice([-1, 1])
        J[:, under] += 0.7 * limit
        J[:, opposite] -= 0.7 * limit
        J[1, 1] *= 2  # a large change of a weight that is nearly nothing
        expect_columns(ask, J0, J, [strong, *over], "when others differ by rounding")


@check("3g")
def strong_columns_that_did_not_change(ask):
    """`trained_columns` is not misled by units whose weights were strong before training."""
    N = 50
    J0 = connectivity.random_connectivity(N, 1.2, ask.rng)
    strong, *units = ask.rng.choice(N, 5, replace=False)
    J0[:, strong] *= 20
    J = J0.copy()
    J[:, units] *= 0.2
    expect_columns(ask, J0, J, units, "next to strong units")
    expect_columns(ask, J0, J0.copy(), [], "when nothing was trained")


# Mistakes


@mistake("3g", "trained_columns")
def rows_instead_of_columns(J0, J):
    """These are the rows with a new weight: the units that listen to a trained one. The weights
    that a unit sends stand in its column."""
    changed = np.abs(J - J0) > 1e-6 * np.abs(J0).max()
    return np.flatnonzero(changed.any(axis=1))


@mistake("3g", "trained_columns")
def strong_columns(J0, J):
    """These are the columns of J with strong weights. Strength is no proof of training: compare
    J with J0."""
    return np.flatnonzero(np.mean(J**2, axis=0) > 0.05)


@mistake("3g", "trained_columns")
def strongly_changed_columns(J0, J):
    """Only columns whose weights changed much on average are found. Training leaves the other
    columns exactly as they were, so one new weight is enough."""
    return np.flatnonzero(np.mean((J - J0) ** 2, axis=0) > 0.05)


@mistake("3g", "trained_columns")
def rounding_counts(J0, J):
    """Weights that differ by rounding only are taken for changed ones. Compare the difference with
    a small part of the largest weight."""
    return np.flatnonzero((J != J0).any(axis=0))


@mistake("3g", "trained_columns")
def fixed_threshold(J0, J):
    """The difference is compared with a fixed number, which is small in some units and large in
    others. Compare it with a small part of the largest weight of J0."""
    return np.flatnonzero((np.abs(J - J0) > 1e-4).any(axis=0))


@mistake("3g", "trained_columns")
def sums_compared(J0, J):
    """Sums of columns are compared, in which positive and negative changes cancel. Compare entry
    by entry."""
    return np.flatnonzero(~np.isclose(J.sum(axis=0), J0.sum(axis=0)))


@mistake("3g", "trained_columns")
def every_weight_must_change(J0, J):
    """Only columns of which *every* weight changed are found (`all` instead of `any`)."""
    changed = np.abs(J - J0) > 1e-6 * np.abs(J0).max()
    return np.flatnonzero(changed.all(axis=0))


@mistake("3g", "trained_columns")
def one_for_each_weight(J0, J):
    """The list has an index for every weight that changed. Name each unit once."""
    changed = np.abs(J - J0) > 1e-6 * np.abs(J0).max()
    return np.nonzero(changed)[1]


@mistake("3g", "trained_columns")
def mask_for_indices(J0, J):
    """This is a mask of True and False for all units. The indices of the trained ones are asked
    for, as `np.flatnonzero` gives them."""
    changed = np.abs(J - J0) > 1e-6 * np.abs(J0).max()
    return changed.any(axis=0)


@mistake("3g", "trained_columns")
def number_for_indices(J0, J):
    """This is how many units were trained; the question is which."""
    changed = np.abs(J - J0) > 1e-6 * np.abs(J0).max()
    return int(changed.any(axis=0).sum())


@mistake("3g", "trained_columns")
def counted_from_one(J0, J):
    """The units are counted from 1. In Python the first unit is number 0."""
    changed = np.abs(J - J0) > 1e-6 * np.abs(J0).max()
    return np.flatnonzero(changed.any(axis=0)) + 1


@mistake("3g", "trained_columns")
def untrained_columns(J0, J):
    """These are the units that were left alone, which is the complement."""
    changed = np.abs(J - J0) > 1e-6 * np.abs(J0).max()
    return np.flatnonzero((~changed).all(axis=0))
