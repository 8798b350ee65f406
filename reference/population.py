"""What a population does together: covariance, principal components, dimensionality, rhythm.

Rates r have shape (time, neurons): one row per moment, one column per neuron.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray


def covariance(r: ArrayLike) -> NDArray[np.float64]:
    """Covariance (N, N) of the neurons of r (T, N) over time, divided by T - 1.

    Raises ValueError for fewer than two moments.
    """
    r = _as_rates(r)
    centred = r - r.mean(axis=0)
    return centred.T @ centred / (len(r) - 1)


def principal_components(r: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Directions of largest variance of r (T, N). Returns (variances (N,), components (N, N)).

    Variances descend and are not negative; component k is *column* k, of length 1, and its entry
    of largest modulus is positive, so that the answer does not depend on the linear algebra
    library. Directions of equal variance are defined only up to a rotation among themselves.
    """
    variances, components = np.linalg.eigh(covariance(r))  # symmetric: real, ascending
    variances, components = variances[::-1], components[:, ::-1]
    largest = np.abs(components).argmax(axis=0)
    signs = np.sign(components[largest, np.arange(components.shape[1])])
    return np.maximum(variances, 0.0), components * signs


def project(r: ArrayLike, components: ArrayLike, k: int) -> NDArray[np.float64]:
    """Coordinates (T, k) of r (T, N) along the first k columns of components (N, >= k).

    The mean over time of r is taken off first, so that every coordinate has mean zero.
    Raises ValueError when there are fewer than k components.
    """
    r, components = _as_rates(r), np.asarray(components, dtype=float)
    if (
        components.ndim != 2
        or components.shape[0] != r.shape[1]
        or not 0 <= k <= components.shape[1]
    ):
        raise ValueError(
            f"{k} components of {r.shape[1]} neurons are wanted, as columns; "
            f"the shape of the components is {components.shape}"
        )
    return (r - r.mean(axis=0)) @ components[:, :k]


def n_components(r: ArrayLike, share: float = 0.9) -> int:
    """Smallest number, at least 1, of principal components that hold `share` of the variance.

    Rounding must not decide: what is within 1e-12 of `share` has reached it, so that share = 1
    gives the number of directions in which r (T, N) moves at all. Rates that do not move have no
    components: 0. Raises ValueError for a share outside [0, 1].
    """
    if not 0 <= share <= 1:
        raise ValueError(f"share is a part of the variance, from 0 to 1; it is {share}")
    variances, _ = principal_components(r)
    total = variances.sum()
    if total == 0:
        return 0
    reached = np.cumsum(variances) / total >= share - 1e-12
    return int(np.argmax(reached)) + 1


def participation_ratio(r: ArrayLike) -> float:
    """Effective number of dimensions, (sum_k l_k)^2 / sum_k l_k^2 of the variances l_k.

    1 when one direction has all the variance, N when all N have the same. 0 if nothing moves.
    Source: Rajan, Abbott & Sompolinsky 2010, Adv. Neural Inf. Process. Syst. 23, "Inferring
    stimulus selectivity from the spatial structure of neural network dynamics".
    """
    # Traces instead of eigenvalues: sum l = tr C and sum l^2 = tr C^2.
    c = covariance(r)
    squares = float((c**2).sum())
    return float(np.trace(c)) ** 2 / squares if squares > 0 else 0.0


def mean_square(r: ArrayLike) -> float:
    """<r^2> over time and neurons. Not centred: a neuron that stays put at 1 counts as active."""
    return float(np.mean(np.asarray(r, dtype=float) ** 2))


def power_share(r: ArrayLike, t: ArrayLike, omega: float, harmonics: int = 3) -> float:
    """Share of the variance of r (T, N) at angular frequency omega and its first harmonics.

    harmonics = 1 is omega alone, 3 adds 2 omega and 3 omega. A least-squares fit of sines and
    cosines at the times t (T,), which need not hold a whole number of periods (a Fourier transform
    would leak into its neighbours). Let the transient pass first. 0 if nothing moves.
    """
    r = _as_rates(r)
    phase = omega * np.asarray(t, dtype=float)[:, None] * np.arange(1, harmonics + 1)
    waves = np.hstack([np.ones((len(r), 1)), np.cos(phase), np.sin(phase)])
    centred = r - r.mean(axis=0)
    total = float((centred**2).sum())
    if total == 0:
        return 0.0
    rest = centred - waves @ np.linalg.lstsq(waves, centred, rcond=None)[0]
    return 1.0 - float((rest**2).sum()) / total


def autocorrelation(r: ArrayLike) -> NDArray[np.float64]:
    """<r_i(t) r_i(t + lag)> over time and neurons for lags 0, 1, ... rows, shape (T // 2,).

    Not centred by neuron, like the theory, whose mean over the ensemble is zero. Every lag is
    averaged over the pairs of moments that exist; half of the record is the longest lag.
    """
    r = _as_rates(r)
    steps = len(r)
    # Zeros behind the record keep the circular correlation of the transform from wrapping round.
    transform = np.fft.rfft(r, 2 * steps, axis=0)
    power = (transform.real**2 + transform.imag**2).mean(axis=1)
    lags = np.arange(steps // 2)
    return np.fft.irfft(power)[: lags.size] / (steps - lags)


def half_width(r: ArrayLike, dt: float) -> float:
    """Lag (units of dt) at which the autocorrelation of r has fallen to half of that at lag 0.

    One-sided, between the samples by a straight line; `dt` is the time between rows.
    Raises ValueError if half the record is too short to see it fall.
    """
    c = autocorrelation(r)
    below = np.flatnonzero(c < c[0] / 2) if c.size else np.array([])
    if below.size == 0:
        raise ValueError("the autocorrelation does not fall to one half within half of the record")
    k = below[0]
    return float(dt * (k - 1 + (c[k - 1] - c[0] / 2) / (c[k - 1] - c[k])))


def _as_rates(r: ArrayLike) -> NDArray[np.float64]:
    r = np.asarray(r, dtype=float)
    if r.ndim != 2 or len(r) < 2:
        raise ValueError(f"rates are (time, neurons) with two rows or more; the shape is {r.shape}")
    return r
