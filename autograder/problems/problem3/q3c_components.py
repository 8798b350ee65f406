"""Hidden checks and named mistakes of 3c: how many principal components?"""

import numpy as np

from autograder.checks import Wrong, check, judging, mistake, number
from autograder.problems.problem3.datasets import some_example
from reference import population


def expect_count(ask, R: np.ndarray, of: str) -> None:
    answer = number(ask.call("n_components", R), f"The number of components of {of}")
    expected = population.n_components(R)
    with judging(answer, expected, "The number of components"):
        if answer != expected:
            size = "small" if answer < expected else "large"
            raise Wrong(f"The number of components of {of}, {answer:g}, is too {size}.")


def made_up_rates(variances, samples: int, N: int, rng: np.random.Generator) -> np.ndarray:
    """Rates (samples, N) around unequal means, with exactly these variances along components."""
    k = len(variances)
    paths = np.linalg.qr(np.column_stack([np.ones(samples), rng.standard_normal((samples, k))]))[0]
    directions = np.linalg.qr(rng.standard_normal((N, k)))[0]
    return rng.uniform(0, 9, N) + paths[:, 1:] * np.sqrt(variances) @ directions.T


@check("3c", weight=2.0)
def components_of_unseen_networks(ask):
    """`n_components(R)` is right for untrained, trained and target activity it has not seen."""
    one = some_example(ask.rng)
    for rates, of in (
        (one.R0[::3], "untrained rates"),
        (one.R[::3], "trained rates"),
        (one.target, "target rates"),
    ):
        expect_count(ask, rates, of)


@check("3c")
def components_of_made_up_rates(ask):
    """`n_components(R)` counts from the first component, and centres each unit over time."""
    for variances, samples, N in (
        ([50, 30, 15, 5], 80, 20),
        ([95, 3, 2], 60, 12),
        ([10] * 7 + [6] * 5, 150, 30),
    ):
        R = made_up_rates(np.array(variances, float), samples, N, ask.rng)
        expect_count(ask, R, "made-up rates")


@check("3c")
def components_of_many_units(ask):
    """`n_components(R)` also works when there are more units than samples, or units that rest."""
    R = made_up_rates(np.array([40.0, 30, 15, 9, 6]), 25, 60, ask.rng)
    expect_count(ask, R, "more units than samples")
    R[:, ::4] = 0.5
    expect_count(ask, R, "rates of which some never change")


# Mistakes


@mistake("3c", "n_components")
def time_as_features(R):
    """The matrix is transposed, so that moments in time are taken for the units. With R as (time,
    neurons) the components are directions in the space of neurons."""
    X = R.T - R.T.mean(axis=0)
    variances = np.linalg.svd(X, compute_uv=False) ** 2
    return int(np.argmax(np.cumsum(variances) / variances.sum() >= 0.9)) + 1


@mistake("3c", "n_components")
def rates_not_centred(R):
    """The mean over time is not subtracted, so the first component mostly points to the mean.
    Variance is measured around it."""
    variances = np.linalg.svd(R, compute_uv=False) ** 2
    return int(np.argmax(np.cumsum(variances) / variances.sum() >= 0.9)) + 1


@mistake("3c", "n_components")
def singular_values_unsquared(R):
    """The singular values are added up as they are. Variances are their squares."""
    values = np.linalg.svd(R - R.mean(axis=0), compute_uv=False)
    return int(np.argmax(np.cumsum(values) / values.sum() >= 0.9)) + 1


@mistake("3c", "n_components")
def one_too_few(R):
    """The answer is one too small. `argmax` gives the index of the component that reaches 90 %,
    counted from 0; how many there are is one more."""
    variances = np.linalg.svd(R - R.mean(axis=0), compute_uv=False) ** 2
    return int(np.argmax(np.cumsum(variances) / variances.sum() >= 0.9))


@mistake("3c", "n_components")
def smallest_components_first(R):
    """The variances are added up from the smallest, as `eigh` returns them. Sort them so that the
    largest comes first."""
    variances = np.linalg.eigh(np.cov(R.T))[0]
    return int(np.argmax(np.cumsum(variances) / variances.sum() >= 0.9)) + 1


@mistake("3c", "n_components")
def units_standardised(R):
    """Every unit is scaled to variance 1, so a unit that hardly changes counts as much as the
    others. Only subtract the means."""
    X = R - R.mean(axis=0)
    deviations = X.std(axis=0)
    X = X / np.where(deviations > 1e-9, deviations, 1)
    variances = np.linalg.svd(X, compute_uv=False) ** 2
    return int(np.argmax(np.cumsum(variances) / variances.sum() >= 0.9)) + 1


@mistake("3c", "n_components")
def components_above_a_tenth(R):
    """These are the components that hold more than 10 % of the variance each. The question is how
    many together hold 90 %."""
    variances = np.linalg.svd(R - R.mean(axis=0), compute_uv=False) ** 2
    return int(np.sum(variances / variances.sum() > 0.1))
