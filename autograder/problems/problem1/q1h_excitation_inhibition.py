"""Hidden checks and named mistakes of 1h: excitation and inhibition."""

import numpy as np

from autograder.checks import Seed, Wrong, array, check, expect_close, mistake, spectrum_of
from reference import connectivity, statistics


def ei_matrix(ask, N, f, sE, sI, m, seed: Seed, **kwargs) -> np.ndarray:
    answer = ask.call("ei_connectivity", N, f, sE, sI, m, seed, **kwargs)
    return array(answer, (N, N), "The matrix")


def parts(N: int, f: float, m: float) -> dict:
    """What the mean part is made of, and what may stand there in its place."""
    first, root = np.arange(N) < round(f * N), np.sqrt(N)
    swapped = np.arange(N) < round((1 - f) * N)
    return {
        "the excitatory mean": np.where(first, m, 0) / root,
        "the inhibitory mean": np.where(first, 0, -f * m / (1 - f)) / root,
        "-m/sqrt(N) in the inhibitory columns": np.where(first, 0, -m) / root,
        "-(1 - f) m/(f sqrt(N)) in the inhibitory columns":
        np.where(first, 0, -(1 - f) * m / f) / root,
        "the whole mean part": np.where(first, m, -f * m / (1 - f)) / root,
        "the mean part with the populations exchanged": np.where(first, -f * m / (1 - f), m) / root,
        "the mean part of 1 - f for f": np.where(swapped, m, -f * m / (1 - f)) / root,
        "the mean part with one excitatory unit more":
        np.where(np.arange(N) <= round(f * N), m, -f * m / (1 - f)) / root,
        "the mean part in the rows":
        np.tile(np.where(first, m, -f * m / (1 - f))[:, None] / root, (1, N)),
        "m/sqrt(N)": m / root,
    }  # fmt: skip


@check("1h")
def means_of_both_populations(ask):
    """`ei_connectivity` gives excitatory and inhibitory columns their means, in the right order."""
    for N, f, m in ((50, 0.8, 1.5), (40, 0.5, 2.0), (20, 0.7, 0.8)):
        J = ei_matrix(ask, N, f, 0.0, 0.0, m, ask.new_seed())
        excitatory = np.arange(N) < round(f * N)
        mean = np.where(excitatory, m, -f * m / (1 - f)) / np.sqrt(N)
        expect_close(J, np.tile(mean, (N, 1)), "The mean part of the matrix", terms=parts(N, f, m))


@check("1h", weight=2.0)
def variances_of_both_populations(ask):
    """`ei_connectivity` gives both kinds of columns their own variance."""
    for f, sE, sI in statistics.EI_CASES:
        J = ei_matrix(ask, 500, f, sE, sI, 0.0, ask.new_seed(), balanced=False)
        border = round(f * 500)
        for columns, s in ((J[:, :border], sE), (J[:, border:], sI)):
            which = "excitatory" if s is sE else "inhibitory"
            expect_normal(columns * np.sqrt(500) / s, f"the {which} columns")


def expect_normal(standard: np.ndarray, which: str) -> None:
    """Mean, variance and shape of normal numbers of variance 1, at six deviations."""
    count = standard.size
    square = standard**2
    if abs(np.mean(square) - 1) > 6 * np.sqrt(2 / count):
        raise Wrong(f"The variance of {which} is {np.mean(square):.3g} times s^2 / N.")
    if abs(standard.mean()) > 6 / np.sqrt(count):
        raise Wrong(f"The random part of {which} does not have mean zero.")
    if abs(np.mean(square**2) - 3) > 6 * np.sqrt(96 / count):
        raise Wrong(f"The entries of {which} are not normally distributed.")


@check("1h", weight=0.5, needs=("variances_of_both_populations",))
def ei_draws_from_the_generator(ask):
    """`ei_connectivity` draws from `rng` and from nowhere else, as it comes."""
    first, second = ask.new_seed(), ask.new_seed()
    J, again, other = (
        ei_matrix(ask, 40, 0.75, 1.0, 1.0, 0.0, seed, balanced=False)
        for seed in (first, first, second)
    )
    if not np.array_equal(J, again):
        raise Wrong("The same generator gave two different matrices.")
    if np.array_equal(J, other):
        raise Wrong("Two different generators gave the same matrix: is there a seed inside?")
    if abs(np.mean(J)) < 1e-12 or abs(40 * np.var(J) - 1) < 1e-12:
        raise Wrong("The sample is shifted or scaled until its own mean or variance is exact.")


