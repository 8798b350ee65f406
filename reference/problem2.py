"""Problem 2, from silence to chaos, and a network that listens: expected answers and figures.

`python -m reference problem2` prints a table with, for each question, what this reference finds
on its own seeds beside what theory or many seeds say. It takes less than a minute on one core.
"""

from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from scipy.integrate import solve_ivp

from reference import mean_field
from reference import problem2_figures as figures
from reference import statistics_problem2 as windows
from reference.answers import Answer, publish
from reference.connectivity import spectral_abscissa
from reference.driven_mean_field import (
    critical_amplitude,
    driven_exponent,
    driven_participation_ratio,
    driven_rate_harmonics,
    solve,
)
from reference.network import drive, simulate_many, velocity
from reference.population import (
    mean_square,
    n_components,
    participation_ratio,
    power_share,
    principal_components,
    project,
)
from reference.problem2_runs import (
    AMPLITUDES,
    FREQUENCIES,
    GAINS,
    OMEGA,
    SEED,
    N,
    driven,
    measured_critical_amplitudes,
    measured_exponents,
    network,
    undriven,
)


def integration() -> list[Answer]:
    """2a: Euler's error to t = 5 at two steps, against an adaptive method."""
    J, theta, x0 = network(SEED)
    exact = solve_ivp(
        lambda t, x: velocity(x, 1.5 * J, h=drive(t, 1.0, OMEGA, theta)),
        (0, 5),
        x0,
        rtol=1e-8,
        atol=1e-8,
    ).y[:, -1]
    errors = []
    for dt in (0.01, 0.001):
        x = simulate_many(x0, 5, dt, J, 1.5, 1.0, OMEGA, theta, every=round(5 / dt))[1][-1, 0]
        errors.append(np.sqrt(np.mean((x - exact) ** 2) / np.mean(exact**2)))
    ratio = errors[0] / errors[1]
    return [
        Answer(
            "2a", "Euler dt = 0.01, rms error at t = 5", f"{errors[0]:.2%}", "about 1 % with I = 1"
        ),
        Answer("2a", "the same, over that of dt = 0.001", f"{ratio:.1f}", "10: first order"),
    ]


def silence_and_chaos() -> list[Answer]:
    """2b: what is left of the activity without input."""
    t, runs = undriven()
    answers = [
        Answer(
            "2b",
            "g = 0.8, largest rate at t = 100",
            f"{np.abs(runs[0.8][-1]).max():.1e}",
            f"below {windows.SILENT_CURRENT:.0e}",
        )
    ]
    for g, window in windows.MEAN_SQUARE_RATE.items():
        here = mean_square(runs[g][t >= windows.LATE])
        expected = f"{window}, mean field {mean_field.rate_variance(g):.3f}"
        answers.append(Answer("2b", f"g = {g:g}, <phi^2>, t >= 50", f"{here:.3f}", expected))
    return answers


def listening() -> list[Answer]:
    """2c: how much of the rates follows the input, by its amplitude."""
    t, runs = driven(SEED)
    settled = t >= windows.SETTLED
    answers = []
    for a in (0.01, 1.0, 5.0):
        here = power_share(runs[a][settled], t[settled], OMEGA)
        expected = str(windows.DRIVEN_POWER_SHARE.get(a, "more with I"))
        answers.append(Answer("2c", f"I = {a:g}, power at omega, 2, 3", f"{here:.3f}", expected))
    here = mean_square(runs[5.0][t >= windows.LATE])
    theory = driven_rate_harmonics(solve(1.5, 5.0, OMEGA)).sum()
    expected = f"{windows.DRIVEN_MEAN_SQUARE_RATE[5.0]}, mean field {theory:.3f}"
    return [*answers, Answer("2c", "I = 5, <phi^2>, t >= 50", f"{here:.3f}", expected)]


def dimensionality() -> list[Answer]:
    """2d, 2e: components to 90 % and participation ratio."""
    answers = [
        Answer("2e", f"g = {g:g}, components to 90 %", str(n_components(r)), str(window))
        for (g, window), r in zip(windows.N_COMPONENTS.items(), undriven()[1].values(), strict=True)
    ]
    t, runs = driven(SEED)
    for a, expected in (
        (0.0, str(windows.N_COMPONENTS[1.5])),
        (1.0, "6 to 12 on 16 seeds"),
        (2.0, "4 to 7 on 16 seeds"),
        (5.0, "2 on every seed"),
    ):
        here = n_components(runs[a])
        answers.append(Answer("2e", f"I = {a:g}, components to 90 %", str(here), expected))
    here = participation_ratio(runs[5.0][t >= windows.SETTLED])
    theory = driven_participation_ratio(1.5, 5.0)
    expected = f"{windows.DRIVEN_PARTICIPATION[5.0]}, mean field {theory:.3f}"
    return [*answers, Answer("2e", "I = 5, participation ratio", f"{here:.3f}", expected)]


