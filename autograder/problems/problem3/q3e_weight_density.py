"""Hidden checks and named mistakes of 3e: the density of the weights."""

import numpy as np

from autograder.checks import Wrong, array, check, expect_close, judging, mistake, pair
from autograder.problems.problem3.datasets import some_example
from reference import weights


def expect_density(ask, J: np.ndarray, bins, of: str) -> None:
    answer = ask.call("weight_density", J, bins)
    density, edges = pair(answer, "`weight_density` must return the density and the edges")
    wanted, wanted_edges = weights.weight_density(J, bins)
    density = array(density, wanted.shape, "The density")
    expect_close(edges, wanted_edges, "The array of edges")
    integral = np.sum(density * np.diff(wanted_edges))
    with judging(density, wanted, "The density"):
        if not np.isclose(integral, 1, rtol=1e-6):
            raise Wrong(f"The density of {of} integrates to {integral:.3g} and not to 1.")
    expect_close(density, wanted, f"The density of {of}", rtol=1e-6)


@check("3e", weight=2.0)
def density_in_equal_bins(ask):
    """`weight_density(J, bins)` is right for a number of bins, and for an array of equal ones."""
    one = some_example(ask.rng)
    expect_density(ask, one.J, 150, "trained weights")
    edges = weights.shared_bins(one.J0, one.J, 120)
    for J, of in ((one.J0, "untrained weights"), (one.J, "trained weights")):
        expect_density(ask, J, edges, of)


@check("3e")
def density_in_other_bins(ask):
    """`weight_density` is right for bins of unequal widths, and when weights lie outside."""
    J = ask.rng.standard_t(3, (40, 40))
    largest = np.abs(J).max() + 1
    inside = np.sort(ask.rng.uniform(-4, 4, 21))
    expect_density(ask, J, np.array([-largest, *inside, largest]), "weights in unequal bins")
    expect_density(ask, J, np.linspace(-1.5, 1.0, 31), "weights inside of the bins")
    expect_density(ask, 0.01 * J, 25, "weights in other units")


# Mistakes


@mistake("3e", "weight_density")
def counts(J, bins):
    """These are counts. A density is a share of the weights per unit of weight: divide by the
    number of weights and by the width of the bin."""
    return np.histogram(J, bins)


@mistake("3e", "weight_density")
def shares(J, bins):
    """These are shares, which add up to 1. A density is a share over the width of its bin, so
    that it *integrates* to 1."""
    number, edges = np.histogram(J, bins)
    return number / number.sum(), edges


@mistake("3e", "weight_density")
def outside_counted(J, bins):
    """The number of all weights is the divisor, also of those outside of the bins. Then the
    density does not integrate to 1 over the bins."""
    number, edges = np.histogram(J, bins)
    return number / J.size / np.diff(edges), edges


@mistake("3e", "weight_density")
def width_of_the_first_bin(J, bins):
    """All shares are divided by the width of the first bin. Each has its own width."""
    number, edges = np.histogram(J, bins)
    return number / number.sum() / (edges[1] - edges[0]), edges


@mistake("3e", "weight_density")
def logarithm_of_the_density(J, bins):
    """This is the logarithm of the density, and an empty bin has none. Return the density, and
    let the axis be logarithmic."""
    density, edges = np.histogram(J, bins, density=True)
    return np.log10(density), edges


@mistake("3e", "weight_density")
def middles_for_edges(J, bins):
    """The second answer holds the middles of the bins. Return their edges, one more than there
    are bins."""
    density, edges = np.histogram(J, bins, density=True)
    return density, (edges[1:] + edges[:-1]) / 2


@mistake("3e", "weight_density")
def edges_before_density(J, bins):
    """Density and edges come back in the wrong order."""
    density, edges = np.histogram(J, bins, density=True)
    return edges, density


@mistake("3e", "weight_density")
def empty_bins_left_out(J, bins):
    """Empty bins are left out. Keep them with a density of 0, so that there is a number for each
    bin."""
    density, edges = np.histogram(J, bins, density=True)
    return density[density > 0], edges


@mistake("3e", "weight_density")
def bins_that_were_not_asked_for(J, bins):
    """The `bins` that are handed in are not used as they are: an array of edges must be kept."""
    number = bins if np.ndim(bins) == 0 else len(bins) - 1
    return np.histogram(J, number, density=True)
