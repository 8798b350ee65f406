"""Hidden checks and named mistakes of 1b: the velocity."""

import numpy as np

from autograder.checks import Source, check, expect_close, mistake
from reference import connectivity, network

POSITIVE_TANH = Source("lambda x: (np.tanh(x) + 1) / 2")
TANH = Source("np.tanh")
RECTIFIED = Source("lambda x: np.maximum(x, 0.0)")


def terms(x, J, phi=np.tanh, h=0.0) -> dict:
    """What the velocity is made of, and what may stand there in its place."""
    return {
        "x": x, "J phi(x)": J @ phi(x), "h": h, "phi(x)": phi(x), "J^T phi(x)": J.T @ phi(x),
        "J x": J @ x, "phi(J x)": phi(J @ x), "phi(J x + h)": phi(J @ x + h), "J^T x": J.T @ x,
        "phi(J phi(x))": phi(J @ phi(x)), "J x^2": J @ x**2, "J phi(x)^2": J @ phi(x) ** 2,
        "J phi(x + h)": J @ phi(x + h), "1": 1.0, "J h": J @ np.broadcast_to(h, len(x)),
        "J (x phi(x))": J @ (x * phi(x)), "h J phi(x)": h * (J @ phi(x)),
        "J phi(2 x)": J @ phi(2 * x), "x phi(x)": x * phi(x),
        "h x": h * x, "h phi(x)": h * phi(x), "phi(h)": phi(np.asarray(h)),
    }  # fmt: skip


@check("1b")
def velocity_of_tanh_networks(ask):
    """`velocity(x, J)` gives dx/dt of every unit for states and matrices it has not seen."""
    for N in (1, 2, 7, 40):
        x, J = ask.rng.standard_normal(N), connectivity.random_connectivity(N, 1.7, ask.rng)
        expected = network.velocity(x, J)
        expect_close(ask.call("velocity", x, J), expected, "The velocity", terms=terms(x, J))


@check("1b")
def velocity_with_other_phi(ask):
    """`velocity` uses the function `phi` that it is given."""
    x, J = ask.rng.standard_normal(9), connectivity.random_connectivity(9, 1.2, ask.rng)
    for phi in (RECTIFIED, POSITIVE_TANH, Source("lambda x: 1.0 * x")):
        function = eval(phi.text, {"np": np})
        answer, expected = ask.call("velocity", x, J, phi=phi), network.velocity(x, J, function)
        what = "The velocity with another phi"
        expect_close(answer, expected, what, terms=terms(x, J, function))


@check("1b")
def velocity_with_input(ask):
    """`velocity` adds the input `h`, one number for all units or one for each."""
    x, J = ask.rng.standard_normal(9), connectivity.random_connectivity(9, 1.2, ask.rng)
    for h in (0.7, ask.rng.standard_normal(9), -0.4, ask.rng.standard_normal(9)):
        answer, expected = ask.call("velocity", x, J, h=h), network.velocity(x, J, h=h)
        expect_close(answer, expected, "The velocity with an input", terms=terms(x, J, h=h))


# Mistakes


@mistake("1b", "velocity")
def transposed(x, J, phi=np.tanh, h=0.0):
    """J is applied transposed. J[i, j] leads from unit j to unit i, so unit i sums along row i:
    J @ phi(x), not phi(x) @ J."""
    return -x + phi(x) @ J + h


@mistake("1b", "velocity")
def phi_outside_the_sum(x, J, phi=np.tanh, h=0.0):
    """phi is applied to the summed input. In equation (1) each sender turns its own current into
    a rate first; the receiver adds up rates."""
    return -x + phi(J @ x + h)


@mistake("1b", "velocity")
def phi_around_the_recurrent_input(x, J, phi=np.tanh, h=0.0):
    """phi is applied to the summed recurrent input J @ x. In equation (1) it is applied to each
    sender's current, before the sum."""
    return -x + phi(J @ x) + h


@mistake("1b", "velocity")
def no_leak(x, J, phi=np.tanh, h=0.0):
    """The leak -x is missing: without it nothing pulls the currents back to zero."""
    return J @ phi(x) + h


@mistake("1b", "velocity")
def phi_forgotten(x, J, phi=np.tanh, h=0.0):
    """The currents are summed as they are, J @ x. What travels along the connections are the
    rates phi(x)."""
    return -x + J @ x + h


@mistake("1b", "velocity")
def phi_always_tanh(x, J, phi=np.tanh, h=0.0):
    """tanh is written into the function, so another `phi` that is handed in has no effect."""
    return -x + J @ np.tanh(x) + h


@mistake("1b", "velocity")
def input_forgotten(x, J, phi=np.tanh, h=0.0):
    """The input h has no effect on the velocity."""
    return -x + J @ phi(x)


@mistake("1b", "velocity")
def elementwise_product(x, J, phi=np.tanh, h=0.0):
    """`J * phi(x)` multiplies entry by entry and gives a matrix. The sum over senders is a
    matrix product: `J @ phi(x)`."""
    return -x + J * phi(x) + h
