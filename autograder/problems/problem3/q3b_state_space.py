"""Hidden checks and named mistakes of 3b: three paths in one space."""

import numpy as np

from autograder.checks import (
    Wrong,
    check,
    curves_through,
    expect_close,
    expect_equal_aspect,
    expect_new_figure,
    expect_sides,
    mistake,
    names_of,
    plt,
    shows_curve,
)
from autograder.problems.problem3.datasets import some_example
from reference import population, tracking


def expect_projection(ask, R, components, mean, of: str) -> None:
    answer = ask.call("project_onto", R, components, mean)
    expected = tracking.project_onto(R, components, mean)
    terms = {"R C": R @ components, "mean C": mean @ components}
    terms["(the mean of these rates) C"] = R.mean(axis=0) @ components
    expect_close(answer, expected, f"The coordinates of {of}", 1e-6, 1e-8, terms)


@check("3b", weight=2.0)
def projections_of_unseen_networks(ask):
    """`project_onto` places untrained, trained and target activity in the trained components."""
    one = some_example(ask.rng)
    _, components = population.principal_components(one.R)
    mean = one.R.mean(axis=0)
    for rates, of in ((one.R0, "untrained"), (one.R, "trained"), (one.target, "target")):
        expect_projection(ask, rates[::4], components[:, :5], mean, f"{of} activity")


@check("3b")
def projections_onto_any_components(ask):
    """`project_onto` uses the components and the mean that it is given, however many."""
    for samples, N, k in ((40, 9, 2), (5, 5, 5), (12, 30, 1)):
        R, mean = ask.rng.random((samples, N)), ask.rng.standard_normal(N)
        components = np.linalg.qr(ask.rng.standard_normal((N, N)))[0][:, :k]
        expect_projection(ask, R, components, mean, "made-up rates")


