"""The target bump and the learning rule, against a plain loop and against theory."""

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reference.bump import Bump, moving_bump, target_currents
from reference.noise import fast_normal, frozen_input
from reference.statistics_problem3 import (
    SMALL_BUMP,
    SMALL_TRAINING,
    SMALL_VARIANCE_EXPLAINED,
    small_variance_explained,
)
from reference.training import (
    Training,
    rls_update,
    steps_per_target,
    time_axis,
    train,
)

BUMP = Bump(units=40, steps=20)
SHORT = Training(plastic=13, learning_runs=4, free_runs=2)


def plain_training(bump, p, rng):
    """The published rule with nothing done for speed: R0, R, J0, J and the plastic units."""
    target_t, targets = moving_bump(bump)
    N, steps = bump.units, len(np.arange(0, target_t[-1], p.dt))
    currents = np.log((targets + 0.01) / (1 - targets + 0.01))
    plastic = np.sort(rng.permutation(N)[: p.plastic])
    white = np.sqrt(p.input_tau / p.dt) * rng.standard_normal((steps - 1, N))
    drive = np.ones((steps, N))
    for k in range(1, steps):
        fresh = white[k - 1]
        drive[k] = fresh + (drive[k - 1] - fresh) * np.exp(-p.dt / p.input_tau)
    drive *= p.input_amplitude
    J0 = p.g * rng.standard_normal((N, N)) / np.sqrt(N)
    J, P, kept = J0.copy(), np.eye(p.plastic), []
    for run in range(1 + p.learning_runs + p.free_runs):
        x, r = targets[0].copy(), np.zeros((steps, N))
        since, target = 0.0, 1
        for k in range(1, steps):
            if (k - 1) % 65 == 0:
                noise = fast_normal(rng, min(65, steps - k), N).astype(float)
            since += p.dt
            r[k] = 1 / (1 + np.exp(-x))
            current = J @ r[k] + drive[k] + p.noise * np.sqrt(p.tau / p.dt) * noise[(k - 1) % 65]
            x = x + p.dt * (current - x) / p.tau
            if 1 <= run <= p.learning_runs and since >= bump.step:
                error, since, target = current - currents[target], 0.0, target + 1
                q = P @ r[k, plastic]
                c = 1 / (1 + r[k, plastic] @ q)
                P = P - c * np.outer(q, q)
                J[:, plastic] = J[:, plastic] - c * np.outer(error, q)
        kept.append(r)
    return kept[0], kept[-1], J0, J, plastic


@pytest.fixture(scope="module")
def plain():
    return plain_training(BUMP, SHORT, np.random.default_rng(3))


def trained(dtype=np.float32, seed=3, p=SHORT, bump=BUMP):
    target_t, targets = moving_bump(bump)
    return train(targets, target_t, np.random.default_rng(seed), p, dtype=dtype)


def distance(a, b):
    return np.linalg.norm(a - b) / np.linalg.norm(b)


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float64, 1e-12), (np.float32, 1e-4)])
def test_the_engine_is_the_plain_loop(plain, dtype, tolerance):
    """Nothing that makes the engine fast may change the published rule."""
    R0, R, J0, J, plastic = plain
    ours = trained(dtype)
    assert ours.R.dtype == ours.J.dtype == dtype
    for mine, theirs in ((ours.R0, R0), (ours.R, R), (ours.J0, J0), (ours.J, J)):
        assert distance(mine, theirs) < tolerance
    np.testing.assert_array_equal(ours.plastic, plastic)


def test_only_plastic_columns_change():
    """Training is partial: other presynaptic units keep their weights to the last bit."""
    ours = trained()
    changed = np.flatnonzero((ours.J != ours.J0).any(axis=0))
    np.testing.assert_array_equal(changed, ours.plastic)
    assert len(changed) == SHORT.plastic


def test_a_seed_decides_everything():
    """The same seed gives the same network to the last bit, another seed another one."""
    first, again, other = trained(), trained(), trained(seed=4)
    assert all(np.array_equal(a, b) for a, b in zip(first, again, strict=True))
    assert not np.array_equal(first.J0, other.J0)


