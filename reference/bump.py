"""The target of Problem 3: a bump of activity that moves once through the population.

It idealises the sequences of activity that neurons of the posterior parietal cortex show while
a mouse holds a choice in memory (Harvey, Coen & Tank 2012; Rajan, Harvey & Tank 2016).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True)
class Bump:
    """How many units the bump visits, how finely it is sampled, and how wide it is."""

    units: int = 500  # N
    step: float = 0.0641  # seconds between two targets: one imaging frame
    steps: int = 165  # the bump crosses the population in steps * step = 10.6 s
    width: float = 0.0343  # standard deviation of the bump, as a share of the population

    def __post_init__(self):
        if self.units < 1 or self.steps < 1:
            raise ValueError(
                f"a bump needs at least one unit and one step; got {self.units} and {self.steps}"
            )
        if self.step <= 0 or self.width <= 0:
            raise ValueError(
                f"step and width must be positive; they are {self.step} and {self.width}"
            )


def moving_bump(bump: Bump = Bump()) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Times (steps + 1,) in seconds and target rates (steps + 1, units) between 0 and 1.

    Unit i = 1 ... N follows exp(-(i - N t / T)^2 / (2 (width N)^2)), so it peaks at i T / N, with
    T the time of the last target. Source: Rajan, Harvey & Tank (2016), Neuron 90, 128, idealised
    sequence.
    """
    t = bump.step * np.arange(bump.steps + 1)
    centre = bump.units * t / t[-1]
    distance = np.arange(1, bump.units + 1) - centre[:, None]
    return t, np.exp(-0.5 * (distance / (bump.width * bump.units)) ** 2)


def target_currents(rates: ArrayLike, margin: float = 0.01) -> NDArray[np.float64]:
    """Input currents that would produce these logistic rates, log((z + m) / (1 - z + m)).

    The margin m keeps the currents finite where a target rate z is 0 or 1. Same shape as `rates`.
    Raises ValueError for a rate outside of [0, 1].
    """
    rates = np.asarray(rates, dtype=float)
    if not ((rates >= 0) & (rates <= 1)).all():
        raise ValueError("target rates must lie between 0 and 1")
    return np.log((rates + margin) / (1 - rates + margin))
