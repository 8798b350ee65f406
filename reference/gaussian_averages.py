"""Averages over Gaussian variables, the one numerical tool that dynamic mean-field theory needs.

In a large random network the input of a neuron is a Gaussian process, so that every statistic of
the rates is an average over one Gaussian variable, or over two correlated ones.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

# An evenly spaced sum beats Gauss-Hermite nodes for tanh: its error falls like
# exp(-pi^2 / (sigma spacing)), because tanh(sigma z) is analytic up to a distance pi / (2 sigma)
# of the real axis. With these nodes it is below 1e-8 up to sigma = 10 (g about 8).
_NODES = np.linspace(-12.0, 12.0, 481)
_WEIGHTS = np.exp(-(_NODES**2) / 2)
_WEIGHTS /= _WEIGHTS.sum()


def gaussian_mean(f: Callable[[np.ndarray], np.ndarray], variance: float) -> float:
    """Mean of f(x) for x ~ N(0, variance)."""
    return float(_WEIGHTS @ f(np.sqrt(variance) * _NODES))


@lru_cache(maxsize=8)
def _weighted_hermite(terms: int) -> np.ndarray:
    """He_m(z) / sqrt(m!) times the weight of z, shape (nodes, terms)."""
    h = np.ones((terms, _NODES.size))
    if terms > 1:
        h[1] = _NODES
    for m in range(1, terms - 1):
        h[m + 1] = (_NODES * h[m] - np.sqrt(m) * h[m - 1]) / np.sqrt(m + 1)
    return (h * _WEIGHTS).T


def hermite_coefficients(
    f: Callable[[np.ndarray], np.ndarray],
    variance: float,
    shift: np.ndarray | float = 0.0,
    terms: int = 120,
) -> np.ndarray:
    """Coefficients of z -> f(sqrt(variance) z + shift) in normalised Hermite polynomials.

    They turn an average over two correlated Gaussians into a power series in their correlation:

        < f(x + u) f(y + v) > = sum_m a_m(u) a_m(v) rho^m,      rho = <x y> / variance

    for x, y ~ N(0, variance). This is Mehler's formula (Mehler 1866, Journal fuer die reine und
    angewandte Mathematik 66, 161).

    shift: shape S. Returns shape S + (terms,). For tanh the coefficients fall like
    exp(-pi sqrt(m / 2) / sqrt(variance)): 120 terms leave 1e-9 of the squared sum at variance 2,
    and 1e-6 at variance 5.
    """
    shift = np.asarray(shift, dtype=float)[..., None]
    return f(np.sqrt(variance) * _NODES + shift) @ _weighted_hermite(terms)


def power_series(coefficients: np.ndarray, rho: np.ndarray) -> np.ndarray:
    """sum_m coefficients[..., m] rho^m by Horner's rule, pointwise in rho.

    coefficients: shape (terms,) or rho.shape + (terms,). Returns the shape of rho.
    """
    total = np.zeros_like(rho, dtype=float)
    for m in range(coefficients.shape[-1] - 1, -1, -1):
        total = total * rho + coefficients[..., m]
    return total