@check("1h")
def rows_of_the_random_part(ask):
    """By default each row of the random part sums to zero; with `balanced=False` it does not."""
    N, seed = 60, ask.new_seed()
    for m in (0.0, 2.0):
        J = ei_matrix(ask, N, 0.8, 1.0, 0.5, m, seed)
        rows = np.abs(J.sum(axis=1)).max()
        if rows > 1e-9:
            raise Wrong("The rows of the balanced matrix do not sum to zero.")
        J = ei_matrix(ask, N, 0.8, 1.0, 0.5, m, seed, balanced=False)
        # A row sums to a normal number of deviation 0.9; 60 of them are never all below 0.1.
        if np.abs(J.sum(axis=1)).max() < 0.1:
            raise Wrong("With `balanced=False` the rows still sum to zero.")
    expect_one_shift_per_row(ei_matrix(ask, N, 0.8, 1.0, 0.0, 0.0, seed)[:, round(0.8 * N) :])


def expect_one_shift_per_row(silent: np.ndarray) -> None:
    """Columns without variance hold nothing but the shift of each row, which is seldom near 0."""
    if np.abs(silent - silent[:, :1]).max() > 1e-9:
        raise Wrong("The balance shifts the columns of one row by different amounts.")
    if np.abs(silent).max() < 1e-3:  # of deviation 0.015, in 60 rows
        raise Wrong("The balance leaves one population alone: the mean of a row is over all of it.")


@check("1h", weight=0.75, needs=("means_of_both_populations",))
def populations_of_any_share(ask):
    """When f N is not a whole number, the text's recipe holds to the letter."""
    for N, f, m in ((20, 0.58, 1.1), (20, 0.52, 1.1)):  # 11.6 and 10.4 excitatory columns
        J = ei_matrix(ask, N, f, 0.0, 0.0, m, ask.new_seed())
        excitatory = np.arange(N) < round(f * N)
        mean = np.where(excitatory, m, -f * m / (1 - f)) / np.sqrt(N)
        expect_close(J, np.tile(mean, (N, 1)), "The mean part of the matrix")
    N, f, m = 60, 0.77, 2.0  # 46.2
    J = ei_matrix(ask, N, f, 1.0, 0.5, m, ask.new_seed())
    if np.abs(J.sum(axis=1) - connectivity.ei_outlier(N, f, m)).max() > 1e-9:
        raise Wrong(
            "When f N is not a whole number, the rows of the means do not sum to zero, and the "
            "balance is not to make up for it: balance the random part before the means are added."
        )


@check("1h", needs=("rows_of_the_random_part", "variances_of_both_populations"))
def spectrum_of_both_populations(ask):
    """The balanced spectrum fills the disk of radius R as unevenly as the theory says."""
    for f, sE, sI in statistics.EI_CASES:
        J = ei_matrix(ask, 500, f, sE, sI, 3.0, ask.new_seed())
        R = connectivity.ei_radius(f, sE, sI)
        eigenvalues = spectrum_of(J)
        if np.abs(eigenvalues).max() / R not in statistics.EI_RADIUS_BALANCED:
            raise Wrong("The spectral radius of the balanced matrix is not near R.")
        share = connectivity.share_inside(eigenvalues, R / 2)
        expected = float(connectivity.ei_share_inside(R / 2, f, sE, sI))
        if abs(share - expected) > statistics.EI_SHARE_TOLERANCE:
            raise Wrong("The share of eigenvalues inside of R / 2 is not what the theory says.")


# Mistakes


@mistake("1h", "ei_connectivity")
def column_sums_for_row_sums(N, f, sE, sI, m, rng, balanced=True):
    """The columns of the random part sum to zero. The balance is about what each unit receives,
    and that is a row."""
    excitatory = np.arange(N) < round(f * N)
    A = rng.standard_normal((N, N)) * np.where(excitatory, sE, sI) / np.sqrt(N)
    if balanced:
        A -= A.mean(axis=0, keepdims=True)
    return A + np.where(excitatory, m, -f * m / (1 - f)) / np.sqrt(N)


@mistake("1h", "ei_connectivity")
def equal_and_opposite_means(N, f, sE, sI, m, rng, balanced=True):
    """The inhibitory mean is minus the excitatory one. There are fewer inhibitory units, so each
    must be stronger by f / (1 - f) for the means to cancel."""
    excitatory = np.arange(N) < round(f * N)
    A = rng.standard_normal((N, N)) * np.where(excitatory, sE, sI) / np.sqrt(N)
    if balanced:
        A -= A.mean(axis=1, keepdims=True)
    return A + np.where(excitatory, m, -m) / np.sqrt(N)


@mistake("1h", "ei_connectivity")
def f_swapped(N, f, sE, sI, m, rng, balanced=True):
    """f is taken for the share of inhibitory units; it is the share of excitatory ones."""
    excitatory = np.arange(N) < round((1 - f) * N)
    A = rng.standard_normal((N, N)) * np.where(excitatory, sE, sI) / np.sqrt(N)
    if balanced:
        A -= A.mean(axis=1, keepdims=True)
    return A + np.where(excitatory, m, -f * m / (1 - f)) / np.sqrt(N)