def made_up_paths(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Three paths of different lengths and numbers of coordinates, far from each other."""
    paths = {}
    for name, samples, k in (("quiet", 60, 2), ("taught", 90, 5), ("wanted", 31, 3)):
        paths[name] = np.cumsum(rng.standard_normal((samples, k)), axis=0) + 20 * rng.random(k)
    return paths


@check("3b")
def paths_in_one_picture(ask):
    """`plot_state_space(paths)` shows each path as a curve, first against second coordinate."""
    paths = made_up_paths(ask.rng)
    axes = ask.figure("plot_state_space", paths)
    for path in paths.values():
        x, y = path[:, 0], path[:, 1]
        if shows_curve(axes, x, y):
            continue
        for name, curve in (
            ("coordinates_swapped", (y, x)),
            ("coordinates_against_time", (np.arange(len(x)), x)),
            ("paths_centred", (x - x.mean(), y - y.mean())),
        ):
            if shows_curve(axes, *curve):
                raise Wrong("A path is not drawn with its coordinates in the right places.", name)
        raise Wrong("A path is not drawn as a curve of its second against its first coordinate.")
    right = [path[:, :2] for path in paths.values()]
    for curve in axes.curves():
        of_length = [path for path in right if len(path) == len(curve)]
        if of_length and not any(same_places(curve, path) for path in of_length):
            raise Wrong("There are curves that are none of the paths.")


def same_places(curve: np.ndarray, path: np.ndarray) -> bool:
    return any(np.allclose(xy, path, rtol=0, atol=1e-6) for xy in (curve, curve[::-1]))


@check("3b", weight=0.5, needs=("paths_in_one_picture",))
def labels_and_scale_of_the_picture(ask):
    """`plot_state_space` labels both axes, gives them the same scale, and names the paths."""
    paths = made_up_paths(ask.rng)
    axes = ask.figure("plot_state_space", paths)
    expect_new_figure(axes)
    expect_sides(axes, FIRST, SECOND)
    expect_equal_aspect(axes, "unequal_scales_of_the_state_space")
    entries = " ".join(axes.legend)
    if not all(name in entries for name in paths):
        raise Wrong("The legend does not give the name of every path.", "paths_without_names")
    for name, path in paths.items():
        found = " ".join(names_of(axes, curves_through(axes, path[:, :2])))
        if found and name not in found:
            raise Wrong("The legend gives a path the name of another.", "names_of_other_paths")


FIRST, SECOND = r"[01]|first", r"[12]|second"  # components may be counted from 0


# Mistakes


@mistake("3b", "project_onto")
def own_mean(R, components, mean):
    """Each set of rates is centred at its own mean, so all of them land around the origin and
    nobody sees how far apart they are. Subtract the mean that is handed in."""
    return (R - R.mean(axis=0)) @ components


@mistake("3b", "project_onto")
def mean_not_subtracted(R, components, mean):
    """The mean is not subtracted. Coordinates are measured from the state `mean`."""
    return R @ components


@mistake("3b", "project_onto")
def own_components(R, components, mean):
    """The components are computed from these rates anew. Then every set has axes of its own, and
    the pictures cannot be compared; use the components that are handed in."""
    Vt = np.linalg.svd(R - R.mean(axis=0), full_matrices=False)[2]
    return (R - mean) @ Vt[: components.shape[1]].T


@mistake("3b", "project_onto")
def mean_added(R, components, mean):
    """The mean is added. Coordinates are measured from the state `mean`, so subtract it."""
    return (R + mean) @ components


@mistake("3b", "project_onto")
def paths_as_columns(R, components, mean):
    """The result is transposed: time belongs into the rows, one column for each component."""
    return ((R - mean) @ components).T


@mistake("3b", "project_onto")
def scaled_to_variance_one(R, components, mean):
    """Every coordinate is scaled to variance 1. That hides how large an activity is; a projection
    does not scale."""
    coordinates = (R - mean) @ components
    return coordinates / coordinates.std(axis=0)


@mistake("3b", "project_onto")
def back_in_the_space_of_neurons(R, components, mean):
    """The coordinates are multiplied with the components once more, which leads back to N
    neurons. The k coordinates are asked for."""
    return (R - mean) @ components @ components.T


@mistake("3b", "plot_state_space")
def coordinates_swapped(paths):
    """The second coordinate goes to the right and the first upwards. It should be the other way
    round."""
    fig, ax = plt.subplots()
    for name, path in paths.items():
        ax.plot(path[:, 1], path[:, 0], label=name)
    ax.set(xlabel="component 1", ylabel="component 2", aspect="equal")
    ax.legend()
    return ax


@mistake("3b", "plot_state_space")
def coordinates_against_time(paths):
    """The coordinates are drawn against time. In state space one coordinate is drawn against the
    other, and time runs along the curve."""
    fig, ax = plt.subplots()
    for name, path in paths.items():
        ax.plot(path[:, 0], label=name)
        ax.plot(path[:, 1])
    ax.set(xlabel="component 1", ylabel="component 2", aspect="equal")
    ax.legend()
    return ax


@mistake("3b", "plot_state_space")
def paths_centred(paths):
    """Every path is moved to the origin, which hides how far apart the paths are. Draw the
    coordinates as they are."""
    fig, ax = plt.subplots()
    for name, path in paths.items():
        ax.plot(*(path[:, :2] - path[:, :2].mean(axis=0)).T, label=name)
    ax.set(xlabel="component 1", ylabel="component 2", aspect="equal")
    ax.legend()
    return ax


@mistake("3b", "plot_state_space")
def unequal_scales_of_the_state_space(paths):
    """The two axes have different scales, so distances on the page are not distances between
    states."""
    fig, ax = plt.subplots(figsize=(9, 3))
    for name, path in paths.items():
        ax.plot(path[:, 0], path[:, 1], label=name)
    ax.set(xlabel="component 1", ylabel="component 2")
    ax.legend()
    return ax


@mistake("3b", "plot_state_space")
def paths_without_names(paths):
    """The legend does not say which path is which. The keys of the dictionary are the names."""
    fig, ax = plt.subplots()
    for path in paths.values():
        ax.plot(path[:, 0], path[:, 1])
    ax.set(xlabel="component 1", ylabel="component 2", aspect="equal")
    ax.legend(["path 1", "path 2", "path 3"])
    return ax


@mistake("3b", "plot_state_space")
def names_of_other_paths(paths):
    """The legend has the names in another order than the curves, so each path has the name of
    another. Give every curve its `label` where it is drawn."""
    fig, ax = plt.subplots()
    for path in paths.values():
        ax.plot(path[:, 0], path[:, 1])
    ax.set(xlabel="component 1", ylabel="component 2", aspect="equal")
    ax.legend(list(paths)[::-1])
    return ax
