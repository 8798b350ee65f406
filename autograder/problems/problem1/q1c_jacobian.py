"""Hidden checks and named mistakes of 1c: the Jacobian."""

import numpy as np

from autograder.checks import check, expect_close, mistake
from reference import connectivity, network


@check("1c", weight=2.0)
def jacobian_anywhere(ask):
    """`jacobian(x, J)` is the derivative of the velocity at any state, not only at rest."""
    for N, size in ((2, 1.0), (8, 0.5), (25, 2.0)):
        x = size * ask.rng.standard_normal(N)
        J = connectivity.random_connectivity(N, 1.5, ask.rng)
        answer = ask.call("jacobian", x, J)
        expect_close(answer, network.jacobian(x, J), "The Jacobian", rtol=1e-6, atol=1e-6)


@check("1c")
def jacobian_at_the_origin(ask):
    """At the origin `jacobian` is that of the linear network."""
    J = connectivity.random_connectivity(11, 1.5, ask.rng)
    origin = np.zeros(11)
    answer = ask.call("jacobian", origin, J)
    expect_close(answer, network.jacobian(origin, J), "The Jacobian at 0", rtol=1e-6, atol=1e-6)


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