def test_without_learning_the_weights_stay():
    """Zero learning runs leave J equal to J0, which the control runs rely on."""
    ours = trained(p=dataclasses.replace(SHORT, learning_runs=0))
    np.testing.assert_array_equal(ours.J, ours.J0)


def test_free_runs_do_not_learn():
    """More free runs change the rates but not the weights."""
    few, many = (trained(p=dataclasses.replace(SHORT, free_runs=n)) for n in (1, 3))
    np.testing.assert_array_equal(few.J, many.J)
    assert not np.array_equal(few.R, many.R)


def test_progress_hears_of_every_run():
    """A progress bar needs to know where it is and where the end is."""
    heard = []
    target_t, targets = moving_bump(BUMP)
    rng = np.random.default_rng(0)
    train(targets, target_t, rng, SHORT, lambda *now: heard.append(now))
    assert heard == [(done, 7) for done in range(1, 8)]


def test_rates_are_rates():
    """Rates lie between 0 and 1, in (time, neurons), and row 0 is empty as published."""
    ours = trained()
    assert ours.R.shape == ours.R0.shape == (len(ours.t), BUMP.units)
    assert (ours.R[0] == 0).all()
    assert ours.R[1:].min() > 0
    assert ours.R.max() < 1


@pytest.mark.parametrize("seed", range(3))
def test_a_small_network_learns(seed):
    """Question 3j: the rule works on a network small enough for a student's own loop."""
    assert small_variance_explained(seed) in SMALL_VARIANCE_EXPLAINED


def test_the_small_network_fails_without_learning():
    """The window of 3j has power: an untrained network is far below it."""
    ours = trained(p=dataclasses.replace(SMALL_TRAINING, learning_runs=0), bump=SMALL_BUMP)
    target_t, targets = moving_bump(SMALL_BUMP)
    at = np.abs(ours.t - target_t[:, None]).argmin(axis=1)
    D = targets - ours.R[at] / ours.R.max()
    assert 1 - (D**2).sum() / (D.size * targets.var()) < 0


@settings(deadline=None, max_examples=40)
@given(N=st.integers(2, 30), seed=st.integers(0, 2**32 - 1), data=st.data())
def test_one_update_has_its_theory(N, seed, data):
    """Question 3i: the error shrinks by 1 / (1 + r'Pr), P stays symmetric and positive."""
    p = data.draw(st.integers(1, N))
    rng = np.random.default_rng(seed)
    plastic = rng.permutation(N)[:p]
    root = rng.standard_normal((p, p))
    P, J = root @ root.T + np.eye(p), rng.standard_normal((N, N))
    P = (P + P.T) / 2
    r, target = rng.random(N), rng.standard_normal(N)
    before = P.copy(), J.copy()
    error = J @ r - target
    P_new, J_new = rls_update(P, r[plastic], error, J, plastic)
    shrink = 1 / (1 + r[plastic] @ P @ r[plastic])
    np.testing.assert_allclose(J_new @ r - target, shrink * error, atol=1e-9)
    np.testing.assert_array_equal(P_new, P_new.T)
    assert np.linalg.eigvalsh(P_new).min() > 0
    inverse = np.linalg.inv(P) + np.outer(r[plastic], r[plastic])  # Sherman & Morrison
    np.testing.assert_allclose(P_new @ inverse, np.eye(p), atol=1e-7)
    others = np.setdiff1d(np.arange(N), plastic)
    np.testing.assert_array_equal(J_new[:, others], J[:, others])
    np.testing.assert_array_equal(P, before[0])
    np.testing.assert_array_equal(J, before[1])


def test_the_update_takes_lists_and_whole_numbers():
    """A student's integers do not truncate the new weights."""
    P, J = rls_update([[1]], [1], [1, 2], [[0, 0], [0, 0]], [1])
    np.testing.assert_allclose(P, [[0.5]])
    np.testing.assert_allclose(J, [[0, -0.5], [0, -1]])


@pytest.mark.parametrize(
    ("step", "dt", "steps"), [(0.0641, 0.001, 65), (0.06, 0.001, 60), (0.1, 0.01, 10), (1, 1, 1)]
)
def test_when_a_target_is_due(step, dt, steps):
    """Rounding of 0.06 / 0.001 must not make the target one step late."""
    assert steps_per_target(step, dt) == steps


