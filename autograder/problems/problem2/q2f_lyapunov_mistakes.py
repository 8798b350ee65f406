"""Named mistakes of 2f: another equation. Those of its numerics are in a module beside this one.

One is missing on purpose: slopes that scale the rows of J instead of its columns give the same
exponent in a long run, because J turns each of those perturbations into one of the right ones.
"""

import numpy as np

from autograder.checks import mistake


@mistake("2f", "lyapunov_exponent")
def tangent_without_leak(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The leak is missing from the dynamics of the perturbation, so the exponent is too large by
    about 1."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))


@mistake("2f", "lyapunov_exponent")
def tangent_transposed(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The perturbation runs through the connections backwards: J is transposed in its dynamics.
    At a fixed point that changes nothing; where the slopes move, it does."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J.T @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))


@mistake("2f", "lyapunov_exponent")
def slopes_forgotten(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The slopes of tanh are missing from the dynamics of the perturbation, as if every unit were
    at rest. Saturated units pass on nothing."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ v)
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))


@mistake("2f", "lyapunov_exponent")
def slope_without_square(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The slope of tanh is 1 - tanh^2; the square is missing."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))


@mistake("2f", "lyapunov_exponent")
def path_without_input(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The path x(t) is that of the network without input. The input does not enter the dynamics
    of the perturbation, but it moves the path, and with it the slopes."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r)
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))


@mistake("2f", "lyapunov_exponent")
def input_into_the_tangent(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The input is added to the perturbation. Both copies hear the same input, so it cancels in
    their difference."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r, h = np.tanh(x), I * np.cos(omega * k * dt + theta)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r**2) * v) + h)
        x = x + dt * (-x + J @ r + h)
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))


@mistake("2f", "lyapunov_exponent")
def path_stands_still(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The state never moves: the slopes are those at x0 all the time. Advance x and v together."""
    v, steps, growth = rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - np.tanh(x0) ** 2) * v))
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))


@mistake("2f", "lyapunov_exponent")
def slopes_of_the_new_state(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The slopes are those of the state after the step. Both x and v take everything at the
    beginning: update v first, or keep the old rates."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        v = v + dt * (-v + J @ ((1 - np.tanh(x) ** 2) * v))
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))


@mistake("2f", "lyapunov_exponent")
def path_hears_the_next_input(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The input is one step off. In the step from t to t + dt the input at t counts, and the
    first step begins at t = 0."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * (k + 1) * dt + theta))
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))
