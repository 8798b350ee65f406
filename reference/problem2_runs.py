"""The simulations behind the expected answers of Problem 2. Each is run once and kept."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from reference import statistics_problem2 as windows
from reference.chaos import last_crossing, lyapunov_exponents
from reference.connectivity import random_connectivity
from reference.driven_mean_field import critical_amplitude
from reference.network import simulate_many

SEED = 2021
N, OMEGA, T, DT = windows.N, windows.OMEGA, windows.T, windows.DT
AMPLITUDES = np.array([0.0, 0.01, 0.1, 0.5, 0.7, 1.0, 2.0, 3.0, 5.0])
GAINS = np.array([0.5, 0.8, 1.0, 1.2, 1.5, 1.75, 2.0, 2.5, 3.0])
FREQUENCIES = np.array([0.25, 0.75, 1.5, 2.5])


class Network(NamedTuple):
    """A random network at g = 1, the phases of its inputs, and where it starts."""

    J: NDArray[np.float64]
    theta: NDArray[np.float64]
    x0: NDArray[np.float64]


@lru_cache(maxsize=3)
def network(seed: int) -> Network:
    """The network of one seed, N = 500."""
    rng = np.random.default_rng(seed)
    J = random_connectivity(N, 1.0, rng)
    return Network(J, rng.uniform(0.0, 2 * np.pi, N), rng.standard_normal(N))


@lru_cache(maxsize=1)
def undriven() -> tuple[NDArray, dict[float, NDArray]]:
    """2b: times (time,) and rates (time, N) by g, of one network without input."""
    J, theta, x0 = network(SEED)
    gains = (0.8, 1.5, 3.0)
    t, x = simulate_many(x0, T, DT, J, np.array(gains), theta=theta)
    return t, {g: np.tanh(x[:, b]) for b, g in enumerate(gains)}


@lru_cache(maxsize=3)
def driven(seed: int) -> tuple[NDArray, dict[float, NDArray]]:
    """2c to 2e: times (time,) and rates (time, N) by amplitude, at g = 1.5 and omega = 2.5."""
    J, theta, x0 = network(seed)
    t, x = simulate_many(x0, T, DT, J, 1.5, AMPLITUDES, OMEGA, theta, every=5)
    return t, {amplitude: np.tanh(x[:, b]) for b, amplitude in enumerate(AMPLITUDES)}


@lru_cache(maxsize=1)
def measured_exponents() -> tuple[NDArray, NDArray]:
    """2f: exponents (gains, seeds) without input, and (amplitudes, seeds) at g = 1.5."""
    by_gain, by_amplitude = [], []
    for seed in range(SEED, SEED + 3):
        J, theta, x0 = network(seed)
        g = np.concatenate([GAINS, np.full(AMPLITUDES.size, 1.5)])
        I = np.concatenate([np.zeros(GAINS.size), AMPLITUDES])
        rng = np.random.default_rng(seed)
        both = lyapunov_exponents(J, x0, 200, 0.2, g, I, OMEGA, theta, rng=rng)
        by_gain.append(both[: GAINS.size])
        by_amplitude.append(both[GAINS.size :])
    return np.array(by_gain).T, np.array(by_amplitude).T


@lru_cache(maxsize=1)
def measured_critical_amplitudes() -> NDArray:
    """2g: amplitude at which the exponent of g = 1.5 falls through zero, (frequencies, seeds).

    Five amplitudes around the mean-field value, and a straight line between the two that matter.
    """
    crossings = []
    for seed in range(SEED, SEED + 2):
        J, theta, x0 = network(seed)
        amplitudes = np.array([critical_amplitude(omega) for omega in FREQUENCIES])
        grid = amplitudes[:, None] * np.array([0.4, 0.6, 0.8, 1.0, 1.3])
        omega = np.repeat(FREQUENCIES, grid.shape[1])
        rng = np.random.default_rng(seed)
        exponents = lyapunov_exponents(
            J.astype(np.float32), x0, 200, 0.2, 1.5, grid.ravel(), omega, theta, rng=rng
        ).reshape(grid.shape)
        crossings.append([last_crossing(a, e) for a, e in zip(grid, exponents, strict=True)])
    return np.array(crossings).T
