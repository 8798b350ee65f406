"""The measures of tracking and of weights, against plain definitions."""

import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from reference.tracking import nearest_samples, project_onto, variance_explained
from reference.weights import (
    moments,
    relative_change,
    shared_bins,
    trained_columns,
    weight_density,
)


@pytest.fixture
def rng():
    return np.random.default_rng(8)


def test_perfect_rates_explain_everything(rng):
    """Rates that are a multiple of the target, sampled elsewhere too, give exactly 1."""
    target_t, target = np.arange(5.0), rng.random((5, 3))
    target /= target.max()
    t = np.arange(0, 4.5, 0.25)
    R = np.full((len(t), 3), 0.01)
    R[::4][:5] = 0.5 * target
    assert variance_explained(R, t, target, target_t) == pytest.approx(1)


def test_variance_explained_is_its_formula(rng):
    """Written out with loops: nearest times, largest rate of the whole run, variance of all."""
    R, target = rng.random((50, 4)), rng.random((6, 4))
    t, target_t = 0.1 * np.arange(50), 0.64 * np.arange(6)
    scaled, total = R / R.max(), 0.0
    for k, wanted in enumerate(target_t):
        nearest = min(range(50), key=lambda i: abs(t[i] - wanted))
        total += ((target[k] - scaled[nearest]) ** 2).sum()
    variance = ((target - target.mean()) ** 2).sum()
    assert variance_explained(R, t, target, target_t) == pytest.approx(1 - total / variance)


def test_constant_rates_explain_less_than_nothing(rng):
    """A share of explained variance may be negative: it is not clipped."""
    target = np.eye(6)
    assert variance_explained(np.ones((6, 6)), np.arange(6), target, np.arange(6)) < 0


@pytest.mark.parametrize(
    ("R", "target"),
    [
        (np.ones((5, 3)), np.eye(3)),
        (np.zeros((3, 3)), np.eye(3)),
        (np.ones((3, 3)), np.ones((3, 3))),
    ],
)
def test_variance_explained_refuses_what_has_none(R, target):
    """Transposed arrays, silent networks and constant targets are errors, not numbers."""
    with pytest.raises(ValueError):
        variance_explained(R, np.arange(3), target, np.arange(3))


def test_nearest_samples_do_not_need_order():
    """The nearest time is found also outside of the range and in any order."""
    np.testing.assert_array_equal(nearest_samples([2.0, 0.0, 1.0], [0.4, 9.0, 1.5]), [1, 0, 0])
    with pytest.raises(ValueError):
        nearest_samples([], [1.0])


def test_projection_uses_the_mean_that_is_handed_in(rng):
    """Data sets stay where they are relative to each other."""
    R, mean = rng.random((9, 5)), rng.random(5)
    components = np.linalg.qr(rng.standard_normal((5, 5)))[0][:, :2]
    expected = [[(row - mean) @ component for component in components.T] for row in R]
    np.testing.assert_allclose(project_onto(R, components, mean), expected)
    moved = project_onto(R + 1, components, mean) - project_onto(R, components, mean)
    np.testing.assert_allclose(moved, np.ones((9, 1)) * components.sum(axis=0))


def test_independent_matrices_have_relative_change_one(rng):
    """The unit of the change is the distance between two random matrices."""
    J0, J = rng.standard_normal((2, 300, 300)) * 0.07
    assert relative_change(J0, J) == pytest.approx(1, abs=0.02)
    assert relative_change(J0, J0) == 0


@given(scale=st.floats(1e-3, 1e3))
def test_relative_change_has_no_units(scale):
    """Multiplying both matrices changes nothing."""
    J0, J = np.random.default_rng(0).standard_normal((2, 20, 20))
    assert relative_change(scale * J0, scale * J) == pytest.approx(relative_change(J0, J))


def test_relative_change_needs_a_random_matrix_to_compare_with():
    """A constant J0 and different shapes are refused."""
    with pytest.raises(ValueError, match="constant"):
        relative_change(np.ones((3, 3)), np.eye(3))
    with pytest.raises(ValueError, match="one shape"):
        relative_change(np.eye(3), np.eye(4))


def test_densities_integrate_to_one_in_shared_bins(rng):
    """Two matrices of different width are comparable bin by bin."""
    J0, J = rng.standard_normal((30, 30)), 9 * rng.standard_normal((30, 30))
    edges = shared_bins(J0, J, 40)
    assert len(edges) == 41
    for matrix in (J0, J):
        density, same = weight_density(matrix, edges)
        np.testing.assert_array_equal(same, edges)
        assert (density * np.diff(edges)).sum() == pytest.approx(1)
    uneven = np.array([-5.0, -1.0, 0.0, 0.1, 5.0])
    density, _ = weight_density(J0, uneven)
    assert (density * np.diff(uneven)).sum() == pytest.approx(1)


def test_density_without_weights_is_refused():
    """Bins beside all weights would divide by zero."""
    with pytest.raises(ValueError, match="none of the weights"):
        weight_density(np.ones((2, 2)), [3.0, 4.0])


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_moments_agree_with_scipy(rng, dtype):
    """All entries at once, population moments, excess kurtosis, double precision."""
    J = (rng.standard_normal((40, 40)) ** 3 - 100).astype(dtype)
    flat = J.ravel().astype(float)
    expected = (flat.mean(), flat.var(), scipy.stats.skew(flat), scipy.stats.kurtosis(flat))
    np.testing.assert_allclose(moments(J), expected, rtol=1e-9)


def test_constant_weights_have_no_shape():
    """Skewness and kurtosis of a constant are undefined, without a warning."""
    mean, variance, skewness, kurtosis = moments(np.full((3, 3), 2.0))
    assert (mean, variance) == (2, 0)
    assert np.isnan([skewness, kurtosis]).all()


def test_trained_columns_need_a_single_changed_entry(rng):
    """Columns, not rows, ascending, however small and few the changes."""
    J0 = rng.standard_normal((12, 12))
    J = J0.copy()
    J[3, 7] += 1e-9
    J[:, 2] = 0
    np.testing.assert_array_equal(trained_columns(J0, J), [2, 7])
    assert trained_columns(J0, J0).size == 0
