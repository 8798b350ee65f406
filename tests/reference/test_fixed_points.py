"""Fixed points: null spaces, residuals, completeness, contraction, and the two formalisms."""

import numpy as np
import pytest
from scipy.integrate import quad, solve_ivp
from scipy.linalg import null_space

from reference.connectivity import random_connectivity
from reference.fixed_points import (
    contraction_bound,
    currents_from_rates,
    distinct_fixed_points,
    find_fixed_point,
    index_sum,
    linear_fixed_points,
    mean_field_sd,
    positive_tanh,
    rates_from_currents,
)
from reference.network import velocity
from reference.problem1 import with_eigenvalues
from reference.statistics import POSITIVE_FIXED_POINT_RMS


@pytest.mark.parametrize(("leading", "k"), [([0.9], 0), ([1.0, -1.0], 1), ([1.0, 1.0, 3.0], 2)])
def test_linear_fixed_points_span_the_right_space(leading, k):
    """The same projector as scipy's null space; -1 and larger eigenvalues are not fixed."""
    J = with_eigenvalues(np.array(leading), 30, np.random.default_rng(k))
    basis = linear_fixed_points(J)
    assert basis.shape == (30, k)
    np.testing.assert_allclose(J @ basis, basis, atol=1e-10)
    np.testing.assert_allclose(basis.T @ basis, np.eye(k), atol=1e-12)
    theirs = null_space(np.eye(30) - J, rcond=1e-9)
    np.testing.assert_allclose(basis @ basis.T, theirs @ theirs.T, atol=1e-8)


def test_what_counts_as_zero_is_relative_to_the_size_of_j():
    """Rounding grows with J, so a fixed direction among huge weights is found as well."""
    turn = np.linalg.qr(np.random.default_rng(0).standard_normal((20, 20)))[0]
    J = turn @ np.diag([1.0] + [1e9] * 19) @ turn.T
    basis = linear_fixed_points(J)
    assert basis.shape == (20, 1)
    np.testing.assert_allclose(np.abs(basis[:, 0] @ turn[:, 0]), 1, rtol=1e-6)


def test_every_state_is_fixed_when_j_is_the_identity():
    """The largest null space there is, where a relative tolerance has nothing to relate to."""
    assert linear_fixed_points(np.eye(3)).shape == (3, 3)
    assert linear_fixed_points(np.zeros((3, 3))).shape == (3, 0)


@pytest.mark.parametrize("seed", range(10))
def test_positive_rates_have_one_fixed_point_and_all_states_reach_it(seed):
    """Contraction, the solver from several starts, and the flow itself agree."""
    rng = np.random.default_rng(seed)
    J = random_connectivity(50, 0.8, rng)
    assert contraction_bound(J, 0.5) < 1
    points = [find_fixed_point(J, positive_tanh, 3 * rng.standard_normal(50)) for _ in range(4)]
    assert np.ptp(points, axis=0).max() < 1e-9
    assert np.abs(velocity(points[0], J, positive_tanh)).max() < 1e-10
    assert np.sqrt(np.mean(points[0] ** 2)) in POSITIVE_FIXED_POINT_RMS
    x0 = 3 * rng.standard_normal(50)
    x = solve_ivp(lambda t, x: velocity(x, J, positive_tanh), (0, 60), x0, rtol=1e-9, atol=1e-10).y[
        :, -1
    ]
    np.testing.assert_allclose(x, points[0], atol=1e-6)


def test_a_transposed_matrix_would_be_noticed():
    """The fixed point of J^T is elsewhere: an average over units does not tell, units do."""
    J = random_connectivity(50, 0.8, np.random.default_rng(0))
    right, wrong = (find_fixed_point(A, positive_tanh, np.zeros(50)) for A in (J, J.T))
    assert np.sqrt(np.mean((right - wrong) ** 2)) > 0.2


@pytest.mark.parametrize("seed", range(10))
def test_tanh_is_solved_although_the_solver_reports_failure(seed):
    """A fixed point at the origin is accepted by its velocity."""
    rng = np.random.default_rng(seed)
    J = random_connectivity(50, 0.8, rng)
    x = find_fixed_point(J, np.tanh, rng.standard_normal(50))
    assert np.abs(velocity(x, J)).max() < 1e-10


def test_constant_input_moves_the_fixed_point():
    """h enters the equation that is solved: without connections the fixed point is h."""
    h = np.array([0.3, -2.0])
    np.testing.assert_allclose(find_fixed_point(np.zeros((2, 2)), np.tanh, [5, 5], h), h)


def test_no_fixed_point_is_an_error_and_not_a_number():
    """-x + (x^2 + 1) + 1 is never zero: nothing may be returned for it."""
    with pytest.raises(RuntimeError, match="no fixed point was reached"):
        find_fixed_point([[1.0]], lambda x: x**2 + 2, [0.0])


@pytest.mark.parametrize(("weight", "expected"), [(0.5, 1), (2.0, 3)])
def test_a_single_unit_has_the_fixed_points_of_its_curve(weight, expected):
    """x = w tanh(x): a pitchfork, whose outer points are found by plain iteration."""
    starts = np.linspace(-3, 3, 25)[:, None]
    points = distinct_fixed_points([[weight]], np.tanh, starts)
    assert len(points) == expected
    x = 3.0
    for _ in range(500):
        x = weight * np.tanh(x)
    assert points.max() == pytest.approx(max(x, 0), abs=1e-9)
    assert index_sum([[weight]], points) == 1


