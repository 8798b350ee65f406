"""Hidden checks and named mistakes of 3a: the rates of some units beside their targets."""

import numpy as np

from autograder.checks import (
    Wrong,
    check,
    curves_through,
    expect_labels,
    expect_new_figure,
    mistake,
    names_of,
    plt,
    points_at,
    says,
    shows_curve,
    shows_points,
)
from autograder.problems.problem3.datasets import some_example

TARGET = r"target|goal|wanted|desired|data|teach|\bz\b"
RATE = r"rate|network|model|\br\b|activity"


def drawn(axes, x, y) -> bool:
    return shows_curve(axes, x, y) or shows_points(axes, x, y)


def parts(axes, x, ys) -> list:
    """All curves and points that show one of the columns of ys against x."""
    wanted = [np.column_stack([x, y]) for y in ys.T]
    return [part for xy in wanted for part in [*curves_through(axes, xy), *points_at(axes, xy)]]


@check("3a", weight=2.0)
def rates_beside_their_targets(ask):
    """`plot_units` shows rates over the largest rate of all, and the targets beside them."""
    one = some_example(ask.rng)
    R, t, target_t, target = 30 * one.R, one.t, one.target_t, one.target
    units = ask.rng.choice(R.shape[1], 3, replace=False).tolist()
    R[11, next(u for u in range(R.shape[1]) if u not in units)] = 47.0
    axes = ask.figure("plot_units", t, R, target_t, target, units)
    rates = R[:, units]
    for k, unit in enumerate(units):
        if not drawn(axes, target_t, target[:, unit]):
            steps = np.arange(len(target))
            by_index = any(drawn(axes, x, target[:, unit]) for x in (steps, steps + 1, t[steps]))
            mistake = "targets_against_their_index" if by_index else None
            raise Wrong("The target of a unit is not drawn against the target times.", mistake)
        if drawn(axes, t, rates[:, k] / R.max()):
            continue
        for name, scale in (
            ("plotted_rates_not_divided", 1.0),
            ("own_maximum_of_each_unit", rates[:, k].max()),
            ("maximum_of_the_plotted_units", rates.max()),
        ):
            if drawn(axes, t, rates[:, k] / scale):
                raise Wrong("The rate of a unit is not divided by the largest rate of all.", name)
        raise Wrong("The rate of a unit, over the largest rate of all, is not drawn against t.")
    others = np.setdiff1d(np.arange(R.shape[1]), units)
    for x, ys in ((t, R[:, others] / R.max()), (target_t, target[:, others])):
        for curve in axes.curves():
            against_x = len(curve) == len(x) and np.allclose(curve[:, 0], x)
            if against_x and np.isclose(ys, curve[:, [1]]).all(axis=0).any():
                raise Wrong("There are curves of units that were not asked for.")


@check("3a", weight=0.5, needs=("rates_beside_their_targets",))
def labels_and_legend_of_the_units(ask):
    """`plot_units` makes a new figure with a label on both axes and a legend of rate and target."""
    one = some_example(ask.rng)
    units = ask.rng.choice(one.R.shape[1], 2, replace=False).tolist()
    axes = ask.figure("plot_units", one.t, one.R, one.target_t, one.target, units)
    expect_new_figure(axes)
    expect_labels(axes)
    rates = names_of(axes, parts(axes, one.t, one.R[:, units] / one.R.max()))
    targets = names_of(axes, parts(axes, one.target_t, one.target[:, units]))
    told = len({says(entry, TARGET) for entry in axes.legend}) == 2
    if len(axes.legend) < 2 or (rates and rates == targets and not told):
        raise Wrong("No legend says which curve is a rate and which a target.", "no_legend")
    of_rates, of_targets = " ".join(rates), " ".join(targets)
    if says(of_rates, TARGET) and not says(of_targets, TARGET) and says(of_targets, RATE):
        raise Wrong("The legend calls the rates targets and the targets rates.", "legend_exchanged")


# Mistakes


@mistake("3a", "plot_units")
def own_maximum_of_each_unit(t, R, target_t, target, units):
    """Each unit is divided by its own maximum, so that a weak one looks as strong as the others.
    Divide all by the one largest rate in R."""
    fig, ax = plt.subplots()
    for unit in units:
        ax.plot(t, R[:, unit] / R[:, unit].max(), label="rate")
        ax.plot(target_t, target[:, unit], label="target")
    ax.set(xlabel="time (s)", ylabel="rate / largest rate")
    ax.legend()
    return ax


@mistake("3a", "plot_units")
def maximum_of_the_plotted_units(t, R, target_t, target, units):
    """The rates are divided by the largest among the units that are drawn. Take the largest of
    *all* units, as in `variance_explained`."""
    fig, ax = plt.subplots()
    for unit in units:
        ax.plot(t, R[:, unit] / R[:, units].max(), label="rate")
        ax.plot(target_t, target[:, unit], label="target")
    ax.set(xlabel="time (s)", ylabel="rate / largest rate")
    ax.legend()
    return ax


@mistake("3a", "plot_units")
def plotted_rates_not_divided(t, R, target_t, target, units):
    """The rates are drawn as they are. Divide them by the largest rate in R, so that they can be
    compared with the targets."""
    fig, ax = plt.subplots()
    for unit in units:
        ax.plot(t, R[:, unit], label="rate")
        ax.plot(target_t, target[:, unit], label="target")
    ax.set(xlabel="time (s)", ylabel="rate / largest rate")
    ax.legend()
    return ax


@mistake("3a", "plot_units")
def targets_against_their_index(t, R, target_t, target, units):
    """The targets are drawn against their number or against the first times of the rates. They
    have times of their own, `target_t`."""
    fig, ax = plt.subplots()
    for unit in units:
        ax.plot(t, R[:, unit] / R.max(), label="rate")
        ax.plot(target[:, unit], label="target")
    ax.set(xlabel="time (s)", ylabel="rate / largest rate")
    ax.legend()
    return ax


@mistake("3a", "plot_units")
def no_legend(t, R, target_t, target, units):
    """Without a legend nobody can tell the rates from the targets. Give the curves a `label` and
    call `ax.legend()`."""
    fig, ax = plt.subplots()
    for unit in units:
        ax.plot(t, R[:, unit] / R.max())
        ax.plot(target_t, target[:, unit])
    ax.set(xlabel="time (s)", ylabel="rate / largest rate")
    return ax


@mistake("3a", "plot_units")
def legend_exchanged(t, R, target_t, target, units):
    """The entries of the legend are exchanged. Give each curve its `label` where it is drawn, and
    nothing can get out of step."""
    fig, ax = plt.subplots()
    for unit in units:
        ax.plot(t, R[:, unit] / R.max(), label="target")
        ax.plot(target_t, target[:, unit], label="rate")
    ax.set(xlabel="time (s)", ylabel="rate / largest rate")
    ax.legend()
    return ax
