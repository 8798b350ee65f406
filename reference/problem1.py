"""Problem 1, fixed points and stability: the expected answers and the figures.

`python -m reference problem1` prints a table with, for each question, what this reference finds
on its own seed beside what theory or many seeds say.
"""

from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from numpy.typing import NDArray

from reference import problem1_figures as figures
from reference.answers import Answer, publish
from reference.connectivity import (
    ei_connectivity,
    ei_radius,
    random_connectivity,
    spectral_abscissa,
    spectral_radius,
)
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
from reference.network import is_stable, jacobian, velocity
from reference.statistics import (
    CIRCULAR_LAW,
    EI_RADIUS_BALANCED,
    EI_RADIUS_UNBALANCED,
    POSITIVE_FIXED_POINT_RMS,
    spectral_statistics,
)

SEED = 2021


def linear_network() -> list[Answer]:
    """1a: how many directions of fixed points a linear network has."""
    rng = np.random.default_rng(SEED)
    generic = random_connectivity(50, 0.8, rng)
    line = with_eigenvalues(np.array([1.0, 0.5, -1.0]), 50, rng)
    plane = with_eigenvalues(np.array([1.0, 1.0, -1.0]), 50, rng)
    return [
        Answer("1a", f"fixed directions, {name}", str(linear_fixed_points(J).shape[1]), expected)
        for name, J, expected in (
            ("random J", generic, "0, the origin alone"),
            ("eigenvalue 1 once", line, "1, a line"),
            ("eigenvalue 1 twice", plane, "2, a plane"),
        )
    ]


def linearisation() -> list[Answer]:
    """1b and 1c: the Jacobian beside central differences of the velocity."""
    rng = np.random.default_rng(SEED)
    J, x, small = random_connectivity(50, 1.5, rng), rng.standard_normal(50), 1e-5
    columns = [
        (velocity(x + small * e, J) - velocity(x - small * e, J)) / (2 * small) for e in np.eye(50)
    ]
    error = np.abs(np.array(columns).T - jacobian(x, J)).max()
    return [Answer("1b, 1c", "Jacobian against differences", f"{error:.1e}", "below 1e-8")]


def stability_cases() -> dict[str, tuple[NDArray[np.float64], bool]]:
    """1d: matrices that tell the right criterion from its look-alikes, with the right verdict."""
    rng = np.random.default_rng(SEED)
    negative = np.diag([-3.0, 0.5])
    spiral = np.array([[0.9, -5.0], [5.0, 0.9]])
    feedforward = np.diag([50.0], k=1)
    return {
        "random, g = 0.5": (random_connectivity(200, 0.5, rng), True),
        "random, g = 1.5": (random_connectivity(200, 1.5, rng), False),
        "symmetric, eigenvalue -3": (negative, True),
        "normal, 0.9 +- 5i": (spiral, True),
        "eigenvalue 1.01": (np.diag([1.01, -0.5]), False),
        "feedforward, norm 50": (feedforward, True),
    }


def stability() -> list[Answer]:
    """1d: the verdicts."""
    words = {True: "stable", False: "unstable"}
    return [
        Answer("1d", f"{name} (max Re {spectral_abscissa(J):.2f})", words[is_stable(J)], words[ok])
        for name, (J, ok) in stability_cases().items()
    ]


def circular_law() -> list[Answer]:
    """1e: statistics of the spectrum at N = 200, g = 0.8, in units of g."""
    J = random_connectivity(200, 0.8, np.random.default_rng(SEED))
    return [
        Answer("1e", f"{name} / g" if name.startswith("spectral") else name, f"{value:.3g}", window)
        for (name, value), window in zip(
            spectral_statistics(J, 0.8).items(), map(str, CIRCULAR_LAW[200].values()), strict=True
        )
    ]


def nonlinear_fixed_points() -> list[Answer]:
    """1f: the fixed point for a positive phi, for tanh, and how many tanh has above g = 1."""
    rng = np.random.default_rng(SEED)
    J = random_connectivity(50, 0.8, rng)
    points = [find_fixed_point(J, positive_tanh, rng.standard_normal(50)) for _ in range(10)]
    spread = np.ptp(points, axis=0).max()
    rms = np.sqrt(np.mean(points[0] ** 2))
    silent = find_fixed_point(J, np.tanh, rng.standard_normal(50))
    J_large = random_connectivity(50, 1.5, rng)
    many = distinct_fixed_points(J_large, np.tanh, 2 * rng.standard_normal((200, 50)))
    total = index_sum(J_large, many)
    return [
        Answer("1f", "(tanh+1)/2: ||J|| max slope", f"{contraction_bound(J, 0.5):.3f}", "below 1"),
        Answer("1f", "(tanh+1)/2: spread of 10 starts", f"{spread:.1e}", "below 1e-7: unique"),
        Answer("1f", "(tanh+1)/2: rms of x*", f"{rms:.3f}", str(POSITIVE_FIXED_POINT_RMS)),
        Answer("1f", "(tanh+1)/2: mean-field sd", f"{mean_field_sd(0.8):.4f}", "0.4265"),
        Answer("1f", "tanh, g = 0.8: max |x*|", f"{np.abs(silent).max():.1e}", "0 on most seeds"),
        Answer("1f", "tanh, g = 1.5: fixed points", str(len(many)), "odd; 1 to 9 on most seeds"),
        Answer("1f", "tanh, g = 1.5: sum of their indices", str(total), "1 when none is missing"),
    ]


