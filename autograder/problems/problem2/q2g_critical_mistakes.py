"""Further named mistakes of 2g: the search is right, and the exponents are not."""

import numpy as np

from autograder.checks import mistake


@mistake("2g", "critical_amplitude")
def cycles_in_the_search(omega, J, x0, theta, amplitudes, T, dt, rng):
    """omega is taken for a number of cycles. It is an angular frequency, without a 2 pi."""
    v0, steps, found = rng.standard_normal(len(x0)), round(T / dt), float(amplitudes[0])
    for n, I in enumerate(amplitudes):
        x, v, growth = x0, v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(2 * np.pi * omega * k * dt + theta))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
        if growth >= 0:
            found = float([*amplitudes, np.inf][n + 1])
    return found


@mistake("2g", "critical_amplitude")
def phases_lost_in_the_search(omega, J, x0, theta, amplitudes, T, dt, rng):
    """All units hear the same phase: `theta` does not enter."""
    v0, steps, found = rng.standard_normal(len(x0)), round(T / dt), float(amplitudes[0])
    for n, I in enumerate(amplitudes):
        x, v, growth = x0, v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
        if growth >= 0:
            found = float([*amplitudes, np.inf][n + 1])
    return found


@mistake("2g", "critical_amplitude")
def input_never_reaches_the_network(omega, J, x0, theta, amplitudes, T, dt, rng):
    """The amplitude does not enter the path, so all exponents are the one without input."""
    x, v, growth, steps = x0, rng.standard_normal(len(x0)), 0.0, round(T / dt)
    for k in range(steps):
        r, v = np.tanh(x), v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r)
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(amplitudes[0]) if growth < 0 else np.inf


@mistake("2g", "critical_amplitude")
def index_for_amplitude(omega, J, x0, theta, amplitudes, T, dt, rng):
    """This is the index of the critical amplitude. The amplitude itself is asked for."""
    v0, steps, found = rng.standard_normal(len(x0)), round(T / dt), 0
    for n, I in enumerate(amplitudes):
        x, v, growth = x0, v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
        if growth >= 0:
            found = n + 1
    return found if found < len(amplitudes) else np.inf


@mistake("2g", "critical_amplitude")
def perturbation_for_every_amplitude(omega, J, x0, theta, amplitudes, T, dt, rng):
    """A new perturbation is drawn for every amplitude. Draw one before the loop, so that the
    amplitudes differ in nothing else."""
    steps, found = round(T / dt), float(amplitudes[0])
    for n, I in enumerate(amplitudes):
        x, v, growth = x0, rng.standard_normal(len(x0)), 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
        if growth >= 0:
            found = float([*amplitudes, np.inf][n + 1])
    return found


@mistake("2g", "critical_amplitude")
def next_run_starts_where_the_last_ended(omega, J, x0, theta, amplitudes, T, dt, rng):
    """The state of the last run is where the next one starts. Every amplitude starts at x0."""
    v0, steps, found, x = rng.standard_normal(len(x0)), round(T / dt), float(amplitudes[0]), x0
    for n, I in enumerate(amplitudes):
        v, growth = v0, 0.0
        for k in range(steps):
            r, v = np.tanh(x), v / np.linalg.norm(v)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
            growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
        if growth >= 0:
            found = float([*amplitudes, np.inf][n + 1])
    return found


@mistake("2g", "critical_amplitude")
def search_from_the_first_step(omega, J, x0, theta, amplitudes, T, dt, rng):
    """The growth of all steps is counted, also while the network still leaves its start and v
    turns. The first half does not count."""
    v0, steps, found = rng.standard_normal(len(x0)), round(T / dt), float(amplitudes[0])
    for n, I in enumerate(amplitudes):
        x, v, growth = x0, v0 / np.linalg.norm(v0), 0.0
        for k in range(steps):
            r = np.tanh(x)
            v = v + dt * (-v + J @ ((1 - r**2) * v))
            x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
            growth += np.log(np.linalg.norm(v))
            v = v / np.linalg.norm(v)
        if growth >= 0:
            found = float([*amplitudes, np.inf][n + 1])
    return found
