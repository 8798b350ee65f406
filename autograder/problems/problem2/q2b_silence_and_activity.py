"""Hidden checks and named mistakes of 2b: the network without input, at two gains."""

import numpy as np

from autograder.checks import (
    View,
    Wrong,
    array,
    check,
    expect_labels,
    expect_new_figure,
    mistake,
    number,
    plt,
    shows_curve,
)
from autograder.problems.problem2.notebook import (
    Run,
    expect_run,
    network_of,
    own_simulate_excused,
    variable_mistake,
)
from reference.statistics_problem2 import DT, LATE, MEAN_SQUARE_RATE, SILENT_CURRENT, N

QUIET, ACTIVE = Run(0.8), Run(1.5)


@check("2b")
def quiet_network(ask):
    """`rates_quiet` holds the rates of the network at g = 0.8, from `x0` to t = 100."""
    others = {"gain_forgotten": Run(1.0), "active_twice": ACTIVE, "root_of_the_gain": Run(0.8**0.5)}
    expect_run(ask, "rates_quiet", QUIET, others)


@check("2b")
def active_network(ask):
    """`rates_active` holds the rates of the network at g = 1.5, from `x0` to t = 100."""
    others = {"gain_forgotten": Run(1.0), "quiet_twice": QUIET, "root_of_the_gain": Run(1.5**0.5)}
    expect_run(ask, "rates_active", ACTIVE, others)


@check("2b", weight=0.5, needs=("quiet_network", "active_network"))
def silence_below_and_activity_above(ask):
    """At g = 0.8 activity dies out; at g = 1.5 it lasts, and is as strong as it should be."""
    first, last, late = (0, 1, None), (-1, None, None), (round(LATE / DT), None, None)
    of = network_of(ask)
    with own_simulate_excused(ask, "rates_quiet", QUIET, of):
        quiet = [
            number(ask.value("rates_quiet", View(rows=rows, reduce="largest")), "The largest rate")
            for rows in (first, last)
        ]
        if not quiet[1] < SILENT_CURRENT < quiet[0]:
            raise Wrong("`rates_quiet` does not fall silent.")
    with own_simulate_excused(ask, "rates_active", ACTIVE, of):
        view = View(rows=late, reduce="mean square")
        active = number(ask.value("rates_active", view), "The mean square")
        units = array(ask.value("rates_active", View(rows=last)), (1, N), "The last row")
        if active not in MEAN_SQUARE_RATE[1.5] or np.std(units) < 0.2:
            raise Wrong("`rates_active` is not as active as a network at g = 1.5.")


@check("2b")
def picture_of_three_units(ask):
    """`plot_rates(t, r)` draws the first three units against time, with a label on both axes."""
    t, r = 0.5 * np.arange(90) + 3, ask.rng.uniform(-1, 1, (90, 7))
    axes = ask.figure("plot_rates", t, r)
    lines = [xy for xy in axes.curves() if len(xy) == len(t)]
    drawn = [shows_curve(axes, t, unit) for unit in r.T]
    if not all(drawn[:3]):
        raise Wrong("There is no line for each of the first three units.", wrong_lines(lines, t, r))
    if any(drawn[3:]):
        raise Wrong("More units are drawn than the first three.", "all_units_drawn")
    expect_new_figure(axes)
    expect_labels(axes)


def wrong_lines(lines: list[np.ndarray], t: np.ndarray, r: np.ndarray) -> str | None:
    """The mistake in the lines (n, 2), if it is known."""
    units = [xy for xy in lines if any(np.allclose(xy[:, 1], unit) for unit in r.T[:3])]
    if len(units) >= 3 and any(np.allclose(xy[:, 0], np.arange(len(t))) for xy in units):
        return "rows_for_times"
    if any(np.allclose(xy, np.column_stack([t, r[:, 0]])) for xy in units):
        return "one_unit_only"
    return "moments_for_units" if np.shape(lines)[:1] == (0,) else None


# Mistakes


@variable_mistake("2b", "rates_active")
def currents_stored(simulate, x0, T, dt, J_unit):
    """`simulate` returns currents. The rates are their tanh."""
    return simulate(x0, T, dt, 1.5 * J_unit)[1]


@variable_mistake("2b", "rates_active")
def gain_forgotten(simulate, x0, T, dt, J_unit):
    """This is the network at g = 1. `J_unit` has no gain in it: hand over g times `J_unit`."""
    return np.tanh(simulate(x0, T, dt, J_unit)[1])


@variable_mistake("2b", "rates_active")
def quiet_twice(simulate, x0, T, dt, J_unit):
    """Both arrays hold the run at g = 0.8. A cell that was copied, perhaps?"""
    return np.tanh(simulate(x0, T, dt, 0.8 * J_unit)[1])


@variable_mistake("2b", "rates_quiet")
def active_twice(simulate, x0, T, dt, J_unit):
    """Both arrays hold the run at g = 1.5. A cell that was copied, perhaps?"""
    return np.tanh(simulate(x0, T, dt, 1.5 * J_unit)[1])


@variable_mistake("2b", "rates_active")
def root_of_the_gain(simulate, x0, T, dt, J_unit):
    """The connections are scaled with the root of g. The variance of the connections goes with the
    square of the gain, so the connections themselves go with g."""
    return np.tanh(simulate(x0, T, dt, np.sqrt(1.5) * J_unit)[1])


@mistake("2b", "plot_rates")
def one_unit_only(t, r):
    """Only the first unit is drawn. Three are asked for."""
    fig, ax = plt.subplots()
    ax.plot(t, r[:, 0])
    ax.set(xlabel="time", ylabel="rate")
    return ax


@mistake("2b", "plot_rates")
def rows_for_times(t, r):
    """The rates are drawn against the number of the row. Time goes to the right: hand over `t`."""
    fig, ax = plt.subplots()
    ax.plot(r[:, :3])
    ax.set(xlabel="time", ylabel="rate")
    return ax


@mistake("2b", "plot_rates")
def all_units_drawn(t, r):
    """All units are drawn. With hundreds of lines nothing can be seen: draw three."""
    fig, ax = plt.subplots()
    ax.plot(t, r)
    ax.set(xlabel="time", ylabel="rate")
    return ax


@mistake("2b", "plot_rates")
def moments_for_units(t, r):
    """The first three rows are drawn, which are three moments. A unit is a column."""
    fig, ax = plt.subplots()
    ax.plot(r[:3].T)
    ax.set(xlabel="time", ylabel="rate")
    return ax