@mistake("1h", "ei_connectivity")
def rows_for_populations(N, f, sE, sI, m, rng, balanced=True):
    """The populations are put into the rows. A unit that sends owns a column of J."""
    excitatory = (np.arange(N) < round(f * N))[:, None]
    A = rng.standard_normal((N, N)) * np.where(excitatory, sE, sI) / np.sqrt(N)
    if balanced:
        A -= A.mean(axis=1, keepdims=True)
    return A + np.where(excitatory, m, -f * m / (1 - f)) / np.sqrt(N)


@mistake("1h", "ei_connectivity")
def variances_for_deviations(N, f, sE, sI, m, rng, balanced=True):
    """The variances are s / N. They should be s^2 / N: multiply normal numbers by s / sqrt(N)."""
    excitatory = np.arange(N) < round(f * N)
    A = rng.standard_normal((N, N)) * np.sqrt(np.where(excitatory, sE, sI) / N)
    if balanced:
        A -= A.mean(axis=1, keepdims=True)
    return A + np.where(excitatory, m, -f * m / (1 - f)) / np.sqrt(N)


@mistake("1h", "ei_connectivity")
def never_balanced(N, f, sE, sI, m, rng, balanced=True):
    """The rows of the random part are left as they were drawn, also with balanced=True."""
    excitatory = np.arange(N) < round(f * N)
    A = rng.standard_normal((N, N)) * np.where(excitatory, sE, sI) / np.sqrt(N)
    return A + np.where(excitatory, m, -f * m / (1 - f)) / np.sqrt(N)


@mistake("1h", "ei_connectivity")
def always_balanced(N, f, sE, sI, m, rng, balanced=True):
    """The rows are balanced also with balanced=False."""
    excitatory = np.arange(N) < round(f * N)
    A = rng.standard_normal((N, N)) * np.where(excitatory, sE, sI) / np.sqrt(N)
    A -= A.mean(axis=1, keepdims=True)
    return A + np.where(excitatory, m, -f * m / (1 - f)) / np.sqrt(N)


@mistake("1h", "ei_connectivity")
def balanced_when_it_should_not(N, f, sE, sI, m, rng, balanced=True):
    """`balanced` is taken for its opposite: with True the rows must sum to zero."""
    excitatory = np.arange(N) < round(f * N)
    A = rng.standard_normal((N, N)) * np.where(excitatory, sE, sI) / np.sqrt(N)
    if not balanced:
        A -= A.mean(axis=1, keepdims=True)
    return A + np.where(excitatory, m, -f * m / (1 - f)) / np.sqrt(N)


@mistake("1h", "ei_connectivity")
def deviations_exchanged(N, f, sE, sI, m, rng, balanced=True):
    """sE and sI are exchanged: the excitatory columns, which come first, have sE."""
    excitatory = np.arange(N) < round(f * N)
    A = rng.standard_normal((N, N)) * np.where(excitatory, sI, sE) / np.sqrt(N)
    if balanced:
        A -= A.mean(axis=1, keepdims=True)
    return A + np.where(excitatory, m, -f * m / (1 - f)) / np.sqrt(N)


@mistake("1h", "ei_connectivity")
def deviations_over_N(N, f, sE, sI, m, rng, balanced=True):
    """The standard deviations are s / N; they should be s / sqrt(N)."""
    excitatory = np.arange(N) < round(f * N)
    A = rng.standard_normal((N, N)) * np.where(excitatory, sE, sI) / N
    if balanced:
        A -= A.mean(axis=1, keepdims=True)
    return A + np.where(excitatory, m, -f * m / (1 - f)) / np.sqrt(N)


@mistake("1h", "ei_connectivity")
def mean_of_all_taken_off(N, f, sE, sI, m, rng, balanced=True):
    """One mean is taken off, that of all entries. Each row has to sum to zero by itself: one mean
    for every row."""
    excitatory = np.arange(N) < round(f * N)
    A = rng.standard_normal((N, N)) * np.where(excitatory, sE, sI) / np.sqrt(N)
    if balanced:
        A -= A.mean()
    return A + np.where(excitatory, m, -f * m / (1 - f)) / np.sqrt(N)


@mistake("1h", "ei_connectivity")
def means_over_N(N, f, sE, sI, m, rng, balanced=True):
    """The means are divided by N; they should be divided by sqrt(N)."""
    excitatory = np.arange(N) < round(f * N)
    A = rng.standard_normal((N, N)) * np.where(excitatory, sE, sI) / np.sqrt(N)
    if balanced:
        A -= A.mean(axis=1, keepdims=True)
    return A + np.where(excitatory, m, -f * m / (1 - f)) / N
