"""What the statistics of correct random matrices and fixed points may be: windows and their origin.

A statistical check must accept every correct submission on every seed, and still turn away the
usual mistakes. Each window below is therefore wider than the extremes of many seeds of this
reference, and says how many. `python -m reference.statistics` measures them again.
"""

import sys
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from reference.connectivity import (
    count_real,
    ei_connectivity,
    ei_radius,
    ei_share_inside,
    ks_distance_from_disk,
    random_connectivity,
    share_inside,
    spectrum,
)
from reference.fixed_points import find_fixed_point, positive_tanh


@dataclass(frozen=True)
class Window:
    """A closed interval [low, high] of accepted values, and where it comes from."""

    low: float
    high: float
    origin: str = ""

    def __contains__(self, value: float) -> bool:
        return bool(self.low <= value <= self.high)

    def __str__(self) -> str:
        return f"[{self.low:g}, {self.high:g}]"


_AT_200 = "2,000 seeds at N = 200"
_AT_500 = "400 seeds at N = 500"

# By N, for `spectral_statistics`. Everything is in units of g, so the windows hold at any g > 0.
CIRCULAR_LAW: dict[int, dict[str, Window]] = {
    200: {
        "spectral radius": Window(0.925, 1.225, _AT_200),
        "spectral abscissa": Window(0.775, 1.225, _AT_200),
        "share inside the disk": Window(0.89, 1.0, _AT_200),
        "real eigenvalues": Window(2, 26, _AT_200),
        "distance from the even disk": Window(0.0, 0.11, _AT_200),
        "variance of the weights": Window(0.96, 1.04, _AT_200),
    },
    500: {
        "spectral radius": Window(0.96, 1.12, _AT_500),
        "spectral abscissa": Window(0.865, 1.12, _AT_500),
        "share inside the disk": Window(0.94, 1.0, _AT_500),
        "real eigenvalues": Window(4, 38, _AT_500),
        "distance from the even disk": Window(0.0, 0.055, _AT_500),
        "variance of the weights": Window(0.985, 1.015, _AT_500),
    },
}

# Excitatory-inhibitory networks at N = 500, in units of `ei_radius`.
EI_RADIUS_BALANCED = Window(0.93, 1.25, "750 networks, 250 of each case: 0.976 to 1.176")
EI_RADIUS_UNBALANCED = Window(1.25, np.inf, "60 seeds at N = 500, m = 3")

# How far the share of eigenvalues inside half the radius may lie from `ei_share_inside`.
EI_SHARE_TOLERANCE = 0.045
EI_CASES = ((0.5, 1.0, 0.3), (0.8, 1.0, 0.3), (0.8, 0.5, 2.0))

# Root mean square of the fixed point for positive_tanh, N = 50, g = 0.8.
# The extremes were 0.282 and 0.659: with only 50 units this varies a lot from network to network.
POSITIVE_FIXED_POINT_RMS = Window(0.23, 0.75, "5,000 seeds at N = 50, g = 0.8")


def spectral_statistics(
    J: ArrayLike, g: float, eigenvalues: ArrayLike | None = None
) -> dict[str, float]:
    """Of a matrix J (N, N) meant to be at g > 0: what CIRCULAR_LAW has windows for.

    eigenvalues : (N,) of J, if they are known already
    """
    J = np.asarray(J)
    eigenvalues = spectrum(J) if eigenvalues is None else np.asarray(eigenvalues)
    return {
        "spectral radius": float(np.abs(eigenvalues).max() / g),
        "spectral abscissa": float(eigenvalues.real.max() / g),
        "share inside the disk": share_inside(eigenvalues, g),
        "real eigenvalues": count_real(eigenvalues),
        "distance from the even disk": ks_distance_from_disk(eigenvalues, g),
        "variance of the weights": float(J.shape[0] * np.var(J) / g**2),
    }


def outside(values: dict[str, float], windows: dict[str, Window]) -> list[str]:
    """Names of the values that lie outside of their window, in the order of the windows."""
    return [name for name, window in windows.items() if values[name] not in window]


def measure(seeds: int) -> None:
    """Print the extremes over `seeds` seeds beside every window of this module."""
    for N, windows in CIRCULAR_LAW.items():
        rows = [
            spectral_statistics(random_connectivity(N, 1.0, np.random.default_rng(seed)), 1.0)
            for seed in range(seeds)
        ]
        for name, window in windows.items():
            _print_extremes(f"N={N} {name}", [row[name] for row in rows], window)
    for case in EI_CASES:
        radius = ei_radius(*case)
        for balanced, window in ((True, EI_RADIUS_BALANCED), (False, EI_RADIUS_UNBALANCED)):
            spectra = [
                spectrum(ei_connectivity(500, *case, 3.0, np.random.default_rng(seed), balanced))
                for seed in range(seeds)
            ]
            name = f"E/I {case} {'balanced' if balanced else 'unbalanced'}"
            _print_extremes(name, [np.abs(s).max() / radius for s in spectra], window)
            if balanced:
                shares = [share_inside(s, radius / 2) for s in spectra]
                _print_extremes(f"{name} inside R/2", shares, ei_share_window(*case))
    rms = []
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        x = find_fixed_point(random_connectivity(50, 0.8, rng), positive_tanh, np.zeros(50))
        rms.append(float(np.sqrt(np.mean(x**2))))
    _print_extremes("positive fixed point rms", rms, POSITIVE_FIXED_POINT_RMS)


def ei_share_window(f: float, sE: float, sI: float) -> Window:
    """Accepted share of balanced eigenvalues inside half of the radius, around its theory."""
    theory = float(ei_share_inside(ei_radius(f, sE, sI) / 2, f, sE, sI))
    return Window(theory - EI_SHARE_TOLERANCE, theory + EI_SHARE_TOLERANCE, "theory, 60 seeds")


def _print_extremes(name: str, values: list[float], window: Window) -> None:
    low, high = min(values), max(values)
    verdict = "" if low in window and high in window else "   OUTSIDE"
    print(f"{name:<50} {low:8.4f} to {high:8.4f}   accepted {window}{verdict}")


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
