"""Lyapunov exponents against spectra, the divergence of two copies and mean-field theory."""

import numpy as np
import pytest

from reference.chaos import last_crossing, lyapunov_exponent, lyapunov_exponents
from reference.connectivity import random_connectivity, spectral_abscissa
from reference.driven_mean_field import driven_exponent
from reference.network import simulate
from reference.statistics_problem2 import DRIVEN_EXPONENT, EXPONENT, SILENT_EXPONENT_ERROR


def network(N, g, seed):
    rng = np.random.default_rng(seed)
    J = random_connectivity(N, g, rng)
    return J, rng.standard_normal(N), rng.uniform(0, 2 * np.pi, N), rng


@pytest.mark.parametrize("seed", range(4))
def test_silent_network_decays_like_its_slowest_mode(seed):
    """Below g = 1 the exponent is max Re(J) - 1 of the very J, independently of its direction."""
    J, x0, _, rng = network(100, 0.5, seed)
    measured = lyapunov_exponent(J, x0, 300, 0.05, rng=rng, transient=150)
    assert measured == pytest.approx(spectral_abscissa(J) - 1, abs=SILENT_EXPONENT_ERROR)


def test_linear_modes_are_exact():
    """Real modes: Euler multiplies by 1 + dt lambda; Runge-Kutta finds lambda to dt^4."""
    J, x0 = np.diag([0.7, -2.0, 0.1]), np.full(3, 1e-3)
    rng = np.random.default_rng(0)
    euler = lyapunov_exponent(J, x0, 300, 0.01, rng=rng, transient=200)
    assert euler == pytest.approx(np.log(1 - 0.01 * 0.3) / 0.01, abs=1e-9)
    exact = lyapunov_exponents(J, x0, 300, 0.05, rng=rng, transient=200)
    assert exact[0] == pytest.approx(-0.3, abs=1e-8)


def test_oscillating_modes_grow_with_the_real_part():
    """Eigenvalues .9 +- 5i: the rotation does not count, and neither does the modulus."""
    J = np.array([[0.9, -5.0], [5.0, 0.9]])
    x0, rng = np.full(2, 1e-6), np.random.default_rng(0)
    assert lyapunov_exponents(J, x0, 50, 0.02, rng=rng)[0] == pytest.approx(-0.1, abs=1e-3)


def test_divergence_of_two_copies():
    """Two runs a hair apart separate at the measured rate: no tangent dynamics involved."""
    J, x0, _, rng = network(300, 3.0, 5)
    x0 = simulate(x0, 30, 0.01, J)[1][-1]
    start, end = 20.0, 60.0
    exponent = lyapunov_exponent(J, x0, end, 0.01, rng=rng, transient=start)
    nearby = x0 + 1e-10 * rng.standard_normal(x0.size)
    distance = np.linalg.norm(
        simulate(x0, end, 0.01, J)[1] - simulate(nearby, end, 0.01, J)[1], axis=1
    )
    growth = np.log(distance[-1] / distance[round(start / 0.01)]) / (end - start)
    assert growth == pytest.approx(exponent, abs=0.01)
    assert exponent > 0.05


def test_g_3_is_chaotic_and_strong_input_is_not():
    """The windows of Problem 2 at N = 500, g = 3 without input and g = 1.5 with I = 5."""
    J, x0, theta, rng = network(500, 1.0, 8)
    free, driven = lyapunov_exponents(J, x0, 150, 0.2, [3.0, 1.5], [0.0, 5.0], 2.5, theta, rng=rng)
    assert free in EXPONENT[3.0]
    assert driven in DRIVEN_EXPONENT[5.0]
    assert driven == pytest.approx(driven_exponent(1.5, 5.0), abs=0.08)


def test_the_two_methods_agree_where_nothing_is_chaotic():
    """Euler at .01, by the contract of the problem, and Runge-Kutta at .2 measure one number."""
    J, x0, theta, rng = network(200, 1.5, 9)
    euler = lyapunov_exponent(J, x0, 60, 0.01, 5.0, 2.5, theta, rng=np.random.default_rng(1))
    both = lyapunov_exponents(J, x0, 60, 0.2, 1.0, 5.0, 2.5, theta, rng=np.random.default_rng(1))
    assert euler == pytest.approx(both[0], abs=0.02)


def test_conditions_of_a_batch_do_not_mix():
    """Each of several conditions gives what it gives alone, with its own g, I, omega and start."""
    J, _, theta, rng = network(50, 1.0, 10)
    x0 = rng.standard_normal((3, 50))
    g, amplitude, omega = np.array([0.5, 1.5, 2]), np.array([0, 3, 1.0]), np.array([1, 2.5, 0.3])
    seed = 4
    together = lyapunov_exponents(
        J, x0, 20, 0.1, g, amplitude, omega, theta, rng=np.random.default_rng(seed)
    )
    alone = [
        lyapunov_exponents(
            g[b] * J, x0[b], 20, 0.1, 1, amplitude[b], omega[b], theta,
            rng=np.random.default_rng(seed),
        )[0]
        for b in range(3)
    ]  # fmt: skip
    np.testing.assert_allclose(together, alone, atol=1e-8)


def test_arguments_are_left_alone_and_randomness_comes_from_rng():
    """Same generator state, same exponent; J and x0 keep their values."""
    J, x0, theta, _ = network(30, 1.5, 11)
    copies = J.copy(), x0.copy(), theta.copy()
    first, second = (
        lyapunov_exponent(J, x0, 10, 0.01, 1.0, 2.5, theta, rng=np.random.default_rng(2))
        for _ in range(2)
    )
    assert first == second
    for before, after in zip(copies, (J, x0, theta), strict=True):
        np.testing.assert_array_equal(before, after)


def test_very_long_runs_neither_overflow_nor_underflow():
    """Tangents are shortened on the way: e^(-1000) and e^(+1000) are no numbers."""
    rng = np.random.default_rng(0)
    for leading in (-1.0, 3.0):
        J = np.array([[leading]])
        # From exactly 0 the state stays there, so that the growth is leading - 1 for ever.
        value = lyapunov_exponents(J, np.zeros(1), 1000, 0.05, rng=rng)[0]
        assert value == pytest.approx(leading - 1, rel=1e-4)


@pytest.mark.parametrize("transient", [-1.0, 10.0, 12.0])
def test_a_transient_must_leave_time(transient):
    """A transient as long as the run leaves nothing to average."""
    with pytest.raises(ValueError, match="no time is left"):
        lyapunov_exponent(
            np.eye(2), np.ones(2), 10, 0.1, rng=np.random.default_rng(0), transient=transient
        )


def test_shapes_must_match():
    """A start of another length than J is refused in words."""
    with pytest.raises(ValueError, match="J has 2 units"):
        lyapunov_exponent(np.eye(2), np.ones(3), 10, 0.1, rng=np.random.default_rng(0))


def test_last_crossing():
    """The last fall through zero, between the values by a straight line; nan if there is none."""
    assert last_crossing([1, 2, 3, 4], [0.1, -0.1, 0.3, -0.1]) == pytest.approx(3.75)
    assert last_crossing([1, 2], [-0.1, -0.2]) == 1
    assert np.isnan(last_crossing([1, 2], [-0.1, 0.2]))
