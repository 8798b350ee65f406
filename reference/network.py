"""The network: its velocity, its Jacobian, and Euler simulation of one or many conditions.

    dx_i/dt = -x_i + sum_j J_ij phi(x_j) + h_i(t)                                       (1)

x are input currents and r = phi(x) rates, both without dimension; time is in units of the membrane
time constant. Source: Sompolinsky, Crisanti & Sommers (1988), Phys. Rev. Lett. 61, 259.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray

from reference.connectivity import as_square, spectral_abscissa

Nonlinearity = Callable[[NDArray[np.floating]], NDArray[np.floating]]


def velocity(
    x: ArrayLike, J: ArrayLike, phi: Nonlinearity = np.tanh, h: ArrayLike = 0.0
) -> NDArray[np.floating]:
    """Right-hand side of (1) at x: one state (N,), or states (..., N).

    h is the external input, a number or one per unit (N,). Raises ValueError when x and J do not
    speak of the same number of units.
    """
    x, J = _matching(x, J)
    return -x + phi(x) @ J.T + h


def jacobian(x: ArrayLike, J: ArrayLike) -> NDArray[np.floating]:
    """Jacobian (N, N) of the tanh network at x (N,): -I + J diag(1 - tanh(x)^2).

    The slope belongs to the presynaptic unit, so it scales columns. Constant input drops out.
    """
    x, J = _matching(x, J)
    if x.ndim != 1:
        raise ValueError(f"the Jacobian is taken at one state (N,); x has shape {x.shape}")
    return J * (1 - np.tanh(x) ** 2) - np.eye(x.size)


def is_stable(J: ArrayLike) -> bool:
    """Does the origin of the tanh network attract? True when every Re(lambda(J)) is below 1.

    The linearisation there is J - I. Its eigenvalues say what happens in the end, and to small
    states: a non-normal J can still amplify on the way.
    """
    return spectral_abscissa(J) < 1.0


def drive(t: float, I: float, omega: float, theta: ArrayLike) -> NDArray[np.floating]:
    """External input I cos(omega t + theta) at time t, of the shape of theta.

    omega is the angular frequency (radians per time constant), theta the phases in radians.
    Source: Rajan, Abbott & Sompolinsky (2010), Phys. Rev. E 82, 011903.
    """
    return I * np.cos(omega * t + np.asarray(theta))


def step(
    x: ArrayLike,
    t: float,
    J: ArrayLike,
    dt: float,
    I: float,
    omega: float,
    theta: ArrayLike,
) -> NDArray[np.floating]:
    """One Euler step from x (N,) at time t to t + dt; the input is taken at the start, t."""
    return x + dt * velocity(x, J, h=drive(t, I, omega, theta))


def simulate(
    x0: ArrayLike,
    T: float,
    dt: float,
    J: ArrayLike,
    I: float = 0.0,
    omega: float = 2.5,
    theta: ArrayLike = 0.0,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Run the driven tanh network from x0 (N,) for a time T. Returns (t, x).

    t (steps + 1,) are the times 0, dt, 2 dt, ... and x (steps + 1, N) the currents, the first row
    being x0; steps = round(T / dt). Euler's method, first order: the error falls with dt.

    Raises ValueError for a dt that is not positive, a negative T, or shapes that do not match.
    """
    x0, J = _matching(x0, J)
    if x0.ndim != 1:
        raise ValueError(f"one run starts from one state (N,); x0 has shape {x0.shape}")
    theta = _phases(theta, x0.size)
    t = dt * np.arange(_steps(T, dt) + 1)
    x = np.empty((t.size, x0.size))
    x[0] = x0
    for k in range(t.size - 1):
        x[k + 1] = step(x[k], t[k], J, dt, I, omega, theta)
    return t, x


