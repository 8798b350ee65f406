"""Further named mistakes of 2a: the equation is right, and the rows, the method or x0 are not."""

import numpy as np

from autograder.checks import mistake


@mistake("2a", "simulate")
def first_row_dropped(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """The start is missing: the first row is the state after one step. It should be x0, at t = 0,
    so there is one row more than there are steps."""
    x, states = x0, []
    for k in range(round(T / dt)):
        x = x + dt * (-x + J @ np.tanh(x) + I * np.cos(omega * k * dt + theta))
        states.append(x)
    return dt * np.arange(1, len(states) + 1), np.array(states)


@mistake("2a", "simulate")
def last_row_missing(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """The last state is missing. Between 0 and T lie round(T/dt) steps, and round(T/dt) + 1
    states with the first and the last."""
    x = np.empty((round(T / dt), len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k]) + I * np.cos(omega * k * dt + theta))
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def steps_cut_off(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """`int(T / dt)` cuts off, and in a computer 0.3 / 0.1 is a little less than 3. Use `round`."""
    x = np.empty((int(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k]) + I * np.cos(omega * k * dt + theta))
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def steps_rounded_up(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """`ceil(T / dt)` rounds up, and in a computer 1.1 / 0.1 is a little more than 11. Use
    `round`."""
    x = np.empty((int(np.ceil(T / dt)) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k]) + I * np.cos(omega * k * dt + theta))
    return dt * np.arange(len(x)), x


@mistake("2a", "simulate")
def times_by_arange(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """`np.arange(0, T + dt, dt)` has sometimes one time too many, because of rounding. Take
    `round(T / dt)` steps, and dt times their numbers."""
    t = np.arange(0, T + dt, dt)
    x = np.empty((len(t), len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k]) + I * np.cos(omega * t[k] + theta))
    return t, x


@mistake("2a", "simulate")
def states_before_times(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """The states come first. `simulate` returns the times and then the states: (t, x)."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k]) + I * np.cos(omega * k * dt + theta))
    return x, dt * np.arange(len(x))


@mistake("2a", "simulate")
def rates_for_currents(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """These are the rates tanh(x). `simulate` returns the currents x; take the rates from them
    afterwards."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k]) + I * np.cos(omega * k * dt + theta))
    return dt * np.arange(len(x)), np.tanh(x)


@mistake("2a", "simulate")
def units_in_rows(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """Units stand in the rows. Time goes down the rows and units along the columns: (time, N)."""
    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        x[k + 1] = x[k] + dt * (-x[k] + J @ np.tanh(x[k]) + I * np.cos(omega * k * dt + theta))
    return dt * np.arange(len(x)), x.T


@mistake("2a", "simulate")
def rows_are_one_array(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """All rows are the last state: the list holds the same array again and again, and it is
    changed in place. Append a copy, or make a new array at every step."""
    x = np.array(x0, dtype=float)
    states = [x]
    for k in range(round(T / dt)):
        x += dt * (-x + J @ np.tanh(x) + I * np.cos(omega * k * dt + theta))
        states.append(x)
    return dt * np.arange(len(states)), np.array(states)


@mistake("2a", "simulate")
def another_method(x0, T, dt, J, I=0.0, omega=2.5, theta=0.0):
    """This is the classical Runge-Kutta method. It is more exact than Euler's, but the question
    is about Euler's method, step by step."""

    def v(t, x):
        return -x + J @ np.tanh(x) + I * np.cos(omega * t + theta)

    x = np.empty((round(T / dt) + 1, len(x0)))
    x[0] = x0
    for k in range(len(x) - 1):
        t = k * dt
        a = v(t, x[k])
        b = v(t + dt / 2, x[k] + dt / 2 * a)
        c = v(t + dt / 2, x[k] + dt / 2 * b)
        x[k + 1] = x[k] + dt / 6 * (a + 2 * b + 2 * c + v(t + dt, x[k] + dt * c))
    return dt * np.arange(len(x)), x
