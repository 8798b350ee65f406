"""The numbers in Problem 1."""

from functools import cache

import numpy as np
import pytest
from scipy import optimize

from reference.connectivity import (
    count_real,
    ei_connectivity,
    ei_outlier,
    ei_radius,
    random_connectivity,
    share_inside,
    spectral_abscissa,
    spectral_radius,
    spectrum,
)
from reference.fixed_points import find_fixed_point, mean_field_sd, positive_tanh
from reference.network import jacobian, velocity
from tests.texts import states

pytestmark = pytest.mark.slow

EI = (0.8, 0.35, 1.4, 3.0)  # f, sE, sI, m of the demonstration in 1h


def network(seed, N=50, g=0.8):
    return random_connectivity(N, g, np.random.default_rng(seed))


def test_eigenvectors_would_mislead_in_1a():
    """For [[1, 1], [0, 1]] numpy returns two vectors for eigenvalue 1, and they are parallel."""
    states("problem1", "numpy returns two of them that are parallel, although there is only one")
    values, vectors = np.linalg.eig(np.array([[1.0, 1.0], [0.0, 1.0]]))
    assert np.allclose(values, 1) and vectors.shape == (2, 2)
    assert abs(np.linalg.det(vectors)) < 1e-12


def test_round_off_of_the_measured_jacobian():
    """A nudge of 1e-6 leaves about 1e-9."""
    states("problem1", "Round-off leaves about 1e-9.")
    rng = np.random.default_rng(1)
    J, x = rng.standard_normal((6, 6)), rng.standard_normal(6)
    nudges = 1e-6 * np.eye(6)
    columns = [(velocity(x + push, J) - velocity(x - push, J)) / 2e-6 for push in nudges]
    assert 1e-11 < np.abs(np.array(columns).T - jacobian(x, J)).max() < 1e-8


def test_not_every_network_with_two_populations_is_non_normal():
    """[[0, -b], [b, 0]] has an excitatory and an inhibitory column and is normal: 'almost any'."""
    states("problem1", "as in almost any network with separate excitatory and inhibitory neurons")
    J = np.array([[0.0, -2.0], [2.0, 0.0]])
    assert np.allclose(J @ J.T, J.T @ J)


def test_about_twelve_eigenvalues_are_real():
    """sqrt(2 N / pi) + 1/2 at N = 200, and so it is over networks."""
    states("problem1", r"\sqrt{2N/\pi}+\tfrac12\approx 12$ of the eigenvalues are exactly real")
    assert round(np.sqrt(400 / np.pi) + 0.5) == 12
    counts = [count_real(spectrum(network(seed, 200))) for seed in range(60)]
    assert np.mean(counts) == pytest.approx(11.8, abs=1.6)


def test_variance_g_over_n_hardly_shows_in_the_radius():
    """At g = 0.8 the disk would be sqrt(0.8) / 0.8, 12 % larger."""
    states("problem1", 'the mistake "variance $g/N$" makes it only 12 % larger')
    assert np.sqrt(0.8) / 0.8 - 1 == pytest.approx(0.12, abs=0.005)


@cache
def spreads(networks=200):
    """Standard deviations of the fixed point for the positive phi, over networks."""
    starts = [np.random.default_rng(1000 + seed).standard_normal(50) for seed in range(networks)]
    points = [find_fixed_point(network(s), positive_tanh, x0) for s, x0 in enumerate(starts)]
    return np.std(points, axis=1)


def test_the_width_of_the_histogram_in_1f():
    """0.42 on average, 0.43 in theory, and 0.3 to 0.6 for single networks."""
    states("problem1", "is 0.42 on average (0.43 in a large network)", "from about 0.3 to 0.6")
    assert np.mean(spreads()) == pytest.approx(0.42, abs=0.01)
    assert mean_field_sd(0.8) == pytest.approx(0.43, abs=0.005)
    assert np.min(spreads()) > 0.28 and np.max(spreads()) < 0.62


