"""Hidden checks and named mistakes of 1e: the spectrum of a random network."""

from functools import partial

import numpy as np

from autograder.checks import (
    Plane,
    Seed,
    Wrong,
    array,
    check,
    expect_same_set,
    judging,
    mistake,
    spectrum_of,
)
from reference import connectivity, statistics


@check("1e")
def entries_of_random_matrices(ask):
    """`random_connectivity(N, g, rng)` draws independent normal entries of variance g^2 / N."""
    for N, g in ((200, 0.8), (200, 1.5), (500, 0.3)):
        seed = ask.new_seed()
        J = array(ask.call("random_connectivity", N, g, seed), (N, N), "The matrix")
        right = connectivity.random_connectivity(N, g, np.random.default_rng(seed.seed))
        with judging(J, right, "The matrix", exhibit=partial(disk, J, g, seed)):
            expect_gaussian(J, g)


def disk(J: np.ndarray, g: float, seed: Seed) -> Plane:
    """The eigenvalues of the answer beside those of a right matrix from the same generator."""
    right = connectivity.random_connectivity(len(J), g, np.random.default_rng(seed.seed))
    eigenvalues = (np.linalg.eigvals(J), np.linalg.eigvals(right))
    return Plane("The spectrum of the random matrix", *eigenvalues, radius=g, border=1.0)


# The mean and the variance of N^2 draws miss what they should be by about 1/N, and come closer than
# this once in 10^7 matrices of N = 200.
EXACT = 1e-9


def expect_gaussian(J: np.ndarray, g: float) -> None:
    """Variance, mean, shape, diagonal and independence of (N, N) entries, at five deviations."""
    N = len(J)
    standard = J * np.sqrt(N) / g
    deviation = np.std(J) or 1.0
    if abs(J.mean() / deviation) > 5 / N:
        share = J.mean() / deviation
        raise Wrong(f"The mean of the entries is not zero, but {share:.2g} standard deviations.")
    fourth = np.mean((J / deviation) ** 4)
    if abs(fourth - 3) > 5 * np.sqrt(96) / N:
        raise Wrong(
            "The entries are not normally distributed: the mean of (J/s)^4, with s their standard "
            f"deviation, is {fourth:.2g}. It is 3 for normal numbers, and 1.8 for uniform ones."
        )
    variance = N * np.var(J) / g**2
    if variance not in statistics.CIRCULAR_LAW[N]["variance of the weights"]:
        raise Wrong(f"The variance of the entries is {variance:.3g} times what it should be.")
    if abs(variance - 1) < EXACT or abs(standard.mean()) < EXACT:
        raise Wrong(
            "The sample is shifted or scaled until its own mean or variance is exact. The entries "
            "are then no longer independent draws; leave them as they are drawn."
        )
    square = standard * standard
    if abs(np.mean(np.diag(square)) - 1) > 5 * np.sqrt(2 / N):
        raise Wrong("The diagonal is not drawn like the other entries.")
    pairs = np.sum(standard * standard.T) - np.trace(square)  # each pair of units counts twice
    if abs(pairs) / N**2 > 5 * np.sqrt(2) / N:
        symmetric = "symmetric" if np.array_equal(J, J.T) else None
        raise Wrong("J[i, j] and J[j, i] are not independent.", symmetric)


@check("1e", needs=("entries_of_random_matrices",))
def circular_law(ask):
    """The eigenvalues of `random_connectivity` fill the disk of radius g as the theory says."""
    for N, g in ((200, 0.8), (200, 1.5), (500, 1.5)):
        seed = ask.new_seed()
        J = array(ask.call("random_connectivity", N, g, seed), (N, N), "The matrix")
        found = statistics.spectral_statistics(J, g, spectrum_of(J))
        outside = statistics.outside(found, statistics.CIRCULAR_LAW[N])
        if outside:
            reason = f"At N = {N} and g = {g}, not as the theory says: {', '.join(outside)}."
            raise Wrong(reason, exhibit=partial(disk, J, g, seed))


@check("1e")
def generator_is_the_only_source(ask):
    """`random_connectivity` draws from `rng`, all of it from there, and nothing besides."""
    first, second = ask.new_seed(), ask.new_seed()
    J = array(ask.call("random_connectivity", 30, 1.1, first), (30, 30), "The matrix")
    drawn = ask.generators
    again = array(ask.call("random_connectivity", 30, 1.1, first), (30, 30), "The matrix")
    other = array(ask.call("random_connectivity", 30, 1.1, second), (30, 30), "The matrix")
    if not np.array_equal(J, again):
        raise Wrong("The same generator gave two different matrices.", "global_randomness")
    if np.array_equal(J, other):
        raise Wrong("Two different generators gave the same matrix: is there a seed inside?")
    twin = np.random.default_rng(first.seed)
    right = connectivity.random_connectivity(30, 1.1, twin)
    if np.allclose(np.sort(J, axis=None), np.sort(right, axis=None)):  # in whatever order
        if drawn and drawn != (str(twin.bit_generator.state["state"]["state"]),):
            raise Wrong("More numbers are drawn from `rng` than the matrix needs.")
    elif drawn_before(J * np.sqrt(30) / 1.1, first):
        raise Wrong("Numbers are drawn from `rng` before the matrix is.")


