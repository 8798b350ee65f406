"""Teaching a random network a sequence, by recursive least squares on some of its weights.

Partial in-network training, "PINning": Rajan, Harvey & Tank (2016), Neuron 90, 128. The rule is
that of FORCE learning (Sussillo & Abbott 2009, Neuron 63, 544; the filter itself is in Haykin,
Adaptive Filter Theory), turned on every unit's input current at once:

    tau dx_i/dt = -x_i + c_i      c_i = sum_j J_ij r_j + input_i(t) + noise      r = 1/(1 + exp(-x))

whenever a target is due, each weight from a plastic unit moves so that the current c_i would have
been closer to its target. All plastic weights share one matrix P, the inverse correlation of the
plastic rates, because every unit hears the same plastic units.

The engine below does one matrix-vector product a step and little else, which is what makes it
fast; see `_run` for the two identities it uses. Arrays are (time, neurons).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, DTypeLike, NDArray
from scipy.linalg import get_blas_funcs

from reference.bump import target_currents
from reference.connectivity import random_connectivity
from reference.noise import fast_normal, frozen_input

Teacher = Callable[[int, NDArray, NDArray], None]  # (number of the target, tanh(x/2), currents)


@dataclass(frozen=True)
class Training:
    """Network and schedule of the published data set; times in seconds."""

    g: float = 1.5  # strength of the random weights before training
    tau: float = 0.01  # membrane time constant
    dt: float = 0.001  # Euler step
    plastic: int = 50  # presynaptic units whose outgoing weights learn
    input_tau: float = 1.0  # correlation time of the frozen input
    input_amplitude: float = 1.0
    noise: float = 0.5  # strength of the noise that is new in every run
    learning_runs: int = 120
    free_runs: int = 5  # after learning, with the weights fixed; the last one is kept

    def __post_init__(self):
        if not 0 < self.dt < self.tau:
            raise ValueError(f"need 0 < dt < tau; they are {self.dt} and {self.tau}")
        if self.input_tau <= 0 or self.noise < 0:
            raise ValueError("input_tau must be positive and noise not negative")
        if self.plastic < 1 or self.learning_runs < 0 or self.free_runs < 1:
            raise ValueError("training needs a plastic unit and a free run to look at")


class Trained(NamedTuple):
    """A network before and after training."""

    t: NDArray  # (time,) seconds
    R0: NDArray  # (time, neurons) rates of one run with J0
    R: NDArray  # (time, neurons) rates of the last free run with J
    J0: NDArray  # (neurons, neurons)
    J: NDArray  # (neurons, neurons), equal to J0 outside of the plastic columns
    plastic: NDArray  # (plastic,) indices, ascending


def rls_update(
    P: ArrayLike, r: ArrayLike, error: ArrayLike, J: ArrayLike, plastic: ArrayLike
) -> tuple[NDArray[np.float64], NDArray]:
    """One step of recursive least squares; returns new P and J and leaves its arguments alone.

        k = P r      c = 1 / (1 + r.k)      P <- P - c k k'      J[:, plastic] <- J - c error k'

    P (p, p) is the running inverse correlation of the plastic units' rates r (p,); error (N,) is
    current minus target of every unit; plastic (p,) are columns of J (N, N). With the new weights
    and the same rates the error would have been c times as large.
    Source: Sussillo & Abbott (2009), equations 4 and 5.
    """
    P, J = np.array(P, dtype=float), np.array(J)
    if not np.issubdtype(J.dtype, np.inexact):
        J = J.astype(float)
    _learn(P, np.asarray(r), np.asarray(error), J, np.asarray(plastic))
    return P, J


def _learn(P: NDArray, r: NDArray, error: NDArray, J: NDArray, plastic: NDArray) -> None:
    """`rls_update` in place. P is kept in double precision: thousands of updates wear it down."""
    k = P @ r
    c = 1.0 / (1.0 + r @ k)
    P -= c * np.outer(k, k)
    change = np.outer(c * k, error).astype(J.dtype)  # one row for each plastic unit
    J.T[plastic] -= change  # the engine stores J by columns, so these rows are contiguous


def steps_per_target(target_step: float, dt: float) -> int:
    """Steps until the time since the last target reaches `target_step`: 65 in the data set.

    Targets are due every 64.1 ms, steps take 1 ms and the clock restarts at each target, so the
    network runs behind the target a little more each time.
    """
    return int(np.ceil(round(target_step / dt, 9)))


def time_axis(target_t: ArrayLike, dt: float) -> NDArray[np.float64]:
    """Times 0, dt, 2 dt ... before the last target, in seconds."""
    return dt * np.arange(int(np.ceil(round(float(np.asarray(target_t)[-1]) / dt, 9))))


def train(
    targets: ArrayLike,
    target_t: ArrayLike,
    rng: np.random.Generator,
    p: Training = Training(),
    progress: Callable[[int, int], None] | None = None,
    dtype: DTypeLike = np.float32,
) -> Trained:
    """Run an untrained network once, then teach it `targets` and let it run freely.

    targets (steps + 1, N) are rates in [0, 1], one row for each evenly spaced time in target_t.
    Every run starts with currents equal to the first target rates, as published; P starts as the
    identity and carries over from run to run. Row 0 of the rates is zero: at t = 0 no rate has
    acted yet. `progress(done, total)` is called after every run.

    Draws from `rng`, in this order: the plastic units, the frozen input, J0, then the noise of
    each run. Two engines with different `dtype` therefore see the same numbers. Single precision
    changes J by about 2e-4 of its norm over the 125 runs of the data set.

    Raises ValueError when the shapes do not fit, targets leave [0, 1], or there are more plastic
    units than units.
    """
    target_t = np.asarray(target_t, dtype=float)
    targets = np.asarray(targets, dtype=float)
    _check(targets, target_t, p)
    N = targets.shape[1]
    currents = target_currents(targets).astype(dtype)
    t = time_axis(target_t, p.dt)
    period = steps_per_target(target_t[1] - target_t[0], p.dt)

    plastic = np.sort(rng.permutation(N)[: p.plastic])
    drive = frozen_input(len(t), N, p.dt, p.input_tau, p.input_amplitude, rng)
    half_drive = (0.5 * p.dt / p.tau * drive).astype(dtype)
    J0 = np.asfortranarray(random_connectivity(N, p.g, rng), dtype=dtype)

    J = J0.copy(order="F")
    P = np.eye(p.plastic)

    def teach(target: int, tanh_half: NDArray, current: NDArray) -> None:
        r = 0.5 + 0.5 * tanh_half[plastic].astype(float)
        _learn(P, r, current - currents[target], J, plastic)

    runs = [None] + [teach] * p.learning_runs + [None] * p.free_runs
    untrained, rates = np.empty((2, len(t), N), dtype)
    start = targets[0].astype(dtype)
    for run, teacher in enumerate(runs):
        _run(J, half_drive, start, p, period, rng, rates if run else untrained, teacher)
        if progress is not None:
            progress(run + 1, len(runs))
    return Trained(t, _logistic(untrained), _logistic(rates), J0, J, plastic)


def _run(
    J: NDArray,
    half_drive: NDArray,
    start: NDArray,
    p: Training,
    period: int,
    rng: np.random.Generator,
    out: NDArray,
    teach: Teacher | None = None,
) -> None:
    """One run from the currents `start`; writes tanh(x / 2) of every step into `out` (time, N).

    Two identities leave three calls a step. A logistic function is a hyperbolic tangent,
    r = (1 + tanh(x/2)) / 2, which has a vectorised kernel; and the half currents y = x/2 obey

        y <- (1 - a) y + (a/4) J tanh(y) + (a/2) (drive + noise + J 1/2)        a = dt / tau

    whose first two terms are a single matrix-vector product with accumulation. The last term does
    not depend on y and is made for a whole period at once: weights change only at its end.
    """
    N = len(start)
    gemv = get_blas_funcs("gemv", (J,))
    a = p.dt / p.tau
    noise = a / 2 * p.noise * np.sqrt(p.tau / p.dt)
    quarter_ones = np.full(N, a / 4, J.dtype)
    y = start / 2
    out[0] = -1  # a rate of zero
    for target, first in enumerate(range(1, len(out), period), start=1):
        rows = out[first : first + period]
        push = fast_normal(rng, *rows.shape).astype(J.dtype, copy=False)
        push *= noise
        push += half_drive[first : first + period]
        push += gemv(1.0, J, quarter_ones)
        taught = teach is not None and len(rows) == period
        free = len(rows) - taught
        for tanh_y, kick in zip(rows[:free], push[:free], strict=True):
            np.tanh(y, out=tanh_y)
            y = gemv(a / 4, J, tanh_y, 1 - a, y, 0, 1, 0, 1, 0, True)  # the last: overwrite y
            y += kick
        if taught:  # the same step, with the current kept for the teacher
            tanh_y = np.tanh(y, out=rows[-1])
            current = gemv(0.5, J, tanh_y) + push[-1] * (2 / a)
            y = (1 - a) * y + (a / 2) * current
            teach(target, tanh_y, current)


def _logistic(tanh_half: NDArray) -> NDArray:
    """Rates from tanh(x / 2), in place."""
    tanh_half += 1
    tanh_half *= 0.5
    return tanh_half


def _check(targets: NDArray, target_t: NDArray, p: Training) -> None:
    if target_t.ndim != 1 or len(target_t) < 2:
        raise ValueError("target_t needs at least two times")
    if targets.ndim != 2 or len(targets) != len(target_t):
        raise ValueError(
            f"targets must have one row for each of the {len(target_t)} times; "
            f"their shape is {targets.shape}"
        )
    steps = np.diff(target_t)
    if target_t[0] != 0 or steps.min() <= 0 or not np.allclose(steps, steps[0]):
        raise ValueError("target times must start at 0 and be evenly spaced")
    if steps[0] < p.dt:
        raise ValueError(f"targets come every {steps[0]} s, faster than the step of {p.dt} s")
    if p.plastic > targets.shape[1]:
        raise ValueError(f"{p.plastic} plastic units, but only {targets.shape[1]} units")
