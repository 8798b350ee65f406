"""Hidden checks and named mistakes of 1f: a fixed point of a nonlinear network."""

from functools import partial

import numpy as np

from autograder.checks import (
    NUMBER_OF,
    Source,
    Values,
    Wrong,
    array,
    check,
    compared,
    expect_new_figure,
    expect_sides,
    histograms,
    judge,
    meaning,
    mistake,
    number_of_bins,
    optimize,
    plt,
    turned,
)
from reference import connectivity, fixed_points, network

POSITIVE_TANH = Source("lambda x: (np.tanh(x) + 1) / 2")
TANH = Source("np.tanh")
# What a RuntimeError is called in Python, Octave and Julia.
REFUSALS = {"RuntimeError", "error", "ErrorException"}
CURRENT = r"current|input|x"


def fixed_point(ask, J, phi, x0) -> np.ndarray:
    """The student's fixed point as an array (N,)."""
    return array(ask.call("find_fixed_point", J, phi, x0), (len(J),), "The fixed point")


def expect_at_rest(x, J, phi: Source) -> None:
    """The largest |velocity| at x is below 1e-8."""
    residual = np.max(np.abs(network.velocity(x, J, eval(phi.text, {"np": np}))))
    at_rest = bool(residual < 1e-8)
    if phi is not TANH:
        right = x if at_rest else beside_the_only_one(x, J).right
        compared("The fixed point", x, right, at_rest)
    if not at_rest:
        reason = (
            "At the state that comes back the network still moves: the largest |dx/dt| is about "
            f"1e{np.log10(residual):.0f}, and it must be below 1e-8."
        )
        shown = partial(beside_the_only_one, x, J) if phi is not TANH else None
        judge(Wrong(reason, exhibit=shown))


def beside_the_only_one(x, J) -> Values:
    """The answer beside the fixed point, of which there is one when all rates are positive."""
    right = fixed_points.find_fixed_point(J, fixed_points.positive_tanh, np.zeros(len(J)))
    return Values("The current of each unit at rest", x, right)


@check("1f", weight=2.0)
def fixed_point_with_positive_rates(ask):
    """`find_fixed_point` finds a state at rest for phi = (tanh + 1) / 2 in 20 networks."""
    for _ in range(20):
        J = connectivity.random_connectivity(50, 0.8, ask.rng)
        expect_at_rest(
            fixed_point(ask, J, POSITIVE_TANH, ask.rng.standard_normal(50)), J, POSITIVE_TANH
        )


@check("1f", needs=("fixed_point_with_positive_rates",))
def one_fixed_point_from_all_starts(ask):
    """For positive rates there is one fixed point, and every start leads to it."""
    for _ in range(3):
        J = connectivity.random_connectivity(50, 0.8, ask.rng)
        starts = [size * ask.rng.standard_normal(50) for size in (0.0, 1.0, 4.0)]
        found = np.array([fixed_point(ask, J, POSITIVE_TANH, start) for start in starts])
        if np.max(np.ptp(found, axis=0)) > 1e-7:
            raise Wrong("Different starts lead to different states, and only one can be at rest.")


@check("1f")
def fixed_point_with_tanh(ask):
    """`find_fixed_point` also finds a state at rest for tanh, where the solver's flag misleads."""
    for _ in range(6):
        J = connectivity.random_connectivity(50, 0.8, ask.rng)
        expect_at_rest(fixed_point(ask, J, TANH, ask.rng.standard_normal(50)), J, TANH)


@check("1f", weight=0.75, needs=("fixed_point_with_positive_rates",))
def fixed_point_beside_the_start(ask):
    """A search that starts beside a fixed point finds that one: `x0` is where it starts."""
    J = 2.0 * np.eye(3)  # three neurons that excite themselves, each at rest at -1.915, 0 or 1.915
    for signs in ((1, -1, 1), (-1, -1, 1)):
        rest = fixed_points.find_fixed_point(J, np.tanh, 2.0 * np.array(signs))
        start = rest + 0.02 * ask.rng.uniform(-1, 1, 3)
        found = fixed_point(ask, J, TANH, start)
        if np.max(np.abs(found - rest)) > 0.1:
            raise Wrong(
                "The search started right beside a fixed point, and came back with another one.",
                "start_ignored",
            )


@check("1f", weight=0.75, needs=("fixed_point_with_positive_rates",))
def error_without_a_fixed_point(ask):
    """Where no state is at rest to 1e-8, `find_fixed_point` raises a RuntimeError."""
    one_of_many = np.diag([1.0] + [0.0] * 49)
    for J, shift in (
        (np.eye(1), "+ 1"),  # the velocity is 1 everywhere
        (one_of_many, "+ 1e-7"),  # one neuron of fifty never quite rests,
        (one_of_many, "- 1e-7"),  # in either direction
    ):
        start = 0.1 * ask.rng.standard_normal(len(J))
        kinds = ask.error("find_fixed_point", J, Source(f"lambda x: x {shift}"), start)
        if not kinds:
            raise Wrong(
                "This network has no fixed point: a velocity stays above 1e-8 everywhere. The "
                "function returned something instead of raising a RuntimeError.",
                "residual_not_looked_at",
            )
        if not REFUSALS & set(kinds):
            raise Wrong(f"Without a fixed point it raised {kinds[0]}, not a RuntimeError.")


