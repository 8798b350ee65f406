"""The network: derivatives against differences, simulation against RK45 and a plain loop."""

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from reference.connectivity import random_connectivity
from reference.network import drive, is_stable, jacobian, simulate, simulate_many, step, velocity
from reference.problem1 import stability_cases


def network(N=20, g=1.5, seed=0):
    """A random J, a state, and phases."""
    rng = np.random.default_rng(seed)
    return random_connectivity(N, g, rng), rng.standard_normal(N), rng.uniform(0, 2 * np.pi, N)


@pytest.mark.parametrize("phi", [np.tanh, np.sin, lambda x: np.maximum(x, 0)])
def test_velocity_is_the_sum_written_out(phi):
    """Index by index, so that a transposed J or phi outside of the sum cannot hide."""
    J, x, h = network(6)
    rates = phi(x)
    expected = [-x[i] + sum(J[i, j] * rates[j] for j in range(6)) + h[i] for i in range(6)]
    np.testing.assert_allclose(velocity(x, J, phi, h), expected, rtol=1e-12)


def test_velocity_of_many_states_is_that_of_each():
    """A trajectory can be passed whole."""
    J, _, h = network(6)
    states = np.random.default_rng(1).standard_normal((4, 3, 6))
    expected = [[velocity(x, J, h=h) for x in row] for row in states]
    np.testing.assert_allclose(velocity(states, J, h=h), expected, rtol=1e-12, atol=1e-14)


def test_jacobian_agrees_with_central_differences():
    """At a random state, where the slopes differ from unit to unit."""
    J, x, _ = network()
    small = 1e-5
    columns = [
        (velocity(x + small * e, J) - velocity(x - small * e, J)) / (2 * small) for e in np.eye(20)
    ]
    np.testing.assert_allclose(jacobian(x, J), np.transpose(columns), atol=1e-9)
    np.testing.assert_array_equal(jacobian(np.zeros(20), J), J - np.eye(20))


@pytest.mark.parametrize("name", stability_cases())
def test_stability_verdicts(name):
    """Each case is one on which a look-alike criterion (modulus, norm, border 0) is wrong."""
    J, stable = stability_cases()[name]
    assert is_stable(J) is stable


def test_the_border_of_stability_is_one_and_self_inhibition_is_fine():
    """Real parts just below 1, or far below -1, are stable; 1 itself does not attract linearly."""
    assert is_stable(np.diag([0.9999, 0.0])) and is_stable(-2 * np.eye(2))
    assert not is_stable(np.eye(2)) and not is_stable(np.diag([1.0001, -5.0]))


@pytest.mark.parametrize("name", stability_cases())
def test_stable_means_that_small_states_die_out(name):
    """The verdict is what the nonlinear network does from a small state, transients allowed."""
    J, stable = stability_cases()[name]
    x0 = 1e-6 * np.random.default_rng(8).standard_normal(len(J))
    # Not by Euler: a step of dt adds dt omega^2 / 2 to the growth rate of a rotation at omega,
    # which at omega = 5 turns the slow decay of the spiral into growth even at dt = 0.01.
    duration = 400.0 if len(J) < 10 else 30.0
    end = solve_ivp(lambda t, x: velocity(x, J), (0, duration), x0, rtol=1e-7, atol=1e-14).y[:, -1]
    grown = np.linalg.norm(end) / np.linalg.norm(x0)
    assert grown < 1e-3 if stable else grown > 3


def test_step_is_euler_with_the_input_at_its_start():
    """One step by hand: leak, recurrent part and input at t, all of them times dt."""
    J, x, theta = network(4)
    expected = x + 0.1 * (-x + J @ np.tanh(x) + 3.0 * np.cos(2.5 * 0.7 + theta))
    np.testing.assert_allclose(step(x, 0.7, J, 0.1, 3.0, 2.5, theta), expected, rtol=1e-13)
    np.testing.assert_allclose(drive(0.7, 3.0, 2.5, theta), 3.0 * np.cos(1.75 + theta))


@pytest.mark.parametrize("I", [0.0, 2.0])
def test_simulation_converges_to_rk45_at_first_order(I):
    """A tenth of the step gives a tenth of the error: the equation is right, and so is time."""
    J, x0, theta = network()
    exact = solve_ivp(
        lambda t, x: -x + J @ np.tanh(x) + I * np.cos(2.5 * t + theta),
        (0, 5),
        x0,
        rtol=1e-11,
        atol=1e-12,
    ).y[:, -1]
    errors = [
        np.abs(simulate(x0, 5.0, dt, J, I, 2.5, theta)[1][-1] - exact).max() for dt in (0.01, 0.001)
    ]
    assert errors[1] < 5e-3
    assert 8 < errors[0] / errors[1] < 12


def test_simulation_of_an_unconnected_unit_is_known_exactly():
    """Without connections Euler gives x0 (1 - dt)^k to the last row."""
    t, x = simulate(np.array([2.0, -1.0]), 1.0, 0.25, np.zeros((2, 2)))
    np.testing.assert_array_equal(t, [0, 0.25, 0.5, 0.75, 1.0])
    np.testing.assert_allclose(x, np.outer(0.75 ** np.arange(5), [2.0, -1.0]), rtol=1e-14)


