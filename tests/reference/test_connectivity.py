"""Connectivity: matrices and spectra against exact theory, scipy, and the named mistakes."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from scipy.optimize import brentq

from reference.connectivity import (
    count_real,
    ei_connectivity,
    ei_outlier,
    ei_radius,
    ei_share_inside,
    expected_real_count,
    ks_distance_from_disk,
    random_connectivity,
    share_inside,
    spectral_abscissa,
    spectral_radius,
    spectrum,
)
from reference.statistics import (
    CIRCULAR_LAW,
    EI_CASES,
    EI_RADIUS_BALANCED,
    EI_RADIUS_UNBALANCED,
    Window,
    ei_share_window,
    outside,
    spectral_statistics,
)


@pytest.mark.parametrize(("N", "g", "seeds"), [(200, 0.8, 6), (200, 1.5, 6), (500, 1.5, 2)])
def test_correct_matrices_fall_into_every_window(N, g, seeds):
    """No correct submission loses a point to the seed."""
    for seed in range(seeds):
        J = random_connectivity(N, g, np.random.default_rng(1000 + seed))
        assert outside(spectral_statistics(J, g), CIRCULAR_LAW[N]) == []


def _symmetric(N, g, rng):
    J = random_connectivity(N, g, rng)
    return (J + J.T) / np.sqrt(2)


MISTAKES = {
    "variance g/N": lambda N, g, rng: rng.standard_normal((N, N)) * np.sqrt(g / N),
    "standard deviation g": lambda N, g, rng: rng.standard_normal((N, N)) * g,
    "standard deviation g/N": lambda N, g, rng: rng.standard_normal((N, N)) * g / N,
    "standard deviation g^2/sqrt(N)": lambda N, g, rng: rng.standard_normal((N, N)) * g**2 / N**0.5,
    "symmetric": _symmetric,
}


@pytest.mark.parametrize("g", [0.8, 1.5])
@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_windows_turn_away_the_usual_mistakes(mistake, g):
    """A window that accepts everything would protect nobody."""
    J = MISTAKES[mistake](200, g, np.random.default_rng(3))
    assert outside(spectral_statistics(J, g), CIRCULAR_LAW[200])


def test_the_radius_alone_would_miss_variance_g_over_n():
    """The variance has a window of its own because at g = 0.8 the radius cannot tell."""
    J = MISTAKES["variance g/N"](200, 0.8, np.random.default_rng(3))
    missed = outside(spectral_statistics(J, 0.8), CIRCULAR_LAW[200])
    assert "spectral radius" not in missed
    assert "variance of the weights" in missed


def test_windows_say_where_they_come_from_and_hold_their_ends():
    """A window is a closed interval with an origin that a reader can repeat."""
    for windows in CIRCULAR_LAW.values():
        assert all("seeds" in window.origin for window in windows.values())
    window = Window(1.0, 2.0)
    assert 1.0 in window and 2.0 in window
    assert 0.999 not in window and 2.001 not in window and np.nan not in window


def test_random_connectivity_takes_its_normals_and_nothing_else():
    """A submission can be compared draw by draw, and the next draw is where it should be."""
    ours, theirs = np.random.default_rng(5), np.random.default_rng(5)
    J = random_connectivity(7, 1.3, ours)
    np.testing.assert_allclose(J, theirs.normal(0, 1.3 / np.sqrt(7), (7, 7)), rtol=1e-14)
    assert ours.random() == theirs.random()


@given(g=st.floats(0.01, 100), seed=st.integers(0, 2**32 - 1))
@settings(max_examples=30, deadline=None)
def test_the_statistics_do_not_depend_on_g(g, seed):
    """The windows are in units of g, so they may be used at any g."""
    at_one = spectral_statistics(random_connectivity(12, 1.0, np.random.default_rng(seed)), 1.0)
    at_g = spectral_statistics(random_connectivity(12, g, np.random.default_rng(seed)), g)
    assert at_g == pytest.approx(at_one, rel=1e-6, abs=1e-6)


def test_spectrum_of_a_matrix_with_known_eigenvalues():
    """Companion matrix: its eigenvalues are the roots of the polynomial, complex ones included."""
    roots = np.array([0.3, -2.0, 1 + 2j, 1 - 2j])
    J = np.diag(np.ones(3), -1)
    J[:, -1] = -np.poly(roots).real[:0:-1]
    found = spectrum(J)
    assert found.dtype == complex
    distances = np.abs(found[:, None] - roots)
    assert distances.min(axis=0).max() < 1e-12 and distances.min(axis=1).max() < 1e-12
    assert spectral_radius(J) == pytest.approx(np.sqrt(5))
    assert spectral_abscissa(J) == pytest.approx(1.0)


def test_radius_and_abscissa_differ_on_a_negative_eigenvalue():
    """Confusing the two would call a strongly damped mode unstable."""
    J = np.diag([-3.0, 0.5])
    assert spectral_radius(J) == 3.0
    assert spectral_abscissa(J) == 0.5
    assert spectrum(J).dtype == complex


@pytest.mark.parametrize("g", [0.7, 1.0, 1.2])
def test_ks_distance_is_that_of_scipy(g):
    """The textbook statistic, whether the spectrum is too narrow (its upper side) or too wide."""
    z = spectrum(random_connectivity(80, g, np.random.default_rng(1)))
    ours = ks_distance_from_disk(z, 1.0)
    assert ours == pytest.approx(stats.kstest(np.abs(z) ** 2, "uniform").statistic, rel=1e-12)


def test_share_inside_counts_the_border():
    """|lambda| = g counts as inside."""
    assert share_inside([1, 1j, -0.5, 2], 1.0) == 0.75


def test_real_eigenvalues_follow_their_law():
    """sqrt(2 N / pi) + 1/2 on average, which 40 spectra pin to 0.4."""
    counts = [
        count_real(spectrum(random_connectivity(200, 1.0, np.random.default_rng(seed))))
        for seed in range(40)
    ]
    assert np.mean(counts) == pytest.approx(expected_real_count(200), abs=1.8)  # 4 standard errors
    assert count_real(np.array([1.0, 2j, -2j])) == 1
    assert expected_real_count(10_000) == pytest.approx(np.sqrt(20_000 / np.pi), rel=0.01)


@pytest.mark.parametrize("seed", range(3))
def test_balanced_rows_make_the_mean_invisible_to_the_spectrum(seed):
    """With zero row sums every power has the same trace at m = 0 and at m = 3, exactly."""
    with_mean = ei_connectivity(40, 0.8, 1.0, 0.3, 3.0, np.random.default_rng(seed))
    without = ei_connectivity(40, 0.8, 1.0, 0.3, 0.0, np.random.default_rng(seed))
    assert not np.allclose(with_mean, without)
    for power in range(1, 7):
        traces = [np.trace(np.linalg.matrix_power(J, power)) for J in (with_mean, without)]
        assert traces[0] == pytest.approx(traces[1], rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("case", EI_CASES)
def test_ei_spectra_follow_rajan_and_abbott(case):
    """Balanced: disk of radius R with the crowded centre. Unbalanced: outliers."""
    R = ei_radius(*case)
    balanced = spectrum(ei_connectivity(500, *case, 3.0, np.random.default_rng(11)))
    assert np.abs(balanced).max() / R in EI_RADIUS_BALANCED
    assert share_inside(balanced, R / 2) in ei_share_window(*case)
    loose = ei_connectivity(500, *case, 3.0, np.random.default_rng(11), balanced=False)
    assert spectral_radius(loose) / R in EI_RADIUS_UNBALANCED


def test_ei_windows_turn_away_the_usual_mistakes():
    """Column sums, an inhibitory mean of -mu_E, and swapped f all leave a window at f = 0.8."""
    N, f, sE, sI, m = 500, 0.8, 1.0, 0.3, 3.0
    loose = ei_connectivity(N, f, sE, sI, m, np.random.default_rng(2), balanced=False)
    random_part = loose - loose.mean(axis=0)
    mean = np.repeat([m, -f * m / (1 - f)], [400, 100]) / np.sqrt(N)
    rows = random_part - random_part.mean(axis=1, keepdims=True)
    R = ei_radius(f, sE, sI)
    assert spectral_radius(rows + mean) / R in EI_RADIUS_BALANCED
    assert spectral_radius(random_part + mean) / R not in EI_RADIUS_BALANCED
    same_size = np.repeat([m, -m], [400, 100]) / np.sqrt(N)
    assert spectral_radius(rows + same_size) / R not in EI_RADIUS_BALANCED
    swapped = ei_connectivity(N, 1 - f, sE, sI, m, np.random.default_rng(2))
    assert share_inside(spectrum(swapped), R / 2) not in ei_share_window(f, sE, sI)


def test_ei_columns_have_the_stated_moments():
    """Excitatory columns come first; means and deviations belong to the presynaptic unit."""
    J = ei_connectivity(1000, 0.8, 1.0, 0.3, 2.0, np.random.default_rng(4)) * np.sqrt(1000)
    assert J[:, :800].mean() == pytest.approx(2.0, abs=0.01)
    assert J[:, 800:].mean() == pytest.approx(-8.0, abs=0.01)
    assert J[:, :800].std() == pytest.approx(1.0, rel=0.01)
    assert J[:, 800:].std() == pytest.approx(0.3, rel=0.01)
    np.testing.assert_allclose(J.sum(axis=1), 0, atol=1e-9)


@pytest.mark.parametrize(("N", "f"), [(10, 0.75), (99, 0.8), (201, 0.8), (200, 0.8)])
def test_a_share_that_is_not_whole_leaves_one_eigenvalue_outside(N, f):
    """The question's f decides the means, so where f N is not whole one eigenvalue moves with m."""
    J = ei_connectivity(N, f, 0.35, 1.4, 3.0, np.random.default_rng(1))
    np.testing.assert_allclose(J.sum(axis=1), ei_outlier(N, f, 3.0), atol=1e-9)
    rest = ei_connectivity(N, f, 0.35, 1.4, 0.0, np.random.default_rng(1))
    expected = spectrum(rest) + 0j
    expected[np.abs(expected).argmin()] = ei_outlier(N, f, 3.0)  # was 0: its rows sum to zero
    for power in range(1, 5):
        assert np.sum(spectrum(J) ** power) == pytest.approx(np.sum(expected**power), abs=1e-6)