def exponents() -> list[Answer]:
    """2f: leading exponents beside mean-field theory, averaged over the seeds."""
    by_gain, by_amplitude = measured_exponents()
    answers = []
    for g, values in zip(GAINS, by_gain, strict=True):
        if g < 1:
            edge = spectral_abscissa(g * network(SEED).J) - 1
            here, expected = f"{values[0]:.3f}", f"{edge:.3f} = max Re(J) - 1"
        else:
            here, expected = f"{values.mean():.3f}", f"mean field {mean_field.exponent(g):.3f}"
        answers.append(Answer("2f", f"g = {g:g}, exponent", here, expected))
    for a, values in zip(AMPLITUDES, by_amplitude, strict=True):
        theory = mean_field.exponent(1.5) if a == 0 else driven_exponent(1.5, a)
        here, expected = f"{values.mean():.3f}", f"mean field {theory:.3f}"
        answers.append(Answer("2f", f"g = 1.5, I = {a:g}, exponent", here, expected))
    return answers


def suppression() -> list[Answer]:
    """2g: the critical amplitude by frequency."""
    measured = np.nanmean(measured_critical_amplitudes(), axis=1)
    answers = [
        Answer("2g", f"omega = {w:g}, I_c", f"{a:.2f}", f"mean field {critical_amplitude(w):.2f}")
        for w, a in zip(FREQUENCIES, measured, strict=True)
    ]
    ratio = measured[-1] / measured[0]
    return [
        *answers,
        Answer(
            "2g",
            "I_c(2.5) / I_c(0.25)",
            f"{ratio:.1f}",
            f"more than {windows.CRITICAL_RATIO.low:g} over many seeds",
        ),
    ]


def answers() -> list[Answer]:
    """All lines of the table, by question."""
    parts = (integration, silence_and_chaos, listening, dimensionality, exponents, suppression)
    return [answer for part in parts for answer in part()]


def draw() -> dict[str, Figure]:
    """All figures by file name."""
    t, quiet = undriven()
    td, loud = driven(SEED)
    settled = td >= windows.SETTLED
    space = {f"I = {a:g}": loud[a][settled] for a in (0.01, 1.0, 5.0)}
    runs = [driven(seed)[1] for seed in range(SEED, SEED + 3)]
    counts = np.array([[n_components(run[a]) for run in runs] for a in AMPLITUDES])
    ratios = np.array([[participation_ratio(run[a][settled]) for run in runs] for a in AMPLITUDES])
    by_gain, by_amplitude = measured_exponents()
    gains, amplitudes = np.linspace(0.4, 3.1, 28), np.linspace(0.01, 5.0, 45)
    omega = np.geomspace(0.06, 10, 20)
    critical = np.array([critical_amplitude(w) for w in omega])
    units = (0, 1, 2)
    return {
        "2b-rates": figures.rates_figure(
            t, {f"g = {g:g}, no input": quiet[g] for g in (0.8, 1.5)}, units
        ),
        "2c-rates": figures.rates_figure(
            td, {f"g = 1.5, I = {a:g}": loud[a] for a in (0.0, 0.01, 1.0)}, units
        ),
        "2d-state-space": figures.state_space_figure(
            {name: project(r, principal_components(r)[1], 3) for name, r in space.items()}
        ),
        "2e-variance-explained": figures.variance_figure(
            {name: principal_components(r)[0] for name, r in space.items()},
            AMPLITUDES,
            counts,
            ratios,
        ),
        "2f-exponent": figures.exponent_figure(
            (GAINS, by_gain),
            (gains, np.array([mean_field.exponent(round(g, 6)) for g in gains])),
            (AMPLITUDES, by_amplitude),
            (amplitudes, np.array([driven_exponent(1.5, a) for a in amplitudes])),
        ),
        "2g-critical-amplitude": figures.critical_figure(
            (omega, critical), (FREQUENCIES, measured_critical_amplitudes()), N
        ),
    }


def main(out: Path) -> None:
    """Print the table of answers and write the figures as PNG into the folder `out`."""
    publish(answers(), draw(), out)
