"""Further named mistakes of 2d: the components are right, and the coordinates are not."""

import numpy as np

from autograder.checks import mistake, plt


@mistake("2d", "project")
def projection_around_zero(r, components, k):
    """The mean over time is not taken off, so the coordinates are not centred."""
    return r @ components[:, :k]


@mistake("2d", "project")
def projection_on_rows(r, components, k):
    """The rates are projected on the rows of `components`. The components are its columns."""
    return (r - r.mean(axis=0)) @ components[:k].T


@mistake("2d", "project")
def projection_on_all(r, components, k):
    """All coordinates come back. Only the first k are asked for: shape (K, k)."""
    return (r - r.mean(axis=0)) @ components


@mistake("2d", "project")
def rates_put_together_again(r, components, k):
    """These are rates again, rebuilt from k components. The coordinates have shape (K, k)."""
    return (r - r.mean(axis=0)) @ components[:, :k] @ components[:, :k].T


@mistake("2d", "plot_state_space")
def coordinates_against_time(r, components):
    """The coordinates are drawn against time. In the state space time does not appear: the first
    coordinate goes to the right and the second one upwards."""
    fig, ax = plt.subplots()
    ax.plot(np.arange(len(r)), (r - r.mean(axis=0)) @ components[:, :2])
    ax.set(xlabel="time", ylabel="coordinate")
    return ax


@mistake("2d", "plot_state_space")
def two_units_for_two_components(r, components):
    """These are the rates of two units. A point of the state space has its coordinates along the
    components, to which all units contribute."""
    fig, ax = plt.subplots()
    ax.plot(r[:, 0], r[:, 1])
    ax.set(xlabel="first component", ylabel="second component", aspect="equal")
    return ax


@mistake("2d", "plot_state_space")
def second_component_to_the_right(r, components):
    """The two components are exchanged: the first one goes to the right."""
    first, second = ((r - r.mean(axis=0)) @ components[:, :2]).T
    fig, ax = plt.subplots()
    ax.plot(second, first)
    ax.set(xlabel="first component", ylabel="second component", aspect="equal")
    return ax


@mistake("2d", "plot_state_space")
def unequal_scales(r, components):
    """The two axes have different scales, so a circle looks like an ellipse."""
    first, second = ((r - r.mean(axis=0)) @ components[:, :2]).T
    fig, ax = plt.subplots(figsize=(8, 3))
    ax.plot(first, second)
    ax.set(xlabel="first component", ylabel="second component")
    return ax