def simulate_many(
    x0: ArrayLike,
    T: float,
    dt: float,
    J: ArrayLike,
    g_scale: ArrayLike = 1.0,
    I: ArrayLike = 0.0,
    omega: ArrayLike = 2.5,
    theta: ArrayLike = 0.0,
    *,
    dtype: DTypeLike = np.float64,
    every: int = 1,
) -> tuple[NDArray[np.float64], NDArray[np.floating]]:
    """Run B conditions side by side; row b follows `simulate` with g_scale[b] * J, I[b], omega[b].

    x0 (N,) or (B, N); g_scale, I and omega are numbers or (B,); theta is a number or (N,) and
    shared. Returns (t, x): times (K,) and currents (K, B, N) of `dtype`, keeping the states at
    steps 0, every, 2 every, ...: memory is K B N numbers and does not grow with the steps between.

    float64 agrees with `simulate` to rounding, which chaos amplifies exponentially; float32 is
    for ensemble statistics only.

    Raises ValueError as `simulate` does, and when the conditions have different lengths.
    """
    # One step of all conditions is one matrix product. The input joins it, because
    # I cos(omega t + theta) = I cos(omega t) cos(theta) - I sin(omega t) sin(theta): two more
    # presynaptic "units" per condition, with cos(theta) and -sin(theta) for outgoing weights.
    x0, J = _matching(x0, J)
    N = J.shape[0]
    if every < 1:
        raise ValueError(f"`every` counts steps and is at least 1; it is {every}")
    g_scale, I, omega, x0 = _conditions(g_scale, I, omega, x0)
    theta = _phases(theta, N)
    steps = _steps(T, dt)

    weights = np.empty((N + 2, N), dtype=dtype)
    weights[:N] = dt * J.T
    weights[N] = dt * np.cos(theta)
    weights[N + 1] = -dt * np.sin(theta)

    # order="C", because the copy of a broadcast x0 would otherwise be laid out by column.
    state = np.array(x0, dtype=dtype, order="C")
    gain = g_scale[:, None].astype(dtype)
    scaled = bool(np.any(g_scale != 1))
    leak = weights.dtype.type(1 - dt)
    sources = np.zeros((state.shape[0], N + 2), dtype=dtype)
    rates, wave = sources[:, :N], sources[:, N:]
    change = np.empty_like(state)
    panels = [
        (np.ascontiguousarray(weights[:, units]), change[:, units])
        for units in _panels(N, state.shape[0])
    ]

    kept = np.empty((steps // every + 1, *state.shape), dtype=dtype)
    kept[0] = state
    for k in range(steps):
        np.tanh(state, out=rates)
        if scaled:
            rates *= gain
        wave[:, 0] = I * np.cos(omega * (k * dt))
        wave[:, 1] = I * np.sin(omega * (k * dt))
        for weights_in, change_of in panels:
            np.matmul(sources, weights_in, out=change_of)
        state *= leak
        state += change
        if (k + 1) % every == 0:
            kept[(k + 1) // every] = state
    return dt * every * np.arange(kept.shape[0]), kept


def _panels(N: int, B: int) -> list[slice]:
    """The N units cut into the slices in which a step's product is computed.

    BLAS libraries skip the repacking of their operands for products of up to about 10^6
    multiplications. At N = 500, B = 24 that repacking is a sixth of the time, so the product is
    cut to stay below; where the slices would get too thin to pay, there is one.
    """
    width = 1_000_000 // (B * (N + 2)) // 16 * 16
    if width < 32:
        return [slice(0, N)]
    width = min(width, 64)
    return [slice(start, min(start + width, N)) for start in range(0, N, width)]


def _matching(x: ArrayLike, J: ArrayLike) -> tuple[NDArray[np.floating], NDArray[np.floating]]:
    """x and J as floating arrays that agree on the number of units."""
    J = as_square(J)
    x = np.asarray(x)
    if not np.issubdtype(x.dtype, np.inexact):
        x = x.astype(float)
    if x.ndim == 0 or x.shape[-1] != J.shape[0]:
        raise ValueError(
            f"x holds one number per unit on its last axis, J of shape {J.shape} has "
            f"{J.shape[0]} units; the shape of x is {x.shape}"
        )
    return x, J


def _steps(T: float, dt: float) -> int:
    if not dt > 0:
        raise ValueError(f"the time step dt must be positive; it is {dt}")
    if not T >= 0:
        raise ValueError(f"the duration T cannot be negative; it is {T}")
    return round(T / dt)


def _phases(theta: ArrayLike, N: int) -> NDArray[np.float64]:
    theta = np.asarray(theta, dtype=float)
    if theta.shape not in ((), (N,)):
        raise ValueError(
            f"theta is one phase, or one per unit: shape ({N},); its shape is {theta.shape}"
        )
    return np.broadcast_to(theta, (N,))


def _conditions(g_scale, I, omega, x0):
    """g_scale, I and omega as (B,) and x0 as (B, N), B being the longest of them."""
    per_condition = [np.asarray(value, dtype=float) for value in (g_scale, I, omega)]
    if any(value.ndim > 1 for value in per_condition) or x0.ndim > 2:
        raise ValueError("g_scale, I and omega are numbers or (B,) arrays, x0 is (N,) or (B, N)")
    lengths = [value.shape for value in per_condition] + [x0.shape[:-1]]
    try:
        shape = np.broadcast_shapes((1,), *lengths)
    except ValueError:
        raise ValueError(
            "the conditions differ in length: g_scale, I, omega and x0 hold "
            + ", ".join(str(length[0] if length else "one value") for length in lengths)
        ) from None
    values = [np.broadcast_to(value, shape) for value in per_condition]
    return *values, np.broadcast_to(x0, (*shape, x0.shape[-1]))
