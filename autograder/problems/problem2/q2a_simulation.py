"""Hidden checks and named mistakes of 2a: integrate the driven network."""

import numpy as np
from scipy.integrate import solve_ivp

from autograder.checks import Wrong, array, check, compared, expect_close, mistake, pair
from reference import connectivity, network


def run(ask, x0, T, dt, J, *drive) -> tuple:
    """What the student's `simulate` returns: two values, the times and the currents."""
    answer = ask.call("simulate", x0, T, dt, J, *drive)
    return pair(answer, "`simulate` must return two arrays, (t, x)")


def expect_path(ask, what: str, x0, T, dt, J, *drive) -> None:
    """All states are right. The first or last may be missing, or all be one row early, and t and x
    may be exchanged: `times_of_the_rows` looks at that."""
    t, x = run(ask, x0, T, dt, J, *drive)
    x = array(t if are_exchanged(t, x) else x, (None, len(x0)), "The array x")
    expected = network.simulate(x0, T, dt, J, *drive)[1]
    last = len(expected) - 1
    if len(x) in (last, last + 1) and np.allclose(x[0], expected[1]):
        expected = expected[[*range(1, last + 1), last][: len(x)]]
    elif len(x) == last:
        expected = expected[:-1]
    if len(x) > 1:  # the first step tells most about what is wrong
        first = terms(x0, 0.0, J, dt, **dict(zip(("I", "omega", "theta"), drive, strict=False)))
        fits = bool(np.allclose(x[1], expected[1], 1e-8))
        compared("The state after the first step", x[1], expected[1], fits, first)
    expect_close(x, expected, what, 1e-8)


def are_exchanged(t, x) -> bool:
    """Whether the two answers can only be meant the other way round."""
    return isinstance(t, np.ndarray) and isinstance(x, np.ndarray) and (t.ndim, x.ndim) == (2, 1)


def instance(ask, N: int, g: float = 1.5):
    """A state (N,), connections (N, N) and phases (N,)."""
    J = connectivity.random_connectivity(N, g, ask.rng)
    return ask.rng.standard_normal(N), J, ask.rng.uniform(0, 2 * np.pi, N)


def terms(x, t, J, dt, I=0.0, omega=2.5, theta=0.0) -> dict:
    """What a step of Euler's method is made of, and what may stand there in its place."""
    h, w = I * np.cos(omega * t + theta), x + dt * (-x)
    r, N = np.tanh(x), len(x)
    return {
        "x": x, "dt x": dt * x, "dt J phi(x)": dt * J @ r, "dt h": dt * h + np.zeros(N),
        "J phi(x)": J @ r, "h": h + np.zeros(N), "dt J^T phi(x)": dt * J.T @ r, "dt J x":
        dt * J @ x, "dt phi(J x)": dt * np.tanh(J @ x), "dt phi(J x + h)": dt * np.tanh(J @ x + h),
        "dt phi(x)": dt * r, "dt J phi(x - dt x)": dt * J @ np.tanh(w), "dt^2 x": dt**2 * x,
        "dt^2 J phi(x)": dt**2 * J @ r, "dt^2 h": dt**2 * h, "dt J h": dt * J @ (h + np.zeros(N)),
        "dt I sin(omega t + theta)": dt * I * np.sin(omega * t + theta),
        "dt I cos(omega t - theta)": dt * I * np.cos(omega * t - theta),
        "dt I cos(omega (t + dt) + theta)": dt * I * np.cos(omega * (t + dt) + theta),
        "dt I cos(2 pi omega t + theta)": dt * I * np.cos(2 * np.pi * omega * t + theta),
        "dt I cos(omega t)": dt * I * np.cos(omega * t), "dt I cos(theta)":
        dt * I * np.cos(theta), "dt cos(omega t + theta)": dt * np.cos(omega * t + theta),
        "dt I": dt * I, "dt phi(x) h": dt * r * h,
        "dt I cos(t + theta)": dt * I * np.cos(t + theta),
        "dt I cos(omega + theta)": dt * I * np.cos(omega + theta),
    }  # fmt: skip


@check("2a", weight=2.5)
def one_step(ask):
    """`step` advances a state by dt, with and without input, at any time."""
    for N, t, dt, I, omega, phase in (
        (1, 0.0, 0.1, 0.0, 2.5, None),
        (7, 0.4, 0.05, 1.7, 0.6, None),
        (30, 31, 0.01, 4, 2, None),
        (4, 1.3, 0.2, 0.9, 1.1, 0.8),  # one phase for all
    ):
        x, J, phases = instance(ask, N)
        theta = phases if phase is None else phase
        expected = network.step(x, t, J, dt, I, omega, theta)
        answer = ask.call("step", x, t, J, dt, I, omega, theta)
        parts = terms(x, t, J, dt, I, omega, theta)
        expect_close(answer, expected, "The state after one step", 1e-9, 1e-11, parts)


@check("2a", weight=2.0)
def runs_without_input(ask):
    """`simulate` gives every state of networks that are left alone."""
    for N, T, dt, g in ((2, 1.0, 0.05, 1.5), (25, 5.0, 0.01, 1.5), (100, 2.0, 0.02, 0.8)):
        x0, J, _ = instance(ask, N, g)
        expect_path(ask, "The path without input", x0, T, dt, J)


