"""Hidden checks and named mistakes of 3e: the figure of the weights."""

import numpy as np

from autograder.checks import (
    Bins,
    Wrong,
    check,
    expect_close,
    expect_labels,
    expect_new_figure,
    histograms,
    meaning,
    mistake,
    number_of_bins,
    pair,
    plt,
    same_grid,
    says,
)
from autograder.problems.problem3.datasets import some_example
from reference import weights

INSTEAD = {
    "counts": "counts_in_the_figure",
    "shares": "shares_in_the_figure",
    "logarithm": "logarithm_by_hand",
}


def densities(ask, found: list[Bins], J: np.ndarray, of: str) -> list[Bins]:
    """The histograms that show the density of J. Raises Wrong if there is none."""
    values = np.sort(J, axis=None)
    meanings = [meaning(bins, values) for bins in found]
    if "density" not in meanings:
        mistake = next((INSTEAD[name] for name in meanings if name in INSTEAD), None)
        if "density" in (meaning(bins, inside(bins, values)) for bins in found):
            mistake = "bins_of_the_trained"
        if mistake and not draws_what_it_computes(ask, J):
            mistake = None  # it is the function's, not the figure's
        raise Wrong(f"The figure does not show the density of all weights of {of}.", mistake)
    return [bins for bins, name in zip(found, meanings, strict=True) if name == "density"]


def inside(bins: Bins, values: np.ndarray) -> np.ndarray:
    """Those of the sorted values that lie in the bins."""
    return values[(values >= bins.low.min()) & (values <= bins.high.max())]


def draws_what_it_computes(ask, J: np.ndarray) -> bool:
    """Whether `weight_density` is right, so that a wrong figure is a mistake of its own."""
    try:
        density, _ = pair(ask.call("weight_density", J, 60), "two arrays")
        expect_close(density, weights.weight_density(J, 60)[0], "The density", rtol=1e-6)
    except Wrong:
        return False
    return True


@check("3e", weight=1.5)
def densities_in_one_figure(ask):
    """`plot_weights(J0, J)` shows both densities in the same bins, on a logarithmic axis."""
    J0, J = two_matrices(ask.rng)
    axes = ask.figure("plot_weights", J0, J)
    found = histograms(axes)
    after = densities(ask, found, J, "J")
    before = densities(ask, found, J0, "J0")
    shared = [bins for bins in after if any(same_grid(bins, other) for other in before)]
    if not shared:
        raise Wrong("The densities of J0 and J are drawn in different bins.", "bins_of_their_own")
    if max(map(number_of_bins, shared)) < 50:
        raise Wrong("There are fewer than 50 bins.", "few_bins")
    if axes.yscale != "log":
        raise Wrong("The axis of the density is not logarithmic.", "linear_axis")


def two_matrices(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """J0 and J of a trained network, of which J0 has the smallest weight and J the largest."""
    one = some_example(rng)
    J0 = one.J0.copy()
    J0[3, 5] = one.J.min() - 0.2 * np.ptp(one.J)
    return J0, one.J


UNTRAINED = r"untrained|before|initial|random|\bJ\s*0|J₀"
TRAINED = r"\btrained|after|learn|\bJ\b(?!\s*0)"


@check("3e", weight=0.5, needs=("densities_in_one_figure",))
def labels_and_legend_of_the_weights(ask):
    """`plot_weights` makes a new figure with labels, and a legend that tells the matrices apart."""
    J0, J = two_matrices(ask.rng)
    axes = ask.figure("plot_weights", J0, J)
    expect_new_figure(axes)
    expect_labels(axes)
    if len(axes.legend) < 2:
        raise Wrong("No legend says which matrix is which.", "no_legend_for_the_matrices")
    found = histograms(axes)
    of_J0, of_J = (
        " ".join({bins.name for bins in densities(ask, found, matrix, "a matrix")})
        for matrix in (J0, J)
    )
    if says(of_J, UNTRAINED) and not says(of_J0, UNTRAINED) and says(of_J0, TRAINED):
        raise Wrong("The legend exchanges the two matrices.", "matrices_exchanged_in_the_legend")


# Mistakes


@mistake("3e", "plot_weights")
def bins_of_their_own(J0, J):
    """Each matrix has bins of its own. Take the edges from both matrices together, or heights
    cannot be compared bin by bin."""
    fig, ax = plt.subplots()
    ax.hist(J0.ravel(), 100, density=True, label="J0")
    ax.hist(J.ravel(), 100, density=True, label="J")
    ax.set(xlabel="weight", ylabel="probability density", yscale="log")
    ax.legend()
    return ax


@mistake("3e", "plot_weights")
def linear_axis(J0, J):
    """On a linear axis the rare strong weights cannot be seen. Make the axis of the density
    logarithmic."""
    edges = np.linspace(min(J0.min(), J.min()), max(J0.max(), J.max()), 101)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "J0"), (J, "J")):
        ax.stairs(np.histogram(matrix, edges, density=True)[0], edges, label=name)
    ax.set(xlabel="weight", ylabel="probability density")
    ax.legend()
    return ax


