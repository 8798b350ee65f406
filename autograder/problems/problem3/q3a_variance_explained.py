"""Hidden checks and named mistakes of 3a: how well do the rates follow their targets?"""

import numpy as np

from autograder.checks import check, expect_close, mistake
from autograder.problems.problem3.datasets import some_example
from reference import tracking

EXACT = {"rtol": 1e-5, "atol": 1e-6}


def expect_explained(ask, R, t, target, target_t, what: str) -> None:
    answer = ask.call("variance_explained", R, t, target, target_t)
    n, by_all = target.size, tracking.variance_explained(R, t, target, target_t)
    by_one_less = 1 - (1 - by_all) * (n - 1) / n  # a variance over n - 1 is as good
    fits = isinstance(answer, float) and np.isclose(answer, by_one_less, **EXACT)
    expected = by_one_less if fits else by_all
    parts = terms(R, t, target, target_t)
    expect_close(answer, expected, f"The variance explained {what}", **EXACT, terms=parts)


def terms(R, t, target, target_t) -> dict:
    """What the variance explained is made of, and what may stand there in its place."""
    D = target - R[np.abs(t - target_t[:, None]).argmin(axis=1)] / R.max()
    square, size, var = np.sum(D**2), D.size, target.var()
    return {
        "1": 1.0, "|D|^2/(size var)": square / (size * var), "|D|^2/var": square / var,
        "|D|^2/(K var), with K the number of moments": square / (len(D) * var),
        "|D|^2/(size std)": square / (size * target.std()), "|D|^2/size": square / size,
        "|D|^2/(size var(R))": square / (size * max(R.var(), 1e-12)), "sum(|D|)/(size var)":
        np.sum(np.abs(D)) / (size * var), "var(D)/var": D.var() / var, "|D|^2": square,
    }  # fmt: skip


@check("3a", weight=2.0)
def variance_of_unseen_networks(ask):
    """`variance_explained` is right for networks it has not seen, trained and untrained."""
    one = some_example(ask.rng)
    for rates, kind in ((one.R, "after training"), (one.R0, "before training")):
        expect_explained(ask, rates, one.t, one.target, one.target_t, kind)


@check("3a")
def variance_at_uneven_times(ask):
    """`variance_explained` takes the nearest samples also at uneven times, and any largest rate."""
    for samples in (90, 300):
        t = 3.0 + np.cumsum(ask.rng.uniform(0.01, 0.05, samples))
        # Never half way between two samples: at most two fifths of the way from one to the next.
        rows = np.sort(ask.rng.choice(samples - 1, 20, replace=False))
        target_t = t[rows] + ask.rng.uniform(-0.4, 0.4, 20) * 0.01
        target_t[::3] = (t[rows] + ask.rng.uniform(0.05, 0.4, 20) * (t[rows + 1] - t[rows]))[::3]
        target = ask.rng.random((20, 6)) * np.linspace(0.4, 1.0, 6)
        R = 30 * ask.rng.random((samples, 6)) * np.linspace(1.0, 0.2, 6)
        R[np.setdiff1d(np.arange(samples), rows)[7], 2] = 41.0
        expect_explained(ask, R, t, target, target_t, "at uneven times")


@check("3a")
def perfect_and_useless_rates(ask):
    """Rates that hit every target explain all of the variance, and constant ones do not."""
    t = 0.01 * np.arange(120)
    R = np.exp(-((np.arange(1, 9) - 8 * t[:, None] / t[-1]) ** 2)) * ask.rng.uniform(5, 9)
    rows = np.sort(ask.rng.choice(120, 15, replace=False))
    target = R[rows] / R.max()
    expect_explained(ask, R, t, target, t[rows], "of perfect rates")
    flat = np.full_like(R, ask.rng.uniform(2, 5))
    expect_explained(ask, flat, t, target, t[rows], "of constant rates")


# Mistakes


@mistake("3a", "variance_explained")
def times_not_matched(R, t, target, target_t):
    """The first rows of R are compared with the targets, though the rates are sampled more often.
    Take the rows at the times nearest to `target_t`."""
    D = target - R[: len(target)] / R.max()
    return 1 - np.sum(D**2) / (D.size * target.var())