MOST_BEFORE = 2000  # numbers, twice as many as the matrix takes


def drawn_before(standard: np.ndarray, seed: Seed) -> bool:
    """Whether the first row or column of these normal numbers (N, N) is further down the stream."""
    for skipped in range(1, MOST_BEFORE):
        twin = np.random.default_rng(seed.seed)
        twin.bit_generator.advance(skipped)
        first = twin.standard_normal()
        if np.isclose(first, standard[0, 0], rtol=1e-9):
            second = twin.standard_normal()
            return bool(np.any(np.isclose(second, [standard[0, 1], standard[1, 0]], rtol=1e-9)))
    return False


@check("1e")
def spectrum_of_unseen_matrices(ask):
    """`spectrum(J)` gives the eigenvalues of matrices it has not seen."""
    for N, g in ((60, 1.3), (7, 0.6)):
        J = connectivity.random_connectivity(N, g, ask.rng)
        answer = ask.call("spectrum", J)
        expect_same_set(answer, np.linalg.eigvals(J), "The spectrum")


# Mistakes


@mistake("1e", "random_connectivity")
def variance_g_over_N(N, g, rng):
    """The variance is g/N instead of g^2/N. At g = 0.8 the radius of the disk hardly shows it;
    the variance of the entries does."""
    return np.sqrt(g / N) * rng.standard_normal((N, N))


@mistake("1e", "random_connectivity")
def not_divided_by_N(N, g, rng):
    """The entries have standard deviation g: the division by sqrt(N) is missing, and the input
    to a unit grows with the size of the network."""
    return g * rng.standard_normal((N, N))


@mistake("1e", "random_connectivity")
def divided_by_N(N, g, rng):
    """The entries have standard deviation g/N. The variance is to be g^2/N, so the deviation is
    divided by sqrt(N)."""
    return g / N * rng.standard_normal((N, N))


@mistake("1e", "random_connectivity")
def variance_as_deviation(N, g, rng):
    """The variance g^2/N was handed to the generator where it asks for the standard deviation,
    which is its square root."""
    return rng.normal(0.0, g**2 / N, (N, N))


@mistake("1e", "random_connectivity")
def deviation_g_squared(N, g, rng):
    """The standard deviation is g^2/sqrt(N); the square belongs to the variance."""
    return g**2 / np.sqrt(N) * rng.standard_normal((N, N))


@mistake("1e", "random_connectivity")
def symmetric(N, g, rng):
    """The matrix is symmetric: its eigenvalues are all real and fill an interval, not a disk.
    Draw J[i, j] and J[j, i] independently."""
    A = g / np.sqrt(N) * rng.standard_normal((N, N))
    return (A + A.T) / np.sqrt(2)


@mistake("1e", "random_connectivity")
def rescaled_to_the_radius(N, g, rng):
    """The matrix is rescaled until its spectral radius is exactly g. That changes the variance
    of the entries; in a finite network the radius fluctuates around g."""
    J = rng.standard_normal((N, N))
    return g * J / np.max(np.abs(np.linalg.eigvals(J)))


@mistake("1e", "random_connectivity")
def no_self_connections(N, g, rng):
    """The diagonal is set to zero. Here self-connections are drawn like all others."""
    J = g / np.sqrt(N) * rng.standard_normal((N, N))
    np.fill_diagonal(J, 0.0)
    return J


@mistake("1e", "random_connectivity")
def own_seed(N, g, rng):
    """The function makes a generator of its own, so it returns the same matrix again and again.
    Draw from the `rng` that is handed in."""
    return g / np.sqrt(N) * np.random.default_rng(0).standard_normal((N, N))


@mistake("1e", "random_connectivity")
def global_randomness(N, g, rng):
    """The numbers do not come from `rng` (perhaps from numpy's hidden global state, as those of
    `np.random.randn` do), so nobody can repeat the draw."""
    return g / np.sqrt(N) * np.random.randn(N, N)


@mistake("1e", "spectrum")
def real_parts_only(J):
    """Only the real parts come back. Eigenvalues of a matrix that is not symmetric are complex."""
    return np.linalg.eigvals(J).real


@mistake("1e", "spectrum")
def singular_values(J):
    """These are the singular values, which are never negative. The eigenvalues are asked for."""
    return np.linalg.svd(J, compute_uv=False)


@mistake("1e", "spectrum")
def spectrum_of_the_symmetric_solver(J):
    """`eigvalsh` assumes that the matrix is symmetric and reads only one half of it. Use
    `eigvals`."""
    return np.linalg.eigvalsh(J)


@mistake("1e", "spectrum")
def spectrum_of_the_jacobian(J):
    """These are the eigenvalues of J - I, shifted by -1. The spectrum of J itself is asked for."""
    return np.linalg.eigvals(J - np.eye(len(J)))
