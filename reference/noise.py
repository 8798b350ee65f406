"""Noise for the network of Problem 3: slow and the same in every run, or fast and new in each."""

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter


def frozen_input(
    steps: int, N: int, dt: float, tau: float, amplitude: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """White noise through a low-pass filter of time constant `tau` (seconds), shape (steps, N).

    u[0] = amplitude, u[k] = d u[k-1] + (1 - d) white[k], where d = exp(-dt / tau) and the white
    noise has standard deviation amplitude sqrt(tau / dt): whatever the step, u then fluctuates
    around zero with variance amplitude^2 / 2. Given again in every run, it tells the network what
    time it is. Takes (steps - 1) * N standard normal numbers from `rng`.
    Source: Rajan, Harvey & Tank (2016), Neuron 90, 128.
    """
    keep = np.exp(-dt / tau)
    white = np.sqrt(tau / dt) * rng.standard_normal((steps - 1, N))
    filtered, _ = lfilter([1 - keep], [1, -keep], white, axis=0, zi=np.full((1, N), keep))
    return amplitude * np.vstack([np.ones(N), filtered])


def fast_normal(rng: np.random.Generator, steps: int, N: int) -> NDArray[np.float32]:
    """Standard normal numbers, (steps, N), single precision.

    The Box-Muller transform of whole arrays: 2.5 times as fast as drawing them one by one, at the
    price that none exceeds 5.8 standard deviations (a single-precision uniform number has 24
    bits). Source: Box & Muller (1958), Ann. Math. Stat. 29, 610.
    """
    pairs = -(-steps * N // 2)
    radius, angle = rng.random((2, pairs), dtype=np.float32)
    np.subtract(1, radius, out=radius)  # (0, 1] instead of [0, 1): zero has no logarithm
    np.log(radius, out=radius)
    radius *= -2
    np.sqrt(radius, out=radius)
    angle *= np.float32(2 * np.pi)
    normal = np.stack([np.cos(angle), np.sin(angle)])
    normal *= radius
    return normal.ravel()[: steps * N].reshape(steps, N)