def test_the_norm_and_the_spread_of_1f():
    """||J|| is about 2 g = 1.6, half of it about 0.8; starts of one network agree to 1e-12."""
    states("problem1", "is about $2g = 1.6$, so the product is about 0.8", "about $10^{-12}$")
    norms = [np.linalg.norm(network(seed), 2) for seed in range(200)]
    assert np.mean(norms) == pytest.approx(1.6, abs=0.1)
    assert np.max(norms) / 2 < 1
    rng = np.random.default_rng(5)
    starts = (size * rng.standard_normal(50) for size in (0.1, 1, 3, 10))
    found = [find_fixed_point(network(0), positive_tanh, x0) for x0 in starts]
    assert np.ptp(found, axis=0).max() < 1e-11


def test_solvers_call_a_perfect_root_a_failure():
    """At x = 0 hybr nearly always reports that it did not converge."""
    states("problem1", "a perfect answer then comes with a report of failure")
    verdicts = []
    for seed in range(30):
        J, x0 = network(seed), np.random.default_rng(seed).standard_normal(50)
        found = optimize.root(lambda x, J=J: velocity(x, J), x0, tol=1e-12)
        assert np.abs(velocity(found.x, J)).max() < 1e-8
        verdicts.append(found.success)
    assert np.mean(verdicts) < 0.1


def test_the_seeds_with_more_than_the_origin():
    """The first four networks with a real eigenvalue above 1, and how far x* is from zero."""
    states("problem1", "first such seeds are 142, 154, 332 and 368", "largest $|x^*_i|$ is 0.96")
    eigenvalues = {seed: spectrum(network(seed)) for seed in range(400)}
    found = [seed for seed, z in eigenvalues.items() if z[np.abs(z.imag) < 1e-9].real.max() > 1]
    assert found == [142, 154, 332, 368]
    rng = np.random.default_rng(1)
    starts = [3 * rng.standard_normal(50) for _ in range(10)]
    sizes = [np.abs(find_fixed_point(network(142), np.tanh, x0)).max() for x0 in starts]
    assert set(np.round(sizes, 2)) == {0.0, 0.96}


def test_three_networks_of_a_thousand_have_more_than_the_origin():
    """At N = 50 and g = 0.8, counted over 6,000 networks: 18, give or take three deviations."""
    states("problem1", "in three of a thousand, $J$ happens to have a real eigenvalue above 1")
    count = sum(spectral_abscissa(network(seed)) > 1 for seed in range(1000, 7000))
    assert 5 <= count <= 31


def test_the_two_panels_of_1h():
    """Outliers without the balance, none with it, and a norm that says how non-normal it is."""
    states("problem1", "the same circle of radius 0.7", "three far outside, one of them beyond")
    R = ei_radius(*EI[:3])
    assert pytest.approx(0.7, abs=1e-9) == R
    loose, balanced = (
        ei_connectivity(200, *EI, np.random.default_rng(10), each) for each in (False, True)
    )
    assert np.count_nonzero(np.abs(spectrum(loose)) > 1.5 * R) == 3
    assert spectral_abscissa(loose) > 1
    assert spectral_radius(balanced) < 1.1 * R and spectral_abscissa(balanced) < 1
    assert np.linalg.norm(balanced, 2) == pytest.approx(85, abs=0.5)  # what the cell prints
    assert share_inside(spectrum(balanced), R / 2) > 0.4  # crowded: an even disk has a quarter


def test_the_mean_leaves_no_trace_in_1h():
    """m = 0 and m = 3 have one spectrum; where f N is not whole, one eigenvalue is at the sum."""
    states("problem1", "whatever $m$ is, as long as $fN$ is a whole number")
    at = {m: ei_connectivity(50, 0.8, 0.35, 1.4, m, np.random.default_rng(3)) for m in (0.0, 3.0)}
    ours, theirs = (spectrum(J) for J in at.values())
    assert np.abs(ours[:, None] - theirs).min(axis=1).max() < 1e-6
    odd = ei_connectivity(51, 0.8, 0.35, 1.4, 3.0, np.random.default_rng(3))
    assert np.abs(spectrum(odd) - ei_outlier(51, 0.8, 3.0)).min() < 1e-6
