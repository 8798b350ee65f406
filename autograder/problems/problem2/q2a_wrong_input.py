"""Further named mistakes of 2a: everything but the input is right."""

import numpy as np

from autograder.checks import mistake


@mistake("2a", "simulate")
def input_without_dt(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """The input is added without dt. It is part of the velocity, so dt multiplies it as well."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k])) + I * np.cos(omega * k * dt + theta)
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def input_of_the_next_step(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """The input is one step off. From x(t) to x(t + dt) the input at the time t counts, and the
    first step begins at t = 0."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        v = -x[k] + J @ np.tanh(x[k]) + I * np.cos(omega * (k + 1) * dt + theta)
        x[k + 1] = x[k] + dt * v
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def sine_for_cosine(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """The input is a sine. It should be I cos(omega t + theta), which at t = 0 is I cos(theta)."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k]) + I * np.sin(omega * k * dt + theta))
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def cycles_for_radians(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """omega is taken for a number of cycles. It is an angular frequency: cos(omega t + theta),
    without a factor of 2 pi."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        h = I * np.cos(2 * np.pi * omega * k * dt + theta)
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k]) + h)
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def phases_ignored(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """All units hear the same phase: `theta` does not enter."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k]) + I * np.cos(omega * k * dt))
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def input_stands_still(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """The input is the same at every step: the time does not enter, so nothing oscillates."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k]) + I * np.cos(theta))
    return dt * np.arange(len(x)), x
