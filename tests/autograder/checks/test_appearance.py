"""Labels are read, not counted; a scale and a page of one's own are owed."""

import matplotlib.pyplot as plt
import pytest

from autograder.checks import IMAGINARY, REAL, Wrong, expect_equal_aspect, expect_sides
from tests.autograder.checks.figures import crossed


def labelled(x, y):
    _, ax = plt.subplots()
    ax.set(xlabel=x, ylabel=y)
    found = crossed(ax)
    plt.close("all")
    return found


@pytest.mark.parametrize(
    ("x", "y"),
    [
        ("real part", "imaginary part"),
        ("Re", "Im"),
        (r"$\mathrm{Re}(\lambda)$", r"$\mathrm{Im}(\lambda)$"),
        (r"$\Re\lambda_i$", r"$\Im\lambda_i$"),
        ("growth rate", "frequency"),
        ("x", "y"),
        ("Re(λ) (real)", "ℑ(λ)"),
    ],
)
def test_labels_in_any_words(x, y):
    """Who labels the axes in other words is right as well."""
    expect_sides(labelled(x, y), REAL, IMAGINARY)


@pytest.mark.parametrize(
    ("x", "y"),
    [("imaginary", "real"), ("Im", "Re"), ("", "Im"), ("Re", " "), ("Im", ""), ("Re", r"$\Re$")],
)
def test_labels_at_the_wrong_axis(x, y):
    """Exchanged or missing labels are no labels."""
    with pytest.raises(Wrong):
        expect_sides(labelled(x, y), REAL, IMAGINARY)


@pytest.mark.parametrize(("aspect", "fine"), [("equal", True), ("auto", False), (2, False)])
def test_equal_scales(aspect, fine):
    """One unit is one unit on both axes."""
    _, ax = plt.subplots()
    ax.set_aspect(aspect)
    seen = crossed(ax)
    plt.close("all")
    if fine:
        expect_equal_aspect(seen)
    else:
        with pytest.raises(Wrong):
            expect_equal_aspect(seen)