def two_formalisms() -> list[Answer]:
    """1g: a run in currents beside the same run in rates."""
    J, h, t, x, r = matched_runs()
    there = np.abs(currents_from_rates(r, J, h) - x).max()
    back = np.abs(rates_from_currents(x, J, h) - r).max()
    return [
        Answer("1g", "max |J r(t) + h - x(t)|", f"{there:.1e}", "rounding"),
        Answer("1g", "max |J^-1 (x(t) - h) - r(t)|", f"{back:.1e}", "rounding, times cond(J)"),
    ]


def excitation_and_inhibition() -> list[Answer]:
    """1h: spectral radius with and without balanced rows, f = 0.8, m = 3."""
    answers = []
    for balanced, window in ((True, EI_RADIUS_BALANCED), (False, EI_RADIUS_UNBALANCED)):
        J = ei_connectivity(500, *EI, np.random.default_rng(SEED), balanced)
        ratio = spectral_radius(J) / ei_radius(*EI[:3])
        name = "balanced" if balanced else "unbalanced"
        answers.append(Answer("1h", f"spectral radius / R, {name}", f"{ratio:.3f}", str(window)))
    return answers


EI = (0.8, 1.0, 0.3, 3.0)  # f, sE, sI, m


def with_eigenvalues(
    leading: NDArray[np.float64], N: int, rng: np.random.Generator
) -> NDArray[np.float64]:
    """A non-symmetric J (N, N) with the given leading eigenvalues, the others uniform in +-0.5."""
    eigenvalues = np.concatenate([leading, rng.uniform(-0.5, 0.5, N - leading.size)])
    vectors = np.eye(N) + 0.3 * rng.standard_normal((N, N)) / np.sqrt(N)
    return vectors @ np.diag(eigenvalues) @ np.linalg.inv(vectors)


def matched_runs() -> tuple[NDArray[np.float64], ...]:
    """1g: J, h, times (T,), currents (T, N) and rates (T, N) of one run in both formalisms.

    Both are stepped by Euler's method, which the linear map between them commutes with.
    """
    rng = np.random.default_rng(SEED)
    N, dt = 50, 0.01
    J, h = random_connectivity(N, 1.5, rng), 0.5 * rng.standard_normal(N)
    t = dt * np.arange(2001)
    r = np.empty((t.size, N))
    x = np.empty((t.size, N))
    r[0] = rng.uniform(-1, 1, N)
    x[0] = currents_from_rates(r[0], J, h)
    for k in range(t.size - 1):
        r[k + 1] = r[k] + dt * (-r[k] + np.tanh(J @ r[k] + h))
        x[k + 1] = x[k] + dt * velocity(x[k], J, h=h)
    return J, h, t, x, r


def answers() -> list[Answer]:
    """All lines of the table, by question."""
    parts = (
        linear_network,
        linearisation,
        stability,
        circular_law,
        nonlinear_fixed_points,
        two_formalisms,
        excitation_and_inhibition,
    )
    return [answer for part in parts for answer in part()]


def draw() -> dict[str, Figure]:
    """All figures by file name."""
    rng = np.random.default_rng(SEED)
    J50 = random_connectivity(50, 0.8, rng)
    x0 = rng.standard_normal(50)
    J, h, t, x, r = matched_runs()
    ei = {
        name: ei_connectivity(500, *EI, np.random.default_rng(SEED), balanced)
        for name, balanced in (("balanced rows", True), ("unbalanced rows", False))
    }
    J200 = random_connectivity(200, 1.0, np.random.default_rng(SEED))
    return {
        "1e-spectrum": figures.spectrum_figure(0.8 * J200, 0.8),
        "1e-gains": figures.gain_figure(J200, (0.5, 0.8, 1.0, 1.5)),
        "1f-fixed-points": figures.fixed_point_figure(
            find_fixed_point(J50, positive_tanh, x0), find_fixed_point(J50, np.tanh, x0), 0.8
        ),
        "1g-two-formalisms": figures.two_formalisms_figure(
            t, x, currents_from_rates(r, J, h), units=(0, 1, 2)
        ),
        "1h-excitation-inhibition": figures.ei_figure(ei, *EI[:3]),
    }


def main(out: Path) -> None:
    """Print the table of answers and write the figures as PNG into the folder `out`."""
    publish(answers(), draw(), out)
