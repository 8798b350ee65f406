"""What is drawn is found however it was drawn, and what is not is not."""

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.collections import LineCollection, PatchCollection

from autograder.checks import (
    curves_through,
    has_circle,
    has_lines_between,
    has_vertical_line,
    names_of,
    points_at,
)
from tests.autograder.checks.figures import crossed

ANGLE = np.linspace(0, 2 * np.pi, 101)
RING = 1.5 * np.column_stack([np.cos(ANGLE), np.sin(ANGLE)])


@pytest.fixture
def ax():
    yield plt.subplots()[1]
    plt.close("all")


def contour(ax):
    x = np.linspace(-2, 2, 60)
    ax.contour(x, x, x**2 + x[:, None] ** 2, levels=[1.5**2])


CIRCLES = {
    "curve": lambda ax: ax.plot(*RING.T),
    "curve without its last side": lambda ax: ax.plot(*RING[:-1].T),
    "twelve corners": lambda ax: ax.plot(*RING[::9].T),
    "two halves": lambda ax: (ax.plot(*RING[:51].T), ax.plot(*RING[50:].T)),
    "two roots": lambda ax: [
        ax.plot(x := np.linspace(-1.5, 1.5, 400), sign * np.sqrt(1.5**2 - x**2)) for sign in (1, -1)
    ],
    "dots": lambda ax: ax.scatter(*RING.T, s=2),
    "dots one by one": lambda ax: [ax.plot(*point, "k.") for point in RING],
    "segments": lambda ax: ax.add_collection(
        LineCollection(np.stack([RING[:-1], RING[1:]], axis=1))
    ),
    "patch": lambda ax: ax.add_patch(plt.Circle((0, 0), 1.5, fill=False)),
    "artist": lambda ax: ax.add_artist(plt.Circle((0, 0), 1.5)),
    "collection of patches": lambda ax: ax.add_collection(
        PatchCollection([plt.Circle((0, 0), 1.5)], facecolor="none", edgecolor="k")
    ),
    "contour": contour,
    "filled": lambda ax: ax.fill(*RING.T, alpha=0.2),
}
NO_CIRCLES = {
    "half": lambda ax: ax.plot(*RING[:51].T),
    "the same half twice": lambda ax: (ax.plot(*RING[:51].T), ax.plot(*RING[50::-1].T)),
    "nine tenths": lambda ax: ax.plot(*RING[:91].T),
    "half of the dots": lambda ax: ax.plot(*RING[:51].T, "."),
    "another radius": lambda ax: ax.plot(*(1.1 * RING).T),
    "beside the origin": lambda ax: ax.plot(*(RING + 0.2).T),
    "an ellipse": lambda ax: ax.plot(*(RING * [1.2, 1]).T),
    "a square": lambda ax: ax.plot([1.5, 0, -1.5, 0, 1.5], [0, 1.5, 0, -1.5, 0]),
    "invisible": lambda ax: ax.plot(*RING.T, linestyle="none"),
    "nothing": lambda ax: None,
}


@pytest.mark.parametrize("name", CIRCLES)
def test_a_circle_however_drawn(ax, name):
    """A circle is a circle, whatever it is made of."""
    CIRCLES[name](ax)
    ax.plot([0, 3], [0, 1])
    assert has_circle(crossed(ax), 1.5)


@pytest.mark.parametrize("name", NO_CIRCLES)
def test_what_is_no_circle(ax, name):
    """Part of a circle, another one, or none."""
    NO_CIRCLES[name](ax)
    assert not has_circle(crossed(ax), 1.5)


LINES = {
    "axvline": lambda ax: ax.axvline(1),
    "vlines": lambda ax: ax.vlines(1, -2, 2),
    "plot": lambda ax: ax.plot([1, 1], [-2, 2]),
    "axline": lambda ax: ax.axline((1, 0), (1, 1)),
    "infinite slope": lambda ax: ax.axline((1, 0), slope=np.inf),
    "many points": lambda ax: ax.plot(np.ones(50), np.linspace(-3, 3, 50), "--"),
}
NO_LINES = {
    "elsewhere": lambda ax: ax.axvline(1.1),
    "across": lambda ax: ax.axhline(1),
    "slanted": lambda ax: ax.plot([1, 1.1], [-2, 2]),
    "dots": lambda ax: ax.plot([1, 1], [-2, 2], "o"),
    "short": lambda ax: ax.plot([1, 1], [0, 0.01]),
    "two crossings": lambda ax: ax.plot([1, 0, 1], [-2, 0, 2]),
}


@pytest.mark.parametrize("name", [*LINES, *NO_LINES])
def test_a_vertical_line(ax, name):
    """It stands upright at its place and can be seen."""
    (LINES | NO_LINES)[name](ax)
    assert has_vertical_line(crossed(ax), 1.0, height=1.0) == (name in LINES)


def test_points_are_a_union(ax):
    """In several colours, one by one, twice, or as small patches: the same points."""
    rng = np.random.default_rng(0)
    wanted = rng.standard_normal((20, 2))
    ax.scatter(*wanted[:7].T)
    ax.plot(*wanted[5:12].T, "x")
    for x, y in wanted[12:18]:
        ax.plot(x, y, "k.")
    for x, y in wanted[18:]:
        ax.add_patch(plt.Circle((x, y), 0.02))
    ax.plot(*RING.T)
    seen = crossed(ax)
    assert points_at(seen, wanted)
    assert not points_at(seen, np.vstack([wanted, [[9, 9]]]))
    assert not points_at(seen, wanted + 0.01)
    assert not has_lines_between(seen, wanted)


@pytest.mark.parametrize("style", ["-", "o-", "--"])
def test_points_joined_by_lines(ax, style):
    """A line from point to point is seen, beside the points or through them."""
    wanted = np.random.default_rng(0).standard_normal((20, 2))
    ax.plot(*wanted.T, style)
    ax.scatter(*wanted.T)
    assert has_lines_between(crossed(ax), wanted)


def test_a_curve_in_pieces(ax):
    """A curve may be one line, many, or a collection of segments, in either direction."""
    wanted = np.cumsum(np.random.default_rng(0).standard_normal((30, 2)), axis=0)
    assert not curves_through(crossed(ax), wanted)
    ax.plot(*wanted[::-1].T)
    for start, end in zip(wanted[:-1], wanted[1:], strict=True):
        ax.plot(*zip(start, end, strict=True), color="r", label="pieces")
    ax.add_collection(LineCollection(np.stack([wanted[:-1], wanted[1:]], axis=1)))
    assert len(curves_through(crossed(ax), wanted)) == 3
    assert not curves_through(crossed(ax), wanted[1:])


def test_names_go_with_what_is_drawn(ax):
    """What the legend calls the points, also if its entries are in another order."""
    rng = np.random.default_rng(0)
    one, other = rng.standard_normal((2, 9, 2))
    handles = [ax.plot(*points.T, ".")[0] for points in (one, other)]
    ax.legend(handles[::-1], ["the other", "the one"])
    seen = crossed(ax)
    assert names_of(seen, points_at(seen, one)) == {"the one"}
    assert names_of(seen, points_at(seen, other)) == {"the other"}