@pytest.mark.parametrize("case", EI_CASES)
def test_ei_share_solves_the_equation_of_the_paper(case):
    """The closed form agrees with solving Rajan and Abbott's implicit equation by bisection."""
    f, sE, sI = case
    R = ei_radius(*case)
    for r in np.linspace(0.05, 0.99, 8) * R:
        w = brentq(
            lambda w, r=r: f * sE**2 / (1 + w * sE**2) + (1 - f) * sI**2 / (1 + w * sI**2) - r**2,
            0,
            1e6,
            xtol=1e-14,
        )
        assert ei_share_inside(r, *case) == pytest.approx(1 - w * r**2, abs=1e-9)


def test_ei_share_at_its_limits():
    """Nothing at the origin, all at R and beyond, even when equal, and zeros of a silent half."""
    np.testing.assert_allclose(ei_share_inside([0, 1, 5], 0.5, 1, 1), [0, 1, 1], atol=1e-12)
    np.testing.assert_allclose(ei_share_inside([0.25, 0.5], 0.8, 1, 1), [0.0625, 0.25], atol=1e-12)
    assert ei_share_inside(0.0, 0.5, 1.0, 0.3) == pytest.approx(0)
    assert ei_share_inside(0.0, 0.75, 1.0, 0.0) == pytest.approx(0.25)
    published = [float(ei_share_inside(ei_radius(*case) / 2, *case)) for case in EI_CASES]
    assert published == pytest.approx([0.474, 0.346, 0.597], abs=1e-3)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: spectrum(np.ones((2, 3))), r"square.*\(2, 3\)"),
        (lambda: spectrum(np.empty((0, 0))), "square"),
        (lambda: random_connectivity(0, 1.0, np.random.default_rng(0)), "at least one unit"),
        (lambda: random_connectivity(3, -1.0, np.random.default_rng(0)), "negative"),
        (lambda: ei_connectivity(5, 1.0, 1, 1, 0, np.random.default_rng(0)), "between 0 and 1"),
        (lambda: ei_connectivity(3, 0.1, 1, 1, 0, np.random.default_rng(0)), "empty"),
        (lambda: ei_connectivity(4, 0.5, -1, 1, 0, np.random.default_rng(0)), "negative"),
        (lambda: ks_distance_from_disk([1.0], 0.0), "positive radius"),
        (lambda: ks_distance_from_disk([], 1.0), "no eigenvalues"),
        (lambda: ei_share_inside(-1.0, 0.5, 1, 1), "negative"),
        (lambda: ei_share_inside(1.0, 0.5, 0, 0), "no disk"),
    ],
)
def test_unfit_arguments_are_named(call, words):
    """A wrong call says what was wrong with it instead of returning numbers."""
    with pytest.raises(ValueError, match=words):
        call()
