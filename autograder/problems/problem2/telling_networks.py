"""Small networks for 2g by which every known wrong way is told from the right one, and from others.

In long runs of large networks many a slip leaves the answer as it is. In short runs of a few units
it does so, too, but not on every one: networks are drawn until any two ways differ on one of them.
"""

from functools import lru_cache
from itertools import combinations

import numpy as np

from autograder.problems.problem2 import q2g_critical_mistakes, q2g_wrong_exponents
from reference import connectivity

AMPLITUDES = np.array([0.0, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0])
DURATION, STEP = 3.4, 0.2  # seventeen steps, so that half of them is no whole number
MARGIN = 1e-3  # no exponent is closer to zero: rounding decides about nothing


@lru_cache(maxsize=4)
def telling_networks(seed: int) -> tuple:
    """For each network a seed of the perturbation, all arguments but the generator, the answer."""
    rng, found = np.random.default_rng(seed), []
    ways = named_mistakes()
    alike = set(combinations(range(-1, len(ways)), 2))  # -1 is the right one
    while alike:
        of_perturbation, N = int(rng.integers(2**31)), int(rng.integers(3, 6))
        J, x0 = connectivity.random_connectivity(N, 3.0, rng), rng.standard_normal(N)
        theta = rng.uniform(0, 2 * np.pi, N)
        arguments = (rng.uniform(1.0, 3.0), J, x0, theta, AMPLITUDES, DURATION, STEP)
        expected = answer(*arguments, np.random.default_rng(of_perturbation))
        if expected is None:
            continue
        wrong = [way(*arguments, np.random.default_rng(of_perturbation)) for way in ways]
        answers = [*wrong, expected]  # so that the right one has the index -1
        still = {(one, other) for one, other in alike if answers[one] == answers[other]}
        if len(still) < len(alike):
            alike = still
            found.append((of_perturbation, arguments, expected))
    return tuple(found)


def named_mistakes() -> list:
    """The wrong implementations of `critical_amplitude` whose exponents are wrong."""
    functions = [*vars(q2g_critical_mistakes).values(), *vars(q2g_wrong_exponents).values()]
    return [f.mistake.implementation for f in functions if hasattr(f, "mistake")]


def answer(omega, J, x0, theta, amplitudes, T, dt, rng) -> float | None:
    """The right answer, or None if an exponent is too close to zero to be sure of it."""
    v = np.tile(rng.standard_normal(len(x0)), (len(amplitudes), 1))
    x, steps, growth = np.tile(x0, (len(amplitudes), 1)), round(T / dt), np.zeros(len(amplitudes))
    for k in range(steps):
        r, h = np.tanh(x), amplitudes[:, None] * np.cos(omega * k * dt + theta)
        v = v + dt * (-v + ((1 - r**2) * v) @ J.T)
        x = x + dt * (-x + r @ J.T + h)
        length = np.linalg.norm(v, axis=1)
        v = v / length[:, None]
        if k >= steps // 2:
            growth += np.log(length)
    if np.min(np.abs(growth)) < MARGIN:
        return None
    last = np.flatnonzero(growth > 0)
    return float([*amplitudes, np.inf][last[-1] + 1 if len(last) else 0])
