"""Hidden checks and named mistakes of 3a: the rates of some units beside their targets."""

import numpy as np

from autograder.checks import (
    Wrong,
    check,
    expect_labels,
    mistake,
    plt,
    shows_curve,
    shows_points,
)
from autograder.problems.problem3.datasets import some_example


def drawn(axes, x, y) -> bool:
    return shows_curve(axes, x, y) or shows_points(axes, x, y)


@check("3a")
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
    expect_labels(axes)
    if len(axes.legend) < 2:
        raise Wrong("No legend says which curve is a rate and which a target.", "no_legend")


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
