"""What Problem 2's networks do: the windows that every correct simulation falls into.

A random network is one draw from an ensemble, so its statistics are ranges and not numbers. Each
window here is wider than the extremes that it names, of networks made and simulated as Problem 2
says (N = 500, dt = 0.01, T = 100, x0 standard normal, phases uniform; exponents over T = 200).
`python -m reference.statistics_problem2 40` measures those extremes again.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from reference.chaos import lyapunov_exponents
from reference.connectivity import random_connectivity
from reference.network import simulate_many
from reference.population import mean_square, n_components, participation_ratio, power_share
from reference.statistics import Window

N, OMEGA, T, DT = 500, 2.5, 100.0, 0.01
LATE = 50.0  # statistics of lasting activity: t >= LATE
SETTLED = 20.0  # statistics of a network that follows its input: t >= SETTLED


_SEEDS = "40 seeds at N = 500"

# Without input, by gain g.
# Largest |x| at t = 100, g = 0.8, where differences fall like exp(-0.2 t) or so: 1e-9 is usual.
SILENT_CURRENT = 1e-5
# <phi^2> over t >= LATE, all neurons. Not centred: some networks freeze into a constant state.
MEAN_SQUARE_RATE = {
    1.5: Window(0.24, 0.44, f"{_SEEDS} lie in [0.299, 0.386]; mean field 0.342"),
    3.0: Window(0.64, 0.72, f"{_SEEDS} lie in [0.665, 0.707]; mean field 0.681"),
}
# Principal components to 90 % of the variance of the rates, whole run.
N_COMPONENTS = {
    0.8: Window(1, 3, f"{_SEEDS}: 2"),
    1.5: Window(3, 17, f"{_SEEDS}: 4 to 11"),
    3.0: Window(15, 28, f"{_SEEDS}: 19 to 24"),
}
# Leading exponent. At g = 0.5 it is max Re(J) - 1 of the very J, up to this difference if the
# first 100 of at least 200 time constants do not count (25 seeds: 0.0095). A T of 100 that counts
# from 25 on is too short: 0.045.
SILENT_EXPONENT_ERROR = 0.02
EXPONENT = {3.0: Window(0.10, 0.32, f"{_SEEDS} lie in [0.177, 0.240]; mean field 0.235")}
# Not a window to mark by: the sign is a matter of the seed. Finite networks blur the transition.
EXPONENT_RANGE = {1.5: Window(-0.05, 0.08, f"{_SEEDS} lie in [-0.025, 0.071], 5 of them below 0")}

# With input of amplitude I at omega = 2.5, g = 1.5, by I.
DRIVEN_EXPONENT = {
    5.0: Window(-0.52, -0.28, f"{_SEEDS} lie in [-0.432, -0.349]; mean field -0.392")
}
# Whole run. A sine and a cosine hold the 90 %, on every seed.
DRIVEN_N_COMPONENTS = {5.0: Window(2, 2, f"{_SEEDS}: 2")}
DRIVEN_PARTICIPATION = {
    5.0: Window(2.07, 2.16, f"{_SEEDS} lie in [2.102, 2.122]; mean field 2.119")
}
# omega, 2 omega and 3 omega. tanh is odd: it adds the third harmonic to a sine and no second, and
# omega alone holds only 0.97.
DRIVEN_POWER_SHARE = {5.0: Window(0.995, 1.0, f"{_SEEDS} lie in [0.9979, 0.9983]")}
DRIVEN_MEAN_SQUARE_RATE = {
    5.0: Window(0.58, 0.64, f"{_SEEDS} lie in [0.602, 0.618]; mean field 0.607")
}

# I_c(2.5) / I_c(0.25) at g = 1.5, each averaged over seeds before dividing: with N = 500, ten seeds
# or more. Single networks range from 0.6 (one that is not even chaotic at I = 0) to 13.
CRITICAL_RATIO = Window(2.0, np.inf, "5.2 from the means of 10 seeds at N = 500; mean field 5.8")


class Measured(NamedTuple):
    """The statistics of one network; dictionaries by g, or by I where a window is `DRIVEN_`."""

    silent_current: float
    mean_square_rate: dict[float, float]
    n_components: dict[float, int]
    exponent: dict[float, float]
    driven_exponent: dict[float, float]
    driven_n_components: dict[float, int]
    driven_participation: dict[float, float]
    driven_power_share: dict[float, float]
    driven_mean_square_rate: dict[float, float]


def measure(rng: np.random.Generator) -> Measured:
    """One network at g = 0.8, 1.5 and 3 without input, and at g = 1.5 with I = 5. About 6 s."""
    g = np.array([0.8, 1.5, 3.0, 1.5])
    I = np.array([0.0, 0.0, 0.0, 5.0])
    J = random_connectivity(N, 1.0, rng)
    theta = rng.uniform(0.0, 2 * np.pi, N)
    x0 = rng.standard_normal(N)
    t, x = simulate_many(x0, T, DT, J, g, I, OMEGA, theta)
    exponents = lyapunov_exponents(J, x0, 2 * T, g_scale=g, I=I, omega=OMEGA, theta=theta, rng=rng)
    late, settled = t >= LATE, t >= SETTLED
    rates = [np.tanh(x[:, b]) for b in range(4)]
    driven = rates[3][settled]
    return Measured(
        silent_current=float(np.abs(x[-1, 0]).max()),
        mean_square_rate={g[b]: mean_square(rates[b][late]) for b in (1, 2)},
        n_components={g[b]: n_components(rates[b]) for b in (0, 1, 2)},
        exponent={g[b]: float(exponents[b]) for b in (1, 2)},
        driven_exponent={5.0: float(exponents[3])},
        driven_n_components={5.0: n_components(rates[3])},
        driven_participation={5.0: participation_ratio(driven)},
        driven_power_share={5.0: power_share(driven, t[settled], OMEGA)},
        driven_mean_square_rate={5.0: mean_square(rates[3][late])},
    )


def outside(measured: Measured) -> Iterator[str]:
    """A sentence for each statistic that does not lie in its window."""
    if measured.silent_current >= SILENT_CURRENT:
        yield f"silent current {measured.silent_current:.1e} reaches {SILENT_CURRENT:.0e}"
    windows = {
        "mean_square_rate": MEAN_SQUARE_RATE,
        "n_components": N_COMPONENTS,
        "exponent": EXPONENT | EXPONENT_RANGE,
        "driven_exponent": DRIVEN_EXPONENT,
        "driven_n_components": DRIVEN_N_COMPONENTS,
        "driven_participation": DRIVEN_PARTICIPATION,
        "driven_power_share": DRIVEN_POWER_SHARE,
        "driven_mean_square_rate": DRIVEN_MEAN_SQUARE_RATE,
    }
    for name, by_parameter in windows.items():
        for parameter, window in by_parameter.items():
            value = getattr(measured, name)[parameter]
            if value not in window:
                yield f"{name}[{parameter:g}] = {value:.4g} is outside of {window}"


def main(seeds: int) -> None:
    """Print the extremes of every statistic over `seeds` networks, and what left its window."""
    every = [measure(np.random.default_rng(seed)) for seed in range(seeds)]
    for name in Measured._fields:
        values = [getattr(measured, name) for measured in every]
        if name == "silent_current":
            print(f"{name:32s} {min(values):10.3g} {max(values):10.3g}")
            continue
        for key in values[0]:
            column = [value[key] for value in values]
            print(f"{name:26s} {key:5g} {min(column):10.4g} {max(column):10.4g}")
    for seed, measured in enumerate(every):
        for sentence in outside(measured):
            print(f"seed {seed}: {sentence}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8)