@mistake("3a", "variance_explained")
def rates_not_normalised(R, t, target, target_t):
    """The rates are compared as they are. Divide them by their largest value over all times and
    units first, as the targets reach 1."""
    nearest = np.abs(t - target_t[:, None]).argmin(axis=1)
    D = target - R[nearest]
    return 1 - np.sum(D**2) / (D.size * target.var())


@mistake("3a", "variance_explained")
def mean_instead_of_nearest(R, t, target, target_t):
    """Rates are averaged over all the times around a target. Take the one sample that is nearest
    to each target time."""
    nearest = np.abs(target_t - t[:, None]).argmin(axis=1)
    means = np.array([R[nearest == k].mean(axis=0) for k in range(len(target_t))])
    D = target - means / R.max()
    return 1 - np.sum(D**2) / (D.size * target.var())


@mistake("3a", "variance_explained")
def next_instead_of_nearest(R, t, target, target_t):
    """`searchsorted` finds the next sample after each target time, which is not always the
    nearest one."""
    D = target - R[np.searchsorted(t, target_t).clip(0, len(t) - 1)] / R.max()
    return 1 - np.sum(D**2) / (D.size * target.var())


@mistake("3a", "variance_explained")
def interpolated_instead_of_nearest(R, t, target, target_t):
    """The rates are interpolated between samples, which smooths their noise away. The nearest
    sample is asked for."""
    rates = np.column_stack([np.interp(target_t, t, r) for r in R.T])
    D = target - rates / R.max()
    return 1 - np.sum(D**2) / (D.size * target.var())


@mistake("3a", "variance_explained")
def evenly_spaced_rows(R, t, target, target_t):
    """Evenly spaced rows of R are taken, whatever their times are. Use `t` and `target_t`."""
    rows = np.linspace(0, len(R) - 1, len(target)).round().astype(int)
    D = target - R[rows] / R.max()
    return 1 - np.sum(D**2) / (D.size * target.var())


@mistake("3a", "variance_explained")
def maximum_of_the_rows(R, t, target, target_t):
    """The rates are divided by the largest of the rows that were picked. The largest rate of all
    times may lie between them."""
    rates = R[np.abs(t - target_t[:, None]).argmin(axis=1)]
    D = target - rates / rates.max()
    return 1 - np.sum(D**2) / (D.size * target.var())


@mistake("3a", "variance_explained")
def each_unit_normalised(R, t, target, target_t):
    """Each unit is divided by its own maximum, so that a unit that hardly fires looks as active
    as the others. Divide all of them by the one largest rate."""
    nearest = np.abs(t - target_t[:, None]).argmin(axis=1)
    D = target - (R / R.max(axis=0))[nearest]
    return 1 - np.sum(D**2) / (D.size * target.var())


@mistake("3a", "variance_explained")
def variance_of_each_unit(R, t, target, target_t):
    """The variance in the denominator is taken around each unit's own mean. Here it is that of
    all entries of the target around their common mean."""
    nearest = np.abs(t - target_t[:, None]).argmin(axis=1)
    D = target - R[nearest] / R.max()
    return 1 - np.sum(D**2) / (len(D) * target.var(axis=0).sum())


@mistake("3a", "variance_explained")
def norm_not_squared(R, t, target, target_t):
    """The norm of the difference stands there without its square, so the ratio mixes rates with
    squared rates."""
    nearest = np.abs(t - target_t[:, None]).argmin(axis=1)
    D = target - R[nearest] / R.max()
    return 1 - np.linalg.norm(D) / (D.size * target.var())


@mistake("3a", "variance_explained")
def spectral_norm_of_the_difference(R, t, target, target_t):
    """This is the spectral norm of the difference, its largest singular value. The Frobenius norm
    adds up all entries."""
    nearest = np.abs(t - target_t[:, None]).argmin(axis=1)
    D = target - R[nearest] / R.max()
    return 1 - np.linalg.norm(D, 2) ** 2 / (D.size * target.var())


@mistake("3a", "variance_explained")
def share_not_explained(R, t, target, target_t):
    """This is the share that is left unexplained; the variance explained is 1 minus that."""
    nearest = np.abs(t - target_t[:, None]).argmin(axis=1)
    D = target - R[nearest] / R.max()
    return np.sum(D**2) / (D.size * target.var())
