"""Hidden checks and named mistakes of 3f: the moments of the weights."""

from collections.abc import Iterator

import numpy as np

from autograder.checks import Wrong, array, check, compared, judge, mistake
from autograder.problems.problem3.datasets import some_example
from reference import weights

# Corrections for the size of the sample change the moments of 3,000 entries by less than this.
RELATIVE = 2e-3
ABSOLUTE = {"mean": 1e-9, "variance": 1e-12, "skewness": 2e-3, "excess_kurtosis": 5e-3}


def answers(ask) -> Iterator[tuple[np.ndarray, weights.Moments, str]]:
    """The student's four numbers for several matrices, the right ones, and what the matrix is."""
    one = some_example(ask.rng)
    matrices = {
        "a trained network": one.J,
        "an untrained network": one.J0,
        "the trained columns": one.J[:, one.plastic],
        "skewed weights": 2.0 + 0.3 * ask.rng.gamma(1.5, size=(60, 60)),
        "weights in other units": -7.0 - 20.0 * ask.rng.gamma(4.0, size=(60, 60)),
        "uniform weights": ask.rng.uniform(-3, 1, (60, 60)),
    }
    for of, J in matrices.items():
        four = array(ask.call("moments", J), (4,), "The answer of `moments`")
        yield four, weights.moments(J), of


def is_right(found, name: str, expected: weights.Moments):
    return np.isclose(found, getattr(expected, name), RELATIVE, ABSOLUTE[name])


def expect_moment(ask, name: str) -> None:
    """This moment is right for all matrices, at whatever place it stands."""
    told = name.replace("_", " ")
    for four, expected, of in answers(ask):
        right = bool(np.any(is_right(four, name, expected)))
        found = four[expected._fields.index(name)]
        compared(f"The {told}", found, getattr(expected, name), right)
        if not right:
            judge(Wrong(f"Not right for {of}: {told}. It is {found:.3g} at its place."))


@check("3f")
def mean_of_all_weights(ask):
    """The mean that `moments(J)` gives is that of all weights."""
    expect_moment(ask, "mean")


@check("3f")
def variance_of_all_weights(ask):
    """The variance that `moments(J)` gives is that of all weights."""
    expect_moment(ask, "variance")


@check("3f")
def skewness_of_all_weights(ask):
    """The skewness that `moments(J)` gives has its sign, and no units."""
    expect_moment(ask, "skewness")


@check("3f")
def excess_kurtosis_of_all_weights(ask):
    """The excess kurtosis that `moments(J)` gives goes beyond that of a Gaussian."""
    expect_moment(ask, "excess_kurtosis")


@check("3f")
def order_of_the_moments(ask):
    """`moments(J)` gives mean, variance, skewness and excess kurtosis, in this order."""
    some = False
    for four, expected, _ in answers(ask):
        for found, name in zip(four, expected._fields, strict=True):
            here = is_right(found, name, expected)
            some |= bool(here)
            if not here and np.any(is_right(four, name, expected)):
                raise Wrong(f"The {name.replace('_', ' ')} does not stand at its place.")
    if not some:
        raise Wrong("All four numbers are wrong.")


# Mistakes


@mistake("3f", "moments")
def variance_before_mean(J):
    """Mean and variance are exchanged: the mean comes first."""
    d = J - J.mean()
    v = np.mean(d**2)
    return v, J.mean(), np.mean(d**3) / v**1.5, np.mean(d**4) / v**2 - 3


@mistake("3f", "moments")
def median_for_mean(J):
    """The median stands where the mean should."""
    d = J - np.median(J)
    v = np.mean(d**2)
    return np.median(J), v, np.mean(d**3) / v**1.5, np.mean(d**4) / v**2 - 3


@mistake("3f", "moments")
def mean_square_for_variance(J):
    """The variance is the mean square of the weights. Subtract their mean before the square."""
    d, v = J - J.mean(), np.mean(J**2)
    return J.mean(), v, np.mean(d**3) / v**1.5, np.mean(d**4) / v**2 - 3


@mistake("3f", "moments")
def divided_by_the_variance(J):
    """The deviations are divided by the variance; in units of the standard deviation, which is its
    square root, they have no units."""
    d = J - J.mean()
    v = np.mean(d**2)
    return J.mean(), v, np.mean(d**3) / v**3, np.mean(d**4) / v**4 - 3


@mistake("3f", "moments")
def moments_of_every_column(J):
    """The moments are taken along axis 0 and give a number for each column, which is what
    `scipy.stats` does unless it is told `axis=None`. Take all entries together."""
    d = J - J.mean(axis=0)
    v = np.mean(d**2, axis=0)
    skewness, kurtosis = np.mean(d**3, axis=0) / v**1.5, np.mean(d**4, axis=0) / v**2 - 3
    return J.mean(axis=0), v, skewness, kurtosis


@mistake("3f", "moments")
def columns_averaged(J):
    """The moments of the single columns are averaged. What differs between columns is lost that
    way; take all entries together."""
    d = J - J.mean(axis=0)
    v = np.mean(d**2, axis=0)
    skewness, kurtosis = np.mean(d**3, axis=0) / v**1.5, np.mean(d**4, axis=0) / v**2 - 3
    return J.mean(), v.mean(), skewness.mean(), kurtosis.mean()


@mistake("3f", "moments")
def pearson_kurtosis(J):
    """This is the fourth standardised moment itself, which is 3 for a Gaussian. The *excess* is
    what goes beyond 3."""
    d = J - J.mean()
    v = np.mean(d**2)
    return J.mean(), v, np.mean(d**3) / v**1.5, np.mean(d**4) / v**2


@mistake("3f", "moments")
def deviation_for_variance(J):
    """The second number is the standard deviation; the variance is its square."""
    d = J - J.mean()
    v = np.mean(d**2)
    return J.mean(), np.sqrt(v), np.mean(d**3) / v**1.5, np.mean(d**4) / v**2 - 3


@mistake("3f", "moments")
def not_standardised(J):
    """The third and fourth moments are not divided by powers of the standard deviation, so they
    depend on the units of the weights."""
    d = J - J.mean()
    return J.mean(), np.mean(d**2), np.mean(d**3), np.mean(d**4) - 3


@mistake("3f", "moments")
def moments_around_zero(J):
    """The moments are taken around zero. Subtract the mean of the weights first."""
    v = np.mean(J**2)
    return J.mean(), v, np.mean(J**3) / v**1.5, np.mean(J**4) / v**2 - 3


@mistake("3f", "moments")
def kurtosis_before_skewness(J):
    """Skewness and kurtosis are exchanged: the third moment comes before the fourth."""
    d = J - J.mean()
    v = np.mean(d**2)
    return J.mean(), v, np.mean(d**4) / v**2 - 3, np.mean(d**3) / v**1.5


@mistake("3f", "moments")
def sign_of_the_skewness(J):
    """The skewness has lost its sign. A long tail of negative weights makes it negative."""
    d = J - J.mean()
    v = np.mean(d**2)
    return J.mean(), v, abs(np.mean(d**3)) / v**1.5, np.mean(d**4) / v**2 - 3