@check("2a", weight=2.0)
def runs_with_input(ask):
    """`simulate` gives every state of driven networks, each unit with its own phase."""
    for N, T, dt, I, omega in ((3, 2.0, 0.05, 1.0, 2.5), (30, 5.0, 0.01, 2.0, 1.3)):
        x0, J, theta = instance(ask, N)
        expect_path(ask, "The path with input", x0, T, dt, J, I, omega, theta)
    what = "The path with the default frequency and phase"
    expect_path(ask, what, x0, 1.0, 0.02, J, 0.8)


# Neither 0.3 / 0.1 nor 1.1 / 0.1 is whole in a computer: the first is below 3, the second above 11.
DURATIONS = ((0.3, 0.1), (0.7, 0.1), (1.1, 0.1), (1.2, 0.4), (2.0, 0.02))


@check("2a", weight=1.25)
def times_of_the_rows(ask):
    """The rows of `simulate` are the times 0, dt, 2 dt, ..., and the first state is `x0`."""
    for T, dt in DURATIONS:
        x0, J, theta = instance(ask, 4)
        t, x = run(ask, x0, T, dt, J, 0.5, 2.0, theta)
        if are_exchanged(t, x):
            raise Wrong("The states come before the times.", "states_before_times")
        rows = round(T / dt) + 1
        t, x = array(t, (rows,), "The array t"), array(x, (rows, 4), "The array x")
        expect_close(t, dt * np.arange(rows), "The array of times", 1e-9)
        expect_close(x[0], x0, "The first state", 1e-12, 1e-12)
    for T, steps in ((1.0, 3), (1.1, 4)):  # 3.3 and 3.7 steps
        _, x = run(ask, x0, T, 0.3, J)
        array(x, (steps + 1, 4), "The array x, if dt does not divide T,")


@check("2a", weight=0.75, needs=("times_of_the_rows",))
def shorter_steps_are_better(ask):
    """With a ten times shorter dt, `simulate` comes about ten times closer to equation (1)."""
    x0, J, theta = instance(ask, 12)
    drive = (1.0, 1.7, theta)
    exact = solve_ivp(
        lambda t, x: network.velocity(x, J, h=network.drive(t, *drive)),
        (0, 2), x0, "DOP853", rtol=1e-9, atol=1e-9,
    ).y[:, -1]  # fmt: skip
    coarse, fine = (
        np.linalg.norm(last_state(ask, x0, 2.0, dt, J, *drive) - exact) for dt in (0.05, 0.005)
    )
    if fine > 1e-6 and fine > coarse / 5:
        raise Wrong("A shorter dt does not bring the path closer to the solution of (1).")
    if fine > 0.02 * np.linalg.norm(exact):
        raise Wrong("Even with a short dt the path is far from the solution of (1).")


def last_state(ask, x0, T, dt, *arguments) -> np.ndarray:
    _, x = run(ask, x0, T, dt, *arguments)
    return array(x, (round(T / dt) + 1, len(x0)), "The array x")[-1]


# Mistakes


@mistake("2a", "step")
def step_returns_the_change(x, t, J, dt, I, omega, theta):
    """This is the change during dt, not the state after it: add it to x."""
    return dt * (-x + J @ np.tanh(x) + I * np.cos(omega * t + theta))


@mistake("2a", "step")
def step_forgets_the_time(x, t, J, dt, I, omega, theta):
    """The input is the same at every step: the time `t` does not enter, so nothing oscillates."""
    return x + dt * (-x + J @ np.tanh(x) + I * np.cos(theta))


@mistake("2a", "simulate")
def without_dt(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """dt is missing: the whole velocity is added at every step. In a step of length dt the state
    moves by dt times its velocity."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] - x[k] + J @ np.tanh(x[k]) + I * np.cos(omega * k * dt + theta)
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def dt_twice(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """The velocity is multiplied by dt twice, so everything happens 1/dt times too slowly."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        v = -x[k] + J @ np.tanh(x[k]) + I * np.cos(omega * k * dt + theta)
        x[k + 1] = x[k] + dt**2 * v
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def currents_sent_on(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """phi is missing: the units send their currents. A linear network above g = 1 grows without
    end; tanh is what holds the activity."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + J @ x[k] + I * np.cos(omega * k * dt + theta))
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def connections_transposed(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """J is applied transposed. J[i, j] leads from j to i, so unit i sums along row i. No figure
    shows this, because the transposed network is just as random."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + np.tanh(x[k]) @ J + I * np.cos(omega * k * dt + theta))
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def leak_forgotten(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """The leak -x is missing, so no current ever decays."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (J @ np.tanh(x[k]) + I * np.cos(omega * k * dt + theta))
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def leak_before_the_rates(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """The leak is applied first, and the rates are taken from the leaked state. Euler's method
    takes all terms of the velocity at the same state."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = (1 - dt) * x[k]
        x[k + 1] += dt * (J @ np.tanh(x[k + 1]) + I * np.cos(omega * k * dt + theta))
    return dt * np.arange(len(x)), x
