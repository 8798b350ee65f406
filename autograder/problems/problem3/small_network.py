"""The small network of 3j, as the question states it, and a task for it. Plain, and in no hurry."""

from typing import NamedTuple

import numpy as np

from reference import connectivity, noise, tracking, training
from reference.bump import Bump, moving_bump, target_currents


class Task(NamedTuple):
    """The arguments of `train` up to `period`, in its order."""

    targets: np.ndarray
    J0: np.ndarray
    plastic: np.ndarray
    inputs: np.ndarray
    period: int


def train(
    task: Task, runs: int, rng, noise: float, tau: float = 0.01, dt: float = 0.001, rule=None
):
    """Weights after `runs` runs with learning, and the rates of a last run without.

    rule : what takes the step of 3i; the reference if None
    """
    rule = rule or training.rls_update
    targets, J0, plastic, inputs, period = task
    wanted, J, P = target_currents(targets), J0.copy(), np.eye(len(plastic))
    for run in range(runs + 1):
        x, rates = targets[0], np.zeros(inputs.shape)
        for k in range(1, len(inputs)):
            r = rates[k] = 1 / (1 + np.exp(-x))
            current = J @ r + inputs[k]
            if noise:
                current = current + noise * np.sqrt(tau / dt) * rng.standard_normal(len(x))
            x = x + dt / tau * (current - x)
            if run < runs and k % period == 0:
                error = current - wanted[k // period]
                P, J = rule(P, r[plastic], error, J, plastic)
    return J, rates


def bump_task(rng: np.random.Generator, N: int, p: int, steps: int, period: int) -> Task:
    """A bump that crosses N units in `steps` targets, and a slow random input."""
    _, targets = moving_bump(Bump(units=N, steps=steps, width=0.08))
    J0 = connectivity.random_connectivity(N, 1.5, rng)
    plastic = np.sort(rng.choice(N, p, replace=False))
    inputs = noise.frozen_input(steps * period + 1, N, 0.001, 1.0, 1.0, rng)
    return Task(targets, J0, plastic, inputs, period)


def random_task(rng: np.random.Generator, N: int, p: int, steps: int, period: int) -> Task:
    """Targets without order, and plastic units in an order of their own."""
    targets = rng.random((steps + 2, N))
    targets[1:4:2, ::3] = (0, 1)[rng.integers(2)]
    J0 = connectivity.random_connectivity(N, 2.0, rng)
    plastic = rng.choice(N, p, replace=False)
    return Task(targets, J0, plastic, rng.standard_normal((steps * period + 3, N)), period)


def variance_explained(task: Task, rates: np.ndarray) -> float:
    """Of the small network's rates, a row for each millisecond."""
    t = 0.001 * np.arange(len(rates))
    due = t[:: task.period]
    return tracking.variance_explained(rates, t, task.targets[: len(due)], due)
