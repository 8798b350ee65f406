"""Hidden checks and named mistakes of 2d: principal components by hand.

Dividing by K or by K - 1 is free, and so are signs, and directions without variance. So components
are judged by what they must do and not compared with ours.
"""

import numpy as np

from autograder.checks import (
    Wrong,
    array,
    check,
    curves_through,
    expect_close,
    expect_equal_aspect,
    expect_new_figure,
    expect_sides,
    expect_without,
    mistake,
    orthogonal,
    pair,
)


def rates(rng: np.random.Generator, K: int, deviations) -> np.ndarray:
    """Rates (K, N) with these exact standard deviations (ddof 1) along hidden directions.

    Their means over time and over neurons are not zero.
    """
    N = len(deviations)
    moments = rng.standard_normal((K, N))
    moments = np.linalg.qr(moments - moments.mean(axis=0))[0] * np.sqrt(K - 1)
    return moments * deviations @ orthogonal(N, rng).T + rng.uniform(0.5, 1.5, N)


def covariances(r: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Both right answers: divided by K - 1 and by K."""
    return np.cov(r, rowvar=False, ddof=1), np.cov(r, rowvar=False, ddof=0)


def both_of(ask, r: np.ndarray) -> tuple:
    """The two answers of the student's `principal_components`, as they come."""
    answer = ask.call("principal_components", r)
    return pair(answer, "`principal_components` must return two arrays, (variances, components)")


def are_exchanged(variances, components) -> bool:
    """Whether the two answers can only be meant the other way round."""
    arrays = isinstance(variances, np.ndarray) and isinstance(components, np.ndarray)
    return arrays and (variances.ndim, components.ndim) == (2, 1)


def components_of(ask, r: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Variances (N,) and components (N, N) of the student, in whatever order they come."""
    variances, components = both_of(ask, r)
    if are_exchanged(variances, components):
        variances, components = components, variances
    N = r.shape[1]
    variances = array(variances, (N,), "The array of variances")
    components = array(components, (N, N), "The array of components")
    return np.clip(variances, -1e9, 1e9), np.clip(components, -1e6, 1e6)  # squares stay finite


@check("2d")
def covariance_of_unseen_rates(ask):
    """`covariance(r)` is the covariance of every pair of neurons, over time."""
    for K, N in ((60, 8), (15, 40)):
        r = rates(ask.rng, max(K, N + 2), ask.rng.uniform(0.2, 2.0, N))[:K]
        answer = array(ask.call("covariance", r), (N, N), "The covariance")
        expected = min(covariances(r), key=lambda c: np.abs(answer - c).max())
        mean, centred = r.mean(axis=0), r - r.mean(axis=0)
        terms = {"the covariance": expected, "m m^T (m: the means over time)": np.outer(mean, mean)}
        if K == N:
            terms["the covariance of the moments"] = centred @ centred.T / N
        expect_close(answer, expected, "The covariance", 1e-7, 1e-10, terms)


@check("2d")
def variances_descend(ask):
    """The variances of `principal_components(r)` are right, and the largest comes first."""
    for K, deviations in ((50, [0.3, 2.0, 0.1, 1.2, 0.6]), (200, ask.rng.uniform(0.1, 3.0, 12))):
        r = rates(ask.rng, K, np.array(deviations))
        if are_exchanged(*both_of(ask, r)):
            reason = "The components come before the variances."
            raise Wrong(reason, "components_before_variances")
        variances, _ = components_of(ask, r)
        both = [np.sort(np.linalg.eigvalsh(c))[::-1] for c in covariances(r)]
        expected = min(both, key=lambda values: np.abs(np.sort(variances)[::-1] - values).max())
        if np.any(np.diff(variances) > 1e-9):
            ascending = np.allclose(variances[::-1], expected)
            raise Wrong("The variances do not descend.", "ascending_order" if ascending else None)
        expect_close(variances, expected, "The array of variances", 1e-7, 1e-10)


@check("2d", weight=2.0)
def components_are_directions_of_variance(ask):
    """Column k of the components is the direction that has the k-th variance, of length 1."""
    for K, deviations in ((60, [2.0, 0.2, 1.0, 0.5]), (9, np.linspace(0.1, 2.0, 8))):
        r = rates(ask.rng, K, np.array(deviations))
        variances, components = components_of(ask, r)
        expect_directions(variances, components, r, len(variances))
        expect_variances_along(variances, components, r)


@check("2d")
def more_neurons_than_moments(ask):
    """`principal_components` has N components also when there are fewer moments than units."""
    r = rates(ask.rng, 32, ask.rng.uniform(0.5, 2.0, 30))[:12]
    variances, components = components_of(ask, r)
    expect_directions(variances, components, r, 11)  # the others may be any without variance
    if np.any(np.abs(variances[11:]) > 1e-9 * variances[0]):
        raise Wrong("Twelve moments cannot vary in more than eleven directions.")
    expect_variances_along(variances[:11], components[:, :11], r)


def expect_variances_along(variances, components, r: np.ndarray) -> None:
    """The variances are those of the rates along the components, up to a common factor."""
    along = np.var(r @ components, axis=0)
    scale = np.vdot(along, variances) / max(np.vdot(along, along), 1e-300)
    expect_close(variances, along * scale, "The variance along each component", 1e-6, 1e-9)


def expect_directions(variances, components, r: np.ndarray, k: int) -> None:
    """All columns are orthonormal; the rates along the first k are uncorrelated and descend."""
    columns = components[:, :k]
    if not np.allclose(components.T @ components, np.eye(len(components)), atol=1e-7):
        raise Wrong("The columns of the components are not of length 1 and at right angles.")
    if not are_uncorrelated(columns, r):
        mistake = "rows_for_components" if are_uncorrelated(components.T[:, :k], r) else None
        raise Wrong("The rates along two different components are correlated.", mistake)
    along = np.var(r @ columns, axis=0)
    rounding = 1e-7 * along.sum()
    if np.any(np.diff(along) > rounding):
        mistake = None
        if np.all(np.diff(along) > -rounding):
            ascending = np.all(np.diff(variances[:k]) > -rounding)
            mistake = "ascending_order" if ascending else "components_left_unsorted"
        raise Wrong("A later component has more variance than an earlier one.", mistake)


def are_uncorrelated(components: np.ndarray, r: np.ndarray) -> bool:
    along = np.cov(r @ components, rowvar=False)
    return np.allclose(along, np.diag(np.diag(along)), atol=1e-7 * np.trace(along))


@check("2d")
def coordinates_of_unseen_rates(ask):
    """`project(r, components, k)` gives the first k coordinates of rates less their mean."""
    for K, N, k in ((20, 6, 2), (11, 9, 3), (7, 5, 1)):
        r, components = ask.rng.uniform(-1, 1, (K, N)), orthogonal(N, ask.rng)
        answer = ask.call("project", r, components, k)
        expected = (r - r.mean(axis=0)) @ components[:, :k]
        terms = {"r C": r @ components[:, :k], "m C": r.mean(axis=0) @ components[:, :k]}
        terms["the mean of each row"] = r.mean(axis=1, keepdims=True) * components.sum(axis=0)[:k]
        expect_close(answer, expected, "The projection", terms=terms)


@check("2d", weight=0.5, needs=("covariance_of_unseen_rates", "variances_descend"))
def written_by_hand(ask):
    """`covariance` and `principal_components` take linear algebra, and nothing ready-made."""
    for function in ("covariance", "principal_components"):
        reason = "The question asks for it by hand, from `np.linalg` and array arithmetic."
        expect_without(ask, function, ("cov", "corrcoef", "PCA"), reason)


@check("2d")
def picture_of_the_state_space(ask):
    """`plot_state_space(r, components)` draws the run as a line in a plane of equal scales."""
    r, components = ask.rng.uniform(-1, 1, (60, 5)), orthogonal(5, ask.rng)
    axes = ask.figure("plot_state_space", r, components)
    wanted = (r - r.mean(axis=0)) @ components[:, :2]
    curves = [xy for xy in axes.curves() if xy.shape == wanted.shape]
    if not curves_through(axes, wanted):
        times = any(np.all(np.diff(xy[:, 0]) > 0) for xy in curves)
        swapped = any(np.allclose(xy, wanted[:, ::-1]) for xy in curves)
        units = any(np.allclose(xy, r[:, :2]) for xy in curves)
        mistake = "coordinates_against_time" if times else None
        mistake = "second_component_to_the_right" if swapped else mistake
        mistake = "two_units_for_two_components" if units else mistake
        raise Wrong("There is no line through the first two coordinates of every moment.", mistake)
    expect_new_figure(axes)
    expect_sides(axes, r"[01]|first", r"[12]|second")  # components may be counted from 0
    expect_equal_aspect(axes)


# Mistakes


@mistake("2d", "covariance")
def moments_for_neurons(r):
    """This is the covariance of every two moments. The covariance of the neurons has one row and
    one column per neuron: sum over time."""
    centred = r - r.mean(axis=0)
    return centred @ centred.T / (len(r) - 1)


@mistake("2d", "covariance")
def not_centred(r):
    """The mean over time is not taken off. These are mean products; a covariance is about the
    deviations of each neuron from its own mean."""
    return r.T @ r / len(r)


@mistake("2d", "covariance")
def centred_over_the_neurons(r):
    """At each moment the mean over the neurons is taken off. Take off the mean over time of each
    neuron: `r.mean(axis=0)`."""
    centred = r - r.mean(axis=1, keepdims=True)
    return centred.T @ centred / (len(r) - 1)


@mistake("2d", "covariance")
def correlation_for_covariance(r):
    """These are correlations: each neuron was divided by its own deviation, and a neuron that
    hardly moves now counts as much as any other."""
    centred = r - r.mean(axis=0)
    deviations = np.sqrt(np.mean(centred**2, axis=0))
    return centred.T @ centred / len(r) / np.outer(deviations, deviations)


@mistake("2d", "covariance")
def sum_of_products(r):
    """The products are summed and not averaged: divide by the number of moments (or one less)."""
    centred = r - r.mean(axis=0)
    return centred.T @ centred
