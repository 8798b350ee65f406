"""Mean-field theory against published limits, exact solutions and the numbers of Problem 2."""

import numpy as np
import pytest
from scipy.integrate import dblquad

from reference import mean_field
from reference.driven_mean_field import (
    critical_amplitude,
    driven_exponent,
    driven_participation_ratio,
    driven_rate_harmonics,
    pair_average,
    solve,
    state_exponent,
)
from reference.gaussian_averages import gaussian_mean, hermite_coefficients, power_series
from reference.schroedinger import ground_energy, growth_rate

# g: C(0), <phi^2>, half width of the rates' autocorrelation, exponent, each to the digits given.
PUBLISHED = {
    1.5: (0.748, 0.342, 7.55, 0.047),
    2.0: (1.925, 0.513, 4.91, 0.112),
    3.0: (5.446, 0.681, 3.47, 0.235),
}
# Critical amplitude by angular frequency at g = 1.5, found by an independent computation.
CRITICAL = {
    0.05: 0.49, 0.1: 0.45, 0.15: 0.43, 0.2: 0.44, 0.4: 0.59, 0.75: 0.96, 1.5: 1.72, 2.5: 2.68,
    10: 10.1,
}  # fmt: skip


def test_gaussian_moments_are_exact():
    """<x^2> = s, <x^4> = 3 s^2, <cos x> = exp(-s / 2)."""
    for s in (0.1, 2.0, 30.0):
        assert gaussian_mean(lambda x: x**2, s) == pytest.approx(s, rel=1e-12)
        assert gaussian_mean(lambda x: x**4, s) == pytest.approx(3 * s**2, rel=1e-12)
        assert gaussian_mean(np.cos, s) == pytest.approx(np.exp(-s / 2), abs=1e-12)


@pytest.mark.parametrize("rho", [-0.6, 0.0, 0.35, 0.9])
def test_pair_averages_agree_with_a_double_integral(rho):
    """Mehler's series equals the average over two correlated Gaussians with shifts."""
    s, u, v = 1.7, 0.4, -0.9
    a = hermite_coefficients(np.tanh, s, np.array([u, v]))
    series = power_series(a[0] * a[1], np.array([rho]))[0]

    def integrand(z, y):
        x1 = np.sqrt(s) * y + u
        x2 = np.sqrt(s) * (rho * y + np.sqrt(1 - rho**2) * z) + v
        return np.tanh(x1) * np.tanh(x2) * np.exp(-(y**2 + z**2) / 2) / (2 * np.pi)

    assert series == pytest.approx(dblquad(integrand, -8, 8, -8, 8, epsabs=1e-8)[0], abs=1e-6)


@pytest.mark.parametrize("depth", [1, 2, 3])
def test_ground_energy_of_an_exactly_solved_well(depth):
    """The well -n (n + 1) / cosh^2 has the ground energy -n^2 (Poeschl & Teller 1933)."""
    tau = np.linspace(0, 20, 300)
    assert ground_energy(-depth * (depth + 1) / np.cosh(tau) ** 2, 20.0) == pytest.approx(
        -(depth**2), abs=1e-8
    )


def test_ground_energy_of_a_flat_potential():
    """A constant potential is its own ground energy, and growth is -1 + sqrt(1 - E)."""
    assert ground_energy(np.full(50, 0.19), 10.0) == pytest.approx(0.19)
    assert growth_rate(0.19) == pytest.approx(-0.1)
    assert growth_rate(5.0) == -1.0


@pytest.mark.parametrize("g", PUBLISHED)
def test_numbers_of_problem_2(g):
    """C(0), <phi^2>, half width and exponent to the digits that the problem gives."""
    variance, square, width, exponent = PUBLISHED[g]
    assert mean_field.current_variance(g) == pytest.approx(variance, abs=6e-4)
    assert mean_field.rate_variance(g) == pytest.approx(square, abs=6e-4)
    assert mean_field.half_width(g) == pytest.approx(width, abs=6e-3)
    assert mean_field.exponent(g) == pytest.approx(exponent, abs=6e-4)


def test_autocorrelation_obeys_its_equation_of_motion():
    """C'' = C - g^2 <phi phi>, by finite differences of the solution of the first-order form."""
    g, step = 2.0, 0.05
    tau = np.arange(0, 15, step)
    C = mean_field.autocorrelation(g, tau)
    acceleration = (C[2:] - 2 * C[1:-1] + C[:-2]) / step**2
    force = C - g**2 * mean_field.rate_autocorrelation(g, tau)
    np.testing.assert_allclose(acceleration, force[1:-1], atol=5e-4)
    np.testing.assert_array_equal(C, mean_field.autocorrelation(g, -tau))