def test_uncoupled_pairs_have_every_combination():
    """Two bistable units: nine fixed points, a number known without solving anything."""
    starts = 3 * np.random.default_rng(0).uniform(-1, 1, (300, 2))
    points = distinct_fixed_points(2 * np.eye(2), np.tanh, starts)
    assert len(points) == 9
    assert index_sum(2 * np.eye(2), points) == 1
    assert index_sum(2 * np.eye(2), points[1:]) != 1


@pytest.mark.parametrize("seed", range(3))
def test_the_fixed_points_of_a_random_network_are_odd_in_number_and_symmetric(seed):
    """From unsymmetric starts: indices add up to 1, and -x belongs to the list with x."""
    rng = np.random.default_rng(seed)
    J = random_connectivity(20, 1.5, rng)
    points = distinct_fixed_points(J, np.tanh, 2 * rng.standard_normal((300, 20)))
    assert len(points) % 2 == 1
    assert index_sum(J, points) == 1
    for x in points:
        assert np.abs(points + x).max(axis=1).min() < 1e-6


def test_starts_that_lead_nowhere_leave_an_empty_list():
    """The count is then 0, with the number of units still in the shape."""
    assert distinct_fixed_points([[1.0]], lambda x: x**2 + 2, [[0.0], [1.0]]).shape == (0, 1)


def test_contraction_bound_is_the_operator_norm_and_not_the_radius():
    """A feedforward pair has radius 0 and norm 50: it stretches, whatever its eigenvalues."""
    assert contraction_bound(np.diag([50.0], k=1), 0.5) == pytest.approx(25.0)


def test_positive_tanh_has_the_slope_the_bound_is_told():
    """Half at the origin and never more; rates from 0 to 1."""
    x = np.linspace(-5, 5, 100_001)
    slopes = np.diff(positive_tanh(x)) / np.diff(x)
    assert slopes.max() == pytest.approx(0.5, abs=1e-6)
    assert positive_tanh(-20.0) == pytest.approx(0) and positive_tanh(20.0) == pytest.approx(1)


def test_mean_field_sd_solves_its_equation():
    """Against adaptive quadrature, the published value, and a large network."""
    s = mean_field_sd(0.8)
    mean_square, _ = quad(
        lambda z: positive_tanh(s * z) ** 2 * np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi), -12, 12
    )
    assert s**2 == pytest.approx(0.64 * mean_square, rel=1e-9)
    assert s == pytest.approx(0.4265, abs=1e-4)
    J = random_connectivity(1500, 0.8, np.random.default_rng(0))
    x = np.zeros(1500)
    for _ in range(60):
        x = J @ positive_tanh(x)
    assert np.sqrt(np.mean(x**2)) == pytest.approx(s, rel=0.06)


def test_mean_field_gives_silence_below_the_transition():
    """tanh has only the origin at g < 1, and unbounded growth is an error."""
    assert mean_field_sd(0.5, np.tanh) == pytest.approx(0, abs=1e-10)
    with pytest.raises(RuntimeError, match="did not settle"):
        mean_field_sd(1.0, lambda x: x + 1)


def test_currents_and_rates_are_the_same_dynamics():
    """RK45 of the rate equation, mapped by J r + h, is RK45 of the current equation."""
    rng = np.random.default_rng(1)
    J, h, r0 = random_connectivity(15, 1.5, rng), rng.standard_normal(15), rng.uniform(-1, 1, 15)
    times = np.linspace(0, 10, 21)
    exactly = {"t_eval": times, "rtol": 1e-10, "atol": 1e-12}
    r = solve_ivp(lambda t, r: -r + np.tanh(J @ r + h), (0, 10), r0, **exactly).y.T
    x = solve_ivp(lambda t, x: -x + J @ np.tanh(x) + h, (0, 10), J @ r0 + h, **exactly).y.T
    np.testing.assert_allclose(currents_from_rates(r, J, h), x, atol=1e-7)
    np.testing.assert_allclose(rates_from_currents(x, J, h), r, atol=1e-6)


@pytest.mark.parametrize("shape", [(6,), (4, 6), (2, 3, 6)])
def test_the_maps_are_inverse_for_one_state_and_for_many(shape):
    """Shapes are kept, and a vector h belongs to the units, not to time."""
    rng = np.random.default_rng(2)
    J, h, r = random_connectivity(6, 1.0, rng), rng.standard_normal(6), rng.uniform(-1, 1, shape)
    x = currents_from_rates(r, J, h)
    np.testing.assert_allclose(x, np.einsum("ij,...j->...i", J, r) + h, rtol=1e-12, atol=1e-14)
    np.testing.assert_allclose(rates_from_currents(x, J, h), r, atol=1e-10)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: rates_from_currents([1.0, 2.0], np.ones((2, 2))), "no way back"),
        (lambda: rates_from_currents([1.0], np.eye(2)), r"x holds.*\(1,\)"),
        (lambda: currents_from_rates([1.0], np.eye(2)), r"r holds.*\(1,\)"),
        (lambda: linear_fixed_points(np.ones((2, 3))), "square"),
        (lambda: find_fixed_point(np.eye(2), np.tanh, [1.0]), "2 units"),
    ],
)
def test_unfit_arguments_are_named(call, words):
    """A wrong call says what was wrong with it."""
    with pytest.raises(ValueError, match=words):
        call()
