"""Data sets that no student has seen, and what all questions of Problem 3 draw from them."""

from functools import cache
from typing import NamedTuple

import numpy as np

from reference.bump import Bump, moving_bump
from reference.training import Training, train

BUMP = Bump(units=120, steps=60, width=0.06)
TRAINING = Training(plastic=24, noise=0.2, learning_runs=8, free_runs=1)
SEEDS = (901, 902, 903)


class Example(NamedTuple):
    """A trained network in double precision; activity is (time, neurons)."""

    t: np.ndarray
    R0: np.ndarray
    R: np.ndarray
    target_t: np.ndarray
    target: np.ndarray
    J0: np.ndarray
    J: np.ndarray
    plastic: np.ndarray


@cache
def example(seed: int) -> Example:
    """The network of one of `SEEDS`, every fifth sample of its rates.

    The clock is shifted a little, so that no target lies half way between two samples.
    """
    target_t, target = moving_bump(BUMP)
    trained = train(target, target_t, np.random.default_rng(seed), TRAINING)
    kept = slice(None, None, 5)
    double = (np.asarray(x, float) for x in (trained.J0, trained.J))
    rates = (np.asarray(x[kept], float) for x in (trained.R0, trained.R))
    return Example(trained.t[kept] + 0.00037, *rates, target_t, target, *double, trained.plastic)


def some_example(rng: np.random.Generator) -> Example:
    """One of the networks, with its units in random order, so that no two checks see the same."""
    one = example(int(rng.choice(SEEDS)))
    order = rng.permutation(one.J.shape[0])
    place = np.argsort(order)
    square = np.ix_(order, order)
    return Example(
        one.t,
        one.R0[:, order],
        one.R[:, order],
        one.target_t,
        one.target[:, order],
        one.J0[square],
        one.J[square],
        np.sort(place[one.plastic]),
    )