def test_the_data_set_has_10577_times():
    """The time axis of the published data set, and of a duration that is a multiple of dt."""
    target_t, _ = moving_bump()
    t = time_axis(target_t, 0.001)
    assert len(t) == 10577
    assert t[-1] < target_t[-1]
    assert len(time_axis([0, 0.1, 0.2, 0.3], 0.1)) == 3


def test_fast_normal_numbers_are_normal():
    """Moments, independence of neighbours and finiteness of the quick Gaussian numbers."""
    z = fast_normal(np.random.default_rng(1), 1001, 333)
    assert z.shape == (1001, 333)
    assert z.dtype == np.float32
    assert np.isfinite(z).all()
    z = z.astype(float)
    assert abs(z.mean()) < 0.01
    assert abs(z.var() - 1) < 0.01
    assert abs((z**3).mean()) < 0.03
    assert abs((z**4).mean() - 3) < 0.06
    assert abs((z[1:] * z[:-1]).mean()) < 0.01
    assert abs((z[:, 1:] * z[:, :-1]).mean()) < 0.01


def test_the_frozen_input_is_slow():
    """Variance 1/2 and a correlation time of input_tau, starting at the amplitude."""
    u = frozen_input(4000, 200, 0.001, 0.05, 2.0, np.random.default_rng(0))
    assert (u[0] == 2).all()
    late = u[500:]
    assert late.var() == pytest.approx(2**2 / 2, rel=0.05)
    assert (late[50:] * late[:-50]).mean() / late.var() == pytest.approx(np.exp(-1), abs=0.03)


def test_the_bump_visits_the_units_in_order():
    """Unit i (from 1) peaks at i T / N with rate 1, and the width is in units of the population."""
    t, z = moving_bump(Bump(units=33, steps=330))
    assert z.shape == (331, 33)
    np.testing.assert_allclose(t[z.argmax(axis=0)], t[-1] * np.arange(1, 34) / 33, atol=0.0642)
    np.testing.assert_allclose(z.max(axis=0), 1)
    at_peak_of_16 = z[150]
    np.testing.assert_allclose(at_peak_of_16[14], 1)
    np.testing.assert_allclose(at_peak_of_16[15], np.exp(-0.5 / (0.0343 * 33) ** 2))


def test_target_currents_invert_the_logistic_function():
    """Currents are finite at rates 0 and 1, odd about 1/2, and nearly the inverse in between."""
    currents = target_currents([0.0, 0.3, 0.5, 0.7, 1.0])
    np.testing.assert_allclose(currents, -currents[::-1], atol=1e-12)
    assert np.isfinite(currents).all()
    np.testing.assert_allclose(1 / (1 + np.exp(-currents[1])), 0.3, atol=0.005)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda z, t: (z[:-1], t), "one row for each of the 21 times"),
        (lambda z, t: (z, t + 1), "start at 0"),
        (lambda z, t: (z, t**2), "evenly spaced"),
        (lambda z, t: (z * 1.1, t), "between 0 and 1"),
        (lambda z, t: (z[:, :5], t), "13 plastic units, but only 5 units"),
        (lambda z, t: (z, t / 1000), "faster than the step"),
    ],
)
def test_what_does_not_fit_is_said(change, message):
    """A wrong call says what is wrong instead of training something else."""
    target_t, targets = moving_bump(BUMP)
    with pytest.raises(ValueError, match=message):
        train(*change(targets, target_t), np.random.default_rng(0), SHORT)


@pytest.mark.parametrize(
    "wrong", [{"dt": 0.01}, {"plastic": 0}, {"free_runs": 0}, {"noise": -1}, {"input_tau": 0}]
)
def test_impossible_parameters_are_refused(wrong):
    """Parameters without meaning fail where they are written down."""
    with pytest.raises(ValueError):
        Training(**wrong)


@pytest.mark.parametrize("wrong", [{"units": 0}, {"steps": 0}, {"step": 0}, {"width": 0}])
def test_impossible_bumps_are_refused(wrong):
    """A bump without extent fails where it is written down."""
    with pytest.raises(ValueError):
        Bump(**wrong)
