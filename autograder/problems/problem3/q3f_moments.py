"""Hidden checks and named mistakes of 3f: the moments of the weights."""

import numpy as np

from autograder.checks import Wrong, array, check, mistake
from autograder.problems.problem3.datasets import some_example
from reference import weights

# Corrections for the size of the sample change the moments of 3,000 entries by less than this.
RELATIVE = 2e-3
ABSOLUTE = {"mean": 1e-9, "variance": 1e-12, "skewness": 2e-3, "excess_kurtosis": 5e-3}


def expect_moments(ask, J: np.ndarray, what: str) -> None:
    answer = array(ask.call("moments", J), (4,), "The answer of `moments`")
    expected = weights.moments(J)
    wrong = [
        name
        for name, found in zip(expected._fields, answer, strict=True)
        if not np.isclose(found, getattr(expected, name), RELATIVE, ABSOLUTE[name])
    ]
    if wrong:
        names = ", ".join(name.replace("_", " ") for name in wrong)
        raise Wrong(f"Not right for {what}: {names}.")


@check("3f", weight=2.0)
def moments_of_unseen_networks(ask):
    """`moments(J)` gives mean, variance, skewness and excess kurtosis of all weights, in order."""
    one = some_example(ask.rng)
    expect_moments(ask, one.J, "a trained network")
    expect_moments(ask, one.J0, "an untrained network")


@check("3f")
def moments_of_skewed_weights(ask):
    """`moments(J)` is right for weights that are skewed, far from zero, or in other units."""
    for shape, scale, shift in ((1.5, 0.3, 2.0), (4.0, 20.0, -7.0)):
        J = shift + scale * ask.rng.gamma(shape, size=(60, 60))
        expect_moments(ask, J, "skewed weights")
    expect_moments(ask, ask.rng.uniform(-3, 1, (60, 60)), "uniform weights")


@check("3f", weight=0.5)
def moments_of_a_submatrix(ask):
    """`moments` also takes the trained columns alone, which are not square."""
    one = some_example(ask.rng)
    expect_moments(ask, one.J[:, one.plastic], "the trained columns")


# Mistakes


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
