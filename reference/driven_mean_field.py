"""Dynamic mean-field theory of the network with oscillating input, in the limit of many neurons.

Every neuron hears I cos(omega t + theta_i) with its own phase. Its current is what the leak makes
of that input, H cos(omega t + theta'), plus a Gaussian process from the network whose
autocorrelation C(tau) must be the one that the rates of such neurons produce:

    C'' = C - g^2 < phi(x(t)) phi(x(t + tau)) >      averaged over Gaussian and phase       (1)
    x = Gaussian + H cos(omega t + theta'),      H = I / sqrt(1 + omega^2)

(Rajan, Abbott & Sompolinsky 2010, Phys. Rev. E 82, 011903: their mean-field equations). The phases
make (1) independent of t. Time is in membrane time constants, phi = tanh.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from scipy.fft import dct, idct
from scipy.optimize import brentq

from reference.gaussian_averages import hermite_coefficients, power_series
from reference.schroedinger import ground_energy, growth_rate


class DrivenState(NamedTuple):
    """A solution of (1) for gain g, input amplitude I and angular frequency omega.

    tau: (n,) lags from 0 to half of the window in which C is periodic, both ends included.
    C: (n,) autocorrelation of what the network sends to its own neurons.
    """

    g: float
    I: float
    omega: float
    tau: np.ndarray
    C: np.ndarray

    @property
    def H(self) -> float:
        """Amplitude of the input after the leak of the membrane."""
        return self.I / np.sqrt(1 + self.omega**2)


def _samples_per_period(omega: float) -> int:
    """Enough to follow the drive and its harmonics, and the network, which is slow against 1/4."""
    return max(16, 2 ** int(np.ceil(np.log2(4 * 2 * np.pi / omega))))


def pair_average(state: DrivenState, f: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    """< f(x(t)) f(x(t + tau)) > over the Gaussian and the phase, at the lags of the state.

    The Hermite series turns the average over two correlated Gaussians into products of functions
    of the phase alone; their average over the phase is a circular autocorrelation.
    """
    per_period = _samples_per_period(state.omega)
    phase = 2 * np.pi * np.arange(per_period) / per_period
    variance = state.C[0]
    coefficients = hermite_coefficients(f, variance, state.H * np.cos(phase))
    transform = np.fft.fft(coefficients, axis=0)
    lagged = np.fft.ifft(np.abs(transform) ** 2, axis=0).real / per_period
    return power_series(lagged[np.arange(state.C.size) % per_period], state.C / variance)


def solve(g: float, I: float, omega: float, window: float = 0.0) -> DrivenState:
    """Solve (1) by iteration: rates from currents, currents from rates.

    window: lags to cover. 0 asks for the solution with the period of the drive, which describes
    a network that follows its input. A wide window (in time constants, rounded up to whole
    periods) lets the part of C that chaos makes decay. Raises RuntimeError if it does not settle.
    """
    if g <= 1:
        raise ValueError("up to g = 1 the network is never chaotic, driven or not")
    period = 2 * np.pi / omega
    periods = max(1, 2 * int(np.ceil(window / period)))
    n = _samples_per_period(omega) * periods // 2 + 1
    tau = np.linspace(0.0, periods * period / 2, n)
    # d^2/dtau^2 is -k^2 on cosines, so that (1) is a filter: the leak of two membranes.
    leak = 1 / (1 + (np.pi * np.arange(n) / tau[-1]) ** 2)
    guess = 0.25 * g**2 * np.cos(omega * tau)
    if periods > 1:
        guess = 0.05 * guess + (g - 1) * np.exp(-((tau / 4) ** 2))
    state = DrivenState(g, I, omega, tau, guess)
    sent_before, change_before = [], []
    for _ in range(5_000):
        sent = idct(leak * dct(g**2 * pair_average(state, np.tanh), type=1), type=1)
        change = sent - state.C
        size = np.abs(change).max()
        if size < 1e-9:
            return state._replace(C=sent)
        # Plain iteration crawls near the transition. Anderson's mixing (Anderson 1965, J. ACM 12,
        # 547) goes to where the last few changes, taken as linear, would cancel. No power may be
        # negative, or it would not be an autocorrelation; a leap is refused and memory cleared.
        sent_before, change_before = (sent_before + [sent])[-6:], (change_before + [change])[-6:]
        if len(change_before) > 1 and size < 1e-2:
            differences = np.diff(change_before, axis=0).T
            weights = np.linalg.lstsq(differences, change, rcond=1e-10)[0]
            mixed = sent - np.diff(sent_before, axis=0).T @ weights
            mixed = idct(np.maximum(dct(mixed, type=1), 0.0), type=1)
            if np.abs(mixed - sent).max() < 0.1 * sent[0]:
                sent = mixed
            else:
                sent_before, change_before = [], []
        state = state._replace(C=sent)
    raise RuntimeError(f"mean field not settled at g={g}, I={I}, omega={omega}: {size:.1e}")


def state_exponent(state: DrivenState) -> float:
    """Growth rate of small differences around a solution of (1), per time constant.

    The Schroedinger problem of the silent network with <phi' phi'> averaged over the phases as
    well (Rajan et al. 2010 locate the transition with it; the derivation for driven networks is in
    Schuecker, Goedeke & Helias 2018, Phys. Rev. X 8, 041029).
    """
    slopes = pair_average(state, lambda x: 1 - np.tanh(x) ** 2)
    return growth_rate(ground_energy(1 - state.g**2 * slopes, state.tau[-1]))


def driven_rate_harmonics(state: DrivenState) -> np.ndarray:
    """Mean square of the rates at 0, omega, 2 omega, ... for a solution of one period (window 0).

    Together they are <phi^2>; even ones vanish, because tanh is odd.
    """
    rates = pair_average(state, np.tanh)
    share = dct(rates, type=1) / (2 * (rates.size - 1))
    share[1:-1] *= 2
    return share


def driven_participation_ratio(g: float, I: float, omega: float = 2.5) -> float:
    """Participation ratio of the rates of a network that follows its input.

    With random phases every harmonic moves the population along two directions, sine and cosine,
    of equal variance c_k / 2: (sum_k c_k)^2 / sum_k (c_k^2 / 2). Our own short derivation.
    """
    c = driven_rate_harmonics(solve(g, I, omega))[1:]
    return float(2 * c.sum() ** 2 / (c**2).sum())


def driven_exponent(g: float, I: float, omega: float = 2.5, window: float = 80.0) -> float:
    """Leading Lyapunov exponent of the driven network, per time constant.

    If the periodic solution is stable it is the answer; if not, chaos adds a decaying part to C,
    which takes `window` lags to die. It outgrows every window at the transition; there the window
    is doubled, up to fourfold, until the answer stays within 2e-4. In the last percent below the
    critical amplitude even that is too short and the small positive answer may be off by 1e-3.
    """
    value = state_exponent(solve(g, I, omega))
    if value <= 0:
        return value
    close_to_transition = value < 0.04
    value = state_exponent(solve(g, I, omega, window))
    for factor in (2, 4) if close_to_transition else ():
        before, value = value, state_exponent(solve(g, I, omega, factor * window))
        if abs(value - before) < 2e-4:
            break
    return value


@lru_cache(maxsize=256)
def critical_amplitude(omega: float, g: float = 1.5) -> float:
    """Smallest I that ends chaos at angular frequency omega: the periodic solution turns stable.

    Rajan, Abbott & Sompolinsky 2010, their phase diagram of amplitude against frequency. 0 for
    g <= 1. The relative error is below 1e-4.
    """
    if g <= 1:
        return 0.0
    membrane = np.sqrt(1 + omega**2)
    # In terms of H, what is left of the input behind the membrane, the border is nearly flat.
    low, high = 0.1 * (g - 1), 2.0 * g
    return membrane * brentq(
        lambda H: state_exponent(solve(g, H * membrane, omega)), low, high, xtol=1e-5
    )
