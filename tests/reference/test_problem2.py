"""The windows and the figures of Problem 2."""

import re
from functools import lru_cache

import matplotlib.pyplot as plt
import numpy as np
import pytest

from reference import mean_field, problem2, problem2_figures, statistics_problem2
from reference.driven_mean_field import driven_exponent, driven_participation_ratio
from reference.network import simulate_many
from reference.population import autocorrelation, mean_square
from reference.problem2_runs import driven, undriven


@lru_cache
def measured_at(seed):
    return statistics_problem2.measure(np.random.default_rng(seed))


@pytest.mark.parametrize("seed", [101, 102])
def test_new_networks_fall_into_every_window(seed):
    """No correct simulation may be marked wrong: seeds that the windows were not made from."""
    assert list(statistics_problem2.outside(measured_at(seed))) == []


def test_theory_lies_in_the_windows():
    """Windows are centred on what large networks do, not only on the seeds of one day."""
    for g, window in statistics_problem2.MEAN_SQUARE_RATE.items():
        assert mean_field.rate_variance(g) in window
    assert mean_field.exponent(3.0) in statistics_problem2.EXPONENT[3.0]
    assert driven_exponent(1.5, 5.0) in statistics_problem2.DRIVEN_EXPONENT[5.0]
    assert driven_participation_ratio(1.5, 5.0) in statistics_problem2.DRIVEN_PARTICIPATION[5.0]


def test_what_leaves_a_window_is_named():
    """A measurement outside of its window yields a sentence with its name and value."""
    wrong = measured_at(101)._replace(driven_participation={5.0: 1.0}, silent_current=1.0)
    assert list(statistics_problem2.outside(wrong)) == [
        "silent current 1.0e+00 reaches 1e-05",
        "driven_participation[5] = 1 is outside of [2.07, 2.16]",
    ]


def test_simulated_autocorrelation_is_that_of_mean_field_theory():
    """C(tau) / C(0) of the rates at g = 3, averaged over starts of one network, to a tenth."""
    network = problem2.network(7)
    x0 = np.random.default_rng(0).standard_normal((4, network.x0.size))
    t, x = simulate_many(x0, 100, 0.02, network.J, 3.0, every=5)
    rates = np.tanh(x[t >= 20])
    simulated = np.mean([autocorrelation(rates[:, b]) for b in range(4)], axis=0)
    lags = np.array([0.0, 1.0, 3.5, 7.0])
    theory = mean_field.rate_autocorrelation(3.0, lags)
    measured = simulated[np.round(lags / 0.1).astype(int)]
    np.testing.assert_allclose(measured / measured[0], theory / theory[0], atol=0.1)
    assert mean_square(rates.reshape(-1, 1)) == pytest.approx(theory[0], abs=0.03)


def test_the_runs_of_the_figures_share_a_start():
    """The same network, from the same state, at every amplitude: only the input differs."""
    _, runs = driven(problem2.SEED)
    first = [r[0] for r in runs.values()]
    for other in first[1:]:
        np.testing.assert_array_equal(other, first[0])
    assert set(undriven()[1]) == {0.8, 1.5, 3.0}


def test_quick_answers_stand_beside_what_is_expected():
    """The rows of 2b and 2c name question, quantity and expectation, and lie in their windows."""
    rows = problem2.silence_and_chaos() + problem2.listening()
    assert {row.question for row in rows} == {"2b", "2c"}
    for row in rows:
        window = re.match(r"\[(.+), (.+)\]", row.expected.split(", mean")[0])
        if window:
            assert float(window[1]) <= float(row.here) <= float(window[2]), row


def test_figures_say_what_their_axes_are(tmp_path):
    """Every panel has labelled axes, can be saved, and no figure is left open behind it."""
    t = np.linspace(0, 10, 50)
    rng = np.random.default_rng(0)
    r = np.tanh(rng.standard_normal((50, 4)))
    x = np.array([0.0, 1.0, 5.0])
    cloud = rng.standard_normal((3, 2))
    made = {
        "rates": problem2_figures.rates_figure(t, {"a": r, "b": r}, (0, 1, 2)),
        "space": problem2_figures.state_space_figure({"a": r[:, :3], "b": r[:, :3]}),
        "variance": problem2_figures.variance_figure({"a": np.arange(4.0)[::-1]}, x, cloud, cloud),
        "exponent": problem2_figures.exponent_figure((x, cloud), (x, x), (x, cloud), (x, x)),
        "critical": problem2_figures.critical_figure((x + 1, x + 1), (x + 1, abs(cloud)), 500),
    }
    for name, figure in made.items():
        figure.savefig(tmp_path / f"{name}.png")
        assert (tmp_path / f"{name}.png").stat().st_size > 5000
        for axes in figure.axes:
            assert axes.get_ylabel(), name
        assert figure.axes[-1].get_xlabel(), name
    assert plt.get_fignums() == []