def test_autocorrelation_dies_out():
    """The chaotic solution, among all, is the one that goes to zero and stays there."""
    far = mean_field.autocorrelation(1.5, np.array([60.0, 120.0]))
    assert 0 <= far[1] < far[0] < 1e-3


def test_near_the_transition():
    """Just above g = 1 the exponent is (g - 1)^2 / 2 (Sompolinsky et al. 1988), C(0) is g - 1."""
    for distance in (0.02, 0.05):
        assert mean_field.current_variance(1 + distance) == pytest.approx(distance, rel=0.1)
        ratio = mean_field.exponent(1 + distance) / (distance**2 / 2)
        assert 1 - 4 * distance < ratio < 1


def test_below_the_transition_there_is_silence():
    """No fluctuations up to g = 1, and the exponent of the edge of the disk, g - 1."""
    assert mean_field.current_variance(0.9) == mean_field.current_variance(1.0) == 0
    assert mean_field.exponent(0.8) == pytest.approx(-0.2)
    np.testing.assert_array_equal(mean_field.autocorrelation(0.9, np.arange(3)), 0)
    with pytest.raises(ValueError, match="silent"):
        mean_field.half_width(0.9)


@pytest.mark.parametrize("omega", CRITICAL)
def test_critical_amplitudes_of_problem_2(omega):
    """The border of chaos to the digits that the problem gives, from slow to fast inputs."""
    assert critical_amplitude(omega) == pytest.approx(CRITICAL[omega], rel=0.012)


def test_the_best_frequency_is_neither_zero_nor_infinite():
    """Chaos is easiest to end near omega = .15 (Rajan et al. 2010: a resonance)."""
    omega = np.array([0.05, 0.1, 0.15, 0.2, 0.4, 1.5, 10])
    assert omega[np.argmin([critical_amplitude(w) for w in omega])] == 0.15


def test_driven_solution_obeys_its_equation_of_motion():
    """The iterated solution satisfies C'' = C - g^2 <phi phi> with the input in the average."""
    state = solve(1.5, 1.0, 2.5, window=80)
    step = state.tau[1]
    acceleration = (state.C[2:] - 2 * state.C[1:-1] + state.C[:-2]) / step**2
    force = state.C - 2.25 * pair_average(state, np.tanh)
    np.testing.assert_allclose(acceleration, force[1:-1], atol=0.02 * state.C[0])


def test_weak_input_changes_nothing():
    """As I goes to 0 the driven theory, by another method, gives the undriven numbers."""
    assert driven_exponent(1.5, 1e-3) == pytest.approx(mean_field.exponent(1.5), abs=1e-5)
    state = solve(2.0, 1e-3, 2.5, window=80)
    assert state.C[0] == pytest.approx(mean_field.current_variance(2.0), abs=1e-4)


def test_exponent_falls_with_the_input_and_through_zero_at_the_border():
    """Positive below I_c, zero at it, negative above, and never rising."""
    border = critical_amplitude(2.5)
    values = [driven_exponent(1.5, a) for a in (0.1, 1.0, 2.0, 3.0, 5.0)]
    assert np.all(np.diff(values) < 0) and values[2] > 0 > values[3]
    assert state_exponent(solve(1.5, border, 2.5)) == pytest.approx(0, abs=1e-4)
    assert values[-1] == pytest.approx(-0.392, abs=1e-3)


def test_exponent_has_no_bump_at_the_transition():
    """Where correlations outlast the window it still falls smoothly to zero, and stays above it."""
    values = [driven_exponent(1.5, a) for a in (2.4, 2.5, 2.6, 2.625, 2.65, 2.67)]
    assert np.all(np.diff(values) < 1e-4) and min(values) >= 0 and max(values) < 3e-3


def test_rates_of_a_network_that_follows_its_input():
    """Odd harmonics only, which add up to <phi^2>, and two dimensions and a little."""
    harmonics = driven_rate_harmonics(solve(1.5, 5.0, 2.5))
    np.testing.assert_allclose(harmonics[::2], 0, atol=1e-9)
    assert harmonics.sum() == pytest.approx(0.607, abs=1e-3)
    assert driven_participation_ratio(1.5, 5.0) == pytest.approx(2.119, abs=2e-3)


def test_no_chaos_to_end_below_the_transition():
    """Up to g = 1 the critical amplitude is 0, and there is no chaotic solution to look for."""
    assert critical_amplitude(2.5, g=0.9) == 0
    with pytest.raises(ValueError, match="never chaotic"):
        solve(0.9, 1.0, 2.5)
