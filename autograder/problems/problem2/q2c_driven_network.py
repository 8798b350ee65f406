"""Hidden checks and named mistakes of 2c: the network with input."""

import numpy as np

from autograder.checks import View, Wrong, array, check
from autograder.problems.problem2.notebook import (
    ROWS,
    Run,
    expect_run,
    network_of,
    own_simulate_excused,
    variable_mistake,
)
from reference.population import power_share
from reference.statistics_problem2 import DT, OMEGA, SETTLED, N

# Share of the variance at omega itself, after t = 20: 40 seeds at N = 500 lie below 0.0004 at
# I = 0.01, and in [0.077, 0.72] at I = 1.
SHARE_AT_WEAK, SHARE_AT_ONE = 0.02, 0.03


def others(I: float) -> dict[str, Run]:
    """The runs that the named mistakes store in place of the one with amplitude I."""
    return {
        "gain_forgotten_with_input": Run(1.0, I),
        "quiet_network_driven": Run(0.8, I),
        "phases_not_handed_over": Run(1.5, I, theta=0.0),
        "cycles_for_angular_frequency": Run(1.5, I, 2 * np.pi * OMEGA),
        "input_forgotten": Run(1.5, 0.0),
        "same_input_for_all": Run(1.5, 1.0),
    }


@check("2c")
def network_without_input(ask):
    """`driven[0]` holds the rates at g = 1.5 without input."""
    expect_run(ask, "driven", Run(1.5), others(0.0), key=0)


@check("2c")
def network_with_weak_input(ask):
    """`driven[0.01]` holds the rates with an input of amplitude 0.01, a phase for every unit."""
    expect_run(ask, "driven", Run(1.5, 0.01), others(0.01), key=0.01)


@check("2c")
def network_with_input(ask):
    """`driven[1]` holds the rates with an input of amplitude 1, a phase for every unit."""
    expect_run(ask, "driven", Run(1.5, 1.0), others(1.0), key=1)


@check("2c", needs=("network_with_weak_input", "network_with_input"))
def units_follow_the_strong_input(ask):
    """After a while the units follow the input at I = 1, and do not at I = 0.01."""
    first, every = round(SETTLED / DT), 20
    units, of = np.sort(ask.rng.choice(N, 60, replace=False)).tolist(), network_of(ask)
    t = DT * np.arange(first, ROWS, every)
    for key, fits, reason in (
        (0.01, lambda share: share < SHARE_AT_WEAK, "At I = 0.01 the units follow the input."),
        (1, lambda share: share > SHARE_AT_ONE, "At I = 1 the units do not follow the input."),
    ):
        view = View(key=key, rows=(first, None, every), columns=units)
        with own_simulate_excused(ask, "driven", Run(1.5, key), of, key):
            r = array(ask.value("driven", view), (len(t), len(units)), f"Part of `driven[{key}]`")
            if not fits(power_share(np.clip(r, -9, 9), t, OMEGA, harmonics=1)):
                raise Wrong(reason)


# Mistakes


@variable_mistake("2c", "driven")
def phases_not_handed_over(simulate, x0, T, dt, J_unit, omega, theta):
    """All units hear the input at the same phase: `theta` was not handed over to `simulate`."""
    amplitudes = (0, 0.01, 1)
    return {I: np.tanh(simulate(x0, T, dt, 1.5 * J_unit, I, omega)[1]) for I in amplitudes}


@variable_mistake("2c", "driven")
def driven_currents_stored(simulate, x0, T, dt, J_unit, omega, theta):
    """`simulate` returns currents, and `driven` is to hold rates, which are their tanh."""
    amplitudes = (0, 0.01, 1)
    return {I: simulate(x0, T, dt, 1.5 * J_unit, I, omega, theta)[1] for I in amplitudes}


@variable_mistake("2c", "driven")
def gain_forgotten_with_input(simulate, x0, T, dt, J_unit, omega, theta):
    """The network is at g = 1. The input reaches the network at g = 1.5: 1.5 times `J_unit`."""
    amplitudes = (0, 0.01, 1)
    return {I: np.tanh(simulate(x0, T, dt, J_unit, I, omega, theta)[1]) for I in amplitudes}


@variable_mistake("2c", "driven")
def quiet_network_driven(simulate, x0, T, dt, J_unit, omega, theta):
    """The input reaches the quiet network at g = 0.8. It should be the active one, at 1.5."""
    amplitudes = (0, 0.01, 1)
    return {I: np.tanh(simulate(x0, T, dt, 0.8 * J_unit, I, omega, theta)[1]) for I in amplitudes}


@variable_mistake("2c", "driven")
def cycles_for_angular_frequency(simulate, x0, T, dt, J_unit, omega, theta):
    """omega was multiplied by 2 pi. It is an angular frequency already."""
    amplitudes, w = (0, 0.01, 1), 2 * np.pi * omega
    return {I: np.tanh(simulate(x0, T, dt, 1.5 * J_unit, I, w, theta)[1]) for I in amplitudes}


@variable_mistake("2c", "driven")
def input_forgotten(simulate, x0, T, dt, J_unit, omega, theta):
    """The amplitude was not handed over to `simulate`, so the entries are all without input."""
    return {I: np.tanh(simulate(x0, T, dt, 1.5 * J_unit)[1]) for I in (0, 0.01, 1)}


@variable_mistake("2c", "driven")
def same_input_for_all(simulate, x0, T, dt, J_unit, omega, theta):
    """The entries all hold the run with I = 1: the amplitude of the loop was not used."""
    one = np.tanh(simulate(x0, T, dt, 1.5 * J_unit, 1, omega, theta)[1])
    return {0: one, 0.01: one, 1: one}
