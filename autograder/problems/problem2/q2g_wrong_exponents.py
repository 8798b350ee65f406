"""Further named mistakes of 2g: small slips in the exponents, which few networks show."""

import numpy as np

from autograder.checks import mistake


@mistake("2g", "critical_amplitude")
def input_one_step_late(omega, J, x0, theta, amplitudes, T, dt, rng):
    """The input is one step off. In the step from t to t + dt the input at t counts, and the
    first step begins at t = 0."""
    v0, steps, found = rng.standard_normal(len(x0)), round(T / dt), float(amplitudes[0])
    for n, I in enumerate(amplitudes):
        x, v, growth = x0, v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * (k + 1) * dt + theta))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
        if growth >= 0:
            found = float([*amplitudes, np.inf][n + 1])
    return found


@mistake("2g", "critical_amplitude")
def slopes_after_the_step(omega, J, x0, theta, amplitudes, T, dt, rng):
    """The slopes are those of the state after the step. Both x and v take everything at the
    beginning of the step."""
    v0, steps, found = rng.standard_normal(len(x0)), round(T / dt), float(amplitudes[0])
    for n, I in enumerate(amplitudes):
        x, v, growth = x0, v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
            v = v + dt * (-v + J @ ((1 - np.tanh(x) ** 2) * v))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
        if growth >= 0:
            found = float([*amplitudes, np.inf][n + 1])
    return found


@mistake("2g", "critical_amplitude")
def a_tenth_left_out(omega, J, x0, theta, amplitudes, T, dt, rng):
    """Only the first tenth of the steps is left out. The first half, `round(T / dt) // 2` of
    them, does not count."""
    v0, steps, found = rng.standard_normal(len(x0)), round(T / dt), float(amplitudes[0])
    for n, I in enumerate(amplitudes):
        x, v, growth = x0, v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 10)
        if growth >= 0:
            found = float([*amplitudes, np.inf][n + 1])
    return found


@mistake("2g", "critical_amplitude")
def half_rounded_up(omega, J, x0, theta, amplitudes, T, dt, rng):
    """Of an odd number of steps one too many is left out: `round(T / dt) // 2` of them do not
    count."""
    v0, steps, found = rng.standard_normal(len(x0)), round(T / dt), float(amplitudes[0])
    for n, I in enumerate(amplitudes):
        x, v, growth = x0, v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
            growth += np.log(np.linalg.norm(v)) * (k >= (steps + 1) // 2)
        if growth >= 0:
            found = float([*amplitudes, np.inf][n + 1])
    return found


@mistake("2g", "critical_amplitude")
def perturbation_not_drawn(omega, J, x0, theta, amplitudes, T, dt, rng):
    """The first perturbation is the same for every `rng`. Draw it: `rng.standard_normal(N)`."""
    v0, steps, found = np.ones(len(x0)), round(T / dt), float(amplitudes[0])
    for n, I in enumerate(amplitudes):
        x, v, growth = x0, v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
        if growth >= 0:
            found = float([*amplitudes, np.inf][n + 1])
    return found


@mistake("2g", "critical_amplitude")
def search_with_a_transposed_tangent(omega, J, x0, theta, amplitudes, T, dt, rng):
    """J is transposed in the dynamics of the perturbation, so it runs through the connections
    backwards."""
    v0, steps, found = rng.standard_normal(len(x0)), round(T / dt), float(amplitudes[0])
    for n, I in enumerate(amplitudes):
        x, v, growth = x0, v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J.T @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
        if growth >= 0:
            found = float([*amplitudes, np.inf][n + 1])
    return found
