"""The expected answers of Problem 3 and their figures, on a small data set."""

import matplotlib.image
import numpy as np
import pytest

from reference import problem3, problem3_figures
from reference.bump import Bump
from reference.dataset import Recipe, build, save
from reference.statistics_problem3 import DATA_SET, dataset_statistics
from reference.training import Training


@pytest.fixture(scope="module")
def small():
    training = Training(plastic=20, noise=0.1, learning_runs=10, free_runs=2)
    return build(Recipe(bump=Bump(units=40, steps=60, width=0.08), training=training))


def lines(answers, question):
    return {answer.quantity: answer.here for answer in answers if answer.question == question}


def test_the_table_and_the_figures_are_written(small, tmp_path, capsys):
    """One call prints every question and leaves a readable picture for every figure."""
    save(tmp_path / "p3.mat", small)
    problem3.main(tmp_path, tmp_path / "p3.mat")
    printed = capsys.readouterr().out
    for question in "abcdefghij":
        assert f"3{question}" in printed
    pictures = {path.stem: matplotlib.image.imread(path) for path in tmp_path.glob("*.png")}
    assert pictures.keys() == problem3.draw(small).keys()
    assert all(picture[..., :3].std() > 0.01 for picture in pictures.values())


def test_a_missing_data_set_is_made(small, tmp_path, monkeypatch):
    """`python -m reference problem3` works in a fresh clone."""
    path = tmp_path / "p3.mat"
    monkeypatch.setattr(problem3, "ensure", lambda path, progress: save(path, small))
    problem3.main(tmp_path, path)
    assert path.exists()


def test_the_table_holds_the_numbers_of_the_data(small):
    """The answers are those of this data set, not constants."""
    table = problem3.answers(small)
    statistics = dataset_statistics(small)
    assert lines(table, "3g")["trained columns"] == "20"
    assert lines(table, "3c")["PCs to 90 %, trained"] == str(statistics["components, trained"])
    assert float(lines(table, "3f")["mean, J"]) == pytest.approx(small.J.mean(), abs=1e-4)
    in_own_components = lines(table, "3b")["variance in the 10 trained PCs, trained"]
    assert 0.8 < float(in_own_components) <= 1


def test_the_step_of_learning_has_its_theory(small):
    """3i: measured and expected shrinking of the error are the same number."""
    step = next(a for a in problem3.learning() if "error after" in a.quantity)
    assert step.here == step.expected


def test_statistics_have_a_window_each(small):
    """A statistic without a window, or a window that nothing is measured for, is forgotten."""
    assert dataset_statistics(small).keys() == DATA_SET.keys()


def test_units_figure_shows_the_targets_it_names(small):
    """3a: the lines are the rates over the largest rate, and the targets."""
    figure = problem3_figures.units_figure(small, units=[3, 30])
    for axes, unit in zip(figure.axes, (3, 30), strict=True):
        _, trained, target = (line.get_ydata() for line in axes.lines[:3])
        np.testing.assert_allclose(trained, small.R[unit] / small.R.max())
        np.testing.assert_array_equal(target, small.target_activity[unit])


def test_densities_are_logarithmic_and_open_where_empty(small):
    """3e: an empty bin has no logarithm and is not drawn as zero."""
    axes = problem3_figures.density_figure(small).axes[0]
    assert axes.get_yscale() == "log"
    trained, untrained = (patch.get_data().values for patch in axes.patches)
    assert not (trained == 0).any()
    assert np.isnan(untrained).any()


def test_submatrix_is_ordered_by_peak_time(small):
    """3g: a data set whose units come in another order gives the same picture."""
    order = np.random.default_rng(0).permutation(small.N)
    shuffled = small._replace(
        R=small.R[order],
        R0=small.R0[order],
        target_activity=small.target_activity[order],
        J0=small.J0[np.ix_(order, order)],
        J=small.J[np.ix_(order, order)],
    )
    first, second = (
        problem3_figures.submatrix_figure(data).axes[1].images[0].get_array()
        for data in (small, shuffled)
    )
    np.testing.assert_array_equal(first, second)


def test_eigenvalues_stand_beside_the_circle(small):
    """3h: N eigenvalues of each matrix and a circle of radius g, with the same scale both ways."""
    for axes in problem3_figures.eigenvalue_figure(small).axes:
        eigenvalues, circle = axes.lines[:2]
        assert len(eigenvalues.get_xdata()) == small.N
        np.testing.assert_allclose(np.hypot(*circle.get_data()), small.g)
        assert axes.get_aspect() == 1
