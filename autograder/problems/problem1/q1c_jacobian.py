"""Hidden checks and named mistakes of 1c: the Jacobian."""

import numpy as np

from autograder.checks import check, expect_close, mistake
from reference import connectivity, network


def terms(x, J) -> dict:
    """What the Jacobian is made of, and what may stand there in its place."""
    rates, I = np.tanh(x), np.eye(len(x))
    return {
        "I": I, "J diag(1 - tanh(x)^2)": J * (1 - rates**2), "J": J,
        "diag(1 - tanh(x)^2) J": (J.T * (1 - rates**2)).T, "J^T diag(1 - tanh(x)^2)":
        J.T * (1 - rates**2), "J diag(tanh(x))": J * rates, "J diag(tanh(x)^2)": J * rates**2,
        "diag(tanh(x)^2) J": (J.T * rates**2).T, "diag(tanh(x)) J": (J.T * rates).T,
        "J^T": J.T, "a matrix of ones": np.ones_like(J), "diag(x)": np.diag(x),
        "J diag(x^2)": J * x**2, "diag(1 - tanh(x)^2)": np.diag(1 - rates**2),
        "J diag(x)": J * x, "J diag(1 - tanh(x))": J * (1 - rates),
        "J diag(1 - x^2)": J * (1 - x**2), "J diag(1/cosh(x))": J / np.cosh(x),
        "J diag(1 - tanh(x)^3)": J * (1 - rates**3), "J diag(1 + tanh(x)^2)": J * (1 + rates**2),
        "J diag((1 - tanh(x))^2)": J * (1 - rates) ** 2, "J diag(1/cosh(x)^4)":
        J * (1 - rates**2) ** 2, "J (1 - tanh(x)^2) in every row":
        np.broadcast_to(J @ (1 - rates**2), J.shape), "J diag(1 - tanh(x)^4)": J * (1 - rates**4),
        "diag(tanh(x)^2)": I * rates**2,
    }  # fmt: skip


@check("1c", weight=2.0)
def jacobian_anywhere(ask):
    """`jacobian(x, J)` is the derivative of the velocity at any state, not only at rest."""
    for N, size in ((2, 1.0), (8, 0.5), (25, 2.0)):
        x = size * ask.rng.standard_normal(N)
        J = connectivity.random_connectivity(N, 1.5, ask.rng)
        answer, expected = ask.call("jacobian", x, J), network.jacobian(x, J)
        expect_close(answer, expected, "The Jacobian", 1e-6, 1e-6, terms(x, J))


@check("1c")
def jacobian_at_the_origin(ask):
    """At the origin `jacobian` is that of the linear network."""
    J = connectivity.random_connectivity(11, 1.5, ask.rng)
    origin = np.zeros(11)
    answer, expected = ask.call("jacobian", origin, J), network.jacobian(origin, J)
    expect_close(answer, expected, "The Jacobian at 0", 1e-6, 1e-6, terms(origin, J))


# Mistakes


@mistake("1c", "jacobian")
def slopes_on_the_left(x, J):
    """The slopes scale the rows of J. They belong to the units that send, so they scale its
    columns: entry (i, k) is J_ik times the slope at x_k."""
    return -np.eye(len(x)) + np.diag(1 - np.tanh(x) ** 2) @ J


@mistake("1c", "jacobian")
def jacobian_without_leak(x, J):
    """The leak is missing: -x_i depends on x_i itself and adds -1 to each diagonal entry."""
    return J * (1 - np.tanh(x) ** 2)


@mistake("1c", "jacobian")
def slope_without_square(x, J):
    """The slope of tanh is not 1 - tanh(x): that is 2 at one end. It is 1 minus the square."""
    return -np.eye(len(x)) + J * (1 - np.tanh(x))


@mistake("1c", "jacobian")
def slope_is_tanh(x, J):
    """The rates themselves stand where their slopes should: differentiate phi."""
    return -np.eye(len(x)) + J * np.tanh(x)


@mistake("1c", "jacobian")
def jacobian_of_the_origin_only(x, J):
    """This is the Jacobian at the origin, J - I, for every state. Elsewhere the units are partly
    saturated and pass on less."""
    return J - np.eye(len(x))


@mistake("1c", "jacobian")
def jacobian_transposed(x, J):
    """The Jacobian is transposed: row i must hold how the velocity of unit i changes."""
    return (-np.eye(len(x)) + J * (1 - np.tanh(x) ** 2)).T


@mistake("1c", "jacobian")
def leak_on_all_entries(x, J):
    """1 is subtracted from every entry. The leak acts on each unit itself: subtract the identity
    matrix."""
    return J * (1 - np.tanh(x) ** 2) - 1
