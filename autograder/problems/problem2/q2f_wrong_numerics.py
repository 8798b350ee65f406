"""Further named mistakes of 2f: the equation is right, and what is counted is not."""

import numpy as np

from autograder.checks import mistake


@mistake("2f", "lyapunov_exponent")
def no_logarithm(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The factors of growth are averaged without the logarithm. Factors multiply; it is their
    logarithms that add up."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        growth += np.linalg.norm(v) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))


@mistake("2f", "lyapunov_exponent")
def logarithm_to_base_two(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The logarithm has another base. An exponent per time constant, exp(lambda t), needs the
    natural one, `np.log`."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        growth += np.log2(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))


@mistake("2f", "lyapunov_exponent")
def never_renormalised(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The perturbation is never brought back to length 1, so in a long run it becomes zero or
    infinite. Take its length out every now and then, and keep the logarithm."""
    x, v, steps = x0, rng.standard_normal(len(x0)), round(T / dt)
    for k in range(steps):
        if k == steps // 2:
            first = np.log(np.linalg.norm(v))
        r = np.tanh(x)
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
    return float((np.log(np.linalg.norm(v)) - first) / ((steps - steps // 2) * dt))


@mistake("2f", "lyapunov_exponent")
def growth_per_step(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The growth is divided by the number of steps. Divide by the time that they took, so that
    the exponent does not depend on dt."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / (steps - steps // 2))


@mistake("2f", "lyapunov_exponent")
def divided_by_the_whole_time(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The growth of the second half is divided by the whole time, which halves the exponent."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / T)


@mistake("2f", "lyapunov_exponent")
def perturbation_from_elsewhere(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The first perturbation comes from numpy's hidden global state instead of `rng`."""
    x, v, steps, growth = x0, np.random.randn(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))


@mistake("2f", "lyapunov_exponent")
def every_step_counted(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """All steps are counted, also while the network still leaves its start and v turns. The first
    half does not count."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        growth += np.log(np.linalg.norm(v))
    return float(growth / (steps * dt))


@mistake("2f", "lyapunov_exponent")
def a_tenth_skipped(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """Only the first tenth of the steps is left out. The first half, `round(T / dt) // 2` of
    them, does not count."""
    x, v, steps, growth = x0, rng.standard_normal(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 10)
    return float(growth / ((steps - steps // 10) * dt))


@mistake("2f", "lyapunov_exponent")
def the_same_perturbation_always(J, x0, T, dt, I=0.0, omega=2.5, theta=0.0, *, rng):
    """The first perturbation is the same for every `rng`. Draw it: `rng.standard_normal(N)`."""
    x, v, steps, growth = x0, np.ones(len(x0)), round(T / dt), 0.0
    for k in range(steps):
        r = np.tanh(x)
        v = v / np.linalg.norm(v)
        v = v + dt * (-v + J @ ((1 - r**2) * v))
        x = x + dt * (-x + J @ r + I * np.cos(omega * k * dt + theta))
        growth += np.log(np.linalg.norm(v)) * (k >= steps // 2)
    return float(growth / ((steps - steps // 2) * dt))