@check("1f")
def histogram_of_the_fixed_point(ask):
    """`plot_fixed_point(x)` shows a histogram of all units as counts, and labels both axes."""
    x = 0.4 * ask.rng.standard_normal(73)
    axes = ask.figure("plot_fixed_point", x)
    lying = turned(axes)
    upright, sideways = (histograms(view, bars_only=True) for view in (axes, lying))
    if not upright + sideways:
        raise Wrong("There is no histogram on the Axes.", "units_for_histogram")
    for found, view in ((upright, axes), (sideways, lying)):
        meanings = [meaning(bins, np.sort(x), strays=0) for bins in found]
        if "counts" not in meanings:
            continue
        if number_of_bins(found[meanings.index("counts")]) < 4:
            raise Wrong("So few bars show no distribution.")
        expect_sides(view, CURRENT, NUMBER_OF)
        expect_new_figure(axes)
        return
    density = any(meaning(bins, np.sort(x)) == "density" for bins in upright + sideways)
    named = "density_for_counts" if density else None
    raise Wrong("The bars are not the number of units in each bin, of all units.", named)


# Mistakes


@mistake("1f", "find_fixed_point")
def fixed_point_of_the_transposed(J, phi, x0):
    """This state is at rest for the transposed network. J[i, j] leads from j to i, so the input
    is J @ phi(x)."""
    return optimize.root(lambda x: -x + phi(x) @ J, x0, tol=1e-12).x


@mistake("1f", "find_fixed_point")
def fixed_point_of_the_rates(J, phi, x0):
    """This state is at rest in the rate form, r = phi(J r). Equation (1) is about currents:
    x = J phi(x)."""
    return optimize.root(lambda x: -x + phi(J @ x), x0, tol=1e-12).x


@mistake("1f", "find_fixed_point")
def fixed_point_with_a_wrong_sign(J, phi, x0):
    """This state solves x + J phi(x) = 0. At a fixed point the velocity vanishes, which is
    -x + J phi(x): mind the sign of one of the two terms."""
    return optimize.root(lambda x: x + J @ phi(x), x0, tol=1e-12).x


@mistake("1f", "find_fixed_point")
def only_one_step(J, phi, x0):
    """One step towards the fixed point is not enough: repeat it until the velocity vanishes."""
    return J @ phi(x0)


@mistake("1f", "find_fixed_point")
def always_the_origin(J, phi, x0):
    """This is the origin, which is at rest only if phi(0) = 0, as for tanh. With positive rates
    even a unit without current fires. Is the `phi` that is handed in used?"""
    return np.zeros(len(x0))


@mistake("1f", "find_fixed_point")
def one_newton_step(J, phi, x0):
    """This is a single Newton step from the start. Repeat it, or leave it to scipy.optimize,
    until the velocity vanishes."""
    slope = (phi(x0 + 1e-6) - phi(x0 - 1e-6)) / 2e-6
    return x0 - np.linalg.solve(J * slope - np.eye(len(x0)), -x0 + J @ phi(x0))


@mistake("1f", "find_fixed_point")
def believes_the_flag(J, phi, x0):
    """The solver's success flag is believed. It compares the last step with the size of x, and so
    calls a perfect root at x = 0 a failure. Look at the velocity instead."""
    solution = optimize.root(lambda x: -x + J @ phi(x), x0, tol=1e-12)
    if not solution.success:
        raise RuntimeError("no fixed point found")
    return solution.x


@mistake("1f", "find_fixed_point")
def twice_the_rate(J, phi, x0):
    """This state is at rest for twice the rates: phi = tanh + 1 instead of (tanh + 1) / 2. Use
    the `phi` that is handed in as it is."""
    return optimize.root(lambda x: -x + 2 * J @ phi(x), x0, tol=1e-12).x


@mistake("1f", "find_fixed_point")
def residual_not_looked_at(J, phi, x0):
    """Whatever the solver ends at comes back. Compute the velocity there, and raise a
    RuntimeError unless it is below 1e-8 for every neuron."""
    return optimize.root(lambda x: -x + J @ phi(x), x0, tol=1e-12).x


@mistake("1f", "find_fixed_point")
def start_ignored(J, phi, x0):
    """The search starts somewhere else than at `x0`. Where there are several fixed points, the
    start decides which of them is found."""
    x = optimize.root(lambda x: -x + J @ phi(x), np.zeros(len(x0)), tol=1e-12).x
    if not np.max(np.abs(-x + J @ phi(x))) < 1e-8:
        raise RuntimeError("no fixed point found")
    return x


@mistake("1f", "plot_fixed_point")
def density_for_counts(x):
    """The bars show a density. Counts are asked for, so that they add up to N."""
    fig, ax = plt.subplots()
    ax.hist(x, bins=10, density=True)
    ax.set(xlabel="current", ylabel="number of units")
    return ax


@mistake("1f", "plot_fixed_point")
def units_for_histogram(x):
    """A histogram counts how many units fall into each bin (`ax.hist`)."""
    fig, ax = plt.subplots()
    ax.plot(x, "o")
    ax.set(xlabel="unit", ylabel="current")
    return ax