@pytest.mark.parametrize(("T", "dt", "rows"), [(0.0, 0.1, 1), (0.3, 0.1, 4), (100.0, 0.01, 10001)])
def test_number_of_rows(T, dt, rows):
    """round(T / dt) + 1 rows, although 0.3 / 0.1 is below 3 in floating point; first row is x0."""
    t, x = simulate([0.5], T, dt, [[0.0]])
    assert t.shape == (rows,) and x.shape == (rows, 1)
    assert x[0, 0] == 0.5 and t[-1] == pytest.approx(T)


def test_arguments_are_left_alone():
    """Simulating does not write into what it is given."""
    J, x0, theta = network(8)
    before = [a.copy() for a in (J, x0, theta)]
    simulate(x0, 1.0, 0.1, J, 1.0, 2.5, theta)
    simulate_many(x0, 1.0, 0.1, J, [1.0, 2.0], 1.0, 2.5, theta)
    velocity(x0, J, h=theta)
    jacobian(x0, J)
    for a, b in zip((J, x0, theta), before, strict=True):
        np.testing.assert_array_equal(a, b)


# 70 units: more than one panel of the product, and a last panel that is narrower.
@pytest.mark.parametrize("N", [5, 70])
def test_a_batch_is_its_runs_one_by_one(N):
    """Each condition has its own gain, amplitude, frequency and start, at every step."""
    J, _, theta = network(N, g=1.0)
    rng = np.random.default_rng(2)
    g, I, omega = np.array([0.5, 1.5, 2.0]), np.array([0.0, 1.0, 5.0]), np.array([2.5, 0.3, 10.0])
    x0 = rng.standard_normal((3, N))
    t, x = simulate_many(x0, 5.0, 0.01, J, g, I, omega, theta)
    for b in range(3):
        t_one, one = simulate(x0[b], 5.0, 0.01, g[b] * J, I[b], omega[b], theta)
        np.testing.assert_allclose(x[:, b], one, rtol=1e-9, atol=1e-11)
        np.testing.assert_array_equal(t, t_one)


def test_a_batch_of_defaults_is_one_run():
    """Numbers stand for all conditions; a single x0 serves all of them."""
    J, x0, _ = network()
    _, one = simulate(x0, 2.0, 0.1, J)
    _, batch = simulate_many(x0, 2.0, 0.1, J)
    assert batch.shape == (21, 1, 20)
    np.testing.assert_allclose(batch[:, 0], one, rtol=1e-10, atol=1e-12)
    _, gains = simulate_many(x0, 2.0, 0.1, J, [1.0, 1.0, 1.0])
    np.testing.assert_allclose(gains, np.repeat(batch, 3, axis=1), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("every", [1, 3, 10, 1000])
def test_keeping_some_steps_keeps_the_same_ones(every):
    """Thinning changes what is stored and when it was, not the run."""
    J, x0, theta = network()
    t_all, x_all = simulate_many(x0, 2.0, 0.01, J, [1.0, 2.0], 1.0, 2.5, theta)
    t, x = simulate_many(x0, 2.0, 0.01, J, [1.0, 2.0], 1.0, 2.5, theta, every=every)
    np.testing.assert_array_equal(x, x_all[::every])
    np.testing.assert_allclose(t, t_all[::every], rtol=1e-13)


def test_single_precision_stays_close_where_nothing_amplifies():
    """float32 in, float32 out, within its rounding in a contracting network."""
    J, x0, theta = network(g=0.4)
    _, double = simulate_many(x0, 5.0, 0.01, J, 1.0, 1.0, 2.5, theta)
    _, single = simulate_many(x0, 5.0, 0.01, J, 1.0, 1.0, 2.5, theta, dtype=np.float32)
    assert single.dtype == np.float32
    np.testing.assert_allclose(single, double, atol=2e-5)
    assert np.abs(single - double).max() > 0


J4, X4 = np.zeros((4, 4)), np.zeros(4)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: velocity(np.zeros(3), J4), r"4 units.*\(3,\)"),
        (lambda: jacobian(np.zeros((2, 4)), J4), "one state"),
        (lambda: simulate(X4, 1.0, 0.0, J4), "dt must be positive"),
        (lambda: simulate(X4, 1.0, np.nan, J4), "dt must be positive"),
        (lambda: simulate(X4, -1.0, 0.1, J4), "T cannot be negative"),
        (lambda: simulate(X4, 1.0, 0.1, J4[:3]), "square"),
        (lambda: simulate(X4, 1.0, 0.1, J4, theta=np.zeros(3)), "theta"),
        (lambda: simulate(np.zeros((2, 4)), 1.0, 0.1, J4), "one state"),
        (lambda: simulate_many(X4, 1.0, 0.1, J4, [1, 2], [1, 2, 3]), "2, 3, one value"),
        (lambda: simulate_many(X4, 1.0, 0.1, J4, np.ones((2, 2))), r"\(B,\)"),
        (lambda: simulate_many(X4, 1.0, 0.1, J4, every=0), "at least 1"),
    ],
)
def test_unfit_arguments_are_named(call, words):
    """A wrong call says what was wrong with it instead of broadcasting into nonsense."""
    with pytest.raises(ValueError, match=words):
        call()
