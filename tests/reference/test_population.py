"""Population statistics against independent computations and exact cases."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.population import (
    autocorrelation,
    covariance,
    half_width,
    mean_square,
    n_components,
    participation_ratio,
    power_share,
    principal_components,
    project,
)

seeds = st.integers(0, 2**32 - 1)


def some_rates(seed, steps=40, neurons=7):
    rng = np.random.default_rng(seed)
    mixing = rng.standard_normal((neurons, neurons))
    return rng.standard_normal((steps, neurons)) @ mixing + rng.standard_normal(neurons)


def with_variances(variances, steps=200, seed=3):
    """Rates whose principal variances are exactly the given ones."""
    rng = np.random.default_rng(seed)
    neurons = len(variances)
    noise = rng.standard_normal((steps, neurons))
    time, _ = np.linalg.qr(noise - noise.mean(axis=0))
    space, _ = np.linalg.qr(rng.standard_normal((neurons, neurons)))
    return np.sqrt(steps - 1) * time * np.sqrt(variances) @ space.T


@given(seeds, st.integers(2, 60), st.integers(1, 9))
@settings(max_examples=30, deadline=None)
def test_covariance_is_that_of_numpy(seed, steps, neurons):
    """Neurons are variables and moments are observations, also with fewer moments than neurons."""
    r = some_rates(seed, steps, neurons)
    expected = np.cov(r, rowvar=False).reshape(neurons, neurons)
    np.testing.assert_allclose(covariance(r), expected, rtol=1e-9, atol=1e-12)


@given(seeds)
@settings(max_examples=30, deadline=None)
def test_components_are_the_singular_vectors(seed):
    """Eigenvectors of the covariance agree, up to sign, with a singular value decomposition."""
    r = some_rates(seed)
    variances, components = principal_components(r)
    _, singular, rows = np.linalg.svd(r - r.mean(axis=0), full_matrices=False)
    np.testing.assert_allclose(variances, singular**2 / (len(r) - 1), rtol=1e-7, atol=1e-10)
    np.testing.assert_allclose(np.abs(np.sum(components * rows.T, axis=0)), 1, rtol=1e-4)


def test_components_are_ordered_orthonormal_and_real():
    """Variances descend without negative ones (rank 3 of 7), columns are orthonormal and real."""
    r = some_rates(1)[:4]
    variances, components = principal_components(r)
    assert np.all(np.diff(variances) <= 0) and np.all(variances >= 0)
    np.testing.assert_allclose(components.T @ components, np.eye(7), atol=1e-12)
    assert components.dtype == np.float64


def test_sign_of_components_is_fixed():
    """Rates and their negatives have the same components, whatever the eigenvalue solver does."""
    r = some_rates(2)
    np.testing.assert_allclose(principal_components(r)[1], principal_components(-r)[1], atol=1e-9)


def test_projection_is_centred_uncorrelated_and_has_the_variances():
    """Coordinates along the components have mean 0, variance l_k and no covariance."""
    r = some_rates(4)
    variances, components = principal_components(r)
    path = project(r, components, 3)
    assert path.shape == (len(r), 3)
    np.testing.assert_allclose(path.mean(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(np.cov(path.T), np.diag(variances[:3]), atol=1e-9)


def test_projection_wants_as_many_components_as_it_is_asked_for():
    """Too few components are an error and not a narrower answer."""
    with pytest.raises(ValueError, match="4 components"):
        project(some_rates(4), np.eye(7)[:, :3], 4)


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0.0, 1), (0.49, 1), (0.5, 1), (0.51, 2), (0.8, 2), (0.9, 3), (0.95, 3), (0.96, 4), (1.0, 4)],
)
def test_n_components_counts_to_the_share(share, expected):
    """Shares .5 .3 .15 .05 by hand; a share that is met exactly counts as reached."""
    assert n_components(with_variances([5, 3, 1.5, 0.5]), share) == expected


def test_n_components_of_all_the_variance_is_the_rank():
    """Rounding in the cumulative sum neither loses nor invents components at share 1."""
    for seed in range(20):
        assert n_components(with_variances([4, 2, 1, 0, 0, 0], seed=seed), 1.0) == 3


def test_still_rates_have_no_dimensions():
    """A silent network gives 0 and no division by zero."""
    still = np.full((10, 3), 0.5)
    assert n_components(still) == 0
    assert participation_ratio(still) == 0
    assert power_share(still, np.arange(10.0), 1.0) == 0


@pytest.mark.parametrize("share", [-0.1, 1.1, np.nan])
def test_n_components_refuses_impossible_shares(share):
    """A share above 1 is never reached: say so instead of answering 1."""
    with pytest.raises(ValueError, match="from 0 to 1"):
        n_components(some_rates(0), share)


@pytest.mark.parametrize(
    ("variances", "expected"),
    [([1, 0, 0], 1.0), ([2, 2, 2, 2], 4.0), ([3, 1], 16 / 10), ([5, 3, 1.5, 0.5], 100 / 36.5)],
)
def test_participation_ratio_by_hand(variances, expected):
    """(sum l)^2 / sum l^2 of the variances themselves, not of their square roots."""
    assert participation_ratio(with_variances(variances)) == pytest.approx(expected)


def test_mean_square_is_not_centred():
    """A frozen neuron at .5 has mean square .25, not 0."""
    assert mean_square(np.full((5, 2), 0.5)) == 0.25


def test_power_share_of_a_known_mixture():
    """Sines of known power, over a time that is no multiple of the period."""
    t = np.arange(0, 83.7, 0.01)
    r = np.sin(2.5 * t + 0.3) + 0.5 * np.cos(7.5 * t) + np.sqrt(0.75) * np.sin(0.81 * t)
    r = r[:, None]
    assert power_share(r, t, 2.5, harmonics=1) == pytest.approx(0.5, abs=0.01)
    assert power_share(r, t, 2.5, harmonics=3) == pytest.approx(0.625, abs=0.01)
    assert power_share(np.cos(2.5 * t)[:, None] + 3.0, t, 2.5, 1) == pytest.approx(1, abs=1e-12)


def test_autocorrelation_by_its_definition():
    """The transform agrees with the plain double sum at every lag."""
    r = some_rates(5, steps=31)
    plain = [np.mean(r[: len(r) - k] * r[k:]) for k in range(15)]
    np.testing.assert_allclose(autocorrelation(r), plain, atol=1e-12)


def test_half_width_of_a_cosine():
    """cos falls to one half at a third of pi, whatever the time step."""
    t = np.arange(0, 200 * np.pi, 0.01)
    r = np.stack([np.cos(t), np.sin(t)], axis=1)
    assert half_width(r, 0.01) == pytest.approx(np.pi / 3, rel=1e-3)


def test_half_width_says_when_there_is_none():
    """A frozen network keeps its correlation for ever."""
    with pytest.raises(ValueError, match="does not fall"):
        half_width(np.ones((50, 2)), 0.1)


def test_time_and_neurons_cannot_be_forgotten():
    """One neuron as a flat array is refused: its axis would be taken for time or for neurons."""
    with pytest.raises(ValueError, match=r"\(time, neurons\)"):
        covariance(np.zeros(5))
