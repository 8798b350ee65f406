"""Dynamic mean-field theory of the network without input, in the limit of many neurons.

The recurrent input of a neuron becomes a Gaussian process whose autocorrelation must be the one
that the rates of such neurons produce. With C(tau) = <x(t) x(t + tau)> and phi = tanh:

    C'' = C - g^2 < phi(x(t)) phi(x(t + tau)) >                                           (1)

(Sompolinsky, Crisanti & Sommers 1988, Phys. Rev. Lett. 61, 259: their self-consistent equation for
the autocorrelation of the local fields). The right-hand side is -dV/dC of a potential V, so that C
rolls like a ball; the one motion that comes to rest at C = 0 is the chaotic network's. Details in
Crisanti & Sompolinsky 2018, Phys. Rev. E 98, 062120. Time is in membrane time constants.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq

from reference.gaussian_averages import gaussian_mean, hermite_coefficients, power_series
from reference.schroedinger import ground_energy, growth_rate

_TERMS = 300  # of the Hermite series: 1e-10 at g = 3, 1e-6 at g = 5


def _log_cosh(x: np.ndarray) -> np.ndarray:
    """The integral of tanh, without overflow."""
    return np.logaddexp(x, -x) - np.log(2.0)


def _slope(x: np.ndarray) -> np.ndarray:
    """The derivative of tanh."""
    return 1.0 - np.tanh(x) ** 2


def _pair_average(f: Callable, rho: np.ndarray, variance: float) -> np.ndarray:
    """<f(x) f(y)> for two Gaussians of the given variance and correlations rho (any shape)."""
    return power_series(hermite_coefficients(f, variance, terms=_TERMS) ** 2, rho)


@lru_cache(maxsize=64)
def current_variance(g: float) -> float:
    """C(0), the variance of the currents x, for gain g. Zero for g <= 1: the network is silent.

    The ball must arrive at C = 0 without energy, V(C(0)) = V(0), which says

        C(0)^2 / 2 = g^2 Var[ log cosh x ],      x ~ N(0, C(0))

    (Sompolinsky et al. 1988, the condition of zero energy that selects the chaotic solution).
    """
    if g <= 1:
        return 0.0

    def energy(c: float) -> float:
        mean = gaussian_mean(_log_cosh, c)
        # Divided by c^2, or else the trivial root c = 0 swallows the solution near g = 1.
        return 0.5 - g**2 * (gaussian_mean(lambda x: (_log_cosh(x) - mean) ** 2, c)) / c**2

    # Near g = 1, C(0) is close to g - 1 (expand in C); and |phi| <= 1 bounds it by g^2.
    return float(brentq(energy, 1e-3 * (g - 1), g**2, xtol=1e-12))


def rate_variance(g: float) -> float:
    """<phi(x)^2>, the mean square of the rates."""
    return gaussian_mean(lambda x: np.tanh(x) ** 2, current_variance(g))


def autocorrelation(g: float, tau: np.ndarray) -> np.ndarray:
    """C(tau) of the currents at lags tau (any sign, any shape), for the chaotic network g > 1.

    Energy conservation makes (1) a first-order equation. With F(C) = <log cosh x log cosh y> for
    two Gaussians of variance C(0) and covariance C, for which dF/dC = <phi phi> (Price's theorem),

        C' = - sqrt( C^2 - 2 g^2 [F(C) - F(0)] )

    which, unlike (1), can be integrated to any lag: its errors decay together with C.
    """
    c0 = current_variance(g)
    lag = np.abs(np.asarray(tau, dtype=float))
    if c0 == 0:
        return np.zeros_like(lag)
    # F(C) - F(0) = C(0) sum_m a_m^2 rho^(m+1) / (m+1), the integral of the series of <phi phi>.
    squares = hermite_coefficients(np.tanh, c0, terms=_TERMS) ** 2
    integral = c0 * squares / np.arange(1, _TERMS + 1)

    def velocity(_: float, c: np.ndarray) -> np.ndarray:
        rho = c / c0
        return -np.sqrt(np.maximum(c**2 - 2 * g**2 * rho * power_series(integral, rho), 0.0))

    # The square root vanishes at lag 0, so leave the top of the hill on the parabola of (1).
    start = 0.01
    curvature = g**2 * rate_variance(g) - c0
    top = c0 - curvature * np.minimum(lag, start) ** 2 / 2
    if lag.size == 0 or lag.max() <= start:
        return top
    solution = solve_ivp(
        velocity,
        (start, lag.max()),
        [c0 - curvature * start**2 / 2],
        method="LSODA",
        rtol=1e-9,
        atol=1e-12 * c0,
        dense_output=True,
    )
    rolled = solution.sol(np.maximum(lag, start).ravel())[0].reshape(lag.shape)
    return np.where(lag > start, rolled, top)


def rate_autocorrelation(g: float, tau: np.ndarray) -> np.ndarray:
    """<phi(x(t)) phi(x(t + tau))>, the autocorrelation of the rates, at lags tau.

    Narrower than that of the currents, which is the same signal after the leak has smoothed it.
    """
    c0 = current_variance(g)
    if c0 == 0:
        return np.zeros_like(np.asarray(tau, dtype=float))
    return _pair_average(np.tanh, autocorrelation(g, tau) / c0, c0)


@lru_cache(maxsize=64)
def half_width(g: float) -> float:
    """Lag at which the autocorrelation of the *rates* has fallen to half of its value at lag 0.

    One-sided: the full width of the peak is twice as large. Raises ValueError for a silent network.
    """
    half = rate_variance(g) / 2
    if half == 0:
        raise ValueError("up to g = 1 the network is silent: there is no autocorrelation")

    def above(lag: float) -> float:
        return rate_autocorrelation(g, np.array([lag]))[0] - half

    far = 1.0
    while above(far) > 0:
        far *= 2
    return float(brentq(above, 0.0, far, xtol=1e-9))


@lru_cache(maxsize=64)
def exponent(g: float, points: int = 400) -> float:
    """Leading Lyapunov exponent, per membrane time constant.

    Below g = 1 it is g - 1: the edge of the disk of eigenvalues of J (Girko 1985) minus the leak.
    Above, it follows from a Schroedinger problem in the lag: see reference.schroedinger. Just above
    the transition it grows like (g - 1)^2 / 2 (Sompolinsky et al. 1988).
    """
    if g <= 1:
        return g - 1.0
    c0 = current_variance(g)
    length = 16 * half_width(g)
    rho = autocorrelation(g, np.linspace(0.0, length, points)) / c0
    return growth_rate(ground_energy(1 - g**2 * _pair_average(_slope, rho, c0), length))
