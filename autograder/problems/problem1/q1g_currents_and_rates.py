"""Hidden checks and named mistakes of 1g: currents or rates?"""

import numpy as np

from autograder.checks import check, expect_close, mistake
from reference import connectivity, fixed_points


def terms(r, J, h) -> dict:
    """What the currents are made of, and what may stand there in its place."""
    return {
        "J r": r @ J.T, "h": h, "J^T r": r @ J, "r": r, "phi(r)": np.tanh(r), "J phi(r)":
        np.tanh(r) @ J.T, "phi(J r)": np.tanh(r @ J.T), "phi(J r + h)": np.tanh(r @ J.T + h),
        "J h": np.broadcast_to(h, len(J)) @ J.T,
    }  # fmt: skip


def terms_back(x, J, h) -> dict:
    """The same for the rates."""
    inverse, h = np.linalg.inv(J), np.broadcast_to(h, len(J))
    return {
        "J^-1 (x - h)": (x - h) @ inverse.T, "J (x - h)": (x - h) @ J.T, "x - h": x - h,
        "J^T (x - h)": (x - h) @ J, "phi(x - h)": np.tanh(x - h), "J^-1 x": x @ inverse.T,
        "J^-1 h": h @ inverse.T, "J^-T x": x @ inverse, "J^-T h":
        h @ inverse, "x": x, "h": h, "J x": x @ J.T, "J^T x": x @ J, "J h": h @ J.T,
        "J^T h": h @ J, "phi(x)": np.tanh(x),
    }  # fmt: skip


@check("1g")
def currents_of_a_state(ask):
    """`currents_from_rates(r, J, h)` gives the current of every unit, with the input."""
    J = connectivity.random_connectivity(12, 1.4, ask.rng)
    for h in (0.4, ask.rng.standard_normal(12)):
        r = ask.rng.uniform(-1, 1, 12)
        answer = ask.call("currents_from_rates", r, J, h)
        expected = fixed_points.currents_from_rates(r, J, h)
        expect_close(answer, expected, "The currents", terms=terms(r, J, h))


@check("1g")
def rates_of_a_state(ask):
    """`rates_from_currents(x, J, h)` is the way back."""
    J = np.eye(12) + connectivity.random_connectivity(12, 0.5, ask.rng)
    for h in (0.4, ask.rng.standard_normal(12)):
        x = ask.rng.standard_normal(12)
        answer = ask.call("rates_from_currents", x, J, h)
        expected = fixed_points.rates_from_currents(x, J, h)
        expect_close(answer, expected, "The rates", 1e-6, 1e-8, terms_back(x, J, h))


@check("1g")
def trajectories_of_both_models(ask):
    """A trajectory of the rate model becomes one of the current model, and comes back."""
    J = np.eye(10) + connectivity.random_connectivity(10, 0.5, ask.rng)
    h, r = ask.rng.standard_normal(10), ask.rng.uniform(-1, 1, 10)
    path = []
    for _ in range(25):
        path.append(r)
        r = r + 0.05 * (-r + np.tanh(J @ r + h))
    path = np.array(path)
    currents = fixed_points.currents_from_rates(path, J, h)
    answer = ask.call("currents_from_rates", path, J, h)
    expect_close(answer, currents, "The currents of a trajectory", terms=terms(path, J, h))
    answer, back = ask.call("rates_from_currents", currents, J, h), terms_back(currents, J, h)
    expect_close(answer, path, "The rates of a trajectory", 1e-6, 1e-8, back)


@check("1g", weight=0.5, needs=("trajectories_of_both_models",))
def trajectories_of_any_length(ask):
    """Rows are moments also when there are as many of them as neurons, or only one."""
    N = 6
    J, h = np.eye(N) + connectivity.random_connectivity(N, 0.5, ask.rng), ask.rng.standard_normal(N)
    for T in (N, 1):
        path = ask.rng.uniform(-1, 1, (T, N))
        currents = fixed_points.currents_from_rates(path, J, h)
        answer = ask.call("currents_from_rates", path, J, h)
        expect_close(answer, currents, f"The currents of a trajectory of {T} moments, {N} neurons")
        answer = ask.call("rates_from_currents", currents, J, h)
        what = f"The rates of a trajectory of {T} moments, {N} neurons"
        expect_close(answer, path, what, rtol=1e-6, atol=1e-8)


# Mistakes


@mistake("1g", "currents_from_rates")
def input_left_out(r, J, h):
    """The input h is missing: the current of a unit is its recurrent input plus h."""
    return r @ J.T


@mistake("1g", "currents_from_rates")
def phi_of_the_rates(r, J, h):
    """phi is applied to the rates. They are rates already; equation (2) has phi outside of the
    sum, and the current is its argument."""
    return np.tanh(r) @ J.T + h


@mistake("1g", "currents_from_rates")
def currents_transposed(r, J, h):
    """J is applied transposed. For a row of states, r @ J.T is J applied to each of them."""
    return r @ J + h


@mistake("1g", "currents_from_rates")
def rate_of_the_currents(r, J, h):
    """phi is applied to the result, which turns the currents back into rates."""
    return np.tanh(r @ J.T + h)


@mistake("1g", "currents_from_rates")
def one_state_only(r, J, h):
    """`J @ r` is right for one state. In a trajectory (T, N) the states are rows, and J has to
    act on each of them."""
    return J @ r + h


@mistake("1g", "rates_from_currents")
def phi_for_the_way_back(x, J, h):
    """phi(x) is where the rates are heading, not where they are: the rates of equation (2) follow
    phi(x) with a delay. Undo x = J r + h instead."""
    return np.tanh(x)


@mistake("1g", "rates_from_currents")
def way_back_without_input(x, J, h):
    """The input h has to be taken off before J is undone."""
    return np.linalg.solve(J, np.transpose(x)).T


@mistake("1g", "rates_from_currents")
def way_back_with_added_input(x, J, h):
    """The input is added instead of taken off: J r = x - h."""
    return np.linalg.solve(J, np.transpose(x + h)).T
