"""Problem 3, a network trained on data: the expected answers and the figures.

`python -m reference problem3` prints a table with, for each question, what holds for the data set
beside what holds on many seeds. It makes the data set first when there is none.
"""

from pathlib import Path

import numpy as np
from matplotlib.figure import Figure

from reference import problem3_figures as figures
from reference.answers import Answer, publish
from reference.connectivity import spectral_abscissa, spectral_radius
from reference.dataset import DEFAULT_PATH, Dataset, ensure, load, show_progress
from reference.population import n_components, principal_components
from reference.statistics_problem3 import (
    DATA_SET,
    SMALL_VARIANCE_EXPLAINED,
    small_variance_explained,
)
from reference.tracking import project_onto, variance_explained
from reference.training import rls_update
from reference.weights import moments, relative_change, trained_columns

SEED = 2021


def activity(data: Dataset) -> list[Answer]:
    """3a to 3c: how well the rates follow the targets, and how many dimensions they have."""
    target, target_t = data.target_activity.T, data.target_t
    before = variance_explained(data.R0.T, data.t, target, target_t)
    after = variance_explained(data.R.T, data.t, target, target_t)
    _, components = principal_components(data.R.T)
    mean = data.R.mean(axis=1)
    answers = [
        Answer(
            "3a", "variance explained, untrained", f"{before:.3f}", "below 0: worse than a mean"
        ),
        Answer("3a", "variance explained, trained", f"{after:.3f}", expected("variance explained")),
    ]
    for name, rates in (
        ("untrained", data.R0),
        ("trained", data.R),
        ("target", data.target_activity),
    ):
        spread = project_onto(rates.T, components[:, :10], mean).var(axis=0).sum()
        share = spread / rates.var(axis=1).sum()
        answers.append(Answer("3b", f"variance in the 10 trained PCs, {name}", f"{share:.3f}", ""))
    for name, rates in (
        ("untrained", data.R0),
        ("trained", data.R),
        ("target", data.target_activity),
    ):
        window = expected(f"components, {name}")
        answers.append(Answer("3c", f"PCs to 90 %, {name}", str(n_components(rates.T)), window))
    return answers


def weights(data: Dataset) -> list[Answer]:
    """3d to 3h: how the weights changed."""
    change = relative_change(data.J0, data.J)
    columns = trained_columns(data.J0, data.J)
    answers = [
        Answer(
            "3d", "relative change of the weights", f"{change:.2f}", expected("relative change")
        ),
        Answer(
            "3e",
            "largest weight, J0 and J",
            f"{abs(data.J0).max():.2f}, {abs(data.J).max():.2f}",
            "",
        ),
    ]
    matrices = {"J0": data.J0, "J": data.J, "trained columns of J": data.J[:, columns]}
    windows = {
        "J": ("mean, trained", None, "skewness, trained", "excess kurtosis, trained"),
        "trained columns of J": (
            "mean, trained columns",
            None,
            None,
            "excess kurtosis, trained columns",
        ),
    }
    for name, matrix in matrices.items():
        known = windows.get(name, (None,) * 4)
        for moment, value, window in zip(
            moments(matrix)._fields, moments(matrix), known, strict=True
        ):
            text = f"{moment.replace('_', ' ')}, {name}"
            answers.append(Answer("3f", text, f"{value:.4f}", expected(window)))
    answers.append(Answer("3g", "trained columns", str(len(columns)), expected("trained columns")))
    for name, J in (("untrained", data.J0), ("trained", data.J)):
        for word, value in (("abscissa", spectral_abscissa(J)), ("radius", spectral_radius(J))):
            window = expected(f"{word}, {name}")
            answers.append(Answer("3h", f"spectral {word}, {name}", f"{value:.2f}", window))
    return answers


def learning() -> list[Answer]:
    """3i and 3j: one step of the rule, and a small network trained with it."""
    rng = np.random.default_rng(SEED)
    N, plastic = 60, np.arange(0, 60, 2)
    J, P = rng.standard_normal((N, N)) / np.sqrt(N), np.eye(len(plastic))
    r, target = rng.random(N), rng.standard_normal(N)
    error = J @ r - target
    P_new, J_new = rls_update(P, r[plastic], error, J, plastic)
    shrinks = np.linalg.norm(J_new @ r - target) / np.linalg.norm(error)
    theory = 1 / (1 + r[plastic] @ P @ r[plastic])
    asymmetry = np.abs(P_new - P_new.T).max()
    small = small_variance_explained(SEED)
    return [
        Answer("3i", "error after one step over before", f"{shrinks:.6f}", f"{theory:.6f}"),
        Answer("3i", "asymmetry of P", f"{asymmetry:.1e}", "0"),
        Answer("3j", "variance explained, N = 60", f"{small:.3f}", str(SMALL_VARIANCE_EXPLAINED)),
    ]


def expected(statistic: str | None) -> str:
    """The window of a statistic of the data set as text; "" when it has none."""
    return str(DATA_SET[statistic]) if statistic in DATA_SET else ""


def answers(data: Dataset) -> list[Answer]:
    """All lines of the table, by question."""
    return activity(data) + weights(data) + learning()


def draw(data: Dataset) -> dict[str, Figure]:
    """All figures by file name."""
    return {
        "3a-units": figures.units_figure(data),
        "3a-population": figures.population_figure(data),
        "3b-state-space": figures.state_space_figure(data),
        "3c-variance": figures.variance_figure(data),
        "3e-weights": figures.density_figure(data),
        "3g-submatrix": figures.submatrix_figure(data),
        "3h-eigenvalues": figures.eigenvalue_figure(data),
    }


def main(out: Path, path: Path = DEFAULT_PATH) -> None:
    """Print the table of answers and write the figures as PNG into the folder `out`.

    `path` is the data set; the published one is made there when the file does not exist.
    """
    if not path.exists():
        ensure(path, progress=show_progress())
    data = load(path)
    publish(answers(data), draw(data), out)