@mistake("3e", "plot_weights")
def logarithm_by_hand(J0, J):
    """An empty bin has no logarithm. Draw the density itself and let the axis be logarithmic, so
    that its ticks show densities, too."""
    edges = np.linspace(min(J0.min(), J.min()), max(J0.max(), J.max()), 101)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "J0"), (J, "J")):
        density = np.histogram(matrix, edges, density=True)[0]
        ax.plot((edges[1:] + edges[:-1]) / 2, np.log10(density), label=name)
    ax.set(xlabel="weight", ylabel="log density")
    ax.legend()
    return ax


@mistake("3e", "plot_weights")
def counts_in_the_figure(J0, J):
    """The figure shows how many weights there are in each bin. Draw the density."""
    edges = np.linspace(min(J0.min(), J.min()), max(J0.max(), J.max()), 101)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "J0"), (J, "J")):
        ax.hist(matrix.ravel(), edges, histtype="step", label=name)
    ax.set(xlabel="weight", ylabel="number of weights", yscale="log")
    ax.legend()
    return ax


@mistake("3e", "plot_weights")
def shares_in_the_figure(J0, J):
    """The figure shows the share of the weights in each bin. The density is this share over the
    width of the bin."""
    edges = np.linspace(min(J0.min(), J.min()), max(J0.max(), J.max()), 101)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "J0"), (J, "J")):
        ax.stairs(np.histogram(matrix, edges)[0] / matrix.size, edges, label=name)
    ax.set(xlabel="weight", ylabel="share", yscale="log")
    ax.legend()
    return ax


@mistake("3e", "plot_weights")
def few_bins(J0, J):
    """In so few bins the untrained weights look like a single column. Take at least 50."""
    edges = np.linspace(min(J0.min(), J.min()), max(J0.max(), J.max()), 16)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "J0"), (J, "J")):
        ax.stairs(np.histogram(matrix, edges, density=True)[0], edges, label=name)
    ax.set(xlabel="weight", ylabel="probability density", yscale="log")
    ax.legend()
    return ax


@mistake("3e", "plot_weights")
def no_legend_for_the_matrices(J0, J):
    """Without a legend nobody knows which matrix is which."""
    edges = np.linspace(min(J0.min(), J.min()), max(J0.max(), J.max()), 101)
    fig, ax = plt.subplots()
    for matrix in (J0, J):
        ax.stairs(np.histogram(matrix, edges, density=True)[0], edges)
    ax.set(xlabel="weight", ylabel="probability density", yscale="log")
    return ax


@mistake("3e", "plot_weights")
def matrices_exchanged_in_the_legend(J0, J):
    """The legend calls J untrained and J0 trained. Give each density its `label` where it is
    drawn."""
    edges = np.linspace(min(J0.min(), J.min()), max(J0.max(), J.max()), 101)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "trained, J"), (J, "untrained, J0")):
        ax.stairs(np.histogram(matrix, edges, density=True)[0], edges, label=name)
    ax.set(xlabel="weight", ylabel="probability density", yscale="log")
    ax.legend()
    return ax


@mistake("3e", "plot_weights")
def bins_of_the_trained(J0, J):
    """The bins span the weights of J, so some of J0 lie outside. They go from the smallest to the
    largest weight of both."""
    edges = np.linspace(J.min(), J.max(), 101)
    fig, ax = plt.subplots()
    for matrix, name in ((J0, "J0"), (J, "J")):
        ax.stairs(np.histogram(matrix, edges, density=True)[0], edges, label=name)
    ax.set(xlabel="weight", ylabel="probability density", yscale="log")
    ax.legend()
    return ax
